"""Growth, trend and record."""

from decimal import Decimal
from typing import Any

import pytest

from qstrong.model.steps.years import GrowthYears, TrendSteps
from tests.build import filing, observation, one, series, target
from tests.there import there

GROWTH = target(kind="growth")


@pytest.mark.parametrize(
    ("values", "label"),
    [
        ([("2025", 6)], "on_track.growth"),
        ([("2025", "5.9")], "at_risk.growth"),
        ([("2025", "3.6")], "at_risk.growth"),
        ([("2025", "3.5")], "off_track.growth"),
        ([("2025Q1", "5.7")], "on_track.growth"),  # the running year: 0.95·6
        ([("2025Q1", "5.6")], "at_risk.growth"),
        ([("2025", "6.1"), ("2026Q1", "5.7")], "on_track.growth"),
        ([("2025", "6.1"), ("2026Q1", "3.5")], "off_track.growth"),
        ([("2025", 7), ("2026", 5), ("2027", 7)], "missed"),
        ([("2025", 7), ("2026", 6), ("2027", 6)], "achieved.deadline"),
        ([("2025Q3", 7), ("2026Q1", 7)], "not_assessable.year_missing"),
        ([("2025", 7), ("2027", 7)], "not_assessable.year_missing"),
        ([("2026", 7)], "not_assessable.year_missing"),
        ([("2025", 7), ("2027Q1", 7)], "not_assessable.year_missing"),
        ([("2025", 7), ("2026", 7), ("2027Q3", 7)], "on_track.growth"),
    ],
)
def test_growth(values: list[Any], label: str) -> None:
    report = series(GROWTH, *values)
    assert report.label == label
    missing = label == "not_assessable.year_missing"
    assert report.verdict.gap == (None if missing else 6 - Decimal(str(values[-1][1])))
    assert there(report.verdict.point).value == Decimal(str(values[-1][1]))
    assert report.verdict.completion is report.verdict.expected is report.verdict.lead is None


@pytest.mark.parametrize(
    ("spec", "best", "value", "label"),
    [
        ({}, 100, 100, "achieved.record"),  # the natural limit of what is in %
        ({"limits": [0, 90]}, 90, 90, "achieved.record"),
        ({}, 99, 99, "off_track.record"),
        ({"limits": None}, 100, 100, "off_track.record"),
        ({"uom": "点"}, 100, 100, "off_track.record"),
        ({}, 101, 101, "off_track.record"),  # beyond the natural limit: there is none
    ],
)
def test_a_record_ties_at_its_upper_limit(spec: dict[str, Any], best: int, value: int, label: str) -> None:
    spec = target(kind="record", history=[{"period": 2023, "value": best}], frequency="annual", **spec)
    assert series(spec, ("2025", value)).label == label


def test_the_rate_of_the_year_before_the_plan_is_no_year_of_it() -> None:
    report = series(GROWTH | {"history": [{"period": 2024, "value": 2}]}, ("2025", 7))
    assert report.label == "on_track.growth"
    assert [year.rate for year in there(report.verdict.step(GrowthYears)).years] == [7]


def test_growth_above_is_strict() -> None:
    assert series(target(kind="growth", op=">"), ("2025", 6)).label == "at_risk.growth"


def test_year_to_date_rates_finer_than_the_frequency_do_not_count() -> None:
    report = series(target(kind="growth", frequency="annual"), ("2025", 6), ("2026Q1", 1))
    assert report.label == "on_track.growth"
    assert str(report.beside[0].period) == "2026Q1"


TREND = target(kind="trend", baseline={"period": 2024, "value": 5})


@pytest.mark.parametrize(
    ("values", "label"),
    [
        ([("2025", "5.2")], "on_track.trend_up"),
        ([("2025", "5.1")], "at_risk.trend"),  # one reporting unit is flat
        ([("2025", "4.8")], "off_track.trend"),
        ([("2025", "5.4"), ("2026", "5.2")], "at_risk.trend"),  # adverse last, good in sum
        ([("2025", "4.8"), ("2026", "5.4")], "at_risk.trend"),  # an adverse one, the last good
        ([("2025", "5.4"), ("2026", "4.8")], "off_track.trend"),
        ([("2025", "5.9"), ("2026", "5.7"), ("2027Q1", "6"), ("2026Q1", "6.2")], "off_track.trend"),
        ([("2025", "6"), ("2026", "7"), ("2027", "8")], "achieved.deadline"),
        ([("2025", "6"), ("2026", "7"), ("2027", "7.1")], "missed"),
        ([("2025Q1", "5")], "not_assessable.no_step"),
    ],
)
def test_trend(values: list[tuple[str, str]], label: str) -> None:
    assert series(TREND, *values, as_of="2029-01-01").label in (label, "not_assessable.not_reported")
    assert series(TREND, *values, as_of="2029-01-01").verdict.label == label


FIVE = {"start": "2020-12-31", "end": "2027-12-31"}


@pytest.mark.parametrize(
    ("window", "values", "label"),
    [
        (
            3,
            [5, 6, 7, 8],
            "on_track.trend_up",
        ),  # the fall to 5 is the fourth from the end: it has dropped out
        (4, [5, 6, 7, 8], "at_risk.trend"),
        (3, [8, 5, 6, 7], "at_risk.trend"),
        (3, [8, 5, 6, "6.1"], "at_risk.trend"),
        (1, [8, 5, 6, 7], "on_track.trend_up"),
        (3, [8, 7, 6, "6.5"], "off_track.trend"),
        (3, [4, 8, 7, "6.9"], "at_risk.trend"),  # adverse last, but +1.9 in sum over three
        (2, [4, 8, 7, "6.8"], "off_track.trend"),
        (3, [3, 4, 9, 10, ("2025Q2", 8), ("2024Q2", 9)], "at_risk.trend"),  # three and the running year's
        (3, [3, 4, 9, "8.5", ("2025Q2", 8), ("2024Q2", 9)], "off_track.trend"),
    ],
)
def test_the_last_three_steps_of_a_trend_count(window: int, values: list[Any], label: str) -> None:
    spec = TREND | {"baseline": {"period": 2020, "value": 6}}
    filed = [one if isinstance(one, tuple) else (str(2021 + k), one) for k, one in enumerate(values)]
    plan = FIVE | {"method": {"trend_window": window}}
    report = series(spec, *sorted(filed, key=lambda one: one[0]), plan=plan, as_of="2025-07-20")
    assert report.verdict.label == label
    steps = there(report.verdict.step(TrendSteps)).steps
    assert len(steps) == len([one for one in filed if one[0][4:] != "Q2"]) + (len(values) > 4)
    assert sum(one.counts for one in steps) == min(window, 4) + (len(values) > 4)


@pytest.mark.parametrize(
    ("values", "label"),
    [
        ([("2025", 6), ("2027", 7)], "not_assessable.no_step"),  # at the deadline too
        ([("2025", 6), ("2026Q1", 7)], "not_assessable.no_step"),
        ([("2025Q1", 6), ("2025", 6), ("2026Q1", 7)], "on_track.trend_up"),
        ([("2026", 6)], "not_assessable.no_step"),
    ],
)
def test_a_trend_needs_a_step_that_ends_at_the_judged_value(
    values: list[tuple[str, int]], label: str
) -> None:
    assert series(TREND, *values).verdict.label == label


def test_the_running_year_is_compared_with_the_same_months_of_last_year() -> None:
    report = series(TREND, ("2025Q1", 4), ("2025", 6), ("2026Q1", "4.2"))
    assert report.label == "on_track.trend_up"
    own = observation("2025Q1", 6, last_year="5.5")
    assert one(TREND, filing("2025Q1", "2025-04-10", own), as_of="2025-04-10").label == "on_track.trend_up"


def test_history_within_the_plan_makes_no_step() -> None:
    spec = TREND | {"history": [{"period": "2025Q1", "value": 3}]}
    assert series(spec, ("2026Q1", 4), as_of="2026-04-16").verdict.label == "not_assessable.no_step"
    before = TREND | {"history": [{"period": "2024Q1", "value": 3}]}
    assert series(before, ("2025Q1", 4)).label == "on_track.trend_up"


RECORD = target(kind="record", history=[{"period": 2023, "value": "98.2"}, {"period": "2024H1", "value": 98}])


@pytest.mark.parametrize(
    ("values", "label"),
    [
        ([("2025", "98.3")], "achieved.record"),
        ([("2025", "98.2")], "off_track.record"),
        ([("2025H1", "99.1")], "achieved.record"),
        ([("2025H1", "98.1")], "off_track.record"),  # quarters, and what covers them, against each other
        ([("2025Q1", "99.9")], "achieved.record"),
        ([("2027", "98.3")], "achieved.deadline"),
        ([("2027", "98.2")], "missed"),
    ],
)
def test_record(values: list[tuple[str, str]], label: str) -> None:
    assert series(RECORD, *values).label == label


def test_at_the_upper_limit_a_tie_is_a_record() -> None:
    full = target(kind="record", baseline={"period": 2024, "value": 100})
    assert series(full, ("2025", 100)).label == "achieved.record"
    assert series(full | {"limits": None}, ("2025", 100)).label == "off_track.record"


def test_a_record_in_a_year_is_no_measure_for_months() -> None:
    monthly = target(kind="record", frequency="annual", history=[{"period": "2024H1", "value": 90}])
    assert series(monthly, ("2025", "99.9")).label == "not_assessable.no_record"


def test_flows_are_compared_as_trailing_twelve_months() -> None:
    spec = target(kind="record", measure="flow_ytd", uom="亿元", history=[{"period": 2024, "value": 100}])
    early = observation("2025Q2", 60, last_year=50)
    assert one(spec, filing("2025Q2", "2025-07-10", early), as_of="2025-07-10").label == "achieved.record"


def test_a_falling_trend_has_a_falling_arrow() -> None:
    spec = target(kind="trend", direction="down", baseline={"period": 2024, "value": 5})
    report = series(spec, ("2025", "4.5"))
    assert (report.label, report.verdict.arrow) == ("on_track.trend_down", "↓")
