"""What a shell completes: of the folder in hand, and of what this program itself knows; in each shell."""

import importlib
import os
import shutil
import subprocess
import sys
from inspect import signature
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest

from qstrong.cli.app import COMMANDS, _built
from qstrong.model.index import offered
from qstrong.model.keys import said_keys
from qstrong.read.dataset import load
from qstrong.read.source import Folder
from qstrong.timeline.owed import filing_periods
from tests.conftest import ROOT, Run
from tests.history.repo import Repo

DEMO = "examples/demo"
WORDS = {
    "qstrong sta": ["status"],
    "qstrong --da": ["--data"],
    f"qstrong show --data {DEMO} rd-": ["rd-expenditure"],
    f"qstrong show --data {DEMO} 12.7": ["12.7"],
    f"qstrong units --data {DEMO} --period 2026Q": ["2026Q1", "2026Q2", "2026Q3", "2026Q4"],
    f"qstrong bulletin --data {DEMO} 2025Q": ["2025Q1", "2025Q2", "2025Q3", "2025Q4"],
    f"qstrong new --data {DEMO} wat": ["water"],
    f"qstrong new --data {DEMO} water 2027Q": ["2027Q1", "2027Q2", "2027Q3", "2027Q4"],
    f"qstrong form --data {DEMO} 2026Q4": ["2026Q4"],
    f"qstrong record --data {DEMO} water 2026Q4 water-p": ["water-per-gdp"],
    f"qstrong status --data {DEMO} --as-of 2026Q1": ["2026Q1"],
    f"qstrong status --data {DEMO} --group ec": ["economy"],
    "qstrong status --status off": ["off_track"],
    "qstrong status --status off_track,at": ["off_track,at_risk"],
    "qstrong tasks --status over": ["overdue"],
    "qstrong status --data-state not_r": ["not_reported"],
    "qstrong status --kind gro": ["growth"],
    "qstrong status --columns id,nam": ["id,name"],
    "qstrong status --sort comp": ["completion"],
    f"qstrong status --data {DEMO} --year 202": ["2025", "2026", "2027"],
    f"qstrong record --data {DEMO} water 2026Q4 2.5 --state in": ["in_progress"],
    "qstrong record --flag pre": ["preliminary"],
    "qstrong rollup plans.yaml --by th": ["theme"],
    "qstrong status -f js": ["json"],
    "qstrong status --lang e": ["en"],
    "qstrong explain Q20": [f"Q20{k}" for k in range(1, 10)],
    "qstrong validate --select Q204": ["Q204"],
    "qstrong export obs": ["observations"],
    "qstrong schema fil": ["filing"],
}


def completed(shell: str, typed: str, cwd: Path = ROOT, **more: str) -> str:
    """What the shell's own script is told, as it asks."""
    env = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "QSTRONG_LANG": "en",
        "_QSTRONG_COMPLETE": f"complete_{shell}",
    }
    asked = {
        "COMP_WORDS": typed, "COMP_CWORD": str(len(typed.split()) - 1), "_TYPER_COMPLETE_ARGS": typed,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args", "_TYPER_COMPLETE_WORD_TO_COMPLETE": typed.rsplit(maxsplit=1)[-1],
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "qstrong"],
        cwd=cwd,
        env={**env, **asked, **more},
        capture_output=True,
        check=False,
    )
    assert not done.stderr, done.stderr.decode()
    return done.stdout.decode()


@pytest.mark.parametrize("typed", WORDS)
def test_what_is_completed(typed: str) -> None:
    found = completed("bash", typed).split()
    assert {*WORDS[typed]} <= {*found}
    assert all(one.startswith(typed.rsplit(maxsplit=1)[-1]) for one in found)


def test_codes_are_called_in_the_readers_language() -> None:
    assert "A unit of measure inside a value" in completed("zsh", "qstrong explain Q204")
    assert "数值里带了单位" in completed("zsh", "qstrong explain Q204", QSTRONG_LANG="zh")


@pytest.mark.parametrize("is_cached", [False, True])
def test_names_are_in_the_readers_language(is_cached: bool, tmp_path: Path, qstrong: Run) -> None:
    cache = str(tmp_path) if is_cached else "off"
    qstrong("status", "--data", DEMO, QSTRONG_CACHE=cache)
    assert any(tmp_path.iterdir()) == is_cached

    def shown(locale: str, *lang: str) -> str:
        typed = " ".join(("qstrong show", *lang, f"--data {DEMO} rd-"))
        return completed("zsh", typed, QSTRONG_CACHE=cache, QSTRONG_LANG="", LC_ALL=locale, CI="")

    assert "研究与试验发展" in shown("zh_CN.UTF-8")
    assert "R&D expenditure" in shown("en_GB.UTF-8")
    assert "R&D expenditure" in shown("zh_CN.UTF-8", "--lang", "en")
    assert "研究与试验发展" in shown("en_GB.UTF-8", "--lang", "zh")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_every_shell_is_told(shell: str) -> None:
    for typed in (f"qstrong show --data {DEMO} rd-", f"qstrong units --data {DEMO} --period 2026Q3"):
        (wanted,) = WORDS.get(typed, ["2026Q3"])
        assert wanted in completed(shell, typed)


def test_revisions(tmp_path: Path) -> None:
    repo = Repo.new(tmp_path)
    shutil.copytree(ROOT / DEMO, tmp_path / "data")
    repo.commit("first")
    repo.git("tag", "v2026Q3")
    repo.git("branch", "review")
    for typed in (
        "qstrong diff ",
        "qstrong status --at ",
        "qstrong validate --changed ",
        "qstrong owners --base ",
    ):
        assert completed("bash", f"{typed}v", cwd=tmp_path).split() == ["v2026Q3"]
        assert completed("bash", f"{typed}re", cwd=tmp_path).split() == ["review"]


def test_nothing_is_said_where_there_is_nothing(tmp_path: Path) -> None:
    for typed in ("qstrong show rd-", "qstrong due 2026", "qstrong diff v", "qstrong status --unit wa"):
        assert completed("bash", typed, cwd=tmp_path).strip() == ""
    (tmp_path / "data").mkdir()
    (tmp_path / "data/targets.yaml").write_text("plan: [", encoding="utf-8")
    assert completed("bash", "qstrong show rd-", cwd=tmp_path).strip() == ""


BASH = """
source "$1"; shift
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=()
_qstrong_completion qstrong
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.mark.posix
@pytest.mark.parametrize("typed", [one for one in WORDS if " -f " not in one][:8])
def test_in_bash_itself(typed: str, tmp_path: Path) -> None:
    bash = shutil.which("bash")
    if not bash:
        pytest.skip("bash isn't installed")
    program = tmp_path / "bin" / "qstrong"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m qstrong "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PATH": f"{program.parent}:{os.environ['PATH']}"}
    script = subprocess.run(
        [program], env={**env, "_QSTRONG_COMPLETE": "source_bash"}, capture_output=True, check=True
    ).stdout
    (tmp_path / "script").write_bytes(script)
    done = subprocess.run(
        [bash, "--norc", "-c", BASH, "bash", tmp_path / "script", *typed.split()],
        cwd=ROOT, env=env, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stderr == ""
    assert {*WORDS[typed]} <= {*done.stdout.split()}


@pytest.mark.parametrize(
    "folder", ["data", *(path.parent.name for path in ROOT.glob("examples/*/targets.yaml"))]
)
def test_periods_are_those_of_the_filings(folder: str) -> None:
    path = ROOT / folder if folder == "data" else ROOT / "examples" / folder
    data = load(Folder(path), only_plan=True).dataset
    assert data
    found = offered(data.plan, data.targets, data.groups, data.tasks, data.units)["periods"]
    end = data.plan.month(data.plan.end)
    first = list(takewhile(lambda one: one.last - one.months < end, filing_periods(data.plan)))
    assert found == [(str(one), dict.fromkeys(("zh", "en"), one.end.isoformat())) for one in first]


def test_what_names_a_thing_is_completed() -> None:
    """No parameter that takes an id, a period, a unit or a revision is left without."""
    named = {
        "UNIT",
        "PERIOD",
        "DAY|PERIOD",
        "REV",
        "BASE",
        "HEAD",
        "ID",
        "CODE",
        "TABLE",
        "KIND",
        "INDICATOR|ACTION",
        "YYYY",
    }
    chosen = {key.name for key in said_keys() if key.choices}
    assert chosen == {"flag", "state"}
    for name in COMMANDS:
        command: Any = _built(name, "en")
        for param in command.params:
            metavar = (param.metavar or "").strip("[].").rstrip("]")
            if metavar in named or param.name in chosen:
                assert param._custom_shell_complete, (name, param.name)  # noqa: SLF001


def test_what_the_library_keeps_to_itself_is_as_it_was() -> None:
    """It has no public way to name the shell: where these move, look at `qstrong.cli.setup.tab`."""
    private = importlib.import_module("typer._completion_shared")
    taken = {"_get_shell_name": [], "install": ["shell", "prog_name", "complete_var"],
             "get_completion_script": ["prog_name", "complete_var", "shell"]}  # fmt: skip
    assert {name: [*signature(getattr(private, name)).parameters] for name in taken} == taken
    assert [*private.Shells] == ["bash", "zsh", "fish", "powershell", "pwsh"]


@pytest.mark.posix
@pytest.mark.parametrize(("lang", "said"), [("zh", "的补全装好了"), ("en", "Completion for")])
def test_it_is_installed_and_shown_in_the_readers_words(
    lang: str, said: str, tmp_path: Path, qstrong: Run
) -> None:
    done = qstrong("--install-completion", "fish", "--lang", lang, HOME=str(tmp_path))
    assert (done.code, done.err) == (0, "")
    assert said in done.out
    script = (tmp_path / ".config/fish/completions/qstrong.fish").read_text("utf-8")
    for words in (("--lang", lang), ("--lang=fr",), ("--lang", "fr")):
        assert qstrong(*words, "--show-completion", "fish").out == script
        assert qstrong("--show-completion", *words, "fish").out == script
    wrong = qstrong("--install-completion", "tcsh", f"--lang={lang}", HOME=str(tmp_path))
    assert (wrong.code, wrong.out) == (2, "")
    assert "bash, zsh, fish, powershell, pwsh" in wrong.err
    assert wrong.err.isascii() == (lang == "en")
