"""One period in review: what is gathered for a bulletin."""

from datetime import date

from qstrong.assess.review import previous_period, review
from qstrong.model.period import Period
from tests.build import dataset, filing, observation, target

BASE = {"period": 2024, "value": 80}
ACTIONS = [
    {"id": "1.1", "title": {"zh": "甲"}, "units": ["u"], "due": "2025-03-31"},
    {"id": "1.2", "title": {"zh": "乙"}, "units": ["u"], "due": "2025-09-30"},
    {"id": "1.3", "title": {"zh": "丙"}, "units": ["u"], "due": "2025-12-31"},
    {"id": "1.4", "title": {"zh": "丁"}, "units": ["u"]},
]
TASKS = [{"id": 1, "section": "s", "title": {"zh": "任务"}, "units": ["u", "w"], "actions": ACTIONS}]
SAID = {"cause": "因", "measures": "措", "measures_by": "2025-06-30"}


def of(*filings, period="2025Q2", day="2025-07-30", **keys):
    data = dataset([target(baseline=BASE)], filings, tasks=TASKS, **keys)
    return review(data, Period.parse(period), date.fromisoformat(day))


Q1 = filing("2025Q1", "2025-04-15", observation("2025Q1", 80, **SAID))
Q2 = filing("2025Q2", "2025-07-15", observation("2025Q2", 80.1))


def test_behind_and_promises_that_fell_due():
    found = of(Q1, Q2)
    assert [one.target.id for one in found.behind] == ["x"]
    (promise,) = found.promises
    assert (promise.unit, promise.subject, str(promise.since), promise.measures, promise.note) == (
        "u", "x", "2025Q1", "措", None,
    )  # fmt: skip


def test_a_note_answers_a_promise():
    (promise,) = of(Q1, filing("2025Q2", "2025-07-15", observation("2025Q2", 80.1, note="已投产"))).promises
    assert promise.note == "已投产"


def test_no_promise_where_it_is_not_due_or_nothing_is_behind():
    later = filing("2025Q1", "2025-04-15", observation("2025Q1", 80, **SAID | {"measures_by": "2025-12-31"}))
    assert of(later, Q2).promises == ()
    assert of(Q1, filing("2025Q2", "2025-07-15", observation("2025Q2", 95))).promises == ()


def test_actions_done_overdue_and_due_next():
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


def test_revised_values_of_this_period_only():
    mend = filing(
        "2025Q2",
        "2025-07-15",
        observation("2025Q2", 82),
        observation("2025Q1", 81, flag="revised", reason="核定"),
    )
    found = of(Q1, mend)
    assert [(str(entry.period), entry.observation.reason) for entry in found.revised] == [("2025Q1", "核定")]
    assert of(Q1, mend, period="2025Q3", day="2025-10-30").revised == ()


def test_the_first_period_is_compared_with_nothing():
    plan = dataset([target()]).plan
    assert previous_period(plan, Period.parse("2025Q1")) is None
    assert previous_period(plan, Period.parse("2025Q2")) == Period.parse("2025Q1")
    assert of(Q1, period="2025Q1", day="2025-04-30").comparison is None
    assert of(Q1, Q2).comparison.before.as_of == date(2025, 4, 30)


def test_time_is_that_of_the_period():
    assert of(Q1, Q2, day="2025-12-31").months == (6, 36)


def test_units_that_owe_nothing_are_left_out():
    assert [duty.unit for duty in of(Q1, Q2).duties] == ["u"]
