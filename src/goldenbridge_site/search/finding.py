"""Finding: one function, whatever database is in use.

What somebody types is never handed to the index as it is: every word is quoted, so that marks
with a meaning to the index have none here. The last word may be the start of a longer one.
"""

import re
import unicodedata
from dataclasses import dataclass

from django.db import connection
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from goldenbridge_site.posts.models import Post, Status
from goldenbridge_site.replies.models import Reply

MOST_WORDS = 12
LONGEST = 200
_ON, _OFF = "\x02", "\x03"
_WORD = re.compile(r"\w+", re.UNICODE)

_SQLITE = """
SELECT e.post_id, e.reply_id,
       snippet(search_index, 1, %s, %s, '…', 28), snippet(search_index, 0, %s, %s, '…', 40)
FROM search_index
JOIN search_searchentry e ON e.id = search_index.rowid
LEFT JOIN posts_post p ON p.id = e.post_id
LEFT JOIN replies_reply r ON r.id = e.reply_id
LEFT JOIN posts_post q ON q.id = r.post_id
WHERE search_index MATCH %s AND (p.status = %s OR (r.status = %s AND q.status IN (%s, %s)))
ORDER BY bm25(search_index, 4.0, 1.0), e.id DESC
LIMIT %s
"""
_POSTGRESQL = """
SELECT e.post_id, e.reply_id,
       ts_headline('simple', e.body, query, %s), ts_headline('simple', e.title, query, %s)
FROM to_tsquery('simple', %s) query, search_searchentry e
LEFT JOIN posts_post p ON p.id = e.post_id
LEFT JOIN replies_reply r ON r.id = e.reply_id
LEFT JOIN posts_post q ON q.id = r.post_id
WHERE e.words @@ query AND (p.status = %s OR (r.status = %s AND q.status IN (%s, %s)))
ORDER BY ts_rank(e.words, query) DESC, e.id DESC
LIMIT %s
"""


@dataclass(frozen=True)
class Hit:
    """One find: the post, the reply in it if that is where the words stand, and a snippet."""

    post: Post
    reply: Reply | None
    title: SafeString
    snippet: SafeString

    @property
    def address(self) -> str:
        """Where it leads."""
        return (self.reply or self.post).get_absolute_url()


def words(query: str) -> list[str]:
    """The words of a query that are looked for."""
    return _WORD.findall(query[:LONGEST].replace("_", " "))[:MOST_WORDS]


def _bare(word: str) -> str:
    """The word without accents, as PostgreSQL's index has it; SQLite's tokenizer does it itself."""
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


def find(query: str, most: int = 200) -> list[Hit]:
    """Published posts and replies that hold every word of `query`, best first."""
    wanted = words(query)
    if not wanted:
        return []
    open_to_all = [Status.PUBLISHED, Status.PUBLISHED, Status.PUBLISHED, Status.DELETED]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            match = " ".join(f'"{word}"' for word in wanted) + "*"
            cursor.execute(_SQLITE, [_ON, _OFF, _ON, _OFF, match, *open_to_all, most])
        else:
            marks = f'StartSel="{_ON}", StopSel="{_OFF}"'
            match = " & ".join(f"'{_bare(word)}':*" for word in wanted)
            cursor.execute(
                _POSTGRESQL,
                [
                    f"{marks}, MaxWords=28, MinWords=12, MaxFragments=2",
                    f"{marks}, HighlightAll=true",
                    match,
                    *open_to_all,
                    most,
                ],
            )
        rows = cursor.fetchall()
    return _hits(rows)


def _hits(rows: list[tuple[int | None, int | None, str, str]]) -> list[Hit]:
    posts = Post.objects.select_related("author", "conflict").in_bulk([r[0] for r in rows if r[0]])
    replies = Reply.objects.select_related("author", "post__conflict", "post__author").in_bulk(
        [r[1] for r in rows if r[1]]
    )
    hits = []
    for post_id, reply_id, snippet, title in rows:
        reply = replies.get(reply_id or 0)
        post = reply.post if reply else posts.get(post_id or 0)
        if post is not None:
            shown = _marked(title) if reply is None else format_html("{}", str(post))
            hits.append(Hit(post, reply, shown, _marked(snippet)))
    return hits


def _marked(text: str) -> SafeString:
    """The text with the found words in `mark` elements; everything else is escaped."""
    first, *rest = text.split(_ON)
    pairs = [(piece.partition(_OFF)[0], piece.partition(_OFF)[2]) for piece in rest]
    return format_html("{}{}", first, format_html_join("", "<mark>{}</mark>{}", pairs))
