"""What a roll-up costs, from ten plans to the country's counties; writes docs/scale.md.

    python -m benchmarks.rollup --plans 10 100      # measure, with all that they can be run on
    python -m benchmarks.rollup --plans 2844 --on one --seldom
    python -m benchmarks.rollup --page              # the page, from everything that was measured so far

The plans are made up (312 filings each, the same for the same seed) and lie in `.bench/counties`; what was
measured is kept in `.bench/scale.json`, so that sizes can be measured one after the other. CPU seconds are those
of all processes together: they say what work costs, also on a machine that others use.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.counties import county, make_counties
from benchmarks.measure import FailedError, environment
from benchmarks.place import ROOT

PLACE = ROOT / ".bench"
KEPT = PLACE / "scale.json"
DAY = "2018-01-20"
"""When all that was filed is in, and the last quarter closed."""
SIZES = (10, 100, 1000, 2844)
ON: dict[str, tuple[str, ...]] = {"one": ("--jobs", "1"), "two": ("--jobs", "2"), "dask": ("--workers", "2")}
"""What it is run on: one process, two, two workers of a Dask cluster of this machine."""
STAT = """
import os, sys

def walk(folder):
    with os.scandir(folder) as found:
        for one in found:
            if one.is_dir(follow_symlinks=False):
                walk(one.path)
            else:
                one.stat()

for name in sys.argv[1:]:
    walk(name)
"""
"""The bare `stat` of all files."""
WORK = """
import sys
from datetime import date
from pathlib import Path
from qstrong.assess.assess import assess
from qstrong.check.registry import settled_problems
from qstrong.read.dataset import load
from qstrong.read.source import Folder

day, before = map(date.fromisoformat, sys.argv[1:3])
for name in sys.argv[3:]:
    loaded = load(Folder(Path(name)))
    settled_problems(loaded.dataset, loaded.problems, day)
    assess(loaded.dataset, day)
    assess(loaded.dataset, before)
"""
"""The bare work: each plan read, checked and assessed, on the day and on that of the quarter before."""
BEFORE = "2017-10-20"
ROLLUP = (sys.executable, "-m", "qstrong", "rollup")
RACY = 3
"""So many seconds after a change no later one can look the same."""
UNFOLD = """(() => { const begun = performance.now(); document.getElementById('at_all').click();
document.body.offsetHeight; return performance.now() - begun })()"""
SCROLL = """new Promise(done => { const begun = performance.now(), high = document.documentElement.scrollHeight;
let n = 0; const step = () => n++ < 60 ? (scrollTo({top: high * n / 60, behavior: 'instant'}),
requestAnimationFrame(step)) : done(performance.now() - begun); step() })"""


@dataclass(frozen=True)
class Cost:
    """What one run took: CPU seconds of all its processes, seconds on the clock, the largest one's memory in MB."""

    cpu: float
    wall: float
    megabytes: float


def cost(command: Sequence[str | Path], more: Mapping[str, str | Path] | None = None) -> Cost:
    """What *command* takes; raises `FailedError` where it fails."""
    begun = time.monotonic()
    process = subprocess.Popen(
        list(map(str, command)),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=environment({"PYTHONPATH": ROOT, **(more or {})}),
    )
    assert process.stderr
    told = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise FailedError(f"{' '.join(map(str, command[:6]))}: {process.returncode}\n{told.decode()[-2000:]}")
    kilo = 1024 * 1024 if sys.platform == "darwin" else 1024
    return Cost(used.ru_utime + used.ru_stime, time.monotonic() - begun, used.ru_maxrss / kilo)


def measure(count: int, on: Sequence[str]) -> dict[str, Cost]:
    """By name what *count* plans cost: barely, and on each of *on* at first, again, and with one changed."""
    listed = make_counties(PLACE / "counties", count)
    folders = [str(listed.parent / county(k)) for k in range(count)]
    found = {
        "stat": cost((sys.executable, "-c", STAT, *folders)),
        "bare": cost((sys.executable, "-c", WORK, DAY, BEFORE, *folders)),
    }
    for name in on:
        cache = PLACE / f"cache-{count}-{name}"
        shutil.rmtree(cache, ignore_errors=True)
        run = (*ROLLUP, str(listed), "--as-of", DAY, "--by", "theme", *ON[name])
        more = {"XDG_CACHE_HOME": cache}
        found[f"{name}.cold"] = cost(run, more)
        found[f"{name}.again"] = cost(run, more)
        filing = Path(folders[count // 2]) / "progress/unit-3/2017Q4.yaml"
        text = filing.read_bytes()
        filing.write_bytes(text + b"# changed\n")
        time.sleep(RACY)
        found[f"{name}.changed"] = cost(run, more)
        filing.write_bytes(text)
        if name == "one":
            time.sleep(RACY)
            page = PLACE / f"page-{count}.html"
            found["page.written"] = cost((*run, "-o", str(page)), more)
            found |= opened(page)
        shutil.rmtree(cache)
    return found


def opened(page: Path) -> dict[str, Cost]:
    """How long a browser takes to open *page*, to unfold all of it, and to scroll to its end in 60 steps."""
    from tests.browser import BINARY, Browser

    if BINARY is None:
        return {}
    browser = Browser()
    begun = time.monotonic()
    browser.open(page.as_uri())
    found = {"page.opened": Cost(0, time.monotonic() - begun, page.stat().st_size / 1024**2)}
    for name, script in (("page.unfolded", UNFOLD), ("page.scrolled", SCROLL)):
        found[name] = Cost(0, browser.run(script) / 1000, 0)
    browser.close()
    return found


def keep(count: int, found: Mapping[str, Cost]) -> None:
    """What was *found* of *count* plans, beside all else that is kept."""
    known = kept()
    known[str(count)] = known.get(str(count), {}) | {name: asdict(one) for name, one in found.items()}
    KEPT.write_text(json.dumps(known, indent=2), "utf-8")


def kept() -> dict[str, dict[str, dict[str, float]]]:
    """What was measured so far."""
    found: dict[str, dict[str, dict[str, float]]] = (
        json.loads(KEPT.read_text("utf-8")) if KEPT.exists() else {}
    )
    return found


def main(argv: Sequence[str]) -> int:
    """Measure what is asked for, and write the page; the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.rollup",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--plans", type=int, nargs="*", default=[], metavar="N")
    parser.add_argument("--on", nargs="*", choices=list(ON), default=list(ON))
    parser.add_argument("--page", action="store_true")
    options = parser.parse_args(argv)
    for count in options.plans:
        for name, one in (found := measure(count, options.on)).items():
            print(f"{count}\t{name}\t{one.cpu:.2f} s\t{one.wall:.2f} s\t{one.megabytes:.0f} MB", flush=True)
        keep(count, found)
    if options.page:
        from benchmarks.scale import page

        machine = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}."
        text = page(kept(), os.cpu_count() or 1, machine)
        (ROOT / "docs/scale.md").write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
