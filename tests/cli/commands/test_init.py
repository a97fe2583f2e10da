"""`qstrong init`: a folder for a new plan, from options or from a table of indicators."""

from __future__ import annotations

import io
import json
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml

from qstrong.cli.setup import placing
from qstrong.cli.setup.known import often
from qstrong.write.files.atomic import replace_file
from qstrong.write.intake.grid import grid
from qstrong.write.plan.files import PLATFORMS, filled
from qstrong.write.plan.heads import known_heads
from tests.conftest import ROOT, Result, Run
from tests.terminal import Terminal

SAID = ("--title", "试点方案", "--start", "2024", "--end", "2027-12-31", "--as-of", "2026-11-28")
ZH = """序号,类别,指标,计量单位,2024年,2027年目标,属性,责任单位
1,产品,产品质量合格率,%,94.5,达到96%以上,预期性,市场监管局
2,,食品抽检合格率（%）,,98,98.5以上,约束性,
3,创新,研发经费投入,亿元,100,年均增长8%以上,预期性,科技局、发展改革局
4,,高新技术企业,家,5000,新增500家,预期性,科技局
5,安全,重大质量事故,起,1,不超过1起,约束性,市场监管局
6,服务,服务质量满意度,分,80.5,90分,预期性,市场监管局
注：以上为虚构。,,,,,,,
"""
EN = """Pillar,Indicator,Unit,Baseline (2023),2026 target,2028 target,Type,Lead department
Health,Waiting time for surgery,days,42,at most 35,no more than 28,binding,Ministry of Health
,Patients admitted within 6 hours,%,88.2,90,95,,Ministry of Health
Growth,Exports,NZ$ billion,80,,double,indicative,Treasury
"""


def loaded(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((folder / "data/targets.yaml").read_text(encoding="utf-8"))
    return found


def files_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def made(qstrong: Run, tmp_path: Path) -> Run:
    """`qstrong init new` in an empty folder."""
    return partial(qstrong, "init", "new", cwd=tmp_path)


def table(tmp_path: Path, text: str, name: str = "方案.csv", encoding: str = "utf-8") -> str:
    (tmp_path / name).write_bytes(text.encode(encoding))
    return name


# ── What is made ──


def test_a_folder_from_a_table(made: Run, tmp_path: Path, qstrong: Run) -> None:
    done = made("--from", table(tmp_path, ZH), "--as-of", "2026-11-28", "--ci", "github", "--ci", "gitlab")
    assert done.code == 0, done.err
    assert done.out.endswith("接下来:\n  cd new\n  qstrong status\n")
    new = tmp_path / "new"
    assert files_in(new) == {
        "README.md", ".gitattributes", *PLATFORMS.values(), "data/progress/README.md",
        *(f"data/{name}.yaml" for name in ("targets", "tasks", "units")),
        *(f"data/schemas/{name}.schema.json" for name in ("targets", "tasks", "units", "filing")),
    }  # fmt: skip
    assert qstrong("validate", "--strict", cwd=new).code == 0
    shown = qstrong("status", "-f", "json", "--as-of", "2026-11-28", cwd=new)
    assert shown.code == 0
    targets = {one["name"]: one for one in json.loads(shown.out)["targets"]}
    assert [(one["kind"], one["op"], one["target"], one["uom"]) for one in targets.values()] == [
        ("level", ">=", 96, "%"), ("level", ">=", 98.5, "%"), ("growth", ">=", 8, "%"),
        ("increment", ">=", 500, "家"), ("level", "<=", 1, "起"), ("level", ">=", 90, "分"),
    ]  # fmt: skip
    assert [one["binding"] for one in targets.values()] == [False, True, False, False, True, False]
    assert loaded(new)["plan"]["filing"]["from"] == "2026Q4"
    assert loaded(new)["groups"][1] == {"id": "g02", "title": "创新"}
    assert loaded(new)["targets"][5]["limits"] == [0, 100]
    assert loaded(new)["targets"][2]["note"] == "2024: 100 亿元"  # no rate


def test_what_is_guessed_says_so(made: Run, tmp_path: Path, golden: Any) -> None:
    made("--from", table(tmp_path, ZH), "--as-of", "2026-11-28")
    golden("init/targets-zh.yaml", (tmp_path / "new/data/targets.yaml").read_text(encoding="utf-8"))
    golden("init/readme-zh.md", (tmp_path / "new/README.md").read_text(encoding="utf-8"))


def test_an_english_table_gives_an_english_folder(
    made: Run, tmp_path: Path, qstrong: Run, golden: Any
) -> None:
    done = made("--from", table(tmp_path, EN, "goals.csv"), "--as-of", "2026-11-28", QSTRONG_LANG="")
    assert "Next:" in done.out
    new = tmp_path / "new"
    for name in files_in(new):
        if not name.startswith("data/schemas"):
            assert not re.search(r"[一-龥]", (new / name).read_text(encoding="utf-8")), name
    shown = qstrong("status", "--as-of", "2026-11-28", cwd=new, QSTRONG_LANG="").out
    assert "Go on with" in shown  # nobody need say --lang
    assert not re.search(r"[一-龥]", shown)
    golden("init/targets-en.yaml", (new / "data/targets.yaml").read_text(encoding="utf-8"))
    golden("init/readme-en.md", (new / "README.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("text", "zone"), [(ZH, "Asia/Shanghai"), (EN, "UTC")])
def test_a_day_is_a_day_where_the_plan_is(made: Run, tmp_path: Path, text: str, zone: str) -> None:
    made("--from", table(tmp_path, text), "--ci", "gitlab")
    assert f"TZ: {zone} " in (tmp_path / "new/.gitlab-ci.yml").read_text(encoding="utf-8")


def test_no_cell_is_dropped_in_silence(made: Run, tmp_path: Path) -> None:
    """A figure that can't be read stands in a comment, and is told."""
    rows = '指标,2023年,2024年,2027年目标\n甲,约95,94.5（2024）,96%\n乙,–,"31,5",40%\n'
    done = made("--from", table(tmp_path, rows))
    assert "第 2 行 甲: 没有用上, 请核对: 2023: 约95" in done.out
    assert "第 3 行 乙: 没有用上, 请核对: 2024: 31,5" in done.out
    assert "94.5" not in done.out
    assert loaded(tmp_path / "new")["targets"][0]["baseline"] == {"period": 2024, "value": 94.5}
    assert "  # 没有用上, 请核对: 2023: 约95\n" in (tmp_path / "new/data/targets.yaml").read_text(
        encoding="utf-8"
    )


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_a_table_in_any_encoding(made: Run, tmp_path: Path, encoding: str) -> None:
    assert made("--from", table(tmp_path, ZH.replace(",", "\t"), "a.txt", encoding)).code == 0
    assert loaded(tmp_path / "new")["targets"][0]["name"] == "产品质量合格率"


def test_a_table_from_standard_input(made: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As it is copied from Word: a title, heads in two rows, headings across, blanks where cells are merged."""
    text = (
        "附件1\t\t\t\t\t\n试点区高质量发展指标（2025—2027年）\t\t\t\t\t\n"
        "序号\t指标\t2024年基期值\t目标值\t\t属性\n\t\t\t2025年\t2027年\t\n"
        "一、经济发展\t\t\t\t\t\n1\t地区生产总值（亿元）\t1,000\t1060\t1200\t预期性\n"
        "二、绿色低碳\t\t\t\t\t\n2\t单位GDP能耗降低（%）\t–\t–\t[13.5]\t约束性\n"
        "3\t耕地保有量\t–\t–\t完成上级下达任务\t约束性\n"
    )
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    done = made("--from", "-", "--as-of", "2026-11-28")
    assert "第 9 行 耕地保有量: “完成上级下达任务”读不出目标" in done.out
    found = loaded(tmp_path / "new")
    assert found["plan"]["title"] == "试点区高质量发展指标（2025—2027年）"
    assert [str(found["plan"][name]) for name in ("start", "end")] == ["2024-12-31", "2027-12-31"]
    assert [one["title"] for one in found["groups"]] == ["经济发展", "绿色低碳"]
    product, energy, land = found["targets"]
    assert (product["uom"], product["baseline"], product["milestones"]) == (
        "亿元", {"period": 2024, "value": 1000}, {2025: 1060},
    )  # fmt: skip
    assert (energy["change"], energy["uom"], land["kind"]) == ({"percent": -13.5}, "", "watch")


def test_a_workbooks_cell_says_what_it_shows(tmp_path: Path) -> None:
    """A footnote's mark is no digit of a goal, and a number shown as another one is none."""
    openpyxl = pytest.importorskip("openpyxl", reason="the excel extra isn't installed")
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    book = openpyxl.Workbook()
    cells = (
        (CellRichText("98.9", TextBlock(InlineFont(vertAlign="superscript"), "2")), "@", "98.9[2]"),
        (CellRichText(TextBlock(InlineFont(strike=True), "90"), "95"), "@", "[90]95"),
        (1450000, '0!.0,"万"', "[1450000万]"),
        (145, '0"亿元"', "145亿元"),
        (0.945, "0.0%", "94.5%"),
        (145.5, "General", "145.5"),
    )
    for row, (value, shown, _) in enumerate(cells, 1):
        cell = book.active.cell(row, 1)
        cell.value, cell.number_format = value, shown
    book.save(tmp_path / "a.xlsx")
    assert [row[0] for row in grid((tmp_path / "a.xlsx").read_bytes(), known_heads).cells] == [
        one[2] for one in cells
    ]


def test_a_workbook_with_merged_cells(made: Run, tmp_path: Path, qstrong: Run) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="the excel extra isn't installed")
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["质量强区主要指标"], ["类别", "指标", "Indicator", "单位", "基期", "目标", "责任单位"],
        ["产品", "产品质量合格率", "Pass rate of goods", "%", 0.945, 0.96, "市场监管局"],
        [None, "抽检合格率", "Pass rate of samples", "%", 0.98, 0.985, None],
        ["服务", "满意度", "Satisfaction", "分", 80.5, 90, "商务局"],
    ):  # fmt: skip
        sheet.append(row)
    for cell in (sheet["E3"], sheet["F3"], sheet["E4"], sheet["F4"]):
        cell.number_format = "0.0%"
    sheet.merge_cells("A1:G1")
    sheet.merge_cells("A3:A4")
    sheet.merge_cells("G3:G4")
    book.save(tmp_path / "a.xlsx")
    done = made("--from", "a.xlsx", "--start", "2024", "--end", "2027")
    assert done.code == 0, done.err
    new = tmp_path / "new"
    assert loaded(new)["plan"]["title"] == "质量强区主要指标"
    assert [(one["id"], one["group"], one["value"], one["reporters"]) for one in loaded(new)["targets"]] == [
        ("pass-rate-of-goods", "g01", 96, ["u01"]),
        ("pass-rate-of-samples", "g01", 98.5, ["u01"]),
        ("satisfaction", "g02", 90, ["u02"]),
    ]
    assert loaded(new)["targets"][0]["name"] == {"zh": "产品质量合格率", "en": "Pass rate of goods"}
    assert qstrong("validate", "--strict", cwd=new).code == 0


def rounded(sheet: Any) -> None:
    sheet["D2"].value, sheet["D2"].number_format = 0.978, "0%"


def rounded_money(sheet: Any) -> None:
    sheet["D2"].value, sheet["D2"].number_format = 97.965, "0.0_ "


def endless(sheet: Any) -> None:
    sheet["D2"].value = 293.9 / 3


def hidden_row(sheet: Any) -> None:
    sheet.row_dimensions[2].hidden = True


def hidden_column(sheet: Any) -> None:
    sheet.column_dimensions["D"].hidden = True


def veiled(sheet: Any) -> None:
    from openpyxl.formatting import rule

    bar: Any = rule.DataBarRule  # which their stubs leave without types
    sheet.conditional_formatting.add("D2", bar("min", None, "max", None, "638EC6", showValue=False))


def share(sheet: Any) -> None:
    sheet["D2"].value = 0.98


def share_in_words(sheet: Any) -> None:
    sheet["D2"].value = "不低于0.98"


def share_before(sheet: Any) -> None:
    sheet["C2"].value = 0.95


def merged_rows(sheet: Any) -> None:
    sheet.append(["优良率", "%", 90])
    sheet.merge_cells("D2:D3")


def merged_columns(sheet: Any) -> None:
    sheet["C2"], sheet["D2"] = 96, None
    sheet.merge_cells("C2:D2")


def share_of_growth(sheet: Any) -> None:
    sheet["D1"], sheet["B2"], sheet["D2"].value = "年均增速", "亿元", 0.06


@pytest.mark.parametrize(
    ("change", "said", "goal"),
    [
        (rounded, "指标!D2: 97.8 四舍五入读作 98", 98),
        (rounded_money, "指标!D2: 97.965 四舍五入读作 98.0", 98),
        (endless, "指标!D2: 97.9666666666667 四舍五入读作 97.966667", 97.966667),
        (hidden_row, "指标!A2: 这一格在隐藏的行、列或表里; 读作 合格率", 96),
        (hidden_column, "指标!D2: 这一格在隐藏的行、列或表里; 读作 96", 96),
        (veiled, "指标!D2: 这一格有条件格式, 显示出来的可能不是存的; 读作 96", 96),
        (share, "指标!D2: 单位是 %, “0.98”读作 0.98%; 指的是 98% 的, 请改成 98", 0.98),
        (share_in_words, "指标!D2: 单位是 %, “不低于0.98”读作 0.98%; 指的是 98% 的, 请改成 98", 0.98),
        (share_before, "指标!C2: 单位是 %, “0.95”读作 0.95%; 指的是 95% 的, 请改成 95", 96),
        (merged_rows, "指标!D2: D2:D3 合并成了一格, 里面的“96”当作其中每一格的", 96),
        (merged_columns, "指标!C2: C2:D2 合并成了一格, 里面的“96”当作其中每一格的", 96),
        (share_of_growth, "指标!D2: 单位是 %, “0.06”读作 0.06%; 指的是 6% 的, 请改成 6", 0.06),
    ],
)
def test_what_a_sheet_shows_otherwise_waits_for_a_yes(
    change: Any, said: str, goal: float, made: Run, tmp_path: Path, qstrong: Run
) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="the excel extra isn't installed")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "指标"
    for row in (["指标", "单位", "2024年", "2027年目标"], ["合格率", "%", 95, 96]):
        sheet.append(row)
    change(sheet)
    book.save(tmp_path / "a.xlsx")
    how = ("--from", "a.xlsx", "--start", "2024", "--end", "2027")
    done = made(*how)
    assert (done.code, done.err.splitlines()[0]) == (1, f"a.xlsx: {said}")
    assert "核对无误后加 --accept 再运行" in done.err
    assert not (tmp_path / "new").exists()
    assert (made(*how, "--dry-run").code, (tmp_path / "new").exists()) == (0, False)
    assert made(*how, "--accept").code == 0
    assert loaded(tmp_path / "new")["targets"][0]["value"] == goal
    assert qstrong("validate", "--strict", cwd=tmp_path / "new").code == 0


def test_what_hangs_on_a_cell_or_stands_far_below_is_told(made: Run, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="the excel extra isn't installed")
    from openpyxl.comments import Comment

    book = openpyxl.Workbook()
    book.active.title = "指标"
    for row in (["指标", "单位", "2024年", "2027年目标"], ["合格率", "%", 95, 96]):
        book.active.append(row)
    book.active["D2"].comment = Comment("待定", "a")
    book.save(tmp_path / "a.xlsx")
    assert "a.xlsx: 指标!D2: 批注没有用到: “待定”" in made("--from", "a.xlsx", "--dry-run").err
    book.active["A2500"] = "满意度"
    book.save(tmp_path / "b.xlsx")
    done = made("--from", "b.xlsx")
    assert "b.xlsx: 指标!A2500: 第 2500 行还有内容, 只读到第 2000 行" in done.err


def scaled(sheet: Any) -> None:
    sheet["D2"].value, sheet["D2"].number_format = 960000, '0!.0,"万"'


def without_result(sheet: Any) -> None:
    sheet["D2"].value = "=C2+1"


def footnote(sheet: Any) -> None:
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    sheet["D2"].value = CellRichText("96", TextBlock(InlineFont(vertAlign="superscript"), "2"))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (scaled, "指标!D2: 这一格存的是 960000, 但格式让它显示成别的数"),
        (without_result, "指标!D2: 公式没有算出的数。请把它粘贴成数值"),
        (footnote, "指标!D2: “962”里的“2”是上标"),
    ],
)
def test_a_figure_that_cannot_be_taken_as_it_is_is_refused(
    change: Any, said: str, made: Run, tmp_path: Path
) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="the excel extra isn't installed")
    book = openpyxl.Workbook()
    book.active.title = "指标"
    for row in (["指标", "单位", "2024年", "2027年目标"], ["合格率", "%", 95, 96]):
        book.active.append(row)
    change(book.active)
    book.save(tmp_path / "a.xlsx")
    done = made("--from", "a.xlsx", "--start", "2024", "--end", "2027", "--accept")
    assert (done.code, said in done.err, "有须改的地方, 没有写" in done.err) == (1, True, True), done.err
    assert not (tmp_path / "new").exists()


def test_a_sheets_decimals_are_those_that_it_shows(made: Run, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="the excel extra isn't installed")
    book = openpyxl.Workbook()
    for row in (["指标", "单位", "2024年", "2027年目标"], ["合格率", "%", 0.95, 0.98]):
        book.active.append(row)
    book.active["C2"].number_format = book.active["D2"].number_format = "0%"
    book.save(tmp_path / "a.xlsx")
    assert made("--from", "a.xlsx").code == 0
    assert loaded(tmp_path / "new")["targets"][0]["decimals"] == 0


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ('甲,亿元,100,"2000,5",', "“2000,5”读不出目标"),
        ("甲,亿元,100,1.000.5,", "“1.000.5”读不出目标"),
        ("甲,家,100,1_000,", "“1_000”读不出目标"),
        ("甲,%,95,98/99,", "“98/99”读不出目标"),
        ("甲,亿元,95,2×10³,", "“2×10³”读不出目标"),
        ("甲,亿元,95,2OO,", "“2OO”读不出目标"),
        ("甲,亿元,95,1·5,", "“1·5”读不出目标"),
        ("甲,亿元,95,1'500,", "“1'500”读不出目标"),
        ("甲,亿元,95,1∶2,", "“1∶2”读不出目标"),
        ("甲,亿元,95,1½,", "“1½”读不出目标"),
        ("甲,亿元,95,10^6,", "“10^6”读不出目标"),
        ("甲,亿元,95,1.5e3,", "“1.5e3”读不出目标"),
        ("甲,亿元,95,9 5,", "“9 5”读不出目标"),
        ("甲,亿元,95,1亿5千万,", "“1亿5千万”读不出目标"),
        ("甲,户,95,3万5千,", "“3万5千”读不出目标"),
        ("甲,%,10,10%→15%,", "“10%→15%”读不出目标"),
        ("甲,%,10,±5,", "“±5”读不出目标"),
        ("甲,%,95,95%以上，力争98%,", "“95%以上,力争98%”读不出目标"),
        ("甲,家,10,5(6),", "“5(6)”读不出目标"),
        ("甲,,10,九成五,", "“9成五”读不出目标"),
        ("甲,%,95,98.9²,", "“98.9²”读不出目标"),
        ("甲,%,95,(5),", "“(5)”读不出目标"),
        ("甲,%,95,66.6666666666,", "“66.6666666666”读不出目标"),
        ("甲,亿元,1234.5万元,200,", "没有用上, 请核对: 2024: 1234.5万元"),
        ("甲,亿元,95%,200,", "没有用上, 请核对: 2024: 95%"),
        ("甲,亿元,95,200,2026年6月15日", "没有用上, 请核对: 2026年6月15日"),
        ("甲,亿元,95,200,长期", "没有用上, 请核对: 长期"),
    ],
)
def test_what_may_be_another_number_or_day_is_told(row: str, said: str, made: Run, tmp_path: Path) -> None:
    done = made("--from", table(tmp_path, f"指标,单位,2024年,2027年目标,完成时限\n{row}\n"))
    assert (done.code, said in done.out) == (0, True), done.out


@pytest.mark.parametrize(
    ("heads", "row", "expected"),
    [
        ("指标（单位：亿元）,2024年,2027年目标", "甲,95,98", ("亿元", 98, 95)),
        ("指标,2024年（亿元）,2027年目标（万元）", "甲,95,980000", ("亿元", 98, 95)),
        ("指标,2024年（万件）,2027年目标（万件）", "甲,95,98", ("万件", 98, 95)),
    ],
)
def test_units_of_measure_in_heads(
    heads: str, row: str, expected: tuple[str, int, int], made: Run, tmp_path: Path
) -> None:
    assert made("--from", table(tmp_path, f"{heads}\n{row}\n")).code == 0
    one = loaded(tmp_path / "new")["targets"][0]
    assert (one["uom"], one["value"], one["baseline"]["value"]) == expected


def test_what_stands_behind_a_point_is_no_name(made: Run, tmp_path: Path) -> None:
    assert made("--from", table(tmp_path, "指标,单位,2024年,2027年目标\n时长,,2.5h,1.5h\n")).code == 0
    one = loaded(tmp_path / "new")["targets"][0]
    assert (one["op"], one["value"], one["uom"]) == ("<=", 1.5, "h")


def test_a_dash_right_before_a_goal_is_its_minus_sign(made: Run, tmp_path: Path) -> None:
    assert made("--from", table(tmp_path, "指标,单位,2024年,2027年目标\n净流入,%,–5,–3\n")).code == 0
    one = loaded(tmp_path / "new")["targets"][0]
    assert (one["value"], one["baseline"]["value"]) == (-3, -5)


def test_a_percentage_that_is_said_to_be_one_is_not_asked_about(made: Run, tmp_path: Path) -> None:
    rows = "指标,单位,2024年,2027年目标\n不良率,%,0.6%,0.5%\n增幅,%,95,提高0.5个百分点\n事故,起,1,0.5\n"
    assert made("--from", table(tmp_path, rows)).code == 0


def test_the_sheet_that_is_shown_is_read_and_others_are_named(made: Run, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="the excel extra isn't installed")
    book = openpyxl.Workbook()
    book.active.title = "旧"
    for row in (["指标", "2027年目标"], ["合格率", "90%"]):
        book.active.append(row)
    book.active.sheet_state = "hidden"
    book.create_sheet("封面").append(["质量强区方案"])
    for row in (["指标", "2027年目标"], ["合格率", "96%"]):
        sheet = book["表一"] if "表一" in book.sheetnames else book.create_sheet("表一")
        sheet.append(row)
    book.active = 1
    book.save(tmp_path / "a.xlsx")
    done = made("--from", "a.xlsx", "--start", "2024", "--end", "2027")
    assert (done.code, "读的是“表一”表; 没有读的表: 封面、旧" in done.out) == (0, True), done.err
    assert loaded(tmp_path / "new")["targets"][0]["value"] == 96


@pytest.mark.parametrize(("long", "code"), [("明细", 0), ("表一", 2)])
def test_a_long_sheet_is_refused_where_it_is_the_table(
    long: str, code: int, made: Run, tmp_path: Path
) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="the excel extra isn't installed")
    book = openpyxl.Workbook()
    book.active.title = "表一"
    for row in (["指标", "2027年目标"], ["合格率", "96%"]):
        book.active.append(row)
    book.create_sheet("明细").append(["编号"])
    book[long].cell(2001, 1, "x")
    book.save(tmp_path / "a.xlsx")
    done = made("--from", "a.xlsx", "--start", "2024", "--end", "2027")
    assert (done.code, "表一!A2001: 第 2001 行还有内容" in done.err) == (code, code == 2), done.err


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04", "这不是 .xlsx 文件, 或已经损坏"),
        (b"%PDF-1.7 \xe2\xe3", "这是 Word、PDF 一类的文档, 不是表格。请把里面的表格复制到 Excel"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "这是旧的 .xls 格式"),
        ("指標,目標\n合格率,96%\n".encode("big5"), "A1: 文件不是 UTF-8, 按 GBK 读作“"),
        ("indicator,target\nT\xfcrkei,96%\n".encode("latin-1"), "A2: 文件不是 UTF-8, 按 GBK 读作“T黵kei”"),
    ],
)
def test_what_is_no_table_is_called_what_it_is(data: bytes, said: str, made: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(data)
    done = made("--from", "a.csv")
    assert (done.code in (1, 2), said in done.err) == (True, True), done.err
    assert not (tmp_path / "new").exists()


def test_a_document_of_word_is_told_what_to_do(made: Run, tmp_path: Path) -> None:
    docx = pytest.importorskip("docx", reason="the docx extra isn't installed")
    docx.Document().save(str(tmp_path / "a.docx"))
    done = made("--from", "a.docx")
    assert (done.code, "请把里面的表格复制到 Excel 或 WPS 表格里" in done.err) == (2, True), done.err


@pytest.mark.parametrize("every", ["annual", "half", "quarter", "month"])
@pytest.mark.parametrize(
    ("start", "end"), [("2024", "2027"), ("2023-06", "2030-06-30"), ("2025-03", "2026-09")]
)
def test_a_folder_from_options(
    made: Run, tmp_path: Path, qstrong: Run, every: str, start: str, end: str
) -> None:
    done = made(
        "--title", "A: “b” #c", "--start", start, "--end", end, "--every", every, "--unit", "区科技局"
    )
    assert done.code == 0, done.err
    new = tmp_path / "new"
    result = qstrong("validate", "--strict", cwd=new)
    assert result.code == 0, result.out
    assert qstrong("status", cwd=new).code == 0
    assert "区科技局" in qstrong("units", cwd=new).out


@pytest.mark.parametrize("text", [ZH, EN], ids=["zh", "en"])
@pytest.mark.parametrize("end", ["2030", "2029-06"])
def test_any_time_and_every_rhythm_validates(tmp_path: Path, qstrong: Run, text: str, end: str) -> None:
    for every in ("annual", "quarter"):
        words = ("--start", "2026" if end == "2030" else "2025-09", "--end", end, "--every", every)
        if every == "annual" and end != "2030":
            continue
        done = qstrong("init", every, "--from", table(tmp_path, text), *words, cwd=tmp_path)
        assert done.code == 0, done.err
        result = qstrong("validate", "--strict", cwd=tmp_path / every)
        assert result.code == 0, result.out


@pytest.mark.parametrize(
    ("day", "every", "first"),
    [
        ("2026-11-28", "quarter", "2026Q4"),
        ("2027-01-08", "quarter", "2026Q4"),
        ("2027-01-31", "quarter", "2027Q1"),
        ("2026-10-30", "quarter", "2026Q3"),
        ("2027-01-08", "annual", 2026),
        ("2027-01-08", "month", "2026-12"),
        ("2024-12-01", "quarter", None),
        ("2031-01-01", "half", "2027H2"),
    ],
)
def test_the_first_filing_is_one_that_can_still_be_sent(
    made: Run, tmp_path: Path, day: str, every: str, first: object
) -> None:
    made("--title", "A", "--start", "2024", "--end", "2027", "--every", every, "--as-of", day)
    assert loaded(tmp_path / "new")["plan"]["filing"].get("from") == first


def test_a_folder_points_only_at_what_is_there(made: Run, tmp_path: Path, qstrong: Run) -> None:
    """Of the project's own documents and examples a new folder has none."""
    made(*SAID)
    empty = qstrong("status", "--as-of", "2026-11-28", cwd=tmp_path / "new").out
    assert "方案里还没有指标" in empty
    made_of = qstrong("init", "full", "--from", table(tmp_path, ZH), "--as-of", "2026-11-28", cwd=tmp_path)
    assert made_of.code == 0
    shown = qstrong("status", "--as-of", "2026-11-28", cwd=tmp_path / "full").out
    assert "qstrong new u01" in shown
    assert "docs/" not in shown + empty
    assert "examples/" not in shown + empty
    assert qstrong("new", "u01", "--as-of", "2026-11-28", cwd=tmp_path / "full").code == 0
    assert "qstrong init" in qstrong("status", cwd=tmp_path).err


# ── What is not made ──


def test_nothing_is_overwritten(made: Run, tmp_path: Path) -> None:
    new = tmp_path / "new"
    new.mkdir()
    (new / "README.md").write_text("own", encoding="utf-8")
    done = made(*SAID)
    assert done.code == 0
    assert "原来就有, 没有动: README.md" in done.out
    assert (new / "README.md").read_text(encoding="utf-8") == "own"
    before = {name: (new / name).read_bytes() for name in files_in(new)}
    again = made("--title", "另一个", "--start", "2020", "--end", "2021")
    assert again.code == 2
    assert "已有" in again.err
    assert {name: (new / name).read_bytes() for name in files_in(new)} == before


def test_a_dry_run_writes_nothing(made: Run, tmp_path: Path) -> None:
    done = made("--from", table(tmp_path, ZH), "--dry-run")
    assert "要写 10 个文件" in done.out
    assert "产品质量合格率" in done.out
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("there", [True, False])
def test_who_stops_it_has_nothing_half_written(
    made: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    if there:
        (tmp_path / "new/data").mkdir(parents=True)
        (tmp_path / "new/data/own.txt").write_text("own", encoding="utf-8")
    before = sorted(tmp_path.rglob("*"))
    done: list[str] = []

    def stopped(root: Path, name: str, data: bytes, expected: str | None) -> None:
        if len(done) == 5:
            raise KeyboardInterrupt
        done.append(name)
        replace_file(root, name, data, expected)

    monkeypatch.setattr(placing, "replace_file", stopped)
    assert made(*SAID).code == 130
    assert len(done) == 5
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("名目,数\n合格率,98\n", "读到的第一行是: 名目 · 数"),
        ("指标,目标\n", "第 1 行是表头, 下面没有指标"),
        ("", "表里找不到表头"),
        ("\0\0", "读不出文字"),
    ],
)
def test_what_is_no_table(made: Run, tmp_path: Path, text: str, said: str) -> None:
    done = made("--from", table(tmp_path, text))
    assert done.code == 2
    assert said in done.err
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "--title 名称 --start 2024-12-31"),
        (("--title", "A", "--start", "2024"), "缺 --end"),
        (("--title", "A", "--start", "2024-12-30", "--end", "2027"), "“2024-12-30”不是月末的日子"),
        (("--title", "A", "--start", "2027", "--end", "2024"), "止 (2024-12-31) 要在起 (2027-12-31) 之后"),
        (
            ("--title", "A", "--start", "2024", "--end", "2027", "--every", "week"),
            "annual, half, quarter, month",
        ),
        ((*SAID, "--ci", "gitea"), "github, gitlab"),
        (("--from", "no.csv"), "读不了 no.csv: 没有这个文件"),
        ((*SAID[:-1], "tomorrow"), "--as-of: “tomorrow”不是日子"),
    ],
)
def test_what_is_missing_or_cannot_be(made: Run, tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    done = made(*words)
    assert done.code == 2
    assert said in done.err
    assert not (tmp_path / "new").exists()


def test_ci_runs_what_runs_here(made: Run, tmp_path: Path) -> None:
    """The pipelines are this project's own, but for where the checker comes from and whose day it is."""
    for platform, place in PLATFORMS.items():
        template = (ROOT / f"qstrong/write/plan/{platform}.yml").read_text(encoding="utf-8")
        here = {"github": '"$RUNNER_TEMP/base"', "gitlab": '"$checker/base"'}[platform]
        assert filled(template, here, "Asia/Shanghai") == (ROOT / place).read_text(encoding="utf-8")
    made(*SAID, "--ci", "github")
    text = (tmp_path / "new/.github/workflows/data.yml").read_text(encoding="utf-8")
    assert re.search(r"pip install --quiet 'qstrong(==\S+'  # from your package index;| @ )", text)
    assert yaml.safe_load(text)["jobs"]


# ── Asked at a terminal ──


def talk(folder: Path, words: tuple[str, ...], lines: list[tuple[str, str]]) -> int:
    """Wait for each text, and type what stands beside it; the exit code."""
    terminal = Terminal(folder, "init", *words)
    for expected, answer in lines:
        terminal.expect(expected)
        if answer == "^C":
            terminal.interrupt()
        else:
            terminal.send(answer)
    return terminal.end()


def test_step_by_step(tmp_path: Path, qstrong: Run) -> None:
    lines = [
        ("方案名称: ", ""),
        ("要有一个名称", "试点方案"),
        ("第一年的前一天) [2025-12-31]", "<"),
        ("方案名称 [试点方案]", ""),
        ("第一年的前一天) [2025-12-31]", "2024-12-30"),
        ("不是月末的日子", "2024年底"),
        ("到哪天为止 [2027-12-31]", "2023"),
        ("要在起 (2024-12-31) 之后", ""),
        ("多久报一次: annual 年, half 半年, quarter 季, month 月 [quarter]", "week"),
        ("annual, half, quarter, month", "每半年"),
        ("责任单位, 用顿号或逗号分开 [一个, “牵头办公室”]", "区科技局、区财政局"),
        ("qstrong status", ""),
    ]
    assert talk(tmp_path, ("new", "--as-of", "2026-11-28"), lines) == 0
    plan = loaded(tmp_path / "new")["plan"]
    assert (plan["title"], str(plan["start"]), str(plan["end"])) == ("试点方案", "2024-12-31", "2027-12-31")
    assert plan["filing"] == {"every": "half", "due_days": 20, "close_days": 30, "from": "2026H2"}
    assert "区财政局" in (tmp_path / "new/data/units.yaml").read_text(encoding="utf-8")
    assert qstrong("validate", "--strict", cwd=tmp_path / "new").code == 0


def test_only_what_is_missing_is_asked(tmp_path: Path) -> None:
    words = ("new", "--title", "A", "--start", "2024", "--every", "annual", "--as-of", "2026-11-28")
    assert talk(tmp_path, words, [("到哪天为止 [2027-12-31]", ""), ("责任单位", "")]) == 0
    units = yaml.safe_load((tmp_path / "new/data/units.yaml").read_text(encoding="utf-8"))
    assert units["units"] == [{"id": "office", "name": "牵头办公室"}]


@pytest.mark.parametrize(
    ("answer", "every"),
    [
        ("季", "quarter"),
        ("每月", "month"),
        ("半年", "half"),
        ("Yearly", "annual"),
        ("week", "week"),
        ("", ""),
    ],
)
def test_how_often_is_said_in_many_words(answer: str, every: str) -> None:
    assert often(answer) == every


@pytest.mark.parametrize(("answer", "code"), [("^C", 130), (".", 1)])
def test_who_gives_up_has_nothing(tmp_path: Path, answer: str, code: int) -> None:
    lines = [("方案名称: ", "A"), ("第一年的前一天) [2025-12-31]: ", answer)]  # to its end: then it waits
    assert talk(tmp_path, ("new", "--as-of", "2026-11-28"), lines) == code
    assert not list(tmp_path.iterdir())


# ── Real plans, which are not part of the project ──

SIGNS = {"ratchet up": "trend", "double": "change", "increment": "increment"}


@dataclass(frozen=True)
class Real:
    name: str
    words: str
    op: str


def _real() -> Iterator[list[Real]]:
    """By plan its targets, with the clause of the excerpt that is most like each one's name."""
    place = Path(os.environ["QSTRONG_PLANS"]) / "quality_plans_targets.json"
    for plan in json.loads(place.read_text(encoding="utf-8")):
        clauses = [one for one in re.split(r"[,，;；。]|\.\.\.|…", plan["excerpt"]) if one.strip()]
        yield [Real(name, max(clauses, key=partial(_alike, name)), op) for name, op, _ in plan["targets"]]


def _alike(name: str, clause: str) -> int:
    return sum(block.size for block in SequenceMatcher(None, name, clause).get_matching_blocks())


def _right(real: Real, target: dict[str, Any]) -> bool:
    kind = {"ratchet up": "trend", "increment": "increment"}.get(real.op, "level")
    op = {"=": ">=", "double": ">=", "ratchet up": None, "increment": ">="}.get(real.op, real.op.split()[0])
    percent = "%" in real.name
    return (
        (target["kind"], target.get("op")) == (kind, op)
        and (target["uom"] == "%") == percent
        and ("change" in target) == (real.op == "double")
        and bool(target.get("keep")) == ("keep" in real.op)
    )


def test_real_plans(qstrong: Run, tmp_path: Path) -> None:
    """Op, kind and % in at least 47 of 50 targets, and what is wrong is marked as guessed."""
    if "QSTRONG_PLANS" not in os.environ:
        pytest.skip("QSTRONG_PLANS names no folder of real plans")
    right, total = 0, 0
    for k, plan in enumerate(filter(None, _real())):
        rows = "".join(f"{one.name},{one.words}\n" for one in plan)
        (tmp_path / f"{k}.csv").write_text("指标,目标\n" + rows, encoding="utf-8")
        done: Result = qstrong("init", f"p{k}", "--from", f"{k}.csv", cwd=tmp_path)
        assert done.code == 0, done.err
        assert qstrong("validate", "--strict", cwd=tmp_path / f"p{k}").code == 0
        assert qstrong("status", cwd=tmp_path / f"p{k}").code == 0
        text = (tmp_path / f"p{k}/data/targets.yaml").read_text(encoding="utf-8")
        for real, target in zip(plan, yaml.safe_load(text)["targets"], strict=True):
            total += 1
            right += _right(real, target)
        assert not re.search(r"^    (?:kind|op|direction|change): [^#]*$", text, re.MULTILINE)
    assert (total, right >= 47) == (50, True), f"{right} of {total}"
