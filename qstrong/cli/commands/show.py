"""`qstrong show`: one target, task or unit, with everything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from qstrong.cli import options as o
from qstrong.cli.complete import anything

if TYPE_CHECKING:
    from qstrong.cli.session import Session


@o.command(*o.READING)
def show(session: Session, name: Annotated[str, o.argument("ID", "help.id", anything)]) -> int:
    """help.cmd.show"""
    from dataclasses import replace

    from qstrong.cli.names import find_anything
    from qstrong.model.index import index
    from qstrong.model.task import Action, Task, Unit, UnitGroup
    from qstrong.render.views.show import show_target
    from qstrong.render.views.status import status_json
    from qstrong.render.views.tasks import show_action, show_task, tasks_json
    from qstrong.render.views.units import show_unit, units_document, units_json
    from qstrong.timeline.course import whole
    from qstrong.timeline.duties import duties
    from qstrong.timeline.inhand import filing_in_hand

    report, look = session.report(), session.look
    found = find_anything(whole(report.dataset), name, session.lang)
    if isinstance(found, Task):
        return session.answer(show_task(report, found, look), lambda: tasks_json(report, [found], look))
    if isinstance(found, Action):
        (did,) = (each for each in report.actions if each.action.id == found.id)
        task, alone = index(report.dataset).tasks[did.task], replace(report, actions=(did,))
        return session.answer(show_action(report, did, look), lambda: tasks_json(alone, [task], look))
    if isinstance(found, Unit | UnitGroup):
        period = filing_in_hand(report.dataset, report.as_of)
        those = index(report.dataset).members((found.id,))
        owing = [duty for duty in duties(report.dataset, period, report.as_of) if duty.unit in those]
        document = (
            show_unit(report, found, owing[0], look)
            if isinstance(found, Unit)
            else units_document(report, period, owing, look)
        )
        return session.answer(document, lambda: units_json(report, owing, look))
    now = {each.target.id: each for each in report.targets}
    gone = {each.target.id: each.last for each in report.withdrawn}
    one = now.get(found.id) or gone.get(found.id)
    if one is None:
        raise session.stop("not_yet_added", name=look.name(found.name), day=found.added)
    return session.answer(
        show_target(report, one, look), lambda: status_json(report, [one], report.overall, look)
    )
