"""`qstrong due`: who owes what by when, who is late, what is missing; reminders and dunning letters."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qstrong.cli import options as o
from qstrong.cli.complete import complete_units
from qstrong.text import families

if TYPE_CHECKING:
    from qstrong.assess.outstanding import Outstanding
    from qstrong.assess.report import Report
    from qstrong.cli.session import Session
    from qstrong.model.period import Period
    from qstrong.render.notices.letters import Letter

FORMATS = ("terminal", "plain", "md", "csv", "json", "html")
LETTERS = ("terminal", "plain", "md", "json", "html")
FILES = {"md": ".md", "plain": ".txt", "html": ".html"}
"""What a letter in a file of its own may be, and how its name ends."""
_UNSAFE = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]')
"""What some system doesn't take in a file's name."""


def due(
    period: Annotated[str | None, typer.Argument(metavar="[PERIOD]", help="help.due_period")] = None,
    unit: Annotated[
        list[str] | None, typer.Option("--unit", help="help.due_unit", autocompletion=complete_units)
    ] = None,
    late: Annotated[bool, typer.Option("--late", help="help.late")] = False,
    remind: Annotated[bool, typer.Option("--remind", help="help.remind")] = False,
    data: o.DataOption = None,
    as_of: o.AsOfOption = None,
    at: o.AtOption = None,
    known_on: o.KnownOption = None,
    lang: o.LangOption = None,
    format_: Annotated[
        str | None, typer.Option("--format", "-f", metavar="FORMAT", help="help.due_format")
    ] = None,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE|DIR/", help="help.due_output")
    ] = None,
    color: o.ColorOption = "auto",
    ascii_only: o.AsciiOption = False,
    strict: o.StrictOption = False,
) -> int:
    """help.cmd.due"""
    from qstrong.assess.outstanding import outstanding
    from qstrong.cli.filters import chosen_units
    from qstrong.cli.session import Session
    from qstrong.cli.writer import Options
    from qstrong.model.period import MONTHS, Period
    from qstrong.render.views.due import is_late
    from qstrong.timeline.inhand import is_over

    path = Path(output) if output else None
    folder = path if remind and output and path and _is_folder(output, path) else None
    options = Options(
        data, lang, as_of, format_ or ("md" if folder else None), None if folder else path,
        color, ascii_only, strict, at=at, known_on=known_on,
    )  # fmt: skip
    session = Session(options, tuple(FILES) if folder else LETTERS if remind else FORMATS)
    report = session.report()
    day = report.as_of
    stated = session.filing_period(period, day)
    chosen = Period.ending(stated.last, MONTHS[report.dataset.plan.filing.every])
    wanted = chosen_units(report.dataset, unit or [], session.lang)
    over = is_over(report.dataset, chosen)
    owing = () if over else outstanding(report, chosen)
    found = [one for one in owing if not wanted or one.unit.id in wanted]
    left = [one for one in found if is_late(one)] if late else found
    if remind:
        _remind(session, report, chosen, left, folder)
    else:
        empty = "due_over" if over else "due_unit_empty" if unit else None
        why = "due_none_late" if late and found else empty
        _table(session, report, chosen, left, why, lists_too=bool(unit))
    return session.finish()


def _is_folder(said: str, path: Path) -> bool:
    return said.endswith(("/", os.sep)) or path.is_dir()


def _table(
    session: Session,
    report: Report,
    period: Period,
    found: Sequence[Outstanding],
    why: str | None,
    *,
    lists_too: bool,
) -> None:
    """The table of units, and the lists of those that were asked for; *why* there may be none."""
    from dataclasses import replace

    from qstrong.render.views.due import due_document as table
    from qstrong.render.views.due import nobody_document
    from qstrong.render.views.duelist import due_json, lists

    look = session.look
    if why and not found:
        document = nobody_document(report, period, why, look)
    else:
        document = table(report, period, found, look, listed_below=lists_too)
    if lists_too:
        document = replace(document, blocks=(*document.blocks, *lists(found, look)))
    session.write(document, lambda: due_json(report, period, found, look))


def _remind(
    session: Session, report: Report, period: Period, found: Sequence[Outstanding], folder: Path | None
) -> None:
    """The letters, all in one place or each in a file of its own in *folder*."""
    from qstrong.read.bulletins import load_bulletin
    from qstrong.render.notices.letters import all_letters, letters, letters_json
    from qstrong.render.views.duelist import due_json

    look = session.look
    own, _ = load_bulletin(session.source, period, report.dataset)  # its problems are the session's already
    sent = letters(report, found, own.contact if own else None, look)
    if folder and sent:
        _write_each(session, report, sent, folder)
        return
    if folder:
        session.format = "plain"
    document = all_letters(report, period, sent, len(found), look)
    session.write(document, lambda: {**due_json(report, period, found, look), "letters": letters_json(sent)})


def _write_each(session: Session, report: Report, sent: Sequence[Letter], folder: Path) -> None:
    """A file for each letter, in place of an earlier one; says so on standard error."""
    from qstrong.cli.stop import unwritable
    from qstrong.render.formats.write import write
    from qstrong.render.notices.letters import one_letter
    from qstrong.write.files.whole import write_whole

    look, format_ = session.look, session.format
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for letter, name in zip(sent, _names(sent, session), strict=True):
            document = one_letter(report, letter, look)
            text = write(document, format_, look.lang, width=0, color=False, json=dict)
            write_whole(folder / f"{name}{FILES[format_]}", text.encode())
    except OSError as error:
        raise unwritable(folder, error, look.lang) from error
    sys.stderr.write(look.say("due_written", path=folder, n=len(sent)) + "\n")


def _names(sent: Sequence[Letter], session: Session) -> list[str]:
    """报送提醒-区水务局, as every system takes it; with the unit's id where two are alike."""
    kinds = [session.look.say(families.LETTER.key(letter.kind)) for letter in sent]
    names = [_UNSAFE.sub("_", f"{kind}-{letter.name}") for kind, letter in zip(kinds, sent, strict=True)]
    alike = [name.casefold() for name in names]
    return [
        f"{name}-{letter.unit}" if alike.count(name.casefold()) > 1 else name
        for name, letter in zip(names, sent, strict=True)
    ]
