"""What can be said of a target: a new column is a row here, and its name in the tables that want it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import get_args

from qstrong.assess.report import TargetReport
from qstrong.assess.verdict import BEHIND, STATUSES, Arrow
from qstrong.model.index import index
from qstrong.model.keys import explaining, keys
from qstrong.model.kinds import compounds, has_path, has_rates, method_of
from qstrong.model.plan import Plan
from qstrong.model.steps.reach import Outlook
from qstrong.model.terms.course import MethodName, RelativeGoal
from qstrong.model.terms.exact import Exact, to_places
from qstrong.render.cells.aspect import Aspect, Aspects, Parts, Plain, Scene, at
from qstrong.render.cells.entries import key_aspect
from qstrong.render.document import JOINED, Cell
from qstrong.render.pieces import NONE, goal_and_before, target_name, target_status, valued
from qstrong.text import families
from qstrong.text.kinds import as_printed, gap_text, goal_words, value_text
from qstrong.text.numbers import number, percent, percents
from qstrong.timeline.course import goal_on, whole
from qstrong.timeline.owed import dues, own_plan
from qstrong.timeline.state import DATA_STATES
from qstrong.timeline.values import Origin

_Aspect = Aspect[TargetReport, Scene]


def _group(one: TargetReport, scene: Scene) -> Cell:
    group = index(scene.report.dataset).groups.get(one.target.group or "")
    return Cell(scene.look.name(group.title)) if group else NONE


def _value(one: TargetReport, scene: Scene) -> Cell:
    """The judged value; an older one that stands in for what is missing in brackets."""
    if one.verdict.point is None:
        return incomparable(one, scene, uom=True)
    text = valued(value_text(one.target, one.verdict.point.value), one.target, scene.look)
    if one.last_status:
        return Cell(f"({text})", "dim")
    return Cell(text if one.filed is None else _beside(text, one.filed, scene))


def _beside(text: str, filed: Exact, scene: Scene) -> str:
    """A trailing twelve months' value, and the number as filed."""
    said = scene.look.say("filed_beside", filed=number(filed))
    return f"{text.replace(' ', JOINED)} {said.replace(' ', JOINED)}"


def incomparable(one: TargetReport, scene: Scene, *, uom: bool) -> Cell:
    """A filed value that judges nothing, in brackets with its reason; its unit of measure where *uom*."""
    value = one.shown.entry.value if one.shown else None
    if one.shown is None or value is None:
        return NONE
    text, why = value_text(one.target, value), scene.look.say(families.SHOWN.key(one.shown.reason))
    return Cell(f"({valued(text, one.target, scene.look) if uom else text}, {why})", "dim")


def _gap(one: TargetReport, scene: Scene) -> Cell:
    """距目标, or that it is met; a dash for an older value, and where an earlier year missed it."""
    gap = one.verdict.gap
    if gap is None or one.last_status:
        return NONE
    strict = getattr(one.target, "op", "") in (">", "<")
    if gap < 0 or (gap == 0 and not strict):
        missed_before = has_rates(one.target) and one.status in BEHIND
        return NONE if missed_before else Cell(scene.look.say("met"), "good")
    text = gap_text(one.target, gap) if gap else scene.look.say("not_beyond")
    return Cell(scene.look.say("gap_in_all", gap=text) if gap and compounds(one.target) else text)


def _arrow(one: TargetReport, scene: Scene) -> Cell:
    """The arrow of a value that is judged."""
    return Cell("" if one.last_status or not one.verdict.point else scene.look.arrow(one.verdict.arrow))


def _attainment(one: TargetReport, _: Scene) -> Cell:
    """达成率 v/T, where it applies."""
    share = one.verdict.attainment
    return NONE if share is None or one.last_status else Cell(percent(share))


def _period(one: TargetReport, scene: Scene) -> Cell:
    """The period of the value that is shown, dim where that is an older one or judges nothing."""
    if point := one.verdict.point:
        return Cell(scene.look.period(point.period), "dim" if one.last_status else "")
    return Cell(scene.look.period(one.shown.entry.period), "dim") if one.shown else NONE


def _value_and_goal(one: TargetReport, scene: Scene) -> Cell:
    """Both in one; the unit of measure stands once, behind the number that needs it."""
    value = value_text(one.target, one.verdict.point.value) if one.verdict.point else "–"
    wanted = goal_words(one.target, scene.look.lang, uom=False)
    if has_path(one.target):
        wanted = valued(wanted, one.target, scene.look)
    elif one.verdict.point:
        value = valued(value, one.target, scene.look)
    shown = f"({value})" if one.last_status else value
    text = f"{shown}{JOINED}→ {wanted.replace(' ', JOINED)}"
    if one.last_status:
        return Cell(text, "dim")
    return Cell(text if one.filed is None else _beside(text, one.filed, scene))


def _done(one: TargetReport, places: int) -> Cell:
    """完成率 beside what is expected: 37.0% / 50.0%, 37/50%."""
    done, expected = one.verdict.completion, one.verdict.expected
    if done is None or one.last_status:
        return NONE
    so_far, by_now = percents(done, expected, places)
    return Cell(f"{so_far} / {by_now}" if places else f"{so_far.removesuffix('%')}/{by_now}")


def _first_due(one: TargetReport, scene: Scene) -> Cell:
    """The first period that it owes, and when that is due: also once that day has passed."""
    first = next(iter(dues(scene.report.dataset.plan, one.target)), None)
    return Cell(f"{scene.look.period(first.period)} · {first.day}", "dim") if first else NONE


def _share(name: str, head: str = "", cell: Callable[[TargetReport, Scene], Cell] | None = None) -> _Aspect:
    """A share or a pace of the verdict."""
    return Aspect(head=head, cell=cell, value=at(f"verdict.{name}"), kind="share", right=True)


def _shown(one: TargetReport, _: Scene) -> Plain:
    found = one.shown
    if found is None:
        return None
    value = as_printed(one.target, found.entry.value)
    return {"value": value, "period": found.entry.period, "reason": found.reason}


def _made(path: str) -> Callable[[TargetReport, Scene], Plain]:
    """A number of the verdict; of what is computed as it is printed."""
    get = at(path)

    def made(one: TargetReport, scene: Scene) -> Plain:
        value = get(one, scene)
        if one.target.computed and isinstance(value, Decimal | Fraction):
            return to_places(value, one.target.decimals)
        return value

    return made


def _landing(one: TargetReport, _: Scene) -> Plain:
    found = one.verdict.landing
    if found is None:
        return None
    return {"value": found.value, "low": found.low, "high": found.high, "verdict": found.outlook}


def _own(one: TargetReport, scene: Scene) -> Plan:
    """The plan with the target's own start and end."""
    return own_plan(scene.report.dataset.plan, one.target)


def _goal(one: TargetReport, scene: Scene, *, uom: bool) -> Cell:
    return Cell(goal_and_before(scene.report.dataset.plan, one, scene.look, uom=uom))


def _revised_from(one: TargetReport, scene: Scene) -> Plain:
    """What the goal was before its latest revision, by the keys that changed; None where it is the first."""
    if one.revised is None:
        return None
    before, on = one.revised.target, one.revised.on
    now = goal_on(index(whole(scene.report.dataset)).targets[one.target.id], on)
    keys = ("value", "change", "between", "op", "end")
    changed = {
        key: getattr(before, key) for key in keys if getattr(before, key, None) != getattr(now, key, None)
    }
    if "end" in changed:
        changed["end"] = own_plan(scene.report.dataset.plan, before).end
    if isinstance(relative := changed.get("change"), RelativeGoal):
        changed["change"] = dict([relative.stated])
    return {"on": on, **changed}


TARGETS: Aspects[TargetReport, Scene] = Aspects({
    # what it is
    "no": Aspect(
        head="no", cell=lambda one, scene: Cell(str(scene.place(one.target.id)), "dim"),
        value=lambda one, scene: scene.place(one.target.id), kind="count", right=True,
    ),
    "id": Aspect(value=at("target.id"), kind="id", need=True),
    "name": Aspect(
        head="indicator", cell=lambda one, scene: Cell(target_name(one.target, scene.look)),
        value=lambda one, scene: scene.look.name(one.target.name), flexible=True, least=18,
        most=26,
    ),
    "group": Aspect(head="group", value=at("target.group"), kind="id", most=16, cell=_group),
    "kind": Aspect(value=at("target.kind"), kind="word"),
    "uom": Aspect(
        head="form_uom", value=lambda one, scene: scene.look.uom(one.target.uom), flexible=True, least=6,
        most=10, cell=lambda one, scene: Cell(scene.look.uom(one.target.uom)) if one.target.uom else NONE,
    ),
    "reporters": Aspect(
        head="reporters", value=at("target.reporters"), kind="ids", flexible=True, least=12,
        cell=lambda one, scene: Cell(scene.units(one.target.reporters)),
    ),
    # what is to be reached
    "op": Aspect(value=at("target.op"), kind="word"),
    "target": Aspect(value=at("target.value"), kind="number"),
    "goal": Aspect(head="target", cell=lambda one, scene: _goal(one, scene, uom=False), kind="word", most=14),
    "goal_uom": Aspect(head="target", cell=lambda one, scene: _goal(one, scene, uom=True)),
    "between": Aspect(value=at("target.between")),
    "start": Aspect(value=lambda one, scene: _own(one, scene).start, kind="day", need=True),
    "end": Aspect(value=lambda one, scene: _own(one, scene).end, kind="day", need=True),
    "method": Aspect(
        value=lambda one, scene: method_of(scene.report.dataset.plan, one.target), kind="word", need=True,
        choices=get_args(MethodName),
    ),
    "revised_from": Aspect(value=_revised_from),
    "baseline": Aspect(head="baseline", value=at("baseline.value"), kind="number"),
    "baseline_origin": Aspect(value=at("baseline.origin"), kind="word", choices=get_args(Origin)),
    # what there is
    "value": Aspect(
        head="value", cell=_value, value=_made("verdict.point.value"), kind="number", right=True,
        flexible=True, least=14,
    ),
    "value_target": Aspect(head="value_target", cell=_value_and_goal, flexible=True, least=14),
    "period": Aspect(head="data", cell=_period, value=at("verdict.point.period"), kind="period"),
    "period_end": Aspect(value=at("verdict.point.period.end"), kind="day"),
    "data": Aspect(value=at("data"), kind="word", need=True, choices=DATA_STATES),
    "due_period": Aspect(value=at("due.period"), kind="period"),
    "due_day": Aspect(value=at("due.day"), kind="day"),
    "next_due_period": Aspect(value=at("next_due.period"), kind="period"),
    "next_due_day": Aspect(value=at("next_due.day"), kind="day"),
    "first_due": Aspect(head="first_due", cell=_first_due),
    "filed": Aspect(head="filed_number", value=at("filed"), kind="number", right=True),
    "judged_as": Aspect(value=at("judged_as"), kind="word", choices=("filed", "ttm", "computed")),
    "shown": Aspect(value=_shown),
    "binding": Aspect(value=at("target.binding"), kind="yes", need=True),
    # what the method says of it
    "status": Aspect(
        head="status", cell=lambda one, scene: target_status(one, scene.look, full=True), value=at("status"),
        kind="status", flexible=True, least=24, need=True, choices=STATUSES,
    ),
    "status_short": Aspect(
        head="status", cell=lambda one, scene: target_status(one, scene.look, full=False), flexible=True,
        least=16,
    ),
    "label": Aspect(value=lambda one, scene: scene.look.label(one.label), need=True),
    "last_status": Aspect(value=at("last_status"), kind="word", choices=STATUSES),
    "gap": Aspect(head="gap", cell=_gap, value=_made("verdict.gap"), kind="number", right=True),
    "attainment": _share("attainment", "attainment", _attainment),
    "completion": _share("completion", "page_completion"),
    "expected": _share("expected", "page_time"),
    "done_expected": Aspect(head="done_expected", cell=lambda one, _: _done(one, 1), right=True),
    "done_expected_short": Aspect(head="done_expected_short", cell=lambda one, _: _done(one, 0), right=True),
    **{name: _share(name) for name in ("lead", "pace_ratio", "required_pace", "catch_up")},
    "arrow": Aspect(
        head="arrow", cell=_arrow, value=at("verdict.arrow"), kind="word", need=True, choices=get_args(Arrow),
    ),
    "flags": Aspect(value=at("verdict.flags"), kind="words"),
    "landing": Aspect(value=_landing),
    "landing_value": Aspect(value=at("verdict.landing.value"), kind="share"),
    "landing_low": Aspect(value=at("verdict.landing.low"), kind="number"),
    "landing_high": Aspect(value=at("verdict.landing.high"), kind="number"),
    "landing_verdict": Aspect(value=at("verdict.landing.outlook"), kind="word", choices=get_args(Outlook)),
    "basis": Aspect(value=at("verdict.basis"), kind="word", need=True),
    # what its unit says of it
    **{name: key_aspect(keys("observations")[name], lambda one: one.said) for name in explaining()},
})  # fmt: skip


def by_group(targets: Sequence[TargetReport], scene: Scene) -> Parts[TargetReport]:
    """*targets* under the names of their groups, in the plan's order."""
    parts = [
        (scene.look.name(group.title), [one for one in targets if one.target.group == group.id])
        for group in scene.report.dataset.groups
    ]
    rest = [one for one in targets if one.target.group is None]
    return [*parts, ("", rest)] if rest else parts
