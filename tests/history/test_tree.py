"""A git tree as a source: the same as the folder, wherever the repository, whatever the names."""

import shutil
from pathlib import Path

import pytest

from qstrong.history.git import GitError
from qstrong.history.revisions import PathChange, Repository, changed_paths
from qstrong.history.tree import Tree
from qstrong.history.worktree import edited
from qstrong.read.dataset import load, locate
from qstrong.read.source import Folder, UnreadableError
from tests.conftest import ROOT
from tests.history.repo import Repo
from tests.problems.specimens import HERE
from tests.there import there

FILED = "data/progress/finance/2025Q2.yaml"


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    made = Repo.new(tmp_path / "库 a")
    shutil.copytree(HERE / "base", made.path / "data")
    made.commit()
    return made


def tree(repo: Repo, revision: str = "HEAD", data: str = "data") -> Tree | None:
    return Tree(Repository.around(repo.path / data), revision)


def test_it_is_the_same_as_the_folder(tmp_path: Path) -> None:
    repo = Repo.new(tmp_path)
    shutil.copytree(ROOT / "examples/demo", tmp_path / "一/演示")
    repo.commit()
    source = tree(repo, data="一/演示")
    assert load(there(source)) == load(Folder(tmp_path / "一/演示"))
    there(source).blobs.close()


def test_the_work_tree_is_neither_read_nor_touched(repo: Repo) -> None:
    before = load(there(tree(repo))).dataset
    repo.edit(FILED, "62.15", "99")
    repo.write("data/progress/market/2025Q3.yaml", "x")
    assert load(there(tree(repo))).dataset == before
    assert "99" in (repo.path / FILED).read_text("utf-8")


def test_problems_have_their_places(repo: Repo) -> None:
    repo.edit(FILED, "62.15", "62.15亿元")
    repo.commit()
    source = tree(repo)
    (problem,) = locate(load(there(source)).problems, there(source))
    assert (problem.code, there(problem.place).line, there(problem.place).column) == ("Q204", 8, 12)


@pytest.mark.posix
def test_links_submodules_and_large_files_are_not_read(repo: Repo) -> None:
    (repo.path / "data/progress/market/2025Q3.yaml").symlink_to("../../targets.yaml")
    (repo.path / "data/big.yaml").write_bytes(b"#" * 5_000_000)
    repo.git("add", "data")
    repo.git("update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},data/progress/sub")
    repo.git("commit", "-qm", "x")
    source = tree(repo)
    assert dict(there(source).entries("progress"))["sub"] == "other"
    assert dict(there(source).entries("progress/market"))["2025Q3.yaml"] == "link"
    for name, reason in [
        ("progress/market/2025Q3.yaml", "link"),
        ("progress/sub", "special"),
        ("progress", "special"),
        ("big.yaml", "large"),
        ("nope", "gone"),
    ]:
        with pytest.raises(UnreadableError, match=reason):
            there(source).read(name)


def test_bare_repositories_and_work_trees(repo: Repo, tmp_path: Path) -> None:
    repo.git("clone", "-q", "--bare", str(repo.path), str(tmp_path / "bare.git"))
    repo.git("worktree", "add", "-q", str(tmp_path / "wt"), "HEAD")
    wanted = load(there(tree(repo))).dataset
    assert load(there(tree(Repo(tmp_path / "bare.git"), "main"))).dataset == wanted
    assert load(there(tree(Repo(tmp_path / "wt")))).dataset == wanted


def test_a_folder_that_was_not_there_yet(repo: Repo) -> None:
    assert there(tree(repo, data="other")).entries("") == []


@pytest.mark.parametrize("revision", ["nope", "--all", "-h", "", "HEAD:data", "a\0b"])
def test_revisions_that_there_are_not(repo: Repo, revision: str) -> None:
    with pytest.raises(GitError) as caught:
        tree(repo, revision)
    assert caught.value.reason == "unknown_revision"


def test_no_repository_and_no_commit(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    with pytest.raises(GitError) as caught:
        Repository.around(tmp_path / "data")
    assert caught.value.reason == "no_repository"
    repo = Repo.new(tmp_path / "new")
    with pytest.raises(GitError) as caught:
        tree(repo)
    assert caught.value.reason == "no_commits"


def test_no_git(repo: Repo, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(GitError) as caught:
        tree(repo)
    assert caught.value.reason == "no_git"


def test_a_shallow_clone_says_how_to_deepen(repo: Repo, tmp_path: Path) -> None:
    first = repo.git("rev-parse", "HEAD")
    repo.edit(FILED, "62.15", "63")
    repo.commit()
    repo.git("clone", "-q", "--depth=1", f"file://{repo.path}", str(tmp_path / "shallow"))
    with pytest.raises(GitError) as caught:
        Repository.around(tmp_path / "shallow/data").commit(first)
    assert caught.value.reason == "shallow"


@pytest.mark.posix
def test_hooks_and_settings_of_the_repository_do_nothing(repo: Repo, tmp_path: Path) -> None:
    mark = tmp_path / "ran"
    script = f"#!/bin/sh\ntouch '{mark}'\n"
    for name in ("fsmonitor", "diff"):
        repo.write(f".git/{name}", script)
        (repo.path / f".git/{name}").chmod(0o755)
    repo.git("config", "core.fsmonitor", str(repo.path / ".git/fsmonitor"))
    repo.git("config", "diff.external", str(repo.path / ".git/diff"))
    repo.edit(FILED, "62.15", "63")
    with there(tree(repo)) as source:
        assert edited(source, Folder(repo.path / "data")) == {FILED.removeprefix("data/")}
    load(there(tree(repo)))
    assert not mark.exists()


@pytest.mark.posix
def test_changes(repo: Repo) -> None:
    repo.git("checkout", "-qb", "branch")
    repo.git("mv", "data/progress/market/2025Q2.yaml", "data/progress/market/2025Q3.yaml")
    repo.edit(FILED, "62.15", "63")
    (repo.path / "data/progress/finance/2025Q1.yaml").chmod(0o755)
    repo.commit()
    repo.write("data/progress/新 文件.yaml", "x")
    where = Repository.around(repo.path / "data")
    start = where.merge_bases("main")[0]
    committed = [
        PathChange("data/progress/finance/2025Q1.yaml", "100644", "100755", "M"),
        PathChange(FILED, "100644", "100644", "M"),
        PathChange("data/progress/market/2025Q2.yaml", "100644", "000000", "D"),
        PathChange("data/progress/market/2025Q3.yaml", "000000", "100644", "A"),
    ]
    assert list(changed_paths(where, start, "HEAD")) == committed
    with Tree(where, start) as source:
        assert edited(source, Folder(repo.path / "data")) == {
            "progress/finance/2025Q2.yaml", "progress/market/2025Q2.yaml", "progress/market/2025Q3.yaml",
            "progress/新 文件.yaml",
        }  # fmt: skip
    assert where.inside(FILED) == "progress/finance/2025Q2.yaml"
    assert where.inside("README.md") is None
    assert where.inside("database/x") is None


def test_a_branch_from_elsewhere(repo: Repo) -> None:
    repo.git("checkout", "-q", "--orphan", "other")
    repo.commit("another beginning")
    with pytest.raises(GitError) as caught:
        Repository.around(repo.path / "data").merge_bases("main")[0]
    assert caught.value.reason == "unrelated"
