"""What the page says of targets, ready to be written: rows and cards, groups, changes, the constants."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from qstrong.assess.compare import Comparison, TargetChange
from qstrong.assess.report import Aggregate, Report, TargetReport
from qstrong.model.plan import Group
from qstrong.model.shapes.value import dataclass
from qstrong.render.cells.aspect import Scene
from qstrong.render.cells.last import value_before
from qstrong.render.cells.targets import TARGETS
from qstrong.render.charts.svg import bullet, chart_svg
from qstrong.render.document import Block, Cell
from qstrong.render.look import COLOURS, STYLE, Look
from qstrong.render.page.offline import Count, inline
from qstrong.render.page.public import PublicLook, public_facts, public_observations
from qstrong.render.pieces import counts_cells
from qstrong.render.views.show import (
    arithmetic,
    facts,
    observation_blocks,
    own_words,
)
from qstrong.text import families
from qstrong.text.numbers import number, percents

if TYPE_CHECKING:
    from markupsafe import Markup


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
    filed: str
    last: str
    """The value of the period before, and the change."""
    chart: Markup
    arithmetic: tuple[Block, ...]
    facts: tuple[Block, ...]
    observations: tuple[Block, ...]
    explained: tuple[Block, ...]


def statuses(total: Aggregate, look: Look) -> list[Count]:
    """Each status that occurs, with its count."""
    return [(status, look.status(status, status), n) for status, n in total.counts.items() if n]


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
        bullet=inline(bullet(done, verdict.expected, STYLE[one.status])) if done is not None else "",
        brief=look.status(one.status, one.label),
        filed=str(entry.filing.filed) if entry else "",
        last=value_before(one, before, look),
        chart=inline(chart_svg(report.dataset.plan, one, look)),
        arithmetic=tuple(arithmetic(one, look)),
        facts=tuple(facts(report, one, look)),
        observations=tuple(observation_blocks(one, look)),
        explained=tuple(own_words(one, look)),
    )


def group_views(report: Report, every: list[Card], look: Look) -> list[tuple[Group, Cell, list[Card]]]:
    """The plan's groups with their colours and targets."""

    def colour(group: Group) -> Cell:
        found = report.groups[group.id].colour
        return Cell(look.say("overall", word=look.say(families.COLOUR.key(found))), COLOURS[found])

    return [
        (group, colour(group), [card for card in every if card.one.target.group == group.id])
        for group in report.dataset.groups
    ]


def change_views(found: Comparison, look: Look) -> list[tuple[TargetChange, str]]:
    """Targets whose status differs from the earlier report's, and why: better or worse, and what differs."""

    def why(one: TargetChange) -> str:
        way = [families.MOVE.key(one.direction)] if one.direction else []
        return " · ".join(map(look.say, (*way, *map(families.CHANGE.key, one.why))))

    return [(one, why(one)) for one in found.moves if one.before and one.after]


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
