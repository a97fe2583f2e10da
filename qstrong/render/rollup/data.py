"""A roll-up as JSON: the whole table, for scripts."""

from __future__ import annotations

from fractions import Fraction

from qstrong import __version__
from qstrong.model.rollup.summary import Counted, LastFiling, Summary
from qstrong.model.rollup.table import Rollup, RollupRow, ThemeSum, Total
from qstrong.render.cells.aspect import Layout, for_json
from qstrong.render.look import Look
from qstrong.render.rollup.lists import DATA, STANDS, Stand
from qstrong.render.rollup.scene import RollScene

TARGET = ("theme", *DATA[DATA.index("target_id") :])
"""What is said of a target that a list has: `id` stands for `target_id`."""
CELL = (
    "target_id", "name", "op", "goal", "between", "value", "uom", "period", "completion", "status", "label",
    "last_status", "data", "method",
)  # fmt: skip
"""What is said of one under a theme: there are many."""
COVERAGE = ("assessable", "due", "reported", "total")
"""How many targets: what a plan, a group and a region have alike."""


def rollup_json(rollup: Rollup, look: Look) -> dict[str, object]:
    """The contract for scripts: fields are added, never renamed."""
    scene = RollScene(rollup, look)
    return {
        "schema": 1,
        "title": look.name(rollup.title) if rollup.title else None,
        "synthetic": rollup.synthetic,
        "version": __version__,
        "as_of": rollup.as_of,
        "made_on": rollup.day.isoformat(),
        "view": rollup.view,
        "of": rollup.of or rollup.total.plans,
        "columns": [
            {"id": one.id, "name": look.name(one.name), "plans": one.plans, "methods": dict(one.methods)}
            for one in rollup.columns
        ],
        "total": _total(rollup.total, look),
        "unmatched": rollup.unmatched,
        "years": [day.isoformat() for day in rollup.years] if rollup.years else None,
        "rows": [_row(one, scene) for one in rollup.rows],
        "left_out": [one.id for one in rollup.left_out],
    }


def _row(one: RollupRow, scene: RollScene) -> dict[str, object]:
    """A plan or a region; of a region `plan` is null, of a plan without others below it `below`."""
    look = scene.look
    columns = {name: _counted(group) for name, group in (one.groups or {}).items()}
    themes = {name: _target(Stand(one, target), CELL, scene) for name, target in (one.themes or {}).items()}
    return {
        "id": one.id,
        "name": look.name(one.name),
        "level": one.level,
        "parent": one.parent,
        "source": one.source or None,
        "plan": _plan(one.summary, look) if one.summary else None,
        "groups": columns if one.groups is not None else None,
        "themes": themes if one.themes is not None else None,
        "targets": [_target(Stand(one, target), TARGET, scene) for target in one.targets],
        "unmatched": one.unmatched,
        "below": _total(one.below, look) if one.below else None,
        "other_years": one.other_years,
    }


def _target(one: Stand, names: Layout, scene: RollScene) -> dict[str, object]:
    made = STANDS.data(names, one, scene)
    return {"id": made.pop("target_id"), **made}


def _plan(one: Summary, look: Look) -> dict[str, object]:
    """What one plan comes to; only why it comes to nothing, where it can't be read."""
    if one.unread:
        unread = one.unread
        told = {"reason": unread.reason, "code": unread.code or None, "where": unread.where or None}
        return {
            "as_of": one.as_of.isoformat(),
            "unread": {**told, "message": look.name(unread.detail) or None},
        }
    return {
        "as_of": one.as_of.isoformat(),
        "unread": None,
        "id": one.plan,
        "title": look.name(one.title),
        "start": for_json(one.start),
        "end": for_json(one.end),
        "synthetic": one.synthetic,
        "data_id": one.data_id or None,
        **(_counted(one.overall) if one.overall else {}),
        "filings": one.filings,
        "last": _last(one.last) if one.last else None,
        "period": for_json(one.period),
        "owing": one.owing,
        "missing": [
            {
                "unit": each.unit,
                "name": look.name(each.name),
                "period": str(each.period),
                "due": each.due.isoformat(),
                "values": each.values,
                "days_late": each.days_late,
            }
            for each in one.missing
        ],
        "errors": one.errors,
        "warnings": one.warnings,
        "previous": for_json(one.previous),
    }


def _last(one: LastFiling) -> dict[str, object]:
    return {"period": str(one.period), "filed": one.filed.isoformat(), "unit": one.unit}


def _counted(one: Counted) -> dict[str, object]:
    mean: Fraction | None = one.mean_completion
    return {
        "counts": dict(one.counts),
        "data_counts": dict(one.data_counts),
        "coverage": {name: getattr(one, name) for name in COVERAGE},
        "colour": one.colour,
        "mean_completion": {"value": mean, "n": one.completions},
    }


def _total(one: Total, look: Look) -> dict[str, object]:
    return {
        "plans": one.plans,
        "read": one.read,
        "filed": one.filed,
        "colours": dict(one.colours),
        "counts": dict(one.counts),
        "coverage": {name: getattr(one, name) for name in COVERAGE},
        "errors": one.errors,
        "warnings": one.warnings,
        "missing": one.missing,
        "owing": one.owing,
        "sums": {name: _sum(each, look) for name, each in one.sums.items()},
    }


def _sum(one: ThemeSum, look: Look) -> dict[str, object]:
    return {
        "value": one.value,
        "goal": one.goal,
        "uom": look.name(one.uom) or None,
        "period": for_json(one.period),
        "there": one.there,
        "plans": one.plans,
        "why": one.why,
    }
