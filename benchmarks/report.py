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
            return "未测"
        return "达到" if self.value <= self.most else "未达到"


@dataclass(frozen=True)
class GrowthPoint:
    """CPU seconds and peak memory (MB) of a command for so many filings."""

    command: str
    filings: int
    seconds: float
    megabytes: float


HEAD = """# 快慢

`python -m benchmarks` 测出这一页（`.bench/` 里另装一份，只用来测；数据是编的，同一个种子编出的一样）。都是同一台机器上同一次运行里的比值，换一台机器也大致成立，绝对的秒数不是。

B 是一个什么也不做的 Python（`python -c pass`）的指令数，用 cachegrind 数，几乎不随机器忙闲而变；其余是进程的 CPU 时间，两边交替着跑，取比值的中位数。
"""
STARTS = """
合并以前，`python -m benchmarks --starts` 把几个命令启动的指令数与 `benchmarks/limits.json` 里的比，多出一成就不通过；没有 valgrind 的跳过。快了以后 `python -m benchmarks --settle` 重记。
"""
FLOORS = """
`status` 第二次的指令用在：启动、命令和选项 10 B，缓存里的值 5 B，规则 11 B，当日的结论 7 B，上一期的结论（“较上期”一行要用）7 B，排表 4 B，其余是装载模块。规则和结论每次重算，不留在缓存里，所以单是启动就近于要求的 13 B。
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
    parts = [HEAD, "| 要求 | 至多 | 实测 | |\n|---|---:|---:|---|", *rows, FLOORS, STARTS]
    parts += ["## 换别的做\n\n同样的 10,000 份填报（50,000 个数），CPU 时间：\n"]
    parts += ["| | 秒 | 比 `validate` |\n|---|---:|---:|"]
    parts += [f"| {one.name} | {one.seconds:.2f} | {one.ratio:.2f} |" for one in others]
    if missing:
        parts += [
            "\n没有装、因而没有测的：" + "，".join(f"{name}（{why}）" for name, why in missing.items()) + "。"
        ]
    parts += ["\n## 随填报份数的增长\n\n![CPU 时间与填报份数](performance.svg)\n"]
    parts += ["| 命令 | 填报 | 秒 | 最多占用的内存 |\n|---|---:|---:|---:|"]
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
