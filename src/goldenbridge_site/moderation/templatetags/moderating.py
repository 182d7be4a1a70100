"""What the templates of moderation ask of texts and acts."""

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from goldenbridge_site import markdown
from goldenbridge_site.moderation import texts
from goldenbridge_site.moderation.models import Act
from goldenbridge_site.moderation.texts import Text

register = template.Library()


@register.filter
def own_words(text: Text) -> SafeString:
    """The text as its readers see it; headings fit under those of the queue."""
    return markdown.stored(markdown.to_html(text.body, heading=3))


@register.filter
def decide_url(text: Text) -> str:
    """Where a decision on the text is sent."""
    return reverse(f"moderate-{texts.kind(text)}", args=[text.pk])


@register.filter
def move_url(text: Text) -> str:
    """Where a move of the text is sent."""
    return reverse(f"move-{texts.kind(text)}", args=[text.pk])


@register.filter
def verb(act: Act) -> str:
    """The act as it stands on a button."""
    return {
        Act.KEEP: _("Keep"),
        Act.APPROVE: _("Approve"),
        Act.REWORD: _("Ask to reword"),
        Act.HIDE: _("Hide"),
        Act.LOCK: _("Close thread"),
        Act.UNLOCK: _("Open thread"),
    }.get(act, str(act.label))
