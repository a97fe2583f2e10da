"""A roll-up in every view and format: what it says, that it says it everywhere, and that nothing breaks out."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import get_args

import pytest
from wcwidth import wcswidth

from qstrong.model.base import Lang
from qstrong.model.rollup.summary import Summary
from qstrong.model.rollup.table import RollupColumn, RollupView, ThemeSum
from qstrong.render.formats.flat import comma_separated, markdown, plain_text
from qstrong.render.formats.jsontext import dumps
from qstrong.render.formats.register import How, formats_of
from qstrong.render.formats.terminal import terminal
from qstrong.render.look import Look
from qstrong.render.rollup.data import rollup_json
from qstrong.render.rollup.page import MOST, rollup_page
from qstrong.render.rollup.views import VIEWS, rollup_document
from tests.attacks import ATTACKS
from tests.render.page.test_page import Tree
from tests.render.rollup.made import DAY, PLANS, QUARTER, rolled, summary, target, text
from tests.render.test_sinks import harmless

LANGS: tuple[Lang, ...] = ("zh", "en")
EVERY: tuple[RollupView, ...] = get_args(RollupView)


def plain(view: RollupView, lang: Lang = "zh", **other: object) -> str:
    return plain_text(rollup_document(rolled(PLANS, view, **other), Look(lang)))


def line_of(told: str, start: str) -> str:
    return next(" ".join(line.split()) for line in told.splitlines() if line.strip().startswith(start))


def test_every_view_has_a_row() -> None:
    assert set(VIEWS) == set(EVERY)
    assert set(formats_of("rollup")) == {"terminal", "plain", "md", "csv", "json", "html"}


def test_the_table_of_plans() -> None:
    told = plain("theme")
    assert line_of(told, "地区") == "地区 ■1 ▲1 ?1 ⊘1 ●1 ▲1 ■1 ?1 3/4 2/4 1/15 0"
    assert line_of(told, "县a") == "县a ■ 红 ●1 ■1 2/2 2026Q3 (10-12) 1/5 0 ● ■"
    assert line_of(told, "县c") == "县c ⊘ 读不了 – – – – –"
    assert line_of(told, "县d") == "县d ? 灰 ?1 0/1 从未报送 0/5 0 ? ·"
    assert "读不了: 县c: 方案本身有错：targets.yaml:3 [Q012] 坏了" in told
    assert "主题: 1 主题jobs  2 主题air" in told


def test_of_groups_the_colour() -> None:
    assert line_of(plain("group"), "县b").endswith("▲")
    assert "指标类别: 1 类" in plain("group")


def test_one_theme_through_all_plans() -> None:
    told = plain("one")
    assert line_of(told, "县a") == "县a 指标jobs 7 家 ≥10 家 50.0% ● 达序时进度 2026Q3"
    assert line_of(told, "县b").startswith(
        "县b 指标work (7 家) ≥10 家 – ▲ 略低于序时进度 (■)"
    )  # an older value
    assert line_of(told, "县c") == "县c – – – – ⊘ 读不了 –"
    assert "有数的方案 1/4, 不作合计: 有的方案这一期没有数" in told


def test_a_sum_and_what_it_is_of() -> None:
    made = rolled(PLANS, "one")
    sums = {"jobs": ThemeSum(4, 4, QUARTER, Decimal(28), uom=text("家"))}
    told = plain_text(rollup_document(replace(made, total=replace(made.total, sums=sums)), Look()))
    assert "合计 28 家 (2026Q3)" in told


@pytest.mark.parametrize("lang", LANGS)
def test_a_mixture_of_methods_is_said(lang: Lang) -> None:
    column = RollupColumn("jobs", text("主题jobs"), 4, {"default": 3, "statcan": 1})
    for view in ("one", "theme"):
        told = plain_text(rollup_document(rolled(PLANS, view, columns=(column,)), Look(lang)))
        assert ("方法不同" if lang == "zh" else "methods") in told
        assert rollup_page(rolled(PLANS, view, columns=(column,)), How(lang)).count("主题jobs")


def test_reds_are_by_theme_the_most_frequent_first() -> None:
    reds = {
        name: summary(*(target(theme or "x", "off_track", theme) for theme in themes))
        for name, themes in (("a", ("jobs", "air", None)), ("b", ("air",)))
    }
    told = plain_text(rollup_document(rolled(reds, "reds"), Look()))
    assert (
        told.index("主题air (2 个方案)") < told.index("主题jobs (1 个方案)") < told.index("没有对应到主题的")
    )
    assert "红的指标 4 项, 在 2 个方案中" in told


def test_who_has_not_filed() -> None:
    told = plain("missing")
    assert line_of(told, "县a") == "县a 单位0 2026Q3 2026-10-20 10 2"
    assert "从未报送的方案 1 个: 县d" in told


def test_what_changed() -> None:
    moved = {"a": summary(target("jobs", "on_track", "jobs", before="off_track"))}
    told = plain_text(rollup_document(rolled(moved, "changes"), Look()))
    assert line_of(told, "县a") == "县a 指标jobs ■ 滞后 ● 达序时进度 7 家 2026Q3 2026-07-30"


def test_an_order_says_what_it_leaves_out() -> None:
    made = rolled(PLANS)
    rows = {row.id: row for row in made.rows}
    made = replace(made, rows=(rows["a"],), left_out=(rows["b"], rows["c"]), by_completion=True)
    told = plain_text(rollup_document(made, Look()))
    assert "没有增量完成率, 未排入: 县b、县c (2 个)" in told
    assert line_of(told, "县a").startswith("县a 50.0% (2) ■ 红")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("view", EVERY)
@pytest.mark.parametrize("columns", [60, 80, 120])
def test_no_line_is_wider_than_the_terminal(view: RollupView, columns: int, lang: Lang) -> None:
    told = terminal(rollup_document(rolled(PLANS, view), Look(lang)), How(lang, columns))
    assert max(map(wcswidth, told.splitlines())) <= columns


@pytest.mark.parametrize("view", EVERY)
def test_made_up_data_says_so(view: RollupView) -> None:
    made = rolled(PLANS, view)
    document = rollup_document(made, Look())
    for out in (
        terminal(document, How("zh", 100)),
        plain_text(document),
        markdown(document),
        comma_separated(document),
    ):
        assert "演示数据" in out
    assert "演示数据" in rollup_page(made, How("zh"))
    assert json.loads(dumps(rollup_json(made, Look())))["synthetic"] is True


def test_csv_has_a_row_for_each_plan_and_theme() -> None:
    rows = list(csv.DictReader(io.StringIO(comma_separated(rollup_document(rolled(PLANS), Look())))))
    assert [(row["plan_id"], row["theme"], row["status"], row["value"]) for row in rows] == [
        ("a", "jobs", "on_track", "7"), ("a", "air", "off_track", "9.50"), ("b", "jobs", "at_risk", "7"),
        ("c", "", "", ""), ("d", "jobs", "not_assessable", ""),
    ]  # fmt: skip
    assert rows[3]["unread"] == "data"
    assert rows[0]["completion"] == "0.5"


def test_json_has_the_whole_table() -> None:
    told = json.loads(dumps(rollup_json(rolled(PLANS), Look("en"))))
    rows = {row["id"]: row for row in told["rows"]}
    assert rows["region"]["plan"] is None
    assert rows["region"]["below"]["colours"] == {"red": 1, "yellow": 1, "grey": 1}
    assert rows["a"]["themes"]["air"]["value"] == 9.5
    assert rows["c"]["plan"]["unread"] == {
        "reason": "data", "code": "Q012", "where": "targets.yaml:3", "message": "坏了",
    }  # fmt: skip
    assert told["as_of"] == DAY.isoformat()


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("view", EVERY)
def test_the_page_is_whole_and_offline(view: RollupView, lang: Lang) -> None:
    page = rollup_page(rolled(PLANS, view), How(lang))
    tree = Tree(page)
    assert len(tree.ids) == len(set(tree.ids))
    assert not [tag for tag, attrs in tree.found if attrs.get("src") or "style" in attrs]
    assert {attrs["href"][0] for _, attrs in tree.found if attrs.get("href")} <= {"#", "d"}
    assert {attrs["href"][1:] for tag, attrs in tree.found if tag == "a"} <= set(tree.ids)
    assert rollup_page(rolled(PLANS, view), How(lang)) == page


def test_every_cell_of_the_map_has_a_sign() -> None:
    page = rollup_page(rolled(PLANS), How("zh"))
    row = page[page.index('data-id="a"') :].split("</tr>")[0]
    assert '<td class="g" title="达序时进度 · ≥10 家">● 7</td>' in row
    assert '<td class="x" title="滞后 · ≥10 家">■ 9.50</td>' in row
    assert '<td class="n">·</td>' in page


def test_a_long_list_is_cut_and_says_so() -> None:
    many = {str(k): summary(target("jobs", "off_track", "jobs")) for k in range(MOST + 1)}
    page = rollup_page(rolled(many, "reds"), How("zh"))
    assert f"只列前 {MOST} 行, 共 {MOST + 1} 行" in page


def told(said: str) -> Summary:
    """A plan with *said* for every text of its target."""
    one = target("jobs", "off_track", "jobs", before="on_track")
    return summary(replace(one, name=text(said), uom=text(said)))


@cache
def quiet(view: RollupView) -> set[str]:
    """The elements of a page on which nobody attacks."""
    page = rollup_page(rolled({"a": told("x")}, view, title=text("x")), How("zh"))
    return {tag for tag, _ in Tree(page).found}


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_breaks_out(attack: str) -> None:
    for view in EVERY:
        made = rolled({"a": told(attack)}, view, title=text(attack))
        rows = tuple(replace(row, name=text(attack)) for row in made.rows)
        made = replace(
            made, rows=rows, columns=tuple(replace(one, name=text(attack)) for one in made.columns)
        )
        tree = Tree(rollup_page(made, How("zh")))
        assert {tag for tag, _ in tree.found} <= quiet(view)
        document = rollup_document(made, Look())
        assert harmless(terminal(document, How("zh", 80)))
        assert harmless(plain_text(document))
        for row in csv.reader(io.StringIO(comma_separated(document).removeprefix("\ufeff"))):
            assert not any(cell.startswith(("=", "+", "@", "\t")) for cell in row)
