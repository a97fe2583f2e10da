"""data/progress: README.md and folders named by a unit's id, and in those <period>.yaml; nothing else."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from qstrong.model.base import Text
from qstrong.model.dataset import Void, filing_path
from qstrong.model.filing import Filing
from qstrong.model.period import Period
from qstrong.model.problem import Problem
from qstrong.read.document import document_of, read_document, twin, unreadable
from qstrong.read.filing import ReadFiling, period_of, read_filing
from qstrong.read.source import FileKind, Source, UnreadableError, cache_of
from qstrong.text.catalogue import words_of
from qstrong.text.problems import problem
from qstrong.text.written import half_width

if TYPE_CHECKING:
    from qstrong.read.alike.filings import Alike

PROGRESS = "progress"
MOST_FILES = 1_000
"""So many entries of a unit's folder are read: its filings of two centuries."""
MOST_UNITS = 100_000
"""So many folders of units are looked at."""
_SHEETS = (".xlsx", ".xls", ".xlsm", ".et", ".csv", ".ods")
_LEFTOVER = r"\.(?P<name>.+\.yaml)\.[0-9a-f]{12}\.tmp"
"""What a write that was cut off leaves behind (write.files.atomic)."""
_COPY = r"(?i)^(?:副本|拷贝|copy of)\s*|\s*(?:[(（][0-9]+[)）]|- .*|副本.*|拷贝.*|copy.*)$"
_NAMED = (
    r"(?<![0-9])(?:19|20)[0-9]{2}"
    r"(?:[QHqh][1-4](?![0-9])|-(?:0[1-9]|1[0-2])(?![0-9])|(?![0-9]|[\s_.-]*[QHqh年]))"
)
"""A period somewhere in a name: 2026Q1 - 副本, Copy of 2026Q1 (2), 副本2026Q1, 2026Q1_final.

These three are compiled when they are needed."""


class Progress:
    """Reads all filings; what it finds is in its lists, in the order of the paths."""

    def __init__(
        self, source: Source, units: Mapping[str, Text] | None, known: Mapping[str, ReadFiling]
    ) -> None:
        self.source, self.units, self.known = source, units or {}, known
        self.cache = cache_of(source)
        self.any_unit = units is None
        """Whether nobody knows which units there are, so that every folder is taken for one."""
        self.read_filings: dict[str, ReadFiling] = {}
        self.filings: list[Filing] = []
        self.voids: list[Void] = []
        self.found: list[tuple[str, Period]] = []
        """The units and periods of all files that are named as filings."""
        self.problems: list[Problem] = []
        self.listed: dict[str, tuple[tuple[str, FileKind], ...]] = {}
        """The folders that were listed, and what is in each."""
        self.unlisted: list[str] = []
        """Those of which that isn't known, or not to the end."""
        self.files = 0

    def read(self, kind: FileKind | None) -> None:
        """Read everything below progress, which is of that *kind*, or isn't there."""
        if kind not in (None, "folder"):
            self.problems.append(problem("Q037", PROGRESS, name=PROGRESS))
        elif kind:
            for name, inner in self.names(PROGRESS):
                self.top(f"{PROGRESS}/{name}", name, inner)
        if "alike" in self.__dict__:
            self.alike.finish()

    def names(self, folder: str) -> list[tuple[str, FileKind]]:
        """The entries of *folder*; names that some file systems take for the same are problems."""
        try:
            entries = self.source.entries(folder)
        except UnreadableError as error:
            self.problems.append(unreadable(error, folder))
            self.unlisted.append(folder)
            return []
        self.listed[folder] = (*entries,)
        most = MOST_UNITS if folder == PROGRESS else MOST_FILES
        if len(entries) > most:
            self.problems.append(problem("Q038", folder, most=most))
            self.unlisted.append(folder)
            del entries[most:]
        seen: dict[str, str] = {}
        for name, _ in entries:
            plain = name.lower() if name.isascii() else _folded(name)
            if plain in seen:
                self.problems.append(problem("Q009", f"{folder}/{name}", name=name, first=seen[plain]))
            seen.setdefault(plain, name)
        return entries

    def top(self, path: str, name: str, kind: FileKind) -> None:
        """An entry of progress itself."""
        if (name in self.units or self.any_unit) and kind == "folder":
            entries = self.names(path)
            beside = [inner for inner, _ in entries]
            for inner, inner_kind in entries:
                self.entry(f"{path}/{inner}", name, inner, inner_kind, beside)
        elif name in self.units:
            self.problems.append(problem("Q037", path, name=name))
        elif kind == "folder":
            self.problems.append(problem("Q004", path, name=name, guess=self.guess(name)))
        elif name != "README.md" or kind != "file":
            self.problems.append(problem("Q003", path, name=name))

    def one_each(self, months: int, shift: int = 0) -> None:
        """Q120: of a unit's files for periods that end on the same day, only that of so many *months* counts.

        So long are the periods of the plan's filings; the others are void, whichever was filed last. The
        plan's calendar is *shift* months ahead.
        """
        days: dict[tuple[str, int], list[Period]] = {}
        for unit, period in self.found:
            last = period.last if period.shift == shift else replace(period, shift=shift).last
            days.setdefault((unit, last), []).append(period)
        for (unit, _), same in days.items():
            for period in same if len(same) > 1 else ():
                if period.months != months:
                    right = next((one for one in same if one.months == months), None)
                    self.twice(unit, period, right or next(one for one in same if one != period))

    def twice(self, unit: str, period: Period, other: Period) -> None:
        """The filing for *period* is void beside that for *other*."""
        path, first = filing_path(unit, period), filing_path(unit, other)
        self.problems.append(
            problem("Q120", path, "period", unit=self.units.get(unit, Text(zh=unit)), first=first)
        )
        self.filings = [one for one in self.filings if (one.unit, one.period) != (unit, period)]
        self.voids = [one for one in self.voids if (one.unit, one.period) != (unit, period)]
        self.voids.append(Void(unit, period))

    def guess(self, name: str) -> Text:
        """The unit that a folder's name may mean."""
        plain = unicodedata.normalize("NFKC", name)
        named = [unit for unit, full in self.units.items() if plain in full.texts()]
        near = get_close_matches(plain.lower(), self.units, n=1, cutoff=0.5)
        right = next(iter(named or near), None)
        if right is None:
            return words_of("found_units")
        return words_of("found_meant", name=right, full=self.units[right])

    def entry(self, path: str, unit: str, name: str, kind: FileKind, beside: list[str]) -> None:
        """One entry of a unit's folder, *beside* all others: a filing, or something that doesn't belong."""
        if kind == "file" and name.endswith(".yaml") and (period := period_of(name[: -len(".yaml")])):
            self.files += 1
            self.filing(path, unit, period)
            return
        stem, suffix = PurePosixPath(name).stem, PurePosixPath(name).suffix
        period = period_of(stem)
        if kind == "folder" or name.startswith(".") or suffix.lower() not in (".yaml", ".yml"):
            hint = astray(name, beside) if kind != "folder" else None
            self.problems.append(problem("Q003", path, name=name, hint=hint))
        elif period is None or suffix != ".yaml":
            self.misnamed(path, unit, name, kind, beside)
        else:
            self.found.append((unit, period))
            self.problems.append(problem("Q007", path))
            self.voids.append(Void(unit, period))

    def misnamed(self, path: str, unit: str, name: str, kind: FileKind, beside: list[str]) -> None:
        """A filing whose name isn't <period>.yaml: void for the period that it says it is for."""
        meant = meant_by(name)
        stated = (self.stated(path) if kind == "file" else None) or meant
        right = meant or stated
        hint = self.rename(path, name, f"{right}.yaml", beside) if right else words_of("found_rename")
        self.problems.append(problem("Q008", path, name=name, right=f"{right}.yaml", hint=hint))
        if stated:
            self.voids.append(Void(unit, stated))

    def rename(self, path: str, name: str, right: str, beside: list[str]) -> Text | None:
        """How *name* comes to its *right* name without overwriting anything; None: by renaming it."""
        there = next((one for one in beside if one.casefold() == right.casefold() and one != name), None)
        if there:
            return twin(self.source, path, there)
        rivals = (one for one in beside if one != name and f"{meant_by(one)}.yaml" == right)
        first = next(rivals, None)
        return words_of("found_rivals", first=first, right=right) if first else None

    def stated(self, path: str) -> Period | None:
        """The period that stands in a file."""
        parsed, _ = read_document(self.source, path)
        tree = parsed.tree if parsed else None
        return period_of(tree.get("period")) if isinstance(tree, dict) else None

    def filing(self, path: str, unit: str, period: Period) -> None:
        """One filing: whole, without the entries that can't be read, or void."""
        self.found.append((unit, period))
        found = self.read_filings[path] = self.known.get(path) or self._read(path, unit, period)
        self.problems += found.problems
        self.voids += found.voids
        if found.filing:
            self.filings.append(found.filing)

    def _read(self, path: str, unit: str, period: Period) -> ReadFiling:
        """What a file comes to that isn't known: it was read before, and found valid, or is read now."""
        if isinstance(filing := self.cache.find(path), Filing):
            return ReadFiling(filing, (), ())
        found = self._fresh(path, unit, period)
        if found.filing and not (found.problems or found.voids):
            self.cache.keep(path, found.filing)
        return found

    def _fresh(self, path: str, unit: str, period: Period) -> ReadFiling:
        try:
            data = self.source.read(path)
        except UnreadableError as error:
            return ReadFiling(None, (Void(unit, period),), (unreadable(error, path),))
        if filing := self.alike.filing(data, unit, period):
            return ReadFiling(filing, (), ())
        parsed, wrong = document_of(data, path)
        if parsed is None:
            return ReadFiling(None, (Void(unit, period),), tuple(wrong))
        found = read_filing(parsed, path, unit, period)
        if wrong:
            return replace(found, problems=(*wrong, *found.problems))
        if found.filing and not (found.problems or found.voids):
            self.alike.learn(data, parsed, found.filing)
        return found

    @cached_property
    def alike(self) -> Alike:
        """The filings that are written alike; where all are known already, nobody asks for them."""
        from qstrong.read.alike.filings import Alike

        return Alike()


def _folded(name: str) -> str:
    """What some file systems take a *name* for: in one case, and one way of writing accents."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def meant_by(name: str) -> Period | None:
    """The period that a filing's file *name* means, however it is written; None where there is none in it."""
    if PurePosixPath(name).suffix.lower() not in (".yaml", ".yml"):
        return None
    from qstrong.read.scalars import meant_period

    stem = PurePosixPath(name).stem
    named = re.search(_NAMED, half_width(stem))
    said = meant_period(stem) or meant_period(re.sub(_COPY, "", re.sub(_COPY, "", stem)))
    return period_of(said or (named[0].upper() if named else None))


def astray(name: str, beside: list[str]) -> Text | None:
    """What to do with a file that can't be a filing by its name; None where nothing special is known."""
    leftover = re.fullmatch(_LEFTOVER, name)
    if leftover:
        mine = leftover["name"]
        return words_of("found_leftover" if mine in beside else "found_unwritten", name=mine)
    right, suffix = PurePosixPath(name).stem, PurePosixPath(name).suffix
    if suffix.lower() in _SHEETS:
        return words_of("found_workbook_name")
    if suffix.lower() in (".yaml", ".yml") or period_of(right.removesuffix(".yaml")) is None:
        return None
    if right.endswith(".yaml") and right not in beside:
        return words_of("found_hidden_suffix", right=right, suffix=suffix)
    return words_of("found_beside", name=name, right=right) if right in beside else None
