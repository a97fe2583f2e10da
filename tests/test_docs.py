"""Docs that can't go stale: every console block is run, every field and constant is there."""

import re
import shlex
from dataclasses import fields

import pytest

from qstrong.model.filing import ActionReport, Filing, Observation
from qstrong.model.plan import (
    Figure, FilingRule, GrowthTarget, IncrementTarget, Level, LevelTarget, Method, Plan, RecordTarget, TargetsFile,
    TrendTarget,
)  # fmt: skip
from qstrong.model.task import Action, Office, Quantity, Task, TasksFile, Unit, UnitGroup, UnitsFile
from qstrong.text.numbers import number
from tests.conftest import ROOT

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
CASES = [(page, block) for page in PAGES for block in BLOCK.findall(page.read_text(encoding="utf-8"))]


def commands(block):
    """Each command of a block with the lines that should follow."""
    parts = re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]
    return [part.partition("\n")[::2] for part in parts]


def matches(expected, printed):
    """Line by line; a line of three dots stands for any lines."""
    lines = expected.strip("\n").split("\n")
    pattern = "".join(r"(?:.*\n)*?" if line == "..." else re.escape(line) + r"\n" for line in lines)
    return re.fullmatch(pattern, printed.strip("\n") + "\n") is not None


@pytest.mark.parametrize(("page", "block"), CASES, ids=lambda value: getattr(value, "name", "block"))
def test_every_console_block(page, block, qstrong, request):
    for command, expected in commands(block):
        program, *words = shlex.split(command)
        assert program == "qstrong"
        result = qstrong(*words)
        printed = result.out + result.err
        if request.config.getoption("--update-golden") and "..." not in expected.splitlines():
            text = page.read_text(encoding="utf-8")
            page.write_text(
                text.replace(f"$ {command}\n{expected}", f"$ {command}\n{printed}"), encoding="utf-8"
            )
        else:
            assert matches(expected, printed), printed


def test_there_are_console_blocks():
    assert {page.name for page, _ in CASES} >= {"README.md", "method.md", "data.md"}


FILES = (
    TargetsFile, TasksFile, UnitsFile, Filing, Plan, FilingRule, Level, Figure, LevelTarget, GrowthTarget,
    IncrementTarget, TrendTarget, RecordTarget, Task, Action, Quantity, Unit, UnitGroup, Office, Observation, ActionReport,
)  # fmt: skip


@pytest.mark.parametrize("kind", FILES, ids=lambda kind: kind.__name__)
def test_every_key_is_documented(kind):
    text = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
    for field in fields(kind):
        assert f"`{field.name.rstrip('_')}`" in text, field.name


def test_every_constant_is_documented_with_its_value():
    text = (ROOT / "docs" / "method.md").read_text(encoding="utf-8")
    for name, value in Method().constants().items():
        shown = "false" if value is False else "1/3" if name == "share" else number(value)
        assert re.search(rf"`{name}` *\| *{re.escape(shown)} *\|", text), name


EXAMPLE = re.compile(r"```yaml\n# ([\w./-]+)\n(.*?)```", re.DOTALL)


def test_the_small_plan_of_the_data_page_works(tmp_path, qstrong):
    files = EXAMPLE.findall((ROOT / "docs" / "data.md").read_text(encoding="utf-8"))
    assert {name.split("/")[0] for name, _ in files} == {
        "targets.yaml",
        "tasks.yaml",
        "units.yaml",
        "progress",
    }
    for name, text in files:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert qstrong("validate", "--strict", "--data", tmp_path).code == 0
    result = qstrong("status", "--data", tmp_path, "--as-of", "2026-05-01", "-f", "json")
    assert '"status": "on_track"' in result.out
    assert '"data": "pending"' in result.out
