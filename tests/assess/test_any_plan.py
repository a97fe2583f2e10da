"""The method's second part, case by case: the numbers are worked out by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from qstrong.assess.assess import assess
from qstrong.assess.report import TargetReport
from qstrong.check.registry import check
from qstrong.model.period import Period
from qstrong.model.steps.years import GrowthRatio
from qstrong.timeline.duties import duties
from qstrong.timeline.owed import dues
from tests.build import dataset, filing, observation, one, series, target
from tests.there import there

ANNUAL: dict[str, Any] = {"frequency": "annual"}


def history(first: int, *values: float) -> list[dict[str, Any]]:
    return [{"period": first + k, "value": value} for k, value in enumerate(values)]


def base(value: float, period: int = 2024) -> dict[str, Any]:
    return {"baseline": {"period": period, "value": value}}


def said(report: TargetReport) -> tuple[str, Fraction | None, Fraction | None]:
    return report.status, report.verdict.completion, report.verdict.expected


def value_of(report: TargetReport) -> object:
    return there(report.verdict.point).value


# ── a target's own time ──


def test_its_own_end_is_its_deadline_and_stays_so() -> None:
    spec = target(end="2025-12-31", **base(80), **ANNUAL)
    report = series(spec, ("2025", 99), ("2026", 120))
    assert (report.status, report.verdict.basis, value_of(report)) == ("missed", "deadline", 99)
    assert [entry.last for entry in report.beside] == [2026 * 12 + 12]


def test_its_own_start_sets_the_clock() -> None:
    spec = target(start="2021-12-31", **base(70, 2021), **ANNUAL)
    assert said(series(spec, ("2025", 90))) == ("on_track", Fraction(2, 3), Fraction(2, 3))


def test_history_before_the_plan_closes_years_after_its_own_start() -> None:
    spec = target(kind="growth", start="2022-12-31", history=history(2023, 7, 5), **ANNUAL)
    assert series(spec, ("2025", 7)).status == "at_risk"  # 5 of 6 in 2024, and 0.6·6 < 5


def test_another_goal_of_the_same_indicator_shares_its_values() -> None:
    goals = [target(**base(80)), target(id="y", of="x", value=90, **base(80))]
    data = dataset(goals, [filing("2025Q1", "2025-04-10", observation("2025Q1", 91))])
    first, second = assess(data, date(2025, 4, 30)).targets
    assert (first.status, second.status) == ("on_track", "achieved")
    assert first.data == second.data == "reported"


# ── what begins and ends ──


def test_a_target_is_in_no_report_before_it_is_added_nor_once_it_is_withdrawn() -> None:
    spec = target(added="2025-02-01", withdrawn={"on": "2026-01-01", "reason": "调整"}, **base(80))
    data = dataset([spec], [filing("2025Q1", "2025-04-10", observation("2025Q1", 100))])
    assert not assess(data, date(2025, 1, 31)).targets
    assert [each.status for each in assess(data, date(2025, 12, 31)).targets] == ["not_assessable"]
    after = assess(data, date(2026, 1, 1))
    assert not after.targets
    assert [(gone.on, gone.last.last_status) for gone in after.withdrawn] == [(date(2026, 1, 1), "achieved")]


def test_a_target_may_be_withdrawn_on_the_calendars_first_day() -> None:
    spec = target(withdrawn={"on": "0001-01-01", "reason": "写错年份"}, **base(80))
    after = assess(dataset([spec, target(id="y")]), date(2026, 1, 1))
    assert [(gone.on, gone.last.status) for gone in after.withdrawn] == [(date(1, 1, 1), "not_assessable")]


@pytest.mark.parametrize(
    ("day", "goal", "status"), [("2025-05-31", 100, "at_risk"), ("2025-06-01", 90, "on_track")]
)
def test_the_goal_in_force_is_that_of_the_day(day: str, goal: int, status: str) -> None:
    spec = target(revised=[{"on": "2025-06-01", "value": 90, "reason": "上级调整"}], **base(90))
    spec["baseline"]["value"] = 89
    report = one(spec, filing("2025Q1", "2025-04-10", observation("2025Q1", "89.2")), as_of=day)
    assert report.target.value == goal  # type: ignore[union-attr]
    assert report.status == status


def test_a_unit_and_its_successor_are_one_reporter() -> None:
    units = ({"id": "u", "until": "2025-05-31", "successor": "w"}, {"id": "w", "from": "2025-06-01"})
    values = [
        filing("2025Q1", "2025-04-10", observation("2025Q1", 90)),
        filing("2025Q2", "2025-07-10", observation("2025Q1", 91), observation("2025Q2", 95), unit="w"),
    ]
    data = dataset([target(**base(80))], values, units=units)
    report = assess(data, date(2025, 7, 31))
    assert report.targets[0].target.reporters == ("w",)
    assert [(entry.last, entry.value) for entry in report.targets[0].entries] == [
        (2025 * 12 + 3, Decimal(90)),  # a change among them needs `revised`
        (2025 * 12 + 6, Decimal(95)),
    ]


def test_actions_and_promises_pass_to_the_successor() -> None:
    units = ({"id": "u", "until": "2025-05-31", "successor": "w"}, {"id": "w", "from": "2025-06-01"})
    act = {"id": "1.1", "title": {"zh": "举措"}, "due": "2026-12-31"}
    tasks = [
        {"id": 1, "section": "s", "title": {"zh": "任务"}, "units": ["u"], "lead": "u", "actions": [act]}
    ]
    own = {"action": "1.1", "state": "in_progress", "measures": "招标", "measures_by": "2025-06-30"}
    before = filing("2025Q1", "2025-04-10", unit="u", actions=[own])
    data = dataset([], [before], tasks=tasks, units=units)
    for day, who, measures in (("2025-05-31", "u", "招标"), ("2025-06-01", "w", "招标")):
        as_of = date.fromisoformat(day)
        report = assess(data, as_of)
        verdict = report.actions[0]
        assert (verdict.units, verdict.status) == ((who,), "on_track")
        assert (report.dataset.tasks[0].units, report.dataset.tasks[0].lead) == ((who,), who)
        asked = {one.unit: one.asked for one in duties(data, Period.parse("2025Q2"), as_of)}
        assert [there(one.promise).measures for one in asked[who]] == [measures]
        assert [name for name, rows in asked.items() if rows] == [who]
    done = {"action": "1.1", "state": "done", "evidence": "验收单", "on": "2025-06-20"}
    after = filing("2025Q2", "2025-07-10", unit="w", actions=[done])
    data = dataset([], [before, after], tasks=tasks, units=units)
    assert assess(data, date(2025, 7, 31)).actions[0].status == "achieved"
    assert "Q402" not in {problem.code for problem in check(data)}
    assert "Q610" not in {problem.code for problem in check(data)}  # a successor has something to do


SIDE_BY_SIDE = ({"id": "u", "until": "2025-05-31", "successor": "w"}, {"id": "w"})
MERGED = (
    {"id": "u", "until": "2025-05-31", "successor": "n"},
    {"id": "w", "until": "2025-05-31", "successor": "n"},
    {"id": "n", "from": "2025-06-01"},
)


@pytest.mark.parametrize("flagged", [False, True])
@pytest.mark.parametrize("reporters", [["u", "w"], ["w", "u"]])
def test_two_named_side_by_side_are_one_once_the_earlier_has_ended(
    reporters: list[str], *, flagged: bool
) -> None:
    flag = {"flag": "revised", "reason": "核实"} if flagged else {}
    values = [
        filing("2025Q1", "2025-04-10", observation("2025Q1", 90)),
        filing("2025Q2", "2025-07-10", observation("2025Q1", 91, **flag), unit="w"),
    ]
    data = dataset([target(reporters=reporters, **base(80))], values, units=SIDE_BY_SIDE)
    report = assess(data, date(2025, 7, 31)).targets[0]
    assert value_of(report) == (91 if flagged else 90)  # unflagged it is refused, whoever is named first
    assert not report.others


@pytest.mark.parametrize(("day", "value"), [("2025-05-31", 92), ("2025-06-01", 91)])
def test_what_the_later_of_two_had_filed_is_the_first_ones_from_then_on(day: str, value: int) -> None:
    values = [
        filing("2025Q1", "2025-04-10", observation("2025Q1", 91), unit="w"),
        filing("2025Q1", "2025-04-11", observation("2025Q1", 92), unit="z"),
    ]
    data = dataset(
        [target(reporters=["u", "z", "w"], **base(80))], values, units=(*SIDE_BY_SIDE, {"id": "z"})
    )
    assert value_of(assess(data, date.fromisoformat(day)).targets[0]) == value


@pytest.mark.parametrize("reporters", [["u", "w"], ["w", "u"]])
def test_two_that_become_one_are_corrected_by_it(reporters: list[str]) -> None:
    values = [
        filing("2025Q1", "2025-04-10", observation("2025Q1", 90)),
        filing("2025Q1", "2025-04-11", observation("2025Q1", 92), unit="w"),
        filing("2025Q2", "2025-07-10", observation("2025Q1", 91, flag="revised", reason="核实"), unit="n"),
    ]
    data = dataset([target(reporters=reporters, **base(80))], values, units=MERGED)
    assert value_of(assess(data, date(2025, 4, 30)).targets[0]) == (90 if reporters[0] == "u" else 92)
    later = assess(data, date(2025, 7, 31)).targets[0]
    assert (value_of(later), later.target.reporters, later.others) == (91, ("n",), ())


# ── goals relative to the baseline ──


@pytest.mark.parametrize(
    ("change", "start", "goal"),
    [({"percent": -18}, 50, "41"), ({"times": "1.5"}, 50, "75"), ({"by": -3}, 50, "47"), ({"percent": 5}, 0, None)],
)  # fmt: skip
def test_a_change_is_worked_out_from_the_baseline(
    change: dict[str, Any], start: int, goal: str | None
) -> None:
    spec = target(value=None, change=change, op="<=" if "-" in str(change) else ">=", **base(start))
    del spec["value"]
    report = series(spec, ("2025Q1", 49))
    stated = report.target.value  # type: ignore[union-attr]
    assert stated == (None if goal is None else Decimal(goal))
    assert (report.status == "not_assessable") is (goal is None)


@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize("by_plan", [True, False])
def test_a_change_takes_no_provisional_baseline(known: bool, by_plan: bool) -> None:
    """Where one is allowed, it serves no goal that is said relative to it; a known baseline does."""
    spec = target(change={"percent": 10}, **(base(50) if known else {}))
    del spec["value"]
    plan = {"method": {"provisional_baseline": True}} if by_plan else {}
    if not by_plan:
        spec["provisional_baseline"] = True
    assert [one.code for one in check(dataset([spec], plan=plan)) if one.severity == "error"] == []
    report = series(spec, ("2025Q1", 49), ("2025Q2", 52), plan=plan)
    stated = report.target.value  # type: ignore[union-attr]
    assert (stated, report.status) == ((Decimal(55), "on_track") if known else (None, "not_assessable"))


# ── growth over the period ──


def test_average_growth_is_a_product() -> None:
    spec = target(kind="growth", over="average", value=5, **ANNUAL)
    report = series(spec, ("2025", 4), ("2026", 5))
    assert report.verdict.completion == (Fraction("1.092") - 1) / (Fraction("1.157625") - 1)
    assert report.verdict.expected == (Fraction("1.1025") - 1) / (Fraction("1.157625") - 1)
    assert report.verdict.gap == (Fraction("1.157625") - Fraction("1.092")) * 100
    assert report.status == "at_risk"  # c/e = 0.898, from half-time on m = 1.39


def test_a_cap_on_total_growth_has_no_completion() -> None:
    spec = target(kind="growth", over="total", op="<=", value=10, **ANNUAL)
    assert said(series(spec, ("2025", 4), ("2026", 5))) == ("on_track", None, None)
    assert series(spec, ("2025", 4), ("2026", 7)).status == "off_track"


@pytest.mark.parametrize(("last", "status", "done"), [(2, "achieved", "0.103232"), (1, "missed", "0.092416")])
def test_total_growth_at_the_deadline(last: int, status: str, done: str) -> None:
    spec = target(kind="growth", over="total", value=10, **ANNUAL)
    report = series(spec, ("2025", 4), ("2026", 4), ("2027", last))
    assert said(report) == (status, Fraction(done) * 10, Fraction(1))
    assert report.verdict.basis == "deadline"


def test_growth_over_the_period_with_a_year_missing_says_nothing() -> None:
    report = series(target(kind="growth", over="average", value=5, **ANNUAL), ("2025", 4), ("2027", 9))
    assert (report.status, report.label) == ("not_assessable", "not_assessable.year_missing")
    assert (value_of(report), report.verdict.gap, report.verdict.completion) == (9, None, None)


def test_the_running_years_rate_is_shown_beside_growth_over_the_period() -> None:
    spec = target(kind="growth", over="total", value=10, frequency="quarter")
    early = series(spec, ("2025Q1", 3))
    assert early.verdict.point is None
    assert (there(early.shown).reason, there(early.shown).entry.value) == ("within_year", Decimal(3))
    later = series(spec, ("2025", 4), ("2026Q1", 3))
    assert (value_of(later), there(later.shown).entry.last) == (4, 2026 * 12 + 3)


# ── ranges and what is watched ──


@pytest.mark.parametrize(
    ("value", "status", "gap"), [(96, "achieved", 0), (88, "on_track", 7), (84, "at_risk", 11), (106, "off_track", 1)]
)  # fmt: skip
def test_a_range_is_to_be_reached_from_outside(value: int, status: str, gap: int) -> None:
    report = series(target(kind="range", **base(80), **ANNUAL), ("2025", value))
    assert (report.status, report.verdict.gap) == (status, Decimal(gap))
    assert (report.verdict.completion is None) is (value == 106)


@pytest.mark.parametrize(
    ("value", "status", "gap", "done"),
    [(95, "achieved", 0, 1), (94, "missed", 1, Fraction(14, 15)), (106, "missed", 1, None)],
)
def test_a_range_at_the_deadline(value: int, status: str, gap: int, done: Fraction | None) -> None:
    verdict = series(target(kind="range", **base(80), **ANNUAL), ("2027", value)).verdict
    assert (verdict.status, verdict.basis, verdict.gap) == (status, "deadline", Decimal(gap))
    assert (verdict.completion, verdict.expected) == (done, None if done is None else Fraction(1))
    assert (verdict.lead, verdict.required_pace, verdict.arrow) == (None, None, "•")


def test_a_range_from_its_first_value() -> None:
    spec = target(kind="range", provisional_baseline=True, **ANNUAL)
    first = series(spec, ("2025", 80))
    assert (first.status, first.verdict.basis) == ("not_assessable", "provisional")
    then = series(spec, ("2025", 80), ("2026", 90))
    assert said(then) == ("on_track", Fraction(2, 3), Fraction(1, 2))
    assert (then.verdict.lead, then.verdict.required_pace) == (Fraction(1, 6), Fraction(5))
    assert (then.verdict.flags, then.verdict.arrow) == (("provisional_baseline",), "↑")


def test_a_range_from_above() -> None:
    report = series(target(kind="range", **base(120), **ANNUAL), ("2025", 115))
    assert said(report) == ("on_track", Fraction(1, 3), Fraction(1, 3))
    assert (report.verdict.gap, report.verdict.required_pace) == (Decimal(10), Fraction(-5))
    lost = series(target(kind="range", **base(120), **ANNUAL), ("2025", 100), ("2026", 110))
    assert "lost" in lost.verdict.flags


def test_a_range_is_to_be_kept_from_inside() -> None:
    assert series(target(kind="range", **base(100)), ("2025Q1", 95)).verdict.basis == "rule0"
    assert series(target(kind="range", **base(100)), ("2025Q1", 94)).status == "off_track"


def test_what_is_watched_is_counted_nowhere() -> None:
    data = dataset([target(kind="watch")], [filing("2025Q1", "2025-04-10", observation("2025Q1", 7))])
    report = assess(data, date(2025, 5, 1))
    assert (report.targets[0].label, value_of(report.targets[0])) == ("not_assessable.watch", 7)
    assert (report.overall.due, sum(report.overall.counts.values()), report.overall.total) == (0, 0, 1)


# ── computed indicators ──


def test_a_ratio_is_exact_and_a_sum_waits_for_all_parts() -> None:
    parts = [target(id="a"), target(id="b")]
    ratio = target(
        id="x", computed={"ratio": ["a", "b"], "times": 100}, value=70, measure="rate", uom="%", **base(60)
    )
    total = target(id="s", computed={"sum": ["a", "b"]}, value=10, **base(2))
    for each in (ratio, total):
        del each["reporters"]
    values = filing(
        "2025Q1",
        "2025-04-10",
        observation("2025Q1", 2, indicator="a"),
        observation("2025Q1", 3, indicator="b"),
    )
    later = filing("2025Q2", "2025-07-10", observation("2025Q2", 4, indicator="a"))
    report = assess(dataset([*parts, ratio, total], [values, later]), date(2025, 7, 21))
    found = {each.target.id: each for each in report.targets}
    assert value_of(found["x"]) == Fraction(200, 3)
    assert value_of(found["s"]) == 5
    assert found["s"].data == "not_reported"


@pytest.mark.parametrize(
    ("explained", "flags"), [({}, ("unexplained",)), ({"cause": "原因", "measures": "措施"}, ())]
)
def test_what_is_computed_is_explained_by_a_part(explained: dict[str, str], flags: tuple[str, ...]) -> None:
    total = target(id="s", computed={"sum": ["a", "b"]}, value=10, **base(2))
    del total["reporters"]
    said = (observation("2025Q1", 1, indicator="a", **explained), observation("2025Q1", 1, indicator="b"))
    data = dataset([target(id="a"), target(id="b"), total], [filing("2025Q1", "2025-04-10", *said)])
    report = assess(data, date(2025, 4, 30)).targets[2]
    assert (report.status, report.verdict.flags) == ("at_risk", flags)


# ── published methods ──


def test_statcan_compares_growth() -> None:
    spec = target(method="statcan", value=121, **base(100), **ANNUAL)
    spec["end"] = "2026-12-31"
    report = series(spec, ("2025", 105))
    assert (report.status, report.verdict.basis) == ("off_track", "statcan")
    assert there(report.verdict.pace_ratio) == Fraction(1, 2)  # 5 % so far, 10 % a year needed
    assert report.verdict.expected is None


@pytest.mark.parametrize(
    ("values", "status"),
    [([("2025", 125)], "achieved"), ([("2025", 111), ("2026", 125)], "achieved"), ([("2025", 100), ("2026", 110)], "missed")],
)  # fmt: skip
def test_statcans_ratio_is_told_of_what_is_met_and_at_the_deadline(
    values: list[tuple[str, float]], status: str
) -> None:
    spec = target(method="statcan", value=121, end="2026-12-31", **base(100), **ANNUAL)
    report = series(spec, *values)
    assert report.status == status
    years, last = len(values), values[-1][1]
    ratio = float(there(report.verdict.pace_ratio))
    assert ratio == pytest.approx(((last / 100) ** (1 / years) - 1) / 0.1)


@pytest.mark.parametrize(
    ("value", "status"),
    [("109.5", "on_track"), ("109.49", "at_risk"), (106, "at_risk"), ("105.99", "off_track"), (100, "off_track"), ("99.99", "worsening")],
)  # fmt: skip
def test_statcans_cuts(value: float | str, status: str) -> None:
    spec = target(method="statcan", value=121, end="2026-12-31", **base(100), **ANNUAL)  # 10 % a year needed
    assert series(spec, ("2025", value)).status == status


@pytest.mark.parametrize(
    ("keys", "values", "status", "basis"),
    [
        ({}, [("2025", 105)], "not_assessable", "no_baseline"),
        ({"provisional_baseline": True}, [("2025", 105)], "not_assessable", "provisional"),
        (
            {"provisional_baseline": True},
            [("2025", 105), ("2026", 110)],
            "at_risk",
            "statcan",
        ),  # 4.8 of 7.3 %
        (base(130), [("2025", 120)], "worsening", "statcan"),  # the baseline had met it
        (base(121) | {"op": ">"}, [("2025", 121)], "at_risk", "rule3"),
        (base(121) | {"op": ">"}, [("2025", 120)], "worsening", "rule3"),
        (base(-9), [("2025", 91)], "on_track", "statcan"),  # by differences: 100 of 43 a year
        (base(-9), [("2025", 17)], "at_risk", "statcan"),  # 26 of 43 1/3: 0.60 exactly
        (base(-9), [("2025", 16)], "off_track", "statcan"),
    ],
)
def test_statcan_without_a_way_to_compare(
    keys: dict[str, Any], values: list[tuple[str, float]], status: str, basis: str
) -> None:
    report = series(target(method="statcan", value=121, **keys, **ANNUAL), *values)
    assert (report.status, report.verdict.basis) == (status, basis)
    assert report.label.partition("|")[0].partition(".")[0] == status


def test_statcans_years_are_counted_from_its_own_start() -> None:
    """Ten of eleven years, by differences from 0: 10 a year, as needed."""
    spec = target(method="statcan", start="2016-12-31", value=110, **base(0, 2016), **ANNUAL)
    said = series(spec, ("2026", 100)).verdict
    assert said.pace_ratio == 1
    step = there(said.step(GrowthRatio))
    assert (step.actual.years, step.required.years) == (10, 11)


@pytest.mark.parametrize(
    ("start", "value", "goal", "ratio", "by_root"),
    [
        ("0.25", "0.375", 1, Fraction(1, 2), True),  # 50 % so far, 100 % a year needed
        (1, 2, 9, Fraction(1, 2), True),
        (1, "0.5", 4, Fraction(-1, 2), True),
        (0, 3, 8, Fraction(3, 4), False),  # 3 of 4 a year
        (-1, 3, 9, Fraction(4, 5), False),  # 4 of 5
        (4, 0, 9, Fraction(-8, 5), False),  # -4 of 2.5
        (4, 1, 0, Fraction(3, 2), False),  # -3 of -2
    ],
)
def test_statcans_growth_by_roots_or_by_differences(
    start: Any, value: Any, goal: int, ratio: Fraction, *, by_root: bool
) -> None:
    """Over one of two years; by differences where one of v0, v and T isn't above 0."""
    spec = target(
        method="statcan", value=goal, end="2026-12-31", limits=[None, None], **base(start), **ANNUAL
    )
    spec["op"] = "<=" if goal == 0 else ">="
    found = series(spec, ("2025", value)).verdict
    assert found.pace_ratio == ratio
    step = there(found.step(GrowthRatio))
    assert (step.actual.by_root, step.required.by_root) == (by_root, by_root)
    assert (step.actual.years, step.required.years) == (1, 2)


@pytest.mark.parametrize(
    ("value", "status"), [(101, "on_track"), ("100.5", "at_risk"), (100, "off_track"), ("99.9", "worsening")]
)
def test_statcans_cuts_of_a_trend(value: float | str, status: str) -> None:
    spec = target(kind="trend", method="statcan", decimals=1, **base(100), **ANNUAL)
    assert series(spec, ("2025", value)).status == status
    last = series(spec | {"end": "2025-12-31"}, ("2025", value))
    assert last.status == ("achieved" if status == "on_track" else "missed")


@pytest.mark.parametrize(
    ("old", "value", "status"),
    [("66.25", 90, "on_track"), ("66.26", 90, "at_risk"), (70, 90, "at_risk"), ("70.01", 90, "off_track"),
     ("89.9", 90, "off_track"), (90, 90, "worsening"), (100, 100, "on_track"), ("100.1", 100, "at_risk")],
)  # fmt: skip
def test_dns_cuts(old: float | str, value: int, status: str) -> None:
    """With two years left: 4.75 a year lead from 90 to 99.5, 4 to 98."""
    rest = history(2021, 80, 80, 80, 80)
    spec = target(method="dns", history=[{"period": 2020, "value": old}, *rest], **ANNUAL)
    assert series(spec, ("2025", value)).status == status
    gone = target(method="dns", history=[{"period": 2020, "value": old}, *rest[1:]], **ANNUAL)
    without = series(gone, ("2025", value))
    assert (without.status, without.verdict.basis) == ("not_assessable", "dns")


def test_dns_looks_back_on_what_was_filed_too() -> None:
    """Five years ago lies within a target's own time: 4 a year lead from 90 in 2025 to 98."""
    spec = target(method="dns", start="2019-12-31", **ANNUAL)
    report = series(spec, ("2020", 70), ("2021", 75), ("2022", 75), ("2023", 80), ("2024", 85), ("2025", 90))
    assert (report.status, report.verdict.basis) == ("at_risk", "dns")


@pytest.mark.parametrize(
    ("old", "value", "label"),
    [(90, 100, "on_track.keep"), (110, 100, "at_risk.met"), (90, 95, "off_track.keep"), (96, 95, "worsening.away")],
)  # fmt: skip
def test_dns_keeps_what_is_to_be_met_every_year(old: int, value: int, label: str) -> None:
    spec = target(method="dns", keep=True, history=history(2020, old), **ANNUAL)
    report = series(spec, ("2025", value))
    assert (report.label, report.verdict.basis) == (f"{label}|dns", "dns")


def test_a_trend_that_statcan_judges_points_where_its_last_step_goes() -> None:
    spec = target(kind="trend", method="statcan", frequency={"years": 2}, end="2027-12-31", **base(100))
    report = series(spec, ("2026", 103))
    assert (report.status, report.verdict.arrow) == ("on_track", "↑")  # 1.49 % a year, two years apart


@pytest.mark.parametrize(
    ("value", "status"), [(96, "on_track"), (92, "off_track"), (80, "worsening"), (100, "on_track")]
)
def test_dns_carries_five_years_on(value: int, status: str) -> None:
    spec = target(method="dns", history=history(2020, 80, 82, 84, 86), **base(88), **ANNUAL)
    assert series(spec, ("2025", value)).status == status


# ── years of the plan's own, and frequencies in years ──


def test_a_year_that_begins_in_april() -> None:
    plan = {"start": "2025-03-31", "end": "2028-03-31", "year": {"starts": 4, "named": "end"}}
    data = dataset(
        [target(**base(80, 2025))], [filing("2026Q2", "2025-10-10", observation("2026Q2", 90))], plan=plan
    )
    report = assess(data, date(2025, 10, 20)).targets[0]
    assert there(report.verdict.point).period.end == date(2025, 9, 30)
    assert said(report) == ("on_track", Fraction(1, 2), Fraction(6, 36))
    assert there(report.due).period.end == date(2025, 9, 30)


def test_only_some_years_are_owed() -> None:
    spec = target(frequency={"years": 2}, **base(80))
    data = dataset([spec], plan={"filing": {"every": "annual", "due_days": 20}})
    assert [str(due.period) for due in dues(data.plan, data.targets[0])] == ["2026", "2027"]


# ── what it is called ──


def test_another_goal_of_an_indicator_is_told_apart_by_its_year() -> None:
    """Unless it has a name of its own; two of one year by their ids."""
    goal = {"of": "x", "op": ">=", "value": 120}
    specs = [
        target(),
        {"id": "y", "end": "2026-12-31", **goal},
        {"id": "z", **goal},
        {"id": "w", **goal},
        {"id": "v", "name": {"zh": "自有的名称"}, **goal},
    ]
    found = [one.name for one in dataset(specs).targets]
    assert [name.zh for name in found] == [
        "指标", "指标（2026年目标）", "指标（2027年目标）", "指标（w）", "自有的名称",
    ]  # fmt: skip
    assert found[1].en == "指标 (2026)"


def test_a_name_is_told_apart_in_the_languages_that_the_plan_has() -> None:
    """A plain name stays one, in the folder's language; of two of one year each has its own all the same."""
    goal = {"of": "x", "op": ">=", "value": 120}
    for name in ("Rate", {"en": "Rate"}):
        specs = [target(name=name), *({"id": one, **goal} for one in "yz")]
        found = [one.name for one in dataset(specs, plan={"language": "en"}).targets]
        assert [one.texts() for one in found] == [("Rate",), ("Rate (2027)",), ("Rate (z)",)]
    plain = [one.name for one in dataset([target(name="率"), {"id": "y", **goal}]).targets]
    assert plain[1].texts() == ("率（2027年目标）", "率 (2027)")
