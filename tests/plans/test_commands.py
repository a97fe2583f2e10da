"""Each real plan through every command, in both languages."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from qstrong.cli.app import COMMANDS
from tests.conftest import Run
from tests.history.repo import ENV, Repo
from tests.plans.conftest import Real
from tests.plans.convert import CONVERTED

PERIOD = {"canada": 2027, "germany": 2025}
"""By plan the filing that comes next."""
DATALESS = {"demo", "doctor", "explain", "init", "rollup"}
RUNS: dict[str, list[str]] = {
    "status": ["", "--changes", "-f json", "-f csv", "-o {out}/s.html", "-o {out}/s.svg"],
    "show": ["{unit}", "{target} -f json"],
    "tasks": ["", "--table"],
    "units": ["", "{unit}", "--matrix", "-f json"],
    "due": ["", "{period}", "{period} --remind", "-f json"],
    "validate": ["", "-f json", "-f sarif", "--changed HEAD"],
    "schema": ["-o {out}/schemas"],
    "bulletin": [
        "",
        "--brief",
        "--full",
        "--unit {unit}",
        "-f json",
        "-o {out}/b.docx",
        "-o {out}/b.xlsx",
        "-o {out}/b.html",
    ],
    "diff": ["HEAD", "HEAD -f json"],
    "record": ["{unit} {period} {target} 1 -n --accept --as-of {later}"],
    "new": ["{unit} {period} -o -"],
    "form": ["{unit} {period} -o {out}/f.xlsx"],
    "import": ["{out}/f.xlsx -n"],
    "owners": ["", "--for gitlab"],
    "log": ["{target}", "{target} --status"],
    "export": ["targets", "assessments -f json", "-o {out}/package"],
}
"""What is typed behind each command; `show` besides for every third target."""
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def test_no_command_is_left_out() -> None:
    assert set(RUNS) == set(COMMANDS) - DATALESS


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", CONVERTED)
def test_every_command(name: str, lang: str, real: Real, qstrong: Run, tmp_path: Path) -> None:
    """None fails or writes into the data, each says something; in English none says a word of Chinese."""
    data, entries = real(name)
    target = "i7-2-a-2020" if name == "germany" else "i1-1-1"
    unit = "working-group-on-renewable-energy-statistics" if name == "germany" else "statistics-canada"
    words = {
        "target": target,
        "unit": unit,
        "period": PERIOD[name],
        "later": f"{PERIOD[name] + 1}-01-31",
        "out": tmp_path,
    }
    typed = [f"{command} {rest}".format(**words) for command, rests in RUNS.items() for rest in rests]
    for line in (*typed, *(f"show {one}" for one in [*entries][::3])):
        run = qstrong(*line.split(), "--data", data, "--lang", lang)
        assert run.code in (0, 1), f"{line}: {run.err}"
        assert run.out or run.err or " -o " in line, line
        assert "Traceback" not in run.err, line
        if lang == "en" and "sarif" not in line:  # which has the rules' texts, and they quote what is typed
            said = (run.out + run.err).replace(ENV["GIT_AUTHOR_NAME"], "")
            assert not CHINESE.search(said), line
    written = {path.suffix for path in tmp_path.rglob("*") if path.is_file() and path.stat().st_size}
    assert written >= {".html", ".svg", ".docx", ".xlsx", ".json", ".csv"}
    assert not Repo(data.parent).git("status", "--short")


@pytest.mark.parametrize("name", CONVERTED)
def test_the_text_names_every_target_and_unit(name: str, real: Real, qstrong: Run) -> None:
    data, entries = real(name)
    said = " ".join(qstrong("status", "--data", data, "--lang", "en", "-f", "md").out.split())
    assert said.count(f"| {len(entries)} |") == 1
    book = json.loads(qstrong("status", "--data", data, "-f", "json").out)
    assert [one["id"] for one in book["targets"]] == list(entries)
    assert sum(book["counts"].values()) == sum(book["data_counts"].values()) == len(entries)
    assert qstrong("validate", "--data", data).code == 0
