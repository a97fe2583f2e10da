"""A chart's scale: from which to which round value, and at which ones it is marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import count

from qstrong.model.shapes.value import dataclass
from qstrong.text.numbers import rounded

MOST = 6
"""No scale is marked at more steps."""


@dataclass(frozen=True, slots=True)
class Scale:
    """`steps` equal steps upwards from `low`, all at round values with so many decimals."""

    low: Fraction
    step: Fraction
    steps: int
    decimals: int

    @property
    def high(self) -> Fraction:
        """Where it ends."""
        return self.low + self.steps * self.step

    def marks(self) -> Iterator[str]:
        """The marks, from the top."""
        return (rounded(self.high - k * self.step, self.decimals) for k in range(self.steps + 1))


def scale(values: Sequence[Fraction]) -> Scale:
    """The finest scale of steps of 1, 2 or 5 that holds *values*; what is counted has no half steps."""
    low, high = min(values), max(values)
    if low == high:
        margin = abs(low) / 10 or Fraction(1)
        low, high = low - margin, high + margin
    whole = all(value.denominator == 1 for value in values)
    return next(made for step in _steps(whole=whole) if (made := _around(low, high, *step)).steps <= MOST)


def _steps(*, whole: bool) -> Iterator[tuple[Fraction, int]]:
    """Round steps, ever greater, with their decimals."""
    for power in count(0 if whole else -6):
        for digit in (1, 2, 5):
            yield digit * Fraction(10) ** power, max(-power, 0)


def _around(low: Fraction, high: Fraction, step: Fraction, decimals: int) -> Scale:
    start = low // step
    return Scale(start * step, step, -(-high // step) - start, decimals)
