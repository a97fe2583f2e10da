"""The ledger: what `status -f json` says, as numbers; what units typed, as text; the same bytes each time."""

import json
import shutil
import subprocess

import pytest

openpyxl = pytest.importorskip("openpyxl", reason="the excel extra isn't installed")

from tests.conftest import ROOT  # noqa: E402

DEMO = ("--data", "examples/demo")
OUTLINE = ("--data", "examples/national-outline-2025")


@pytest.fixture
def made(qstrong, tmp_path):
    def make(*argv, name="a.xlsx"):
        path = tmp_path / name
        result = qstrong("bulletin", *argv, "-o", path)
        assert result.code == 0, result.err
        return path

    return make


def table(sheet):
    heads = [cell.value for cell in sheet[3]]
    return [dict(zip(heads, row, strict=True)) for row in sheet.iter_rows(min_row=4, values_only=True)]


@pytest.mark.parametrize(
    ("period", "data", "n"), [("2026Q3", DEMO, 36), ("2025", OUTLINE, None)], ids=["demo", "outline"]
)
def test_it_says_what_status_says(period, data, n, made, qstrong):
    rows = table(openpyxl.load_workbook(made(period, *data))["指标"])
    said = json.loads(qstrong("status", *data, "--as-of", period, "-f", "json").out)["targets"]
    assert len(rows) == len(said) == (n or len(said))
    for row, one in zip(rows, said, strict=True):
        assert row["指标"] == one["name"]
        for head, key in (("现值", "value"), ("距目标", "gap"), ("基期", "baseline")):
            assert row[head] == one[key], (one["name"], head)
        for head, key in (("达成率", "attainment"), ("增量完成率", "completion"), ("序时进度", "expected")):
            assert row[head] == pytest.approx(one[key]), (one["name"], head)
        assert row["期次"] == one["period"]
        assert row["走势"] == one["arrow"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_sheet_says_when_and_that_it_is_made_up(made, lang):
    book = openpyxl.load_workbook(made("2026Q3", *DEMO, "--lang", lang))
    assert len(book.worksheets) == 5
    for sheet in book.worksheets:
        assert {"zh": "演示数据", "en": "made-up data"}[lang] in sheet["A2"].value
        assert "2026Q3" in sheet["A2"].value
        assert sheet.freeze_panes
        assert sheet.auto_filter.ref
        assert sheet.print_title_rows == "$3:$3"


def test_the_same_bytes_each_time(made):
    assert made("2026Q3", *DEMO).read_bytes() == made("2026Q3", *DEMO, name="b.xlsx").read_bytes()


@pytest.mark.parametrize(
    "attack", ["=1+1", "@SUM(A1)", "http://a.b/", "+1", "<b>&amp;</b>", "{=A1}", "x" * 3000]
)
def test_what_units_type_stays_text(attack, qstrong, tmp_path):
    shutil.copytree(ROOT / "examples/demo", tmp_path / "demo")
    path = next((tmp_path / "demo/progress/industry").glob("2026Q3.yaml"))
    text = path.read_text("utf-8").split("observations:\n")
    entry = (
        "  - {indicator: ai-output, period: 2026Q2, value: 165.00, flag: revised, reason: "
        + f"'{attack}'"
        + "}\n"
    )
    path.write_text("observations:\n".join([text[0], entry + text[1]]), "utf-8")
    result = qstrong("bulletin", "2026Q3", "--data", tmp_path / "demo", "-o", tmp_path / "a.xlsx")
    assert (tmp_path / "a.xlsx").exists(), result.err
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["报送记录"]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == attack]
    assert len(cells) == 1
    assert cells[0].data_type == "s"
    assert cells[0].hyperlink is None


def test_only_the_whole_has_one(qstrong, tmp_path):
    for more in (("--brief",), ("--unit", "industry")):
        result = qstrong("bulletin", "2026Q3", *DEMO, *more, "-o", tmp_path / "a.xlsx")
        assert result.code == 2
        assert "台账" in result.err


def test_without_the_library_it_says_what_to_install(qstrong, monkeypatch, tmp_path):
    import sys

    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    monkeypatch.delitem(sys.modules, "qstrong.render.ledger", raising=False)
    result = qstrong("bulletin", "2026Q3", *DEMO, "-o", tmp_path / "a.xlsx")
    assert result.code == 2
    assert "pip install 'qstrong[excel]'" in result.err


def test_libreoffice_opens_it(made, tmp_path):
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice isn't installed")
    words = [
        "soffice",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "pdf",
    ]
    made("2026Q3", *DEMO)
    subprocess.run(
        [*words, "--outdir", tmp_path, tmp_path / "a.xlsx"], check=True, capture_output=True, timeout=120
    )
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
