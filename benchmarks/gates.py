"""What must hold: each gate a row, with what it is measured by."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.measure import Command, cpu, instructions, paired, spent
from benchmarks.place import ROOT, Place

SMALL, LARGE, HUGE = 312, 10_000, 100_000
FORMS = """
import sys, time
from pathlib import Path
import openpyxl
forms = sorted(Path(sys.argv[1]).glob("*.xlsx"))
start = time.process_time()
for form in forms:
    for sheet in openpyxl.load_workbook(form, read_only=True):
        for row in sheet.iter_rows():
            pass
print(len(forms), time.process_time() - start)
"""
"""One read-only load of all forms in one process; without what it takes to import openpyxl."""


@dataclass(frozen=True)
class Gate:
    """A row: what is measured (as the page says it), the most that is allowed, and its unit."""

    name: str
    most: float
    unit: str
    measured: Callable[[Place], float | None]
    """None where it can't be measured here."""
    huge: bool = False
    """Whether it takes 100,000 filings."""


def starts(
    place: Place, command: Command, more: dict[str, str | Path] | None = None, before: Command | None = None
) -> float:
    """A command's instructions in multiples of B, with nothing kept but by the one that came *before*."""
    cache = place.folder / "cache"
    shutil.rmtree(cache, ignore_errors=True)
    if before:
        spent(before, {"XDG_CACHE_HOME": cache})
    return instructions(command, {"XDG_CACHE_HOME": cache, **(more or {})}) / place.bare


def completing(place: Place, words: str, before: Command | None = None) -> float:
    """What the shell waits for at a tab."""
    more: dict[str, str | Path] = {
        "_QSTRONG_COMPLETE": "complete_bash",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split()) - 1),
    }
    return starts(place, place.qstrong(), more, before)


def _version(place: Place) -> float:
    return starts(place, place.qstrong("--version"))


def _help(place: Place) -> float:
    return starts(place, place.qstrong("--help"))


def _command(place: Place) -> float:
    return completing(place, "qstrong st")


def _id(place: Place) -> float:
    """In a folder that some command has read."""
    return completing(place, f"qstrong show --data {place.data(SMALL)} t-1", place.reading("status", SMALL))


def _first_id(place: Place) -> float:
    return completing(place, f"qstrong show --data {place.data(SMALL)} t-1")


def _second_start(place: Place) -> float:
    """`status` again, with what the first run has kept."""
    cache = {"XDG_CACHE_HOME": place.folder / "cache-kept"}
    command = place.reading("status", SMALL)
    spent(command, cache)
    return instructions(command, cache) / place.bare


def _first_start(place: Place) -> float:
    return starts(place, place.reading("status", SMALL))


def _validate(place: Place) -> float:
    return starts(place, place.reading("validate", SMALL, *place.uncached))


def _against(other: Callable[[Place], Command | None]) -> Callable[[Place], float | None]:
    """`validate` of 10,000 filings, without a cache, over another program on the same observations."""

    def measured(place: Place) -> float | None:
        peer = other(place)
        mine = place.reading("validate", LARGE, *place.uncached)
        return paired(mine, peer) if peer else None

    return measured


def bean_check(place: Place, count: int = LARGE) -> Command:
    """bean-check of a ledger with a transaction per observation, which keeps nothing from run to run."""
    return (place.peers / "bean-check", "--no-cache", place.ledger(count))


def hledger_check(place: Place, count: int = LARGE) -> Command | None:
    """`hledger check` of the same; None where there is no hledger."""
    program = place.program("hledger", "apt-get install hledger")
    return (program, "check", "-f", place.journal(count)) if program else None


def _second_run(place: Place) -> float:
    """`status` again over the first time, in pairs."""
    ratios = []
    for _ in range(3):
        cache = place.folder / "cache"
        shutil.rmtree(cache, ignore_errors=True)
        first, second = (
            spent(place.reading("status", LARGE), {"XDG_CACHE_HOME": cache})[0] for _ in range(2)
        )
        ratios.append(second / first)
    return median(ratios)


def _memory(count: int) -> Callable[[Place], float]:
    def measured(place: Place) -> float:
        return spent(place.reading("status", count, *place.uncached))[1]

    return measured


def _per_filing(place: Place) -> float:
    """CPU time per filing of 100,000 over that of 1,000; what a start takes apart."""
    start = cpu(place.reading("validate", 12, *place.uncached))
    few = (cpu(place.reading("validate", 1000, *place.uncached)) - start) / 1000
    many = (cpu(place.reading("validate", HUGE, *place.uncached), runs=1) - start) / HUGE
    return many / few


def _forms(place: Place) -> float:
    """`import` of all 26 forms, the process as a whole, over the loading alone."""
    load = [str(place.python), "-c", FORMS, str(place.forms())]
    mine = place.qstrong(
        "import", place.forms(), "--data", ROOT / "data", "--as-of", "2027-01-12", "--dry-run"
    )
    ratios = []
    for _ in range(3):
        told = subprocess.run(load, capture_output=True, text=True, check=True).stdout.split()
        ratios.append(spent(mine, fine=(0, 1))[0] / float(told[1]))  # 1: nobody has filled them in
    return median(ratios)


def _log(place: Place) -> float:
    """The life of a target over 2,000 commits, with what it came to at each."""
    data = place.history(2000)
    return paired(
        place.qstrong("log", "t-3-1", "--status", "--data", data),
        ("git", "-C", data.parent, "log", "--raw"),
    )


GATES = (
    Gate("`--version`", 1.5, "B", _version),
    Gate("`--help`", 8, "B", _help),
    Gate("completing a command", 9, "B", _command),
    Gate("completing an id, 312 filings, once another command has read them", 9, "B", _id),
    Gate("completing an id, 312 filings, the first time", 9, "B", _first_id),
    Gate("`status`, 312 filings, the second time", 13, "B", _second_start),
    Gate("`status`, 312 filings, the first time", 47, "B", _first_start),
    Gate("`validate`, 312 filings, without the cache", 44, "B", _validate),
    Gate(
        "`validate`, 10,000 filings, without the cache ÷ bean-check, an entry per value",
        0.4,
        "",
        _against(bean_check),
    ),
    Gate(
        "the same ÷ the obvious program (no rules, places or verdicts)",
        0.8,
        "",
        _against(lambda place: place.obvious(LARGE)),
    ),
    Gate("the same ÷ `hledger check`, an entry per value", 1.0, "", _against(hledger_check)),
    Gate("`status`, 10,000 filings, the second time ÷ the first", 0.3, "", _second_run),
    Gate("peak memory, `status`, 10,000 filings", 100, "MB", _memory(LARGE)),
    Gate("peak memory, `status`, 100,000 filings", 600, "MB", _memory(HUGE), huge=True),
    Gate("time per filing, `validate`, 100,000 filings ÷ 1,000 filings", 1.2, "", _per_filing, huge=True),
    Gate("`import` of 26 sheets ÷ openpyxl reading them once", 4, "", _forms),
    Gate("`log TARGET --status`, 2,000 commits ÷ `git log --raw`", 25, "", _log),
)
STARTS: dict[str, Callable[[Place], float]] = {
    "--version": _version,
    "--help": _help,
    "complete": _command,
    "status": lambda place: starts(place, place.qstrong("status", "--data", ROOT / "data")),
    "validate": lambda place: starts(
        place, place.qstrong("validate", "--data", ROOT / "data", *place.uncached)
    ),
}
"""What CI counts: starts on the data that comes with the repository."""
