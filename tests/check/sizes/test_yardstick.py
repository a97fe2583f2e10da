"""What values are held against: the goal of what accumulates, the latest figure, and natural limits."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qstrong.check.registry import check
from qstrong.check.sizes.yardstick import Yardstick
from tests.build import dataset, filing, observation, target

Spec = dict[str, Any]
NEW: Spec = {"kind": "increment", "uom": "个"}
PERIODS = (
    ("2025Q1", "2025-04-12"),
    ("2025Q2", "2025-07-12"),
    ("2025Q3", "2025-10-12"),
    ("2025Q4", "2026-01-12"),
    ("2026Q1", "2026-04-12"),
    ("2026Q2", "2026-07-12"),
)


def codes(spec: Spec, *values: str) -> list[str]:
    """What is asked about the last of *values*, one a quarter."""
    filings = [
        filing(period, day, observation(period, value))
        for value, (period, day) in zip(values, PERIODS, strict=False)
    ]
    last = PERIODS[len(values) - 1][0]
    found = check(dataset([target(**spec)], filings))
    return [one.code for one in found if one.confirm and one.path.endswith(f"{last}.yaml")]


@pytest.mark.parametrize(
    ("value", "found"), [("2", []), ("9", []), ("10", ["Q218"]), ("11", ["Q218"]), ("352", ["Q218"])]
)
def test_where_none_is_expected_yet_the_goal_counts(value: str, found: list[str]) -> None:
    assert codes(NEW | {"value": 2}, value) == found


@pytest.mark.parametrize(
    ("values", "found"),
    [
        (["10", "40", "0.9"], ["Q216"]),  # like the latest a hundred times as large
        (["40", "10", "0.9"], []),
        (["97.1", "97.3", "0.975"], ["Q216"]),
    ],
)
def test_a_share_is_held_against_the_latest(values: list[str], found: list[str]) -> None:
    assert [one for one in codes({"uom": "%", "value": 60}, *values) if one == "Q216"] == found


@pytest.mark.parametrize(
    ("values", "found"),
    [
        (["60", "621500", "62", "63"], []),  # what nobody said yes to is no yardstick
        (["60", "62", "70"], []),
        (["60", "62", "6.2"], ["Q214"]),
    ],
)
def test_what_is_questioned_questions_no_other(values: list[str], found: list[str]) -> None:
    assert codes({}, *values) == found


@pytest.mark.parametrize(
    ("values", "first", "second"),
    [
        (["0.951", "95.53"], ["Q216"], []),  # the share is asked about, and not what is right
        (["95.10", "0.9553"], [], ["Q216"]),
        (["0.951", "0.9553"], [], []),  # nothing tells
        (["0.951", "5.1"], [], ["Q214"]),  # not a hundred times as much
        (["0.951"], [], None),
    ],
)
def test_where_nothing_is_known_a_share_is_held_against_what_comes_next(
    values: list[str], first: list[str], second: list[str] | None
) -> None:
    spec: Spec = {"kind": "record", "uom": "%", "decimals": 2}
    filings = [
        filing(period, day, observation(period, value))
        for value, (period, day) in zip(values, PERIODS, strict=False)
    ]
    asked = [one for one in check(dataset([target(**spec)], filings)) if one.confirm]
    for k, expected in enumerate((first, second or [])):
        path = f"{PERIODS[k][0]}.yaml"
        assert [one.code for one in asked if one.path.endswith(path)] == expected


WEIGHED: Spec = {"kind": "trend", "baseline": {"period": 2024, "value": 8}}


@pytest.mark.parametrize("key", ["value", "last_year"])
@pytest.mark.parametrize(
    ("spec", "value", "refused"),
    [
        ({}, "-5", True),
        (NEW, "-5", True),
        ({"kind": "record"}, "-5", True),
        (WEIGHED | {"uom": "吨"}, "-9999", True),
        (WEIGHED | {"uom": "户", "measure": "stock"}, "-1", True),
        (WEIGHED | {"uom": "%"}, "-1", False),
        (WEIGHED | {"uom": "‰"}, "-1", False),
        ({"kind": "growth", "frequency": "quarter"}, "-1", False),
        ({"baseline": {"period": 2024, "value": -3}}, "-5", False),  # the plan itself goes below
        ({"value": -3, "op": "<="}, "-5", False),
    ],
)
def test_natural_limits(spec: Spec, value: str, refused: bool, key: str) -> None:
    keys = {"last_year": value} if key == "last_year" else {}
    only = filing("2025Q1", "2025-04-12", observation("2025Q1", "5" if keys else value, **keys))
    found = [one for one in check(dataset([target(**spec)], [only])) if one.code == "Q213"]
    assert [one.pointer for one in found] == ([f"observations/0/{key}"] if refused else [])


def test_contradictions_wait_for_a_yes() -> None:
    declared = {"baseline": {"period": 2024, "value": 80}}
    told = filing("2025Q1", "2025-04-12", observation("2024", "81"), observation("2025Q1", "82"))
    found = check(dataset([target(**declared)], [told]))
    assert [one.code for one in found if one.confirm] == ["Q311"]


SPECS: tuple[Spec, ...] = (
    {"value": 60},
    {"uom": "%", "value": 60},
    {"uom": "%", "value": 60, "limits": (None, None)},
    {"measure": "flow_ytd", "value": 60},
    NEW | {"value": 60},
)


@settings(derandomize=True, deadline=None, max_examples=150)
@given(st.sampled_from(SPECS), st.lists(st.sampled_from(["0", "0.05", "0.4", "1", "3", "7", "9", "40", "63", "300", "6300"]), min_size=2, max_size=6))  # fmt: skip
def test_of_what_is_usual_nothing_would_be_asked(spec: Spec, values: list[str]) -> None:
    found = codes(spec, *values)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Yardstick, "is_usual", lambda *_: False)
        assert codes(spec, *values) == found


def test_a_share_is_asked_about_though_its_months_are_fewer() -> None:
    spec: Spec = {"uom": "%", "measure": "flow_ytd", "value": 60}
    assert codes(spec, "3", "7", "9", "9", "0.4") == ["Q216"]
    assert codes(spec, "3", "7", "9", "9", "1.4") == []


def test_last_years_value_is_looked_at_beside_a_usual_one() -> None:
    filings = [
        filing(period, day, observation(period, value, last_year=before))
        for (period, day), value, before in zip(PERIODS, ("50", "51"), ("49", "490"), strict=False)
    ]
    found = check(dataset([target(value=60)], filings))
    assert [(one.code, one.path) for one in found if one.confirm] == [("Q233", "progress/u/2025Q2.yaml")]
