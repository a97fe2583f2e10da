"""What a repository says of its history: against git's own answers, in every kind of repository."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from qstrong.history.git import GitError
from qstrong.history.revisions import (
    ABSENT,
    FILE,
    LINK,
    PROGRAM,
    SUBMODULE,
    PathChange,
    Repository,
    changed_paths,
)
from qstrong.history.tree import Blobs, Tree
from qstrong.model.event import Commit
from qstrong.read.dataset import load
from qstrong.read.source import Folder
from tests.history.repos import DEMO, Repo, demo_repo
from tests.there import there


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    made = Repo(tmp_path / "仓 库", data="数据")
    made.commit(
        "甲\x02: 报",
        day="2026-01-10",
        **{"数据/targets.yaml": "1", "README.md": "r", "数据/progress/u/2025.yaml": "a"},
    )
    made.commit("乙", day="2026-02-10", who="李四", **{"数据/progress/u/2025.yaml": "b"})
    made.commit("丙", day="2026-03-10", **{"README.md": "s"})
    return made


def rows(changes: list[PathChange] | tuple[PathChange, ...]) -> list[tuple[str, str, str, str]]:
    return [(one.path, one.before, one.after, one.status) for one in changes]


def test_the_folder_in_its_repository(repo: Repo) -> None:
    found = Repository.around(repo.data)
    assert (found.root, found.prefix, found.bare) == (repo.root, "数据", False)
    assert Repository.around(repo.root).prefix == ""
    assert Repository.around(repo.root / "nowhere").prefix == "nowhere"


def commits(folder: Path, *paths: str) -> list[Commit]:
    return [commit for commit, _ in Repository.around(folder).log(*paths)]


def test_commits_of_a_path(repo: Repo) -> None:
    first, second = commits(repo.data, "progress/u/2025.yaml")[::-1]
    assert (first.subject, first.author, first.day) == ("甲\x02: 报", "王五", date(2026, 1, 10))
    assert (second.subject, second.author) == ("乙", "李四")
    assert [one.subject for one in commits(repo.data)] == ["乙", "甲\x02: 报"]
    assert [one.subject for one in commits(repo.root)] == ["丙", "乙", "甲\x02: 报"]
    assert commits(repo.data, "progress/none") == []


def test_what_each_commit_changed(repo: Repo) -> None:
    (_, found), *_ = Repository.around(repo.data).log("progress")
    assert rows(found) == [("数据/progress/u/2025.yaml", FILE, FILE, "M")]
    with Blobs(Repository.around(repo.data)) as blobs:
        assert (blobs.blob(found[0].old_blob), blobs.blob(found[0].blob)) == (b"a", b"b")


def test_paths_may_look_like_anything(tmp_path: Path) -> None:
    repo = Repo(tmp_path)
    names = ["commit", ":100644 x", "a\nb", "\x01", "c\n", "“引”.yaml"]
    repo.commit("commit", **{name: name for name in names})
    ((commit, found),) = Repository.around(tmp_path).log()
    assert commit.subject == "commit"
    assert {one.path for one in found} == set(names)


@pytest.mark.parametrize(
    ("day", "subject"),
    [("2026-01-10", "甲\x02: 报"), ("2026-02-09", "甲\x02: 报"), ("2026-02-10", "乙"), ("2030-01-01", "丙"), ("2026-01-09", None)],
)  # fmt: skip
def test_the_commit_of_a_day(repo: Repo, day: str, subject: str | None) -> None:
    found = Repository.around(repo.data).at_day(date.fromisoformat(day))
    assert (found.subject if found else None) == subject


def test_the_commit_of_a_day_is_on_the_line_itself(repo: Repo) -> None:
    repo.git("switch", "-q", "-c", "side")
    repo.commit("旁", day="2026-03-15", x="1")
    repo.git("switch", "-q", "main")
    when: dict[str, Any] = {"GIT_COMMITTER_DATE": "2026-04-01T10:00:00+0800"}
    repo.git("merge", "-q", "--no-ff", "-m", "合", "side", **when)
    found = Repository.around(repo.data)
    assert there(found.at_day(date(2026, 3, 20))).subject == "丙"
    assert there(found.at_day(date(2026, 4, 1))).subject == "合"


def test_what_changed_between_two_commits(repo: Repo) -> None:
    found = Repository.around(repo.data)
    assert rows(changed_paths(found, "HEAD~2", "HEAD")) == [
        ("README.md", FILE, FILE, "M"),
        ("数据/progress/u/2025.yaml", FILE, FILE, "M"),
    ]
    assert changed_paths(found, "HEAD", "HEAD") == ()


def test_renames_are_deletions_and_additions(repo: Repo) -> None:
    repo.git("mv", "README.md", "LIES.md")
    repo.commit()
    assert rows(changed_paths(Repository.around(repo.data), "HEAD~1", "HEAD")) == [
        ("LIES.md", ABSENT, FILE, "A"),
        ("README.md", FILE, ABSENT, "D"),
    ]


@pytest.mark.posix
def test_modes(repo: Repo) -> None:
    (repo.root / "README.md").chmod(0o755)
    repo.commit()
    (repo.data / "targets.yaml").unlink()
    (repo.data / "targets.yaml").symlink_to("/etc/passwd")
    inner = Repo(repo.root / "sub")
    inner.commit("里面", f="1")
    repo.write(".gitmodules", '[submodule "sub"]\n\tpath = sub\n\turl = ./x\n\tignore = all\n')
    repo.git("config", "submodule.sub.ignore", "all")
    repo.git("config", "diff.ignoreSubmodules", "all")
    repo.commit()
    found = Repository.around(repo.data)
    modes = {
        path: (old, new, status) for path, old, new, status in rows(changed_paths(found, "HEAD~2", "HEAD"))
    }
    assert modes["README.md"] == (FILE, PROGRAM, "M")
    assert modes["数据/targets.yaml"] == (FILE, LINK, "T")
    assert modes["sub"] == (ABSENT, SUBMODULE, "A")


def test_merge_bases(repo: Repo) -> None:
    repo.git("switch", "-q", "-c", "side", "HEAD~1")
    repo.commit("旁", x="1")
    found = Repository.around(repo.data)
    assert found.merge_bases("main", "side")[0] == repo.git("rev-parse", "main~1")
    repo.git("switch", "-q", "--orphan", "alone")
    repo.commit("孤")
    with pytest.raises(GitError) as caught:
        found.merge_bases("main", "alone")[0]
    assert caught.value.reason == "unrelated"


def test_a_history_that_is_cut_off(repo: Repo, tmp_path: Path) -> None:
    repo.git("branch", "side", "HEAD~2")
    clone = tmp_path / "shallow"
    repo.git("clone", "-q", "--depth=1", "--no-single-branch", f"file://{repo.root}", str(clone))
    found = Repository.around(clone / "数据")
    for ask in (
        lambda: found.merge_bases("origin/main", "origin/side")[0],
        lambda: found.at_day(date(2026, 2, 20)),
    ):
        with pytest.raises(GitError) as caught:
            ask()
        assert caught.value.reason == "shallow"


def test_a_bare_repository(tmp_path: Path) -> None:
    repo = demo_repo(tmp_path / "full")
    repo.git("clone", "-q", "--bare", str(repo.root), str(tmp_path / "bare.git"))
    found = Repository.around(tmp_path / "bare.git" / "data")
    assert (found.bare, found.prefix) == (True, "data")
    with Tree(found, "HEAD") as tree:
        assert load(tree) == load(Folder(DEMO))
    assert found.log("targets.yaml")


def test_a_worktree(repo: Repo, tmp_path: Path) -> None:
    repo.git("worktree", "add", "-q", "--detach", str(tmp_path / "other"), "HEAD~1")
    found = Repository.around(tmp_path / "other" / "数据")
    assert found.commit("HEAD") == repo.git("rev-parse", "HEAD~1")
    assert (found.root, found.prefix) == (tmp_path / "other", "数据")
    assert rows(changed_paths(found, "main", "HEAD")) == [("README.md", FILE, FILE, "M")]


def test_a_time_that_no_calendar_has(repo: Repo) -> None:
    when = "99999999999999 +0800"
    repo.git("commit", "-q", "--allow-empty", "-m", "远", GIT_COMMITTER_DATE=f"@{when}", fine=True)
    assert there(Repository.around(repo.data).at_day(date(2026, 3, 10))).subject == "丙"
