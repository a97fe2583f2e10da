"""The reader that needs nothing of this package says what this package says."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

import qstrong
from tests.conftest import ROOT

SCRIPT = ROOT / "examples/without-qstrong/read.py"
PLANS = [ROOT / "data", *sorted(path.parent for path in ROOT.glob("examples/*/targets.yaml"))]
EVER = "9000-01-01"


def told(folder: Path) -> dict[str, tuple[str, str]]:
    """What the script prints: by target its last period and value."""
    words: list[str | Path] = [sys.executable, "-I", "-W", "error", SCRIPT, folder]
    done = subprocess.run(words, capture_output=True, check=True, env={"PYTHONIOENCODING": "utf-8"})
    rows = (line.split("\t") for line in done.stdout.decode().splitlines())
    return {name: (period, value) for name, period, value in rows}


def filed(plan: qstrong.OpenPlan) -> Iterator[tuple[str, tuple[str, str]]]:
    """The same by this package: of each target the value filed last for its latest period."""
    rows = [row for row in plan.observations(EVER) if row["value"] is not None]
    for target in plan.targets():
        mine = [row for row in rows if row["indicator"] == (target["of"] or target["id"])]
        last = max(mine, key=lambda row: (row["period_end"], row["filed"]), default=None)
        yield target["id"], (last["period"], str(last["value"])) if last else ("", "")


@pytest.mark.parametrize("folder", PLANS, ids=lambda one: one.name)
def test_it_reads_what_qstrong_reads(folder: Path) -> None:
    plan = qstrong.open_plan(folder)
    said = told(folder)
    assert said == dict(filed(plan))
    compared = 0
    for row in plan.report(EVER).targets():
        if row["value"] is not None and row["judged_as"] == "filed" and not row["shown"]:
            assert said[row["id"]] == (row["period"], str(row["value"])), row["id"]
            compared += 1
    assert compared or not any(period for period, _ in said.values())


def test_it_is_short_and_needs_one_library() -> None:
    text = SCRIPT.read_text(encoding="utf-8")
    tree = ast.parse(text)
    named = {
        (node.module if isinstance(node, ast.ImportFrom) else node.names[0].name)
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    assert named - sys.stdlib_module_names == {"yaml"}
    assert "float" not in {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    assert len([line for line in text.splitlines() if line.strip()]) <= 30


def test_no_digit_is_lost(tmp_path: Path) -> None:
    (tmp_path / "progress/a").mkdir(parents=True)
    (tmp_path / "targets.yaml").write_text("targets: [{id: x}, {id: y, of: x}, {id: z}]\n", encoding="utf-8")
    filing = "period: 2026Q{}\nobservations:\n  - {{indicator: x, value: {}}}\n  - {{indicator: z, pending: soon}}\n"
    for quarter, value in ((1, "1.5"), (2, "123456789012345.10"), (3, "null")):
        text = filing.format(quarter, value if value != "null" else "")
        (tmp_path / f"progress/a/2026Q{quarter}.yaml").write_text(text, encoding="utf-8")
    said = told(tmp_path)
    assert said == {
        "x": ("2026Q2", "123456789012345.10"),
        "y": ("2026Q2", "123456789012345.10"),
        "z": ("", ""),
    }
    assert Decimal(said["x"][1]) == Decimal("123456789012345.10")
