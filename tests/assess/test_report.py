"""What a report says of actions and of all targets together, and the marks on its labels."""

from datetime import date
from typing import Any

import pytest

from qstrong.assess.actions import pressing
from qstrong.assess.assess import alone, assess, assess_alone
from qstrong.assess.report import ActionVerdict
from qstrong.model.dataset import Void
from qstrong.model.period import Period
from qstrong.model.steps.years import GrowthYears
from qstrong.model.task import Action
from tests.build import action, dataset, filing, observation, series, target
from tests.there import there

BASE: dict[str, Any] = {"baseline": {"period": 2024, "value": 80}}


def verdict(name: str, label: str, days: int | None) -> ActionVerdict:
    """As one is found, with another label and days."""
    from dataclasses import replace

    found = action({}, as_of="2025-06-01")
    act: Action = replace(found.action, id=name)
    return replace(found, action=act, label=label, days=days)


def test_what_needs_attention_first() -> None:
    """By label; the longest overdue and the longest late first, of all else the nearest deadline."""
    rows = [
        ("done", "done", 5), ("late-1", "done_late", 1), ("late-9", "done_late", 9), ("not-due", "not_due", 3),
        ("standing", "standing", None), ("progress-far", "in_progress", 200), ("progress-none", "in_progress", None),
        ("progress-soon", "in_progress", 40), ("unstarted", "not_started", 9), ("silent", "not_reported", 9),
        ("near-9", "near", 9), ("near-0", "near", 0), ("suspended", "suspended", 1), ("overdue-1", "overdue", 1),
        ("overdue-300", "overdue", 300), ("overdue-40", "overdue", 40),
    ]  # fmt: skip
    found = pressing(verdict(*row) for row in rows)
    assert [one.action.id for one in found] == [
        "overdue-300", "overdue-40", "overdue-1", "suspended", "near-0", "near-9", "silent", "unstarted",
        "progress-soon", "progress-far", "progress-none", "standing", "not-due", "late-9", "late-1", "done",
    ]  # fmt: skip
    assert isinstance(found, tuple)


def test_a_deadline_far_away_comes_before_none() -> None:
    """Plans last for decades: 600 000 days are still a deadline."""
    found = pressing([verdict("none", "in_progress", None), verdict("far", "in_progress", 600_000)])
    assert [one.action.id for one in found] == ["far", "none"]


@pytest.mark.parametrize(
    ("keys", "values", "label"),
    [
        ({}, [("2025", 87)], "on_track"),
        ({"end": "2025-12-31"}, [("2025", 90)], "missed|2025-12-31"),
        ({"end": "2025-12-31"}, [("2025", 100)], "achieved.deadline|2025-12-31"),
        ({"end": "2025-12-31"}, [("2025Q3", 100)], "achieved"),  # early: that isn't its end
        ({"end": "2027-12-31"}, [("2027", 90)], "missed"),  # the plan's own
        ({}, [("2027", 90)], "missed"),
        (
            {"end": "2026-12-31", "method": "statcan", "frequency": "annual"},
            [("2025", 101)],
            "achieved|statcan",
        ),
        (
            {"end": "2025-12-31", "method": "statcan", "frequency": "annual"},
            [("2025", 90)],
            "missed|2025-12-31",
        ),
        ({"end": "2025-12-31", "kind": "growth", "baseline": None}, [("2025Q4", 3)], "missed|2025-12-31"),
        (
            {"end": "2025-12-31", "kind": "record", "baseline": None},
            [("2025", 3)],
            "not_assessable.no_record",
        ),
    ],
)
def test_marks_on_a_label(keys: dict[str, Any], values: list[tuple[str, Any]], label: str) -> None:
    """Whose method gave it, and the day of a deadline of its own that has come."""
    spec = {key: value for key, value in target(**{**BASE, **keys}).items() if value is not None}
    assert series(spec, *values).label == label


@pytest.mark.parametrize(
    ("day", "on", "goal"),
    [
        ("2025-05-31", None, None),
        ("2025-06-01", "2025-06-01", 100),
        ("2025-06-02", "2025-06-01", 100),
        ("2025-07-01", "2025-06-02", 95),  # the latest one replaced what the first had set
    ],
)
def test_the_goal_before_its_latest_revision(day: str, on: str | None, goal: int | None) -> None:
    """Revised on two days that follow each other."""
    days = [
        {"on": "2025-06-01", "value": 95, "reason": "调"},
        {"on": "2025-06-02", "value": 90, "reason": "调"},
    ]
    data = dataset([target(**BASE, revised=days[:1] if day < "2025-06-03" else days)])
    found = assess(data, date.fromisoformat(day)).targets[0].revised
    assert (found and found.on.isoformat(), found and found.target.value) == (on, goal)  # type: ignore[union-attr]


def test_what_a_verdict_alone_depends_on() -> None:
    """A filing that says nothing of the target is no part of it; one that couldn't be read is."""
    filings = [
        filing("2025Q1", "2025-04-10", observation("2025Q1", 90), observation("2025Q1", 1, indicator="y")),
        filing("2025Q1", "2025-04-10", observation("2025Q1", 1, indicator="y"), unit="w"),
        filing("2025Q2", "2025-07-10", observation("2025Q2", 1, indicator="y")),
        filing("2025Q3", "2025-10-10", observation("2025Q3", 1, indicator="y")),
    ]
    void = Void("u", Period.parse("2025Q3"), "observations", 0, "x")
    data = dataset([target(**BASE), target(id="y", reporters=["u", "w"])], filings, voids=[void])
    less = alone(data, "x")
    assert [(one.unit, str(one.period)) for one in less.filings] == [("u", "2025Q1"), ("u", "2025Q3")]
    assert [one.id for one in less.targets] == ["x"]
    for day in (date(2025, 4, 30), date(2025, 11, 1)):
        (whole, _) = assess(data, day).targets
        found = there(assess_alone(data, "x", day))
        assert (found.status, found.data, found.verdict, found.due) == (
            whole.status, whole.data, whole.verdict, whole.due,
        )  # fmt: skip
    assert assess_alone(data, "z", date(2025, 4, 30)) is None


def test_what_the_judged_value_is() -> None:
    total = target(id="s", name={"zh": "合计"}, computed={"sum": ["x"]}, **BASE)
    del total["reporters"]
    flow = target(id="y", measure="flow_ytd", **BASE)
    first = filing(
        "2025Q1",
        "2025-04-10",
        observation("2025Q1", 90),
        observation("2025Q1", 25, indicator="y", last_year=20),
    )
    data = dataset([target(**BASE), flow, total, target(id="z")], [first])
    found = assess(data, date(2025, 4, 30)).targets
    assert [one.judged_as for one in found] == ["filed", "ttm", "computed", None]
    assert [one.verdict.point and one.verdict.point.value for one in found] == [90, 85, 90, None]


def test_years_stand_in_their_order() -> None:
    """Whatever the order in the plan."""
    past = [{"period": year, "value": year - 2015} for year in (2024, 2022, 2023)]
    spec = target(kind="growth", start="2021-12-31", frequency="annual", history=past)
    step = there(series(spec, ("2025", 10)).verdict.step(GrowthYears))
    assert [(str(one.year), int(one.rate), one.met) for one in step.years] == [
        ("2022", 7, True), ("2023", 8, True), ("2024", 9, True), ("2025", 10, True),
    ]  # fmt: skip


def test_how_many_have_a_status() -> None:
    """Two: one owed and there, one filed before it was due; the third isn't there."""
    specs = [target(id=name, name={"zh": name}, **BASE) for name in "abc"]
    early = filing("2025Q1", "2025-04-10", *(observation("2025Q1", 90, indicator=name) for name in "ab"))
    report = assess(dataset(specs, [early]), date(2025, 4, 15))
    assert (report.overall.assessed, report.overall.due, report.overall.total) == (2, 0, 3)
    later = assess(dataset(specs, [early]), date(2025, 4, 30))
    assert (later.overall.assessed, later.overall.assessable, later.overall.due) == (2, 2, 3)
    assert assess(dataset(specs), date(2025, 4, 30)).overall.assessed == 0


def test_baselines_that_are_there() -> None:
    specs = [
        target(id="a", **BASE), target(id="b"), target(id="c", provisional_baseline=True), target(id="d", kind="growth"),
    ]  # fmt: skip
    first = filing("2025Q1", "2025-04-10", observation("2025Q1", 90, indicator="c"))
    report = assess(dataset(specs, [first]), date(2025, 4, 30))
    assert report.baselines == (1, 3)
    assert there(report.targets[2].baseline).origin == "provisional"


def test_what_was_filed_with_the_judged_value() -> None:
    filed = series(target(**BASE), ("2025Q1", 85))
    assert there(filed.said).value == 85
    assert series(target(**BASE), ("2025Q1", 85), as_of="2025-04-01").said is None  # filed later
