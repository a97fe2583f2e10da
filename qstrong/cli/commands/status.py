"""`qstrong status`: every target at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from qstrong.cli import options as o
from qstrong.cli.complete import complete_choice, complete_table, complete_years

if TYPE_CHECKING:
    from qstrong.cli.session import Session

SORTS = ("plan", "status", "completion", "lead", "gap", "unit", "change", "name")


@o.command(*o.READING)
def status(
    session: Session,
    group: o.GroupOption = None,
    unit: o.UnitOption = None,
    task: o.TaskOption = None,
    status: Annotated[
        o.Several, o.option("help.status", "--status", complete=complete_table("statuses"))
    ] = None,
    data_state: Annotated[
        o.Several, o.option("help.data_state", "--data-state", complete=complete_table("states"))
    ] = None,
    kind: Annotated[o.Several, o.option("help.kind", "--kind", complete=complete_table("kinds"))] = None,
    changes: Annotated[bool, o.option("help.changes", "--changes")] = False,
    sort: Annotated[str, o.option("help.sort", "--sort", complete=complete_choice(*SORTS))] = "plan",
    year: Annotated[o.Said, o.option("help.year", "--year", metavar="YYYY", complete=complete_years)] = None,
    columns: Annotated[
        o.Several, o.option("help.columns", "--columns", complete=complete_table("columns"))
    ] = None,
) -> int:
    """help.cmd.status"""
    from qstrong.assess.aggregate import aggregate
    from qstrong.assess.assess import report_before
    from qstrong.assess.compare import Comparison
    from qstrong.cli.filters import ORDERS, Filters, choose, chosen_columns
    from qstrong.render.views.status import column_choices, since_blocks, status_document, status_json

    report, look = session.report(), session.look
    session.check("--sort", sort, SORTS)
    named = chosen_columns(columns, column_choices(session.lang), session.lang) if columns else ()
    filters = Filters(group or [], unit or [], task or [], status or [], data_state or [], kind or [])
    found = choose(report, filters, session.lang)
    every = len(found) == len(report.targets)
    before = report_before(report) if every or sort == "change" else None
    chosen = tuple(sorted(found, key=ORDERS[sort](report, before)))
    total = aggregate(report.dataset.plan.method, chosen)
    if year:
        from qstrong.render.views.year import with_year, year_document

        of = session.year(year)
        document = year_document(report, chosen, of, look, grouped=sort == "plan")
        return session.answer(
            document, lambda: with_year(status_json(report, chosen, total, look), report, chosen, of, look)
        )
    since = since_blocks(Comparison(before, report), look, listed=changes) if before and every else []
    document = status_document(
        report, chosen, total, look, grouped=sort == "plan", columns=named, since=since
    )
    return session.answer(document, lambda: status_json(report, chosen, total, look))
