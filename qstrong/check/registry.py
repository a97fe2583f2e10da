"""All rules, and running them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from qstrong.check import (
    dates,
    declared,
    evidence,
    filings,
    identity,
    plan,
    values,
    work,
)
from qstrong.check.course import spans, succession, terms
from qstrong.check.levels import settle
from qstrong.check.rule import TARGETS, TASKS, UNITS, Context, RuleOnFilings, RuleOnPlan
from qstrong.check.sizes.questions import sizes
from qstrong.model.dataset import Dataset
from qstrong.model.plan import Plan
from qstrong.model.problem import Problem

PLAN_RULES: tuple[RuleOnPlan, ...] = (
    identity.duplicate_ids,
    identity.unknown_ids,
    identity.foreign_actors,
    identity.reserved_names,
    identity.ambiguous_names,
    plan.plan_ends,
    plan.too_fine,
    plan.whole_years,
    plan.too_frequent,
    plan.baselines,
    plan.milestones,
    plan.disordered,
    plan.history_twice,
    plan.limits,
    plan.unserved,
    plan.members,
    plan.leads,
    spans.own_time,
    spans.last_period,
    spans.in_years,
    terms.same_indicator,
    terms.one_goal,
    terms.reversed_bounds,
    terms.growth_terms,
    terms.year_starts,
    terms.revised,
    terms.withdrawn,
    terms.computed,
    terms.unmeasured,
    succession.successors,
    succession.nobody_left,
)
FILING_RULES: tuple[RuleOnFilings, ...] = (
    filings.refused,
    filings.disagreeing,
    filings.action_reports,
    work.reported_work,
    work.explanations,
    sizes,
    values.precise,
    values.outliers,
    values.uncomparable,
    values.unchanged,
    declared.contradicting,
    dates.off_beat,
    dates.days_of_filing,
    dates.odd_periods,
    dates.nobody,
    evidence.sourceless,
    succession.out_of_office,
)


UNRECKONABLE = frozenset({"Q601", "Q618", "Q620", "Q621", "Q628", "Q630", "Q634"})
"""Where one of these is found, filings aren't looked at: nothing can be reckoned."""


def check(dataset: Dataset, day: date | None = None) -> tuple[Problem, ...]:
    """All that the rules find; of filings only where they can be reckoned with.

    *day* is that from which one looks; without it nothing is in the future, and nothing overdue.
    """
    found = tuple(problem for rule in PLAN_RULES for problem in rule(dataset))
    if any(problem.code in UNRECKONABLE for problem in found):
        return found
    context = Context.of(dataset, day)
    return (*found, *(problem for rule in FILING_RULES for problem in rule(context)))


def settled_problems(
    dataset: Dataset, read: Iterable[Problem], day: date | None = None
) -> tuple[Problem, ...]:
    """What reading and checking found, at the severities that the plan and the filings settle."""
    return settle(dataset, (*read, *check(dataset, day)))


def unusable(dataset: Dataset, read: Iterable[Problem], day: date) -> bool:
    """What `blocks` says of all that is settled, without going into filings where they have no say."""
    some = dataset if raises(dataset.plan) else replace(dataset, filings=(), voids=())
    return blocks(settled_problems(some, read, day))


def raises(plan: Plan) -> bool:
    """Whether *plan* makes an error of what is none: so that a filing may make it unusable."""
    return any(one.level == "error" for one in plan.severity.values())


def blocks(problems: Iterable[Problem]) -> bool:
    """Whether the plan itself can't be used: an error in one of its own files, or in the folder."""
    return any(
        problem.severity == "error" and problem.path in (TARGETS, TASKS, UNITS, "") for problem in problems
    )
