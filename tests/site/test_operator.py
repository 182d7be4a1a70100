"""The operator's pages: who gets in, what they change, and that the site obeys."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_q.models import Failure, OrmQ, Task

from goldenbridge_site.accounts.models import Role, User
from goldenbridge_site.background.models import Beat
from goldenbridge_site.conflicts.models import Conflict
from goldenbridge_site.mail.models import OutboxMail
from goldenbridge_site.moderation.models import Rule
from goldenbridge_site.operator.models import Invitation, SiteSettings
from goldenbridge_site.posts.models import Post

PAGES = [
    "operator",
    "operator-members",
    "operator-invitations",
    "operator-conflicts",
    "operator-conflict-new",
    "operator-settings",
    "operator-texts",
    "operator-rules",
    "operator-rule-new",
]


@pytest.fixture
def operator(administrator: User) -> Client:
    """The browser of an administrator with a second factor."""
    Authenticator.objects.create(user=administrator, type="totp", data={"secret": "x"})
    browser = Client()
    browser.force_login(administrator)
    return browser


@pytest.mark.parametrize("name", PAGES)
def test_every_page_needs_an_administrator_with_a_second_factor(
    name: str, member: User, moderator: User, administrator: User
) -> None:
    for person, expected in ((member, 403), (moderator, 403), (administrator, 302)):
        browser = Client()
        browser.force_login(person)
        page = browser.get(reverse(name))
        assert page.status_code == expected
    assert page["Location"] == reverse("mfa_index")
    assert Client().get(reverse(name))["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens(name: str, operator: Client, post: Post) -> None:
    assert operator.get(reverse(name)).status_code == 200


def fields_of(page: str) -> dict[str, str]:
    """The form as the page shows it: what a browser would send back untouched."""
    found = {}
    for tag in re.findall(r"<input[^>]*>", page):
        name = re.search(r'name="([^"]+)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        if name and ('type="checkbox"' not in tag or "checked" in tag):
            found[name.group(1)] = value.group(1) if value else "on" if "checkbox" in tag else ""
    for name_, text in re.findall(r'<textarea name="([^"]+)"[^>]*>\s?([^<]*)</textarea>', page):
        found[name_] = text
    for name_, options in re.findall(r'<select name="([^"]+)"[^>]*>(.*?)</select>', page, re.S):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found[name_] = chosen.group(1) if chosen else ""
    return found


def change(operator: Client, name: str, **fields: str) -> int:
    """Change some fields of a form and save it; an empty text unticks."""
    url = reverse(name)
    found = fields_of(operator.get(url).content.decode()) | fields
    return operator.post(url, {k: v for k, v in found.items() if v != ""}).status_code


def test_the_name_the_announcement_and_the_pinned_post_are_shown(
    operator: Client, client: Client, post: Post
) -> None:
    assert (
        change(
            operator,
            "operator-settings",
            site_name="Peace Study Group",
            announcement="Moving on Sunday.",
            pinned=post.get_absolute_url(),
        )
        == 302
    )
    page = client.get(reverse("rules")).content.decode()
    assert "Peace Study Group" in page
    assert "Moving on Sunday." in page
    assert SiteSettings.objects.get().pinned_post == post
    assert change(operator, "operator-settings", pinned="/discussions/nowhere/") == 422


def test_joining_can_be_closed_or_by_invitation(operator: Client, client: Client) -> None:
    def join(name: str, **more: str) -> int:
        given = {
            "email": f"{name}@example.net",
            "display_name": name,
            "password1": "several unrelated words 12",
            **more,
        }
        client.post(reverse("account_signup"), given)
        return User.objects.filter(display_name=name).count()

    assert change(operator, "operator-settings", sign_up="closed") == 302
    assert join("hazel") == 0
    assert change(operator, "operator-settings", sign_up="invitation") == 302
    assert join("hazel") == 0
    assert join("hazel", invitation="made up") == 0
    operator.post(reverse("operator-invitations"))
    invitation = Invitation.objects.get()
    shown = client.get(reverse("account_signup"), {"code": invitation.code}).content.decode()
    assert invitation.code in shown
    assert join("hazel", invitation=invitation.code) == 1
    invitation.refresh_from_db()
    assert invitation.used_by == User.objects.get(display_name="hazel")
    client.logout()
    assert join("ivy", invitation=invitation.code) == 0
    Invitation.objects.create(code="late", expires=timezone.now() - timedelta(seconds=1))
    assert join("ivy", invitation="late") == 0


def test_an_unused_invitation_can_be_withdrawn(operator: Client) -> None:
    operator.post(reverse("operator-invitations"))
    pk = Invitation.objects.get().pk
    assert operator.post(reverse("operator-invitation-end", args=[pk])).status_code == 302
    assert not Invitation.objects.exists()


def test_blocked_mail_domains_cannot_join(operator: Client, client: Client) -> None:
    assert change(operator, "operator-settings", blocked_mail_domains="no domain!") == 422
    assert change(operator, "operator-settings", blocked_mail_domains="Throw.example") == 302
    for address in ("a@throw.example", "a@deep.throw.example"):
        client.post(
            reverse("account_signup"),
            {
                "email": address,
                "display_name": "ivy",
                "password1": "several unrelated words 12",
            },
        )
    assert not User.objects.filter(display_name="ivy").exists()


def test_read_only_mode_lets_read_and_refuses_writing(
    operator: Client, client: Client, post: Post, other: User
) -> None:
    assert change(operator, "operator-settings", read_only="on") == 302
    client.force_login(other)
    url = reverse("reply", args=[post.slug])
    assert client.post(url, {"body": "Now?"}).status_code == 403
    assert client.get(post.get_absolute_url()).status_code == 200
    assert not post.replies.exists()
    assert change(operator, "operator-settings", read_only="") == 302
    assert client.post(url, {"body": "Now?"}).status_code == 302


def test_the_operators_own_words_stand_on_the_pages(operator: Client, client: Client) -> None:
    assert (
        change(
            operator,
            "operator-texts",
            rules_text="*Be fair.*",
            privacy_text="Backups are kept for 14 days.",
            contact_text="<script>pwn()</script>We are a group.",
            contact_email="desk@example.org",
        )
        == 302
    )
    assert "<em>Be fair.</em>" in client.get(reverse("rules")).content.decode()
    assert "Backups are kept for 14 days." in client.get(reverse("privacy")).content.decode()
    contact = client.get(reverse("contact")).content.decode()
    assert "We are a group." in contact
    assert "<script>pwn" not in contact


def test_rules_are_numbered_changed_and_taken_out_of_use(operator: Client, client: Client) -> None:
    rule = Rule.objects.get(number=5)
    url = reverse("operator-rule", args=[rule.pk])
    given = {"number": 5, "title": "Sells something", "text": "No selling."}
    assert operator.post(url, {**given, "number": 4, "active": "on"}).status_code == 422
    assert operator.post(url, {**given, "active": "on"}).status_code == 302
    assert "Sells something" in client.get(reverse("rules")).content.decode()
    assert operator.post(url, given).status_code == 302
    assert "Sells something" not in client.get(reverse("rules")).content.decode()
    new = {"number": 8, "title": "Quotes without source", "text": "", "active": "on"}
    assert operator.post(reverse("operator-rule-new"), new).status_code == 302
    assert "Quotes without source" in client.get(reverse("rules")).content.decode()


def test_conflicts_are_added_changed_and_hidden(operator: Client, client: Client) -> None:
    given = {
        "title": "Freedonia",
        "slug": "freedonia",
        "summary": "An invented war.",
        "known_on": "2024-01-01",
        "phase": "ended",
        "position": "3",
        "shown": "on",
    }
    url = reverse("operator-conflict-new")
    assert operator.post(url, {**given, "scenario": "no-such"}).status_code == 422
    assert operator.post(url, given).status_code == 302
    conflict = Conflict.objects.get(slug="freedonia")
    assert client.get(conflict.get_absolute_url()).status_code == 200
    del given["shown"]
    edit = reverse("operator-conflict", args=[conflict.pk])
    assert operator.post(edit, given).status_code == 302
    assert client.get(conflict.get_absolute_url()).status_code == 404


def test_members_are_found_by_address_and_given_roles(
    operator: Client, administrator: User, make_member: Callable[..., User]
) -> None:
    person = make_member("elm")
    make_member("fir")
    page = operator.get(reverse("operator-members"), {"q": "ELM@example"}).content.decode()
    assert "elm@example.org" in page
    assert "fir@example.org" not in page
    url = reverse("operator-member-role", args=[person.pk])
    assert operator.post(url, {"role": "moderator"}).status_code == 302
    person.refresh_from_db()
    assert person.role == Role.MODERATOR
    operator.post(url, {"role": "emperor"})
    person.refresh_from_db()
    assert person.role == Role.MODERATOR
    own = reverse("operator-member-role", args=[administrator.pk])
    assert operator.post(own, {"role": "member"}).status_code == 403
    page = operator.get(reverse("operator-members"), {"role": "moderator"}).content.decode()
    assert "elm@example.org" in page
    assert "fir@example.org" not in page


def test_the_first_page_says_since_when_mail_waits_and_that_no_worker_runs(
    operator: Client,
) -> None:
    OutboxMail.objects.create(
        event="reply:1",
        recipient="address:a@example.org",
        kind="account",
        message_id="<1@x>",
        last_error="421 try later",
        created=timezone.now() - timedelta(hours=3),
    )
    page = operator.get(reverse("operator")).content.decode()
    assert "not running" in page
    assert "3 hours ago" in page
    assert "421 try later" in page
    Beat(started=timezone.now(), seen=timezone.now()).save()
    assert "not running" not in operator.get(reverse("operator")).content.decode()


def test_failed_mail_is_tried_again(operator: Client) -> None:
    row = OutboxMail.objects.create(
        event="reply:1",
        recipient="address:a@example.org",
        kind="account",
        message_id="<1@x>",
        state=OutboxMail.State.FAILED,
        last_error="no such host",
    )
    operator.post(reverse("operator-mail-retry"))
    row.refresh_from_db()
    assert row.state == OutboxMail.State.WAITING
    assert OrmQ.objects.count() == 1


def test_a_test_mail_is_queued(operator: Client, administrator: User) -> None:
    operator.post(reverse("operator-mail-test"), {"address": "nonsense"})
    assert not OutboxMail.objects.exists()
    operator.post(reverse("operator-mail-test"), {"address": "desk@example.org"})
    row = OutboxMail.objects.get()
    assert (row.kind, row.recipient) == ("test", "address:desk@example.org")


def test_failed_tasks_are_listed_tried_again_and_forgotten(operator: Client) -> None:
    for n in range(2):
        Task.objects.create(
            id=f"task{n}",
            name=f"task {n}",
            func="goldenbridge_site.links.cards.fill",
            args=(41 + n,),
            result="Traceback ...\nValueError: too bad",
            success=False,
            started=timezone.now(),
            stopped=timezone.now(),
        )
    page = operator.get(reverse("operator")).content.decode()
    assert "links.cards.fill" in page
    assert "ValueError: too bad" in page
    operator.post(reverse("operator-task-retry", args=["task0"]))
    operator.post(reverse("operator-task-forget", args=["task1"]))
    assert not Failure.objects.exists()
    queued = OrmQ.objects.get().task
    assert (queued["func"], queued["args"]) == ("goldenbridge_site.links.cards.fill", (41,))


def test_djangos_own_admin_is_not_there(operator: Client) -> None:
    assert operator.get("/admin/").status_code == 404
