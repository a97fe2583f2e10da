"""`qstrong status`: every target at a glance."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from qstrong.cli import options as o

SORTS = ("plan", "status", "completion", "lead", "name")


def status(
    data: o.DataOption = None,
    group: o.GroupOption = None,
    unit: o.UnitOption = None,
    task: o.TaskOption = None,
    status: Annotated[list[str] | None, typer.Option("--status", help="help.status")] = None,
    data_state: Annotated[list[str] | None, typer.Option("--data-state", help="help.data_state")] = None,
    kind: Annotated[list[str] | None, typer.Option("--kind", help="help.kind")] = None,
    changes: Annotated[bool, typer.Option("--changes", help="help.changes")] = False,
    sort: Annotated[str, typer.Option("--sort", help="help.sort")] = "plan",
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
    """help.cmd.status"""
    from qstrong.assess.aggregate import aggregate
    from qstrong.assess.compare import compare
    from qstrong.cli.filters import Filters, choose, sorted_targets
    from qstrong.cli.session import Session
    from qstrong.cli.writer import Options
    from qstrong.render.views.changes import since as since_blocks
    from qstrong.render.views.status import status_document, status_json

    session = Session(
        Options(data, lang, as_of, format_, output, color, ascii_only, strict, at=at, known_on=known_on)
    )
    report = session.report()
    if sort not in SORTS:
        raise session.usage("--sort", sort, SORTS)
    filters = Filters(group or [], unit or [], task or [], status or [], data_state or [], kind or [])
    chosen = sorted_targets(choose(report, filters, session.lang), sort)
    total = aggregate(report.dataset.plan.method, chosen)
    since: list[Any] = []
    if len(chosen) == len(report.targets) and (before := session.report_before(report)):
        since = since_blocks(compare(before, report), session.look, listed=changes)
    document = status_document(report, chosen, total, session.look, grouped=sort == "plan", since=since)
    session.write(document, lambda: status_json(report, chosen, total, session.look))
    return session.finish()
