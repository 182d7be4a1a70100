"""Pictures of how a war may end: one solve, kept, shown as sentence, chart and table."""

import html
import re

import pytest
from django.test import Client
from django_q.models import OrmQ

from goldenbridge_site.conflicts import seeding
from goldenbridge_site.conflicts.models import Conflict
from goldenbridge_site.runs import engine, pictures
from goldenbridge_site.runs.models import Picture

pytestmark = pytest.mark.django_db
NAME = "cuba-1962"


def test_the_library_becomes_conflicts_once_and_what_was_changed_stays(client: Client) -> None:
    added = seeding.add_library()
    assert {"ukraine-2022", NAME} <= set(added)
    assert not any("/" in name for name in added)
    Conflict.objects.filter(slug=NAME).update(title="Renamed", shown=False)
    assert seeding.add_library() == []
    assert Conflict.objects.get(slug=NAME).title == "Renamed"
    assert client.get(f"/conflicts/{NAME}/").status_code == 404
    assert "Renamed" not in client.get("/conflicts/").content.decode()


def test_a_page_shows_what_the_engine_says(client: Client) -> None:
    seeding.add_library()
    assert "Not solved yet" in client.get(f"/conflicts/{NAME}/").content.decode()
    pictures.refresh(NAME)
    page = html.unescape(client.get(f"/conflicts/{NAME}/").content.decode())
    told = engine.compute(NAME).shown
    assert told["heading"] in page
    assert f'aria-label="{told["label"]}"' in page
    cells = re.findall(r'<td class="number">(.*?)</td>', page)
    for row in told["rows"]:
        assert all(cell in cells for cell in row[1:])
    assert f"goldenbridge run {NAME}" in page
    assert told["settled"][0] in client.get("/").content.decode()


def test_a_fall_is_shown_by_whose_leader_it_is(client: Client) -> None:
    """In the table, beside the chart and in the small chart: neither reads nor looks alike."""
    seeding.add_library()
    pictures.refresh(NAME)
    picture = pictures.shown(pictures.kept(NAME))
    assert picture is not None
    names = ("The Soviet Union's leader removed", "The United States' leader removed")
    assert all(any(name in head for head in picture.head) for name in names)
    looks = {end.label: end.css for end in picture.ends if "leader removed" in end.label}
    assert len(looks) == 4
    for label, css in looks.items():
        assert ("striped" in css.split()) == label.startswith(names[1])
    assert not any(head.startswith("Leader removed") for head in picture.head)
    for area in picture.areas:
        assert (area.path.count("Z") > 1) == ("striped" in area.css.split())
    page = html.unescape(client.get(f"/conflicts/{NAME}/").content.decode())
    assert all(name in page for name in names)


def test_the_engines_words_are_looked_up_in_the_readers_language(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = {"Settled": "Beigelegt", "week": "Woche"}
    monkeypatch.setattr(pictures, "gettext", lambda words: known.get(words, words))
    seeding.add_library()
    pictures.refresh(NAME)
    picture = pictures.shown(pictures.kept(NAME))
    assert picture is not None
    assert "Beigelegt" in [end.label for end in picture.ends]
    assert "Beigelegt" in client.get(f"/conflicts/{NAME}/").content.decode()


def test_a_picture_is_made_again_only_for_another_scenario_or_engine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = []
    real = engine.compute
    monkeypatch.setattr(engine, "compute", lambda name: asked.append(name) or real(name))
    pictures.refresh(NAME)
    pictures.refresh(NAME)
    assert asked == [NAME]
    Picture.objects.update(fingerprint="older")
    pictures.refresh(NAME)
    Picture.objects.update(engine="older")
    pictures.refresh(NAME)
    assert asked == [NAME] * 3


def test_a_refusal_is_told_and_the_former_picture_stays(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    seeding.add_library()
    pictures.refresh(NAME)

    def refuse(name: str) -> str:
        raise engine.EngineRefusedError("issues.bases: no such level")

    monkeypatch.setattr(engine, "fingerprint", refuse)
    pictures.refresh(NAME)
    picture = Picture.objects.get()
    assert picture.error == "issues.bases: no such level"
    assert pictures.shown(picture) is not None
    pictures.refresh("no-such-scenario")
    Conflict.objects.filter(slug="ukraine-2022").update(scenario="no-such-scenario")
    assert "does not solve" in client.get("/conflicts/ukraine-2022/").content.decode()


def test_the_worker_is_asked_for_every_conflict_that_is_shown() -> None:
    seeding.add_library()
    OrmQ.objects.all().delete()
    Conflict.objects.filter(slug=NAME).update(shown=False)
    Conflict.objects.exclude(slug__in=[NAME, "ukraine-2022"]).update(scenario="")
    seeding.add_library()
    (waiting,) = OrmQ.objects.all()
    assert (waiting.func(), waiting.task["args"]) == (pictures.TASK, ("ukraine-2022",))


def test_the_small_chart_fills_its_box() -> None:
    areas = pictures._areas(["a", "b"], [[0.0, 0.25], [1.0, 0.75]])
    assert areas[0].path == "M0.0 88.0 L336.0 66.0 L336.0 88.0 L0.0 88.0 Z"
    assert areas[1].path == "M0.0 0.0 L336.0 0.0 L336.0 66.0 L0.0 88.0 Z"
