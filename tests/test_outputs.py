"""The words of the JSON's keys: every key that a command prints has them, and no other."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any, Literal, get_args

import outputs
import pytest

from qstrong.assess.compare import ActionWhy, ChangeReason, Sort
from qstrong.model.filing import State
from qstrong.model.kinds import KINDS
from qstrong.model.steps.reach import Outlook
from qstrong.render.views.doctor import Health
from qstrong.text.language import LANGUAGES
from qstrong.timeline.edits.ease import Ease
from qstrong.timeline.wanted import Why
from tests.conftest import ROOT, Run
from tests.history.repo import Repo

DEMO = ("--data", "examples/demo")
FIVE = ("--data", "examples/five-year")
OUTLINE = ("--data", "examples/national-outline-2025", "--as-of", "2025-06-30")
RUNS: dict[str, list[tuple[str, ...]]] = {
    "status": [("status", *DEMO), ("status", *FIVE), ("status", *OUTLINE), ("status", *DEMO, "--year", "2026"),
               ("status", "--data", "examples/new-zealand-2030", "--as-of", "2026-10-30")],
    "show": [*(("show", one, *DEMO) for one in ("ai-output", "任务5", "10.1", "industry", "low-altitude-output")),
             *(("show", one, *FIVE) for one in ("market-renovation", "online-markets"))],
    "tasks": [("tasks", *DEMO), ("tasks", *DEMO, "--table"), ("tasks", *DEMO, "--status", "overdue")],
    "units": [("units", *DEMO), ("units", *DEMO, "--matrix")],
    "due": [("due", *DEMO, "--remind"), ("due", *FIVE), ("due", *DEMO, "--late")],
    "bulletin": [("bulletin", "2026Q3", *DEMO, "--full"), ("bulletin", "2026Q3", *DEMO, "--brief"),
 ("bulletin", "2026Q3", *DEMO, "--unit", "industry"), ("bulletin", "2026Q3", *DEMO, "--unit", "all")],
    "validate": [("validate", "--data", "{bad}")],
    "explain": [("explain", "Q204"), ("validate", "--list", *DEMO)],
    "doctor": [("doctor", *DEMO)],
    "export": [("export", *DEMO)],
    "rollup": [("rollup", "examples/rollup/plans.yaml", *view)
               for view in (("--by", "theme"), ("--by", "group"), ("--reds",))],
}  # fmt: skip
"""By part of the JSON: commands that between them print all of its keys."""


def named(part: str, value: Any, found: set[tuple[str, str]]) -> None:
    """Which keys of which part stand in a value; AssertionError for one that has no words."""
    known = dict(outputs.keys_of(part))
    if part in outputs.WITH_HEAD:
        known |= outputs.keys_of("head")
    for key, below in value.items():
        assert key in known, (part, key)
        found.add((part, key))
        inside = below if isinstance(below, list) else [below]
        for one in inside:
            if isinstance(one, dict):
                child = known[key]
                assert child, (part, key, "has keys below it")
                open_keys = child.startswith(outputs.OPEN)
                for each in one.values() if open_keys else [one]:
                    if own := child.removeprefix(outputs.OPEN):
                        named(own, each, found)


@pytest.fixture
def said(qstrong: Run, tmp_path: Path) -> set[tuple[str, str]]:
    """All that the commands print."""
    bad = tmp_path / "bad"
    shutil.copytree(ROOT / "tests/problems/base", bad)
    for path in (ROOT / "tests/problems/Q204").rglob("*.yaml"):
        target = bad / path.relative_to(ROOT / "tests/problems/Q204")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    revised = tmp_path / "revised"
    shutil.copytree(ROOT / "examples/five-year", revised)
    plan = revised / "targets.yaml"
    text = plan.read_text("utf-8").replace(
        "{on: 2023-03-01, value: 30,", '{on: 2023-03-01, value: 30, op: ">",'
    )
    between = "    revised: [{on: 2023-03-01, between: [97, 104], reason: a}]\n"
    plan.write_text(text.replace("    between: [98, 103]\n", f"    between: [98, 103]\n{between}"), "utf-8")
    found: set[tuple[str, str]] = set()
    named("status", json.loads(qstrong("status", "--data", revised, "-f", "json").out), found)
    for part, runs in RUNS.items():
        for words in runs:
            argv = [word.replace("{bad}", str(bad)) for word in words]
            named(part, json.loads(qstrong(*argv, "-f", "json").out), found)
    return found | of_history(qstrong, tmp_path)


def of_history(qstrong: Run, tmp_path: Path) -> set[tuple[str, str]]:
    """What `diff` and `log` print of a repository in which all of it changes."""
    found: set[tuple[str, str]] = set()
    repo = Repo.new(tmp_path / "repo")
    shutil.copytree(ROOT / "examples/demo", repo.path / "data")
    repo.commit()
    data_id = json.loads(qstrong("status", "-f", "json", cwd=repo.path).out)["data_id"]
    repo.edit("data/progress/industry/2026Q3.yaml", "value: 183.07", "value: 250.07")
    repo.edit("data/targets.yaml", "value: 350", "value: 230")
    repo.edit("data/tasks.yaml", "due: 2026-06-30", "due: 2027-06-30")
    named("diff", json.loads(qstrong("diff", "HEAD", "-f", "json", cwd=repo.path).out), found)
    repo.commit()
    for one in ("ai-output", "5.1"):
        named("log", json.loads(qstrong("log", one, "--status", "-f", "json", cwd=repo.path).out), found)
    named("holders", json.loads(qstrong("log", "--data-id", data_id, "-f", "json", cwd=repo.path).out), found)
    return found


def test_every_key_has_words_and_there_are_no_others(said: set[tuple[str, str]]) -> None:
    parts = {part for part, _ in said}
    kept = {("show", key) for key in outputs.keys_of("status")}
    told = {(part, key) for part in outputs.PARTS for key in outputs.keys_of(part)} - kept
    heads = {("head", key) for key in outputs.keys_of("head")}
    printed = {("head" if ("head", key) in heads and part in outputs.WITH_HEAD and key not in outputs.PARTS[part]
                else part, key) for part, key in said} - kept  # fmt: skip
    assert parts | {"head"} == set(outputs.PARTS)
    assert told - printed == set()
    assert printed - told == set()


def test_every_key_is_said_in_each_language() -> None:
    for part in outputs.PARTS:
        for key in outputs.keys_of(part):
            texts = [outputs.meaning(part, key, lang) for lang in LANGUAGES]
            assert all(texts), (part, key)
            assert len(set(texts)) == len(texts), (part, key)


CHOICES: dict[tuple[str, str], Any] = {
    ("wanted", "why"): Why,
    ("landing", "verdict"): Outlook,
    ("diff_edit", "ease"): Ease,
    ("diff_target", "why"): ChangeReason,
    ("diff_action", "why"): ActionWhy,
    ("diff_value", "change"): Sort,
    ("finding", "health"): Health,
    ("target", "kind"): Literal[tuple(KINDS)],
    ("action", "state"): State,
}
"""By part and key: the words of which one stands there."""


@pytest.mark.parametrize("place", CHOICES)
def test_every_word_that_may_stand_there_is_told(place: tuple[str, str]) -> None:
    for lang in LANGUAGES:
        told = set(re.findall(r"`(\w+)`", outputs.meaning(*place, lang)))
        assert told - {"null"} == set(get_args(CHOICES[place]))


def test_a_key_without_words_is_found() -> None:
    with pytest.raises(AssertionError, match="nothing"):
        named("coverage", {"nothing": 1}, set())
    with pytest.raises(AssertionError, match="below"):
        named("coverage", {"due": {"more": 1}}, set())
