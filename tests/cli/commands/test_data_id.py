"""Every paper says where it comes from; the same data, day and version give the same bytes, wherever and when."""

import json
import os
import re
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from qstrong import __version__
from qstrong.read.source import Folder
from qstrong.read.top import data_id
from tests.conftest import Run
from tests.history.repos import Repo, demo_repo

PAPERS = [
    ("bulletin", "2026Q3", "-o", "out.md"),
    ("bulletin", "2026Q3", "-o", "out.html"),
    ("bulletin", "2026Q3", "-o", "out.docx"),
    ("bulletin", "2026Q3", "-o", "out.xlsx"),
    ("bulletin", "2026Q3", "-o", "out.json"),
    ("bulletin", "2026Q3", "-o", "out.txt"),
    ("bulletin", "2026Q3", "--brief", "-o", "out.docx"),
    ("bulletin", "2026Q3", "--unit", "industry", "-o", "out.docx"),
    ("bulletin", "2026Q3", "--unit", "industry", "-o", "out.html"),
    ("due", "--remind", "-o", "out.md"),
    ("due", "--remind", "-o", "letters/"),
    ("due", "-o", "out.json"),
    ("export", "-o", "package"),
    ("export", "-f", "json", "-o", "out.json"),
    ("status", "-o", "out.json"),
    ("tasks", "-o", "out.json"),
    ("units", "-o", "out.json"),
]


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    return demo_repo(tmp_path / "r")


def made(qstrong: Run, words: tuple[str, ...], folder: Path, *more: str) -> dict[str, bytes]:
    """What a command writes into *folder*, by name."""
    folder.mkdir(parents=True)
    assert qstrong(*words, *more, cwd=folder).code == 0
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def words_of(files: dict[str, bytes]) -> str:
    """All text in files, that of the parts of office files too."""
    parts = []
    for data in files.values():
        if data[:2] == b"PK":
            with ZipFile(BytesIO(data)) as packed:
                parts += [packed.read(name) for name in packed.namelist()]
        else:
            parts.append(data)
    text = "\n".join(part.decode("utf-8", "replace") for part in parts)
    return re.sub(r"<!-- -->", "", text)


@pytest.mark.parametrize("words", PAPERS, ids=" ".join)
def test_every_paper_says_where_it_comes_from_and_can_be_made_again(
    words: tuple[str, ...], repo: Repo, tmp_path: Path, qstrong: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for part in ("docx", "openpyxl", "jinja2"):
        pytest.importorskip(part)
    first = made(qstrong, words, tmp_path / "a/x", "--data", str(repo.data))
    known = data_id(Folder(repo.data))
    said = words_of(first)
    for fact in (known, "2026-10-30", __version__):
        assert fact in said
    assert "测算方法的常数" in said or '"near_days": 30' in said
    # later, from git, in another place, with newer files
    (repo.data / "progress/industry/2026Q3.yaml").write_text("broken: [", encoding="utf-8")
    os.utime(repo.data / "targets.yaml", (0, 0))
    monkeypatch.setattr("qstrong.cli.session.today", lambda: date(2031, 5, 6))
    again = made(qstrong, words, tmp_path / "b", "--data", str(repo.data), "--at", "HEAD")
    assert again == first


def test_what_is_said_of_the_data_changes_with_them(repo: Repo, tmp_path: Path, qstrong: Run) -> None:
    first = made(qstrong, PAPERS[4], tmp_path / "a", "--data", str(repo.data))
    path = repo.data / "units.yaml"
    path.write_text(path.read_text("utf-8") + "# x\n", encoding="utf-8")
    again = made(qstrong, PAPERS[4], tmp_path / "b", "--data", str(repo.data))
    old, new = (json.loads(one["out.json"]) for one in (first, again))
    assert old.pop("data_id") != new.pop("data_id")
    assert old == new


def test_diff_says_both_sides(repo: Repo, qstrong: Run) -> None:
    path = repo.data / "units.yaml"
    before = data_id(Folder(repo.data))
    path.write_text(path.read_text("utf-8") + "# x\n", encoding="utf-8")
    found = json.loads(qstrong("diff", "HEAD", "-f", "json", "--data", repo.data).out)
    assert found["data_id"] == {"before": before, "after": data_id(Folder(repo.data))}
    assert found["method"]["after"]["on_track"] == 0.95


# ── log --data-id ──


def held(qstrong: Run, repo: Repo, *words: str) -> tuple[list[str], bool]:
    """The summaries of the commits that are named, and whether the folder holds the data now."""
    found = json.loads(qstrong("log", "--data-id", *words, "-f", "json", "--data", repo.data).out)
    return [one["summary"] for one in found["commits"]], found["here"]


def test_log_names_the_commits_that_hold_the_data(repo: Repo, qstrong: Run) -> None:
    first = data_id(Folder(repo.data))
    path = "data/progress/industry/2026Q3.yaml"
    kept = (repo.root / path).read_text("utf-8")
    repo.commit("说明", **{"README.md": "x"})  # nothing of the data
    repo.commit("改数", **{path: kept + "# x\n"})
    second = data_id(Folder(repo.data))
    repo.commit("改回", **{path: kept})
    assert held(qstrong, repo, first) == (["改回", "演示"], True)
    assert held(qstrong, repo, second) == (["改数"], False)
    assert held(qstrong, repo, second[:6].upper()) == (["改数"], False)
    assert held(qstrong, repo, first, "--at", "HEAD~1") == (["演示"], False)


def test_log_looks_into_every_branch_and_into_the_folder(repo: Repo, qstrong: Run) -> None:
    first = data_id(Folder(repo.data))
    path = "data/progress/industry/2026Q3.yaml"
    kept = (repo.root / path).read_text("utf-8")
    repo.git("checkout", "-q", "-b", "other")
    repo.commit("分支", **{path: kept + "# x\n"})
    second = data_id(Folder(repo.data))
    repo.git("checkout", "-q", "main")
    assert held(qstrong, repo, second) == (["分支"], False)
    repo.write(path, kept + "# y\n")
    third = data_id(Folder(repo.data))
    assert held(qstrong, repo, third) == ([], True)
    assert held(qstrong, repo, first) == (["演示"], False)
    assert "还没有提交过" in qstrong("log", "--data-id", third, "--data", repo.data).out


def test_log_works_where_the_folder_is_broken(repo: Repo, qstrong: Run) -> None:
    first = data_id(Folder(repo.data))
    repo.write("data/targets.yaml", "plan: [")
    assert held(qstrong, repo, first) == (["演示"], False)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--data-id", "0123456789ab"), "没有一次提交"),
        (("--data-id", "xyz"), "不是数据标识"),
        (("--data-id", "12"), "不是数据标识"),
        (("--data-id", "0123456789abc"), "不是数据标识"),
        ((), "只能写一个"),
        (("gdp", "--data-id", "0123456789ab"), "只能写一个"),
    ],
)
def test_log_refuses(words: tuple[str, ...], said: str, repo: Repo, qstrong: Run) -> None:
    done = qstrong("log", *words, "--data", repo.data)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_a_paper_can_be_made_again_as_log_says(repo: Repo, tmp_path: Path, qstrong: Run) -> None:
    paper = made(qstrong, PAPERS[0], tmp_path / "a", "--data", str(repo.data))
    named = re.search(r"数据标识 ([0-9a-f]{12})", words_of(paper))
    assert named
    path = "data/progress/industry/2026Q3.yaml"
    repo.commit("改数", **{path: (repo.root / path).read_text("utf-8") + "# x\n"})
    told = qstrong("log", "--data-id", named[1], "--data", repo.data).out
    commit = re.search(r"--at ([0-9a-f]{12})", told)
    assert commit
    again = made(qstrong, PAPERS[0], tmp_path / "b", "--data", str(repo.data), "--at", commit[1])
    assert again == paper
