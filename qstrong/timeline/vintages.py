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
from itertools import pairwise
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

    Where two neighbours of what accumulates are in conflict, the one filed last is refused, and what
    counts is looked up again without it: so an earlier entry for its period may count, and what was
    refused against a value that has been revised since counts after all.
    """
    left, fallen = sorted(entries, key=_order), True
    while fallen:
        counting, unflagged = _last_words(left)
        pairs = _neighbours(target, start, counting)
        falls = [fall for before, after in pairs if (fall := _fallen(before, after))]
        fallen = bool(falls)
        for fall in sorted(falls, key=lambda one: _order(one.entry))[:1]:
            refusals.append(fall)
            left.remove(fall.entry)
    refusals += unflagged
    return dict(sorted(counting.items()))


def _last_words(entries: list[Entry]) -> tuple[dict[int, Entry], list[Refusal]]:
    """Of entries in the order of filing the last for each period; unflagged changes are refused."""
    counting: dict[int, Entry] = {}
    refusals = []
    for entry in entries:
        held = counting.get(entry.last)
        if held and _contradicts(entry, held):
            refusals.append(Refusal(entry, "differs_unflagged", held))
        else:
            counting[entry.last] = entry
    return counting, refusals


def _order(entry: Entry) -> tuple[date, int, int]:
    return entry.filing.filed, entry.filing.period.last, entry.last


def _contradicts(entry: Entry, before: Entry) -> bool:
    new, old = entry.observation, before.observation
    return new.value != old.value and new.flag != "revised" and old.flag != "preliminary"


def _neighbours(
    target: AnyTarget, start: int, counting: Mapping[int, Entry]
) -> Iterator[tuple[Entry, Entry]]:
    """Each value that accumulates with the one after it: within a year, or from T0 on."""
    months = sorted(month for month in counting if target.measure != "since_plan" or month > start)
    for left, right in pairwise(months):
        one, two = counting[left], counting[right]
        same_year = one.period.year == two.period.year
        if target.measure == "since_plan" or (target.measure == "flow_ytd" and same_year):
            yield one, two


def _fallen(before: Entry, after: Entry) -> Refusal | None:
    """Of two values in conflict the one filed last, unless it is flagged as a revision."""
    old, new = before.observation.value, after.observation.value
    if old is None or new is None or new >= old:
        return None
    other, last = sorted((before, after), key=_order)
    return Refusal(last, "falls", other) if last.observation.flag != "revised" else None


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
