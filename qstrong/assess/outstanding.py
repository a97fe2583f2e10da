"""What each unit still has to file for one period: its values, wanted figures, actions and explanations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from qstrong.assess.report import Report, TargetReport
from qstrong.model.period import Period
from qstrong.model.plan import AnyTarget
from qstrong.model.task import Unit
from qstrong.timeline.blank import Asked, blank_of
from qstrong.timeline.duties import AskedAction, Duty, Owed, duties
from qstrong.timeline.owed import first_month
from qstrong.timeline.promises import Promise
from qstrong.timeline.state import OwedState
from qstrong.timeline.wanted import Why


@dataclass(frozen=True, slots=True)
class OwedValue:
    """One value that is owed with a filing."""

    target: AnyTarget
    period: Period
    """The period that the value is for."""
    state: OwedState
    to_come: bool
    """Whether it is still to be filed; what was pending before is asked for again until the due day."""


@dataclass(frozen=True, slots=True)
class WantedFigure:
    """One figure that nobody owes, and that is wanted of the unit (补报数)."""

    target: AnyTarget
    period: Period
    why: Why
    pending: bool
    """Whether the unit's filing says why there is none yet."""

    @property
    def to_come(self) -> bool:
        """Whether it is still to be filed."""
        return not self.pending


@dataclass(frozen=True, slots=True)
class Outstanding:
    """What one unit owes with one filing, and what of it is still to come on the as-of day."""

    unit: Unit
    duty: Duty
    as_of: date
    values: tuple[OwedValue, ...]
    """Every value that is owed, in the plan's order."""
    wanted: tuple[WantedFigure, ...]
    """The figures that are wanted of it, in the plan's order."""
    explanations: tuple[TargetReport, ...]
    """Targets that are behind, of which cause and measures are wanting."""
    outcomes: tuple[Promise, ...]
    """Measures whose day has come, of which it is still to be said what came of them."""
    start: int
    """T0's month."""

    @property
    def missing(self) -> tuple[OwedValue, ...]:
        """The values that are still to come."""
        return tuple(item for item in self.values if item.to_come)

    @property
    def figures(self) -> tuple[WantedFigure, ...]:
        """The wanted figures that are still to come."""
        return tuple(figure for figure in self.wanted if figure.to_come)

    @property
    def baselines(self) -> tuple[WantedFigure, ...]:
        """Of the wanted figures those of T0."""
        return tuple(figure for figure in self.wanted if figure.period.last == self.start)

    @property
    def actions(self) -> tuple[AskedAction, ...]:
        """The actions that are still to be reported on.

        Without a filing all that aren't done; with one those on which the unit has never reported, as an
        action that a filing leaves out is unchanged.
        """
        return tuple(one for one in self.duty.asked if not (self.filed and one.last))

    @property
    def filed(self) -> bool:
        """Whether there is a filing that could be read."""
        return self.duty.filing is not None and not self.duty.broken

    @property
    def owing(self) -> bool:
        """Whether anything is still to come that the unit owes or is asked to explain."""
        return bool(self.missing or self.actions or self.explanations or self.outcomes)

    @property
    def anything(self) -> bool:
        """Whether anything is still to come, wanted figures too."""
        return self.owing or bool(self.figures)

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
    targets = {one.target.id: one for one in report.targets}
    for duty in duties(report.dataset, period, report.as_of):
        asked = blank_of(report.dataset, duty, report.as_of)
        if duty.owed or duty.filing or duty.broken or asked.values or asked.actions:
            values = tuple(_item(targets[one.target].target, one, duty, report.as_of) for one in duty.owed)
            owing = {item.target.id: item for item in values}
            silent = (targets[name] for name, item in owing.items() if _silent(targets[name], item, duty))
            one = Outstanding(
                unit=asked.unit,
                duty=duty,
                as_of=report.as_of,
                values=values,
                wanted=tuple(_figure(duty, one) for one in asked.values if one.why),
                explanations=tuple(silent),
                outcomes=tuple(one for one in asked.promises if not one.answer),
                start=first_month(report.dataset.plan),
            )
            found.append(one)
    return tuple(found)


def _item(target: AnyTarget, owed: Owed, duty: Duty, as_of: date) -> OwedValue:
    again = owed.state == "pending" and duty.filing is None and as_of < duty.day
    return OwedValue(target, owed.due.period, owed.state, owed.since is None or again)


def _figure(duty: Duty, asked: Asked) -> WantedFigure:
    """It is still to come, unless the filing says why there is none yet."""
    assert asked.why
    said = duty.filing.observations if duty.filing else ()
    pending = any(
        one.indicator == asked.target.id and (one.period or duty.period).last == asked.period.last
        for one in said
        if one.pending
    )
    return WantedFigure(asked.target, asked.period, asked.why, pending)


def _silent(report: TargetReport, item: OwedValue, duty: Duty) -> bool:
    """Whether cause and measures are wanting: of what was behind when last judged, or is by this filing."""
    if item.to_come:
        return report.was_behind
    entry = report.verdict.point.entry if report.verdict.point else None
    here = entry is not None and entry.filing is duty.filing
    return here and "unexplained" in report.verdict.flags
