"""A table as CSV: what can't be told is said with its cell, and no row is lost in another one's words."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from qstrong.write.intake.grid import grid

ROOT = Path(__file__).parents[3]
DAY = ("--as-of", "2027-01-12")
HEADS = "unit,filing,indicator,value,source"
ROW = "development-reform,2026Q4,low-altitude-output,131.6,月报"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (ROW.replace("月报", '"月报') + "\n" + ROW, "引号不成对"),
        (ROW.replace("development-reform", "发改"), "t.csv: A2: unit 一列的“发改”不知道指什么"),
        (ROW.replace("2026Q4", "Dec-26"), "t.csv: B2: “Dec-26”不是期次"),
        (ROW.replace("2026Q4", "2026/4"), "t.csv: B2: 方案没有 2026-04 这一期报送"),
        (ROW.replace("131.6", "9" * 300), f"t.csv: D2: {'9' * 60}… 的位数太多"),
        (ROW.replace("131.6", "1亿亿亿亿亿亿"), "t.csv: D2: “1亿亿亿亿亿亿”不是数字"),
    ],
)
def test_what_cannot_be_told_names_its_cell(rows: str, said: str, tmp_path: Path, qstrong: Any) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    (tmp_path / "t.csv").write_text(f"{HEADS}\n{rows}\n", encoding="utf-8")
    done = qstrong("import", "t.csv", *DAY, cwd=tmp_path)
    assert (done.code, said in done.err) == (1, True), done.err
    assert not (tmp_path / "data/progress/development-reform/2026Q4.yaml").exists()


def test_a_table_under_a_workbooks_name_is_read_and_a_page_is_called_one(
    tmp_path: Path, qstrong: Any
) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    (tmp_path / "t.xlsx").write_text(f"{HEADS}\n{ROW}\n", encoding="utf-8")
    (tmp_path / "t.xls").write_text("<html><table></table></html>", encoding="utf-8")
    assert "这是网页或 XML" in qstrong("import", "t.xls", *DAY, cwd=tmp_path).err
    assert qstrong("import", "t.xlsx", *DAY, cwd=tmp_path).code == 0
    filed = tmp_path / "data/progress/development-reform/2026Q4.yaml"
    assert "value: 131.6\n" in filed.read_text(encoding="utf-8")


def test_a_formula_without_a_result_is_no_empty_cell(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["指标", "2025年"])
    book.worksheets[0].append(["产值", "=1+1"])
    book.save(tmp_path / "p.xlsx")
    assert grid((tmp_path / "p.xlsx").read_bytes()) == [["指标", "2025年"], ["产值", "[=]"]]
