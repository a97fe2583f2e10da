"""Rules that question a value: its size, its sign, a share for a percentage.

Such a value counts all the same, and waits for a yes where it is entered. One that nobody has said yes to
is no yardstick for those after it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from qstrong.check.rule import Context
from qstrong.check.sizes.slips import slip
from qstrong.check.sizes.yardstick import LARGE, SMALL, SMALL_FIRST, Measured, Yardstick, some, value_of
from qstrong.model.base import Text
from qstrong.model.dataset import Dataset
from qstrong.model.index import once
from qstrong.model.kinds import goal_of
from qstrong.model.plan import AnyTarget
from qstrong.model.problem import Problem
from qstrong.text.catalogue import words_of
from qstrong.text.numbers import share_of
from qstrong.timeline.comparable import figures
from qstrong.timeline.values import Entry

INDEX, RATES = 80, 40
"""A rate of growth from the one on is questioned where none known has reached the other: 106.1 for 6.1."""
SHARES = (20, 500)
"""A share is so many times smaller than the percentages known."""

EntryId = tuple[str, int, int]
"""Unit, last month and index: where an entry stands."""


def entry_id(entry: Entry) -> EntryId:
    """Where *entry* stands."""
    return entry.filing.unit, entry.filing.period.last, entry.index


def sizes(context: Context) -> Iterator[Problem]:
    """Q214, Q218: too large or too small. Q216: 0.98 for 98%. Q219: the sign. Q233: last year's size."""
    for found in questioned(context.dataset).values():
        yield from found


@once
def questioned(dataset: Dataset) -> Mapping[EntryId, tuple[Problem, ...]]:
    """What is asked about the size of values that count, by entry."""
    context = Context.of(dataset)
    return {
        entry_id(entry): found
        for target in context.indicators
        if context.known.of[target.id].values
        for entry, found in _of_target(context, target)
    }


def _of_target(context: Context, target: AnyTarget) -> Iterator[tuple[Entry, tuple[Problem, ...]]]:
    """Every entry about whose size there is a question, in the order of periods."""
    plan, values = context.dataset.plan, context.known.of[target.id].values
    declared = {figure.period.last: figure.value for figure in figures(target)}
    yardstick = Yardstick.of(plan, target, declared)
    after = dict(pairwise(sorted(values)))
    for month in sorted({*values, *declared}):
        entries = values.get(month)
        if entries is None:
            yardstick.add(declared[month], month)
            continue
        following = values[after[month]] if month in after else None
        for k, entry in enumerate(entries.values()):
            found = () if yardstick.is_usual(entry) else tuple(_asked(context, entry, yardstick, following))
            if found:
                yield entry, found
            if k == 0 and all(_accepted(entry, one) for one in found):
                yardstick.add(value_of(entry), month, filed=True)


def _accepted(entry: Entry, one: Problem) -> bool:
    return one.code in entry.observation.accept and entry.observation.accept_reason is not None


def _asked(
    context: Context, entry: Entry, yard: Yardstick, following: Mapping[str, Entry] | None
) -> Iterator[Problem]:
    """The question about a value, if there is one, else that about last year's beside it.

    Before the first value there may be nothing to hold it against: then it is the one that comes next.
    """
    value, target = value_of(entry), yard.target
    known, filed = yard.known(entry.last)
    if not known and following:
        known = some([(value_of(next(iter(following.values()))), 1)])
        shares = target.uom == "%" and known and value and _is_share(value, yard, known[0][0])
        found = "Q216" if shares else ""
    else:
        found = _code(value, entry.last, yard, known, filed=filed) if value and known else ""
    if not found and yard.is_code(value, entry.last, known):
        found = "Q214" if filed else "Q218"
    if found:
        nearest = known if not filed or found == "Q219" else some(yard.recent)
        figure, over = nearest[-1] if nearest else (None, 1)
        expected = figure * yard.months(entry.last) / over if figure else Decimal(0)
        yield context.at_entry(
            found,
            entry,
            "value",
            name=target.name,
            value=value,
            uom=target.uom,
            old=figure,
            size=_size(target, value, figure),
            slip=slip(target, value, expected),
            right=format((value * 100).normalize(), "f"),
        )
        return
    last_year = entry.observation.last_year
    if (
        last_year
        and not yard.signed
        and target.measure != "since_plan"
        and _apart(last_year, value, yard.few)
    ):
        words: dict[str, object] = {"name": target.name, "value": last_year, "old": value}
        yield context.at_entry("Q233", entry, "last_year", slip=slip(target, last_year, value), **words)


def _code(value: Decimal, month: int, yard: Yardstick, known: list[Measured], *, filed: bool) -> str:
    """The code of the question about a value, "" where there is none."""
    shares = yard.target.uom == "%"
    if yard.signed or shares:
        every = some([*yard.recent, *yard.declared, *yard.goal(month)])
        if yard.signed and all((figure > 0) != (value > 0) for figure, _ in every):
            return "Q219"
        if shares and _is_share(value, yard, (some(yard.recent) if filed else every)[-1][0]):
            return "Q216"
    return ("Q214" if filed else "Q218") if _is_far(value, month, yard, known, filed=filed) else ""


def _is_share(value: Decimal, yard: Yardstick, reference: Decimal) -> bool:
    """Whether *value*, at most 1, would be like *reference* were it a hundred times as much.

    A rate of growth may well be near 0: of those, only one with more decimals than are reported.
    """
    times = abs(reference / value)
    low, high = SHARES
    if abs(value) > 1 or not low <= times <= high:
        return False
    return not yard.signed or times >= high / 10 or places(value) > yard.target.decimals


def _is_far(value: Decimal, month: int, yard: Yardstick, known: list[Measured], *, filed: bool) -> bool:
    """Whether *value* is far from all that is *known*, in the same months."""
    months, target, size = yard.months(month), yard.target, abs(value)
    if all(size * over >= LARGE * (abs(figure) * months) for figure, over in known):
        return not yard.is_near(value, known)
    if yard.signed and target.uom == "%" and value >= INDEX:
        return all(abs(figure) < RATES for figure, _ in known) and not yard.is_near(value, known)
    if yard.signed or target.measure == "since_plan":
        return False
    small = SMALL if filed else SMALL_FIRST
    if all(size * over * small <= abs(figure) * months for figure, over in known):
        return not yard.is_near(value, known)
    return False


def _apart(one: Decimal, other: Decimal, few: Decimal) -> bool:
    """Whether two values for the same months of neighbouring years are of different size."""
    large, small = sorted((abs(one), abs(other)), reverse=True)
    return large >= LARGE * small and large - small > few


def _size(target: AnyTarget, value: Decimal, figure: Decimal | None) -> Text:
    """How *value* compares with the goal, else with a *figure* that is known."""
    goal = goal_of(target)
    if goal:
        return words_of("size_of_goal", goal=goal, share=share_of(Fraction(value) / Fraction(goal)))
    if figure is None:
        return words_of("size_alone")
    return words_of("size_of_known", known=figure, share=share_of(Fraction(value) / Fraction(figure)))


@lru_cache(maxsize=65536)
def places(value: Decimal) -> int:
    """How many decimals *value* needs, zeros at its end not counted."""
    exponent = value.normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    return max(-exponent, 0)
