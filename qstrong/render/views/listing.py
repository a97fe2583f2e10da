"""What can be exported, as a list; and all of it, or one table, as JSON."""

from __future__ import annotations

from collections.abc import Sequence

from qstrong.assess.report import Report
from qstrong.model.shapes.value import dataclass
from qstrong.render.document import Block, Cell, Document, line, plain_table
from qstrong.render.export.tables import DataTable, csv_text, json_rows
from qstrong.render.formats.jsontext import dumps
from qstrong.render.formats.register import How
from qstrong.render.headed import headline, json_head, of_plan
from qstrong.render.look import Look
from qstrong.render.pieces import heads


@dataclass(frozen=True, slots=True)
class Exported:
    """Tables of a report; *for_excel*: marked, so that a spreadsheet reads their CSV, and harmless there."""

    report: Report
    tables: Sequence[DataTable]
    look: Look
    for_excel: bool = False


def listing(told: Exported) -> Document:
    """Every table with its number of rows and what a row is."""
    report, look = told.report, told.look
    words = ("export_table", "export_rows", "export_what")
    columns = heads(look, *words, right=("export_rows",), fold=("export_what",), least=20)
    joint = look.language.colon
    rows = (
        (Cell(one.name), Cell(str(len(one.rows))), Cell(f"{one.title}{joint}{one.description}"))
        for one in told.tables
    )
    how = line(Cell(look.say("export_how"), "dim"))
    parts: list[Block] = [headline(report, look), plain_table(columns, rows), line(""), how]
    return of_plan(report, look.say("export_tables"), parts, look)


def tables_csv(told: Exported, _: How) -> str:
    """The one table."""
    (table,) = told.tables
    return ("\ufeff" if told.for_excel else "") + csv_text(table, for_excel=told.for_excel)


def tables_json(told: Exported, _: How) -> str:
    """The tables by name, for scripts: each a list of objects."""
    head = json_head(told.report.dataset, told.look, told.report.as_of, span=True)
    return dumps(head | {"tables": {table.name: json_rows(table) for table in told.tables}})
