"""A source to a dataset: the plan's own files, then every filing, with all problems at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import field, replace
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from qstrong.model.base import Text
from qstrong.model.dataset import Dataset
from qstrong.model.grammar import INTEGER
from qstrong.model.index import names_of
from qstrong.model.kinds import TargetsFile, goal_of, of
from qstrong.model.period import MONTHS, Period
from qstrong.model.plan import FORMAT, AnyTarget, Plan
from qstrong.model.problem import Problem
from qstrong.model.shapes.later import Later
from qstrong.model.shapes.value import Fielded, dataclass
from qstrong.model.task import TasksFile, UnitsFile
from qstrong.read.document import read_document, unreadable
from qstrong.read.filing import ReadFiling
from qstrong.read.places import locate
from qstrong.read.progress import PROGRESS, Progress
from qstrong.read.source import PLAN_FILES, FileKind, Source, UnreadableError, cache_of
from qstrong.read.terms.complete import Assumed, Completed, complete, in_calendar
from qstrong.read.terms.together import made_whole
from qstrong.read.top import READ, TARGETS, TASKS, UNITS, check_top, data_id
from qstrong.text.catalogue import words_of
from qstrong.text.problems import problem

if TYPE_CHECKING:
    from qstrong.read.strict import Parsed

__all__ = ["Loaded", "load", "locate"]

_Model = TypeVar("_Model", bound=Fielded)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a source came to. `dataset` is None where the plan's own files have an error."""

    dataset: Dataset | None
    problems: tuple[Problem, ...]
    """Those of bytes and YAML have their places already; for the others see `locate`."""
    filings: Mapping[str, ReadFiling] = field(default_factory=dict)
    """What each filing came to, by its path."""
    declared: PlanRead | None = None
    """What the plan's own files came to."""


@dataclass(frozen=True, slots=True)
class PlanRead:
    """The plan's own files, as far as they could be read, and what is wrong with them."""

    head: TargetsFile | None
    body: TasksFile | None
    who: UnitsFile | None
    problems: tuple[Problem, ...]
    assumed: Assumed

    @property
    def is_other_format(self) -> bool:
        """Whether they are in another format: what else seems wrong may be right there."""
        return any(one.code == "Q056" for one in self.problems)

    @property
    def is_whole(self) -> bool:
        """Whether there is a plan to reckon with."""
        return bool(self.head and self.body and self.who) and all(
            one.severity != "error" for one in self.problems
        )


def load(
    source: Source, known: Loaded | None = None, changed: Collection[str] = (), *, only_plan: bool = False
) -> Loaded:
    """Read all of *source*. An error in the plan's own files leaves no dataset; one in a filing a void.

    The problems are those of every file all the same. What is *known* of an earlier reading, in which only
    the filings *changed* were otherwise, isn't read again. Of *only_plan* no filings are.
    """
    try:
        there = dict(source.entries(""))
    except UnreadableError as error:
        return Loaded(None, (unreadable(error, ""),))
    if not there.keys() & set(PLAN_FILES):
        return Loaded(None, (problem("Q001", ""),))
    beside = tuple(check_top(source, there, READ))
    declared = (known and known.declared) or _declared(source, there)
    if declared.is_other_format:
        return Loaded(None, declared.problems)
    head, who = declared.head, declared.who
    others = {path: one for path, one in known.filings.items() if path not in changed} if known else {}
    progress = Progress(source, names_of(who.units) if who else None, others)
    progress.read(None if only_plan else there.get(PROGRESS))
    if head:
        progress.one_each(MONTHS[head.plan.filing.every], head.plan.shift)
    found = (*beside, *declared.problems, *progress.problems)
    if head and head.plan.shift:
        found = tuple(_in_own_years(one, head.plan) if one.code == "Q221" else one for one in found)
    dataset = _dataset(declared, progress) if declared.is_whole else None
    if dataset and not only_plan:
        dataset = replace(dataset, data_id=data_id(source, progress.listed))
    return Loaded(dataset, found, progress.read_filings, declared)


def _in_own_years(found: Problem, plan: Plan) -> Problem:
    """A period written in another way, with how this plan's are written: its years don't begin in January."""
    year, half, quarter = (Period(plan.start.year, months, 1, plan.shift) for months in (12, 6, 3))
    hint = words_of(
        "found_own_years",
        start=year.start.month,
        year=str(year),
        printed=year,
        half=str(half),
        quarter=str(quarter),
        first=f"{half.start:%Y-%m}",
        last=f"{half.end:%Y-%m}",
    )
    return replace(found, said=Later(lambda: replace(found.said.made, hint=hint)))


def _declared(source: Source, there: Mapping[str, FileKind]) -> PlanRead:
    """The plan's own files; those that *there* are in the folder."""
    problems: list[Problem] = []
    assumed: Assumed = {}
    who = _kept_file(source, UNITS, UnitsFile, there, problems)
    units = tuple(unit.id for unit in who.units) if who else ()
    head = _targets_file(source, units, there, problems, assumed)
    if other := tuple(found for found in problems if found.code == "Q056"):
        return PlanRead(None, None, None, other, assumed)
    body = _kept_file(source, TASKS, TasksFile, there, problems)
    problems += _positive(head) if head else []
    return PlanRead(in_calendar(head, head.plan.shift) if head else None, body, who, tuple(problems), assumed)


def _dataset(declared: PlanRead, progress: Progress) -> Dataset:
    head, body, who = declared.head, declared.body, declared.who
    assert head and body and who  # noqa: PT018
    return Dataset(
        plan=head.plan,
        groups=head.groups,
        targets=made_whole(head),
        sections=body.sections,
        tasks=body.tasks,
        units=who.units,
        unit_groups=who.groups,
        office=who.office,
        filings=in_calendar(tuple(progress.filings), head.plan.shift),
        voids=in_calendar(tuple(progress.voids), head.plan.shift),
        unlisted=tuple(progress.unlisted),
        files=progress.files + len(PLAN_FILES),
        assumed=declared.assumed,
    )


def _targets_file(
    source: Source,
    units: tuple[str, ...],
    there: Mapping[str, FileKind],
    problems: list[Problem],
    assumed: Assumed,
) -> TargetsFile | None:
    """targets.yaml, its entries made whole before they are looked at."""
    cache = cache_of(source)
    found = cache.find(TARGETS, list(units)) if TARGETS in there else None
    if isinstance(found, tuple):
        before: TargetsFile = found[0]
        assumed.update(found[1])
        return before
    done: list[Completed] = []
    own: list[Problem] = []

    def whole(parsed: Parsed) -> None:
        own.extend(_other_format(parsed.tree))
        done.append(complete(parsed.tree, units, TARGETS))

    head = _plan_file(source, TARGETS, TargetsFile, there, own, whole)
    for one in done:
        assumed.update(one.assumed)
        own = [found for found in own if not one.told_elsewhere(found)]
        own += one.problems
    problems += own
    if head and not own:
        cache.keep(TARGETS, (head, dict(assumed)), list(units))
    return head


def _other_format(tree: object) -> Iterator[Problem]:
    """Q056: the folder is in another format than this program's."""
    plan = tree.get("plan") if isinstance(tree, dict) else None
    said = plan.get("schema") if isinstance(plan, dict) else None
    if isinstance(said, str) and re.fullmatch(INTEGER, said) and int(said) != FORMAT:
        yield problem("Q056", TARGETS, "plan/schema", schema=said, known=FORMAT)


def _kept_file(
    source: Source, name: str, model: type[_Model], there: Mapping[str, FileKind], problems: list[Problem]
) -> _Model | None:
    """A file that depends on nothing else: as it was read before, where it is still the same."""
    cache = cache_of(source)
    found = cache.find(name) if name in there else None
    if isinstance(found, model):
        return found
    own: list[Problem] = []
    made = _plan_file(source, name, model, there, own)
    problems += own
    if made and not own:
        cache.keep(name, made)
    return made


def _plan_file(
    source: Source,
    name: str,
    model: type[_Model],
    there: Mapping[str, FileKind],
    problems: list[Problem],
    prepare: Callable[[Parsed], None] | None = None,
) -> _Model | None:
    """One of the plan's own files; what is wrong with it joins *problems*."""
    if name not in there:
        problems.append(problem("Q002", name, name=name, hint=_misnamed(name, there)))
        return None
    parsed, wrong = read_document(source, name)
    problems += wrong
    if parsed is None:
        return None
    if prepare:
        prepare(parsed)
    from qstrong.read.schema import validate_tree

    checked = validate_tree(model, parsed, name)
    problems += checked.problems
    return checked.value


def _misnamed(name: str, there: Mapping[str, FileKind]) -> Text | None:
    """A hint where another file's name is nearly the one that is missing."""
    from difflib import get_close_matches

    others = {one.lower(): one for one in there if one not in PLAN_FILES}
    near = get_close_matches(name, others, n=1, cutoff=0.8)
    if not near:
        return None
    other = others[near[0]]
    return words_of("found_misnamed", other=other, name=name)


def _positive(head: TargetsFile) -> list[Problem]:
    """Q208: some kinds have goals above 0 only."""
    return [
        problem("Q208", TARGETS, f"targets/{i}/{place}", text=str(goal))
        for i, target in enumerate(head.targets)
        if of(target).positive and getattr(target, "over", "year") == "year"
        for place, goal in _goals(target)
        if goal is not None and goal <= 0
    ]


def _goals(target: AnyTarget) -> Iterator[tuple[str, Decimal | None]]:
    """Its goal, and those that revisions set: where, and what."""
    yield "value", goal_of(target)
    for k, one in enumerate(getattr(target, "revised", ())):
        yield f"revised/{k}/value", one.value
