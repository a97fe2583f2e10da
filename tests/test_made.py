"""The pages whose tables are made: they are what docs/made.py makes today, and nothing is left out."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Any, get_origin

import made
import pytest
import written
import yaml
from pydantic import TypeAdapter

from qstrong.model.base import Lang, Text
from qstrong.model.kinds import KINDS
from qstrong.model.plan import Target
from qstrong.text.language import LANGUAGES, say
from qstrong.text.words.help import HELP
from tests.conftest import ROOT

PAGES = [
    pytest.param(ROOT / "docs" / lang / f"{name}.md", lang, id=f"{lang}/{name}")
    for name, lang in made.pages()
]
MARK = re.compile(r"^<!-- (\w+)(?:: (.*?))? -->$", re.MULTILINE)


@pytest.mark.parametrize(("page", "lang"), PAGES)
def test_a_page_is_what_is_made_of_it(page: Path, lang: Lang, request: pytest.FixtureRequest) -> None:
    text = made.filled(page.read_text("utf-8"), lang)
    if request.config.getoption("--update-golden"):
        page.write_text(text, encoding="utf-8", newline="\n")
    assert page.read_text("utf-8") == text


@pytest.mark.parametrize("name", dict.fromkeys(name for name, _ in made.pages()))
def test_the_languages_have_the_same_tables(name: str) -> None:
    own, *others = (
        MARK.findall((ROOT / "docs" / lang / f"{name}.md").read_text("utf-8")) for lang in LANGUAGES
    )
    assert own
    assert all(other == own for other in others)


def test_every_class_of_the_files_has_its_table() -> None:
    kinds = {one.model for one in KINDS.values()}
    told = {
        names for sort, names in MARK.findall((ROOT / "docs/zh/data.md").read_text("utf-8")) if sort == "keys"
    }
    assert told == {one.__name__ for one in written.CLASSES if one not in kinds and one is not Text}


def test_a_table_says_what_is_there() -> None:
    page = made.filled("# A\n\n<!-- keys: Withdrawn -->\n\nmore\n", "en")
    assert page.splitlines()[4:] == [
        "| Key | Required | Meaning | Written as | Example |",
        "|---|---|---|---|---|",
        "| `on` | yes | **On.** From this day. | day | `2026-06-30` |",
        "| `reason` | yes | **Reason.** Why. | text by language | |",
        "",
        "more",
    ]
    assert made.filled(page, "en") == page
    with pytest.raises(KeyError):
        made.filled("<!-- nothing -->\n", "en")


def examples() -> list[tuple[str, str]]:
    every = ((f"{name}.{key}", said) for name, keys in written.EXAMPLES.items() for key, said in keys.items())
    return [(place, text) for place, said in every for text in ([said] if isinstance(said, str) else said)]


@pytest.mark.parametrize(("place", "text"), examples())
def test_every_example_is_one(place: str, text: str) -> None:
    """What stands as an example is accepted where it would stand."""
    name, _, wanted = place.partition(".")
    model = next(one for one in written.CLASSES if one.__name__ == name)
    (key,) = (one for one in written.keys(model) if one.name == wanted)
    value = yaml.load(text, yaml.BaseLoader)  # noqa: S506 (texts alone)
    annotation: Any = key.annotation
    if model is not Target or get_origin(annotation) is not Annotated or wanted != "kind":
        TypeAdapter(annotation).validate_python(value)


def exit_codes() -> set[str]:
    """What the program may exit with, from its sources: 0, 1, and what is stopped or returned with."""
    text = "".join(path.read_text("utf-8") for path in (ROOT / "qstrong/cli").rglob("*.py"))
    stated = re.findall(
        r"""StopError\((\d+)|stop\("\w+", (\d+)|return (\d+)(?: if| *$)""", text, re.MULTILINE
    )
    return {code for pair in stated for code in pair if code}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_exit_code_is_told(lang: Lang) -> None:
    text = (ROOT / "docs" / lang / "data.md").read_text("utf-8")
    told = set(re.findall(r"^\| (\d+) \| ", text, re.MULTILINE))
    assert told == exit_codes()
    assert told == set(re.findall(r"(?<=[:,] )\d+", say(HELP["help.exit_codes"], lang)))
    assert {"0", "1", "2", "3", "4", "130"} <= told
