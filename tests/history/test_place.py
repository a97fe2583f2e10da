"""Where a data folder's repository is: nothing that a tree could hold is taken for one, or for a part of one."""

import os
import shutil
from pathlib import Path

import pytest

from qstrong.history.git import GitError, _program, environment
from qstrong.history.place import place_of
from qstrong.history.revisions import Repository
from qstrong.history.tree import Tree
from qstrong.history.worktree import edited
from qstrong.read.dataset import load
from qstrong.read.source import Folder
from tests.conftest import Run
from tests.history.repos import Repo, demo_repo

pytestmark = pytest.mark.posix


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repo:
    monkeypatch.delenv("GIT_DIR", raising=False)
    return demo_repo(tmp_path / "work", units=("water",))


def refused(folder: Path) -> str:
    with pytest.raises(GitError) as caught:
        place_of(folder)
    return caught.value.reason


def bare_in(repo: Repo, folder: str) -> Path:
    """A repository of git's files alone, with a filter, in a *folder* of the tree; and what would tell."""
    there, mark = repo.root / folder, repo.root.parent / "ran"
    there.mkdir(parents=True, exist_ok=True)
    for name in ("objects", "refs", "HEAD", "config", "index"):
        source = repo.root / ".git" / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, there / name)
    for key in (
        "filter.e.clean",
        "core.fsmonitor",
        "core.sshCommand",
        "core.pager",
        "diff.e.textconv",
        "gpg.program",
    ):
        repo.git("config", "-f", str(there / "config"), key, f"touch '{mark}'; cat")
    repo.git("config", "-f", str(there / "config"), "core.bare", "false")
    repo.git("config", "-f", str(there / "config"), "core.worktree", str(repo.root))
    repo.write(f"{folder}/.gitattributes", "* filter=e diff=e\n")
    return mark


@pytest.mark.parametrize("folder", ["data", "data/progress", "data/progress/water", "data/schemas", "x", "."])
def test_files_that_look_like_a_repository(repo: Repo, folder: str, qstrong: Run) -> None:
    mark = bare_in(repo, folder) if folder != "." else None
    base = repo.git("rev-parse", "HEAD")
    repo.write("data/progress/water/2026Q1.yaml", "x")
    for words in (
        ("validate", "--changed", base, "--history", base),
        ("log", "water"),
        ("diff", base),
        ("owners", "--check", "--base", base, "--actor", "x"),
        ("status", "--at", base),
    ):
        for cwd in {repo.root, repo.root / folder}:
            qstrong(*words, "--data", str(repo.data), cwd=cwd)
            qstrong(*words, cwd=cwd)
    place = place_of(repo.root / folder)
    assert (place.root, place.git_dir, place.bare) == (repo.root, repo.root / ".git", False)
    assert mark is None or not mark.exists()


def test_without_a_git_entry_there_is_no_repository(repo: Repo, qstrong: Run) -> None:
    """As in an archive that somebody has sent, or a container into which only files were copied."""
    mark = bare_in(repo, "data")
    (repo.root / ".git").rename(repo.root.parent / "elsewhere")
    for folder in (repo.data, repo.data / "progress", repo.data / "progress/nowhere/at/all"):
        if folder.is_dir():
            assert refused(folder) == "no_repository"
    assert qstrong("validate", "--changed", "HEAD", "--data", str(repo.data), cwd=repo.root).code == 2
    assert not mark.exists()


def test_a_tree_that_a_hook_has_unpacked_is_no_servers_own(
    repo: Repo, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The hook's variable still says that the repository is where it stands: now in the tree."""
    bare_in(repo, "data")
    (repo.root / ".git").rename(repo.root.parent / "elsewhere")
    monkeypatch.chdir(repo.data)
    monkeypatch.setenv("GIT_DIR", ".")
    assert refused(repo.data) == "no_repository"


def test_a_server_may_have_its_data_at_the_top(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = Repo(tmp_path / "inner", data=".")
    shutil.copytree(repo.data, inner.root, dirs_exist_ok=True)
    inner.commit()
    inner.git("clone", "-q", "--bare", str(inner.root), str(tmp_path / "server.git"))
    for environment_says in (None, "."):
        if environment_says:
            monkeypatch.setenv("GIT_DIR", environment_says)
        monkeypatch.chdir(tmp_path / "server.git")
        assert place_of(tmp_path / "server.git")[:2] == (tmp_path / "server.git", "")
        with Tree(Repository.around(tmp_path / "server.git"), "main") as tree:
            assert load(tree).dataset


def test_a_bare_repository_that_says_it_has_a_work_tree_is_none(repo: Repo) -> None:
    bare_in(repo, "x")
    (repo.root / ".git").rename(repo.root.parent / "elsewhere")
    assert refused(repo.root / "x/data") in ("no_repository", "failed")


def test_a_servers_own(repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bare = tmp_path / "server.git"
    repo.git("clone", "-q", "--bare", str(repo.root), str(bare))
    assert place_of(bare / "data")[:2] == (bare, "data")  # named as one, and nothing of it on disk
    monkeypatch.chdir(bare)
    monkeypatch.setenv("GIT_DIR", ".")
    assert place_of(bare / "data").git_dir == bare
    assert Repository.around(bare / "data").commit("main")
    (tmp_path / ".git").mkdir()  # whatever is around it
    assert place_of(bare / "data").git_dir == bare
    assert place_of(repo.data).root == repo.root  # elsewhere the variable says nothing
    monkeypatch.chdir(repo.root / ".git")
    assert place_of(repo.root / ".git" / "data")[1:4] == ("data", repo.root / ".git", True)
    monkeypatch.delenv("GIT_DIR")
    assert place_of(repo.root / ".git" / "data")[1:4] == ("data", repo.root / ".git", True)


def test_a_git_file_that_leads_into_the_tree(repo: Repo) -> None:
    shutil.move(repo.root / ".git", repo.data / "inner")
    (repo.root / ".git").write_text("gitdir: data/inner\n")
    assert refused(repo.data) == "inside"
    (repo.root / ".git").unlink()
    (repo.root / ".git").symlink_to("data/inner")
    assert refused(repo.data) == "inside"
    shutil.move(repo.data / "inner", repo.root.parent / "outside")
    (repo.root / ".git").unlink()
    (repo.root / ".git").write_text("gitdir: ../outside\n")
    assert place_of(repo.data).git_dir == repo.root.parent / "outside"


def test_a_common_folder_in_the_tree(repo: Repo, tmp_path: Path) -> None:
    repo.git("worktree", "add", "-q", "--detach", str(tmp_path / "other"))
    other = tmp_path / "other"
    assert place_of(other / "data").root == other
    shutil.copytree(repo.root / ".git", other / "data/inner")
    (repo.root / ".git/worktrees/other/commondir").write_text(str(other / "data/inner") + "\n")
    assert refused(other / "data") == "inside"


def test_objects_in_the_tree(repo: Repo) -> None:
    """From there a content would come under another's name: git doesn't hash what it reads."""
    shutil.copytree(repo.root / ".git/objects", repo.data / "objects")
    alternates = repo.root / ".git/objects/info/alternates"
    alternates.write_text("# of ours\n/nowhere\n")
    assert place_of(repo.data)
    alternates.write_text("../../data/objects\n")
    assert refused(repo.data) == "inside"
    further = repo.root.parent / "further"
    (further / "info").mkdir(parents=True)
    alternates.write_text(f"{further}\n")
    assert place_of(repo.data)
    (further / "info/alternates").write_text(f"{repo.data / 'objects'}\n")
    assert refused(repo.data) == "inside"
    for quoted in (r'"../../data/objects"', r'"../../d\141ta/object\163"'):  # as git takes it, too
        alternates.write_text(quoted)
        assert refused(repo.data) == "inside"
    alternates.write_text(r'"../../data/\xzz"')
    assert place_of(repo.data)


@pytest.mark.parametrize("key", ["include.path", "includeIf.gitdir:/.path"])
def test_settings_from_the_tree(repo: Repo, key: str, tmp_path: Path) -> None:
    repo.commit(**{".gitconfig": "[core]\n quotePath = true\n"})
    repo.git("config", key, "../.gitconfig")
    assert refused(repo.data) == "inside"
    (tmp_path / "mine").write_text("[core]\n quotePath = true\n")
    repo.git("config", key, str(tmp_path / "mine"))
    assert place_of(repo.data)


def test_the_users_own_settings_are_not_in_the_tree(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.commit(**{".gitconfig": "[core]\n quotePath = true\n"})
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(repo.root / ".gitconfig"))
    assert refused(repo.data) == "inside"
    repo.git("rm", "-q", "--cached", ".gitconfig")
    repo.git("commit", "-qm", "x")
    assert place_of(repo.data)  # a home folder that is a work tree


@pytest.mark.parametrize("damage", ["a HEAD", "what it leads to", "all of it"])
def test_a_repository_that_is_damaged(repo: Repo, damage: str, tmp_path: Path, qstrong: Run) -> None:
    """It is none to pass over: what is there would be checked by nothing."""
    git = repo.root / ".git"
    if damage == "a HEAD":
        (git / "HEAD").write_text("x\n")
    elif damage == "all of it":
        shutil.rmtree(git)
        git.mkdir()
    else:
        git.rename(tmp_path / "elsewhere")
        git.write_text("gitdir: /nowhere\n")
    assert refused(repo.data) == "broken"
    for words in (
        ("validate", "--uncommitted"),
        ("log", "water"),
        ("owners", "--check", "--base", "x", "--unit", "y"),
    ):
        done = qstrong(*words, cwd=repo.root)
        assert (done.code, done.out) == (2, "")
        assert f"{git} 打不开" in done.err
    assert qstrong("validate", cwd=repo.root).code == 0


def test_a_submodule_in_place_of_the_folder_around_the_data(repo: Repo, tmp_path: Path, qstrong: Run) -> None:
    base = repo.git("rev-parse", "HEAD")
    repo.git("clone", "-q", "--bare", str(repo.root), str(tmp_path / "self.git"))
    repo.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(tmp_path / "self.git"), "sub")
    repo.git("commit", "-qm", "x")
    assert refused(repo.root / "sub/data") == "submodule"
    words = ("--data", str(repo.root / "sub/data"))
    assert qstrong("validate", "--history", base, *words, cwd=repo.root).code == 2
    assert qstrong("owners", "--check", "--base", base, "--actor", "x", *words, cwd=repo.root).code == 2


def test_a_clone_inside_another_work_tree_is_its_own(repo: Repo) -> None:
    repo.git("clone", "-q", str(repo.root), str(repo.root / "inner"))
    assert place_of(repo.root / "inner/data").root == repo.root / "inner"


@pytest.mark.parametrize("mode", ["link", "submodule"])
def test_a_revision_in_which_the_folder_is_something_else(repo: Repo, mode: str) -> None:
    head = repo.git("rev-parse", "HEAD")
    repo.git("rm", "-rqf", "data")
    if mode == "link":
        repo.data.symlink_to("elsewhere")
        repo.git("add", "data")
    else:
        repo.git("update-index", "--add", "--cacheinfo", f"160000,{head},data")
    repo.git("commit", "-qm", "x")
    if repo.data.is_symlink():
        repo.data.unlink()
    repo.data.mkdir(exist_ok=True)
    for prefix in ("data", "data/inner"):
        with pytest.raises(GitError) as caught:
            Tree(Repository.around(repo.root / prefix), "HEAD")
        assert caught.value.reason == mode
        assert caught.value.detail == "data"


VARIABLES = {
    "GIT_DIR": "{evil}",
    "GIT_WORK_TREE": "{evil}",
    "GIT_COMMON_DIR": "{evil}",
    "GIT_INDEX_FILE": "{evil}/index",
    "GIT_OBJECT_DIRECTORY": "{evil}/objects",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES": "{evil}/objects",
    "GIT_NAMESPACE": "x",
    "GIT_CONFIG": "{evil}/config",
    "GIT_ATTR_SOURCE": "HEAD",
    "GIT_EXTERNAL_DIFF": "touch ran",
    "GIT_GRAFT_FILE": "{evil}/grafts",
    "GIT_REPLACE_REF_BASE": "refs/evil/",
    "GIT_SHALLOW_FILE": "{evil}/shallow",
    "GIT_PAGER": "touch ran",
    "GIT_SSH_COMMAND": "touch ran",
    "GIT_ALLOW_PROTOCOL": "ext",
    "GIT_TRACE": "{evil}/trace",
    "GIT_DEFAULT_HASH": "sha256",
    "GIT_GLOB_PATHSPECS": "1",
    "GIT_ICASE_PATHSPECS": "1",
}


@pytest.mark.parametrize("name", VARIABLES)
def test_variables_lead_nowhere_else(repo: Repo, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    bare_in(repo, "x")
    expected = repo.git("rev-parse", "HEAD")
    monkeypatch.setenv(name, VARIABLES[name].format(evil=repo.root / "x"))
    found = Repository.around(repo.data)
    assert found.git_dir == repo.root / ".git"
    assert found.commit("HEAD") == expected
    with Tree(found, "HEAD") as tree:
        assert edited(tree, Folder(repo.data)) == set()
    assert not (repo.root / "x/trace").exists()
    if name not in ("GIT_PAGER", "GIT_GRAFT_FILE", "GIT_ALLOW_PROTOCOL"):
        assert name not in environment()


def test_replaced_and_grafted_history_is_not_believed(repo: Repo) -> None:
    first = repo.git("rev-parse", "HEAD")
    second = repo.commit("二", **{"data/progress/water/2026Q1.yaml": "x"})
    repo.git("replace", second, first)
    repo.git("update-ref", "refs/heads/graft", second)
    (repo.root / ".git/info").mkdir(exist_ok=True)
    (repo.root / ".git/info/grafts").write_text(f"{second}\n")
    found = Repository.around(repo.data)
    assert found.merge_bases(first, second)[0] == first
    with Tree(found, second) as tree:
        assert tree.read("progress/water/2026Q1.yaml") == b"x"


def test_git_is_not_the_trees(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    """No entry of $PATH that depends on where one stands."""
    (repo.root / "git").write_text("#!/bin/sh\ntouch ran\n")
    (repo.root / "git").chmod(0o755)
    monkeypatch.chdir(repo.root)
    for first in ("", "."):
        monkeypatch.setenv("PATH", first + os.pathsep + os.environ["PATH"])
        assert Path(_program()).is_absolute()
        assert Repository.around(repo.data).commit("HEAD")
    assert not (repo.root / "ran").exists()


@pytest.mark.usefixtures("repo")
def test_a_fetch_is_not_tried_by_any_protocol(tmp_path: Path) -> None:
    """A setting for one protocol outdoes that for all."""
    clone = Repo(tmp_path / "clone")
    mark = tmp_path / "ran"
    clone.commit(**{"data/targets.yaml": "x"})
    blob = clone.git("rev-parse", "HEAD:data/targets.yaml")
    (clone.root / ".git/objects" / blob[:2] / blob[2:]).unlink()
    for key, value in {
        "remote.o.url": f"ext::touch {mark}",
        "remote.o.promisor": "true",
        "extensions.partialClone": "o",
        "protocol.ext.allow": "always",
        "core.repositoryFormatVersion": "1",
    }.items():
        clone.git("config", key, value)
    clone.git("cat-file", "-p", blob, fine=True)
    assert mark.exists()  # git by itself does
    mark.unlink()
    with pytest.raises(GitError) as caught:
        Tree(Repository.around(clone.data), "HEAD")
    assert caught.value.reason == "partial"
    found = Repository.around(clone.data)
    with pytest.raises(GitError):
        found.run("cat-file", "-p", blob)
    assert not mark.exists()
