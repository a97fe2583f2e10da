"""A git tree as a source, in odd repositories: the same as a folder, or the same refusal."""

from pathlib import Path

import pytest

from qstrong.history.git import GitError
from qstrong.history.revisions import Repository
from qstrong.history.tree import Tree
from qstrong.read.dataset import load
from qstrong.read.places import locate
from qstrong.read.source import MIB, Folder, UnreadableError
from tests.history.repos import Repo, demo_repo
from tests.there import there


def tree_of(folder: Path, revision: str = "HEAD") -> Tree | None:
    return Tree(Repository.around(folder), revision)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    return demo_repo(tmp_path_factory.mktemp("demo"), "数据/演示")


def test_the_demo_is_the_same_from_its_tree(demo: Repo) -> None:
    with there(tree_of(demo.data)) as tree:
        loaded, folder = load(tree), load(Folder(demo.data))
    assert loaded == folder
    assert loaded.dataset
    assert len(loaded.dataset.filings) > 150


def test_nothing_is_checked_out(demo: Repo) -> None:
    before = demo.git("status", "--porcelain"), sorted(demo.root.iterdir())
    with there(tree_of(demo.root / "数据/演示")) as tree:
        load(tree)
    assert before == (demo.git("status", "--porcelain"), sorted(demo.root.iterdir()))


def test_a_bare_repository_and_a_worktree(demo: Repo, tmp_path: Path) -> None:
    demo.git("clone", "-q", "--bare", str(demo.root), str(tmp_path / "bare.git"))
    demo.git("worktree", "add", "-q", "--detach", str(tmp_path / "other"))
    expected = load(Folder(demo.data))
    for place in ("bare.git", "other"):
        with there(tree_of(tmp_path / place / "数据/演示")) as tree:
            assert load(tree) == expected
    demo.git("worktree", "remove", str(tmp_path / "other"))


@pytest.fixture
def odd(tmp_path: Path) -> Repo:
    """A repository with everything that a folder may hold and a filing may not be."""
    repo = Repo(tmp_path / "odd")
    repo.write("targets.yaml", "x: 1\n")
    repo.write("progress/u/2026Q1.yaml", "y" * (MIB + 1))
    repo.write("progress/u/full.yaml", "y" * MIB)
    repo.write("a b\tc/名 字.yaml", "z: 1\n")
    repo.write("run.sh", "echo\n")
    (repo.root / "run.sh").chmod(0o755)
    (repo.root / "link").symlink_to("targets.yaml")
    inner = Repo(repo.root / "sub")
    inner.commit("里面", f="1")
    repo.commit()
    return repo


@pytest.mark.posix
def test_kinds(odd: Repo) -> None:
    with there(tree_of(odd.root)) as tree:
        assert tree.entries("") == [
            ("a b\tc", "folder"), ("link", "link"), ("progress", "folder"), ("run.sh", "file"), ("sub", "other"),
            ("targets.yaml", "file"),
        ]  # fmt: skip
        assert tree.entries("progress/u") == [("2026Q1.yaml", "file"), ("full.yaml", "file")]
        assert tree.entries("nowhere") == tree.entries("targets.yaml") == []
        assert tree.read("a b\tc/名 字.yaml") == b"z: 1\n"
        assert len(tree.read("progress/u/full.yaml")) == MIB


@pytest.mark.posix
@pytest.mark.parametrize(
    ("name", "reason"),
    [("link", "link"), ("sub", "special"), ("progress", "special"), ("none", "gone"), ("progress/u/2026Q1.yaml", "large"),
     ("../odd/run.sh", "gone")],
)  # fmt: skip
def test_what_cannot_be_read(odd: Repo, name: str, reason: str) -> None:
    with there(tree_of(odd.root)) as tree, pytest.raises(UnreadableError) as caught:
        tree.read(name)
    assert caught.value.reason == reason


@pytest.mark.posix
def test_the_folder_says_the_same_of_what_cannot_be_read(odd: Repo) -> None:
    (odd.root / "sub" / ".git").rename(odd.root / "gone")
    for name in ("link", "progress", "none", "progress/u/2026Q1.yaml"):
        reasons = []
        with there(tree_of(odd.root)) as tree:
            for source in (tree, Folder(odd.root)):
                with pytest.raises(UnreadableError) as caught:
                    source.read(name)
                reasons.append(caught.value.reason)
        assert len(set(reasons)) == 1, name


def test_a_prefix_is_a_folder_and_no_pattern(tmp_path: Path) -> None:
    repo = Repo(tmp_path)
    repo.commit(**{"[a]*/x": "1", "ab/x": "2", "data/x": "3", "data-2/x": "4", ":(top)/x": "5"})
    for prefix, text in (("[a]*/", b"1"), ("data/", b"3"), (":(top)/", b"5")):
        with there(tree_of(tmp_path / prefix)) as tree:
            assert tree.entries("") == [("x", "file")]
            assert tree.read("x") == text
    assert there(tree_of(tmp_path / "none")).entries("") == []


def test_a_missing_object_is_gone(tmp_path: Path) -> None:
    repo = Repo(tmp_path)
    repo.commit(x="1")
    name = repo.git("rev-parse", "HEAD:x")
    (tmp_path / ".git" / "objects" / name[:2] / name[2:]).unlink()
    with there(tree_of(tmp_path)) as tree, pytest.raises(UnreadableError) as caught:
        tree.read("x")
    assert caught.value.reason == "gone"


def test_problems_are_placed_from_a_tree(tmp_path: Path) -> None:
    repo = demo_repo(tmp_path)
    path = repo.data / "progress" / "water" / "2026Q1.yaml"
    text = path.read_text(encoding="utf-8").replace("filed: 2026-", "filed: 2026年", 1)
    repo.commit(**{"data/progress/water/2026Q1.yaml": text})
    with there(tree_of(tmp_path / "data")) as tree:
        (problem, *_) = locate(load(tree).problems, tree)
    assert problem.place
    assert problem.place.source.startswith("filed: 2026年")


def test_an_unknown_revision(demo: Repo) -> None:
    with pytest.raises(GitError):
        tree_of(demo.root, "nowhere")


def test_reading_goes_on_after_close(demo: Repo) -> None:
    tree = tree_of(demo.root / "数据/演示")
    first = there(tree).read("units.yaml")
    there(tree).blobs.close()
    assert there(tree).read("units.yaml") == first
    there(tree).blobs.close()
