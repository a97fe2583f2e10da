"""What is to be confirmed of a table of indicators before a plan is made of it.

These are cells that its writer may have seen otherwise, and shares where percentages belong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from qstrong.model.base import Text
from qstrong.read.faults import clip
from qstrong.text.catalogue import words_of
from qstrong.text.written import fixed, half_width
from qstrong.write.intake.grid import GridRead
from qstrong.write.intake.parts import CellPlace
from qstrong.write.intake.remarks import Remark
from qstrong.write.intake.workbook import address
from qstrong.write.plan.entries import number_in, uom_of
from qstrong.write.plan.goals import read_goal
from qstrong.write.plan.heads import FIGURES
from qstrong.write.plan.rows import Row, TableRead

_SAID = re.compile(r"%|百分|per ?cent|pct|percentage", re.IGNORECASE)
"""Who writes so knows what the number is."""


def doubts(found: GridRead, read: TableRead) -> list[Remark]:
    """What is to be confirmed of the cells that were read of a table, in their order, one word for a cell."""
    told = dict(_unlike_seen(found, read))
    for row in read.rows:
        for at, text in _shares(row, read):
            told.setdefault(at, text)
    return [Remark(found.sheet, address(*at), text) for at, text in sorted(told.items())]


def faults(found: GridRead, read: TableRead) -> list[Remark]:
    """The cells of the table that hold figures which can't be taken as they are."""
    figures, rows = _figure_columns(read), {row.place for row in read.rows}
    return [
        Remark(found.sheet, address(row, column), text)
        for (row, column), text in sorted(found.wrong.items())
        if row in rows and column - 1 in figures
    ]


def unused_comments(found: GridRead) -> list[Remark]:
    """The comments of the table's sheet, of which nothing is made."""
    return [
        Remark(found.sheet, address(*at), words_of("init_comment", text=clip(text)))
        for at, text in sorted(found.comments.items())
    ]


def _figure_columns(read: TableRead) -> set[int]:
    """The columns that hold figures, counted from 0."""
    parts = (read.columns.parts[part] for part in (*FIGURES, "change") if part in read.columns.parts)
    return {*parts, *read.columns.years.values()}


def _unlike_seen(found: GridRead, read: TableRead) -> Iterator[tuple[CellPlace, Text]]:
    """The doubts about cells that count; of the hidden ones of a row the first one's."""
    used = {*read.columns.parts.values(), *read.columns.years.values(), read.columns.english}
    rows, figures = {row.place for row in read.rows}, _figure_columns(read)
    told: set[int | Text] = set()
    for (row, column), doubt in sorted(found.doubts.items()):
        whole = not found.sheet  # of a text that may be in another encoding one cell stands for all
        once = row if doubt.hidden else doubt.text
        counts = whole or (row in rows and column - 1 in (figures if doubt.merged else used))
        if counts and once not in told:
            yield (row, column), doubt.text
        if counts and (doubt.hidden or doubt.merged):
            told.add(once)


def _shares(row: Row, read: TableRead) -> Iterator[tuple[CellPlace, Text]]:
    """Numbers up to 1 where the unit of measure is %: 0.98 may be 98%, or 0.98%."""
    columns: Mapping[str, int] = read.columns.parts
    texts = {columns[part]: row.cells.get(part, "") for part in FIGURES if part in columns}
    texts |= {read.columns.years[year]: text for year, text in row.years.items()}
    for column, text in texts.items():
        goal = read_goal(text, row.name, uom_of(row))
        share = next((one for one in goal.figures if 0 < abs(one) <= 1), None)
        if goal.uom == "%" and share is not None and not _SAID.search(half_width(text)):
            yield (row.place, column + 1), _share(text, share)
    change = row.cells.get("change", "")
    share = number_in(change, "")
    if "change" in columns and share and abs(share) <= 1 and not _SAID.search(half_width(change)):
        yield (row.place, columns["change"] + 1), _share(change, share)


def _share(text: str, share: Decimal) -> Text:
    return words_of("init_share", text=clip(text), value=f"{share:f}", right=fixed(share * 100))
