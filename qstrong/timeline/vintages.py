"""Which value counts on a day: what was filed by then, refused or replaced.

Everything here is a function of the dataset and the day, so that the checks, which say why a value
is refused, and the verdicts, which leave it out, can't disagree.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import ChainMap, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from operator import attrgetter
from typing import Literal

from qstrong.model.dataset import Dataset
from qstrong.model.index import once
from qstrong.model.kinds import Bounds, limits_of
from qstrong.model.plan import AnyTarget, Plan
from qstrong.model.shapes.value import dataclass
from qstrong.model.terms.exact import Exact
from qstrong.timeline.course import Reporters, reporters, whole
from qstrong.timeline.owed import first_month, own_plan
from qstrong.timeline.values import Entry, Refusal, RefusalReason, every_entry

_ACCUMULATING = ("flow_ytd", "since_plan")
"""Measures of values that don't fall, within a year or from T0 on."""


@dataclass(frozen=True, slots=True)
class Vintage:
    """One target on one day. Values by the last month of their period, then by reporter."""

    values: Mapping[int, Mapping[str, Entry]] = field(default_factory=dict)
    pending: tuple[Entry, ...] = ()
    refused: tuple[Entry, ...] = ()
    """Entries that would have reported, but for errors."""
    valid: tuple[Entry, ...] = ()
    """Every entry in which there is no error: values that count or once did, and pendings."""
    units: frozenset[str] = frozenset()
    """All that ever report it: the reporters, and those before and after them."""
    bounds: Bounds = (None, None)
    """The least and the greatest value that can be true."""
    figures: Mapping[int, Exact] = field(default_factory=dict)
    """Of what is computed: the values known otherwise than by filings, by the last month of their period."""

    def judged(self, month: int) -> Entry | None:
        """The value that counts for the period that ends with *month*: the first reporter's that has one."""
        return next(iter(self.values.get(month, {}).values()), None)

    def every_judged(self) -> Iterator[tuple[int, Entry]]:
        """Each month that has such a value, in order, with it."""
        return ((month, next(iter(said.values()))) for month, said in self.values.items() if said)

    def holds(self, sound: list[Entry], refused: list[Entry]) -> bool:
        """Whether it is of just these entries, and the same on any day, as where one unit alone reports."""
        return len(self.units) == 1 and self.valid == (*sound,) and self.refused == (*refused,)

    def sharing(self, other: Vintage | None) -> Vintage:
        """The same, made of *other*'s parts where they are the same: days are many, and differ in little."""
        if other is None:
            return self
        values = {month: _alike(other.values.get(month), said) for month, said in self.values.items()}
        same = len(values) == len(other.values) and all(
            said is other.values.get(month) for month, said in values.items()
        )
        found = replace(self, values=other.values if same else values)
        return other if found == other else found


def _alike(held: Mapping[str, Entry] | None, said: Mapping[str, Entry]) -> Mapping[str, Entry]:
    return held if held is not None and [*held.items()] == [*said.items()] else said


@dataclass(frozen=True, slots=True)
class Vintages:
    """All targets on one day, by id, and every refusal among what was filed by then.

    Targets that are judged on one indicator share what was filed for it.
    """

    of: Mapping[str, Vintage]
    refusals: tuple[Refusal, ...]


@once
def filed(dataset: Dataset, as_of: date) -> Vintages:
    """What counts on *as_of* of what was filed by then: for each period the one filed last."""
    dataset = whole(dataset)
    every = _indicators(dataset)
    sound: dict[str, list[Entry]] = defaultdict(list)
    refusals: list[Refusal] = []
    entries, faults = _screened(dataset)
    for k, entry in enumerate(entries):
        if entry.filing.filed <= as_of:
            if k in faults:
                refusals += faults[k]
            else:
                sound[entry.observation.indicator].append(entry)
    refused: dict[str, list[Entry]] = defaultdict(list)
    for refusal in refusals:
        refused[refusal.entry.observation.indicator].append(refusal.entry)
    found, latest = {}, _latest(dataset)
    for name, one in every.items():
        held = latest.get(name)
        if held and held.holds(sound[name], refused[name]):
            found[name] = held
            continue
        made, late = _vintage(dataset.plan, one, sound[name], refused[name], as_of)
        found[name] = latest[name] = made.sharing(held)
        refusals += late
    of = {target.id: found.get(target.indicator, Vintage()) for target in dataset.targets}
    return Vintages(of, tuple(refusals))


@once
def _latest(_: Dataset) -> dict[str, Vintage]:
    """Every indicator's vintage that was made last."""
    return {}


@dataclass(frozen=True, slots=True)
class _Indicator:
    """What is filed under a target's id: by whom, and within which bounds."""

    target: AnyTarget
    bounds: Bounds
    reporters: Reporters
    units: frozenset[str]


@once
def _indicators(dataset: Dataset) -> Mapping[str, _Indicator]:
    """What values are filed for, by id: every target that isn't judged on another's, nor computed."""
    beside: dict[str, list[AnyTarget]] = defaultdict(list)
    for target in dataset.targets:
        if target.of:
            beside[target.of].append(target)
    found = {}
    for target in dataset.targets:
        if not target.of and not target.computed:
            known = reporters(dataset, target.reporters)
            found[target.id] = _Indicator(target, limits_of(target, beside[target.id]), known, known.units)
    return found


@once
def _screened(dataset: Dataset) -> tuple[list[Entry], Mapping[int, list[Refusal]]]:
    """All observations, filing by filing; by place in them what is wrong with one whatever else was filed."""
    every, found, faults = _indicators(dataset), every_entry(dataset.filings), {}
    seen: dict[tuple[str, int], Entry] = {}
    for k, entry in enumerate(found):
        name = entry.observation.indicator
        wrong = [Refusal(entry, reason) for reason in _faults(entry, every.get(name))]
        if entry.index == 0:
            seen.clear()
        if (first := seen.setdefault((name, entry.last), entry)) is not entry:
            wrong.append(Refusal(entry, "repeated", first))
        if wrong:
            faults[k] = wrong
    return found, faults


def _faults(entry: Entry, known: _Indicator | None) -> Iterator[RefusalReason]:
    observation, filing = entry.observation, entry.filing
    if known is None:
        yield "unknown_indicator"
    elif filing.unit not in known.units:
        yield "not_a_reporter"
    if entry.period.end > filing.filed:
        yield "after_filed"
    if entry.last > filing.period.last:
        yield "after_filing"
    if observation.flag == "revised" and observation.reason is None:
        yield "revised_without_reason"
    if known is not None:
        value, before = observation.value, observation.last_year
        if value is not None and (fault := _beyond(value, known)):
            yield fault
        if before is not None and (last_year := _beyond(before, known)):
            yield "last_year_negative" if last_year == "negative" else "last_year_outside_limits"


def _beyond(value: Decimal, known: _Indicator) -> Literal["outside_limits", "negative"] | None:
    """How *value* lies outside the target's limits, stated or natural."""
    low, high = known.bounds
    if (low is None or value >= low) and (high is None or value <= high):
        return None
    return "negative" if known.target.limits == "natural" and value < 0 else "outside_limits"


def _vintage(
    plan: Plan, one: _Indicator, entries: list[Entry], refused: list[Entry], as_of: date
) -> tuple[Vintage, list[Refusal]]:
    refusals: list[Refusal] = []
    values: dict[int, dict[str, Entry]] = defaultdict(dict)
    valued = [entry for entry in entries if entry.observation.value is not None]
    start = first_month(own_plan(plan, one.target))
    said = _undisputed(one, start, valued) or _counting(one, start, valued, refusals)
    heads = {name: one.reporters.reporter(name, as_of) for name in said}
    for name in sorted(said, key=lambda name: one.target.reporters.index(heads[name])):
        for month, entry in said[name].items():
            values[month].setdefault(heads[name], entry)
    pending = tuple(entry for entry in entries if entry.observation.pending is not None)
    late = [refusal.entry for refusal in refusals]
    known = set(map(id, late))
    valid = tuple(entry for entry in entries if id(entry) not in known) if late else tuple(entries)
    found = Vintage(dict(sorted(values.items())), pending, (*refused, *late), valid, one.units, one.bounds)
    return found, refusals


def _undisputed(
    one: _Indicator, start: int, entries: list[Entry]
) -> Mapping[str, Mapping[int, Entry]] | None:
    """What `_counting` comes to where one unit alone says each period once, and nothing falls: mostly."""
    found = {entry.last: entry for entry in sorted(entries, key=attrgetter("last"))}
    if len(one.units) > 1 or not len(found) == len(entries) > 0:
        return None
    pairs = pairwise(found.values()) if one.target.measure in _ACCUMULATING else ()
    disputed = any(_falls(one.target, start, *pair) for pair in pairs)
    return None if disputed else {one.target.reporters[0]: found}


def _counting(
    one: _Indicator, start: int, entries: list[Entry], refusals: list[Refusal]
) -> Mapping[str, Mapping[int, Entry]]:
    """Each reporter's value for each period: the entry filed last, then that of the later filing.

    In the order of filing, on one day a unit's before its successor's, so that of two in conflict the one
    filed last is refused: what falls against a neighbour, in one direction or the other, before it could
    replace a value; then an unflagged change. Reporters who became one answer for what each of them said.
    """
    counting: dict[str, dict[int, Entry]] = {name: {} for name in one.target.reporters}
    months: dict[str, list[int]] = {name: [] for name in counting}
    accumulating = one.target.measure in _ACCUMULATING

    def order(entry: Entry) -> tuple[date, int, int, int]:
        filing = entry.filing
        return filing.filed, one.reporters.generation(entry.filing.unit), entry.filing.period.last, entry.last

    for entry in sorted(entries, key=order):
        name = one.reporters.reporter(entry.filing.unit, entry.filing.filed)
        same = one.reporters.joined(name, entry.filing.filed)
        known, known_months = counting[name], months[name]
        if len(same) > 1:
            known_months = sorted(known := dict(ChainMap(*(counting[each] for each in same))))
        held = known.get(entry.last)
        other = _in_conflict(one.target, start, entry, known, known_months) if accumulating else None
        if other:
            refusals.append(Refusal(entry, "falls", other))
        elif held and _contradicts(entry, held):
            refusals.append(Refusal(entry, "differs_unflagged", held))
        else:
            for each in same:
                if each != name and counting[each].pop(entry.last, None) is not None:
                    months[each].remove(entry.last)
            if entry.last not in counting[name]:
                insort(months[name], entry.last)
            counting[name][entry.last] = entry
    return counting


def _contradicts(entry: Entry, before: Entry) -> bool:
    new, old = entry.observation, before.observation
    return new.value != old.value and new.flag != "revised" and old.flag != "preliminary"


def _in_conflict(
    target: AnyTarget, start: int, entry: Entry, counting: Mapping[int, Entry], months: list[int]
) -> Entry | None:
    """The value before or after *entry*'s period that it contradicts: what accumulates doesn't fall.

    *months* are those of *counting*, in order.
    """
    if entry.observation.flag == "revised":
        return None
    place = bisect_left(months, entry.last)
    before = counting[months[place - 1]] if place else None
    behind = place + (entry.last in counting)
    after = counting[months[behind]] if behind < len(months) else None
    if before and _falls(target, start, before, entry):
        return before
    return after if after and _falls(target, start, entry, after) else None


def _falls(target: AnyTarget, start: int, before: Entry, after: Entry) -> bool:
    """Whether a value that accumulates, within a year or from T0 on, is less than the one before it."""
    same_year = (before.last - 1) // 12 == (after.last - 1) // 12
    from_t0 = target.measure == "since_plan" and before.last > start
    old, new = before.observation.value, after.observation.value
    together = from_t0 or (target.measure == "flow_ytd" and same_year)
    return together and old is not None and new is not None and new < old
