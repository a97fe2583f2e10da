"""Rules 4 to 7 exactly on their cuts, and a hair's breadth beside them."""

from decimal import Decimal
from fractions import Fraction

import pytest

from qstrong.assess.core import catch_up, classify, completion, lower_cut, pace_ratio
from qstrong.model.terms.settings import Method

HAIR = Fraction(1, 10**9)
EARLY, LATE = Fraction(1, 2) - HAIR, Fraction(1, 2)


@pytest.mark.parametrize(
    ("done", "expected", "elapsed", "label", "rule"),
    [
        (Fraction(-3, 100), Fraction(1, 12), EARLY, "off_track", "rule6"),
        (Fraction(-3, 100) - HAIR, Fraction(1, 12), EARLY, "worsening", "rule4"),
        (Fraction(-5, 100), Fraction(-5, 100), EARLY, "on_track", "rule5"),  # as the path has it
        (Fraction(-5, 100), Fraction(-5, 100) + HAIR, EARLY, "worsening", "rule4"),
        (Fraction(38, 100), Fraction(40, 100), EARLY, "on_track.nearly", "rule5"),
        (Fraction(95, 100) * Fraction(9, 10), Fraction(9, 10), LATE, "on_track.nearly", "rule5"),
        (Fraction(95, 100) * Fraction(9, 10) - HAIR, Fraction(9, 10), LATE, "at_risk", "rule7"),
        (Fraction(7, 100), Fraction(10, 100), EARLY, "on_track.nearly", "rule5"),  # 3 points behind
        (Fraction(7, 100) - HAIR, Fraction(10, 100), EARLY, "at_risk", "rule6"),
        (Fraction(10, 100), Fraction(10, 100), EARLY, "on_track", "rule5"),
        (
            Fraction(13, 100),
            Fraction(10, 100),
            EARLY,
            "on_track",
            "rule5",
        ),  # 3 points before are not more than 3
        (Fraction(13, 100) + HAIR, Fraction(10, 100), EARLY, "on_track.ahead", "rule5"),
        (Fraction(84, 100), Fraction(80, 100), LATE, "on_track.ahead", "rule5"),  # 1.05 times
        (Fraction(84, 100) - HAIR, Fraction(80, 100), LATE, "on_track", "rule5"),
        (Fraction(24, 100), Fraction(40, 100), EARLY, "at_risk", "rule6"),  # 0.60 times
        (Fraction(24, 100) - HAIR, Fraction(40, 100), EARLY, "off_track", "rule6"),
        (Fraction(0), Fraction(10, 100), EARLY, "at_risk", "rule6"),  # 10 points behind
        (Fraction(0), Fraction(10, 100) + HAIR, EARLY, "off_track", "rule6"),
        (Fraction(1, 3), Fraction(1, 2), LATE, "at_risk", "rule7"),  # twice as fast
        (Fraction(1, 3) - HAIR, Fraction(1, 2), LATE, "off_track", "rule7"),
        (Fraction(1, 3), Fraction(1, 2), EARLY, "at_risk", "rule6"),
        (Fraction(0), Fraction(1, 2), LATE, "off_track", "rule7"),
        (Fraction(9, 10), Fraction(1), LATE, "off_track", "rule7"),  # all of it should be done
        (Fraction(9, 10), Fraction(11, 10), LATE, "off_track", "rule7"),
    ],
)
def test_on_a_cut_and_beside_it(
    done: Fraction, expected: Fraction, elapsed: Fraction, label: str, rule: str
) -> None:
    ruling = classify(Method(), done, expected, elapsed)
    assert (ruling.label, ruling.rule) == (label, rule)
    assert ruling.status == label.partition(".")[0]


@pytest.mark.parametrize(
    ("ratio", "elapsed", "near"),
    [
        (Fraction(100, 100), EARLY, True),
        (Fraction(100, 100) + HAIR, EARLY, False),
        (Fraction(90, 100), EARLY, True),
        (Fraction(90, 100) - HAIR, EARLY, False),
        (Fraction(65, 100), EARLY, True),
        (Fraction(65, 100) + HAIR, EARLY, False),
        (Fraction(55, 100), EARLY, True),
        (Fraction(55, 100) - HAIR, EARLY, False),
        (Fraction(2, 3) + Fraction(5, 100), LATE, True),  # 1/(2 - 1/2)
        (Fraction(2, 3) + Fraction(5, 100) + HAIR, LATE, False),
        (Fraction(2, 3) - Fraction(5, 100), LATE, True),
        (Fraction(2, 3) - Fraction(5, 100) - HAIR, LATE, False),
    ],
)
def test_borderline(ratio: Fraction, elapsed: Fraction, near: bool) -> None:
    assert classify(Method(), ratio / 2, Fraction(1, 2), elapsed).borderline is near


def test_where_nothing_is_expected_nothing_is_borderline() -> None:
    assert classify(Method(), Fraction(1, 100), Fraction(0), EARLY).borderline is False
    assert pace_ratio(Fraction(1, 100), Fraction(0)) is None


def test_the_lower_cut() -> None:
    assert lower_cut(Method(), Fraction(1, 2), early=True) == Fraction(60, 100)
    assert lower_cut(Method(), Fraction(1, 2), early=False) == Fraction(2, 3)
    assert lower_cut(Method(), Fraction(2), early=False) is None
    assert lower_cut(Method(catch_up=Fraction(3)), Fraction(1, 2), early=False) == Fraction(1, 2)


@pytest.mark.parametrize(
    ("done", "expected", "factor"),
    [
        (Fraction(1, 3), Fraction(1, 2), 2),
        (Fraction(1, 2), Fraction(1, 2), 1),
        (Fraction(1), Fraction(1, 2), 0),
        (Fraction(0), Fraction(1, 2), None),
        (-HAIR, Fraction(1, 2), None),
        (Fraction(1, 2), Fraction(1), None),
        (Fraction(1, 2), Fraction(3, 2), None),
        (Fraction(1, 2), Fraction(0), None),
    ],
)
def test_how_many_times_faster(done: Fraction, expected: Fraction, factor: int | None) -> None:
    assert catch_up(done, expected) == factor


def test_completion_is_not_clipped() -> None:
    assert [completion(Decimal(value), Decimal(80), Decimal(100)) for value in (70, 80, 85, 110)] == [
        Fraction(-1, 2),
        0,
        Fraction(1, 4),
        Fraction(3, 2),
    ]
    assert completion(Decimal(85), Decimal(100), Decimal(100)) is None
