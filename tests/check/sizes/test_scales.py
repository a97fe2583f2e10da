"""What a value is held against: months that figures accumulated over, the latest few, signs and shares."""

from decimal import Decimal
from typing import Any

import pytest

from qstrong.check.registry import check
from qstrong.check.sizes.slips import slip
from qstrong.model.problem import Problem
from tests.build import dataset, filing, observation, target

SIZES = ("Q214", "Q216", "Q218", "Q219", "Q233")
GROWTH: dict[str, Any] = {"kind": "growth", "value": 6, "frequency": "quarter"}
NEW: dict[str, Any] = {"kind": "increment", "value": 40, "uom": "个", "decimals": 0}
DAYS = {
    "2025Q1": "2025-04-10", "2025Q2": "2025-07-10", "2025Q3": "2025-10-10", "2025Q4": "2026-01-10",
    "2026Q1": "2026-04-10", "2026Q2": "2026-07-10",
}  # fmt: skip


def problems(spec: dict[str, Any], **values: Any) -> tuple[Problem, ...]:
    """What is found of values by period; a mapping says what an entry has besides."""
    filings = []
    for name, value in values.items():
        period, said = name.lstrip("_"), value if isinstance(value, dict) else {"value": value}
        filings.append(filing(period, DAYS[period], observation(period, **said)))
    return check(dataset([target(**spec)], filings))


def last(spec: dict[str, Any], **values: Any) -> str | None:
    """The question about the last of the values."""
    path = f"progress/u/{[*values][-1].lstrip('_')}.yaml"
    found = [one.code for one in problems(spec, **values) if one.code in SIZES and one.path == path]
    assert len(found) < 2
    return found[0] if found else None


@pytest.mark.parametrize(
    ("value", "code"),
    [
        # 4 in three months are 16 in twelve: five times that is 80
        ("16", None), ("20", None), ("79", None), ("80", "Q214"),
    ],
)  # fmt: skip
def test_what_accumulates_grows_with_the_months(value: str, code: str | None) -> None:
    assert last(NEW, _2025Q1="4", _2025Q4=value) == code


@pytest.mark.parametrize(
    ("value", "code"),
    [("4", None), ("30", "Q218")],  # 3.3 are expected after three of 36 months
)
def test_values_up_to_t0_are_no_measure_of_what_is_new(value: str, code: str | None) -> None:
    """30 would be like the 10 of one month: 3 months make 30."""
    early = filing("2025Q1", "2025-04-10", observation("2024", 10), observation("2025Q1", value))
    found = [one for one in check(dataset([target(**NEW)], [early])) if one.code in SIZES]
    assert [one.code for one in found if one.pointer.startswith("observations/1")] == ([code] if code else [])


@pytest.mark.parametrize(
    ("value", "code"),
    [
        # 100 a year are 25 a quarter: five times as much, a twentieth
        ("124.99", None), ("125", "Q218"), ("1.26", None), ("1.25", "Q218"),
    ],
)  # fmt: skip
def test_a_flows_goal_is_a_full_years(value: str, code: str | None) -> None:
    assert last({"measure": "flow_ytd"}, _2025Q1=value) == code


@pytest.mark.parametrize(
    ("values", "code"),
    [
        (["60", "10", "10", "10", "50"], None),  # 60 is one of the latest four
        (["60", "10", "10", "10", "10", "50"], "Q214"),  # and now it isn't
        (["60", "10", "10", "10", "10", "49"], None),
    ],
)
def test_the_latest_four_count(values: list[str], code: str | None) -> None:
    assert (
        last({"value": 60}, **{f"_{period}": value for period, value in zip(DAYS, values, strict=False)})
        == code
    )


@pytest.mark.parametrize(
    ("spec", "value", "code"),
    [
        ({}, "-5", "Q219"),
        ({"history": [{"period": 2023, "value": -2}]}, "-5", None),  # it has been below 0
        ({"history": [{"period": 2023, "value": 2}]}, "-5", "Q219"),
        ({"value": "0.5"}, "-0.4", "Q219"),
        ({"over": "total", "value": -10, "op": "<="}, "5", "Q219"),
        ({"over": "total", "value": -10, "op": "<="}, "-5", None),
    ],
)
def test_an_odd_sign_is_one_that_nothing_known_has(
    spec: dict[str, Any], value: str, code: str | None
) -> None:
    assert last(GROWTH | spec, _2025Q1=value) == code


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("0.1", "Q216"),  # 6 is sixty times as much
        ("0.12", "Q216"),  # fifty times
        ("0.2", None),  # thirty times, as it is reported
        ("0.21", "Q216"),  # with more decimals than are reported
        ("0.31", None),  # not twenty times
    ],
)
def test_a_share_for_a_rate_of_growth(value: str, code: str | None) -> None:
    assert last(GROWTH, _2025Q1=value) == code


@pytest.mark.parametrize(
    ("goal", "value", "code"),
    [
        (30, "90", "Q218"),
        (30, "79", None),
        (30, "80", "Q218"),
        (39, "90", "Q218"),
        (40, "90", None),
        (41, "90", None),
    ],
)
def test_an_index_for_a_rate_of_growth(goal: int, value: str, code: str | None) -> None:
    """From 80 on, where all that is known is below 40."""
    assert last(GROWTH | {"value": goal}, _2025Q1=value) == code


@pytest.mark.parametrize(
    ("spec", "last_year", "code"),
    [
        ({"measure": "flow_ytd"}, "300", "Q233"),
        ({"measure": "flow_ytd"}, "299", None),
        ({"measure": "stock"}, "12", "Q233"),
        ({"measure": "stock"}, "12.01", None),
        (
            {"kind": "increment", "value": 200, "uom": "家"},
            "9",
            None,
        ),  # from T0 on there was nothing a year ago
        (GROWTH | {"value": 60}, "2", None),  # rates may be of any size
    ],
)
def test_last_years_beside_this_years(spec: dict[str, Any], last_year: str, code: str | None) -> None:
    """60 this year; of what is new 16 of 200."""
    value = "16" if spec.get("kind") == "increment" else "60"
    assert last(spec, _2025Q1={"value": value, "last_year": last_year}) == code


@pytest.mark.parametrize(
    ("uom", "value", "said"),
    [
        ({"zh": "亿元"}, "1000000", "像是按万元填的, 按亿元应写 100"),
        ({"zh": "亿元"}, "10000000000", "像是按元填的, 按亿元应写 100"),
        ({"zh": "万人"}, "0.01", "像是按亿人填的, 按万人应写 100"),
        ({"zh": "万人"}, "1000000", "像是按人填的, 按万人应写 100"),
        ({"zh": "公里"}, "0.01", "像是按万公里填的, 按公里应写 100"),
        ({"zh": "公里"}, "0.000001", "像是按亿公里填的, 按公里应写 100"),
        ({"zh": "公里"}, "0.1", "像是少打了 3 位, 也许是 100"),  # no thousands in Chinese
        ("km", "0.1", "像是按thousand km填的, 按km应写 100"),
        ("km", "0.0001", "像是按million km填的, 按km应写 100"),
        ("thousand km", "100000", "像是按km填的, 按thousand km应写 100"),
        ("million km", "100000000", "像是按km填的, 按million km应写 100"),
        ("million km", "0.1", "像是少打了 3 位, 也许是 100"),
        ("thousand km", "0.1", "像是少打了 3 位, 也许是 100"),
        ("‰", "0.1", "像是少打了 3 位, 也许是 100"),
        ("km", "0.01", "像是少打了 4 位, 也许是 100"),  # no 万 where it isn't named in Chinese
        ({"zh": "公里"}, "-100", "数或计量单位 (公里) 可能不对"),
        ("", "-100", "数或计量单位 (–) 可能不对"),
        ("", "0.1", "像是少打了 3 位, 也许是 100"),
        ("GDP 亿", "1000000", "像是按GDP 万填的, 按GDP 亿应写 100"),  # one sign is enough
    ],
)  # fmt: skip
def test_another_unit_of_measure(uom: Any, value: str, said: str) -> None:
    spec = dataset([target(uom=uom["zh"] if isinstance(uom, dict) else uom)]).targets[0]
    assert slip(spec, Decimal(value), Decimal(100)).zh == said


@pytest.mark.parametrize(
    ("period", "filed"), [("2025-01", "2025-02-10"), ("2025-11", "2025-12-10"), ("2025Q2", "2025-07-10")]
)
def test_a_value_finer_than_its_target_may_be_last_years(period: str, filed: str) -> None:
    """Whoever names no period files for a quarter, a month, of the year after."""
    data = dataset([target(frequency="annual")], [filing(period, filed, observation(period, 90))])
    (found,) = [one for one in check(data) if one.code == "Q305"]
    assert found.hint is not None
    assert found.hint.zh == "若是 2024 年全年的数, 加一行 period: 2024; 否则等到年末再报"


@pytest.mark.parametrize(
    ("period", "filed"), [("2025-01", "2025-02-10"), ("2025-11", "2025-12-10"), ("2025Q2", "2025-07-10")]
)
def test_what_a_year_to_date_value_lacks(period: str, filed: str) -> None:
    spec = target(measure="flow_ytd", frequency="month")
    data = dataset(
        [spec],
        [filing(period, filed, observation(period, 50))],
        plan={"filing": {"every": "month", "due_days": 20}},
    )
    (found,) = [one for one in check(data) if one.code == "Q510"]
    assert found.message.zh == f"指标 的 {period} 累计数缺 2024 年的全年数或同期数, 暂不能评价"


@pytest.mark.parametrize(("value", "found"), [("36", []), ("37", ["Q217"])])
def test_what_is_new_changes_from_0_on(value: str, found: list[str]) -> None:
    """4 in each of two quarters: seven times that, 28 more, is unusual beyond."""
    said = problems(NEW | {"value": 400}, _2025Q1="4", _2025Q2="8", _2025Q3=value)
    assert [one.code for one in said if one.code == "Q217"] == found


@pytest.mark.parametrize(("value", "code"), [("50", None), ("300", "Q214")])
def test_what_is_declared_is_one_of_the_latest(value: str, code: str | None) -> None:
    """60 at T0 and 10 filed: 50 is like the one, 300 like neither."""
    base = {"baseline": {"period": 2024, "value": 60}, "value": 60}
    assert last(base, _2025Q1="10", _2025Q2=value) == code


@pytest.mark.parametrize("end", ["2025-12-31", "2027-12-31", None])
@pytest.mark.parametrize(("period", "late"), [("2026Q1", False), ("2028Q1", True)])
def test_a_value_is_after_the_end_once_it_is_after_the_plans(
    period: str, end: str | None, *, late: bool
) -> None:
    spec = target(**({"end": end} if end else {}))
    data = dataset([spec], [filing(period, f"{period[:4]}-04-10", observation(period, 50))])
    assert [one.code for one in check(data) if one.code == "Q309"] == ["Q309"] * late
