"""The command; see `benchmarks`."""

from __future__ import annotations

import argparse
import json
import platform
import sys
from pathlib import Path

import benchmarks
from benchmarks.gates import GATES, HUGE, LARGE, STARTS
from benchmarks.measure import FailedError, has_valgrind, spent
from benchmarks.peers import peers
from benchmarks.place import ROOT, Place
from benchmarks.report import GrowthPoint, MeasuredGate, curve, page

LIMITS = Path(__file__).with_name("limits.json")
ROOM = 1.1
"""So much more than the committed figure lets CI pass: other machines, newer libraries."""
PYTHON = ".".join(platform.python_version_tuple()[:2])


def main(argv: list[str]) -> int:
    """Measure what is asked for; the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description=benchmarks.__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    which = parser.add_mutually_exclusive_group()
    for option in ("--small", "--starts", "--settle"):
        which.add_argument(option, action="store_true")
    options = parser.parse_args(argv)
    if options.starts or options.settle:
        return starts(settle=options.settle)
    return everything(small=options.small)


def starts(*, settle: bool) -> int:
    """Instructions of starts against those committed, or in their place; 1 where one has grown."""
    limits: dict[str, dict[str, float]] = json.loads(LIMITS.read_text("utf-8")) if LIMITS.exists() else {}
    known = limits.get(PYTHON, {})
    if not has_valgrind():
        print("starts not counted: valgrind isn't installed (apt-get install valgrind)")
        return 0
    if not known and not settle:
        print(f"starts not counted: limits.json knows no Python {PYTHON}")
        return 0
    place = Place()
    found = {name: round(measured(place), 2) for name, measured in STARTS.items()}
    for name, value in found.items():
        was = f"{known[name]:8.2f}" if name in known else "       –"
        print(f"{name:12} {value:8.2f} B, committed {was}{'' if fits(value, known.get(name)) else '  MORE'}")
    if settle:
        LIMITS.write_text(json.dumps({**limits, PYTHON: found}, indent=2, sort_keys=True) + "\n", "utf-8")
        return 0
    return 0 if all(fits(value, known.get(name)) for name, value in found.items()) else 1


def fits(value: float, known: float | None) -> bool:
    """Whether a figure is within a tenth of what is *known*; one that isn't fits."""
    return known is None or value <= known * ROOM


def everything(*, small: bool) -> int:
    """Every gate, what else one could take, and the growth, onto docs/performance.md."""
    place = Place()
    rows = []
    for gate in GATES:
        if (small and gate.huge) or (gate.unit == "B" and not has_valgrind()):
            value = None
        else:
            try:
                value = gate.measured(place)
            except FailedError as error:
                print(error, file=sys.stderr)
                value = None
        rows.append(MeasuredGate(gate.name, gate.most, gate.unit, value))
        print(f"{gate.name}\t{'–' if value is None else f'{value:.2f}'}\t{gate.most} {gate.unit}", flush=True)
    others = peers(place)
    sizes = (312, 1000, LARGE) if small else (312, 1000, LARGE, HUGE)
    growth = [
        GrowthPoint(command, size, *spent(place.reading(command, size, *place.uncached)))
        for command in ("validate", "status")
        for size in sizes
    ]
    if not has_valgrind():
        place.missing["valgrind"] = "apt-get install valgrind"
    machine = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}."
    docs = ROOT / "docs"
    (docs / "performance.md").write_text(page(rows, others, growth, place.missing, machine), "utf-8")
    (docs / "performance.svg").write_text(curve(growth), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
