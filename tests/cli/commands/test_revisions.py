"""Commands over revisions: --at, and what a branch brings."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, Run
from tests.history.repo import Repo
from tests.problems.specimens import HERE

FINANCE, MARKET = "data/progress/finance/2025Q2.yaml", "data/progress/market/2025Q2.yaml"


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """A base with an error in one file, and a branch."""
    made = Repo.new(tmp_path / "r")
    shutil.copytree(HERE / "base", made.path / "data")
    made.edit("data/progress/market/2025Q1.yaml", "96.9", "969")
    made.commit()
    made.git("checkout", "-qb", "branch")
    return made


def changed(repo: Repo, qstrong: Run, *words: str, base: str = "main") -> tuple[Any, ...]:
    result = qstrong("validate", "-f", "json", "--changed", base, *words, cwd=repo.path)
    return [(one["code"], one["path"]) for one in json.loads(result.out)["problems"]], result.code


def test_what_was_wrong_before_is_not_the_branchs(repo: Repo, qstrong: Run) -> None:
    assert changed(repo, qstrong) == ([], 0)
    repo.edit(FINANCE, "62.15", "62.15亿元")
    assert changed(repo, qstrong) == ([("Q204", FINANCE)], 1)
    repo.commit()
    assert changed(repo, qstrong) == ([("Q204", FINANCE)], 1)
    assert changed(repo, qstrong, "--at", "branch") == ([("Q204", FINANCE)], 1)
    assert changed(repo, qstrong, "--at", "main") == ([], 0)


def test_a_changed_file_is_told_of_whole(repo: Repo, qstrong: Run) -> None:
    repo.edit("data/progress/market/2025Q1.yaml", "not_started", "in_progress")
    assert changed(repo, qstrong)[0] == [("Q212", "data/progress/market/2025Q1.yaml")]


def test_a_change_to_the_plan_that_spoils_a_filing(repo: Repo, qstrong: Run) -> None:
    repo.edit("data/targets.yaml", "reporters: [market, finance]", "reporters: [market]")
    found, code = changed(repo, qstrong)
    assert ("Q401", FINANCE) in found
    assert ("Q212", "data/progress/market/2025Q1.yaml") not in found
    assert code == 1


def test_a_conflict_with_what_another_file_says(repo: Repo, qstrong: Run) -> None:
    """Judged against the whole: the other unit's value, which the branch doesn't touch."""
    repo.edit(MARKET, "97.2", "97.9")
    assert changed(repo, qstrong)[0] == [("Q403", FINANCE)]


def test_main_going_on_is_not_the_branchs(repo: Repo, qstrong: Run) -> None:
    repo.git("checkout", "-q", "main")
    repo.edit(MARKET, "97.2", "972")
    repo.commit()
    repo.git("checkout", "-q", "branch")
    repo.edit(FINANCE, "note: 上半年累计数", "note: 累计")
    repo.commit()
    assert changed(repo, qstrong) == ([], 0)


@pytest.mark.parametrize(("words", "said"), [(["--changed", "nope"], "nope"), (["--at", "-x"], "-x")])
def test_no_such_revision(repo: Repo, qstrong: Run, words: list[str], said: str) -> None:
    result = qstrong("validate", *words, cwd=repo.path)
    assert result.code == 2
    assert said in result.err


def test_outside_a_repository(tmp_path: Path, qstrong: Run) -> None:
    shutil.copytree(HERE / "base", tmp_path / "data")
    for words in (["validate", "--changed", "main"], ["status", "--at", "HEAD"]):
        result = qstrong(*words, cwd=tmp_path)
        assert result.code == 2
        assert "git" in result.err
    assert qstrong("status", cwd=tmp_path).code == 0


@pytest.mark.parametrize("words", [["status"], ["show", "指标9"], ["units"], ["tasks"]])
def test_a_clean_tree_says_the_same(words: list[str], tmp_path: Path, qstrong: Run) -> None:
    repo = Repo.new(tmp_path)
    shutil.copytree(ROOT / "examples/demo", tmp_path / "data")
    repo.commit()
    for fmt in ("json", "plain"):
        assert qstrong(*words, "-f", fmt, "--at", "HEAD", cwd=tmp_path) == qstrong(
            *words, "-f", fmt, cwd=tmp_path
        )


def test_an_older_revision(repo: Repo, qstrong: Run) -> None:
    repo.edit(FINANCE, "62.15", "70")
    repo.commit()

    def value(*words: str) -> float:
        out = json.loads(qstrong("status", "-f", "json", *words, cwd=repo.path).out)
        found: float = out["targets"][0]["value"]
        return found

    assert value() - value("--at", "main") == pytest.approx(7.85)


def test_what_was_known_on_a_day(repo: Repo, qstrong: Run) -> None:
    repo.edit(FINANCE, "62.15", "70")
    repo.commit("later", "2025-09-01")

    def value(*words: str) -> float:
        out = json.loads(qstrong("status", "-f", "json", *words, cwd=repo.path).out)
        found: float = out["targets"][0]["value"]
        return found

    assert value("--known-on", "2025-08-31") == value("--at", "main")
    assert value("--known-on", "2025-09-01") == value()
    assert qstrong("status", "--known-on", "2020-01-01", cwd=repo.path).code == 2
    assert qstrong("status", "--known-on", "昨天", cwd=repo.path).code == 2
    assert "70" in qstrong("show", "指标1", "--known-on", "2025-09-02", cwd=repo.path).out
    assert (
        qstrong("bulletin", "2025Q2", "--at", "main", cwd=repo.path).out
        == qstrong("bulletin", "2025Q2", "--known-on", "2025-08-31", cwd=repo.path).out
    )


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        (lambda repo: repo.edit(FINANCE, "62.15", "63"), ["Q701"]),
        (lambda repo: repo.edit(FINANCE, "filed: 2025-07-12", "filed: 2025-07-13"), ["Q703"]),
        (lambda repo: (repo.path / FINANCE).unlink(), ["Q702"]),
        (lambda repo: repo.edit(FINANCE, "note: 上半年累计数", "note: '上半年累计数'"), []),
        (
            lambda repo: repo.write(
                "data/progress/finance/2025Q3.yaml",
                "unit: finance\nperiod: 2025Q3\nfiled: 2025-10-12\nobservations:\n  - {indicator: rd-expenditure,"
                " period: 2025Q2, value: 63, flag: revised, reason: 终报, source: 年报}\n",
            ),
            [],
        ),
    ],
)
def test_what_was_filed_stands(
    repo: Repo, qstrong: Run, change: Callable[..., Any], codes: list[str]
) -> None:
    words = ("validate", "--history", "main", "--on", "2025-10-13", "--select", "Q7", "-f", "json")
    assert qstrong(*words, cwd=repo.path).code == 2  # nothing is compared
    change(repo)
    repo.commit("change", "2025-10-12")
    found = json.loads(qstrong(*words, cwd=repo.path).out)["problems"]
    assert [one["code"] for one in found] == codes
    open_still = ("validate", "--history", "main", "--on", "2025-07-25", "--select", "Q701", "-f", "json")
    assert json.loads(qstrong(*open_still, cwd=repo.path).out)["problems"] == []
