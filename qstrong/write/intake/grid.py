"""A table as it comes: CSV, a workbook's first sheet, or the text that a copied table is on the clipboard."""

from __future__ import annotations

import csv
import io

from qstrong.write.intake.guard import RefusedError
from qstrong.write.intake.workbook import TypedCell, TypedSheet, sheets

Grid = list[list[str]]
"""Rows of cells, each stripped; merged cells hold their text in every place."""

MOST_BYTES = 4 << 20
_ZIP = b"PK\x03\x04"
_ENCODINGS = ("utf-8-sig", "gb18030")


def grid(data: bytes) -> Grid:
    """The cells of a table. Raises `RefusedError` where *data* is none, and ImportError without openpyxl."""
    if len(data) > MOST_BYTES:
        raise RefusedError("large")
    if is_zipped(data):
        return next((found for sheet in sheets(data) if (found := _of_sheet(sheet))), [])
    return _of_text(_decoded(data))


def is_zipped(data: bytes) -> bool:
    """Whether *data* is a workbook, whatever its name says."""
    return data.startswith(_ZIP)


def _decoded(data: bytes) -> str:
    """A text in UTF-8, as Excel writes CSV in China, or in UTF-16, as it writes Unicode text."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise RefusedError("not_text")


def _of_text(text: str) -> Grid:
    """Fields between tabs where there are any, else between commas or semicolons; quotes as CSV has them."""
    if "\0" in text:
        raise RefusedError("not_text")
    first = max(text.splitlines()[:5], key=len, default="")
    delimiter = "\t" if "\t" in text else max(",;，", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
        list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:  # in the second reading: a quote that isn't closed takes in the rows below it
        raise RefusedError("quotes") from error
    return [[_plain(cell) for cell in row] for row in rows]


def _of_sheet(sheet: TypedSheet) -> Grid:
    cells = {place: _shown(cell) for place, cell in sheet.cells.items()}
    for one in sheet.merged:
        text = cells.get((one.row, one.column), "")
        for row in range(one.row, one.last_row + 1):
            cells |= {(row, column): text for column in range(one.column, one.last_column + 1)}
    if not cells:
        return []
    rows, columns = (max(place[axis] for place in cells) for axis in (0, 1))
    return [
        [_plain(cells.get((row, column), "")) for column in range(1, columns + 1)]
        for row in range(1, rows + 1)
    ]


def _shown(cell: TypedCell) -> str:
    """A cell's text as it is shown; what is raised, struck out or shown as another number in brackets.

    So is a formula without a result, which would look like an empty cell.
    """
    if cell.empty_formula:
        return f"[{cell.content or '='}]"
    text = f"{cell.content * 100:f}%" if cell.percent else f"{cell.content}{cell.shown.behind}"  # type: ignore[operator]
    if cell.shown.other:
        return f"[{text}]"
    if cell.marks and text.endswith(cell.marks):
        return f"{text.removesuffix(cell.marks)}[{cell.marks}]"
    return f"[{cell.marks}]{text.removeprefix(cell.marks)}" if cell.marks else text


def _plain(cell: str) -> str:
    """A cell on one line."""
    return " ".join(cell.split())
