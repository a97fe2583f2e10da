"""What a unit is asked for with one filing: each value and action, with what its clerk may want to see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction

from qstrong.model.dataset import Dataset
from qstrong.model.index import index
from qstrong.model.kinds import method_of
from qstrong.model.period import Period, grain
from qstrong.model.plan import AnyTarget, Plan, is_count
from qstrong.model.shapes.value import dataclass
from qstrong.model.task import Unit
from qstrong.model.terms.exact import Exact
from qstrong.timeline.comparable import Series, figures, path_of, series, with_goal
from qstrong.timeline.comparable import known as known_value
from qstrong.timeline.computed import vintages
from qstrong.timeline.course import on, whole
from qstrong.timeline.duties import AskedAction, Duty, duties
from qstrong.timeline.path import on_path
from qstrong.timeline.promises import Promise, promises
from qstrong.timeline.values import Due, Entry
from qstrong.timeline.vintages import Vintage
from qstrong.timeline.wanted import Why, wanted


@dataclass(frozen=True, slots=True)
class Asked:
    """One value that is asked for. Values are in the target's unit of measure."""

    target: AnyTarget
    period: Period
    """The period that the value is for: the filing's own, or another one."""
    due: Due | None
    """Why it is owed; None where nobody owes it: a wanted figure."""
    last: tuple[Period, Exact] | None
    """The latest value known for an earlier period: filed, else from targets.yaml."""
    expected: Fraction | None
    """The path's value at the period's end; of what accumulates over a year that isn't over, the value up
    to then with which the trailing twelve months are on the path."""
    year_ago: Exact | None = None
    """上年同期: the value for the same months a year before, where it is known."""
    why: Why | None = None
    """What a wanted figure is wanted for."""
    promise: Promise | None = None
    """Measures of which it is asked what came of them; of a target's several values the last is asked."""

    explained: Entry | None = None
    """The value that was filed, where nothing but its explanation is asked for."""

    @property
    def is_wanted(self) -> bool:
        """Whether nobody owes it, and no explanation is asked for beside it."""
        return self.due is None and self.explained is None

    @property
    def part_of_year(self) -> bool:
        """Whether it accumulates over a year that isn't over at the period's end."""
        return self.target.measure == "flow_ytd" and grain(self.period.last) < 12


@dataclass(frozen=True, slots=True)
class Blank:
    """All that is asked of `unit` with its filing for `period`, due on `day`, closing on `close`."""

    dataset: Dataset
    unit: Unit
    period: Period
    day: date
    close: date
    values: tuple[Asked, ...]
    """In the plan's order; the figures that a target wants right behind its value."""
    actions: tuple[AskedAction, ...]
    """Those that aren't done yet, in the plan's order."""

    @property
    def promises(self) -> tuple[Promise, ...]:
        """Measures of which it is asked what came of them."""
        asked = (*(one.promise for one in self.values), *(one.promise for one in self.actions))
        return tuple(promise for promise in asked if promise)


def blank(dataset: Dataset, unit: str, period: Period, as_of: date) -> Blank:
    """What *unit* is asked for with the filing for *period*, by what was known on *as_of*.

    Asked for are the periods that fall due with it (timeline.owed.dues) and whose values aren't there by
    another filing, the figures that are wanted of the unit, and its actions that aren't done.
    Raises StopIteration where the unit isn't one of the plan's.
    """
    duty = next(one for one in duties(dataset, period, as_of) if one.unit == unit)
    return blank_of(dataset, duty, as_of)


def blank_of(dataset: Dataset, duty: Duty, as_of: date) -> Blank:
    """The same where the unit's duty is at hand."""
    return Blank(
        dataset=dataset,
        unit=index(dataset).units[duty.unit],
        period=duty.period,
        day=duty.day,
        close=duty.close,
        values=tuple(_values(dataset, duty, as_of)),
        actions=duty.asked,
    )


def _values(dataset: Dataset, duty: Duty, as_of: date) -> Iterator[Asked]:
    known, dataset = vintages(dataset, as_of), on(dataset, as_of)
    plan, asked = dataset.plan, set[tuple[str, int]]()
    promised = promises(dataset, duty.period, as_of)
    for target in index(dataset).targets_of[duty.unit]:
        vintage = known.of[target.id]
        found = series(plan, target, vintage)
        owing = [
            owed.due
            for owed in duty.owed
            if owed.target == target.indicator
            and (owed.target, owed.due.period.last) not in asked
            and not target.computed
            and not _filed_elsewhere(vintage, duty, owed.due)
        ]
        for due in owing:
            asked.add((target.indicator, due.period.last))
            value = _asked(plan, _filed_under(dataset, target), found, due.period, due)
            promise = promised.get((duty.unit, target.indicator)) if due is owing[-1] else None
            yield replace(value, promise=promise)
        for figure in wanted(dataset, target, found, as_of):
            about = (figure.target, figure.period.last)
            if figure.unit == duty.unit and figure.period.last <= duty.period.last and about not in asked:
                asked.add(about)
                one = index(whole(dataset)).targets[figure.target]
                there = found if one.indicator == target.indicator else series(plan, one, known.of[one.id])
                yield _asked(plan, _filed_under(dataset, one), there, figure.period, None, figure.why)


def _filed_under(dataset: Dataset, target: AnyTarget) -> AnyTarget:
    """The target under whose id the values of *target* are filed."""
    there = index(dataset).targets
    return there.get(target.indicator) or index(whole(dataset)).targets.get(target.indicator, target)


def _filed_elsewhere(vintage: Vintage, duty: Duty, due: Due) -> bool:
    """Whether the value is there by another filing than the one that is to be filled in."""
    here = (duty.unit, duty.period.last)
    return any(
        entry.last == due.period.last
        and entry.observation.value is not None
        and (entry.filing.unit, entry.filing.period.last) != here
        for entry in vintage.valid
    )


def _asked(
    plan: Plan, target: AnyTarget, found: Series, period: Period, due: Due | None, why: Why | None = None
) -> Asked:
    timed = due is not None and method_of(plan, target) == "default"  # other methods expect nothing by a day
    path = path_of(plan, found.target, found.baseline) if timed else ()
    expected = on_path(path, period.last, count=is_count(target)) if path else None
    last = _last(target, found.vintage, period)
    year_ago = known_value(target, found.vintage, period.last - 12)
    if expected is not None and target.measure == "flow_ytd" and grain(period.last) < 12:
        expected = _so_far(target, found.vintage, period, expected)
    return Asked(with_goal(target, found.baseline), period, due, last, expected, year_ago, why)


def _so_far(target: AnyTarget, vintage: Vintage, period: Period, path: Fraction) -> Fraction | None:
    """The year-to-date value whose trailing twelve months are on the *path*; None without last year's."""
    total = known_value(target, vintage, (period.last - 1) // 12 * 12)
    same_months = known_value(target, vintage, period.last - 12)
    return None if total is None or same_months is None else path - Fraction(total) + Fraction(same_months)


def _last(target: AnyTarget, vintage: Vintage, period: Period) -> tuple[Period, Exact] | None:
    values: dict[int, tuple[Period, Exact]] = {
        figure.period.last: (figure.period, figure.value) for figure in figures(target)
    }
    for month in vintage.values:
        entry = vintage.judged(month)
        if entry and entry.value is not None:
            values[month] = (entry.period, entry.value)
    earlier = [month for month in values if month < period.last]
    return values[max(earlier)] if earlier else None
