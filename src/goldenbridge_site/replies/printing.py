"""The HTML of a thread's rows, put together from pieces that were escaped when they were made.

A template with forty tags a row costs half a second for a thousand replies. Here every member,
every set of links and every mark is made once by `format_html`, which escapes; a row then only
joins such pieces, numbers, and the stored HTML of the reply.
"""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from goldenbridge_site import markdown
from goldenbridge_site.links import cards
from goldenbridge_site.posts.models import Post
from goldenbridge_site.replies.thread import Row, Thread

NUMBER = "\x00"
"""Stands for a reply's number in pieces shared by many replies; no text can hold it."""
MEMBER = '<span class="letter" aria-hidden="true">{}</span><a class="name" href="{}">{}</a>'
NOBODY = '<span class="letter" aria-hidden="true">–</span><span class="name gone">{}</span>'
LONG = (
    '<p class="voice start">{} …</p><details class="long"><summary>{}</summary>'
    '<div class="voice">{}</div></details>'
)
LINK = '<a href="/replies/\x00/{}">{}</a> '
COPY = '<a class="copy" href="/replies/\x00/">{}</a> '
ANSWER = (
    '<a class="answer" href="{0}?parent=\x00">{1}</a> '
    '<a class="answer" href="{0}?parent=\x00&amp;quote=1">{2}</a> '
)


class Printer:
    """Prints the rows of one post's thread; makes every piece once."""

    def __init__(self, post: Post) -> None:
        self.post = post
        self.reply_url = reverse("reply", args=[post.slug])
        self.rules_url = reverse("rules")
        self.members: dict[str, SafeString] = {}
        self.tools: dict[tuple[bool, ...], SafeString] = {}
        self.ages: dict[str, SafeString] = {}
        self.cards: dict[str, str] = {}
        self.fold = escape(_("Fold answers"))
        self.edited = format_html(LINK, "history/", _("edited"))

    def rows(self, thread: Thread) -> SafeString:
        """All rows; every piece of them is safe, so the whole is."""
        found = cards.for_thread(row.html for row in thread.rows)
        self.cards = {
            url: render_to_string("links/card.html", {"card": card}) for url, card in found.items()
        }
        return markdown.stored("".join(map(self._row, thread.rows)))

    def _row(self, row: Row) -> str:
        pk = row.pk
        head = (
            self._head(row) if row.by else f'<h3 class="gone" id="by-{pk}">{self._gone(row)}</h3>'
        )
        body = self._body(row) if row.by else ""
        return (
            f'<article class="reply i{row.indent} {row.kind}" id="reply-{pk}"'
            f' data-depth="{row.depth}" tabindex="-1" aria-labelledby="by-{pk}">'
            f"{head}{body}{self._tools(row)}</article>\n"
        )

    def _head(self, row: Row) -> str:
        pk = row.pk
        member = self.members.get(row.by_slug or row.by) or self._member(row.by, row.by_slug)
        age = self.ages.get(row.when) or self.ages.setdefault(row.when, escape(row.when))
        marks = self._marks(row) if row.edited or row.parent_by or self._rare(row) else ""
        return (
            f'<h3 class="by" id="by-{pk}">{member} <a class="when" href="#reply-{pk}">'
            f'<time datetime="{row.iso}">{age}</time></a>{marks}</h3>{self._state(row)}'
        )

    def _member(self, name: str, slug: str) -> SafeString:
        if slug:
            made = format_html(MEMBER, name[:1].upper(), reverse("member", args=[slug]), name)
        else:
            made = format_html(NOBODY, name)
        self.members[slug or name] = made
        return made

    def _rare(self, row: Row) -> bool:
        return row.post_version != self.post.version or row.kind == "waiting"

    def _marks(self, row: Row) -> str:
        marks = ""
        if row.parent_by:
            pattern = ' <span>{} <a href="#reply-{}">{}</a></span>'
            marks += format_html(pattern, _("in reply to"), row.parent, row.parent_by)
        if row.edited:
            marks += " " + self.edited.replace(NUMBER, str(row.pk))
        if row.post_version != self.post.version:
            words = _("written about version %(n)d") % {"n": row.post_version}
            url = reverse("post-history", args=[self.post.slug])
            pattern = ' <a class="hint" href="{}?from={}&amp;to={}">{}</a>'
            marks += format_html(pattern, url, row.post_version, self.post.version, words)
        if row.kind == "waiting":
            marks += format_html(' <span class="chip">{}</span>', _("only you see this"))
        return marks

    def _state(self, row: Row) -> str:
        if row.kind == "waiting":
            return format_html('<p class="hint">{}</p>', _("It waits for a moderator."))
        if row.kind == "own-hidden":
            words = _("A moderator hid this reply. Its author and moderators still see it.")
            pattern = '<p class="note warning">{} <a href="{}">{}</a></p>'
            return format_html(pattern, words, self.rules_url, row.rule or _("Rules"))
        return ""

    def _gone(self, row: Row) -> str:
        if row.kind != "hidden":
            return escape(_("This reply was deleted."))
        words = _("This reply was hidden by a moderator.")
        if row.rule:
            words = _("This reply was hidden by a moderator: %(rule)s.") % {"rule": row.rule}
        return format_html('{} <a href="{}">{}</a>', words, self.rules_url, _("Rules"))

    def _body(self, row: Row) -> str:
        if not row.start:
            return f'<div class="voice">{markdown.with_cards(row.html, self.cards)}</div>'
        words = _("Read on (%(n)d words)") % {"n": row.words}
        return format_html(LONG, row.start, words, markdown.with_cards(row.html, self.cards))

    def _tools(self, row: Row) -> str:
        fold = ""
        if row.answers:
            fold = (
                '<button type="button" class="fold link" hidden aria-expanded="true"'
                f' aria-describedby="by-{row.pk}">{self.fold} ({row.answers})</button>'
            )
        if not row.by:
            return f'<p class="reply-tools">{fold}</p>' if fold else ""
        kind = (row.may_answer, row.mine, row.may_edit, row.may_delete)
        links = self.tools.get(kind) or self.tools.setdefault(kind, self._links(*kind))
        return f'<p class="reply-tools">{links.replace(NUMBER, str(row.pk))}{fold}</p>'

    def _links(self, answer: bool, mine: bool, edit: bool, delete: bool) -> SafeString:
        pieces = [
            format_html(ANSWER, self.reply_url, _("Reply"), _("Quote")) if answer else "",
            format_html(COPY, _("Link")),
            "" if mine else format_html(LINK, "report/", _("Report")),
            format_html(LINK, "edit/", _("Edit")) if edit else "",
            format_html(LINK, "delete/", _("Delete")) if delete else "",
        ]
        return format_html("{}" * len(pieces), *pieces)
