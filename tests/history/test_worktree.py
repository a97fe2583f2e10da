"""The data on disk against a commit: byte for byte, by nobody's attributes; and partial checkouts."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from qstrong.history.git import GitError
from qstrong.history.revisions import Repository
from qstrong.history.tree import Tree
from qstrong.history.worktree import Checkout, edited, on_disk
from qstrong.read.dataset import load
from qstrong.read.source import FileKind, Folder, UnreadableError
from tests.conftest import Run
from tests.history.repos import DEMO, Repo, demo_repo

pytestmark = pytest.mark.posix
FILING = "progress/water/2026Q1.yaml"


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    return demo_repo(tmp_path / "仓 库")


def submodule(repo: Repo, path: str) -> None:
    """One that hasn't been fetched: an empty folder on disk."""
    repo.git("update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},{path}")
    repo.git("commit", "-qm", "x")
    (repo.root / path).mkdir(parents=True, exist_ok=True)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("data/bulletins", "data/bulletins: error[Q037]"),
        ("data/progress/culture", "data/progress/culture: error[Q003]"),
        ("data/progress/water", ""),
        ("data/progress/water/2026Q4.yaml", "data/progress/water/2026Q4.yaml: error[Q007]"),
        ("data/progress/water/more", "data/progress/water/more: error[Q003]"),
        ("data/schemas", "data/schemas: warning[Q050]"),
        ("data/other", "data/other: warning[Q050]"),
    ],
)
def test_a_submodule_is_the_same_on_disk_and_in_git(repo: Repo, qstrong: Run, path: str, said: str) -> None:
    if path == "data/progress/water":
        repo.git("rm", "-rq", path)
        said = "data/progress/water: error[Q037]"
    submodule(repo, path)
    (repo.root / path / "inside.yaml").write_text("whatever: 1\n")
    found = [qstrong("validate", "--data", "data", *at, cwd=repo.root) for at in ((), ("--at", "HEAD"))]
    assert found[0] == found[1]
    assert said in found[0].out
    with Tree(Repository.around(repo.data), "HEAD") as tree:
        assert load(on_disk(repo.data)) == load(tree)


def test_a_submodule_beside_the_data_changes_nothing(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    submodule(repo, "docs/theme")
    assert not isinstance(on_disk(repo.data), Checkout)
    submodule(repo, "data/bulletins")
    assert isinstance(on_disk(repo.data), Checkout)
    monkeypatch.setenv("PATH", "")
    assert type(on_disk(repo.data)) is Folder  # without git the disk is all that there is
    (repo.root / ".git/index").unlink()
    assert type(on_disk(repo.data)) is Folder


def differs(repo: Repo, revision: str = "HEAD") -> set[str]:
    with Tree(Repository.around(repo.data), revision) as tree:
        return edited(tree, on_disk(repo.data))


def test_what_differs(repo: Repo) -> None:
    assert differs(repo) == set()
    repo.write(f"data/{FILING}", "新")
    repo.write("data/progress/water/2030Q1.yaml", "新")
    repo.write("data/bulletins/2026Q3.yaml", None) if (repo.data / "bulletins/2026Q3.yaml").exists() else None
    repo.write("data/progress/science/2026Q1.yaml", None)
    (repo.data / "tasks.yaml").unlink()
    (repo.data / "tasks.yaml").symlink_to("units.yaml")
    repo.write("README.md", "outside")
    repo.write("data/notes.txt", "nobody reads it")
    assert differs(repo) >= {
        FILING,
        "progress/water/2030Q1.yaml",
        "progress/science/2026Q1.yaml",
        "tasks.yaml",
    }
    assert not differs(repo) & {"README.md", "notes.txt", "units.yaml", "targets.yaml"}


@pytest.mark.usefixtures("no_override")
@pytest.mark.parametrize("folder", ["progress/water", "progress"])
@pytest.mark.parametrize("words", [("--changed", "HEAD"), ("--history", "HEAD~1"), ("--uncommitted",)])
def test_a_folder_that_cannot_be_listed_on_disk(
    repo: Repo, qstrong: Run, folder: str, words: tuple[str, ...]
) -> None:
    """What is in it isn't known: it isn't gone."""
    repo.commit(**{"README.md": "x"})
    (repo.data / folder).chmod(0)
    done = qstrong("validate", "--data", "data", *words, cwd=repo.root)
    (repo.data / folder).chmod(0o755)
    assert (done.code, done.err) == (1, "")
    assert f"data/{folder}: error[Q005]" in done.out
    assert "Q702" not in done.out


def test_a_folder_that_cannot_be_listed_differs(repo: Repo) -> None:
    class Barred(Folder):
        def entries(self, folder: str) -> list[tuple[str, FileKind]]:
            if folder == "progress/water":
                raise UnreadableError("denied")
            return super().entries(folder)

    with Tree(Repository.around(repo.data), "HEAD") as tree:
        found = edited(tree, Barred(repo.data))
        filed = {name for name in tree.leaves if name.startswith("progress/water/")}
    assert filed
    assert found == {"progress/water", *filed}


def test_what_was_only_touched_staged_or_checked_out_with_crlf_is_the_same(repo: Repo) -> None:
    path = repo.data / FILING
    os.utime(path, (1, 1))
    assert differs(repo) == set()
    text = path.read_bytes()
    path.write_bytes(b"staged")
    repo.git("add", "data")
    path.write_bytes(text.replace(b"\n", b"\r\n"))
    assert differs(repo) == set()


def test_the_index_stays_as_it_is(repo: Repo) -> None:
    index = repo.root / ".git" / "index"
    before = index.read_bytes()
    for path in repo.data.rglob("*.yaml"):
        os.utime(path, (1, 1))
    assert differs(repo) == set()
    assert index.read_bytes() == before


@pytest.mark.parametrize(
    "attribute", ["filter=e", "ident", "eol=crlf", "text", "working-tree-encoding=UTF-16", "diff=e"]
)
def test_no_attribute_of_the_tree_counts(repo: Repo, attribute: str, tmp_path: Path) -> None:
    """Neither a program of the user's own settings runs, nor does the content read otherwise."""
    for key in ("filter.e.clean", "filter.e.smudge", "diff.e.textconv", "diff.e.command", "merge.e.driver"):
        repo.git("config", key, f"touch '{tmp_path}/ran'; cat")
    repo.write("data/progress/water/2026Q1.yaml", "note: $Id$\n")
    repo.commit("一")
    repo.write(".gitattributes", f"* {attribute}\n")
    repo.write("data/.gitattributes", f"* {attribute}\n")
    repo.write(f"data/{FILING}", "note: $Id: 1$\n")
    assert differs(repo) == {FILING}
    repo.write(f"data/{FILING}", "note: $Id$\n")
    assert differs(repo) == set()
    Repository.around(repo.data).log()
    assert not (tmp_path / "ran").exists()


# ── Sparse and partial clones ──


@pytest.fixture
def clone(repo: Repo, tmp_path: Path) -> Callable[..., Repo]:
    """Makes a clone with those words."""
    repo.git("config", "uploadpack.allowFilter", "true")

    def make(*words: str) -> Repo:
        repo.git("clone", "-q", *words, f"file://{repo.root}", str(tmp_path / "clone"))
        made = Repo(tmp_path / "clone", init=False)
        made.git("config", "core.autocrlf", "false")
        return made

    return make


def test_a_sparse_checkout_is_whole(clone: Callable[..., Repo], qstrong: Run) -> None:
    made = clone()
    whole = qstrong("due", "--as-of", "2026-11-10", cwd=made.root)
    made.git("sparse-checkout", "set", "--no-cone", "/data/*.yaml", "/data/progress/water")
    assert not (made.data / "progress/science").exists()
    source = on_disk(made.data)
    assert isinstance(source, Checkout)
    assert load(source) == load(Folder(DEMO))
    part = qstrong("due", "--as-of", "2026-11-10", cwd=made.root)
    assert (part.code, part.out) == (whole.code, whole.out)
    assert "git sparse-checkout disable" in part.err
    assert "progress/" in part.err
    assert differs(made) == set()
    made.git("sparse-checkout", "disable")
    assert not isinstance(on_disk(made.data), Checkout)


def test_a_sparse_checkout_in_a_worktree_of_its_own(clone: Callable[..., Repo], tmp_path: Path) -> None:
    made = clone()
    made.git("worktree", "add", "-q", str(tmp_path / "other"))
    other = Repo(tmp_path / "other", init=False)
    other.git("sparse-checkout", "set", "--no-cone", "/data/*.yaml")
    assert load(on_disk(other.data)) == load(Folder(DEMO))
    assert not isinstance(on_disk(made.data), Checkout)


def test_a_file_that_is_not_checked_out_is_not_written_anew(clone: Callable[..., Repo], qstrong: Run) -> None:
    made = clone()
    made.git("sparse-checkout", "set", "--no-cone", "/data/*.yaml")
    result = qstrong("new", "water", "2026Q1", cwd=made.root)
    assert result.code
    assert not (made.data / FILING).exists()


def test_a_partial_clone_names_what_it_lacks_and_fetches_nothing(
    clone: Callable[..., Repo], qstrong: Run, repo: Repo
) -> None:
    repo.write(
        f"data/{FILING}",
        (repo.data / FILING).read_text("utf-8").replace("filed: 2026-", "filed: 2026-", 1) + "\n",
    )
    repo.commit("后来")
    made = clone("--filter=blob:none")
    assert load(on_disk(made.data)).dataset
    lacking = f"data/{FILING}"
    with pytest.raises(GitError) as caught:
        Tree(Repository.around(made.data), "HEAD~1")
    assert (caught.value.reason, caught.value.detail) == ("partial", lacking)
    result = qstrong("status", "--at", "HEAD~1", cwd=made.root)
    assert result.code == 2
    assert lacking in result.err
    assert "git fetch --refetch --no-filter" in result.err
    result = qstrong("log", "water", cwd=made.root)
    assert lacking in result.err
    assert "还没有它的数" not in result.out  # what isn't here isn't said not to be
    assert "git fetch --refetch --no-filter" in result.err
    # git's own housekeeping goes by the age of files, which a shifted clock makes years of
    alone = ("-c", "maintenance.auto=false")
    made.git("-c", "protocol.file.allow=always", *alone, "fetch", "-q", "--refetch", "--no-filter")
    assert qstrong("log", "water", cwd=made.root).err == ""


def test_a_partial_clone_without_a_checkout(clone: Callable[..., Repo], qstrong: Run) -> None:
    made = clone("--filter=blob:none", "--no-checkout")
    result = qstrong("due", "--at", "HEAD", cwd=made.root)
    assert result.code == 2
    assert "data/progress/" in result.err


def test_a_partial_and_sparse_clone(clone: Callable[..., Repo], qstrong: Run) -> None:
    """What the index has and the clone lacks: nobody is dunned for it."""
    made = clone("--filter=blob:none", "--sparse")
    made.git("sparse-checkout", "set", "--no-cone", "/data/*.yaml", "/data/progress/water")
    result = qstrong("due", cwd=made.root)
    assert (result.code, result.out) == (2, "")
    assert "data/progress/" in result.err
    assert "git fetch --refetch --no-filter" in result.err


def test_a_treeless_clone(clone: Callable[..., Repo], qstrong: Run, repo: Repo) -> None:
    repo.commit("后来", **{"data/progress/water/2030Q1.yaml": "x"})
    repo.commit("再后来", **{"data/progress/water/2030Q1.yaml": "y"})
    made = clone("--filter=tree:0")
    for words in (("log", "water"), ("status", "--at", "HEAD~2"), ("diff", "HEAD~2")):
        result = qstrong(*words, cwd=made.root)
        assert result.code == 2, words
        assert "git fetch --refetch --no-filter" in result.err


def test_a_treeless_clone_names_what_it_lacks(clone: Callable[..., Repo], qstrong: Run, repo: Repo) -> None:
    repo.commit("后来", **{"data/progress/water/2030Q1.yaml": "x"})
    made = clone("--filter=tree:0")
    for words, named in (
        (("status", "--at", "HEAD~1"), "HEAD~1:data;"),
        (("log", "water"), "HEAD: data;"),
        (("owners", "--check", "--base", "HEAD~1", "--unit", "water"), "HEAD~1, HEAD;"),
    ):
        result = qstrong(*words, cwd=made.root)
        assert named in result.err, words
        assert "hint" not in result.err


@pytest.mark.parametrize(
    "command", [("due", "--as-of", "2026-11-10"), ("status",), ("units",), ("validate",)]
)
def test_data_that_is_not_checked_out_at_all_is_read_from_git(
    clone: Callable[..., Repo], qstrong: Run, command: tuple[str, ...]
) -> None:
    made = clone()
    whole = qstrong(*command, cwd=made.root)
    made.git("sparse-checkout", "set", "--no-cone", "/README.md")
    assert not made.data.exists()
    part = qstrong(*command, cwd=made.root)
    assert (part.code, part.out) == (whole.code, whole.out)
    assert "git sparse-checkout disable" in part.err


def test_a_cone_without_the_data(clone: Callable[..., Repo], qstrong: Run) -> None:
    made = clone("--sparse")
    assert not made.data.exists()
    (made.root / "docs").mkdir()
    for folder in (made.root, made.root / "docs"):
        result = qstrong("due", "--as-of", "2026-11-10", cwd=folder)
        assert (result.code, "git sparse-checkout disable" in result.err) == (0, True)
    for words, times in (
        (("status", "--at", "HEAD"), 0),
        (("diff", "HEAD"), 1),
        (("diff", "HEAD", "HEAD"), 0),
    ):
        result = qstrong(*words, "--data", str(made.data), cwd=made.root)
        assert (result.code, result.err.count("git sparse-checkout disable")) == (0, times)


def test_nothing_checked_out(clone: Callable[..., Repo], qstrong: Run) -> None:
    made = clone("--no-checkout")
    for words in ((), ("--data", "data")):
        result = qstrong("due", *words, cwd=made.root)
        assert (result.code, result.out) == (3, "")
        assert "git checkout HEAD -- data" in result.err
    made.git("checkout", "HEAD", "--", "data")
    assert qstrong("due", cwd=made.root).code == 0


def test_neither_fetched_nor_checked_out(clone: Callable[..., Repo], qstrong: Run) -> None:
    made = clone("--filter=blob:none", "--sparse")
    result = qstrong("status", cwd=made.root)
    assert (result.code, result.out) == (2, "")
    assert "data/progress/" in result.err
    assert "git fetch --refetch --no-filter" in result.err


def test_a_repository_without_data_says_so(tmp_path: Path, qstrong: Run) -> None:
    made = Repo(tmp_path / "other")
    made.commit("一", **{"README.md": "x"})
    assert "--data" in qstrong("status", cwd=made.root).err
