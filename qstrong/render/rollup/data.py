"""A roll-up as JSON: the whole table, for scripts."""

from __future__ import annotations

from qstrong import __version__
from qstrong.model.base import Text
from qstrong.model.rollup.summary import Counted, Summary
from qstrong.model.rollup.table import Rollup, RollupRow, Total
from qstrong.render.cells.aspect import Layout, for_json
from qstrong.render.look import Look
from qstrong.render.pieces import coverage_json
from qstrong.render.rollup.lists import DATA, STANDS, Stand
from qstrong.render.rollup.scene import RollScene

TARGET = ("theme", *DATA[DATA.index("target_id") :])
"""What is said of a target that a list has: `id` stands for `target_id`."""
CELL = (
    "target_id", "name", "op", "goal", "between", "value", "uom", "period", "completion", "status", "label",
    "last_status", "data", "method",
)  # fmt: skip
"""What is said of one under a theme: there are many."""


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
        "columns": [_said(one, ("id", "name", "plans", "methods"), look) for one in rollup.columns],
        "total": _total(rollup.total, look),
        "unmatched": rollup.unmatched,
        "years": for_json(rollup.years),
        "rows": [_row(one, scene) for one in rollup.rows],
        "left_out": [one.id for one in rollup.left_out],
    }


def _said(one: object, names: Layout, look: Look) -> dict[str, object]:
    """Fields of *one* by their *names*: texts in the reader's language, null for what is empty."""
    found = {name: getattr(one, name) for name in names}
    said = {name: look.name(value) if isinstance(value, Text) else value for name, value in found.items()}
    return {name: None if value == "" else for_json(value) for name, value in said.items()}


def _row(one: RollupRow, scene: RollScene) -> dict[str, object]:
    """A plan or a region; of a region `plan` is null, of a plan without others below it `below`."""
    look = scene.look
    columns = {name: _counted(group, look) for name, group in (one.groups or {}).items()}
    themes = {name: _target(Stand(one, target), CELL, scene) for name, target in (one.themes or {}).items()}
    return {
        **_said(one, ("id", "name", "level", "parent", "source"), look),
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
    day = {"as_of": one.as_of.isoformat()}
    if one.unread:
        told = _said(one.unread, ("reason", "code", "where"), look)
        return {**day, "unread": {**told, "message": look.name(one.unread.detail) or None}}
    return {
        **day,
        "unread": None,
        "id": one.plan,
        **_said(one, ("title", "start", "end", "synthetic", "data_id"), look),
        **(_counted(one.overall, look) if one.overall else {}),
        "filings": one.filings,
        "last": _said(one.last, ("period", "filed", "unit"), look) if one.last else None,
        **_said(one, ("period", "owing"), look),
        "missing": [
            _said(each, ("unit", "name", "period", "due", "values", "days_late"), look)
            for each in one.missing
        ],
        **_said(one, ("errors", "warnings", "previous"), look),
    }


def _counted(one: Counted, look: Look) -> dict[str, object]:
    return {
        **_said(one, ("counts", "data_counts"), look),
        "coverage": coverage_json(one),
        "colour": one.colour,
        "mean_completion": {"value": one.mean_completion, "n": one.completions},
    }


def _total(one: Total, look: Look) -> dict[str, object]:
    sums = ("value", "goal", "uom", "period", "there", "plans", "why")
    return {
        **_said(one, ("plans", "read", "filed", "colours", "counts"), look),
        "coverage": coverage_json(one),
        **_said(one, ("errors", "warnings", "missing", "owing"), look),
        "sums": {name: _said(each, sums, look) for name, each in one.sums.items()},
    }
