"""What changed in the plan itself between two states of the data: each key, before and after.

The plan's own files, and what filings accept: all by which a verdict or a check can be another one
though nothing was filed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Literal

from qstrong.model.base import Text
from qstrong.model.dataset import Dataset, entry_pointer, filing_path
from qstrong.model.filing import entries_of
from qstrong.model.index import Called, index, names_of
from qstrong.model.plan import Figure, Plan
from qstrong.model.shapes.value import Fielded, dataclass
from qstrong.model.task import Action, Quantity
from qstrong.model.terms.course import Revision
from qstrong.text.edits import moved, sides
from qstrong.timeline.edits.ease import AnyBoth, Both, Ease
from qstrong.timeline.edits.keys import RULES, ease_of, ease_of_coming

PlanPart = Literal[
    "plan", "groups", "targets", "sections", "tasks", "actions", "units", "unit_groups", "office", "filings"
]
_FILES: Mapping[PlanPart, str] = {
    "plan": "targets.yaml", "groups": "targets.yaml", "targets": "targets.yaml", "sections": "tasks.yaml",
    "tasks": "tasks.yaml", "actions": "tasks.yaml", "units": "units.yaml", "unit_groups": "units.yaml",
    "office": "units.yaml",
}  # fmt: skip
ORDER = "order"
"""The key of a part whose things stand in another order."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One key that changed. Without a key the thing itself is new (`old` is None) or gone (`new` is)."""

    part: PlanPart
    subject: str
    """The id of what has the key; empty for the plan."""
    name: Text | None
    key: str
    """As its file has it, below what it stands in: `filing/due_days`, `milestones/2025`."""
    old: object
    new: object
    ease: Ease
    path: str
    pointer: str
    """Where it stands now, or stood."""
    model: type[object]
    """The class of what has the key."""

    def said(self) -> tuple[Text, Text]:
        """What stood there and what stands there, in words."""
        if self.key == ORDER and isinstance(self.old, tuple) and isinstance(self.new, tuple):
            return moved(self.old, self.new)
        return sides(self.old, self.new)


def plan_edits(base: Dataset, head: Dataset) -> tuple[Edit, ...]:
    """All that changed in the plan from *base* to *head*, part by part in the order of the files."""
    return () if base is head else tuple(_edits(base, head))


def _edits(base: Dataset, head: Dataset) -> Iterator[Edit]:
    walk = _Walk(base.plan, head.plan)
    yield from walk.keys("plan", base.plan, head.plan, "plan")
    yield from walk.things("groups", base.groups, head.groups)
    yield from walk.things("targets", base.targets, head.targets)
    yield from walk.things("sections", base.sections, head.sections)
    yield from walk.things("tasks", base.tasks, head.tasks)
    yield from walk.actions(_acting(base), _acting(head))
    yield from walk.things("units", base.units, head.units)
    yield from walk.things("unit_groups", base.unit_groups, head.unit_groups)
    yield from walk.keys("office", base.office, head.office, "office")
    yield from _accepted(base, head)


@dataclass(frozen=True, slots=True)
class _Acting:
    """An action and the task in which it stands."""

    action: Action
    task: str
    pointer: str


def _acting(dataset: Dataset) -> dict[str, _Acting]:
    return {
        action.id: _Acting(action, task.id, f"tasks/{i}/actions/{j}")
        for i, task in enumerate(dataset.tasks)
        for j, action in enumerate(task.actions)
    }


class _Walk:
    """Compares what two plans declare, thing by thing and key by key."""

    def __init__(self, *plans: Plan) -> None:
        self.before, self.after = plans

    def things(self, part: PlanPart, old: Sequence[Called], new: Sequence[Called]) -> Iterator[Edit]:
        """The things of a list by their ids: those that are new, gone, edited, and their order."""
        top = "groups" if part == "unit_groups" else part
        before, after = ({one.id: one for one in some} for some in (old, new))
        places = {one.id: f"{top}/{k}" for some in (old, new) for k, one in enumerate(some)}
        yield from _coming(part, before, after, places)
        for name, one in after.items():
            if name in before:
                yield from self.keys(part, before[name], one, places[name])
        left = tuple(name for name in before if name in after)
        right = tuple(name for name in after if name in before)
        if left != right:
            yield Edit(part, "", None, ORDER, left, right, "neither", _FILES[part], top, tuple)

    def actions(self, old: Mapping[str, _Acting], new: Mapping[str, _Acting]) -> Iterator[Edit]:
        """Those of all tasks: an action may move from one to another, and is the same."""
        before, after = ({name: one.action for name, one in some.items()} for some in (old, new))
        places = {name: one.pointer for some in (old, new) for name, one in some.items()}
        yield from _coming("actions", before, after, places)
        for name, two in new.items():
            if was := old.get(name):
                yield from self.keys("actions", was.action, two.action, two.pointer)
                if was.task != two.task:
                    both = self._both(was.task, two.task, was.action, two.action)
                    yield self._edit("actions", "task", both, two.pointer)

    def keys(
        self, part: PlanPart, old: Fielded, new: Fielded, pointer: str, within: str = ""
    ) -> Iterator[Edit]:
        """The keys of one thing that differ, down to the last value; *within*: what it stands in itself."""
        for name in dict.fromkeys(one.name for side in (new, old) for one in fields(side)):
            left, right = getattr(old, name, None), getattr(new, name, None)
            key = name.rstrip("_")
            if left == right or (part, key) in _ELSEWHERE:
                continue
            if left and right and type(left) is type(right) and type(left) in RULES:
                yield from self.keys(part, left, right, pointer, f"{within}{key}/")
                continue
            for at, one, two in _below(left, right):
                yield self._edit(part, key, self._both(one, two, old, new, at), pointer, within)

    def _both(self, left: object, right: object, old: object, new: object, at: str = "") -> AnyBoth:
        return Both(left, right, old, new, (self.before, self.after), at)

    def _edit(self, part: PlanPart, key: str, both: AnyBoth, pointer: str, within: str = "") -> Edit:
        subject = "" if part == "plan" else getattr(both.after, "id", "")
        called = names_of([both.after])[subject] if isinstance(both.after, Called) else None
        path = "/".join((f"{within}{key}", *([both.at] if both.at else [])))
        return Edit(
            part, subject, called, path, both.old, both.new, ease_of(key, both), _FILES[part],
            f"{pointer}/{path}", type(both.after),
        )  # fmt: skip


_ELSEWHERE = {("tasks", "actions")}
"""Keys whose things are compared by themselves."""


def _coming(
    part: PlanPart, before: Mapping[str, Called], after: Mapping[str, Called], places: Mapping[str, str]
) -> Iterator[Edit]:
    """What is new, then what is gone."""
    for name, thing in {**after, **before}.items():
        gone = name not in after
        if gone or name not in before:
            called = names_of([thing])[name]
            old, new = (called, None) if gone else (None, called)
            ease = ease_of_coming(thing, gone=gone)
            yield Edit(part, name, called, "", old, new, ease, _FILES[part], places[name], type(thing))


def _below(old: object, new: object) -> Iterator[tuple[str, object, object]]:
    """What differs below a key: entries of a mapping or list by their keys, keys of a figure; else itself."""
    left, right = _entries(old, new), _entries(new, old)
    if left is None and right is None:
        yield "", old, new
        return
    left, right = left or {}, right or {}
    for at in dict.fromkeys((*right, *left)):
        if left.get(at) != right.get(at):
            yield at, left.get(at), right.get(at)


def _entries(value: object, other: object) -> dict[str, object] | None:
    """What stands below in *value*, by key; None where there is nothing, or where *other* has none of it."""
    if isinstance(value, Figure | Quantity) and isinstance(other, type(value)):
        return {one.name: getattr(value, one.name) for one in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): one for key, one in value.items()}
    if isinstance(value, tuple) and value and all(isinstance(one, Figure) for one in value):
        return {str(one.period): one for one in value}
    if isinstance(value, tuple) and value and all(isinstance(one, Revision) for one in value):
        return {str(one.on): one for one in value}
    return None


def _accepted(base: Dataset, head: Dataset) -> Iterator[Edit]:
    """Which warnings filings accept, or no longer do."""
    before = {(one.unit, one.period): entries_of(one) for one in base.filings}
    names = names_of([*head.targets, *index(head).actions.values()])
    for filing in head.filings:
        was = before.get((filing.unit, filing.period), {})
        for key, (entry, k) in entries_of(filing).items():
            old = was[key][0].accept if key in was else ()
            if set(old) != set(entry.accept):
                ease: Ease = "harder"
                if set(entry.accept) - set(old):
                    ease = "easier" if key in was else "neither"  # what is new may be asked about at once
                pointer = f"{entry_pointer(head, filing, key[0], k)}/accept"
                yield Edit(
                    "filings", key[1], names.get(key[1]), "accept", old, entry.accept, ease,
                    filing_path(filing.unit, filing.period), pointer, type(entry),
                )  # fmt: skip
