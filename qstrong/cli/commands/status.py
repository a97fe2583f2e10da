"""`qstrong status`: every target at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from qstrong.cli import options as o
from qstrong.cli.complete import complete_choice

if TYPE_CHECKING:
    from qstrong.cli.session import Session

SORTS = ("plan", "status", "completion", "lead", "name")


@o.command(*o.READING)
def status(
    session: Session,
    group: o.GroupOption = None,
    unit: o.UnitOption = None,
    task: o.TaskOption = None,
    status: Annotated[list[str] | None, typer.Option("--status", help="help.status")] = None,
    data_state: Annotated[list[str] | None, typer.Option("--data-state", help="help.data_state")] = None,
    kind: Annotated[list[str] | None, typer.Option("--kind", help="help.kind")] = None,
    changes: Annotated[bool, typer.Option("--changes", help="help.changes")] = False,
    sort: Annotated[
        str, typer.Option("--sort", help="help.sort", autocompletion=complete_choice(*SORTS))
    ] = "plan",
) -> int:
    """help.cmd.status"""
    from qstrong.assess.aggregate import aggregate
    from qstrong.assess.compare import compare
    from qstrong.cli.filters import Filters, choose, sorted_targets
    from qstrong.render.views.changes import since as since_blocks
    from qstrong.render.views.status import status_document, status_json

    report, look = session.report(), session.look
    session.check("--sort", sort, SORTS)
    filters = Filters(group or [], unit or [], task or [], status or [], data_state or [], kind or [])
    chosen = sorted_targets(choose(report, filters, session.lang), sort)
    total = aggregate(report.dataset.plan.method, chosen)
    before = session.report_before(report) if len(chosen) == len(report.targets) else None
    since = since_blocks(compare(before, report), look, listed=changes) if before else []
    document = status_document(report, chosen, total, look, grouped=sort == "plan", since=since)
    session.write(document, lambda: status_json(report, chosen, total, look))
    return session.finish()
