"""What a post names under "see also", and what names it, as lines ready to print.

Read as plain values: the whole rows behind them would be sixty columns that no line shows.
"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from goldenbridge_site.posts.models import Post, Status

_FIELDS = (
    *("to_post__title", "to_post__slug", "to_post__status", "to_post__author__display_name"),
    *("to_conflict__title", "to_conflict__slug", "to_conflict__shown"),
    *("to_tag__name", "to_tag__slug"),
)


@dataclass(frozen=True)
class Line:
    """One link; `hint` says whose post it is, or what kind of page it leads to."""

    url: str
    title: str
    hint: str


def named_by(post: Post) -> list[Line]:
    """Lines for what `post` names, leaving out what is not shown to everybody."""
    lines = []
    for row in post.see_also.values_list(*_FIELDS):
        title, slug, status, author, conflict, conflict_slug, shown, tag, tag_slug = row
        if slug is not None:
            if status == Status.PUBLISHED:
                lines.append(Line(reverse("post", args=[slug]), title, author))
        elif conflict_slug is not None:
            if shown:
                lines.append(
                    Line(reverse("conflict", args=[conflict_slug]), conflict, _("conflict"))
                )
        else:
            lines.append(Line(reverse("tag", args=[tag_slug]), tag, _("tag")))
    return lines


def naming(post: Post) -> list[Line]:
    """Lines for the published posts that name `post`, newest first."""
    found = (
        Post.objects.published()
        .filter(see_also__to_post=post)
        .order_by("-published_at", "-pk")
        .values_list("slug", "title", "author__display_name")
    )
    hint = _("%(name)s, names this post")
    return [
        Line(reverse("post", args=[slug]), title, hint % {"name": name})
        for slug, title, name in found
    ]
