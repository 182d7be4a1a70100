"""How to cite a post: as a line and as BibTeX."""

import re

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from goldenbridge_site.accounts import names
from goldenbridge_site.posts.models import Post


def line(post: Post, site_name: str, url: str) -> str:
    """One line with author, title, site, date, version and address."""
    when = post.edited_at or post.published_at or post.created
    return _("%(author)s, “%(title)s”, %(site)s, %(date)s, version %(version)d, %(url)s") % {
        "author": names.display(post.author),
        "title": post.title,
        "site": site_name,
        "date": date_format(when, "j F Y"),
        "version": post.version,
        "url": url,
    }


def bibtex(post: Post, site_name: str, url: str) -> str:
    """A BibTeX entry."""
    when = post.edited_at or post.published_at or post.created
    key = re.sub(r"\W", "", post.author.display_name) + str(when.year)
    return (
        f"@misc{{{key},\n"
        f"  author = {{{_plain(names.display(post.author))}}},\n"
        f"  title = {{{_plain(post.title)}}},\n"
        f"  howpublished = {{{_plain(site_name)}}},\n"
        f"  year = {{{when.year}}},\n"
        f"  note = {{version {post.version}, {when:%Y-%m-%d}}},\n"
        f"  url = {{{url}}}\n}}"
    )


def _plain(text: str) -> str:
    return re.sub(r"[{}\\]", "", text)
