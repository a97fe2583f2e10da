"""Tables as governments print them: where their columns stand, and what their rows say."""

from __future__ import annotations

from pathlib import Path

import pytest

from qstrong.write.intake.grid import grid
from qstrong.write.plan.heads import known_heads
from qstrong.write.plan.rows import TableRead, read_table
from tests.conftest import Run


def read(text: str) -> TableRead:
    return read_table(grid(text.encode(), known_heads).cells)


@pytest.mark.parametrize(
    ("head", "parts"),
    [
        ("指标,目标", {"name", "target"}),
        ("序号,主要指标,单位,基期值,目标值,属性,责任单位", {"no", "name", "uom", "baseline", "target", "kind", "reporters"}),
        ("类 别,指标名称,计量单位,现状值(2024年),预期目标", {"group", "name", "uom", "target"}),
        ("Indicator,Unit,Baseline,Target,Department", {"name", "uom", "baseline", "target", "reporters"}),
        ("Pillar,KPI,Measured in,Starting point,Goal,Lead agency,Notes", {"group", "name", "uom", "baseline", "target", "reporters", "note"}),
        ("一级指标,二级指标,指标解释,数据来源,目标", {"group", "name", "definition", "source", "target"}),
    ],
)  # fmt: skip
def test_columns_by_their_heads(head: str, parts: set[str]) -> None:
    names = ",".join(f"甲{k}" for k in range(head.count(",") + 1))
    assert set(read(f"{head}\n{names}\n").columns.parts) == parts


@pytest.mark.parametrize(
    ("head", "goals", "bases"),
    [
        ("指标,2024年,2027年", (2027,), (2024,)),
        ("指标,2020年,2025年,2030年", (2025, 2030), (2020,)),
        ("指标,2023年实际,2024年实际,2025年,2027年", (2025, 2027), (2023, 2024)),
        ("指标,2024年,目标值", (), (2024,)),
        ("指标,2027年目标值", (2027,), ()),
        ("Indicator,2019 actual,2025,2030", (2025, 2030), (2019,)),
        ("Indicator,Baseline (2023),Target 2026,Target 2028", (2026, 2028), (2023,)),
    ],
)
def test_columns_of_years(head: str, goals: tuple[int, ...], bases: tuple[int, ...]) -> None:
    columns = read(f"{head}\n甲,1,2,3,4\n").columns
    assert (columns.goals, columns.bases) == (goals, bases)


def test_heads_in_two_rows_and_a_title_above() -> None:
    table = read("某市指标体系,,,\n指标,基期,目标,\n,2024年,2025年,2027年\n甲,1,2,3\n")
    assert table.columns.below == 3
    assert (table.columns.goals, table.columns.bases) == ((2025, 2027), (2024,))
    other = read("Objective;;;\nKPI;2019 actual;2025;2030\nA;1;2;3\n")
    assert other.columns.bases == (2019,)


@pytest.mark.parametrize(
    "rows",
    [
        "一、经济,,\n甲,%,1\n乙,%,2\n二、民生,,\n丙,%,3\n",
        "（一）经济,,\n1.甲,%,1\n2.乙,%,2\n（二）民生,,\n3.丙,%,3\n",
    ],
)
def test_headings_across_are_groups(rows: str) -> None:
    table = read("指标,单位,目标\n" + rows + "注：本表为虚构。,,\n")
    assert [(row.name, row.cells["group"]) for row in table.rows] == [
        ("甲", "经济"),
        ("乙", "经济"),
        ("丙", "民生"),
    ]


def test_a_headings_number_may_have_its_own_column() -> None:
    table = read("序号,指标,目标\n（一）,经济,\n1,甲,3\n（二）,民生,\n2,乙,4\n")
    assert [(row.name, row.cells["group"]) for row in table.rows] == [("甲", "经济"), ("乙", "民生")]


def test_merged_cells_leave_blanks() -> None:
    table = read("类别,指标,目标,责任单位\n经济,甲,1,发改局\n,乙,2,\n民生,丙,3,民政局\n")
    assert [(row.cells["group"], row.units()) for row in table.rows] == [
        ("经济", ["发改局"]), ("经济", ["发改局"]), ("民生", ["民政局"]),
    ]  # fmt: skip
    assert table.rows[1].above == {"group", "reporters"}


@pytest.mark.parametrize(
    ("name", "own", "uom"),
    [
        ("合格率（%）", "合格率", "%"),
        ("合格率%", "合格率", "%"),
        ("企业数量（家）", "企业数量", "家"),
        ("集群 个", "集群", "个"),
        ("劳动生产率（万元/人）", "劳动生产率", "万元/人"),
        ("工业增加值（规上）", "工业增加值(规上)", ""),
        ("Employment rate (percent)", "Employment rate", "percent"),
        ("Exports (US$ million)", "Exports", "US$ million"),
        ("GDP (real)", "GDP (real)", ""),
    ],
)
def test_a_unit_of_measure_behind_a_name(name: str, own: str, uom: str) -> None:
    (row,) = read(f"指标,目标\n{name},1\n").rows
    assert (row.name, row.cells.get("uom", "")) == (own, uom)


@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("产品合格率①", "产品合格率"),
        ("产品合格率*", "产品合格率"),
        ("Pass rate **", "Pass rate"),
        ("产品合格率(注1)", "产品合格率"),
        ("产品合格率[2]", "产品合格率"),
        ("产品合格率²（%）", "产品合格率"),
        ("产品合格率①（%）", "产品合格率"),
        ("绿地面积m²", "绿地面积m²"),
        ("5G", "5G"),
        ("Jobs (full time)", "Jobs (full time)"),
    ],
)
def test_a_mark_that_refers_to_a_note_is_no_part_of_a_name(name: str, own: str) -> None:
    (row,) = read(f"指标,目标\n{name},1\n").rows
    assert row.name == own


def test_a_figure_of_the_start_that_nothing_is_made_of_is_told(tmp_path: Path, qstrong: Run) -> None:
    table = tmp_path / "表.csv"
    table.write_text("指标,单位,2024年,2027年\n制定国家标准,项,12,新增30项\n新建公园,个,0,新增3个\n", "utf-8")
    said = qstrong("init", tmp_path / "new", "--from", table, "--title", "方案")
    assert said.code == 0
    text = (tmp_path / "new/data/targets.yaml").read_text("utf-8")
    assert text.count("没有用上, 请核对: ") == said.out.count("没有用上, 请核对: ") == 1
    assert "没有用上, 请核对: 2024-12: 12" in text or "没有用上, 请核对: 2024: 12" in text


@pytest.mark.parametrize(
    ("cell", "units"),
    [
        ("科技局、发改局", ["科技局", "发改局"]),
        ("牵头单位：科技局；配合单位：发改局", ["科技局", "发改局"]),
        ("科技局（牵头），发改局", ["科技局", "发改局"]),
        ("Treasury and Ministry of Finance", ["Treasury", "Ministry of Finance"]),
        ("–", []),
    ],
)
def test_who_answers(cell: str, units: list[str]) -> None:
    (row,) = read(f'指标,目标,责任单位\n甲,1,"{cell}"\n').rows
    assert row.units() == units


def test_the_head_unit_may_mean_who_answers() -> None:
    table = read("指标,单位,目标\n甲,市科技局,1\n乙,市发改局,2\n")
    assert [row.units() for row in table.rows] == [["市科技局"], ["市发改局"]]
    both = read("指标,单位,目标,牵头单位\n甲,市科技局,1,市统计局\n")
    assert both.rows[0].units() == ["市统计局"]
