"""`qstrong bulletin`: the bulletin of a period, the leader's page, the sheet for one unit."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from qstrong.cli import options as o
from qstrong.cli.complete import complete_periods, complete_units

if TYPE_CHECKING:
    from qstrong.cli.session import Session
    from qstrong.render.bulletin.voice import Voice


@o.command(*(name for name in o.READING if name != "output"), kind="bulletin")
def bulletin(
    options: o.Options,
    period: Annotated[o.Said, o.argument("[PERIOD]", "help.bulletin_period", complete_periods)] = None,
    brief: Annotated[bool, o.option("help.brief", "--brief")] = False,
    unit: Annotated[o.Several, o.option("help.bulletin_unit", "--unit", complete=complete_units)] = None,
    template: Annotated[Path | None, o.option("help.template", "--template", metavar="FILE")] = None,
    landing: Annotated[bool, o.option("help.landing", "--landing")] = False,
    full: Annotated[bool, o.option("help.bulletin_full", "--full")] = False,
    for_all: Annotated[bool, o.option("help.public", "--public")] = False,
    output: Annotated[o.Said, o.option("help.bulletin_output", "--output", "-o", metavar="FILE|DIR/")] = None,
) -> int:
    """help.cmd.bulletin"""
    from dataclasses import replace

    from qstrong.cli.names import is_folder
    from qstrong.cli.session import Session
    from qstrong.render.bulletin.brief import brief as leaders_page
    from qstrong.render.bulletin.content import Paper, TemplateError, content_json, to_document
    from qstrong.render.bulletin.whole import bulletin_content, bulletin_json

    folder = Path(output) if unit and output and is_folder(output) else None
    path = Path(output) if output and not folder else None
    stated = options.format or ("docx" if folder else None)
    session = Session(replace(options, format=stated, output=path), "bulletin")
    if brief or unit:
        session.kind = "sheet"
    wrong = {
        "bulletin_one_of": brief and unit,
        "bulletin_template_docx": template and session.format.name != "docx",
        "ledger_whole": not session.format.has(session.kind),
        "bulletin_public_html": for_all and (session.kind, session.format.name) != ("bulletin", "html"),
    }
    for key in (key for key, is_so in wrong.items() if is_so):
        raise session.stop(key)
    voice = _voice(session, period, landing=landing, for_all=for_all)
    try:
        if unit:
            return _sheets(session, voice, unit, folder, _bytes(template))
        content = leaders_page(voice) if brief else bulletin_content(voice, whole=full)
        paper = Paper(voice, content, _bytes(template))
        return session.answer(
            to_document(content), lambda: bulletin_json(voice, content_json(content)), paper
        )
    except TemplateError as error:
        raise session.stop("bulletin_template_bad", path=template) from error


def _bytes(template: Path | None) -> bytes | None:
    """What is in the *template*; raises `TemplateError` where it can't be read."""
    from qstrong.render.bulletin.content import TemplateError

    try:
        return template.read_bytes() if template else None
    except OSError as error:
        raise TemplateError from error


def _voice(session: Session, period: str | None, *, landing: bool, for_all: bool) -> Voice:
    """What there is to say of the period: as it closed, or as of the day that is asked for.

    Raises `StopError` (2) for a period that has not begun by then.
    """
    from qstrong.assess.review import review
    from qstrong.model.bulletin import Bulletin
    from qstrong.model.period import MONTHS, Period
    from qstrong.model.public import public
    from qstrong.read.bulletins import load_bulletin
    from qstrong.render.bulletin.voice import Voice
    from qstrong.render.page.public import PublicLook
    from qstrong.timeline.inhand import filing_in_review
    from qstrong.timeline.owed import close_day

    dataset, day = session.data(), session.day()
    stated = session.filing_period(period, day) if period else filing_in_review(dataset, day)
    chosen = Period.ending(stated.last, MONTHS[dataset.plan.filing.every], dataset.plan.shift)
    if period and chosen.start > day:
        raise session.stop("bulletin_not_begun", period=chosen, start=chosen.start, day=day)
    own, _ = load_bulletin(session.source, chosen, dataset)  # its problems are the session's already
    until = day if session.options.as_of else min(day, close_day(dataset.plan, chosen))
    if for_all:
        look = PublicLook(session.look.lang, session.look.ascii_only, session.look.statistics)
        return Voice(review(public(dataset), chosen, until), Bulletin(), look, landing)
    return Voice(review(dataset, chosen, until), own or Bulletin(), session.look, landing)


def _sheets(
    session: Session, voice: Voice, names: list[str], folder: Path | None, template: bytes | None
) -> int:
    """The sheets of the units that are named: in one place, or each in a file of its own in *folder*.

    Raises `StopError` (2) for several in one file of a kind that holds one paper.
    """
    from functools import partial

    from qstrong.cli.filters import units_named
    from qstrong.render.bulletin.content import Paper, to_document
    from qstrong.render.bulletin.unit_sheet import sheets_document, sheets_json, unit_sheet

    made = [(unit, unit_sheet(voice, unit)) for unit in units_named(session.data(), names, session.lang)]
    papers, look = session.kind in session.format.own, session.look
    if folder:
        each = [
            (
                look.say("sheet_file", period=voice.review.period, unit=look.name(unit.name)),
                unit.id,
                Paper(voice, content, template) if papers else to_document(content),
                partial(sheets_json, voice, [(unit, content)]),
            )
            for unit, content in made
        ]
        session.put_each(folder, each, "sheets_written")
        return session.finish()
    if len(made) != 1 and papers:
        raise session.stop("bulletin_into_folder", format=session.format.name)
    paper = Paper(voice, made[0][1], template) if made else None
    return session.answer(sheets_document(voice, made), lambda: sheets_json(voice, made), own=paper)
