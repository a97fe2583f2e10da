"""What can be exported, as a list; and all of it, or one table, as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qstrong.assess.report import Report
from qstrong.render.document import Cell, Column, Document, Section, Table, line
from qstrong.render.export.tables import DataTable, json_rows
from qstrong.render.headed import headline, of_plan
from qstrong.render.look import Look


def listing(report: Report, tables: Sequence[DataTable], look: Look) -> Document:
    """Every table with its number of rows and what a row is."""
    columns = (
        Column(look.say("export_table")),
        Column(look.say("export_rows"), right=True),
        Column(look.say("export_what"), flexible=True, least=20),
    )
    joint = look.language.colon
    rows = tuple(
        (Cell(one.name), Cell(str(len(one.rows))), Cell(f"{one.title}{joint}{one.description}"))
        for one in tables
    )
    how = line(Cell(look.say("export_how"), "dim"))
    parts = [headline(report, look), Table(columns, (Section("", rows),)), line(""), how]
    return of_plan(report, look.say("export_tables"), parts, look)


def tables_json(report: Report, tables: Sequence[DataTable], look: Look) -> dict[str, Any]:
    """*tables* by name, for scripts: each a list of objects."""
    plan = report.dataset.plan
    return {
        "schema": 1,
        "plan": {
            "id": plan.id,
            "title": look.name(plan.title),
            "start": plan.start.isoformat(),
            "end": plan.end.isoformat(),
            "synthetic": plan.synthetic,
        },
        "as_of": report.as_of.isoformat(),
        "method": plan.method.constants(),
        "tables": {table.name: json_rows(table) for table in tables},
    }
