"""`status`: every target at a glance; counts and coverage first, reds by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from qstrong.assess.compare import Comparison
from qstrong.assess.report import Aggregate, Report, TargetReport
from qstrong.model.base import Lang
from qstrong.model.kinds import of
from qstrong.model.plan import LevelTarget
from qstrong.render.cells.aspect import Aspects, Layout, Scene
from qstrong.render.cells.targets import TARGETS, by_group
from qstrong.render.document import Block, Cell, Document, Heading, Style, Table, dotted, line
from qstrong.render.headed import about, headline, json_head
from qstrong.render.look import COLOURS, Look
from qstrong.render.pieces import (
    counts_cells,
    coverage,
    coverage_json,
    cut_names,
    stale_names,
    target_name,
    withdrawn_names,
)
from qstrong.text import families
from qstrong.text.columns import column_words
from qstrong.timeline.owed import close_day, due_day, filing_periods

LAYOUTS = (
    (
        "no", "name", "reporters", "value", "goal", "gap", "attainment", "done_expected", "status", "arrow",
        "period",
    ),
    ("no", "name", "value", "goal", "gap", "attainment", "done_expected", "status", "arrow", "period"),
    ("no", "name", "value", "goal", "gap", "done_expected_short", "status", "arrow", "period"),
    ("no", "name", "value", "goal", "gap", "done_expected_short", "status_short", "period"),
    ("no", "name", "value_target", "done_expected_short", "status_short", "period"),
)  # fmt: skip
"""From wide to narrow."""
ROOM = {"name": 28, "reporters": 16, "value": 22}
"""How wide columns are to be before there is room for who answers."""
BEGINNING = ("no", "name", "goal_uom", "reporters", "first_due")
"""Before anything was filed; once something is due, the status beside it."""
JSON = (
    "id", "name", "group", "kind", "op", "target", "uom", "baseline", "period", "value", "gap", "completion",
    "attainment", "expected", "lead", "pace_ratio", "required_pace", "catch_up", "status", "label",
    "last_status", "arrow", "data", "flags", "reporters", "landing", "basis", "filed", "judged_as", "shown",
    "binding",
    "between", "start", "end", "method", "revised_from",
)  # fmt: skip
"""The contract for scripts: fields are added, never renamed."""
DATA = (
    "id", "name", "group", "kind", "op", "target", "between", "uom", "baseline", "period", "value", "filed",
    "gap", "attainment", "completion", "expected", "lead", "required_pace", "status", "label", "last_status",
    "data", "arrow", "flags", "reporters", "binding", "due_period", "due_day",
)  # fmt: skip
"""What a table for programs has."""
COLUMNS = tuple(name for name in TARGETS if name not in ("shown", "landing", "revised_from"))
"""What `--columns` may name: what stands in one cell."""
FEW = 3
"""Up to so many wanted figures are named; `due` names them all."""


def status_document(
    report: Report,
    chosen: Sequence[TargetReport],
    total: Aggregate,
    look: Look,
    *,
    grouped: bool,
    columns: Sequence[str] = (),
    since: Sequence[Block] = (),
) -> Document:
    """The document for the *chosen* targets, of which *total* is the aggregate.

    *columns*: those of one's own, where any are named; *since*: what changed.
    """
    plan = report.dataset.plan
    blocks: list[Block] = [headline(report, look)]
    if len(chosen) < len(report.targets):
        blocks.append(line(Cell(look.say("filtered", n=len(chosen)), "dim")))
    if total.total or not report.targets:
        blocks.append(line(look.say("targets_counts", n=total.total), *counts_cells(total, look)))
    overall = look.say("overall", word=look.say(families.COLOUR.key(total.colour)))
    blocks.append(line(coverage(total, look), "  ·  ", Cell(overall, COLOURS[total.colour])))
    if total.assessable or total.reds:
        blocks.append(_reds(report, total, look))
    blocks += [_cut(f"{head}: ", names, "warn", look) for head, names in stale_names(chosen, look)]
    if gone := withdrawn_names(report, look):
        blocks.append(line(look.say("withdrawn_line", names=" · ".join(gone))))
    blocks += since
    if not report.targets:
        blocks.append(line(look.say("no_targets")))
    elif not chosen:
        blocks.append(line(look.say("empty", n=len(report.targets))))
    else:
        scene = Scene(report, look)
        parts = by_group(chosen, scene) if grouped else [("", chosen)]
        begun = bool(columns) or any(one.verdict.point or one.entries for one in report.targets)
        beginning = (*BEGINNING, "status_short") if total.due else BEGINNING
        layouts = (columns,) if columns else LAYOUTS if begun else (beginning,)
        table = replace(
            headed(layouts).choice(layouts, parts, scene, first=ROOM if len(layouts) > 1 else None),
            data=partial(_data, columns or DATA, chosen, scene),
        )
        listed = [table, *_wanted(chosen, look)]
        blocks += listed if begun else _beginning(listed, scene)
    return about(report, look.name(plan.title), blocks, look)


def _data(names: Layout, chosen: Sequence[TargetReport], scene: Scene) -> Table:
    """The table for programs."""
    from qstrong.render.export.tables import data_table

    return data_table(TARGETS, names, chosen, scene)


def _reds(report: Report, total: Aggregate, look: Look) -> Block:
    if not total.reds:
        return line(Cell(look.say("no_reds"), "dim"))
    names = {one.target.id: target_name(one.target, look) for one in report.targets}
    return _cut(look.say("reds", names=""), [names[name] for name in total.reds], "bad", look)


def _cut(head: str, names: Sequence[str], style: Style, look: Look) -> Block:
    """*names* behind a *head*, of many the first."""
    return line(*(Cell(text, style) for text in (head, *dotted(cut_names(names, look)))))


def _title(name: str, look: Look) -> str:
    """What stands above a column that tables mostly don't have."""
    words = column_words("assessments", "goal" if name == "target" else name, LevelTarget)
    return words.title.say(look.lang)


def headed(layouts: Sequence[Layout]) -> Aspects[TargetReport, Scene]:
    """The aspects, with a title for each column of *layouts*."""
    bare = {name for names in layouts for name in names if not TARGETS[name].head}
    titled = {name: replace(TARGETS[name], head=partial(_title, name)) for name in bare}
    return TARGETS.but(reporters=replace(TARGETS["reporters"], head="units"), **titled)


def column_choices(lang: Lang) -> dict[str, str]:
    """What columns may be called, by their names and by what stands above them; each with its name."""
    look, aspects = Look(lang), headed([COLUMNS])
    found: dict[str, str] = {}
    for name in COLUMNS:
        found.setdefault(aspects[name].title(look), name)
    return {**found, **{name: name for name in COLUMNS}}


def _beginning(table: Sequence[Block], scene: Scene) -> list[Block]:
    """Before anything was filed: when it begins, the *table* of what there will be, and how to go on."""
    report, look = scene.report, scene.look
    plan = report.dataset.plan
    first = next(filing_periods(plan))
    words = {"period": first, "day": due_day(plan, first), "close": close_day(plan, first)}
    return [
        *([line(look.say("nothing_due", **words))] if not report.overall.due else []),
        *table,
        line(""),
        line(look.say("go_on", example=report.targets[0].target.id, unit=report.dataset.units[0].id)),
        line(look.say("try_demo")),
    ]


def _wanted(chosen: Sequence[TargetReport], look: Look) -> list[Block]:
    """Which figures are wanted that nobody owes: by name where few, else by period."""
    found = [
        (look.name(one.target.name), look.period(figure.period)) for one in chosen for figure in one.wanted
    ]
    if not found:
        return []
    counts = Counter(sorted(period for _, period in found))
    few = [f"{name} {period}" for name, period in found]
    what = few if len(found) <= FEW else [f"{period} ({n})" for period, n in counts.items()]
    return [line(""), line(Cell(look.say("wanted_line", n=len(found), what=", ".join(what)), "dim"))]


def since_blocks(found: Comparison, look: Look, *, listed: bool) -> list[Block]:
    """How many targets more or fewer have each status than before; where *listed*, which, and why."""
    before, after = found.before.overall.counts, found.after.overall.counts
    steps = [(status, after[status] - before[status]) for status in after if after[status] != before[status]]
    moved = found.moves
    if not moved:
        return []
    cells = [Cell(f"{look.sign(one)}{step:+} ", look.status(one, one).style) for one, step in steps]
    head = look.say("since_day", day=found.before.as_of, n=len(moved))
    blocks: list[Block] = [line(Cell(head, "dim"), *cells)]
    if listed:
        from qstrong.render.views.changes import moved_targets

        blocks += [Heading(look.say("diff_statuses")), moved_targets(found, look)]
    return blocks


def status_json(
    report: Report, chosen: Sequence[TargetReport], total: Aggregate, look: Look
) -> dict[str, object]:
    """The contract for scripts: fields are added, never renamed."""
    scene = Scene(report, look)
    return {
        **json_head(report.dataset, look, report.as_of, span=True),
        "time_progress": report.time_progress,
        "counts": dict(total.counts),
        "data_counts": dict(total.data_counts),
        "reasons": dict(total.reasons),
        "coverage": coverage_json(total),
        "colour": total.colour,
        "stale": [TARGETS.data(("id", "last_status", "data"), one, scene) for one in chosen if one.stale],
        "targets": [TARGETS.data(JSON, one, scene) for one in chosen],
        "withdrawn": [
            {
                "id": one.target.id,
                "on": one.on.isoformat(),
                "reason": look.name(one.reason),
                "last_status": one.last.last_status or one.last.status,
            }
            for one in report.withdrawn
        ],
        "watched": [one.target.id for one in chosen if not of(one.target).judged],
        "wanted": [
            {"id": figure.target, "period": str(figure.period), "unit": figure.unit, "why": figure.why}
            for one in chosen
            for figure in one.wanted
        ],
    }
