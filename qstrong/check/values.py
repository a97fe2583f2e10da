"""Rules on values that count but look wrong: their size, their precision, their history."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

from qstrong.check.rule import Context
from qstrong.model.kinds import goal_of, has_path
from qstrong.model.plan import AnyTarget
from qstrong.model.problem import Problem
from qstrong.timeline.comparable import before_plan, figures, series
from qstrong.timeline.values import Entry
from qstrong.timeline.vintages import Vintage

WAN = Decimal(10_000)
FAR = 2_000
"""A factor that no statistic grows by in one step, but 万 for 亿 does."""
FEWEST_CHANGES = 4
OUTSIDE = 4
"""So many times the largest change per month before it is an outlier."""
SMALL = Fraction(1, 10)


@dataclass(frozen=True, slots=True)
class Valued:
    """An entry that counts, with its value, its target, and the value before it."""

    entry: Entry
    value: Decimal
    target: AnyTarget
    before: Decimal | None


def valued_entries(context: Context) -> Iterator[Valued]:
    """Every entry that counts; before it stands the latest value of an earlier period, filed or declared."""
    for target in context.dataset.targets:
        vintage = context.known.of[target.id]
        declared = {figure.period.last: figure.value for figure in figures(target)}
        for month, entries in vintage.values.items():
            earlier = _earlier(vintage, declared, month)
            for entry in entries.values():
                assert entry.observation.value is not None
                yield Valued(entry, entry.observation.value, target, earlier)


def _earlier(vintage: Vintage, declared: dict[int, Decimal], month: int) -> Decimal | None:
    months = [one for one in (*vintage.values, *declared) if one < month]
    if not months:
        return None
    entry = vintage.judged(max(months))
    return entry.observation.value if entry else declared[max(months)]


def _found(context: Context, code: str, one: Valued, key: str = "value", /, **words: Any) -> Problem:
    words |= {"name": one.target.name, "value": one.value, "old": one.before, "uom": one.target.uom}
    return context.at_entry(code, one.entry, key, **words)


def jumps(context: Context) -> Iterator[Problem]:
    """Q214: about ten thousand times the last value, or a ten-thousandth: 万 for 亿. Q216: 0.98 for 98%."""
    for one in valued_entries(context):
        if not one.value:
            continue
        reference = one.before or goal_of(one.target)
        if one.before and (right := _mistaken(one.value, one.before)) is not None:
            yield _found(context, "Q214", one, right=format(right, "f"))
        elif one.target.uom == "%" and reference and _is_share(one.value, reference):
            right = one.value * 100
            yield _found(context, "Q216", one, right=format(right.normalize(), "f"), reference=reference)


def _mistaken(value: Decimal, before: Decimal) -> Decimal | None:
    """What *value* may have been meant to be, where it is so far from the one before."""
    times = abs(value / before)
    if times >= FAR:
        return value / WAN
    return value * WAN if times * FAR <= 1 else None


def _is_share(value: Decimal, reference: Decimal) -> bool:
    """Whether *value*, at most 1, would be like *reference* were it a hundred times as much."""
    times = abs(reference / value)
    return abs(value) <= 1 and 20 <= times <= 500


def precise(context: Context) -> Iterator[Problem]:
    """Q215: more decimals than the target is reported with."""
    for one in valued_entries(context):
        for key, value in (("value", one.value), ("last_year", one.entry.observation.last_year)):
            if value is not None and places(value) > one.target.decimals:
                right = format(value.quantize(Decimal(1).scaleb(-one.target.decimals), ROUND_HALF_UP), "f")
                yield _found(
                    context, "Q215", one, key, given=value, right=right, decimals=one.target.decimals
                )


def places(value: Decimal) -> int:
    """How many decimals *value* needs, zeros at its end not counted."""
    exponent = value.normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    return max(-exponent, 0)


def outliers(context: Context) -> Iterator[Problem]:
    """Q217: a change per month several times as large as any before it, and no small one."""
    plan = context.dataset.plan
    for target in context.dataset.targets:
        vintage = context.known.of[target.id]
        known = dict(before_plan(plan, target, vintage))
        entries = {point.last: point for point in series(plan, target, vintage).points}
        known |= {month: point.value for month, point in entries.items()}
        months = sorted(known)
        rates: list[Fraction] = []
        for left, right in pairwise(months):
            old, new = Fraction(known[left]), Fraction(known[right])
            rate = (new - old) / (right - left)
            point = entries.get(right)
            large = abs(new - old) > SMALL * abs(old)
            if point and point.entry and large and _is_outlier(rate, rates, target, right - left):
                yield _found(context, "Q217", Valued(point.entry, known[right], target, known[left]))
            rates.append(rate)


def _is_outlier(rate: Fraction, before: list[Fraction], target: AnyTarget, months: int) -> bool:
    if len(before) < FEWEST_CHANGES:
        return False
    unit = Fraction(1, 10**target.decimals) / months
    return abs(rate) > OUTSIDE * max(unit, *(abs(one) for one in before))


def uncomparable(context: Context) -> Iterator[Problem]:
    """Q510: a year-to-date value that can't be judged, since last year's figures are wanting."""
    plan = context.dataset.plan
    for target in context.dataset.targets:
        if target.measure != "flow_ytd" or not has_path(target):
            continue
        vintage = context.known.of[target.id]
        for entry in series(plan, target, vintage).beside:
            value = entry.observation.value
            if value is not None and entry.period.grain < 12 and context.in_plan(entry.last):
                one = Valued(entry, value, target, None)
                year = entry.period.year - 1
                yield _found(context, "Q510", one, period=entry.period, year=year)
