"""What the plan asks is not lowered in silence: between two states of the data, what became easier."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from qstrong.model.dataset import Dataset
from qstrong.model.index import index
from qstrong.model.plan import Plan
from qstrong.model.problem import Problem
from qstrong.model.terms.course import Revision, Withdrawn
from qstrong.text.catalogue import words_of
from qstrong.text.edits import key_title
from qstrong.text.problems import problem
from qstrong.timeline.course import reporters
from qstrong.timeline.edits.walk import Edit, PlanPart, plan_edits
from qstrong.timeline.owed import close_day, filing_periods_until

GOALS = frozenset(
    """kind measure definition uom op value direction baseline history quantity change between over computed
    of method frequency reporters""".split()  # noqa: SIM905
)
"""Keys that make another goal of it where nobody can tell which is easier: told as well."""
REASONED = frozenset({"revised", "withdrawn"})
"""Keys that ease a goal and say why: `diff` tells of them, and nobody is warned of what is still to come."""
Answering = Callable[[Dataset, str], tuple[str, ...]]


def _reporters(data: Dataset, name: str) -> tuple[str, ...]:
    """Who reports a target or its parts, and whoever did so before them."""
    target = index(data).targets.get(name)
    return tuple(reporters(data, target.reporters if target else ()).units)


def _actors(data: Dataset, name: str) -> tuple[str, ...]:
    return next((units for _, action, units in index(data).actors if action.id == name), ())


ANSWERING: Mapping[PlanPart, Answering] = {"targets": _reporters, "actions": _actors}
"""Who answers for a thing of the plan; for all else any unit."""


def eased(base: Dataset, head: Dataset, day: date) -> Iterator[Problem]:
    """Q705: what *head* made easier in the plan after the first filing of whoever answers for it.

    By *base*'s filings, its units and its days: what the change itself says of them has no say. A goal
    revised or withdrawn with a reason is one only from a day on which periods had yet to close that have
    closed by *day*: the verdicts of the time change with it.
    """
    filed = {filing.unit for filing in base.filings}
    closed = _last_close(base.plan, day)
    for edit in plan_edits(base, head):
        who = ANSWERING.get(edit.part)
        begun = filed & set(who(base, edit.subject)) if who and edit.subject else filed
        if begun and edit.part != "filings" and (words := _told(edit, closed)):
            yield _problem(base, edit, words)


def _last_close(plan: Plan, day: date) -> date:
    """The close day that came last before *day*."""
    closes = (close_day(plan, period) for period in filing_periods_until(plan, day))
    return max((one for one in closes if one < day), default=date.min)


def _told(edit: Edit, closed: date) -> str:
    """The words for what *edit* does, where somebody is warned of it, else ""."""
    name = edit.key.partition("/")[0]
    if name in REASONED:
        backdated = any(
            isinstance(one, Revision | Withdrawn) and one.on <= closed for one in (edit.old, edit.new)
        )
        return "eased_past" if backdated and edit.ease in ("easier", "unclear") else ""
    if edit.ease == "easier":
        return "eased_so"
    return "eased_perhaps" if edit.ease == "unclear" and name in GOALS else ""


def _problem(base: Dataset, edit: Edit, words: str) -> Problem:
    before, after = edit.said()
    title = key_title(edit.model, edit.key) if edit.key else words_of("diff_gone")
    return problem(
        "Q705",
        edit.path,
        edit.pointer,
        name=edit.name or base.plan.title,
        what=title,
        field=edit.key or edit.subject,
        old=before,
        value=after,
        ease=words_of(words),
        hint=words_of("added_eased") if edit.old is None and edit.key else None,
    )
