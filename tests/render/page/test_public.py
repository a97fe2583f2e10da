"""The page for the public: goals, figures, statuses; no word that a unit wrote, no person, nobody late."""

import json
import re
import shutil
from html import unescape
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import yaml

from qstrong.model.filing import PARTS, Filing
from qstrong.model.keys import keys
from tests.conftest import ROOT, Run

pytest.importorskip("jinja2", reason="the html extra isn't installed")
HEADS = ("prepared_by", "reviewed_by", "approved_by", "signed", "highlights")


class Strings(yaml.SafeLoader):
    """Everything as the text that it is."""


Strings.yaml_implicit_resolvers = {}


def tree_of(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.load(path.read_text("utf-8"), Strings)  # noqa: S506 (a safe one)
    return found


def planted(folder: Path) -> set[str]:
    """A word of its own in every key of every filing that takes free text, and in the office's words."""
    marks, tokens = count(1), set()

    def token() -> str:
        tokens.add(word := f"哨兵{next(marks):05}号")
        return word

    for path in sorted((folder / "progress").rglob("*.yaml")):
        tree = tree_of(path)
        tree |= {key: token() for key in HEADS}
        for part in PARTS:
            for entry in tree.get(part) or []:
                fill(entry, [key.name for key in keys(part).values() if key.kind in ("text", "texts")], token)
        path.write_text(yaml.safe_dump(tree, allow_unicode=True, sort_keys=False), "utf-8")
    (folder / "bulletins").mkdir()
    words: dict[str, Any] = {
        "contact": token(),
        "to": token(),
        "praise": [token()],
        "requirements": [token()],
        "signature": token(),
    }
    words["opinions"] = {"ai-output": token()}
    (folder / "bulletins/2026Q3.yaml").write_text(yaml.safe_dump(words, allow_unicode=True), "utf-8")
    return tokens


def fill(entry: dict[str, Any], names: list[str], token: Any) -> None:
    for name in names:
        wants = {
            "pending": "value" not in entry,
            "reason": entry.get("flag") == "revised",
            "accept_reason": False,
        }
        if name not in ("indicator", "action") and wants.get(name, True):
            entry[name] = [token()] if name == "evidence" else token()


def seen(tokens: set[str], page: str) -> set[str]:
    return tokens & set(re.findall(r"哨兵\d{5}号", page))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, set[str]]:
    made = tmp_path_factory.mktemp("public") / "data"
    shutil.copytree(ROOT / "examples/demo", made)
    return made, planted(made)


@pytest.fixture
def page(folder: tuple[Path, set[str]], tmp_path: Path, qstrong: Run) -> str:
    return made(qstrong, folder[0], tmp_path, "--public")


def made(qstrong: Run, data: Path, out: Path, *more: str) -> str:
    path = out / f"{len(more)}.html"
    done = qstrong("bulletin", "2026Q3", "--data", data, *more, "-o", path)
    assert (done.code, done.err) == (0, "")
    return unescape(path.read_text("utf-8"))


def test_every_key_that_takes_text_is_planted() -> None:
    """A new key of a filing that takes text has to be in the list."""
    from dataclasses import fields

    assert {one.name for one in fields(Filing)} == {"unit", "period", "filed", *HEADS, *PARTS}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_word_of_a_filing_is_in_it(
    folder: tuple[Path, set[str]], tmp_path: Path, qstrong: Run, lang: str
) -> None:
    data, tokens = folder
    assert len(tokens) > 3000
    assert len(seen(tokens, made(qstrong, data, tmp_path))) > 100  # the office's own page has them
    assert seen(tokens, made(qstrong, data, tmp_path, "--public", "--lang", lang)) == set()


def test_nothing_on_who_filed_and_when(folder: tuple[Path, set[str]], page: str) -> None:
    units = tree_of(folder[0] / "units.yaml")["units"]
    told = re.sub(r"数据来源: </span>[^<]*", "", page)  # the plan's own word on where its figures come from
    assert [one["name"]["zh"] for one in units if one["name"]["zh"] in told] == []
    days = {tree_of(path)["filed"] for path in (folder[0] / "progress").rglob("*.yaml")}
    assert [day for day in days if day in page] == []
    text = re.sub(r"(?s)<section id=\"at_method\".*", "", page)
    assert not re.search("未报|迟报|逾期未|未说明|报送单位|责任单位", text)
    assert "暂无数据" in text


def test_goals_figures_statuses_charts_and_actions_are_there(
    folder: tuple[Path, set[str]], page: str, qstrong: Run
) -> None:
    found = json.loads(qstrong("status", "--data", folder[0], "-f", "json").out)
    for one in found["targets"]:
        assert one["name"] in page
        row = re.search(rf'<tr data-id="{one["id"]}".*?</tr>', page, re.DOTALL)
        assert row
        assert f'data-status="{one["status"]}"' in row[0]
    assert page.count("<article") == len(found["targets"])
    assert page.count("<svg") > len(found["targets"])
    tasks = json.loads(qstrong("tasks", "--data", folder[0], "-f", "json").out)["tasks"]
    assert [one["title"] for task in tasks for one in task["actions"] if one["title"] not in page] == []
    for part in ("演示数据", "数据标识", found["data_id"], found["as_of"]):
        assert part in page


def test_it_judges_as_the_office_does(folder: tuple[Path, set[str]], tmp_path: Path, qstrong: Run) -> None:
    """Without its words nothing else changes: evidence, reasons and what is pending still count."""
    rows = re.compile(r'<tr data-id="([\w-]+)".*?data-rank="(\d+)"', re.DOTALL)
    states = re.compile(r'<span class="dim">(\d+\.\d+)</span>\n<div>.*?<span class="st (\w*)">')
    pages = [made(qstrong, folder[0], tmp_path, *more) for more in ((), ("--public",))]
    for what in (rows, states):
        before, after = (what.findall(page) for page in pages)
        assert before == after != []


@pytest.mark.parametrize(
    "words",
    [("-f", "md"), ("-o", "x.docx"), ("--brief", "-o", "x.html"), ("--unit", "water", "-o", "x.html")],
)
def test_only_the_page(qstrong: Run, tmp_path: Path, words: tuple[str, ...]) -> None:
    done = qstrong("bulletin", "2026Q3", "--data", ROOT / "examples/demo", "--public", *words, cwd=tmp_path)
    assert (done.code, done.out) == (2, "")
    assert "--public" in done.err
    assert not list(tmp_path.iterdir())
