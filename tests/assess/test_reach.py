"""What is expected of a value that has a way to go, by the period that it is for."""

from decimal import Decimal
from fractions import Fraction

import pytest

from qstrong.assess.reach import expected_on_path
from qstrong.model.period import Period
from qstrong.timeline.values import Baseline, Point
from tests.build import dataset, target


def expected(at, *, origin="declared", since="2024", **keys):
    data = dataset([target(**keys)])
    base = Baseline(Decimal(80), Period.parse(since).last, origin)
    return expected_on_path(data.plan, data.targets[0], Point(Period.parse(at), Decimal(85), None), base)[0]


@pytest.mark.parametrize(("at", "share"), [("2025Q3", 0), ("2026H1", Fraction(1, 3)), ("2027", 1)])
def test_from_a_provisional_baseline_the_rest_of_the_time_counts(at, share):
    assert expected(at, origin="provisional", since="2025Q3") == share


def test_from_a_provisional_baseline_on_a_path_the_rest_of_it_counts():
    flat = {"2025": 80}  # by then nothing is to be done
    assert expected("2026H1", origin="provisional", since="2025Q3", milestones=flat) == Fraction(1, 4)


def test_where_the_path_is_done_by_the_provisional_baseline_all_is_expected():
    done = {"2025Q3": 100}
    assert expected("2026H1", origin="provisional", since="2025Q3", milestones=done) == 1
