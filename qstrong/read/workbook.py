"""The cells of a workbook that a clerk sent, as they were typed; read by openpyxl, behind our own guard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from qstrong.read.guard import RefusedError, guard

ROWS, COLUMNS = 300, 40
"""So much of a sheet is looked at."""
MOST_SHEETS, MOST_MERGED = 20, 500
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})[\"']")
_ESCAPED = re.compile(r"_x(000D|005F)_")
_NOT_FORMAT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')


def address(row: int, column: int) -> str:
    """A cell's address by its row and column: G7."""
    from openpyxl.utils import get_column_letter

    return f"{get_column_letter(column)}{row}"


@dataclass(frozen=True, slots=True)
class Cell:
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
class Sheet:
    """A sheet's cells, by row and column, both counted from 1."""

    name: str
    cells: dict[tuple[int, int], Cell]
    merged: tuple[Merged, ...] = ()


def sheets(data: bytes) -> list[Sheet]:
    """All sheets of the workbook *data*; raises `RefusedError`, and ImportError without openpyxl."""
    guard(data)
    from openpyxl import load_workbook

    try:
        values, formulas = (
            load_workbook(BytesIO(data), read_only=True, data_only=only, keep_links=False)
            for only in (True, False)
        )
        return list(_sheets(values, formulas))
    except RefusedError:
        raise
    except Exception as error:  # a library's own errors for damaged files are of every kind
        raise RefusedError("not_xlsx") from error


def _sheets(values: Any, formulas: Any) -> Iterator[Sheet]:
    if len(values.sheetnames) > MOST_SHEETS:  # they may all be the same large part
        raise RefusedError("large")
    for one, other in zip(values.worksheets, formulas.worksheets, strict=True):
        yield Sheet(one.title, _cells(one, other), tuple(_merged(one)))


def _merged(sheet: Any) -> Iterator[Merged]:
    """The merged cells, which a read-only sheet doesn't tell of."""
    from openpyxl.utils import range_boundaries

    with sheet.parent._archive.open(sheet._worksheet_path) as part:  # noqa: SLF001 (it has no other way)
        found = _MERGED.findall(part.read())
    if len(found) > MOST_MERGED:
        raise RefusedError("large")
    for one in found:
        place = one.decode()
        column, row, last_column, last_row = range_boundaries(place)
        yield Merged(place, row, column, min(last_row, ROWS), min(last_column, COLUMNS))


def _cells(values: Any, formulas: Any) -> dict[tuple[int, int], Cell]:
    bounds = {"min_row": 1, "max_row": ROWS, "min_col": 1, "max_col": COLUMNS}
    pairs = zip(values.iter_rows(**bounds), formulas.iter_rows(**bounds), strict=False)
    return {
        (row, column): cell
        for row, (results, written) in enumerate(pairs, 1)
        for column, (result, source) in enumerate(zip(results, written, strict=False), 1)
        if (cell := _cell(row, column, result, source))
    }


def _cell(row: int, column: int, result: Any, source: Any) -> Cell | None:
    formula = source.data_type == "f"
    if (result.value is None and formula) or result.data_type == "e":
        return Cell(row, column, str(result.value or source.value), formula=True, empty_formula=True)
    content = _content(result.value)
    if content is None:
        return None
    percent = isinstance(content, Decimal) and _is_percent(str(result.number_format or ""))
    return Cell(row, column, content, percent=percent, formula=formula)


def _content(value: Any) -> str | Decimal | date | bool | None:
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int | float):
        return Decimal(format(value, ".15g"))  # what a spreadsheet itself shows of a binary number
    if isinstance(value, datetime):
        return value.date()
    text = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), str(value))
    return text.replace("\r\n", "\n").replace("\r", "\n").strip() or None


def _is_percent(number_format: str) -> bool:
    return "%" in _NOT_FORMAT.sub("", number_format.split(";", maxsplit=1)[0])
