"""Growth over the period: its arithmetic, worked out by hand from the closed years' rates.

On average 5 % over three years comes to G = 1.05³ = 1.157625.
"""

from fractions import Fraction
from typing import Any

import pytest

from qstrong.assess.report import TargetReport
from qstrong.model.steps.reach import CatchUp, PaceRatio
from qstrong.model.steps.step import Rule
from qstrong.model.steps.years import Compound, GrowthNeeded
from tests.build import series, target
from tests.there import there

F = Fraction
YEARS = ("2025", "2026", "2027")


def grown(*rates: Any, **keys: Any) -> TargetReport:
    """The report after so many closed years."""
    spec = target(kind="growth", frequency="annual", **{"over": "average", "value": 5, **keys})
    return series(spec, *zip(YEARS, rates, strict=False))


@pytest.mark.parametrize(
    ("rates", "keys", "left", "share"),
    [
        # so many years left, which together make G/P
        ([4], {}, 2, F("1.157625") / F("1.04")),
        ([4, 5], {}, 1, F("1.157625") / F("1.092")),
        ([10], {}, 2, F("1.157625") / F("1.1")),
        ([4], {"over": "total", "value": 10}, 2, F("1.1") / F("1.04")),
        ([4, 5], {"over": "total", "value": 10}, 1, F("1.1") / F("1.092")),
        ([-50], {"over": "total", "value": 10}, 2, F("2.2")),
        (
            [4],
            {"op": "<=", "over": "total", "value": 10},
            2,
            F("1.1") / F("1.04"),
        ),  # a cap: what is left of it
    ],
)
def test_what_the_years_left_need(rates: list[int], keys: dict[str, Any], left: int, share: Fraction) -> None:
    step = there(grown(*rates, **keys).verdict.step(GrowthNeeded))
    assert step.years == left
    assert abs((1 + F(step.rate) / 100) ** left - share) < F(1, 10**25)


@pytest.mark.parametrize("rates", [[-100], [-101], [5, -100], [4, 5, 6]])
def test_nothing_is_needed_where_nothing_can_mend_it_or_no_year_is_left(rates: list[int]) -> None:
    """P is 0 or less, or N years are closed."""
    assert grown(*rates).verdict.step(GrowthNeeded) is None


@pytest.mark.parametrize(
    ("rates", "keys", "status", "facts"),
    [
        # c = 0.04/0.157625, e = 0.05/0.157625: r = 0.8; m = ((0.117625/0.107625)/0.8
        ([4], {}, "at_risk",
         (F("0.04") / F("0.157625"), F("0.05") / F("0.157625"), F("-0.01") / F("0.157625"), F(4, 5),
          F("0.117625") / F("0.107625") / F(4, 5))),
        # in all: c = 0.2, e = 1/3
        ([2], {"over": "total", "value": 10}, "at_risk", (F(1, 5), F(1, 3), F(-2, 15), F(3, 5), F(2))),
        ([1], {"over": "total", "value": 10}, "off_track", (F(1, 10), F(1, 3), F(-7, 30), F(3, 10), F(9, 2))),
        # met early, and at the deadline: no catching up
        ([12], {"over": "total", "value": 10}, "achieved", (F(6, 5), F(1, 3), F(13, 15), F(18, 5), None)),
        ([1, 1, 1], {"over": "total", "value": 10}, "missed",
         (F("0.30301"), 1, F("-0.69699"), F("0.30301"), None)),
        # rule 4: c = -0.04 < -0.03
        (["-0.4"], {"over": "total", "value": 10}, "worsening",
         (F(-1, 25), F(1, 3), F(-28, 75), F(-3, 25), None)),
        # a decline that is wanted: G = 0.9, c = -0.05/-0.1, e = 1/3
        ([-5], {"over": "total", "value": -10, "op": "<="}, "on_track", (F(1, 2), F(1, 3), F(1, 6), F(3, 2), F(1, 2))),
    ],
)  # fmt: skip
def test_the_pace_where_there_is_a_way_to_go(
    rates: list[Any], keys: dict[str, Any], status: str, facts: tuple[Any, ...]
) -> None:
    report = grown(*rates, **keys)
    said = report.verdict
    assert (report.status, said.completion, said.expected, said.lead, said.pace_ratio, said.catch_up) == (
        status,
        *facts,
    )
    shown = status not in ("achieved", "missed")
    pace, chase = said.step(PaceRatio), said.step(CatchUp)
    assert (pace is not None, chase is not None) == (shown, shown)
    if pace and chase:
        assert (pace.completion, pace.expected) == (chase.completion, chase.expected) == facts[:2]
        assert (chase.result, chase.cut) == (facts[4], F(2))


@pytest.mark.parametrize(
    ("rates", "keys", "status", "so_far"),
    [
        # a cap of 5 % a year: 1.05 after one, 1.1025 after two
        ([5], {"op": "<="}, "on_track", F("1.05")),
        (["5.1"], {"op": "<="}, "off_track", F("1.05")),
        ([3, 7], {"op": "<="}, "on_track", F("1.1025")),  # 1.1021
        ([3, "7.1"], {"op": "<="}, "off_track", F("1.1025")),  # 1.10313
        # of a total the whole is there from the first year
        ([9], {"op": "<=", "over": "total", "value": 10}, "on_track", F("1.1")),
        ([11], {"op": "<=", "over": "total", "value": 10}, "off_track", F("1.1")),
        # a floor under decline, and none allowed at all
        ([-2], {"value": -2}, "on_track", F("0.98")),
        (["-2.1"], {"value": -2}, "off_track", F("0.98")),
        ([0], {"value": 0}, "on_track", F(1)),
        ([1], {"value": 0, "op": ">"}, "on_track", F(1)),
        ([0], {"value": 0, "op": ">"}, "off_track", F(1)),
    ],
)
def test_a_cap_a_floor_and_standing_still_have_no_completion(
    rates: list[Any], keys: dict[str, Any], status: str, so_far: Fraction
) -> None:
    report = grown(*rates, **keys)
    said = report.verdict
    assert (report.status, said.basis, report.label) == (status, "growth", f"{status}.growth")
    assert (said.completion, said.expected, said.lead, said.pace_ratio, said.catch_up) == (None,) * 5
    step = there(said.step(Compound))
    assert (step.so_far, step.completion, step.expected) == (so_far, None, None)
    assert said.step(PaceRatio) is None
    rule = there(said.step(Rule))
    assert (rule.name, rule.months) == ("growth.held", (12 * len(rates), 36))


def test_its_line_of_the_arithmetic() -> None:
    step = there(grown(4, 5).verdict.step(Compound))
    assert [*map(int, step.rates)] == [4, 5]
    assert (int(step.target), step.whole, step.over, step.dir) == (5, 3, "average", 1)
    assert (step.grown, step.goal, step.so_far) == (F("1.092"), F("1.157625"), F("1.1025"))
    assert (step.completion, step.expected) == (F("0.092") / F("0.157625"), F("0.1025") / F("0.157625"))
    assert there(grown(4, op="<=").verdict.step(Compound)).dir == -1


@pytest.mark.parametrize(("op", "rate", "gap"), [(">=", 2, 8), (">=", 12, -2), ("<=", 2, -8), ("<=", 12, 2)])
def test_the_gap_is_in_percentage_points(op: str, rate: int, gap: int) -> None:
    """dir·(G - P)·100, of a total of 10 %."""
    assert grown(rate, over="total", value=10, op=op).verdict.gap == gap


def test_a_year_missing_before_the_latest() -> None:
    said = series(target(kind="growth", over="average", value=5, frequency="annual"), ("2026", 5)).verdict
    assert [one for one in said.steps if isinstance(one, Compound | GrowthNeeded)] == []
    assert there(said.step(Rule)).name == "growth.missing"
    assert said.basis == "growth"
