"""docs/scale.md, from what was measured of roll-ups."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import ceil

from benchmarks.counties import FILINGS

Measured = Mapping[str, Mapping[str, Mapping[str, float]]]
"""By number of plans and by name of run: CPU seconds, seconds on the clock, megabytes."""
NATION = 2844
ON = {"one": "one process", "two": "two processes", "dask": "Dask, two workers"}
HEAD = """# What many plans cost

`python -m benchmarks.rollup` measures and writes this page. The plans are made up: 26 units, 130 targets and 312 filings
each, every plan with values of its own; 2,844 of them are {files} files. They lie side by side as folders. *Bare work* is a loop that
reads, checks and assesses each plan twice (on the day, and on that of the quarter before) and keeps nothing; *bare stat* is a loop
that asks for nothing but the stamps of all files. Both are Python, each in a process of its own.

CPU seconds are the headline: those of all processes together, user and system. The machine has {cores} cores and was shared with other
work while this was measured, so that seconds on the clock say little; ratios of CPU seconds hold on other machines too. What isn't in
a table wasn't measured: all 2,844 at first take longer than there was. Where nothing or one plan of the 2,844 changed, what was kept
before were the summaries of ten of them, each under every tenth plan's key: as many, as long, and read and written as any; these are
means of two runs, which differed by up to 1.4 s.
"""


def page(measured: Measured, cores: int, machine: str) -> str:
    """The whole page."""
    head = HEAD.format(files=f"{NATION * (FILINGS + 3):,}", cores=cores)
    parts = [
        head,
        *_gates(measured),
        *_growth(measured),
        *_nation(measured),
        *_page(measured),
        LAYOUT,
        machine,
        "",
    ]
    return "\n".join(parts)


def _cost(measured: Measured, count: int, name: str, what: str = "cpu") -> float | None:
    one = measured.get(str(count), {}).get(name)
    return None if one is None else one[what]


def _ratio(one: float | None, other: float | None) -> float | None:
    return None if one is None or not other else one / other


def _shown(value: float | None, unit: str = "") -> str:
    """Three digits or so, rounded up: what doesn't hold never looks as if it did."""
    if value is None:
        return "–"
    digits = 0 if value >= 100 else 1 if value >= 10 else 2 if value >= 1 else 3
    return f"{ceil(round(value * 10**digits, 6)) / 10**digits:,g} {unit}".strip()


def _gates(measured: Measured) -> Iterator[str]:
    again = _cost(measured, NATION, "one.again")
    changed, bare = _cost(measured, NATION, "one.changed"), _cost(measured, NATION, "bare")
    one_more = (
        None if changed is None or again is None or bare is None else (changed - again) / (bare / NATION)
    )
    memory = [
        one
        for name in ON
        for run in ("again", "changed")
        if (one := _cost(measured, NATION, f"{name}.{run}", "megabytes"))
    ]
    over = _ratio(_cost(measured, 1000, "one.cold"), _cost(measured, 1000, "bare"))
    rows = (
        (
            "2,844 plans, nothing changed ÷ bare stat, CPU",
            4.0,
            _ratio(again, _cost(measured, NATION, "stat")),
            "",
        ),
        ("one plan changed, over nothing changed, in plans' bare work", 1.0, one_more, ""),
        ("memory at 2,844 plans of which none or one changed", 300.0, max(memory, default=None), "MB"),
        (
            "1,000 plans at first, over the bare work, CPU",
            15.0,
            None if over is None else (over - 1) * 100,
            "%",
        ),
    )
    yield "| what must hold | at most | measured | |\n|---|---:|---:|---|"
    for name, most, value, unit in rows:
        kept = "" if most is None or value is None else "kept" if value <= most else "**not kept**"
        yield f"| {name} | {_shown(most, unit)} | {_shown(value, unit)} | {kept} |"


NOTE = """
What is kept (76 MB for 2,844) stands in sixteen files, of which one plan that changed has one written anew. All 2,844 at first
weren't run through; what is to be kept is put in place 16 MB at a time, so that a first run holds no more of it than that."""


def _growth(measured: Measured) -> Iterator[str]:
    yield NOTE
    yield "\n## Growth\n\nCPU seconds, those per plan, the seconds on the clock, and the largest process's memory.\n"
    yield "| plans | run | CPU | per plan | clock | memory |\n|---:|---|---:|---:|---:|---:|"
    names = {"stat": "bare stat", "bare": "bare work"} | {
        f"{on}.{run}": f"{words}, {said}"
        for on, words in ON.items()
        for run, said in (("cold", "at first"), ("again", "nothing changed"), ("changed", "one plan changed"))
    }
    for count in sorted(map(int, measured)):
        for name, words in names.items():
            if (cpu := _cost(measured, count, name)) is not None:
                wall, memory = (_cost(measured, count, name, what) for what in ("wall", "megabytes"))
                yield f"| {count:,} | {words} | {_shown(cpu, 's')} | {_shown(1000 * cpu / count, 'ms')} | {_shown(wall, 's')} | {_shown(memory, 'MB')} |"


def _nation(measured: Measured) -> Iterator[str]:
    """What a roll-up of the country costs, and what more workers would make of it, reckoned from the above."""
    sizes = [count for count in map(int, measured) if _cost(measured, count, "one.cold") is not None]
    largest = max(sizes, default=0)
    first, again, stat = (
        _cost(measured, count, name)
        for count, name in ((largest, "one.cold"), (NATION, "one.again"), (NATION, "stat"))
    )
    if first is None or again is None or stat is None:
        return
    each = first / largest - again / NATION
    cold = again + each * NATION
    yield (
        "\n## The country\n\n"
        f"A plan that changed costs {_shown(1000 * each, 'ms')} of CPU; one that didn't costs"
        f" {_shown(1000 * again / NATION, 'ms')}, of which {_shown(1000 * stat / NATION, 'ms')} are the stamps of its"
        f" files. All 2,844 at first, reckoned from {largest:,}, are {_shown(cold / 60, 'minutes')} of one core; a"
        f" night in which every tenth county filed is {_shown((again + each * NATION / 10) / 60, 'minutes')}.\n\n"
        "On paper, from these figures (the rest is what one process does: listing, gathering, writing):\n\n"
        "| workers | all plans at first | every tenth changed |\n|---:|---:|---:|"
    )
    for workers in (1, 2, 8, 32):
        rest = again - stat
        wall = [rest + (stat + each * n) / workers for n in (NATION, NATION / 10)]
        yield f"| {workers} | {_shown(wall[0], 's')} | {_shown(wall[1], 's')} |"


def _page(measured: Measured) -> Iterator[str]:
    """How large the page is, and how fast a browser opens it."""
    yield (
        "\n## The page\n\n`qstrong rollup plans.yaml --by theme -o page.html`, everything kept, and Chromium"
        " without a window: opened with the regions folded; all unfolded; scrolled to the end in 60 steps.\n\n"
        "| plans | size | written, CPU | opened | unfolded | scrolled |\n|---:|---:|---:|---:|---:|---:|"
    )
    for count in sorted(map(int, measured)):
        if (size := _cost(measured, count, "page.opened", "megabytes")) is not None:
            cpu = _cost(measured, count, "page.written")
            walls = (
                _cost(measured, count, f"page.{name}", "wall") for name in ("opened", "unfolded", "scrolled")
            )
            cells = [_shown(size, "MB"), _shown(cpu, "s"), *(_shown(wall, "s") for wall in walls)]
            yield f"| {count:,} | {' | '.join(cells)} |"


LAYOUT = """
## On a cluster, on paper

Nothing of this was set up: it follows from the figures above and from what a roll-up reads.

- **Data.** Each county keeps its repository where it has it. One machine mirrors them every night (`git clone --mirror` once, then
  `git fetch`); a plan of this size is about 100 kB packed, so that the country is some hundreds of megabytes. `plans.yaml`
  names each mirror by `repository:` and `revision:`; the objects are read, nothing is checked out.
- **Paths.** `path` and `repository` are sent to the workers as they come out of `plans.yaml` and its folder: every worker must see the
  same files under the same paths. That is a shared folder (NFS, a cluster's file system), or mirrors at the same place on every
  machine. A worker that sees none reports a plan whose folder isn't there; it never skips one.
- **Workers.** `dask scheduler` on one machine, `dask worker tcp://…:8786` on the others, all with the same version of qstrong
  and Python; then `qstrong rollup plans.yaml --scheduler tcp://…:8786`. One plan is one task of a tenth of a second
  or so and sends back a few kilobytes, so that the scheduler's own cost per task (about a millisecond) matters little.
- **A nightly run.** Fetch the mirrors, then one `qstrong rollup` to a file, after the day on which filings close. What didn't change
  is kept by content in the cache of whoever runs it; after a release of qstrong, everything is computed anew once.
- **Is it needed?** For 2,844 plans hardly: one machine with eight cores does everything anew within the time that it takes to
  fetch the repositories. A cluster earns its keep where the plans lie on machines of their own, or where there are many times more.
"""
