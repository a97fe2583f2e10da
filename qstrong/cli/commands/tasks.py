"""`qstrong tasks`: tasks and their actions; the annex."""

from __future__ import annotations

from typing import Annotated

import typer

from qstrong.cli import options as o
from qstrong.model.index import index


def tasks(
    table: Annotated[bool, typer.Option("--table", help="help.table")] = False,
    data: o.DataOption = None,
    unit: o.UnitOption = None,
    task: o.TaskOption = None,
    as_of: o.AsOfOption = None,
    at: o.AtOption = None,
    known_on: o.KnownOption = None,
    lang: o.LangOption = None,
    format_: o.FormatOption = None,
    output: o.OutputOption = None,
    color: o.ColorOption = "auto",
    ascii_only: o.AsciiOption = False,
    strict: o.StrictOption = False,
) -> int:
    """help.cmd.tasks"""
    from qstrong.cli.names import find, find_task, unit_names
    from qstrong.cli.session import Session
    from qstrong.cli.writer import Options
    from qstrong.render.views.tasks import annex, tasks_document, tasks_json

    session = Session(
        Options(data, lang, as_of, format_, output, color, ascii_only, strict, at=at, known_on=known_on)
    )
    report, look = session.report(), session.look
    every = report.dataset
    wanted = {find_task(every, name, session.lang).id for name in task or []}
    units = {find(unit_names(every), name, session.lang).id for name in unit or []}
    chosen = [
        one
        for one in every.tasks
        if (not wanted or one.id in wanted) and (not units or units & set(index(every).members(one.units)))
    ]
    document = annex(report, chosen, look) if table else tasks_document(report, chosen, look)
    session.write(document, lambda: tasks_json(report, chosen, look))
    return session.finish()
