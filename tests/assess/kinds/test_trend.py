"""Trends: which years make steps, and what a published method says of them."""

from fractions import Fraction
from typing import Any

import pytest

from qstrong.assess.kinds.trend import trend_by_growth
from qstrong.assess.report import TargetReport
from qstrong.model.steps.step import NoBaseline, Rule
from qstrong.model.steps.years import GrowthPace, TrendSteps
from tests.build import filing, observation, one, series, target
from tests.there import there

F = Fraction
ANNUAL: dict[str, Any] = {"kind": "trend", "frequency": "annual"}


def steps(report: TargetReport) -> list[tuple[str, str, str, bool]]:
    found = there(report.verdict.step(TrendSteps)).steps
    return [(str(each.since), str(each.until), each.quality, each.counts) for each in found]


def history(**values: float) -> list[dict[str, Any]]:
    return [{"period": period.lstrip("_"), "value": value} for period, value in values.items()]


def test_history_up_to_the_plans_start_makes_steps_after_a_start_of_its_own() -> None:
    """T0 is the end of 2021; what the history says of years after the plan's start doesn't count."""
    spec = target(**ANNUAL, start="2021-12-31", baseline={"period": 2021, "value": 50},
                  history=history(_2019=40, _2020=45, _2022=51, _2023=52, _2024=53, _2026=99))  # fmt: skip
    report = series(spec, ("2025", 54))
    assert steps(report) == [
        ("2021", "2022", "good", False),
        ("2022", "2023", "good", True),
        ("2023", "2024", "good", True),
        ("2024", "2025", "good", True),
    ]
    assert report.status == "on_track"


def test_a_year_that_is_missing_breaks_the_steps() -> None:
    report = series(target(**ANNUAL, baseline={"period": 2024, "value": 50}), ("2026", 52))
    assert (steps(report), report.status) == ([], "not_assessable")
    report = series(target(**ANNUAL), ("2025", 50), ("2026", 52))
    assert (steps(report), report.status) == ([("2025", "2026", "good", True)], "on_track")


@pytest.mark.parametrize(
    ("window", "counts"),
    [(3, [False, True, True, True]), (2, [False, False, True, True]), (1, [False] * 3 + [True])],
)
def test_the_last_few_steps_count(window: int, counts: list[bool]) -> None:
    spec = target(
        **ANNUAL,
        start="2022-12-31",
        baseline={"period": 2022, "value": 50},
        history=history(_2023=51, _2024=52),
    )
    report = series(spec, ("2025", 53), ("2026", 54), plan={"method": {"trend_window": window}})
    assert [one[3] for one in steps(report)] == counts


@pytest.mark.parametrize(
    ("ago", "step"),
    [
        ({}, []),  # nothing is known of 2024's first half
        ({"history": history(_2024H1=50)}, [("2024H1", "2025H1", "good", True)]),
        ({"last_year": 52}, [("2024H1", "2025H1", "bad", True)]),
    ],
)
def test_the_running_years_step_is_against_the_same_months(ago: dict[str, Any], step: list[Any]) -> None:
    """The plan starts in the middle of 2024; the target's own T0 is the end of 2021."""
    said = {key: value for key, value in ago.items() if key == "last_year"}
    spec = target(kind="trend", frequency="half", start="2021-12-31", end="2026-12-31",
                  **{key: value for key, value in ago.items() if key == "history"})  # fmt: skip
    first = filing("2025H1", "2025-07-10", observation("2025H1", 51, **said))
    plan = {"start": "2024-06-30", "end": "2026-12-31", "filing": {"every": "half", "due_days": 20}}
    report = one(spec, first, as_of="2025-07-15", plan=plan)
    assert steps(report) == step


def test_the_running_years_step_within_the_plan_is_of_what_was_filed() -> None:
    spec = target(
        kind="trend", frequency="half", baseline={"period": 2024, "value": 50}, history=history(_2025H1=60)
    )
    values = [("2025H1", 51), ("2025", 52), ("2026H1", 53)]
    assert steps(series(spec, *values)) == [
        ("2024", "2025", "good", True),
        ("2025H1", "2026H1", "good", True),
    ]
    assert steps(series(spec, *values[1:])) == [
        ("2024", "2025", "good", True)
    ]  # the history serves up to T0 only


@pytest.mark.parametrize(
    ("direction", "value", "quality"),
    [("up", "50.1", "flat"), ("up", "50.11", "good"), ("up", "49.9", "flat"), ("up", "49.89", "bad"), ("up", "50", "flat"),
     ("down", "50.1", "flat"), ("down", "50.11", "bad"), ("down", "49.9", "flat"), ("down", "49.89", "good")],
)  # fmt: skip
def test_a_step_of_one_reporting_unit_is_flat(direction: str, value: str, quality: str) -> None:
    spec = target(**ANNUAL, direction=direction, baseline={"period": 2024, "value": 50})
    report = series(spec, ("2025", value))
    assert [one[2] for one in steps(report)] == [quality]
    assert report.status == {"good": "on_track", "flat": "at_risk", "bad": "off_track"}[quality]


# ── as Statistics Canada would have it ──


@pytest.mark.parametrize(
    ("rate", "status"),
    [("0.01", "on_track"), ("0.009999", "at_risk"), ("0.005", "at_risk"), ("0.004999", "off_track"),
     ("0", "off_track"), ("-0.000001", "worsening")],
)  # fmt: skip
def test_statcans_words_of_a_growth(rate: str, status: str) -> None:
    assert trend_by_growth(F(rate)) == status


@pytest.mark.parametrize(
    ("spec", "values", "label", "rate"),
    [
        ({}, [("2025", 102)], "on_track|statcan", F(1, 50)),
        ({"direction": "down"}, [("2025", 98)], "on_track|statcan", F(-1, 50)),
        ({"direction": "down"}, [("2025", 102)], "worsening|statcan", F(1, 50)),
        ({}, [("2025", 101), ("2026", "101.0025")], "at_risk|statcan", F(1, 200)),  # √1.010025 = 1.005
        ({"end": "2025-12-31"}, [("2025", 102)], "achieved.deadline|statcan|2025-12-31", F(1, 50)),
        ({"end": "2025-12-31"}, [("2025", "100.9")], "missed|statcan|2025-12-31", F(9, 1000)),
        ({"baseline": None}, [("2025", 102)], "not_assessable.no_baseline|statcan", None),
        ({"baseline": 0}, [("2025", 102)], "not_assessable.no_baseline|statcan", None),
        ({}, [("2025", 0)], "not_assessable.no_baseline|statcan", None),
        ({"baseline": 0, "end": "2025-12-31"}, [("2025", 102)], "not_assessable.no_baseline|statcan", None),
    ],
)  # fmt: skip
def test_statcans_verdict_of_a_trend(
    spec: dict[str, Any], values: list[tuple[str, Any]], label: str, rate: Fraction | None
) -> None:
    start = spec.get("baseline", 100)
    keys = {key: value for key, value in spec.items() if key != "baseline"}
    base = {} if start is None else {"baseline": {"period": 2024, "value": start}}
    report = series(target(**ANNUAL, uom="分", method="statcan", **base, **keys), *values)
    found = "|".join(part for part in label.split("|"))
    assert report.label == found
    assert report.status == label.partition("|")[0].partition(".")[0]
    pace = report.verdict.step(GrowthPace)
    assert (pace.result if pace else None) == rate
    assert (report.verdict.step(NoBaseline) is None) is (start is not None)
    assert there(report.verdict.step(Rule)).name == "statcan.trend"
