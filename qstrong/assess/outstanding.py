"""What each unit still has to file for one period: its values, baselines, actions and explanations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from qstrong.assess.report import Report, TargetReport
from qstrong.model.period import Period
from qstrong.model.plan import AnyTarget
from qstrong.model.task import Unit
from qstrong.timeline.blank import Asked, AskedAction, Blank, blank_of
from qstrong.timeline.duties import Duty, OwedState, duties
from qstrong.timeline.vintages import vintages


@dataclass(frozen=True, slots=True)
class Item:
    """One value that is owed with a filing, or T0's value where a baseline is wanting."""

    target: AnyTarget
    period: Period
    """The period that the value is for."""
    state: OwedState
    wanted: bool
    """Whether it is still to be filed."""


@dataclass(frozen=True, slots=True)
class Outstanding:
    """What one unit owes with one filing, and what of it is still to come on the as-of day."""

    unit: Unit
    duty: Duty
    as_of: date
    values: tuple[Item, ...]
    """Every value that is owed, in the plan's order."""
    bases: tuple[Item, ...]
    """T0's values that are wanting, in the plan's order."""
    asked: tuple[AskedAction, ...]
    """The actions that aren't done, in the plan's order."""
    explanations: tuple[TargetReport, ...]
    """Targets that are behind, of which cause and measures are wanting."""

    @property
    def missing(self) -> tuple[Item, ...]:
        """The values that are still to come."""
        return tuple(item for item in self.values if item.wanted)

    @property
    def baselines(self) -> tuple[Item, ...]:
        """The baselines that are still to come."""
        return tuple(item for item in self.bases if item.wanted)

    @property
    def actions(self) -> tuple[AskedAction, ...]:
        """The actions that are still to be reported on.

        Without a filing all that aren't done; with one those on which the unit has never reported, as an
        action that a filing leaves out is unchanged.
        """
        return tuple(one for one in self.asked if not (self.filed and one.last))

    @property
    def filed(self) -> bool:
        """Whether there is a filing that could be read."""
        return self.duty.filing is not None and not self.duty.broken

    @property
    def anything(self) -> bool:
        """Whether anything is still to come."""
        return bool(self.missing or self.baselines or self.actions or self.explanations)

    @property
    def days_left(self) -> int:
        """Days from the as-of day to the due day; negative after it."""
        return (self.duty.day - self.as_of).days

    @property
    def closed(self) -> bool:
        """Whether the filing has closed."""
        return self.as_of > self.duty.close


def outstanding(report: Report, period: Period) -> tuple[Outstanding, ...]:
    """Each unit that owes or has filed anything for *period*, in the order of units.yaml."""
    found = []
    known = vintages(report.dataset, report.as_of)
    for duty in duties(report.dataset, period, report.as_of):
        asked = blank_of(report.dataset, duty, report.as_of, known)
        if duty.owed or duty.filing or duty.broken or asked.values or asked.actions:
            found.append(_outstanding(report, duty, asked))
    return tuple(found)


def _outstanding(report: Report, duty: Duty, asked: Blank) -> Outstanding:
    filed = duty.filing is not None and not duty.broken
    targets = {one.target.id: one for one in report.targets}
    states = {(one.target, one.due.period): one.state for one in duty.owed}
    values = tuple(
        _item(targets[name].target, period, state, filed=filed) for (name, period), state in states.items()
    )
    bases = tuple(
        _item(one.target, one.period, _base_state(duty, one), filed=filed)
        for one in asked.values
        if one.is_baseline
    )
    owing = {item.target.id: item for item in values}
    return Outstanding(
        unit=asked.unit,
        duty=duty,
        as_of=report.as_of,
        values=values,
        bases=bases,
        asked=asked.actions,
        explanations=tuple(targets[name] for name in owing if _silent(targets[name], owing[name], duty)),
    )


def _item(target: AnyTarget, period: Period, state: OwedState, *, filed: bool) -> Item:
    """A value that is pending is asked for again by the next filing, and not wanted from this one."""
    wanted = state in ("missing", "invalid") or (state == "pending" and not filed)
    return Item(target, period, state, wanted)


def _base_state(duty: Duty, asked: Asked) -> OwedState:
    """A baseline that is wanting is missing, unless the filing says why there is none yet."""
    said = duty.filing.observations if duty.filing else ()
    pending = any(
        one.indicator == asked.target.id and (one.period or duty.period).last == asked.period.last
        for one in said
        if one.pending
    )
    return "pending" if pending else "missing"


def _silent(report: TargetReport, item: Item, duty: Duty) -> bool:
    """Whether cause and measures are wanting: of what was behind when last judged, or is by this filing."""
    if item.wanted:
        return report.was_behind
    entry = report.verdict.point.entry if report.verdict.point else None
    here = entry is not None and entry.filing is duty.filing
    return here and "unexplained" in report.verdict.flags
