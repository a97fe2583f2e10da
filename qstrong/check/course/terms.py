"""Rules on what a goal is made of: its own time, changes, revisions, parts, and targets of one indicator."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from qstrong.check.rule import TARGETS, at_target
from qstrong.model.base import Text
from qstrong.model.dataset import Dataset
from qstrong.model.index import index
from qstrong.model.kinds import goal_of, has_bounds, has_rates, may_be_relative
from qstrong.model.kinds import of as traits_of
from qstrong.model.period import last_day, month_number
from qstrong.model.plan import AnyTarget, LevelTarget, Plan, satisfies
from qstrong.model.problem import Problem
from qstrong.model.terms.course import Revision
from qstrong.text.catalogue import words_of
from qstrong.text.problems import problem
from qstrong.timeline.course import goal_on
from qstrong.timeline.owed import own_plan

KEYS_OF_REVISIONS = ("value", "change", "between", "op", "end", "milestones")


def same_indicator(dataset: Dataset) -> Iterator[Problem]:
    """Q637: what accumulates has one T0 for all that are judged on it."""
    known = index(dataset).targets
    for i, target in enumerate(dataset.targets):
        other = known.get(target.of or "")
        if other and target.measure == "since_plan" and other.measure == "since_plan":
            one, two = own_plan(dataset.plan, target).start, own_plan(dataset.plan, other).start
            if one != two:
                yield at_target("Q637", i, target, "start" if target.start else "of", start=one, right=two)


def one_goal(dataset: Dataset) -> Iterator[Problem]:
    """Q624: exactly one of value and change. Q625: a change says one thing, which its baseline allows."""
    for i, target in enumerate(dataset.targets):
        if not may_be_relative(target):
            continue
        if (target.value is None) == (target.change is None):
            yield at_target("Q624", i, target, "change" if target.change else "id")
        for place, one in _changes(target):
            if what := _wrong_change(target, one):
                yield at_target("Q625", i, target, place, what=what)


def _changes(target: LevelTarget) -> Iterator[tuple[str, LevelTarget]]:
    """The target as it is declared, and after each revision, where the goal is relative then."""
    if target.change:
        yield "change", target
    for k, revision in enumerate(target.revised):
        now = goal_on(target, revision.on)
        assert may_be_relative(now)
        if now.change and (revision.change or revision.op):
            yield f"revised/{k}/{'change' if revision.change else 'op'}", now


def _wrong_change(target: LevelTarget, one: LevelTarget) -> Text | None:
    change = one.change
    assert change
    said = [name for name in ("percent", "times", "by", "points") if getattr(change, name) is not None]
    if len(said) != 1:
        return words_of("found_one_change")
    if target.measure == "since_plan":
        return words_of("found_change_from_zero")
    if change.points is not None and target.uom != "%":
        return words_of("found_points")
    step = change.times - 1 if change.times is not None else getattr(change, said[0])
    against = step < 0 if one.op in (">=", ">") else step > 0
    return words_of("found_against_op", op=one.op) if against else None


def reversed_bounds(dataset: Dataset) -> Iterator[Problem]:
    """Q635: of a range the lower bound comes first."""
    for i, target in enumerate(dataset.targets):
        if not has_bounds(target):
            continue
        every = [("between", target.between)]
        every += [
            (f"revised/{k}/between", one.between) for k, one in enumerate(target.revised) if one.between
        ]
        for place, (low, high) in every:
            if low > high:
                yield at_target("Q635", i, target, place, low=low, high=high)


def growth_terms(dataset: Dataset) -> Iterator[Problem]:
    """Q633: a growth for every year is a least one, none is -100 % or less, or in some years only."""
    for i, declared in enumerate(dataset.targets):
        if not has_rates(declared):
            continue
        for place, target in _in_force(declared):
            assert has_rates(target)
            if target.over == "year" and target.op not in (">=", ">"):
                yield at_target("Q633", i, target, f"{place}op", what=words_of("found_growth_op"))
            if target.value <= -100:
                yield at_target("Q633", i, target, f"{place}value", what=words_of("found_growth_least"))
        if not isinstance(declared.frequency, str):
            yield at_target("Q633", i, declared, "frequency", what=words_of("found_growth_years"))


def _in_force(target: AnyTarget) -> Iterator[tuple[str, AnyTarget]]:
    """The target as it is declared, and as each revision of its goal or its op leaves it: where, and what."""
    yield "", target
    for k, one in enumerate(getattr(target, "revised", ())):
        if one.value is not None or one.op is not None:
            yield f"revised/{k}/", goal_on(target, one.on)


def year_starts(dataset: Dataset) -> Iterator[Problem]:
    """Q634: a year starts with one of twelve months."""
    year = dataset.plan.year
    if year and not 1 <= year.starts <= 12:
        yield problem("Q634", TARGETS, "plan/year/starts", starts=year.starts)


def revised(dataset: Dataset) -> Iterator[Problem]:
    """Q626: revisions come in the order of days, before the ends in force, and say what the kind has."""
    for i, target in enumerate(dataset.targets):
        last = date.min
        for k, one in enumerate(getattr(target, "revised", ())):
            key, what = (
                _wrong_terms(target, one) or _wrong_days(dataset.plan, target, one, last) or ("", None)
            )
            if what:
                yield at_target("Q626", i, target, f"revised/{k}/{key}".rstrip("/"), what=what)
            last = max(last, one.on)


def _wrong_terms(target: AnyTarget, one: Revision) -> tuple[str, Text] | None:
    """What a revision can't say, and where."""
    said = [key for key in KEYS_OF_REVISIONS if getattr(one, key) is not None]
    foreign = next((key for key in said if not hasattr(target, key)), None)
    if foreign:
        return foreign, words_of("found_foreign_key", key=foreign, kind=target.kind)
    if len({"value", "change", "between"} & {*said}) > 1:
        return "", words_of("found_two_goals")
    return None if said else ("", words_of("found_no_revision"))


def _wrong_days(plan: Plan, target: AnyTarget, one: Revision, last: date) -> tuple[str, Text] | None:
    """What is wrong with a revision's days, *last* being the day of the one before."""
    ends = [goal_on(target, last).end or plan.end, *([one.end] if one.end else [])]
    if one.end and one.end != last_day(month_number(one.end)):
        return "end", words_of("found_month_end")
    if one.end and not plan.start < one.end <= plan.end:
        return "end", words_of("found_in_plan", start=plan.start, end=plan.end)
    if one.on <= last:
        return "on", words_of("found_after", day=last)
    return ("on", words_of("found_before", day=min(ends))) if one.on >= min(ends) else None


def withdrawn(dataset: Dataset) -> Iterator[Problem]:
    """Q627: a part isn't withdrawn before what is computed of it; nothing before it was added."""
    known = index(dataset).targets
    for i, target in enumerate(dataset.targets):
        if target.added and target.withdrawn and target.withdrawn.on <= target.added:
            what = words_of("found_after", day=target.added)
            yield at_target("Q627", i, target, "withdrawn/on", what=what)
    places = {target.id: i for i, target in enumerate(dataset.targets)}
    for whole in dataset.targets:
        for name in whole.computed.parts if whole.computed and not whole.of else ():
            part = known.get(name)
            if (
                part
                and part.withdrawn
                and (whole.withdrawn is None or part.withdrawn.on < whole.withdrawn.on)
            ):
                what = words_of("found_part_needed", name=whole.name)
                yield at_target("Q627", places[name], part, "withdrawn/on", what=what)


def computed(dataset: Dataset) -> Iterator[Problem]:
    """Q628: what a computed target is made of. Q629: its parts' goals fall short of its own (指标分解)."""
    for i, target in enumerate(dataset.targets):
        how = target.computed
        if how is None or target.of:
            continue
        place = f"computed/{'sum' if how.sum else 'ratio'}" if how.parts else "computed"
        if what := _wrong_parts(dataset, target):
            yield at_target("Q628", i, target, place, what=what)
        elif how.sum and (total := _short(dataset, target)) is not None:
            yield at_target("Q629", i, target, place, total=total, goal=goal_of(target))


def _wrong_parts(dataset: Dataset, target: AnyTarget) -> Text | None:
    how, known = target.computed, index(dataset).targets
    assert how
    if bool(how.sum) == bool(how.ratio) or len(set(how.parts)) < len(how.parts):
        return words_of("found_sum_or_ratio")
    if (how.sum and how.times != 1) or how.times == 0:
        return words_of("found_times")
    if how.ratio and (len(how.ratio) != 2 or target.measure != "rate"):
        return words_of("found_ratio_of_two")
    fit = ("any", "sum") if how.sum else ("any",)
    for name in how.parts:
        part = known.get(name)
        if part is None or part.of or part.computed or traits_of(part).part not in fit:
            return words_of("found_no_part", id=name)
        if part.frequency != target.frequency:
            return words_of("found_part_frequency", id=name)
        if how.sum and (part.uom, part.measure) != (target.uom, target.measure):
            return words_of("found_part_uom", id=name)
    return None


def _short(dataset: Dataset, target: AnyTarget) -> Fraction | None:
    """The sum of the parts' goals, where each has one and together they don't meet the target's."""
    assert target.computed
    known = index(dataset).targets
    goals = [goal_of(known[name]) for name in target.computed.parts]
    stated = [Fraction(goal) for goal in goals if goal is not None]
    goal, op = goal_of(target), getattr(target, "op", None)
    if goal is None or op is None or len(stated) < len(goals):
        return None
    total = sum(stated, Fraction(0))
    loose = {">": ">=", "<": "<="}
    return None if satisfies(total, loose.get(op, op), goal) else total


def unmeasured(dataset: Dataset) -> Iterator[Problem]:
    """Q636: no unit of measure."""
    for i, target in enumerate(dataset.targets):
        if not target.uom and not target.of:
            yield at_target("Q636", i, target, "uom")
