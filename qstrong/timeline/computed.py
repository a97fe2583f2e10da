"""What counts on a day, computed indicators too: their values are made of their parts'."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction

from qstrong.model.dataset import Dataset
from qstrong.model.filing import Flag, Observation
from qstrong.model.index import index, once
from qstrong.model.kinds import baseline_of, limits_of
from qstrong.model.period import grain
from qstrong.model.plan import AnyTarget
from qstrong.model.terms.course import Computed
from qstrong.model.terms.exact import Exact, plus
from qstrong.timeline.comparable import comparable, known
from qstrong.timeline.comparable import figures as figures_of
from qstrong.timeline.course import until_news, whole
from qstrong.timeline.owed import due_on, first_month, last_month, own_plan
from qstrong.timeline.state import DataState, data_state
from qstrong.timeline.values import Due, Entry
from qstrong.timeline.vintages import Vintage, Vintages, filed


@once
def vintages(dataset: Dataset, as_of: date) -> Vintages:
    """What counts on *as_of* for every target: filed, shared with another, or computed."""
    every = whole(dataset)
    found = filed(every, until_news(every, as_of))
    made = {one.id: _computed(every, one, found.of) for one in every.targets if one.computed and not one.of}
    if not made:
        return found
    of = {one.id: made.get(one.indicator, found.of[one.id]) for one in every.targets}
    return Vintages(of, found.refusals)


def parts_of(dataset: Dataset, target: AnyTarget) -> tuple[AnyTarget, ...]:
    """The targets that a computed one is made of, as they are declared; none for any other."""
    every = index(whole(dataset)).targets
    names = target.computed.parts if target.computed else ()
    return tuple(every[name] for name in names if name in every)


def _computed(dataset: Dataset, target: AnyTarget, of: Mapping[str, Vintage]) -> Vintage:
    how, parts = target.computed, parts_of(dataset, target)
    assert how
    own = [of[part.id] for part in parts]
    months = set.intersection(*(set(one.values) for one in own)) if own else set()
    values = {}
    for month in sorted(months):
        if (entry := _entry(how, target, parts, own, month)) is not None:
            values[month] = {entry.filing.unit: entry}
    figures: dict[int, Exact] = {}
    start = first_month(own_plan(dataset.plan, target))
    said = [
        {figure.period.last for figure in figures_of(part)} | set(vintage.values)
        for part, vintage in zip(parts, own, strict=True)
    ]
    for month in set.intersection(*said) if said else ():
        if month == start or month not in values:
            found = [
                part_at(part, vintage, month) if month == start else known(part, vintage, month)
                for part, vintage in zip(parts, own, strict=True)
            ]
            amount = (
                _amount(how, parts, found, month) if grain(month) == 12 or _as_filed(how, parts) else None
            )
            if amount is not None:
                figures[month] = amount
    units = frozenset(unit for one in own for unit in one.units)
    return Vintage(values, units=units, bounds=limits_of(target), figures=figures)


def _as_filed(how: Computed, parts: tuple[AnyTarget, ...]) -> bool:
    return bool(how.ratio) or all(part.measure != "flow_ytd" for part in parts)


def part_at(part: AnyTarget, vintage: Vintage, month: int) -> Exact | None:
    """A part's value at T0: declared, filed, or from the history."""
    base = baseline_of(part)
    if base and base.period.last == month:
        return base.value
    return known(part, vintage, month)


def _entry(
    how: Computed, target: AnyTarget, parts: tuple[AnyTarget, ...], own: list[Vintage], month: int
) -> Entry | None:
    """The value for one period, where every part's is there; filed with the last of them.

    Why it is behind, and what is done about it, is what the first part says that says both.
    """
    entries = [entry for one in own if (entry := one.judged(month))]
    values: list[Exact | None] = [entry.value for entry in entries]
    if how.sum:
        points = [
            comparable(part, vintage, entry) for part, vintage, entry in zip(parts, own, entries, strict=True)
        ]
        values = [point.value if point else None for point in points]
    amount = _amount(how, parts, values, month)
    if amount is None:
        return None
    flags = {entry.observation.flag for entry in entries}
    flag: Flag = "preliminary" if "preliminary" in flags else "revised" if "revised" in flags else "final"
    last = max(entries, key=lambda entry: (entry.filing.filed, entry.filing.period.last))
    told = next((one for entry in entries if (one := entry.observation).cause and one.measures), None)
    said = Observation(
        indicator=target.id,
        period=entries[0].period,
        flag=flag,
        cause=told.cause if told else None,
        measures=told.measures if told else None,
    )
    made = tuple(value for value in values if value is not None)
    return Entry(last.filing, last.index, said, amount, made)


def _amount(
    how: Computed, parts: tuple[AnyTarget, ...], values: list[Exact | None], month: int
) -> Exact | None:
    """The sum, or the ratio, of the parts' values for the period that ends with *month*."""
    stated = [value for value in values if value is not None]
    if len(stated) < len(parts) or not stated:
        return None
    if how.sum:
        total = stated[0]
        for value in stated[1:]:
            total = plus(total, value)
        return total
    one, other = stated
    flows = [part.measure == "flow_ytd" for part in parts]
    if not other or (flows[0] != flows[1] and grain(month) < 12):
        return None
    return Fraction(one) / Fraction(other) * Fraction(how.times)


def dues_of_parts(dataset: Dataset, target: AnyTarget, day: date) -> tuple[tuple[AnyTarget, Due | None], ...]:
    """The parts of a computed *target* within its own T0 and T1, each with what it owes last by *day*."""
    found, plan = [], dataset.plan
    for part in parts_of(dataset, target):
        added = max((one for one in (part.added, target.added) if one), default=None)
        often = part.frequency
        if not isinstance(often, str):  # years count from the part's own T0
            often = often.counted(first_month(own_plan(plan, part)), last_month(plan), plan.shift)
        inside = replace(part, start=target.start, end=target.end, added=added, frequency=often)
        found.append((inside, due_on(plan, inside, day)[0]))
    return tuple(found)


def computed_state(
    dataset: Dataset, target: AnyTarget, of: Mapping[str, Vintage], day: date
) -> tuple[DataState, Due | None]:
    """The state of a computed target's data; and what is owed last, once something of every part is."""
    parts = dues_of_parts(dataset, target, day)
    states = [data_state(dataset, part, of[part.id], due, day) for part, due in parts]
    owed = [due for _, due in parts if due]
    latest = (
        max(owed, key=lambda due: (due.day, due.period.last)) if len(owed) == len(parts) and owed else None
    )
    worst: tuple[DataState, ...] = ("invalid", "not_reported", "pending")
    state = next((one for one in worst if one in states), None)
    if state is None:
        state = "reported" if all(one == "reported" for one in states) and states else "not_due"
    return state, latest
