"""The leader's page in its order; the bulletin's text names what was achieved and what is done, in three pages."""

import re
from dataclasses import replace
from datetime import date

import pytest

from qstrong.assess.review import Request, review
from qstrong.assess.verdict import RED
from qstrong.model.bulletin import Bulletin
from qstrong.model.dataset import Dataset
from qstrong.model.period import Period
from qstrong.read.dataset import load
from qstrong.read.source import Folder
from qstrong.render.bulletin.brief import brief
from qstrong.render.bulletin.content import Paragraph, body, fits
from qstrong.render.bulletin.sentences import requests
from qstrong.render.bulletin.voice import Voice
from qstrong.render.bulletin.whole import bulletin_content
from qstrong.render.document import Table
from qstrong.render.look import Look
from tests.conftest import ROOT
from tests.there import there

DATA = there(load(Folder(ROOT / "examples/demo")).dataset)
QUARTERS = [("2026Q2", date(2026, 7, 30)), ("2026Q3", date(2026, 10, 30))]


def voice(period: str, day: date) -> Voice:
    return Voice(review(DATA, Period.parse(period), day), Bulletin(), Look())


@pytest.mark.parametrize(("period", "day"), QUARTERS)
def test_the_leaders_page_has_its_parts_in_order(period: str, day: date) -> None:
    text = "\n".join(body(brief(voice(period, day))))
    heads = re.findall(r"^[①-⑥]([^。]+)。", text, re.MULTILINE)
    wanted = ["指标总体", "需关注指标", "提请协调事项", "较上期", "下期节点", "未报、迟报单位"]
    assert heads == [head for head in wanted if head in heads]
    assert {"指标总体", "需关注指标", "较上期", "下期节点", "未报、迟报单位"} <= set(heads)


def test_requests_of_reds_come_first_then_those_of_overdue_and_suspended_actions() -> None:
    told = voice(*QUARTERS[1])
    report = told.review.report
    red = next(one.target.id for one in report.targets if one.status in RED)
    green = next(one.target.id for one in report.targets if one.status == "on_track")
    late = next(one.action.id for one in report.actions if one.label == "overdue")
    idle = next(one.action.id for one in report.actions if one.label == "suspended")
    plain = next(one.action.id for one in report.actions if one.label == "in_progress")
    asked = tuple(Request("water", name, f"求{k}") for k, name in enumerate((plain, idle, green, late, red)))
    said = requests(replace(told, review=replace(told.review, requests=asked)))
    assert [text[1:3] for text in said] == ["求4", "求3", "求1", "求0", "求2"]


@pytest.mark.parametrize(("period", "day"), QUARTERS)
def test_what_turned_grey_is_named(period: str, day: date) -> None:
    told = voice(period, day)
    found = there(told.review.comparison)
    grey = [
        there(one.after).target.name.say("zh")
        for one in found.targets
        if one.moved and one.before and one.after and one.after.status == "not_assessable"
    ]
    text = "\n".join(body(brief(told)))
    assert ("转为不可评价" in text) is bool(grey)
    assert all(name in text for name in grey[:3])


@pytest.mark.parametrize(("period", "day"), QUARTERS)
def test_the_text_names_what_was_achieved_and_done_within_three_pages(period: str, day: date) -> None:
    told = voice(period, day)
    content = bulletin_content(told)
    assert fits(content, "zh")
    text = "\n".join(body(content))
    report = told.review.report
    achieved = [one.target.name.say("zh") for one in report.targets if one.status == "achieved"]
    assert achieved
    assert [name for name in achieved if name not in text] == []
    assert told.review.done
    assert [one.action.id for one in told.review.done if one.action.title.say("zh") not in text] == []
    groups = text.partition("主要指标完成情况\n")[2].partition("\n")[0].rstrip("。").split("；")
    for group in report.dataset.groups:
        (part,) = [one for one in groups if one.startswith(group.title.say("zh"))]
        counted = [
            one for one in report.targets if one.target.group == group.id and one.status != "not_assessable"
        ]
        figures = [f"{one.target.name.say('zh')}{there(one.verdict.point).value}" for one in counted]
        assert any(figure in part for figure in figures) or not counted


def said_of(period: str, day: date, data: Dataset = DATA) -> str:
    return "\n".join(body(brief(Voice(review(data, Period.parse(period), day), Bulletin(), Look()))))


def test_the_leaders_page_counts_what_silence_hides() -> None:
    told = review(DATA, Period.parse("2026Q4"), date(2027, 1, 30))
    text = said_of("2026Q4", date(2027, 1, 30))
    assert len(told.stale) == 8
    (conclusion,) = (line for line in text.splitlines() if line.startswith("结论："))
    assert "另有上期未达序时进度、本期未报送的8项" in conclusion
    foot = "".join(brief(Voice(told, Bulletin(), Look())).closing)
    assert "数据截至2026年9月底，本期2027年1月30日锁定" in foot  # nothing came since


def test_before_its_due_day_a_filing_is_what_comes_next() -> None:
    real = there(load(Folder(ROOT / "data")).dataset)
    early = said_of("2026Q4", date(2026, 11, 28), real)
    assert "2026年第四季度报送2027年1月20日截止；2027年第一季度报送" in early
    told = review(real, Period.parse("2026Q4"), date(2026, 11, 28))
    assert "尚无可评价的数据，本期2027年1月30日锁定" in brief(Voice(told, Bulletin(), Look())).closing[0]
    late = said_of("2026Q4", date(2027, 1, 21), real)
    assert "2026年第四季度报送" not in late


def test_a_file_with_nothing_that_was_owed_is_no_filing() -> None:
    outline = there(load(Folder(ROOT / "examples/national-outline-2025")).dataset)
    told = review(outline, Period.parse("2025"), date(2026, 4, 30))
    assert told.filings
    assert not told.heard
    content = bulletin_content(Voice(told, Bulletin(), Look()))
    assert "各责任单位本期的报送，我们尚未收到" in content.opening[0]
    assert review(DATA, Period.parse("2026Q3"), date(2026, 10, 30)).heard


def test_annex_1_says_met_and_dates_what_judges_nothing() -> None:
    content = bulletin_content(voice(*QUARTERS[1]))
    table = next(one for one in content.annexes[0].blocks if isinstance(one, Table))
    heads = [column.head for column in table.columns]
    rows = {
        row[1].text: dict(zip(heads, (cell.text for cell in row), strict=True))
        for section in table.sections
        for row in section.rows
    }
    beside = rows["低空经济产业集群产值"]
    assert (beside["现值"], beside["数据期"]) == ("(62.45, 缺上年同期数)", "(2026Q3)")
    assert {rows[name]["距目标"] for name in ("高新技术企业数", "新增省级质检中心")} == {"达标"}
    assert rows["全区服务业增加值增速"]["距目标"] == "–"


def test_silence_breaks_a_promise_too() -> None:
    told = voice("2026Q4", date(2027, 1, 30))
    stale = {one.target.id for one in told.review.stale}
    broken = [one for one in told.review.promises if one.subject in stale and not one.answer]
    assert len(broken) == 5
    said = f"承诺已到期、本期未反馈完成情况{len(broken)}项"
    content = bulletin_content(told)
    assert said in "\n".join(body(content))
    assert said in "\n".join(body(brief(told)))
    (annex,) = (one for one in content.annexes if "未达序时进度指标清单" in one.heading)
    remarks = [one.text for one in annex.blocks if isinstance(one, Paragraph)]
    for one in broken:
        assert any(one.measures.rstrip("。") in text and "本期未反馈完成情况" in text for text in remarks)
