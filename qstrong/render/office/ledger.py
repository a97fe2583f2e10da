"""The ledger (台账) as a workbook: targets, tasks, actions, units, what they filed, the method.

Rows stand in the plan's order, one thing a row, so that they can be sorted, filtered and counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from qstrong.assess.report import ActionVerdict, TargetReport
from qstrong.assess.verdict import STATUSES
from qstrong.assess.year import year_of
from qstrong.model.filing import Part
from qstrong.model.keys import explaining, in_order
from qstrong.render.bulletin.annexes import method
from qstrong.render.bulletin.content import Paper
from qstrong.render.bulletin.voice import Voice
from qstrong.render.cells.actions import ACTIONS, LONG, ORDER, TASKS, action_states
from qstrong.render.cells.aspect import Aspect, Aspects, Kind, Layout, Plain, Scene, at, plain_cell
from qstrong.render.cells.entries import OBSERVATIONS, REPORTS, action_rows, observation_rows
from qstrong.render.cells.last import last_aspects
from qstrong.render.cells.targets import TARGETS
from qstrong.render.cells.units import UNITS
from qstrong.render.cells.year import beside_targets
from qstrong.render.document import Cell
from qstrong.render.formats.register import How
from qstrong.render.headed import headline, made_from
from qstrong.render.office.workbook import (
    Head,
    HeadKind,
    Occasion,
    Sheet,
    SheetCells,
    SheetNumber,
    SheetValue,
    workbook,
)
from qstrong.render.pieces import NONE, bar, counts_cells, coverage, withdrawn_names
from qstrong.text import families
from qstrong.text.kinds import as_printed, gap_text, value_text
from qstrong.text.labels import label_word
from qstrong.text.numbers import apart

T = TypeVar("T")
TARGET_SHEET = (
    "no", "group", "name", "uom", "baseline", "goal", "value", "filed", "period", "last_value", "change",
    "gap", "attainment", "completion", "expected", "year_goal", "year_completion", "year_elapsed", "status",
    "label_before", "arrow", "reporters", *explaining(),
)  # fmt: skip
TASK_SHEET = ("id", "section", "title", "units", "actions", *ORDER, "targets")
ACTION_SHEET = (
    "task", "action", "title", "who", "goal", "due", "status", "quantity_reported", "on", "heard", "progress",
    "evidence",
)  # fmt: skip
UNIT_SHEET = (
    "name", "owed_n", "filed_n", "pending_n", "missing_n", "actions_n", "state_word", "came", "days_late",
    "highlights",
)  # fmt: skip
FILED = ("unit", "filing", "filed")


def _entry(part: Part, *first: str) -> tuple[str, ...]:
    """What an entry's row begins with, then evidence, then all other keys of it."""
    return (*first, *(key.name for key in in_order(part, "evidence", without=first)))


VALUE_SHEET = _entry(
    "observations", *FILED, "name", "period", "value", "uom", "last_year", "flag", "use", "pending", "reason",
    "source",
)  # fmt: skip
REPORT_SHEET = _entry("actions", *FILED, "action", "title", "state", "quantity", "on", "progress")
_KINDS: dict[Kind, HeadKind] = {
    "number": "number", "share": "share", "count": "count", "integer": "count", "day": "day",
    "status": "status", "id": "id", "word": "id", "period": "id",
}  # fmt: skip
"""By the kind of a value how its column looks; all others are texts."""
_JUDGED = ("value", "filed", "period", "gap", "attainment", "completion", "expected")
"""The columns that an older value stands in, in brackets: nothing of it counts."""
_NUMERIC = ("number", "share", "count", "day")


def bulletin_ledger(paper: Paper, _: How) -> bytes:
    """The ledger of all that the paper looks back on. Raises ValueError where a sheet can't hold it."""
    voice = paper.voice
    look, report = voice.look, voice.review.report
    plan = report.dataset.plan
    stamp = [look.say("synthetic")] if plan.synthetic else []
    short = " · ".join([voice.look.period(voice.review.period), *stamp])
    about = Occasion(look.name(plan.title), f"{short} · {headline(report, look).text}", short, report.as_of)
    first = [sheet(voice) for sheet in (_targets, _tasks, _actions, _units)]
    return workbook([*first, *_entries(voice), _method(voice)], about, look)


def _sheet(
    name: str, aspects: Aspects[T, Scene], names: Layout, things: Iterable[T], voice: Voice, about: str = "",
    *, fixed: int = 1, empty: str = "",
) -> Sheet:  # fmt: skip
    """A sheet of those columns: numbers and days as such, all else as people see it."""
    scene = voice.scene
    chosen = [aspects[one] for one in names]
    heads = tuple(Head(one.title(voice.look), _kind(one), one.most) for one in chosen)
    rows = tuple(tuple(_content(aspect, one, scene) for aspect in chosen) for one in things)
    return Sheet(voice.look.say(name), heads, rows, about, fixed, voice.look.say(empty) if empty else "")


def _kind(aspect: Aspect[T, Scene]) -> HeadKind:
    """An id with a cell of its own is shown by a name."""
    return "text" if aspect.kind == "id" and aspect.cell else _KINDS.get(aspect.kind, "text")


def _content(aspect: Aspect[T, Scene], one: T, scene: Scene) -> SheetValue:
    if _kind(aspect) in _NUMERIC:
        value = aspect.plain(one, scene)
        return value if isinstance(value, str | int | Decimal | Fraction | date) else None
    cell = aspect.shown(one, scene)
    return None if cell == NONE else cell.text


def _targets(voice: Voice) -> Sheet:
    look, report = voice.look, voice.review.report
    counts = "".join(cell.text for cell in counts_cells(report.overall, look))
    about = f"{look.say('targets_counts', n=len(report.targets))}{counts} · {coverage(report.overall, look)}"
    if gone := withdrawn_names(report, look):
        about += f" · {look.say('withdrawn_line', names=look.listed(gone))}"
    opinions, compared = voice.own.opinions, voice.review.comparison
    own = TARGETS.but(
        **last_aspects(compared.before if compared else None),
        **beside_targets(year_of(voice.review.period), voice.scene),
        value=replace(TARGETS["value"], value=_value),
        gap=replace(TARGETS["gap"], value=_gap),
        filed=replace(TARGETS["filed"], value=_filed),
        period=replace(TARGETS["period"], head="period"),
        arrow=replace(TARGETS["arrow"], cell=lambda one, _: Cell(look.arrow(one.verdict.arrow))),
        opinion=Aspect(head="page_opinions", value=lambda one, _: opinions.get(one.target.id), most=28),
    )
    names = (*TARGET_SHEET, *(["opinion"] if opinions else []))  # beside the status, never instead of it
    made = _sheet("targets", own, names, report.targets, voice, about, fixed=3)
    rows = (
        tuple(_as_it_counts(name, value, one) for name, value in zip(names, row, strict=True))
        for row, one in zip(made.rows, report.targets, strict=True)
    )
    return replace(made, rows=tuple(rows))


def _value(one: TargetReport, scene: Scene) -> Plain:
    """The value; one that is computed as people see it, so that it doesn't look as if it met the goal."""
    point = one.verdict.point
    if point and one.target.computed:
        return Decimal(value_text(one.target, point.value))
    return TARGETS["value"].plain(one, scene)


def _gap(one: TargetReport, scene: Scene) -> Plain:
    """The gap, likewise."""
    gap = one.verdict.gap
    return (
        Decimal(gap_text(one.target, gap))
        if gap and one.target.computed
        else TARGETS["gap"].plain(one, scene)
    )


def _filed(one: TargetReport, scene: Scene) -> Plain:
    """The number as it was filed, where another is judged; else the latest that judges nothing."""
    filed = TARGETS["filed"].plain(one, scene)
    return as_printed(one.target, one.shown.entry.value) if filed is None and one.shown else filed


def _as_it_counts(name: str, value: SheetValue, one: TargetReport) -> SheetValue:
    """*value* in brackets where it doesn't count; a year's goal with the decimals that `status` prints."""
    if name == "year_goal" and isinstance(value, Decimal | Fraction):
        now = [Fraction(one.verdict.point.value)] if one.verdict.point else []
        return SheetNumber(value, len(apart(Fraction(value), one.target.decimals, *now).partition(".")[2]))
    beside = {"filed": one.filed is None and one.shown, "period": one.verdict.point is None and one.shown}
    if value is None or not (beside.get(name) or (one.last_status and name in _JUDGED)):
        return value
    return SheetNumber(value, old=True) if isinstance(value, Decimal | Fraction | int) else f"({value})"


def _tasks(voice: Voice) -> Sheet:
    report, look = voice.review.report, voice.look
    targets = replace(TASKS["targets"], cell=lambda task, _: Cell(bar(report.tasks[task.id], look).text))
    own = TASKS.but(targets=targets)
    return _sheet("ledger_tasks", own, TASK_SHEET, report.dataset.tasks, voice, _states(voice), fixed=3)


def _states(voice: Voice) -> str:
    """How many actions are in which state."""
    actions = voice.review.report.actions
    return voice.look.say("actions_counts", n=len(actions)) + action_states(actions, voice.look)


def _actions(voice: Voice) -> Sheet:
    own = ACTIONS.but(
        action=Aspect(head="number", value=at("action.id"), kind="id"),
        title=replace(ACTIONS["title"], head="action"),
        status=replace(ACTIONS["status"], head="status"),
        progress=replace(ACTIONS["progress"], cell=_progress),
        evidence=Aspect(head="form_evidence", value=_evidence, most=20),
    )
    actions = voice.review.report.actions
    return _sheet(
        "actions", own, ACTION_SHEET, actions, voice, _states(voice), fixed=3, empty="ledger_no_actions"
    )


def _progress(one: ActionVerdict, scene: Scene) -> Cell:
    """What the one unit that reported said; of several, how many say what."""
    look, said = scene.look, [report for _, report in one.reports.values()]
    if len(said) == 1:
        return plain_cell(said[0].progress)
    states = [report.state for report in said]
    counts = "  ".join(
        f"{label_word(state, look.lang)} {states.count(state)}" for state in dict.fromkeys(states)
    )
    return Cell(look.say("ledger_see", counts=counts)) if said else NONE


def _evidence(one: ActionVerdict, scene: Scene) -> str | None:
    """That of the one unit that reported."""
    said = [report.evidence for _, report in one.reports.values()]
    return scene.look.listed(said[0]) if len(said) == 1 else None


def _units(voice: Voice) -> Sheet:
    look, review = voice.look, voice.review
    days = sorted({duty.day for duty in review.duties})
    about = look.say("ledger_days", due=days[0], close=review.close) if days else ""
    own = UNITS.but(actions_n=replace(UNITS["actions_n"], head="ledger_actions"))
    return _sheet("ledger_units", own, UNIT_SHEET, review.duties, voice, about)


def _entries(voice: Voice) -> Iterator[Sheet]:
    """Everything that was filed by the day, by unit and period: values, then reports on actions."""
    report = voice.review.report
    order = {unit.id: k for k, unit in enumerate(report.dataset.units)}
    for name, aspects, names, rows in (
        ("ledger_values", OBSERVATIONS, VALUE_SHEET, observation_rows(report)),
        ("ledger_reports", REPORTS, REPORT_SHEET, action_rows(report)),
    ):
        found = sorted(rows, key=lambda one: (order[one.filing.unit], one.filing.period.last))
        yield _sheet(name, aspects, names, found, voice, empty="ledger_nothing")


def _method(voice: Voice) -> Sheet:
    """The colours' key, then how everything was computed."""
    look = voice.look
    rows: list[SheetCells] = [
        (look.status(one, one).text, look.say(families.STATUS.key(one))) for one in STATUSES
    ]
    report = voice.review.report
    rows += [(None, text) for text in (*method(voice), made_from(report.dataset, report.as_of, look))]
    heads = (Head(look.say("status"), "status"), Head(look.say("ledger_meaning"), most=3 * LONG))
    return Sheet(look.say("page_method"), heads, tuple(rows), fixed=0, sorts=False)
