"""Drafts are never lost and never overwritten by words that had not seen them."""

import uuid
from collections.abc import Callable

import pytest
from django.test import Client

from goldenbridge_site.accounts.models import User
from goldenbridge_site.drafts import saving
from goldenbridge_site.drafts.models import Draft
from goldenbridge_site.posts.models import Post

pytestmark = pytest.mark.django_db
SAVE = "/drafts/save/"


def words(body: str) -> saving.Words:
    return saving.Words(kind="post", body=body, title="Title")


def test_a_form_has_one_row_whose_version_counts_the_saves(member: User, client: Client) -> None:
    client.force_login(member)
    form = str(uuid.uuid4())
    first = client.post(SAVE, {"kind": "post", "form": form, "version": 0, "body": "a"}).json()
    assert (first["form"], first["version"]) == (form, 1)
    assert first["words"].startswith("Saved ")
    second = client.post(SAVE, {"kind": "post", "form": form, "version": 1, "body": "ab"}).json()
    assert second["version"] == 2
    assert Draft.objects.get().body == "ab"


def test_two_tabs_with_one_draft_end_with_two(member: User) -> None:
    form = uuid.uuid4()
    draft = saving.save(member, form, 0, words("start"))
    assert draft is not None
    one = saving.save(member, form, draft.version, words("first tab"))
    two = saving.save(member, form, draft.version, words("second tab"))
    assert one is not None
    assert two is not None
    assert one.form != two.form
    assert {d.body for d in Draft.objects.all()} == {"first tab", "second tab"}


def test_a_form_id_of_another_member_gives_a_row_of_ones_own(member: User, other: User) -> None:
    form = uuid.uuid4()
    saving.save(member, form, 0, words("mine"))
    theirs = saving.save(other, form, 1, words("theirs"))
    assert theirs is not None
    assert theirs.form != form
    assert Draft.objects.get(member=member).body == "mine"


def test_nothing_is_kept_of_nothing(member: User) -> None:
    assert saving.save(member, uuid.uuid4(), 0, saving.Words(kind="post", body="  ")) is None
    assert not Draft.objects.exists()


def test_emptying_a_form_is_saved_too(member: User) -> None:
    form = uuid.uuid4()
    saving.save(member, form, 0, words("a"))
    saving.save(member, form, 1, saving.Words(kind="post", body="", title=""))
    assert Draft.objects.get().body == ""


def test_signed_out_is_said_and_nothing_is_stored(client: Client) -> None:
    answer = client.post(SAVE, {"kind": "post", "body": "a"})
    assert answer.status_code == 403
    assert "kept on this device" in answer.json()["words"]


def test_an_unknown_kind_is_refused(member: User, client: Client) -> None:
    client.force_login(member)
    assert client.post(SAVE, {"kind": "x", "body": "a"}).status_code == 400


def test_a_draft_of_another_does_not_exist(member: User, other: User, client: Client) -> None:
    draft = saving.save(member, uuid.uuid4(), 0, words("private"))
    assert draft is not None
    client.force_login(other)
    assert client.post(f"/drafts/{draft.pk}/discard/").status_code == 404
    assert "private" not in client.get(f"/discussions/new/?draft={draft.pk}").content.decode()
    assert "private" not in client.get("/account/drafts/").content.decode()
    assert Draft.objects.exists()


def test_the_list_leads_back_to_each_form(
    member: User, post: Post, client: Client, make_post: Callable[..., Post]
) -> None:
    client.force_login(member)
    saving.save(member, uuid.uuid4(), 0, words("a post"))
    reply = saving.Words(kind="reply", body="a reply", post=post)
    saving.save(member, uuid.uuid4(), 0, reply)
    edit = saving.Words(kind="post-edit", body="an edit", title="New title", post=post)
    saving.save(member, uuid.uuid4(), 0, edit)
    page = client.get("/account/drafts/").content.decode()
    for draft in Draft.objects.all():
        assert f"draft={draft.pk}" in page
        address = page.split(f"?draft={draft.pk}")[0].rsplit('"', 1)[1]
        assert draft.body in client.get(f"{address}?draft={draft.pk}").content.decode()


def test_throwing_away(member: User, client: Client) -> None:
    client.force_login(member)
    draft = saving.save(member, uuid.uuid4(), 0, words("a"))
    assert draft is not None
    assert client.post(f"/drafts/{draft.pk}/discard/")["Location"] == "/account/drafts/"
    assert not Draft.objects.exists()
