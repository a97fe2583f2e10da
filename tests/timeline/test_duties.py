"""What each unit owes, and what came of it."""

from datetime import date
from typing import Any

import pytest

from qstrong.model.dataset import Void
from qstrong.model.period import Period
from qstrong.timeline.duties import duties, indicators_owed
from tests.build import dataset, filing, observation, target
from tests.there import there

Q1 = Period.parse("2025Q1")


def states(
    *filings: dict[str, Any],
    spec: Any = None,
    day: str = "2025-05-01",
    voids: tuple[()] = (),
    units: tuple[str, str] = ("u", "w"),
) -> dict[str, Any]:
    """Each unit's state of the target x in the filing for 2025Q1."""
    data = dataset([spec or target(reporters=list(units))], filings, voids=voids, units=units)
    return {
        duty.unit: [owed.state for owed in duty.owed] for duty in duties(data, Q1, date.fromisoformat(day))
    }


VALUE = filing("2025Q1", "2025-04-10", observation("2025Q1", 10))
WHY = filing("2025Q1", "2025-04-10", observation("2025Q1"))
WRONG = filing("2025Q1", "2025-04-10", observation("2025Q1", 10, flag="revised"))


@pytest.mark.parametrize(("filed", "state"), [(VALUE, "reported"), (WHY, "pending")], ids=["value", "why"])
def test_what_one_reporter_filed_is_there_for_all(filed: dict[str, Any], state: str) -> None:
    assert states(filed) == {"u": [state], "w": [state]}
    assert states(filed | {"unit": "w"}) == {"u": [state], "w": [state]}


def test_another_reporters_error_excuses_nobody() -> None:
    assert states(WRONG) == {"u": ["invalid"], "w": ["missing"]}
    assert states(WRONG | {"unit": "w"}) == {"u": ["missing"], "w": ["invalid"]}


def test_a_filing_that_cannot_be_read_is_its_own_units() -> None:
    void = Void("w", Q1)
    data = dataset([target(reporters=["u", "w"])], voids=[void])
    first, second = duties(data, Q1, date(2025, 5, 1))
    assert [(duty.broken, duty.owed[0].state) for duty in (first, second)] == [
        (False, "missing"),
        (True, "invalid"),
    ]


@pytest.mark.parametrize(
    ("void", "broken"),
    [
        (Void("u", Q1), True),
        (Void("u", Period.parse("2025-03")), True),  # the same period, written otherwise
        (Void("u", Period.parse("2025Q2")), False),
        (Void("u", Q1, "observations", 0, "x"), False),
        (Void("u", Q1, "actions", 0, "1.1"), False),
    ],
)
def test_broken_is_what_cannot_be_read_at_all(void: Void, broken: bool) -> None:
    (duty, _) = duties(dataset([target()], voids=[void]), Q1, date(2025, 5, 1))
    assert duty.broken == broken


@pytest.mark.parametrize(
    ("filed", "day", "late"),
    [
        ("2025-04-20", "2025-05-01", None),
        ("2025-04-21", "2025-05-01", 1),
        (None, "2025-04-20", None),
        (None, "2025-04-21", 1),
        ("2025-04-30", "2025-04-25", 5),  # not there yet
        ("2025-04-25", "2025-04-25", 5),
    ],
)
def test_days_late(filed: str | None, day: str, late: int | None) -> None:
    filings = [filing("2025Q1", filed, observation("2025Q1", 10))] if filed else []
    (duty, _) = duties(dataset([target()], filings), Q1, date.fromisoformat(day))
    assert duty.days_late == late
    assert (duty.filing is not None) == bool(filed and filed <= day)


def test_a_filing_is_found_by_its_unit_and_the_end_of_its_period() -> None:
    filings = [
        filing("2025Q2", "2025-07-10"),
        filing("2025-03", "2025-04-10"),
        filing("2025Q1", "2025-04-11", unit="w"),
    ]
    first, second = duties(dataset([target()], filings), Q1, date(2025, 8, 1))
    assert (str(there(first.filing).period), there(first.filing).unit) == ("2025-03", "u")
    assert (str(there(second.filing).period), there(second.filing).unit) == ("2025Q1", "w")


@pytest.mark.parametrize(
    ("spec", "period", "state"),
    [
        ({}, "2025Q1", "reported"),
        ({}, "2025Q2", "missing"),  # a later one stands for the target's data, not for what is owed
        ({"frequency": "annual"}, "2025Q3", "missing"),
        ({"frequency": "half"}, "2025H1", "reported"),
        ({"frequency": "half"}, "2025-06", "reported"),  # the same period, written otherwise
        ({"frequency": "half"}, "2025", "missing"),
    ],
)
def test_a_value_reports_the_period_that_it_is_for(spec: dict[str, Any], period: str, state: str) -> None:
    due = Period.parse({"annual": "2025Q4", "half": "2025Q2"}.get(str(spec.get("frequency")), "2025Q1"))
    filed = filing("2025Q4", "2026-01-10", observation(period, 10))
    (duty, _) = duties(dataset([target(**spec)], [filed]), due, date(2026, 2, 1))
    assert [owed.state for owed in duty.owed] == [state]


def test_only_what_is_due_with_the_filing_is_owed_with_it() -> None:
    specs = [target(), target(id="y", frequency="half"), target(id="z", frequency="annual", due_days=100)]
    data = dataset(specs)
    found = {}
    for period in ("2025Q1", "2025Q2", "2025Q4", "2026Q1"):
        (duty, _) = duties(data, Period.parse(period), date(2025, 1, 1))
        found[period] = [(owed.target, str(owed.due.period)) for owed in duty.owed]
    assert found == {
        "2025Q1": [("x", "2025Q1")],
        "2025Q2": [("x", "2025Q2"), ("y", "2025H1")],
        "2025Q4": [("x", "2025Q4"), ("y", "2025H2")],
        "2026Q1": [("x", "2026Q1"), ("z", "2025")],
    }


def test_the_actions_that_a_unit_answers_for() -> None:
    actions = [
        {"id": "1.1", "title": {"zh": "甲"}},
        {"id": "1.2", "title": {"zh": "乙"}, "units": ["w"]},
    ]
    tasks = [{"id": 1, "section": "s", "title": {"zh": "任务"}, "units": ["u", "w"], "actions": actions}]
    first, second = duties(dataset([], tasks=tasks), Q1, date(2025, 5, 1))
    assert (first.actions, second.actions) == (("1.1",), ("1.1", "1.2"))


@pytest.mark.parametrize("turned", [False, True])
def test_an_indicator_with_two_goals_is_owed_by_the_name_of_its_own_target(*, turned: bool) -> None:
    two = [target(), target(id="later", of="x", name={"zh": "另一个目标"})]
    for key in ("reporters", "uom", "measure", "frequency", "decimals", "data_source", "group"):
        two[1].pop(key)
    data = dataset([*reversed(two)] if turned else two)
    ((found, owed),) = indicators_owed(data)
    assert found.id == "x"
    assert len({due.period.last for due in owed}) == len(owed) == 12
