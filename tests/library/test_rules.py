"""Numbers that follow from scores by one rule, checked against the rule."""

from math import erf, sqrt

import pytest

from goldenbridge.scenario.document import Document
from goldenbridge.scenario.issues import Terms
from goldenbridge.scenario.library import load

# Scores from 0 to 10: audience, elite, exit, face.
SCORES = {
    ("ukraine-2022", "russia"): (5, 6, 9, 9),
    ("ukraine-2022", "ukraine"): (9, 3, 5, 7),
    ("cuba-1962", "ussr"): (2, 8, 3, 6),
    ("cuba-1962", "us"): (8, 3, 1, 8),
}
LEADERS = list(SCORES)


def worth(document: Document, terms: Terms, party: str) -> float:
    """Weighted substance of terms, before honour."""
    return sum(
        float(issue.weights[party]) * float(issue.levels[terms[name]].substance[party])
        for name, issue in document.issues.items()
    )


def norms(document: Document) -> dict[str, float]:
    """Norm of every track at the start."""
    return {name: track.start / (track.levels - 1) for name, track in document.tracks.items()}


@pytest.mark.parametrize(("name", "party"), LEADERS)
def test_aim_steepness_and_office_follow_from_the_scores(name: str, party: str) -> None:
    audience, _, exit_, face = SCORES[name, party]
    leader = load(name).document.parties[party].leader
    assert leader is not None
    assert float(leader.aim) == pytest.approx(0.25 + 0.02 * (face + audience))
    assert float(leader.steepness) == pytest.approx(0.06 + 0.012 * (10 - audience))
    assert float(leader.office_weight) == pytest.approx(0.30 + 0.05 * exit_)
    assert leader.aim.ends == pytest.approx((float(leader.aim) - 0.08, float(leader.aim) + 0.08))
    low, high = leader.office_weight.ends
    middle = float(leader.office_weight)
    assert (low, high) == pytest.approx((middle - 0.15, middle + 0.15))


@pytest.mark.parametrize("party", ["russia", "ukraine"])
def test_fate_follows_from_what_losing_office_costs(party: str) -> None:
    leader = load("ukraine-2022").document.parties[party].leader
    assert leader is not None
    exit_ = SCORES["ukraine-2022", party][2]
    assert float(leader.fate.constant) == pytest.approx(0.8 * (1 - exit_ / 10))
    assert float(leader.fate.slope) == 0


@pytest.mark.parametrize("name_party", [key for key in LEADERS if key[1] != "us"])
def test_the_circle_has_the_hazard_of_its_score_at_the_cut_off(name_party: tuple[str, str]) -> None:
    name, party = name_party
    document = load(name).document
    circle = document.parties[party].circle
    assert circle is not None
    levers = {key: float(lever.value) for key, lever in document.levers.items()}
    at = norms(document)
    prize = float(circle.prize.constant)
    prize += sum(float(c) * levers[key] for key, c in circle.prize.levers.items())
    prize += sum(float(c) * at[key] for key, c in circle.prize.tracks.items())
    resistance = float(circle.resistance.constant)
    resistance += sum(float(c) * at[key] for key, c in circle.resistance.tracks.items())
    threshold = 1 - float(circle.price) / max(prize, float(circle.price))
    carries = 0.5 * (1 + erf((threshold - resistance) / float(circle.spread) / sqrt(2)))
    assert carries == pytest.approx(0.05, abs=0.001)
    hazard = float(circle.opportunity) * (1 - float(circle.isolation)) * carries
    weekly = 0.001 * 2 ** ((SCORES[name, party][1] - 5) / 2)
    assert hazard == pytest.approx(weekly / (7 if name == "cuba-1962" else 1), rel=0.03)
    low, high = circle.opportunity.ends
    assert low == pytest.approx(float(circle.opportunity) / 3, rel=0.03)
    assert high == pytest.approx(float(circle.opportunity) * 3, rel=0.05)


@pytest.mark.parametrize(("name", "party"), [("ukraine-2022", "russia"), ("cuba-1962", "ussr")])
def test_face_starts_and_falls_by_its_score(name: str, party: str) -> None:
    face = SCORES[name, party][3]
    document = load(name).document
    track = document.tracks["face"]
    assert document.parties[party].face == "face"
    assert track.start == round((1 - face / 20) * (track.levels - 1))
    assert track.kind == "drift"
    days = 7 if document.calendar.period == "week" else 1
    down = 0.0013 * face * (track.levels - 1) * days / 7
    assert float(track.down.constant) == pytest.approx(down, rel=0.02)


@pytest.mark.parametrize(
    ("name", "package", "issues"),
    [
        ("ukraine-2022", "FREEZE", ("donbas", "south")),
        ("cuba-1962", "STANDOFF", ("missiles", "bombers")),
    ],
)
def test_a_line_that_stays_is_worth_no_text_at_all(
    name: str, package: str, issues: tuple[str, ...]
) -> None:
    document = load(name).document
    front = norms(document)["front"]
    for key, party in document.parties.items():
        frozen = float(party.frozen.constant) + float(party.frozen.front) * front
        assert frozen == pytest.approx(
            worth(document, document.packages[package].terms, key), abs=0.005
        )
        land = sum(float(document.issues[issue].weights[key]) for issue in issues)
        sign = 1 if key == document.attacker else -1
        assert float(party.frozen.front) == pytest.approx(sign * land)


def test_the_fallback_of_every_issue_of_ukraine_is_the_line_without_a_text_but_for_donbas() -> None:
    document = load("ukraine-2022").document
    freeze = document.packages["FREEZE"].terms
    for name, issue in document.issues.items():
        assert issue.fallback == ("d6" if name == "donbas" else freeze[name])


def test_guarantees_are_kept_and_punish_as_the_rule_says() -> None:
    document = load("ukraine-2022").document
    guarantee = document.issues["guarantee"].levels
    honour = float(document.honour["guarantee"])
    assert document.honour["guarantee"].ends == (0.2, 0.5)
    assert float(guarantee["g2"].penalty["russia"]) == pytest.approx(0.4 * honour)
    assert float(guarantee["g4"].penalty["russia"]) == 0.5
    assert not guarantee["g3"].penalty
    for level in ("g1", "g3", "g4"):
        assert honour + float(guarantee[level].adds_honour["guarantee"]) == pytest.approx(0.75)
    fronts = {key: level.front for key, level in document.issues["south"].levels.items()}
    assert fronts == {"s0": 6, "s1": 6, "s2": None, "s3": None}


def test_war_in_the_missile_crisis_is_as_likely_as_was_felt_if_nothing_is_agreed() -> None:
    document = load("cuba-1962").document
    danger = document.tracks["danger"]
    assert danger.kind == "drift"
    up = float(danger.up.constant) + sum(
        float(c) * float(document.levers[key].value) for key, c in danger.up.levers.items()
    )
    down = float(danger.down.constant)
    mass = [float(level == danger.start) for level in range(danger.levels)]
    for _ in range(28):
        moved = mass.copy()
        for level in range(danger.levels - 1):
            fall = down if level else 0.0
            moved[level] -= mass[level] * (up + fall)
            moved[level + 1] += mass[level] * up
            if level:
                moved[level - 1] += mass[level] * fall
        mass = moved
    assert 1 / 3 < mass[-1] < 1 / 2
