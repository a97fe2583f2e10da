"""Numbers that stand for none: 9999, 88888, and 0 where nothing known is near it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from qstrong.model.kinds import has_bounds, has_path, of
from qstrong.model.plan import AnyTarget
from qstrong.text.written import fixed

LEAST_CODE = 999
"""What is smaller is no code: 99 and 99.9 are percentages."""
_DIGITS = {"9": 3, "8": 4, "7": 4}
"""Which digit codes are made of, and of how many at least."""
LIKE = 10
"""A figure is like another one where it differs by no more than its tenth."""
FAR_FROM_NONE = 20
"""So many reporting units a figure has at least, beside which a 0 is odd."""


def may_be_code(value: Decimal) -> bool:
    """Whether *value* is written as codes for missing values are: 999, 9999.9, 88888."""
    if abs(value) < LEAST_CODE:
        return False
    digits = fixed(abs(value)).replace(".", "")
    return len(digits) >= _DIGITS.get(digits[0], len(digits) + 1) and len({*digits}) == 1


def is_code(value: Decimal, like: Iterable[Decimal]) -> bool:
    """Whether it is one: no figure that is known is *like* it."""
    return may_be_code(value) and not any(abs(value - one) * LIKE <= abs(one) for one in like)


def is_odd_zero(target: AnyTarget, there: Sequence[Decimal]) -> bool:
    """Whether a 0 stands for no value: all that was *there* is far above it, and up is where it is to go.

    Where the goal's bounds hold it, or nobody says which way is better, it is as good as any.
    """
    if not of(target).judged or (has_bounds(target) and target.between[0] <= 0):
        return False
    down = getattr(target, "direction", "up") == "down"
    up = not down and (not has_path(target) or target.op in (">=", ">"))
    least = FAR_FROM_NONE * Decimal(1).scaleb(-target.decimals)
    return up and bool(there) and all(one >= least for one in there)
