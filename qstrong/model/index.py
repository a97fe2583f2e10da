"""What is found in a dataset by id, and what is worked out of it once, however often it is asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar, get_args

from qstrong.model.base import Lang, Text
from qstrong.model.dataset import Dataset
from qstrong.model.filing import Filing
from qstrong.model.period import MONTHS, Period
from qstrong.model.plan import AnyTarget, Group, Plan, Target
from qstrong.model.task import Action, Task, Unit, UnitGroup

P = ParamSpec("P")
T = TypeVar("T")
_KEPT = 4
"""So many results of one function are kept: a run looks from few days."""


def once(function: Callable[Concatenate[Dataset, P], T]) -> Callable[Concatenate[Dataset, P], T]:
    """*function*, a pure one of a dataset and of values that can be hashed, worked out once for them."""

    @wraps(function)
    def kept(dataset: Dataset, /, *args: P.args, **keys: P.kwargs) -> T:
        results: dict[object, T] = dataset.kept.setdefault(function, {})
        key = (args, *sorted(keys.items()))
        if key not in results:
            while len(results) >= _KEPT:
                del results[next(iter(results))]
            results[key] = function(dataset, *args, **keys)
        return results[key]

    return kept


class _Named(Protocol):
    @property
    def id(self) -> str: ...


N = TypeVar("N", bound=_Named)


def _by_id(things: Iterable[N]) -> Mapping[str, N]:
    return {one.id: one for one in things}


Called = Target | Unit | UnitGroup | Task | Action | Group
"""What has an id, and a name or a title."""


def names_of(things: Iterable[Called]) -> dict[str, Text]:
    """By id what they are called: their names, or titles."""
    return {one.id: one.title if isinstance(one, Task | Action | Group) else one.name for one in things}


Offered = tuple[str, Mapping[str, str]]
"""A name that a shell offers, and what it is called, by language."""


def _offered(name: str, text: Text) -> Offered:
    return name, {lang: text.say(lang) for lang in get_args(Lang)}


def offered(
    plan: Plan,
    targets: Sequence[AnyTarget],
    groups: Sequence[Group],
    tasks: Sequence[Task],
    units: Sequence[Unit],
) -> dict[str, list[Offered]]:
    """What a shell offers of a plan, by its parts: ids with names, periods with their last days."""
    parts: dict[str, Sequence[Called]] = {
        "targets": targets,
        "groups": groups,
        "tasks": tasks,
        "actions": [action for task in tasks for action in task.actions],
        "units": units,
    }
    named = {part: [_offered(*one) for one in names_of(some).items()] for part, some in parts.items()}
    return {**named, "periods": _periods(plan)}


def _periods(plan: Plan) -> list[Offered]:
    """The periods of the plan's filings, from the first that is owed to that which covers T1."""
    months = MONTHS[plan.filing.every]
    before = plan.filing.from_.last - 1 if plan.filing.from_ else plan.month(plan.start)
    ends = range(before // months * months + months, plan.month(plan.end) + months, months)
    found = [Period.ending(month, months, plan.shift) for month in ends]
    return [_offered(str(one), Text(zh=one.end.isoformat())) for one in found]


class Index:
    """A dataset's targets, units, tasks, actions and groups by id, and what belongs to whom."""

    def __init__(self, dataset: Dataset) -> None:
        self._all = dataset
        self.targets: Mapping[str, AnyTarget] = _by_id(dataset.targets)
        self.units: Mapping[str, Unit] = _by_id(dataset.units)
        self.tasks: Mapping[str, Task] = _by_id(dataset.tasks)
        self.groups: Mapping[str, Group] = _by_id(dataset.groups)
        self.sections: Mapping[str, Group] = _by_id(dataset.sections)
        self.unit_groups: Mapping[str, UnitGroup] = _by_id(dataset.unit_groups)
        self.actions: Mapping[str, Action] = _by_id(one for task in dataset.tasks for one in task.actions)

    def members(self, names: Iterable[str]) -> tuple[str, ...]:
        """Unit ids with groups replaced by their members, in order, each once."""
        groups = self.unit_groups
        return tuple(
            dict.fromkeys(
                unit for name in names for unit in (groups[name].members if name in groups else (name,))
            )
        )

    @cached_property
    def order(self) -> Mapping[str, int]:
        """Where targets and actions stand in the plan."""
        return {name: k for k, name in enumerate((*self.targets, *self.actions))}

    @cached_property
    def actors(self) -> tuple[tuple[Task, Action, tuple[str, ...]], ...]:
        """Each action, in the plan's order, with the units that it belongs to: its own, else its task's."""
        return tuple(
            (task, action, self.members(action.units or task.units))
            for task in self._all.tasks
            for action in task.actions
        )

    @cached_property
    def actions_of(self) -> Mapping[str, tuple[tuple[Task, Action], ...]]:
        """By unit its actions, in the plan's order."""
        return _listed((unit, (task, action)) for task, action, units in self.actors for unit in units)

    @cached_property
    def tasks_of(self) -> Mapping[str, tuple[Task, ...]]:
        """By unit the tasks that it answers for, itself or in a group."""
        return _listed((unit, task) for task in self._all.tasks for unit in self.members(task.units))

    @cached_property
    def targets_of(self) -> Mapping[str, tuple[AnyTarget, ...]]:
        """By unit the targets that it reports, in the plan's order."""
        return _listed((unit, target) for target in self._all.targets for unit in target.reporters)

    @cached_property
    def judged_on(self) -> Mapping[str, tuple[AnyTarget, ...]]:
        """By indicator the targets that are judged on it, in the plan's order."""
        return _listed((target.indicator, target) for target in self._all.targets)

    @cached_property
    def filings_of(self) -> Mapping[str, tuple[Filing, ...]]:
        """By unit its filings, in the order of their paths."""
        return _listed((filing.unit, filing) for filing in self._all.filings)


def _listed(pairs: Iterable[tuple[str, T]]) -> Mapping[str, tuple[T, ...]]:
    found: defaultdict[str, list[T]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return defaultdict(tuple, {key: tuple(values) for key, values in found.items()})


index = once(Index)
"""The index of a dataset, built once."""
