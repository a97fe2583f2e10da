"""Rules on values that count but look wrong: what they catch, and what they leave alone."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from qstrong.check.registry import check
from qstrong.check.values import Rate, Rates
from qstrong.model.problem import Problem
from tests.build import dataset, filing, observation, target
from tests.there import there


def codes(
    spec: dict[str, Any], *filings: dict[str, Any], day: Any = None, **keys: Any
) -> list[tuple[str, str]]:
    found = check(dataset([target(**spec)], filings, **keys), day and date.fromisoformat(day))
    return [(one.code, one.pointer) for one in found if one.code != "Q404"]


def two(first: str, second: str, **keys: str) -> tuple[dict[str, Any], dict[str, Any]]:
    return (
        filing("2025Q1", "2025-04-10", observation("2025Q1", first)),
        filing("2025Q2", "2025-07-10", observation("2025Q2", second, **keys)),
    )


VALUE = "observations/0/value"


@pytest.mark.parametrize(
    ("spec", "first", "second", "code"),
    [
        ({}, "62.15", "62.1538", "Q215"),
        ({"decimals": 0, "measure": "stock"}, "99", "99.5", "Q215"),
        ({}, "62.15", "0", "Q214"),
        ({}, "0", "62.15", None),
    ],
)
def test_size_and_precision(spec: dict[str, Any], first: str, second: str, code: str | None) -> None:
    assert codes(spec, *two(first, second)) == ([(code, VALUE)] if code else [])


def test_a_first_percentage_is_held_against_the_target() -> None:
    only = filing("2025Q1", "2025-04-10", observation("2025Q1", "0.98"))
    assert codes({"uom": "%", "value": 98}, only) == [("Q216", VALUE)]
    assert codes({"uom": "%", "value": 3}, only) == []


def test_last_year_is_as_precise() -> None:
    found = codes({"measure": "flow_ytd"}, *two("10", "20", last_year="18.333"))
    assert ("Q215", "observations/0/last_year") in found
    found = codes({"measure": "flow_ytd"}, *two("10", "20000.333", last_year="18.333"))  # its size is asked
    assert [one for one in found if one[0] == "Q215"] == [("Q215", "observations/0/last_year")]


def test_the_greatest_change_is_kept() -> None:
    rates = Rates()
    for change, months in ((10, 3), (15, 3), (6, 1), (-7, 1), (6, 1)):
        rate = Rate(Decimal(change), months)
        rates.add(rate, is_most=rates.is_most(rate))
    assert (rates.n, rates.most) == (5, Rate(Decimal(-7), 1))
    assert [Rate(Decimal(15), 1).exceeds(2, rates.most), Rate(Decimal(14), 1).exceeds(2, rates.most)] == [
        True,
        False,
    ]


@pytest.mark.parametrize(("last", "found"), [("60", True), ("17", False), ("12.5", False)])
def test_an_outlier_needs_a_history(last: str, found: bool) -> None:
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
def test_year_to_date_without_last_year(spec: dict[str, Any], entry: dict[str, Any], found: bool) -> None:
    only = filing("2025Q2", "2025-07-10", observation("2025Q2", 50, **entry))
    assert codes(spec, only) == ([("Q510", VALUE)] if found else [])


def test_where_a_value_comes_from() -> None:
    only = [filing("2025Q1", "2025-04-10", observation("2025Q1", 10))]
    assert codes({"data_source": None}, *only) == [("Q503", VALUE)]
    for key in ("source", "evidence"):
        given = filing("2025Q1", "2025-04-10", observation("2025Q1", 10, **{key: "月报"}))
        assert codes({"data_source": None}, given) == []
    assert codes({"data_source": "统计局"}, *only) == []


def problems(spec: dict[str, Any], *filings: dict[str, Any], code: str) -> list[Problem]:
    return [one for one in check(dataset([target(**spec)], filings)) if one.code == code]


@pytest.mark.parametrize(
    ("decimals", "value", "right"),
    [
        (2, "62.155", "62.16"),
        (2, "62.165", "62.17"),
        (0, "49.5", "50"),
        (0, "51", None),
        (0, "100", None),
        (1, "62.25", "62.3"),
    ],
)
def test_the_digits_that_are_too_many(decimals: int, value: str, right: str | None) -> None:
    found = problems({"decimals": decimals, "limits": [-9, 999]}, *two("50", value), code="Q215")
    assert [there(one.hint).zh.removeprefix("写成 ") for one in found] == ([right] if right else [])


def quarters(*values: str, spec: dict[str, Any] | None = None, code: str = "Q217") -> list[str]:
    ends = ["2025-04", "2025-07", "2025-10", "2026-01", "2026-04", "2026-07", "2026-10"]
    filings = [
        filing(
            f"{2025 + k // 4}Q{k % 4 + 1}",
            f"{ends[k]}-10",
            observation(f"{2025 + k // 4}Q{k % 4 + 1}", value),
        )
        for k, value in enumerate(values)
    ]
    return [one.path[-11:-5] for one in problems(spec or {}, *filings, code=code)]


@pytest.mark.parametrize(
    ("values", "spec", "found"),
    [
        (("10", "11", "12", "13", "14", "18"), {}, False),  # four times as much, no more
        (("10", "11", "12", "13", "14", "18.01"), {}, True),
        (("10", "11", "12", "13", "18"), {}, False),  # of three changes, five times as much
        (("10", "11", "12", "13", "18.01"), {}, True),
        (("100", "99", "98", "97", "96", "91.9"), {}, False),  # large for it, and yet within a tenth
        (("100", "99", "98", "97", "96", "86.3"), {}, True),
        (("100", "99", "98", "97", "96", "86.4"), {}, False),  # just a tenth
        (("1", "1", "1", "1", "1", "5"), {"decimals": 0}, False),  # four of the last digit
        (("1", "1", "1", "1", "1", "6"), {"decimals": 0}, True),
        (("1", "1", "1", "1", "1", "1.4"), {"decimals": 1, "value": 2}, False),
        (("1", "1", "1", "1", "1", "1.41"), {"decimals": 1, "value": 2}, True),
        (("10", "14", "10", "14", "10", "26"), {}, False),  # either way
        (("10", "14", "10", "14", "10", "26.1"), {}, True),
    ],
)
def test_an_unusual_change(values: tuple[str, ...], spec: dict[str, Any], found: bool) -> None:
    last = f"{2025 + (len(values) - 1) // 4}Q{(len(values) - 1) % 4 + 1}"
    assert quarters(*values, spec=spec) == ([last] if found else [])


def test_a_change_that_is_all_but_none_is_not_said_to_be_none() -> None:
    filings = [
        filing(f"{year}Q{k}", f"{year}-{3 * k + 1:02}-10", observation(f"{year}Q{k}", value))
        for year, k, value in (
            (2025, 1, "10"),
            (2025, 2, "10.01"),
            (2025, 3, "10.02"),
            (2026, 1, "10.03"),
            (2026, 2, "10.04"),
            (2026, 3, "14"),
        )
    ]
    (found,) = problems({"decimals": 1}, *filings, code="Q217")
    assert "每月 1.32; 以往 4 次变化最大的是每月 0.0033" in there(found.message).zh


def test_changes_are_held_against_each_other_by_the_month() -> None:
    """From 2026Q1 to 2027Q1 twelve months passed: 12 is no more than 1 a month."""
    values = ["10", "11", "12", "13", "14"]
    filings = [
        filing(
            f"{2025 + k // 4}Q{k % 4 + 1}", f"{end}-10", observation(f"{2025 + k // 4}Q{k % 4 + 1}", value)
        )
        for k, (value, end) in enumerate(
            zip(values, ["2025-04", "2025-07", "2025-10", "2026-01", "2026-04"], strict=True)
        )
    ]

    def jump(value: str) -> list[Problem]:
        return problems(
            {}, *filings, filing("2027Q1", "2027-04-10", observation("2027Q1", value)), code="Q217"
        )

    assert jump("30") == []
    assert len(jump("30.1")) == 1


def test_an_unusual_twelve_months_quotes_what_was_filed() -> None:
    spec = {"measure": "flow_ytd", "baseline": {"period": 2024, "value": 80}}
    values = [("2025Q1", 20, 19), ("2025Q2", 41, 39), ("2025Q3", 61, 58), ("2026Q1", 90, 20)]
    filings = [
        filing(
            period,
            f"{period[:4]}-{ {'1': '04', '2': '07', '3': '10'}[period[-1]] }-10",
            observation(period, value, last_year=before),
        )
        for period, value, before in values
    ]
    filings.insert(3, filing("2025Q4", "2026-01-10", observation("2025", 84)))
    (found,) = problems(spec, *filings, code="Q217")
    assert "从 84 变为 90 (滚动十二个月 154)" in there(found.message.zh)
    assert "went from 84 to 90 (trailing twelve months 154)" in there(found.message.en)


def test_what_was_before_the_plan_takes_part_in_order() -> None:
    history = [
        {"period": p, "value": v}
        for p, v in (("2024", "14"), ("2023Q4", "10"), ("2024Q1", "11"), ("2024Q2", "12"), ("2024Q3", "13"))
    ]
    spec = {"history": history}
    assert quarters("18", spec=spec) == []
    assert quarters("18.1", spec=spec) == ["2025Q1"]


@pytest.mark.parametrize(
    ("spec", "period", "filed", "found"),
    [
        ({}, "2025Q2", "2025-07-10", True),
        ({}, "2025", "2026-01-10", False),  # a whole year's is comparable
        ({}, "2024Q2", "2025-07-10", False),  # not within the plan
        ({}, "2028Q1", "2028-04-10", False),
        ({"kind": "record"}, "2025Q2", "2025-07-10", False),  # a level's alone
    ],
)
def test_which_year_to_date_values_lack_last_years(
    spec: dict[str, Any], period: str, filed: str, found: bool
) -> None:
    when = {"2025Q2": "2025Q2", "2025": "2025Q4", "2024Q2": "2025Q2", "2028Q1": "2028Q1"}[period]
    only = filing(when, filed, observation(period, 50))
    first, second = target(measure="stock"), target(id="y", name={"zh": "乙"}, **(YTD | spec))
    data = dataset([first, second], [only | {"observations": [observation(period, 50, indicator="y")]}])
    mine = [one for one in check(data) if one.code == "Q510"]
    assert len(mine) == found
    if found:
        assert "2024" in mine[0].message.zh


@pytest.mark.parametrize(
    ("values", "found"),
    [
        (("10", "10.1", "20.2"), []),  # after one change an outlier is greater than the value before it
        (("10", "10.1", "20.3"), ["2025Q3"]),
        (("10", "10.1", "10.2", "15.3"), []),  # after two, than half of it
        (("10", "10.1", "10.2", "15.4"), ["2025Q4"]),
    ],
)
def test_the_fewer_changes_there_were_the_larger_is_an_outlier(values: list[str], found: list[str]) -> None:
    assert quarters(*values) == found


@pytest.mark.parametrize(("value", "codes_found"), [("62.1", ["Q231"]), ("62", [])])
def test_a_number_of_three_digits_that_stays_is_asked_about(value: str, codes_found: list[str]) -> None:
    assert [code for code, _ in codes({"measure": "stock"}, *two(value, value))] == codes_found
