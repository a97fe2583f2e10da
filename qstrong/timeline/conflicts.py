"""Where what was filed and what the plan declares say two things of one period, and which of them judges."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from qstrong.model.kinds import baseline_of, of
from qstrong.model.period import Period
from qstrong.model.plan import AnyTarget, Plan
from qstrong.model.shapes.value import dataclass
from qstrong.timeline.comparable import figures, known
from qstrong.timeline.owed import first_month, own_plan
from qstrong.timeline.values import Entry
from qstrong.timeline.vintages import Vintage

Judging = Literal["declared", "filed", "year", "best", "own"]
"""Which of two counts: the declared figure or the filed value; as a baseline the one and as last year's
total the other (`year`); the higher one (`best`); the entry's own `last_year` (`own`)."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two figures for one period that differ."""

    entry: Entry
    """The observation that says it otherwise."""
    key: Literal["value", "last_year"]
    period: Period
    filed: Decimal
    """What it says, under its *key*."""
    other: Decimal
    """What is known besides: declared in targets.yaml, or filed for that period."""
    declared: bool
    """Whether that is declared."""
    judges: Judging


def conflicts(plan: Plan, target: AnyTarget, vintage: Vintage) -> tuple[Conflict, ...]:
    """All of *target*, of the values that count: against declared figures, then what is said of last year."""
    if target.computed:
        return ()
    return (*_declared(own_plan(plan, target), target, vintage), *_last_years(target, vintage))


def _declared(plan: Plan, target: AnyTarget, vintage: Vintage) -> Iterator[Conflict]:
    """Declared figures that a filed value contradicts; of two for one period the baseline."""
    for figure in {one.period.last: one for one in figures(target)}.values():
        entry = vintage.judged(figure.period.last)
        value = entry.observation.value if entry else None
        if entry and value is not None and value != figure.value:
            judges = _judging(plan, target, figure.period.last)
            yield Conflict(entry, "value", entry.period, value, figure.value, declared=True, judges=judges)


def _judging(plan: Plan, target: AnyTarget, month: int) -> Judging:
    """A declared baseline is v0 whatever was filed; else what was filed comes first."""
    if of(target).best and month <= first_month(plan):
        return "best"
    if month != first_month(plan) or baseline_of(target) is None:
        return "filed"
    return "year" if target.measure == "flow_ytd" else "declared"


def _last_years(target: AnyTarget, vintage: Vintage) -> Iterator[Conflict]:
    """A `last_year` that isn't the value filed or declared for that period: the entry's own counts for it."""
    for month, entry in vintage.every_judged():
        said = entry.observation.last_year
        there = known(target, vintage, month - 12) if said is not None else None
        if said is not None and isinstance(there, Decimal) and said != there:
            period = Period.ending(month - 12, entry.period.months, entry.period.shift)
            filed = vintage.judged(month - 12) is not None
            yield Conflict(entry, "last_year", period, said, there, declared=not filed, judges="own")
