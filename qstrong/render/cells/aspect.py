"""Aspects: what can be said of a thing, by name; and the tables, layouts and data that are made of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Generic, Literal, Protocol, TypeVar

from qstrong.assess.report import Report
from qstrong.model.index import index
from qstrong.model.period import Period
from qstrong.model.shapes.value import dataclass
from qstrong.render.document import Cell, Choice, Column, Section, Table
from qstrong.render.look import Look
from qstrong.render.pieces import NONE
from qstrong.text.numbers import number, percent
from qstrong.timeline.course import whole

T = TypeVar("T")
Plain = (
    str | Decimal | Fraction | int | bool | date | Period | tuple["Plain", ...] | Mapping[str, "Plain"] | None
)
Kind = Literal[
    "id", "ids", "word", "words", "text", "texts", "status", "number", "share", "count", "integer", "yes",
    "day", "period",
]  # fmt: skip
Layout = Sequence[str]
"""The names of a table's columns."""
Parts = Sequence[tuple[str, Sequence[T]]]
"""Things under titles."""


class Seen(Protocol):
    """What every cell needs besides the thing that it is of: who reads it."""

    @property
    def look(self) -> Look:
        """How the reader wants to see things."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What a cell needs besides the thing that it is of."""

    report: Report
    look: Look

    def place(self, target: str) -> int:
        """A target's number in the plan, from 1."""
        return index(whole(self.report.dataset)).order[target] + 1

    def units(self, names: Iterable[str]) -> str:
        """Units and groups of units by their names."""
        return self.look.listed(map(self._unit, names))

    def _unit(self, name: str) -> str:
        found = index(self.report.dataset)
        one = found.units.get(name) or found.unit_groups.get(name)
        return self.look.name(one.name) if one else name


S = TypeVar("S", bound=Seen)


@dataclass(frozen=True, slots=True, kw_only=True)
class Aspect(Generic[T, S]):
    """One thing that can be said: how it looks in its scene, its plain value, and its column."""

    head: str | Callable[[Look], str] = ""
    """The key of the word above its column, or what says it."""
    cell: Callable[[T, S], Cell] | None = None
    """How it looks; None: as its value does."""
    value: Callable[[T, S], Plain] | None = None
    """What it is for a program; None: nothing else than what is seen."""
    kind: Kind = "text"
    """Of the value."""
    right: bool = False
    flexible: bool = False
    least: int = 0
    """A flexible column's least width, in a terminal."""
    most: int = 22
    """The most characters that its column is wide in a workbook."""
    need: bool = False
    """Whether there is always a value."""
    choices: tuple[str, ...] = ()

    def title(self, look: Look) -> str:
        """What stands above its column."""
        head = self.head
        return look.say(head) if isinstance(head, str) else head(look)

    def shown(self, one: T, scene: S) -> Cell:
        """How it looks for people."""
        if self.cell:
            return self.cell(one, scene)
        value = self.plain(one, scene)
        if isinstance(value, Period):
            return Cell(scene.look.period(value))
        return Cell(percent(value)) if isinstance(value, Fraction) else plain_cell(value)

    def plain(self, one: T, scene: S) -> Plain:
        """Its value for a program."""
        if self.value:
            return self.value(one, scene)
        cell = self.shown(one, scene)
        return None if cell == NONE else cell.text


def at(path: str) -> Callable[[object, Seen], Plain]:
    """Gives what attributes lead to; nothing where one of them is None, or a kind of thing hasn't it."""
    first, *names = path.split(".")

    def get(one: object, _: Seen) -> Plain:
        found: Plain = getattr(one, first, None)
        for name in names:
            found = getattr(found, name, None)
        return found

    return get


def plain_cell(value: Plain) -> Cell:
    """A value as it is; a dash for nothing."""
    if value is None or value == ():
        return NONE
    if isinstance(value, tuple):
        return Cell(", ".join(plain_cell(one).text for one in value))
    return Cell(number(value) if isinstance(value, Decimal | Fraction) else str(value))


class Aspects(dict[str, Aspect[T, S]]):
    """Everything that can be said of one sort of thing, by name."""

    def __init__(self, known: Mapping[str, Aspect[T, S]]) -> None:
        super().__init__(known)

    def but(self, **others: Aspect[T, S]) -> Aspects[T, S]:
        """These, with *others* besides or in their place."""
        return Aspects({**self, **others})

    def row(self, names: Layout, one: T, scene: S) -> tuple[Cell, ...]:
        """The cells of one thing."""
        return tuple(self[name].shown(one, scene) for name in names)

    def table(
        self, names: Layout, parts: Parts[T], scene: S, *, least: Mapping[str, int] | None = None
    ) -> Table:
        """A table of those columns, some of other *least* widths; parts with nothing in them are left out."""
        columns = tuple(self._column(name, scene, (least or {}).get(name)) for name in names)
        sections = (
            Section(title, tuple(self.row(names, one, scene) for one in some))
            for title, some in parts
            if some or not title
        )
        return Table(columns, tuple(sections))

    def _column(self, name: str, scene: S, least: int | None) -> Column:
        one = self[name]
        least = one.least if least is None else least
        return Column(one.title(scene.look), one.right, one.flexible, least)

    def choice(
        self,
        layouts: Sequence[Layout],
        parts: Parts[T],
        scene: S,
        *,
        first: Mapping[str, int] | None = None,
    ) -> Choice:
        """The table in several layouts, widest first; what is *first* asks for room of its own."""
        made = [partial(self.table, names, parts, scene) for names in layouts]
        return Choice((partial(made[0], least=first), *made[1:]))

    def data(self, names: Layout, one: T, scene: S) -> dict[str, object]:
        """The values of one thing for JSON."""
        return {name: for_json(self[name].plain(one, scene)) for name in names}


def for_json(value: Plain) -> object:
    """A value with days and periods as texts, and lists as lists; numbers keep their digits."""
    if isinstance(value, Mapping):
        return {key: for_json(inner) for key, inner in value.items()}
    if isinstance(value, tuple):
        return [for_json(inner) for inner in value]
    return str(value) if isinstance(value, date | Period) else value
