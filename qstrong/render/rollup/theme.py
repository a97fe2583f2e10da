"""`rollup --theme`, `--reds`, `--missing`, `--changes`: one indicator through all plans, and what stands out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from qstrong.model.rollup import ChangeSummary, MissingSummary, Row, TargetSummary
from qstrong.model.shapes.value import dataclass
from qstrong.render.cells.aspect import Aspect, Aspects, Layout, at
from qstrong.render.document import JOINED, Block, Cell, Document, Heading, line
from qstrong.render.pieces import NONE
from qstrong.render.rollup.scene import RollScene
from qstrong.text import families
from qstrong.text.numbers import number, percents, with_uom


@dataclass(frozen=True, slots=True)
class Stand:
    """Where one plan stands with one target; None where it has none of the theme, or can't be read."""

    row: Row
    target: TargetSummary | None


def _value(one: Stand, scene: RollScene) -> Cell:
    target = one.target
    if target is None or target.value is None:
        return NONE
    text = with_uom(number(target.value), scene.look.uom(target.uom))
    return Cell(f"({text})", "dim") if target.last_status else Cell(text)


def _goal(one: Stand, scene: RollScene) -> Cell:
    return Cell(scene.look.name(one.target.goal)) if one.target else NONE


def _done(one: Stand, _: RollScene) -> Cell:
    """增量完成率 beside what is expected by now, where the method has one."""
    target = one.target
    if target is None or target.completion is None or target.last_status:
        return NONE
    done, expected = percents(target.completion, target.expected)
    return Cell(done if target.expected is None else f"{done} / {expected}")


def _status(one: Stand, scene: RollScene) -> Cell:
    """What the plan's own method says; of others why it says nothing."""
    if one.row.fault:
        return scene.colour("unread")
    if one.target is None:
        return Cell(scene.look.say("rollup_no_target"), "dim")
    cell = scene.look.status(one.target.status, one.target.label)
    if one.target.last_status:
        return Cell(f"{cell.text} ({scene.look.sign(one.target.last_status)})", cell.style)
    return cell


STANDS: Aspects[Stand] = Aspects({
    "plan": Aspect(head="rollup_plan", cell=lambda one, scene: Cell(scene.look.name(one.row.name)), flexible=True, least=10),
    "name": Aspect(head="indicator", cell=lambda one, scene: Cell(scene.look.name(one.target.name)) if one.target else NONE, flexible=True, least=14),
    "value": Aspect(head="value", cell=_value, right=True),
    "goal": Aspect(head="target", cell=_goal),
    "done": Aspect(head="rollup_done", cell=_done, right=True),
    "status": Aspect(head="status", cell=_status),
    "period": Aspect(head="period", cell=lambda one, scene: Cell(scene.look.period(one.target.period)) if one.target and one.target.period else NONE),
    "method": Aspect(head="rollup_method", cell=lambda one, scene: Cell(scene.look.say(families.METHOD.key(one.target.method))) if one.target else NONE),
})  # fmt: skip
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


def theme_document(scene: RollScene, theme: str) -> Document:
    """One indicator through all plans, and what it sums up to where that has a meaning."""
    stands = [Stand(row, _of(row, theme)) for row in scene.rollup.rows if row.is_plan]
    there = [one.target for one in stands if one.target]
    blocks: list[Block] = [*scene.head_short()]
    blocks.append(line(Cell(scene.theme_name(theme), "strong")))
    blocks.append(line(*_tally(scene, there)))
    blocks += _methods(scene, there)
    mixed = len({one.method for one in there}) > 1
    layouts = tuple((*names, "method") for names in ONE) if mixed else ONE
    blocks.append(STANDS.choice(layouts, [("", stands)], scene))
    blocks.append(line(_sum(scene, stands, there)))
    return scene.document(scene.theme_name(theme), blocks)


@dataclass(frozen=True, slots=True)
class ThemeLine:
    theme: str
    stands: tuple[Stand, ...]


THEMES: Aspects[ThemeLine] = Aspects({
    "theme": Aspect(head="rollup_theme", cell=lambda one, scene: Cell(scene.theme_name(one.theme)), flexible=True, least=14),
    "id": Aspect(head="rollup_theme_id", value=at("theme"), kind="id"),
    "plans": Aspect(head="rollup_with_it", cell=lambda one, _: Cell(f"{sum(each.target is not None for each in one.stands)}/{len(one.stands)}"), right=True),
    "statuses": Aspect(head="rollup_statuses", cell=lambda one, scene: Cell("  ".join(cell.text for cell in _tally(scene, [each.target for each in one.stands if each.target])))),
    "sum": Aspect(head="rollup_total", cell=lambda one, scene: Cell(_sum(scene, one.stands, [each.target for each in one.stands if each.target])), flexible=True, least=12),
})  # fmt: skip


def themes_document(scene: RollScene) -> Document:
    """Every theme: how many plans have it, where they stand, what it sums up to."""
    rows = [ThemeLine(theme, tuple(Stand(row, _of(row, theme)) for row in scene.rollup.rows if row.is_plan)) for theme in scene.rollup.themes]
    table = THEMES.choice([("theme", "id", "plans", "statuses", "sum")], [("", rows)], scene)
    return scene.document(scene.look.say("rollup_themes"), [line(scene.facts), table])


def _of(row: Row, theme: str) -> TargetSummary | None:
    return next((one for one in row.summary.targets if one.theme == theme), None) if row.summary else None


def _tally(scene: RollScene, there: Sequence[TargetSummary]) -> Iterator[Cell]:
    from collections import Counter

    found = Counter(one.status for one in there)
    cells = [(scene.look.status(status, status), n) for status, n in found.items()]
    return scene._gapped([Cell(f"{cell.text} {n}", cell.style) for cell, n in cells])


def _methods(scene: RollScene, there: Sequence[TargetSummary]) -> Iterator[Block]:
    """That the plans' methods differ, and how many have which."""
    from collections import Counter

    found = Counter(one.method for one in there)
    if len(found) > 1:
        said = scene.look.listed(f"{scene.look.say(families.METHOD.key(name))} {n}" for name, n in found.items())
        yield line(Cell(scene.look.say("rollup_mixed", methods=said), "warn"))


def _sum(scene: RollScene, stands: Sequence[Stand], there: Sequence[TargetSummary]) -> str:
    """The sum of values of one uom, measure and period, where every plan has one; else how many have."""
    have = [one for one in there if one.value is not None and not one.last_status]
    alike = len({(one.uom, one.measure, one.period) for one in have}) == 1
    if len(have) == len(stands) and alike and have[0].measure != "rate":
        total = sum((Fraction(one.value) for one in have if one.value is not None), Fraction(0))
        return scene.look.say("rollup_sum", value=with_uom(number(total), scene.look.uom(have[0].uom)), period=have[0].period)
    return scene.look.say("rollup_have", n=len(have), total=len(stands))


def reds_document(scene: RollScene) -> Document:
    """What is red, by theme where it is the same in several plans; then what belongs to none."""
    stands = [Stand(row, one) for row in scene.rollup.rows if row.summary for one in row.summary.targets if one.status in RED_STATUSES]
    by: dict[str, list[Stand]] = {}
    for one in stands:
        assert one.target
        by.setdefault(one.target.theme or "", []).append(one)
    order = sorted((theme for theme in by if theme), key=lambda theme: -len(by[theme]))
    parts = [(scene.look.say("rollup_red_in", name=scene.theme_name(theme), n=len(by[theme])), by[theme]) for theme in order]
    if "" in by:
        parts.append((scene.look.say("rollup_no_theme"), by[""]))
    blocks: list[Block] = [*scene.head_short(), line(Cell(scene.look.say("rollup_reds_n", n=len(stands), plans=len({one.row.id for one in stands})), "bad" if stands else "dim"))]
    if stands:
        blocks.append(STANDS.choice(REDS, parts, scene))
    return scene.document(scene.look.say("rollup_reds"), blocks)


RED_STATUSES = ("off_track", "worsening", "missed", "overdue")


@dataclass(frozen=True, slots=True)
class Silent:
    row: Row
    one: MissingSummary


SILENT: Aspects[Silent] = Aspects({
    "plan": Aspect(head="rollup_plan", cell=lambda one, scene: Cell(scene.look.name(one.row.name)), flexible=True, least=10),
    "unit": Aspect(head="unit", cell=lambda one, scene: Cell(scene.look.name(one.one.name)), flexible=True, least=14),
    "period": Aspect(head="period", value=at("one.period")),
    "due": Aspect(head="deadline", value=at("one.day"), kind="day"),
    "missing": Aspect(head="missing_n", cell=lambda one, _: Cell(f"{one.one.missing}/{one.one.owed}", "bad"), right=True),
})  # fmt: skip


def missing_document(scene: RollScene) -> Document:
    """Who hasn't filed, plan by plan."""
    found = [Silent(row, one) for row in scene.rollup.rows if row.summary for one in row.summary.missing]
    said = scene.look.say("rollup_missing_n", n=len(found), plans=len({one.row.id for one in found}))
    blocks: list[Block] = [*scene.head_short(), line(Cell(said, "bad" if found else "dim"))]
    if found:
        blocks.append(SILENT.choice([("plan", "unit", "period", "due", "missing"), ("plan", "unit", "period", "missing")], [("", found)], scene))
    return scene.document(scene.look.say("rollup_missing"), blocks)


@dataclass(frozen=True, slots=True)
class Move:
    row: Row
    one: ChangeSummary
    target: TargetSummary | None


MOVES: Aspects[Move] = Aspects({
    "plan": Aspect(head="rollup_plan", cell=lambda one, scene: Cell(scene.look.name(one.row.name)), flexible=True, least=10),
    "name": Aspect(head="indicator", cell=lambda one, scene: Cell(scene.look.name(one.target.name)) if one.target else Cell(one.one.target), flexible=True, least=14),
    "before": Aspect(head="rollup_before", cell=lambda one, scene: scene.look.status(*one.one.before)),
    "after": Aspect(head="rollup_after", cell=lambda one, scene: scene.look.status(*one.one.after)),
    "why": Aspect(head="rollup_why", cell=lambda one, scene: Cell(scene.look.listed(scene.look.say(families.CHANGE.key(why)) for why in one.one.why)), flexible=True, least=10),
    "since": Aspect(head="rollup_since", cell=lambda one, _: Cell(str(one.row.summary.since)), kind="day"),
})  # fmt: skip


def changes_document(scene: RollScene) -> Document:
    """Whose status isn't what it was with the filing before."""
    found = [
        Move(row, one, next((each for each in row.summary.targets if each.id == one.target), None))
        for row in scene.rollup.rows
        if row.summary
        for one in row.summary.changes
    ]
    better, worse = (sum(one.one.direction == way for one in found) for way in ("better", "worse"))
    said = scene.look.say("rollup_changes_n", n=len(found), better=better, worse=worse)
    blocks: list[Block] = [*scene.head_short(), line(said)]
    if found:
        blocks.append(MOVES.choice([("plan", "name", "before", "after", "why", "since"), ("plan", "name", "before", "after", "why"), ("plan", "name", "before", "after")], [("", found)], scene))
    return scene.document(scene.look.say("rollup_changes"), blocks)
