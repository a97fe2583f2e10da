"""The published cases, each through the function that the method is made of."""

import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from qstrong.assess.arrow import pace_arrow
from qstrong.assess.core import catch_up, classify, completion
from qstrong.assess.kinds.growth import required_growth
from qstrong.model.plan import satisfies
from qstrong.model.steps.step import YearOnYear
from qstrong.model.terms.settings import Method
from tests.build import filing, observation, one, series, target
from tests.there import there

CASES = json.loads((Path(__file__).parent / "method-cases.json").read_text(encoding="utf-8"))
MONTH_OF = {Fraction(1, 12): "2025Q1", Fraction(4, 12): "2025Q4", Fraction(4, 5): "2024"}


def of(about: str) -> list[Any]:
    return [pytest.param(c["inputs"], c["expected"], id=c["id"]) for c in CASES if c["about"] == about]


def test_every_case_is_tried() -> None:
    known = {
        "achieved",
        "classify",
        "growth",
        "ytd",
        "count",
        "trend_only",
        "record",
        "landing",
        "arrow",
        "completion",
        "status",
    }
    assert {case["about"] for case in CASES} == known


@pytest.mark.parametrize(("inputs", "expected"), of("achieved"))
def test_achieved(inputs: dict[str, Any], expected: dict[str, bool]) -> None:
    op: Any = {1: ">", -1: "<"}[inputs["dir"]] + ("" if inputs["strict"] else "=")
    assert satisfies(Decimal(inputs["value"]), op, Decimal(inputs["target"])) is expected["achieved"]


@pytest.mark.parametrize(("inputs", "expected"), of("classify"))
def test_classify(inputs: dict[str, Any], expected: dict[str, str]) -> None:
    c, e = Fraction(inputs["completion"]), Fraction(inputs["expected"])
    if inputs.get("deadline"):
        assert series(target(value=1000), ("2027Q4", 970)).status == expected["status"]
        return
    elapsed = Fraction(1, 2) if inputs["half_time_passed"] else Fraction(1, 4)
    assert classify(Method(), c, e, elapsed).status == expected["status"]
    if "catch_up" in expected:
        assert catch_up(c, e) == Fraction(expected["catch_up"])


@pytest.mark.parametrize(("inputs", "expected"), of("growth"))
def test_growth(inputs: dict[str, Any], expected: dict[str, float]) -> None:
    closed = [Decimal(str(rate)) * 100 for rate in inputs["done"]]
    rate = required_growth(closed, Decimal(str(inputs["target"])) * 100, inputs["years"] - len(closed))
    assert float(rate) / 100 == pytest.approx(expected["required_avg"], abs=1e-12)


@pytest.mark.parametrize(("inputs", "expected"), of("ytd"))
def test_year_to_date(inputs: dict[str, int], expected: dict[str, Any]) -> None:
    if inputs.get("quarter"):
        report = series(target(measure="flow_ytd", value=124), ("2026Q2", inputs["ytd"]))
        assert report.verdict.point is None  # 62 × 2 = 124 is never taken
        assert report.label == "not_assessable.no_last_year"
        return
    spec = target(measure="flow_ytd", value=200, history=[{"period": 2025, "value": inputs["fy_prev"]}])
    ago = observation("2026Q2", inputs["ytd"], last_year=inputs["ytd_prev_same"])
    verdict = one(spec, filing("2026Q2", "2026-07-15", ago), as_of="2026-07-15").verdict
    if "ttm" in expected:
        assert there(verdict.point).value == expected["ttm"]
    else:
        assert float(there(verdict.step(YearOnYear)).result) == pytest.approx(expected["annualised"])


@pytest.mark.parametrize(("inputs", "expected"), of("count"))
def test_count(inputs: dict[str, Any], expected: dict[str, int]) -> None:
    month = {"0.75": ("2027Q1", "2024-12-31"), "0.5": ("2026Q2", "2024-12-31")}[str(inputs["expected_share"])]
    report = series(target(kind="increment", value=inputs["N"]), (month[0], 0))
    assert report.verdict.expected * inputs["N"] == expected["expected_count"]


@pytest.mark.parametrize(("inputs", "expected"), of("trend_only"))
def test_trend(inputs: dict[str, Any], expected: dict[str, str]) -> None:
    direction = "up" if inputs["dir"] > 0 else "down"
    spec = target(kind="trend", direction=direction, decimals=inputs["decimals"], frequency="annual")
    spec["baseline"] = {"period": 2024, "value": inputs["x"][0]}
    values = [(str(2025 + k), x) for k, x in enumerate(inputs["x"][1:])]
    if not values:
        assert series({**spec, "baseline": None}, ("2025", inputs["x"][0])).status == expected["status"]
        return
    assert series(spec, *values).status == expected["status"]


@pytest.mark.parametrize(("inputs", "expected"), of("record"))
def test_record(inputs: dict[str, Any], expected: dict[str, str]) -> None:
    years = [{"period": 2024 - k, "value": x} for k, x in enumerate(reversed(inputs["history"]))]
    spec = target(kind="record", frequency="annual", history=years)
    assert series(spec, ("2025", inputs["value"])).status == expected["status"]


@pytest.mark.parametrize(("inputs", "expected"), of("landing"))
def test_landing(inputs: dict[str, Any], expected: dict[str, Any]) -> None:
    periods = ["2025Q1", "2025Q2", "2025Q3", "2025Q4", "2026Q1", "2026Q2"]
    spec = target(value=150, baseline={"period": 2024, "value": inputs["v0"]})
    landing = series(spec, *zip(periods, inputs["series"], strict=False)).verdict.landing
    assert float(there(landing).value) == pytest.approx(expected["central"])
    if expected["low80"] is None:
        assert there(landing).low is there(landing).high is None
    else:
        assert float(there(there(landing).low)) == pytest.approx(expected["low80"], abs=1e-4)
        assert float(there(there(landing).high)) == pytest.approx(expected["high80"], abs=1e-4)


@pytest.mark.parametrize(("inputs", "expected"), of("arrow"))
def test_arrow(inputs: dict[str, Any], expected: dict[str, str]) -> None:
    if inputs["recent_pace"] is None:
        assert series(target(), ("2025Q1", 10)).verdict.arrow == expected["arrow"]
    else:
        pace = Fraction(str(inputs["recent_pace"])), Fraction(inputs["required_pace"])
        assert pace_arrow(*pace) == expected["arrow"]


@pytest.mark.parametrize(("inputs", "expected"), of("completion"))
def test_completion(inputs: dict[str, str], expected: dict[str, str]) -> None:
    numbers = (Decimal(inputs[key]) for key in ("value", "v0", "target"))
    assert completion(*numbers) == Fraction(expected["completion"])


@pytest.mark.parametrize(("inputs", "expected"), of("status"))
def test_status(inputs: dict[str, Any], expected: dict[str, Any]) -> None:
    spec = target(op=inputs.get("op", ">="), value=inputs["target"])
    period = inputs.get("period", "2025Q4")
    plan = {}
    if "milestones" in inputs:
        spec["milestones"] = inputs["milestones"]
    if "quarters_left" in inputs:
        spec = target(kind="increment", value=inputs["target"])
        period = {6: "2026Q2", 4: "2026Q4"}[inputs["quarters_left"]]
    if inputs.get("expected") == "4/5":
        plan = {"start": "2020-12-31", "end": "2025-12-31"}
        period = "2024Q4"
    if "v0" in inputs:
        year = "2020" if plan else "2024"
        spec["baseline"] = {"period": year, "value": inputs["v0"]}
    report = series(spec, (period, inputs["value"]), plan=plan)
    assert report.status == expected["status"]
    if "completion" in expected:
        assert report.verdict.completion == Fraction(expected["completion"])
        assert report.verdict.catch_up == Fraction(expected["catch_up"])
    for flag in expected.get("flags", ()):
        assert flag in report.verdict.flags
