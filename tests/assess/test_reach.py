"""What is expected of a value that has a way to go, by the period that it is for."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from qstrong.assess.expected import expected_on_path
from qstrong.model.period import Period
from qstrong.model.plan import IncrementTarget, LevelTarget
from qstrong.timeline.values import Baseline, Origin, Point
from tests.build import dataset, series, target


def expected(at: str, *, origin: Origin = "declared", since: str = "2024", **keys: Any) -> Fraction:
    data = dataset([target(**keys)])
    (spec,) = data.targets
    assert isinstance(spec, LevelTarget | IncrementTarget)
    base = Baseline(Decimal(80), Period.parse(since).last, origin)
    return expected_on_path(data.plan, spec, Point(Period.parse(at), Decimal(85), None), base)[0]


@pytest.mark.parametrize(("at", "share"), [("2025Q3", 0), ("2026H1", Fraction(1, 3)), ("2027", 1)])
def test_from_a_provisional_baseline_the_rest_of_the_time_counts(at: str, share: Fraction | int) -> None:
    assert expected(at, origin="provisional", since="2025Q3") == share


def test_from_a_provisional_baseline_on_a_path_the_rest_of_it_counts() -> None:
    flat = {"2025": 80}  # by then nothing is to be done
    assert expected("2026H1", origin="provisional", since="2025Q3", milestones=flat) == Fraction(1, 4)


def test_where_the_path_is_done_by_the_provisional_baseline_all_is_expected() -> None:
    done = {"2025Q3": 100}
    assert expected("2026H1", origin="provisional", since="2025Q3", milestones=done) == 1


@pytest.mark.parametrize(
    ("at", "share"),
    [("2025Q1", Fraction(4, 50)), ("2025Q3", Fraction(12, 50)), ("2027Q3", Fraction(45, 50)), ("2027", 1)],
)
def test_of_what_is_counted_whole_ones_are_expected(at: str, share: Fraction | int) -> None:
    counted = target(kind="increment", value=50, decimals=0)
    assert series(counted, (at, 1)).verdict.expected == share


def test_of_what_is_measured_any_part_is_expected() -> None:
    measured = target(kind="increment", value=50, decimals=1)
    assert series(measured, ("2025Q1", 1)).verdict.expected == Fraction(1, 12)


def test_where_the_target_is_the_baseline_nothing_is_expected() -> None:
    flat = target(op=">", value=80, baseline={"period": 2024, "value": 80})
    assert series(flat, ("2025Q1", 80)).verdict.expected is None
