"""`qstrong tasks`: tasks and their actions; the annex."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from qstrong.cli import options as o
from qstrong.cli.complete import complete_table

if TYPE_CHECKING:
    from qstrong.cli.session import Session


@o.command(*o.READING)
def tasks(
    session: Session,
    table: Annotated[bool, o.option("help.table", "--table")] = False,
    unit: o.UnitOption = None,
    task: o.TaskOption = None,
    status: Annotated[
        o.Several, o.option("help.action_status", "--status", complete=complete_table("action_statuses"))
    ] = None,
) -> int:
    """help.cmd.tasks"""
    from qstrong.cli.filters import chosen_tasks, of_units
    from qstrong.render.views.tasks import actions_document, annex, tasks_document, tasks_json

    report, look = session.report(), session.look
    chosen = chosen_tasks(report.dataset, task or [], unit or [], session.lang)
    report = of_units(report, chosen, unit or [], status or [], session.lang)
    if status:
        having = {one.task for one in report.actions}
        chosen = [one for one in chosen if one.id in having]
        document = actions_document(report, look)
    else:
        document = annex(report, chosen, look) if table else tasks_document(report, chosen, look)
    return session.answer(document, lambda: tasks_json(report, chosen, look))
