"""Who answers for a unit that isn't there yet, or no more."""

from datetime import date
from typing import Any

import pytest

from qstrong.model.period import Period
from qstrong.timeline.course import answering
from qstrong.timeline.duties import duties
from tests.build import dataset, filing, target

LINE: tuple[dict[str, Any], ...] = (
    {"id": "old", "until": "2025-06-30", "successor": "mid"},
    {"id": "mid", "from": "2025-07-01", "until": "2026-06-30", "successor": "new"},
    {"id": "new", "from": "2026-07-01"},
)


@pytest.mark.parametrize("named", ["old", "mid", "new"])
@pytest.mark.parametrize(
    ("day", "who"),
    [
        ("2025-06-30", "old"),
        ("2025-07-01", "mid"),
        ("2026-06-30", "mid"),
        ("2026-07-01", "new"),
    ],
)
def test_one_of_a_line_answers_whichever_is_named(named: str, day: str, who: str) -> None:
    data = dataset([target(reporters=[named])], units=LINE)
    assert answering(data, (named,), date.fromisoformat(day)) == (who,)


def test_two_answer_until_they_become_one_that_is_named() -> None:
    units = (
        {"id": "a", "until": "2025-06-30", "successor": "c"},
        {"id": "b", "until": "2025-06-30", "successor": "c"},
        {"id": "c", "from": "2025-07-01"},
    )
    data = dataset([target(reporters=["c"])], units=units)
    assert answering(data, ("c",), date(2025, 6, 30)) == ("a", "b")
    assert answering(data, ("a", "b"), date(2025, 7, 1)) == ("c",)


def test_a_circle_ends() -> None:
    units = (
        {"id": "a", "from": "2026-01-01", "until": "2027-01-01", "successor": "b"},
        {"id": "b", "from": "2026-01-01", "until": "2027-01-01", "successor": "a"},
    )
    data = dataset([target(reporters=["a"])], units=units)
    assert answering(data, ("a",), date(2025, 6, 30)) == ("b",)
    ended = [
        {"id": "a", "until": "2025-01-31", "successor": "b"},
        {"id": "b", "until": "2025-02-28", "successor": "c"},
    ]
    data = dataset([], units=(*ended, {"id": "c", "until": "2025-03-31", "successor": "b"}))
    assert answering(data, ("a",), date(2025, 6, 30)) == ()  # the circle doesn't hold the first


def test_the_file_that_a_unit_filed_before_it_ended_is_its_successors() -> None:
    """Who owes actions alone owes the file: filed by the old unit, it isn't missing of the new one."""
    units = ({"id": "old", "until": "2025-04-10", "successor": "new"}, "new", "u")
    actions = [{"id": "1.1", "title": {"zh": "举措"}, "units": ["old"]}]
    tasks = [{"id": 1, "section": "s", "title": {"zh": "任务"}, "units": ["old"], "actions": actions}]
    report = [{"action": "1.1", "state": "in_progress", "progress": "进展"}]
    filed = filing("2025Q1", "2025-04-05", unit="old", actions=report)
    day, period = date(2025, 4, 25), Period.parse("2025Q1")
    for filings, state in (((), "none"), ((filed,), "complete")):
        found = {
            one.unit: one
            for one in duties(dataset([target()], filings, units=units, tasks=tasks), period, day)
        }
        assert (found["old"].state, found["new"].state) == (None, state)
