"""Six bulletins: each sentence is tied to the fields of the JSON that it says, and none contradicts another."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.render.bulletin.told import (
    CASES,
    Told,
    nobody_yet,
    none_assessed,
    none_behind,
    none_explained,
    none_overdue,
    of_some,
    preliminary,
    progress,
    untied,
)
from tests.there import there

STATUS = {"已达目标": "achieved", "达到或基本达到序时进度": "on_track", "略低于序时进度": "at_risk", "滞后": "off_track",
          "差于基期": "worsening", "未完成目标": "missed"}  # fmt: skip
DATA = {"待统计部门反馈": "pending", "待反馈": "pending", "未报送": "not_reported", "数据待核实": "invalid",
        "未到报送时间": "not_due"}  # fmt: skip
ACTIONS = {"已完成": "done", "逾期完成": "done_late", "推进中": "in_progress", "临期": "near", "逾期": "overdue", "暂缓": "suspended",
           "未启动": "not_started", "未报送": "not_reported", "未到报送时间": "not_due", "常态化推进": "standing"}  # fmt: skip


def counts(text: str, words: dict[str, str]) -> dict[str, int]:
    """Of each word the number that follows it, the longest words first."""
    found: dict[str, int] = {}
    for word in sorted(words, key=len, reverse=True):
        for n in re.findall(rf"(?<![一-龥]){word}(\d+)项", text):
            found[words[word]] = found.get(words[word], 0) + int(n)
        text = re.sub(rf"(?<![一-龥]){word}\d+项", "", text)
    return found


def _covered(told: Told, found: re.Match[str]) -> None:
    covered = told.bulletin["coverage"]
    total, due, reported, assessed = (int(one) for one in found.groups()[:4])
    assert (total, due, reported) == (covered["total"], covered["due"], covered["reported"])
    assert assessed == sum(n for key, n in told.bulletin["counts"].items() if key != "not_assessable")
    said = counts(found.string[found.end() :], STATUS)
    assert said == {key: n for key, n in told.bulletin["counts"].items() if n and key != "not_assessable"}


def _uncounted(told: Told, found: re.Match[str]) -> None:
    said = counts(found.group(), DATA)
    states = [one["data"] for one in told.status["targets"] if one["status"] == "not_assessable"]
    assert said == {key: states.count(key) for key in set(states) if key != "reported"}
    unknown = re.search(r"暂不评价(\d+)项", found.group())
    assert (int(unknown[1]) if unknown else 0) == states.count("reported")


def _tasks(told: Told, found: re.Match[str]) -> None:
    labels = [action["label"] for task in told.tasks for action in task["actions"]]
    assert int(found[1]) == len(told.tasks)
    assert int(found[2]) == len(labels) == sum(counts(found.string[found.end() :], ACTIONS).values())


def _changes(told: Told, found: re.Match[str]) -> None:
    changes = told.bulletin["changes"]
    for word, way in (("转好", "better"), ("转差", "worse")):
        n = re.search(rf"{word}(\d+)项", found.string)
        assert (int(n[1]) if n else 0) == sum(one["direction"] == way for one in changes)
    lost = re.search(r"转为不可评价(\d+)项", found.string)
    assert (int(lost[1]) if lost else 0) == sum(one["after"] == "not_assessable" for one in changes)


def _behind(told: Told, _: re.Match[str]) -> None:
    """Which are behind, with the value that each has."""
    assert told.bulletin["behind"]
    for name in (told.names[one] for one in told.bulletin["behind"]):
        assert any(name in text for text in told.paragraphs)


def _stale(told: Told, found: re.Match[str]) -> None:
    mine = [one["id"] for one in told.bulletin["stale"] if one["data"] == DATA[found[1]]]
    assert int(found[2]) == len(mine)
    assert all(name in found.string for name in map(told.names.__getitem__, mine))


def _unexplained(told: Told, found: re.Match[str]) -> None:
    assert int(found[1]) <= len({one["id"] for one in told.bulletin["explanations"]})
    listed = there(re.search(r"（(.*)）", found.string[found.start() :]))[1]
    for one in told.bulletin["explanations"]:
        name = told.names.get(one["id"], one["id"])
        assert (name in listed) <= bool(one["missing"])


def _units(told: Told, found: re.Match[str]) -> None:
    units = told.bulletin["units"]
    assert int(found[1]) == len(units)
    late = [one for one in units if one["state"] == "complete" and one["days_late"]]
    said = {"按时报送": sum(one["state"] == "complete" for one in units) - len(late), "迟报": len(late)}
    states = {"部分报送": "partial", "未报送": "none", "未到报送时间": "not_due"}
    said |= {word: sum(one["state"] == state for one in units) for word, state in states.items()}
    for word, n in said.items():
        told_n = re.search(rf"{word}(\d+)个", found.string)
        assert (int(told_n[1]) if told_n else 0) == n


def _values(told: Told, found: re.Match[str]) -> None:
    words = {"应报数据": "owed", "已报": "reported", "待反馈": "pending", "未报": "missing"}
    for word, key in words.items():
        n = re.search(rf"{word}(\d+)个", found.string)
        assert (int(n[1]) if n else 0) == told.bulletin["values"][key]


def _overdue(told: Told, found: re.Match[str]) -> None:
    said = re.findall(r"(\d+\.\d+) [^；]*逾期\d+天", found.string)
    assert said == told.bulletin["actions"]["overdue"]


def _listed(told: Told, found: re.Match[str]) -> None:
    for word, key in (("已完成事项", "done"), ("下期到期事项", "due_next")):
        named = re.search(rf"{word}（([^）]*)）", found.string)
        if named and key in told.bulletin["actions"]:
            titles = {one["id"]: one["title"] for task in told.tasks for one in task["actions"]}
            said = named[1].split("、")
            assert said in (
                told.bulletin["actions"][key],
                [titles[one] for one in told.bulletin["actions"][key]],
            )


def _done(told: Told, found: re.Match[str]) -> None:
    assert re.findall(r"(\d+\.\d+) ", found.string) == told.bulletin["actions"]["done"]


def _next(told: Told, found: re.Match[str]) -> None:
    assert re.findall(r"(\d+\.\d+) ", found.string) == told.bulletin["actions"]["due_next"]


RULES: tuple[tuple[str, Callable[[Told, re.Match[str]], None]], ...] = (
    (r"(\d+)项指标截至本期应报(\d+)项、有数(\d+)项，可评价(\d+)项", _covered),
    (r"[^。]*均未计入", _uncounted),
    (r"(\d+)项工作任务分解为(\d+)项具体举措", _tasks),
    (r"(?:转好|转差|新可评价|转为不可评价|其他变化)\d+项|各项指标状态没有变化", _changes),
    (r"(?:滞后|差于基期|略低于序时进度|未完成目标)\d+项：", _behind),
    (r"（责任单位：", _behind),
    (r"可评价的(\d+)项指标中，没有未达序时进度的", none_behind),
    (r"没有可评价的指标", none_assessed),
    (r"上期未达序时进度、本期(未报送|待反馈|数据待核实)的(\d+)项", _stale),
    (r"未说明原因或措施(\d+)项", _unexplained),
    (r"以上各项，责任单位均未说明原因和措施", none_explained),
    (r"(\d+)个责任单位中，按时报送", _units),
    (r"(\d+)个责任单位均未到报送时间", nobody_yet),
    (r"本期应报数据\d+个", _values),
    (r"逾期\d+天", _overdue),
    (r"已完成事项（|下期到期事项（", _listed),
    (r"(?<=已完成事项。)\S", _done),
    (r"(?<=下期到期事项。)\S", _next),
    (r"(?<=逾期事项。)本期没有", none_overdue),
    (r"采用初步数(\d+)项", preliminary),
    (r"序时进度（按\S+规划期）为([\d.]+)%", progress),
    (r"(\d+)项(?:中，|：)\S*(?:未到报送时间|未报送|未计入|达序时|已达目标|达到或基本达到序时进度|略低)", of_some),
)  # fmt: skip
NO_FIELD = (
    r"落实，我[办们]汇总了", r"落实，现将截至", r"^现通报如下", r"本期数据于\S+锁定", r"本期为首期，没有上期可比", r"变化的原因：",
    r"承诺已到期、本期未反馈", r"所报缺指标", r"修订往期数据", r"本期采用的都是定案数", r"状态由程序按附件",
    r"年度有年度目标的指标", r"^原因分析：|^下一步措施：", r"可评价指标由",
)  # fmt: skip
"""Sentences that say no field of the JSON: they are read."""


HEAD = r"^(?:（\S+?）\S+|逾期事项|已完成事项|下期到期事项|亮点做法|提请协调事项)。$"
"""The name of a subsection, which begins its paragraph."""


def sentences(text: str) -> Iterator[tuple[int, int, str]]:
    """Each sentence, where it begins and ends; a stop within brackets or quotes ends none."""
    start = depth = 0
    for k, char in enumerate(text, 1):
        depth += (char in "（“") - (char in "）”")
        if (char == "。" and not depth) or k == len(text):
            yield start, k, text[start:k]
            start = k


@pytest.mark.parametrize("case", CASES)
def test_each_sentence_says_a_field(case: str, qstrong: Run, tmp_path: Path) -> None:
    told = Told(case, tmp_path, qstrong, "zh")
    free = re.compile("|".join((HEAD, *NO_FIELD)))
    assert untied(told, RULES, sentences, lambda one: free.search(one) is not None) == []
    none = any("没有未达序时进度" in one or "没有可评价" in one for one in told.paragraphs)
    assert (told.bulletin["behind"] == []) == none
