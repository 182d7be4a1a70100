"""What a post's page shows."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from goldenbridge_site import markdown, permissions
from goldenbridge_site.accounts.models import User
from goldenbridge_site.drafts import saving
from goldenbridge_site.drafts.models import Draft
from goldenbridge_site.drafts.views import number
from goldenbridge_site.follows import box as follow_box
from goldenbridge_site.links import cards
from goldenbridge_site.operator.models import SiteSettings
from goldenbridge_site.posts import citing, see_also
from goldenbridge_site.posts.models import Post, Status
from goldenbridge_site.replies import printing, thread
from goldenbridge_site.runs import pictures

WORDS_A_MINUTE = 230


def context(request: HttpRequest, post: Post) -> dict[str, Any]:
    """Everything the template of a post needs, asked for in few queries."""
    viewer = request.user
    sort = request.GET.get("sort", "oldest")
    sort = sort if sort in thread.SORTS else "oldest"
    rows = thread.build(viewer, post, sort, number(request.GET.get("at", "")))
    url = request.build_absolute_uri(post.get_absolute_url())
    name = SiteSettings.current().site_name
    return {
        "section": "discussions",
        "post": post,
        "deleted": post.status == Status.DELETED,
        "minutes": max(1, round(len(post.body.split()) / WORDS_A_MINUTE)),
        "thread": rows,
        "rows": printing.Printer(post).rows(rows),
        "heading": thread.heading(rows.total),
        "sort": sort,
        "see_also": [*see_also.named_by(post), *see_also.naming(post)],
        "tags": list(post.tags.all()) if post.status == Status.PUBLISHED else [],
        "cite": citing.line(post, name, url),
        "bibtex": citing.bibtex(post, name, url),
        "may_edit": permissions.may_edit_post(viewer, post),
        "may_delete": permissions.may_delete_post(viewer, post),
        "may_report": permissions.may_report(viewer),
        "body": shown_body(post),
        "picture": _picture(post),
        "box": reply_box(request, post),
    }


def reply_box(request: HttpRequest, post: Post) -> dict[str, Any]:
    """The form below a thread: open to members, friendly to visitors, shut when closed."""
    viewer = request.user
    draft = None
    if isinstance(viewer, User) and permissions.may_keep_drafts(viewer):
        draft = saving.waiting(viewer, Draft.Kind.REPLY, post, None)
    return {
        "post": post,
        "parent": None,
        "draft": draft,
        "form_id": draft.form if draft else saving.form_id(""),
        "version": draft.version if draft else 0,
        "body": draft.body if draft else "",
        "may_reply": permissions.may_reply(viewer, post),
        "signed_in": permissions.is_member(viewer),
        "closed": post.locked or post.status != Status.PUBLISHED,
        "follows": isinstance(viewer, User) and viewer.follows_own_threads,
        "follow": follow_box.context(viewer, post) if post.status == Status.PUBLISHED else None,
    }


def _picture(post: Post) -> pictures.Shown | None:
    """How the war the post is about may end, if it was solved."""
    if post.conflict is None or not post.conflict.scenario:
        return None
    return pictures.shown(pictures.kept(post.conflict.scenario))


def shown_body(post: Post) -> SafeString:
    """The post's HTML, with cards in the place of the addresses that have one."""
    found = cards.for_text(post.body)
    return markdown.with_cards(
        post.body_html,
        {url: render_to_string("links/card.html", {"card": card}) for url, card in found.items()},
    )


def words_of_post(post: Post) -> dict[str, str]:
    """A post's own words as its form shows them."""
    return {
        "title": post.title,
        "body": post.body,
        "conflict": post.conflict.slug if post.conflict else "",
        "tags": ", ".join(post.tags.values_list("name", flat=True)),
        "see_also": "\n".join(line.url for line in see_also.named_by(post)),
    }


def told_after_publishing(post: Post) -> str:
    """What the author is told."""
    if post.status == Status.WAITING:
        return _("Your post waits for a moderator. Only you and moderators see it until then.")
    return _("Published.")
