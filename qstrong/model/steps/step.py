"""The arithmetic of a verdict, a class for each line, with exact numbers in the target's unit of measure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from fractions import Fraction
from functools import cached_property

from qstrong.model.period import Period
from qstrong.model.shapes.value import dataclass
from qstrong.model.terms.course import RelativeGoal
from qstrong.model.terms.exact import Exact
from qstrong.model.terms.settings import Method


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the arithmetic."""


class Lines(Collection[Step]):
    """The lines of the arithmetic, made when they are asked for: most outputs show none."""

    def __init__(self, make: Callable[[], Iterable[Step]]) -> None:
        self._make = make

    @cached_property
    def _made(self) -> tuple[Step, ...]:
        return tuple(self._make())

    def __iter__(self) -> Iterator[Step]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)

    def __contains__(self, step: object) -> bool:
        return step in self._made

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Collection) and self._made == tuple(other)

    def __hash__(self) -> int:
        return hash(self._made)


@dataclass(frozen=True, slots=True)
class JudgedValue(Step):
    """v, and the period that it is for."""

    period: Period
    value: Exact
    uom: str


@dataclass(frozen=True, slots=True)
class ComputedValue(Step):
    """v of its parts: their sum, or (`times` is given) one over the other, so many times."""

    period: Period
    parts: tuple[Exact, ...]
    times: Exact | None
    value: Exact
    uom: str
    decimals: int


@dataclass(frozen=True, slots=True)
class TrailingYear(Step):
    """value = ytd + total - same: the year to date, last year's total, last year's same months."""

    ytd: Exact
    total: Exact
    same: Exact
    value: Exact


@dataclass(frozen=True, slots=True)
class YearOnYear(Step):
    """累计同比推算 = total × ytd/same: shown as a second opinion, never judged."""

    ytd: Exact
    total: Exact
    same: Exact
    result: Fraction


@dataclass(frozen=True, slots=True)
class KnownBaseline(Step):
    """v0, the month that it stands for, and where it comes from."""

    value: Exact
    last: int
    origin: str


@dataclass(frozen=True, slots=True)
class NoBaseline(Step):
    """v0 isn't known."""


@dataclass(frozen=True, slots=True)
class GoalOfBaseline(Step):
    """T, said relative to v0."""

    change: RelativeGoal
    baseline: Exact
    goal: Exact


@dataclass(frozen=True, slots=True)
class Rule(Step):
    """The rule that decided, the label that it gave, and the method whose constants it used."""

    name: str
    label: str
    method: Method
    months: tuple[int, int] | None = None
    """How many of the target's months had passed, where half-time matters."""
