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
    from qstrong.render.look import Look

FORMATS = ("terminal", "plain", "md", "csv", "json", "html", "docx", "xlsx")


def bulletin(
    period: Annotated[str | None, typer.Argument(metavar="[PERIOD]", help="help.bulletin_period")] = None,
    brief: Annotated[bool, typer.Option("--brief", help="help.brief")] = False,
    unit: Annotated[
        str | None, typer.Option("--unit", help="help.bulletin_unit", autocompletion=complete_units)
    ] = None,
    template: Annotated[Path | None, typer.Option("--template", metavar="FILE", help="help.template")] = None,
    landing: Annotated[bool, typer.Option("--landing", help="help.landing")] = False,
    full: Annotated[bool, typer.Option("--full", help="help.bulletin_full")] = False,
    data: o.DataOption = None,
    as_of: o.AsOfOption = None,
    at: o.AtOption = None,
    known_on: o.KnownOption = None,
    lang: o.LangOption = None,
    format_: Annotated[
        str | None, typer.Option("--format", "-f", metavar="FORMAT", help="help.bulletin_format")
    ] = None,
    output: o.OutputOption = None,
    color: o.ColorOption = "auto",
    ascii_only: o.AsciiOption = False,
    strict: o.StrictOption = False,
) -> int:
    """help.cmd.bulletin"""
    from qstrong.cli.session import Session
    from qstrong.cli.writer import Options

    options = Options(data, lang, as_of, format_, output, color, ascii_only, strict, at=at, known_on=known_on)
    session = Session(options, FORMATS)
    _refuse_mixtures(session, brief=brief, unit=unit, template=template)
    voice = _voice(session, period, landing=landing)
    if session.format == "html" and not (unit or brief):
        session.put(_page(voice))
    elif session.format == "xlsx":
        session.put_bytes(_ledger(voice))
    else:
        _text(session, voice, _content(session, voice, unit, brief=brief, full=full), template)
    return session.finish()


def _refuse_mixtures(session: Session, *, brief: bool, unit: str | None, template: Path | None) -> None:
    """Raises `StopError` (2) for options that don't go together."""
    from qstrong.cli.stop import StopError

    wrong = {
        "bulletin_one_of": bool(brief and unit),
        "bulletin_template_docx": bool(template) and session.format != "docx",
        "ledger_whole": session.format == "xlsx" and bool(unit or brief),
    }
    for key in (key for key, is_so in wrong.items() if is_so):
        raise StopError(2, session.look.say(key))


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
    chosen = Period.ending(stated.last, MONTHS[dataset.plan.filing.every])
    if period and chosen.start > day:
        raise StopError(2, session.look.say("bulletin_not_begun", period=chosen, start=chosen.start, day=day))
    own, _ = load_bulletin(session.source, chosen, dataset)  # its problems are the session's already
    until = day if session.options.as_of else min(day, close_day(dataset.plan, chosen))
    return Voice(review(dataset, chosen, until), own or Bulletin(), session.look, landing)


def _content(session: Session, voice: Voice, unit: str | None, *, brief: bool, full: bool) -> BulletinContent:
    """The unit's sheet, the leader's page, or the bulletin."""
    from qstrong.cli.names import find, unit_names
    from qstrong.render.bulletin.brief import brief as leaders_page
    from qstrong.render.bulletin.unit_sheet import unit_sheet
    from qstrong.render.bulletin.whole import bulletin_content as whole

    if unit:
        return unit_sheet(voice, find(unit_names(session.data()), unit, session.lang))
    return leaders_page(voice) if brief else whole(voice, whole=full)


def _text(session: Session, voice: Voice, content: BulletinContent, template: Path | None) -> None:
    """*content* as a Word file, or as text."""
    from qstrong.render.bulletin.content import content_json, to_document
    from qstrong.render.bulletin.whole import bulletin_json

    if session.format == "docx":
        session.put_bytes(_word(content, template, session.look))
    else:
        session.write(to_document(content), lambda: bulletin_json(voice, content_json(content)))


def _page(voice: Voice) -> str:
    """The page; raises `StopError` (2) where jinja2 is missing."""
    from qstrong.cli.stop import StopError
    from qstrong.render.page.page import page_html

    review = voice.review
    previous = review.comparison.before if review.comparison else None
    try:
        return page_html(review.report, voice.look, previous=previous, office=_said(voice))
    except ImportError as error:
        raise StopError(2, voice.look.say("bulletin_page_missing")) from error


def _said(voice: Voice) -> list[tuple[str, list[str]]]:
    """The office's own words, by what they are about."""
    from qstrong.render.bulletin.sentences import praise

    own = voice.own
    opinions = [f"{voice.subject(name)}: {text}" for name, text in own.opinions.items()]
    parts = [
        ("bulletin_sub_praise", praise(voice) if own.praise else []),
        ("page_opinions", opinions),
        ("page_requirements", list(own.requirements)),
    ]
    return [(voice.look.say(key), rows) for key, rows in parts if rows]


def _ledger(voice: Voice) -> bytes:
    """The ledger; raises `StopError` (2) where XlsxWriter is missing."""
    from qstrong.cli.stop import StopError

    try:
        from qstrong.render.office.ledger import ledger
    except ImportError as error:
        raise StopError(2, voice.look.say("ledger_missing")) from error
    return ledger(voice)


def _word(content: BulletinContent, template: Path | None, look: Look) -> bytes:
    """The Word file; raises `StopError` (2) where python-docx or a usable template is missing."""
    from qstrong.cli.stop import StopError

    try:
        from qstrong.render.office.word import TemplateError, docx
    except ImportError as error:
        raise StopError(2, look.say("bulletin_word_missing")) from error
    try:
        return docx(content, template.read_bytes() if template else None, look.lang)
    except (TemplateError, OSError) as error:
        raise StopError(2, look.say("bulletin_template_bad", path=template)) from error
