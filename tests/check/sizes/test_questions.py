"""Questions about a value's size and sign: what is asked, what it may have been, and what nobody asks."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from qstrong.check.changes.answers import unanswered
from qstrong.check.registry import check, settled_problems
from qstrong.check.sizes.questions import places
from qstrong.model.dataset import Dataset
from qstrong.model.problem import Problem
from tests.build import dataset, filing, observation, target
from tests.there import there

SIZES = ("Q214", "Q216", "Q218", "Q219", "Q233")
PERCENT = {"uom": "%", "measure": "rate"}
GROWTH = PERCENT | {"kind": "growth", "frequency": "quarter", "value": 6}
BETWEEN = {"kind": "range", "between": [95, 105], "measure": "rate"}
NEW = {"kind": "increment", "measure": "since_plan", "value": 40, "uom": "个", "decimals": 0}


def asked(spec: dict[str, Any], *filings: dict[str, Any]) -> list[str]:
    return [one.code for one in check(dataset([target(**spec)], filings)) if one.code in SIZES]


def first(value: str, **keys: Any) -> dict[str, Any]:
    return filing("2025Q1", "2025-04-10", observation("2025Q1", value, **keys))


def then(value: str, **keys: Any) -> dict[str, Any]:
    return filing("2025Q2", "2025-07-10", observation("2025Q2", value, **keys))


@pytest.mark.parametrize(
    ("spec", "value", "code"),
    [
        ({"value": 100}, "500", "Q218"),
        ({"value": 100}, "499.99", None),
        ({"value": 100}, "5", "Q218"),
        ({"value": 100}, "5.01", None),
        ({"value": 100}, "1000000", "Q218"),  # 万 for 亿
        ({"value": 100, "baseline": {"period": 2024, "value": 80}}, "500", "Q218"),
        ({"value": 100, "baseline": {"period": 2024, "value": 800}}, "500", None),
        ({"value": 100, "history": [{"period": 2023, "value": 90}]}, "900", "Q218"),
        ({"value": 100}, "0", None),
        (PERCENT | {"value": 98, "decimals": 3}, "0.98", "Q216"),
        (PERCENT | {"value": 3}, "0.98", None),
        (GROWTH, "106.1", "Q218"),  # an index for a rate
        (GROWTH, "5.8", None),
        (GROWTH, "-5.8", "Q219"),
        (GROWTH | {"value": "4.9"}, "0.1", None),
        (GROWTH | {"value": 5}, "0.1", "Q216"),  # fifty times as much
        (BETWEEN, "9999", "Q218"),
        (BETWEEN, "525", "Q218"),
        (BETWEEN, "524.9", None),
        (BETWEEN, "80", None),
        (BETWEEN, "4.76", None),
        (BETWEEN, "4.75", "Q218"),  # a twentieth of the lower bound
        (BETWEEN | {"uom": "%"}, "0.98", "Q216"),
        (NEW, "40", "Q218"),  # 3.3 are expected by then
        (NEW, "4", None),
        (NEW, "352", "Q218"),  # a stock for what is new
        (NEW, "0", None),
        (NEW | {"uom": "亿元", "decimals": 2}, "16.66", None),  # five times 10/3
        (NEW | {"uom": "亿元", "decimals": 2}, "16.67", "Q218"),
        (NEW | {"uom": "亿元", "decimals": 2, "value": 6}, "2.49", None),  # five times 1/2
        (NEW | {"uom": "亿元", "decimals": 2, "value": 6}, "2.5", "Q218"),
        (NEW | {"start": "2025-12-31", "end": "2026-12-31"}, "0", None),
    ],
)
def test_a_first_value_is_held_against_what_the_plan_says(
    spec: dict[str, Any], value: str, code: str | None
) -> None:
    assert asked(spec, first(value)) == ([code] if code else [])


def test_a_rate_of_growth_may_come_near_its_goal_whatever_was_filed() -> None:
    assert asked(GROWTH, first("0.5"), then("5.9")) == []
    assert asked(GROWTH, first("0.5"), then("59")) == ["Q214"]


@pytest.mark.parametrize(
    ("spec", "old", "new", "code"),
    [
        ({}, "62.15", "621500", "Q214"),
        ({}, "62.15", "6215", "Q214"),
        ({}, "62.15", "310.75", "Q214"),
        ({}, "62.15", "310.74", None),
        ({}, "62.15", "8.8", "Q214"),
        ({}, "62.15", "8.9", None),
        ({}, "62.15", "0", "Q214"),
        (PERCENT | {"decimals": 3, "value": 98}, "97.2", "0.972", "Q216"),
        (PERCENT | {"value": 98}, "97.2", "9.72", "Q214"),
        (GROWTH, "6.1", "-6.3", "Q219"),
        (GROWTH, "6.1", "0.5", None),
        (GROWTH, "6.1", "106.3", "Q214"),
        ({"decimals": 0, "uom": "个", "value": 9}, "1", "4", None),  # few make no size
    ],
)
def test_a_later_value_is_held_against_those_before(
    spec: dict[str, Any], old: str, new: str, code: str | None
) -> None:
    found = asked(spec, first(old), then(new))
    assert found[len(asked(spec, first(old))) :] == ([code] if code else [])


@pytest.mark.parametrize(
    ("spec", "value", "said"),
    [
        ({"uom": "亿元", "value": 125}, "1130000", "是目标 125 的 904000%; 像是按万元填的, 按亿元应写 113"),
        ({"uom": "万人", "value": 50}, "480000", "像是按人填的, 按万人应写 48"),
        ({"uom": "亿元", "value": 125}, "1200", "像是多打了 1 位, 也许是 120"),
        (NEW, "352", "像是报了总数"),
        (GROWTH, "106.1", "像是报了指数 (上年=100), 增速应写 6.1"),
        (GROWTH, "-6.1", "像是写错了正负号, 应写 6.1"),
    ],
)
def test_what_it_may_have_been_is_said(spec: dict[str, Any], value: str, said: str) -> None:
    (found,) = [one for one in check(dataset([target(**spec)], [first(value)])) if one.code in SIZES]
    assert said in found.message.zh
    assert found.confirm


def test_last_years_figure_has_a_size_too() -> None:
    assert asked({"measure": "flow_ytd"}, first("60", last_year="580000")) == ["Q233"]
    assert asked({"measure": "flow_ytd"}, first("60", last_year="58")) == []


def test_what_was_confirmed_is_a_yardstick_and_what_was_not_is_none() -> None:
    wrong, right = first("621500"), then("62.15")
    assert asked({}, wrong, right) == ["Q218"]
    said = first("621500", accept=["Q218"], accept_reason="核对过")
    assert asked({}, said, right) == ["Q218", "Q214"]


def data(*filings: dict[str, Any]) -> Dataset:
    return dataset([target()], filings)


def waiting(base: Dataset, head: Dataset) -> list[str]:
    return [one.pointer for one in unanswered([base], head, settled_problems(head, ()))]


def test_a_change_answers_for_what_it_adds_or_alters() -> None:
    old, yes = first("621500"), first("621500", accept=["Q218"], accept_reason="核对过")
    assert waiting(data(), data(old)) == ["observations/0/value"]
    assert waiting(data(old), data(old)) == []  # older questions warn
    assert waiting(data(old), data(old, then("62.15"))) == []
    assert waiting(data(old), data(first("621501"))) == ["observations/0/value"]
    assert waiting(data(), data(yes)) == []
    unreasoned = first("621500", accept=["Q218"])
    assert waiting(data(), data(unreasoned)) == ["observations/0/value"]


def test_a_stock_that_did_not_move_and_a_filing_that_was_copied() -> None:
    again = check(dataset([target(measure="stock")], [first("62.15"), then("62.15")]))
    assert [one.code for one in again if one.code in ("Q231", "Q232")] == ["Q231"]
    assert there(next(one for one in again if one.code == "Q231").hint)
    both = [
        filing(
            period,
            day,
            *({"indicator": name, "value": value} for name, value in (("x", "62.15"), ("y", "31.7"))),
        )
        for period, day in (("2025Q1", "2025-04-10"), ("2025Q2", "2025-07-10"))
    ]
    copied = check(dataset([target(measure="stock"), target(id="y", measure="stock")], both))
    assert [one.code for one in copied if one.code in ("Q231", "Q232")] == ["Q232"]
    round_ = check(dataset([target(measure="stock")], [first("60"), then("60")]))
    assert [one.code for one in round_ if one.code == "Q231"] == []  # a number of few digits may stay


def test_what_is_new_is_counted_from_the_targets_own_start() -> None:
    """40 in a year of its own: 10 by the end of its first quarter, not 25."""
    own = NEW | {"start": "2025-12-31", "end": "2026-12-31"}
    found = {
        value: asked(own, filing("2026Q1", "2026-04-10", observation("2026Q1", value)))
        for value in (12, 49, 51)
    }
    assert found == {12: [], 49: [], 51: ["Q218"]}


def questions(spec: dict[str, Any], *filings: dict[str, Any]) -> list[Problem]:
    return [one for one in check(dataset([target(**spec)], filings)) if one.code in SIZES]


def test_without_a_goal_the_figure_before_says_how_large_it_is() -> None:
    (found,) = questions({"kind": "watch"}, first("20"), then("250"))
    assert "是已知的 20 的 1250%" in found.message.zh


def test_a_first_value_that_looks_like_a_share_of_what_follows() -> None:
    """With nothing else to hold it against."""
    found, *_ = questions(PERCENT | {"kind": "trend"}, first("0.4"), then("80"))
    assert (found.code, found.path) == ("Q216", "progress/u/2025Q1.yaml")
    assert "可比的数是 80" in found.message.zh


@pytest.mark.parametrize(
    ("value", "count"), [("100", 0), ("1", 0), ("0", 0), ("1.50", 1), ("0.012", 3), ("-2.25", 2), ("1E+3", 0)]
)
def test_how_many_decimals_a_value_needs(value: str, count: int) -> None:
    assert places(Decimal(value)) == count
