"""git, run safely: reasons for what goes wrong, and nothing executed on the way."""

import os
import shutil
import threading
from pathlib import Path
from typing import Any, ClassVar

import pytest

from qstrong.history.git import GitError, _error, environment
from qstrong.history.revisions import Repository, changed_paths
from qstrong.history.tree import Tree
from qstrong.history.worktree import edited
from qstrong.read.source import Folder
from tests.conftest import Run
from tests.history.repos import Repo, demo_repo


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    made = Repo(tmp_path / "仓库")
    made.commit("第一次", **{"a.txt": "1"})
    made.commit("第二次", **{"a.txt": "2"})
    return made


def reason(folder: Path, revision: str = "HEAD") -> str:
    with pytest.raises(GitError) as caught:
        Repository.around(folder).commit(revision)
    return caught.value.reason


def test_a_commit_by_its_names(repo: Repo) -> None:
    head = repo.git("rev-parse", "HEAD")
    repo.git("tag", "-a", "v1", "-m", "标签")
    repo.git("branch", "各单位")
    for name in ("HEAD", "main", head, head[:10], "v1", "HEAD~0", "各单位", "@"):
        assert Repository.around(repo.root).commit(name) == head


@pytest.mark.parametrize(
    "name",
    ["", "-h", "--all", "--output=x", "no-such", "HEAD~9", "HEAD..main", "HEAD:a.txt", "a\nb", "a\0b", "^HEAD", "main main"],
)  # fmt: skip
def test_what_is_no_commit(name: str, repo: Repo) -> None:
    assert reason(repo.root, name) == "unknown_revision"


@pytest.mark.parametrize("name", ["", " "])
def test_a_blank_name_is_told_as_it_was_given(name: str, repo: Repo) -> None:
    with pytest.raises(GitError) as caught:
        Repository.around(repo.root).commit(name)
    assert caught.value.detail == f"'{name}'"


def test_a_branch_without_commits_beside_others(repo: Repo) -> None:
    repo.git("checkout", "-q", "--orphan", "new")
    assert reason(repo.root, "HEAD") == "no_commits"
    assert reason(repo.root, "nowhere") == "unknown_revision"
    assert Repository.around(repo.root).commit("main")


def test_what_git_lists_below_its_error_is_told(repo: Repo) -> None:
    repo.git("config", "core.repositoryFormatVersion", "1")
    repo.git("config", "extensions.unheard", "x")
    with pytest.raises(GitError) as caught:
        Repository.around(repo.root)
    assert caught.value.detail == "unknown repository extension found: unheard"


def test_no_repository_and_no_commits(tmp_path: Path) -> None:
    (tmp_path / "plain").mkdir()
    assert reason(tmp_path / "plain") == "no_repository"
    assert reason(tmp_path / "gone") == "no_repository"
    Repo(tmp_path / "empty")
    assert reason(tmp_path / "empty") == "no_commits"


def test_no_git(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repo.root))
    assert reason(repo.root) == "no_git"


def test_a_shallow_clone(repo: Repo, tmp_path: Path) -> None:
    repo.git("clone", "-q", "--depth=1", f"file://{repo.root}", str(tmp_path / "shallow"))
    assert Repository.around(tmp_path / "shallow").commit("HEAD")
    assert reason(tmp_path / "shallow", "HEAD~1") == "shallow"


def test_somebody_elses_repository() -> None:
    assert _error("fatal: detected dubious ownership in repository at '/x'").reason == "dubious"


def test_an_error_has_gits_own_words(repo: Repo) -> None:
    with pytest.raises(GitError) as caught:
        Repository.around(repo.root).run("ls-tree", "0123456789")
    assert caught.value.reason == "failed"
    assert "0123456789" in caught.value.detail


def test_the_environment_leads_nowhere_else(
    repo: Repo, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    other = Repo(tmp_path / "other")
    other.commit("别处")
    monkeypatch.setenv("GIT_DIR", str(other.root / ".git"))
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", "touch owned")
    assert Repository.around(repo.root).commit("HEAD") == repo.git("rev-parse", "HEAD")
    assert not {"GIT_DIR", "GIT_EXTERNAL_DIFF"} & set(environment())


@pytest.mark.posix
def test_nothing_of_the_repository_is_executed(repo: Repo) -> None:
    """Hooks, a monitor, a pager, a signature's checker: each would leave a file behind."""
    mark = repo.root / "owned"
    evil = repo.root / "evil"
    evil.write_text(f"#!/bin/sh\ntouch '{mark}'\n")
    evil.chmod(0o755)
    hooks = repo.root / ".git" / "hooks"
    for name in ("post-checkout", "post-index-change", "reference-transaction"):
        (hooks / name).write_text(evil.read_text())
        (hooks / name).chmod(0o755)
    for key in ("core.fsmonitor", "core.pager", "diff.external", "gpg.program", "core.sshCommand"):
        repo.git("config", key, str(evil))
    repo.git("config", "log.showSignature", "true")
    repo.write("a.txt", "3")
    found = Repository.around(repo.root)
    found.log()
    changed_paths(found, "HEAD~1", "HEAD")
    with Tree(found, "HEAD~1") as tree:
        edited(tree, Folder(repo.root))
    assert not mark.exists()


def test_a_call_that_takes_too_long(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qstrong.history.git.SECONDS", 0)
    assert reason(repo.root) == "slow"


def test_who_is_interrupted_does_not_wait_for_git(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    class Clock(threading.Timer):
        """A clock that is known."""

        known: ClassVar[list[threading.Timer]] = []

        def start(self) -> None:
            """From then on whoever reads what git prints is interrupted."""
            self.known.append(self)
            super().start()
            monkeypatch.setattr("qstrong.history.git.MOST", Interrupting())

    class Interrupting:
        def __add__(self, _: int) -> int:
            raise KeyboardInterrupt

    monkeypatch.setattr("threading.Timer", Clock)
    with pytest.raises(KeyboardInterrupt):
        Repository.around(repo.root)
    assert [(one.daemon, one.finished.is_set()) for one in Clock.known] == [(True, True)]


@pytest.mark.posix
def test_what_would_have_been_executed(repo: Repo) -> None:
    """The test above means something: git by itself runs what the repository names."""
    mark = repo.root / "owned"
    evil = repo.root / "evil"
    evil.write_text(f"#!/bin/sh\ntouch '{mark}'\n")
    evil.chmod(0o755)
    repo.git("config", "core.fsmonitor", str(evil))
    repo.git("status")
    assert mark.exists()


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give a folder away"
)
def test_a_repository_that_belongs_to_somebody_else(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    for path in (repo.root, repo.root / ".git"):
        os.chown(path, 12345, 12345)
    assert reason(repo.root) == "dubious"
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "safe.directory")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", str(repo.root))
    assert Repository.around(repo.root).commit("HEAD")


def test_files_of_the_data_are_no_repository(
    tmp_path: Path, qstrong: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that holds HEAD, objects, refs and a config with a filter: nothing of it runs."""
    repo = demo_repo(tmp_path / "work")
    base, mark = repo.git("rev-parse", "HEAD"), tmp_path / "ran"
    repo.git("repack", "-adq")
    shutil.copytree(repo.root / ".git" / "objects", repo.data / "objects")
    repo.write("data/refs/heads/.keep", "k")
    repo.write("data/HEAD", f"{base}\n")
    repo.write(
        "data/config",
        "[core]\n repositoryformatversion = 0\n bare = false\n worktree = .\n"
        f'[filter "e"]\n clean = "id > {mark}; cat"\n',
    )
    repo.write("data/.gitattributes", "README.md filter=e\n")
    inner: dict[str, Any] = {"GIT_DIR": str(repo.data), "GIT_WORK_TREE": str(repo.data)}
    blob = repo.git("rev-parse", "HEAD:data/targets.yaml")
    repo.git("update-index", "--add", "--cacheinfo", f"100644,{blob},README.md", **inner)
    repo.write("data/README.md", "x")
    repo.git("add", "-Af")
    repo.git("commit", "-qm", "x")
    monkeypatch.delenv("GIT_DIR", raising=False)
    for words in (
        ("validate", "--changed", base, "--history", base),
        ("owners", "--check", "--base", base, "--actor", "stranger"),
        ("diff", base),
        ("log", "water"),
    ):
        qstrong(*words, "--data", "data", cwd=repo.root)
        assert not mark.exists(), words
    assert Repository.around(repo.data).root == repo.root
    repo.git("-C", "data", "-c", "safe.bareRepository=all", "diff", "--quiet", fine=True)  # git by itself
    assert mark.exists()
