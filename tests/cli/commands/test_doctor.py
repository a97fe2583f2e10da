"""`qstrong doctor`: what is found, and what is said of what isn't."""

from __future__ import annotations

import errno
import json
import os
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from qstrong.cli.setup import health
from qstrong.cli.setup.health import found, of_completion, of_encoding, of_python, of_terminal
from qstrong.history.git import GitError
from tests.conftest import ROOT, Golden, Run


def findings(qstrong: Run, *words: object) -> dict[str, tuple[str, str]]:
    done = qstrong("doctor", "--lang", "en", "-f", "json", *words)
    return {one["what"]: (one["health"], one["message"]) for one in json.loads(done.out)["findings"]}


def test_it_looks_at_the_data_folder(qstrong: Run, tmp_path: Path) -> None:
    data = ROOT / "data"
    assert findings(qstrong, "--data", data)["data"] == (
        "good",
        f"{data}: 36 targets, 26 units, 0 filings",
    )
    assert "qstrong init" in qstrong("doctor", "-f", "json", cwd=tmp_path).out
    for bad in (tmp_path, tmp_path / "none"):
        assert findings(qstrong, "--data", bad)["data"][0] == "bad"
        assert qstrong("doctor", "--data", bad).code == 1


def test_it_sees_what_validate_sees(qstrong: Run, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    tasks = tmp_path / "data/tasks.yaml"
    tasks.write_text(
        tasks.read_text("utf-8").replace("units: [development-reform", "units: [nobody", 1), "utf-8"
    )
    assert qstrong("validate", cwd=tmp_path).code == 3
    assert findings(qstrong, "--data", tmp_path / "data")["data"][0] == "bad"


def test_what_is_bad_is_the_exit_code(qstrong: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert qstrong("doctor").code == 0
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    done = qstrong("doctor", "--lang", "zh")
    assert done.code == 1
    assert "--only-binary" in done.out


@pytest.mark.parametrize(
    ("said", "state", "word"),
    [
        (b"git version 2.39.5", "good", "2.39.5"),
        (b"git version 2.20.1 (Apple Git-117)", "warn", "2.31"),
        (b"git version 2.47.1.windows.1", "good", "2.47.1"),
        (b"?", "warn", "?"),
        (None, "warn", "isn't found"),
    ],
)
def test_git_by_its_version(
    qstrong: Run, monkeypatch: pytest.MonkeyPatch, said: bytes | None, state: str, word: str
) -> None:
    def run(*_: object) -> bytes:
        if said is None:
            raise GitError("no_git")
        return said

    monkeypatch.setattr("qstrong.history.git.run", run)
    told = findings(qstrong)["git"]
    assert (told[0], word in told[1]) == (state, True)


@pytest.mark.parametrize(
    ("version", "state"), [((3, 11, 0), "good"), ((3, 10, 9), "bad"), ((4, 0, 0), "good")]
)
def test_python_by_its_version(version: tuple[int, ...], state: str) -> None:
    assert [one.health for one in of_python(version)] == [state]


@pytest.mark.parametrize(
    ("encoding", "keys"),
    [
        ("utf-8", ["doctor_encoding"]),
        ("gbk", ["doctor_signs"]),
        ("latin-1", ["doctor_wide", "doctor_signs"]),
        ("nonsense", ["doctor_wide", "doctor_signs"]),
    ],
)
def test_what_a_terminal_can_show(encoding: str, keys: list[str]) -> None:
    assert [one.key for one in of_encoding(encoding, "C")] == keys


@pytest.mark.parametrize(
    ("width", "environ", "keys"),
    [
        (100, {}, ["doctor_width", "doctor_colours"]),
        (60, {"NO_COLOR": "1"}, ["doctor_narrow", "doctor_plain"]),
        (80, {"TERM": "dumb"}, ["doctor_width", "doctor_plain"]),
        (None, {}, ["doctor_pipe"]),
    ],
)
def test_the_terminals_width(width: int | None, environ: dict[str, str], keys: list[str]) -> None:
    assert [one.key for one in of_terminal(width, environ)] == keys


def test_extras_that_are_missing_are_named(qstrong: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "find_spec", lambda name: None if name == "docx" else sys)
    assert findings(qstrong)["word"] == (
        "note",
        "python-docx not installed; when it is wanted: pip install 'qstrong[word]'",
    )


def test_completion_by_the_shells_own_files(tmp_path: Path) -> None:
    for shell, place in (("bash", ".bashrc"), ("zsh", ".zfunc/_qstrong"), ("fish", ".config/fish/completions/qstrong.fish")):  # fmt: skip
        environ = {"HOME": str(tmp_path), "SHELL": f"/bin/{shell}"}
        assert [one.key for one in of_completion(environ)] == ["doctor_no_completion"]
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).write_text("source '/h/.bash_completions/qstrong.sh'\n", encoding="utf-8")
        assert [one.key for one in of_completion(environ)] == ["doctor_completion"]
    assert [one.key for one in of_completion({})] == ["doctor_no_shell"]


def test_a_home_that_may_not_be_looked_into(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed, stat = tmp_path / ".cache", os.stat

    def refusing(path: Any, **how: Any) -> os.stat_result:
        if str(path).startswith(str(closed)):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return stat(path, **how)

    monkeypatch.setattr(os, "stat", refusing)
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert health.of_cache(closed / "qstrong").key == "doctor_cache_denied"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_it_shows(qstrong: Run, golden: Golden, lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qstrong.cli.setup.health.examine", lambda _: SAMPLE)
    golden(f"doctor/{lang}.txt", qstrong("doctor", "--lang", lang).out)


SAMPLE = [
    found("qstrong", "good", "doctor_version", version="1"),
    found("Python", "bad", "doctor_python_old", version="3.10.2", least="3.11"),
    found("libyaml", "bad", "doctor_no_yaml", version="6"),
    found("git", "warn", "doctor_no_git"),
    found("encoding", "warn", "doctor_wide", encoding="latin-1", locale="de_DE"),
    found("terminal", "warn", "doctor_narrow", width=60, least=80),
    found("completion", "note", "doctor_no_completion", shell="zsh"),
    found("data", "warn", "doctor_data_errors", path="data", n=36, units=26, filings=1, errors=2),
]
