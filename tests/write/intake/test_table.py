"""A table as CSV: what can't be told is said with its cell, and no row is lost in another one's words."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from qstrong.write.intake.grid import grid
from qstrong.write.plan.heads import known_heads

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


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (f"{HEADS}\n{ROW}\n".encode("gbk"), "E2: 文件不是 UTF-8, 按 GBK 读作“月报”"),
        (f"{HEADS}\n{ROW.replace('月报', '統計月報')}\n".encode("big5"), "E2: 文件不是 UTF-8, 按 GBK 读作“"),
        (f"{HEADS}\n{ROW.replace('月报', '統計の月報')}\n".encode("shift-jis"), "E2: 文件不是 UTF-8, 按 GBK 读作“"),
        (f"{HEADS}\n{ROW.replace('月报', 'Türkei')}\n".encode("latin-1"), "E2: 文件不是 UTF-8, 按 GBK 读作“T黵kei”"),
        (f"{HEADS}\n区发改局,{ROW.partition(',')[2]}\n".encode("gbk") + "commerce,2026Q4,renowned-enterprises,3,月报\n".encode(), "E3: 文件不是 UTF-8, 按 GBK 读作“鏈堟姤”"),
        (f"{HEADS}\n区发改局,{ROW.partition(',')[2]}\ue5e5\n".encode("gb18030"), "E2: 文件不是 UTF-8, 按 GBK 读作“月报\ue5e5”"),
    ],
)  # fmt: skip
def test_a_text_that_is_not_proved_to_be_gbk_is_asked_about(
    data: bytes, said: str, tmp_path: Path, qstrong: Any
) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    (tmp_path / "t.csv").write_bytes(data)
    done = qstrong("import", "t.csv", *DAY, cwd=tmp_path)
    assert (done.code, said.replace("\ue5e5", "\\ue5e5") in done.err or said in done.err) == (1, True), (
        done.err
    )
    assert not (tmp_path / "data/progress/development-reform").exists()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("單位,期,指標,數\n發改局,2026Q4,產值,131.6\n".encode("big5"), "多半是 Big5、Shift-JIS 等别的编码"),
        (
            "部局,期,指標の名前,値\n改革局,2026Q4,産値,131.6\n".encode("shift-jis"),
            "多半是 Big5、Shift-JIS 等别的编码",
        ),
        ("单位,期,名目,数\n".encode("gbk"), "读得通的, 请照要求写表头"),
        (f"{HEADS}\n{ROW}\n".encode("utf-16")[:-1], "读不出文字"),
    ],
)
def test_a_text_without_a_known_head_is_refused_with_what_may_be_wrong(
    data: bytes, said: str, tmp_path: Path, qstrong: Any
) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    (tmp_path / "t.csv").write_bytes(data)
    done = qstrong("import", "t.csv", "--accept", *DAY, cwd=tmp_path)
    assert (done.code, said in done.err) == (1, True), done.err


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_a_form_saved_as_text_is_called_one(encoding: str, tmp_path: Path, qstrong: Any) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    text = "报送表,,,,,\n编号,指标,计量单位,目标,上次数、应达数,期次,填报数\nlow-altitude-output,低空,亿元,125,,2026Q4,131.6\n"
    (tmp_path / "t.csv").write_bytes(text.encode(encoding))
    done = qstrong("import", "t.csv", "--accept", *DAY, cwd=tmp_path)
    assert (done.code, "这像是报送表另存成的文本" in done.err) == (1, True), done.err


@pytest.mark.parametrize(
    "text", [f"{HEADS}\n{ROW}\t统计\n", f"t\tt\n{HEADS}\n{ROW}\n", f"\t,\n{HEADS}\n{ROW}\n"]
)
def test_a_tab_in_a_cell_divides_nothing(text: str, tmp_path: Path, qstrong: Any) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    (tmp_path / "t.csv").write_text(text, encoding="utf-8")
    assert qstrong("import", "t.csv", *DAY, cwd=tmp_path).code == 0
    filed = tmp_path / "data/progress/development-reform/2026Q4.yaml"
    assert "value: 131.6\n" in filed.read_text(encoding="utf-8")


def test_commas_in_a_copied_table_divide_nothing() -> None:
    text = "主要指标, 2027年\t\t\n指标\t目标, 要求\t备注\n产值, 亿元, 当年\t1,000,000\t甲, 乙, 丙, 丁\n"
    assert grid(text.encode(), known_heads).cells[2] == ["产值, 亿元, 当年", "1,000,000", "甲, 乙, 丙, 丁"]


def test_a_formula_without_a_result_is_no_empty_cell(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["指标", "2025年"])
    book.worksheets[0].append(["产值", "=1+1"])
    book.save(tmp_path / "p.xlsx")
    assert grid((tmp_path / "p.xlsx").read_bytes(), known_heads).cells == [
        ["指标", "2025年"],
        ["产值", "[=]"],
    ]
