"""The life of what was filed: each commit that added, changed or took out an entry."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from functools import cache

from qstrong.history.revisions import FILE, PROGRAM, Repository
from qstrong.history.tree import Blobs
from qstrong.model.dataset import filing_path
from qstrong.model.event import Commit, Event
from qstrong.model.filing import EntryKey, Filed, Filing, entries_of
from qstrong.model.period import Period
from qstrong.read.filing import period_of, read_filing
from qstrong.read.source import UnreadableError
from qstrong.read.strict import parse

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
) -> list[Event]:
    """What happened to the *wanted* entries of *units*, the earliest commit first.

    A filing that couldn't be read counts as one without entries. What a partial clone hasn't fetched
    joins *lacking*, as `commit:path`: nothing is known of what happened there. Where the *subjects* of all
    that is wanted are known, files that name none of them aren't gone into. Raises `GitError`.
    """
    paths = [f"progress/{unit}" for unit in units]
    if not paths:
        return []
    names = _naming(subjects)
    with Blobs(repository) as blobs:

        @cache
        def filing(unit: str, period: Period, blob: str) -> Filing | None:
            """The filing that a blob holds, or None."""
            try:
                data = blobs.blob(blob)
            except UnreadableError:
                return None
            return _filing(data, unit, period) if names(data) else None

        found = []
        for commit, changes in reversed(repository.log(*paths, revision=revision)):
            for change in changes:
                place = _place(repository.inside(change.path) or "")
                sides = ((change.before, change.old_blob), (change.after, change.blob))
                if place and not all(blobs.fetched(blob) for mode, blob in sides if mode in MODES):
                    if lacking is not None:
                        lacking.append(f"{commit.sha[:12]}:{change.path}")
                elif place:
                    old, new = (filing(*place, blob) if mode in MODES else None for mode, blob in sides)
                    found += _events(commit, *place, old, new, wanted)
        return found


def _filing(data: bytes, unit: str, period: Period) -> Filing | None:
    """What a file's bytes hold; None where that is no filing."""
    parsed = parse(data)
    return None if parsed.faults else read_filing(parsed, filing_path(unit, period), unit, period).filing


def _naming(subjects: Collection[str]) -> Callable[[bytes], bool]:
    """Whether a file may name one of the *subjects*, of which none stands for any.

    A backslash could spell any name.
    """
    if not subjects:
        return lambda _: True
    found = re.compile(b"|".join(re.escape(one.encode()) for one in (*subjects, "\\")))
    return lambda data: found.search(data) is not None


def _place(path: str) -> tuple[str, Period] | None:
    """The unit and the period of a filing's path; None for any other path."""
    parts = path.split("/")
    period = period_of(parts[-1].removesuffix(".yaml"))
    if len(parts) == 3 and period and path == filing_path(parts[1], period):
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
