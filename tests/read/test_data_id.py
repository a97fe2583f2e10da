"""What data go by: as the design computes it, the same for a folder, a checkout and a git tree."""

import hashlib
import shutil
import subprocess
from pathlib import Path

import pytest

from qstrong.history.revisions import Repository
from qstrong.history.tree import Blobs, Tree
from qstrong.read.dataset import load
from qstrong.read.source import Folder
from qstrong.read.top import data_id
from tests.conftest import ROOT
from tests.history.repos import Repo, demo_repo

DEMO = ROOT / "examples" / "demo"


def by_git(folder: Path) -> str:
    """The same by git's own words for contents."""
    found = [folder / name for name in ("targets.yaml", "tasks.yaml", "units.yaml")]
    found += [path for top in ("progress", "bulletins") for path in (folder / top).rglob("*.yaml")]
    lines = []
    for path in sorted(found, key=lambda path: path.relative_to(folder).as_posix().encode()):
        blob = subprocess.run(
            ["git", "hash-object", "--no-filters", path], check=True, capture_output=True, text=True
        )
        lines.append(f"{path.relative_to(folder).as_posix()}\0{blob.stdout.strip()}\n")
    return hashlib.sha256("".join(lines).encode()).hexdigest()[:12]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(DEMO, tmp_path / "data")
    (tmp_path / "data/bulletins").mkdir()
    (tmp_path / "data/bulletins/2026Q3.yaml").write_text("issue: 3\n")
    return tmp_path / "data"


def test_it_is_what_the_design_says(folder: Path) -> None:
    assert data_id(Folder(folder)) == by_git(folder)
    loaded = load(Folder(folder)).dataset
    assert loaded is not None
    assert loaded.data_id == by_git(folder)


@pytest.mark.parametrize(
    ("name", "text", "same"),
    [
        ("README.md", "x", True),
        ("progress/README.md", "x", True),
        ("progress/industry/2026Q3.yaml.bak", "x", True),
        ("schemas/targets.json", "{}", True),
        ("targets.yaml", "# x\n", False),
        ("progress/industry/2026Q4.yaml", "# x\n", False),
        ("bulletins/2026Q3.yaml", "issue: 4\n", False),
        ("progress/industry/2026Q3.yaml", "", False),
    ],
)
def test_only_what_is_read_counts(folder: Path, name: str, text: str, same: bool) -> None:
    before = data_id(Folder(folder))
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(text)
    assert (data_id(Folder(folder)) == before) is same


def test_a_name_counts_as_well_as_what_is_in_it(folder: Path) -> None:
    before = data_id(Folder(folder))
    (folder / "progress/industry/2026Q3.yaml").rename(folder / "progress/industry/2026Q4.yaml")
    assert data_id(Folder(folder)) != before


@pytest.mark.posix
def test_a_tree_is_known_from_its_listing_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A link and a file too large to be read too."""
    repo = demo_repo(tmp_path / "r")
    unit = repo.data / "progress" / "industry"
    (unit / "2026Q4.yaml").symlink_to("2026Q3.yaml")
    (unit / "2027Q1.yaml").write_bytes(b"#" * (1 << 21))
    repo.commit("x")
    on_disk = data_id(Folder(repo.data))
    with Tree(Repository.around(repo.data), "HEAD") as tree:
        monkeypatch.setattr(Blobs, "blob", None)
        assert data_id(tree) == on_disk
    (unit / "2026Q4.yaml").unlink()
    (unit / "2026Q4.yaml").symlink_to("2026Q2.yaml")
    assert data_id(Folder(repo.data)) != on_disk


def test_longer_names_in_git_give_the_same(tmp_path: Path, folder: Path) -> None:
    made = Repo(tmp_path / "r", init=False)
    made.root.mkdir(exist_ok=True)
    made.git("init", "-q", "--object-format=sha256")
    shutil.copytree(folder, made.data)
    made.commit("x")
    with Tree(Repository.around(made.data), "HEAD") as tree:
        assert len(next(iter(tree.leaves.values())).blob) == 64
        assert data_id(tree) == data_id(Folder(folder))
