"""`qstrong due`: who owes what by when, who is late, what is missing; reminders and dunning letters."""

from __future__ import annotations

from typing import Annotated

import typer

from qstrong.cli import options as o

FORMATS = ("terminal", "plain", "md", "csv", "json", "html")


def due(
    period: Annotated[str | None, typer.Argument(metavar="[PERIOD]", help="help.due_period")] = None,
    unit: o.UnitOption = None,
    late: Annotated[bool, typer.Option("--late", help="help.late")] = False,
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
    """help.cmd.due"""
    from dataclasses import replace

    from qstrong.assess.outstanding import outstanding
    from qstrong.cli.filters import chosen_units
    from qstrong.cli.session import Options, Session
    from qstrong.render.due import due as due_document
    from qstrong.render.due import is_late, nobody
    from qstrong.render.duelist import due_json, lists
    from qstrong.timeline.inhand import filing_in_hand

    options = Options(data, lang, as_of, format_, output, color, ascii_only, strict, at=at, known_on=known_on)
    session = Session(options, FORMATS)
    report, look = session.report(), session.look
    chosen = (
        session.filing_period(period, report.as_of)
        if period
        else filing_in_hand(report.dataset, report.as_of)
    )
    wanted = chosen_units(report.dataset, unit or [], session.lang)
    found = [one for one in outstanding(report, chosen) if not wanted or one.unit.id in wanted]
    left = [one for one in found if is_late(one)] if late else found
    if left or not (unit or late):
        document = due_document(report, chosen, left, look, listed_below=bool(unit))
    else:
        document = nobody(report, chosen, "due_none_late" if found else "due_unit_empty", look)
    if unit:
        document = replace(document, blocks=(*document.blocks, *lists(left, look)))
    session.write(document, lambda: due_json(report, chosen, left, look))
    return session.finish()
