"""Forms on their way out: a workbook for a unit, or one for each."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from qstrong.cli.names import file_names
from qstrong.cli.session import Session
from qstrong.cli.stop import StopError, not_installed, not_written, unwritable
from qstrong.cli.stop import safe_word as word
from qstrong.model.base import Lang
from qstrong.model.dataset import filing_path
from qstrong.model.period import Period
from qstrong.model.task import Unit
from qstrong.timeline.blank import blank
from qstrong.timeline.inhand import is_over
from qstrong.write.files.atomic import WriteError, replace_file
from qstrong.write.filing.edit import EditError
from qstrong.write.filing.record import read_text
from qstrong.write.form.formrows import rows_of
from qstrong.write.form.held import Held, held


def make_one(session: Session, unit: Unit, when: Period, day: date, path: Path | None) -> int:
    """The form of one *unit*, at *path* or under a name of its own."""
    lang = session.lang
    path = path or Path(file_name(unit, when, lang))
    if path.suffix != ".xlsx":
        raise session.stop("form_suffix", name=path.name)
    made = _maker(session, when, day)(unit)
    if made is None:
        session.out("form_none", unit=unit.name.say(lang))
        return 0
    _put(path, made, lang)
    session.out("form_written", path=path)
    return 0


def file_name(unit: Unit, period: Period, lang: Lang, key: str = "form_file") -> str:
    """The name of a unit's form, or of what else *key* names; none leads into another folder."""
    name = unit.name.say(lang).replace("/", "-").replace("\\", "-")
    (found,) = file_names([(word(key, lang, period=period, unit=name), unit.id)])
    return found


def _maker(session: Session, when: Period, day: date) -> Callable[[Unit], bytes | None]:
    """Gives a unit's form, None where it owes nothing; raises `StopError` (2) where XlsxWriter is missing."""
    try:
        from qstrong.write.form.form import form_workbook as workbook
    except ImportError as error:
        raise not_installed(error, "excel", session.lang) from error
    explain, over = session.explanations(when), is_over(session.data(), when)

    def make(unit: Unit) -> bytes | None:
        if over:
            return None
        asked = blank(session.data(), unit.id, when, day)
        filed = _filed(session, unit, when)
        rows = rows_of(asked, filed, session.lang, explain)
        try:
            return workbook(asked, rows, filed, session.lang) if rows.anything else None
        except ValueError as error:
            raise session.stop("form_too_long", 1, unit=unit.name.say(session.lang)) from error

    return make


def _filed(session: Session, unit: Unit, when: Period) -> Held:
    """What the unit has filed for that period; raises `StopError` (1) where the file can't be read."""
    name = filing_path(unit.id, when)
    try:
        return held(read_text(session.source, name), when)
    except EditError as error:
        raise session.stop("form_broken", 1, path=f"{session.prefix}/{name}") from error


def make_all(
    session: Session, folder: Path, when: Period, day: date, chosen: Sequence[Unit] | None = None
) -> int:
    """One form for each unit that owes something, or of those *chosen*; one that is there already stays."""
    make, lang, units = _maker(session, when, day), session.lang, chosen or session.data().units
    written, code = 0, 0
    for k, unit in enumerate(units, 1):
        path = folder / file_name(unit, when, lang)
        if path.exists():  # it may have been filled in
            session.err("form_kept", path=path)
            continue
        try:
            made = make(unit)
        except StopError as error:  # one unit's broken filing keeps no other from its form
            sys.stderr.write(error.message + "\n")
            code = error.code
            continue
        if made is None:
            session.err("form_none", unit=unit.name.say(lang))
            continue
        _put(path, made, lang)
        written += 1
        session.err("form_progressed", k=k, n=len(units), path=path)
    session.out("form_all_written", n=written, path=folder)
    return code


def _put(path: Path, data: bytes, lang: Lang) -> None:
    """Write a new file; what is there may have been filled in, and is never overwritten."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path.parent, path.name, data, None)
    except WriteError as error:
        raise not_written(path, error, lang) from error
    except OSError as error:
        raise unwritable(path, error, lang) from error
