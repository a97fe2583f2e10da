"""The landing value: where the pace so far leads, and how sure that is."""

import statistics
from decimal import Decimal
from fractions import Fraction
from math import atan, cos, pi, sin, sqrt
from typing import Any

import pytest

from qstrong.assess.landing import band_half, t80, variance
from qstrong.model.steps.reach import Landing
from qstrong.model.terms.exact import Exact
from tests.build import filing, observation, one, series, target
from tests.there import there

BASE = {"baseline": {"period": 2024, "value": 80}}
QUARTERS = ["2025Q1", "2025Q2", "2025Q3", "2025Q4", "2026Q1", "2026Q2"]


def of(spec: dict[str, Any], *values: int, periods: list[str] = QUARTERS) -> Landing:
    return there(series(target(**(BASE | spec)), *zip(periods, values, strict=False)).verdict.landing)


@pytest.mark.parametrize(
    ("spec", "values", "outlook", "n"),
    [
        ({"value": 103}, (82, 84, 86, 88), "on_course", 4),  # 2 a quarter without end: 104
        ({"value": 104}, (82, 84, 86, 88), "on_course", 4),
        ({"value": 104, "op": ">"}, (82, 84, 86, 88), "uncertain", 4),  # just there, which isn't above
        ({"value": "104.01"}, (82, 84, 86, 88), "short", 4),
        ({"value": 104}, (82, 84, 86), "insufficient", 3),
        ({"value": 104}, (82, 83, 86, 88), "uncertain", 4),
        ({"value": 200}, (82, 83, 86, 88), "short", 4),
        ({"value": 90}, (82, 83, 86, 88), "on_course", 4),
        ({"value": 56, "op": "<="}, (78, 76, 74, 72), "on_course", 4),
        ({"value": 56, "op": "<"}, (78, 76, 74, 72), "uncertain", 4),
        ({"value": 55, "op": "<="}, (78, 76, 74, 72), "short", 4),
        ({"value": 70, "op": "<="}, (78, 77, 74, 72), "on_course", 4),
        ({"value": 56, "op": "<="}, (78, 77, 74, 72), "uncertain", 4),
        ({"value": 20, "op": "<="}, (78, 77, 74, 72), "short", 4),
    ],
)
def test_the_outlook(spec: dict[str, Any], values: tuple[int, ...], outlook: str, n: int) -> None:
    found = of(spec, *values)
    assert (found.outlook, found.increments) == (outlook, n)
    assert (found.low is None) == (found.high is None) == (n < 4)


def test_the_band_and_the_value() -> None:
    found = of({"value": 104}, 82, 83, 86, 88)
    # increments 2, 1, 3, 2: s² = 2/3; eight periods left: s²·8·(1 + 8/4) = 16
    assert found.value == 104
    assert (found.low, found.high) == (104 - 4 * Decimal("1.638"), 104 + 4 * Decimal("1.638"))
    assert found.last == 2025 * 12 + 12


@pytest.mark.parametrize(
    ("limits", "value", "low", "high"),
    [
        ([0, 200], 104, "97.448", "110.552"),
        ([0, 105], 104, "97.448", "105"),
        ([0, 104], 104, "97.448", "104"),
        ([0, 100], 100, "97.448", "100"),
    ],
)
def test_within_limits(limits: list[int], value: int, low: str, high: str) -> None:
    found = of({"value": 102, "limits": limits}, 82, 83, 86, 88)
    assert (found.value, found.low, found.high) == (Fraction(value), Decimal(low), Decimal(high))
    down = of({"value": 50, "op": "<=", "limits": [55, 200]}, 78, 77, 74, 72)
    assert (down.value, down.low, down.high) == (Fraction(56), Decimal(55), Decimal("62.552"))


def test_a_series_with_a_gap_has_no_band() -> None:
    found = of({}, 82, 86, 88, 90, periods=["2025Q1", "2025Q3", "2025Q4", "2026Q1"])
    assert (found.increments, found.outlook, found.value) == (0, "insufficient", Fraction(104))


@pytest.mark.parametrize(
    ("keys", "values"),
    [
        ({"keep": True}, [("2025Q1", 90)]),
        ({"baseline": None}, [("2025Q1", 90)]),
        ({}, [("2027", 90)]),  # at T1
        ({"baseline": None, "provisional_baseline": True}, [("2025Q1", 90)]),  # the baseline itself
    ],
)
def test_where_there_is_none(keys: dict[str, Any], values: list[tuple[str, int]]) -> None:
    spec = {key: value for key, value in (BASE | keys).items() if value is not None}
    assert series(target(**spec), *values).verdict.landing is None


def test_from_a_provisional_baseline() -> None:
    spec = target(provisional_baseline=True)
    values = [("2025Q1", 80), ("2025Q2", 82), ("2025Q3", 84), ("2025Q4", 86), ("2026Q1", 88)]
    found = series(spec, *values).verdict.landing
    assert (there(found).value, there(found).increments, there(found).low) == (Fraction(102), 4, Decimal(102))
    assert there(series(spec, *values[:4]).verdict.landing).increments == 3


def test_a_value_finer_than_the_frequency_is_no_increment() -> None:
    spec = target(frequency="half", **BASE)
    found = series(
        spec, ("2025Q1", 81), ("2025Q2", 82), ("2025Q4", 84), ("2026Q2", 86), ("2026Q4", 88)
    ).verdict.landing
    assert (there(found).increments, there(found).value) == (4, Fraction(92))


def test_its_last_value_is_said_in_the_calendar() -> None:
    """A year from April: 2026Q2 is the second of the year that ends in March 2026."""
    plan = {"start": "2025-03-31", "end": "2028-03-31", "year": {"starts": 4, "named": "end"}}
    spec, first = target(baseline={"period": 2025, "value": 80}), observation("2026Q2", 90)
    found = one(spec, filing("2026Q2", "2025-10-10", first), as_of="2025-10-20", plan=plan).verdict.landing
    assert there(found).last == 2025 * 12 + 9


def test_the_quantiles() -> None:
    assert [t80(n) for n in (1, 2, 3, 10, 60, 61, 119, 120, 500)] == [
        Decimal(text)
        for text in ("3.078", "1.886", "1.638", "1.372", "1.296", "1.296", "1.289", "1.289", "1.283")
    ]


@pytest.mark.parametrize(
    ("increments", "left", "width"),
    [
        ([2, 2, 2, 2], 8, "0"),
        ([1, 3, 1, 3], 4, "5.3497"),  # s² = 4/3, s²·4·2 = 32/3
        ([1, 3, 1, 3], 0, "0"),
    ],
)
def test_half_the_band(increments: list[int], left: int, width: str) -> None:
    found = band_half(variance([*map(Decimal, increments)]), len(increments), Fraction(left))
    assert round(found, 4) == Decimal(width)


def test_a_variance_is_exact() -> None:
    some: list[Exact] = [Decimal("0.1"), Fraction(1, 3), Decimal("-2.25"), Fraction(-5, 7), Decimal(10**14)]
    assert variance(some) == statistics.variance([Fraction(one) for one in some])


def within(t: float, freedom: int) -> float:
    """The share of Student's t between -t and t: Abramowitz and Stegun, 26.7.3 and 26.7.4."""
    angle = atan(t / sqrt(freedom))
    odd = freedom % 2
    term = total = cos(angle) if odd else 1.0
    for k in range(3 if odd else 2, freedom - 1, 2):
        term *= (k - 1) / k * cos(angle) ** 2
        total += term
    if not odd:
        return sin(angle) * total
    return 2 / pi * (angle + (sin(angle) * total if freedom > 1 else 0))


@pytest.mark.parametrize("freedom", [*range(1, 200), 499, 500, 1999, 2000])
def test_the_quantiles_are_right_to_three_decimals(freedom: int) -> None:
    found = float(t80(freedom))
    assert within(found - 0.0005, freedom) < 0.8 < within(found + 0.0005, freedom)
