"""What holds on a day: which targets there are, with which goals, and which units answer for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from operator import is_

from qstrong.model.dataset import Dataset
from qstrong.model.index import index, once
from qstrong.model.kinds import has_path, revisions_of
from qstrong.model.plan import AnyTarget
from qstrong.model.shapes.value import dataclass, with_fields
from qstrong.model.task import Task, Unit
from qstrong.model.terms.course import Revision


@dataclass(frozen=True, slots=True)
class GoalBefore:
    """A target as it was until its goal was revised."""

    on: date
    target: AnyTarget


def whole(dataset: Dataset) -> Dataset:
    """The dataset as its files declare it, of one that holds on a day, too."""
    return dataset.whole or dataset


@once
def on(dataset: Dataset, day: date) -> Dataset:
    """The dataset that holds on *day*.

    Its targets are those added by then and not withdrawn, each with the goal in force and with the units
    that answer for it; so are its tasks' and actions' units those that answer then.
    """
    declared = whole(dataset)
    targets = tuple(
        _answered(declared, goal_on(target, day), day) for target in declared.targets if is_there(target, day)
    )
    tasks = tuple(_tasked(declared, task, day) for task in declared.tasks)
    if _same(targets, declared.targets) and _same(tasks, declared.tasks):
        return declared
    return replace(declared, targets=targets, tasks=tasks, whole=declared)


def until_news(dataset: Dataset, day: date) -> date:
    """The earliest day by which the same was filed, and by the same units, as by *day*."""
    if any(unit.until for unit in dataset.units):
        return day
    return min(day, max((one.filed for one in dataset.filings), default=day))


def _same(some: Sequence[object], others: Sequence[object]) -> bool:
    return len(some) == len(others) and all(map(is_, some, others))


def is_there(target: AnyTarget, day: date) -> bool:
    """Whether *target* is added by *day*, and not withdrawn."""
    added = target.added is None or target.added <= day
    return added and (target.withdrawn is None or day < target.withdrawn.on)


def goal_on(target: AnyTarget, day: date) -> AnyTarget:
    """*target* with each revision up to *day* laid over its goal."""
    for revision in revisions_of(target):
        if revision.on <= day:
            target = _laid(target, revision)
    return target


def _laid(target: AnyTarget, revision: Revision) -> AnyTarget:
    """Value, change and between replace one another; milestones not before a new end fall away."""
    goals = ("value", "change", "between")
    new: dict[str, object] = {}
    if any(getattr(revision, name) is not None for name in goals):
        new = {name: getattr(revision, name) for name in goals if hasattr(target, name)}
    new |= {
        name: stated
        for name in ("op", "end", "milestones")
        if (stated := getattr(revision, name)) is not None and hasattr(target, name)
    }
    if has_path(target) and revision.end:
        stones = target.milestones if revision.milestones is None else revision.milestones
        new["milestones"] = {period: value for period, value in stones.items() if period.end < revision.end}
    return with_fields(target, new)


def _answered(dataset: Dataset, target: AnyTarget, day: date) -> AnyTarget:
    now = answering(dataset, target.reporters, day)
    return target if now == target.reporters else replace(target, reporters=now)


def _tasked(dataset: Dataset, task: Task, day: date) -> Task:
    actions = tuple(
        replace(one, units=now) if (now := _acting(dataset, one.units, day)) != one.units else one
        for one in task.actions
    )
    units = _acting(dataset, task.units, day)
    if units == task.units and _same(actions, task.actions):
        return task
    lead = _acting(dataset, (task.lead,), day)[:1] if task.lead else ()
    return replace(task, units=units, lead=next(iter(lead), None), actions=actions)


def _acting(dataset: Dataset, names: tuple[str, ...], day: date) -> tuple[str, ...]:
    """Who acts on *day* for the units and groups that are named: as they are named, where nobody changed."""
    members = index(dataset).members(names)
    now = answering(dataset, members, day)
    return names if now == members else now


def holder(dataset: Dataset, unit: str, day: date) -> str:
    """Who is answerable on *day* for what *unit* filed: itself, or the last to come after it by then."""
    known = index(dataset).units
    line = successions(whole(dataset)).get(unit, (unit,))
    for name in line[line.index(unit) :]:
        last = known[name].until if name in known else None
        if last is None or day <= last:
            return name
    return unit


def answering(dataset: Dataset, names: tuple[str, ...], day: date) -> tuple[str, ...]:
    """Who answers on *day* for the units that are named: they, or those before or after them.

    One that isn't there yet, and comes after nobody, doesn't as long as there is another.
    """
    known = index(dataset).units
    found = dict.fromkeys(
        one for name in names for one in (_holders(dataset, known, name, day) if name in known else (name,))
    )
    there = [name for name in found if name not in known or (known[name].from_ or day) <= day]
    return tuple(there or found)


def _holders(dataset: Dataset, known: Mapping[str, Unit], name: str, day: date) -> Iterator[str]:
    unit = known[name]
    passed = {name}
    while unit.until and day > unit.until:
        after = unit.successor or ""
        if after not in known or after in passed:
            return
        unit = known[after]
        passed.add(unit.id)
    yield from _there(dataset, unit, day, frozenset())


def _there(dataset: Dataset, unit: Unit, day: date, after: frozenset[str]) -> Iterator[str]:
    """The unit, or while it isn't there yet those that it comes after, however far back."""
    before: list[Unit] = []
    if unit.from_ and day < unit.from_:
        after |= {unit.id}
        before = [one for one in dataset.units if one.successor == unit.id and one.id not in after]
        before = [one for one in before if one.until and day <= one.until]
    if not before:
        yield unit.id
    for one in before:
        yield from _there(dataset, one, day, after)


@once
def successions(dataset: Dataset) -> Mapping[str, tuple[str, ...]]:
    """By unit all that are one reporter with it, the oldest first: those before it, itself, those after."""
    after = {unit.id: unit.successor for unit in dataset.units}

    def following(name: str) -> list[str]:
        found = [name]
        while (name := after.get(name) or "") and name in after and name not in found:
            found.append(name)
        return found

    ways = {unit.id: following(unit.id) for unit in dataset.units}
    before: dict[str, list[str]] = {name: [] for name in ways}
    for one, way in sorted(ways.items(), key=lambda item: -len(item[1])):
        for name in way[1:]:
            before[name].append(one)
    return {name: (*before[name], *way) for name, way in ways.items()}


@dataclass(frozen=True, slots=True)
class Reporters:
    """The reporters of a target, in the order in which it names them, with who is one with whom."""

    names: tuple[str, ...]
    lines: Mapping[str, tuple[str, ...]]
    untils: Mapping[str, date | None]
    after: Mapping[str, str | None]
    """The unit that comes after each, where one does."""

    @property
    def units(self) -> frozenset[str]:
        """All that ever report: those named, and those before and after them."""
        return frozenset(unit for name in self.names for unit in self.lines.get(name, (name,)))

    def reporter(self, unit: str, day: date) -> str:
        """Whose value it is that *unit* files on *day*, by the name that the target has for it.

        The first one named that has the same heir on that day: so two, one of them before the other, are
        two until the last day of the units before that other, and two that become one are two until then.
        Else who is named next before it, or after it.
        """
        line = self.lines.get(unit, (unit,))
        if len(line) == 1:  # nobody came before it, nor after
            return unit
        heir = self.heir(unit, day)
        same = next((name for name in self.names if self.heir(name, day) == heir), None)
        if same is not None:
            return same
        kin = [name for name in self.names if name in line]
        before = line[: line.index(unit)]
        return min(kin, key=lambda name: (name not in before, self._apart(name, unit)), default=unit)

    def heir(self, unit: str, day: date) -> str:
        """The unit that has taken over from *unit* by *day*; itself where none has."""
        for one in self.lines.get(unit, ()):
            until = self.untils.get(unit)
            if one == self.after.get(unit) and until is not None and day > until:
                unit = one
        return unit

    def _apart(self, one: str, other: str) -> int:
        return abs(self.generation(one) - self.generation(other))

    def joined(self, name: str, day: date) -> tuple[str, ...]:
        """Those named who are one with *name* on *day*, it among them, in the target's order."""
        return (
            self.names[:1]
            if len(self.names) == 1
            else tuple(one for one in self.names if self.reporter(one, day) == name)
        )

    def generation(self, unit: str) -> int:
        """How many units came before *unit*."""
        return self.lines.get(unit, (unit,)).index(unit)


def reporters(dataset: Dataset, names: tuple[str, ...]) -> Reporters:
    """The reporters that are named, among the dataset's units."""
    return Reporters(names, successions(dataset), *_ends(dataset))


@once
def _ends(dataset: Dataset) -> tuple[Mapping[str, date | None], Mapping[str, str | None]]:
    """By unit its last day, and its successor."""
    units = dataset.units
    return {unit.id: unit.until for unit in units}, {unit.id: unit.successor for unit in units}
