"""A source to a dataset: the plan's own files, then every filing, with all problems at once."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any

from qstrong.model.base import Text
from qstrong.model.dataset import Dataset, Void
from qstrong.model.filing import Filing
from qstrong.model.period import Period
from qstrong.model.plan import GrowthTarget, IncrementTarget, TargetsFile
from qstrong.model.problem import Problem
from qstrong.model.task import TasksFile, UnitsFile
from qstrong.read.places import locate
from qstrong.read.schema import validate
from qstrong.read.source import Kind, Source, UnreadableError, files_below
from qstrong.read.strict import Parsed, decode, parse
from qstrong.text.problems import problem

__all__ = ["Loaded", "load", "locate"]

PLAN_FILES = frozenset({"targets.yaml", "tasks.yaml", "units.yaml"})
PARTS = ("observations", "actions")
PROGRESS = "progress"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a source came to. `dataset` is None where the plan's own files have an error."""

    dataset: Dataset | None
    problems: tuple[Problem, ...]
    """Without their places; see `locate`."""


def load(source: Source) -> Loaded:
    """Read all of *source*. An error in the plan's own files leaves no dataset; one in a filing a void."""
    there = {name for name, _ in source.entries("")}
    if not there & PLAN_FILES:
        return Loaded(None, (problem("Q001", ""),))
    problems: list[Problem] = []
    head: TargetsFile | None = _plan_file(source, "targets.yaml", TargetsFile, there, problems)
    body: TasksFile | None = _plan_file(source, "tasks.yaml", TasksFile, there, problems)
    who: UnitsFile | None = _plan_file(source, "units.yaml", UnitsFile, there, problems)
    problems += _positive(head) if head else []
    if problems or not (head and body and who):
        return Loaded(None, tuple(problems))
    filings, voids, count = _Filings(source, {unit.id: unit.name for unit in who.units}, problems).all()
    dataset = Dataset(
        plan=head.plan,
        groups=head.groups,
        targets=head.targets,
        sections=body.sections,
        tasks=body.tasks,
        units=who.units,
        unit_groups=who.groups,
        office=who.office,
        filings=filings,
        voids=voids,
        files=count + len(PLAN_FILES),
    )
    return Loaded(dataset, tuple(problems))


def _plan_file(
    source: Source, name: str, model: type[Any], there: set[str], problems: list[Problem]
) -> Any | None:
    if name not in there:
        problems.append(problem("Q002", name, name=name))
        return None
    parsed, wrong = _parse(source, name)
    value = None
    if parsed and not wrong:
        value, wrong = validate(model, parsed, name)
    problems += wrong
    return value


def _parse(source: Source, name: str) -> tuple[Parsed | None, list[Problem]]:
    """The tree of a file, or what keeps it from being one."""
    try:
        data = source.read(name)
    except UnreadableError as error:
        return None, [problem(_UNREADABLE.get(error.reason, "Q005"), name)]
    parsed = parse(data)
    if not parsed.faults:
        return parsed, []
    try:
        lines = decode(data).replace("\r\n", "\n").split("\n")
    except Exception:  # noqa: BLE001 (whatever the bytes, there are lines to show)
        lines = data.decode("utf-8", "replace").splitlines()
    return parsed, [fault.problem(name, lines) for fault in parsed.faults]


_UNREADABLE = {"large": "Q006", "link": "Q007", "special": "Q007"}


def _positive(head: TargetsFile) -> list[Problem]:
    """Growth and increments are above 0."""
    return [
        problem("Q208", "targets.yaml", f"targets/{i}/value", text=str(target.value))
        for i, target in enumerate(head.targets)
        if isinstance(target, GrowthTarget | IncrementTarget) and target.value <= 0
    ]


class _Filings:
    """Reads data/progress: only folders named by a unit's id, and in those only <period>.yaml."""

    def __init__(self, source: Source, units: dict[str, Text], problems: list[Problem]) -> None:
        self.source, self.units, self.problems = source, units, problems
        self.filings: list[Filing] = []
        self.voids: list[Void] = []
        self.count = 0

    def all(self) -> tuple[tuple[Filing, ...], tuple[Void, ...], int]:
        """Every filing that can be read, in the order of their paths, the voids, and how many files."""
        entries = self.source.entries(PROGRESS)
        self.collisions(PROGRESS, [name for name, _ in entries])
        for name, kind in entries:
            path = f"{PROGRESS}/{name}"
            if kind == "folder" and name in self.units:
                self.unit(path, name)
            elif kind == "folder":
                self.stranger(path, name)
            elif name != "README.md" or kind != "file":
                self.problems.append(problem("Q003", path, name=name))
        return tuple(self.filings), tuple(self.voids), self.count

    def stranger(self, path: str, name: str) -> None:
        """A folder that no unit's id names."""
        near = get_close_matches(name, self.units, n=1, cutoff=0.5)
        byname = [unit for unit, text in self.units.items() if text.zh == unicodedata.normalize("NFC", name)]
        right = (byname or near or [""])[0]
        guess = Text(
            zh=f"是不是 {right} ({self.units[right].zh})?" if right else "单位编号见 units.yaml",
            en=f"did you mean {right} ({self.units[right].say('en')})?"
            if right
            else "see units.yaml for the ids",
        )
        self.problems.append(problem("Q004", path, name=name, guess=guess))

    def unit(self, folder: str, unit: str) -> None:
        """One unit's folder."""
        entries = self.source.entries(folder)
        self.collisions(folder, [name for name, _ in entries])
        for name, kind in entries:
            self.entry(f"{folder}/{name}", unit, name, kind)

    def entry(self, path: str, unit: str, name: str, kind: Kind) -> None:
        """One entry of a unit's folder: a filing, or something that doesn't belong there."""
        stem = name.removesuffix(".yaml")
        period = _period(stem)
        if stem == name or kind == "folder":
            self.problems.append(problem("Q003", path, name=name))
            return
        if kind != "file":
            self.problems.append(problem("Q007", path))
            self.void(unit, period)
            return
        if period is None:
            right = _period(stem.upper()) or _period(unicodedata.normalize("NFKC", stem).upper())
            self.problems.append(problem("Q008", path, name=name, right=f"{right or '2026Q4'}.yaml"))
            self.void(unit, self.stated(path))
            return
        self.count += 1
        self.filing(path, unit, period)

    def stated(self, path: str) -> Period | None:
        """The period that a file with a wrong name says it is for."""
        parsed, wrong = _parse(self.source, path)
        tree = parsed.tree if parsed and not wrong else None
        return _period(str(tree.get("period"))) if isinstance(tree, dict) else None

    def void(self, unit: str, period: Period | None) -> None:
        if period is not None:
            self.voids.append(Void(unit, period))

    def filing(self, path: str, unit: str, period: Period) -> None:
        """One filing: whole, without the entries that can't be read, or void."""
        parsed, wrong = _parse(self.source, path)
        if wrong or parsed is None:
            self.problems += wrong
            self.void(unit, period)
            return
        filing, wrong = validate(Filing, parsed, path)
        self.problems += wrong
        if wrong:
            filing = self.rest(parsed, path, unit, period, wrong)
        if filing is not None:
            filing = self.agreeing(path, unit, period, filing, parsed)
        if filing is None:
            self.void(unit, period)
        else:
            self.filings.append(filing)

    def rest(
        self, parsed: Parsed, path: str, unit: str, period: Period, wrong: list[Problem]
    ) -> Filing | None:
        """The filing without its unreadable entries, noted as voids; None where more than those is wrong."""
        tree = parsed.tree
        bad: dict[str, set[int]] = {part: set() for part in PARTS}
        for one in wrong:
            part, _, rest = one.pointer.partition("/")
            index = rest.partition("/")[0]
            if part not in PARTS or not index.isdigit():
                return None
            bad[part].add(int(index))
        if not isinstance(tree, dict):
            return None
        kept = dict(tree)
        for part, indexes in bad.items():
            if indexes:
                kept[part] = [item for k, item in enumerate(tree[part]) if k not in indexes]
                self.voids += [_void_entry(unit, period, part, k, tree[part][k]) for k in sorted(indexes)]
        return validate(Filing, replace(parsed, tree=kept), path)[0]

    def agreeing(self, path: str, unit: str, period: Period, filing: Filing, parsed: Parsed) -> Filing | None:
        """*filing*, where its path and content agree with what a filing needs; its odd entries void."""
        wrong = []
        if filing.unit != unit:
            wrong.append(problem("Q114", path, "unit", stated=filing.unit, right=unit))
        if filing.period != period:
            wrong.append(problem("Q115", path, "period", stated=filing.period, right=period))
        tree = parsed.tree
        if isinstance(tree, dict) and not set(tree) & set(PARTS):
            wrong.append(problem("Q108", path))
        self.problems += wrong
        if wrong:
            return None
        odd = [k for k, one in enumerate(filing.observations) if (one.value is None) == (one.pending is None)]
        return self.without(path, filing, odd) if odd else filing

    def without(self, path: str, filing: Filing, odd: list[int]) -> Filing:
        """*filing* without the observations that have both or neither of value and pending."""
        mine = (filing.unit, filing.period, "observations")
        skipped = {void.index for void in self.voids if (void.unit, void.period, void.part) == mine}
        places = [k for k in range(len(filing.observations) + len(skipped)) if k not in skipped]
        for k in odd:
            one = filing.observations[k]
            code = "Q102" if one.value is None else "Q107"
            self.problems.append(problem(code, path, f"observations/{places[k]}", key="value"))
            self.voids.append(
                Void(filing.unit, filing.period, "observations", places[k], one.indicator, one.period)
            )
        kept = tuple(one for k, one in enumerate(filing.observations) if k not in odd)
        return replace(filing, observations=kept)

    def collisions(self, folder: str, names: list[str]) -> None:
        """Names that one file system takes for the same."""
        seen: dict[str, str] = {}
        for name in names:
            plain = unicodedata.normalize("NFC", name).casefold()
            if plain in seen:
                self.problems.append(problem("Q009", f"{folder}/{name}", name=name, first=seen[plain]))
            seen.setdefault(plain, name)


def _period(text: str) -> Period | None:
    try:
        return Period.parse(text)
    except ValueError:
        return None


def _void_entry(unit: str, period: Period, part: Any, index: int, item: Any) -> Void:
    """What can be told of an entry that can't be read."""
    stated = item if isinstance(item, dict) else {}
    subject = stated.get("indicator" if part == "observations" else "action")
    covers = _period(str(stated.get("period")))
    return Void(unit, period, part, index, subject if isinstance(subject, str) else None, covers)


def paths(source: Source) -> list[str]:
    """Every file of a data folder, by path: what can be checked one by one."""
    own = [name for name, kind in source.entries("") if name in PLAN_FILES and kind == "file"]
    return own + [path for path, kind in files_below(source, PROGRESS) if kind != "folder"]
