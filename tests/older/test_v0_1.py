"""What 0.1 made works unchanged: its folder says what it said, its form comes in as it did."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from qstrong.text.language import LANGUAGES
from tests.conftest import Run

HERE = Path(__file__).parent / "v0_1"
FORM = HERE / "market-2025Q3.xlsx"
SAID = sorted(HERE.glob("status-*.json"))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return Path(shutil.copytree(HERE / "data", tmp_path / "data"))


def differing(old: Any, new: Any, place: str = "") -> Iterator[str]:
    """Where *new* lacks what *old* says, or says something else; keys may have been added."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in old:
            yield from differing(old[key], new[key], f"{place}.{key}") if key in new else [f"{place}.{key}"]
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for k, (one, other) in enumerate(zip(old, new, strict=True)):
            yield from differing(one, other, f"{place}[{k}]")
    elif old != new:
        yield f"{place}: {old!r}, {new!r}"


@pytest.mark.parametrize("said", SAID, ids=lambda path: path.stem)
def test_the_folder_says_what_it_said(qstrong: Run, said: Path) -> None:
    day = said.stem.removeprefix("status-")
    now = qstrong("status", "--data", HERE / "data", "--as-of", day, "-f", "json")
    assert now.code == 0
    assert not [*differing(json.loads(said.read_text("utf-8")), json.loads(now.out))]


def test_a_difference_is_seen() -> None:
    old = {"a": [{"b": 1, "c": None}]}
    assert not [*differing(old, {"a": [{"b": 1, "c": None, "new": 2}], "d": 3})]
    assert [*differing(old, {"a": [{"b": 2, "c": None}]})] == [".a[0].b: 1, 2"]
    assert [*differing(old, {"a": [{"b": 1}]})] == [".a[0].c"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_command_takes_it(qstrong: Run, data: Path, lang: str) -> None:
    for words in (
        "validate",
        "due",
        "tasks",
        "units",
        "show rd-expenditure",
        "bulletin 2025Q3",
        "new market -o -",
    ):
        ran = qstrong(*words.split(), "--data", data, "--lang", lang)
        assert (ran.code, bool(ran.out)) == (0, True), (words, ran.err)


def test_the_form_comes_in_as_it_did(qstrong: Run, data: Path) -> None:
    came = qstrong("import", FORM, "--data", data)
    assert came.code == 0, came.out + came.err
    assert (data / "progress/market/2025Q3.yaml").read_bytes() == (HERE / "imported.yaml").read_bytes()
    assert qstrong("validate", "--data", data).code == 0


def test_for_whom_it_is_still_counts(qstrong: Run, data: Path, tmp_path: Path) -> None:
    """The hidden sheet of the first forms lists no rows; what it does say is held against the rows themselves."""
    book = openpyxl.load_workbook(FORM)
    book["_qstrong"]["A4"] = "finance"
    book.save(tmp_path / "changed.xlsx")
    came = qstrong("import", tmp_path / "changed.xlsx", "--data", data)
    assert came.code == 1
    assert "_qstrong!A7" in came.out + came.err
    assert not (data / "progress/market/2025Q3.yaml").exists()
