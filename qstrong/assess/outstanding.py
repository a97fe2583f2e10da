"""What each unit still has to file for one period: its values, wanted figures, actions and explanations.

Who must explain what is one list, from which every paper, letter and form says it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial

from qstrong.assess.report import Report, TargetReport
from qstrong.model.filing import Filed
from qstrong.model.index import index
from qstrong.model.period import Period
from qstrong.model.plan import AnyTarget
from qstrong.model.shapes.value import dataclass
from qstrong.model.task import Unit
from qstrong.timeline.blank import Asked, blank_of
from qstrong.timeline.course import answering, whole
from qstrong.timeline.duties import AskedAction, Duty, Owed, duties
from qstrong.timeline.explained import Explanation, Wanting
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
    explanations: tuple[Explanation, ...]
    """What it has still to explain."""
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
    # a withdrawn target's indicator is owed as long as others are judged on it
    known = dict(index(whole(report.dataset)).targets) | {one.target.id: one.target for one in report.targets}
    wanting: dict[str, list[Explanation]] = {}
    for each in unexplained(report, period):
        wanting.setdefault(each.unit, []).append(each)
    for duty in duties(report.dataset, period, report.as_of):
        asked = blank_of(report.dataset, duty, report.as_of)
        mine = tuple(wanting.get(duty.unit, ()))
        if duty.owed or duty.filing or duty.broken or asked.values or asked.actions or mine:
            values = tuple(_item(known[one.target], one, duty, report.as_of) for one in duty.owed)
            one = Outstanding(
                unit=asked.unit,
                duty=duty,
                as_of=report.as_of,
                values=values,
                wanted=tuple(_figure(duty, one) for one in asked.values if one.why),
                explanations=mine,
                outcomes=tuple(one for one in asked.promises if not one.answer),
                start=first_month(report.dataset.plan),
            )
            found.append(one)
    return tuple(found)


def _item(target: AnyTarget, owed: Owed, duty: Duty, as_of: date) -> OwedValue:
    return OwedValue(target, owed.due.period, owed.state, to_come(owed, duty, as_of))


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


def unexplained(report: Report, period: Period) -> tuple[Explanation, ...]:
    """What is wanting on the as-of day, with the filing for *period*; targets first, in the plan's order.

    Of a target that is behind, or was when it was last judged: from each unit whose value with that filing
    is still to come, cause and measures; else what the judged value's own filing doesn't say, from whoever
    filed it. Of an action that is overdue or suspended: what the latest report of none of its units says.
    """
    owing = duties(report.dataset, period, report.as_of)
    coming: dict[str, list[Duty]] = {}
    for duty in owing:
        for name in {owed.target for owed in duty.owed if to_come(owed, duty, report.as_of)}:
            coming.setdefault(name, []).append(duty)
    targets = (
        one
        for target in report.targets
        if target.was_behind
        for one in _of(target, report, coming.get(target.target.indicator, ()))
    )
    reports = {one.action.id: [said for _, said in one.reports.values()] for one in report.actions}
    actions = (one for duty in owing for one in _of_actions(duty, reports, report.as_of))
    return (*targets, *actions)


def to_come(owed: Owed, duty: Duty, as_of: date) -> bool:
    """Whether a value is still to be filed; what was pending before is asked for until the due day."""
    again = owed.state == "pending" and duty.filing is None and as_of < duty.day
    return owed.since is None or again


def _of(one: TargetReport, report: Report, coming: Sequence[Duty]) -> Iterator[Explanation]:
    """What is wanting of a target; *coming*: the filings with which a value of its is still to come."""
    target, as_of = one.target, report.as_of
    if target.computed:
        return
    entry = one.verdict.point.entry if one.verdict.point else None
    made = partial(
        Explanation,
        part="observations",
        subject=target.id,
        filed_under=target.indicator,
        title=target.name,
        status=one.last_status or one.status,
        label=one.verdict.label,
        period=one.verdict.point.period if one.verdict.point else None,
    )
    for duty in coming:
        yield made(unit=duty.unit, wanting=("cause", "measures"), coming=as_of < duty.day)
    if coming or entry is None:
        return
    wanting = _wanting(entry.observation, *((one.pending.observation,) if one.pending else ()))
    for unit in answering(whole(report.dataset), (entry.filing.unit,), as_of) if wanting else ():
        yield made(unit=unit, wanting=wanting, entry=entry)


def _of_actions(duty: Duty, reports: Mapping[str, Sequence[Filed]], as_of: date) -> Iterator[Explanation]:
    for asked in duty.asked:
        wanting = _wanting(*reports[asked.action.id])
        if asked.behind and wanting:
            action = asked.action
            overdue = action.due is not None and action.due < as_of
            yield Explanation(
                unit=duty.unit,
                part="actions",
                subject=action.id,
                filed_under=action.id,
                title=action.title,
                status="overdue" if overdue else "off_track",
                label="overdue" if overdue else "suspended",
                wanting=wanting,
                coming=asked.last is None and as_of < duty.day,
            )


def _wanting(*said: Filed) -> tuple[Wanting, ...]:
    """What none of them says."""
    keys: tuple[Wanting, ...] = ("cause", "measures")
    return tuple(key for key in keys if not any(getattr(one, key) for one in said))
