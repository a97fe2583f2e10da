"""`qstrong demo`: the made-up folder, and that what it says to try can be tried."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from qstrong.cli.setup import placing
from qstrong.cli.setup.sample import TRY, demo_files
from qstrong.text.language import LANGUAGES
from qstrong.write.files.atomic import replace_file
from tests.conftest import Run

MADE_UP = {"zh": "虚构", "en": "made up"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_it_says_can_be_done(qstrong: Run, tmp_path: Path, lang: str) -> None:
    made = qstrong("demo", "--lang", lang, cwd=tmp_path)
    said, *lines = made.out.splitlines()
    assert (made.code, made.err) == (0, "")
    assert MADE_UP[lang] in said
    commands = [shlex.split(line) for line in lines if line.startswith("  ")]
    assert [words[0] for words in commands] == ["cd", *["qstrong"] * len(TRY)]
    folder = tmp_path / commands[0][1]
    for _, *words in commands[1:]:
        found = qstrong(*words, cwd=folder, QSTRONG_LANG="")
        assert (found.code, found.err) == (0, ""), words
        shown = found.out or (folder / words[words.index("-o") + 1]).read_text(encoding="utf-8")
        assert ("made-up data" in shown) == (lang == "en"), words
    assert qstrong("validate", "--strict", cwd=folder).code == 0


@pytest.mark.parametrize("where", [".", "two/deep"])
def test_an_empty_folder_or_none(qstrong: Run, tmp_path: Path, where: str) -> None:
    made = qstrong("demo", where, cwd=tmp_path)
    assert made.code == 0
    assert ("  cd two/deep\n" in made.out) == (where != ".")
    for name, text in demo_files().items():
        assert (tmp_path / where / name).read_bytes() == text.encode()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_there_stays(qstrong: Run, tmp_path: Path, lang: str) -> None:
    full, file = tmp_path / "full", tmp_path / "file"
    full.mkdir()
    (full / "mine").touch()
    file.touch()
    for path in (full, file):
        refused = qstrong("demo", path, "--lang", lang, cwd=tmp_path)
        assert (refused.code, refused.out) == (2, "")
        assert str(path) in refused.err
        assert "qstrong demo " in refused.err
    assert [*full.iterdir()] == [full / "mine"]
    assert not file.stat().st_size


@pytest.mark.posix
def test_a_link_is_not_followed(qstrong: Run, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / "link").symlink_to(elsewhere)
    assert qstrong("demo", "link", cwd=tmp_path).code == 2
    assert not [*elsewhere.iterdir()]


def test_who_stops_it_has_nothing(qstrong: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    placed: list[str] = []

    def stopped(root: Path, name: str, data: bytes, expected: str | None) -> None:
        if len(placed) == 20:
            raise KeyboardInterrupt
        placed.append(name)
        replace_file(root, name, data, expected)

    monkeypatch.setattr(placing, "replace_file", stopped)
    assert qstrong("demo", cwd=tmp_path).code == 130
    assert not [*tmp_path.iterdir()]
