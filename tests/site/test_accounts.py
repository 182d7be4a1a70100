"""Accounts: joining, confirming, signing in, second factor, sessions, own data, deletion."""

import io
import json
import re
import zipfile
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.usersessions.models import UserSession
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core import mail
from django.test import Client
from django.utils import timezone

from goldenbridge_site.accounts import deletion
from goldenbridge_site.accounts.models import TakenName, User
from goldenbridge_site.background import clearing
from goldenbridge_site.drafts.models import Draft
from goldenbridge_site.operator.models import Invitation, SiteSettings
from goldenbridge_site.posts.models import Post
from goldenbridge_site.replies.models import Reply

pytestmark = pytest.mark.django_db
PASSWORD = "a few unrelated words 47"
MakeReply = Callable[..., Reply]


def join(client: Client, name: str = "rowan", **changes: Any) -> Any:
    data = {
        "email": f"{name}@example.org",
        "display_name": name,
        "password1": PASSWORD,
        "website": "",
    }
    return client.post("/join/", {"website": ""} | data | changes)


def link(text: str) -> str:
    found = re.search(r"https?://[^/\s]+(/(?:join|sign-in)/\S+)", text)
    assert found, text
    return found.group(1)


def newest_mail() -> Any:
    from goldenbridge_site.mail import tasks

    tasks.send_due()
    return mail.outbox[-1]


def sign_in(client: Client, user: User, **changes: Any) -> Any:
    return client.post("/sign-in/", {"login": user.email, "password": PASSWORD} | changes)


def test_join_confirm_and_write(client: Client, post: Post) -> None:
    assert join(client)["Location"] == "/join/sent/"
    user = User.objects.get(display_name="rowan")
    assert user.password.startswith("argon2")
    address = link(newest_mail().body)
    client.get(address)
    assert not EmailAddress.objects.get(user=user).verified
    client.post(address)
    assert EmailAddress.objects.get(user=user).verified
    assert client.get("/account/").status_code == 200


def test_words_written_before_joining_wait_in_any_browser(client: Client, post: Post) -> None:
    body = {"body": "Is one point a week for all?", "action": "join"}
    answer = client.post(f"/discussions/{post.slug}/reply/", body)
    join(client, next=answer["Location"].partition("next=")[2])
    draft = Draft.objects.get()
    assert (draft.member.display_name, draft.body) == ("rowan", "Is one point a week for all?")
    elsewhere = Client()
    address = link(newest_mail().body)
    assert elsewhere.get(address).status_code == 200
    back = elsewhere.post(address, follow=True)
    page = back.content.decode()
    assert back.redirect_chain[-1][0].startswith(f"/discussions/{post.slug}/reply/")
    assert "Is one point a week for all?" in page
    assert "Post reply" in page
    assert not Reply.objects.exists()
    form = {"body": draft.body, "form": str(draft.form), "version": "1", "action": "publish"}
    elsewhere.post(f"/discussions/{post.slug}/reply/", form)
    assert Reply.objects.get().author.display_name == "rowan"
    assert not Draft.objects.exists()


def test_a_link_to_confirm_signs_in_once_only(client: Client, member: User) -> None:
    join(client)
    address = link(newest_mail().body)
    Client().post(address)
    late = Client()
    late.post(address)
    assert late.get("/account/").status_code == 302


def test_joining_and_resetting_tell_nothing_about_addresses(client: Client, member: User) -> None:
    known = join(Client(), "elm", email=member.email)
    unknown = join(Client(), "oak")
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert User.objects.filter(email=member.email).count() == 1
    one = Client().post("/sign-in/reset/", {"email": member.email})
    two = Client().post("/sign-in/reset/", {"email": "nobody@example.org"})
    assert (one.status_code, one["Location"]) == (two.status_code, two["Location"])
    wrong = Client().post("/sign-in/", {"login": member.email, "password": "wrong"})
    nobody = Client().post("/sign-in/", {"login": "nobody@example.org", "password": "wrong"})
    strip = re.compile(rb"[\w.]+@example\.org|csrfmiddlewaretoken\" value=\"\w+\"")
    assert strip.sub(b"", wrong.content) == strip.sub(b"", nobody.content)


def test_as_many_passwords_are_hashed_for_an_address_that_is_known(
    client: Client, member: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[str] = []

    def counted(self: Argon2PasswordHasher, *args: Any) -> Any:
        hashed.append("once")
        return plain(self, *args)

    plain = Argon2PasswordHasher.encode
    checked = Argon2PasswordHasher.verify

    def also_counted(self: Argon2PasswordHasher, *args: Any) -> Any:
        hashed.append("once")
        return checked(self, *args)

    monkeypatch.setattr(Argon2PasswordHasher, "encode", counted)
    monkeypatch.setattr(Argon2PasswordHasher, "verify", also_counted)

    def times(act: Callable[[str], Any], address: str) -> int:
        hashed.clear()
        act(address)
        return len(hashed)

    def to_join(address: str) -> Any:
        return join(Client(), f"name {len(address)}", email=address)

    def to_reset(address: str) -> Any:
        return Client().post("/sign-in/reset/", {"email": address})

    def to_sign_in(address: str) -> Any:
        return Client().post("/sign-in/", {"login": address, "password": "wrong"})

    for act, expected in ((to_sign_in, 1), (to_reset, 0), (to_join, 1)):
        known = times(act, member.email or "")
        assert known == times(act, "nobody.at.all@example.org") == expected


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"display_name": "alder"}, "This name is taken."),
        ({"display_name": "\u0430lder2"}, "one alphabet"),
        ({"password1": "short"}, "12 characters"),
        ({"password1": "password1234"}, "too common"),
        ({"email": "rowan@"}, "valid"),
    ],
)
def test_a_refused_join_says_what_is_wrong(
    client: Client, member: User, changes: dict[str, str], words: str
) -> None:
    answer = join(client, **changes)
    assert words in answer.content.decode()
    assert User.objects.count() == 1


def test_a_robot_that_fills_the_hidden_field_makes_no_account(client: Client) -> None:
    join(client, website="https://spam.example")
    assert not User.objects.exists()


def test_long_unicode_passwords_are_taken(client: Client) -> None:
    join(client, password1="ö" * 64)
    assert User.objects.get().check_password("ö" * 64)


def test_closed_joining_and_blocked_domains(client: Client) -> None:
    SiteSettings(sign_up="closed").save()
    join(client)
    assert not User.objects.exists()
    SiteSettings(blocked_mail_domains="example.org").save()
    assert "cannot be used" in join(client).content.decode()
    assert not User.objects.exists()


def test_joining_by_invitation_takes_a_code_once(client: Client) -> None:
    SiteSettings(sign_up="invitation").save()
    now = timezone.now()
    Invitation.objects.create(code="good", expires=now + timedelta(days=1))
    Invitation.objects.create(code="old", expires=now - timedelta(days=1))
    for code in ("", "wrong", "old"):
        join(Client(), invitation=code)
        assert not User.objects.exists()
    join(Client(), invitation="good")
    assert Invitation.objects.get(code="good").used_by == User.objects.get()
    join(Client(), "elm", invitation="good")
    assert User.objects.count() == 1


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "javascript:pwn()"])
def test_signing_in_never_leads_elsewhere(client: Client, member: User, target: str) -> None:
    assert sign_in(client, member, next=target)["Location"] == "/"


def test_signing_in_changes_the_session_and_out_ends_it(client: Client, member: User) -> None:
    client.get("/sign-in/")
    sign_in(client, member)
    key = client.session.session_key
    assert client.get("/sign-out/").status_code == 200
    assert client.get("/account/").status_code == 200
    client.post("/sign-out/")
    client.cookies["goldenbridge_session"] = key or ""
    assert client.get("/account/").status_code == 302


def test_five_wrong_passwords_are_enough_for_now(client: Client, member: User) -> None:
    from django.core.cache import cache

    cache.clear()
    for _ in range(5):
        sign_in(client, member, password="wrong")
    assert "Too many" in sign_in(client, member).content.decode()
    cache.clear()
    assert sign_in(client, member).status_code == 302


def test_too_many_tries_lock_nobody_out(client: Client, member: User) -> None:
    at_home = Client()
    sign_in(at_home, member)
    for _ in range(6):
        sign_in(client, member, password="wrong")
    assert "Too many" in sign_in(client, member).content.decode()
    assert at_home.get("/account/").status_code == 200
    client.post("/sign-in/reset/", {"email": member.email})
    form = client.get(link(newest_mail().body), follow=True).redirect_chain[-1][0]
    new = "other unrelated words 48"
    client.post(form, {"password1": new, "password2": new})
    member.refresh_from_db()
    assert member.check_password(new)


def test_a_changed_password_ends_all_other_sessions(client: Client, member: User) -> None:
    elsewhere = Client()
    sign_in(elsewhere, member)
    sign_in(client, member)
    new = "other unrelated words 48"
    data = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    client.post("/account/password/", data)
    member.refresh_from_db()
    assert member.check_password(new)
    assert client.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 302


def test_a_reset_link_dies_with_the_password_and_with_its_time(
    client: Client, member: User, settings: Any
) -> None:
    client.post("/sign-in/reset/", {"email": member.email})
    early = link(newest_mail().body)
    member.set_password("other unrelated words 48")
    member.save()
    assert "used up" in Client().get(early, follow=True).content.decode()
    client.post("/sign-in/reset/", {"email": member.email})
    late = link(newest_mail().body)
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert "used up" in Client().get(late, follow=True).content.decode()


def test_a_reset_link_works_once_and_ends_other_sessions(client: Client, member: User) -> None:
    elsewhere = Client()
    sign_in(elsewhere, member)
    client.post("/sign-in/reset/", {"email": member.email})
    address = link(newest_mail().body)
    form = client.get(address, follow=True).redirect_chain[-1][0]
    new = "other unrelated words 48"
    client.post(form, {"password1": new, "password2": new})
    member.refresh_from_db()
    assert member.check_password(new)
    assert elsewhere.get("/account/").status_code == 302
    assert "used up" in Client().get(address, follow=True).content.decode()


def test_changes_of_the_account_ask_for_the_password_again(client: Client, member: User) -> None:
    client.force_login(member)
    for address in (
        "/account/email/",
        "/account/second-factor/app/",
        "/account/second-factor/codes/new/",
        "/account/delete/",
    ):
        data = {"email": "new@example.org", "action_add": "", "texts": "keep", "sure": "on"}
        answer = client.post(address, data)
        assert answer.status_code == 302, address
        assert answer["Location"].startswith("/account/again/")


def code_of(user: User) -> str:
    secret = get_adapter().decrypt(Authenticator.objects.get(user=user, type="totp").data["secret"])
    counter = next(iter(yield_hotp_counters_from_time()))
    return str(format_hotp_value(hotp_value(secret, counter)))


def test_a_second_factor_is_asked_for_and_each_code_works_once(
    client: Client, member: User
) -> None:
    secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    TOTP.activate(member, secret)
    codes = RecoveryCodes.activate(member).get_unused_codes()
    assert secret not in str(Authenticator.objects.get(user=member, type="totp").data)
    assert sign_in(client, member)["Location"].startswith("/sign-in/second-factor/")
    assert client.get("/account/").status_code == 302
    code = code_of(member)
    client.post("/sign-in/second-factor/", {"code": code})
    assert client.get("/account/").status_code == 200
    again = Client()
    sign_in(again, member)
    again.post("/sign-in/second-factor/", {"code": code})
    assert again.get("/account/").status_code == 302
    again.post("/sign-in/second-factor/", {"code": codes[0]})
    assert again.get("/account/").status_code == 200
    third = Client()
    sign_in(third, member)
    third.post("/sign-in/second-factor/", {"code": codes[0]})
    assert third.get("/account/").status_code == 302


def test_setting_up_an_app_leads_to_recovery_codes(client: Client, member: User) -> None:
    sign_in(client, member)
    client.get("/account/second-factor/app/")
    client.post("/account/again/", {"password": PASSWORD})
    page = client.get("/account/second-factor/app/").content.decode()
    found = re.search(r"<code>(\w+)</code>", page)
    assert found
    counter = next(iter(yield_hotp_counters_from_time()))
    code = format_hotp_value(hotp_value(found.group(1), counter))
    answer = client.post("/account/second-factor/app/", {"code": code}, follow=True)
    assert answer.status_code == 200
    assert Authenticator.objects.filter(user=member, type="totp").exists()
    assert client.get("/account/second-factor/codes/").content.count(b"\n") > 10


def test_other_sessions_can_be_ended(client: Client, member: User) -> None:
    elsewhere = Client()
    sign_in(elsewhere, member)
    sign_in(client, member)
    page = client.get("/account/sessions/").content.decode()
    assert "this one" in page
    client.post("/account/sessions/")
    assert elsewhere.get("/account/").status_code == 302
    assert client.get("/account/").status_code == 200


def test_network_addresses_are_dropped_after_thirty_days(client: Client, member: User) -> None:
    ended = Client()
    sign_in(ended, member)
    ended.session.flush()
    sign_in(client, member)
    clearing.night()
    kept = UserSession.objects.get()
    assert kept.ip == "127.0.0.1"
    UserSession.objects.update(last_seen_at=timezone.now() - clearing.ADDRESSES)
    clearing.night()
    kept.refresh_from_db()
    assert kept.ip == clearing.NO_ADDRESS
    page = client.get("/account/sessions/").content.decode()
    assert "dropped after 30 days" in page
    assert "127.0.0.1" not in page
    assert "30 days" in client.get("/privacy/").content.decode()


def test_a_changed_address_counts_after_confirming_and_the_old_one_is_told(
    client: Client, member: User
) -> None:
    sign_in(client, member)
    client.post("/account/email/", {"email": "new@example.org", "action_add": ""})
    client.post("/account/again/", {"password": PASSWORD, "next": "/account/email/"})
    member.refresh_from_db()
    assert member.email == "alder@example.org"
    told = newest_mail()
    assert told.to == ["new@example.org"]
    client.post(link(told.body))
    member.refresh_from_db()
    assert member.email == "new@example.org"
    newest_mail()
    assert ["alder@example.org"] in [message.to for message in mail.outbox]


def test_demonstration_accounts_never_sign_in(
    client: Client, make_member: Callable[..., User]
) -> None:
    user = make_member("willow", is_demo=True)
    sign_in(client, user)
    assert client.get("/account/").status_code == 302


def test_the_download_holds_ones_own_rows_only(
    client: Client, member: User, other: User, post: Post, make_reply: MakeReply
) -> None:
    make_reply(post, member, "=1+1")
    make_reply(post, other, "not yours")
    client.force_login(member)
    answer = client.get("/account/data/json/")
    assert "attachment" in answer["Content-Disposition"]
    told = json.loads(answer.content)
    assert [row["body"] for row in told["replies"]] == ["=1+1"]
    assert other.email not in answer.content.decode()
    assert "not yours" not in answer.content.decode()
    archive = zipfile.ZipFile(io.BytesIO(client.get("/account/data/csv/").content))
    assert set(archive.namelist()) == {f"{name}.csv" for name in told}
    assert "'=1+1" in archive.read("replies.csv").decode()
    assert client.get("/account/data/xml/").status_code == 404


@pytest.mark.parametrize("remove", [False, True])
def test_a_deleted_account_leaves_threads_and_no_trace(
    client: Client, member: User, other: User, post: Post, make_reply: MakeReply, remove: bool
) -> None:
    top = make_reply(post, other, "Words of somebody who left.")
    make_reply(post, member, "answer", parent=top)
    sign_in(client, other)
    client.post("/account/again/", {"password": PASSWORD})
    client.post("/account/delete/", {"texts": "remove" if remove else "keep", "sure": "on"})
    other.refresh_from_db()
    assert (other.email, other.slug, other.is_active) == (None, None, False)
    assert not EmailAddress.objects.filter(user=other).exists()
    assert TakenName.objects.get(slug="birch").user is None
    assert client.get("/account/").status_code == 302
    page = client.get(post.get_absolute_url()).content.decode()
    assert "birch" not in page
    assert ("Words of somebody who left." in page) is not remove
    assert ("This reply was deleted." in page) is remove
    assert ("deleted member" in page) is not remove
    assert client.get("/members/birch/").status_code == 404


def test_everything_that_names_a_member_is_covered_by_deletion(member: User) -> None:
    deletion.delete(member, remove_texts=False)
    for relation in User._meta.related_objects:
        if relation.get_accessor_name() in {"posts", "replies"} or relation.hidden:
            continue
        rows = relation.related_model._base_manager.filter(**{relation.field.name: member})
        assert not rows.exists(), relation.get_accessor_name()


def test_the_biography_is_shown_clean(client: Client, member: User) -> None:
    client.force_login(member)
    client.post(
        "/account/profile/",
        {"display_name": "alder", "biography": "I *study* <img src=x onerror=pwn()>"},
    )
    page = client.get("/members/alder/").content.decode()
    assert "<em>study</em>" in page
    assert "<img src=x" not in page
