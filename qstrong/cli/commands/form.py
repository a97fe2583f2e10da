"""`qstrong form`: a workbook for a unit to fill in, with only what it owes."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qstrong.cli import options as o
from qstrong.cli.complete import complete_units
from qstrong.cli.session import Session
from qstrong.cli.stop import StopError, not_written, unwritable
from qstrong.model.base import Lang
from qstrong.model.period import Period
from qstrong.model.task import Unit
from qstrong.text.catalogue import word

if TYPE_CHECKING:
    from qstrong.write.form.held import Held


def form(
    unit: Annotated[
        str | None, typer.Argument(metavar="[UNIT]", help="help.form_unit", autocompletion=complete_units)
    ] = None,
    period: Annotated[str | None, typer.Argument(metavar="[PERIOD]", help="help.new_period")] = None,
    everyone: Annotated[Path | None, typer.Option("--all", metavar="DIR", help="help.form_all")] = None,
    data: o.DataOption = None,
    as_of: o.AsOfOption = None,
    lang: o.LangOption = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="help.form_output")
    ] = None,
) -> int:
    """help.cmd.form"""
    from qstrong.cli.names import find, unit_names
    from qstrong.cli.writer import Options

    session = Session(Options(data, lang, as_of))
    dataset, day, said = session.data(), session.day(), session.lang
    if everyone:
        if output or (unit and period):
            raise StopError(2, word("form_one_of", said))
        return _all(session, everyone, session.filing_period(unit, day), day)
    if not unit:
        raise StopError(2, word("form_which", said))
    chosen, when = find(unit_names(dataset), unit, said), session.filing_period(period, day)
    path = output or Path(file_name(chosen, when, said))
    if path.suffix != ".xlsx":
        raise StopError(2, word("form_suffix", said, name=path.name))
    made = _maker(session, when, day)(chosen)
    if made is None:
        sys.stdout.write(word("form_none", said, unit=chosen.name.say(said)) + "\n")
        return 0
    _put(path, made, said)
    sys.stdout.write(word("form_written", said, path=path) + "\n")
    return 0


def file_name(unit: Unit, period: Period, lang: Lang) -> str:
    """The form's name; no unit's name leads into another folder."""
    name = unit.name.say(lang).replace("/", "-").replace("\\", "-")
    return word("form_file", lang, period=period, unit=name)


def _maker(session: Session, when: Period, day: date) -> Callable[[Unit], bytes | None]:
    """Gives a unit's form, None where it owes nothing; raises `StopError` (2) where XlsxWriter is missing."""
    from qstrong.timeline.blank import blank
    from qstrong.timeline.inhand import is_over
    from qstrong.write.form.formrows import rows_of

    try:
        from qstrong.write.form.form import form_workbook as workbook
    except ImportError as error:
        raise StopError(2, word("form_missing", session.lang)) from error
    behind, over = session.behind(), is_over(session.data(), when)

    def make(unit: Unit) -> bytes | None:
        if over:
            return None
        asked = blank(session.data(), unit.id, when, day)
        filed = _filed(session, unit, when)
        rows = rows_of(asked, filed, session.lang, behind)
        try:
            return workbook(asked, rows, filed, session.lang) if rows.anything else None
        except ValueError as error:
            said = word("form_too_long", session.lang, unit=unit.name.say(session.lang))
            raise StopError(1, said) from error

    return make


def _filed(session: Session, unit: Unit, when: Period) -> Held:
    """What the unit has filed for that period; raises `StopError` (1) where the file can't be read."""
    from qstrong.model.dataset import filing_path
    from qstrong.write.filing.edit import EditError
    from qstrong.write.filing.record import read_text
    from qstrong.write.form.held import held

    name = filing_path(unit.id, when)
    try:
        return held(read_text(session.source, name), when)
    except EditError as error:
        said = word("form_broken", session.lang, path=f"{session.prefix}/{name}")
        raise StopError(1, said) from error


def _all(session: Session, folder: Path, when: Period, day: date) -> int:
    """One form for each unit that owes something; nothing is written where one of them is there already."""
    make, lang, units = _maker(session, when, day), session.lang, session.data().units
    places = {unit.id: folder / file_name(unit, when, lang) for unit in units}
    for path in places.values():
        if path.exists():
            raise StopError(2, word("write_exists", lang, path=path))
    written, code = 0, 0
    for k, unit in enumerate(units, 1):
        path = places[unit.id]
        try:
            made = make(unit)
        except StopError as error:  # one unit's broken filing keeps no other from its form
            sys.stderr.write(error.message + "\n")
            code = error.code
            continue
        if made is None:
            sys.stderr.write(word("form_none", lang, unit=unit.name.say(lang)) + "\n")
            continue
        _put(path, made, lang)
        written += 1
        sys.stderr.write(word("form_progressed", lang, k=k, n=len(units), path=path) + "\n")
    sys.stdout.write(word("form_all_written", lang, n=written, path=folder) + "\n")
    return code


def _put(path: Path, data: bytes, lang: Lang) -> None:
    """Write a new file; what is there may have been filled in, and is never overwritten."""
    from qstrong.write.files.atomic import WriteError, replace_file

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path.parent, path.name, data, None)
    except WriteError as error:
        raise not_written(path, error, lang) from error
    except OSError as error:
        raise unwritable(path, error, lang) from error
