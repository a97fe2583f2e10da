"""What is expected of a value: the line of the arithmetic that says how."""

from fractions import Fraction

from qstrong.assess.expected import path_value
from qstrong.model.steps.reach import PathValue


def test_the_path_is_told_in_the_plans_own_months() -> None:
    """A calendar three months behind: its month 39 is month 36 of all calendars."""
    path = ((27, Fraction(80)), (51, Fraction(100)))
    found = path_value(path, 39, 3, count=False)
    assert found == PathValue(36, Fraction(80), Fraction(100), 12, 24, count=False, value=Fraction(90))
    assert path_value(path, 26, 3, count=False) is None
