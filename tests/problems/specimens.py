"""Specimens: one broken data folder for every code. `base` is sound; a code's folder lies over it.

What can't lie in a repository (a pipe, a thousand files, two names that differ by case) is made here.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from qstrong.text.problems import problem_catalogue

HERE = Path(__file__).parent
FILING = "progress/finance/2025Q2.yaml"
EXPECTED = ("expected.zh.txt", "expected.en.txt", "expected.json")


def make(code: str, data: Path) -> None:
    """The data folder of *code*'s specimen, at *data*."""
    shutil.copytree(HERE / "base", data)
    if (HERE / code).is_dir():
        shutil.copytree(HERE / code, data, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.*"))
    if code in SPECIAL:
        SPECIAL[code](data)


def _empty(data: Path) -> None:
    shutil.rmtree(data)
    data.mkdir()


def _pipe(data: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("pipes are POSIX's")
    (data / FILING).unlink()
    os.mkfifo(data / FILING)


def _long(data: Path) -> None:
    path = data / FILING
    path.write_text(path.read_text("utf-8").replace("上半年累计数", "累计" * 5001), "utf-8", newline="\n")


def _many_problems(data: Path) -> None:
    path = data / FILING
    path.write_text(path.read_text("utf-8") + "".join(f"k{n}: 1\n" for n in range(4)), "utf-8")


def _not_a_folder(data: Path) -> None:
    shutil.rmtree(data / "progress/market")
    (data / "progress/market").write_text("x\n")


def _many_files(data: Path) -> None:
    for n in range(5):
        (data / f"progress/market/x{n}.txt").touch()


SPECIAL = {
    "Q001": _empty,
    "Q002": lambda data: (data / "tasks.yaml").unlink(),
    "Q006": lambda data: (data / FILING).write_bytes(b"# " + b"x" * 1_100_000),
    "Q007": _pipe,
    "Q009": lambda data: shutil.copy(data / FILING, data / "progress/finance/2025q2.yaml"),
    "Q021": _long,
    "Q030": _many_problems,
    "Q037": _not_a_folder,
    "Q038": _many_files,
}
CODES = sorted(
    code for code in problem_catalogue() if code < "Q7"
)  # Q7xx compare two states: test_appendonly.py

LIMITS = {"Q030": ("qstrong.read.schema.MOST_PROBLEMS", 3), "Q038": ("qstrong.read.progress.MOST_FILES", 5)}
"""Limits that are lowered for a specimen, so that what it shows stays short."""
