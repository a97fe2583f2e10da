"""What can be said of one year of a target: a new column is a row here, and its name in a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from qstrong.assess.report import TargetReport
from qstrong.assess.year import YearView, year_view
from qstrong.model.period import Period
from qstrong.render.cells.aspect import Aspect, Aspects, Plain, Scene, at
from qstrong.render.document import Cell
from qstrong.render.look import Look
from qstrong.render.pieces import NONE, valued
from qstrong.text.kinds import as_printed
from qstrong.text.numbers import apart, number, percent


class YearRow(NamedTuple):
    """A target with its year."""

    report: TargetReport
    view: YearView


def year_rows(targets: Iterable[TargetReport], year: Period, scene: Scene) -> list[YearRow]:
    """Those of *targets* that have a goal for the *year*."""
    plan = scene.report.dataset.plan
    found = ((one, year_view(plan, one, year)) for one in targets)
    return [YearRow(one, view) for one, view in found if view]


def counted_year(rows: Sequence[YearRow]) -> tuple[int, int, int]:
    """How many have a goal for the year; how many of them a value of it; how many lack but a baseline."""
    known = [row for row in rows if row.view.goal is not None]
    return len(known), sum(row.view.value is not None for row in known), len(rows) - len(known)


def _value(row: YearRow, scene: Scene) -> Cell:
    value, target = row.view.value, row.report.target
    return NONE if value is None else Cell(valued(number(as_printed(target, value)), target, scene.look))


def _expected(value: Fraction | None, row: YearRow, look: Look) -> Cell:
    """What the path expects, to the target's decimals; what isn't the value doesn't look like it."""
    if value is None:
        return NONE
    target, there = row.report.target, row.view.value
    beside = [] if there is None else [Fraction(there)]
    return Cell(valued(apart(value, target.decimals, *beside), target, look))


def _done(row: YearRow, _: Scene) -> Cell:
    """How much of the year's way is done beside how much of the year had passed; of growth that alone."""
    done, elapsed = row.view.completion, row.view.elapsed
    return NONE if elapsed is None else Cell(f"{percent(done)} / {percent(elapsed)}")


YEARS: Aspects[YearRow, Scene] = Aspects({
    "no": Aspect(
        head="no", cell=lambda row, scene: Cell(str(scene.place(row.report.target.id)), "dim"),
        value=lambda row, scene: scene.place(row.report.target.id), kind="count", right=True,
    ),
    "name": Aspect(
        head="indicator", value=lambda row, scene: scene.look.name(row.report.target.name), flexible=True,
        least=18, most=26,
    ),
    "value": Aspect(head="year_value", cell=_value, value=at("view.value"), kind="number", right=True),
    "period": Aspect(head="data", value=at("view.period"), kind="period"),
    "start": Aspect(
        head="year_start", cell=lambda row, scene: _expected(row.view.start, row, scene.look),
        value=at("view.start"), kind="number", right=True,
    ),
    "goal": Aspect(
        head="year_goal", cell=lambda row, scene: _expected(row.view.goal, row, scene.look),
        value=at("view.goal"), kind="number", right=True,
    ),
    "completion": Aspect(head="year_completion", value=at("view.completion"), kind="share", right=True),
    "elapsed": Aspect(head="year_elapsed", value=at("view.elapsed"), kind="share", right=True),
    "done_elapsed": Aspect(head="year_done_elapsed", cell=_done, right=True),
})  # fmt: skip


def beside_targets(year: Period, scene: Scene) -> dict[str, Aspect[TargetReport, Scene]]:
    """Columns of a table of targets on the *year*: `year_goal`, `year_completion`, `year_elapsed`."""
    of = {row.report.target.id: row for row in year_rows(scene.report.targets, year, scene)}

    def column(key: str) -> Aspect[TargetReport, Scene]:
        own = YEARS[key]

        def value(one: TargetReport, scene: Scene) -> Plain:
            row = of.get(one.target.id)
            return own.plain(row, scene) if row else None

        def head(look: Look) -> str:
            return look.say("year_head", year=look.year(year), head=own.title(look))

        return Aspect(head=head, value=value, kind=own.kind, right=True)

    return {f"year_{key}": column(key) for key in ("goal", "completion", "elapsed")}
