"""Goals of any plan that can't be: where each is found, and in which words."""

from datetime import date
from typing import Any

import pytest

from qstrong.check.registry import check
from tests.build import dataset, filing, observation, target

BASE: dict[str, Any] = {"baseline": {"period": 2024, "value": 90}}
RATE: dict[str, Any] = {"measure": "rate", "uom": "%"}
FISCAL = {"start": "2025-03-31", "end": "2028-03-31", "year": {"starts": 4, "named": "start"}}


def relative(**keys: Any) -> dict[str, Any]:
    return {name: value for name, value in target(**{**BASE, **keys}).items() if name != "value"}


def revised(*days: dict[str, Any]) -> dict[str, Any]:
    return target(revised=[{"reason": "调整", **one} for one in days])


def found(*specs: dict[str, Any], **keys: Any) -> list[tuple[str, str, str]]:
    """Of each error code, pointer and what is said."""
    problems = check(dataset(specs, **keys))
    return [(one.code, one.pointer, str(one.message.zh)) for one in problems if one.severity == "error"]


@pytest.mark.parametrize(
    ("keys", "pointer", "said"),
    [
        ({"end": "2026-12-30"}, "end", "指标 的 2026-12-30: 要是月末"),
        ({"start": "2025-01-30"}, "start", "指标 的 2025-01-30: 要是月末"),
        ({"start": "1899-12-31"}, "start", "指标 的 1899-12-31: 要是月末"),
        ({"start": "1900-12-31"}, "", ""),
        ({"start": "1901-12-31"}, "", ""),
        ({"end": "2028-12-31"}, "end", "指标 的 2028-12-31: 要在方案的 2024-12-31 之后, 不晚于 2027-12-31"),
        ({"end": "2024-12-31"}, "end", "指标 的 2024-12-31: 要在方案的 2024-12-31 之后, 不晚于 2027-12-31"),
        ({"end": "2025-03-31"}, "", ""),
        ({"end": "2026-12-31", "start": "2026-12-31"}, "end", "指标 的 2026-12-31: 要在 2026-12-31 之后"),
        ({"start": "2027-12-31"}, "start", "指标 的 2027-12-31: 要在 2027-12-31 之后"),
        ({"start": "2026-12-31", "end": "2027-03-31"}, "", ""),
    ],
)  # fmt: skip
def test_a_time_of_its_own(keys: dict[str, Any], pointer: str, said: str) -> None:
    expected = [("Q620", f"targets/0/{pointer}", said)] if said else []
    assert [one for one in found(target(**keys)) if one[0] == "Q620"] == expected


@pytest.mark.parametrize(
    ("keys", "plan", "pointer", "day", "before", "after"),
    [
        ({"end": "2026-11-30"}, {}, "end", "2026-11-30", "2026-09-30", "2026-12-31"),
        ({"frequency": "half", "end": "2026-09-30"}, {}, "end", "2026-09-30", "2026-06-30", "2026-12-31"),
        ({"revised": [{"on": "2026-01-01", "reason": "调", "end": "2027-05-31"}]}, {},
         "revised/0/end", "2027-05-31", "2027-03-31", "2027-06-30"),
        # of years that are named those before and after
        ({"frequency": {"in": [2025, 2026, 2027]},
          "revised": [{"on": "2025-06-01", "reason": "调", "end": "2026-06-30"}]}, {},
         "revised/0/end", "2026-06-30", "2025-12-31", "2026-12-31"),
        ({"frequency": {"in": [2025, 2027]}, "revised": [{"on": "2025-06-01", "reason": "调", "end": "2026-12-31"}]},
         {}, "revised/0/end", "2026-12-31", "2025-12-31", "2027-12-31"),
        # quarters and years of the plan's own
        ({"end": "2027-05-31"}, FISCAL, "end", "2027-05-31", "2027-03-31", "2027-06-30"),
        ({"frequency": "annual", "end": "2026-12-31"}, FISCAL, "end", "2026-12-31", "2026-03-31", "2027-03-31"),
        # three months after February a quarter ends in May
        ({"end": "2027-03-31"}, {"start": "2025-01-31", "end": "2028-01-31", "year": {"starts": 2, "named": "start"}},
         "end", "2027-03-31", "2027-01-31", "2027-04-30"),
    ],
)  # fmt: skip
def test_the_days_that_would_do(
    keys: dict[str, Any], plan: dict[str, Any], pointer: str, day: str, before: str, after: str
) -> None:
    said = f"指标 到 {day} 为止, 而它的频次没有一期在那天结束; 可以改到 {before} 或 {after}"
    problems = [one for one in found(target(**keys), plan=plan) if one[0] == "Q621"]
    assert problems == [("Q621", f"targets/0/{pointer}", said)]


@pytest.mark.parametrize(
    ("often", "what"),
    [
        ({"years": 0}, "years 至少是 1"),
        ({"years": 1}, ""),
        ({"years": 2, "in": [2027]}, "years 和 in 写一个"),
        ({"in": ["2026H1", 2027]}, "2026H1 不是一整年"),
        ({"in": [2024, 2027]}, "2024 不在起点以后"),
        ({"in": [2026, 2026, 2027]}, "同一年写了两次"),
        ({"in": [2025, 2026]}, "终点 2027-12-31 那一年也要写上"),
    ],
)
def test_a_frequency_in_years(often: dict[str, Any], what: str) -> None:
    expected = [("Q639", "targets/0/frequency", f"指标 的频次: {what}")] if what else []
    assert found(target(frequency=often)) == expected


@pytest.mark.parametrize(
    ("keys", "what"),
    [
        ({"change": {"points": 5}}, "百分点只用于计量单位是 % 的"),
        ({"change": {"points": 5}, **RATE}, ""),
        ({"change": {"percent": 10, "by": 2}}, "percent、times、by、points 只能写一个"),
        ({"change": {}}, "percent、times、by、points 只能写一个"),
        ({"change": {"by": 2}, "measure": "since_plan", "baseline": {"period": 2024, "value": 0}},
         "自方案起累计的, 基期是 0"),
        # against op, in each of the four ways; standing still is not
        ({"change": {"percent": "-0.1"}}, "方向和 >= 相反"),
        ({"change": {"percent": "0.1"}}, ""),
        ({"change": {"percent": "0.1"}, "op": "<="}, "方向和 <= 相反"),
        ({"change": {"percent": "-0.1"}, "op": "<="}, ""),
        ({"change": {"by": -1}}, "方向和 >= 相反"),
        ({"change": {"by": 0}}, ""),
        ({"change": {"by": "0.5"}, "op": "<"}, "方向和 < 相反"),
        ({"change": {"by": 0}, "op": "<"}, ""),
        ({"change": {"points": -1}, **RATE}, "方向和 >= 相反"),
        ({"change": {"times": "0.9"}}, "方向和 >= 相反"),
        ({"change": {"times": 1}}, ""),
        ({"change": {"times": "1.1"}}, ""),
        ({"change": {"times": "1.1"}, "op": "<="}, "方向和 <= 相反"),
        ({"change": {"times": 1}, "op": "<"}, ""),
        ({"change": {"times": "0.9"}, "op": "<="}, ""),
    ],
)  # fmt: skip
def test_a_change(keys: dict[str, Any], what: str) -> None:
    expected = [("Q625", "targets/0/change", f"指标 的 change: {what}")] if what else []
    assert found(relative(**keys)) == expected


@pytest.mark.parametrize(
    ("days", "place", "what"),
    [
        ([{"on": "2026-03-01", "value": 90}], "", ""),
        ([{"on": "2026-03-01", "value": 90}, {"on": "2026-03-02", "value": 95}], "", ""),
        ([{"on": "2026-03-01", "value": 90}, {"on": "2026-03-01", "value": 95}], "1/on", "要在 2026-03-01 之后"),
        ([{"on": "2026-03-01", "value": 90}, {"on": "2026-02-01", "value": 95}], "1/on", "要在 2026-03-01 之后"),
        ([{"on": "2027-12-31", "value": 90}], "0/on", "要在 2027-12-31 之前"),
        ([{"on": "2027-12-30", "value": 90}], "", ""),
        ([{"on": "2026-06-30", "end": "2026-06-30"}], "0/on", "要在 2026-06-30 之前"),
        ([{"on": "2026-01-01", "end": "2026-06-29"}], "0/end", "要是月末"),
        ([{"on": "2026-01-01", "end": "2028-12-31"}], "0/end", "要在方案的 2024-12-31 之后, 不晚于 2027-12-31"),
        ([{"on": "2024-01-01", "end": "2024-12-31"}], "0/end", "要在方案的 2024-12-31 之后, 不晚于 2027-12-31"),
        # the end in force is the one before it
        ([{"on": "2026-01-01", "end": "2026-06-30"}, {"on": "2026-06-30", "value": 90}], "1/on", "要在 2026-06-30 之前"),
        ([{"on": "2026-03-01"}], "0", "没有写改了什么"),
        ([{"on": "2026-03-01", "value": 90, "change": {"by": 1}}], "0", "value、change、between 只能写一个"),
        ([{"on": "2026-03-01", "between": [90, 95]}], "0/between", "level 类没有 between"),
    ],
)  # fmt: skip
def test_a_revision(days: list[dict[str, Any]], place: str, what: str) -> None:
    problems = [one for one in found(revised(*days)) if one[0] == "Q626"]
    assert problems == ([("Q626", f"targets/0/revised/{place}", f"指标 的一次调整: {what}")] if what else [])


def test_a_revision_of_a_growth_says_what_its_kind_has() -> None:
    spec = target(kind="growth", revised=[{"on": "2026-03-01", "reason": "调", "change": {"by": 1}}])
    assert ("Q626", "targets/0/revised/0/change", "指标 的一次调整: growth 类没有 change") in found(spec)


@pytest.mark.parametrize(
    ("keys", "key", "what"),
    [
        ({"op": "<="}, "op", "每年都要达到的增速只用 >= 或 >"),
        ({"op": "<=", "over": "total"}, "", ""),
        ({"over": "total", "value": -100}, "value", "要大于 -100"),
        ({"over": "total", "value": "-99.9"}, "", ""),
        ({"over": "average", "value": -101}, "value", "要大于 -100"),
        ({"frequency": {"years": 1}}, "frequency", "要年年有数, 不能只报某几年"),
    ],
)
def test_a_growth(keys: dict[str, Any], key: str, what: str) -> None:
    expected = [("Q633", f"targets/0/{key}", f"指标: {what}")] if what else []
    assert [one for one in found(target(kind="growth", **keys)) if one[0] == "Q633"] == expected


@pytest.mark.parametrize(("starts", "wrong"), [(0, True), (1, False), (2, False), (12, False), (13, True)])
def test_the_month_with_which_a_year_starts(starts: int, *, wrong: bool) -> None:
    data = dataset([target()], plan={"year": {"starts": starts, "named": "start"}})
    problems = [(one.pointer, one.message.zh) for one in check(data) if one.code == "Q634"]
    assert problems == [("plan/year/starts", f"year 的 starts 是 {starts}")] * wrong


@pytest.mark.parametrize(("on", "wrong"), [("2026-01-31", True), ("2026-02-01", True), ("2026-02-02", False)])
def test_withdrawn_after_it_was_added(on: str, *, wrong: bool) -> None:
    spec = target(added="2026-02-01", withdrawn={"on": on, "reason": "调"})
    said = ("Q627", "targets/0/withdrawn/on", "指标 的调出: 要在 2026-02-01 之后")
    assert [one for one in found(spec) if one[0] == "Q627"] == [said] * wrong


@pytest.mark.parametrize(
    ("part", "whole", "wrong"),
    [("2026-01-01", None, True), ("2026-01-01", "2026-01-01", False), ("2026-01-01", "2026-01-02", True)],
)
def test_a_part_is_there_as_long_as_what_is_computed_of_it(
    part: str, whole: str | None, *, wrong: bool
) -> None:
    total = target(id="s", name={"zh": "合计"}, computed={"sum": ["x", "y"]}, value=150)
    del total["reporters"]
    if whole:
        total["withdrawn"] = {"on": whole, "reason": "调"}
    parts = (target(withdrawn={"on": part, "reason": "调"}), target(id="y", name={"zh": "另一个"}))
    said = ("Q627", "targets/0/withdrawn/on", "指标 的调出: 合计 还要用它计算")
    assert [one for one in found(*parts, total) if one[0] == "Q627"] == [said] * wrong


PART = {"id": "y", "name": {"zh": "另一个"}}


@pytest.mark.parametrize(
    ("how", "first", "whole", "place", "what"),
    [
        ({"sum": ["x", "y"]}, {}, {}, "", ""),
        ({}, {}, {}, "computed", "sum 和 ratio 写一个, 每个指标只写一次"),
        ({"sum": ["x", "y"], "ratio": ["x", "y"]}, {}, {}, "computed/sum", "sum 和 ratio 写一个, 每个指标只写一次"),
        ({"sum": ["x", "x"]}, {}, {}, "computed/sum", "sum 和 ratio 写一个, 每个指标只写一次"),
        ({"sum": ["x", "y"], "times": 100}, {}, {}, "computed/sum", "times 是给 ratio 的, 不能是 0"),
        ({"ratio": ["x", "y"], "times": 0}, {}, RATE, "computed/ratio", "times 是给 ratio 的, 不能是 0"),
        ({"ratio": ["x", "y"]}, {}, {}, "computed/ratio", "ratio 要两个指标, measure 是 rate"),
        ({"ratio": ["x"]}, {}, RATE, "computed/ratio", "ratio 要两个指标, measure 是 rate"),
        ({"sum": ["x", "z"]}, {}, {}, "computed/sum", "z 不能作组成部分"),
        ({"sum": ["x", "y"]}, {"kind": "growth"}, {}, "computed/sum", "x 不能作组成部分"),
        ({"sum": ["x", "y"]}, {"frequency": "half"}, {}, "computed/sum", "x 的频次不一样"),
        ({"sum": ["x", "y"]}, {"uom": "吨"}, {}, "computed/sum", "x 的计量单位或口径不一样"),
        ({"sum": ["x", "y"]}, {"measure": "rate"}, {}, "computed/sum", "x 的计量单位或口径不一样"),
        ({"ratio": ["x", "y"]}, {"uom": "吨"}, RATE, "", ""),
    ],
)  # fmt: skip
def test_what_is_computed(
    how: dict[str, Any], first: dict[str, Any], whole: dict[str, Any], place: str, what: str
) -> None:
    total = target(id="s", name={"zh": "合计"}, computed=how, value=150, **whole)
    del total["reporters"]
    expected = [("Q628", f"targets/2/{place}", f"合计 的组成: {what}")] if what else []
    problems = found(target(**first), target(**PART), total)
    assert [one for one in problems if one[0] == "Q628"] == expected


@pytest.mark.parametrize(
    ("op", "goal", "short"),
    [(">=", 200, False), (">=", "200.01", True), (">", 200, False), (">", "200.01", True),
     ("<=", 200, False), ("<=", "199.99", True), ("<", 200, False), ("<", "199.99", True)],
)  # fmt: skip
def test_the_parts_goals_together(op: str, goal: Any, *, short: bool) -> None:
    """100 and 100 make 200; `>` falls short where the sum is below, not where it is the goal itself."""
    total = target(id="s", name={"zh": "合计"}, computed={"sum": ["x", "y"]}, value=goal, op=op)
    del total["reporters"]
    data = dataset([target(op=op), target(op=op, **PART), total])
    said = ("targets/2/computed/sum", f"合计 各部分目标之和是 200, 总目标是 {goal}")
    assert [(one.pointer, one.message.zh) for one in check(data) if one.code == "Q629"] == [said] * short


# ── units ──


@pytest.mark.parametrize(
    ("units", "found"),
    [
        (({"id": "u", "successor": "w"}, "w"), [("units/0/successor", "单位u: 有接替单位的, 要写最后的日子 (until)")]),
        (({"id": "u", "until": "2025-12-31", "successor": "w"}, "w"), []),
        (({"id": "u", "until": "2025-12-31", "successor": "z"}, "w"), [("units/0/successor", "单位u: 没有 z 这个单位")]),
        (({"id": "u", "from": "2025-06-01", "until": "2025-05-31"}, "w"), [("units/0/until", "单位u: 要在 2025-06-01 之后")]),
        (({"id": "u", "from": "2025-06-01", "until": "2025-06-01"}, "w"), []),
        (({"id": "u", "until": "2025-12-31", "successor": "u"}, "w"), [("units/0/successor", "单位u: 转一圈又回到 u")]),
        (({"id": "u", "until": "2025-12-31", "successor": "w"}, {"id": "w", "until": "2026-12-31", "successor": "u"}),
         [("units/0/successor", "单位u: 转一圈又回到 u"), ("units/1/successor", "单位w: 转一圈又回到 w")]),
        # whoever leads into a circle never comes out of it
        (({"id": "v", "until": "2025-03-31", "successor": "u"}, {"id": "u", "until": "2025-12-31", "successor": "w"},
          {"id": "w", "until": "2026-12-31", "successor": "u"}),
         [("units/0/successor", "单位v: 转一圈又回到 u"), ("units/1/successor", "单位u: 转一圈又回到 u"),
          ("units/2/successor", "单位w: 转一圈又回到 w")]),
    ],
)  # fmt: skip
def test_who_follows_whom(units: Any, found: list[tuple[str, str]]) -> None:
    data = dataset([target()], units=units)
    assert [(one.pointer, one.message.zh) for one in check(data) if one.code == "Q630"] == found


@pytest.mark.parametrize(
    ("units", "keys", "alone"),
    [
        (({"id": "u", "until": "2027-12-30"}, "w"), {}, True),
        (({"id": "u", "until": "2027-12-31"}, "w"), {}, False),
        (({"id": "u", "until": "2025-12-31", "successor": "w"}, "w"), {}, False),
        (({"id": "u", "until": "2025-12-31"}, "w"), {"reporters": ["u", "w"]}, False),
        (
            ({"id": "u", "until": "2025-12-31"}, "w"),
            {"withdrawn": {"on": "2025-12-31", "reason": "调"}},
            False,
        ),
        (
            ({"id": "u", "until": "2025-12-31"}, "w"),
            {"withdrawn": {"on": "2026-01-01", "reason": "调"}},
            True,
        ),
    ],
)
def test_somebody_is_left_to_report(units: Any, keys: dict[str, Any], *, alone: bool) -> None:
    said = ("targets/0/reporters", "指标 的报送单位到期以后没有接替")
    problems = check(dataset([target(**keys)], units=units))
    assert [(one.pointer, one.message.zh) for one in problems if one.code == "Q631"] == [said] * alone


@pytest.mark.parametrize(
    ("span", "filed", "said"),
    [
        ({"until": "2025-04-10"}, "2025-04-10", ""),
        ({"until": "2025-04-10"}, "2025-04-11", "单位u 在 2025-04-11 报送, 而它从 – 到 2025-04-10 负责"),
        ({"from": "2025-04-11"}, "2025-04-11", ""),
        ({"from": "2025-04-12"}, "2025-04-11", "单位u 在 2025-04-11 报送, 而它从 2025-04-12 到 – 负责"),
        ({"from": "2025-01-01", "until": "2025-04-10"}, "2025-04-11",
         "单位u 在 2025-04-11 报送, 而它从 2025-01-01 到 2025-04-10 负责"),
        ({}, "2025-04-11", ""),
    ],
)  # fmt: skip
def test_filed_in_its_time(span: dict[str, str], filed: str, said: str) -> None:
    data = dataset(
        [target()], [filing("2025Q1", filed, observation("2025Q1", 90))], units=({"id": "u", **span}, "w")
    )
    problems = check(data, date(2025, 7, 1))
    expected = [("progress/u/2025Q1.yaml", "filed", said)] if said else []
    assert [(one.path, one.pointer, one.message.zh) for one in problems if one.code == "Q405"] == expected


def test_who_is_in_no_list_of_units_stops_nothing() -> None:
    """What comes after a filing of nobody is looked at all the same."""
    filings = [
        filing("2025Q1", "2025-04-11", unit="nobody"),
        filing("2025Q1", "2025-04-11", observation("2025Q1", 90)),
    ]
    data = dataset([target()], filings, units=({"id": "u", "until": "2025-04-10"}, "w"))
    assert [one.path for one in check(data) if one.code == "Q405"] == ["progress/u/2025Q1.yaml"]


@pytest.mark.parametrize(
    ("keys", "key", "what"),
    [
        ({"kind": "growth"}, "kind", "growth"),
        ({"kind": "trend"}, "kind", "trend"),
        ({"measure": "flow_ytd"}, "measure", "flow_ytd"),
        ({"method": "statcan"}, "method", "statcan"),
        ({"frequency": {"years": 1}}, "frequency", "years"),
        ({}, "", ""),
    ],
)
def test_what_needs_whole_years(keys: dict[str, Any], key: str, what: str) -> None:
    plan = {"start": "2024-12-31", "end": "2027-09-30"}
    expected = [("Q602", f"targets/0/{key}", f"指标 ({what}) 要求方案起止都在年末")] if what else []
    assert [one for one in found(target(**keys), plan=plan) if one[0] == "Q602"] == expected
