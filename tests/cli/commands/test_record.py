"""record: one value into the right file, with a minimal diff; and the whole of a year by commands alone."""

import os
import shutil
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from qstrong.model.period import Period
from qstrong.model.problem import Problem
from qstrong.read.dataset import load
from qstrong.read.source import Folder
from qstrong.timeline.blank import blank
from qstrong.write.filing.record import Answer
from tests.conftest import ROOT, Run
from tests.problems.specimens import HERE
from tests.terminal import Terminal
from tests.there import there

Q2, Q3 = "data/progress/finance/2025Q2.yaml", "data/progress/finance/2025Q3.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(HERE / "base", tmp_path / "data")
    return tmp_path


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.yaml")}


def test_a_value_changes_one_line(folder: Path, qstrong: Run) -> None:
    before = (folder / Q2).read_text("utf-8")
    result = qstrong("record", "财政局", "2025Q2", "研发经费", "62.18", "--yes", cwd=folder)
    assert result.code == 0, result.err
    assert (folder / Q2).read_text("utf-8") == before.replace("62.15", "62.18")
    assert result.out.count("\n@@") == 1
    assert f"git add {Q2}" in result.out
    assert "git commit -m '区财政局 2025Q2: 研发经费'" in result.out


@pytest.mark.parametrize(
    "styled",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: text.replace("62.15", "62.15   # 快报, 待核"),
        lambda text: text.replace("62.15", "'62.15'"),
        lambda text: text.rstrip("\n"),
        lambda text: text.replace(
            "  - indicator: rd-expenditure\n    value: 62.15\n    source: 统计月报\n    note: 上半年累计数\n",
            "  -   {indicator: rd-expenditure,value: 62.15 , source: 统计月报, note: 上半年}  # 流式\n\n",
        ),
    ],
)
def test_whatever_the_style_only_the_value_changes(
    folder: Path, qstrong: Run, styled: Callable[..., Any]
) -> None:
    path = folder / Q2
    before = styled(path.read_text("utf-8")).encode()
    path.write_bytes(before)
    result = qstrong("record", "finance", "2025Q2", "rd-expenditure", "62.18", "-y", cwd=folder)
    assert result.code == 0, result.err
    assert path.read_bytes() == before.replace(b"'62.15'", b"62.18").replace(b"62.15", b"62.18")
    rows = [row for row in result.out.splitlines() if row[:1] in "+-" and row[:3] not in ("+++", "---")]
    assert len(rows) == 2


def test_a_new_filing(folder: Path, qstrong: Run) -> None:
    words = [
        "new-standards",
        "12",
        "--source",
        "平台: 统计",
        "--filed",
        "2025-10-10",
        "--as-of",
        "2025-10-11",
        "-y",
    ]
    assert qstrong("record", "finance", "2025Q3", *words, cwd=folder).code == 0
    assert (folder / Q3).read_text("utf-8") == (
        "unit: finance\nperiod: 2025Q3\nfiled: 2025-10-10\nobservations:\n"
        "  - indicator: new-standards\n    value: 12\n    source: '平台: 统计'\n"
    )
    more = [
        "1.2",
        "--state",
        "done",
        "--evidence",
        "甲",
        "--evidence",
        "乙, 丙",
        "--as-of",
        "2025-10-11",
        "-y",
    ]
    assert qstrong("record", "finance", "2025Q3", *more, cwd=folder).code == 0
    assert (
        (folder / Q3)
        .read_text("utf-8")
        .endswith("actions:\n  - action: \"1.2\"\n    state: done\n    evidence: [甲, '乙, 丙']\n")
    )


def test_a_revision_stands_in_a_later_filing(folder: Path, qstrong: Run) -> None:
    later = ["--as-of", "2025-10-11", "-y"]
    direct = qstrong("record", "finance", "2025Q2", "rd-expenditure", "63", *later, cwd=folder)
    assert direct.code == 1
    assert "--revise" in direct.err
    words = ["rd-expenditure", "63", "--for", "2025Q2", "--revise"]
    bare = qstrong("record", "finance", "2025Q3", *words, *later, cwd=folder)
    assert bare.code == 1
    assert "Q501" in bare.err
    before = (folder / Q2).read_bytes()
    whole = qstrong(
        "record", "finance", "2025Q3", *words, "--reason", "终报", "--source", "年报", *later, cwd=folder
    )
    assert whole.code == 0, whole.err
    assert (folder / Q2).read_bytes() == before
    assert "period: 2025Q2\n    value: 63\n    flag: revised\n    reason: 终报" in (folder / Q3).read_text(
        "utf-8"
    )
    assert qstrong("validate", "--as-of", "2025-10-11", "--strict", cwd=folder).code == 0


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["finance", "2025Q2", "rd-expenditure", "62.15亿元", "-y"], 1, "Q204"),
        (["finance", "2025Q2", "rd-expenditure", "６２", "-y"], 1, "Q201"),
        (["finance", "2025Q2", "pass-rate", "972", "-y"], 1, "Q212"),
        (["market", "2025Q2", "new-standards", "9", "-y"], 1, "Q401"),
        (["finance", "2025Q2", "new-standards", "3", "-y"], 1, "Q304"),
        (["finance", "2025Q2", "1.2", "--state", "推进中", "-y"], 1, "in_progress"),
        (["财务局", "2025Q2", "rd-expenditure", "1", "-y"], 2, "财务局"),
        (["finance", "2025Q2", "研发", "1", "-y"], 2, "研发经费"),
        (["finance", "二季度", "rd-expenditure", "1", "-y"], 2, "2026Q4"),
        (["finance", "2025Q2", "rd-expenditure", "62.5"], 2, "--yes"),
        (["finance", "2025Q2", "rd-expenditure", "1", "--revise", "-y"], 2, "--for"),
        (["finance", "2025Q2", "rd-expenditure", "1", "--source", "a\x1bb", "-y"], 1, "a\\x1bb"),
        (["finance", "2025Q2", "rd-expenditure", "1", "--source", "\udcff", "-y"], 1, "\\udcff"),
        (["finance", "2025Q2"], 2, "INDICATOR"),
        ([], 2, "UNIT"),
    ],
)
def test_what_is_refused_changes_nothing(
    folder: Path, qstrong: Run, words: list[str], code: int, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", StringIO())
    before = files(folder)
    result = qstrong("record", *words, cwd=folder)
    assert result.code == code
    assert said in result.err
    assert files(folder) == before


OPEN = ("--as-of", "2025-07-15")


@pytest.mark.parametrize(
    ("words", "gone"),
    [
        (
            ["研发经费"],
            "  - indicator: rd-expenditure\n    value: 62.15\n    source: 统计月报\n    note: 上半年累计数\n",
        ),
        (["new-standards"], "  - {indicator: new-standards, value: 9, source: 标准平台}\n"),
        (["1.2"], '  - {action: "1.2", state: in_progress, progress: 已选址}\n'),
        (
            ["1.1", "--lang", "en"],
            '  - action: "1.1"\n    state: done\n    on: 2025-06-20\n    evidence: 深质字〔2025〕5号\n',
        ),
    ],
)
def test_before_the_close_an_entry_is_taken_back(
    folder: Path, qstrong: Run, words: list[str], gone: str
) -> None:
    before = (folder / Q2).read_text("utf-8")
    assert gone in before
    result = qstrong("record", "finance", "2025Q2", *words, "--remove", "-y", *OPEN, cwd=folder)
    assert result.code == 0, result.err
    assert (folder / Q2).read_text("utf-8") == before.replace(gone, "")
    again = qstrong("record", "finance", "2025Q2", *words, "--remove", "-y", *OPEN, cwd=folder)
    assert again.code == 1
    assert ("nothing to take back" if "en" in words else "没有可以撤回的") in again.err


def test_of_a_last_entry_an_empty_filing_stays(folder: Path, qstrong: Run) -> None:
    for name in ("rd-expenditure", "pass-rate", "new-standards", "1.1", "1.2"):
        result = qstrong("record", "finance", "2025Q2", name, "--remove", "-y", *OPEN, cwd=folder)
        assert result.code == 0, result.err
        assert qstrong("validate", *OPEN, cwd=folder).code == 0
    text = (folder / Q2).read_text("utf-8")
    assert text.startswith("# 样例")
    assert text.endswith("prepared_by: 张三\nobservations:\nactions: []\n")
    assert qstrong("record", "finance", "2025Q2", "pass-rate", "97.2", "-y", *OPEN, cwd=folder).code == 0
    assert qstrong("validate", *OPEN, cwd=folder).code == 0


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["研发经费", "--as-of", "2025-08-15"], 1, "已报的 62.15 不能撤回"),
        (["1.2", "--as-of", "2025-08-15", "--lang", "en"], 1, "can't be taken back"),
        (["研发经费", "63", *OPEN], 2, "--remove 撤回整条"),
        (["1.2", "--note", "x", *OPEN], 2, "--remove 撤回整条"),
        (["研发经费", "--for", "2025Q1", *OPEN], 1, "没有可以撤回的"),
    ],
)
def test_what_is_not_taken_back(folder: Path, qstrong: Run, words: list[str], code: int, said: str) -> None:
    before = files(folder)
    result = qstrong("record", "finance", "2025Q2", *words, "--remove", "-y", cwd=folder)
    assert result.code == code
    assert said in result.err
    assert files(folder) == before


def test_taking_back_waits_for_a_yes(folder: Path, qstrong: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", StringIO())
    before = files(folder)
    assert qstrong("record", "finance", "2025Q2", "1.2", "--remove", *OPEN, cwd=folder).code == 2
    assert qstrong("record", "finance", "2025Q2", "1.2", "--remove", "-n", *OPEN, cwd=folder).code == 0
    assert files(folder) == before
    assert talk(folder, ("finance", "2025Q2", "1.2", "--remove", *OPEN), [("写入吗", "n")]) == 1
    assert files(folder) == before
    assert talk(folder, ("finance", "2025Q2", "1.2", "--remove", *OPEN), [("写入吗", "")]) == 0
    assert files(folder) != before


def test_a_dry_run_and_a_value_that_stands_already(folder: Path, qstrong: Run) -> None:
    before = files(folder)
    result = qstrong("record", "finance", "2025Q2", "rd-expenditure", "63", "-n", cwd=folder)
    assert "+    value: 63" in result.out
    assert (
        "没有改动" in qstrong("record", "finance", "2025Q2", "rd-expenditure", "62.15", "-y", cwd=folder).out
    )
    assert files(folder) == before


def test_a_broken_filing_is_left_alone(folder: Path, qstrong: Run) -> None:
    (folder / Q2).write_text("unit: [\n", "utf-8")
    result = qstrong("record", "finance", "2025Q2", "rd-expenditure", "63", "-y", cwd=folder)
    assert result.code == 1
    assert "validate" in result.err
    assert (folder / Q2).read_text("utf-8") == "unit: [\n"


def test_a_file_that_changes_meanwhile(folder: Path, qstrong: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from qstrong.cli.recording.recording import Recording

    take = Recording.take

    def slow(self: Recording, answer: Answer) -> tuple[Problem, ...]:
        found = take(self, answer)
        path = folder / Q2
        path.write_text(path.read_text("utf-8") + "# 别人\n", "utf-8")
        return found

    monkeypatch.setattr(Recording, "take", slow)
    result = qstrong("record", "finance", "2025Q2", "rd-expenditure", "63", "-y", cwd=folder)
    assert result.code == 1
    assert "别人" in result.err
    assert "value: 62.15" in (folder / Q2).read_text("utf-8")


def test_a_years_filings_by_commands_alone(folder: Path, qstrong: Run) -> None:
    """Every unit, every quarter of 2026, all that is owed: then nothing is missing."""
    for quarter, day in (
        ("2025Q3", "2025-10-12"),
        ("2025Q4", "2026-01-12"),
        ("2026Q1", "2026-04-12"),
        ("2026Q2", "2026-07-12"),
    ):
        for unit in ("finance", "market"):
            dataset = load(Folder(folder / "data")).dataset
            asked = blank(
                there(dataset), unit, Period.parse(quarter), __import__("datetime").date.fromisoformat(day)
            )
            common = ["--as-of", day, "--filed", day, "-y"]
            for one in asked.values:
                old = (
                    one.last[1]
                    if one.last and one.target.id != "rd-expenditure"
                    else 30 * Period.parse(quarter).index
                )
                value = (
                    97.5 + Period.parse(quarter).index / 10
                    if one.target.uom == "%" and one.target.kind == "level"
                    else 6.5
                    if one.target.uom == "%"
                    else old + 1
                )
                words = [one.target.id, str(value), "--for", str(one.period), "--source", "月报", *common]
                if one.target.id == "rd-expenditure":
                    year_ago = {"2025Q3": "90", "2025Q4": "125.02", "2026Q1": "29.30", "2026Q2": "62.15"}
                    words += ["--last-year", year_ago[quarter]]
                result = qstrong("record", unit, quarter, *words, "--accept", cwd=folder)
                assert result.code == 0, result.err
            for action in asked.actions:
                words = [action.action.id, "--state", "in_progress", "--progress", "推进", *common]
                assert qstrong("record", unit, quarter, *words, cwd=folder).code == 0
        result = qstrong("validate", "--strict", "--as-of", day, cwd=folder)
        assert result.code == 0, result.out
    assert "没有问题" in qstrong("validate", "--as-of", "2026-07-25", cwd=folder).out


# ── In dialogue ──


def talk(folder: Path, words: tuple[str, ...], lines: list[tuple[Any, ...]]) -> int:
    """Wait for each text, and type what stands beside it (None: nothing; "": only Enter); the exit code."""
    terminal = Terminal(folder, "record", *words)
    for expected, answer in lines:
        terminal.expect(expected)
        if answer == "^C":
            terminal.interrupt()
        elif answer == "^D":
            os.write(terminal.master, b"\x04")
        elif answer is not None:
            terminal.send(answer)
    return terminal.end()


OCTOBER = ("--as-of", "2025-10-12")


def test_step_by_step_in_a_terminal(folder: Path) -> None:
    lines = [
        ("单位 (编号或名称)", "财务局"),
        ("没有叫 财务局 的", None),
        ("单位 (编号或名称)", ""),
        ("区财政局", None),
        ("单位 (编号或名称)", "财政局"),
        ("期次 [2025Q3]", "<"),
        ("已经是第一项", None),
        ("单位 (编号或名称)", "财政局"),
        ("期次 [2025Q3]", "三季度"),
        ("不是 三季度", None),
        ("期次 [2025Q3]", ""),
        ("[1/", None),
        ("研发经费 (2025Q3, 亿元)", None),
        ("上次 2025Q2: 62.15", None),
        ("现值: ", "《"),
        ("已经是第一项", None),
        ("现值: ", "95亿元"),
        ("只写数字 95", None),
        ("现值: ", "９５"),
        ("写成 95", None),
        ("现值: ", "95.20"),
        ("上年同期数: ", "88.10"),
        ("来源 [统计月报]", "<"),
        ("上年同期数 [88.10]: ", ""),
        ("来源 [统计月报]", ""),
        ("产品合格率", None),
        ("现值: ", "<"),
        ("现值 [95.20]: ", "96.30"),
        ("上年同期数 [88.10]: ", "88.20"),
        ("来源 [统计月报]", ""),
        ("产品合格率", None),
        ("现值: ", "-"),
        ("暂无数据原因", "市局预计11月发布"),
        ("新增标准", None),
        ("现值: ", "？"),
        ("数值只写数字", None),
        ("现值: ", "。"),
        ("+    value: 96.30", None),
        ("将写入 data/progress/finance/2025Q3.yaml, 2 项", None),
        ("还没有填的", None),
        ("写入吗", "<"),
        ("新增标准", None),
        ("现值: ", "^D"),
        ("写入吗", "7"),
        ("写入吗", "ｙ"),
        ("git add", None),
    ]
    assert talk(folder, OCTOBER, lines) == 0
    assert (folder / Q3).read_text("utf-8") == (
        "unit: finance\nperiod: 2025Q3\nfiled: 2025-10-12\nobservations:\n"
        "  - indicator: rd-expenditure\n    value: 96.30\n    last_year: 88.20\n    source: 统计月报\n"
        "  - indicator: pass-rate\n    pending: 市局预计11月发布\n"
    )


def test_what_is_there_is_offered_and_kept(folder: Path, qstrong: Run) -> None:
    """A form by `new`, filled in twice: the second time goes on behind what is there."""
    qstrong("new", "finance", "2025Q3", *OCTOBER, cwd=folder)
    blank_text = (folder / Q3).read_text("utf-8")
    first = [
        ("现值: ", "95.20"),
        ("上年同期数", "88.10"),
        ("来源", ""),
        ("现值: ", "- 等市局"),
        ("新增标准", "."),
        ("写入吗", ""),
        ("还有 2 处没有填", None),
    ]
    assert talk(folder, ("财政局", "2025Q3", *OCTOBER), first) == 0
    text = (folder / Q3).read_text("utf-8")
    again = [
        ("已填 2 项, 从第 3 项接着填", None),
        ("新增标准", "<"),
        ("现值 [- 等市局]: ", "<"),
        ("现值 [95.20]: ", ""),
        ("现值 [- 等市局]: ", "97.4"),
        ("来源", "<"),
        ("现值 [97.4]: ", "97.5"),
        ("来源", "月报"),
        ("新增标准", None),
        ("现值: ", "."),
        ("写入吗", ""),
        ("git add", None),
    ]
    assert talk(folder, ("财政局", "2025Q3", *OCTOBER), again) == 0
    filled = text.replace("    value:\n    pending: 等市局", "    value: 97.5\n    pending:")
    head, tail = filled.split("97.5")
    assert (folder / Q3).read_text("utf-8") == f"{head}97.5{tail.replace('source:', 'source: 月报', 1)}"
    assert len(text.splitlines()) == len(blank_text.splitlines())


def test_a_remark_is_told_at_once_and_may_be_explained(folder: Path) -> None:
    lines = [
        ("现值: ", "62.155"),
        ("来源", ""),
        ("warning[Q215]", None),
        ("备注", "按三位小数报"),
        ("写入吗", ""),
        ("git add", None),
    ]
    assert talk(folder, ("财政局", "2025Q3", "研发经费", "--last-year", "60", *OCTOBER), lines) == 0
    assert "    last_year: 60\n    source: 统计月报\n    note: 按三位小数报\n" in (folder / Q3).read_text(
        "utf-8"
    )


def test_a_correction_in_a_terminal(folder: Path) -> None:
    before = (folder / Q2).read_bytes()
    lines = [
        ("更正哪一期的数 [2025Q2]", "2025Q9"),
        ("报过的是", None),
        ("更正哪一期的数 [2025Q2]", ""),
        ("修订理由", ""),
        ("修订理由", "终报"),
        ("原报 62.15", None),
        ("现值: ", "63"),
        ("来源: ", "年报"),
        ("写入吗", ""),
        ("git add", None),
    ]
    assert talk(folder, ("财政局", "2025Q3", "研发经费", "--revise", *OCTOBER), lines) == 0
    assert (folder / Q2).read_bytes() == before
    entry = "    period: 2025Q2\n    value: 63\n    flag: revised\n    reason: 终报\n    source: 年报\n"
    assert (folder / Q3).read_text("utf-8").endswith(entry)


def test_a_closed_filing_costs_no_answer(folder: Path) -> None:
    before = files(folder)
    lines = [
        ("已于 2025-07-30 锁定", None),
        ("现值 [62.15]: ", "63"),
        ("--revise", None),
        ("现值 [62.15]: ", "^C"),
        ("什么也没有写", None),
    ]
    assert talk(folder, ("财政局", "2025Q2", "研发经费", *OCTOBER), lines) == 130
    assert files(folder) == before


def test_an_action_in_a_terminal_and_a_refusal_to_write(folder: Path) -> None:
    before = files(folder)
    lines = [
        ("上次: 推进中", None),
        ("3 已完成", "完成了"),
        ("没有这种状态", None),
        ("3 已完成", "暂缓"),
        ("进展情况", "<"),
        ("[暂缓]: ", "3"),
        ("进展情况", "投用"),
        ("完成日期", "10月1日"),
        ("Q220", None),
        ("完成日期", "2025-10-01"),
        ("佐证材料", "深质字〔2025〕9号；照片"),
        ("+    evidence: [深质字〔2025〕9号, 照片]", None),
        ("写入吗", "n"),
        ("什么也没有写", None),
    ]
    assert talk(folder, ("财政局", "2025Q3", "1.2", *OCTOBER), lines) == 1
    assert files(folder) == before


def test_a_suspended_action_is_explained(folder: Path) -> None:
    lines = [
        ("4 暂缓", "4"),
        ("进展情况", ""),
        ("逾期或暂缓的请说明", None),
        ("原因分析", "征地"),
        ("下一步措施", "专班"),
        ("责任人", "-"),
        ("完成时限", "2026-03-31"),
        ("写入吗", ""),
        ("git add", None),
    ]
    assert talk(folder, ("财政局", "2025Q3", "1.2", *OCTOBER), lines) == 0
    assert "    cause: 征地\n    measures: 专班\n" in (folder / Q3).read_text("utf-8")


@pytest.mark.parametrize("words", [("-5",), ("-0.5", "--source", "公报"), ("--source", "公报", "-5")])
def test_a_negative_number_is_a_number(words: tuple[str, ...], qstrong: Run, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    given = (
        "record",
        "development-reform",
        "2026Q4",
        "services-growth",
        "--for",
        "2026",
        "--as-of",
        "2027-01-12",
    )
    done = qstrong(*given, *words, "--accept", cwd=tmp_path)
    assert done.code == 0, done.err
    written = (tmp_path / "data/progress/development-reform/2026Q4.yaml").read_text(encoding="utf-8")
    assert f"value: {next(one for one in words if one.startswith('-') and one[1].isdigit())}\n" in written


def test_an_option_that_isnt_one_is_still_none(qstrong: Run) -> None:
    assert qstrong("record", "development-reform", "-x").code == 2
