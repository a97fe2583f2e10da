"""Computed indicators: what is made of the parts' values and history, when it is owed, and who explains it."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from qstrong.assess.assess import assess
from qstrong.assess.report import TargetReport
from qstrong.model.steps.step import ComputedValue
from qstrong.model.steps.years import RecordBest
from tests.build import dataset, filing, observation, target
from tests.there import there


def part(name: str, **keys: Any) -> dict[str, Any]:
    return target(id=name, name={"zh": name}, **keys)


def report(
    whole: dict[str, Any], parts: list[dict[str, Any]], *filings: dict[str, Any], day: str = "2026-02-15"
) -> TargetReport:
    total = target(id="s", name={"zh": "合计"}, **whole)
    del total["reporters"]
    found = assess(dataset([*parts, total], filings), date.fromisoformat(day)).targets
    return next(one for one in found if one.target.id == "s")


def filed(period: str, day: str, **values: Any) -> dict[str, Any]:
    return filing(
        period, day, *(observation(period, value, indicator=name) for name, value in values.items())
    )


SUM = {"computed": {"sum": ["a", "b"]}}
RATIO = {"computed": {"ratio": ["a", "b"], "times": 100}, "measure": "rate", "uom": "%"}


@pytest.mark.parametrize(
    ("measure", "frequency", "history", "period", "best"),
    [
        ("stock", "annual", {"2023": (10, 5), "2022": (8, 6)}, "2025", 15),
        ("stock", "annual", {"2023": (10, None), "2022": (8, 6)}, "2025", 14),  # what one lacks isn't there
        ("stock", "quarter", {"2023Q2": (10, 6), "2024": (8, 7)}, "2025Q4", 16),
        ("flow_ytd", "annual", {"2023": (10, 5)}, "2025", 15),
        (
            "flow_ytd",
            "quarter",
            {"2023": (10, 5), "2023Q2": (99, 9)},
            "2025Q4",
            15,
        ),  # flows by full years alone
        ("stock", "annual", {}, "2025", None),
    ],
)
def test_the_parts_history_is_its_own(
    measure: str, frequency: str, history: dict[str, tuple[Any, Any]], period: str, best: int | None
) -> None:
    parts = [
        part(name, measure=measure, frequency=frequency,
             history=[{"period": when, "value": both[k]} for when, both in history.items() if both[k] is not None])
        for k, name in enumerate("ab")
    ]  # fmt: skip
    whole = {**SUM, "kind": "record", "measure": measure, "frequency": frequency, "uom": "亿元"}
    one = report(whole, parts, filed(period if len(period) > 4 else "2025Q4", "2026-01-10", a=9, b=8)
                 if len(period) > 4 else filing("2025Q4", "2026-01-10", observation("2025", 9, indicator="a"),
                                                observation("2025", 8, indicator="b")))  # fmt: skip
    assert there(one.verdict.step(RecordBest)).best == best
    assert one.status == ("not_assessable" if best is None else "achieved")


@pytest.mark.parametrize(
    ("whole", "values", "times", "value"),
    [(SUM, (2, 3), None, 5), (RATIO, (2, 3), 100, Fraction(200, 3)),
     (RATIO | {"computed": {"ratio": ["a", "b"]}}, (2, 3), 1, Fraction(2, 3))],
)  # fmt: skip
def test_its_line_of_the_arithmetic(
    whole: dict[str, Any], values: tuple[int, int], times: int | None, value: Any
) -> None:
    one = report(whole, [part("a"), part("b")], filed("2025Q4", "2026-01-10", a=values[0], b=values[1]))
    step = there(one.verdict.step(ComputedValue))
    assert (step.parts, step.times, step.value) == (tuple(map(Decimal, values)), times, value)


def test_a_ratio_of_0_is_none() -> None:
    one = report(RATIO, [part("a"), part("b")], filed("2025Q4", "2026-01-10", a=2, b=0))
    assert one.verdict.point is None


@pytest.mark.parametrize(
    ("measures", "period", "value"),
    [
        (("stock", "stock"), "2025Q2", 50), (("flow_ytd", "flow_ytd"), "2025Q2", 50),
        (("flow_ytd", "stock"), "2025Q2", None), (("stock", "flow_ytd"), "2025Q2", None),
        (("flow_ytd", "stock"), "2025Q4", 50),
    ],
)  # fmt: skip
def test_of_a_ratio_of_which_one_alone_accumulates_full_years_count(
    measures: tuple[str, str], period: str, value: int | None
) -> None:
    parts = [part(name, measure=measure) for name, measure in zip("ab", measures, strict=True)]
    one = report(RATIO, parts, filed(period, "2026-01-10", a=4, b=8))
    assert (one.verdict.point.value if one.verdict.point else None) == value


BOTH = {"cause": "因", "measures": "措"}


@pytest.mark.parametrize(
    ("first", "second", "explained"),
    [
        ({}, {}, False), (BOTH, {}, True), ({}, BOTH, True), ({"cause": "因"}, BOTH, True),
        ({"measures": "措"}, BOTH, True), ({"cause": "因"}, {"measures": "措"}, False),
    ],
)  # fmt: skip
def test_what_one_part_says_in_full_explains_it(
    first: dict[str, str], second: dict[str, str], *, explained: bool
) -> None:
    said = (
        observation("2025Q4", 10, indicator="a", **first),
        observation("2025Q4", 10, indicator="b", **second),
    )
    one = report({**SUM, "baseline": {"period": 2024, "value": 19}}, [part("a"), part("b")],
                 filing("2025Q4", "2026-01-10", *said))  # fmt: skip
    assert one.status == "off_track"
    assert ("unexplained" in one.verdict.flags) is not explained


@pytest.mark.parametrize(
    ("flags", "found"),
    [
        (("final", "final"), ()),
        (("final", "preliminary"), ("preliminary",)),
        (("preliminary", "final"), ("preliminary",)),
    ],
)
def test_it_is_as_preliminary_as_its_parts(flags: tuple[str, str], found: tuple[str, ...]) -> None:
    said = [
        observation("2025Q4", 60, indicator=name, **({} if flag == "final" else {"flag": flag}))
        for name, flag in zip("ab", flags, strict=True)
    ]
    one = report(SUM, [part("a"), part("b")], filing("2025Q4", "2026-01-10", *said))
    assert one.verdict.flags == found


FIRST = ("2025Q1", "2025-04-10")


@pytest.mark.parametrize(
    ("filings", "day", "state"),
    [
        ([], "2025-04-19", "not_due"),
        ([], "2025-04-20", "not_reported"),  # the very day
        ([filed(*FIRST, a=1)], "2025-04-19", "not_due"),  # one of the two, before its day
        ([filed(*FIRST, a=1)], "2025-04-20", "not_reported"),
        ([filed(*FIRST, a=1, b=2)], "2025-04-19", "reported"),
        ([filed(*FIRST, a=1, b=2)], "2025-04-20", "reported"),
        ([filed(*FIRST, a=1, b=None)], "2025-04-20", "pending"),
        ([filed(*FIRST, a=None)], "2025-04-20", "not_reported"),  # the other is silent
    ],
)
def test_its_data_is_its_parts(filings: list[dict[str, Any]], day: str, state: str) -> None:
    one = report(SUM, [part("a"), part("b")], *filings, day=day)
    assert one.data == state


@pytest.mark.parametrize(
    ("second", "day", "due"),
    [({}, "2025-04-19", None), ({}, "2025-04-20", "2025Q1"), ({"due_days": 60}, "2025-04-20", None),
     ({"due_days": 60}, "2025-07-20", "2025Q2"), ({"due_days": 60}, "2025-07-19", None)],
)  # fmt: skip
def test_it_is_due_once_a_period_of_every_part_is(second: dict[str, Any], day: str, due: str | None) -> None:
    """60 days after March's end the filing for the second quarter is the next one."""
    one = report(SUM, [part("a"), part("b", **second)], day=day)
    assert (str(one.due.period) if one.due else None) == due


@pytest.mark.parametrize(
    ("declared", "filed_at", "history", "value"),
    [
        ((4, 6), None, None, 10),
        ((4, None), (None, 6), None, 10),
        (None, (4, 6), None, 10),
        (None, None, (4, 6), 10),
        ((4, None), None, (None, 6), 10),
        ((4, None), None, None, None),
    ],
)
def test_its_baseline_is_that_of_its_parts(
    declared: Any, filed_at: Any, history: Any, value: int | None
) -> None:
    parts = []
    for k, name in enumerate("ab"):
        keys: dict[str, Any] = {}
        if declared and declared[k] is not None:
            keys["baseline"] = {"period": 2024, "value": declared[k]}
        if history and history[k] is not None:
            keys["history"] = [{"period": 2024, "value": history[k]}]
        parts.append(part(name, **keys))
    early = [
        observation("2024", filed_at[k], indicator=name)
        for k, name in enumerate("ab")
        if filed_at and filed_at[k] is not None
    ]
    one = report(SUM, parts, filing("2025Q1", "2025-04-10", *early, observation("2025Q1", 20, indicator="a"),
                                    observation("2025Q1", 30, indicator="b")), day="2025-04-30")  # fmt: skip
    assert (one.baseline.value if one.baseline else None) == value
