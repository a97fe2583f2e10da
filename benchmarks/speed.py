"""CPU time of start-up, reading, assessing and filing, each as a ratio to a peer on the same machine.

    python benchmarks/speed.py [--filings 10000] [--runs 5]

Start-up: whole processes against `import typer, pydantic, rich, yaml`. Reading: all files of a made-up
folder against yaml.CSafeLoader on the same bytes. Filing: whole processes for 12, 50 and 200 units, per
unit against the first. Ratios hold where absolute times don't.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import yaml

from qstrong.assess.assess import assess
from qstrong.check.registry import check
from qstrong.model.period import Period
from qstrong.read.dataset import load
from qstrong.read.source import Folder

ROOT = Path(__file__).parents[1]
QUARTERS = 40
PER_UNIT = 5
"""Targets that each unit reports."""
FILED = 8
"""Filings of each unit where forms and records are measured."""


def child_cpu(command: list[str], runs: int) -> float:
    """The least CPU seconds (user and system) of a whole process, in *runs* runs."""
    times = []
    for _ in range(runs):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=False, capture_output=True, cwd=ROOT)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(times)


def startup(runs: int) -> None:
    peer = child_cpu([sys.executable, "-c", "import typer, pydantic, rich, yaml"], runs)
    print(f"import typer, pydantic, rich, yaml{1000 * peer:12.0f} ms   1.00")
    script = str(Path(sys.executable).with_name("qstrong"))
    for words in ("--version", "--help", "status", "status -f json", "show rd-expenditure", "validate"):
        mine = child_cpu([script, *words.split()], runs)
        print(f"qstrong {words:26}{1000 * mine:12.0f} ms   {mine / peer:.2f}")


def make_folder(folder: Path, filings: int, quarters: int = QUARTERS) -> None:
    """A plan of ten years: per unit an action, and per quarter a filing with five values."""
    units = [f"unit-{k}" for k in range(filings // quarters)]
    first = Period.parse("2025Q1")
    targets = "\n".join(
        f"  - {{id: t-{u}-{k}, name: {{zh: 指标{u}之{k}}}, group: g, kind: level, op: '>=', value: 1000,"
        f" uom: 亿元, measure: stock, frequency: quarter, decimals: 1, reporters: [{u}], tasks: [1],"
        " baseline: {period: 2024, value: 100}}"
        for u in units
        for k in range(PER_UNIT)
    )
    (folder / "targets.yaml").write_text(
        "plan: {id: bench, title: {zh: 测速}, start: 2024-12-31, end: 2034-12-31,"
        " filing: {every: quarter, due_days: 20}, synthetic: true}\n"
        f"groups: [{{id: g, title: {{zh: 类}}}}]\ntargets:\n{targets}\n",
        encoding="utf-8",
    )
    actions = ", ".join(f"{{id: '1.{k}', title: {{zh: 措施{k}}}, units: [{u}]}}" for k, u in enumerate(units))
    (folder / "tasks.yaml").write_text(
        "sections: [{id: s, title: {zh: 部分}}]\n"
        "tasks: [{id: 1, section: s, title: {zh: 任务}, "
        f"units: [{', '.join(units)}], actions: [{actions}]}}]\n",
        encoding="utf-8",
    )
    rows = "\n".join(f"  - {{id: {u}, name: {{zh: 单位{u}}}, kind: other}}" for u in units)
    (folder / "units.yaml").write_text(f"units:\n{rows}\n", encoding="utf-8")
    for u in units:
        (folder / "progress" / u).mkdir(parents=True)
        for q in range(quarters):
            period = Period.ending(first.last + 3 * q, 3)
            lines = [
                f"unit: {u}",
                f"period: {period}",
                f"filed: {period.end + timedelta(12)}",
                "observations:",
            ]
            for k in range(PER_UNIT):
                lines += [
                    f"  - indicator: t-{u}-{k}",
                    f"    value: {100 + 20 * q + k}.5",
                    "    source: 统计报表",
                ]
            (folder / "progress" / u / f"{period}.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def reading(filings: int, runs: int) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        make_folder(folder, filings)
        files = sorted(folder.rglob("*.yaml"))
        peer = min(
            cpu(lambda: [yaml.load(f.read_bytes(), yaml.CSafeLoader) for f in files]) for _ in range(runs)
        )
        print(f"\nyaml.CSafeLoader, {len(files)} files{peer:17.2f} s    1.00")
        read = min(cpu(lambda: load(Folder(folder))) for _ in range(runs))
        print(f"qstrong: read and check the schema{read:12.2f} s    {read / peer:.2f}")
        dataset = load(Folder(folder)).dataset
        assert dataset is not None
        for name, work in (
            ("rules", lambda: check(dataset)),
            ("assess", lambda: assess(dataset, date(2035, 2, 1))),
        ):
            mine = min(cpu(work) for _ in range(runs))
            print(f"qstrong: {name:25}{mine:12.2f} s    {mine / peer:.2f}")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"peak memory{peak:35.0f} MB")


def filing(runs: int) -> None:
    """All units' forms, and one value recorded: neither may grow faster than the units do."""
    script = str(Path(sys.executable).with_name("qstrong"))
    first: dict[str, float] = {}
    print()
    for units in (12, 50, 200):
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place) / "data"
            folder.mkdir()
            make_folder(folder, units * FILED, FILED)
            common = ["--data", str(folder), "--as-of", "2027-04-10"]
            value = ["unit-3", "2027Q1", "t-unit-3-1", "300", "-y", "--dry-run"]
            for words in (["form", "--all", f"{place}/forms", "2027Q1"], ["record", *value]):
                forms = Path(place, "forms")
                mine = min(one_cpu([script, *words, *common], forms) for _ in range(runs))
                peer = first.setdefault(words[0], mine / units)
                print(f"qstrong {words[0]:8}{units:5} units{mine:15.2f} s    {mine / units / peer:.2f}")


def one_cpu(command: list[str], forms: Path) -> float:
    """The CPU seconds of a process that may write *forms*, which are taken away first."""
    shutil.rmtree(forms, ignore_errors=True)
    return child_cpu(command, 1)


def cpu(work: Callable[[], object]) -> float:
    before = time.process_time()
    work()
    return time.process_time() - before


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--filings", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    startup(options.runs)
    reading(options.filings, min(options.runs, 3))
    filing(min(options.runs, 3))
