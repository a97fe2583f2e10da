"""The bulletin: its text as golden files, its numbers against `status`, the office's own words kept."""

import json
import re
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from wcwidth import wcswidth

from qstrong.assess.review import Review, review
from qstrong.model.bulletin import Bulletin
from qstrong.model.period import Period
from qstrong.read.dataset import load
from qstrong.read.source import Folder
from qstrong.render.bulletin.content import fits
from qstrong.render.bulletin.voice import Voice
from qstrong.render.bulletin.whole import bulletin_content
from qstrong.render.look import Look
from qstrong.timeline.owed import close_day
from tests.conftest import ROOT, Golden, Run
from tests.there import there

DEMO = ("--data", "examples/demo")
OUTLINE = ("--data", "examples/national-outline-2025")
VIEWS = {
    "bulletin-demo-2026Q2": ("2026Q2", *DEMO),
    "bulletin-demo-2026Q3": ("2026Q3", *DEMO),
    "bulletin-demo-2026Q3-full": ("2026Q3", *DEMO, "--full"),
    "bulletin-outline-2024": ("2024", *OUTLINE),
    "bulletin-outline-2025": ("2025", *OUTLINE),
    "bulletin-brief": ("2026Q3", *DEMO, "--brief"),
    "bulletin-brief-outline": ("2024", *OUTLINE, "--brief"),
    "bulletin-unit-industry": ("2026Q3", *DEMO, "--unit", "区工业和信息化局"),
    "bulletin-unit-water": ("2026Q3", *DEMO, "--unit", "water"),
}
OWN = """\
issue: 3
date: 2026-11-05
to: 各街道办，区直各有关单位
cc: 区领导
mark: 内部事项 注意保管
contact: 示例科，0755-00000000
signature: 示例办公室
main: [rd-expenditure, high-tech-enterprises]
opinions: {ai-output: 情况属实，列入重点督办}
praise: [ecology, 示例街道“一企一策”]
requirements: [一是对表补差。, 二是把好数据关]
reply_by: 2026-11-15
"""
WORDS = (
    "第3期", "2026年11月5日", "各街道办，区直各有关单位：", "内部事项 注意保管", "示例科，0755-00000000", "示例办公室",
    "核定意见：情况属实，列入重点督办。", "近零碳排放区试点项目通过验收", "示例街道“一企一策”", "一是对表补差。", "二是把好数据关。",
    "请于2026年11月15日前补报", "涉及第三部分的单位，请于2026年11月15日前书面反馈整改情况。", "抄送：区领导",
)  # fmt: skip


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("view", VIEWS)
def test_text(view: str, lang: str, qstrong: Run, golden: Golden) -> None:
    result = qstrong("bulletin", *VIEWS[view], "-f", "md", QSTRONG_LANG=lang)
    assert result.code == 0
    golden(f"{view}.{lang}.md", result.out)


@pytest.mark.parametrize("format_", ["terminal", "plain", "csv", "html", "json"])
def test_formats(format_: str, qstrong: Run, golden: Golden) -> None:
    result = qstrong("bulletin", *VIEWS["bulletin-demo-2026Q3"], "-f", format_)
    assert result.code == 0
    assert "演示数据" in result.out
    if format_ == "json":
        golden("bulletin-demo-2026Q3.json", result.out)


@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.parametrize("view", VIEWS)
def test_a_terminal_is_wide_enough(view: str, columns: int, qstrong: Run) -> None:
    result = qstrong("bulletin", *VIEWS[view], "-f", "terminal", columns=columns)
    assert all(wcswidth(line) <= columns for line in result.out.splitlines())


@pytest.mark.parametrize(
    ("data", "period"),
    [(DEMO, "2025Q1"), (DEMO, "2025Q4"), (DEMO, "2026Q2"), (DEMO, "2026Q3"), (OUTLINE, "2024")],
)
def test_its_numbers_are_those_of_status(data: tuple[str, str], period: str, qstrong: Run) -> None:
    status = json.loads(qstrong("status", *data, "--as-of", period, "-f", "json").out)
    text = qstrong("bulletin", period, *data, "-f", "md", "--full").out
    found = json.loads(qstrong("bulletin", period, *data, "-f", "json").out)
    for key in ("counts", "data_counts", "coverage", "as_of", "time_progress"):
        assert found[key] == status[key]
    head = re.search(r"(\d+)项指标截至本期应报(\d+)项、有数(\d+)项，可评价(\d+)项", text)
    coverage = status["coverage"]
    due = [one for one in status["targets"] if one["data"] != "not_due"]
    filed = sum(one["data"] == "reported" for one in due)
    assert [int(n) for n in there(head).groups()] == [
        coverage["total"],
        coverage["due"],
        filed,
        coverage["assessable"],
    ]
    names = {
        "achieved": "已达目标",
        "on_track": "达到或基本达到序时进度",
        "at_risk": "略低于序时进度",
        "off_track": "滞后",
        "worsening": "差于基期",
    }
    line = text[there(head).end() : text.index("\n", there(head).end())].split("。")[0]
    counted = {
        key: int(n[1]) if (n := re.search(rf"{word}(\d+)项", line)) else 0 for key, word in names.items()
    }
    assert counted == {key: status["counts"][key] for key in names}
    behind = [
        one for one in status["targets"] if one["status"] in ("at_risk", "off_track", "worsening", "missed")
    ]
    assert found["behind"] == [one["id"] for one in behind]
    for k, one in enumerate(behind, 1):
        name = one["name"] + ("（约束性）" if one["binding"] else "")
        said = next(row for row in text.splitlines() if row.startswith(f"{k}.{name}（责任单位"))
        if one["value"] is not None:
            assert str(one["value"]) in said.replace("\\", "") or f"{one['value']:.2f}" in said
        assert ("unexplained" in one["flags"]) == ("未说明" in said)


def test_what_three_pages_do_not_hold_stands_in_the_annexes(qstrong: Run) -> None:
    said = [
        json.loads(qstrong("bulletin", "2026Q3", *DEMO, "-f", "json", *extra).out)["text"]
        for extra in ((), ("--full",))
    ]
    short, full = (sum(len(text) for part in one["parts"] for text in part["paragraphs"]) for one in said)
    assert short < full / 2
    assert said[0]["annexes"] == said[1]["annexes"]
    annexes = json.dumps(said[0]["annexes"], ensure_ascii=False)
    for path in (ROOT / "examples" / "demo" / "progress").glob("*/2026Q3.yaml"):
        filing = yaml.safe_load(path.read_text(encoding="utf-8"))
        behind = set(json.loads(qstrong("bulletin", "2026Q3", *DEMO, "-f", "json").out)["behind"])
        for one in filing.get("observations", []):
            keys = ("cause", "measures", "owner") if one["indicator"] in behind else ()
            for words in (one.get(key) for key in (*keys, "request")):
                assert (words or "").rstrip("。") in annexes, one
        for one in filing.get("actions", []):
            assert (one.get("request") or "").rstrip("。") in annexes, one
        assert (filing.get("highlights") or "").rstrip("。") in annexes
    full_text = "".join(text for part in said[1]["parts"] for text in part["paragraphs"])
    changed = re.findall(r"[^；（）]+由“[^”]+”转为“[^”]+”", full_text)
    done = re.findall(r"(?<=，)(?:\d+年)?\d+月\d+日(?=完成)", full_text)
    waiting = re.findall(r"待反馈\d项（.+?））", full_text)
    assert (len(changed), len(done), len(waiting)) == (4, 3, 1)
    for words in (*changed, *(f"（{day}）" for day in done), *waiting, "方案实施前最好水平为97.60%"):
        assert words in annexes, words


@pytest.mark.parametrize(("period", "data"), [("2026Q3", DEMO), ("2026Q2", DEMO), ("2025", OUTLINE)])
def test_the_text_has_at_most_three_pages(period: str, data: tuple[str, str]) -> None:
    voice = Voice(*made(period, data[1]), Look("zh"))
    assert fits(bulletin_content(voice), "zh")
    assert fits(bulletin_content(voice, whole=True), "zh") == (data == OUTLINE)


def made(period: Any, data: str) -> tuple[Review, Bulletin]:
    dataset = load(Folder(ROOT / data)).dataset
    period = Period.parse(period)
    return review(there(dataset), period, close_day(there(dataset).plan, period)), Bulletin()


def test_a_closed_period_reads_the_same_on_every_later_day(qstrong: Run) -> None:
    assert (
        qstrong("bulletin", "2026Q2", *DEMO).out
        == qstrong("bulletin", "2026Q2", *DEMO, "--as-of", "2026Q2").out
    )


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """The demo with the office's own words for one bulletin."""
    folder = tmp_path / "demo"
    shutil.copytree(ROOT / "examples" / "demo", folder)
    (folder / "bulletins").mkdir()
    (folder / "bulletins" / "2026Q3.yaml").write_text(OWN, encoding="utf-8")
    return folder


def test_the_offices_own_words_are_kept_each_time(office: Path, qstrong: Run) -> None:
    result = qstrong("bulletin", "2026Q3", "--data", office, "-f", "md")
    assert result.code == 0
    for words in WORDS:
        assert words in result.out, words
    assert qstrong("bulletin", "2026Q3", "--data", office, "-f", "md").out == result.out
    assert "高新技术企业数4436家（2025年），已达目标，达成率100.8%" in result.out
    assert "研究与试验发展经费支出，未到报送时间" in result.out
    brief = qstrong("bulletin", "2026Q3", "--data", office, "--brief").out
    assert "呈：区领导" in brief


def test_the_page_says_the_offices_words_as_the_bulletin_does(office: Path, qstrong: Run) -> None:
    result = qstrong("bulletin", "2026Q3", "--data", office, "-o", office / "p.html")
    assert result.code == 0
    page = (office / "p.html").read_text(encoding="utf-8")
    assert "市生态环境局龙华管理局：近零碳排放区试点项目通过验收" in page
    assert "<li>ecology" not in page


def test_a_unit_chosen_for_praise_that_filed_none_is_named(office: Path, qstrong: Run) -> None:
    (office / "bulletins" / "2026Q3.yaml").write_text("praise: [water]\n", encoding="utf-8")
    for format_ in ("md", "html"):
        said = qstrong("bulletin", "2026Q3", "--data", office, "-f", format_).out
        assert "区水务局：本期未报亮点做法" in said


def test_the_ledger_has_a_column_for_opinions_where_there_are_any(office: Path, qstrong: Run) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl isn't installed")
    pytest.importorskip("xlsxwriter", reason="XlsxWriter isn't installed")
    heads = []
    for period in ("2026Q3", "2026Q2"):
        assert qstrong("bulletin", period, "--data", office, "-o", office / "a.xlsx").code == 0
        sheet = openpyxl.load_workbook(office / "a.xlsx").worksheets[0]
        heads.append([cell.value for cell in sheet[4]])
        if period == "2026Q3":
            said = {row[2]: row[len(heads[0]) - 1] for row in sheet.iter_rows(min_row=5, values_only=True)}
    assert (heads[0][-1], "核定意见" in heads[1]) == ("核定意见", False)
    assert {name: text for name, text in said.items() if text} == {
        "人工智能产业产值": "情况属实，列入重点督办"
    }


def test_after_the_last_filing_none_is_announced(qstrong: Run) -> None:
    last = qstrong("bulletin", "2025", *OUTLINE, "--brief").out
    assert "下期节点" not in last
    assert "2025年报送" in qstrong("bulletin", "2024", *OUTLINE, "--brief").out


def test_words_of_another_period_are_not_used(office: Path, qstrong: Run) -> None:
    assert "第3期" not in qstrong("bulletin", "2026Q2", "--data", office).out


def test_a_broken_file_is_told_and_the_bulletin_made_without_it(office: Path, qstrong: Run) -> None:
    (office / "bulletins" / "2026Q3.yaml").write_text("opinions: {ai-outpt: 好}\n", encoding="utf-8")
    result = qstrong("bulletin", "2026Q3", "--data", office)
    assert (result.code, "1 处须改" in result.err) == (1, True)
    assert "核定意见" not in result.out


def test_nothing_from_the_offices_file_becomes_markup(office: Path, qstrong: Run) -> None:
    nasty = '"<b>x</b> [a](http://b) |"'
    (office / "bulletins" / "2026Q3.yaml").write_text(
        f"mark: {nasty}\nopinions: {{ai-output: {nasty}}}\n", encoding="utf-8"
    )
    md = qstrong("bulletin", "2026Q3", "--data", office, "-f", "md").out
    assert r"\<b\>x\</b\> \[a\](http\://b) \|" in md
    html = qstrong("bulletin", "2026Q3", "--data", office, "-f", "html").out
    assert "<b>x" not in html
    assert "&lt;b&gt;x" in html


def test_landing_values_only_when_asked_for(qstrong: Run) -> None:
    plain, asked = (qstrong("bulletin", "2026Q3", *DEMO, *extra).out for extra in ((), ("--landing",)))
    assert "预计2027年12月底为" not in plain
    assert "预计2027年12月底为" in asked


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (("2026Q3", "--brief", "--unit", "water"), "只能用一个"),
        (("2026Q3", "--template", "a.docx"), "--template"),
        (("2026Q3", "-f", "docx"), "-o"),
        (("2026-05",), "没有 2026-05"),
        (("2027Q3",), "2027Q3 从 2027-07-01 开始, 在 2026-10-30 还没有可通报的"),
        (("第三季度",), "期次应写作"),
        (("2026Q3", "--unit", "区水利局"), "没有叫"),
        (("2026Q3", "-o", "a.doc"), "--output"),
    ],
)
def test_usage(argv: tuple[str, ...], words: str, qstrong: Run) -> None:
    result = qstrong("bulletin", *argv, *DEMO)
    assert (result.code, words in result.err) == (2, True), result.err


def test_without_python_docx_it_says_what_to_install(
    qstrong: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delitem(sys.modules, "qstrong.render.office.word", raising=False)
    monkeypatch.delitem(sys.modules, "qstrong.render.office.word_styles", raising=False)
    monkeypatch.setitem(sys.modules, "docx", None)
    result = qstrong("bulletin", "2026Q3", *DEMO, "-o", tmp_path / "a.docx")
    assert (result.code, "pip install 'qstrong[word]'" in result.err) == (2, True)


def test_a_period_by_another_name(qstrong: Run) -> None:
    assert qstrong("bulletin", "2026H1", *DEMO).out == qstrong("bulletin", "2026Q2", *DEMO).out


def test_before_anything_is_due(qstrong: Run) -> None:
    result = qstrong("bulletin", "--as-of", "2026-11-24")
    assert result.code == 0
    assert "截至2026年11月24日的进展情况" in result.out
    assert "36项指标截至本期应报0项" in result.out
    assert "本期没有可评价的指标，是否达到序时进度尚不能判断。" in result.out
    brief = qstrong("bulletin", "--as-of", "2026-11-24", "--brief").out
    assert "本期没有可评价的指标；提请协调0项。" in brief
