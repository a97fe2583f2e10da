"""Commands over revisions: --at, and what a branch brings."""

import json
import shutil

import pytest

from tests.conftest import ROOT
from tests.history.repo import Repo
from tests.problems.specimens import HERE

FINANCE, MARKET = "data/progress/finance/2025Q2.yaml", "data/progress/market/2025Q2.yaml"


@pytest.fixture
def repo(tmp_path):
    """A base with an error in one file, and a branch."""
    made = Repo.new(tmp_path / "r")
    shutil.copytree(HERE / "base", made.path / "data")
    made.edit("data/progress/market/2025Q1.yaml", "96.9", "969")
    made.commit()
    made.git("checkout", "-qb", "branch")
    return made


def changed(repo, qstrong, *words, base="main"):
    result = qstrong("validate", "-f", "json", "--changed", base, *words, cwd=repo.path)
    return [(one["code"], one["path"]) for one in json.loads(result.out)["problems"]], result.code


def test_what_was_wrong_before_is_not_the_branchs(repo, qstrong):
    assert changed(repo, qstrong) == ([], 0)
    repo.edit(FINANCE, "62.15", "62.15亿元")
    assert changed(repo, qstrong) == ([("Q204", FINANCE)], 1)
    repo.commit()
    assert changed(repo, qstrong) == ([("Q204", FINANCE)], 1)
    assert changed(repo, qstrong, "--at", "branch") == ([("Q204", FINANCE)], 1)
    assert changed(repo, qstrong, "--at", "main") == ([], 0)


def test_a_changed_file_is_told_of_whole(repo, qstrong):
    repo.edit("data/progress/market/2025Q1.yaml", "not_started", "in_progress")
    assert changed(repo, qstrong)[0] == [("Q212", "data/progress/market/2025Q1.yaml")]


def test_a_change_to_the_plan_that_spoils_a_filing(repo, qstrong):
    repo.edit("data/targets.yaml", "reporters: [market, finance]", "reporters: [market]")
    found, code = changed(repo, qstrong)
    assert ("Q401", FINANCE) in found
    assert ("Q212", "data/progress/market/2025Q1.yaml") not in found
    assert code == 1


def test_a_conflict_with_what_another_file_says(repo, qstrong):
    """Judged against the whole: the other unit's value, which the branch doesn't touch."""
    repo.edit(MARKET, "97.2", "97.9")
    assert changed(repo, qstrong)[0] == [("Q403", FINANCE)]


def test_main_going_on_is_not_the_branchs(repo, qstrong):
    repo.git("checkout", "-q", "main")
    repo.edit(MARKET, "97.2", "972")
    repo.commit()
    repo.git("checkout", "-q", "branch")
    repo.edit(FINANCE, "note: 上半年累计数", "note: 累计")
    repo.commit()
    assert changed(repo, qstrong) == ([], 0)


@pytest.mark.parametrize(("words", "said"), [(["--changed", "nope"], "nope"), (["--at", "-x"], "-x")])
def test_no_such_revision(repo, qstrong, words, said):
    result = qstrong("validate", *words, cwd=repo.path)
    assert result.code == 2
    assert said in result.err


def test_outside_a_repository(tmp_path, qstrong):
    shutil.copytree(HERE / "base", tmp_path / "data")
    for words in (["validate", "--changed", "main"], ["status", "--at", "HEAD"]):
        result = qstrong(*words, cwd=tmp_path)
        assert result.code == 2
        assert "git" in result.err
    assert qstrong("status", cwd=tmp_path).code == 0


@pytest.mark.parametrize("words", [["status"], ["show", "指标9"], ["units"], ["tasks"]])
def test_a_clean_tree_says_the_same(words, tmp_path, qstrong):
    repo = Repo.new(tmp_path)
    shutil.copytree(ROOT / "examples/demo", tmp_path / "data")
    repo.commit()
    for fmt in ("json", "plain"):
        assert qstrong(*words, "-f", fmt, "--at", "HEAD", cwd=tmp_path) == qstrong(
            *words, "-f", fmt, cwd=tmp_path
        )


def test_an_older_revision(repo, qstrong):
    repo.edit(FINANCE, "62.15", "70")
    repo.commit()

    def value(*words):
        out = json.loads(qstrong("status", "-f", "json", *words, cwd=repo.path).out)
        return out["targets"][0]["value"]

    assert value() - value("--at", "main") == pytest.approx(7.85)
