"""Wanted figures: what nobody owes, yet without which there is no verdict."""

from datetime import date
from typing import Any

import pytest

from qstrong.assess.assess import assess
from qstrong.assess.report import TargetReport
from qstrong.model.dataset import Dataset
from qstrong.model.period import Period
from qstrong.read.dataset import load
from qstrong.read.source import Folder
from qstrong.timeline.blank import blank
from qstrong.timeline.duties import duties
from tests.build import dataset, filing, observation, one, target
from tests.conftest import ROOT

FROM = {"filing": {"every": "quarter", "due_days": 20, "close_days": 30, "from": "2026Q4"}}
BASE = {"baseline": {"period": 2024, "value": 5}}


def wanted(
    spec: dict[str, Any], *filings: dict[str, Any], day: str = "2026-12-01", plan: dict[str, Any] = FROM
) -> list[tuple[str, str, str]]:
    return [(str(w.period), w.why, w.unit) for w in one(spec, *filings, as_of=day, plan=plan).wanted]


def later(period: str, *observations: dict[str, Any]) -> dict[str, Any]:
    return filing(period, Period.parse(period).end.isoformat(), *observations)


FLOW = {"measure": "flow_ytd", **BASE}


@pytest.mark.parametrize(
    ("spec", "filings", "day", "expected"),
    [
        # v0 of a level, unless it is kept, starts from nothing, or may be provisional
        ({}, (), "2026-12-01", ["2024 baseline"]),
        ({}, (), "2024-12-31", ["2024 baseline"]),
        ({}, (), "2024-12-30", []),  # not before its period has ended
        (BASE, (), "2026-12-01", []),
        ({"history": [{"period": "2024Q4", "value": 5}]}, (), "2026-12-01", []),
        ({"history": [{"period": "2023", "value": 5}]}, (), "2026-12-01", ["2024 baseline"]),
        ({}, (later("2026Q4", observation("2024", 5)),), "2027-02-01", []),
        ({}, (later("2026Q4", observation("2024")),), "2027-02-01", ["2024 baseline"]),  # pending is no figure
        ({"keep": True}, (), "2026-12-01", []),
        ({"provisional_baseline": True}, (), "2026-12-01", []),
        ({"provisional_baseline": True, "method": "statcan"}, (), "2026-12-01", ["2024 baseline"]),  # always
        ({"kind": "trend", "frequency": {"years": 1}}, (), "2026-12-01", ["2024 year"]),  # the others are owed
        ({"measure": "since_plan"}, (), "2026-12-01", []),
        ({"kind": "increment"}, (), "2026-12-01", []),
        # T0's value of a record that knows none of its kind of period
        ({"kind": "record"}, (), "2026-12-01", ["2024 record"]),
        ({"kind": "record", "history": [{"period": 2022, "value": 5}]}, (), "2026-12-01", []),
        ({"kind": "record", "frequency": "annual", "history": [{"period": "2022Q2", "value": 5}]}, (), "2026-12-01",
         ["2024 record"]),
        # the full years of growth after T0, but for those that are owed
        ({"kind": "growth"}, (), "2025-12-30", []),
        ({"kind": "growth"}, (), "2025-12-31", ["2025 year"]),
        ({"kind": "growth"}, (), "2027-12-31", ["2025 year"]),  # 2026 and 2027 are owed
        ({"kind": "growth"}, (later("2026Q4", observation("2025", 7)),), "2027-02-01", []),
        ({"kind": "growth"}, (later("2026Q4", observation("2025Q3", 7)),), "2027-02-01", ["2025 year"]),
        ({"kind": "growth", "history": [{"period": 2025, "value": 7}]}, (), "2027-02-01", ["2025 year"]),
        # of a trend those of its last steps, T0's included
        ({"kind": "trend"}, (), "2026-12-01", ["2024 year", "2025 year"]),
        ({"kind": "trend", **BASE}, (), "2026-12-01", ["2025 year"]),
        ({"kind": "trend"}, (later("2026Q4", observation("2024", 5), observation("2025", 5)),), "2027-02-01", []),
        # last year's figures of the latest year-to-date value
        (FLOW, (), "2027-06-01", []),
        (FLOW, (later("2027Q1", observation("2027Q1", 9)),), "2027-06-01", ["2026Q1 same_months"]),  # 2026 is owed
        (FLOW, (later("2027Q1", observation("2027Q1", 9, last_year=8)),), "2027-06-01", []),
        (FLOW, (later("2027Q1", observation("2027Q1", 9), observation("2026Q1", 8)),), "2027-06-01", []),
        (FLOW, (later("2027Q4", observation("2027", 9)),), "2028-02-01", []),
        (FLOW, (later("2026Q2", observation("2026Q2", 9)),), "2026-08-01", ["2025 last_year", "2025H1 same_months"]),
        # only the latest is judged
        (FLOW, (later("2026Q2", observation("2026Q2", 9)), later("2026Q3", observation("2026Q3", 9, last_year=8))),
         "2026-11-01", ["2025 last_year"]),
        (FLOW, (later("2027Q3", observation("2027Q3", 9)), later("2027Q4", observation("2027", 12))), "2028-02-01", []),
        (FLOW, (later("2026Q4", observation("2026", 9)),), "2027-02-01", []),  # a full year lacks nothing
        ({**FLOW, "frequency": "month"}, (later("2026Q1", observation("2026-01", 9)),), "2026-05-01",
         ["2025 last_year", "2025-01 same_months"]),
        ({**FLOW, "frequency": "half"}, (later("2026Q3", observation("2026Q3", 9)),), "2026-11-01", []),
    ],
)  # fmt: skip
def test_what_is_wanted(
    spec: dict[str, Any], filings: tuple[dict[str, Any], ...], day: str, expected: list[str]
) -> None:
    found = wanted(target(**spec), *filings, day=day)
    assert [f"{period} {why}" for period, why, _ in found] == expected


def test_one_figure_is_wanted_once_and_of_the_first_reporter() -> None:
    spec = target(measure="flow_ytd", reporters=["w", "u"])
    held = later("2025Q2", observation("2025Q2", 9, last_year=4)) | {"unit": "w"}
    assert wanted(spec, held, day="2025-08-01", plan={}) == [("2024", "baseline", "w")]


def test_a_trend_wants_the_years_of_its_last_three_steps() -> None:
    """T0's year drops out like any other."""
    plan = {"end": "2030-12-31", "filing": {"every": "quarter", "due_days": 20, "from": "2030Q4"}}
    spec = target(kind="trend")
    assert [p for p, *_ in wanted(spec, day="2028-01-01", plan=plan)] == ["2024", "2025", "2026", "2027"]
    assert [p for p, *_ in wanted(spec, day="2030-01-01", plan=plan)] == ["2026", "2027", "2028", "2029"]


def test_it_is_asked_for_and_never_owed() -> None:
    """In the form of whoever is asked, not before its own period, and in no coverage."""
    data = dataset([target(kind="growth", reporters=["w", "u"])], plan=FROM)
    day, period = date(2027, 2, 1), Period.parse("2026Q4")
    asked = {unit: blank(data, unit, period, day).values for unit in ("u", "w")}
    assert [(str(v.period), v.why) for v in asked["w"]] == [("2026Q4", None), ("2025", "year")]
    assert [(str(v.period), v.why) for v in asked["u"]] == [("2026Q4", None)]
    found = {duty.unit: duty for duty in duties(data, period, day)}
    assert [str(owed.due.period) for owed in found["w"].owed] == ["2026Q4"]
    assert assess(data, day).overall.due == 1
    late = filing("2026Q4", "2027-01-10", observation("2026Q4", 7))
    full = dataset([target(kind="growth")], [late], plan=FROM)
    (one_duty, _) = duties(full, period, day)
    assert (one_duty.state, one_duty.days_late) == ("complete", None)
    report = assess(full, day).targets[0]
    assert (report.status, report.label) == ("not_assessable", "not_assessable.year_missing")
    assert [w.why for w in report.wanted] == ["year"]


def test_a_figure_for_a_later_period_is_not_asked_for_with_an_earlier_filing() -> None:
    data = dataset(
        [target(kind="trend", reporters=["u"])], plan={"filing": FROM["filing"] | {"from": "2025Q2"}}
    )
    asked = blank(data, "u", Period.parse("2025Q2"), date(2026, 2, 1)).values
    assert [str(v.period) for v in asked if v.why] == ["2024"]


def test_another_reporters_value_is_not_asked_for_again() -> None:
    specs = [target(reporters=["u", "w"], **BASE)]
    held = filing("2025Q1", "2025-04-10", observation("2025Q1", 9), unit="w")
    data = dataset(specs, [held])
    day, period = date(2025, 4, 11), Period.parse("2025Q1")
    assert blank(data, "u", period, day).values == ()
    assert len(blank(data, "w", period, day).values) == 1  # its own file, to be looked over


@pytest.fixture(scope="module")
def real() -> Dataset:
    loaded = load(Folder(ROOT / "data")).dataset
    assert loaded
    return loaded


def test_the_third_target_of_the_plan_is_asked_for_2025(real: Dataset) -> None:
    """It is to grow in every year, and the first filing is for 2026Q4: 2025 was asked of nobody."""
    third = real.targets[2]
    assert (third.id, third.kind) == ("strategic-emerging-growth", "growth")
    day = date(2027, 1, 5)
    report = assess(real, day).targets[2]
    assert [(str(w.period), w.unit, w.why) for w in report.wanted] == [("2025", "development-reform", "year")]
    asked = blank(real, "development-reform", Period.parse("2026Q4"), day).values
    assert [str(v.period) for v in asked if v.target.id == third.id and v.why] == ["2025"]


def test_with_its_figure_the_third_target_can_be_judged(real: Dataset) -> None:
    from dataclasses import replace

    from qstrong.model.filing import Filing
    from tests.build import adapter, text

    def report(*observations: dict[str, Any]) -> TargetReport:
        held = filing("2027Q1", "2027-04-10", *observations, unit="development-reform")
        with_it = replace(real, filings=(adapter(Filing).validate_python(text(held)),))
        return assess(with_it, date(2027, 4, 20)).targets[2]

    grown = observation("2026", 7, indicator="strategic-emerging-growth")
    assert report(grown).label == "not_assessable.year_missing"
    year = observation("2025", 7, indicator="strategic-emerging-growth")
    assert (report(grown, year).status, report(grown, year).wanted) == ("on_track", ())


def test_what_another_target_of_the_indicator_owes_is_not_wanted() -> None:
    """The later goal's v0 is a value that the earlier one owes."""
    specs = [target(**BASE), {"id": "y", "of": "x", "start": "2025-12-31", "op": ">=", "value": 120}]
    report = assess(dataset(specs), date(2026, 2, 1))
    assert [one.wanted for one in report.targets] == [(), ()]
    late = {"filing": FROM["filing"] | {"from": "2026Q1"}}
    (_, other) = assess(dataset(specs, plan=late), date(2026, 2, 1)).targets
    assert [(str(w.period), w.why) for w in other.wanted] == [("2025", "baseline")]


def test_what_a_computed_targets_part_owes_is_not_wanted() -> None:
    parts = [target(id=name, start="2023-12-31", end="2026-12-31", baseline=None) for name in ("x", "z")]
    whole = target(id="s", computed={"sum": ["x", "z"]}, start="2025-12-31", end="2026-12-31")
    del whole["reporters"]
    plan = {"end": "2026-12-31"}
    found = assess(dataset([*parts, whole], plan=plan), date(2026, 2, 1)).targets[2]
    assert found.wanted == ()


def test_a_method_of_full_years_wants_no_figures_for_a_part_of_a_year() -> None:
    flow = target(**FLOW, method="statcan")
    filed = later("2026Q2", observation("2026Q2", 9))
    report = one(flow, filed, as_of="2026-08-01", plan=FROM)
    assert report.wanted == ()
    assert report.shown
    assert report.shown.reason == "within_year"


def test_a_relative_goal_wants_its_baseline_whoever_judges_it() -> None:
    spec = target(change={"percent": 20}, method="dns")
    del spec["value"]
    plan = {"start": "2014-12-31", "filing": {"every": "quarter", "due_days": 20, "from": "2025Q1"}}
    found = wanted(spec, day="2024-12-31", plan=plan)
    assert [period for period, why, _ in found if why == "year"] == [str(y) for y in range(2019, 2025)]
    assert [period for period, why, _ in found if why == "baseline"] == ["2014"]


YEARLY = {"method": "dns", "frequency": "annual"}


@pytest.mark.parametrize(
    ("spec", "values", "day", "years"),
    [
        # six years up to the latest that has ended, T0's before any other
        ({}, {}, "2024-12-31", range(2019, 2025)),
        ({}, {}, "2025-12-30", range(2019, 2025)),
        ({}, {}, "2025-12-31", range(2020, 2025)),  # 2025 itself is owed
        ({}, {}, "2027-12-31", range(2022, 2025)),
        ({}, {}, "2029-06-30", range(2022, 2025)),  # none after T1
        # up to the judged one
        ({}, {"2025": 7}, "2026-12-31", range(2020, 2025)),
        ({"keep": True}, {"2025": 7}, "2026-12-31", [2020]),
        ({"keep": True}, {}, "2026-12-31", [2021]),
        (
            {"history": [{"period": year, "value": 5} for year in range(2020, 2025)]},
            {"2025": 7},
            "2026-12-31",
            [],
        ),
        (BASE, {"2025": 7}, "2026-12-31", range(2020, 2024)),
    ],
)
def test_the_years_that_dns_needs(spec: dict[str, Any], values: dict[str, Any], day: str, years: Any) -> None:
    filings = [later(f"{year}Q4", observation(year, value)) for year, value in values.items()]
    found = wanted(target(**YEARLY, **spec), *filings, day=day, plan={})
    assert [(period, why) for period, why, _ in found] == [(str(year), "year") for year in years]
