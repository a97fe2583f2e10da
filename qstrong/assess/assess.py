"""Dataset and a day to the report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from qstrong.assess.actions import assess_actions
from qstrong.assess.aggregate import Aggregates, aggregate
from qstrong.assess.kinds.judges import judge_target
from qstrong.assess.report import Report, ShownBeside, TargetReport, WithdrawnReport
from qstrong.assess.verdict import BEHIND, Verdict
from qstrong.model import kinds
from qstrong.model.dataset import Dataset
from qstrong.model.index import index
from qstrong.model.plan import AnyTarget, Plan
from qstrong.model.shapes.later import Later
from qstrong.model.terms.course import FOREIGN_METHODS
from qstrong.timeline.comparable import Series, by_whole_years, series
from qstrong.timeline.computed import computed_state, vintages
from qstrong.timeline.course import GoalBefore, goal_on, on, whole
from qstrong.timeline.owed import (
    close_day,
    due_on,
    last_month,
    latest_filing,
    own_or_coarser,
    own_plan,
    plan_months,
    previous_period,
)
from qstrong.timeline.state import data_state, pending_entry
from qstrong.timeline.values import Entry
from qstrong.timeline.vintages import Vintage
from qstrong.timeline.wanted import wanted

ENDED = frozenset({"achieved", "missed"})
"""What a value at the deadline gives."""
MARK = "|"
"""Behind it a label has a mark: a method's name, or the day of a target's own deadline."""


def assess(dataset: Dataset, as_of: date) -> Report:
    """Where every target and action of *dataset* stands on *as_of*, by what was filed by then."""
    known, dataset = vintages(dataset, as_of), on(dataset, as_of)
    reports = tuple(assess_target(dataset, target, known.of, as_of) for target in dataset.targets)
    sections = {task.id: task.section for task in dataset.tasks}
    method = dataset.plan.method

    def by(names: Iterable[str], of: Callable[[AnyTarget], Iterable[str]]) -> Aggregates:
        @cache
        def found() -> Mapping[str, list[TargetReport]]:
            some: dict[str, list[TargetReport]] = defaultdict(list)
            for report in reports:
                for name in {*of(report.target)}:
                    some[name].append(report)
            return some

        return Aggregates(lambda name: aggregate(method, found()[name]), names)

    return Report(
        dataset=dataset,
        as_of=as_of,
        months=plan_months(dataset.plan, as_of),
        targets=reports,
        actions=assess_actions(dataset, as_of),
        overall=aggregate(method, reports),
        groups=by(
            (group.id for group in dataset.groups), lambda target: (target.group,) if target.group else ()
        ),
        units=by((unit.id for unit in dataset.units), lambda target: target.reporters),
        tasks=by(sections, lambda target: target.tasks),
        sections=by(
            (section.id for section in dataset.sections),
            lambda target: {sections[task] for task in target.tasks if task in sections},
        ),
        baselines=_baselines(reports),
        withdrawn=tuple(_withdrawn(dataset, as_of)),
    )


def report_before(report: Report) -> Report | None:
    """The report for the close day of the filing before the latest one; None where there is none."""
    plan = report.dataset.plan
    latest = latest_filing(plan, report.as_of)
    before = previous_period(plan, latest) if latest else None
    return assess(report.dataset, close_day(plan, before)) if before else None


def assess_alone(dataset: Dataset, name: str, as_of: date) -> TargetReport | None:
    """As `assess` has it for the target *name*, None where there is none then; at the cost of one target."""
    some = alone(dataset, name)
    known, now = vintages(some, as_of), on(some, as_of)
    target = next((one for one in now.targets if one.id == name), None)
    return assess_target(now, target, known.of, as_of) if target else None


def alone(dataset: Dataset, name: str) -> Dataset:
    """*dataset* with only what the verdict of the target *name* may depend on."""
    every = whole(dataset)
    by_id = index(every).targets
    names, left = set(), [name]
    while left:
        one = by_id.get(left.pop())
        if one and one.id not in names:
            names.add(one.id)
            left += [one.indicator, *(one.computed.parts if one.computed else ())]
    targets = tuple(one for one in every.targets if one.id in names or one.of in names)
    indicators = {one.indicator for one in targets}
    void = {(one.unit, one.period) for one in every.voids}
    filings = tuple(
        one
        for one in every.filings
        if (one.unit, one.period) in void or any(each.indicator in indicators for each in one.observations)
    )
    return replace(every, targets=targets, tasks=(), filings=filings)


_SECOND_DAY = date.min + timedelta(days=1)
"""The calendar's first day has none before it."""


def _withdrawn(dataset: Dataset, as_of: date) -> Iterator[WithdrawnReport]:
    """The targets that were withdrawn by *as_of*, each with its verdict of the day before."""
    for declared in whole(dataset).targets:
        out = declared.withdrawn
        if out is None or as_of < out.on or (declared.added and declared.added >= out.on):
            continue
        day = max(out.on, _SECOND_DAY) - timedelta(days=1)
        then = on(dataset, day)
        target = next((one for one in then.targets if one.id == declared.id), declared)
        last = assess_target(then, target, vintages(dataset, day).of, day)
        yield WithdrawnReport(target, out.on, out.reason, last)


def assess_target(
    dataset: Dataset, target: AnyTarget, of: Mapping[str, Vintage], as_of: date
) -> TargetReport:
    """Where *target* stands on *as_of*, of the values that count in its vintage.

    *dataset* is that which holds on the day.
    """
    plan, vintage = dataset.plan, of[target.id]
    latest, following = due_on(plan, target, as_of)
    known = series(plan, target, vintage)
    verdict = _flagged(_marked(judge_target(plan, target, known), plan, target))
    if target.computed:
        data, due = computed_state(dataset, target, of, as_of)
    else:
        due, data = latest, data_state(dataset, target, vintage, latest, as_of)
    counts, judged = data == "reported", kinds.of(target).judged
    return TargetReport(
        target=known.target,
        data=data,
        status=verdict.status if counts else "not_assessable",
        label=verdict.label if counts else f"not_assessable.{data}",
        last_status=verdict.status if not counts and verdict.point and judged else None,
        verdict=verdict,
        due=due,
        next_due=following,
        plan=plan,
        vintage=vintage,
        beside=known.beside,
        others=_others(vintage, verdict),
        pending=pending_entry(vintage, due) if due and data == "pending" else None,
        baseline=known.baseline,
        wanted=wanted(dataset, target, known, as_of),
        revised=_revised(dataset, target, as_of),
        shown=_shown(own_plan(plan, target), target, known),
    )


def _shown(plan: Plan, target: AnyTarget, known: Series) -> ShownBeside | None:
    """The latest value that is shown beside the judged one, and why it judges nothing."""
    if not known.beside:
        return None
    entry = known.beside[-1]
    if entry.last > last_month(plan):
        return ShownBeside(entry, "after_end")
    if not own_or_coarser(target, entry.last):
        return ShownBeside(entry, "finer")
    return ShownBeside(entry, "within_year" if by_whole_years(plan, target) else "no_last_year")


def _revised(dataset: Dataset, target: AnyTarget, as_of: date) -> GoalBefore | None:
    """What the goal was before its latest revision up to *as_of*."""
    past = [each.on for each in kinds.revisions_of(target) if each.on <= as_of]
    stated = index(whole(dataset)).targets.get(target.id) if past else None
    return GoalBefore(past[-1], goal_on(stated, past[-1] - timedelta(days=1))) if stated else None


def _marked(verdict: Verdict, plan: Plan, target: AnyTarget) -> Verdict:
    """The verdict with marks on its label: whose method gave it, and the day of a deadline of its own."""
    own = own_plan(plan, target)
    marks = [verdict.basis] if verdict.basis in FOREIGN_METHODS else []
    ended = verdict.point and verdict.point.last == last_month(own) and verdict.status in ENDED
    marks += [own.end.isoformat()] if ended and own.end < plan.end else []
    return replace(verdict, label=MARK.join([verdict.label, *marks])) if marks else verdict


def _flagged(verdict: Verdict) -> Verdict:
    """The verdict with the flags that the filing itself brings, first."""
    if verdict.point is None or verdict.point.entry is None:
        return verdict
    observation = verdict.point.entry.observation
    own = () if observation.flag == "final" else (observation.flag,)
    behind = verdict.status in BEHIND and not (observation.cause and observation.measures)
    last = ("unexplained",) if behind else ()
    if not own and not last:
        return verdict
    return replace(verdict, flagged=Later(lambda: (*own, *verdict.flags, *last)))


def _others(vintage: Vintage, verdict: Verdict) -> tuple[Entry, ...]:
    """Other reporters' values for the judged period that differ from the one judged."""
    if verdict.point is None or verdict.point.entry is None:
        return ()
    judged = verdict.point.entry.value
    rivals = vintage.values[verdict.point.last].values()
    return tuple(entry for entry in rivals if entry.value != judged)


def _baselines(reports: tuple[TargetReport, ...]) -> tuple[int, int]:
    """How many targets that are measured from T0 have their value for it, of how many."""
    needing = [report for report in reports if kinds.of(report.target).baseline]
    settled = [report for report in needing if report.baseline and report.baseline.origin != "provisional"]
    return len(settled), len(needing)
