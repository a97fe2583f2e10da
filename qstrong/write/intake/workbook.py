"""The cells of a workbook that a clerk sent, as they were typed; read by openpyxl, behind our own guard."""

# ruff: noqa: SLF001 (openpyxl has no other way to a sheet's part)
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from qstrong.read.strict import FORBIDDEN
from qstrong.write.intake.guard import RefusedError, guard

ROWS, COLUMNS = 300, 40
"""So much of a sheet is looked at."""
MOST_MERGED = 500
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s([^<>]*)>")
_FORMULA = re.compile(rb"<(?:\w+:)?c\s([^<>]*)>\s*<(?:\w+:)?f[\s/>]")
_PLACE = re.compile(rb"\br(?:ef)?=[\"']([A-Z]{1,3}[0-9]{1,7}(?::[A-Z]{1,3}[0-9]{1,7})?)[\"']")
_BREAKS = re.compile("[\r\v\f\x85\u2028\u2029]")
"""What web pages and chats leave between lines; other characters that can't be seen are dropped."""
_ESCAPED = re.compile(r"_x(000D|005F)_")
_NOT_FORMAT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')


def address(row: int, column: int) -> str:
    """A cell's address by its row and column: G7."""
    from openpyxl.utils import get_column_letter

    return f"{get_column_letter(column)}{row}"


@dataclass(frozen=True, slots=True)
class TypedCell:
    """A cell with something in it."""

    row: int
    column: int
    content: str | Decimal | date | bool
    percent: bool = False
    """Whether it is a number that is shown as a percentage."""
    formula: bool = False
    empty_formula: bool = False
    """A formula whose result isn't there, or is an error."""

    @property
    def place(self) -> str:
        """Its address: G7."""
        return address(self.row, self.column)


@dataclass(frozen=True, slots=True)
class Merged:
    """Cells that were made one: its address (G5:G7), the first row and column, and the last."""

    place: str
    row: int
    column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class TypedSheet:
    """A sheet's cells, by row and column counted from 1."""

    name: str
    cells: dict[tuple[int, int], TypedCell]
    merged: tuple[Merged, ...] = ()


def sheets(data: bytes) -> list[TypedSheet]:
    """All sheets of the workbook *data*; raises `RefusedError`, and ImportError without openpyxl."""
    guard(data)
    from openpyxl import load_workbook

    try:
        book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
        return list(_sheets(book))
    except RefusedError:
        raise
    except Exception as error:  # a library's own errors for damaged files are of every kind
        raise RefusedError("not_xlsx") from error


def _sheets(book: Any) -> Iterator[TypedSheet]:
    parts = [sheet._worksheet_path for sheet in book.worksheets]
    if len(set(parts)) < len(parts):  # one large part may be shown as any number of sheets
        raise RefusedError("not_xlsx")
    for sheet, part in zip(book.worksheets, parts, strict=True):
        with book._archive.open(part) as file:
            source = file.read()
        yield TypedSheet(sheet.title, _cells(sheet, _places(_FORMULA, source)), tuple(_merged(source)))


def _places(pattern: re.Pattern[bytes], source: bytes) -> set[str]:
    """The addresses in the tags that *pattern* finds in a sheet's part.

    What a formula says isn't of interest, only where there is one: a second reading by the library, for
    formulas, costs as much as the first, and far more where the formulas are hostile.
    """
    found = (_PLACE.search(tag) for tag in pattern.findall(source))
    return {place[1].decode() for place in found if place}


def _merged(source: bytes) -> Iterator[Merged]:
    """The merged cells, which a read-only sheet doesn't tell of."""
    from openpyxl.utils import range_boundaries

    places = sorted(_places(_MERGED, source))
    if len(places) > MOST_MERGED:
        raise RefusedError("large")
    for place in places:
        column, row, last_column, last_row = range_boundaries(place)
        yield Merged(place, row, column, min(last_row, ROWS), min(last_column, COLUMNS))


def _cells(sheet: Any, formulas: set[str]) -> dict[tuple[int, int], TypedCell]:
    bounds = {"min_row": 1, "max_row": ROWS, "min_col": 1, "max_col": COLUMNS}
    with_formula = set(map(_row_and_column, formulas))
    return {
        (row, column): cell
        for row, cells in enumerate(sheet.iter_rows(**bounds), 1)
        for column, one in enumerate(cells, 1)
        if (cell := _cell(row, column, one, formula=(row, column) in with_formula))
    }


def _row_and_column(place: str) -> tuple[int, int]:
    from openpyxl.utils.cell import coordinate_to_tuple

    row, column = coordinate_to_tuple(place)
    return row, column


def _cell(row: int, column: int, found: Any, *, formula: bool) -> TypedCell | None:
    if (found.value is None and formula) or found.data_type == "e":
        return TypedCell(row, column, str(found.value or ""), formula=True, empty_formula=True)
    content = _content(found.value)
    if content is None:
        return None
    percent = isinstance(content, Decimal) and _is_percent(str(found.number_format or ""))
    return TypedCell(row, column, content, percent=percent, formula=formula)


def _content(value: Any) -> str | Decimal | date | bool | None:
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int | float):
        return Decimal(format(value, ".15g"))  # what a spreadsheet itself shows of a binary number
    if isinstance(value, datetime):
        return value.date()
    text = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), str(value)).replace("\r\n", "\n")
    return FORBIDDEN.sub("", _BREAKS.sub("\n", text)).strip() or None


def _is_percent(number_format: str) -> bool:
    return "%" in _NOT_FORMAT.sub("", number_format.split(";", maxsplit=1)[0])
