"""A table as it comes: CSV, a sheet of a workbook, or the text that a copied table is on the clipboard.

What divides a text's cells, and which of a workbook's sheets is the table, nobody says: it is what makes
words of them that the reader knows. A text that isn't in Unicode is GBK only where such words prove it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field, replace
from decimal import Decimal

from qstrong.model.base import Text
from qstrong.model.shapes.value import dataclass
from qstrong.read.faults import clip
from qstrong.text.catalogue import words_of
from qstrong.text.written import fixed
from qstrong.write.intake.cells import (
    WrongError,
    no_result,
    places_of,
    rounded_to,
    shown_otherwise,
    unlike_seen,
)
from qstrong.write.intake.guard import RefusedError, refuse_foreign
from qstrong.write.intake.parts import CellPlace
from qstrong.write.intake.workbook import ROWS, TypedCell, TypedSheet, address, sheets

Grid = list[list[str]]
"""Rows of cells, each stripped; merged cells hold their text in every place."""
KnownWords = Callable[[Grid], Iterable[str] | None]
"""What of a grid its reader knows, heads and names; None where it finds no row of heads."""

MOST_BYTES = 4 << 20
MOST_DIGITS, MOST_DECIMALS = 15, 6
"""No figure of a plan has more."""
_ZIP = b"PK\x03\x04"
_DELIMITERS = "\t,;，"
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_MOST_GARBLED = 6
"""So many cells are named that look garbled."""


@dataclass(frozen=True, slots=True)
class CellDoubt:
    """What is to be confirmed of a cell: its writer may have seen another thing than was read."""

    text: Text
    hidden: bool = False
    """Whether that is because it isn't shown, as mostly a whole row or column isn't."""
    merged: bool = False
    """Whether it has its text from a cell with which it was merged: of words that is how tables are."""


@dataclass(frozen=True, slots=True)
class GridRead:
    """A table's cells, and what is to be confirmed of them."""

    cells: Grid
    doubts: Mapping[CellPlace, CellDoubt] = field(default_factory=dict)
    """By row and column counted from 1."""
    wrong: Mapping[CellPlace, Text] = field(default_factory=dict)
    """Why no figure can be taken from a cell; in its text what doesn't count stands in brackets."""
    comments: Mapping[CellPlace, str] = field(default_factory=dict)
    """What hangs on cells as a comment, and nobody takes."""
    sheet: str = ""
    """The sheet that it is; a text has none."""
    others: tuple[str, ...] = ()
    """The other sheets with something in them."""


def grid(data: bytes, known: KnownWords) -> GridRead:
    """The cells of a table. Raises `RefusedError` where *data* is none, and ImportError without openpyxl."""
    if len(data) > MOST_BYTES:
        raise RefusedError("large")
    if is_zipped(data):
        return _of_book(sheets(data), known)
    refuse_foreign(data)
    text, in_unicode = _decoded(data)
    cells = _of_text(text, known)
    return GridRead(cells, {} if in_unicode else _garbled(cells, known))


def is_zipped(data: bytes) -> bool:
    """Whether *data* is a workbook, whatever its name says."""
    return data.startswith(_ZIP)


def _decoded(data: bytes) -> tuple[str, bool]:
    """A text; whether it is in UTF-8 or, as Excel writes Unicode text, in UTF-16: else it is read as GBK."""
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding), encoding != "gb18030"
        except UnicodeDecodeError:
            continue
    raise RefusedError("not_text")


def _garbled(cells: Grid, known: KnownWords) -> dict[CellPlace, CellDoubt]:
    """What is to be confirmed of a text that was read as GBK; raises `RefusedError` where that is no table.

    A known word in Chinese proves it: the bytes of no other encoding make one. Without such a word the first
    cell in Chinese is asked about, with one those that can hardly be GBK.
    """
    foreign = [
        ((row, column), cell)
        for row, mine in enumerate(cells, 1)
        for column, cell in enumerate(mine, 1)
        if not cell.isascii()
    ]
    words, few = known(cells), 1
    if words is None:
        told = ((address(*at), words_of("import_encoding", text=clip(cell))) for at, cell in foreign[:few])
        raise RefusedError("encoding", told)
    if not all(word.isascii() for word in words):
        foreign, few = [(at, cell) for at, cell in foreign if _is_garbled(cell)], _MOST_GARBLED
    return {at: CellDoubt(words_of("import_encoding", text=clip(cell))) for at, cell in foreign[:few]}


def _is_garbled(cell: str) -> bool:
    """Whether a cell that was read as GBK has characters that nobody writes, or is Chinese in UTF-8, too."""
    try:
        told = cell.encode("gb18030").decode("utf-8")
    except UnicodeDecodeError:
        return _PRIVATE.search(cell) is not None
    return any(char >= "\u0800" for char in told)


def _of_text(text: str, known: KnownWords) -> Grid:
    """Fields between what divides known heads, else what the longest of the first rows has most of."""
    if "\0" in text:
        raise RefusedError("not_text")
    for delimiter in _DELIMITERS:
        if delimiter in text and known(rows := _rows(text, delimiter)) is not None:
            _whole(text, delimiter)
            return rows
    first = max(text.splitlines()[:5], key=len, default="")
    delimiter = max(_DELIMITERS, key=first.count)
    _whole(text, delimiter)
    return _rows(text, delimiter)


def _rows(text: str, delimiter: str) -> Grid:
    try:
        return [
            [_plain(cell) for cell in row]
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        ]
    except csv.Error as error:  # a quote that isn't closed takes in more than a field holds
        raise RefusedError("quotes") from error


def _whole(text: str, delimiter: str) -> None:
    """Raises `RefusedError` where a quote isn't closed: it takes in the rows below it."""
    try:
        for _ in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            pass
    except csv.Error as error:
        raise RefusedError("quotes") from error


def _of_book(book: list[TypedSheet], known: KnownWords) -> GridRead:
    """The first sheet with known heads, or else with anything; one that is shown before one that isn't."""
    shown = sorted(book, key=lambda sheet: all(cell.hidden for cell in sheet.cells.values()))
    found = [(sheet, one) for sheet in shown if (one := _of_sheet(sheet)).cells]
    if not found:
        return GridRead([])
    sheet, own = next((pair for pair in found if known(pair[1].cells) is not None), found[0])
    if sheet.beyond:
        told = words_of("import_beyond", row=sheet.beyond, most=ROWS)
        raise RefusedError("cells", [(f"{sheet.name}!A{sheet.beyond}", told)])
    return replace(own, others=tuple(one.sheet for _, one in found if one is not own))


def _of_sheet(sheet: TypedSheet) -> GridRead:
    cells: dict[CellPlace, str] = {}
    doubts: dict[CellPlace, CellDoubt] = {}
    wrong: dict[CellPlace, Text] = {}
    for place, cell in sheet.cells.items():
        cells[place], doubt, why = _shown(cell)
        if why:
            wrong[place] = why
        elif doubt:
            doubts[place] = doubt
    for one in sheet.merged:
        text = cells.get((one.row, one.column), "")
        joined = CellDoubt(words_of("import_merged_figure", place=one.place, text=clip(text)), merged=True)
        for row in range(one.row, one.last_row + 1):
            places = [(row, column) for column in range(one.column, one.last_column + 1)]
            cells |= dict.fromkeys(places, text)
            doubts = dict.fromkeys(places if any(map(str.isdigit, text)) else (), joined) | doubts
    rows, columns = (max((place[axis] for place in cells), default=0) for axis in (0, 1))
    return GridRead(
        [
            [_plain(cells.get((row, column), "")) for column in range(1, columns + 1)]
            for row in range(1, rows + 1)
        ],
        doubts,
        wrong,
        sheet.comments,
        sheet.name,
    )


def _shown(cell: TypedCell) -> tuple[str, CellDoubt | None, Text | None]:
    """A cell's text as it is shown, what is to be confirmed of it, and why no figure can be taken from it.

    What is raised, struck out or shown as another number stands in brackets; so does a formula without a
    result, which would look like an empty cell. What isn't shown, or with fewer digits than there are, is to
    be confirmed.
    """
    if why := no_result(cell):
        return f"[{cell.content or '='}]", None, why
    text, doubt, why = _number(cell)
    if why := why or shown_otherwise(cell):
        return f"[{text}]", None, why
    if cell.marks:
        why = words_of("import_marks_figure", text=clip(text), marks=cell.marks)
        if text.endswith(cell.marks):
            return f"{text.removesuffix(cell.marks)}[{cell.marks}]", None, why
        return f"[{cell.marks}]{text.removeprefix(cell.marks)}", None, why
    if unseen := unlike_seen(cell, clip(text)):
        return text, CellDoubt(unseen, hidden=cell.hidden), None
    return text, CellDoubt(doubt) if doubt else None, None


def _number(cell: TypedCell) -> tuple[str, Text | None, Text | None]:
    """A cell's text with what its format puts behind it; what to say where it was rounded, or can't be."""
    content, how = cell.content, cell.shown
    if not isinstance(content, Decimal):
        return f"{content}{how.behind}", None, None
    number, behind = (content * 100, f"%{how.behind}") if cell.percent else (content, how.behind)
    most = MOST_DECIMALS if how.decimals is None else how.decimals
    if number.adjusted() > MOST_DIGITS:
        return f"{content}", None, words_of("import_digits", text=clip(f"{content}"))
    if places_of(fixed(number)) > most:
        try:
            value, doubt = rounded_to(fixed(number), most)
        except WrongError as error:
            return f"{content}", None, error.text
        return f"{value}{behind}", doubt, None
    said = fixed(number) if how.decimals is None else f"{number:.{most}f}"
    return f"{said}{behind}", None, None


def _plain(cell: str) -> str:
    """A cell on one line."""
    return " ".join(cell.split())
