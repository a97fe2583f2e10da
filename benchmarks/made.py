"""Made-up data of any size, the same for the same seed; and what others would keep the same values in."""

from __future__ import annotations

import random
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from qstrong.model.period import Period

QUARTERS = 40
"""Filings of each unit: ten years."""
PER_UNIT = 5
"""Targets that each unit reports."""
FIRST = Period.parse("2015Q1")
"""All of it is past: whatever is filed later than today would be a finding each."""
GIT = ("git", "-c", "init.defaultBranch=main", "-c", "user.name=n", "-c", "user.email=n@example.org")


@dataclass(frozen=True)
class MadeFiling:
    """What one unit files for one quarter: its targets' values, in their order."""

    unit: int
    period: Period
    filed: date
    values: tuple[str, ...]

    @property
    def path(self) -> str:
        """Where it stands in the data folder."""
        return f"progress/unit-{self.unit}/{self.period}.yaml"

    def text(self) -> str:
        """The file."""
        lines = [f"unit: unit-{self.unit}", f"period: {self.period}", f"filed: {self.filed}", "observations:"]
        for k, value in enumerate(self.values):
            lines += [f"  - indicator: t-{self.unit}-{k}", f"    value: {value}", "    source: 统计报表"]
        return "\n".join(lines) + "\n"


def filings(units: int, quarters: int = QUARTERS, seed: int = 0) -> Iterator[MadeFiling]:
    """Every unit's filings; values rise evenly, each target's at its own pace."""
    for unit in range(units):
        rng = random.Random(f"{seed}/{unit}")
        starts = [rng.randrange(1000, 1500) for _ in range(PER_UNIT)]
        paces = [rng.randrange(150, 250) for _ in range(PER_UNIT)]
        for q in range(quarters):
            period = Period.ending(FIRST.last + 3 * q, 3)
            tenths = [start + pace * q for start, pace in zip(starts, paces, strict=True)]
            values = tuple(f"{one // 10}.{one % 10}" for one in tenths)
            yield MadeFiling(unit, period, period.end + timedelta(12), values)


def plan(units: int, name: str = "bench", themes: int = 0) -> dict[str, str]:
    """The plan's own files: five targets and one action for each unit; so many units' first has a theme."""
    names = [f"unit-{k}" for k in range(units)]
    targets = "\n".join(
        f"  - {{id: t-{unit}-{k}, name: {{zh: 指标{unit}之{k}}}, group: g, kind: level, op: '>=',"
        f" value: 1000, uom: 亿元, measure: stock, frequency: quarter, decimals: 1, reporters: [unit-{unit}], tasks: [1],"
        f" baseline: {{period: 2014, value: 100}}{f', theme: theme-{unit}' if unit < themes and not k else ''}}}"
        for unit in range(units)
        for k in range(PER_UNIT)
    )
    actions = ", ".join(
        f"{{id: '1.{k}', title: {{zh: 措施{k}}}, units: [{name}]}}" for k, name in enumerate(names)
    )
    rows = "\n".join(f"  - {{id: {name}, name: {{zh: 单位{name}}}, kind: other}}" for name in names)
    return {
        "targets.yaml": f"plan: {{id: {name}, title: {{zh: 测速}}, start: 2014-12-31, end: 2024-12-31,"
        " filing: {every: quarter, due_days: 20}, synthetic: true}\n"
        f"groups: [{{id: g, title: {{zh: 类}}}}]\ntargets:\n{targets}\n",
        "tasks.yaml": "sections: [{id: s, title: {zh: 部分}}]\n"
        "tasks: [{id: 1, section: s, title: {zh: 任务}, "
        f"units: [{', '.join(names)}], actions: [{actions}]}}]\n",
        "units.yaml": f"units:\n{rows}\n",
    }


def make_folder(
    folder: Path, count: int, quarters: int = QUARTERS, seed: int = 0, texts: dict[str, str] | None = None
) -> Path:
    """*folder* with a plan, or the *texts* of another, and *count* filings of so many *quarters*; itself.

    The filings are those of whole units.
    """
    units = max(1, count // quarters)
    made = [(one.path, one.text()) for one in filings(units, quarters, seed)]
    for name, text in (*(texts or plan(units)).items(), *made):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return folder


def beancount(count: int, seed: int = 0) -> str:
    """The same observations as a ledger for bean-check: a transaction each."""
    units = max(1, count // QUARTERS)
    accounts = [f"Assets:Unit{unit}:T{k}" for unit in range(units) for k in range(PER_UNIT)]
    rows = [f"2014-12-31 open {name}" for name in (*accounts, "Equity:Filed")]
    for one in filings(units, seed=seed):
        for k, value in enumerate(one.values):
            rows.append(f'{one.filed} * "unit-{one.unit}" "{one.period} 统计报表"')
            rows.append(f"  Assets:Unit{one.unit}:T{k}  {value} CNY\n  Equity:Filed")
    return "\n".join(rows) + "\n"


def hledger(count: int, seed: int = 0) -> str:
    """The same for hledger."""
    rows = []
    for one in filings(max(1, count // QUARTERS), seed=seed):
        for k, value in enumerate(one.values):
            rows.append(f"{one.filed} * unit-{one.unit} | {one.period} 统计报表")
            rows.append(f"    assets:unit{one.unit}:t{k}  CNY {value}\n    equity:filed\n")
    return "\n".join(rows)


def make_history(repository: Path, commits: int, seed: int = 0) -> Path:
    """A repository in which the plan is one commit, and then each filing one, by day; its data folder."""
    repository.mkdir(parents=True, exist_ok=True)
    units = -(-(commits - 1) // QUARTERS)
    every = sorted(filings(units, seed=seed), key=lambda one: (one.filed, one.unit))[: commits - 1]
    stream = [_commit(date(2015, 1, 1), plan(units).items())]
    stream += [_commit(one.filed, [(one.path, one.text())]) for one in every]
    for words, given in (
        (("init", "-q"), b""),
        (("fast-import", "--quiet"), b"".join(stream)),
        (("reset", "-q", "--hard"), b""),
    ):
        subprocess.run([*GIT, *words], cwd=repository, input=given, check=True)
    return repository / "data"


def _commit(day: date, files: Iterable[tuple[str, str]]) -> bytes:
    """One commit for `git fast-import`."""
    at = int(datetime.combine(day, time(4), UTC).timestamp())
    parts = [f"commit refs/heads/main\ncommitter n <n@example.org> {at} +0800\ndata 4\ndata\n".encode()]
    for name, text in files:
        data = text.encode()
        parts += [f"M 100644 inline data/{name}\ndata {len(data)}\n".encode(), data, b"\n"]
    return b"".join(parts)
