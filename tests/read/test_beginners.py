"""What somebody who writes a first plan is told: everything at once, each with a line to write."""

from __future__ import annotations

from pathlib import Path

import pytest

from qstrong.model.base import Lang
from qstrong.model.problem import Problem
from qstrong.read.dataset import load
from qstrong.read.source import Folder
from tests.there import there

PLAN = "plan:\n  id: p\n  title: A\n  start: 2024-12-31\n  end: 2027-12-31\n"
FILING = "  filing: {every: annual, due_days: 20}\n"


def problems(folder: Path, targets: str) -> list[Problem]:
    """What is said of a plan with these *targets*."""
    (folder / "units.yaml").write_text("units: [{id: u, name: U}, {id: v, name: V}]\n", encoding="utf-8")
    (folder / "tasks.yaml").write_text("sections: []\ntasks: []\n", encoding="utf-8")
    (folder / "targets.yaml").write_text(targets, encoding="utf-8")
    return list(load(Folder(folder)).problems)


def told(folder: Path, targets: str, lang: Lang = "en") -> list[str]:
    found = problems(folder, targets)
    return [f"{one.pointer}: {one.message.say(lang)} → {there(one.hint).say(lang)}" for one in found]


def test_all_that_is_missing_at_once(tmp_path: Path) -> None:
    found = problems(tmp_path, PLAN + FILING + "groups: []\ntargets:\n  - id: a\n")
    said = sorted(one.message.say("en") for one in found)
    assert said == [
        "a needs value or change, one of them",
        "name is missing", "op is missing", "reporters is missing", "uom is missing",
    ]  # fmt: skip


def test_all_of_a_kind_that_is_none(tmp_path: Path) -> None:
    said = told(tmp_path, PLAN + FILING + "groups: []\ntargets:\n  - {id: a, kind: levle}\n")
    assert [line.split(" → ")[0] for line in said][:3] == [
        "targets/0/kind: kind can't be levle",
        "targets/0: name is missing",
        "targets/0: uom is missing",
    ]


@pytest.mark.parametrize(
    ("entry", "hint"),
    [
        ("{id: a, name: A, uom: x, value: 1}", 'add a line op: ">=" (one of: >=, >, <=, <)'),
        ("{id: a, name: A, uom: x, kind: trend, decimals: 0}", "add a line direction: up (one of: up, down)"),
        ("{id: a, name: A, uom: x, kind: range}", "add a line between: [95, 105]"),
        ("{id: a, name: A, op: '>=', value: 1}", 'add a line uom: "%"'),
        ("{id: a, name: A, uom: x, op: '>=', between: [1, 2]}", "delete the line, or mend kind: between belongs to range"),
        ('{id: a, uom: x, op: ">=", value: 1, name: {zh: per 100,000}}', 'the comma breaks it: put it in quotes, zh: "per 100,000"'),
        ('{id: a, uom: x, op: ">=", value: 1, name: {en: safe, sound, zh: 安全}}', 'the comma breaks it: put it in quotes, en: "safe, sound"'),
        ('{id: a, uom: x, op: ">=", value: 1, name: A, baseline: 5}', "write baseline: {period: 2026Q4, value: 5}"),
    ],
)  # fmt: skip
def test_a_hint_is_a_line_to_write(tmp_path: Path, entry: str, hint: str) -> None:
    said = told(tmp_path, PLAN + FILING + f"groups: []\ntargets:\n  - {entry}\n")
    assert hint in [line.split(" → ")[1] for line in said]


@pytest.mark.parametrize(
    ("written", "right"),
    [("annual", "annual"), ("month", "month"), ("weekly", "quarter"), ("[annual]", "quarter")],
)
def test_how_often_is_part_of_a_whole_line(tmp_path: Path, written: str, right: str) -> None:
    said = told(tmp_path, PLAN + f"  filing: {written}\ngroups: []\ntargets: []\n")
    hint = f"write filing: {{every: {right}, due_days: 20}}"
    assert said == [f"plan/filing: filing should be a group of “key: value” → {hint}"]


def test_a_plan_of_nothing(tmp_path: Path) -> None:
    assert [line.split(" → ")[1] for line in told(tmp_path, "plan:\n  id: p\n")] == [
        "add a line title: Title",
        "add a line start: 2024-12-31",
        "add a line end: 2027-12-31",
        "add a line filing: {every: quarter, due_days: 20}",
        "add a line targets: []",
    ]


def test_a_whole_target_is_a_short_one(tmp_path: Path) -> None:
    """Id, name, a goal, the unit of measure; and who reports, where there are several."""
    entry = '{id: a, name: A, op: ">=", value: 98, uom: "%", reporters: [u]}'
    assert not problems(tmp_path, PLAN + FILING + f"groups: []\ntargets:\n  - {entry}\n")


def test_a_period_where_years_begin_in_april(tmp_path: Path) -> None:
    """January to September is no period there, nor is 2025Q3 what it looks like."""
    filing = tmp_path / "progress/u/2024.yaml"
    filing.parent.mkdir(parents=True)
    filing.write_text(
        "unit: u\nperiod: 2024\nfiled: 2025-04-20\n"
        'observations: [{indicator: a, period: "2025年1-9月", value: 1, source: s}]\n',
        encoding="utf-8",
    )
    year = PLAN.replace("12-31", "03-31") + "  year: {starts: 4}\n" + FILING
    (found,) = problems(
        tmp_path, f"{year}targets: [{{id: a, name: A, uom: m, kind: watch, reporters: [u]}}]\n"
    )
    assert (found.code, found.message.say("en")) == ("Q221", "period isn't a period: 2025年1-9月")
    assert there(found.hint).say("en") == (
        "this plan's years begin with month 4: write 2024 for 2024/25, 2024H1 for its first half "
        "(2024-04 to 2024-09), 2024Q1 for its first quarter, 2024-04 for a month"
    )
    assert (
        there(found.hint)
        .say("zh")
        .startswith("本方案的年度从 4 月开始: 全年写 2024 (2024/25年度), 上半年写 2024H1")
    )
