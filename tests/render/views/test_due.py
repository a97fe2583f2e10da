"""due: the table and the letters as golden files, and that their numbers are the same."""

import json
import re
from datetime import date
from typing import Any

import pytest
from wcwidth import wcswidth

from qstrong.assess.assess import assess
from qstrong.model.base import Lang
from qstrong.model.period import Period
from qstrong.render.formats.flat import plain_text
from qstrong.render.look import Look
from qstrong.render.views.due import due_document
from tests.build import dataset
from tests.conftest import Golden, Run

DEMO = ("--data", "examples/demo")
VIEWS = {
    "due-demo": DEMO,
    "due-demo-early": (*DEMO, "--as-of", "2027-01-10"),
    "due-demo-late": (*DEMO, "--late"),
    "due-demo-unit": (*DEMO, "--unit", "区发展改革局", "--unit", "water"),
    "due-demo-remind": (*DEMO, "--remind"),
    "due-real": ("--as-of", "2027-01-05"),
}
LETTERS = {
    "due-letters-reminder": ("2026Q4", "--as-of", "2027-01-05", "--unit", "industry", "--unit", "justice"),
    "due-letters-today": ("2026Q4", "--as-of", "2027-01-20", "--unit", "water"),
    "due-letters-overdue": (
        "2026Q3",
        "--as-of",
        "2026-10-23",
        "--unit",
        "water",
        "--unit",
        "market-regulation",
    ),
    "due-letters-closed": (
        "2026Q3",
        "--as-of",
        "2026-11-02",
        "--unit",
        "water",
        "--unit",
        "development-reform",
    ),
}
"""All of the demo."""


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("columns", [60, 80, 120])
@pytest.mark.parametrize("view", VIEWS)
def test_terminal(view: str, columns: int, lang: str, qstrong: Run, golden: Golden) -> None:
    result = qstrong("due", *VIEWS[view], "-f", "terminal", columns=columns, QSTRONG_LANG=lang)
    assert result.code == 0
    for line in result.out.splitlines():
        assert wcswidth(line) <= columns, line
    golden(f"{view}.{columns}.{lang}.txt", result.out)


@pytest.mark.parametrize("format_", ["plain", "md", "csv", "html", "json"])
def test_formats(format_: str, qstrong: Run, golden: Golden) -> None:
    result = qstrong("due", *VIEWS["due-demo"], "-f", format_)
    assert "演示数据" in result.out
    golden(f"due-demo.{format_}", result.out)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("view", LETTERS)
def test_letters(view: str, lang: str, qstrong: Run, golden: Golden) -> None:
    result = qstrong("due", *LETTERS[view], *DEMO, "--remind", "-f", "md", QSTRONG_LANG=lang)
    assert result.code == 0
    golden(f"{view}.{lang}.md", result.out)


DAYS = ["2026-10-10", "2026-10-20", "2026-10-23", "2026-10-30", "2026-11-02", "2027-01-10"]


@pytest.mark.parametrize("day", DAYS)
def test_every_letter_says_that_the_data_is_made_up(day: str, qstrong: Run) -> None:
    for lang, word in (("zh", "（演示数据）"), ("en", "(made-up data)")):
        words = (*DEMO, "--as-of", day, "--remind", "-f", "json", "--lang", lang)
        sent = json.loads(qstrong("due", *words).out)["letters"]
        assert sent
        assert all(word in letter["text"].split("《")[0].split("“")[0] for letter in sent)


def counted(text: str) -> list[int]:
    """The numbers of a Chinese letter: indicators, actions, baselines, what to explain or to answer."""
    patterns = (r"指标(\d+)项", r"具体举措(\d+)项", r"基期值(\d+)项")
    found = [re.search(pattern, text) for pattern in patterns]
    said = re.findall(r"(\d+)项(?:未达序时进度的指标|逾期、暂缓的举措|到期措施)", text)
    return [*(int(one[1]) if one else 0 for one in found), sum(map(int, said))]


@pytest.mark.parametrize("day", DAYS)
def test_the_letters_numbers_are_those_of_the_table(day: str, qstrong: Run) -> None:
    words = (*DEMO, "--as-of", day, "2026Q4" if day > "2027" else "2026Q3")
    table = json.loads(qstrong("due", *words, "--remind", "-f", "json").out)
    rows = qstrong("due", *words, "-f", "csv").out.splitlines()[1:]
    sent = {letter["name"]: letter for letter in table["letters"]}
    for row, unit in zip(rows, table["units"], strict=True):
        name, _, *numbers = row.split(",")[:6]
        wanted = [sum(one["missing"] for one in unit[key]) for key in ("indicators", "actions", "baselines")]
        wanted.append(len(unit["explanations"]) + len(unit["outcomes"]))
        assert [int(number) for number in numbers] == wanted
        assert (name in sent) == any(wanted)
        if name in sent:
            assert counted(sent[name]["text"]) == wanted
            assert sent[name]["kind"] == ("reminder" if table["days_left"] >= 0 else "dunning")


def asked_by_new(text: str) -> tuple[Any, ...]:
    """What a filing to fill in asks for: values and baselines, actions, what to explain and to answer."""
    head, _, actions = text.partition("\nactions:")
    blocks = re.split(r"^  - indicator: ", head, flags=re.MULTILINE)[1:]
    names = [block.split("\n")[0] for block in blocks]
    explained = {name for name, block in zip(names, blocks, strict=True) if "    cause:" in block}
    work = re.findall(r'- action: "?([\w.-]+)"?', actions)
    pieces = re.split(r"^  - action: ", actions, flags=re.MULTILINE)[1:]
    told = [*zip(names, blocks, strict=True), *zip(work, pieces, strict=True)]
    answered = {name for name, block in told if "    outcome:" in block}
    explained |= {name for name, block in told if "    cause:" in block}
    asked = [name for name, block in zip(names, blocks, strict=True) if "照写一遍" not in block]
    return sorted(asked), work, explained, answered


@pytest.mark.parametrize("day", ["2026-10-10", "2027-01-10"])
def test_before_anything_is_filed_a_letter_lists_what_new_asks_for(day: str, qstrong: Run) -> None:
    period = "2026Q4" if day > "2027" else "2026Q3"
    words = (*DEMO, "--as-of", day)
    table = json.loads(qstrong("due", period, *words, "--remind", "-f", "json").out)
    assert len(table["letters"]) == 26
    for unit in table["units"]:
        text = qstrong("new", unit["id"], period, *words, "-o", "-").out
        values = [one["id"] for key in ("indicators", "baselines") for one in unit[key] if one["missing"]]
        explained = {one["id"] for one in unit["explanations"]}
        answered = {one["id"] for one in unit["outcomes"]}
        work = [one["id"] for one in unit["actions"]]
        assert (sorted(values), work, explained, answered) == asked_by_new(text)


def test_the_attached_list_has_as_many_rows_as_the_letter_says(qstrong: Run) -> None:
    text = qstrong("due", "2026Q4", *DEMO, "--as-of", "2027-01-10", "--remind", "-f", "md").out
    for part in text.split("\n## ")[1:]:
        rows = [row for row in part.splitlines() if re.match(r"\| [\d.]+ \|", row)]
        assert len(rows) == sum(counted(part))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_where_nobody_owes_anything_it_says_what_to_do(lang: Lang) -> None:
    report = assess(dataset([]), date(2026, 2, 1))
    text = plain_text(due_document(report, Period.parse("2026Q2"), (), Look(lang)))
    assert "qstrong due 2025Q4" in text
    assert "qstrong units" in text
