"""What the plan asks is not lowered in silence: between two states of the data, what became easier."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from qstrong.model.dataset import Dataset
from qstrong.model.index import index
from qstrong.model.problem import Problem
from qstrong.text.catalogue import words_of
from qstrong.text.edits import key_title, moved, sides
from qstrong.text.problems import problem
from qstrong.timeline.edits.walk import ORDER, Edit, PlanPart, plan_edits

GOALS = frozenset(
    """kind measure uom op value direction baseline quantity change between over computed of method""".split()  # noqa: SIM905
)
"""Keys that make another goal of it where nobody can tell which is easier: told as well."""
REASONED = frozenset({"revised", "withdrawn"})
"""Keys that ease a goal and say why: `diff` tells of them, and nobody is warned."""
Answering = Callable[[Dataset, str], tuple[str, ...]]


def _reporters(data: Dataset, name: str) -> tuple[str, ...]:
    target = index(data).targets.get(name)
    return target.reporters if target else ()


def _actors(data: Dataset, name: str) -> tuple[str, ...]:
    return next((units for _, action, units in index(data).actors if action.id == name), ())


ANSWERING: Mapping[PlanPart, Answering] = {"targets": _reporters, "actions": _actors}
"""Who answers for a thing of the plan; for all else any unit."""


def eased(base: Dataset, head: Dataset) -> Iterator[Problem]:
    """Q705: what *head* made easier in the plan after the first filing of whoever answers for it.

    By *base*'s filings and its units: what the change itself says of them has no say.
    """
    filed = {filing.unit for filing in base.filings}
    for edit in plan_edits(base, head):
        who = ANSWERING.get(edit.part)
        begun = filed & set(who(base, edit.subject)) if who and edit.subject else filed
        if begun and edit.part != "filings" and _told(edit):
            yield _problem(base, edit)


def _told(edit: Edit) -> bool:
    name = edit.key.partition("/")[0]
    return name not in REASONED and (edit.ease == "easier" or (edit.ease == "unclear" and name in GOALS))


def _problem(base: Dataset, edit: Edit) -> Problem:
    before, after = moved(edit.old, edit.new) if edit.key == ORDER else sides(edit.old, edit.new)
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
        ease=words_of("eased_so" if edit.ease == "easier" else "eased_perhaps"),
    )
