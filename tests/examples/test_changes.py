"""The page of changes: every change that it spells out is made to the five years of the example, and looked at."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from qstrong.model.base import Lang
from qstrong.text.language import LANGUAGES
from tests.conftest import ROOT, Run
from tests.history.repo import Repo

BLOCK = re.compile(r"^```yaml\n# ([\w.]+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
PAGES: dict[Lang, dict[str, list[tuple[str, str]]]] = {
    lang: {
        head.partition("\n")[0]: BLOCK.findall(head)
        for head in (ROOT / "docs" / lang / "changes.md").read_text(encoding="utf-8").split("\n## ")[1:]
    }
    for lang in LANGUAGES
}
"""What the page changes in which file, by its headings, in each language."""
SECTIONS = PAGES["zh"]


def laid(tree: Any, over: Any) -> Any:
    """*over* on *tree*: mappings by their keys, lists of things by their ids; all else replaces."""
    if isinstance(tree, dict) and isinstance(over, dict):
        return tree | {key: laid(tree.get(key), value) for key, value in over.items()}
    if isinstance(over, list) and over and isinstance(over[0], dict) and "id" in over[0]:
        new = {one["id"]: one for one in over}
        old = [laid(one, new.pop(one["id"], {})) for one in tree]
        return [*old, *new.values()]
    return over


class Changed:
    """The example after some of the page's changes, in a repository that holds it as it was before."""

    def __init__(self, path: Path, qstrong: Run) -> None:
        self.qstrong = qstrong
        self.data = path / "data"
        shutil.copytree(ROOT / "examples/five-year", self.data)
        self.repo = Repo.new(path)
        self.repo.commit()

    def change(self, *blocks: tuple[str, str]) -> None:
        for name, text in blocks:
            tree = yaml.load((self.data / name).read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 (texts alone)
            new = laid(tree, yaml.load(text, yaml.BaseLoader))  # noqa: S506
            self.repo.write(f"data/{name}", json.dumps(new, ensure_ascii=False, indent=1))

    def run(self, line: str) -> str:
        run = self.qstrong(*line.split(), "--data", self.data, cwd=self.repo.path)
        assert run.code == 0, f"{line}: {run.out}{run.err}"
        return run.out

    def said(self, day: str) -> dict[str, dict[str, Any]]:
        return {one["id"]: one for one in json.loads(self.run(f"status --as-of {day} -f json"))["targets"]}

    def due(self, day: str) -> dict[str, Any]:
        found = json.loads(self.run(f"due 2024H2 --as-of {day} -f json"))
        return {one["id"]: one for one in found["units"]} | {"day": found["due"]}


@pytest.fixture
def five(tmp_path: Path, qstrong: Run) -> Changed:
    return Changed(tmp_path / "repo", qstrong)


@pytest.mark.parametrize(
    ("lang", "head"),
    [(lang, head) for lang, heads in PAGES.items() for head, blocks in heads.items() if blocks],
)
def test_each_is_sound_and_told_by_diff_and_warned_of_by_none(lang: Lang, head: str, five: Changed) -> None:
    five.change(*PAGES[lang][head])
    five.run("validate --strict")
    five.run("validate --strict --as-of 2025-02-15")
    # later due days, and who reports from now on, are for somebody else to look at
    warned = " --ignore Q705" if list(PAGES[lang]).index(head) < 2 else ""
    five.run(f"validate --strict --history HEAD --on 2024-07-30{warned}")
    assert five.run("diff HEAD").count("\n") > 3


def test_the_page_changes_something_in_every_section_but_its_head() -> None:
    assert all(SECTIONS.values())


def plain(tree: Any, key: str = "") -> Any:
    """What stands there but for the words of people, which each language has its own of."""
    if key in ("name", "reason", "uom", "aliases"):
        return "words"
    if isinstance(tree, dict):
        return {name: plain(value, name) for name, value in tree.items()}
    return [plain(one) for one in tree] if isinstance(tree, list) else tree


def told(lang: Lang) -> list[Any]:
    """What each block of a page changes."""
    blocks = [block for every in PAGES[lang].values() for block in every]
    return [(name, plain(yaml.load(text, yaml.BaseLoader))) for name, text in blocks]  # noqa: S506


def test_the_languages_change_the_same() -> None:
    assert all(told(lang) == told("zh") for lang in LANGUAGES)


def test_a_new_year(five: Changed) -> None:
    (block,) = SECTIONS["新的一年"]
    five.change(block)
    assert five.due("2025-01-02")["day"] == "2025-01-21"
    told = five.said("2024-07-30")["national-standards"]
    assert told["expected"] == pytest.approx(28 / 40)  # ⌊33 · 42/48⌋ of 40, along the milestone


def test_a_merged_unit(five: Changed) -> None:
    five.change(SECTIONS["并了的单位"][0])
    before, after = five.due("2024-12-31"), five.due("2025-01-01")
    assert [one["id"] for one in before["housing"]["indicators"]] == ["green-buildings"]
    assert [one["id"] for one in before["housing"]["actions"]] == ["3.1"]
    assert "urban" not in before
    assert [one["id"] for one in after["urban"]["indicators"]] == ["green-buildings"]
    assert [one["id"] for one in after["urban"]["actions"]] == ["3.1"]
    assert "housing" not in after
    assert "十月底前补验收" in five.run(
        "new urban 2024H2 -o - --as-of 2025-01-02"
    )  # promised by the unit before
    assert five.said("2025-01-02")["green-buildings"]["reporters"] == ["urban"]
    five.repo.write(
        "data/progress/urban/2024H2.yaml",
        "unit: urban\nperiod: 2024H2\nfiled: 2025-01-10\nobservations:\n"
        "  - {indicator: green-buildings, value: 90.5, source: 台账, outcome: 已补验收}\n"
        'actions:\n  - {action: "3.1", state: in_progress, progress: 又培训一期}\n',
    )
    five.run("validate --strict --as-of 2025-01-20")
    assert five.said("2025-01-20")["green-buildings"]["status"] == "achieved"


def test_a_unit_in_two(five: Changed) -> None:
    five.change(*SECTIONS["并了的单位"][1:])
    before, after = five.due("2024-12-31"), five.due("2025-01-01")
    assert [one["id"] for one in before["statistics"]["indicators"]] == [
        "energy-per-gdp", "services-growth", "price-index",
    ]  # fmt: skip
    assert not {"energy-office", "survey-team"} & set(before)
    assert [one["id"] for one in after["energy-office"]["indicators"]] == ["energy-per-gdp"]
    assert [one["id"] for one in after["survey-team"]["indicators"]] == ["services-growth", "price-index"]
    assert "statistics" not in after
    assert five.said("2025-01-01")["energy-per-gdp"]["value"] == 0.371


def test_a_new_name(five: Changed) -> None:
    five.change(*SECTIONS["换了的名称"])
    assert "区市场监督管理局" in five.run("show market")
    assert five.run("units 区市场监管局") == five.run("units 区市场监督管理局")


def test_a_revised_target(five: Changed) -> None:
    five.change(*SECTIONS["调了的目标"])
    days = {day: five.said(day) for day in ("2024-08-31", "2024-09-01")}
    assert [said["food-pass-rate"]["target"] for said in days.values()] == [98.5, 99]
    assert [said["green-buildings"]["end"] for said in days.values()] == ["2024-12-31", "2025-12-31"]
    assert "省里统一提高" in five.run("show food-pass-rate --as-of 2024-09-01")
    assert "≥98.5" in five.run("show food-pass-rate --as-of 2024-09-01")
    told = json.loads(five.run("diff HEAD --as-of 2024-09-01 -f json"))["plan"]["edits"]
    assert [(one["id"], one["after"], one["ease"]) for one in told] == [
        ("food-pass-rate", "{on: 2024-09-01, reason: 省里统一提高, value: 99}", "harder"),
        ("green-buildings", "{on: 2024-09-01, reason: 两个项目推迟, end: 2025-12-31}", "easier"),
    ]


def test_one_more_and_one_less(five: Changed) -> None:
    five.change(*SECTIONS["加一项、去一项"])
    before, after = five.said("2024-12-31"), five.said("2025-01-01")
    assert set(after) - set(before) == {"service-brands"}
    assert set(before) - set(after) == {"industry-standards", "standards"}
    assert "service-brands" not in {one["id"] for one in five.due("2025-01-01")["market"]["indicators"]}
