"""The bulletin's annexes: tables of targets, actions, what is behind, filings; and the method in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from qstrong.assess.report import ActionVerdict, TargetReport
from qstrong.assess.review import DONE
from qstrong.assess.year import year_of
from qstrong.model.kinds import method_of
from qstrong.model.terms.course import FOREIGN_METHODS
from qstrong.render.bulletin.content import Chapter, Paragraph
from qstrong.render.bulletin.overview import changes_sentence, year_rows_of
from qstrong.render.bulletin.sentences import (
    need,
    pace_number,
    pending,
    progress,
    promise,
    promised,
    remarks,
    requests,
    value_sentence,
    values,
)
from qstrong.render.bulletin.silence import unsaid
from qstrong.render.bulletin.voice import Voice, ended
from qstrong.render.cells.actions import ACTIONS, by_task
from qstrong.render.cells.aspect import Aspect, Scene, at
from qstrong.render.cells.last import last_aspects
from qstrong.render.cells.targets import TARGETS, by_group, incomparable
from qstrong.render.cells.units import UNITS
from qstrong.render.cells.year import YEARS
from qstrong.render.document import Cell, Table
from qstrong.render.pieces import NONE, action_status
from qstrong.text import families
from qstrong.text.kinds import value_text
from qstrong.text.numbers import number
from qstrong.timeline.duties import Duty
from qstrong.timeline.explained import Wanting

ANNEXES = ("targets", "actions", "behind", "units", "method")
METHOD: dict[str, tuple[str, ...]] = {
    "bulletin_m_time": (), "bulletin_m_done": (), "bulletin_m_on": ("on_track", "slack_on"),
    "bulletin_m_risk": ("at_risk", "slack_risk", "catch_up"), "bulletin_m_worse": ("worsening",),
    "bulletin_m_kinds": ("on_track",),
}  # fmt: skip
"""The sentences on this project's method, and the constants that each names."""


def annex_numbers(voice: Voice) -> dict[str, int]:
    """The annexes that have something to say, each with its number."""
    review = voice.review
    remarked = review.behind or review.requests or _remarks(voice)
    empty = {"actions": not review.report.actions, "behind": not remarked}
    return {name: k for k, name in enumerate((one for one in ANNEXES if not empty.get(one)), 1)}


def annexes(voice: Voice) -> tuple[Chapter, ...]:
    """All that have something to say, numbered."""
    report = voice.review.report
    made: dict[str, tuple[Paragraph | Table, ...]] = {
        "targets": (targets_ledger(report.targets, voice), *_of_targets(voice), *_of_year(voice)),
        "actions": (actions_ledger(report.actions, voice),),
        "behind": (
            *((behind_table(voice),) if voice.review.behind else ()),
            *_listed("bulletin_remarks", _remarks(voice), voice),
            *_listed("bulletin_sub_requests", requests(voice), voice),
        ),
        "units": (units_table(voice), Paragraph(voice.sentence(values(voice)).strip())),
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
    yield from (Paragraph(voice.finish(text).strip()) for text in voice.numbered(texts))


def _remarks(voice: Voice) -> list[str]:
    """What there is to remark on a target that is behind, besides its table's row; and on one that was."""
    said = [(one, "".join((_beside(one, voice), *remarks(one, voice)))) for one in voice.review.behind]
    said += [(one, "".join(promised(one, voice))) for one in voice.review.stale]
    name = voice.look.name
    return [
        voice.say("bulletin_pair", head=name(one.target.name), text=text.strip())
        for one, text in said
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


def _of_year(voice: Voice) -> Iterator[Paragraph | Table]:
    """How far each target has come within the year, of those that have a value of it."""
    rows = [row for row in year_rows_of(voice) if row.view.value is not None]
    if rows:
        year = voice.look.year(year_of(voice.review.period))
        yield Paragraph("", voice.finish(voice.say("bulletin_year_table", year=year)).strip())
        yield YEARS.table(YEAR_ROW, [("", rows)], voice.scene, least={"name": 16})


def annex_list(voice: Voice) -> str:
    """The line that names them, below the text."""
    names = voice.numbered(voice.say(families.ANNEX.key(name)) for name in annex_numbers(voice))
    return voice.say("bulletin_annexes", names=voice.language.gap.join(names))


def method(voice: Voice) -> list[str]:
    """测算说明: how statuses are computed, with the plan's own constants put in."""
    report = voice.review.report
    own, points = report.dataset.plan.method, ("slack_on", "slack_risk", "worsening")
    words = {key: voice.say("bulletin_points", n=number(getattr(own, key) * 100)) for key in points}
    words |= {key: f"{number(getattr(own, key) * 100)}%" for key in ("on_track", "at_risk")}
    words["catch_up"] = number(own.catch_up)
    used = Counter(method_of(report.dataset.plan, one.target) for one in report.targets)
    foreign = sorted(FOREIGN_METHODS & used.keys())
    return voice.numbered([
        *(voice.say(key, **{name: words[name] for name in names}) for key, names in METHOD.items()),
        *(voice.say(families.METHOD_NOTE.key(name), n=used[name]) for name in foreign),
        *map(voice.say, ("bulletin_m_deadline", "bulletin_m_grey")),
    ])  # fmt: skip


def _value(one: TargetReport, scene: Scene) -> Cell:
    """The value as a number, beside it the one that was filed; an older one in brackets."""
    point = one.verdict.point
    if point is None:
        return incomparable(one, scene, uom=False)
    if one.last_status:
        return Cell(f"({value_text(one.target, point.value)})", "dim")
    beside = "" if one.filed is None else " " + scene.look.say("filed_beside", filed=number(one.filed))
    return Cell(value_text(one.target, point.value) + beside)


def _period(one: TargetReport, scene: Scene) -> Cell:
    """The value's period, in brackets where the value stands in them."""
    cell = TARGETS["period"].shown(one, scene)
    return Cell(f"({cell.text})", "dim") if cell != NONE and cell.style == "dim" else cell


ANNEX = TARGETS.but(
    no=Aspect(head="no", value=lambda one, scene: scene.place(one.target.id), kind="count", right=True),
    uom=replace(TARGETS["uom"], head="bulletin_head_uom"),
    value=replace(TARGETS["value"], cell=_value, least=8),
    goal=replace(TARGETS["goal"], flexible=True, least=8),
    period=replace(TARGETS["period"], cell=_period),
)
"""A value is a number here, its unit of measure a column; what doesn't count stands in brackets."""
TARGET_ROW = (
    "no", "name", "uom", "value", "period", "last_value", "change", "goal", "gap", "attainment",
    "done_expected", "status",
)  # fmt: skip


YEAR_ROW = ("no", "name", "value", "start", "goal", "completion", "elapsed", "period")


def targets_ledger(targets: Sequence[TargetReport], voice: Voice) -> Table:
    """指标进展台账, its groups as spanning rows; targets by their number in the plan."""
    least = {"name": 16, "status": 12}
    found = voice.review.comparison
    before = {one.target.id: one for one in found.before.targets} if found else {}

    def status(one: TargetReport, scene: Scene) -> Cell:
        """With the one before, where it is another."""
        cell, old = ANNEX["status"].shown(one, scene), before.get(one.target.id)
        if old is None or old.label == one.label:
            return cell
        return Cell(f"{scene.look.status(old.status, old.label).text} → {cell.text}", cell.style)

    own = ANNEX.but(
        **last_aspects(found.before if found else None), status=replace(ANNEX["status"], cell=status)
    )
    return own.table(TARGET_ROW, by_group(targets, voice.scene), voice.scene, least=least)


def actions_ledger(actions: Sequence[ActionVerdict], voice: Voice) -> Table:
    """任务进展台账: actions with their state, day, units and progress, tasks as spanning rows."""
    own = ACTIONS.but(
        id=Aspect(head="no", value=at("action.id")),
        status=replace(ACTIONS["status"], cell=lambda one, _: Cell(_state(one, voice))),
        progress=replace(ACTIONS["progress"], cell=lambda one, _: Cell(_progress(one, voice))),
    )
    names = ("id", "title", "status", "due", "who", "progress")
    return own.table(names, by_task(actions, voice.scene), voice.scene, least={"progress": 16})


def _progress(one: ActionVerdict, voice: Voice) -> str:
    """What is said of it, and what became of promises."""
    said = next((report.progress for _, report in one.reports.values() if report.progress), "")
    fallen = [promise(some, voice) for some in voice.review.promises if some.subject == one.action.id]
    return voice.joined([said, *fallen]).strip() if fallen else said or "–"


def _state(one: ActionVerdict, voice: Voice) -> str:
    """Its state, without the sign that says nothing; of what is done the day."""
    state = action_status(one, voice.look).text
    for sign in ("not_assessable", "going_on"):
        state = state.removeprefix(f"{voice.look.sign(sign)} ")
    return state + (voice.brackets([voice.by(one.on)]) if one.label in DONE and one.on else "")


def behind_table(voice: Voice) -> Table:
    """未达序时进度指标清单."""
    places = {one.target.id: str(k) for k, one in enumerate(voice.review.behind, 1)}
    own = ANNEX.but(
        no=replace(ANNEX["no"], value=lambda one, _: places[one.target.id]),
        reporters=replace(TARGETS["reporters"], head="units"),
        value=Aspect(
            head="value", cell=lambda one, _: Cell(value_sentence(one, voice)), flexible=True, least=10
        ),
        goal=TARGETS["goal"],
        need=Aspect(head="bulletin_head_need", cell=_need, right=True),
        cause=_said("cause", voice),
        measures=_said("measures", voice),
        owner=Aspect(
            head="bulletin_head_owner", cell=lambda one, _: _who(one, voice), flexible=True, least=10,
        ))  # fmt: skip
    names = ("no", "name", "reporters", "value", "goal", "gap", "need", "cause", "measures", "owner")
    least = {"name": 12, "reporters": 10}
    return own.table(names, [("", voice.review.behind)], voice.scene, least=least)


def _need(one: TargetReport, _: Scene) -> Cell:
    pace = one.verdict.required_pace
    return Cell(pace_number(pace, one.target)) if pace is not None else NONE


def _said(key: Wanting, voice: Voice) -> Aspect[TargetReport, Scene]:
    """What the unit says under *key*; else that it is wanting, where it was asked for."""

    def cell(one: TargetReport, _: Scene) -> Cell:
        if said := getattr(one.said, key, None):
            return Cell(ended(said))
        wanting = unsaid(one, key, voice)
        return Cell(wanting, "warn") if wanting else NONE

    return replace(TARGETS[key], cell=cell, flexible=True, least=16)


def _who(one: TargetReport, voice: Voice) -> Cell:
    """Who takes measures, and by when."""
    said = one.said
    who = [said.owner or "", voice.by(said.measures_by) if said.measures_by else ""] if said else []
    return Cell(voice.clauses(who)) if any(who) else NONE


def units_table(voice: Voice) -> Table:
    """各单位报送情况表."""
    own = UNITS.but(
        missing_n=replace(UNITS["missing_n"], cell=None),
        highlights=Aspect(head="highlights", cell=_highlights, flexible=True, least=14),
    )
    names = (
        "name", "owed_n", "filed_n", "pending_n", "missing_n", "actions_n", "state", "highlights",
    )  # fmt: skip
    return own.table(names, [("", voice.review.duties)], voice.scene)


def _highlights(duty: Duty, _: Scene) -> Cell:
    said = duty.filing.highlights if duty.filing else None
    return Cell(ended(said)) if said else NONE
