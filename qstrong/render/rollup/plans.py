"""`rollup`: every plan at a glance: counts and coverage, what has a theme, who filed; regions with their totals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from qstrong.model.rollup import TargetSummary
from qstrong.render.cells.aspect import Aspect, Aspects, Layout, at
from qstrong.render.document import JOINED, Block, Cell, Choice, Column, Document, Section, Table, line
from qstrong.render.look import STYLE
from qstrong.render.pieces import NONE
from qstrong.render.rollup.scene import Line, RollScene, colours, statuses, tree

LAYOUTS: tuple[Layout, ...] = (
    ("name", "overall", "statuses", "coverage", "filed", "problems"),
    ("name", "overall", "statuses", "coverage", "problems"),
    ("name", "overall", "statuses", "coverage"),
)
"""From wide to narrow; the themes' columns stand behind those of the first, where there is room."""


def _name(one: Line, scene: RollScene) -> Cell:
    return Cell(JOINED * 2 * one.depth + scene.look.name(one.row.name), "strong" if one.region else "")


def _overall(one: Line, scene: RollScene) -> Cell:
    """A plan's colour; of a region how many plans have each."""
    found = colours(one.plans)
    if not one.region:
        return scene.colour(*found)
    return Cell(JOINED.join(f"{scene.sign(name)}{n}" for name, n in found.items()))


def _statuses(one: Line, scene: RollScene) -> Cell:
    """Its targets by status, in short."""
    text = JOINED.join(f"{scene.look.sign(status)}{n}" for status, n in statuses(one.read).items())
    return Cell(text) if text else NONE


def _coverage(one: Line, _: RollScene) -> Cell:
    due, n = sum(plan.due for plan in one.read), sum(plan.assessable for plan in one.read)
    return Cell(f"{n}/{due}") if one.read else NONE


def _filed(one: Line, scene: RollScene) -> Cell:
    """The period of a plan's last filing, and its day."""
    if one.region or not one.read or not (filed := one.read[0].filed):
        return Cell("") if one.region or not one.read else Cell(scene.look.say("rollup_never"), "bad")
    period, day = filed
    return Cell(f"{scene.look.period(period)}{JOINED}({day:%m-%d})")


def _problems(one: Line, _: RollScene) -> Cell:
    n = sum(plan.errors for plan in one.read)
    return Cell(str(n), "bad" if n else "") if one.read else NONE


LINES: Aspects[Line] = Aspects({
    "id": Aspect(value=at("row.id"), kind="id"),
    "name": Aspect(head="rollup_plan", cell=_name, flexible=True, least=12),
    "overall": Aspect(head="rollup_overall", cell=_overall),
    "statuses": Aspect(head="rollup_statuses", cell=_statuses),
    "coverage": Aspect(head="rollup_covered", cell=_coverage, right=True),
    "filed": Aspect(head="rollup_filed", cell=_filed),
    "problems": Aspect(head="rollup_problems", cell=_problems, right=True),
})  # fmt: skip


def theme_cell(one: Line, theme: str, look_sign: RollScene) -> Cell:
    """Where a plan stands with an indicator: a sign; of a region nothing."""
    if one.region or not one.read:
        return Cell("")
    target = by_theme(one.read[0].targets).get(theme)
    return Cell(look_sign.look.sign(target.status), STYLE[target.status]) if target else Cell("·", "dim")


def by_theme(targets: Sequence[TargetSummary]) -> dict[str, TargetSummary]:
    """The targets that have a theme, by it."""
    return {one.theme: one for one in reversed(targets) if one.theme}


def with_themes(scene: RollScene) -> tuple[Aspects[Line], Layout]:
    """The aspects with one for each theme besides; and the columns of all."""
    more = {
        f"theme:{theme}": Aspect[Line](
            head=lambda _, k=k: str(k), cell=lambda one, scene, theme=theme: theme_cell(one, theme, scene)
        )
        for k, theme in enumerate(scene.rollup.themes, 1)
    }
    return LINES.but(**more), (*LAYOUTS[0], *more)


def plans_document(scene: RollScene) -> Document:
    """The table of all plans, under what they come to."""
    look, lines = scene.look, tree(scene.rollup)
    every = [one for top in lines for one in top.walk()]
    of, full = with_themes(scene)
    blocks: list[Block] = [*scene.head()]
    blocks.append(of.choice((full, *LAYOUTS), [("", every)], scene))
    blocks += scene.foot()
    return Document(scene.title, tuple(blocks), look.say("synthetic") if scene.synthetic else "")
