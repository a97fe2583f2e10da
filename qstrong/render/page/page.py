"""The page: everything about a plan in one offline file, for a browser and for paper.

The template, the style and the script stand beside this module.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

from qstrong.assess.report import STATUSES, Report
from qstrong.render.bulletin.paper import Paper
from qstrong.render.bulletin.sentences import praise
from qstrong.render.charts.svg import axis
from qstrong.render.document import Cell, Choice, Heading, Line, Table
from qstrong.render.filed import values_line
from qstrong.render.formats.flat import widest
from qstrong.render.formats.register import How
from qstrong.render.headed import headline, made_from
from qstrong.render.look import COLOURS, STYLE, Look
from qstrong.render.page.offline import inline, offline
from qstrong.render.page.public import PublicLook, without_units
from qstrong.render.page.targets import (
    Card,
    beginning,
    cards,
    change_views,
    changed,
    constants,
    group_views,
    reds,
    statuses,
    unknown_counts,
)
from qstrong.render.page.work import groups_of_tasks, unit_views
from qstrong.render.pieces import NONE, stale_names, withdrawn_names
from qstrong.text import families
from qstrong.text.catalogue import span_words
from qstrong.text.numbers import percent
from qstrong.timeline.duties import tally

Words = Sequence[tuple[str, Sequence[str]]]
"""Paragraphs under titles."""


def bulletin_page(paper: Paper, _: How) -> str:
    """The page of the bulletin's report, with the office's own words by what they are about."""
    voice, own, compared = paper.voice, paper.voice.own, paper.voice.review.comparison
    if isinstance(voice.look, PublicLook):
        earlier = without_units(compared.before) if compared else None
        return page_html(without_units(voice.review.report), voice.look, previous=earlier)
    parts = [
        ("bulletin_sub_praise", praise(voice) if own.praise else []),
        ("page_opinions", [f"{voice.subject(name)}: {text}" for name, text in own.opinions.items()]),
        ("page_requirements", list(own.requirements)),
    ]
    office = [(voice.look.say(key), rows) for key, rows in parts if rows]
    return page_html(
        voice.review.report, voice.look, previous=compared.before if compared else None, office=office
    )


def page_html(report: Report, look: Look, *, previous: Report | None = None, office: Words = ()) -> str:
    """The page of *report*; what changed since *previous*, an earlier one of the same plan, where given.

    *office*: the office's own words, shown as such. The same report gives the same bytes.
    """
    tests = {
        "heading": lambda block: isinstance(block, Heading),
        "line": lambda block: isinstance(block, Line),
        "table": lambda block: isinstance(block, Table),
        "said": lambda cell: cell != NONE,
    }
    filters = {"widest": lambda block: widest(block) if isinstance(block, Choice) else block}
    context = {**_context(report, look, previous), "office": office}
    return offline([Path(__file__).with_name("page")], context, tests=tests, filters=filters)


def _context(report: Report, look: Look, previous: Report | None) -> dict[str, object]:
    """Everything that the template names."""
    plan, overall = report.dataset.plan, report.overall
    every: list[Card] = cards(report, look, previous)
    green = overall.counts["achieved"] + overall.counts["on_track"]
    units = unit_views(report, every, look)
    moves = change_views(report, previous, look) if previous else []
    head, gone = headline(report, look), withdrawn_names(report, look)
    assert isinstance(head, Line)
    return {
        "public": isinstance(look, PublicLook),
        "say": look.say,
        "word": look.name,
        "lang": look.language.tag,
        "plan": plan,
        "stamp": look.say("synthetic") if plan.synthetic else "",
        "made_from": made_from(report.dataset, report.as_of, look),
        "facts": "".join(cell.text for cell in head.cells),
        "beginning": beginning(report, look),
        "green": green,
        "overall": overall,
        "overall_cell": Cell(look.say(families.COLOUR.key(overall.colour)), COLOURS[overall.colour]),
        "covered": percent(Fraction(overall.assessable, overall.due) if overall.due else None),
        "time": percent(report.time_progress),
        "span_words": span_words(report.months[1], look.lang),
        "months": report.months,
        "tally": statuses(overall, look),
        "every_status": [look.status(one, one) for one in STATUSES],
        "unknown": unknown_counts(overall, look),
        "styles": STYLE,
        "reds": reds(report, every),
        "stale": [f"{head}: {look.listed(names)}" for head, names in stale_names(report.targets, look)],
        "gone": look.say("withdrawn_line", names=" · ".join(gone)) if gone else "",
        "cards": every,
        "axis": inline(axis(plan)),
        "groups": group_views(report, every, look),
        "units": units,
        "values": values_line(tally(one.duty for one in units), look),
        "sections": groups_of_tasks(report, every, look),
        "changes": moves,
        "since": previous.as_of if previous else None,
        "changed": changed(moves, previous.as_of, look) if previous and moves else "",
        "constants": constants(report, look),
    }
