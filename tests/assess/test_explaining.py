"""Who has to explain what with one filing, and whether that is still to come: on the very day it is due it isn't."""

from datetime import date
from typing import Any

import pytest

from qstrong.assess.assess import assess
from qstrong.assess.outstanding import outstanding, unexplained
from qstrong.assess.review import review
from qstrong.model.period import Period
from tests.build import dataset, filing, observation, target

BASE: dict[str, Any] = {"baseline": {"period": 2024, "value": 50}}
Q2 = Period.parse("2025Q2")
BOTH = ("cause", "measures")
BEHIND = filing("2025Q1", "2025-04-10", observation("2025Q1", 50))
"""None of the way of 50 done."""
SAID = {"cause": "因", "measures": "措"}
Row = tuple[str, str, str, tuple[str, ...], bool]


def rows(day: str, *filings: dict[str, Any], **keys: Any) -> list[Row]:
    """Unit, part, subject, what is wanting, whether it is to come, of the filing for 2025Q2."""
    data = dataset(keys.pop("specs", [target(**BASE)]), filings, **keys)
    found = unexplained(assess(data, date.fromisoformat(day)), Q2)
    return [(one.unit, one.part, one.subject, one.wanting, one.coming) for one in found]


@pytest.mark.parametrize(
    ("day", "coming"), [("2025-07-19", True), ("2025-07-20", False), ("2025-07-21", False)]
)
def test_what_comes_with_the_value_is_to_come_until_the_due_day(day: str, *, coming: bool) -> None:
    assert rows(day, BEHIND) == [("u", "observations", "x", BOTH, coming)]


@pytest.mark.parametrize(
    ("said", "wanting"),
    [({}, BOTH), ({"cause": "因"}, ("measures",)), ({"measures": "措"}, ("cause",)), (SAID, ())],
)
def test_what_the_filing_itself_does_not_say(said: dict[str, str], wanting: tuple[str, ...]) -> None:
    now = filing("2025Q2", "2025-07-10", observation("2025Q2", 50, **said))
    expected = [("u", "observations", "x", wanting, False)] if wanting else []
    assert rows("2025-07-15", BEHIND, now) == expected
    assert rows("2025-07-25", BEHIND, now) == expected


def test_each_unit_whose_value_is_still_to_come_is_asked_and_no_other() -> None:
    """y is w's; x has been filed for the period, and explained."""
    specs = [target(**BASE), target(id="y", name={"zh": "乙"}, reporters=["w"], **BASE)]
    before = filing("2025Q1", "2025-04-10", observation("2025Q1", 50, indicator="y"), unit="w")
    now = filing("2025Q2", "2025-07-10", observation("2025Q2", 50, **SAID))
    assert rows("2025-07-21", BEHIND, before, now, specs=specs) == [("w", "observations", "y", BOTH, False)]
    assert rows("2025-07-21", BEHIND, before, specs=specs) == [
        ("u", "observations", "x", BOTH, False),
        ("w", "observations", "y", BOTH, False),
    ]


def test_what_is_computed_is_asked_of_its_parts() -> None:
    total = target(id="s", name={"zh": "合计"}, computed={"sum": ["a", "b"]}, **BASE)
    del total["reporters"]
    parts = [target(id=one, name={"zh": one}, value=20, **BASE) for one in "ab"]
    first = filing("2025Q1", "2025-04-10", *(observation("2025Q1", 25, indicator=one) for one in "ab"))
    assert rows("2025-07-21", first, specs=[*parts, total]) == []


@pytest.mark.parametrize("what", ["pending", "value"])
def test_a_pending_entry_may_explain_too(what: str) -> None:
    """The reporter says why there is no value yet; what it says of cause and measures counts as well."""
    now = filing(
        "2025Q2", "2025-07-10", observation("2025Q2", **(SAID if what == "pending" else {"cause": "因"}))
    )
    expected = [] if what == "pending" else [("u", "observations", "x", ("measures",), False)]
    assert rows("2025-07-21", BEHIND, now) == expected


def tasks(**keys: Any) -> list[dict[str, Any]]:
    act = {"id": "1.1", "title": {"zh": "举措"}, "units": ["u", "w"], **keys}
    return [{"id": 1, "section": "s", "title": {"zh": "任务"}, "units": ["u", "w"], "actions": [act]}]


@pytest.mark.parametrize(
    ("day", "due", "coming", "status"),
    [
        ("2025-07-19", "2025-06-30", True, "overdue"),
        ("2025-07-20", "2025-06-30", False, "overdue"),
        ("2025-07-21", "2025-07-20", False, "overdue"),
    ],
)
def test_an_overdue_action_of_which_nobody_has_spoken(
    day: str, due: str, status: str, *, coming: bool
) -> None:
    data = dataset([], [], tasks=tasks(due=due))
    found = unexplained(assess(data, date.fromisoformat(day)), Q2)
    assert [(one.unit, one.part, one.subject, one.filed_under) for one in found] == [
        (unit, "actions", "1.1", "1.1") for unit in ("u", "w")
    ]
    assert {(one.wanting, one.coming, one.status, one.label) for one in found} == {
        (BOTH, coming, status, status)
    }


@pytest.mark.parametrize(
    ("due", "day", "state", "found"),
    [
        ("2025-06-30", "2025-07-15", "suspended", ("overdue", "overdue")),
        ("2025-07-15", "2025-07-15", "suspended", ("off_track", "suspended")),  # its day hasn't passed
        ("2025-12-31", "2025-07-15", "suspended", ("off_track", "suspended")),
        (None, "2025-07-15", "suspended", ("off_track", "suspended")),
        ("2025-06-30", "2025-07-15", "in_progress", ("overdue", "overdue")),
        ("2025-12-31", "2025-07-15", "in_progress", None),
        ("2025-06-30", "2025-07-15", "done", None),
    ],
)
def test_an_action_that_is_late_or_suspended(
    due: str | None, day: str, state: str, found: tuple[str, str] | None
) -> None:
    """Reported on before: what is wanting isn't to come, it is wanting."""
    own = {"action": "1.1", "state": state} | ({"evidence": "批复"} if state == "done" else {})
    first = filing("2025Q1", "2025-04-10", actions=[own])
    data = dataset([], [first], tasks=tasks(units=["u"], **({"due": due} if due else {})))
    made = unexplained(assess(data, date.fromisoformat(day)), Q2)
    assert [(one.status, one.label) for one in made] == ([found] if found else [])
    assert not any(one.coming for one in made)


def test_what_any_of_its_units_says_of_an_action_is_said() -> None:
    own = {"action": "1.1", "state": "suspended"}
    one = filing("2025Q1", "2025-04-10", actions=[own | {"cause": "因"}])
    other = filing("2025Q1", "2025-04-10", actions=[own | {"measures": "措"}], unit="w")
    act = tasks(due="2025-06-30")
    assert rows("2025-07-21", one, other, specs=[], tasks=act) == []
    assert {row[3] for row in rows("2025-07-21", one, specs=[], tasks=act)} == {("measures",)}


def test_of_the_wanted_figures_those_of_t0_are_baselines() -> None:
    specs = [target(), target(id="y", name={"zh": "乙"}, kind="growth")]
    plan = {"filing": {"every": "quarter", "due_days": 20, "close_days": 30, "from": "2026Q1"}}
    (one, *_) = outstanding(assess(dataset(specs, plan=plan), date(2026, 4, 10)), Period.parse("2026Q1"))
    assert [(each.target.id, str(each.period)) for each in one.wanted] == [("x", "2024"), ("y", "2025")]
    assert [(each.target.id, str(each.period)) for each in one.baselines] == [("x", "2024")]


def test_what_is_wanting_by_subject_is_the_first_units_and_not_what_is_to_come() -> None:
    own = {"action": "1.1", "state": "suspended"}
    said = [
        filing("2025Q1", "2025-04-10", observation("2025Q1", 50), actions=[own], unit=unit)
        for unit in ("u", "w")
    ]
    data = dataset([target(reporters=["u", "w"], **BASE)], said, tasks=tasks())
    early = review(data, Q2, date(2025, 7, 10)).unexplained
    assert [(name, one.unit) for name, one in early.items()] == [("1.1", "u")]
    late = review(data, Q2, date(2025, 7, 20)).unexplained
    assert [(name, one.unit) for name, one in late.items()] == [("x", "u"), ("1.1", "u")]
