"""What `show` says of a target's own terms: its time, what its goal was before, whose method, its parts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from qstrong.assess.report import Report, TargetReport
from qstrong.model.index import index
from qstrong.model.kinds import method_of, revisions_of
from qstrong.model.plan import AnyTarget
from qstrong.render.look import Look
from qstrong.render.pieces import restated
from qstrong.text import families
from qstrong.text.kinds import as_printed
from qstrong.text.numbers import number
from qstrong.timeline.computed import parts_of, vintages
from qstrong.timeline.course import goal_on, whole
from qstrong.timeline.owed import own_plan

Term = tuple[str, str]
"""The key of a word, and what stands behind it."""


def terms(report: Report, one: TargetReport, look: Look) -> Iterator[Term]:
    """Everything that isn't the plan's own for this target, each in a line."""
    plan, target = report.dataset.plan, one.target
    own = own_plan(plan, target)
    if own is not plan:
        yield "own_time", f"{own.start} – {own.end}"
    if target.of:
        yield "of_indicator", target.of
    yield from _revised(report, target, look)
    if target.added:
        yield "added_on", str(target.added)
    if target.withdrawn:
        yield "withdrawn_on", f"{target.withdrawn.on} ({look.name(target.withdrawn.reason)})"
    if (method := method_of(plan, target)) != "default":
        yield "whose_method", look.say(families.METHOD.key(method))
    if target.computed:
        yield "parts", _parts(report, one, look)
    if assumed := whole(report.dataset).assumed.get(target.id):
        yield "assumed", ", ".join(assumed)


def _revised(report: Report, target: AnyTarget, look: Look) -> Iterator[Term]:
    """Each revision up to the day: what the goal was before, and why it changed."""
    stated = index(whole(report.dataset)).targets.get(target.id, target)
    for each in revisions_of(target):
        if each.on <= report.as_of:
            states = (goal_on(stated, each.on - timedelta(days=1)), goal_on(stated, each.on))
            before, now = restated(report.dataset.plan, *states, look, uom=False)
            words = {"day": each.on, "before": before, "now": now, "reason": each.reason}
            yield "revised_line", look.say("revised_from", **words)


def _parts(report: Report, one: TargetReport, look: Look) -> str:
    """The parts with their values for the judged period, as they are added or divided."""
    how, point = one.target.computed, one.verdict.point
    assert how
    known = vintages(report.dataset, report.as_of).of
    found = []
    for part in parts_of(report.dataset, one.target):
        entry = known[part.id].judged(point.last) if point else None
        value = number(as_printed(part, entry.value)) if entry else "–"
        found.append(f"{look.name(part.name)} {value}")
    if how.sum:
        return " + ".join(found)
    times = f" × {number(how.times)}" if how.times != 1 else ""
    return " / ".join(found) + times
