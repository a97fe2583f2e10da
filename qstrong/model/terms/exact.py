"""Exact arithmetic on what is filed (decimals) and on what is computed of it (fractions)."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

Exact = Decimal | Fraction
WIDE = Context(prec=80)
"""Wide enough for whatever a few numbers of a plan give when they are added or multiplied."""


def minus(one: Exact, other: Exact) -> Exact:
    """*one* - *other*: a decimal where both are."""
    if isinstance(one, Decimal) and isinstance(other, Decimal):
        return WIDE.subtract(one, other)
    return Fraction(one) - Fraction(other)


def plus(one: Exact, other: Exact) -> Exact:
    """*one* + *other*: a decimal where both are."""
    if isinstance(one, Decimal) and isinstance(other, Decimal):
        return WIDE.add(one, other)
    return Fraction(one) + Fraction(other)


def to_places(value: Exact, decimals: int) -> Decimal:
    """*value* with so many *decimals*, halves away from zero."""
    share = Fraction(value) * 10**decimals
    whole = (abs(share) * 2 + 1) // 2
    return WIDE.scaleb(Decimal(whole if share >= 0 else -whole), -decimals)


def quotient(value: Fraction, digits: int = 50) -> Decimal:
    """*value* to so many significant *digits*, the last one rounded."""
    wide = Context(prec=digits, rounding=ROUND_HALF_UP)
    return wide.divide(Decimal(value.numerator), Decimal(value.denominator))
