"""Tables as values: typed columns and rows, for CSV, JSON and the data package."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from dataclasses import field
from decimal import Decimal
from fractions import Fraction
from io import StringIO

from qstrong.model.grammar import IDENTIFIER, PERIOD
from qstrong.model.shapes.value import dataclass
from qstrong.render.cells.aspect import Aspects, Kind, Layout, Plain, S, T, for_json
from qstrong.render.document import Cell, Column, Table, plain_table
from qstrong.render.formats.flat import cell_text
from qstrong.text.numbers import json_number

SEPARATOR = ";"
"""Between the ids or words of a list in one cell; none of them has it."""

_TYPES: dict[Kind, str] = {
    "texts": "array", "number": "number", "share": "number", "count": "integer", "integer": "integer",
    "yes": "boolean", "day": "date",
}  # fmt: skip
"""The names of Table Schema for kinds of values that are more than strings."""
_LIMITS: dict[Kind, dict[str, object]] = {
    "id": {"pattern": IDENTIFIER},
    "ids": {"pattern": f"({IDENTIFIER})({SEPARATOR}({IDENTIFIER}))*"},
    "count": {"minimum": 0},
    "period": {"pattern": PERIOD},
}


@dataclass(frozen=True, slots=True)
class DataField:
    """A column: what kind of value it has, and what must hold of it."""

    name: str
    kind: Kind
    required: bool = False
    unique: bool = False
    choices: tuple[str, ...] = ()
    title: str = ""
    description: str = ""

    @property
    def type(self) -> str:
        """The type's name in Table Schema."""
        return _TYPES.get(self.kind, "string")

    @property
    def constraints(self) -> dict[str, object]:
        """What Table Schema says must hold of each value."""
        found: dict[str, object] = {"required": True} if self.required else {}
        found |= {"unique": True} if self.unique else {}
        if self.choices:
            return found | {"enum": list(self.choices)}
        return found | {key: _portable(value) for key, value in _LIMITS.get(self.kind, {}).items()}


def _portable(value: object) -> object:
    """A pattern for regular expressions that know no groups without a number (XML Schema's)."""
    return f"({value.replace('(?:', '(')})" if isinstance(value, str) else value


@dataclass(frozen=True, slots=True)
class Reference:
    """Columns whose values stand in columns of another table."""

    fields: tuple[str, ...]
    table: str
    there: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table: its columns, its rows, the columns that tell rows apart, and what they refer to."""

    name: str
    fields: tuple[DataField, ...]
    rows: tuple[tuple[Plain, ...], ...]
    key: tuple[str, ...]
    references: tuple[Reference, ...] = field(default=())
    title: str = ""
    description: str = ""


def csv_text(table: DataTable, *, for_excel: bool = False) -> str:
    """*table* as CSV that can be read back exactly; *for_excel*: nothing in it can become a formula."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column.name for column in table.fields])
    for row in table.rows:
        cells = [cell(value, column.kind) for value, column in zip(row, table.fields, strict=True)]
        writer.writerow([cell_text(text) for text in cells] if for_excel else cells)
    return out.getvalue()


def data_table(of: Aspects[T, S], names: Layout, things: Sequence[T], scene: S) -> Table:
    """What programs get of a table: a column for each name, cells as an export has them."""
    rows = ([Cell(cell(of[name].plain(one, scene), of[name].kind)) for name in names] for one in things)
    return plain_table(map(Column, names), rows)


def cell(value: Plain, kind: Kind) -> str:
    """One value as a cell: nothing is empty, numbers as they are, lists of ids with `;`, others as JSON."""
    if value is None or value == ():
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        if kind == "texts":
            return json.dumps(value, ensure_ascii=False)
        return SEPARATOR.join(map(str, value))
    plain = json_value(value)
    return format(plain, "f") if isinstance(plain, Decimal) else str(plain)


def json_value(value: Plain) -> object:
    """One value for JSON: shares to 12 decimals."""
    return json_number(value) if isinstance(value, Decimal | Fraction) else for_json(value)


def json_rows(table: DataTable) -> list[dict[str, object]]:
    """The rows of *table* as objects."""
    names = [column.name for column in table.fields]
    return [dict(zip(names, map(json_value, row), strict=True)) for row in table.rows]
