"""Numbers that stand for none are asked about: 9999 and its kin, and a 0 far below all that is known."""

from decimal import Decimal
from typing import Any

import pytest

from qstrong.check.sizes.codes import may_be_code
from tests.check.sizes.test_scales import last

RANGE = {"kind": "range", "between": [95, 105]}
WATCH = {"kind": "watch"}
BASE = {"baseline": {"period": "2024", "value": 300}}
HIGH = {"value": 350, **BASE}


@pytest.mark.parametrize("value", ["999", "9999", "-9999", "9999.9", "999.90", "88888", "7777", "999999"])
def test_codes(value: str) -> None:
    assert may_be_code(Decimal(value))


@pytest.mark.parametrize(
    "value",
    [
        "99",
        "99.9",
        "99.99",
        "888",
        "777",
        "6666",
        "1000",
        "9998",
        "10000",
        "9989",
        "0",
        "99.999",
        "9990",
        "99900",
        "888800",
    ],
)
def test_no_codes(value: str) -> None:
    assert not may_be_code(Decimal(value))


@pytest.mark.parametrize(
    ("spec", "value", "code"),
    [
        (HIGH, "999", "Q218"),
        (HIGH, "998", None),
        (HIGH | {"value": 1000}, "999", None),  # 1000 is like it
        (HIGH | {"value": 1109}, "999", None),
        (HIGH | {"value": 1111}, "999", "Q218"),
        (WATCH, "9999", "Q218"),  # with nothing to hold it against
        (WATCH, "9998", None),
        (WATCH, "0", None),
        (WATCH | {"history": [{"period": "2024", "value": 300}]}, "0", None),  # accidents, perhaps
        (HIGH, "0", "Q218"),
        (HIGH | {"op": "<=", "value": 250}, "0", None),  # down is where it is to go
        (HIGH | {"measure": "flow_ytd"}, "0", None),  # nothing yet
        ({"value": 350}, "0", None),  # a goal may well begin with none
        ({"baseline": {"period": "2024", "value": 20}, "decimals": 0}, "0", "Q218"),
        ({"baseline": {"period": "2024", "value": 19}, "decimals": 0}, "0", None),
        ({"kind": "trend", "direction": "up", "measure": "stock", **BASE}, "0", "Q218"),
        ({"kind": "trend", "direction": "down", "measure": "stock", **BASE}, "0", None),
        ({"kind": "growth", "value": 50, "uom": "%"}, "0", None),
        ({"kind": "increment", "value": 500}, "0", None),
        (RANGE | {"uom": "%"}, "0", None),
        (RANGE | {"uom": "%"} | BASE, "0", "Q218"),
        ({"kind": "range", "between": [0, 400]} | BASE, "0", None),  # what is wanted
    ],
)
def test_first_values(spec: dict[str, Any], value: str, code: str | None) -> None:
    assert last(spec, _2025Q1=value) == code


@pytest.mark.parametrize(
    ("before", "value", "code"),
    [("310", "999", "Q214"), ("310", "0", "Q214"), ("950", "999", None), ("0", "0", None)],
)
def test_later_values(before: str, value: str, code: str | None) -> None:
    """Of a goal of 350, the first one having been accepted."""
    accepted = {"value": before, "accept": ["Q218"], "accept_reason": "核过"}
    assert last(HIGH, _2025Q1=accepted, _2025Q2=value) == code
