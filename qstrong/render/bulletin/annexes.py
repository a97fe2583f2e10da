"""The bulletin's annexes: tables of targets, actions, what is behind, filings; and the method in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qstrong.assess.report import ActionVerdict, TargetReport
from qstrong.assess.review import DONE
from qstrong.render.bulletin.content import Chapter, Paragraph
from qstrong.render.bulletin.overview import changes_sentence
from qstrong.render.bulletin.sentences import (
    need,
    pace_number,
    pending,
    progress,
    promise,
    remarks,
    requests,
    value_sentence,
)
from qstrong.render.bulletin.voice import Voice, ended
from qstrong.render.document import Cell, Column, Section, Table
from qstrong.render.filed import filed_cell
from qstrong.render.pieces import NONE, action_status, goal, target_status
from qstrong.text import families
from qstrong.text.numbers import number, percent, rounded

CellRow = tuple[Cell, ...]


ANNEXES = ("targets", "actions", "behind", "units", "method")


def annex_numbers(voice: Voice) -> dict[str, int]:
    """The annexes that have something to say, each with its number."""
    review = voice.review
    empty = {"actions": not review.report.actions, "behind": not review.behind and not review.requests}
    return {name: k for k, name in enumerate((one for one in ANNEXES if not empty.get(one)), 1)}


def annexes(voice: Voice) -> tuple[Chapter, ...]:
    """All that have something to say, numbered."""
    report = voice.review.report
    made: dict[str, tuple[Paragraph | Table, ...]] = {
        "targets": (targets_ledger(report.targets, voice), *_of_targets(voice)),
        "actions": (actions_ledger(report.actions, voice),),
        "behind": (
            *((behind_table(voice),) if voice.review.behind else ()),
            *_listed("bulletin_remarks", _remarks(voice), voice),
            *_listed("bulletin_sub_requests", requests(voice), voice),
        ),
        "units": (units_table(voice),),
        "method": tuple(Paragraph(text) for text in method(voice)),
    }
    return tuple(
        Chapter(voice.say("bulletin_annex", k=k, name=voice.say(families.ANNEX.key(name))), made[name])
        for name, k in annex_numbers(voice).items()
    )


def _listed(head: str, texts: Sequence[str], voice: Voice) -> Iterator[Paragraph]:
    """A numbered list below a table; nothing where it is empty."""
    if texts:
        yield Paragraph("", voice.finish(voice.say(head)).strip())
    for k, text in enumerate(texts, 1):
        yield Paragraph(voice.finish(voice.say("bulletin_item", k=k, text=text)).strip())


def _remarks(voice: Voice) -> list[str]:
    """What there is to remark on a target that is behind, besides its table's row."""
    said = [("".join((_beside(one, voice), *remarks(one, voice))), one) for one in voice.review.behind]
    name = voice.look.name
    return [
        voice.say("bulletin_pair", head=name(one.target.name), text=text.strip())
        for text, one in said
        if text
    ]


def _beside(one: TargetReport, voice: Voice) -> str:
    """What the text says of its pace and the columns don't: a milestone, the best before, a rate wanted."""
    if one.verdict.completion is not None:
        return ""
    facts = [text for text in (progress(one, voice), need(one, voice)) if text]
    return voice.sentence(*facts) if facts else ""


def _of_targets(voice: Voice) -> Iterator[Paragraph]:
    """Below the table of targets: from what to what they changed, and why some have no value."""
    review = voice.review
    if review.comparison and any(one.moved for one in review.comparison.targets):
        head = voice.say(families.SINCE.key(review.report.dataset.plan.filing.every))
        yield Paragraph(changes_sentence(voice), voice.finish(head))
    waiting = [pending(one.target, one.pending, voice) for one in review.report.targets if one.pending]
    if waiting:
        said = voice.say("bulletin_pending", n=len(waiting), names=voice.listed(waiting))
        yield Paragraph(voice.sentence(said).strip())


def annex_list(voice: Voice) -> str:
    """The line that names them, below the text."""
    names = (
        voice.say("bulletin_item", k=k, text=voice.say(families.ANNEX.key(name)))
        for name, k in annex_numbers(voice).items()
    )
    return voice.say("bulletin_annexes", names="　".join(names))


def targets_ledger(targets: Sequence[TargetReport], voice: Voice) -> Table:
    """指标进展台账, its groups as spanning rows; targets by their number in the plan."""
    look, report = voice.look, voice.review.report
    numbers = {one.target.id: k for k, one in enumerate(report.targets, 1)}

    def row(one: TargetReport) -> CellRow:
        verdict = one.verdict
        shown = verdict.point is not None and not one.last_status
        point = verdict.point if shown else None
        done = f"{percent(verdict.completion)} / {percent(verdict.expected)}"
        return (
            Cell(str(numbers[one.target.id])),
            Cell(look.name(one.target.name)),
            Cell(one.target.uom),
            Cell(number(point.value)) if point else NONE,
            Cell(goal(one.target, look)),
            Cell(number(verdict.gap)) if point and verdict.gap is not None and verdict.gap >= 0 else NONE,
            Cell(percent(verdict.attainment)) if point else NONE,
            Cell(done) if point and verdict.completion is not None else NONE,
            target_status(one, look, full=True),
            Cell(str(point.period)) if point else NONE,
        )

    sections = []
    for group in report.dataset.groups:
        rows = tuple(row(one) for one in targets if one.target.group == group.id)
        if rows:
            sections.append(Section(look.name(group.title), rows))
    columns = (
        Column(look.say("no"), right=True),
        Column(look.say("indicator"), flexible=True, least=16),
        Column(voice.say("bulletin_head_uom"), flexible=True, least=6),
        Column(look.say("value"), right=True),
        Column(look.say("target"), flexible=True, least=8),
        Column(look.say("gap"), right=True),
        Column(look.say("attainment"), right=True),
        Column(look.say("done_expected"), right=True),
        Column(look.say("status"), flexible=True, least=12),
        Column(look.say("data")),
    )
    return Table(columns, tuple(sections))


def actions_ledger(actions: Sequence[ActionVerdict], voice: Voice) -> Table:
    """任务进展台账: actions with their state, day, units and progress, tasks as spanning rows."""
    look, report = voice.look, voice.review.report

    def row(one: ActionVerdict) -> CellRow:
        said = next((report.progress for _, report in one.reports.values() if report.progress), "")
        fallen = [promise(some, voice) for some in voice.review.promises if some.subject == one.action.id]
        return (
            Cell(one.action.id),
            Cell(look.name(one.action.title)),
            Cell(_state(one, voice)),
            Cell(str(one.action.due)) if one.action.due else NONE,
            Cell(voice.units(one.units)),
            Cell(voice.joined([said, *fallen]).strip() if fallen else said or "–"),
        )

    sections = []
    for task in report.dataset.tasks:
        rows = tuple(row(one) for one in actions if one.task == task.id)
        if rows:
            sections.append(Section(f"{task.id} {look.name(task.title)}", rows))
    columns = (
        Column(look.say("no")),
        Column(look.say("action"), flexible=True, least=16),
        Column(look.say("state"), flexible=True, least=10),
        Column(voice.say("deadline")),
        Column(look.say("units"), flexible=True, least=12),
        Column(look.say("progress"), flexible=True, least=16),
    )
    return Table(columns, tuple(sections))


def _state(one: ActionVerdict, voice: Voice) -> str:
    """Its state, without the sign that says nothing; of what is done the day."""
    state = action_status(one, voice.look).text.removeprefix(f"{voice.look.sign('not_assessable')} ")
    return state + (voice.brackets([voice.by(one.on)]) if one.label in DONE and one.on else "")


def behind_table(voice: Voice) -> Table:
    """未达序时进度指标清单."""
    look = voice.look
    rows = tuple(_behind_row(k, one, voice) for k, one in enumerate(voice.review.behind, 1))
    columns = (
        Column(look.say("no"), right=True),
        Column(look.say("indicator"), flexible=True, least=12),
        Column(look.say("units"), flexible=True, least=10),
        Column(look.say("value"), flexible=True, least=10),
        Column(look.say("target")),
        Column(look.say("gap"), right=True),
        Column(voice.say("bulletin_head_need"), right=True),
        Column(look.say("cause"), flexible=True, least=16),
        Column(look.say("measures"), flexible=True, least=16),
        Column(voice.say("bulletin_head_owner"), flexible=True, least=10),
    )
    return Table(columns, (Section("", rows),))


def _behind_row(k: int, one: TargetReport, voice: Voice) -> CellRow:
    verdict = one.verdict
    said = one.said
    gap = verdict.gap if verdict.gap is not None and verdict.gap >= 0 else None
    pace = verdict.required_pace
    who = [said.owner or "", voice.by(said.measures_by) if said.measures_by else ""] if said else []
    return (
        Cell(str(k)),
        Cell(voice.look.name(one.target.name)),
        Cell(voice.units(one.target.reporters)),
        Cell(value_sentence(one, voice)),
        Cell(goal(one.target, voice.look)),
        Cell(number(gap)) if gap is not None else NONE,
        Cell(pace_number(pace, one.target)) if pace is not None else NONE,
        Cell(ended(said.cause)) if said and said.cause else Cell(voice.say("no_cause"), "warn"),
        Cell(ended(said.measures)) if said and said.measures else Cell(voice.say("no_measures"), "warn"),
        Cell(voice.clauses(who)) if any(who) else NONE,
    )


def units_table(voice: Voice) -> Table:
    """各单位报送情况表."""
    look = voice.look
    said = {one.unit: ended(one.highlights) for one in voice.review.filings if one.highlights}
    rows = [
        (
            Cell(voice.unit(duty.unit)),
            Cell(str(len(duty.owed))),
            Cell(str(duty.n("reported"))),
            Cell(str(duty.n("pending"))),
            Cell(str(len(duty.missing))),
            Cell(str(len(duty.actions))),
            filed_cell(duty, look),
            Cell(said.get(duty.unit, "–")),
        )
        for duty in voice.review.duties
    ]
    heads = ("unit", "owed", "filed_n", "pending_n", "missing_n", "actions", "filing_state", "highlights")
    texts = ("unit", "filing_state", "highlights")
    columns = tuple(
        Column(look.say(head), right=head not in texts, flexible=head in texts, least=14) for head in heads
    )
    return Table(columns, (Section("", tuple(rows)),))


def method(voice: Voice) -> list[str]:
    """测算说明, with the plan's own constants put in."""
    own = voice.review.report.dataset.plan.method
    points = ("slack_on", "slack_risk", "worsening")
    words: dict[str, object] = {
        key: voice.say("bulletin_points", n=rounded(getattr(own, key) * 100, 0)) for key in points
    }
    words |= {key: percent(getattr(own, key), 0) for key in ("on_track", "at_risk")}
    words["catch_up"] = number(own.catch_up)
    said = (
        voice.say("bulletin_m_time"),
        voice.say("bulletin_m_done"),
        voice.say("bulletin_m_on", on_track=words["on_track"], slack_on=words["slack_on"]),
        voice.say("bulletin_m_risk", **{key: words[key] for key in ("at_risk", "slack_risk", "catch_up")}),
        voice.say("bulletin_m_worse", worsening=words["worsening"]),
        voice.say("bulletin_m_kinds", on_track=words["on_track"]),
        voice.say("bulletin_m_deadline"),
        voice.say("bulletin_m_grey"),
    )
    return [voice.say("bulletin_item", k=k, text=text) for k, text in enumerate(said, 1)]
