"""Rules on values that count but look wrong: what they catch, and what they leave alone."""

from datetime import date

import pytest

from qstrong.check.registry import check
from tests.build import dataset, filing, observation, target


def codes(spec, *filings, day=None, **keys):
    found = check(dataset([target(**spec)], filings, **keys), day and date.fromisoformat(day))
    return [(one.code, one.pointer) for one in found if one.code != "Q404"]


def two(first, second, **keys):
    return (
        filing("2025Q1", "2025-04-10", observation("2025Q1", first)),
        filing("2025Q2", "2025-07-10", observation("2025Q2", second, **keys)),
    )


VALUE = "observations/0/value"


@pytest.mark.parametrize(
    ("spec", "first", "second", "code"),
    [
        ({}, "62.15", "621500", "Q214"),
        ({}, "621500", "62.15", "Q214"),
        ({}, "62.15", "6215", None),
        ({}, "62.15", "0", None),
        ({}, "0", "62.15", None),
        ({"limits": None}, "-62.15", "-621500", "Q214"),
        ({"uom": "%", "decimals": 3}, "97.2", "0.972", "Q216"),
        ({"uom": "%"}, "97.2", "9.7", None),
        ({"uom": "%", "kind": "growth", "frequency": "quarter"}, "6.1", "0.5", None),
        ({"uom": "%", "kind": "growth", "frequency": "quarter", "decimals": 3}, "6.1", "0.065", "Q216"),
        ({"uom": "%", "kind": "growth", "frequency": "quarter"}, "6.1", "-0.4", None),
        ({}, "62.15", "62.1538", "Q215"),
        ({}, "62.15", "62.1500", None),
        ({"decimals": 0, "measure": "stock"}, "9", "9.5", "Q215"),
    ],
)
def test_size_and_precision(spec, first, second, code):
    assert codes(spec, *two(first, second)) == ([(code, VALUE)] if code else [])


def test_a_first_percentage_is_held_against_the_target():
    only = filing("2025Q1", "2025-04-10", observation("2025Q1", "0.98"))
    assert codes({"uom": "%", "value": 98}, only) == [("Q216", VALUE)]
    assert codes({"uom": "%", "value": 3}, only) == []


def test_last_year_is_as_precise():
    found = codes({"measure": "flow_ytd"}, *two("10", "20", last_year="18.333"))
    assert ("Q215", "observations/0/last_year") in found


@pytest.mark.parametrize(("last", "found"), [("60", True), ("17", False), ("12.5", False)])
def test_an_outlier_needs_a_history(last, found):
    values = ["10", "11", "12.1", "13", "14.1", last]
    periods = ["2025Q1", "2025Q2", "2025Q3", "2025Q4", "2026Q1", "2026Q2"]
    ends = ["2025-04", "2025-07", "2025-10", "2026-01", "2026-04", "2026-07"]
    filings = [
        filing(period, f"{end}-10", observation(period, value))
        for period, end, value in zip(periods, ends, values, strict=True)
    ]
    assert [code for code, _ in codes({}, *filings)] == (["Q217"] if found else [])
    assert codes({}, *filings[:3]) == []


YTD = {"measure": "flow_ytd", "data_source": "统计"}
BEFORE = {"baseline": {"period": 2024, "value": 90}, "history": [{"period": "2024Q2", "value": 40}]}


@pytest.mark.parametrize(
    ("spec", "entry", "found"),
    [
        (YTD, {}, True),
        (YTD | BEFORE, {}, False),
        (YTD | {"baseline": BEFORE["baseline"]}, {}, True),
        (YTD | {"baseline": BEFORE["baseline"]}, {"last_year": 40}, False),
        ({"measure": "stock"}, {}, False),
    ],
)
def test_year_to_date_without_last_year(spec, entry, found):
    only = filing("2025Q2", "2025-07-10", observation("2025Q2", 50, **entry))
    assert codes(spec, only) == ([("Q510", VALUE)] if found else [])


def test_where_a_value_comes_from():
    only = [filing("2025Q1", "2025-04-10", observation("2025Q1", 10))]
    assert codes({"data_source": None}, *only) == [("Q503", VALUE)]
    for key in ("source", "evidence"):
        given = filing("2025Q1", "2025-04-10", observation("2025Q1", 10, **{key: "月报"}))
        assert codes({"data_source": None}, given) == []
    assert codes({"data_source": "统计局"}, *only) == []
