"""One period in review: what is gathered for a bulletin."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from qstrong.assess.review import Review, review
from qstrong.model.period import Period
from qstrong.timeline.owed import previous_period
from tests.build import dataset, filing, observation, target
from tests.there import there

BASE = {"period": 2024, "value": 80}
ACTIONS = [
    {"id": "1.1", "title": {"zh": "甲"}, "units": ["u"], "due": "2025-03-31"},
    {"id": "1.2", "title": {"zh": "乙"}, "units": ["u"], "due": "2025-09-30"},
    {"id": "1.3", "title": {"zh": "丙"}, "units": ["u"], "due": "2025-12-31"},
    {"id": "1.4", "title": {"zh": "丁"}, "units": ["u"]},
]
TASKS = [{"id": 1, "section": "s", "title": {"zh": "任务"}, "units": ["u", "w"], "actions": ACTIONS}]
SAID = {"cause": "因", "measures": "措", "measures_by": "2025-06-30"}


def of(*filings: dict[str, Any], period: str = "2025Q2", day: str = "2025-07-30", **keys: Any) -> Review:
    data = dataset([target(baseline=BASE)], filings, tasks=TASKS, **keys)
    return review(data, Period.parse(period), date.fromisoformat(day))


Q1 = filing("2025Q1", "2025-04-15", observation("2025Q1", 80, **SAID))
Q2 = filing("2025Q2", "2025-07-15", observation("2025Q2", 80.1))


def test_behind_and_promises_that_fell_due() -> None:
    found = of(Q1, Q2)
    assert [one.target.id for one in found.behind] == ["x"]
    (promise,) = found.promises
    assert (promise.unit, promise.subject, str(promise.since), promise.measures, promise.answer) == (
        "u", "x", "2025Q1", "措", None,
    )  # fmt: skip


@pytest.mark.parametrize(
    "said", [{"outcome": "已投产"}, {"outcome": "已投产", "note": "初步数"}, {"note": "已投产"}]
)
def test_the_outcome_answers_a_promise_or_what_is_noted_of_progress(said: dict[str, str]) -> None:
    (promise,) = of(Q1, filing("2025Q2", "2025-07-15", observation("2025Q2", 80.1, **said))).promises
    assert promise.answer == "已投产"


def test_before_the_due_day_only_an_answer_is_told() -> None:
    assert of(Q1, Q2, day="2025-07-19").promises == ()
    assert of(Q1, day="2025-07-19").promises == ()
    early = filing("2025Q2", "2025-07-15", observation("2025Q2", 80.1, outcome="已投产"))
    assert [one.answer for one in of(Q1, early, day="2025-07-19").promises] == ["已投产"]


def test_what_wasn_t_asked_for_isn_t_missed() -> None:
    """A value that isn't owed with the filing has no row in its form, and nothing to answer in."""
    yearly = target(baseline=BASE, frequency="annual", measure="stock")
    data = dataset([yearly], [filing("2025Q1", "2025-04-15", observation("2025", 80, **SAID))], tasks=TASKS)
    quarters = [review(data, Period.parse(f"2025Q{k}"), date(2026, 1, 30)).promises for k in (2, 3)]
    assert quarters == [(), ()]


def test_who_was_silent_is_asked_again() -> None:
    data = dataset([target(baseline=BASE)], [Q1, filing("2025Q3", "2025-10-15", observation("2025Q3", 80))])
    found = review(data, Period.parse("2025Q3"), date(2025, 10, 30)).promises
    assert [(str(one.since), one.answer) for one in found] == [("2025Q1", None)]


def test_no_promise_where_it_is_not_due_or_nothing_is_behind() -> None:
    later = filing("2025Q1", "2025-04-15", observation("2025Q1", 80, **SAID | {"measures_by": "2025-12-31"}))
    assert of(later, Q2).promises == ()
    assert of(Q1, filing("2025Q2", "2025-07-15", observation("2025Q2", 95))).promises == ()


def test_actions_done_overdue_and_due_next() -> None:
    said = [
        {"action": "1.1", "state": "in_progress", "request": "请协调用地"},
        {"action": "1.4", "state": "done", "evidence": "批复"},
    ]
    found = of(Q1, Q2 | {"actions": said})
    assert [one.action.id for one in found.overdue] == ["1.1"]
    assert [one.action.id for one in found.due_next] == ["1.2"]
    assert [one.action.id for one in found.done] == ["1.4"]
    assert [(one.unit, one.subject, one.text) for one in found.requests] == [("u", "1.1", "请协调用地")]
    again = of(Q1, Q2 | {"actions": said}, period="2025Q3", day="2025-10-30")
    assert again.done == ()
    assert again.requests == ()


def test_revised_values_of_this_period_only() -> None:
    mend = filing(
        "2025Q2",
        "2025-07-15",
        observation("2025Q2", 82),
        observation("2025Q1", 81, flag="revised", reason="核定"),
    )
    found = of(Q1, mend)
    assert [(str(entry.period), entry.observation.reason) for entry in found.revised] == [("2025Q1", "核定")]
    assert of(Q1, mend, period="2025Q3", day="2025-10-30").revised == ()


def test_the_first_period_is_compared_with_nothing() -> None:
    plan = dataset([target()]).plan
    assert previous_period(plan, Period.parse("2025Q1")) is None
    assert previous_period(plan, Period.parse("2025Q2")) == Period.parse("2025Q1")
    assert of(Q1, period="2025Q1", day="2025-04-30").comparison is None
    assert there(of(Q1, Q2).comparison).before.as_of == date(2025, 4, 30)


def test_whether_anybody_was_heard() -> None:
    """A unit whose filing leaves out all that it owed was not."""
    nothing = filing("2025Q2", "2025-07-15")
    assert [of(Q1, *more).heard for more in ((), (Q2,), (nothing,))] == [False, True, False]


def test_time_is_that_of_the_period() -> None:
    assert of(Q1, Q2, day="2025-12-31").months == (6, 36)


def test_units_that_owe_nothing_are_left_out() -> None:
    assert [duty.unit for duty in of(Q1, Q2).duties] == ["u"]


def acting(period: str, filed: str, *said: tuple[str, str, dict[str, str]], **keys: Any) -> dict[str, Any]:
    """A filing of reports on actions."""
    return filing(
        period, filed, actions=[{"action": name, "state": state} | more for name, state, more in said], **keys
    )


def test_what_was_done_since_the_period_before() -> None:
    proof = {"evidence": "批复"}
    first = acting("2025Q1", "2025-04-15", ("1.4", "done", proof))
    second = acting(
        "2025Q2", "2025-07-15", ("1.1", "done", proof), ("1.2", "done", proof | {"on": "2025-07-01"})
    )
    assert [one.action.id for one in of(first, period="2025Q1", day="2025-04-30").done] == ["1.4"]
    assert [one.label for one in of(first, second).done] == ["done_late", "done"]
    assert of(first, second, period="2025Q3", day="2025-10-30").done == ()


@pytest.mark.parametrize(
    ("day", "due"),
    [
        ("2025-07-30", ["1.2"]),
        ("2025-09-30", ["1.2"]),  # on its very day
        ("2025-10-01", []),
        ("2025-03-31", ["1.1", "1.2"]),
    ],
)
def test_what_is_due_until_the_end_of_the_next_period(day: str, due: list[str]) -> None:
    assert [one.action.id for one in of(Q1, Q2, day=day).due_next] == due


def test_what_is_due_on_the_next_periods_last_day() -> None:
    assert [one.action.id for one in of(Q1, Q2, period="2025Q3", day="2025-10-30").due_next] == ["1.3"]
    standing = [ACTIONS[1] | {"standing": True}]
    tasks = [TASKS[0] | {"actions": standing}]
    data = dataset([target(baseline=BASE)], [Q1, Q2], tasks=tasks)
    assert review(data, Period.parse("2025Q2"), date(2025, 7, 30)).due_next == ()


def test_what_is_asked_of_others_in_the_order_of_the_filings() -> None:
    first = filing(
        "2025Q2", "2025-07-15", observation("2025Q2", 85, request="请批"), observation("2025Q1", 84), unit="w"
    )
    second = Q2 | {"actions": [{"action": "1.1", "state": "in_progress", "request": "请拨"}]}
    found = of(first, second).requests
    assert [(one.unit, one.subject, one.text) for one in found] == [("w", "x", "请批"), ("u", "1.1", "请拨")]
    late = filing("2025Q2", "2025-07-31", observation("2025Q2", 85, request="请批"), unit="w")
    assert of(late).requests == ()  # not there yet
    assert [one.unit for one in of(late, day="2025-07-31").filings] == ["w"]


@pytest.mark.parametrize(
    ("filings", "promised"),
    [
        ([Q1, Q2], True),
        ([Q2], False),
        (
            [
                filing(
                    "2025Q1", "2025-04-15", observation("2025Q1", 80, **SAID | {"measures_by": "2025-06-30"})
                ),
                Q2,
            ],
            True,
        ),
        (
            [
                filing(
                    "2025Q1", "2025-04-15", observation("2025Q1", 80, **SAID | {"measures_by": "2025-07-01"})
                ),
                Q2,
            ],
            False,
        ),
        ([filing("2025Q1", "2025-04-15", observation("2025Q1", 80, measures="措")), Q2], False),
        ([filing("2025Q1", "2025-04-15", observation("2025Q1", 80, measures_by="2025-06-30")), Q2], False),
        ([filing("2025Q1", "2025-07-31", observation("2025Q1", 80, **SAID)), Q2], False),  # not there yet
        ([filing("2025Q1", "2025-07-30", observation("2025Q1", 80, **SAID)), Q2], True),
        ([filing("2025Q2", "2025-07-15", observation("2025Q2", 80, **SAID))], False),  # of this very period
    ],
)
def test_what_was_promised(filings: list[dict[str, Any]], promised: bool) -> None:
    assert [one.measures for one in of(*filings).promises] == (["措"] if promised else [])


def test_the_last_word_of_each_unit_counts() -> None:
    spec = target(baseline=BASE, reporters=["u", "w"])
    theirs = filing(
        "2025Q1", "2025-04-15", observation("2025Q1", 80, **SAID | {"measures": "别的"}), unit="w"
    )
    silent = filing("2025Q2", "2025-07-15", observation("2025Q2", 80))
    data = dataset([spec], [Q1, theirs, silent], tasks=TASKS)
    found = review(data, Period.parse("2025Q3"), date(2025, 10, 30)).promises
    assert [(one.unit, one.measures) for one in found] == [
        ("w", "别的")
    ]  # u spoke since, and promised nothing
    noted = silent | {"observations": [observation("2025Q2", 80, note="已投产")]}
    data = dataset([spec], [Q1, theirs, noted], tasks=TASKS)
    found = review(data, Period.parse("2025Q2"), date(2025, 7, 30)).promises
    assert [(one.unit, one.answer) for one in found] == [("u", "已投产"), ("w", None)]


def test_promises_for_actions_that_are_not_done() -> None:
    said = {"measures": "赶工", "measures_by": "2025-06-30"}
    first = acting("2025Q1", "2025-04-15", ("1.1", "in_progress", said), ("1.4", "in_progress", said))
    done = acting(
        "2025Q2",
        "2025-07-15",
        ("1.4", "done", {"evidence": "批复"}),
        ("1.1", "in_progress", {"note": "在办"}),
    )
    found = of(first, done).promises
    assert [(one.subject, str(one.since), one.by, one.answer) for one in found] == [
        ("1.1", "2025Q1", date(2025, 6, 30), "在办")
    ]


def test_the_period_itself() -> None:
    found = of(Q1, Q2)
    assert (str(found.period), str(found.next), found.close) == ("2025Q2", "2025Q3", date(2025, 7, 30))
    assert [one.period.last for one in found.filings] == [Period.parse("2025Q2").last]
    assert of(Q1, Q2, day="2025-05-31").months == (5, 36)
    assert of(Q1, Q2).progress == Fraction(1, 6)


def test_who_answers_for_actions_alone_has_a_duty() -> None:
    tasks = [TASKS[0] | {"actions": [ACTIONS[0] | {"units": ["w"]}]}]
    data = dataset([target(baseline=BASE)], [Q1, Q2], tasks=tasks)
    assert [one.unit for one in review(data, Period.parse("2025Q2"), date(2025, 7, 30)).duties] == ["u", "w"]
