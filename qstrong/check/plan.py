"""Rules on the plan itself: its time, and what its targets need of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from qstrong.check.rule import TARGETS, TASKS, UNITS, at_target, nth
from qstrong.model.dataset import Dataset
from qstrong.model.index import index
from qstrong.model.kinds import baseline_of, has_path, method_of, of, plan_figures
from qstrong.model.period import MONTHS, Period, last_day, month_number
from qstrong.model.plan import AnyTarget
from qstrong.model.problem import Problem
from qstrong.text.catalogue import words_of
from qstrong.text.problems import problem, problem_of_key
from qstrong.timeline.course import goal_on, successions
from qstrong.timeline.owed import own_plan

MOST_DECIMALS = 6


def plan_ends(dataset: Dataset) -> Iterator[Problem]:
    """Q601: T0 and T1 are both ends of months, T0 first."""
    start, end = dataset.plan.start, dataset.plan.end
    bad = [day for day in (start, end) if day != last_day(month_number(day)) or not 1900 <= day.year < 2090]
    if bad or start >= end:
        pointer = "plan/end" if bad == [end] or not bad else "plan/start"
        yield problem("Q601", TARGETS, pointer, start=start, end=end)


def too_fine(dataset: Dataset) -> Iterator[Problem]:
    """Q618: no more decimals than a value may have."""
    for i, target in enumerate(dataset.targets):
        if target.decimals > MOST_DECIMALS:
            words = {"decimals": target.decimals, "most": MOST_DECIMALS}
            yield at_target("Q618", i, target, "decimals", **words)


def whole_years(dataset: Dataset) -> Iterator[Problem]:
    """Q602: growth, trend and year-to-date flows need a plan from year's end to year's end."""
    for i, target in enumerate(dataset.targets):
        own = own_plan(dataset.plan, target)
        if own.month(own.start) % 12 == own.month(own.end) % 12 == 0:
            continue
        by_kind = of(target).whole_years
        method = method_of(dataset.plan, target)
        reasons = {
            "kind": target.kind if by_kind else "",
            "measure": target.measure if target.measure == "flow_ytd" else "",
            "method": method if method != "default" else "",
            "frequency": "years" if not isinstance(target.frequency, str) else "",
        }
        for key, what in islice((pair for pair in reasons.items() if pair[1]), 1):
            yield problem("Q602", TARGETS, f"targets/{i}/{key}", name=target.name, what=what)


def too_frequent(dataset: Dataset) -> Iterator[Problem]:
    """Q603: a target's frequency is no finer than the plan's filings."""
    every = dataset.plan.filing.every
    for i, target in enumerate(dataset.targets):
        if target.months < MONTHS[every]:
            words: dict[str, object] = {"name": target.name, "frequency": target.frequency, "every": every}
            yield problem("Q603", TARGETS, f"targets/{i}/frequency", **words)


def baselines(dataset: Dataset) -> Iterator[Problem]:
    """Q604: a baseline's period ends at T0. Q605: what accumulates from T0 starts at 0."""
    for i, target in enumerate(dataset.targets):
        own = own_plan(dataset.plan, target)
        start, figure = own.month(own.start), baseline_of(target)
        if figure and figure.period.last != start:
            months = figure.period.months if start % figure.period.months == 0 else 1
            right = Period.ending(start, months, own.shift)
            words: dict[str, object] = {
                "name": target.name,
                "period": figure.period,
                "start": own.start,
                "right": right,
            }
            yield problem("Q604", TARGETS, f"targets/{i}/baseline/period", **words)
        elif figure and target.measure == "since_plan" and figure.value:
            pointer = f"targets/{i}/baseline/value"
            yield problem("Q605", TARGETS, pointer, name=target.name, value=figure.value)


def milestones(dataset: Dataset) -> Iterator[Problem]:
    """Q606: milestones lie between T0 and T1."""
    for i, target in enumerate(dataset.targets):
        for place, now, stones in _all_milestones(target):
            own = own_plan(dataset.plan, now)
            start, end = own.month(own.start), own.month(own.end)
            for period in stones:
                if not start < period.last < end:
                    words: dict[str, object] = {"name": target.name, "period": period}
                    words |= {"start": own.start, "end": own.end}
                    yield problem_of_key("Q606", TARGETS, f"targets/{i}/{place}/{period}", **words)


def _all_milestones(target: AnyTarget) -> Iterator[tuple[str, AnyTarget, Iterable[Period]]]:
    """Its milestones, and those that revisions set: where, the target then, and for which periods."""
    if has_path(target):
        yield "milestones", target, target.milestones
        for k, one in enumerate(target.revised):
            yield f"revised/{k}/milestones", goal_on(target, one.on), one.milestones or ()


def disordered(dataset: Dataset) -> Iterator[Problem]:
    """Q611: milestones lead from the baseline to the target without turning back, after revisions, too."""
    for i, declared in enumerate(dataset.targets):
        pointer = f"targets/{i}/milestones"
        if words := _turned_back(declared):
            yield problem("Q611", TARGETS, f"{pointer}/{words['period']}", **words)
        for k, revision in enumerate(getattr(declared, "revised", ())):
            if revision.milestones is not None:
                pointer = f"targets/{i}/revised/{k}/milestones"
            if words := _turned_back(goal_on(declared, revision.on)):
                yield problem("Q611", TARGETS, f"{pointer}/{words['period']}", **words)


def _turned_back(target: AnyTarget) -> dict[str, object]:
    """The first of its milestones that leads away from the target, or beyond it; nothing where none does."""
    if not has_path(target) or not target.milestones or target.value is None:
        return {}
    sign = 1 if target.op in (">=", ">") else -1
    figure = baseline_of(target)
    before = figure.value if figure else None
    for period, value in sorted(target.milestones.items(), key=lambda pair: pair[0].last):
        if (before is not None and sign * (value - before) < 0) or sign * (target.value - value) < 0:
            words: dict[str, object] = {"name": target.name, "period": period, "value": value}
            return words | {"before": "–" if before is None else before, "target": target.value}
        before = value
    return {}


def history_twice(dataset: Dataset) -> Iterator[Problem]:
    """Q614: two values of one target for one period's end, in its history and its baseline."""
    for i, target in enumerate(dataset.targets):
        baseline = baseline_of(target)
        seen = {baseline.period.last: "baseline"} if baseline else {}
        for k, figure in enumerate(target.history):
            at = f"history/{k}"
            first = seen.setdefault(figure.period.last, at)
            if first != at:
                words: dict[str, object] = {"name": target.name, "period": figure.period}
                words["first"] = nth(first) if "/" in first else first
                yield problem("Q614", TARGETS, f"targets/{i}/{at}/period", **words)


def members(dataset: Dataset) -> Iterator[Problem]:
    """Q612: a group has members, each once."""
    for i, group in enumerate(dataset.unit_groups):
        if not group.members:
            yield problem(
                "Q612", UNITS, f"groups/{i}/members", name=group.name, what=words_of("found_no_member")
            )
        for k, unit in enumerate(group.members):
            if unit in group.members[:k]:
                twice = words_of("found_member_twice", unit=unit)
                yield problem("Q612", UNITS, f"groups/{i}/members/{k}", name=group.name, what=twice)


def leads(dataset: Dataset) -> Iterator[Problem]:
    """Q615: a task's lead is one of its units. Q616: an action is due within the plan."""
    start, end = dataset.plan.start, dataset.plan.end
    for i, task in enumerate(dataset.tasks):
        units = {*index(dataset).members(task.units), *task.units}
        if task.lead and task.lead not in units:
            yield problem("Q615", TASKS, f"tasks/{i}/lead", id=task.lead, task=task.id)
        for j, action in enumerate(task.actions):
            if action.due and not start < action.due <= end:
                words: dict[str, object] = {"id": action.id, "due": action.due, "start": start, "end": end}
                yield problem("Q616", TASKS, f"tasks/{i}/actions/{j}/due", **words)


def limits(dataset: Dataset) -> Iterator[Problem]:
    """Q607: the lower limit comes first. Q619: the plan's own figures lie within those that it states."""
    for i, target in enumerate(dataset.targets):
        if not isinstance(target.limits, tuple):
            continue
        low, high = target.limits
        words: dict[str, object] = {"name": target.name, "low": low, "high": high}
        if low is not None and high is not None and low > high:
            yield problem("Q607", TARGETS, f"targets/{i}/limits", **words)
            continue
        for place, figure in plan_figures(target):
            if (low is not None and figure < low) or (high is not None and figure > high):
                yield problem("Q619", TARGETS, f"targets/{i}/{place}", value=figure, **words)


def unserved(dataset: Dataset) -> Iterator[Problem]:
    """Q608, Q609: a target has a reporter and a task. Q610: a unit has something to do, if anyone has."""
    first = dataset.units[0].id if dataset.units else "unit"
    for i, target in enumerate(dataset.targets):
        if not target.reporters:
            yield problem("Q608", TARGETS, f"targets/{i}/reporters", name=target.name, example=first)
        if not target.tasks and not target.of and "tasks" not in dataset.assumed.get(target.id, ()):
            yield problem("Q609", TARGETS, f"targets/{i}/tasks", name=target.name)
    named = {unit for target in dataset.targets for unit in target.reporters} | {*index(dataset).tasks_of}
    busy = {one for unit in named for one in successions(dataset).get(unit, ())}
    begun = bool(dataset.targets or dataset.tasks)
    for i, unit in enumerate(dataset.units):
        if begun and unit.id not in busy:
            yield problem("Q610", UNITS, f"units/{i}/id", name=unit.name)
