"""docs/performance.md and its picture, from what was measured."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, log10

from benchmarks.peers import PeerTime

WIDTH, HEIGHT, EDGE = 640, 320, 56


@dataclass(frozen=True)
class MeasuredGate:
    """A gate, the most that is allowed, and what was measured: None where it couldn't be."""

    name: str
    most: float
    unit: str
    value: float | None

    @property
    def verdict(self) -> str:
        """Whether it holds."""
        if self.value is None:
            return "not measured"
        return "met" if self.value <= self.most else "not met"


@dataclass(frozen=True)
class GrowthPoint:
    """CPU seconds and peak memory (MB) of a command for so many filings."""

    command: str
    filings: int
    seconds: float
    megabytes: float


HEAD = """# Performance

`python -m benchmarks` measures and writes this page (with an installation of its own in `.bench/`; the data are made up, the same from the same seed). Figures are ratios within one run on one machine. On another machine they hold roughly, absolute seconds don't.

B is the number of instructions of a Python that does nothing (`python -c pass`), counted by cachegrind: it hardly depends on how busy the machine is. All else is CPU time of processes, both sides run by turns, the median of the ratios.
"""
STARTS = """
Before a merge, `python -m benchmarks --starts` compares the instructions with which some commands start with those in `benchmarks/limits.json`, and fails where they grew by a tenth; without valgrind it skips. When they have become fewer, `python -m benchmarks --settle` notes that.
"""
FLOORS = """
The instructions of a second `status` go into: start, command and options 10 B, values from the cache 3 B, rules (and which value counts) 7 B, the day's verdicts 3 B, the verdicts of the period before (for the line of what changed since) 4 B, the table 1.5 B; the rest is loading modules. Rules and verdicts are computed anew every time and never cached, so that the start alone is near the 13 B that are asked for.
"""


def page(
    gates: Sequence[MeasuredGate],
    others: Sequence[PeerTime],
    growth: Sequence[GrowthPoint],
    missing: Mapping[str, str],
    machine: str,
) -> str:
    """The whole page."""
    rows = [
        f"| {one.name} | {_shown(one.most, one.unit)} | {_shown(one.value, one.unit)} | {_verdict(one)} |"
        for one in gates
    ]
    parts = [HEAD, "| Asked for | At most | Measured | |\n|---|---:|---:|---|", *rows, FLOORS, STARTS]
    parts += ["## Other programs\n\nThe same 10,000 filings (50,000 values), CPU time:\n"]
    parts += ["| | Seconds | Over `validate` |\n|---|---:|---:|"]
    parts += [f"| {one.name} | {one.seconds:.2f} | {one.ratio:.2f} |" for one in others]
    if missing:
        parts += [
            "\nNot installed and so not measured: "
            + ", ".join(f"{name} ({why})" for name, why in missing.items())
            + "."
        ]
    parts += ["\n## Growth with the number of filings\n\n![CPU time over filings](performance.svg)\n"]
    parts += ["| Command | Filings | Seconds | Peak memory |\n|---|---:|---:|---:|"]
    parts += [
        f"| `{one.command}` | {one.filings:,} | {one.seconds:.2f} | {one.megabytes:.0f} MB |"
        for one in growth
    ]
    return "\n".join([*parts, f"\n{machine}", ""])


def _verdict(one: MeasuredGate) -> str:
    return one.verdict if one.value is None or one.value <= one.most else f"**{one.verdict}**"


def _shown(value: float | None, unit: str) -> str:
    """A figure in three digits or so, rounded up: what doesn't hold never looks as if it did."""
    if value is None:
        return "–"
    digits = 0 if value >= 100 else 1 if value >= 10 else 2
    figure = ceil(round(value * 10**digits, 6)) / 10**digits
    return f"{figure:,g} {unit}".strip()


def curve(growth: Sequence[GrowthPoint]) -> str:
    """CPU seconds over filings, both in powers of ten, as SVG."""
    sizes = [one.filings for one in growth]
    times = [one.seconds for one in growth]
    across, up = (_scale(sizes, WIDTH), _scale(times, HEIGHT))

    def at(x: float, y: float) -> tuple[float, float]:
        return round(across(x), 1), round(HEIGHT - up(y), 1)

    rows = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-size="12">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
    ]
    for size in sorted(set(sizes)):
        x, y = at(size, min(times))
        rows.append(f'<text x="{x}" y="{HEIGHT - EDGE / 2}" text-anchor="middle">{size:,}</text>')
        rows.append(f'<line x1="{x}" x2="{x}" y1="{EDGE / 2}" y2="{HEIGHT - EDGE}" stroke="#ddd"/>')
    for power in range(-3, 5):
        second = 10.0**power
        if min(times) <= second <= max(times):
            _, y = at(min(sizes), second)
            rows.append(f'<text x="{EDGE - 8}" y="{y + 4}" text-anchor="end">{second:g} s</text>')
            rows.append(f'<line x1="{EDGE}" x2="{WIDTH - EDGE}" y1="{y}" y2="{y}" stroke="#ddd"/>')
    for k, command in enumerate(dict.fromkeys(one.command for one in growth)):
        mine = [one for one in growth if one.command == command]
        points = " ".join("{},{}".format(*at(one.filings, one.seconds)) for one in mine)
        color = ("#0b5cad", "#b3541e", "#2e7d32")[k % 3]
        rows.append(f'<polyline points="{points}" fill="none" stroke="{color}" stroke-width="2"/>')
        rows += [
            '<circle cx="{}" cy="{}" r="3" fill="{}"/>'.format(*at(one.filings, one.seconds), color)
            for one in mine
        ]
        rows.append(f'<text x="{EDGE + 12}" y="{EDGE / 2 + 16 * (k + 1)}" fill="{color}">{command}</text>')
    return "\n".join([*rows, "</svg>", ""])


def _scale(values: Sequence[float], length: int) -> Callable[[float], float]:
    """Where a value stands on an axis of powers of ten."""
    low, high = log10(min(values)), log10(max(values))
    return lambda value: EDGE + (log10(value) - low) / ((high - low) or 1) * (length - 2 * EDGE)
