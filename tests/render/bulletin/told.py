"""Bulletins beside what the same data say as JSON: what holds of their sentences in whatever language."""

import json
import re
from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from qstrong.render.bulletin.content import BulletinContent, Paragraph, body
from tests.conftest import Run

PLAN = """\
plan: {id: small, title: 小方案, start: 2024-12-31, end: 2027-12-31, filing: {every: quarter, due_days: 20, close_days: 30}}
groups: []
targets:
  - {id: a, name: 甲指标, op: ">=", value: 100, uom: 家, frequency: quarter, measure: stock, reporters: [one], baseline: {period: 2024, value: 50}}
  - {id: b, name: 乙指标, op: ">=", value: 90, uom: "%", frequency: quarter, reporters: [two], baseline: {period: 2024, value: 80}}
"""
TASKS = """\
sections: [{id: s, title: 一}]
tasks:
  - {id: 1, section: s, title: 任务, units: [one], actions: [{id: "1.1", title: 举措, due: 2026-12-31}]}
"""
UNITS = "groups: []\nunits: [{id: one, name: 甲局}, {id: two, name: 乙局}]\n"
FILED = "unit: {unit}\nperiod: 2026Q3\nfiled: 2026-10-12\nobservations:\n  - {{indicator: {target}, value: {value}, source: 统计}}\n"
DONE = "actions:\n  - {action: '1.1', state: done, on: 2026-09-01, evidence: 验收文件}\n"

Json = dict[str, Any]
CASES = {
    "demo": ("--data", "examples/demo", "2026Q3"),
    "demo, nobody filed": ("--data", "examples/demo", "2026Q4", "--as-of", "2027-01-30"),
    "real, before the first due day": ("2026Q4", "--as-of", "2027-01-10"),
    "outline, at its deadline": ("--data", "examples/national-outline-2025", "2025"),
    "all achieved": ("--data", "small", "2026Q3"),
    "a single value": ("--data", "small", "2026Q3"),
}
VALUES = {"all achieved": {"one": ("a", 120), "two": ("b", 95)}, "a single value": {"one": ("a", 88)}}


class Told:
    """A bulletin, the status of its day, and the actions: all as JSON."""

    def __init__(self, case: str, folder: Path, qstrong: Run, lang: str) -> None:
        words = CASES[case]
        if "small" in words:
            _write(folder, case)
            words = tuple(str(folder) if word == "small" else word for word in words)
        data = words[:2] if words[0] == "--data" else ()

        def said(command: str, *more: str) -> Json:
            found: Json = json.loads(qstrong(command, *more, "--lang", lang, "-f", "json").out)
            return found

        self.bulletin = said("bulletin", *words)
        day = ("--as-of", self.bulletin["as_of"])
        self.status = said("status", *data, *day)
        self.names = {one["id"]: one["name"] for one in self.status["targets"]}
        self.tasks: list[Json] = said("tasks", *data, *day)["tasks"]
        self.actions = [one for task in self.tasks for one in task["actions"]]
        parts = self.bulletin["text"]["parts"]
        self.paragraphs: list[str] = [text for part in parts for text in part["paragraphs"]]

    @property
    def texts(self) -> tuple[str, ...]:
        """The opening, then every paragraph."""
        return (*self.bulletin["text"]["opening"], *self.paragraphs)


def running_text(content: BulletinContent) -> list[str]:
    """Every line of running text, in its order; tables left out."""
    head = (content.mark, content.issue, content.title)
    annexed = ((part.heading, *(one.head + one.text for one in part.blocks if isinstance(one, Paragraph)))
               for part in content.annexes)  # fmt: skip
    return [line for line in (*head, *body(content), *chain(*annexed)) if line]


Rules = Sequence[tuple[str, Callable[[Told, re.Match[str]], None]]]
"""What is looked for in a text, and held against the JSON where it is found."""
Sentences = Callable[[str], Iterable[tuple[int, int, str]]]
"""Each sentence of a text, with where it begins and ends."""


def untied(told: Told, rules: Rules, sentences: Sentences, free: Callable[[str], bool]) -> list[str]:
    """The sentences that no rule ties to a field, and that aren't *free* to say none."""
    found = []
    for text in told.texts:
        tied = []
        for pattern, check in rules:
            for match in re.finditer(pattern, text):
                check(told, match)
                tied.append(match.start())
        for start, end, sentence in sentences(text):
            if not any(start <= at < end for at in tied) and not free(sentence):
                found.append(sentence)
    return found


def none_behind(told: Told, found: re.Match[str]) -> None:
    assert told.bulletin["behind"] == []
    assert int(found[1]) == sum(n for key, n in told.bulletin["counts"].items() if key != "not_assessable")


def none_assessed(told: Told, _: re.Match[str]) -> None:
    assert not any(n for key, n in told.bulletin["counts"].items() if key != "not_assessable")


def none_explained(told: Told, _: re.Match[str]) -> None:
    wanting = {one["id"] for one in told.bulletin["explanations"] if len(one["missing"]) == 2}
    assert {one["id"] for one in told.bulletin["stale"]} <= wanting


def nobody_yet(told: Told, found: re.Match[str]) -> None:
    assert int(found[1]) == len(told.bulletin["units"])
    assert all(one["state"] == "not_due" for one in told.bulletin["units"])


def none_overdue(told: Told, _: re.Match[str]) -> None:
    assert told.bulletin["actions"]["overdue"] == []


def preliminary(told: Told, found: re.Match[str]) -> None:
    targets = told.status["targets"]
    assert int(found[1]) == sum(
        "preliminary" in one["flags"] and one["data"] == "reported" for one in targets
    )


def progress(told: Told, found: re.Match[str]) -> None:
    assert found[1] == f"{told.bulletin['period_progress'] * 100:.1f}"


def of_some(told: Told, found: re.Match[str]) -> None:
    """Groups: of each word no more than in the whole."""
    assert int(found[1]) <= told.bulletin["coverage"]["total"]


def _write(folder: Path, case: str) -> None:
    (folder / "targets.yaml").write_text(PLAN, "utf-8")
    (folder / "tasks.yaml").write_text(TASKS, "utf-8")
    (folder / "units.yaml").write_text(UNITS, "utf-8")
    for unit, (target, value) in VALUES[case].items():
        path = folder / f"progress/{unit}/2026Q3.yaml"
        path.parent.mkdir(parents=True)
        done = DONE if unit == "one" and case == "all achieved" else ""
        path.write_text(FILED.format(unit=unit, target=target, value=value) + done, "utf-8")
