"""What a unit is asked for with one filing, and what its clerk may want to see beside it."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from qstrong.model.period import Period
from qstrong.timeline.blank import Blank, blank
from tests.build import dataset, filing, observation, target
from tests.there import there

BASE = {"baseline": {"period": 2024, "value": 80}}


def asked(
    *filings: dict[str, Any],
    specs: list[dict[str, Any]] | None = None,
    unit: str = "u",
    period: str = "2025Q3",
    day: str = "2025-10-10",
    **keys: Any,
) -> Blank | None:
    data = dataset(specs or [target(**BASE)], filings, **keys)
    return blank(data, unit, Period.parse(period), date.fromisoformat(day))


def values(*args: dict[str, Any], **keys: Any) -> list[tuple[str, str, bool]]:
    return [(one.target.id, str(one.period), one.is_wanted) for one in there(asked(*args, **keys)).values]


def test_what_the_filing_is() -> None:
    one = asked()
    assert (there(one).unit.id, str(there(one).period), there(one).day, there(one).close) == (
        "u",
        "2025Q3",
        date(2025, 10, 20),
        date(2025, 10, 30),
    )
    assert there(asked(unit="w")).unit.id == "w"
    with pytest.raises(StopIteration):
        asked(unit="v")


def test_what_is_due_with_it_in_the_plans_order() -> None:
    specs = [
        target(id="other", reporters=["w"], **BASE),
        target(**BASE),
        target(id="early", frequency="annual", **BASE),  # not yet
        target(id="late", frequency="half", due_days=100, **BASE),
    ]
    assert values(specs=specs) == [("x", "2025Q3", False), ("late", "2025H1", False)]
    assert values(specs=specs, unit="w") == [("other", "2025Q3", False)]
    assert values(specs=[target(reporters=["w"]), target(id="y", **BASE)]) == [("y", "2025Q3", False)]
    assert values(specs=specs, period="2025Q4") == [("x", "2025Q4", False), ("early", "2025", False)]


@pytest.mark.parametrize(
    ("filed", "again"),
    [
        (None, True),
        (filing("2025Q3", "2025-10-05", observation("2025Q3", 85)), True),  # in this very filing
        (filing("2025Q4", "2025-10-05", observation("2025Q3", 85)), False),
        (
            filing("2025Q2", "2025-10-05", observation("2025Q3", 85), unit="w"),
            True,
        ),  # void: after its own period
    ],
)
def test_what_was_reported_before_is_not_asked_again(filed: dict[str, Any] | None, again: bool) -> None:
    spec = target(reporters=["u", "w"], **BASE)
    assert bool(values(*([filed] if filed else []), specs=[spec])) == again
    half = target(frequency="half", due_days=100, **BASE)
    before = filing("2025Q2", "2025-07-10", observation("2025H1", 85))
    assert values(before, specs=[half]) == []
    assert values(before | {"unit": "w"}, specs=[half | {"reporters": ["u", "w"]}]) == []


FIRST = filing("2025Q1", "2025-04-10", observation("2025Q1", 85))


@pytest.mark.parametrize(
    ("spec", "wanted"),
    [
        ({}, True),
        (BASE, False),
        ({"provisional_baseline": True}, False),  # it goes without
        ({"history": [{"period": 2024, "value": 1}]}, False),
        ({"kind": "trend"}, True),
        ({"kind": "record"}, True),
        ({"kind": "growth"}, False),
        ({"kind": "increment"}, False),
        ({"measure": "since_plan"}, False),
    ],
)
def test_a_baseline_that_is_wanting_is_asked_for_behind_its_value(spec: dict[str, Any], wanted: bool) -> None:
    found = values(FIRST, specs=[target(**spec), target(id="y", **BASE)])
    base = [("x", "2024", True)] if wanted else []
    assert found == [("x", "2025Q3", False), *base, ("y", "2025Q3", False)]


@pytest.mark.parametrize(
    ("start", "period"), [("2024-12-31", "2024"), ("2024-06-30", "2024H1"), ("2024-03-31", "2024Q1")]
)
def test_the_period_of_a_baseline(start: str, period: str) -> None:
    (_, base) = there(asked(specs=[target()], plan={"start": start})).values
    assert (str(base.period), base.due, base.expected) == (period, None, None)


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        (BASE, 85),  # a quarter of the way from 80 to 100
        ({}, None),
        ({"milestones": {"2025": 90}}, None),  # without a baseline the path begins with the first of them
        ({"milestones": {"2025Q2": 88}}, Fraction(892, 10)),
        (BASE | {"milestones": {"2025": 90}}, Fraction(875, 10)),
        ({"kind": "increment"}, 12),  # whole ones of 12.5
        (BASE | {"method": "dns"}, None),
        ({"kind": "growth"}, None),
        ({"kind": "trend", **BASE}, None),
        ({"kind": "record", **BASE}, None),
    ],
)
def test_the_value_expected_by_then(spec: dict[str, Any], expected: Fraction | int | None) -> None:
    assert there(asked(specs=[target(**spec)])).values[0].expected == expected


HISTORY = [
    {"period": "2023", "value": 70},
    {"period": "2024Q3", "value": 79},
    {"period": "2024Q4", "value": 80},
]


@pytest.mark.parametrize(
    ("filings", "last", "ago"),
    [
        ([], ("2024Q4", 80), 79),
        ([FIRST], ("2025Q1", 85), 79),
        (
            [FIRST, filing("2025Q3", "2025-10-05", observation("2025Q3", 90))],
            ("2025Q1", 85),
            79,
        ),  # not its own
        ([filing("2025Q4", "2026-01-05", observation("2025Q4", 90))], ("2024Q4", 80), 79),
        (
            [filing("2025Q1", "2025-04-10", observation("2024Q4", 81), observation("2024Q3", 78))],
            ("2024Q4", 81),
            78,
        ),
        ([filing("2025Q2", "2025-07-10", observation("2025Q2"))], ("2024Q4", 80), 79),  # pending is no value
    ],
)
def test_the_value_before_and_the_year_before(
    filings: list[dict[str, Any]], last: tuple[str, int], ago: int
) -> None:
    one = there(asked(*filings, specs=[target(history=HISTORY)], day="2026-02-01")).values[0]
    period, value = there(one.last)
    assert (str(period), value) == (last[0], Decimal(last[1]))
    assert one.year_ago == ago


def test_where_nothing_is_known() -> None:
    one = there(asked(specs=[target()])).values[0]
    assert (one.last, one.year_ago) == (None, None)


@pytest.mark.parametrize(
    ("spec", "period", "part"),
    [
        ({"measure": "flow_ytd"}, "2025Q3", True),
        ({"measure": "flow_ytd"}, "2025Q2", True),
        ({"measure": "flow_ytd"}, "2025Q4", False),
        ({"measure": "stock"}, "2025Q3", False),
        ({"measure": "since_plan"}, "2025Q3", False),
    ],
)
def test_a_value_for_a_part_of_a_year(spec: dict[str, str], period: str, part: bool) -> None:
    assert there(asked(specs=[target(**spec)], period=period)).values[0].part_of_year == part


ACTIONS = [
    {"id": "1.1", "title": {"zh": "甲"}, "due": "2025-10-09"},
    {"id": "1.2", "title": {"zh": "乙"}, "due": "2025-10-10"},
    {"id": "1.3", "title": {"zh": "丙"}},
    {"id": "1.4", "title": {"zh": "丁"}, "units": ["w"]},
]
TASKS = [{"id": 1, "section": "s", "title": {"zh": "任务"}, "units": ["u", "w"], "actions": ACTIONS}]


def said(period: str, filed: str, *states: tuple[str, str], unit: str = "u", **keys: str) -> dict[str, Any]:
    return filing(
        period, filed, unit=unit, actions=[{"action": name, "state": state} | keys for name, state in states]
    )


def actions(*filings: dict[str, Any], **keys: Any) -> list[Any]:
    found = there(asked(*filings, specs=[target()], tasks=TASKS, **keys)).actions
    return [(one.action.id, one.last and (str(one.last[0]), one.last[1].state), one.behind) for one in found]


def test_its_actions_that_are_not_done() -> None:
    assert actions() == [
        ("1.1", None, True),
        ("1.2", None, False),
        ("1.3", None, False),
    ]  # the first is overdue
    assert [name for name, *_ in actions(unit="w")] == ["1.1", "1.2", "1.3", "1.4"]
    proved = said("2025Q2", "2025-07-10", ("1.1", "done"), ("1.2", "suspended"), evidence="文号")
    assert actions(proved) == [("1.2", ("2025Q2", "suspended"), True), ("1.3", None, False)]
    unproved = said("2025Q2", "2025-07-10", ("1.3", "done"))
    assert actions(unproved)[2] == ("1.3", ("2025Q2", "done"), False)
    assert actions(said("2025Q2", "2025-07-10", ("1.3", "in_progress"), evidence="文号"))[2][0] == "1.3"


@pytest.mark.parametrize(
    ("filings", "last"),
    [
        (
            [("2025Q1", "2025-04-10", "in_progress"), ("2025Q2", "2025-07-10", "suspended")],
            ("2025Q2", "suspended"),
        ),
        (
            [("2025Q2", "2025-07-10", "suspended"), ("2025Q1", "2025-08-10", "in_progress")],
            ("2025Q1", "in_progress"),
        ),
        (
            [("2025Q2", "2025-07-10", "suspended"), ("2025Q1", "2025-07-10", "in_progress")],
            ("2025Q2", "suspended"),
        ),
        (
            [("2025Q1", "2025-07-10", "in_progress"), ("2025Q2", "2025-07-10", "suspended")],
            ("2025Q2", "suspended"),
        ),
        ([("2025Q2", "2025-10-10", "suspended")], ("2025Q2", "suspended")),  # on the day itself
        ([("2025Q2", "2025-10-11", "suspended")], None),
    ],
)
def test_the_latest_report_of_an_action(
    filings: list[tuple[str, str, str]], last: tuple[str, str] | None
) -> None:
    reports = [said(period, filed, ("1.3", state)) for period, filed, state in filings]
    others = [said("2025Q2", "2025-07-10", ("1.3", "done"), unit="w", evidence="文号")]
    assert actions(*reports, *others)[2][1] == last


def test_a_goal_relative_to_the_baseline_is_a_number_as_soon_as_that_is_known() -> None:
    relative = target(value=None, op="<=", change={"percent": -20}, **BASE)
    without = target(value=None, op="<=", change={"percent": -20})
    for spec, goal in ((relative, Decimal(64)), (without, None)):
        (one, *_) = there(asked(specs=[spec])).values
        assert getattr(one.target, "value", "no such key") == goal


@pytest.mark.parametrize(
    ("period", "history", "expected"),
    [
        # 100 by the end of 2027 from 76 at T0: 8 a year, so 84 by 2025's end, and 2/3 more a month
        ("2025", {}, Fraction(84)),
        ("2025-11", {"2024-11": 60}, Fraction(84) - Fraction(2, 3) - 76 + 60),
        ("2025-10", {"2024-10": 55, "2024-11": 60}, Fraction(84) - Fraction(4, 3) - 76 + 55),
        ("2025-12", {}, Fraction(84)),
        ("2025-10", {"2024-11": 60}, None),  # the same months' of another month is none
    ],
)
def test_what_a_year_to_date_value_should_be_by_then(
    period: str, history: dict[str, Any], expected: Fraction | None
) -> None:
    """The path, less last year's total, plus last year's same months; a full year's is the path's own."""
    spec = target(measure="flow_ytd", frequency="annual" if period == "2025" else "month",
                  baseline={"period": 2024, "value": 76},
                  history=[{"period": when, "value": value} for when, value in history.items()])  # fmt: skip
    data = dataset(
        [spec], plan={"filing": {"every": "annual" if period == "2025" else "month", "due_days": 20}}
    )
    (found,) = there(blank(data, "u", Period.parse(period), date(2026, 2, 1))).values
    assert (str(found.period), found.expected) == (period, expected)


def test_a_full_year_is_expected_whatever_is_known_of_last_years() -> None:
    spec = target(measure="flow_ytd", frequency="annual", milestones={2025: 84})
    data = dataset([spec], plan={"filing": {"every": "annual", "due_days": 20}})
    values = there(blank(data, "u", Period.parse("2025"), date(2026, 2, 1))).values
    assert [(str(one.period), one.expected) for one in values if not one.is_wanted] == [
        ("2025", Fraction(84))
    ]


def test_a_parts_wanted_figure_is_seen_beside_its_own_values() -> None:
    """T0's of b is wanted for what is computed of it; what was last filed of b stands beside, not the sum."""
    total = target(id="s", name={"zh": "合计"}, computed={"sum": ["a", "b"]})
    del total["reporters"]
    parts = [target(id="a", **BASE), target(id="b", name={"zh": "乙"}, kind="watch")]
    first = filing(
        "2025Q1", "2025-04-10", observation("2025Q1", 90, indicator="a"), observation("2024Q3", 7, indicator="b"),
        observation("2025Q1", 8, indicator="b"),
    )  # fmt: skip
    found = there(asked(first, specs=[*parts, total], period="2025Q2", day="2025-07-10")).values
    (figure,) = [one for one in found if one.is_wanted]
    assert (figure.target.id, str(figure.period), figure.why) == ("b", "2024", "baseline")
    assert figure.last is not None
    assert (str(figure.last[0]), int(figure.last[1])) == ("2024Q3", 7)
