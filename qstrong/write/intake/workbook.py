"""The cells of a workbook that a clerk sent, as they were typed; read by openpyxl, behind our own guard."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

from qstrong.model.base import Text
from qstrong.model.shapes.value import dataclass
from qstrong.read.faults import clip
from qstrong.read.strict import FORBIDDEN
from qstrong.text.catalogue import words_of
from qstrong.write.intake.guard import RefusedError, guard
from qstrong.write.intake.numfmt import NumberShown, number_shown, text_altered
from qstrong.write.intake.parts import RAISED, STRICT, CellPlace, Marks, box, comments, marks
from qstrong.write.intake.seen import ground_of, is_lost, is_unseen, is_veiled

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell, MergedCell
    from openpyxl.styles import Font
    from openpyxl.styles.differential import DifferentialStyle
    from openpyxl.styles.proxy import StyleProxy
    from openpyxl.worksheet.worksheet import Worksheet

ROWS, COLUMNS = 2000, 60
"""So much of a sheet is looked at."""
MOST_MERGED = 500
_BREAKS = re.compile("[\r\v\f\x85\u2028\u2029]")
"""What web pages and chats leave between lines; other characters that can't be seen are dropped."""
_TURNED = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""What turns the direction of writing: 250.5 behind it is shown as 5.052."""
_ESCAPED = re.compile(r"_x(000D|005F)_")
_ARCHIVE, _PART, _STYLES = "_archive", "_worksheet_path", "_differential_styles"
"""By these names openpyxl alone gives a workbook's archive, a sheet's part in it, and conditional styles."""

CellRule = tuple[CellPlace, CellPlace, "DifferentialStyle | None"]
"""The first and the last cell of a conditional format, and its style; None where it veils them anyhow."""


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
    shown: NumberShown = NumberShown()
    """How its format shows a number."""
    marks: str = ""
    """Digits and words in it that are raised, lowered, struck out, or of the colour of their ground."""
    ruled: bool = False
    """Whether a conditional format may make it show another thing, or nothing."""
    hidden: bool = False
    """Whether its row, its column or its sheet isn't shown."""
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
    comments: Mapping[tuple[int, int], str] = field(default_factory=dict)
    """What hangs on cells as a comment, by row and column."""
    beyond: int = 0
    """The last row with a content, where that lies beyond the rows that are looked at."""


def sheets(data: bytes) -> list[TypedSheet]:
    """All sheets of the workbook *data*; raises `RefusedError`, and ImportError without openpyxl."""
    guard(data)
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings(action="ignore"):  # what the library doesn't know is nobody's concern
            book = load_workbook(
                BytesIO(transitional(data)), read_only=True, data_only=True, keep_links=False, rich_text=True
            )
            return list(_sheets(book))
    except RefusedError:
        raise
    except Exception as error:  # a library's own errors for damaged files are of every kind
        raise RefusedError("not_xlsx") from error


def transitional(data: bytes) -> bytes:
    """*data*, or where it is strict Open XML the same under the names that the library knows."""
    with ZipFile(BytesIO(data)) as book:
        if not any(name in book.read("xl/workbook.xml") for name in STRICT):
            return data
        made = BytesIO()
        with ZipFile(made, "w") as new:
            for info in book.infolist():
                part = book.read(info)
                for strict, usual in STRICT.items():
                    part = part.replace(strict, usual)
                new.writestr(info.filename, part)
    return made.getvalue()


def _sheets(book: Workbook) -> Iterator[TypedSheet]:
    archive: ZipFile = getattr(book, _ARCHIVE)
    parts: list[str] = [getattr(sheet, _PART) for sheet in book.worksheets]
    if len(set(parts)) < len(parts):  # one large part may be shown as any number of sheets
        raise RefusedError("not_xlsx")
    for sheet, part in zip(book.worksheets, parts, strict=True):
        with archive.open(part) as file:
            found = marks(file.read())
        if found.twice:
            raise RefusedError("twice")
        if found.odd:
            raise RefusedError("number", _odd(sheet.title, found))
        beyond = found.last if found.last > ROWS else 0
        hung = comments(archive, part)
        yield TypedSheet(sheet.title, _cells(sheet, found), tuple(_merged(found)), hung, beyond)


def _odd(sheet: str, found: Marks) -> Iterator[tuple[str, Text]]:
    """What stands where a number should, with its place."""
    for at, text in found.odd:
        yield f"{sheet}!{address(*at)}", words_of("import_raw", text=clip(text))


def _merged(found: Marks) -> Iterator[Merged]:
    """The merged cells, which a read-only sheet doesn't tell of."""
    if len(found.merged) > MOST_MERGED:
        raise RefusedError("large")
    for one in sorted(set(found.merged)):
        if ends := box(one):
            start, end = ends
            yield Merged(one, *start, min(end[0], ROWS), min(end[1], COLUMNS))


def _cells(sheet: Worksheet, found: Marks) -> dict[tuple[int, int], TypedCell]:
    from openpyxl.cell.read_only import EmptyCell  # what a row is filled up with

    rules = list(_rules(sheet, found))
    if len(rules) > MOST_MERGED:
        raise RefusedError("large")
    return {
        (row, column): cell
        for row, cells in enumerate(sheet.iter_rows(1, ROWS, 1, COLUMNS), 1)
        for column, one in enumerate(cells, 1)
        if not isinstance(one, EmptyCell) and (cell := _cell((row, column), one, found, rules))
    }


def _rules(sheet: Worksheet, found: Marks) -> Iterator[CellRule]:
    """The conditional formats that may veil what is there, by the cells they are for."""
    styles: Sequence[DifferentialStyle] = getattr(sheet.parent, _STYLES).styles
    for rule in found.rules:
        style = styles[rule.style] if rule.style is not None and rule.style < len(styles) else None
        for ends in map(box, rule.ranges.split()) if style or rule.veils else ():
            if ends:
                yield *ends, style


def _ruled(at: CellPlace, cell: Cell | MergedCell, content: object, rules: Iterable[CellRule]) -> bool:
    return any(
        first[0] <= at[0] <= last[0] and first[1] <= at[1] <= last[1]
        and (style is None or is_veiled(cell, content, style))
        for first, last, style in rules
    )  # fmt: skip


def _cell(
    at: CellPlace, cell: Cell | MergedCell, found: Marks, rules: Iterable[CellRule]
) -> TypedCell | None:
    formula = at in found.formulas
    if at in found.blank:
        return None
    if (cell.value is None and formula) or cell.data_type == "e":
        return TypedCell(*at, str(cell.value or ""), formula=True, empty_formula=True)
    content = _content(cell.value)
    if content is None:
        return None
    struck, ruled = _marks(at, cell, found), _ruled(at, cell, content, rules)
    shown = str(cell.number_format or "")
    if isinstance(content, Decimal):
        how = number_shown(shown, content)
    else:
        how = NumberShown(
            other=isinstance(content, str) and (text_altered(shown) or bool(_TURNED.search(str(cell.value))))
        )
    return TypedCell(*at, content, how.percent, how, struck, ruled, _hidden(at, cell, found), formula)


def _hidden(at: CellPlace, cell: Cell | MergedCell, found: Marks) -> bool:
    columns = any(first <= at[1] <= last for first, last in found.hidden_columns)
    return (
        columns or at[0] in found.hidden_rows or getattr(cell.parent, "sheet_state", "visible") != "visible"
    )


def _marks(at: CellPlace, cell: Cell | MergedCell, found: Marks) -> str:
    """What of a cell's text is raised, lowered, struck out or not to be seen; all of it where the cell is."""
    ground = ground_of(cell)
    if _is_apart(cell.font, ground):
        return str(cell.value)
    own = [*found.raised.get(at, ()), *(text for text, ink in found.inks.get(at, ()) if is_lost(ink, ground))]
    runs = cell.value if isinstance(cell.value, list) else ()
    fonts = [(one, getattr(one, "font", None)) for one in runs]
    return " ".join([*own, *(str(one).strip() for one, font in fonts if _is_apart(font, ground))])


def _is_apart(font: Font | StyleProxy | None, ground: str | None) -> bool:
    return font is not None and bool(font.strike or font.vertAlign in RAISED or is_unseen(font, ground))


def _content(value: object) -> str | Decimal | date | bool | None:
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int | float):
        return Decimal(format(value, ".15g"))  # what a spreadsheet itself shows of a binary number
    if isinstance(value, datetime):
        return value.date()
    text = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), str(value)).replace("\r\n", "\n")
    return FORBIDDEN.sub("", _BREAKS.sub("\n", text)).strip() or None
