"""Problems in words: every code is used, has both languages, and its placeholders agree."""

import re
import tomllib

import pytest

from qstrong.text.problems import problem_catalogue
from tests.conftest import ROOT

SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "qstrong").rglob("*.py"))
USED = set(re.findall(r'"(Q[0-9]{3})"', SOURCE))


def test_every_code_that_is_used_is_there_and_the_other_way_round() -> None:
    assert set(problem_catalogue()) == USED


def test_the_files_are_toml_and_say_every_code_once() -> None:
    files = [ROOT / "qstrong/text" / name for name in ("problems.toml", "rules.toml")]
    whole = [tomllib.loads(file.read_text("utf-8")) for file in files]
    said = {code: {"severity": "error"} | entry for code, entry in (whole[0] | whole[1]).items()}
    assert said == dict(problem_catalogue())
    assert not whole[0].keys() & whole[1].keys()


@pytest.mark.parametrize("code", sorted(problem_catalogue()))
def test_both_languages_agree(code: str) -> None:
    entry = problem_catalogue()[code]
    assert entry["severity"] in ("error", "warning", "note")
    for part in ("title", "message", "hint"):
        zh, en = entry[part]
        assert set(re.findall(r"{(\w+)}", zh)) == set(re.findall(r"{(\w+)}", en)), part
        assert zh
        assert en


@pytest.mark.parametrize("code", sorted(problem_catalogue()))
def test_what_explain_needs(code: str) -> None:
    entry = problem_catalogue()[code]
    assert all(entry["why"])
    assert ("wrong" in entry) == ("right" in entry)
    assert "{" not in "".join(entry["why"])
