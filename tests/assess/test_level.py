"""Levels and increments, rule by rule."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from qstrong.model.steps.reach import Attainment, ExpectedByTime, ExpectedCount, ExpectedOnPath, ExpectedSince
from tests.build import filing, observation, one, series, target
from tests.there import there

BASE = {"baseline": {"period": 2024, "value": 0}}


# value 100 from 0 over 36 months: by the end of 2025Q2 e = 1/6, of 2026Q2 1/2, of 2027Q1 3/4
@pytest.mark.parametrize(
    ("period", "value", "status", "label", "rule"),
    [
        ("2025Q2", 100, "achieved", "achieved", "rule1"),
        ("2025Q2", "-3.00", "off_track", "off_track", "rule6"),  # -3 % is no worsening yet, but too slow
        ("2025Q2", "-3.01", "worsening", "worsening", "rule4"),
        ("2025Q2", "30", "on_track", "on_track.ahead", "rule5"),
        ("2025Q2", "17", "on_track", "on_track", "rule5"),
        ("2025Q2", "16", "on_track", "on_track.nearly", "rule5"),
        ("2025Q2", "13.67", "on_track", "on_track.nearly", "rule5"),  # e - c just under 0.03
        ("2025Q2", "13.66", "at_risk", "at_risk", "rule6"),
        ("2025Q2", "6.67", "at_risk", "at_risk", "rule6"),  # e - c just under 0.10
        ("2025Q2", "6.66", "off_track", "off_track", "rule6"),
        ("2026Q2", "47.5", "on_track", "on_track.nearly", "rule5"),
        ("2026Q2", "46.99", "at_risk", "at_risk", "rule7"),
        ("2026Q2", "33.34", "at_risk", "at_risk", "rule7"),  # m = 2 at c = 1/3
        ("2026Q2", "33.33", "off_track", "off_track", "rule7"),
        ("2026Q2", "-1", "off_track", "off_track", "rule7"),  # m beyond every bound
        ("2027Q4", "100", "achieved", "achieved.deadline", "deadline"),
        ("2027Q4", "99.99", "missed", "missed", "deadline"),
    ],
)
def test_rules(period: str, value: int | str, status: str, label: str, rule: str) -> None:
    report = series(target(**BASE, limits=None), (period, value))
    assert (report.status, report.label, report.verdict.basis) == (status, label, rule)


@pytest.mark.parametrize(
    ("op", "goal", "value", "met"),
    [(">=", 100, 100, True), (">", 100, 100, False), ("<=", 100, 100, True), ("<", 100, 100, False),
     ("<", 100, "99.99", True), (">", 100, "100.01", True)],
)  # fmt: skip
def test_strictness_at_the_deadline(op: str, goal: int, value: int | str, met: bool) -> None:
    report = series(target(op=op, value=goal), ("2027Q4", value))
    assert report.status == ("achieved" if met else "missed")


@pytest.mark.parametrize(
    ("op", "goal", "value", "share"),
    [(">=", 200, 50, Fraction(1, 4)), (">=", 0, 5, None), (">=", -5, 3, None), (">=", 100, -1, None),
     (">=", 100, 0, 0), ("<=", 100, 50, None)],
)  # fmt: skip
def test_attainment_needs_a_goal_above_0_and_a_value_not_below(
    op: str, goal: int, value: int, share: Fraction | int | None
) -> None:
    report = series(target(op=op, value=goal, limits=None), ("2025Q2", value))
    assert report.verdict.attainment == share
    assert any(isinstance(step, Attainment) for step in report.verdict.steps) is (share is not None)


@pytest.mark.parametrize(
    "spec",
    [{}, {"milestones": {2025: 30}}, {"op": ">", "baseline": {"period": 2024, "value": 100}}, {"keep": True},
     {"keep": True, **BASE, "milestones": {2025: 30}}, {"baseline": {"period": 2024, "value": 101}}],
)  # fmt: skip
@pytest.mark.parametrize("period", ["2026Q2", "2027Q4"])
def test_nothing_is_expected_where_there_is_no_completion(spec: dict[str, Any], period: str) -> None:
    verdict = series(target(**spec), (period, 50)).verdict
    assert verdict.completion is verdict.expected is verdict.lead is verdict.pace_ratio is None
    assert not [step for step in verdict.steps if isinstance(step, ExpectedByTime | ExpectedOnPath)]


@pytest.mark.parametrize(
    ("spec", "corners"),
    [(BASE, 2), ({"milestones": {2025: 30}}, 2), ({}, 0), ({"keep": True, **BASE}, 0),
     ({"baseline": {"period": 2024, "value": 101}}, 0)],
)  # fmt: skip
def test_what_is_to_be_kept_has_no_expected_path(spec: dict[str, Any], corners: int) -> None:
    assert len(series(target(**spec), ("2026Q2", 50)).path) == corners


@pytest.mark.parametrize(
    ("value", "status", "label"),
    [(98, "on_track", "on_track.keep"), ("97.99", "off_track", "off_track.keep")],
)
@pytest.mark.parametrize("how", [{"keep": True}, {"baseline": {"period": 2024, "value": 99}}])
def test_keep(value: int | str, status: str, label: str, how: dict[str, Any]) -> None:
    report = series(target(value=98, uom="%", measure="rate", **how), ("2025Q2", value))
    assert (report.status, report.label) == (status, label)
    assert "keep" in report.verdict.flags
    assert report.verdict.completion is report.verdict.expected is None
    assert report.verdict.landing is None


def test_keep_is_decided_at_the_deadline_by_that_years_value_alone() -> None:
    report = series(target(value=98, keep=True), ("2026Q4", 90), ("2027Q4", 98))
    assert (report.status, report.label) == ("achieved", "achieved.keep")


def test_met_once_and_lost_again_without_a_baseline() -> None:
    report = series(target(), ("2025Q1", 101), ("2025Q2", 90))
    assert (report.status, report.label, report.verdict.basis) == ("off_track", "off_track.lost", "rule2")
    assert "lost" in report.verdict.flags


def test_no_baseline_and_no_milestones() -> None:
    report = series(target(), ("2025Q2", 90))
    assert (report.status, report.label) == ("not_assessable", "not_assessable.no_baseline")
    assert report.data == "reported"
    assert report.verdict.gap == 10
    assert report.verdict.completion is None


@pytest.mark.parametrize(
    ("period", "value", "label"),
    [
        ("2025Q2", 70, "not_assessable.no_baseline"),  # before the first milestone
        ("2025Q4", 80, "on_track.milestone"),
        ("2025Q4", 76, "at_risk.milestone"),  # short by 5 %
        ("2025Q4", "75.99", "off_track"),
        ("2026Q4", 90, "on_track.milestone"),  # half-way from 80 to 100
    ],
)
def test_milestones_without_a_baseline(period: str, value: int | str, label: str) -> None:
    assert series(target(milestones={2025: 80}), (period, value)).label == label


@pytest.mark.parametrize(("value", "label"), [("72", "at_risk.milestone"), ("71.99", "off_track")])
def test_how_far_short_of_the_milestones_is_a_little_is_the_plans_to_say(value: str, label: str) -> None:
    spec = target(milestones={2025: 80})
    assert series(spec, ("2025Q4", value), plan={"method": {"path_short": "0.1"}}).label == label


def test_strict_target_on_its_path_is_a_little_short() -> None:
    spec = target(op=">", milestones={2025: 80})
    assert series(spec, ("2025Q4", 80)).label == "at_risk.milestone"


def test_milestones_shape_the_path() -> None:
    spec = target(value=100, milestones={2025: 10}, **BASE)
    report = series(spec, ("2025Q4", 10))
    assert report.verdict.expected == Fraction(1, 10)
    assert report.status == "on_track"


def test_milestones_of_counts_are_rounded_down() -> None:
    spec = target(value=7, decimals=0, milestones={2025: 2}, **BASE)
    assert series(spec, ("2026Q1", 2)).verdict.expected == Fraction(2, 7)  # 2 + 5/8


@pytest.mark.parametrize("value", ["99", "101"])
def test_lower_is_better(value: str) -> None:
    spec = target(op="<=", value=50, baseline={"period": 2024, "value": 100})
    report = series(spec, ("2025Q4", value))
    assert report.verdict.gap == Decimal(value) - 50
    assert report.verdict.completion == (100 - Fraction(value)) / 50
    assert report.verdict.attainment is None


def test_provisional_baseline() -> None:
    spec = target(value=100, provisional_baseline=True)
    first = series(spec, ("2025Q2", 40))
    assert (first.status, first.label) == ("not_assessable", "not_assessable.first_value")
    later = series(spec, ("2025Q2", 40), ("2026Q2", 70))
    assert later.verdict.completion == Fraction(1, 2)
    assert later.verdict.expected == Fraction(12, 30)
    assert "provisional_baseline" in later.verdict.flags
    assert later.status == "on_track"


def test_a_provisional_baseline_on_a_path_that_is_at_its_end_expects_all() -> None:
    spec = target(value=100, provisional_baseline=True, decimals=0, milestones={2026: 100})
    later = series(spec, ("2026Q4", 40), ("2027Q2", 70))
    assert (later.verdict.completion, later.verdict.expected, later.verdict.lead) == (
        Fraction(1, 2),
        Fraction(1),
        Fraction(-1, 2),
    )
    assert later.verdict.basis == "rule7"


def test_the_arithmetic_of_a_provisional_baseline_runs_along_the_milestones() -> None:
    spec = target(value=100, provisional_baseline=True, milestones={2026: 70})
    step = series(spec, ("2025Q4", 40), ("2026Q4", 64)).verdict.step(ExpectedSince)
    # from 40 at T0 to 70: half of it by the end of 2025
    assert (there(step).base, there(step).share, there(step).result) == (
        Fraction(1, 4),
        Fraction(1, 2),
        Fraction(1, 3),
    )


def test_a_first_value_that_meets_the_target_is_no_baseline() -> None:
    spec = target(value=100, provisional_baseline=True)
    assert series(spec, ("2025Q2", 100)).status == "achieved"
    assert series(spec, ("2025Q2", 100), ("2025Q3", 99)).label == "off_track.lost"


def test_baselines_in_their_order() -> None:
    spec = target(history=[{"period": 2024, "value": 30}])
    filed = filing("2025Q1", "2025-04-10", observation("2024", 20), observation("2025Q1", 50))
    assert there(one(spec, filed).verdict.baseline).value == 20
    assert (
        there(one(spec | {"baseline": {"period": "2024Q4", "value": 10}}, filed).verdict.baseline).value == 10
    )
    assert there(series(spec, ("2025Q1", 50)).verdict.baseline).value == 30


@pytest.mark.parametrize(
    ("period", "value", "expected"),
    [("2025Q1", 0, 4), ("2025Q2", 8, 8), ("2025Q3", 12, 12), ("2025Q4", 16, 16)],
)
def test_counts_to_be_added_are_whole(period: str, value: int, expected: int) -> None:
    report = series(target(kind="increment", value=50), (period, value))
    assert there(report.verdict.expected) * 50 == expected


@pytest.mark.parametrize(
    ("period", "label"), [("2026Q3", "on_track.single_step"), ("2026Q4", "at_risk.single_step")]
)
def test_a_few_are_a_single_step(period: str, label: str) -> None:
    report = series(target(kind="increment", value=5), (period, 4))
    assert report.label == label
    assert report.verdict.expected == 0


def test_all_of_a_few_are_expected_at_the_deadline() -> None:
    verdict = series(target(kind="increment", value=5), ("2027Q4", 4)).verdict
    assert (verdict.expected, verdict.lead, verdict.status) == (Fraction(1), Fraction(-1, 5), "missed")
    assert there(verdict.step(ExpectedCount)).result == 1


def test_milestones_make_steps_of_a_few() -> None:
    report = series(target(kind="increment", value=5, milestones={2025: 2}), ("2025Q4", 2))
    assert (report.verdict.expected, report.status) == (Fraction(2, 5), "on_track")


@pytest.mark.parametrize(
    ("value", "borderline"), [("15.0", True), ("15.1", True), ("16.66", True), ("16.67", False), ("10.8", True),
                              ("9.17", True), ("9.16", False), ("12.5", False)]
)  # fmt: skip
def test_borderline(value: str, borderline: bool) -> None:
    assert ("borderline" in series(target(**BASE), ("2025Q2", value)).verdict.flags) is borderline


def test_pace() -> None:
    verdict = series(target(value=86, baseline={"period": 2024, "value": "84.78"}, decimals=2),
                     ("2025Q4", "85.6")).verdict  # fmt: skip
    assert verdict.required_pace == Fraction(86 * 10 - 856, 10) / 2
    assert verdict.completion == Fraction(41, 61)
    assert verdict.lead == Fraction(41, 61) - Fraction(1, 3)
    assert verdict.pace_ratio == Fraction(41, 61) * 3
    assert verdict.catch_up == (1 - Fraction(41, 61)) / (1 - Fraction(1, 3)) / (Fraction(41, 61) * 3)


def test_nothing_to_catch_up_once_met_or_at_the_end() -> None:
    for values in [("2025Q2", 100)], [("2027Q4", 99)]:
        verdict = series(target(**BASE), *values).verdict
        assert verdict.required_pace is verdict.catch_up is None


def test_behind_without_cause_or_measures_is_unexplained() -> None:
    bare = series(target(**BASE), ("2025Q2", 0))
    assert "unexplained" in bare.verdict.flags
    told = observation("2025Q2", 0, cause="原因", measures="措施")
    assert "unexplained" not in one(target(**BASE), filing("2025Q2", "2025-07-10", told)).verdict.flags
