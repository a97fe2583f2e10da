"""Rules 4 to 7 exactly on their cuts, and a hair's breadth beside them."""

from fractions import Fraction as F

import pytest

from qstrong.assess.core import catch_up, classify, completion, lower_cut, pace_ratio
from qstrong.model.plan import Method

HAIR = F(1, 10**9)
EARLY, LATE = F(1, 2) - HAIR, F(1, 2)


@pytest.mark.parametrize(
    ("done", "expected", "elapsed", "label", "rule"),
    [
        (F(-3, 100), F(1, 12), EARLY, "off_track", "rule6"),
        (F(-3, 100) - HAIR, F(1, 12), EARLY, "worsening", "rule4"),
        (F(-5, 100), F(-5, 100), EARLY, "on_track", "rule5"),  # as the path has it
        (F(-5, 100), F(-5, 100) + HAIR, EARLY, "worsening", "rule4"),
        (F(38, 100), F(40, 100), EARLY, "on_track.nearly", "rule5"),
        (F(95, 100) * F(9, 10), F(9, 10), LATE, "on_track.nearly", "rule5"),
        (F(95, 100) * F(9, 10) - HAIR, F(9, 10), LATE, "at_risk", "rule7"),
        (F(7, 100), F(10, 100), EARLY, "on_track.nearly", "rule5"),  # 3 points behind
        (F(7, 100) - HAIR, F(10, 100), EARLY, "at_risk", "rule6"),
        (F(10, 100), F(10, 100), EARLY, "on_track", "rule5"),
        (F(13, 100), F(10, 100), EARLY, "on_track", "rule5"),  # 3 points before are not more than 3
        (F(13, 100) + HAIR, F(10, 100), EARLY, "on_track.ahead", "rule5"),
        (F(84, 100), F(80, 100), LATE, "on_track.ahead", "rule5"),  # 1.05 times
        (F(84, 100) - HAIR, F(80, 100), LATE, "on_track", "rule5"),
        (F(24, 100), F(40, 100), EARLY, "at_risk", "rule6"),  # 0.60 times
        (F(24, 100) - HAIR, F(40, 100), EARLY, "off_track", "rule6"),
        (F(0), F(10, 100), EARLY, "at_risk", "rule6"),  # 10 points behind
        (F(0), F(10, 100) + HAIR, EARLY, "off_track", "rule6"),
        (F(1, 3), F(1, 2), LATE, "at_risk", "rule7"),  # twice as fast
        (F(1, 3) - HAIR, F(1, 2), LATE, "off_track", "rule7"),
        (F(1, 3), F(1, 2), EARLY, "at_risk", "rule6"),
        (F(0), F(1, 2), LATE, "off_track", "rule7"),
        (F(9, 10), F(1), LATE, "off_track", "rule7"),  # all of it should be done
        (F(9, 10), F(11, 10), LATE, "off_track", "rule7"),
    ],
)
def test_on_a_cut_and_beside_it(done, expected, elapsed, label, rule):
    ruling = classify(Method(), done, expected, elapsed)
    assert (ruling.label, ruling.rule) == (label, rule)
    assert ruling.status == label.partition(".")[0]


@pytest.mark.parametrize(
    ("ratio", "elapsed", "near"),
    [
        (F(100, 100), EARLY, True),
        (F(100, 100) + HAIR, EARLY, False),
        (F(90, 100), EARLY, True),
        (F(90, 100) - HAIR, EARLY, False),
        (F(65, 100), EARLY, True),
        (F(65, 100) + HAIR, EARLY, False),
        (F(55, 100), EARLY, True),
        (F(55, 100) - HAIR, EARLY, False),
        (F(2, 3) + F(5, 100), LATE, True),  # 1/(2 - 1/2)
        (F(2, 3) + F(5, 100) + HAIR, LATE, False),
        (F(2, 3) - F(5, 100), LATE, True),
        (F(2, 3) - F(5, 100) - HAIR, LATE, False),
    ],
)
def test_borderline(ratio, elapsed, near):
    assert classify(Method(), ratio / 2, F(1, 2), elapsed).borderline is near


def test_where_nothing_is_expected_nothing_is_borderline():
    assert classify(Method(), F(1, 100), F(0), EARLY).borderline is False
    assert pace_ratio(F(1, 100), F(0)) is None


def test_the_lower_cut():
    assert lower_cut(Method(), F(1, 2), early=True) == F(60, 100)
    assert lower_cut(Method(), F(1, 2), early=False) == F(2, 3)
    assert lower_cut(Method(), F(2), early=False) is None
    assert lower_cut(Method(catch_up=F(3)), F(1, 2), early=False) == F(1, 2)


@pytest.mark.parametrize(
    ("done", "expected", "factor"),
    [
        (F(1, 3), F(1, 2), 2),
        (F(1, 2), F(1, 2), 1),
        (F(1), F(1, 2), 0),
        (F(0), F(1, 2), None),
        (-HAIR, F(1, 2), None),
        (F(1, 2), F(1), None),
        (F(1, 2), F(3, 2), None),
        (F(1, 2), F(0), 0),
    ],
)
def test_how_many_times_faster(done, expected, factor):
    assert catch_up(done, expected) == factor


def test_completion_is_not_clipped():
    assert [completion(value, 80, 100) for value in (70, 80, 85, 110)] == [F(-1, 2), 0, F(1, 4), F(3, 2)]
    assert completion(85, 100, 100) is None
