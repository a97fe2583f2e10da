"""The ledger (台账) as a workbook: targets, tasks, actions, units, what they filed, the method.

Rows stand in the plan's order, one thing a row, so that they can be sorted, filtered and counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from qstrong.assess.report import STATUSES, ActionVerdict, Report
from qstrong.render.bulletin.annexes import method
from qstrong.render.bulletin.paper import Paper
from qstrong.render.bulletin.voice import Voice
from qstrong.render.cells.actions import ORDER, action_states
from qstrong.render.document import Line
from qstrong.render.export.rows import FiledEntry, action_rows, observation_rows
from qstrong.render.filed import filed_word
from qstrong.render.formats.register import How
from qstrong.render.headed import headline
from qstrong.render.look import Look
from qstrong.render.office.workbook import Head, Occasion, Sheet, SheetCells, workbook
from qstrong.render.pieces import action_status, bar, counts_cells, coverage, goal, target_status
from qstrong.text import families
from qstrong.text.kinds import OPS
from qstrong.text.labels import label_word
from qstrong.text.numbers import number

LONG = 34
"""The width of a column of sentences."""
EXPLAINED = (
    Head("cause", most=28), Head("measures", most=28), Head("owner", most=12), Head("measures_by", "day"),
    Head("request", most=16),
)  # fmt: skip
TARGETS = (
    Head("no", "count"), Head("group", most=16), Head("indicator", most=26), Head("form_uom", most=10),
    Head("baseline", "number"), Head("target", "id", 14), Head("value", "number"), Head("period", "id"),
    Head("gap", "number"), Head("attainment", "share"), Head("ledger_completion", "share"),
    Head("ledger_expected", "share"), Head("status", "status"), Head("arrow", "id"),
    Head("reporters"), *EXPLAINED,
)  # fmt: skip
TASKS = (
    Head("task", "id"), Head("ledger_section", most=16), Head("work", most=LONG), Head("units", most=44),
    Head("ledger_actions", "count"), *(Head(label, "count", label=True) for label in ORDER),
    Head("targets", "id", 20),
)  # fmt: skip
ACTIONS = (
    Head("task", "id"), Head("number", "id"), Head("action", most=LONG), Head("units", most=24),
    Head("ledger_goal", "id", 12), Head("deadline", "day"), Head("status", "status"),
    Head("quantity", "number"), Head("form_on", "day"), Head("ledger_heard", "id", 14),
    Head("progress", most=LONG), Head("form_evidence", most=20),
)  # fmt: skip
UNITS = (
    Head("unit"), Head("owed", "count"), Head("filed_n", "count"), Head("pending_n", "count"),
    Head("missing_n", "count"), Head("ledger_actions", "count"), Head("filing_state", "id", 14),
    Head("filed_on", "day"), Head("ledger_late", "count"), Head("ledger_highlights", most=24),
)  # fmt: skip
FILED = (Head("unit", most=20), Head("ledger_filing", "id"), Head("filed_on", "day"))
VALUES = (
    *FILED, Head("indicator", most=26), Head("period", "id"), Head("value", "number"),
    Head("form_uom", most=10), Head("form_last_year", "number"), Head("flag", "id"),
    Head("ledger_use", "id", 14), Head("form_pending", most=18), Head("ledger_reason", most=18),
    Head("source", most=18), Head("form_evidence", most=18), *EXPLAINED, Head("note", most=18),
)  # fmt: skip
REPORTS = (
    *FILED, Head("number", "id"), Head("action", most=LONG + 8), Head("state", "id", 12),
    Head("quantity", "number"), Head("form_on", "day"), Head("progress", most=LONG),
    Head("form_evidence", most=18), *EXPLAINED, Head("note", most=18),
)  # fmt: skip
OPINION = Head("page_opinions", most=28)
"""Of the targets' sheet where the office gave any: beside the computed status, never instead of it."""
METHOD = (Head("status", "status"), Head("ledger_meaning", most=LONG * 3))


def bulletin_ledger(paper: Paper, _: How) -> bytes:
    """The ledger of all that the paper looks back on."""
    return ledger(paper.voice)


def ledger(voice: Voice) -> bytes:
    """The workbook of a bulletin's review; raises ValueError where a sheet can't hold something."""
    look, report = voice.look, voice.review.report
    plan = report.dataset.plan
    stamp = [look.say("synthetic")] if plan.synthetic else []
    short = " · ".join([str(voice.review.period), *stamp])
    about = Occasion(look.name(plan.title), f"{short} · {_text(headline(report, look))}", short, report.as_of)
    sheets = [sheet(voice) for sheet in (_targets, _tasks, _actions, _units, _values, _reports, _method)]
    return workbook(sheets, about, look)


def _text(line: Any) -> str:
    return "".join(cell.text for cell in line.cells) if isinstance(line, Line) else ""


def _targets(voice: Voice) -> Sheet:
    look, report = voice.look, voice.review.report
    counts = "".join(cell.text for cell in counts_cells(report.overall, look))
    about = f"{look.say('targets_counts', n=len(report.targets))}{counts} · {coverage(report.overall, look)}"
    heads = (*TARGETS, OPINION) if voice.own.opinions else TARGETS
    return Sheet(look.say("targets"), heads, tuple(_target_rows(voice)), about, fixed=3)


def _target_rows(voice: Voice) -> Iterator[SheetCells]:
    look, report = voice.look, voice.review.report
    groups = look.names(report.dataset.groups)
    for k, one in enumerate(report.targets, 1):
        verdict, point = one.verdict, one.verdict.point
        yield (
            k, groups[one.target.group], look.name(one.target.name), one.target.uom,
            one.baseline.value if one.baseline else None, goal(one.target, look),
            point.value if point else None, str(point.period) if point else None,
            verdict.gap, verdict.attainment, verdict.completion, verdict.expected,
            target_status(one, look, full=True).text, look.arrow(verdict.arrow),
            voice.units(one.target.reporters), *_explained(one.said),
            *([voice.own.opinions.get(one.target.id)] if voice.own.opinions else []),
        )  # fmt: skip


def _explained(said: Any) -> SheetCells:
    """Cause, measures, who, by when, and what is asked for."""
    if said is None:
        return (None,) * len(EXPLAINED)
    return (said.cause, said.measures, said.owner, said.measures_by, said.request)


def _tasks(voice: Voice) -> Sheet:
    look, report = voice.look, voice.review.report
    return Sheet(look.say("ledger_tasks"), TASKS, tuple(_task_rows(voice)), _states(report, look), fixed=3)


def _states(report: Report, look: Look) -> str:
    """How many actions are in which state."""
    return look.say("actions_counts", n=len(report.actions)) + action_states(list(report.actions), look)


def _task_rows(voice: Voice) -> Iterator[SheetCells]:
    look, report = voice.look, voice.review.report
    sections = look.names(report.dataset.sections)
    for task in report.dataset.tasks:
        labels = [one.label for one in report.actions if one.task == task.id]
        yield (
            task.id, sections.get(task.section), look.name(task.title), voice.scene.units(task.units),
            len(labels), *map(labels.count, ORDER), bar(report.tasks[task.id], look).text,
        )  # fmt: skip


def _actions(voice: Voice) -> Sheet:
    look, report = voice.look, voice.review.report
    rows = tuple(_action_row(one, voice) for one in report.actions)
    return Sheet(look.say("actions"), ACTIONS, rows, _states(report, look), 3, look.say("ledger_no_actions"))


def _action_row(one: ActionVerdict, voice: Voice) -> SheetCells:
    look, quantity = voice.look, one.action.quantity
    wanted = f"{OPS[quantity.op]}{number(quantity.value)} {quantity.uom}" if quantity else None
    return (
        one.task, one.action.id, look.name(one.action.title), voice.units(one.units),
        wanted, one.action.due, action_status(one, look).text, one.quantity, one.on,
        f"{len(one.reports)} / {len(one.units)}", *_progress(one, voice),
    )  # fmt: skip


def _progress(one: ActionVerdict, voice: Voice) -> tuple[str | None, str | None]:
    """What the one unit that reported said, and its evidence; of several, how many say what."""
    look, said = voice.look, [report for _, report in one.reports.values()]
    if len(said) == 1:
        return said[0].progress, voice.listed(said[0].evidence)
    states = [report.state for report in said]
    counts = "  ".join(
        f"{label_word(state, look.lang)} {states.count(state)}" for state in dict.fromkeys(states)
    )
    return (look.say("ledger_see", counts=counts) if said else None), None


def _units(voice: Voice) -> Sheet:
    look, review = voice.look, voice.review
    days = sorted({duty.day for duty in review.duties})
    about = look.say("ledger_days", due=days[0], close=review.close) if days else ""
    return Sheet(look.say("ledger_units"), UNITS, tuple(_unit_rows(voice)), about)


def _unit_rows(voice: Voice) -> Iterator[SheetCells]:
    look = voice.look
    for duty in voice.review.duties:
        yield (
            voice.unit(duty.unit), len(duty.owed), duty.n("reported"), duty.n("pending"),
            len(duty.missing), len(duty.actions), filed_word(duty, look),
            duty.came or (look.say("broken") if duty.broken else None), duty.days_late,
            duty.filing.highlights if duty.filing else None,
        )  # fmt: skip


def _values(voice: Voice) -> Sheet:
    look, report = voice.look, voice.review.report
    targets = {one.target.id: one.target for one in report.targets}

    def row(one: FiledEntry) -> SheetCells:
        said, target = one.said, targets[one.said.indicator]
        return (
            *_filed(one, voice), look.name(target.name), str(said.period or one.filing.period), said.value,
            target.uom, said.last_year, look.say(families.FORM_FLAG.key(said.flag)),
            look.say(families.USE.key(one.use)), said.pending, said.reason, said.source,
            voice.listed(said.evidence), *_explained(said), said.note,
        )  # fmt: skip

    return _record("ledger_values", VALUES, observation_rows(report, look.lang), row, voice)


def _reports(voice: Voice) -> Sheet:
    look, report = voice.look, voice.review.report
    names = {one.action.id: look.name(one.action.title) for one in report.actions}

    def row(one: FiledEntry) -> SheetCells:
        said = one.said
        return (
            *_filed(one, voice), said.action, names[said.action], label_word(said.state, look.lang),
            said.quantity, said.on, said.progress, voice.listed(said.evidence), *_explained(said), said.note,
        )  # fmt: skip

    return _record("ledger_reports", REPORTS, action_rows(report, look.lang), row, voice)


def _record(
    name: str,
    heads: tuple[Head, ...],
    filed: Sequence[FiledEntry],
    row: Callable[[FiledEntry], SheetCells],
    voice: Voice,
) -> Sheet:
    """Everything that was filed by the day, by unit and period."""
    order = {unit.id: k for k, unit in enumerate(voice.review.report.dataset.units)}
    ordered = sorted(filed, key=lambda one: (order[one.filing.unit], one.filing.period.last))
    empty = voice.look.say("ledger_nothing")
    return Sheet(voice.look.say(name), heads, tuple(map(row, ordered)), fixed=1, empty=empty)


def _filed(one: FiledEntry, voice: Voice) -> SheetCells:
    return voice.unit(one.filing.unit), str(one.filing.period), one.filing.filed


def _method(voice: Voice) -> Sheet:
    """The colours' key, then how everything was computed."""
    look = voice.look
    rows: list[SheetCells] = [
        (look.status(one, one).text, look.say(families.STATUS.key(one))) for one in STATUSES
    ]
    rows += [(None, text) for text in method(voice)]
    return Sheet(look.say("ledger_method"), METHOD, tuple(rows), fixed=0, sorts=False)
