"""The page on the method, in each language: its constants, its equations, the verdicts of its examples."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from qstrong.model.base import Lang
from qstrong.model.terms.settings import Method
from qstrong.text.language import LANGUAGES
from qstrong.text.numbers import number
from tests.build import action, filing, series, target
from tests.conftest import ROOT
from tests.reckon import expression, value

PAGES = {lang: ROOT / "docs" / lang / "method.md" for lang in LANGUAGES}
CODE = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
CLAUSE = re.compile(r"[；。，、;|:：]|\. |, | and |\n")
SIGNS = re.compile(r" ?([=<>≤≥]) ")
FORMULA = re.compile(r"[-+*/^().√⌊⌋−×÷\d%\s]*\d[-+*/^().√⌊⌋−×÷\d%\s]*")
HOLDS = {
    "<": lambda one, other: one < other,
    ">": lambda one, other: one > other,
    "≤": lambda one, other: one <= other,
    "≥": lambda one, other: one >= other,
}


def prose(path: Path) -> str:
    """A page without its blocks and without what makes words bold."""
    return CODE.sub("", path.read_text("utf-8")).replace("**", "")


def worth(text: str) -> Fraction | None:
    """What a formula comes to; None where it is none."""
    formula = re.sub(r"([\d.]+) ?%", r"(\1/100)", text).replace("÷", "/")
    try:
        node = expression(formula.strip())
        return None if node is None else value(node, {})
    except (SyntaxError, KeyError, AssertionError):
        return None


def first(text: str) -> str:
    """The formula at which a side begins, without the words behind it."""
    found = re.match(FORMULA, text)
    side = found[0].strip().removesuffix(".") if found else ""
    return side.removesuffix(")") if side.count("(") < side.count(")") else side


def last(text: str) -> str:
    """The formula with which a side ends, without the words before it."""
    found = re.search(rf"(?:^|[^\w'])({FORMULA.pattern})$", text.rstrip())
    side = found[1].strip() if found else ""
    return side.removeprefix("(") if side.count("(") > side.count(")") else side


def holds(one: str, sign: str, other: str) -> bool | None:
    """Whether two sides stand to each other as it is said; None where one of them is no number.

    What isn't exact is rounded to the digits that are shown.
    """
    left, right = worth(one), worth(other)
    if left is None or right is None:
        return None
    if sign != "=":
        return bool(HOLDS[sign](left, right))
    shown = re.fullmatch(r"(−?[\d.]+) ?(%?)", other)
    if left == right or not shown:
        return left == right or abs(left - right) < Fraction(1, 10**40)
    places = len(shown[1].partition(".")[2]) + 2 * bool(shown[2])
    return abs(left - right) <= Fraction(1, 2 * 10**places)


def equations(path: Path) -> Iterator[tuple[str, bool]]:
    """Each pair of sides on the page that can be reckoned, and whether it holds."""
    for clause in CLAUSE.split(prose(path)):
        sides = SIGNS.split(clause)
        for k in range(0, len(sides) - 2, 2):
            one = sides[k] if k else last(sides[k])
            other = sides[k + 2] if k + 4 <= len(sides) else first(sides[k + 2])
            found = holds(one, sides[k + 1], other)
            if found is not None:
                yield f"{one} {sides[k + 1]} {other}", found


@pytest.mark.parametrize("lang", PAGES)
def test_every_equation_comes_out(lang: Lang) -> None:
    found = list(equations(PAGES[lang]))
    assert len(found) > 70
    assert [text for text, right in found if not right] == []


def test_a_wrong_equation_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("gap = 1.3 − 1.1 = 0.3; c = 38/69 = 55.1%, since 0.5 > 0.6", encoding="utf-8")
    assert [right for _, right in equations(page)] == [False, True, False]


def test_the_languages_reckon_the_same() -> None:
    """The same equations, in the same order: an example that one language lacks would be missed here."""
    own, *others = ([text for text, _ in equations(path)] for path in PAGES.values())
    assert all(other == own for other in others)


@pytest.mark.parametrize("lang", PAGES)
def test_every_constant_is_there_with_its_value(lang: Lang) -> None:
    for name, constant in Method().constants().items():
        shown = "false" if constant is False else "1/3" if name == "share" else number(constant)
        row = rf"^\| `{name}` \| {re.escape(shown)} \|"
        assert re.search(row, PAGES[lang].read_text("utf-8"), re.MULTILINE), name


# ── What the examples without a command come to ──

PLAN = {"start": "2020-12-31", "end": "2025-12-31", "filing": {"every": "annual", "due_days": 20}}
YEARS = {"measure": "stock", "frequency": "annual", "decimals": 0}
EXAMPLES: list[tuple[dict[str, Any], list[tuple[str, Any]], dict[str, Any], str, dict[str, str]]] = [
    (
        {"op": "<=", "value": 1.1, "baseline": {"period": 2024, "value": 1.5}},
        [("2026Q2", 1.3)],
        {},
        "on_track",
        {"gap": "0.2", "completion": "1/2"},
    ),
    (
        {"provisional_baseline": True, "value": 100},
        [("2025Q1", 31), ("2026Q3", 69)],
        {},
        "on_track",
        {"completion": "38/69", "expected": "6/11"},
    ),
    ({"op": ">=", "value": 95.6, "baseline": {"period": 2024, "value": 96.2}}, [("2025Q1", 96.0)], {}, "on_track", {}),
    ({"op": ">=", "value": 95.6, "baseline": {"period": 2024, "value": 96.2}}, [("2025Q1", 95.5)], {}, "off_track", {}),
    ({"kind": "increment", "value": 50}, [("2026Q2", 20)], {}, "at_risk", {"completion": "2/5", "expected": "1/2", "catch_up": "3/2"}),
    ({"kind": "increment", "value": 50}, [("2025Q1", 0)], {}, "at_risk", {"expected": "2/25"}),
    (
        {"kind": "increment", "value": 50, "milestones": {"2025": 15, "2026": 32}},
        [("2026Q3", 27)],
        {},
        "on_track",
        {"expected": "27/50"},
    ),
    ({"kind": "increment", "value": 2}, [("2026Q2", 1)], {}, "on_track", {}),
    ({"kind": "increment", "value": 2}, [("2026Q4", 1)], {}, "at_risk", {}),
    ({"op": ">", "value": 260}, [("2025Q1", 260)], {}, "not_assessable", {}),
    ({"op": ">", "value": 260}, [("2025Q1", "260.01")], {}, "achieved", {}),
    (
        {"milestones": {"2025": 4300, "2026": 4650}, "value": 5000, "decimals": 0},
        [("2026Q3", 4590)],
        {},
        "on_track",
        {},
    ),
    (
        {**YEARS, "value": 125, "method": "statcan", "baseline": {"period": 2020, "value": 100}},
        [("2023", 112)],
        {"plan": PLAN},
        "at_risk",
        {"pace_ratio": "0.844"},
    ),
    (
        {**YEARS, "value": 74, "method": "dns", "end": "2029-12-31"},
        [(str(year), 60 + 8 * (year - 2020) // 5) for year in range(2020, 2026)],
        {"plan": PLAN | {"end": "2029-12-31"}},
        "on_track",
        {},
    ),
    (
        {**YEARS, "value": 76, "method": "dns"},
        [(str(year), 60 + 8 * (year - 2020) // 5) for year in range(2020, 2026)],
        {"plan": PLAN | {"end": "2029-12-31"}},
        "at_risk",
        {},
    ),
]  # fmt: skip
"""Keys of the target, values by period, keys of the plan; the status, and other figures of the report."""


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: str(sorted(one[0])[:2]))
def test_the_verdicts_of_examples(example: Any) -> None:
    keys, values, others, status, figures = example
    verdict = series(target(**keys), *values, **others).verdict
    assert verdict.status == status
    for name, shown in figures.items():
        found = getattr(verdict, name)
        places = len(shown.partition(".")[2])
        assert abs(Fraction(found) - Fraction(shown)) <= (Fraction(1, 2 * 10**places) if places else 0), name


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ((5.1, 5.8, 6.0), "on_track"),
        ((5.1, 5.8, 5.8), "at_risk"),
        ((5.1, 5.8, 5.5), "at_risk"),
        ((5.1, 4.8), "off_track"),
    ],
)
def test_the_trends_of_the_table(values: tuple[float, ...], status: str) -> None:
    spec = target(kind="trend", frequency="annual", decimals=1)
    filed = [(str(2024 + k), Decimal(str(one))) for k, one in enumerate(values)]
    assert series(spec, *filed).verdict.status == status


@pytest.mark.parametrize("goal", [(150, "uncertain"), (148, "on_course"), (160, "short")])
def test_the_landing_value_of_the_table(goal: tuple[int, str]) -> None:
    periods = ("2025Q1", "2025Q2", "2025Q3", "2025Q4", "2026Q1", "2026Q2")
    values = list(zip(periods, (104, 109, 113, 118, 121, 127), strict=True))
    spec = target(value=goal[0], baseline={"period": 2024, "value": 100})
    landing = series(spec, *values).verdict.landing
    assert landing is not None
    assert landing.value == 154
    assert [round(float(end), 2) for end in (landing.low, landing.high) if end is not None] == [
        148.64,
        159.36,
    ]
    assert landing.outlook == goal[1]


@pytest.mark.parametrize(
    ("values", "status"),
    [((5.0,), "at_risk"), ((5.0, 5.5), "at_risk"), ((6.0,), "on_track"), ((3.5,), "off_track")],
)
def test_the_growths_of_the_example(values: tuple[float, ...], status: str) -> None:
    spec = target(kind="growth", frequency="annual")
    filed = [(str(2025 + k), Decimal(str(one))) for k, one in enumerate(values)]
    assert series(spec, *filed).verdict.status == status


@pytest.mark.parametrize(
    ("value", "best", "status"),
    [("98.3", "98.2", "achieved"), ("98.2", "98.2", "off_track"), ("100.00", "100.00", "achieved")],
)
def test_the_records_of_the_example(value: str, best: str, status: str) -> None:
    spec = target(
        kind="record",
        frequency="annual",
        history=[{"period": 2023, "value": "97.8"}, {"period": 2024, "value": best}],
    )
    assert series(spec, ("2025", value)).verdict.status == status


def test_the_trailing_year_of_the_example() -> None:
    history = [{"period": "2025H1", "value": 55}, {"period": "2025", "value": 120}]
    spec = target(
        measure="flow_ytd",
        frequency="half",
        value=200,
        baseline={"period": 2024, "value": 100},
        history=history,
    )
    point = series(spec, ("2026H1", 62), plan={"filing": {"every": "half", "due_days": 20}}).verdict.point
    assert point is not None
    assert point.value == 127


@pytest.mark.parametrize(("year", "arrow"), [("3", "↑"), ("1.2", "↗"), ("0.4", "→"), ("-0.1", "↓")])
def test_the_arrows_of_the_example(year: str, arrow: str) -> None:
    """Two a year are needed from the end of 2025 on: the goal is so far away."""
    value = 100 + Decimal(year)
    spec = target(value=value + 4, baseline={"period": 2024, "value": 100}, decimals=2)
    assert series(spec, ("2025", value)).verdict.arrow == arrow


def test_the_action_of_the_example() -> None:
    filed = filing("2026Q3", "2026-10-15", actions=[{"action": "1.1", "state": "in_progress"}])
    assert action({"due": "2026-06-30"}, filed, as_of="2026-10-30").days == 122
