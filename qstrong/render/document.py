"""What a renderer composes and a writer writes: headings, lines and tables of styled text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from typing import Literal

from qstrong.model.shapes.value import dataclass

JOINED = "\u00a0"
"""A blank at which a terminal's line isn't broken; it is written as a blank."""

USUAL = 76
"""The width of a drawing where nothing says how wide things are: in a pipe, in a file."""
Style = Literal["", "good", "warn", "bad", "dim", "strong", "loud"]
"""`loud`: what no reader may miss, bold wherever there is bold."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece of text and how it looks."""

    text: str
    style: Style = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. A flexible one takes what width is left, and folds."""

    head: str
    right: bool = False
    flexible: bool = False
    least: int = 0
    """A flexible column's least width."""


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under a title of their own, which spans the table; an empty title is not shown."""

    title: str
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and sections of rows."""

    columns: tuple[Column, ...]
    sections: tuple[Section, ...]
    gap: int = 2
    """Blanks between columns."""


def plain_table(columns: Iterable[Column], rows: Iterable[Iterable[Cell]], gap: int = 2) -> Table:
    """A table of one section that has no title."""
    return Table(tuple(columns), (Section("", tuple(map(tuple, rows))),), gap)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading."""

    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of running text; `indent` cells from the left, also where it folds."""

    cells: tuple[Cell, ...]
    indent: int = 0

    @property
    def text(self) -> str:
        """Its words alone."""
        return "".join(cell.text for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Drawing:
    """Lines that are drawn for the width there is: a chart."""

    draw: Callable[[int], tuple[Line, ...]]
    own: bool = False
    """Whether its text is the program's own: Markdown keeps what can't be seen in it, to be copied."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The same table in several layouts, widest first: the first that fits is written."""

    layouts: tuple[Callable[[], Table], ...]
    """Each is made when it is looked at: mostly the widest alone."""
    data: Callable[[], Table] | None = None
    """The same for programs: ids, bare numbers and units of measure in columns of their own."""


Block = Heading | Line | Table | Choice | Drawing


@dataclass(frozen=True, slots=True)
class Document:
    """What is written. `stamp` is a word that no reader may miss: 演示数据."""

    title: str
    blocks: tuple[Block, ...]
    stamp: str = ""
    origin: str = ""
    """Where a paper comes from, for formats that hold its tables alone."""

    @property
    def mark(self) -> str:
        """The stamp in brackets, where the title doesn't say it already."""
        return f"[{self.stamp}]" if self.stamp and self.stamp not in self.title else ""


def line(*parts: str | Cell, indent: int = 0) -> Line:
    """A line of plain and styled text."""
    return Line(tuple(part if isinstance(part, Cell) else Cell(part) for part in parts), indent)


def dotted(facts: Sequence[str]) -> list[str]:
    """*facts* with a dot behind each but the last; a line may end between any two."""
    return [*(f"{fact} · " for fact in facts[:-1]), *facts[-1:]]


def verbatim(rows: Iterable[str]) -> Drawing:
    """The program's own lines, which stand as they are, however wide it is."""
    lines = tuple(map(line, rows))
    return Drawing(lambda _: lines, own=True)


_UNSEEN = re.compile(r"[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0\ufe00-\ufe0f]")
"""Printable, it is said, but not to be seen, or moving what is."""


def visible(text: str) -> str:
    """*text* on one line, with every character written out that can't be seen or that moves others."""
    return text if text.isprintable() and not _UNSEEN.search(text) else "".join(map(_shown, text))


_WIDTHS = (
    (0x20, 0x7E, 1), (0xA0, 0xAC, 1), (0xAE, 0x2FF, 1), (0x2010, 0x2027, 1), (0x2030, 0x205E, 1),
    (0x2100, 0x22FF, 1), (0x2460, 0x24FF, 1), (0x25A0, 0x25FC, 1), (0x3000, 0x3029, 2), (0x3400, 0x4DBF, 2),
    (0x4E00, 0x9FFF, 2), (0xFF01, 0xFF60, 2),
)  # fmt: skip
"""First and last of the characters that nearly all texts are of, and how many columns each takes."""


@cache
def _columns(char: str) -> int | None:
    code = ord(char)
    return next((columns for first, last, columns in _WIDTHS if first <= code <= last), None)


@lru_cache(maxsize=65536)
def width(text: str) -> int:
    """How many columns *text* takes in a terminal."""
    if text.isascii() and text.isprintable():
        return len(text)
    found = list(map(_columns, text))
    if None not in found:
        return sum(found)  # type: ignore[arg-type]  # (there is no None)
    from wcwidth import wcswidth  # it takes as long to import as a thousand tables to lay out

    return max(wcswidth(text), 0)


def is_seen(char: str) -> bool:
    """Whether *char* is there to be seen, and leaves all others where they are."""
    return char in "\xa0\u3000" or (char.isprintable() and not _UNSEEN.match(char))


def _shown(char: str) -> str:
    if char in "\n\t":
        return " "
    if is_seen(char):
        return char
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
