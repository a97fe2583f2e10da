"""`rollup`: every plan at a glance, its groups or themes across, regions with what their plans come to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from qstrong.assess.report import STATUSES
from qstrong.model.rollup.summary import GroupSummary
from qstrong.model.rollup.table import RollupRow
from qstrong.model.shapes.value import dataclass
from qstrong.render.cells.aspect import Aspect, Aspects, Layout, at
from qstrong.render.document import JOINED, Block, Cell, Document, Table, line
from qstrong.render.export.tables import data_table
from qstrong.render.look import COLOURS
from qstrong.render.pieces import NONE
from qstrong.render.rollup.lists import DATA, STANDS, Stand
from qstrong.render.rollup.scene import UNREAD, RollScene, plans_by_colour, style_of
from qstrong.text.numbers import percent

LAYOUTS: tuple[Layout, ...] = (
    ("name", "overall", "statuses", "coverage", "filed", "missing", "errors"),
    ("name", "overall", "statuses", "coverage", "filed", "errors"),
    ("name", "overall", "statuses", "coverage", "errors"),
    ("name", "overall", "statuses", "coverage"),
)
"""From wide to narrow; behind the first, where there is room, a column for each group or theme."""
COLUMN = "column:"
"""Before the id of a group or a theme: what its column is called."""


def _name(one: RollupRow, scene: RollScene) -> Cell:
    return Cell(JOINED * 2 * one.depth + scene.look.name(one.name), "" if one.summary else "strong")


def _overall(one: RollupRow, scene: RollScene) -> Cell:
    """A plan's colour; of a region how many plans have each."""
    if one.summary:
        return scene.colour(one.summary.overall.colour if one.summary.overall else UNREAD)
    if one.below is None:
        return NONE
    return Cell(JOINED.join(f"{scene.sign(name)}{n}" for name, n in plans_by_colour(one.below).items()))


def _statuses(one: RollupRow, scene: RollScene) -> Cell:
    """Its targets by status, in short: ✔2 ●3 ?1."""
    whole = one.summary.overall if one.summary else one.below
    text = scene.short_counts(whole.counts if whole else {}, JOINED)
    return Cell(text) if text else NONE


def _coverage(one: RollupRow, _: RollScene) -> Cell:
    whole = one.summary.overall if one.summary else one.below
    return Cell(f"{whole.assessable}/{whole.due}") if whole else NONE


def _mean(one: RollupRow, _: RollScene) -> Cell:
    """The mean completion, never without its number of targets: what an order that was asked for goes by."""
    whole = one.summary.overall if one.summary else None
    if whole is None or whole.mean_completion is None:
        return NONE
    return Cell(f"{percent(whole.mean_completion)}{JOINED}({whole.completions})")


def _filed(one: RollupRow, scene: RollScene) -> Cell:
    """The period of a plan's last filing, and its day; of a region how many have ever filed."""
    if one.summary is None:
        return Cell(f"{one.below.filed}/{one.below.plans}") if one.below else NONE
    if one.summary.unread:
        return NONE
    last = one.summary.last
    if last is None:
        return Cell(scene.look.say("rollup_never"), "bad")
    return Cell(f"{scene.look.period(last.period)}{JOINED}({last.filed:%m-%d})")


def _missing(one: RollupRow, _: RollScene) -> Cell:
    """How many of the units that owe something haven't filed all of it."""
    if one.summary is None:
        return Cell(f"{one.below.missing}/{one.below.owing}") if one.below else NONE
    if one.summary.unread:
        return NONE
    n = len(one.summary.missing)
    return Cell(f"{n}/{one.summary.owing}", "bad" if n else "")


def _errors(one: RollupRow, _: RollScene) -> Cell:
    if (one.summary and one.summary.unread) or not (whole := one.summary or one.below):
        return NONE
    return Cell(str(whole.errors), "bad" if whole.errors else "")


LINES: Aspects[RollupRow] = Aspects({
    "name": Aspect(head="rollup_plan", cell=_name, flexible=True, least=16),
    "overall": Aspect(head="rollup_overall", cell=_overall),
    "statuses": Aspect(head="rollup_statuses", cell=_statuses),
    "coverage": Aspect(head="rollup_covered", cell=_coverage, right=True),
    "mean": Aspect(head="rollup_mean", cell=_mean, right=True),
    "filed": Aspect(head="rollup_filed", cell=_filed),
    "missing": Aspect(head="rollup_missing_units", cell=_missing, right=True),
    "errors": Aspect(head="rollup_problems", cell=_errors, right=True),
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class GroupOf:
    """A group of one plan's targets."""

    row: RollupRow
    group: GroupSummary


def _group_name(one: GroupOf, scene: RollScene) -> str:
    return scene.look.name(one.group.title)


def _plan_name(one: GroupOf, scene: RollScene) -> str:
    return scene.look.name(one.row.name)


def _group_count(one: GroupOf, _: RollScene, *, status: str) -> int:
    return one.group.counted.counts.get(status, 0)


_BY_STATUS: dict[str, Aspect[GroupOf]] = {
    status: Aspect(value=partial(_group_count, status=status), kind="count") for status in STATUSES
}
GROUPS: Aspects[GroupOf] = Aspects({
    "parent": Aspect(value=at("row.parent"), kind="id"),
    "plan_id": Aspect(value=at("row.id"), kind="id", need=True),
    "plan": Aspect(value=_plan_name),
    "group": Aspect(value=at("group.id"), kind="id"),
    "name": Aspect(value=_group_name),
    "colour": Aspect(value=at("group.counted.colour"), kind="word"),
    **_BY_STATUS,
    "assessable": Aspect(value=at("group.counted.assessable"), kind="count"),
    "due": Aspect(value=at("group.counted.due"), kind="count"),
    "total": Aspect(value=at("group.counted.total"), kind="count"),
})  # fmt: skip


def column_cell(one: RollupRow, scene: RollScene, *, column: str) -> Cell:
    """Where a plan stands with a group or a theme: a sign; a dot where it has none."""
    if one.summary is None or one.summary.unread:
        return Cell("")
    if one.groups is not None:
        group = one.groups.get(column)
        return Cell(scene.sign(group.colour), COLOURS[group.colour]) if group else Cell("·", "dim")
    target = (one.themes or {}).get(column)
    if target is None:
        return Cell("·", "dim")
    return Cell(scene.look.sign(target.status), style_of(target))


def _numbered(k: int, _: object) -> str:
    return str(k)


def with_columns(scene: RollScene) -> tuple[Aspects[RollupRow], Layout]:
    """The aspects with one for each group or theme besides, by its number; and the columns of all."""
    more = {
        f"{COLUMN}{one.id}": Aspect[RollupRow](
            head=partial(_numbered, k), cell=partial(column_cell, column=one.id)
        )
        for k, one in enumerate(scene.rollup.columns, 1)
    }
    return LINES.but(**more), (*LAYOUTS[0], *more)


def plans_document(scene: RollScene) -> Document:
    """The table of all plans, under what they come to."""
    of, full = with_columns(scene)
    layouts = (full, *LAYOUTS)
    if scene.rollup.by_completion:
        layouts = tuple((names[0], "mean", *names[1:]) for names in layouts)
    rows = scene.rollup.rows
    table = replace(of.choice(layouts, [("", rows)], scene), data=partial(_data, scene))
    blocks: list[Block] = [*scene.head(), table, *_legend(scene)]
    return scene.document("", [*blocks, *scene.foot()])


def _data(scene: RollScene) -> Table:
    """For programs a row for each plan and theme, or each plan and group."""
    if scene.rollup.view == "group":
        parts = [
            GroupOf(row, one) for row in scene.plans for one in (row.summary.groups if row.summary else ())
        ]
        return data_table(GROUPS, tuple(GROUPS), parts, scene)
    every = [
        Stand(row, target)
        for row in scene.plans
        for target in ((None,) if _is_unread(row) else (row.themes or {}).values())
    ]
    return data_table(STANDS, DATA, every, scene)


def _is_unread(row: RollupRow) -> bool:
    return row.summary is not None and row.summary.unread is not None


def _legend(scene: RollScene) -> Iterator[Block]:
    """What the columns' numbers mean; how many targets are in no column; whose methods differ."""
    look, rollup = scene.look, scene.rollup
    yield line("")
    names = [
        look.say("rollup_legend", k=k, name=look.name(one.name)) for k, one in enumerate(rollup.columns, 1)
    ]
    if names:
        themes = rollup.view != "group"
        yield line(
            look.say("rollup_theme_heads") if themes else look.say("rollup_group_heads"), "  ".join(names)
        )
    if rollup.view != "group":
        yield line(Cell(look.say("rollup_themes_n", n=len(names), unmatched=rollup.unmatched), "dim"))
    if mixed := [look.name(one.name) for one in rollup.columns if len(one.methods) > 1]:
        yield line(Cell(look.say("rollup_mixed_in", names=look.listed(mixed)), "warn"))
