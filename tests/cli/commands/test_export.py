"""`qstrong export`: where it writes, what it refuses, what is for spreadsheets."""

import csv
import errno
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from qstrong.render.export.columns import TABLES
from qstrong.render.export.datapackage import DESCRIPTOR
from tests.conftest import ROOT, Run
from tests.history.repo import Repo

DEMO = ("--data", "examples/demo")
CAPITAL = "=1+1"


@pytest.fixture
def attacked(tmp_path: Path) -> Path:
    """The demo with a formula, a newline and a control character where a unit writes texts."""
    data = tmp_path / "data"
    shutil.copytree(ROOT / "examples/demo", data)
    path = data / "progress/commerce/2025Q4.yaml"
    text = path.read_text("utf-8")
    assert "新增一家" in text
    path.write_text(
        text.replace("note: 新增一家", 'cause: "@SUM(A1)\\nb"\n    request: "=1+1"\n    note: 新增一家'),
        "utf-8",
    )
    return data


@pytest.mark.parametrize("table", TABLES)
def test_one_table_to_standard_output(table: str, qstrong: Run) -> None:
    as_csv = qstrong("export", table, *DEMO)
    rows = list(csv.DictReader(io.StringIO(as_csv.out)))
    as_json = json.loads(qstrong("export", table, *DEMO, "-f", "json").out)
    assert list(as_json["tables"]) == [table]
    assert len(as_json["tables"][table]) == len(rows)
    assert as_csv.out == qstrong("export", table, *DEMO, "-f", "csv").out
    assert as_csv.code == 0
    if table == "revisions":  # the demo's goals stay as they are
        assert as_csv.out.startswith("target,entry,on,reason,")
        return
    assert list(rows[0]) == list(as_json["tables"][table][0])
    assert {row["synthetic"] for row in rows} == {"演示数据"}


def test_the_list_of_tables(qstrong: Run) -> None:
    shown = qstrong("export", *DEMO)
    assert all(f"\n{name} " in shown.out for name in TABLES)
    assert "演示数据" in shown.out
    assert "Tables to export" in qstrong("export", *DEMO, "--lang", "en").out


def test_a_pipe_is_exact_and_a_file_is_for_spreadsheets(attacked: Path, tmp_path: Path, qstrong: Run) -> None:
    def row(data: bytes) -> dict[str, str]:
        found = csv.DictReader(io.StringIO(data.decode("utf-8"), newline=""))
        return next(one for one in found if "SUM" in one["cause"])

    exact = qstrong("export", "observations", "--data", attacked).out.encode()
    assert (row(exact)["cause"], row(exact)["request"]) == ("@SUM(A1)\nb", "=1+1")
    qstrong("export", "observations", "--data", attacked, "-o", tmp_path / "a.csv")
    marked = (tmp_path / "a.csv").read_bytes()
    assert marked.startswith(b"\xef\xbb\xbf")
    assert (row(marked)["cause"], row(marked)["request"]) == ("'@SUM(A1) b", "'=1+1")
    qstrong("export", "observations", "--data", attacked, "-o", tmp_path / "b.csv", "--no-for-excel")
    assert (tmp_path / "b.csv").read_bytes() == exact
    piped = qstrong("export", "observations", "--data", attacked, "--for-excel").out
    assert piped.encode() == marked
    folder = tmp_path / "out"
    qstrong("export", "--data", attacked, "-o", folder)
    assert (folder / "observations.csv").read_bytes() == exact


def test_all_tables_as_json_in_a_file(tmp_path: Path, qstrong: Run) -> None:
    path = tmp_path / "all.json"
    assert qstrong("export", *DEMO, "-o", path).code == 0
    assert list(json.loads(path.read_text("utf-8"))["tables"]) == list(TABLES)


@pytest.mark.parametrize(
    ("words", "said"),
    [(("target",), "targets"), (("-f", "csv"), "写明表名"), (("-o", "x.csv"), "写明表名"), (("--for-excel",), "一张表"),
     (("-o", "folder", "--for-excel"), "一张表"), (("targets", "-f", "json", "--for-excel"), "一张表"),
     (("targets", "-f", "html"), "csv, json"), (("targets", "-o", "x.xlsx"), "*.csv")],
)  # fmt: skip
def test_usage(words: tuple[str, ...], said: str, tmp_path: Path, qstrong: Run) -> None:
    result = qstrong("export", "--data", ROOT / "examples/demo", *words, cwd=tmp_path)
    assert (result.code, result.out) == (2, "")
    assert said in result.err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("place", "zh", "en"),
    [
        ("file", "那是一个文件, 不是文件夹", "that is a file, not a folder"),
        ("file/sub", "上一级是一个文件, 不是文件夹", "what it would be in is a file"),
        ("none/x.json", "上一级文件夹不存在", "isn't there"),
        ("folder.json", "那是一个文件夹, 要的是文件", "a file is wanted"),
    ],
)
def test_what_cannot_be_written_says_why(place: str, zh: str, en: str, tmp_path: Path, qstrong: Run) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "folder.json").mkdir()
    words = ("-f", "json") if place.endswith("json") else ()
    for lang, said in (("zh", zh), ("en", en)):
        result = qstrong("export", *DEMO, *words, "-o", tmp_path / place, QSTRONG_LANG=lang)
        assert (result.code, result.out) == (2, "")
        assert said in result.err
        assert place in result.err
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["file", "folder.json"]
    assert (tmp_path / "file").read_text() == "mine"


def test_a_folder_that_may_not_be_written_is_left_as_it_was(
    tmp_path: Path, qstrong: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After the second file the disk is full: nothing of the new export is there, all of the old one is."""
    folder = tmp_path / "out"
    assert qstrong("export", *DEMO, "--as-of", "2025-06-30", "-o", folder).code == 0
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    calls = iter(range(100))

    def full(_: int) -> None:
        if next(calls) == 1:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    result = qstrong("export", *DEMO, "-o", folder)
    assert result.code == 4
    assert "磁盘满了" in result.err
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_an_earlier_state_of_the_data(tmp_path: Path, qstrong: Run) -> None:
    """--at: what a commit said; --as-of: what was known by a day."""
    repo = Repo.new(tmp_path / "r")
    shutil.copytree(ROOT / "examples/demo", repo.path / "data")
    repo.commit()
    repo.edit("data/progress/industry/2026Q3.yaml", "value: 183.07", "value: 190.50")
    repo.commit()

    def values(*words: str) -> dict[str, str]:
        text = qstrong("export", "observations", *words, cwd=repo.path).out
        rows = csv.DictReader(io.StringIO(text))
        return {row["filing"]: row["value"] for row in rows if row["indicator"] == "ai-output"}

    assert values()["2026Q3"] == "190.50"
    assert values("--at", "HEAD~1")["2026Q3"] == "183.07"
    assert set(values()) - set(values("--as-of", "2026-10-01")) == {"2026Q3"}
    assert qstrong("export", "--at", "HEAD~1", "-o", tmp_path / "out", cwd=repo.path).code == 0
    assert ",183.07," in (tmp_path / "out/observations.csv").read_text("utf-8")


def test_the_command_of_frictionless_accepts_it(tmp_path: Path, qstrong: Run) -> None:
    assert qstrong("export", *DEMO, "-o", tmp_path).code == 0
    words = [sys.executable, "-m", "frictionless", "validate", str(tmp_path / DESCRIPTOR)]
    result = subprocess.run(words, capture_output=True, encoding="utf-8", check=False)
    assert result.returncode == 0, result.stdout
    assert result.stdout.count(" VALID ") == len(TABLES)


def test_an_earlier_export_is_renewed_and_other_files_stay(tmp_path: Path, qstrong: Run) -> None:
    folder = tmp_path / "out"
    assert qstrong("export", *DEMO, "--as-of", "2025-06-30", "-o", folder).code == 0
    before = (folder / "observations.csv").read_bytes()
    (folder / "README.md").write_text("mine")
    result = qstrong("export", *DEMO, "-o", folder)
    assert result.code == 0
    assert str(folder) in result.err
    assert len((folder / "observations.csv").read_bytes()) > len(before)
    assert (folder / "README.md").read_text() == "mine"
    assert not [path.name for path in folder.iterdir() if path.name.endswith(".tmp")]


@pytest.mark.parametrize("content", [None, "{}", "[]", '{"generator": "else"}', "not json"])
def test_a_foreign_folder_is_left_alone(content: str | None, tmp_path: Path, qstrong: Run) -> None:
    (tmp_path / ("mine.txt" if content is None else DESCRIPTOR)).write_text(content or "x")
    result = qstrong("export", *DEMO, "-o", tmp_path)
    assert result.code == 2
    assert "没有写" in result.err
    assert len(list(tmp_path.iterdir())) == 1


def test_data_with_errors_is_exported_and_said(tmp_path: Path, qstrong: Run) -> None:
    data = tmp_path / "data"
    shutil.copytree(ROOT / "examples/demo", data)
    path = data / "progress/commerce/2025Q4.yaml"
    path.write_text(path.read_text("utf-8").replace("renowned-enterprises", "nobody"), "utf-8")
    result = qstrong("export", "--data", data, "-o", tmp_path / "out")
    assert result.code == 1
    from frictionless import validate

    assert validate(str(tmp_path / "out" / DESCRIPTOR)).valid
