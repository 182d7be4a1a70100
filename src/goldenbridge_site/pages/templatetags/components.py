"""Small pieces of pages that every app uses; built in, so no template loads them."""

from datetime import datetime, timedelta
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BoundField
from django.http import QueryDict
from django.template.defaultfilters import date as format_date
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goldenbridge_site import markdown
from goldenbridge_site.accounts import names
from goldenbridge_site.accounts.models import User
from goldenbridge_site.drafts.models import Draft
from goldenbridge_site.limits import haste
from goldenbridge_site.replies import pending

register = template.Library()


def ago_text(when: datetime, now: datetime) -> str:
    """`when` in words: minutes and hours, then "yesterday", then the date."""
    passed = now - when
    if passed < timedelta(minutes=1):
        return _("just now")
    if passed < timedelta(hours=1):
        minutes = passed.seconds // 60
        return ngettext("%d minute ago", "%d minutes ago", minutes) % minutes
    if passed < timedelta(hours=24):
        hours = passed.seconds // 3600
        return ngettext("%d hour ago", "%d hours ago", hours) % hours
    if passed < timedelta(hours=48):
        return _("yesterday")
    return format_date(when, "j F" if when.year == now.year else "j F Y")


@register.filter
def ago(when: datetime) -> SafeString:
    """A `time` element with the moment in words."""
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        when.isoformat(timespec="minutes"),
        format_date(when, "j F Y, H:i") + " UTC",
        ago_text(when, timezone.now()),
    )


@register.filter
def member_link(user: User) -> SafeString:
    """A member's name, leading to their page while they have one."""
    if user.deleted is not None or not user.slug:
        return format_html('<span class="name gone">{}</span>', names.display(user))
    return format_html('<a class="name" href="{}">{}</a>', user.get_absolute_url(), user)


@register.filter
def initial(user: User) -> str:
    """The letter in the circle before a name."""
    return user.display_name[:1].upper() if user.deleted is None else "–"


@register.filter
def rendered(made: str) -> SafeString:
    """HTML kept by the database, made by `markdown.to_html`, ready to print."""
    return markdown.stored(made)


@register.filter
def excerpt(text: str, words: int = 34) -> str:
    """The first words of a Markdown text."""
    return markdown.excerpt(text, words)


@register.simple_tag
def moment() -> SafeString:
    """The hidden field that says when a form for strangers was shown (see `limits.haste`)."""
    pattern = '<input type="hidden" name="{}" value="{}">'
    return format_html(pattern, haste.FIELD, haste.moment())


@register.simple_tag
def post_row(post: Any, hide_conflict: bool = False) -> SafeString:
    """A post as a row of a list."""
    from goldenbridge_site.posts import rows

    return rows.row(post, hide_conflict)


@register.filter
def draft_address(draft: Draft) -> str:
    """The form in which a draft can be finished."""
    return pending.address(draft)


@register.inclusion_tag("components/field.html")
def field(bound: BoundField, autofocus: bool = False) -> dict[str, Any]:
    """A field with label, hint and error, tied together for screen readers."""
    described = []
    if bound.help_text:
        described.append(f"{bound.id_for_label}-hint")
    if bound.errors:
        described.append(f"{bound.id_for_label}-error")
    attrs: dict[str, Any] = {}
    if described:
        attrs["aria-describedby"] = " ".join(described)
    if bound.errors:
        attrs["aria-invalid"] = "true"
    if autofocus:
        attrs["autofocus"] = True
    kind = getattr(bound.field.widget, "input_type", "")
    return {
        "field": bound,
        "widget": bound.as_widget(attrs=attrs),
        "check": kind == "checkbox",
        "group": kind == "radio",
    }


@register.inclusion_tag("components/problems.html")
def problems(form: Any) -> dict[str, Any]:
    """The list of a form's errors with a link to each field."""
    return {"form": form, "fields": [bound for bound in form if bound.errors]}


@register.inclusion_tag("components/pages.html")
def pages(page: Page[Any], query: QueryDict | None = None, name: str = "page") -> dict[str, Any]:
    """Links to the other pages of a list; the rest of the query is kept."""
    kept = query.copy() if query else QueryDict(mutable=True)
    kept.pop(name, None)
    rest = kept.urlencode()
    return {"page": page, "prefix": f"?{rest}&{name}=" if rest else f"?{name}="}
