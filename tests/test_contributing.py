"""CONTRIBUTING.md: the files that it names are there, the tables too, and none is left out that a test can know."""

import re

import pytest

from tests import test_kinds
from tests.conftest import ROOT

TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
PARTS = {part.partition("\n")[0]: part for part in re.split(r"^## ", TEXT, flags=re.MULTILINE)[1:]}
CHANGES = [head for head in PARTS if re.match("Adding a ", head)]
PACKAGE = ROOT / "qstrong"
NUMERALS = "Zero One Two Three Four Five Six Seven Eight Nine".split()


def steps(head: str) -> list[str]:
    """The numbered steps of a change."""
    return [step.partition("\n\n")[0] for step in re.split(r"^\d\. ", PARTS[head], flags=re.MULTILINE)[1:]]


def named(text: str) -> set[str]:
    """The files and folders that a text names, as paths from the root."""
    return {path for path in re.findall(r"`([\w.-]+/[\w./<>*-]+)`", text) if not path.startswith(".venv")}


def test_six_changes() -> None:
    assert len(CHANGES) == 6


def test_what_is_named_is_there() -> None:
    places = named(TEXT) | set(re.findall(r"\]\(([\w./]+)\)", TEXT))
    assert len(places) > 40
    for place in places - {"tests/problems/Q599/"}:
        pattern = re.sub(r"<\w+>", "*", place.rstrip("/"))
        assert list(ROOT.glob(pattern)), place


@pytest.mark.parametrize("head", CHANGES)
def test_a_table_is_in_the_file_that_its_step_names(head: str) -> None:
    for step in steps(head):
        files = [ROOT / path for path in named(step.partition(":")[0]) if (ROOT / path).is_file()]
        for name in re.findall(r"`(_?[A-Z][A-Z_]+)`", step):
            assert any(re.search(rf"\b{name}\b", path.read_text("utf-8")) for path in files), (step, name)


@pytest.mark.parametrize("head", [head for head in CHANGES if re.search(r"\. \w+ files", PARTS[head])])
def test_as_many_steps_as_it_says(head: str) -> None:
    ((told, more),) = re.findall(r"\. (\w+) files( and a specimen)?", PARTS[head])
    assert len(steps(head)) == NUMERALS.index(told) + bool(more)


def test_a_kind_is_told_of_every_table() -> None:
    """Those that `test_kinds` holds against the classes."""
    told = {path: step for step in steps("Adding a kind of target") for path in named(step)}
    for table in (*test_kinds.BY_CLASS, *test_kinds.BY_WORD):
        name, _, path = table.partition(" in ")
        assert f"`{name}`" in told[path], table


def test_a_language_is_told_of_every_file_with_texts() -> None:
    text = PARTS["Adding a language"]
    held = {path.relative_to(ROOT).as_posix() for path in PACKAGE.rglob("*.toml")}
    for path in PACKAGE.rglob("*.py"):
        if re.search(r"\bPhrase\b", path.read_text("utf-8")) and "words" not in path.parts:
            held.add(path.relative_to(ROOT).as_posix())
    assert held | {"qstrong/model/base.py", "qstrong/text/words/"} <= named(text)
