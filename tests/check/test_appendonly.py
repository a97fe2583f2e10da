"""What was filed stands: what may change before a filing closes, and after."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qstrong.check.changes.appendonly import append_only
from qstrong.model.dataset import Dataset, Void
from qstrong.model.period import Period
from tests.build import dataset, filing, observation, target
from tests.there import there

OPEN, CLOSED = date(2026, 4, 30), date(2026, 5, 1)  # 2026Q1 closes on 30 April
TASKS = [
    {
        "id": 1,
        "section": "s",
        "title": {"zh": "任务"},
        "units": ["u"],
        "actions": [{"id": "1.1", "title": {"zh": "举措"}}],
    }
]
VALUE = observation("2026Q1", 5)
REPORT = {"action": "1.1", "state": "done", "evidence": "文1号"}


def data(*filings: dict[str, Any], **keys: Any) -> Dataset:
    return dataset([target()], filings, tasks=TASKS, **keys)


def first(
    *observations: dict[str, Any],
    filed: str = "2026-04-10",
    actions: list[Any] | tuple[dict[str, str]] = (REPORT,),
    **keys: str,
) -> dict[str, Any]:
    return filing("2026Q1", filed, *observations, actions=list(actions), **keys)


BASE = data(first(VALUE))


def found(head: Dataset, day: date = CLOSED, base: Dataset = BASE) -> list[tuple[str, str, str]]:
    return [(one.code, one.path, one.pointer) for one in append_only(base, head, day)]


PATH = "progress/u/2026Q1.yaml"
CHANGES = {
    "nothing": (first(VALUE), []),
    "the value": (first(observation("2026Q1", 6)), [("Q701", PATH, "observations/0/value")]),
    "the value's last digits": (first(observation("2026Q1", "5.00")), []),
    "the period spelled out": (first({"indicator": "x", "value": 5}), []),
    "the flag": (first(observation("2026Q1", 5, flag="preliminary")), [("Q701", PATH, "observations/0/flag")]),
    "revised in place": (
        first(observation("2026Q1", 6, flag="revised", reason="更正")),
        [("Q701", PATH, f"observations/0/{key}") for key in ("value", "flag", "reason")]),
    "a value for pending": (first(observation("2026Q1")), [("Q701", PATH, f"observations/0/{k}") for k in ("value", "pending")]),
    "another period": (first(observation("2025Q4", 5)), [("Q701", PATH, ""), ("Q701", PATH, "observations/0/value")]),
    "another indicator": (first(VALUE | {"indicator": "y"}), [("Q701", PATH, ""), ("Q701", PATH, "observations/0/value")]),
    "an entry gone": (first(), [("Q701", PATH, "")]),
    "an entry more": (first(observation("2025Q4", 1), VALUE), [("Q701", PATH, "observations/0/value")]),
    "one twice": (first(VALUE, VALUE), [("Q701", PATH, "observations/1/value")]),
    "an action's state": (first(VALUE, actions=[REPORT | {"state": "in_progress"}]), [("Q701", PATH, "actions/0/state")]),
    "its evidence": (first(VALUE, actions=[REPORT | {"evidence": "文2号"}]), [("Q701", PATH, "actions/0/evidence")]),
    "an action gone": (first(VALUE, actions=[]), [("Q701", PATH, "")]),
    "who signed": (first(VALUE, signed="深龙质〔2026〕1号"), [("Q701", PATH, "signed")]),
    "who prepared it": (first(VALUE, prepared_by="甲"), [("Q701", PATH, "prepared_by")]),
    "its highlights": (first(VALUE, highlights="亮点"), [("Q701", PATH, "highlights")]),
    "filed later": (first(VALUE, filed="2026-04-11"), [("Q703", PATH, "filed")]),
    "filed earlier": (first(VALUE, filed="2026-04-09"), [("Q703", PATH, "filed")]),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_a_closed_filing(name: str) -> None:
    changed, expected = CHANGES[name]
    assert found(data(changed)) == expected


@pytest.mark.parametrize("name", CHANGES)
def test_an_open_filing_may_be_edited_but_not_backdated(name: str) -> None:
    changed, _ = CHANGES[name]
    assert found(data(changed), OPEN) == ([("Q703", PATH, "filed")] if name == "filed earlier" else [])


@pytest.mark.parametrize("day", [OPEN, CLOSED])
def test_a_filing_that_is_gone(day: date) -> None:
    assert found(data(), day) == [("Q702", PATH, "")]
    renamed = data(filing("2026Q2", "2026-07-10", VALUE))
    assert found(renamed, day) == [("Q702", PATH, "")]


@pytest.mark.parametrize(
    ("folder", "is_gone"),
    [("progress", False), ("progress/u", False), ("progress/u2", True), ("bulletins", True)],
)
def test_a_filing_in_a_folder_that_cannot_be_listed_is_not_gone(folder: str, *, is_gone: bool) -> None:
    head = replace(data(), unlisted=(folder,))
    assert found(head) == ([("Q702", PATH, "")] if is_gone else [])


def test_a_revision_in_a_later_filing_is_the_way() -> None:
    later = filing("2026Q2", "2026-07-10", observation("2026Q1", 6, flag="revised", reason="统计部门修订"))
    assert found(data(first(VALUE), later), date(2026, 7, 30)) == []
    assert found(data(first(VALUE), later), date(2026, 7, 31)) == [
        ("Q704", "progress/u/2026Q2.yaml", "filed")
    ]  # it comes after its own close
    early = filing("2026Q2", "2026-04-30", observation("2026Q1", 6, flag="revised", reason="统计部门修订"))
    assert found(data(first(VALUE), early), date(2026, 7, 30)) == [
        ("Q704", "progress/u/2026Q2.yaml", "observations/0/period")
    ]
    base = data(first(VALUE), filing("2026Q2", "2026-04-30"))
    assert found(data(first(VALUE), early), date(2026, 7, 30), base) == [
        ("Q704", "progress/u/2026Q2.yaml", "observations/0/period")
    ]
    assert found(data(first(VALUE), early), date(2026, 7, 30), data(first(VALUE), early)) == []


def test_a_late_filing_and_other_units_are_none_of_this() -> None:
    assert found(data(first(VALUE), filing("2025Q4", "2026-04-30", observation("2025Q4", 1)))) == []
    assert found(data(first(VALUE), first(VALUE, unit="w")), OPEN) == []


@pytest.mark.parametrize(
    ("period", "filed", "day", "codes"),
    [
        ("2026-02", "2026-04-10", CLOSED, ["Q704"]),  # Q1's filing would tell of it
        ("2026-02", "2026-05-01", CLOSED, []),
        ("2026-02", "2026-03-10", OPEN, []),
        ("2024Q3", "2025-03-01", date(2025, 4, 30), []),  # nothing has been told of the plan yet
        ("2024Q3", "2025-04-30", date(2025, 5, 1), ["Q704"]),
        ("2024Q3", "2025-05-01", date(2025, 5, 1), []),
    ],
)
def test_a_period_between_or_before_the_plans_filings_closes_with_the_next(
    period: str, filed: str, day: date, codes: list[str]
) -> None:
    assert [code for code, *_ in found(data(first(VALUE), filing(period, filed)), day)] == codes


@pytest.mark.parametrize(
    ("filed", "codes"), [("2026-01-30", ["Q704"]), ("2026-01-31", []), ("2026-01-01", ["Q704"])]
)
def test_a_filing_that_was_missing_comes_after_the_close(filed: str, codes: list[str]) -> None:
    """The base proves that it wasn't there by then."""
    assert [code for code, *_ in found(data(first(VALUE), filing("2025Q4", filed)))] == codes
    assert [code for code, *_ in found(data(first(VALUE), filing("2025Q4", filed, unit="w")))] == codes


def test_closing_days_are_those_of_the_base() -> None:
    plan = {"filing": {"every": "quarter", "due_days": 20, "close_days": 300}}
    changed = first(observation("2026Q1", 6))
    assert [code for code, *_ in found(data(changed, plan=plan))] == ["Q701"]
    assert found(data(changed), base=data(first(VALUE), plan=plan)) == []


def test_what_cannot_be_read_is_the_readers_to_report() -> None:
    period = Period.parse("2026Q1")
    assert found(data(voids=[Void("u", period)])) == []
    assert found(data(first(), voids=[Void("u", period, "observations", 0, "x")])) == []
    assert found(data(first(), voids=[Void("u", period, "observations", 0, "y")])) == [("Q701", PATH, "")]


def test_a_pointer_passes_over_what_cannot_be_read() -> None:
    period = Period.parse("2026Q1")
    head = data(first(observation("2026Q1", 6)), voids=[Void("u", period, "observations", 0, "y")])
    assert found(head) == [("Q701", PATH, "observations/1/value")]


def test_in_words() -> None:
    (one,) = append_only(BASE, data(first(observation("2026Q1", 6))), CLOSED)
    assert one.message.zh == "指标 的 2026Q1: value 由 5 改成了 6, 而这份填报已于 2026-04-30 锁定"
    assert "flag: revised" in there(one.hint).zh
    assert "was 5 and is 6 now" in there(one.message.en)
    (one,) = append_only(BASE, data(first(VALUE, actions=[REPORT | {"evidence": "长" * 50}])), CLOSED)
    assert one.message.zh.startswith("举措 的 2026Q1: evidence 由 文1号 改成了 长长")
    assert "…" in one.message.zh
    (one,) = append_only(BASE, data(first(VALUE, filed="2026-04-11")), CLOSED)
    assert "2026-04-10 改成了 2026-04-11" in one.message.zh
    (one,) = append_only(BASE, data(), CLOSED)
    assert "单位u 的 2026Q1 填报 (报送日 2026-04-10)" in one.message.zh


VALUES = st.lists(st.tuples(st.sampled_from(["2025Q4", "2026Q1"]), st.integers(0, 3)), max_size=4)


@given(old=VALUES, new=VALUES, shuffled=st.permutations(range(4)))
@settings(derandomize=True, deadline=None)
def test_laws(old: list[tuple[str, int]], new: list[tuple[str, int]], shuffled: list[int]) -> None:
    """The same is no change, the order of different entries neither; any other value is one."""
    before, after = (data(first(*(observation(p, v) for p, v in rows))) for rows in (old, new))
    assert not found(before, base=before)
    by_period = [
        [v for p, v in rows if p == period] for rows in (old, new) for period in ("2025Q4", "2026Q1")
    ]
    assert bool(found(after, base=before)) == (by_period[:2] != by_period[2:])
    unique = dict(old)
    order = [list(unique.items())[k] for k in shuffled if k < len(unique)]
    one, two = (data(first(*(observation(p, v) for p, v in rows))) for rows in (unique.items(), order))
    assert not found(two, base=one)
    assert not found(replace(two, files=9), base=one)


def words(head: Dataset, base: Dataset = BASE) -> list[str]:
    """What each problem says."""
    return [one.message.zh for one in append_only(base, head, CLOSED)]


def test_what_stood_there_and_what_stands_there_now() -> None:
    assert words(data(first(observation("2026Q1", "6.50")))) == [
        "指标 的 2026Q1: value 由 5 改成了 6.50, 而这份填报已于 2026-04-30 锁定"
    ]
    gone, come = words(data(first(observation("2025Q4", "7"))))
    assert "2026Q1: value 由 5 改成了 –" in gone
    assert "2025Q4: value 由 – 改成了 7" in come
    hints = [there(one.hint).zh for one in append_only(BASE, data(first(observation("2025Q4", "7"))), CLOSED)]
    assert hints[0].startswith("把原来的内容 (5) 改回来")
    assert hints[1].startswith("删去锁定后添上的; 要更正, 就在下一期填报里重报 2025Q4 的数")
    pending = data(first(observation("2026Q1")))
    assert "pending 由 等统计 改成了 –" in words(data(first()), base=pending)[0]


def test_what_stood_there_is_shown_short() -> None:
    def noted(text: str) -> Dataset:
        return data(first(VALUE | {"note": text}))

    short, long = "甲" * 40, "甲" * 41
    assert f"改成了 {short}," in words(noted(short))[0]
    assert f"改成了 {'甲' * 39}…," in words(noted(long))[0]
    (gone,) = words(BASE, base=noted("乙"))
    assert "由 乙 改成了 –," in gone
    evidence = data(first(VALUE, actions=[REPORT | {"evidence": ["文1号", "文2号"]}]))
    assert "文1号, 文2号" in words(evidence)[0]
    assert "由 文1号 改成了 –" in words(data(first(VALUE, actions=[{"action": "1.1", "state": "done"}])))[0]


def test_the_names_of_what_changed() -> None:
    (action,) = words(data(first(VALUE, actions=[REPORT | {"state": "suspended"}])))
    assert action.startswith("举措 的 2026Q1: state")
    (gone,) = words(data(first(VALUE, actions=[])))
    assert gone.startswith("举措 的 2026Q1: state 由 done 改成了 –")


@pytest.mark.parametrize(
    ("void", "codes"),
    [
        (Void("u", Period.parse("2026Q1"), "observations", 0, "x"), ["Q701"]),
        (Void("u", Period.parse("2026Q1"), "observations", 0, None), ["Q701"]),
        (Void("u", Period.parse("2026Q1"), "observations", 0, "y"), ["Q701", "Q701"]),
        (Void("u", Period.parse("2026Q1"), "actions", 0, "x"), ["Q701", "Q701"]),
        (Void("u", Period.parse("2026Q2"), "observations", 0, "x"), ["Q701", "Q701"]),
        (Void("w", Period.parse("2026Q1"), "observations", 0, "x"), ["Q701", "Q701"]),
    ],
)
def test_an_entry_that_cannot_be_read_is_the_readers_to_report(void: Void, codes: list[str]) -> None:
    """The value can't be found; besides, evidence of an action behind it was changed."""
    head = data(first(actions=[REPORT | {"evidence": "文2号"}]), voids=[void])
    assert [one.code for one in append_only(BASE, head, CLOSED)] == codes


def test_the_period_of_what_changed_is_its_own() -> None:
    before = data(first(observation("2025Q4", 1), VALUE))
    (gone,) = words(data(first(VALUE)), base=before)
    assert "指标 的 2025Q4" in gone
