"""`qstrong new`: a filing to fill in, with only what the unit owes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from qstrong.cli import options as o
from qstrong.cli.complete import complete_periods, complete_units

if TYPE_CHECKING:
    from datetime import date

    from qstrong.cli.session import Session
    from qstrong.model.period import Period
    from qstrong.model.task import Unit


@o.command(*o.FILING)
def new(
    session: Session,
    unit: Annotated[str, o.argument("UNIT", "help.record_unit", complete_units)],
    period: Annotated[o.Said, o.argument("[PERIOD]", "help.period", complete_periods)] = None,
    output: Annotated[o.Said, o.option("help.new_output", "--output", "-o", metavar="-")] = None,
) -> int:
    """help.cmd.new"""
    import sys

    from qstrong.cli.filters import units_named
    from qstrong.cli.stop import StopError, bad_choice

    dataset, day = session.data(), session.day()
    chosen = units_named(dataset, [unit], session.lang)
    if output not in (None, "-"):
        raise bad_choice("--output", str(output), ("-",), (), session.lang)
    when = session.filing_period(period, day)
    code = 0
    for one in chosen:
        try:
            _one(session, one, when, day, shown=bool(output))
        except StopError as error:
            if len(chosen) == 1:
                raise
            sys.stderr.write(error.message + "\n")  # one that is there already keeps no other from its own
            code = error.code
    return code


def _one(session: Session, unit: Unit, when: Period, day: date, *, shown: bool) -> None:
    """The filing of one unit, written or *shown*; raises `StopError` (2) where it can't be written."""
    import sys

    from qstrong.timeline.blank import blank
    from qstrong.timeline.inhand import is_over
    from qstrong.write.filing.scaffold import scaffold

    asked = blank(session.data(), unit.id, when, day)
    if is_over(session.data(), when) or not (asked.values or asked.actions):
        session.err("new_nothing", unit=session.look.name(unit.name), period=when)
        return
    text = scaffold(asked, session.lang, explain=session.explanations(when))
    if not shown:
        text = session.say("new_written", path=_put(session, unit.id, when, text)) + "\n"
    sys.stdout.write(text)


def _put(session: Session, unit: str, when: Period, text: str) -> str:
    """Where the filing is now; raises `StopError` (2) where one is already, or where it can't be written."""
    from qstrong.model.dataset import filed_as, filing_path

    name = filing_path(unit, filed_as(session.data(), unit, when))
    shown = f"{session.prefix}/{name}"
    there, _, last = name.rpartition("/")
    kept = last in dict(session.source.entries(there)) and not (session.folder / name).exists()
    if kept or name != filing_path(unit, when):  # in a sparse checkout it isn't on disk
        raise session.stop("write_exists", path=shown)
    session.put_filing(name, text, None)
    return shown
