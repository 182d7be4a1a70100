"""Display names: which are allowed, which look alike, none given out twice."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from goldenbridge_site.accounts import names
from goldenbridge_site.accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "name",
    [
        "a",
        "x" * 31,
        "a\u202eb",
        "a\u200bb",
        "<b>",
        "a/b",
        "--",
        "Moderator",
        "m0derator",
        "\u0430lder",
    ],
)
def test_refused(name: str) -> None:
    with pytest.raises(ValidationError):
        names.clean(name)


@pytest.mark.parametrize("name", ["alder", "Ásta Jónsdóttir", "Оксана", "O'Neill-2", "林語堂"])
def test_allowed(name: str) -> None:
    assert names.clean(name) == name


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("alder", "Alder"),
        ("alder", "a.l-d er"),
        ("cop", "сор"),
        ("illl", "1lIl"),
        ("morn", "mom"),
        ("Ångström", "angstrom"),
        ("ｆｕｌｌ", "full"),
    ],
)
def test_alike_names_have_one_key(one: str, two: str) -> None:
    assert names.key(one) == names.key(two)


def test_different_names_have_different_keys() -> None:
    assert len({names.key(n) for n in ("alder", "birch", "cedar", "oak", "yew", "elm")}) == 6


def test_a_former_name_leads_on_and_is_never_given_out(
    make_member: Callable[..., User], client: Client
) -> None:
    user = make_member("alder")
    names.rename(user, "aspen")
    answer = client.get("/members/alder/")
    assert answer.status_code == 302
    assert answer["Location"] == "/members/aspen/"
    assert not names.free("Alder")
    assert names.free("alder", user)
    with pytest.raises(ValidationError):
        names.claim(make_member("birch"), "alder")


def test_a_name_can_be_taken_back_by_its_member(make_member: Callable[..., User]) -> None:
    user = make_member("alder")
    names.rename(user, "aspen")
    names.rename(user, "alder")
    user.refresh_from_db()
    assert (user.display_name, user.slug) == ("alder", "alder")
