"""Rules on identity in the plan's own files: ids once each, and none that isn't there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qstrong.check.rule import TARGETS, TASKS, UNITS, nth
from qstrong.model.base import Text
from qstrong.model.dataset import Dataset
from qstrong.model.index import index, names_of
from qstrong.model.problem import Problem
from qstrong.text.catalogue import words_of
from qstrong.text.problems import guess, problem

RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
)
"""What Windows keeps for devices, alone or before a dot: no file or folder has such a name there."""
Placed = Iterable[tuple[str, str]]
"""Ids, each with its pointer."""


def duplicate_ids(dataset: Dataset) -> Iterator[Problem]:
    """Q150: two targets, groups, tasks, sections, actions or units with one id."""
    yield from _twice(TARGETS, ((group.id, f"groups/{i}/id") for i, group in enumerate(dataset.groups)))
    yield from _twice(TARGETS, ((target.id, f"targets/{i}/id") for i, target in enumerate(dataset.targets)))
    yield from _twice(TASKS, ((one.id, f"sections/{i}/id") for i, one in enumerate(dataset.sections)))
    yield from _twice(TASKS, ((task.id, f"tasks/{i}/id") for i, task in enumerate(dataset.tasks)))
    yield from _twice(
        TASKS,
        (
            (action.id, f"tasks/{i}/actions/{j}/id")
            for i, task in enumerate(dataset.tasks)
            for j, action in enumerate(task.actions)
        ),
    )
    units = [(unit.id, f"units/{i}/id") for i, unit in enumerate(dataset.units)]
    groups = [(group.id, f"groups/{i}/id") for i, group in enumerate(dataset.unit_groups)]
    yield from _twice(UNITS, [*units, *groups])


def _twice(path: str, ids: Placed) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for name, pointer in ids:
        if name in seen:
            yield problem("Q150", path, pointer, id=name, first=nth(seen[name].removesuffix("/id")))
        seen.setdefault(name, pointer)


def unknown_ids(dataset: Dataset) -> Iterator[Problem]:
    """Q151: a group, section, task or unit that is named but isn't there."""
    groups, sections = names_of(dataset.groups), names_of(dataset.sections)
    tasks, units = names_of(dataset.tasks), names_of(dataset.units)
    either = units | names_of(dataset.unit_groups)
    group, section = words_of("found_group"), words_of("found_section")
    task, unit = words_of("found_task"), words_of("found_unit")
    for i, target in enumerate(dataset.targets):
        at = f"targets/{i}"
        yield from _unknown(TARGETS, group, groups, [(target.group, f"{at}/group")] if target.group else [])
        yield from _unknown(TARGETS, unit, units, _each(target.reporters, f"{at}/reporters"))
        yield from _unknown(TARGETS, task, tasks, _each(target.tasks, f"{at}/tasks"))
    for i, one in enumerate(dataset.tasks):
        at = f"tasks/{i}"
        yield from _unknown(TASKS, section, sections, [(one.section, f"{at}/section")])
        yield from _unknown(TASKS, unit, either, _each(one.units, f"{at}/units"))
        yield from _unknown(TASKS, unit, either, [(one.lead, f"{at}/lead")] if one.lead else [])
        for j, action in enumerate(one.actions):
            yield from _unknown(TASKS, unit, either, _each(action.units, f"{at}/actions/{j}/units"))
    for i, members in enumerate(dataset.unit_groups):
        yield from _unknown(UNITS, unit, units, _each(members.members, f"groups/{i}/members"))


def _each(names: tuple[str, ...], pointer: str) -> Placed:
    return ((name, f"{pointer}/{k}") for k, name in enumerate(names))


def _unknown(path: str, what: Text, known: dict[str, Text], ids: Placed) -> Iterator[Problem]:
    for name, pointer in ids:
        if name not in known:
            yield problem("Q151", path, pointer, what=what, id=name, guess=guess(name, known))


def foreign_actors(dataset: Dataset) -> Iterator[Problem]:
    """Q152: an action of units that its task doesn't name."""
    names, members_of = names_of(dataset.units), index(dataset).members
    for i, task in enumerate(dataset.tasks):
        allowed = {*members_of(task.units), *task.units}
        for j, action in enumerate(task.actions):
            for k, unit in enumerate(action.units):
                members = set(members_of((unit,)))
                if not members <= allowed and members <= set(names):
                    words: dict[str, object] = {"name": names.get(unit, Text(zh=unit)), "task": task.id}
                    yield problem("Q152", TASKS, f"tasks/{i}/actions/{j}/units/{k}", **words)


def reserved_names(dataset: Dataset) -> Iterator[Problem]:
    """Q154: a unit's id, which names the folder of its filings, that Windows reserves."""
    for i, unit in enumerate(dataset.units):
        first, dot, rest = unit.id.partition(".")
        if first in RESERVED:
            yield problem("Q154", UNITS, f"units/{i}/id", id=unit.id, better=f"{first}-unit{dot}{rest}")


def ambiguous_names(dataset: Dataset) -> Iterator[Problem]:
    """Q153: a name or an alias that stands for two units, or a name for two targets."""
    units = (
        (name, unit.id, f"units/{i}/{pointer}")
        for i, unit in enumerate(dataset.units)
        for name, pointer in [
            (unit.id, "id"),
            (unit.name.first, "name"),
            *((alias, f"aliases/{k}") for k, alias in enumerate(unit.aliases)),
        ]
    )
    targets = (
        (one.name.first, one.indicator, f"targets/{i}/name")  # goals of one indicator may share its name
        for i, one in enumerate(dataset.targets)
    )
    yield from _shared(UNITS, units)
    yield from _shared(TARGETS, targets)


def _shared(path: str, names: Iterable[tuple[str, str, str]]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for name, owner, pointer in names:
        if seen.setdefault(name, owner) != owner:
            yield problem("Q153", path, pointer, name=name, first=seen[name], id=owner)
