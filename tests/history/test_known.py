"""What is in hand isn't read again, and comes to the same."""

from pathlib import Path
from typing import Any

from qstrong.history.known import Known
from qstrong.history.life import entry_events
from qstrong.history.revisions import Repository
from qstrong.history.tree import Blobs, Tree
from qstrong.read.dataset import load
from qstrong.read.source import PLAN_FILES, Folder, blob_id
from tests.history.repos import Repo, demo_repo

SCIENCE = "data/progress/science/2026Q1.yaml"


def in_hand(repo: Repo) -> Known:
    source = Folder(repo.data)
    return Known(source, load(source))


def test_known_are_the_contents_that_were_read(tmp_path: Path) -> None:
    repo = demo_repo(tmp_path / "r")
    known = in_hand(repo)
    path = SCIENCE.removeprefix("data/")
    blob = blob_id((repo.root / SCIENCE).read_bytes())
    assert known.filing(path, blob) is known.loaded.filings[path]
    assert known.filing(path, "0" * 40) is known.filing("progress/science/1999Q1.yaml", blob) is None
    plan = tuple(blob_id((repo.data / name).read_bytes()) for name in PLAN_FILES)
    assert known.plan(plan) is known.loaded.declared is not None
    assert known.plan((*plan[:2], "")) is None


def test_nothing_is_known_of_a_source_without_names_or_a_plan(tmp_path: Path) -> None:
    repo = demo_repo(tmp_path / "r")

    nameless: Any = object()
    path = SCIENCE.removeprefix("data/")
    blob = blob_id((repo.root / SCIENCE).read_bytes())
    assert Known(nameless, in_hand(repo).loaded).filing(path, blob) is None
    (repo.data / "targets.yaml").write_text("x\n", "utf-8")
    plan = tuple(blob_id((repo.data / name).read_bytes()) for name in PLAN_FILES)
    assert in_hand(repo).plan(plan) is None


def test_a_life_is_the_same_with_what_is_known(tmp_path: Path, monkeypatch: Any) -> None:
    repo = demo_repo(tmp_path / "r")
    here = Repository.around(repo.data)
    with Tree(here, "HEAD") as tree:
        units = {name.split("/")[1] for name in tree.leaves if name.count("/") == 2}

    def life(known: Known | None, *subjects: str) -> Any:
        return entry_events(
            here, units, lambda _, name: not subjects or name in subjects, subjects=subjects, known=known
        )

    text = (repo.root / SCIENCE).read_text("utf-8")
    filed = life(None)
    assert len(filed) > 100
    with monkeypatch.context() as patched:
        patched.setattr(Blobs, "_start", None)  # reading anything would fail
        assert life(in_hand(repo)) == filed
    repo.commit("改", day="2026-11-02", **{SCIENCE: text.replace("value: 4436", "value: 4437")})
    before, after = text.split("observations:\n")[0], text[text.index("actions:\n") :]
    for k, between in enumerate(("", text[len(before) : -len(after)], "# high-tech-enterprises\n")):
        repo.commit("删、补、又删", day=f"2026-11-0{k + 3}", **{SCIENCE: before + between + after})
    for subjects in ((), ("high-tech-enterprises",), ("1.1",)):
        assert life(in_hand(repo), *subjects) == life(None, *subjects)
    assert [one.new is None for one in life(None, "high-tech-enterprises")[-3:]] == [True, False, True]


def test_of_many_units_only_those_that_are_meant(tmp_path: Path) -> None:
    repo = demo_repo(tmp_path / "r")
    here = Repository.around(repo.data)
    repo.commit("说明", **{"data/progress/README.md": "x", "data/progress/strange/2026Q1.yaml": "unit: x\n"})
    some = entry_events(here, ("science", "industry"), lambda _, __: True)
    assert {one.unit for one in some} == {"science", "industry"}
