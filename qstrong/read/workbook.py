"""The cells of a workbook that a clerk sent, as they were typed; read by openpyxl, behind our own guard."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from qstrong.read.guard import RefusedError, guard

ROWS, COLUMNS = 300, 40
"""So much of a sheet is looked at."""
_NOT_FORMAT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')


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
        from openpyxl.utils import get_column_letter

        return f"{get_column_letter(self.column)}{self.row}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet's cells, by row and column, both counted from 1."""

    name: str
    cells: dict[tuple[int, int], Cell]


def sheets(data: bytes) -> list[Sheet]:
    """All sheets of the workbook *data*; raises `RefusedError`, and ImportError without openpyxl."""
    guard(data)
    from openpyxl import load_workbook

    try:
        books = [
            load_workbook(BytesIO(data), read_only=True, data_only=only, keep_links=False)
            for only in (True, False)
        ]
        values, formulas = books
        return [Sheet(name, _cells(values[name], formulas[name])) for name in values.sheetnames]
    except Exception as error:  # a library's own errors for damaged files are of every kind
        raise RefusedError("not_xlsx") from error


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
    text = str(value).replace("_x000D_", "").replace("\r\n", "\n").strip()
    return text or None


def _is_percent(number_format: str) -> bool:
    return "%" in _NOT_FORMAT.sub("", number_format.split(";", maxsplit=1)[0])
