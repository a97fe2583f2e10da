"""The parts of the page, ready to be written: rows and cards of targets, groups, units, tasks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from qstrong.assess.compare import Comparison, Direction
from qstrong.assess.report import Aggregate, Report, Status, TargetReport
from qstrong.model.shapes.value import dataclass
from qstrong.render.cells.aspect import Scene
from qstrong.render.cells.last import value_before
from qstrong.render.cells.targets import TARGETS
from qstrong.render.charts.svg import bullet, chart_svg
from qstrong.render.document import Block, Cell
from qstrong.render.look import COLOURS, STYLE, Look
from qstrong.render.page.public import PublicLook, public_facts, public_observations
from qstrong.render.pieces import counts_cells
from qstrong.render.views.show import (
    arithmetic,
    facts,
    observation_blocks,
    own_words,
)
from qstrong.text import families
from qstrong.text.labels import label_word
from qstrong.text.numbers import number, percents
from qstrong.timeline.owed import close_day, due_day, filing_periods

if TYPE_CHECKING:
    from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Count:
    """How many targets are in one status."""

    status: Status
    cell: Cell
    sign: str
    word: str
    n: int


CELLS = (
    "no", "name", "reporters", "value", "goal", "goal_uom", "gap", "attainment", "status", "arrow", "period",
)  # fmt: skip
"""What the page shows of a target as every table does."""


@dataclass(frozen=True, slots=True)
class Card:
    """One target: its row in the table, and its chart with everything behind it."""

    one: TargetReport
    cells: Mapping[str, Cell]
    done: str
    expected: str
    bullet: Markup | str
    brief: Cell
    sign: str
    filed: str
    last: str
    """The value of the period before, and the change."""
    chart: Markup
    arithmetic: tuple[Block, ...]
    facts: tuple[Block, ...]
    observations: tuple[Block, ...]
    explained: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class GroupView:
    """A group of targets."""

    id: str
    title: str
    colour: Cell
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A target whose status isn't what it was."""

    id: str
    name: str
    old: Cell
    new: Cell
    direction: Direction | None
    why: str
    """Better or worse, where that can be said, and what differs: 转好 · 新报数据."""


def statuses(total: Aggregate, look: Look) -> tuple[Count, ...]:
    """Each status that occurs, with its count."""
    return tuple(
        Count(status, look.status(status, status), look.sign(status), label_word(status, look.lang), n)
        for status, n in total.counts.items()
        if n
    )


def unknown_counts(total: Aggregate, look: Look) -> str:
    """What is missing, by cause: 其中未报送 2; empty where nothing is."""
    return "".join(
        cell.text for cell in counts_cells(total, look) if cell.style == "dim" and "(" in cell.text[:2]
    )


def cards(report: Report, look: Look, previous: Report | None = None) -> list[Card]:
    """A card for every target, in the plan's order, with its value in a *previous* report."""
    before = {one.target.id: one for one in previous.targets} if previous else {}
    scene = Scene(report, look)
    made = [_card(one, before.get(one.target.id), scene) for one in report.targets]
    return [_for_all(card, look) for card in made] if isinstance(look, PublicLook) else made


def _for_all(card: Card, look: Look) -> Card:
    """A card as anybody may see it."""
    return replace(
        card,
        filed="",
        cells={**card.cells, "reporters": Cell("")},
        facts=tuple(public_facts(card.facts, look)),
        observations=tuple(public_observations(card.observations)),
        explained=(),
    )


def _card(one: TargetReport, before: TargetReport | None, scene: Scene) -> Card:
    from markupsafe import Markup

    report, look, verdict = scene.report, scene.look, one.verdict
    told = not one.last_status and verdict.completion is not None
    done = verdict.completion if told else None
    entry = verdict.point.entry if verdict.point else None
    done_words, expected_words = percents(done, verdict.expected) if done is not None else ("", "")
    return Card(
        one=one,
        cells=dict(zip(CELLS, TARGETS.row(CELLS, one, scene), strict=True)),
        done=done_words,
        expected=expected_words if verdict.expected is not None else "",
        bullet=Markup(bullet(done, verdict.expected, STYLE[one.status])) if done is not None else "",  # noqa: S704
        brief=look.status(one.status, one.label),
        sign=look.sign(one.status),
        filed=str(entry.filing.filed) if entry else "",
        last=value_before(one, before, look),
        chart=Markup(chart_svg(report.dataset.plan, one, look)),  # noqa: S704 (svg.py escapes)
        arithmetic=tuple(arithmetic(one, look)),
        facts=tuple(facts(report, one, look)),
        observations=tuple(observation_blocks(one, look)),
        explained=tuple(own_words(one, look)),
    )


def beginning(report: Report, look: Look) -> str:
    """When the first filing is due, while nothing is."""
    if report.overall.due:
        return ""
    plan = report.dataset.plan
    first = next(filing_periods(plan))
    return look.say("nothing_due", period=first, day=due_day(plan, first), close=close_day(plan, first))


def reds(report: Report, every: list[Card]) -> list[Card]:
    """The red ones, in the plan's order."""
    return [card for card in every if card.one.target.id in report.overall.reds]


def group_views(report: Report, every: list[Card], look: Look) -> list[GroupView]:
    """The plan's groups with their targets."""
    return [
        GroupView(
            group.id,
            look.name(group.title),
            _overall(report.groups[group.id], look),
            tuple(card for card in every if card.one.target.group == group.id),
        )
        for group in report.dataset.groups
    ]


def _overall(total: Aggregate, look: Look) -> Cell:
    return Cell(look.say("overall", word=look.say(families.COLOUR.key(total.colour))), COLOURS[total.colour])


def change_views(report: Report, previous: Report, look: Look) -> list[ChangeView]:
    """Targets whose status differs from the earlier report's, and why."""
    return [
        ChangeView(
            one.id,
            look.name(one.after.target.name),
            look.status(one.before.status, one.before.label),
            look.status(one.after.status, one.after.label),
            one.direction,
            " · ".join(
                [
                    *([look.say(families.MOVE.key(one.direction))] if one.direction else []),
                    *(look.say(families.CHANGE.key(why)) for why in one.why),
                ]
            ),
        )
        for one in Comparison(previous, report).moves
        if one.before and one.after
    ]


def changed(found: list[ChangeView], day: date, look: Look) -> str:
    """How many statuses changed since *day*, and how many of them for the better: one line for a leader."""
    ways = [change.direction for change in found]
    told = look.say("bulletin_n_change", better=ways.count("better"), worse=ways.count("worse"))
    return f"{look.say('page_changed', day=day, n=len(found))}: {told}"


def constants(report: Report, look: Look) -> list[tuple[str, str, str]]:
    """The method's constants: name, value, and what for."""
    found = []
    for name, value in report.dataset.plan.method.constants().items():
        shown = look.say("page_yes" if value else "page_no") if isinstance(value, bool) else _constant(value)
        found.append((name, shown, look.say(families.CONSTANT.key(name))))
    return found


def _constant(value: Fraction | int) -> str:
    """A constant exactly: a third stays 1/3."""
    shown = number(value)
    return shown if Fraction(shown) == value else str(value)
