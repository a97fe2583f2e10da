"""`qstrong export`: where it writes, what it refuses, what is for spreadsheets."""

import csv
import io
import json
import shutil

import pytest

from qstrong.render.datapackage import DESCRIPTOR
from qstrong.render.export import TABLES
from tests.conftest import ROOT

DEMO = ("--data", "examples/demo")
CAPITAL = "=1+1"


@pytest.fixture
def attacked(tmp_path):
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
def test_one_table_to_standard_output(table, qstrong):
    as_csv = qstrong("export", table, *DEMO)
    rows = list(csv.DictReader(io.StringIO(as_csv.out)))
    as_json = json.loads(qstrong("export", table, *DEMO, "-f", "json").out)
    assert list(as_json["tables"]) == [table]
    assert len(as_json["tables"][table]) == len(rows) > 0
    assert list(rows[0]) == list(as_json["tables"][table][0])
    assert as_csv.out == qstrong("export", table, *DEMO, "-f", "csv").out
    assert {row["synthetic"] for row in rows} == {"演示数据"}
    assert as_csv.code == 0


def test_the_list_of_tables(qstrong):
    shown = qstrong("export", *DEMO)
    assert all(f"\n{name} " in shown.out for name in TABLES)
    assert "演示数据" in shown.out
    assert "Tables to export" in qstrong("export", *DEMO, "--lang", "en").out


def test_a_pipe_is_exact_and_a_file_is_for_spreadsheets(attacked, tmp_path, qstrong):
    def row(data):
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


def test_all_tables_as_json_in_a_file(tmp_path, qstrong):
    path = tmp_path / "all.json"
    assert qstrong("export", *DEMO, "-o", path).code == 0
    assert list(json.loads(path.read_text("utf-8"))["tables"]) == list(TABLES)


@pytest.mark.parametrize(
    ("words", "said"),
    [(("target",), "targets"), (("-f", "csv"), "写明表名"), (("-o", "x.csv"), "写明表名"), (("--for-excel",), "一张表"),
     (("-o", "folder", "--for-excel"), "一张表"), (("targets", "-f", "json", "--for-excel"), "一张表"),
     (("targets", "-f", "html"), "csv, json"), (("targets", "-o", "x.xlsx"), "*.csv")],
)  # fmt: skip
def test_usage(words, said, tmp_path, qstrong):
    result = qstrong("export", "--data", ROOT / "examples/demo", *words, cwd=tmp_path)
    assert (result.code, result.out) == (2, "")
    assert said in result.err
    assert not list(tmp_path.iterdir())


def test_an_earlier_export_is_renewed_and_other_files_stay(tmp_path, qstrong):
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
def test_a_foreign_folder_is_left_alone(content, tmp_path, qstrong):
    (tmp_path / ("mine.txt" if content is None else DESCRIPTOR)).write_text(content or "x")
    result = qstrong("export", *DEMO, "-o", tmp_path)
    assert result.code == 2
    assert "没有写" in result.err
    assert len(list(tmp_path.iterdir())) == 1


def test_data_with_errors_is_exported_and_said(tmp_path, qstrong):
    data = tmp_path / "data"
    shutil.copytree(ROOT / "examples/demo", data)
    path = data / "progress/commerce/2025Q4.yaml"
    path.write_text(path.read_text("utf-8").replace("renowned-enterprises", "nobody"), "utf-8")
    result = qstrong("export", "--data", data, "-o", tmp_path / "out")
    assert result.code == 1
    from frictionless import validate

    assert validate(str(tmp_path / "out" / DESCRIPTOR)).valid
