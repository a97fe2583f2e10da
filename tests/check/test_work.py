"""Actions are checked as values are: days, quantities, states, deadlines, words that say nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from qstrong.check.registry import check
from tests.build import dataset, filing, observation, target

CODES = ("Q320", "Q321", "Q322", "Q323", "Q324", "Q325", "Q326", "Q327", "Q328")
TASKS = [
    {
        "id": "1", "section": "s", "title": {"zh": "任务"}, "units": ["u"],
        "actions": [{"id": "1.1", "title": {"zh": "举措"}, "quantity": {"op": ">=", "value": "8", "uom": "项"}}],
    }
]  # fmt: skip


def report(**keys: Any) -> dict[str, Any]:
    return {"action": "1.1", "state": "in_progress", "progress": "推进"} | keys


def found(*reports: dict[str, Any], day: str = "2025-04-10") -> list[str]:
    filings = [
        filing(f"2025Q{k}", f"2025-{3 * k + 1:02}-10" if k > 1 else day, actions=[one])
        for k, one in enumerate(reports, 1)
    ]
    return [one.code for one in check(dataset([target()], filings, tasks=TASKS)) if one.code in CODES]


@pytest.mark.parametrize(
    ("keys", "code"),
    [
        ({"state": "done", "on": "2025-04-10", "evidence": ["x"]}, None),
        ({"state": "done", "on": "2025-04-11", "evidence": ["x"]}, "Q320"),
        ({"state": "done", "on": "2062-04-10", "evidence": ["x"]}, "Q320"),
        ({"state": "done", "on": "2025-01-01", "evidence": ["x"]}, None),
        ({"state": "done", "on": "2024-12-31", "evidence": ["x"]}, "Q324"),
        ({"state": "done", "on": "2016-04-10", "evidence": ["x"]}, "Q324"),
        ({"quantity": "-1"}, "Q321"),
        ({"quantity": "0"}, None),
        ({"quantity": "7.5"}, "Q322"),
        ({"quantity": "159"}, None),
        ({"quantity": "160"}, "Q322"),
        ({"quantity": "80000"}, "Q322"),
        ({"measures_by": "2025-04-10"}, None),
        ({"measures_by": "2025-04-09"}, "Q325"),
        ({"measures_by": "2024-12-31"}, "Q325"),
        ({"measures_by": "2027-12-31"}, None),
        ({"measures_by": "2028-01-01"}, "Q325"),
        ({"measures_by": "2062-12-31"}, "Q325"),
        ({"measures_by": "9999-12-31"}, "Q325"),
        ({"cause": "同上"}, "Q326"),
        ({"measures": "略"}, "Q326"),
        ({"progress": "×"}, "Q326"),
        ({"cause": "无"}, "Q326"),
        ({"cause": "——"}, "Q326"),
        ({"cause": "N/A"}, "Q326"),
        ({"cause": "同上级沟通后调整"}, None),
        ({"cause": "（同上）"}, "Q326"),
        ({"cause": "同上。"}, "Q326"),
        ({"cause": "与上期相同"}, "Q326"),
        ({"cause": "同上季度"}, "Q326"),
        ({"cause": "如前所述"}, "Q326"),
        ({"cause": "【略】"}, "Q326"),
        ({"measures": "详见附件"}, "Q326"),
        ({"measures": "另行报送"}, "Q326"),
        ({"measures": "N.A."}, "Q326"),
        ({"measures": "As above."}, "Q326"),
        ({"outcome": "√"}, "Q326"),
        ({"request": "无。"}, "Q326"),
        ({"request": "〃"}, "Q326"),
        ({"progress": "不清楚"}, "Q326"),
        ({"progress": "待补充……"}, "Q326"),
        ({"evidence": ["略"]}, "Q326"),
        ({"evidence": ["深质字〔2025〕5号", "见附件"]}, "Q326"),
        ({"evidence": ["20250312"]}, None),
        ({"progress": "60%"}, None),
        ({"progress": "8/10"}, None),
        ({"progress": "原因已查明"}, None),
        ({"cause": "如期推进"}, None),
        ({"cause": "与上级部门协商"}, None),
        ({"cause": "见附件3: 施工日志"}, None),
    ],
)
def test_what_is_reported_of_an_action(keys: dict[str, Any], code: str | None) -> None:
    assert found(report(**keys)) == ([code] if code else [])


def test_what_was_done_stays_so() -> None:
    done = report(state="done", on="2025-03-20", evidence=["x"])
    assert found(done, report()) == ["Q323"]
    assert found(report(), done) == []
    assert found(done, done) == []


@pytest.mark.parametrize(
    ("quantities", "codes"),
    [
        (("3", "4"), []),
        (("3", "3"), []),
        (("3", "2"), ["Q327"]),
        (("3", "0"), ["Q327"]),
        (("3", None, "2"), ["Q327"]),
        (("3", "2", "2"), ["Q327"]),
        (("3", "2", "3"), ["Q327"]),
        (("3", "-1"), ["Q321"]),
        ((None, "2"), []),
    ],
)
def test_what_has_been_done_only_grows(quantities: tuple[str | None, ...], codes: list[str]) -> None:
    assert found(*(report(**({"quantity": one} if one else {})) for one in quantities)) == codes


@pytest.mark.parametrize(
    ("on", "codes"),
    [
        ("2025-09-20", []),
        ("2025-06-20", []),  # learned of late
        ("2025-04-01", []),
        ("2025-03-31", ["Q328"]),
        ("2025-01-20", ["Q328"]),
        ("2024-09-20", ["Q324"]),
    ],
)
def test_what_was_under_way_was_not_done_long_before(on: str, codes: list[str]) -> None:
    done = report(state="done", on=on, evidence=["x"])
    assert found(report(), report(), done) == codes
    before = report(state="done", on="2025-06-20", evidence=["x"])
    assert found(report(), before, done) == [code for code in codes if code != "Q328"]  # it was done


def test_a_day_of_filing_to_come_makes_no_deadline_odd() -> None:
    said = filing("2027Q4", "2038-01-12", observation("2027Q4", "80", measures_by="2028-01-31"))
    found = check(dataset([target()], [said]), date(2028, 1, 12))
    assert "Q325" not in {one.code for one in found}
    assert "Q325" in {one.code for one in check(dataset([target()], [said]), date(2038, 1, 12))}


def test_near_its_end_measures_may_lie_beyond_the_plan() -> None:
    def codes(day: str) -> list[str]:
        said = filing("2027Q4", "2028-01-12", observation("2027Q4", "80", measures_by=day))
        return [one.code for one in check(dataset([target()], [said])) if one.code in CODES]

    assert [codes(day) for day in ("2028-01-12", "2028-01-31", "2028-12-31", "2029-01-12")] == [[]] * 4
    assert [codes(day) for day in ("2027-12-31", "2027-01-31", "2029-01-13", "2062-01-31")] == [["Q325"]] * 4


@pytest.mark.parametrize(
    ("states", "asked"),
    [
        (("in_progress", "not_started"), True),
        (("suspended", "not_started"), True),
        (("suspended", "in_progress"), False),
        (("in_progress", "suspended"), False),
        (("not_started", "in_progress"), False),
        (("not_started", "not_started"), False),
    ],
)
def test_work_that_has_begun_goes_not_back(states: tuple[str, str], asked: bool) -> None:
    assert found(*(report(state=one) for one in states)) == ["Q323"] * asked


def test_explanations_beside_values_say_something_too() -> None:
    said = filing("2025Q1", "2025-04-10", observation("2025Q1", "80", cause="同上", measures_by="9999-12-31"))
    codes = [one.code for one in check(dataset([target()], [said])) if one.code in CODES]
    assert sorted(codes) == ["Q325", "Q326"]
    waiting = filing("2025Q1", "2025-04-10", observation("2025Q1", pending="同上"))
    assert [one.code for one in check(dataset([target()], [waiting])) if one.code in CODES] == ["Q326"]
