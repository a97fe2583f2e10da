"""Which value counts on a day: what was filed by then, refused or replaced.

Everything here is a function of the dataset and the day, so that the checks, which say why a value
is refused, and the verdicts, which leave it out, can't disagree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from qstrong.model.dataset import Dataset, Void
from qstrong.model.filing import Filing
from qstrong.model.index import once
from qstrong.model.kinds import Bounds, limits_of
from qstrong.model.plan import AnyTarget
from qstrong.timeline.owed import first_month, last_month, own_or_coarser
from qstrong.timeline.values import Due, Entry

RefusalReason = Literal[
    "unknown_indicator",
    "not_a_reporter",
    "repeated",
    "after_filed",
    "after_filing",
    "outside_limits",
    "negative",
    "last_year_outside_limits",
    "last_year_negative",
    "revised_without_reason",
    "differs_unflagged",
    "falls",
]


Limited = tuple[AnyTarget, Bounds]
"""A target with its limits."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """An entry that doesn't count, why, and the entry that it clashes with, where there is one."""

    entry: Entry
    reason: RefusalReason
    other: Entry | None = None


@dataclass(frozen=True, slots=True)
class Vintage:
    """One target on one day. Values by the last month of their period, then by reporter."""

    values: Mapping[int, Mapping[str, Entry]] = field(default_factory=dict)
    pending: tuple[Entry, ...] = ()
    refused: tuple[Entry, ...] = ()
    """Entries that would have reported, but for errors."""
    valid: tuple[Entry, ...] = ()
    """Every entry in which there is no error: values that count or once did, and pendings."""

    def judged(self, month: int) -> Entry | None:
        """The value that counts for the period that ends with *month*: the first reporter's that has one."""
        return next(iter(self.values.get(month, {}).values()), None)


@dataclass(frozen=True, slots=True)
class Vintages:
    """All targets on one day, by id, and every refusal among what was filed by then."""

    of: Mapping[str, Vintage]
    refusals: tuple[Refusal, ...]


@once
def vintages(dataset: Dataset, as_of: date) -> Vintages:
    """What counts on *as_of*: only filings filed by then, the one filed last for each period."""
    targets = {target.id: (target, limits_of(target)) for target in dataset.targets}
    sound: dict[str, list[Entry]] = defaultdict(list)
    refusals: list[Refusal] = []
    for filing in dataset.filings:
        if filing.filed <= as_of:
            for entry, wrong in _screen(filing, targets):
                refusals += wrong
                if not wrong:
                    sound[entry.observation.indicator].append(entry)
    refused: dict[str, list[Entry]] = defaultdict(list)
    for refusal in refusals:
        refused[refusal.entry.observation.indicator].append(refusal.entry)
    found, start = {}, first_month(dataset.plan)
    for target in dataset.targets:
        vintage, late = _vintage(target, start, sound.get(target.id, []), refused.get(target.id, []))
        found[target.id] = vintage
        refusals += late
    return Vintages(found, tuple(refusals))


def _screen(filing: Filing, targets: Mapping[str, Limited]) -> Iterator[tuple[Entry, list[Refusal]]]:
    """Each observation of a filing, with what is wrong with it whatever else was filed."""
    seen: dict[tuple[str, int], Entry] = {}
    for index, observation in enumerate(filing.observations):
        entry = Entry(filing, index, observation)
        key = (observation.indicator, entry.last)
        wrong = [Refusal(entry, reason) for reason in _faults(entry, targets.get(observation.indicator))]
        if key in seen:
            wrong.append(Refusal(entry, "repeated", seen[key]))
        seen.setdefault(key, entry)
        yield entry, wrong


def _faults(entry: Entry, known: Limited | None) -> Iterator[RefusalReason]:
    observation, filing = entry.observation, entry.filing
    if known is None:
        yield "unknown_indicator"
    elif filing.unit not in known[0].reporters:
        yield "not_a_reporter"
    if entry.period.end > filing.filed:
        yield "after_filed"
    if entry.last > filing.period.last:
        yield "after_filing"
    if observation.flag == "revised" and observation.reason is None:
        yield "revised_without_reason"
    if known is not None:
        if fault := _beyond(observation.value, *known):
            yield fault
        if last_year := _beyond(observation.last_year, *known):
            yield "last_year_negative" if last_year == "negative" else "last_year_outside_limits"


def _beyond(
    value: Decimal | None, target: AnyTarget, bounds: Bounds
) -> Literal["outside_limits", "negative"] | None:
    """How *value* lies outside the target's limits, stated or natural."""
    low, high = bounds
    if value is None or ((low is None or value >= low) and (high is None or value <= high)):
        return None
    return "negative" if target.limits == "natural" and value < 0 else "outside_limits"


def _vintage(
    target: AnyTarget, start: int, entries: list[Entry], refused: list[Entry]
) -> tuple[Vintage, list[Refusal]]:
    refusals: list[Refusal] = []
    values: dict[int, dict[str, Entry]] = defaultdict(dict)
    for unit in target.reporters:
        mine = [
            entry for entry in entries if entry.filing.unit == unit and entry.observation.value is not None
        ]
        for month, entry in _counting(target, start, mine, refusals).items():
            values[month][unit] = entry
    pending = tuple(entry for entry in entries if entry.observation.pending is not None)
    late = [refusal.entry for refusal in refusals]
    valid = tuple(entry for entry in entries if not any(entry is one for one in late))
    return Vintage(dict(sorted(values.items())), pending, (*refused, *late), valid), refusals


def _counting(
    target: AnyTarget, start: int, entries: list[Entry], refusals: list[Refusal]
) -> dict[int, Entry]:
    """One reporter's value for each period: the entry filed last, then that of the later filing.

    In the order of filing, so that of two in conflict the one filed last is refused: what falls against
    a neighbour, in one direction or the other, before it could replace a value; then an unflagged change.
    """
    counting: dict[int, Entry] = {}
    for entry in sorted(entries, key=_order):
        held, other = counting.get(entry.last), _in_conflict(target, start, entry, counting)
        if other:
            refusals.append(Refusal(entry, "falls", other))
        elif held and _contradicts(entry, held):
            refusals.append(Refusal(entry, "differs_unflagged", held))
        else:
            counting[entry.last] = entry
    return counting


def _order(entry: Entry) -> tuple[date, int, int]:
    return entry.filing.filed, entry.filing.period.last, entry.last


def _contradicts(entry: Entry, before: Entry) -> bool:
    new, old = entry.observation, before.observation
    return new.value != old.value and new.flag != "revised" and old.flag != "preliminary"


def _in_conflict(target: AnyTarget, start: int, entry: Entry, counting: Mapping[int, Entry]) -> Entry | None:
    """The value before or after *entry*'s period that it contradicts: what accumulates doesn't fall."""
    if entry.observation.flag == "revised":
        return None
    before = max((month for month in counting if month < entry.last), default=None)
    after = min((month for month in counting if month > entry.last), default=None)
    if before and _falls(target, start, counting[before], entry):
        return counting[before]
    return counting[after] if after and _falls(target, start, entry, counting[after]) else None


def _falls(target: AnyTarget, start: int, before: Entry, after: Entry) -> bool:
    """Whether a value that accumulates, within a year or from T0 on, is less than the one before it."""
    same_year = before.period.year == after.period.year
    from_t0 = target.measure == "since_plan" and before.last > start
    old, new = before.observation.value, after.observation.value
    together = from_t0 or (target.measure == "flow_ytd" and same_year)
    return together and old is not None and new is not None and new < old


def pending_entry(vintage: Vintage, due: Due) -> Entry | None:
    """The latest entry that says why there is no value yet for the period of *due*, or for a later one."""
    found = (entry for entry in vintage.pending if entry.last >= due.period.last)
    return max(found, key=lambda entry: (entry.filing.filed, entry.last), default=None)


def errors_hide(dataset: Dataset, target: AnyTarget, vintage: Vintage, due: Due | None, day: date) -> bool:
    """Whether, but for errors, the period of *due* or a later one would have been reported by *day*.

    Without a *due*: any period of the plan. A filing that is void as a whole is void for all that
    was due with it; a void or refused entry for the period that it names, where that is of the
    target's frequency or coarser.
    """
    since = due.period.last if due else first_month(dataset.plan) + 1
    last = last_month(dataset.plan)

    def covers(month: int) -> bool:
        return since <= month <= last and own_or_coarser(target, month)

    if any(covers(entry.last) for entry in vintage.refused if entry.observation.pending is None):
        return True
    mine = [void for void in dataset.voids if void.unit in target.reporters]
    whole = [void for void in mine if void.part is None]
    if due and any(void.period.last == due.filing.last for void in whole):
        return True
    entries = [void for void in mine if void.part == "observations" and void.subject == target.id]
    return any(
        covers((void.covers or void.period).last) and filed_on(dataset, void) <= day for void in entries
    )


def filed_on(dataset: Dataset, void: Void) -> date:
    """The day on which the filing of a void entry was filed; never, where it is void as a whole."""
    mine = (one for one in dataset.filings if (one.unit, one.period) == (void.unit, void.period))
    return next((filing.filed for filing in mine), date.max)
