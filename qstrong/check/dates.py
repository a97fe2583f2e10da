"""Rules on time: filings and periods that come early, late, twice, or outside the plan."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from qstrong.check.rule import TARGETS, Context
from qstrong.model.dataset import filing_path
from qstrong.model.filing import Filing
from qstrong.model.period import MONTHS, Period
from qstrong.model.plan import AnyTarget
from qstrong.model.problem import Problem
from qstrong.model.shapes.later import Later
from qstrong.text.problems import problem
from qstrong.timeline.course import is_there
from qstrong.timeline.duties import duties
from qstrong.timeline.owed import due_day, due_on, first_month, last_month, own_or_coarser, own_plan
from qstrong.timeline.state import data_state

YEAR = 12


def off_beat(context: Context) -> Iterator[Problem]:
    """Q121: a filing for a period that isn't of the plan's step."""
    months = MONTHS[context.dataset.plan.filing.every]
    for filing in context.dataset.filings:
        if filing.period.months != months:
            last = -(-filing.period.last // months) * months
            yield _at(
                filing,
                "Q121",
                "period",
                period=filing.period,
                right=Period.ending(last, months, context.dataset.plan.shift),
            )


def days_of_filing(context: Context) -> Iterator[Problem]:
    """Q306: filed in the future. Q307: before its period ended. Q308: what was owed came late."""
    plan = context.dataset.plan
    late = _came_late(context)
    for filing in context.dataset.filings:
        words: dict[str, object] = {"filed": filing.filed, "period": filing.period, "end": filing.period.end}
        due = due_day(plan, filing.period)
        if context.day and filing.filed > context.day:
            yield _at(filing, "Q306", "filed", day=context.day, **words)
        own = (one.period or filing.period for one in filing.observations)
        if filing.filed < filing.period.end and all(period.end <= filing.filed for period in own):
            yield _at(filing, "Q307", "filed", **words)
        elif (filing.unit, filing.period.last) in late and filing.period.months == MONTHS[plan.filing.every]:
            yield _at(filing, "Q308", "filed", due=due, days=(filing.filed - due).days, **words)


def _came_late(context: Context) -> set[tuple[str, int]]:
    """The filings, by unit and last month, with which something came that was owed and due before."""
    dataset = context.dataset
    filings = {
        (one.unit, one.period.last): one
        for one in dataset.filings
        if one.filed > due_day(dataset.plan, one.period)
    }
    found = set()
    for last, period in {one.period.last: one.period for one in filings.values()}.items():
        for duty in duties(dataset, period, date.max):
            filing = filings.get((duty.unit, last))
            days = [one.since for one in duty.owed] or [duty.came]
            if filing and filing.filed in days:
                found.add((duty.unit, last))
    return found


def _at(filing: Filing, code: str, pointer: str, **words: object) -> Problem:
    return problem(code, filing_path(filing.unit, filing.period), pointer, **words)


def odd_periods(context: Context) -> Iterator[Problem]:
    """Q305: finer than the target's frequency. Q309: after T1. Q310: more than a year before T0."""
    plan = context.dataset.plan
    for target in context.indicators:
        own = own_plan(plan, target)
        start, end = first_month(own), max(last_month(own), last_month(plan))
        for month, entries in context.known.of[target.id].values.items():
            if start - YEAR <= month <= end and (month <= start or own_or_coarser(target, month)):
                continue
            for entry in entries.values():
                key = "period" if entry.observation.period else "indicator"
                words: dict[str, object] = {"name": target.name, "period": entry.period}
                if month > end:
                    yield context.at_entry("Q309", entry, key, end=plan.end, **words)
                elif month < start - YEAR:
                    yield context.at_entry("Q310", entry, key, start=plan.start, **words)
                else:
                    year = (entry.last - 1) // 12 - 1
                    yield context.at_entry("Q305", entry, key, frequency=_often(target), year=year, **words)


def _often(target: AnyTarget) -> str:
    return target.frequency if isinstance(target.frequency, str) else "annual"


def nobody(context: Context) -> Iterator[Problem]:
    """Q404: what is owed by the day, and nobody reports, nor says why."""
    if context.day is None:
        return
    dataset = context.dataset
    for i, target in enumerate(dataset.targets):
        if target.of or target.computed or not is_there(target, context.day):
            continue
        vintage = context.known.of[target.id]
        due, _ = due_on(dataset.plan, target, context.day)
        state = data_state(dataset, target, vintage, due, context.day)
        if due and target.reporters and state == "not_reported":
            yield problem(
                "Q404",
                TARGETS,
                f"targets/{i}/reporters",
                name=target.name,
                period=due.period,
                day=due.day,
                reporters=Later(partial(context.unit_names, target.reporters)),
                path=filing_path(target.reporters[0], due.filing),
            )
