"""All rules, and running them."""

from __future__ import annotations

from collections.abc import Iterable

from qstrong.check import filings, identity, plan
from qstrong.check.rule import TARGETS, TASKS, UNITS, Context, FilingRule, PlanRule
from qstrong.model.dataset import Dataset
from qstrong.model.problem import Problem

PLAN_RULES: tuple[PlanRule, ...] = (
    identity.duplicate_ids,
    identity.unknown_ids,
    identity.foreign_actors,
    identity.ambiguous_names,
    plan.plan_ends,
    plan.whole_years,
    plan.too_frequent,
    plan.baselines,
    plan.milestones,
    plan.limits,
    plan.unserved,
)
FILING_RULES: tuple[FilingRule, ...] = (filings.refused, filings.disagreeing, filings.action_reports)


def check(dataset: Dataset) -> tuple[Problem, ...]:
    """All that the rules find; of filings only where the plan's own files have no error."""
    found = tuple(problem for rule in PLAN_RULES for problem in rule(dataset))
    if blocks(found):
        return found
    context = Context.of(dataset)
    return (*found, *(problem for rule in FILING_RULES for problem in rule(context)))


def blocks(problems: Iterable[Problem]) -> bool:
    """Whether the plan itself can't be used: an error in one of its own files, or in the folder."""
    return any(
        problem.severity == "error" and problem.path in (TARGETS, TASKS, UNITS, "") for problem in problems
    )
