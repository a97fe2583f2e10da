"""`qstrong new`: a filing to fill in, with only what the unit owes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from qstrong.cli import options as o
from qstrong.cli.complete import complete_units

if TYPE_CHECKING:
    from qstrong.cli.session import Session
    from qstrong.model.period import Period


@o.command(*o.FILING)
def new(
    session: Session,
    unit: Annotated[
        str, typer.Argument(metavar="UNIT", help="help.record_unit", autocompletion=complete_units)
    ],
    period: Annotated[str | None, typer.Argument(metavar="[PERIOD]", help="help.period")] = None,
    output: Annotated[str | None, typer.Option("--output", "-o", metavar="-", help="help.new_output")] = None,
) -> int:
    """help.cmd.new"""
    import sys

    from qstrong.cli.names import find_unit
    from qstrong.cli.stop import bad_choice
    from qstrong.cli.words import safe_word as word
    from qstrong.timeline.blank import blank
    from qstrong.timeline.inhand import is_over
    from qstrong.write.filing.scaffold import scaffold

    dataset, day = session.data(), session.day()
    chosen = find_unit(dataset, unit, session.lang)
    if output not in (None, "-"):
        raise bad_choice("--output", str(output), ("-",), (), session.lang)
    when = session.filing_period(period, day)
    asked = blank(dataset, chosen.id, when, day)
    if is_over(dataset, when) or not (asked.values or asked.actions):
        words = {"unit": session.look.name(chosen.name), "period": when}
        sys.stderr.write(word("new_nothing", session.lang, **words) + "\n")
        return 0
    text = scaffold(asked, session.lang, explain=session.explanations(when))
    if output:
        sys.stdout.write(text)
        return 0
    sys.stdout.write(word("new_written", session.lang, path=_put(session, chosen.id, when, text)) + "\n")
    return 0


def _put(session: Session, unit: str, when: Period, text: str) -> str:
    """Where the filing is now; raises `StopError` (2) where one is already, or where it can't be written."""
    from qstrong.cli.stop import StopError, not_written
    from qstrong.cli.words import safe_word as word
    from qstrong.model.dataset import filed_as, filing_path
    from qstrong.write.files.atomic import WriteError, replace_file

    assert session.folder is not None
    name = filing_path(unit, filed_as(session.data(), unit, when))
    shown = f"{session.prefix}/{name}"
    there, _, last = name.rpartition("/")
    kept = last in dict(session.source.entries(there)) and not (session.folder / name).exists()
    if kept or name != filing_path(unit, when):  # in a sparse checkout it isn't on disk
        raise StopError(2, word("write_exists", session.lang, path=shown))
    try:
        replace_file(session.folder, name, text.encode(), None)
    except WriteError as error:
        raise not_written(shown, error, session.lang) from error
    return shown
