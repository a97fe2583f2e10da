"""Measures whose day has come: which of them a filing is asked about, and where that is asked."""

from datetime import date
from typing import Any

import pytest

from qstrong.cli.recording.questions import action_step, questions, value_step
from qstrong.model.period import Period
from qstrong.render.look import Look
from qstrong.timeline.blank import blank
from qstrong.timeline.promises import promises
from qstrong.write.filing.scaffold import scaffold
from qstrong.write.form.formrows import rows_of
from qstrong.write.form.held import Held
from tests.build import dataset, filing, observation, target

Raw = dict[str, Any]

TASKS = [
    {
        "id": 1,
        "section": "s",
        "title": {"zh": "任务"},
        "units": ["u"],
        "actions": [{"id": "1.1", "title": {"zh": "甲"}}],
    }
]


def said(day: str, measures: str = "措施") -> dict[str, str]:
    return {"measures": measures, "measures_by": day}


def asked(*filings: Raw, period: str = "2025Q3", day: str = "2025-10-10") -> dict[str, Any]:
    """By subject: the measures, since when, and the answer."""
    data = dataset([target()], filings, tasks=TASKS)
    found = promises(data, Period.parse(period), date.fromisoformat(day))
    return {subject: (one.measures, str(one.since), one.answer) for (_, subject), one in found.items()}


def of(period: str, filed: str, **keys: Any) -> Raw:
    return filing(period, filed, observation(period, 90, **keys))


def test_a_later_promise_stands_in_for_an_earlier_one() -> None:
    first, second = of("2025Q1", "2025-04-10", **said("2025-08-31", "甲")), "2025-07-10"
    assert asked(first, of("2025Q2", second, **said("2025-09-30", "乙"))) == {"x": ("乙", "2025Q2", None)}
    assert asked(first, of("2025Q2", second, **said("2025-10-01", "乙"))) == {}


def test_who_spoke_before_the_day_came_still_owes_the_answer() -> None:
    first = of("2025Q1", "2025-04-10", **said("2025-08-31"))
    assert asked(first, of("2025Q2", "2025-07-10", cause="因")) == {"x": ("措施", "2025Q1", None)}
    assert asked(first, of("2025Q2", "2025-07-10"), period="2025Q2", day="2025-07-20") == {}


def test_who_was_asked_and_spoke_isn_t_asked_again() -> None:
    first = of("2025Q1", "2025-04-10", **said("2025-06-30"))
    assert asked(first, of("2025Q2", "2025-07-10")) == {}
    assert asked(first) == {"x": ("措施", "2025Q1", None)}


@pytest.mark.parametrize("how", ["outcome", "progress"])
def test_an_action_s_progress_is_an_answer(how: str) -> None:
    report = {"action": "1.1", "state": "in_progress"}
    first = filing("2025Q2", "2025-07-10", actions=[report | said("2025-09-30")])
    second = filing("2025Q3", "2025-10-10", actions=[report | {how: "已联调"}])
    assert asked(first, second) == {"1.1": ("措施", "2025Q2", "已联调")}
    assert asked(first, second, day="2025-10-09") == {"1.1": ("措施", "2025Q2", None)}


def test_it_is_asked_for_wherever_a_filing_is_filled_in() -> None:
    promise = said("2025-09-30", "三季度投产")
    report = {"action": "1.1", "state": "in_progress"} | promise
    first = of("2025Q2", "2025-07-10", **promise) | {"actions": [report]}
    data = dataset([target()], [first], tasks=TASKS)
    form = blank(data, "u", Period.parse("2025Q3"), date(2025, 10, 10))
    assert {one.subject for one in form.promises} == {"x", "1.1"}

    text = scaffold(form, "zh")
    assert text.count("    outcome:\n") == text.count("2025-09-30 前完成): 三季度投产\n") == 2

    rows = rows_of(form, Held(), "zh", ())
    for row, where in ((rows.values[0], "last"), (rows.actions[0], "was")):
        assert row.wanted == {"outcome"}
        assert row.known[where].endswith("2025-09-30前完成的措施：三季度投产")

    look = Look("zh")
    steps = [
        value_step(form.values[0], data, "u", look, explain=False),
        action_step(form.actions[0], look, explain=False),
    ]
    for step, says in zip(steps, ({"value": "90"}, {"state": "in_progress"}), strict=True):
        (question,) = [one for one in questions(step, says, look) if one.key == "outcome"]
        assert question.needed
        assert "三季度投产" in question.lead
    assert "outcome" in [one.key for one in questions(steps[0], {"pending": "未出"}, look)]
    assert "outcome" not in [one.key for one in questions(steps[0], {}, look)]
