"""`qstrong form`: a workbook for a unit to fill in, with only what it owes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from qstrong.cli import options as o
from qstrong.cli.complete import complete_periods, complete_unit_or_period

if TYPE_CHECKING:
    from qstrong.cli.session import Session


@o.command(*o.FILING)
def form(
    session: Session,
    unit: Annotated[o.Said, o.argument("[UNIT]", "help.form_unit", complete_unit_or_period)] = None,
    period: Annotated[o.Said, o.argument("[PERIOD]", "help.period", complete_periods)] = None,
    everyone: Annotated[Path | None, o.option("help.form_all", "--all", metavar="DIR")] = None,
    output: Annotated[Path | None, o.option("help.form_output", "--output", "-o", metavar="FILE")] = None,
) -> int:
    """help.cmd.form"""
    from qstrong.cli.filters import units_named
    from qstrong.cli.forms.outgoing import make_all, make_one

    dataset, day, said = session.data(), session.day(), session.lang
    if everyone:
        if output or (unit and period):
            raise session.stop("form_one_of")
        return make_all(session, everyone, session.filing_period(unit, day), day)
    if not unit:
        raise session.stop("form_which")
    chosen, when = units_named(dataset, [unit], said), session.filing_period(period, day)
    if len(chosen) != 1:
        if output and output.suffix == ".xlsx":
            raise session.stop("form_folder", name=unit, n=len(chosen), path=output)
        return make_all(session, output or Path(), when, day, chosen)
    return make_one(session, chosen[0], when, day, output)
