"""`status --year`: the year's own view of every target that has a goal for it."""

from __future__ import annotations

from collections.abc import Sequence

from qstrong.assess.report import Report, TargetReport
from qstrong.model.period import Period
from qstrong.render.cells.aspect import Scene
from qstrong.render.cells.targets import by_group
from qstrong.render.cells.year import YEARS, counted_year, year_rows
from qstrong.render.document import Block, Cell, Document, line
from qstrong.render.headed import headline, of_plan
from qstrong.render.look import Look

LAYOUTS = (
    ("no", "name", "value", "start", "goal", "done_elapsed", "period"),
    ("no", "name", "value", "goal", "done_elapsed", "period"),
    ("no", "name", "value", "goal", "done_elapsed"),
)
"""From wide to narrow."""
JSON = ("value", "period", "start", "goal", "completion", "elapsed")


def year_document(
    report: Report, chosen: Sequence[TargetReport], year: Period, look: Look, *, grouped: bool
) -> Document:
    """The *chosen* targets that have a goal for the *year*; how many haven't."""
    scene, name = Scene(report, look), look.year(year)
    rows = year_rows(chosen, year, scene)
    n, there, open_ = counted_year(rows)
    blocks: list[Block] = [headline(report, look), line(look.say("year_note", year=name, n=n, there=there))]
    if open_:
        blocks.append(line(Cell(look.say("year_open", n=open_), "dim")))
    if without := len(chosen) - len(rows):
        blocks.append(line(Cell(look.say("year_without", n=without), "dim")))
    if rows:
        of = {row.report.target.id: row for row in rows}
        held = [row.report for row in rows]
        parts = by_group(held, scene) if grouped else [("", held)]
        titled = [(title, [of[one.target.id] for one in some]) for title, some in parts]
        blocks.append(YEARS.choice(LAYOUTS, titled, scene))
    return of_plan(report, look.say("year_title", year=name), blocks, look)


def with_year(
    found: dict[str, object], report: Report, chosen: Sequence[TargetReport], year: Period, look: Look
) -> dict[str, object]:
    """The JSON of `status` with the year's view of each target, null where it has no goal for the year."""
    scene = Scene(report, look)
    rows = {row.report.target.id: YEARS.data(JSON, row, scene) for row in year_rows(chosen, year, scene)}
    targets = found["targets"]
    assert isinstance(targets, list)
    return {**found, "year": str(year), "targets": [{**one, "year": rows.get(one["id"])} for one in targets]}
