"""Each code's specimen: what is said of it, where, and that the cure cures."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from qstrong.read.source import Folder, UnreadableError
from qstrong.text.examples import example_in
from qstrong.text.problems import problem_catalogue
from tests.conftest import GOLDEN, Golden, Result, Run
from tests.problems.specimens import CODES, EXPECTED, FILING, HERE, LIMITS, SPECIAL, make

PLACELESS = {"Q001"}
HAN = re.compile("[\u2e80-\u303f\u3040-\u9fff\uf900-\ufaff]")


@pytest.fixture
def specimen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qstrong: Run) -> Callable[..., Result]:
    """Makes a code's specimen, and runs validate on it from the folder above."""

    def run(code: str, fmt: str, lang: str = "zh") -> Result:
        if code in LIMITS:
            monkeypatch.setattr(*LIMITS[code])
        if code == "Q005":  # root may read what nobody else may
            read = Folder.read

            def refuse(self: Folder, name: str) -> bytes | None:
                if name == FILING:
                    raise UnreadableError("denied")
                return read(self, name)

            monkeypatch.setattr(Folder, "read", refuse)
        if not (tmp_path / "data").exists():
            make(code, tmp_path / "data")
        return qstrong("validate", "-f", fmt, "--lang", lang, "--data", "data", cwd=tmp_path)

    return run


def problems(result: Result) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(result.out)["problems"]
    return found


@pytest.mark.parametrize("code", CODES)
def test_what_is_said(code: str, specimen: Callable[..., Result], golden: Golden) -> None:
    for lang in ("zh", "en"):
        golden(GOLDEN.parent / f"problems/{code}/expected.{lang}.txt", specimen(code, "text", lang).out)
    result = specimen(code, "json")
    golden(GOLDEN.parent / f"problems/{code}/expected.json", result.out)
    mine = [one for one in problems(result) if one["code"] == code]
    assert mine
    assert result.code == max((one["severity"] == "error") for one in problems(result)) or result.code == 3
    for one in mine:
        assert one["severity"] == problem_catalogue()[code]["severity"]
        assert one["message"]
        assert one["hint"]
        assert code in PLACELESS or one["path"].startswith("data")


@pytest.mark.parametrize("code", CODES)
def test_the_place_is_that_of_the_offending_token(
    code: str, specimen: Callable[..., Result], tmp_path: Path
) -> None:
    for one in problems(specimen(code, "json")):
        path = tmp_path / one["path"]
        if one["line"] is None or not path.is_file() or one["code"] in ("Q006", "Q010", "Q023", "Q036"):
            continue
        lines = path.read_bytes().decode("utf-8").replace("\r\n", "\n").split("\n")
        line = lines[one["line"] - 1]
        assert 1 <= one["column"] <= len(line) + 1
        token = line[one["column"] - 1 : one["end_column"] - 1]
        assert token == token.strip(" ") or one["code"] in ("Q016", "Q032", "Q040", "Q225"), repr(token)


@pytest.mark.parametrize("code", [code for code in CODES if "wrong" in problem_catalogue()[code]])
def test_the_cure_cures(code: str, specimen: Callable[..., Result], tmp_path: Path) -> None:
    """The example that `explain` shows stands in the specimen, and what it says to write is right."""
    entry = problem_catalogue()[code]
    files = list((HERE / code).rglob("*.yaml"))
    make(code, tmp_path / "data")
    hit = 0
    for path in files:
        text = path.read_text("utf-8")
        if entry["wrong"] and entry["wrong"] in text:
            hit += 1
            text = text.replace(entry["wrong"], entry["right"])
        elif not entry["wrong"]:
            hit += entry["right"] not in text
            text = (HERE / "base" / path.relative_to(HERE / code)).read_text("utf-8")
            assert entry["right"] in text
        (tmp_path / "data" / path.relative_to(HERE / code)).write_bytes(text.encode())
    assert hit
    assert code not in {one["code"] for one in problems(specimen(code, "json"))}


@pytest.mark.parametrize("code", [code for code in CODES if "wrong" in problem_catalogue()[code]])
def test_the_example_in_english_is_one_too(
    code: str, specimen: Callable[..., Result], tmp_path: Path
) -> None:
    """What `explain` shows an English reader has no Chinese word, and is as wrong, and as right."""
    entry, data = problem_catalogue()[code], tmp_path / "data"
    wrong, right = (example_in(text, "en") for text in (entry["wrong"], entry["right"]))
    assert not HAN.search(wrong + right)
    make(code, data)
    files = [data / one.relative_to(HERE / code) for one in (HERE / code).rglob("*.yaml")]
    for path in files:
        path.write_bytes(example_in(path.read_bytes().decode(), "en").encode())
    assert not wrong or any(wrong in path.read_bytes().decode() for path in files)
    assert code in {one["code"] for one in problems(specimen(code, "json", "en"))}
    for path in files:
        if wrong:
            path.write_bytes(path.read_bytes().decode().replace(wrong, right).encode())
    assert not wrong or code not in {one["code"] for one in problems(specimen(code, "json", "en"))}


def test_the_base_is_sound(specimen: Callable[..., Result], tmp_path: Path) -> None:
    shutil.copytree(HERE / "base", tmp_path / "data")
    assert problems(specimen("base", "json")) == []


def test_every_code_has_one_and_nothing_else_lies_there() -> None:
    there = {path.name for path in HERE.iterdir() if path.is_dir() and path.name[0] == "Q"}
    assert there == set(CODES)
    for code in CODES:
        inputs = [path for path in (HERE / code).rglob("*") if path.is_file() and path.name not in EXPECTED]
        assert inputs or code in SPECIAL or code == "Q005", code
