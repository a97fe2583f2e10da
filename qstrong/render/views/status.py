"""`status`: every target at a glance; counts and coverage first, reds named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from qstrong.assess.report import Aggregate, Report, TargetReport
from qstrong.model.kinds import has_path
from qstrong.render.cells import arrow_cell, attainment_cell, date_cell, gap_cell, value_cell
from qstrong.render.document import JOINED, Block, Cell, Choice, Column, Document, Section, Table, line
from qstrong.render.headed import about, headline
from qstrong.render.look import COLOURS, Look
from qstrong.render.pieces import NONE, counts_cells, coverage, goal, goal_with_uom, target_status, valued
from qstrong.text import families
from qstrong.text.labels import label_word
from qstrong.text.numbers import number, percent
from qstrong.timeline.owed import close_day, due_day, filing_periods

TargetCell = Callable[[TargetReport], Cell]
FEW = 3
"""Up to so many wanted figures are named; `due` names them all."""


def status_document(
    report: Report,
    chosen: Sequence[TargetReport],
    total: Aggregate,
    look: Look,
    *,
    grouped: bool,
    since: Sequence[Block] = (),
) -> Document:
    """The document for the *chosen* targets, of which *total* is the aggregate; *since*: what changed."""
    plan = report.dataset.plan
    blocks: list[Block] = [headline(report, look)]
    if len(chosen) < len(report.targets):
        blocks.append(line(Cell(look.say("filtered", n=len(chosen)), "dim")))
    blocks.append(line(look.say("targets_counts", n=total.total), *counts_cells(total, look)))
    overall = Cell(
        look.say("overall", word=look.say(families.COLOUR.key(total.colour))), COLOURS[total.colour]
    )
    blocks.append(line(coverage(total, look), "  ·  ", overall))
    if total.assessable or total.reds:
        blocks.append(_reds(report, total, look))
    blocks += since
    if not chosen:
        blocks.append(line(look.say("empty", n=len(report.targets))))
    elif any(one.verdict.point or one.entries for one in report.targets):
        blocks.append(_table(report, chosen, look, grouped=grouped))
        blocks += _wanted(chosen, look)
    else:
        blocks += _beginning(report, chosen, look, grouped=grouped)
    return about(report, look.name(plan.title), blocks, look)


def _reds(report: Report, total: Aggregate, look: Look) -> Block:
    names = {one.target.id: look.name(one.target.name) for one in report.targets}
    if not total.reds:
        return line(Cell(look.say("no_reds"), "dim"))
    *others, last = (names[name] for name in total.reds)
    head = look.say("reds", names="")
    return line(*(Cell(text, "bad") for text in (head, *(f"{name} · " for name in others), last)))


def _sections(
    report: Report, chosen: Sequence[TargetReport], cells: Sequence[TargetCell], look: Look, *, grouped: bool
) -> tuple[Section, ...]:
    if not grouped:
        return (Section("", tuple(tuple(cell(one) for cell in cells) for one in chosen)),)
    found = []
    for group in report.dataset.groups:
        mine = [one for one in chosen if one.target.group == group.id]
        if mine:
            rows = tuple(tuple(cell(one) for cell in cells) for one in mine)
            found.append(Section(look.name(group.title), rows))
    return tuple(found)


def _table(report: Report, chosen: Sequence[TargetReport], look: Look, *, grouped: bool) -> Block:
    """The table in layouts from wide to narrow."""
    numbers = {one.target.id: k for k, one in enumerate(report.targets, 1)}

    def column(head: str, row: TargetCell, **keys: Any) -> tuple[Column, TargetCell]:
        return Column(look.say(head) if head else "", **keys), row

    no = column("no", lambda one: Cell(str(numbers[one.target.id]), "dim"), right=True)
    name = column("indicator", lambda one: Cell(look.name(one.target.name)), flexible=True, least=18)
    value = column("value", value_cell, right=True)
    goals = column("target", lambda one: Cell(goal(one.target, look)))
    both = column("value_target", lambda one: _value_and_goal(one, look), flexible=True, least=14)
    gap = column("gap", lambda one: gap_cell(one, look), right=True)
    attained = column("attainment", attainment_cell, right=True)
    done = column("done_expected", lambda one: _done(one, 1), right=True)
    short = column("done_expected_short", lambda one: _done(one, 0), right=True)
    full = column("status", lambda one: target_status(one, look, full=True), flexible=True, least=24)
    plain = column("status", lambda one: target_status(one, look, full=False), flexible=True, least=16)
    arrow = column("arrow", lambda one: arrow_cell(one, look))
    date = column("data", date_cell)
    layouts = (
        (no, name, value, goals, gap, attained, done, full, arrow, date),
        (no, name, value, goals, gap, short, full, arrow, date),
        (no, name, value, goals, gap, short, plain, date),
        (no, name, both, short, plain, date),
    )
    return Choice(
        tuple(
            Table(
                tuple(column for column, _ in layout),
                _sections(report, chosen, [cell for _, cell in layout], look, grouped=grouped),
            )
            for layout in layouts
        )
    )


def _value_and_goal(one: TargetReport, look: Look) -> Cell:
    """Both in one; the unit of measure stands once, behind the number that needs it."""
    value = number(one.verdict.point.value) if one.verdict.point else "–"
    wanted = goal(one.target, look)
    if has_path(one.target):
        wanted = valued(wanted, one.target)
    elif one.verdict.point:
        value = valued(value, one.target)
    shown = f"({value})" if one.last_status else value
    return Cell(f"{shown}{JOINED}→ {wanted.replace(' ', JOINED)}", "dim" if one.last_status else "")


def _done(one: TargetReport, places: int) -> Cell:
    """完成率 beside what is expected: 37.0%/50.0%."""
    done, expected = one.verdict.completion, one.verdict.expected
    if done is None or one.last_status:
        return NONE
    if places:
        return Cell(f"{percent(done)} / {percent(expected)}")
    return Cell(f"{percent(done, 0).removesuffix('%')}/{percent(expected, 0)}")


def _beginning(report: Report, chosen: Sequence[TargetReport], look: Look, *, grouped: bool) -> list[Block]:
    """Before anything was filed: targets, reporters, first due days, and how to go on."""
    plan = report.dataset.plan
    numbers = {one.target.id: k for k, one in enumerate(report.targets, 1)}
    names = look.names(report.dataset.units)
    cells: list[TargetCell] = [
        lambda one: Cell(str(numbers[one.target.id]), "dim"),
        lambda one: Cell(look.name(one.target.name)),
        lambda one: Cell(goal_with_uom(one.target, look)),
        lambda one: Cell(look.listed(names.get(unit, unit) for unit in one.target.reporters)),
        lambda one: Cell(f"{one.next_due.period} · {one.next_due.day}", "dim") if one.next_due else NONE,
    ]
    columns = (
        Column(look.say("no"), right=True),
        Column(look.say("indicator"), flexible=True, least=18),
        Column(look.say("target")),
        Column(look.say("reporters"), flexible=True, least=12),
        Column(look.say("first_due")),
    )
    first = next(filing_periods(plan))
    words = {"period": first, "day": due_day(plan, first), "close": close_day(plan, first)}
    blocks: list[Block] = [line(look.say("nothing_due", **words))] if not report.overall.due else []
    blocks.append(Table(columns, _sections(report, chosen, cells, look, grouped=grouped)))
    blocks += [
        *_wanted(chosen, look),
        line(""),
        line(look.say("go_on", example=report.targets[0].target.id if report.targets else "ID")),
        line(look.say("try_demo")),
    ]
    return blocks


def _wanted(chosen: Sequence[TargetReport], look: Look) -> list[Block]:
    """Which figures are wanted that nobody owes: by name where few, else by period."""
    found = [(look.name(one.target.name), str(figure.period)) for one in chosen for figure in one.wanted]
    if not found:
        return []
    counts = Counter(period for _, period in sorted(found, key=lambda one: one[1]))
    few = [f"{name} {period}" for name, period in found]
    what = few if len(found) <= FEW else [f"{period} ({n})" for period, n in counts.items()]
    return [line(""), line(Cell(look.say("wanted_line", n=len(found), what=", ".join(what)), "dim"))]


def status_json(
    report: Report, chosen: Sequence[TargetReport], total: Aggregate, look: Look
) -> dict[str, Any]:
    """The contract for scripts: fields are added, never renamed."""
    plan = report.dataset.plan
    return {
        "schema": 1,
        "plan": {
            "id": plan.id,
            "title": look.name(plan.title),
            "start": plan.start.isoformat(),
            "end": plan.end.isoformat(),
            "synthetic": plan.synthetic,
        },
        "as_of": report.as_of.isoformat(),
        "time_progress": report.time_progress,
        "method": plan.method.constants(),
        "counts": dict(total.counts),
        "data_counts": dict(total.data_counts),
        "coverage": {"assessable": total.assessable, "due": total.due, "total": total.total},
        "colour": total.colour,
        "targets": [_target_json(one, look) for one in chosen],
        "wanted": [
            {"id": figure.target, "period": str(figure.period), "unit": figure.unit, "why": figure.why}
            for one in chosen
            for figure in one.wanted
        ],
    }


def _target_json(one: TargetReport, look: Look) -> dict[str, Any]:
    target, verdict, point = one.target, one.verdict, one.verdict.point
    landing = verdict.landing
    return {
        "id": target.id,
        "name": look.name(target.name),
        "group": target.group,
        "kind": target.kind,
        "op": getattr(target, "op", None),
        "target": getattr(target, "value", None),
        "uom": target.uom,
        "baseline": one.baseline.value if one.baseline else None,
        "period": str(point.period) if point else None,
        "value": point.value if point else None,
        "gap": verdict.gap,
        "completion": verdict.completion,
        "attainment": verdict.attainment,
        "expected": verdict.expected,
        "lead": verdict.lead,
        "pace_ratio": verdict.pace_ratio,
        "required_pace": verdict.required_pace,
        "catch_up": verdict.catch_up,
        "status": one.status,
        "label": label_word(one.label, look.lang),
        "last_status": one.last_status,
        "arrow": verdict.arrow,
        "data": one.data,
        "flags": list(verdict.flags),
        "reporters": list(target.reporters),
        "landing": {
            "value": landing.value,
            "low": landing.low,
            "high": landing.high,
            "verdict": landing.outlook,
        }
        if landing
        else None,
        "basis": verdict.basis,
    }
