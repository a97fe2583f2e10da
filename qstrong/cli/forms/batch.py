"""All workbooks of one call: each comes in whole or not at all, and stops none of the others."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from qstrong.cli.forms.incoming import TABLES, Incoming, file_bytes, incoming_file
from qstrong.cli.options import Options
from qstrong.cli.session import Session
from qstrong.cli.stop import StopError
from qstrong.model.index import index
from qstrong.model.period import Period
from qstrong.text import families
from qstrong.timeline.duties import duties
from qstrong.write.intake.form_check import unit_in
from qstrong.write.intake.guard import RefusedError
from qstrong.write.intake.table import is_table

SUFFIXES = (*TABLES, ".xlsx", ".xlsm", ".xls", ".et", ".ods")
"""What a spreadsheet program may have saved: what can't be read is refused by name."""
_NOBODYS = ("~", ".")
"""What programs and systems leave beside files: `~$…` while one is open, `.DS_Store`, `._…`."""
_SYSTEMS = ("thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r")
"""The same, in small letters."""


def each_workbook(options: Options, files: list[Path], step: Callable[[Incoming], int]) -> int:
    """Take the *step* with each workbook that can be read; the exit code is the greatest of all.

    Of two that are for the same filing neither is taken.
    """
    session, codes = Session(options), [0]
    session.data()
    by_filing: dict[tuple[str, Period], list[Incoming]] = defaultdict(list)
    unread: list[str] = []
    found = list(_workbooks(files, session, codes))
    with session.following(found, len(found), "import_reading") as paths:
        for path in paths:
            unread.append(path.name)
            with _going_on(codes):
                for one in incoming_file(session, path):
                    by_filing[one.found.unit, one.found.period].append(one)
                unread.pop()
    now = session
    for same in by_filing.values():
        with _going_on(codes):
            if len(same) > 1:
                names = ", ".join(str(one.path) for one in same)
                raise session.stop("import_same_filing", 1, names=names)
            same[0].session = now  # the file before may have changed the data
            codes.append(step(same[0]))
            now = same[0].session
    missing = _missing(session, set(by_filing), unread) if any(path.is_dir() for path in files) else 0
    if len(codes) > 2:
        counts = {"taken": codes[1:].count(0), "sent_back": len(codes) - 1 - codes[1:].count(0)}
        session.out("import_counts", missing=missing, **counts)
    return max(codes)


def _workbooks(files: list[Path], session: Session, codes: list[int]) -> Iterator[Path]:
    """The *files*, and of a folder those in it that may be forms; what else lies there is named."""
    for path in files:
        if not path.is_dir():
            yield path
            continue
        inside = [
            one
            for one in _inside(path, session)
            if not one.name.startswith(_NOBODYS) and one.name.lower() not in _SYSTEMS
        ]
        forms = [one for one in inside if _may_be_form(one)]
        for one in inside:
            if one not in forms:
                session.err("import_passed", path=one)
        if not forms:
            session.err("import_no_workbooks", path=path)
            codes.append(1)
        yield from forms


def _inside(path: Path, session: Session) -> list[Path]:
    """What lies in a folder; raises `StopError` (1) where it can't be looked into."""
    try:
        return sorted(path.iterdir())
    except OSError as error:
        why = session.say(families.REFUSED.key("gone"))
        raise session.stop("import_refused", 1, path=path, why=why) from error


def _may_be_form(path: Path) -> bool:
    """Whether a file of a folder is a workbook or a table: of texts only those that have its columns."""
    suffix = path.suffix.lower()
    if not path.is_file() or suffix not in SUFFIXES:
        return False
    try:
        return suffix != ".txt" or is_table(file_bytes(path))
    except RefusedError:  # said where it is taken in
        return True


def _missing(session: Session, there: set[tuple[str, Period]], unread: list[str]) -> int:
    """Name the units that owe something for a period of which others' forms are there; how many they are.

    One whose name a file bears that couldn't be read isn't missing.
    """
    n = 0
    dataset, day, units = session.data(), session.day(), index(session.data()).units
    refused = {one.id for name in unread if (one := unit_in(name, units.values()))}
    for period in sorted({period for _, period in there}, key=lambda one: one.last):
        missing = [
            session.look.name(units[one.unit].name)
            for one in duties(dataset, period, day)
            if one.state not in (None, "complete")
            and (one.unit, period) not in there
            and one.unit not in refused
        ]
        if missing:
            words = {"period": period, "n": len(missing), "names": session.look.listed(missing)}
            session.err("import_missing_units", **words)
            n += len(missing)
    return n


@contextmanager
def _going_on(codes: list[int]) -> Iterator[None]:
    """Where a workbook is stopped for what is in it, says so and goes on."""
    try:
        yield
    except StopError as error:
        if error.code != 1:
            raise
        sys.stderr.write(error.message + "\n")
        codes.append(error.code)
