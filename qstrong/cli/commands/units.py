"""`qstrong units`: who owes what, filed, missing, late."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from qstrong.cli import options as o
from qstrong.cli.complete import complete_periods, complete_units

if TYPE_CHECKING:
    from qstrong.cli.session import Session


@o.command(*o.READING)
def units(
    session: Session,
    name: Annotated[o.Said, o.argument("[UNIT]", "help.unit", complete_units)] = None,
    period: Annotated[
        o.Said, o.option("help.period", "--period", metavar="PERIOD", complete=complete_periods)
    ] = None,
    matrix: Annotated[bool, o.option("help.matrix", "--matrix")] = False,
) -> int:
    """help.cmd.units"""
    from qstrong.cli.filters import units_named
    from qstrong.render.views.units import matrix as matrix_document
    from qstrong.render.views.units import show_unit, units_document, units_json
    from qstrong.timeline.duties import duties

    report, look = session.report(), session.look
    chosen = session.filing_period(period, report.as_of)
    found = list(duties(report.dataset, chosen, report.as_of))
    named = units_named(report.dataset, [name], session.lang) if name else []
    if name:
        found = [duty for duty in found if duty.unit in {unit.id for unit in named}]
    if len(named) == 1:
        document = show_unit(report, named[0], found[0], look)
    elif matrix and not name:
        document = matrix_document(report, look)
    else:
        document = units_document(report, chosen, found, look)
    return session.answer(document, lambda: units_json(report, found, look))
