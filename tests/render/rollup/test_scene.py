"""What every output of a roll-up says alike."""

from datetime import date

import pytest

from qstrong.render.rollup.scene import years_between


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (date(2024, 12, 31), date(2027, 12, 31), "2025–2027"),
        (date(2025, 3, 31), date(2028, 3, 31), "2025–2028"),  # from April
        (date(2024, 11, 30), date(2027, 11, 30), "2024–2027"),
    ],
)
def test_the_years_of_a_plan(start: date, end: date, said: str) -> None:
    """The first is that of the day after T0, of the plan itself and where most plans' years are named."""
    assert years_between(start, end) == said
