"""A post as one row of a list, put together from pieces that are escaped here.

Lists show twenty rows, and a template with thirty tags a row costs more than asking the database.
"""

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goldenbridge_site import markdown
from goldenbridge_site.pages.templatetags.components import ago, member_link
from goldenbridge_site.posts.models import Post

ROW = (
    '<article class="post-row">\n<h3 class="voice"><a href="{}">{}</a></h3>\n'
    '<p class="voice">{}</p>\n<p class="by">{} {} <span>{}</span> <span>{}</span>{}</p>\n</article>'
)
WORDS = 34


def row(post: Post, hide_conflict: bool = False) -> SafeString:
    """The row of `post`, which must have come from `Post.objects.listed()` and its like."""
    replies = ngettext("%d reply", "%d replies", post.reply_count) % post.reply_count
    chips = ((reverse("tag", args=[tag.slug]), tag.name) for tag in post.tags.all())
    return format_html(
        ROW,
        post.get_absolute_url(),
        post.title,
        markdown.start(post.body_html, WORDS),
        member_link(post.author),
        "" if hide_conflict else _conflict(post),
        replies,
        ago(post.published_at) if post.published_at else "",
        format_html_join("", ' <a class="chip" href="{}">{}</a>', chips),
    )


def _conflict(post: Post) -> SafeString:
    if post.conflict is None:
        return format_html("<span>{}</span>", _("All conflicts"))
    url = post.conflict.get_absolute_url()
    return format_html('<a class="plain" href="{}">{}</a>', url, post.conflict.title)
