"""`qstrong bulletin`: the bulletin of a period, the leader's page, the sheet for one unit."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from qstrong.cli import options as o
from qstrong.cli.complete import units as complete_units

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
    from qstrong.assess.review import review
    from qstrong.cli.names import find, unit_names
    from qstrong.cli.session import Options, Session
    from qstrong.cli.stop import StopError
    from qstrong.model.bulletin import Bulletin
    from qstrong.model.period import MONTHS, Period
    from qstrong.read.bulletins import load_bulletin
    from qstrong.render.brief import brief as brief_content
    from qstrong.render.bulletin import bulletin as whole_content
    from qstrong.render.bulletin import bulletin_json
    from qstrong.render.content import content_json, to_document
    from qstrong.render.unit_sheet import unit_sheet
    from qstrong.render.voice import Voice
    from qstrong.text.catalogue import word
    from qstrong.timeline.owed import close_day

    options = Options(data, lang, as_of, format_, output, color, ascii_only, strict, at=at, known_on=known_on)
    session = Session(options, FORMATS)
    if brief and unit:
        raise StopError(2, word("bulletin_one_of", session.lang))
    if template and session.format != "docx":
        raise StopError(2, word("bulletin_template_docx", session.lang))
    if session.format == "xlsx" and (unit or brief):
        raise StopError(2, word("ledger_whole", session.lang))
    dataset, day = session.data(), session.day()
    stated = session.filing_period(period, day)
    chosen = Period.ending(stated.last, MONTHS[dataset.plan.filing.every])
    own, _ = load_bulletin(session.source, chosen, dataset)  # its problems are the session's already
    until = day if as_of else min(day, close_day(dataset.plan, chosen))
    voice = Voice(review(dataset, chosen, until), own or Bulletin(), session.look, landing)
    if unit:
        content = unit_sheet(voice, find(unit_names(dataset), unit, session.lang))
    else:
        content = brief_content(voice) if brief else whole_content(voice, whole=full)
    if session.format == "html" and not (unit or brief):
        session.put(_page(voice, own or Bulletin(), session.look))
    elif session.format == "xlsx":
        session.put_bytes(_ledger(voice))
    elif session.format == "docx":
        session.put_bytes(_word(content, template, session.lang))
    else:
        session.write(to_document(content), lambda: bulletin_json(voice, content_json(content)))
    return session.finish()


def _page(voice: Any, own: Any, look: Any) -> str:
    """The page; raises `StopError` (2) where jinja2 is missing."""
    from qstrong.cli.stop import StopError
    from qstrong.render.page import page
    from qstrong.text.catalogue import word

    compared = voice.review.comparison
    try:
        previous = compared.before if compared else None
        return page(
            voice.review.report, look, previous=previous, office=_said(own, voice.review.report, look)
        )
    except ImportError as error:
        raise StopError(2, word("bulletin_page_missing", look.lang)) from error


def _said(own: Any, report: Any, look: Any) -> list[tuple[str, list[str]]]:
    """The office's own words, by what they are about."""
    names = {one.target.id: look.name(one.target.name) for one in report.targets}
    opinions = [f"{names[name]}: {text}" for name, text in own.opinions.items() if name in names]
    parts = [
        ("bulletin_sub_praise", list(own.praise)),
        ("page_opinions", opinions),
        ("page_requirements", list(own.requirements)),
    ]
    return [(look.say(key), rows) for key, rows in parts if rows]


def _ledger(voice: Any) -> bytes:
    """The ledger; raises `StopError` (2) where XlsxWriter is missing."""
    from qstrong.cli.stop import StopError
    from qstrong.text.catalogue import word

    try:
        from qstrong.render.ledger import ledger
    except ImportError as error:
        raise StopError(2, word("ledger_missing", voice.look.lang)) from error
    return ledger(voice)


def _word(content: Any, template: Path | None, lang: Any) -> bytes:
    """The Word file; raises `StopError` (2) where python-docx or a usable template is missing."""
    from qstrong.cli.stop import StopError
    from qstrong.text.catalogue import word

    try:
        from qstrong.render.word import TemplateError, docx
    except ImportError as error:
        raise StopError(2, word("bulletin_word_missing", lang)) from error
    try:
        return docx(content, template.read_bytes() if template else None, lang)
    except (TemplateError, OSError) as error:
        raise StopError(2, word("bulletin_template_bad", lang, path=template)) from error
