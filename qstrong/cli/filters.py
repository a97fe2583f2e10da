"""Which targets a reader asks for, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from operator import attrgetter
from typing import TYPE_CHECKING

from qstrong.assess.actions import PRESSING
from qstrong.assess.aggregate import aggregate
from qstrong.assess.compare import better_or_worse
from qstrong.assess.report import Report, TargetReport
from qstrong.assess.verdict import GREEN, RED, STATUSES
from qstrong.cli.names import find, find_task, group_names, unit_group_names, unit_names
from qstrong.cli.stop import bad_choice
from qstrong.cli.stop import safe_word as word
from qstrong.model.base import Lang
from qstrong.model.dataset import Dataset
from qstrong.model.index import index
from qstrong.model.kinds import KINDS, goal_of, has_bounds, has_path
from qstrong.model.shapes.value import dataclass
from qstrong.model.task import Task, Unit, UnitGroup
from qstrong.text import families
from qstrong.text.kinds import KIND_WORDS
from qstrong.text.labels import label_word
from qstrong.text.language import LANGUAGES, say
from qstrong.timeline.state import DATA_STATES

if TYPE_CHECKING:
    from _typeshed import SupportsRichComparison

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
    statuses = _statuses(filters.statuses, lang)
    states = _said("--data-state", filters.states, DATA_STATES, word, lang)
    kinds = _said("--kind", filters.kinds, tuple(KINDS), _kind_word, lang)
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


def _statuses(names: list[str], lang: Lang) -> set[str]:
    """The statuses that are named, each by itself or with all of its colour."""
    choices = (*STATUSES, *COLOURED)
    said = _said("--status", names, choices, _status_word, lang)
    return {status for name in said for status in COLOURED.get(name, (name,))}


def _status_word(name: str, lang: Lang) -> str:
    return word(families.COLOUR.key(name), lang) if name in COLOURED else label_word(name, lang)


def of_units(report: Report, tasks: list[Task], names: list[str], states: list[str], lang: Lang) -> Report:
    """*report* with the actions of these *tasks* alone: those units' own in those states, and targets."""
    own, chosen = chosen_units(report.dataset, names, lang), {task.id for task in tasks}
    said = _said("--status", states, (*PRESSING, *COLOURED), _status_word, lang)
    statuses = {status for name in said for status in COLOURED.get(name, ())}
    mine = tuple(
        one
        for one in report.actions
        if one.task in chosen
        and (not own or own & set(one.units))
        and (not said or one.label in said or one.status in statuses)
    )
    if not own:
        return replace(report, actions=mine)
    targets = [one for one in report.targets if own & set(one.target.reporters)]
    method = report.dataset.plan.method
    totals = {
        task: aggregate(method, (one for one in targets if task in one.target.tasks)) for task in report.tasks
    }
    return replace(report, actions=mine, tasks=totals)


def _kind_word(kind: str, lang: Lang) -> str:
    """What a kind is called, without its goal: 增速类, trend."""
    return say(KIND_WORDS[KINDS[kind].model].name, lang, goal="").partition(" (")[0]


def chosen_units(data: Dataset, names: list[str], lang: Lang) -> set[str]:
    """The ids of the named units and groups' members; raises `StopError` (2) for an unknown name."""
    known: dict[str, Unit | UnitGroup] = {**unit_group_names(data), **unit_names(data)}
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


COLOURED: Mapping[str, tuple[str, ...]] = {
    "red": tuple(one for one in STATUSES if one in RED),
    "yellow": ("at_risk",),
    "green": tuple(one for one in STATUSES if one in GREEN),
    "grey": ("not_assessable",),
}
"""The statuses of each colour."""


def split_names(names: list[str]) -> list[str]:
    """What an option names that takes several, each time it stands: a,b or one by one."""
    return [name for text in names for one in text.replace("，", ",").split(",") if (name := one.strip())]


def _said(
    option: str, names: list[str], choices: tuple[str, ...], say: Callable[[str, Lang], str], lang: Lang
) -> set[str]:
    """Those of *choices* that are named, by their identifiers or the words that the table shows."""
    known = {
        name: choice for choice in choices for name in (choice, *(say(choice, one) for one in LANGUAGES))
    }
    wanted = split_names(names)
    for name in wanted:
        if name not in known:
            raise bad_choice(option, name, choices, known, lang)
    return {known[name] for name in wanted}


def chosen_columns(names: list[str], known: Mapping[str, str], lang: Lang) -> tuple[str, ...]:
    """The columns that are named, by their names or by what stands above them; StopError (2) for others."""
    wanted = split_names(names)
    for name in wanted:
        if name not in known:
            raise bad_choice("--columns", name, dict.fromkeys(known.values()), known, lang)
    return tuple(dict.fromkeys(known[name] for name in wanted))


OrderKey = Callable[[TargetReport], "SupportsRichComparison"]
"""Where a target stands among others."""
LAST = Fraction(10**9)
"""Behind all that there is a number for."""


def _by_share(name: str) -> OrderKey:
    """The smallest share of the verdict first; those without one, or with an older one alone, last."""

    def place(one: TargetReport) -> Fraction:
        share: Fraction | None = getattr(one.verdict, name)
        return LAST if share is None or one.last_status else share

    return place


def relative_gap(one: TargetReport) -> Fraction | None:
    """gap/|T|, of a range over the bound nearer to the value; None where there is no verdict, or T is 0."""
    gap, point = one.verdict.gap, one.verdict.point
    if gap is None or point is None or one.last_status:
        return None
    goal = goal_of(one.target) if has_path(one.target) else getattr(one.target, "value", None)
    if has_bounds(one.target):
        goal = min(one.target.between, key=lambda bound: abs(Fraction(bound) - Fraction(point.value)))
    return Fraction(gap) / abs(Fraction(goal)) if goal else None


def _by_gap(one: TargetReport) -> Fraction:
    """What misses most of its goal first."""
    gap = relative_gap(one)
    return LAST if gap is None else -gap


def _by_unit(report: Report) -> OrderKey:
    """By the first unit that answers for it, in the order of units.yaml."""
    order = {unit.id: k for k, unit in enumerate(report.dataset.units)}
    return lambda one: order.get(next(iter(one.target.reporters), ""), len(order))


def _by_change(before: Report | None) -> OrderKey:
    """What became worse since the filing before, what lost or got a verdict, what became better."""
    old = {one.target.id: one.status for one in before.targets} if before else {}

    def place(one: TargetReport) -> tuple[int, int]:
        was = old.get(one.target.id, one.status)
        moved = ("worse", None, "better").index(better_or_worse(was, one.status))
        return (moved, one.rank) if was != one.status else (3, 0)

    return place


ORDERS: Mapping[str, Callable[[Report, Report | None], OrderKey]] = {
    "plan": lambda *_: lambda _: 0,
    "status": lambda *_: attrgetter("rank"),
    "completion": lambda *_: _by_share("completion"),
    "lead": lambda *_: _by_share("lead"),
    "gap": lambda *_: _by_gap,
    "unit": lambda report, _: _by_unit(report),
    "change": lambda _, before: _by_change(before),
    "name": lambda *_: attrgetter("target.id"),
}
"""By the word of `--sort`: how a report's targets are sorted, from it and the one for the filing before."""
