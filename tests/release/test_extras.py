"""The extras: the same in pyproject.toml, in the program and in the documents."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from qstrong import __version__
from qstrong.cli.stop import EXTRAS, adding
from qstrong.render.formats.register import FORMATS
from tests.conftest import ROOT

TOLD = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
MAKERS = {"docs", "test", "dev"}
"""What those need who write qstrong itself."""
USERS = set(TOLD) - MAKERS - {"all"}
SAID = [ROOT / "README.md", ROOT / "README.zh.md", *ROOT.glob("docs/*/*.md"), *ROOT.glob("qstrong/**/*.py")]


def named(wanted: str) -> str:
    """The project that a requirement names."""
    return re.split(r"[\[<>=~! ]", wanted)[0].lower()


def test_those_that_there_are() -> None:
    assert {"excel", "word", "html"} <= set(EXTRAS) <= USERS
    assert {one.needs for one in FORMATS if one.needs} <= set(EXTRAS)


def test_all_is_all_that_users_need() -> None:
    (everything,) = TOLD["all"]
    found = re.fullmatch(r"qstrong\[(.*)\]", everything)
    assert found
    assert set(found[1].split(",")) == USERS


@pytest.mark.parametrize("extra", EXTRAS)
def test_an_extra_brings_what_is_imported(extra: str) -> None:
    projects = packages_distributions()
    brought = {named(one) for one in TOLD[extra]}
    for module in EXTRAS[extra]:
        assert brought & {one.lower() for one in projects[module]}, module


def test_hints_and_documents_name_extras_that_exist() -> None:
    found = {
        extra.strip()
        for path in SAID
        for group in re.findall(r"(?:qstrong|\.|\.whl)\[([a-z, ]+)\]['\"]", path.read_text("utf-8"))
        for extra in group.split(",")
    }
    assert found >= {"all", "excel", "word", "html"}
    assert found <= set(TOLD)


def test_the_changelog_has_this_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    heads = re.findall(r"^## \[(.*)\](?: - (\d{4}-\d\d-\d\d))?", text, re.MULTILINE)
    assert heads[0] == ("Unreleased", "")
    assert heads[1][0] == __version__
    assert set(re.findall("^### ([A-Z][a-z]+)", text, re.MULTILINE)) <= {
        *("Added", "Changed", "Deprecated", "Removed", "Fixed", "Security")
    }


def test_no_word_leads_to_what_only_the_checkout_has() -> None:
    for path in (ROOT / "qstrong/text").rglob("*.*"):
        lines = path.read_text("utf-8").splitlines() if path.suffix in {".py", ".toml"} else []
        for line in lines:
            elsewhere = re.search(r"\b(docs|examples|tests|benchmarks|pipelines)/|CONTRIBUTING", line)
            assert line.lstrip().startswith(("#", '"""')) or not elsewhere, (path, line)


@pytest.mark.parametrize(
    ("mark", "how"),
    [
        ("pipx_metadata.json", "pipx inject qstrong xlsxwriter openpyxl"),
        ("uv-receipt.toml", "uv tool install 'qstrong[excel]'"),
        ("pyvenv.cfg", "pip install 'qstrong[excel]'"),
    ],
)
def test_an_extra_is_added_where_qstrong_is(
    mark: str, how: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / mark).touch()
    monkeypatch.setattr("sys.prefix", str(tmp_path))
    assert adding("excel") == how
