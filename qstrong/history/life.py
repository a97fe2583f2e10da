"""The life of what was filed: each commit that added, changed or took out an entry."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable

from qstrong.history.known import Known
from qstrong.history.revisions import FILE, PROGRAM, Repository
from qstrong.history.tree import Blobs
from qstrong.model.dataset import filing_path
from qstrong.model.event import Commit, Event
from qstrong.model.filing import EntryKey, Filed, Filing, entries_of
from qstrong.model.period import Period
from qstrong.read.filing import period_of, read_filing
from qstrong.read.progress import PROGRESS
from qstrong.read.source import UnreadableError

MODES = (FILE, PROGRAM)
EntryTest = Callable[[str, str], bool]
"""Whether an entry is meant, by its part and the indicator or action."""


def entry_events(
    repository: Repository,
    units: Iterable[str],
    wanted: EntryTest,
    revision: str = "HEAD",
    lacking: list[str] | None = None,
    subjects: Collection[str] = (),
    known: Known | None = None,
) -> list[Event]:
    """What happened to the *wanted* entries of *units*, the earliest commit first.

    A filing that couldn't be read counts as one without entries. What a partial clone hasn't fetched
    joins *lacking*, as `commit:path`: nothing is known of what happened there. Where the *subjects* of all
    that is wanted are known, files that name none of them aren't gone into; nor are those that are *known*.
    Raises `GitError`.
    """
    meant = set(units)
    if not meant:
        return []
    # git holds each name against every path that it is given: of many units one path takes less than theirs
    paths = [f"{PROGRESS}/{unit}" for unit in meant] if len(meant) == 1 else [PROGRESS]
    found = []
    with _Filings(repository, wanted, subjects, known) as filings:
        for commit, changes in reversed(repository.log(*paths, revision=revision)):
            for change in changes:
                place = _place(repository.inside(change.path) or "", meant)
                old, new = (
                    blob if mode in MODES else None
                    for mode, blob in ((change.before, change.old_blob), (change.after, change.blob))
                )
                if place and all(filings.fetched(blob) for blob in (old, new) if blob):
                    found += _events(commit, *place, *filings.sides(*place, old, new), wanted)
                elif place and lacking is not None:
                    lacking.append(f"{commit.sha[:12]}:{change.path}")
    return found


class _Filings(Blobs):
    """Filings by their contents: each is read once, and those that are *known* aren't at all."""

    def __init__(
        self, repository: Repository, wanted: EntryTest, subjects: Collection[str], known: Known | None
    ) -> None:
        super().__init__(repository)
        self.wanted, self.names, self.known = wanted, _naming(subjects), known
        self._read: dict[tuple[str, Period, str], Filing | None] = {}

    def sides(
        self, unit: str, period: Period, old: str | None, new: str | None
    ) -> tuple[Filing | None, Filing | None]:
        """What two contents of a filing, or none, hold; None twice where nothing in them is meant."""
        added = self._in_hand(unit, period, new) if new and not old else None
        if added and not self._holds(added):
            return None, None
        before, after = (self._filing(unit, period, blob) if blob else None for blob in (old, new))
        return before, after

    def _in_hand(self, unit: str, period: Period, blob: str) -> Filing | None:
        found = self.known.filing(filing_path(unit, period), blob) if self.known else None
        return found.filing if found else None

    def _holds(self, filing: Filing) -> bool:
        """Whether any of its entries is meant."""
        return any(self.wanted("observations", one.indicator) for one in filing.observations) or any(
            self.wanted("actions", one.action) for one in filing.actions
        )

    def _filing(self, unit: str, period: Period, blob: str) -> Filing | None:
        """The filing that a blob holds; None where it holds none, or none that may name a subject."""
        if (found := self._in_hand(unit, period, blob)) and self._holds(found):
            return found
        key = unit, period, blob
        if key not in self._read:
            self._read[key] = self._parsed(*key)
        return self._read[key]

    def _parsed(self, unit: str, period: Period, blob: str) -> Filing | None:
        from qstrong.read.strict import parse

        try:
            data = self.blob(blob)
        except UnreadableError:
            return None
        parsed = parse(data) if self.names(data) else None
        if parsed is None or parsed.faults:
            return None
        return read_filing(parsed, filing_path(unit, period), unit, period).filing


def _naming(subjects: Collection[str]) -> Callable[[bytes], bool]:
    """Whether a file may name one of the *subjects*, of which none stands for any.

    A backslash could spell any name.
    """
    if not subjects:
        return lambda _: True
    found = re.compile(b"|".join(re.escape(one.encode()) for one in (*subjects, "\\")))
    return lambda data: found.search(data) is not None


def _place(path: str, units: Collection[str]) -> tuple[str, Period] | None:
    """The unit and the period of the path of a filing of *units*; None for any other path."""
    parts = path.split("/")
    period = period_of(parts[-1].removesuffix(".yaml"))
    if len(parts) == 3 and parts[1] in units and period and path == filing_path(parts[1], period):
        return parts[1], period
    return None


def _events(
    commit: Commit, unit: str, period: Period, old: Filing | None, new: Filing | None, wanted: EntryTest
) -> list[Event]:
    """The entries in which two states of one filing differ, in the order in which they stand."""
    before: dict[EntryKey, tuple[Filed, int]] = entries_of(old) if old else {}
    after = entries_of(new) if new else {}
    found = []
    for key in {**after, **before}:
        was, now = before.get(key, (None, 0))[0], after.get(key, (None, 0))[0]
        if was != now and wanted(key[0], key[1]):
            covers = getattr(now or was, "period", None) or period
            filed = new.filed if new else None
            found.append(Event(commit, filing_path(unit, period), unit, period, covers, was, now, filed))
    return found
