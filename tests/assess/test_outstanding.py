"""What each unit still has to file: values, baselines, actions, explanations."""

from datetime import date
from typing import Any

import pytest

from qstrong.assess.assess import assess
from qstrong.assess.outstanding import Outstanding, outstanding
from qstrong.model.dataset import Void
from qstrong.model.period import Period
from tests.build import dataset, filing, observation, target
from tests.there import there

BASE = {"baseline": {"period": 2024, "value": 50, "source": "统计"}}
Q2 = Period.parse("2025Q2")
TASKS = [
    {
        "id": 1,
        "section": "s",
        "title": {"zh": "任务"},
        "units": ["u"],
        "actions": [{"id": f"1.{k}", "title": {"zh": f"举措{k}"}} for k in (1, 2, 3)],
    }
]
BEHIND = filing("2025Q1", "2025-04-10", observation("2025Q1", 50))
"""Half of nothing done: behind, and not explained."""


def standing(
    day: str,
    *filings: dict[str, Any],
    specs: list[dict[str, Any]] | None = None,
    tasks: list[dict[str, Any]] | None = None,
    voids: list[Void] | tuple[()] = (),
    unit: str = "u",
) -> Outstanding | None:
    data = dataset(specs or [target(**BASE)], filings, tasks=tasks, voids=voids)
    found = outstanding(assess(data, date.fromisoformat(day)), Q2)
    return next(one for one in found if one.unit.id == unit)


def summary(one: Outstanding) -> tuple[Any, ...]:
    return (
        [item.target.id for item in one.missing],
        [figure.target.id for figure in one.figures],
        [asked.action.id for asked in one.actions],
        [each.subject for each in one.explanations],
    )


@pytest.mark.parametrize(
    ("day", "left", "late", "closed"),
    [("2025-07-10", 10, None, False), ("2025-07-20", 0, None, False), ("2025-07-21", -1, 1, False),
     ("2025-07-30", -10, 10, False), ("2025-07-31", -11, 11, True)],
)  # fmt: skip
def test_without_a_filing_all_that_is_asked_is_wanted(
    day: str, left: int, late: int | None, closed: bool
) -> None:
    one = standing(day, BEHIND, tasks=TASKS)
    assert (there(one).days_left, there(one).duty.days_late, there(one).closed, there(one).filed) == (
        left,
        late,
        closed,
        False,
    )
    assert summary(there(one)) == (["x"], [], ["1.1", "1.2", "1.3"], ["x"])


def test_a_baseline_is_wanted_until_it_is_there_or_said_to_be_pending() -> None:
    assert summary(there(standing("2025-07-10", specs=[target()])))[1] == ["x"]
    given = filing("2025Q2", "2025-07-10", observation("2025Q2", 60), observation("2024", 50))
    assert there(standing("2025-07-10", given, specs=[target()])).wanted == ()
    waiting = filing("2025Q2", "2025-07-10", observation("2025Q2", 60), observation("2024"))
    one = standing("2025-07-10", waiting, specs=[target()])
    assert [figure.pending for figure in there(one).wanted] == [True]
    assert summary(there(one)) == ([], [], [], [])
    assert not there(one).anything


@pytest.mark.parametrize(("filed", "late"), [("2025-07-20", None), ("2025-07-24", 4), ("2025-08-03", 14)])
def test_filed_in_time_or_late(filed: str, late: int | None) -> None:
    complete = filing("2025Q2", filed, observation("2025Q2", 90))
    one = standing("2025-08-03", complete)
    assert (there(one).duty.days_late, there(one).filed, there(one).anything) == (late, True, False)


def test_a_value_that_waits_for_statistics_is_wanted_from_the_next_filing_only() -> None:
    waiting = filing("2025Q2", "2025-07-10", observation("2025Q2"))
    assert [item.state for item in there(standing("2025-07-10", waiting)).values] == ["pending"]
    assert not there(standing("2025-07-10", waiting)).anything


def test_filed_with_a_gap() -> None:
    specs = [target(**BASE), target(id="y", **BASE)]
    one = standing("2025-07-22", filing("2025Q2", "2025-07-10", observation("2025Q2", 90)), specs=specs)
    assert summary(there(one)) == (["y"], [], [], [])
    assert [item.state for item in there(one).values] == ["reported", "missing"]


def test_a_broken_filing_counts_as_none() -> None:
    one = standing("2025-07-22", BEHIND, voids=[Void("u", Q2)], tasks=TASKS)
    assert (there(one).filed, there(one).duty.broken, there(one).duty.days_late) == (False, True, 2)
    assert summary(there(one)) == (["x"], [], ["1.1", "1.2", "1.3"], ["x"])
    assert [item.state for item in there(one).values] == ["invalid"]


def test_an_entry_that_cannot_be_read_is_wanted_again() -> None:
    filed = filing("2025Q2", "2025-07-10")
    one = standing("2025-07-22", filed, voids=[Void("u", Q2, "observations", 0, "x")])
    assert [(item.state, item.to_come) for item in there(one).values] == [("invalid", True)]


def test_an_action_that_a_filing_leaves_out_is_unchanged_unless_there_was_never_a_report() -> None:
    actions = [
        {"action": "1.1", "state": "in_progress"},
        {"action": "1.2", "state": "done", "evidence": ["文"]},
    ]
    first = filing("2025Q1", "2025-04-10", observation("2025Q1", 60), actions=actions)
    second = filing("2025Q2", "2025-07-10", observation("2025Q2", 90))
    one = standing("2025-07-22", first, second, tasks=TASKS)
    assert [asked.action.id for asked in there(one).duty.asked] == ["1.1", "1.3"]
    assert summary(there(one))[2] == ["1.3"]
    assert summary(there(standing("2025-07-22", first, tasks=TASKS)))[2] == ["1.1", "1.3"]


@pytest.mark.parametrize(
    ("value", "said", "wanted"),
    [
        (50, {}, ["x"]),
        (50, {"cause": "因", "measures": "措"}, []),
        (50, {"cause": "因"}, ["x"]),
        (90, {}, []),
    ],
)
def test_what_is_behind_by_the_filing_itself_has_to_be_explained(
    value: int, said: dict[str, Any], wanted: list[str]
) -> None:
    one = standing("2025-07-22", BEHIND, filing("2025Q2", "2025-07-10", observation("2025Q2", value, **said)))
    assert summary(there(one))[3] == wanted
    what = "measures" if said else "both"
    assert [(str(each.period), each.what) for each in there(one).explanations] == [("2025Q2", what)] * len(
        wanted
    )
    assert (there(one).owing, there(one).anything) == (bool(wanted), bool(wanted))


def test_who_owes_nothing_is_not_there() -> None:
    with pytest.raises(StopIteration):
        standing("2025-07-22", tasks=TASKS, unit="w")


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ([observation("2024")], "pending"),
        ([observation("2024-12")], "pending"),
        ([observation("2023")], "missing"),  # of another year
        ([observation("2024", indicator="y")], "missing"),  # of another target
        ([], "missing"),
    ],
)
def test_whether_a_baseline_is_said_to_be_pending(said: list[dict[str, str]], state: str) -> None:
    specs = [target(), target(id="y", **BASE)]
    one = standing(
        "2025-07-10", filing("2025Q2", "2025-07-10", observation("2025Q2", 60), *said), specs=specs
    )
    assert [(figure.target.id, figure.pending, figure.to_come) for figure in there(one).wanted] == [
        ("x", state == "pending", state == "missing")
    ]


def test_a_baseline_that_is_pending_by_the_filings_own_period() -> None:
    """The plan's first filing may be for T0 itself."""
    plan = {"start": "2025-06-30", "filing": {"every": "quarter", "due_days": 20, "from": "2025Q2"}}
    filed = filing("2025Q2", "2025-07-10", {"indicator": "x", "pending": "等统计"})
    data = dataset([target()], [filed], plan=plan)
    (one,) = outstanding(assess(data, date(2025, 7, 22)), Q2)
    assert [figure.pending for figure in one.wanted] == [True]


@pytest.mark.parametrize(("day", "asked"), [("2025-07-18", True), ("2025-07-22", False)])
def test_what_another_filing_says_is_pending_is_there_and_asked_for_again_until_the_due_day(
    day: str, asked: bool
) -> None:
    elsewhere = filing("2025Q3", "2025-07-15", observation("2025Q2"))
    (item,) = there(standing(day, elsewhere)).values
    assert (item.state, item.to_come) == ("pending", asked)


def test_who_filed_though_nothing_is_owed_is_there() -> None:
    tasks = [TASKS[0] | {"actions": []}]
    mine = filing("2025Q2", "2025-07-10", unit="w")
    one = standing("2025-07-22", mine, tasks=tasks, unit="w")
    assert (there(one).filed, there(one).anything, there(one).values) == (True, False, ())
    broken = standing("2025-07-22", tasks=tasks, unit="w", voids=[Void("w", Q2)])
    assert (there(broken).filed, there(broken).anything) == (False, False)
    base = target(id="y", frequency="annual", reporters=["w"])
    waiting = standing("2025-07-22", specs=[base], tasks=tasks, unit="w")
    assert summary(there(waiting)) == ([], ["y"], [], [])
    assert there(waiting).anything


def test_actions_alone_are_something() -> None:
    one = standing("2025-07-22", specs=[target(reporters=["w"], **BASE)], tasks=TASKS)
    assert summary(there(one)) == ([], [], ["1.1", "1.2", "1.3"], [])
    assert there(one).anything


def test_what_was_behind_before_and_isnt_now_needs_no_words() -> None:
    one = standing("2025-07-22", BEHIND, filing("2025Q2", "2025-07-10", observation("2025Q2", 90)))
    assert summary(there(one)) == ([], [], [], [])
    assert (
        summary(there(standing("2025-07-22", filing("2025Q1", "2025-04-10", observation("2025Q1", 90)))))[3]
        == []
    )


def test_what_another_filing_says_is_not_this_ones_to_explain() -> None:
    spec = target(reporters=["u", "w"], **BASE)
    mine = filing("2025Q2", "2025-07-10", observation("2025Q2", 50))
    theirs = filing("2025Q2", "2025-07-10", observation("2025Q2", 50), unit="w")
    assert summary(there(standing("2025-07-22", mine, theirs, specs=[spec])))[3] == ["x"]
    assert summary(there(standing("2025-07-22", mine, theirs, specs=[spec], unit="w")))[3] == []
