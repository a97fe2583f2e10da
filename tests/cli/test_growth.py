"""What grows with the units, and not with their square: counted in calls, which no machine makes slower."""

import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from qstrong.model.period import Period
from tests.conftest import Run

QUARTERS = [Period.parse(one) for one in ("2025Q1", "2025Q2", "2025Q3")]
FORM = ("form", "2025Q4", "--all", "forms")
RECORD = ("record", "u1", "2025Q4", "t1", "150", "--dry-run", "-y")
COMMANDS = [FORM, RECORD, ("due", "2025Q4"), ("units", "2025Q3"), ("status",), ("validate",)]


def make(folder: Path, units: int) -> None:
    """A plan in which each unit has one target, one action and three filings."""
    names = [f"u{k}" for k in range(units)]
    targets = "".join(
        f"  - {{id: t{k}, name: 指标{k}, group: g, kind: level, op: '>=', value: 1000, uom: 亿元, measure: stock,"
        f" frequency: quarter, decimals: 1, reporters: [u{k}], tasks: [1], baseline: {{period: 2024, value: 100}}}}\n"
        for k in range(units)
    )
    actions = ", ".join(f"{{id: '1.{k}', title: {{zh: 举措{k}}}, units: [u{k}]}}" for k in range(units))
    files = {
        "targets.yaml": "plan: {id: p, title: {zh: 方案}, start: 2024-12-31, end: 2027-12-31,"
        " filing: {every: quarter, due_days: 20}, as_of: 2026-01-10}\n"
        f"groups: [{{id: g, title: {{zh: 类}}}}]\ntargets:\n{targets}",
        "tasks.yaml": "sections: [{id: s, title: {zh: 部分}}]\n"
        f"tasks: [{{id: 1, section: s, title: {{zh: 任务}}, units: [{', '.join(names)}], actions: [{actions}]}}]\n",
        "units.yaml": "units:\n"
        + "".join(f"  - {{id: {u}, name: {{zh: 单位{u}}}, kind: other}}\n" for u in names),
    }
    for k, unit in enumerate(names):
        for n, period in enumerate(QUARTERS):
            files[f"progress/{unit}/{period}.yaml"] = (
                f"unit: {unit}\nperiod: {period}\nfiled: {period.end + timedelta(9)}\nobservations:\n"
                f"  - {{indicator: t{k}, value: {100 + 20 * n}, source: 报表}}\n"
            )
    for name, text in files.items():
        path = folder / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace("name: 指标", "name: {zh: 指标").replace(", group", "}, group"), "utf-8")


def calls(run: Callable[..., Any]) -> Any:
    """How many of the package's functions are called."""
    count = 0

    def count_one(frame: Any, event: Any, _: Any) -> None:
        nonlocal count
        count += event == "call" and "/qstrong/" in frame.f_code.co_filename.replace("\\", "/")

    sys.setprofile(count_one)
    try:
        run()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_four_times_the_units_are_four_times_the_work(
    command: tuple[str, str, str, str], tmp_path: Path, qstrong: Run
) -> None:
    work: list[Any] = []
    for units in (6, 24, 96):
        folder = tmp_path / str(units)
        make(folder, units)
        if not work:
            qstrong(*command, cwd=folder)  # what it imports is imported once
        work.append(calls(lambda folder=folder: qstrong(*command, cwd=folder)))
    few, some, many = work
    assert many - some < 4.4 * (some - few)
