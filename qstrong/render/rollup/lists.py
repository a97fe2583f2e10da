"""One theme through all plans; what is red, who hasn't filed, what changed: a row for each target or unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from qstrong.model.rollup.summary import MissingUnit, TargetSummary
from qstrong.model.rollup.table import RollupRow
from qstrong.model.shapes.value import dataclass
from qstrong.render.cells.aspect import Aspect, Aspects, Layout, Parts, at
from qstrong.render.document import Block, Cell, Choice, Document, line
from qstrong.render.export.tables import data_table
from qstrong.render.pieces import NONE
from qstrong.render.rollup.scene import UNREAD, RollScene, gapped, status_named
from qstrong.text import families
from qstrong.text.kinds import OPS
from qstrong.text.numbers import number, percent, with_uom


@dataclass(frozen=True, slots=True)
class Stand:
    """Where one plan stands with one target; None where it has none, or can't be read."""

    row: RollupRow
    target: TargetSummary | None


@dataclass(frozen=True, slots=True)
class Silent:
    """A unit of a plan that hasn't filed all that it owes."""

    row: RollupRow
    unit: MissingUnit


def _plan(one: Stand | Silent, scene: RollScene) -> Cell:
    return Cell(scene.look.name(one.row.name))


def _name(one: Stand, scene: RollScene) -> Cell:
    if one.target is None:
        return NONE
    name = scene.look.name(one.target.name)
    return Cell(scene.look.say("bound", name=name) if one.target.binding else name)


def _value(one: Stand, scene: RollScene) -> Cell:
    """The judged value; an older one that stands in for what is missing in brackets."""
    target = one.target
    if target is None or target.value is None:
        return NONE
    text = with_uom(number(target.value), scene.look.name(target.uom))
    return Cell(text) if target.fresh else Cell(f"({text})", "dim")


def goal_text(target: TargetSummary, scene: RollScene) -> str:
    """What is to be reached: ≥145 亿元, 95–105; a dash where there is no number."""
    if target.between:
        low, high = target.between
        return with_uom(f"{number(low)}–{number(high)}", scene.look.name(target.uom))
    if target.goal is None:
        return "–"
    sign = OPS[target.op] if target.op else ""
    return with_uom(f"{sign}{number(target.goal)}", scene.look.name(target.uom))


def _done(one: Stand, _: RollScene) -> Cell:
    """增量完成率, where it applies."""
    target = one.target
    return (
        Cell(percent(target.completion))
        if target and target.fresh and target.completion is not None
        else NONE
    )


def _status(one: Stand, scene: RollScene) -> Cell:
    """What the plan's own method says; of others why it says nothing."""
    if one.row.summary and one.row.summary.unread:
        return scene.colour(UNREAD)
    return scene.status(one.target) if one.target else Cell(scene.look.say("rollup_no_target"), "dim")


def _before(one: Stand, scene: RollScene) -> Cell:
    found = one.target and one.target.before
    return scene.look.status(status_named(found), found) if found else NONE


def _method(one: Stand, scene: RollScene) -> Cell:
    return Cell(scene.look.say(families.METHOD.key(one.target.method))) if one.target else NONE


def _period(one: Stand, scene: RollScene) -> Cell:
    target = one.target
    if target is None or target.period is None:
        return NONE
    return Cell(scene.look.period(target.period), "" if target.fresh else "dim")


def _goal(one: Stand, scene: RollScene) -> Cell:
    return Cell(goal_text(one.target, scene)) if one.target else NONE


def _label(one: Stand, scene: RollScene) -> str | None:
    """The status in words, without what tables put behind it."""
    return scene.look.label(one.target.label) if one.target else None


def _uom(one: Stand, scene: RollScene) -> str | None:
    return scene.look.name(one.target.uom) if one.target else None


def _theme(one: Stand, scene: RollScene) -> Cell:
    """The theme's id; of a plan that has no such target that which was asked for."""
    theme = one.target.theme if one.target else scene.rollup.theme.id if scene.rollup.theme else None
    return Cell(theme) if theme else NONE


def _unit(one: Silent, scene: RollScene) -> Cell:
    return Cell(scene.look.name(one.unit.name))


STANDS: Aspects[Stand] = Aspects({
    "parent": Aspect(value=at("row.parent"), kind="id"),
    "plan_id": Aspect(value=at("row.id"), kind="id", need=True),
    "level": Aspect(value=at("row.level")),
    "as_of": Aspect(value=at("row.summary.as_of"), kind="day"),
    "unread": Aspect(value=at("row.summary.unread.reason"), kind="word"),
    "theme": Aspect(cell=_theme, kind="id"),
    "target_id": Aspect(value=at("target.id"), kind="id"),
    "kind": Aspect(value=at("target.kind"), kind="word"),
    "op": Aspect(value=at("target.op"), kind="word"),
    "between": Aspect(value=at("target.between"), kind="words"),
    "uom": Aspect(value=_uom),
    "measure": Aspect(value=at("target.measure"), kind="word"),
    "attainment": Aspect(value=at("target.attainment"), kind="share"),
    "completion": Aspect(value=at("target.completion"), kind="share"),
    "label": Aspect(value=_label, kind="word"),
    "last_status": Aspect(value=at("target.last_status"), kind="status"),
    "data": Aspect(value=at("target.data"), kind="word"),
    "flags": Aspect(value=at("target.flags"), kind="words"),
    "binding": Aspect(value=at("target.binding"), kind="yes"),
    "plan": Aspect(head="rollup_plan", cell=_plan, flexible=True, least=8),
    "name": Aspect(head="indicator", cell=_name, flexible=True, least=14),
    "value": Aspect(head="value", cell=_value, value=at("target.value"), kind="number", right=True),
    "goal": Aspect(head="target", cell=_goal, value=at("target.goal"), kind="number"),
    "done": Aspect(head="page_completion", cell=_done, right=True),
    "status": Aspect(head="status", cell=_status, value=at("target.status"), kind="status"),
    "before": Aspect(head="rollup_before", cell=_before, value=at("target.before"), kind="status"),
    "since": Aspect(head="rollup_since", value=at("row.summary.previous"), kind="day"),
    "period": Aspect(head="period", cell=_period, value=at("target.period"), kind="period"),
    "method": Aspect(head="rollup_method", cell=_method, value=at("target.method"), kind="word"),
})  # fmt: skip
SILENT: Aspects[Silent] = Aspects({
    "plan": Aspect(head="rollup_plan", cell=_plan, flexible=True, least=8),
    "parent": Aspect(value=at("row.parent"), kind="id"),
    "plan_id": Aspect(value=at("row.id"), kind="id", need=True),
    "unit_id": Aspect(value=at("unit.unit"), kind="id", need=True),
    "unit": Aspect(head="unit", cell=_unit, flexible=True, least=14),
    "period": Aspect(head="period", value=at("unit.period")),
    "due": Aspect(head="rollup_due", value=at("unit.due"), kind="day"),
    "late": Aspect(head="rollup_late", value=at("unit.days_late"), kind="count", right=True),
    "values": Aspect(head="missing_n", value=at("unit.values"), kind="count", right=True),
})  # fmt: skip
DATA = (
    "parent", "plan_id", "plan", "level", "as_of", "unread", "theme", "target_id", "name", "kind", "op",
    "goal", "between", "value", "uom", "measure", "period", "completion", "attainment", "status", "label",
    "last_status", "before", "data", "flags", "binding", "method",
)  # fmt: skip
"""What a table for programs has of a target; of it JSON has the part from `target_id` on."""
SILENT_DATA = ("parent", "plan_id", "plan", "unit_id", "unit", "period", "due", "late", "values")
ONE: tuple[Layout, ...] = (
    ("plan", "name", "value", "goal", "done", "status", "period"),
    ("plan", "value", "goal", "done", "status", "period"),
    ("plan", "value", "goal", "done", "status"),
    ("plan", "value", "goal", "status"),
)
REDS: tuple[Layout, ...] = (
    ("plan", "name", "value", "goal", "done", "status", "period"),
    ("plan", "name", "value", "goal", "status"),
    ("plan", "name", "value", "status"),
)
CHANGES: tuple[Layout, ...] = (
    ("plan", "name", "before", "status", "value", "period", "since"),
    ("plan", "name", "before", "status", "since"),
    ("plan", "name", "before", "status"),
)
MISSING: tuple[Layout, ...] = (
    ("plan", "unit", "period", "due", "late", "values"),
    ("plan", "unit", "period", "due", "values"),
    ("plan", "unit", "values"),
)


def stands_table(scene: RollScene, layouts: Sequence[Layout], parts: Parts[Stand]) -> Choice:
    """A row for each plan's target; for programs with ids and bare numbers."""
    every = [one for _, some in parts for one in some]
    table = STANDS.choice(layouts, parts, scene)
    return replace(table, data=partial(data_table, STANDS, DATA, every, scene))


def theme_document(scene: RollScene) -> Document:
    """One theme through all plans, as each plan's own method says it, and what it sums up to."""
    look, column = scene.look, scene.rollup.theme
    assert column is not None
    stands = [Stand(row, (row.themes or {}).get(column.id)) for row in scene.plans]
    found = Counter(one.target.status for one in stands if one.target)
    counts = gapped(scene.counted_statuses(found) or [NONE])
    blocks: list[Block] = [line(scene.facts), line(*counts)]
    mixed = len(column.methods) > 1
    if mixed:
        said = look.listed(f"{look.say(families.METHOD.key(name))} {n}" for name, n in column.methods.items())
        blocks.append(line(Cell(look.say("rollup_mixed", methods=said), "warn")))
    layouts = tuple((*names, "method") for names in ONE) if mixed else ONE
    blocks += [stands_table(scene, layouts, [("", stands)]), *_sums(scene, column.id), *scene.foot()]
    return scene.document(look.name(column.name), blocks)


def _sums(scene: RollScene, theme: str) -> Iterator[Block]:
    """The theme's sum over all plans, and in each region."""
    if whole := scene.rollup.total.sums.get(theme):
        yield line("")
        yield line(Cell(scene.summed(whole), "strong" if whole.value is not None else ""))
    for row in scene.rollup.rows:
        part = row.below and not row.summary and row.below.plans < scene.rollup.total.plans
        if part and row.below and (one := row.below.sums.get(theme)):
            name = scene.look.name(row.name)
            yield line(f"{name}{scene.look.language.colon}{scene.summed(one)}", indent=2 + 2 * row.depth)


def reds_document(scene: RollScene) -> Document:
    """What is red: first what is so in most plans, by theme; then what has no theme."""
    stands = [Stand(row, one) for row in scene.plans for one in row.targets]
    by: dict[str, list[Stand]] = {}
    for one in stands:
        by.setdefault((one.target.theme if one.target else None) or "", []).append(one)
    names = {
        one.target.theme or "": scene.look.name(one.target.name) for one in reversed(stands) if one.target
    } | {column.id: scene.look.name(column.name) for column in scene.rollup.columns}
    order = sorted((theme for theme in by if theme), key=lambda theme: -len(by[theme]))
    parts = [
        (scene.look.say("rollup_red_in", name=names.get(one, one), n=len(by[one])), by[one]) for one in order
    ]
    if "" in by:
        parts.append((scene.look.say("rollup_no_theme"), by[""]))
    plans = len({one.row.id for one in stands})
    said = Cell(scene.look.say("rollup_reds_n", n=len(stands), plans=plans), "bad" if stands else "dim")
    table = [stands_table(scene, REDS, parts)] if stands else []
    return scene.document(
        scene.look.say("rollup_reds"), [line(scene.facts), line(said), *table, *scene.foot()]
    )


def missing_document(scene: RollScene) -> Document:
    """Who hasn't filed all that is due, plan by plan; plans that have never filed first."""
    found = [Silent(row, one) for row in scene.plans if row.summary for one in row.summary.missing]
    never = [row for row in scene.plans if row.summary and not row.summary.unread and not row.summary.filings]
    look = scene.look
    said = look.say("rollup_missing_n", n=len(found), plans=len({one.row.id for one in found}))
    blocks: list[Block] = [line(scene.facts), line(Cell(said, "bad" if found else "dim"))]
    if never:
        names = look.listed(look.name(row.name) for row in never)
        blocks.append(line(Cell(look.say("rollup_never_n", n=len(never), names=names), "bad")))
    if found:
        table = SILENT.choice(MISSING, [("", found)], scene)
        blocks.append(replace(table, data=partial(data_table, SILENT, SILENT_DATA, found, scene)))
    return scene.document(look.say("rollup_missing"), [*blocks, *scene.foot()])


def moved_document(scene: RollScene) -> Document:
    """Whose status isn't what it was when the filing before closed."""
    stands = [Stand(row, one) for row in scene.plans for one in row.targets]
    said = scene.look.say("rollup_changes_n", n=len(stands), plans=len({one.row.id for one in stands}))
    table = [stands_table(scene, CHANGES, [("", stands)])] if stands else []
    return scene.document(
        scene.look.say("rollup_changes"), [line(scene.facts), line(said), *table, *scene.foot()]
    )
