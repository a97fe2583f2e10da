"""The page: everything about a plan in one offline file, for a browser and for paper.

The template, the style and the script stand beside this module.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from qstrong.assess.compare import Comparison
from qstrong.assess.report import Report
from qstrong.assess.verdict import STATUSES
from qstrong.model.index import index
from qstrong.model.plan import Plan
from qstrong.model.task import Task
from qstrong.render.bulletin.content import Paper
from qstrong.render.bulletin.sentences import praise
from qstrong.render.cells.actions import ACTIONS, action_states
from qstrong.render.cells.aspect import Scene
from qstrong.render.charts.svg import axis
from qstrong.render.document import Cell
from qstrong.render.filed import filed_cell, values_line
from qstrong.render.formats.register import How
from qstrong.render.headed import headline, made_from
from qstrong.render.look import COLOURS, Look
from qstrong.render.page.offline import inline, offline
from qstrong.render.page.public import PublicLook, without_units
from qstrong.render.page.targets import (
    Card,
    cards,
    change_views,
    constants,
    group_views,
    statuses,
    unknown_counts,
)
from qstrong.render.pieces import stale_names, withdrawn_names
from qstrong.render.views.tasks import ACTION_ROWS
from qstrong.text import families
from qstrong.text.catalogue import span_words
from qstrong.text.numbers import percent
from qstrong.timeline.duties import Duty, duties, tally
from qstrong.timeline.inhand import filing_in_hand
from qstrong.timeline.owed import close_day, due_day, filing_periods

LINKS = {
    "overview": "page_overview", "targets": "page_table", "charts": "page_charts", "units": "page_units",
    "tasks": "page_tasks", "method": "page_method",
}  # fmt: skip
"""The page's parts, by the keys of what they are called."""
Words = Sequence[tuple[str, Sequence[str]]]
"""Paragraphs under titles."""
_View = dict[str, object]
"""What the template names of a thing."""


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
    return offline("page/page", {**_context(report, look, previous), "office": office})


def _context(report: Report, look: Look, previous: Report | None) -> _View:
    """Everything that the template names."""
    plan, overall, public = report.dataset.plan, report.overall, isinstance(look, PublicLook)
    every, compared = cards(report, look, previous), Comparison(previous, report) if previous else None
    owing = duties(report.dataset, filing_in_hand(report.dataset, report.as_of), report.as_of)
    head, title, gone = headline(report, look), look.name(plan.title), withdrawn_names(report, look)
    stamp, tasks = look.say("synthetic") if plan.synthetic else "", report.dataset.tasks
    return {
        "public": public,
        "say": look.say,
        "word": look.name,
        "ordinal": look.language.numeral,
        "shown": look.status,
        "lang": look.language.tag,
        "title": title,
        "stamp": stamp,
        "tab": f"{title} [{stamp}]" if stamp and stamp not in title else title,
        "links": [(name, look.say(key)) for name, key in LINKS.items() if not (public and name == "units")],
        "made_from": made_from(report.dataset, report.as_of, look),
        "facts": head.text,
        "beginning": "" if overall.due else _beginning(plan, look),
        "green": overall.counts["achieved"] + overall.counts["on_track"],
        "overall": overall,
        "overall_cell": Cell(look.say(families.COLOUR.key(overall.colour)), COLOURS[overall.colour]),
        "covered": percent(Fraction(overall.assessable, overall.due) if overall.due else None),
        "time": percent(report.time_progress),
        "span_words": span_words(report.months[1], look.lang),
        "months": report.months,
        "tally": statuses(overall, look),
        "every_status": [look.status(one, one) for one in STATUSES],
        "unknown": unknown_counts(overall, look),
        "reds": [card for card in every if card.one.target.id in overall.reds],
        "stale": [f"{head}: {look.listed(names)}" for head, names in stale_names(report.targets, look)],
        "gone": look.say("withdrawn_line", names=" · ".join(gone)) if gone else "",
        "cards": every,
        "axis": inline(axis(plan)),
        "groups": group_views(report, every, look),
        "units": [_unit(duty, report, every, look) for duty in owing],
        "values": values_line(tally(owing), look),
        "sections": [
            (k, section, [_task(task, report, every, look) for task in tasks if task.section == section.id])
            for k, section in enumerate(report.dataset.sections, 1)
        ],
        "compared": compared,
        "changes": change_views(compared, look) if compared else [],
        "constants": constants(report, look),
    }


def _beginning(plan: Plan, look: Look) -> str:
    """When the first filing is due, while nothing is."""
    first = next(filing_periods(plan))
    return look.say("nothing_due", period=first, day=due_day(plan, first), close=close_day(plan, first))


def _unit(duty: Duty, report: Report, every: list[Card], look: Look) -> _View:
    """A unit with what it owes with the filing in hand, its targets and tasks."""
    found = index(report.dataset)
    return {
        "duty": duty,
        "name": look.name(found.units[duty.unit].name),
        "filing": filed_cell(duty, look),
        "tally": tally([duty]),
        "counts": statuses(report.units[duty.unit], look),
        "cards": [card for card in every if duty.unit in card.one.target.reporters],
        "tasks": found.tasks_of[duty.unit],
    }


def _task(task: Task, report: Report, every: list[Card], look: Look) -> _View:
    """A task: who answers, its actions in the cells that `show` has, and its targets."""
    scene, names = Scene(report, look), ACTION_ROWS[0]
    actions = [one for one in report.actions if one.task == task.id]
    lead = index(report.dataset).units.get(task.lead or "")
    return {
        "task": task,
        "units": scene.units(task.units),
        "lead": look.name(lead.name) if lead else look.say("no_lead"),
        "states": action_states(actions, look),
        "actions": [dict(zip(names, ACTIONS.row(names, one, scene), strict=True)) for one in actions],
        "counts": statuses(report.tasks[task.id], look),
        "cards": [card for card in every if task.id in card.one.target.tasks],
    }
