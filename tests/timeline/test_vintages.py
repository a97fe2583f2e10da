"""Which values count on a day, and what errors hide."""

from datetime import date
from typing import Any

import pytest

from qstrong.model.dataset import Void
from qstrong.model.period import Period
from qstrong.timeline.computed import vintages
from qstrong.timeline.owed import dues
from qstrong.timeline.state import errors_hide, pending_entry
from tests.build import dataset, filing, observation, target
from tests.there import there

Q1, Q2, Q3 = (Period.parse(f"2025Q{k}") for k in (1, 2, 3))
FILED = filing("2025Q2", "2025-07-10")
"""What can be read of a filing of which one entry can't."""


def hides(
    void: Void,
    due: Period | None,
    *,
    spec: dict[str, Any] | None = None,
    day: str = "2025-08-01",
    filings: list[dict[str, Any]] | tuple[dict[str, Any]] = (FILED,),
) -> bool:
    """Whether *void* hides the target's period *due* (None: any of the plan) on *day*."""
    data = dataset([spec or target()], filings, voids=[void])
    when = date.fromisoformat(day)
    only = next((one for one in dues(data.plan, data.targets[0]) if one.period == due), None)
    return errors_hide(data, data.targets[0], vintages(data, when).of["x"], only, when)


@pytest.mark.parametrize(
    ("void", "due", "hidden"),
    [
        (Void("u", Q2), Q2, True),
        (Void("u", Q1), Q2, False),  # an unreadable filing of before
        (Void("w", Q2), Q2, False),  # another unit's
        (Void("u", Q2, "observations", 0, "x"), Q2, True),
        (Void("u", Q2, "observations", 0, "y"), Q2, False),  # one broken line voids that line only
        (Void("u", Q2, "observations", 0, None), Q2, False),
        (Void("u", Q2, "actions", 0, "x"), Q2, False),
        (Void("w", Q2, "observations", 0, "x"), Q2, False),
        (Void("u", Q2, "observations", 0, "x", Q1), Q2, False),  # an error of before hides no gap of today
        (Void("u", Q2, "observations", 0, "x", Q1), Q1, True),
        (Void("u", Q2, "observations", 0, "x", Q3), Q2, True),  # a later one would have stood for it
    ],
)
def test_what_an_error_hides(void: Void, due: Period, hidden: bool) -> None:
    assert hides(void, due) == hidden


@pytest.mark.parametrize(("day", "hidden"), [("2025-07-09", False), ("2025-07-10", True)])
def test_an_entry_is_void_from_the_day_on_which_it_was_filed(day: str, hidden: bool) -> None:
    entry = Void("u", Q2, "observations", 0, "x")
    assert hides(entry, Q1, day=day) == hidden
    assert hides(entry, None, day=day) == hidden
    assert not hides(entry, Q1, day=day, filings=[FILED | {"unit": "w"}])


@pytest.mark.parametrize(
    ("covers", "frequency", "hidden"),
    [
        ("2024Q4", "quarter", False),  # T0's value reports nothing
        ("2025Q1", "quarter", True),
        ("2025-01", "month", True),
        ("2027Q4", "quarter", True),
        ("2028Q1", "quarter", False),
        ("2025Q2", "annual", False),
        ("2025", "annual", True),
        ("2025", "quarter", True),
    ],
)
def test_where_nothing_is_owed_a_void_value_of_the_plan_hides(
    covers: str, frequency: str, hidden: bool
) -> None:
    entry = Void("u", Q2, "observations", 0, "x", Period.parse(covers))
    assert hides(entry, None, spec=target(frequency=frequency)) == hidden


def test_an_unreadable_filing_alone_hides_nothing_that_is_not_owed() -> None:
    assert not hides(Void("u", Q2), None)


REFUSED = observation("2025Q2", 1, flag="revised")
UNSAID = observation("2025Q2", flag="revised")


@pytest.mark.parametrize(
    ("wrong", "due", "hidden"),
    [(REFUSED, Q2, True), (REFUSED, Q1, True), (REFUSED, Q3, False), (UNSAID, Q2, False)],
)
def test_what_a_refused_entry_hides(wrong: dict[str, Any], due: Period, hidden: bool) -> None:
    filed = filing("2025Q3", "2025-10-10", wrong)
    assert hides(Void("w", Q1), due, day="2025-11-01", filings=[filed]) == hidden


def refusals(
    spec: dict[str, Any], *filings: dict[str, Any], day: str = "2030-01-01"
) -> list[tuple[str, str, str]]:
    found = vintages(dataset([target(**spec)], filings), date.fromisoformat(day)).refusals
    return [(str(one.entry.period), str(one.entry.filing.period), one.reason) for one in found]


def counts(spec: dict[str, Any], *filings: dict[str, Any], day: str = "2030-01-01") -> dict[str, str]:
    """Each period's value that counts."""
    known = vintages(dataset([target(**spec)], filings), date.fromisoformat(day)).of["x"]
    return {
        str(Period.ending(month, 3)): str(there(known.judged(month)).observation.value)
        for month in known.values
    }


@pytest.mark.parametrize(
    ("spec", "period", "filed", "entry", "reason"),
    [
        ({}, "2025Q1", "2025-03-31", observation("2025Q1", 1), None),
        ({}, "2025Q1", "2025-03-30", observation("2025Q1", 1), "after_filed"),
        ({}, "2025Q2", "2025-07-10", observation("2025Q2", 1), None),
        ({}, "2025Q1", "2025-07-10", observation("2025Q2", 1), "after_filing"),
        ({}, "2025Q1", "2025-04-10", observation("2025Q1", 1, flag="revised", reason="核"), None),
        ({}, "2025Q1", "2025-04-10", observation("2025Q1", 1, flag="revised"), "revised_without_reason"),
        ({}, "2025Q1", "2025-04-10", observation("2025Q1", 1, flag="preliminary"), None),
        ({"limits": [0, 10]}, "2025Q1", "2025-04-10", observation("2025Q1", 0), None),
        ({"limits": [0, 10]}, "2025Q1", "2025-04-10", observation("2025Q1", 10), None),
        ({"limits": [0, 10]}, "2025Q1", "2025-04-10", observation("2025Q1", "10.01"), "outside_limits"),
        ({"limits": [0, 10]}, "2025Q1", "2025-04-10", observation("2025Q1", "-0.01"), "outside_limits"),
        ({"limits": [-9, 9]}, "2025Q1", "2025-04-10", observation("2025Q1", -9), None),
        ({"decimals": 0}, "2025Q1", "2025-04-10", observation("2025Q1", 0), None),
        ({"reporters": ["w"]}, "2025Q1", "2025-04-10", observation("2025Q1", 1), "not_a_reporter"),
        ({}, "2025Q1", "2025-04-10", observation("2025Q1", 1, indicator="y"), "unknown_indicator"),
    ],
)
def test_why_an_entry_does_not_count(
    spec: dict[str, Any], period: str, filed: str, entry: dict[str, Any], reason: str | None
) -> None:
    found = refusals(spec, filing(period, filed, entry))
    assert [why for *_, why in found] == ([reason] if reason else [])


def test_of_an_entry_given_twice_the_first_counts() -> None:
    twice = filing(
        "2025Q2", "2025-07-10", observation("2025Q2", 1), observation("2025H1", 2), observation("2025Q1", 3)
    )
    assert refusals({}, twice) == [("2025H1", "2025Q2", "repeated")]
    assert counts({}, twice) == {"2025Q1": "3", "2025Q2": "1"}


SINCE, FLOW = {"measure": "since_plan"}, {"measure": "flow_ytd"}


@pytest.mark.parametrize(
    ("spec", "first", "second", "keys", "falls"),
    [
        (SINCE, ("2025Q1", 10), ("2025Q2", 10), {}, False),
        (SINCE, ("2025Q1", 10), ("2025Q2", "9.99"), {}, True),
        (SINCE, ("2025Q4", 10), ("2026Q1", 9), {}, True),
        (SINCE, ("2025Q1", 10), ("2025Q2", 9), {"flag": "revised", "reason": "核"}, False),
        (FLOW, ("2025Q1", 10), ("2025Q2", 10), {}, False),
        (FLOW, ("2025Q1", 10), ("2025Q2", 9), {}, True),
        (FLOW, ("2025Q4", 10), ("2026Q1", 9), {}, False),
        ({}, ("2025Q1", 10), ("2025Q2", 9), {}, False),
    ],
)
def test_what_accumulates_does_not_fall(
    spec: dict[str, Any], first: tuple[str, int], second: tuple[Any, ...], keys: dict[str, Any], falls: bool
) -> None:
    ends = {"2025Q1": "2025-04-10", "2025Q2": "2025-07-10", "2025Q4": "2026-01-10", "2026Q1": "2026-04-10"}
    filings = [
        filing(first[0], ends[first[0]], observation(*first)),
        filing(second[0], ends[second[0]], observation(*second, **keys)),
    ]
    assert refusals(spec, *filings) == ([(second[0], second[0], "falls")] if falls else [])


SAID = {"flag": "revised", "reason": "核"}


@pytest.mark.parametrize(
    ("entries", "wrong", "left"),
    [
        # an earlier period's value that comes later, and doesn't fit: it is the one in error
        ([("04", "2025Q2", 20), ("05", "2025Q1", 30)], {"2025Q1"}, {"2025Q2": "20"}),
        ([("04", "2025Q2", 20), ("05", "2025Q1", 30, SAID)], set(), {"2025Q1": "30", "2025Q2": "20"}),
        # a value that it is caught between
        ([("04", "2025Q1", 10), ("05", "2025Q3", 30), ("06", "2025Q2", 31)], {"2025Q2"},
         {"2025Q1": "10", "2025Q3": "30"}),
        ([("04", "2025Q1", 10), ("05", "2025Q3", 30), ("06", "2025Q2", 9)], {"2025Q2"},
         {"2025Q1": "10", "2025Q3": "30"}),
        # what fell when it was filed stays void when the other one is revised; it is filed again
        ([("04", "2025Q1", 600), ("05", "2025Q2", 65), ("06", "2025Q1", 60, SAID)], {"2025Q2"},
         {"2025Q1": "60"}),
        ([("04", "2025Q1", 600), ("05", "2025Q2", 65), ("06", "2025Q1", 60, SAID), ("07", "2025Q2", 65)],
         {"2025Q2"}, {"2025Q1": "60", "2025Q2": "65"}),
        # a later value for the period falls: the earlier one for it counts
        ([("04", "2025Q1", 10), ("05", "2025Q2", 12, {"flag": "preliminary"}), ("06", "2025Q2", 9)], {"2025Q2"},
         {"2025Q1": "10", "2025Q2": "12"}),
        # in one filing that of the later period is in error
        ([("04", "2025Q2", 9), ("04", "2025Q1", 10)], {"2025Q2"}, {"2025Q1": "10"}),
        # each of several
        ([("04", "2025Q1", 10), ("05", "2025Q2", 5), ("06", "2025Q3", 7)], {"2025Q2", "2025Q3"}, {"2025Q1": "10"}),
    ],
)  # fmt: skip
@pytest.mark.parametrize("spec", [SINCE, FLOW], ids=["since_plan", "flow_ytd"])
def test_of_two_in_conflict_the_one_filed_last_is_in_error(
    spec: dict[str, str], entries: list[Any], wrong: set[str], left: dict[str, str]
) -> None:
    filings = [
        filing("2026Q1", f"2026-{month}-10", observation(period, value, **(keys[0] if keys else {})))
        for month, period, value, *keys in entries
    ]
    assert {period for period, _, reason in refusals(spec, *filings) if reason == "falls"} == wrong
    assert counts(spec, *filings) == left


def test_what_accumulates_from_t0_has_nothing_to_do_with_what_was_before() -> None:
    before = filing("2025Q1", "2025-04-10", observation("2024", 50), observation("2025Q1", 3))
    assert refusals(SINCE, before) == []
    year = filing("2025Q1", "2025-04-10", observation("2024Q3", 50), observation("2024", 40))
    assert [reason for *_, reason in refusals(FLOW, year)] == ["falls"]


@pytest.mark.parametrize(
    ("old", "new", "keys", "value"),
    [
        ({}, 11, {}, "10"),
        ({}, 10, {}, "10"),
        ({}, 11, {"flag": "revised", "reason": "核"}, "11"),
        ({"flag": "preliminary"}, 11, {}, "11"),
        ({}, 11, {"flag": "preliminary"}, "10"),
    ],
)
def test_a_later_value_needs_its_flag(
    old: dict[str, Any], new: int, keys: dict[str, Any], value: str
) -> None:
    first = filing("2025Q1", "2025-04-10", observation("2025Q1", 10, **old))
    later = filing("2025Q2", "2025-07-10", observation("2025Q1", new, **keys))
    refused = (not keys and not old and new != 10) or keys.get("flag") == "preliminary"
    assert refusals({}, first, later) == ([("2025Q1", "2025Q2", "differs_unflagged")] if refused else [])
    assert counts({}, first, later) == {"2025Q1": value}
    assert counts({}, later, first) == {"2025Q1": value}  # whichever file is read first


def test_of_two_filed_on_one_day_that_of_the_later_filing_counts() -> None:
    said = {"flag": "revised", "reason": "核"}
    filings = [
        filing("2025Q3", "2025-10-10", observation("2025Q1", 12, **said)),
        filing("2025Q2", "2025-10-10", observation("2025Q1", 11, **said)),
        filing("2025Q1", "2025-10-09", observation("2025Q1", 10)),
    ]
    assert counts({}, *filings) == {"2025Q1": "12"}


def test_the_latest_word_on_what_is_pending() -> None:
    words = [
        filing("2025Q1", "2025-04-10", observation("2025Q1", pending="一")),
        filing(
            "2025Q2", "2025-07-10", observation("2025Q1", pending="二"), observation("2025Q2", pending="三")
        ),
    ]
    data = dataset([target()], words)
    known = vintages(data, date(2025, 8, 1)).of["x"]
    said = [pending_entry(known, due) for due in dues(data.plan, data.targets[0])[:3]]
    assert [one.observation.pending if one else None for one in said] == ["三", "三", None]
    early = vintages(data, date(2025, 4, 10)).of["x"]
    assert there(pending_entry(early, dues(data.plan, data.targets[0])[0])).observation.pending == "一"


def test_values_stand_in_the_order_of_their_periods() -> None:
    filings = [
        filing("2025Q2", "2025-07-10", observation("2025Q2", 2)),
        filing("2025Q1", "2025-04-10", observation("2025Q1", 1), unit="w"),
    ]
    assert list(counts({"reporters": ["u", "w"]}, *filings)) == ["2025Q1", "2025Q2"]


def test_what_counts_is_worked_out_once_for_all_days_on_which_it_is_the_same() -> None:
    filings = [
        filing("2025Q1", "2025-04-10", observation("2025Q1", 1)),
        filing("2025Q2", "2025-07-10", observation("2025Q2", 2)),
    ]
    data = dataset([target()], filings)
    last = vintages(data, date(2025, 7, 10)).of
    assert [list(vintages(data, day).of["x"].values) for day in (date(2025, 7, 9), date.max)] == [
        [Period.parse("2025Q1").last],
        [Period.parse(text).last for text in ("2025Q1", "2025Q2")],
    ]
    assert vintages(data, date.max).of is last


def test_two_units_that_become_one_count_as_one_from_then_on() -> None:
    units = ({"id": "u", "until": "2025-12-31", "successor": "w"}, "w")
    filings = [filing("2025Q2", "2025-07-10", observation("2025Q2", 2), unit=unit) for unit in ("u", "w")]
    data = dataset([target(reporters=["u", "w"])], filings, units=units)
    month = Period.parse("2025Q2").last
    days = (date(2025, 12, 31), date(2026, 1, 1))
    assert [list(vintages(data, day).of["x"].values[month]) for day in days] == [["u", "w"], ["u"]]
