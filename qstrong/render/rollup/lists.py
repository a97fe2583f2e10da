"""One theme through all plans; what is red, who hasn't filed, what changed: a row for each target or unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain

from qstrong.model.base import Text
from qstrong.model.rollup.summary import MissingUnit, TargetSummary
from qstrong.model.rollup.table import RollupRow
from qstrong.model.shapes.value import dataclass
from qstrong.render.cells.aspect import Aspect, Aspects, Layout, Parts, T, at
from qstrong.render.document import Block, Cell, Choice, line
from qstrong.render.export.tables import data_table
from qstrong.render.pieces import NONE, target_name
from qstrong.render.rollup.scene import UNREAD, RollScene, gapped, status_named, unread
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


def name_at(path: str) -> Callable[[object, RollScene], str | None]:
    """Gives the text that attributes lead to, in the reader's language; nothing where one of them is None."""
    get = at(path)

    def name(one: object, scene: RollScene) -> str | None:
        found = get(one, scene)
        return scene.look.name(found) if isinstance(found, Text) else None

    return name


def goal_text(target: TargetSummary, scene: RollScene) -> str:
    """What is to be reached: ≥145 亿元, 95–105; a dash where there is no number."""
    if target.between:
        text = "–".join(map(number, target.between))
    elif target.goal is None:
        return "–"
    else:
        text = f"{OPS[target.op] if target.op else ''}{number(target.goal)}"
    return with_uom(text, scene.look.name(target.uom))


def _of(cell: Callable[[TargetSummary, RollScene], Cell]) -> Callable[[Stand, RollScene], Cell]:
    """A cell of the target; a dash where there is none."""
    return lambda one, scene: cell(one.target, scene) if one.target else NONE


def _value(target: TargetSummary, scene: RollScene) -> Cell:
    """The judged value; an older one that stands in for what is missing in brackets."""
    if target.value is None:
        return NONE
    text = with_uom(number(target.value), scene.look.name(target.uom))
    return Cell(text) if target.fresh else Cell(f"({text})", "dim")


def _done(target: TargetSummary, _: RollScene) -> Cell:
    """增量完成率, where it applies."""
    return Cell(percent(target.completion)) if target.fresh and target.completion is not None else NONE


def _status(one: Stand, scene: RollScene) -> Cell:
    """What the plan's own method says; of others why it says nothing."""
    if unread(one.row):
        return scene.colour(UNREAD)
    return scene.status(one.target) if one.target else Cell(scene.look.say("rollup_no_target"), "dim")


def _before(target: TargetSummary, scene: RollScene) -> Cell:
    found = target.before
    return scene.look.status(status_named(found), found) if found else NONE


def _period(target: TargetSummary, scene: RollScene) -> Cell:
    if target.period is None:
        return NONE
    return Cell(scene.look.period(target.period), "" if target.fresh else "dim")


def _theme(one: Stand, scene: RollScene) -> str | None:
    """The theme's id; of a plan that has no such target that which was asked for."""
    return one.target.theme if one.target else scene.rollup.theme.id if scene.rollup.theme else None


def row_aspects() -> dict[str, Aspect[T, RollScene]]:
    """Of the row of a plan, whatever of it a table tells."""
    return {
        "parent": Aspect(value=at("row.parent"), kind="id"),
        "plan_id": Aspect(value=at("row.id"), kind="id", need=True),
        "plan": Aspect(head="rollup_plan", value=name_at("row.name"), flexible=True, least=8),
    }


STANDS: Aspects[Stand, RollScene] = Aspects({
    **row_aspects(),
    "level": Aspect(value=at("row.level")),
    "as_of": Aspect(value=at("row.summary.as_of"), kind="day"),
    "unread": Aspect(value=at("row.summary.unread.reason"), kind="word"),
    "theme": Aspect(value=_theme, kind="id"),
    "target_id": Aspect(value=at("target.id"), kind="id"),
    "kind": Aspect(value=at("target.kind"), kind="word"),
    "op": Aspect(value=at("target.op"), kind="word"),
    "between": Aspect(value=at("target.between"), kind="words"),
    "uom": Aspect(value=name_at("target.uom")),
    "measure": Aspect(value=at("target.measure"), kind="word"),
    "attainment": Aspect(value=at("target.attainment"), kind="share"),
    "completion": Aspect(value=at("target.completion"), kind="share"),
    "label": Aspect(
        value=lambda one, scene: scene.look.label(one.target.label) if one.target else None, kind="word",
    ),
    "last_status": Aspect(value=at("target.last_status"), kind="status"),
    "data": Aspect(value=at("target.data"), kind="word"),
    "flags": Aspect(value=at("target.flags"), kind="words"),
    "binding": Aspect(value=at("target.binding"), kind="yes"),
    "name": Aspect(
        head="indicator", flexible=True, least=14,
        cell=_of(lambda target, scene: Cell(target_name(target, scene.look))),
    ),
    "value": Aspect(head="value", cell=_of(_value), value=at("target.value"), kind="number", right=True),
    "goal": Aspect(
        head="target", value=at("target.goal"), kind="number",
        cell=_of(lambda target, scene: Cell(goal_text(target, scene))),
    ),
    "done": Aspect(head="page_completion", cell=_of(_done), right=True),
    "status": Aspect(head="status", cell=_status, value=at("target.status"), kind="status"),
    "before": Aspect(head="rollup_before", cell=_of(_before), value=at("target.before"), kind="status"),
    "since": Aspect(head="rollup_since", value=at("row.summary.previous"), kind="day"),
    "period": Aspect(head="period", cell=_of(_period), value=at("target.period"), kind="period"),
    "method": Aspect(
        head="rollup_method", value=at("target.method"), kind="word",
        cell=_of(lambda target, scene: Cell(scene.look.say(families.METHOD.key(target.method)))),
    ),
})  # fmt: skip
SILENT: Aspects[Silent, RollScene] = Aspects({
    **row_aspects(),
    "unit_id": Aspect(value=at("unit.unit"), kind="id", need=True),
    "unit": Aspect(head="unit", value=name_at("unit.name"), flexible=True, least=14),
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


RollupParts = tuple[str, Sequence[Block]]
"""What a view is called besides the roll-up's title, and what it shows."""


def _stands(scene: RollScene, layouts: Sequence[Layout], parts: Parts[Stand]) -> Choice:
    """A row for each plan's target; for programs with ids and bare numbers."""
    every = [one for _, some in parts for one in some]
    table = STANDS.choice(layouts, parts, scene)
    return replace(table, data=partial(data_table, STANDS, DATA, every, scene))


def _plans(some: Iterable[Stand | Silent]) -> int:
    """How many plans these are of."""
    return len({one.row.id for one in some})


def theme_view(scene: RollScene) -> RollupParts:
    """One theme through all plans, as each plan's own method says it, and what it sums up to."""
    look, column = scene.look, scene.rollup.theme
    assert column is not None
    stands = [Stand(row, (row.themes or {}).get(column.id)) for row in scene.plans]
    found = Counter(one.target.status for one in stands if one.target)
    blocks: list[Block] = [line(*(list(gapped(scene.counted_statuses(found))) or [NONE]))]
    layouts = ONE
    if len(column.methods) > 1:
        said = look.listed(f"{look.say(families.METHOD.key(name))} {n}" for name, n in column.methods.items())
        blocks.append(line(Cell(look.say("rollup_mixed", methods=said), "warn")))
        layouts = tuple((*names, "method") for names in ONE)
    return look.name(column.name), [
        *blocks, _stands(scene, layouts, [("", stands)]), *_sums(scene, column.id),
    ]  # fmt: skip


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


def reds_view(scene: RollScene) -> RollupParts:
    """What is red: first what is so in most plans, by theme; then what has no theme."""
    look, by, names = scene.look, dict[str, list[Stand]](), dict[str, str]()
    for row in scene.plans:
        for one in row.targets:
            by.setdefault(one.theme or "", []).append(Stand(row, one))
            names.setdefault(one.theme or "", look.name(one.name))
    names |= {column.id: look.name(column.name) for column in scene.rollup.columns}

    def head(theme: str) -> str:
        if not theme:
            return look.say("rollup_no_theme")
        return look.say("rollup_red_in", name=names[theme], n=len(by[theme]))

    order = sorted(by, key=lambda theme: (not theme, -len(by[theme])))
    parts, stands = [(head(theme), by[theme]) for theme in order], list(chain(*by.values()))
    said = look.say("rollup_reds_n", n=len(stands), plans=_plans(stands))
    table = [_stands(scene, REDS, parts)] if stands else []
    return look.say("rollup_reds"), [line(Cell(said, "bad" if stands else "dim")), *table]


def missing_view(scene: RollScene) -> RollupParts:
    """Who hasn't filed all that is due, plan by plan; plans that have never filed first."""
    look = scene.look
    found = [Silent(row, one) for row in scene.plans if row.summary for one in row.summary.missing]
    never = [row for row in scene.plans if row.summary and not row.summary.unread and not row.summary.filings]
    said = look.say("rollup_missing_n", n=len(found), plans=_plans(found))
    blocks: list[Block] = [line(Cell(said, "bad" if found else "dim"))]
    if never:
        names = look.listed(look.name(row.name) for row in never)
        blocks.append(line(Cell(look.say("rollup_never_n", n=len(never), names=names), "bad")))
    if found:
        table = SILENT.choice(MISSING, [("", found)], scene)
        blocks.append(replace(table, data=partial(data_table, SILENT, SILENT_DATA, found, scene)))
    return look.say("rollup_missing"), blocks


def moved_view(scene: RollScene) -> RollupParts:
    """Whose status isn't what it was when the filing before closed."""
    stands = [Stand(row, one) for row in scene.plans for one in row.targets]
    said = scene.look.say("rollup_changes_n", n=len(stands), plans=_plans(stands))
    table = [_stands(scene, CHANGES, [("", stands)])] if stands else []
    return scene.look.say("rollup_changes"), [line(said), *table]
