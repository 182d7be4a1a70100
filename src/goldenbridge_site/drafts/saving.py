"""Saving drafts so that no save ever overwrites words it has not seen."""

import uuid
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from goldenbridge_site.accounts.models import User
from goldenbridge_site.drafts.models import Draft
from goldenbridge_site.posts.models import Post
from goldenbridge_site.replies.models import Reply

MOST = 200
"""Drafts a member may have; the oldest go when there are more."""


@dataclass(frozen=True)
class Words:
    """What stands in a form."""

    kind: str
    body: str
    title: str = ""
    post: Post | None = None
    reply: Reply | None = None
    fields: dict[str, Any] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        """Whether there is nothing worth keeping."""
        return not (self.body.strip() or self.title.strip())


def form_id(text: str) -> uuid.UUID:
    """The id a form was opened with; a new one if the text is none."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.uuid4()


def save(member: User, form: uuid.UUID, version: int, words: Words) -> Draft | None:
    """Save `words` of the form `form`, last saved as `version` (0 if never).

    If another tab saved the same draft meanwhile, or the id belongs to somebody else's form, the
    words become a draft of their own under a new id. Returns None when there is nothing to keep.
    """
    with transaction.atomic():
        one_at_a_time(member)
        kept = Draft.objects.select_for_update().filter(form=form).first()
        if kept is None:
            return None if words.empty else _new(member, form, words)
        if kept.member_id != member.pk:
            return None if words.empty else _new(member, uuid.uuid4(), words)
        if kept.version != version and not _same(kept, words):
            return None if words.empty else _new(member, uuid.uuid4(), words)
        if _same(kept, words):
            return kept
        kept.title, kept.body = words.title[:300], words.body[:60_000]
        kept.fields = words.fields
        kept.version += 1
        kept.save()
        return kept


def one_at_a_time(member: User) -> None:
    """Let two requests of one member, such as a double click, go one after the other."""
    User.objects.select_for_update(no_key=True).filter(pk=member.pk).first()


def _new(member: User, form: uuid.UUID, words: Words) -> Draft:
    made = Draft.objects.create(
        member=member,
        form=form,
        kind=words.kind,
        post=words.post,
        reply=words.reply,
        title=words.title[:300],
        body=words.body[:60_000],
        fields=words.fields,
    )
    old = Draft.objects.filter(member=member).order_by("-saved").values_list("pk")[MOST:]
    Draft.objects.filter(pk__in=[pk for (pk,) in old]).delete()
    return made


def _same(kept: Draft, words: Words) -> bool:
    return (kept.title, kept.body, kept.fields) == (words.title, words.body, words.fields)


def drop(member: User, form: uuid.UUID) -> None:
    """Forget the draft of a form, because its words are published."""
    Draft.objects.filter(member=member, form=form).delete()


def waiting(member: User, kind: str, post: Post | None, reply: Reply | None) -> Draft | None:
    """The newest draft for the same target, to be offered when the form is opened again."""
    return Draft.objects.filter(member=member, kind=kind, post=post, reply=reply).first()
