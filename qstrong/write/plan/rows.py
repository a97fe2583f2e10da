"""The rows of a table of indicators, as governments print them: merged groups, headings, notes below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import field

from qstrong.model.shapes.value import dataclass
from qstrong.text.written import half_width
from qstrong.write.intake.grid import Grid
from qstrong.write.plan.heads import FIGURES, Columns, TableError, columns_of
from qstrong.write.plan.patterns import MEASURED_IN

_NUMBERED = re.compile(
    r"^\s*(?:[(]?\d{1,3}[)]|\d{1,3}[.、．](?!\d)|[①-⑳⑴-⒇]|[(][一二三四五六七八九十]{1,3}[)]|[一二三四五六七八九十]{1,3}、|[IVX]{1,4}\.)\s*"
)
_ACROSS = re.compile(r"\s*(?:[(]?[一二三四五六七八九十]{1,3}[)、]|第[一二三四五六七八九十]+|[IVX]{1,4}\.)")
_ORDINAL = re.compile(r"[(（]?[一二三四五六七八九十]{1,3}[)）、.]?|[IVX]{1,4}\.?")
"""The number of a heading, in a column of its own."""
_UOM_BEHIND = re.compile(
    r"\s*[(]\s*(?:单位\s*[::]\s*)?([^()]{1,12})\s*[)]\s*$|\s*([%‰])\s*$|\s+([个项件家分人户])\s*$"
)
_MARKED = re.compile(
    r"\s*(?:[*†‡※①-⒛]|(?<![A-Za-z])[¹²³⁴-⁹]|[(\[〔](?:注|note)?\s*\d{0,2}[)\]〕](?<=[注e\d].))+$",
    re.IGNORECASE,
)
"""What refers a name to a note below the table."""
_FOOT = re.compile(r"^\s*(?:注|备注|说明|资料来源|数据来源|notes?|source)\s*[::]|^\s*\*", re.IGNORECASE)
_SPLIT = re.compile(r"[、,;/\n]|\s+(?:and|&)\s+|\s{2,}")
_BARE = re.compile(r"-?[0-9][0-9,.]*")
_LED = re.compile(r"[(]?(?:牵头|负责|配合|lead)[)]?$", re.IGNORECASE)
_LEADS = re.compile(r"^(?:牵头(?:单位|部门)?|责任(?:单位|部门)?|配合(?:单位|部门)?)\s*[::]")


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator as the table has it; empty where it says nothing."""

    name: str
    place: int
    """The row of the table, counted from 1."""
    cells: dict[str, str] = field(default_factory=dict)
    """By the parts of `HEADS`."""
    years: dict[int, str] = field(default_factory=dict)
    """What stands in the columns of years, by year."""
    english: str = ""
    """Its name in the second language of a table in two."""
    above: frozenset[str] = frozenset()
    """The parts that stand only in a row above."""

    def units(self) -> list[str]:
        """The units that it names, the first in the lead."""
        told = (
            _LED.sub("", _LEADS.sub("", one.strip())).strip(" :")
            for one in _SPLIT.split(half_width(self.cells.get("reporters", "")))
        )
        return [one for one in dict.fromkeys(told) if one and not re.fullmatch(r"[-–—]+", one)]


@dataclass(frozen=True, slots=True)
class TableRead:
    """The indicators of a table, and where its columns stand."""

    rows: Sequence[Row]
    columns: Columns

    @property
    def chinese(self) -> bool:
        """Whether its indicators have Chinese names."""
        return any(re.search(r"[一-龥]", row.name) for row in self.rows)


def read_table(table: Grid) -> TableRead:
    """The indicators of a *table*; raises `TableError` where no row of heads names a column of indicators."""
    columns = columns_of(table)
    found: list[Row] = []
    above: dict[str, str] = {}
    for number, cells in enumerate(table[columns.below :], columns.below + 1):
        if any(cells) and not _FOOT.match(next(filter(None, cells))):
            row = _row(number, cells, columns, above)
            found += [row] if row else []
    if not found:
        raise TableError("init_no_rows", row=columns.below)
    return TableRead(found, columns)


def _row(number: int, cells: list[str], columns: Columns, above: dict[str, str]) -> Row | None:
    def at(column: int | None) -> str:
        return cells[column] if column is not None and column < len(cells) else ""

    parts = {part: at(column) for part, column in columns.parts.items()}
    number_of = at(columns.parts.get("no"))
    alone = {one for one in cells if one} - ({number_of} if _ORDINAL.fullmatch(number_of) else set())
    if len(alone) == 1 and (
        number_of not in ("", *alone) or _is_heading(min(alone), cells, parts["name"], columns)
    ):
        above["group"] = _NUMBERED.sub("", half_width(min(alone)))
        return None
    inherited = [part for part in columns.merged if part in parts and not parts[part] and part in above]
    above |= {part: parts[part] for part in columns.merged if parts.get(part)}
    parts |= {part: above[part] for part in inherited}  # merged cells leave blanks below, once they are text
    parts["group"] = _NUMBERED.sub("", half_width(parts.get("group") or above.get("group", "")))
    name = _NUMBERED.sub("", half_width(parts["name"]))
    if not name:
        return None
    name = _MARKED.sub("", name)
    behind = _UOM_BEHIND.search(name)
    uom = next(filter(None, behind.groups())) if behind else ""
    if behind and MEASURED_IN.fullmatch(uom):
        name = _MARKED.sub("", name[: behind.start()])
        parts["uom"] = parts.get("uom") or uom
    years = {year: at(column) for year, column in columns.years.items()}
    parts["uom"] = uom = parts.get("uom") or next(iter(columns.uoms.values()), "")
    for part in parts.keys() & FIGURES:
        parts[part] = _measured(parts[part], uom, columns.uoms.get(columns.parts[part]))
    years = {
        year: _measured(text, uom, columns.uoms.get(columns.years[year])) for year, text in years.items()
    }
    return Row(name.strip(), number, parts, years, at(columns.english), frozenset(inherited))


def _measured(text: str, uom: str, own: str | None) -> str:
    """A bare number with the unit of measure of its column, where that is another one than the row's."""
    return f"{text}{own}" if own and own != uom and _BARE.fullmatch(half_width(text)) else text


def _is_heading(text: str, cells: list[str], name: str, columns: Columns) -> bool:
    """Whether the one *text* of a row is a heading across the table, and no indicator without a goal."""
    across = sum(bool(one) for one in cells) > 1  # merged cells hold it in every place
    numbered = _ACROSS.match(half_width(text)) is not None
    few = len(columns.parts) + len(columns.years) < 3
    return across or numbered or not name or ("group" not in columns.parts and not few)
