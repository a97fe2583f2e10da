"""Rules on values that count but look wrong: their precision, their history, their repetition."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from qstrong.check.rule import Context
from qstrong.check.sizes.questions import entry_id, places, questioned
from qstrong.model.base import Text
from qstrong.model.dataset import filing_path
from qstrong.model.filing import Filing
from qstrong.model.kinds import has_path
from qstrong.model.plan import AnyTarget
from qstrong.model.problem import Problem
from qstrong.model.shapes.value import dataclass
from qstrong.text.catalogue import words_of
from qstrong.text.numbers import apart
from qstrong.text.problems import ProblemWords, problem
from qstrong.timeline.comparable import before_plan, points_of, series
from qstrong.timeline.owed import first_month, own_plan
from qstrong.timeline.values import Entry, Point

OUTSIDE: tuple[tuple[int, tuple[int, int]], ...] = ((10, (1, 1)), (7, (1, 2)), (5, (1, 4)), (4, (1, 10)))
"""After one change, two, three, or more: an outlier is so many times the largest change per month before it,
and such a share of the value before it. The fewer there are, the less they say of what is usual."""
FEWEST_DIGITS = 3
"""A number of fewer digits may well stay as it is."""
FEWEST_VALUES = 2
"""A filing of fewer values says nothing as a whole."""


class Valued(NamedTuple):
    """An entry that counts, with its value and its target."""

    entry: Entry
    value: Decimal
    target: AnyTarget


def valued_entries(context: Context) -> Iterator[Valued]:
    """Every entry that counts."""
    for target in context.indicators:
        for entries in context.known.of[target.id].values.values():
            for entry in entries.values():
                assert entry.observation.value is not None
                yield Valued(entry, entry.observation.value, target)


def _found(context: Context, code: str, one: Valued, key: str = "value", /, **words: object) -> Problem:
    words |= {"name": one.target.name, "value": one.value}
    return context.at_entry(code, one.entry, key, **words)


def precise(context: Context) -> Iterator[Problem]:
    """Q215: more decimals than the target is reported with; not of a value whose size is in question."""
    asked = questioned(context.dataset)
    for one in valued_entries(context):
        for key, value in (("value", one.value), ("last_year", one.entry.observation.last_year)):
            if value is not None and places(value) > one.target.decimals:
                if key == "value" and entry_id(one.entry) in asked:
                    continue
                right = format(value.quantize(Decimal(1).scaleb(-one.target.decimals), ROUND_HALF_UP), "f")
                yield _found(
                    context, "Q215", one, key, given=value, right=right, decimals=one.target.decimals
                )


def outliers(context: Context) -> Iterator[Problem]:
    """Q217: a change per month several times as large as any before it, and no small one."""
    plan, asked = context.dataset.plan, questioned(context.dataset)
    for target in context.indicators:
        vintage = context.known.of[target.id]
        points = {point.last: point for point in points_of(plan, target, vintage)}
        if not points:
            continue
        known = {first_month(own_plan(plan, target)): Decimal(0)} if target.measure == "since_plan" else {}
        earlier = before_plan(plan, target, vintage) if target.measure != "since_plan" else ()
        every = (*earlier, *((month, point.value) for month, point in points.items()))
        known |= {month: value for month, value in every if isinstance(value, Decimal)}
        before = Rates()
        for left, right in pairwise(sorted(known)):
            rate = Rate(known[right] - known[left], right - left)
            is_most = before.is_most(rate)  # what isn't, as nearly all, is no outlier
            entry = points[right].entry if is_most and right in points else None
            if entry and _is_outlier(known[left], rate, before, target) and entry_id(entry) not in asked:
                said = {
                    "old": _said(points.get(left), known[left]),
                    "new": _said(points[right], known[right]),
                }
                yield _outlier(context, Valued(entry, known[right], target), rate, before, said)
            before.add(rate, is_most=is_most)


class Rate(NamedTuple):
    """A change per month, exact as long as it isn't divided; numbers have too few digits to be rounded."""

    change: Decimal
    months: int

    @property
    def value(self) -> Fraction:
        """What it comes to."""
        return Fraction(self.change) / self.months

    def exceeds(self, times: int, other: Rate) -> bool:
        """Whether it is more than so many *times* the *other*, whichever way they go."""
        return abs(self.change) * other.months > times * abs(other.change) * self.months


@dataclass(slots=True)
class Rates:
    """The changes per month so far: how many, and the greatest."""

    n: int = 0
    most: Rate = Rate(Decimal(0), 1)

    def is_most(self, rate: Rate) -> bool:
        """Whether it is greater than each of them."""
        return rate.exceeds(1, self.most)

    def add(self, rate: Rate, *, is_most: bool) -> None:
        """One more."""
        self.n += 1
        if is_most:
            self.most = rate


def _is_outlier(old: Decimal, rate: Rate, before: Rates, target: AnyTarget) -> bool:
    if not before.n:
        return False
    times, (part, whole) = OUTSIDE[min(before.n, len(OUTSIDE)) - 1]
    size = abs(rate.change)
    if not rate.exceeds(times, before.most) or size * whole <= part * abs(old):
        return False
    return size.scaleb(target.decimals) > times


def _said(point: Point | None, value: Decimal) -> Decimal | Text:
    """A value as it was filed, with what it comes to where a trailing twelve months' is compared."""
    if point is None or point.ttm is None:
        return value
    return words_of("filed_and_ttm", filed=point.ttm.ytd, value=value)


def _outlier(context: Context, one: Valued, rate: Rate, before: Rates, said: ProblemWords) -> Problem:
    decimals = one.target.decimals + 1
    named = {"rate": rate, "most": before.most}
    rates = {key: apart(one.value, decimals, Fraction(0)) for key, one in named.items()}
    return _found(context, "Q217", one, **said, **rates, n=before.n)


def uncomparable(context: Context) -> Iterator[Problem]:
    """Q510: a year-to-date value that can't be judged, since last year's figures are wanting."""
    plan = context.dataset.plan
    for target in context.indicators:
        if target.measure != "flow_ytd" or not has_path(target):
            continue
        vintage = context.known.of[target.id]
        for entry in series(plan, target, vintage).beside:
            value = entry.observation.value
            if value is not None and entry.period.grain < 12 and context.in_plan(target, entry.last):
                one = Valued(entry, value, target)
                year = (entry.last - 1) // 12 - 1
                yield _found(context, "Q510", one, period=entry.period, year=year)


def unchanged(context: Context) -> Iterator[Problem]:
    """Q231: a stock or rate equal to last period's to the digit. Q232: a whole filing equal to the last."""
    latest: dict[str, tuple[Filing, dict[str, Decimal]]] = {}
    copies: set[tuple[str, int]] = set()
    for filing in sorted(context.dataset.filings, key=lambda one: one.period.last):
        before = latest.get(filing.unit)
        values = _own_values(filing)
        latest[filing.unit] = filing, values
        if before and len(values) >= FEWEST_VALUES and values == before[1]:
            copies.add((filing.unit, filing.period.last))
            path = filing_path(filing.unit, filing.period)
            yield problem("Q232", path, "observations", n=len(values), period=before[0].period)
    yield from _values_again(context, copies)


def _own_values(filing: Filing) -> dict[str, Decimal]:
    """What a filing says of its own period."""
    found = {one.indicator: one.value for one in filing.observations if one.period is None}
    return {name: value for name, value in found.items() if value is not None}


def _values_again(context: Context, copies: set[tuple[str, int]]) -> Iterator[Problem]:
    for target in context.indicators:
        if target.measure not in ("stock", "rate"):
            continue
        bounds = context.known.of[target.id].bounds
        before = None
        for _, entry in context.known.of[target.id].every_judged():
            value, filing = entry.observation.value, entry.filing
            again = before is not None and before.observation.value == value
            telling = again and value not in bounds and telling_digits(value) >= FEWEST_DIGITS
            if before and telling and (filing.unit, filing.period.last) not in copies:
                words = {"name": target.name, "value": value, "period": before.period}
                yield context.at_entry("Q231", entry, "value", **words)
            before = entry


def telling_digits(value: Decimal | None) -> int:
    """How many digits of *value* say something: without zeros before the first and after the last."""
    return len(value.normalize().as_tuple().digits) if value else 0
