"""`qstrong bulletin`: the bulletin of a period, the leader's page, the sheet for one unit."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qstrong.cli import options as o
from qstrong.cli.complete import complete_units

if TYPE_CHECKING:
    from qstrong.cli.session import Session
    from qstrong.render.bulletin.content import BulletinContent
    from qstrong.render.bulletin.voice import Voice


@o.command(*o.READING, kind="bulletin")
def bulletin(
    session: Session,
    period: Annotated[str | None, typer.Argument(metavar="[PERIOD]", help="help.bulletin_period")] = None,
    brief: Annotated[bool, typer.Option("--brief", help="help.brief")] = False,
    unit: Annotated[
        str | None, typer.Option("--unit", help="help.bulletin_unit", autocompletion=complete_units)
    ] = None,
    template: Annotated[Path | None, typer.Option("--template", metavar="FILE", help="help.template")] = None,
    landing: Annotated[bool, typer.Option("--landing", help="help.landing")] = False,
    full: Annotated[bool, typer.Option("--full", help="help.bulletin_full")] = False,
) -> int:
    """help.cmd.bulletin"""
    from qstrong.cli.stop import StopError
    from qstrong.render.bulletin.content import content_json, to_document
    from qstrong.render.bulletin.paper import Paper, TemplateError
    from qstrong.render.bulletin.whole import bulletin_json

    if brief or unit:
        session.kind = "sheet"
    _refuse_mixtures(session, both=bool(brief and unit), template=template)
    voice = _voice(session, period, landing=landing)
    content = _content(session, voice, unit, brief=brief, full=full)
    try:
        paper = Paper(voice, content, _bytes(template))
        session.write(to_document(content), lambda: bulletin_json(voice, content_json(content)), own=paper)
    except TemplateError as error:
        raise StopError(2, session.look.say("bulletin_template_bad", path=template)) from error
    return session.finish()


def _refuse_mixtures(session: Session, *, both: bool, template: Path | None) -> None:
    """Raises `StopError` (2) for options that don't go together."""
    from qstrong.cli.stop import StopError

    wrong = {
        "bulletin_one_of": both,
        "bulletin_template_docx": bool(template) and session.format.name != "docx",
        "ledger_whole": not session.format.has(session.kind),
    }
    for key in (key for key, is_so in wrong.items() if is_so):
        raise StopError(2, session.look.say(key))


def _bytes(template: Path | None) -> bytes | None:
    """What is in the *template*; raises `TemplateError` where it can't be read."""
    from qstrong.render.bulletin.paper import TemplateError

    try:
        return template.read_bytes() if template else None
    except OSError as error:
        raise TemplateError from error


def _voice(session: Session, period: str | None, *, landing: bool) -> Voice:
    """What there is to say of the period: as it closed, or as of the day that is asked for.

    Raises `StopError` (2) for a period that has not begun by then.
    """
    from qstrong.assess.review import review
    from qstrong.cli.stop import StopError
    from qstrong.model.bulletin import Bulletin
    from qstrong.model.period import MONTHS, Period
    from qstrong.read.bulletins import load_bulletin
    from qstrong.render.bulletin.voice import Voice
    from qstrong.timeline.inhand import filing_in_review
    from qstrong.timeline.owed import close_day

    dataset, day = session.data(), session.day()
    stated = session.filing_period(period, day) if period else filing_in_review(dataset.plan, day)
    chosen = Period.ending(stated.last, MONTHS[dataset.plan.filing.every], dataset.plan.shift)
    if period and chosen.start > day:
        raise StopError(2, session.look.say("bulletin_not_begun", period=chosen, start=chosen.start, day=day))
    own, _ = load_bulletin(session.source, chosen, dataset)  # its problems are the session's already
    until = day if session.options.as_of else min(day, close_day(dataset.plan, chosen))
    return Voice(review(dataset, chosen, until), own or Bulletin(), session.look, landing)


def _content(session: Session, voice: Voice, unit: str | None, *, brief: bool, full: bool) -> BulletinContent:
    """The unit's sheet, the leader's page, or the bulletin."""
    from qstrong.cli.names import find_unit
    from qstrong.render.bulletin.brief import brief as leaders_page
    from qstrong.render.bulletin.unit_sheet import unit_sheet
    from qstrong.render.bulletin.whole import bulletin_content as whole

    if unit:
        return unit_sheet(voice, find_unit(session.data(), unit, session.lang))
    return leaders_page(voice) if brief else whole(voice, whole=full)
