"""Which targets a reader asks for, and in which order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from qstrong.assess.report import STATUSES, Report, TargetReport, worst_first
from qstrong.cli.names import find, find_task, group_names, unit_names
from qstrong.cli.stop import bad_choice
from qstrong.cli.words import safe_word as word
from qstrong.model.base import Lang
from qstrong.model.dataset import Dataset
from qstrong.model.index import index
from qstrong.model.kinds import KINDS
from qstrong.model.task import Task, Unit, UnitGroup
from qstrong.text.labels import label_word
from qstrong.text.language import LANGUAGES
from qstrong.timeline.state import DATA_STATES

EVERY = frozenset({"all", "全部"})
"""What stands for every unit, where none goes by it."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What each filter names; those of one kind add up, those of several narrow down."""

    groups: list[str]
    units: list[str]
    tasks: list[str]
    statuses: list[str]
    states: list[str]
    kinds: list[str]


def choose(report: Report, filters: Filters, lang: Lang) -> tuple[TargetReport, ...]:
    """The targets that match; raises `StopError` (2) for a name that nothing goes by."""
    data = report.dataset
    groups = {find(group_names(data), name, lang).id for name in filters.groups}
    units = chosen_units(data, filters.units, lang)
    tasks = {find_task(data, name, lang).id for name in filters.tasks}
    statuses = _said("--status", filters.statuses, STATUSES, label_word, lang)
    states = _said("--data-state", filters.states, DATA_STATES, word, lang)
    kinds = _said("--kind", filters.kinds, tuple(KINDS), lambda kind, _: kind, lang)
    return tuple(
        one
        for one in report.targets
        if (not groups or one.target.group in groups)
        and (not units or units & set(one.target.reporters))
        and (not tasks or tasks & set(one.target.tasks))
        and (not statuses or one.status in statuses)
        and (not states or one.data in states)
        and (not kinds or one.target.kind in kinds)
    )


def chosen_units(data: Dataset, names: list[str], lang: Lang) -> set[str]:
    """The ids of the named units and groups' members; raises `StopError` (2) for an unknown name."""
    known: dict[str, Unit | UnitGroup] = {
        name: group for group in data.unit_groups for name in (group.id, *group.name.texts())
    }
    known |= unit_names(data)
    return {unit for name in names for unit in index(data).members((find(known, name, lang).id,))}


def units_named(data: Dataset, names: list[str], lang: Lang) -> list[Unit]:
    """The same as units, in the order of units.yaml; `all`: every one that answers for something.

    What has ended is not among all.
    """
    if not EVERY.isdisjoint(names) and EVERY.isdisjoint(unit_names(data)):
        answers = {name for one in data.targets for name in one.reporters}
        answers |= set(index(data).members(name for task in data.tasks for name in task.units))
        return [unit for unit in data.units if unit.id in answers]
    chosen = chosen_units(data, names, lang)
    return [unit for unit in data.units if unit.id in chosen]


def chosen_tasks(data: Dataset, names: list[str], units: list[str], lang: Lang) -> list[Task]:
    """The tasks that are named, of *units* that are; raises `StopError` (2) for an unknown name."""
    wanted = {find_task(data, name, lang).id for name in names}
    own = chosen_units(data, units, lang)
    return [
        one
        for one in data.tasks
        if (not wanted or one.id in wanted) and (not own or own & set(index(data).members(one.units)))
    ]


def _said(
    option: str, names: list[str], choices: tuple[str, ...], say: Callable[[str, Lang], str], lang: Lang
) -> set[str]:
    """Those of *choices* that are named, by their identifiers or the words that the table shows."""
    known = {
        name: choice for choice in choices for name in (choice, *(say(choice, one) for one in LANGUAGES))
    }
    for name in names:
        if name not in known:
            raise bad_choice(option, name, choices, known, lang)
    return {known[name] for name in names}


def sorted_targets(targets: tuple[TargetReport, ...], sort: str) -> tuple[TargetReport, ...]:
    """*targets* in the plan's order, the worst first, the least complete, the most behind, or by name."""
    none = Fraction(10**9)
    if sort == "status":
        return worst_first(targets)
    if sort == "name":
        return tuple(sorted(targets, key=lambda one: one.target.id))
    if sort in ("completion", "lead"):
        shares = [(getattr(one.verdict, sort), one) for one in targets]
        return tuple(
            one
            for _, one in sorted(
                shares, key=lambda pair: none if pair[0] is None or pair[1].last_status else pair[0]
            )
        )
    return targets
