"""The arrow: which way, and how fast, of late."""

from typing import Any

import pytest

from tests.build import series, target

BASE = {"baseline": {"period": 2024, "value": 80}}
DOWN = {"op": "<=", "value": 20, "baseline": {"period": 2024, "value": 40}}


@pytest.mark.parametrize(
    ("spec", "values", "arrow"),
    [
        ({}, [("2025", 80)], "•"),  # a single point
        (BASE, [("2025", "86.66")], "↗"),
        (BASE, [("2025", "86.67")], "↑"),  # 6.67 a year, and 13.33 in two years are to be gone
        (BASE, [("2025", 84)], "↗"),
        (BASE, [("2025", "80.02")], "→"),
        (BASE, [("2025", "80.01")], "→"),  # within one reporting unit
        (BASE, [("2025", "79.99")], "→"),
        (BASE, [("2025", "79.98")], "↓"),
        (BASE, [("2025", 85)], "↗"),  # 5 of 7.5: at least half
        (BASE, [("2025", "84.01")], "↗"),
        (BASE, [("2025", "83.99")], "→"),  # 3.99 of 8.005
        (DOWN, [("2025", 33)], "↑"),
        (DOWN, [("2025", 34)], "↗"),
        (DOWN, [("2025", 39)], "→"),
        (DOWN, [("2025", 41)], "↓"),
        (BASE, [("2025", 100)], "↑"),
        (BASE, [("2025", 110), ("2026", 110)], "↑"),  # met, and no worse
        (BASE, [("2025", 110), ("2026", "109.99")], "↓"),
        (BASE, [("2027", 90)], "•"),  # at the deadline
        (BASE, [("2025Q1", 90), ("2025Q2", 89)], "↑"),  # nothing is 12 months older: from the oldest
        ({}, [("2025Q1", 90), ("2025Q2", 89)], "↓"),
        ({}, [("2025Q1", 85), ("2025Q2", 95), ("2026Q1", 90), ("2026Q2", 90)], "↓"),  # the youngest of those
        (BASE | {"decimals": 0}, [("2025", 81)], "→"),
        ({"provisional_baseline": True}, [("2025Q1", 80)], "•"),
        ({"provisional_baseline": True}, [("2025Q1", 80), ("2026Q1", 85)], "↗"),
    ],
)
def test_towards_a_target(spec: dict[str, Any], values: list[Any], arrow: str) -> None:
    assert series(target(**spec), *values).verdict.arrow == arrow


HISTORY = {"history": [{"period": "2024Q2", "value": "5.5"}]}


@pytest.mark.parametrize("kind", ["growth", "trend", "record"])
@pytest.mark.parametrize(
    ("value", "arrow"),
    [("5.7", "↑"), ("5.6", "→"), ("5.5", "→"), ("5.4", "→"), ("5.3", "↓"), ("6.6", "↑"), ("4.4", "↓")],
)
def test_the_sign_of_the_last_annual_change(kind: str, value: str, arrow: str) -> None:
    spec = target(kind=kind, decimals=1, **HISTORY)
    assert series(spec, ("2025Q2", value)).verdict.arrow == arrow
    assert series(spec, ("2025Q1", value)).verdict.arrow == "•"  # nothing of a year before


@pytest.mark.parametrize("kind", ["growth", "record"])
def test_at_the_deadline_there_is_none(kind: str) -> None:
    assert series(target(kind=kind), ("2025", 5), ("2026", 6), ("2027", 7)).verdict.arrow == "•"
