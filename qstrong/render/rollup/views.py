"""`rollup`: every plan at a glance, its groups or themes across, regions; and the register of views."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from qstrong.assess.verdict import STATUSES
from qstrong.model.rollup.summary import GroupSummary
from qstrong.model.rollup.table import Rollup, RollupRow, RollupView
from qstrong.model.shapes.value import dataclass
from qstrong.render.cells.aspect import Aspect, Aspects, Layout, at
from qstrong.render.document import JOINED, Block, Cell, Document, Table, line
from qstrong.render.export.tables import data_table
from qstrong.render.look import COLOURS, STYLE, Look
from qstrong.render.pieces import NONE
from qstrong.render.rollup.lists import (
    DATA,
    STANDS,
    RollupParts,
    Stand,
    missing_view,
    moved_view,
    name_at,
    reds_view,
    row_aspects,
    theme_view,
)
from qstrong.render.rollup.scene import UNREAD, RollScene, plans_by_colour, status_named, unread
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


LINES: Aspects[RollupRow, RollScene] = Aspects({
    "name": Aspect(head="rollup_plan", cell=_name, flexible=True, least=16),
    "overall": Aspect(head="page_overall", cell=_overall),
    "statuses": Aspect(head="rollup_statuses", cell=_statuses),
    "coverage": Aspect(head="page_coverage", cell=_coverage, right=True),
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


def _in(one: GroupOf, _: RollScene, *, status: str) -> int:
    """How many of the group's targets are in a status."""
    return one.group.counted.counts.get(status, 0)


_COUNTS = ("assessable", "due", "total")
GROUPS: Aspects[GroupOf, RollScene] = Aspects({
    **row_aspects(),
    "group": Aspect(value=at("group.id"), kind="id"),
    "name": Aspect(value=name_at("group.title")),
    "colour": Aspect(value=at("group.counted.colour"), kind="word"),
    **{status: Aspect(value=partial(_in, status=status), kind="count") for status in STATUSES},
    **{name: Aspect(value=at(f"group.counted.{name}"), kind="count") for name in _COUNTS},
})  # fmt: skip


def column_cell(one: RollupRow, scene: RollScene, *, column: str) -> Cell:
    """Where a plan stands with a group or a theme: a sign; a dot where it has none."""
    if one.summary is None or one.summary.unread:
        return Cell("")
    if group := (one.groups or {}).get(column):
        return Cell(scene.sign(group.colour), COLOURS[group.colour])
    if target := (one.themes or {}).get(column):
        return Cell(scene.look.sign(target.status), STYLE[status_named(target.status)])
    return Cell("·", "dim")


def _number(k: int, _: Look) -> str:
    return str(k)


def with_columns(scene: RollScene) -> tuple[Aspects[RollupRow, RollScene], Layout]:
    """The aspects with one for each group or theme besides, by its number; and the columns of all."""
    more = {
        f"{COLUMN}{one.id}": Aspect[RollupRow, RollScene](
            head=partial(_number, k), cell=partial(column_cell, column=one.id)
        )
        for k, one in enumerate(scene.rollup.columns, 1)
    }
    return LINES.but(**more), (*LAYOUTS[0], *more)


def plans_view(scene: RollScene) -> RollupParts:
    """The table of all plans, under what they come to."""
    of, full = with_columns(scene)
    layouts = (full, *LAYOUTS)
    if scene.rollup.by_completion:
        layouts = tuple((names[0], "mean", *names[1:]) for names in layouts)
    rows = scene.rollup.rows
    table = replace(of.choice(layouts, [("", rows)], scene), data=partial(_data, scene))
    return "", [*scene.head(), table, *_legend(scene)]


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
        for target in ((None,) if unread(row) else (row.themes or {}).values())
    ]
    return data_table(STANDS, DATA, every, scene)


def _legend(scene: RollScene) -> Iterator[Block]:
    """What the columns' numbers mean; how many targets are in no column; whose methods differ."""
    look, rollup = scene.look, scene.rollup
    heads = "rollup_group_heads" if rollup.view == "group" else "rollup_theme_heads"
    names = [
        look.say("rollup_legend", k=k, name=look.name(one.name)) for k, one in enumerate(rollup.columns, 1)
    ]
    yield line("")
    if names:
        yield line(look.say(heads), "  ".join(names))
    if rollup.view != "group":
        yield line(Cell(look.say("rollup_themes_n", n=len(names), unmatched=rollup.unmatched), "dim"))
    if mixed := [look.name(one.name) for one in rollup.columns if len(one.methods) > 1]:
        yield line(Cell(look.say("rollup_mixed_in", names=look.listed(mixed)), "warn"))


VIEWS: Mapping[RollupView, Callable[[RollScene], RollupParts]] = {
    "group": plans_view,
    "theme": plans_view,
    "one": theme_view,
    "reds": reds_view,
    "missing": missing_view,
    "changes": moved_view,
}
"""What each view is written as: a new view is a row here."""


def rollup_document(rollup: Rollup, look: Look) -> Document:
    """The document for what *rollup* shows."""
    scene = RollScene(rollup, look)
    return scene.document(*VIEWS[rollup.view](scene))
