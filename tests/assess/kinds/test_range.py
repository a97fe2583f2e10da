"""Ranges reached from below and from above: the figures worked out by hand.

Between 95 and 105, within three years: from 80 it is 15 up to the nearer bound, from 120 it is 15 down.
"""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from qstrong.assess.report import TargetReport
from qstrong.model.steps.reach import CatchUp, Completion, Distance, PaceRatio, RequiredPace
from qstrong.model.steps.step import KnownBaseline, NoBaseline, Rule
from tests.build import series, target
from tests.there import there

F = Fraction


def ranged(start: float | None, *values: tuple[str, float | str], **keys: Any) -> TargetReport:
    base = {} if start is None else {"baseline": {"period": 2024, "value": start}}
    return series(target(kind="range", **{"frequency": "annual", **base, **keys}), *values)


@pytest.mark.parametrize(
    ("start", "value", "status", "basis", "facts", "arrow"),
    [
        # c, e, lead, r, m, required pace a year (two years left)
        (80, 84, "at_risk", "rule6", (F(4, 15), F(1, 3), F(-1, 15), F(4, 5), F(11, 8), F(11, 2)), "↗"),
        (80, 85, "on_track", "rule5", (F(1, 3), F(1, 3), 0, 1, 1, 5), "↑"),
        (80, 82, "off_track", "rule6", (F(2, 15), F(1, 3), F(-1, 5), F(2, 5), F(13, 4), F(13, 2)), "→"),
        (80, 79, "worsening", "rule4", (F(-1, 15), F(1, 3), F(-2, 5), F(-1, 5), None, 8), "↓"),
        (120, 116, "at_risk", "rule6", (F(4, 15), F(1, 3), F(-1, 15), F(4, 5), F(11, 8), F(-11, 2)), "↗"),
        (120, 115, "on_track", "rule5", (F(1, 3), F(1, 3), 0, 1, 1, -5), "↑"),
        (120, 118, "off_track", "rule6", (F(2, 15), F(1, 3), F(-1, 5), F(2, 5), F(13, 4), F(-13, 2)), "→"),
        (120, 121, "worsening", "rule4", (F(-1, 15), F(1, 3), F(-2, 5), F(-1, 5), None, -8), "↓"),
    ],
)  # fmt: skip
def test_on_the_way_to_the_nearer_bound(
    start: int, value: int, status: str, basis: str, facts: tuple[Any, ...], arrow: str
) -> None:
    report = ranged(start, ("2025", value))
    said, goal = report.verdict, 95 if start < 95 else 105
    assert (report.status, said.basis, said.arrow) == (status, basis, arrow)
    found = (said.completion, said.expected, said.lead, said.pace_ratio, said.catch_up, said.required_pace)
    done, expected, _, _, factor, pace = facts
    assert found == facts
    assert there(said.step(Distance)) == Distance(
        Decimal(95), Decimal(105), Decimal(value), Decimal(abs(goal - value)), Decimal(goal)
    )
    assert there(said.step(Completion)) == Completion(Decimal(value), Decimal(start), Decimal(goal), done)
    assert (there(said.step(PaceRatio)).completion, there(said.step(PaceRatio)).expected) == (done, expected)
    assert there(said.step(CatchUp)).result == factor
    assert there(said.step(RequiredPace)) == RequiredPace(Decimal(goal), Decimal(value), 24, pace)
    assert there(said.step(Rule)).months == (12, 36)


@pytest.mark.parametrize(
    ("start", "value", "status", "label", "gap", "done"),
    [
        (80, 95, "achieved", "achieved", 0, 1),
        (80, 105, "achieved", "achieved", 0, F(5, 3)),  # at the other bound, not beyond it
        (80, "105.01", "off_track", "off_track.beyond", "0.01", None),
        (120, 105, "achieved", "achieved", 0, 1),
        (120, 95, "achieved", "achieved", 0, F(5, 3)),
        (120, "94.99", "off_track", "off_track.beyond", "0.01", None),
        (120, 80, "off_track", "off_track.beyond", 15, None),
    ],
)
def test_inside_and_beyond_the_other_bound(
    start: int, value: int | str, status: str, label: str, gap: int | str, done: Fraction | None
) -> None:
    report = ranged(start, ("2025", value))
    said = report.verdict
    assert (report.status, report.label, said.gap) == (status, label, Decimal(gap))
    assert (said.completion, said.expected) == (done, None if done is None else F(1, 3))
    assert (said.lead, said.pace_ratio, said.catch_up, said.required_pace) == (None,) * 4
    shown = [one for one in said.steps if isinstance(one, PaceRatio | CatchUp | RequiredPace)]
    assert shown == []
    assert (said.step(Completion) is None) is (done is None)
    assert there(said.step(Distance)).goal == (95 if start == 80 else 105)


@pytest.mark.parametrize(
    ("start", "values", "arrow"),
    [
        (80, [97], "→"),  # inside it stands
        (120, [104], "→"),
        (80, [97, 92], "↓"),  # towards the bound nearer to the value, 95
        (80, [108, 110], "↓"),
        (80, [110, 106], "↑"),
        (80, [90, 86], "↓"),
        (100, [90, "90.02"], "→"),  # 0.02 of 4.98 a year
        (100, [90, "90.01"], "→"),
        (100, [90, "89.99"], "→"),  # within one reporting unit
        (100, [90, "89.98"], "↓"),
        (100, ["110", "110.01"], "→"),
        (100, ["110", "110.02"], "↓"),
        (None, [90], "•"),
        (None, [97], "•"),
        (None, [90, 93], "↑"),
    ],
)
def test_the_arrow_points_to_the_bound_nearer_to_the_value(
    start: int | None, values: list[int | str], arrow: str
) -> None:
    assert ranged(start, *zip(("2025", "2026"), values, strict=False)).verdict.arrow == arrow


@pytest.mark.parametrize(
    ("start", "keys", "status", "label"),
    [
        (None, {}, "off_track", "off_track.range"),
        (100, {}, "off_track", "off_track.range"),
        (95, {}, "off_track", "off_track.range"),
        (80, {"keep": True}, "off_track", "off_track.range"),
        (None, {"provisional_baseline": True}, "not_assessable", "not_assessable.first_value"),
    ],
)
def test_what_there_is_no_way_to(start: int | None, keys: dict[str, Any], status: str, label: str) -> None:
    report = ranged(start, ("2025", 90), **keys)
    said = report.verdict
    assert (report.status, report.label, said.gap) == (status, label, Decimal(5))
    assert (said.lead, said.pace_ratio, said.catch_up, said.required_pace) == (None,) * 4
    assert said.step(PaceRatio) is None
    if status == "off_track":
        assert (said.basis, said.completion, said.expected) == ("rule0", None, None)
        assert (said.step(NoBaseline) is None, said.step(KnownBaseline) is None) == (
            start is not None, start is None,
        )  # fmt: skip
        assert ("keep" in said.flags) is (start is not None)


def test_the_first_value_that_is_inside_is_held_from_then_on() -> None:
    found = ranged(None, ("2025", 97), ("2026", 92), provisional_baseline=True)
    assert (found.status, found.verdict.basis) == ("off_track", "rule0")
    assert found.verdict.flags == ("lost", "unexplained")


@pytest.mark.parametrize(
    ("value", "borderline"), [("84.2", False), ("84.75", True), ("83", True), ("82.5", False)]
)
def test_near_a_cut(value: str, *, borderline: bool) -> None:
    """c = 4.2/15, 4.75/15, 3/15 and 2.5/15 of e = 1/3: r = 0.84, 0.95, 0.6 and 0.5."""
    assert ("borderline" in ranged(80, ("2025", value)).verdict.flags) is borderline


@pytest.mark.parametrize(("value", "label"), [(100, "achieved.deadline"), (94, "missed")])
@pytest.mark.parametrize("start", [None, 80, 100])
def test_at_the_deadline_the_years_value_alone_decides(start: int | None, value: int, label: str) -> None:
    assert ranged(start, ("2027", value)).label == label
