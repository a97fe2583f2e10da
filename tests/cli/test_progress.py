"""How far long work has got: at a terminal, on standard error, and nowhere else; and what ^C leaves behind."""

from pathlib import Path
from zipfile import ZipFile

import pytest

from benchmarks.made import make_folder, make_history
from tests.conftest import Run
from tests.terminal import Terminal

LOG = ("log", "t-1-2", "--status", "--data")


@pytest.fixture
def history(tmp_path: Path) -> Path:
    return make_history(tmp_path / "repository", 81)


def test_a_terminal_sees_how_far_it_has_got(history: Path, tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, *LOG, str(history), term="xterm-256color")
    terminal.expect("逐次重算")
    terminal.expect("/40")
    assert terminal.end() == 0
    last = terminal.seen.split("/40")[-1]
    assert "逐次重算" not in last  # it is gone again, and the table stands there
    assert "2024Q4" in last


def test_nobody_else_does(history: Path, tmp_path: Path, qstrong: Run) -> None:
    result = qstrong(*LOG, history, cwd=tmp_path)
    assert (result.code, result.err) == (0, "")
    assert "逐次重算" not in result.out
    dumb = Terminal(tmp_path, *LOG, str(history))
    assert dumb.end() == 0
    assert "逐次重算" not in dumb.seen


def test_what_is_stopped_leaves_whole_files(tmp_path: Path) -> None:
    make_folder(tmp_path / "data", 480, 8)
    terminal = Terminal(tmp_path, "form", "--all", "forms", "2017Q1", "--as-of", "2017-04-10")
    terminal.expect("[3/60]")
    terminal.interrupt()
    assert terminal.end() == 130
    assert "Traceback" not in terminal.seen
    forms = sorted((tmp_path / "forms").iterdir())
    assert 3 <= len(forms) < 60
    assert {form.suffix for form in forms} == {".xlsx"}
    assert [ZipFile(form).testzip() for form in forms] == [None] * len(forms)
