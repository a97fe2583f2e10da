"""Golden files and an in-process command line for all tests."""

from __future__ import annotations

import ctypes
import gc
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import pytest
from hypothesis import HealthCheck, settings

from qstrong.cli.main import main
from qstrong.model.base import Lang
from tests.browser import CLOCKLESS

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "tests" / "golden"
NAMED = re.compile(r'("data_id": "|数据标识 |\b[Dd]ata )[0-9a-f]{4}(?:<!-- -->)?[0-9a-f]{8}\b')
"""What data go by, which changes with each byte of them: golden files say that there is one, not which."""
settings.register_profile(
    "any-machine", suppress_health_check=(HealthCheck.too_slow, HealthCheck.data_too_large)
)
settings.load_profile("any-machine")  # how fast examples are drawn says nothing of what is right
os.environ["QSTRONG_CACHE"] = "off"  # the user's own is none of the tests' concern
sys.path.append(str(ROOT / "docs"))  # pictures.py and sheets.py
COMPILED = (
    tempfile.TemporaryDirectory(prefix="qstrong-compiled-", ignore_cleanup_errors=True)
    if "PYTHONDONTWRITEBYTECODE" in os.environ and "PYTHONPYCACHEPREFIX" not in os.environ
    else None
)
"""Where nothing compiled may lie beside the source, it lies here while the tests run: they start thousands of programs."""
if COMPILED:
    for known in (os.environ, CLOCKLESS):
        del known["PYTHONDONTWRITEBYTECODE"]
        known["PYTHONPYCACHEPREFIX"] = COMPILED.name


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write golden files and docs anew")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "posix: needs links, pipes, modes or signals as POSIX has them")


def pytest_make_parametrize_id(val: Any, argname: Any) -> Any:
    """Files as parameters go by their number: what is in them may hold the time at which they were made."""
    return argname if isinstance(val, bytes) and len(val) > 40 else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Where a test can't be what it is about, it skips, and says so."""
    for item in items:
        if os.name != "posix" and item.get_closest_marker("posix"):
            item.add_marker(pytest.mark.skip(reason="links, pipes, modes and signals are POSIX's here"))


_OVERRIDES = 1 << 1 | 1 << 2
"""What lets root read and list whatever modes forbid: CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH."""


@pytest.fixture
def no_override() -> Iterator[None]:
    """Modes bind root as they bind anybody else; it skips where they can't. Programs that it starts aren't bound."""
    if os.name != "posix":
        pytest.skip("modes are POSIX's here")
    if os.geteuid() != 0:
        yield
        return
    if sys.platform != "linux":
        pytest.skip("root may read everything")
    system = ctypes.CDLL(None)
    head = (ctypes.c_uint32 * 2)(0x20080522, 0)  # version 3 of what follows, of this thread
    held = (ctypes.c_uint32 * 6)()
    assert system.capget(head, held) == 0
    less = type(held)(held[0] & ~_OVERRIDES, *held[1:])
    assert system.capset(head, less) == 0
    yield
    assert system.capset(head, held) == 0


def pytest_collection_finish() -> None:
    """What was collected stays until the end: no search for garbage goes through all of it again."""
    gc.collect()
    gc.freeze()


BIG = ("Chromium", "npm", "LibreOffice", "docx", "excel", "pandas", "docs extra")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """With QSTRONG_SKIP_NOTHING, as in CI, a test that skips for want of a big program fails the run."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if not os.environ.get("QSTRONG_SKIP_NOTHING") or reporter is None:
        return
    reasons = [str(report.longrepr) for report in reporter.stats.get("skipped", [])]
    skipped = [reason for reason in reasons if any(name in reason for name in BIG)]
    if skipped:
        reporter.write_line(f"skipped for want of a big program: {skipped}", red=True)
        session.exitstatus = 1


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str


class Golden(Protocol):
    """What the fixture golden is."""

    def __call__(self, name: str | Path, text: str) -> None: ...


class Run(Protocol):
    """What the fixture qstrong is: a command line, as words or paths."""

    def __call__(self, *argv: object, cwd: Path = ROOT, columns: int = 100, **env: str) -> Result: ...


class Convert(Protocol):
    """What the fixture libreoffice is."""

    def __call__(self, to: str, folder: Path, *paths: Path) -> None: ...


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compares a text with the golden file of that name, or writes it with --update-golden."""

    def compare(name: str | Path, text: str) -> None:
        path, text = GOLDEN / name, NAMED.sub(lambda found: found[1] + "0" * 12, text)
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.exists(), f"no golden file {name}: run pytest --update-golden"
        assert text == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture
def qstrong(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in the repository's root; 100 columns, Chinese, no colour, unless told otherwise."""

    def run(*argv: object, cwd: Path = ROOT, columns: int = 100, **env: str) -> Result:
        monkeypatch.chdir(cwd)
        for name in ("QSTRONG_DATA", "LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR"):
            monkeypatch.delenv(name, raising=False)
        for name, value in {"COLUMNS": str(columns), "QSTRONG_LANG": "zh", **env}.items():
            monkeypatch.setenv(name, value)
        capsys.readouterr()
        code = main([str(word) for word in argv])
        captured = capsys.readouterr()
        return Result(code, captured.out, captured.err)

    return run


@pytest.fixture
def libreoffice(tmp_path: Path) -> Convert:
    """Converts files to a format, into a folder, by LibreOffice itself; skips where that is missing."""
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice isn't installed")

    def convert(to: str, folder: Path, *paths: Path) -> None:
        words: list[str | Path] = [
            "soffice",
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--headless",
            "--convert-to",
            to,
        ]
        command = [*words, "--outdir", folder, *paths]
        subprocess.run(command, check=True, capture_output=True, timeout=300, env=CLOCKLESS)

    return convert


@pytest.fixture
def offices(tmp_path: Path, qstrong: Run) -> Callable[[Lang], Path]:
    """What a clerk's guide works with: the demo as `data`, a form that was filled in, and one with mistakes."""
    pytest.importorskip("openpyxl", reason="the excel extra isn't installed")
    import sheets

    def office(lang: Lang) -> Path:
        shutil.copytree(ROOT / "examples/demo", tmp_path / "data")
        made = tmp_path / sheets.NAMES[lang]
        assert qstrong(*sheets.FORM, "-o", made, "--lang", lang).code == 0
        sheets.fill(made, tmp_path / sheets.RETURNED[lang], sheets.TAKEN, sheets.WRONG)
        sheets.fill(made, made, sheets.TAKEN)
        return tmp_path

    return office


@pytest.fixture
def office(offices: Callable[[Lang], Path]) -> Path:
    """The one that works in Chinese."""
    return offices("zh")
