"""Comparable series: which values can be held against a target, last year's figures, the baseline."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from qstrong.model.dataset import Dataset
from qstrong.model.period import Period
from qstrong.timeline.comparable import Series, before_plan, full_years, known, series, year_before
from qstrong.timeline.computed import vintages
from qstrong.timeline.vintages import Vintage
from tests.build import dataset, filing, observation, target
from tests.there import there


def of(spec: dict[str, Any], *values: tuple[Any, ...], **keys: Any) -> tuple[Series, Dataset, Vintage]:
    """The series of a target of which those values were filed, all together and late."""
    given = [observation(period, value, **more) for period, value, *rest in values for more in (rest or [{}])]
    data = dataset([target(**spec)], [filing("2028Q4", "2029-01-10", *given)], **keys)
    vintage = vintages(data, date(2030, 1, 1)).of["x"]
    return series(data.plan, data.targets[0], vintage), data, vintage


@pytest.mark.parametrize(
    ("spec", "periods", "points", "beside"),
    [
        ({}, ["2024Q4", "2025Q1", "2027Q4", "2028Q1"], ["2025Q1", "2027Q4"], ["2028Q1"]),
        ({}, ["2024Q3"], [], []),
        ({}, ["2028Q1"], [], ["2028Q1"]),
        ({"frequency": "half"}, ["2025Q1", "2025Q2", "2025Q3"], ["2025Q2"], ["2025Q3"]),
        ({"frequency": "annual"}, ["2025", "2026Q4", "2027Q2"], ["2025", "2026Q4"], ["2027Q2"]),
        ({"measure": "flow_ytd"}, ["2025Q1"], [], ["2025Q1"]),
        ({"measure": "flow_ytd"}, ["2025Q1", "2025", "2026-12"], ["2025", "2026-12"], []),
        ({"measure": "flow_ytd"}, ["2025", "2026Q1"], ["2025"], ["2026Q1"]),
    ],
)
def test_what_is_comparable_and_what_stands_beside(
    spec: dict[str, Any], periods: list[str], points: list[str], beside: list[str]
) -> None:
    found, *_ = of(spec, *((period, k + 1) for k, period in enumerate(periods)))
    assert [str(one.period) for one in found.points] == points
    assert [str(one.period) for one in found.beside] == beside


FLOW = {"measure": "flow_ytd", "limits": None}


@pytest.mark.parametrize(
    ("spec", "values", "year", "value"),
    [
        ({}, [("2024", 90), ("2024Q2", 40), ("2025Q2", 50)], (50, 90, 40), 100),
        ({}, [("2024", 90), ("2025Q2", 50, {"last_year": 45})], (50, 90, 45), 95),
        ({}, [("2024", 90), ("2024Q2", 40), ("2025Q2", 50, {"last_year": 0})], (50, 90, 0), 140),  # 0 is a figure
        ({"baseline": {"period": 2024, "value": 91}, "history": [{"period": "2024Q2", "value": 41}]},
         [("2025Q2", 50)], (50, 91, 41), 100),
        ({"baseline": {"period": 2024, "value": 91}}, [("2024", 90), ("2024Q2", 40), ("2025Q2", 50)], (50, 90, 40), 100),
        ({"history": [{"period": "2024", "value": 92}], "baseline": {"period": 2024, "value": 91}},
         [("2024Q2", 40), ("2025Q2", 50)], (50, 92, 40), 102),
        ({}, [("2025", 100), ("2025Q1", 20), ("2026Q1", 24)], (24, 100, 20), 104),
        ({"history": [{"period": "2025Q1", "value": 21}]}, [("2025", 100), ("2026Q1", 24)], (24, 100, 21), 103),
        ({}, [("2025Q2", 50)], None, None),
        ({}, [("2024", 90), ("2025Q2", 50)], None, None),
        ({}, [("2024Q2", 40), ("2025Q2", 50)], None, None),
    ],
)  # fmt: skip
def test_twelve_months(
    spec: dict[str, Any], values: list[Any], year: tuple[int, int, int] | None, value: int | None
) -> None:
    found, data, vintage = of(FLOW | spec, *values)
    last = vintage.judged(max(vintage.values))
    before = year_before(data.targets[0], vintage, there(last))
    assert (None if before is None else [before.ytd, before.total, before.same]) == (
        None if year is None else [Decimal(figure) for figure in year]
    )
    assert (found.points[-1].value if found.points else None) == value
    assert (found.points[-1].ttm if found.points else None) == before


@pytest.mark.parametrize(
    ("spec", "values", "base"),
    [
        ({"measure": "since_plan"}, [], (0, "plan")),
        ({"kind": "increment"}, [], (0, "plan")),
        (
            {"baseline": {"period": 2024, "value": 1}, "history": [{"period": 2024, "value": 3}]},
            [("2024", 2)],
            (1, "declared"),
        ),
        ({"history": [{"period": 2024, "value": 3}]}, [("2024", 2)], (2, "filed")),
        (
            {"history": [{"period": 2023, "value": 4}, {"period": "2024Q4", "value": 3}]},
            [("2024Q3", 2)],
            (3, "history"),
        ),
        ({}, [("2025Q1", 2)], None),
        ({"provisional_baseline": True}, [("2025Q1", 2), ("2025Q2", 3)], (2, "provisional")),
        ({"provisional_baseline": True}, [], None),
        ({"provisional_baseline": True, "keep": True}, [("2025Q1", 2)], None),
        ({"provisional_baseline": True, "keep": True}, [], None),
        ({"provisional_baseline": True}, [("2025Q1", 100)], None),  # it meets the target
        ({"provisional_baseline": True}, [("2025Q1", "99.99")], ("99.99", "provisional")),
        ({"kind": "trend"}, [("2025Q1", 2)], None),
    ],
)
def test_the_baseline(spec: dict[str, Any], values: list[Any], base: tuple[Any, ...] | None) -> None:
    found, *_ = of(spec, *values)
    assert (found.baseline and (str(found.baseline.value), found.baseline.origin)) == (
        base and (str(base[0]), base[1])
    )


def test_a_plan_may_allow_provisional_baselines() -> None:
    found, *_ = of({}, ("2025Q1", 2), ("2025Q2", 3), plan={"method": {"provisional_baseline": True}})
    assert (there(found.baseline).origin, there(found.baseline).last) == ("provisional", found.points[0].last)


def test_what_is_known_of_before_the_plan() -> None:
    spec = {
        "history": [{"period": "2023", "value": 1}, {"period": "2025Q1", "value": 9}],
        "baseline": {"period": 2024, "value": 2},
    }
    _, data, vintage = of(spec, ("2024Q4", 3), ("2024Q3", 4), ("2025Q1", 5))
    found = before_plan(data.plan, data.targets[0], vintage)
    assert sorted((month - data.plan.start.year * 12, value) for month, value in found) == [
        (month, Decimal(value)) for month, value in ((0, 1), (9, 4), (12, 2), (12, 3))
    ]


def test_what_is_known_of_a_month() -> None:
    _, data, vintage = of({"history": [{"period": "2024Q3", "value": 7}]}, ("2024Q4", 3))
    (spec,) = data.targets
    start = data.plan.start.year * 12 + 12
    assert [known(spec, vintage, month) for month in (start, start - 3, start - 6)] == [3, 7, None]


def test_of_two_figures_for_one_year_the_first_is_the_past() -> None:
    """As with every other use of the history; saying it twice is an error beside that."""
    twice = [{"period": 2024, "value": 7}, {"period": 2024, "value": 9}, {"period": "2023Q4", "value": 5}]
    found, *_ = of({"kind": "growth", "history": twice}, ("2025", 8))
    december = Period.parse("2024").last
    assert found.past == {december: 7, december - 12: 5}


@pytest.mark.parametrize(
    ("declared", "last"), [({}, "2025"), ({"baseline": {"period": 2024, "value": 80}}, "2024")]
)
def test_full_years_have_a_baseline_that_is_known_and_none_that_is_provisional(
    declared: dict[str, Any], last: str
) -> None:
    spec = {"provisional_baseline": True, **declared}
    found, *_ = of(spec, ("2025Q1", 82), ("2025", 85))
    assert there(found.baseline).origin == ("declared" if declared else "provisional")
    known_years = full_years(found)
    assert min(known_years) == Period.parse(last).last
    assert Period.parse("2025Q1").last not in known_years
    assert known_years[Period.parse("2025").last] == 85
