"""`qstrong show`: one target, task or unit, with everything."""

from __future__ import annotations

from typing import Annotated

import typer

from qstrong.cli import options as o
from qstrong.cli.complete import anything


def show(
    name: Annotated[str, typer.Argument(metavar="ID", help="help.id", autocompletion=anything)],
    data: o.DataOption = None,
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
    """help.cmd.show"""
    from qstrong.cli.names import find_anything
    from qstrong.cli.session import Session
    from qstrong.cli.writer import Options
    from qstrong.model.task import Task, Unit
    from qstrong.render.views.show import show_target
    from qstrong.render.views.status import status_json
    from qstrong.render.views.tasks import show_task, tasks_json
    from qstrong.render.views.units import show_unit, units_json
    from qstrong.timeline.duties import duties
    from qstrong.timeline.inhand import filing_in_hand

    session = Session(
        Options(data, lang, as_of, format_, output, color, ascii_only, strict, at=at, known_on=known_on)
    )
    report, look = session.report(), session.look
    found = find_anything(report.dataset, name, session.lang)
    if isinstance(found, Task):
        session.write(show_task(report, found, look), lambda: tasks_json(report, [found], look))
    elif isinstance(found, Unit):
        period = filing_in_hand(report.dataset, report.as_of)
        duty = [d for d in duties(report.dataset, period, report.as_of) if d.unit == found.id]
        session.write(show_unit(report, found, duty[0], look), lambda: units_json(report, duty, look))
    else:
        one = next(one for one in report.targets if one.target is found)
        session.write(
            show_target(report, one, look), lambda: status_json(report, [one], report.overall, look)
        )
    return session.finish()
