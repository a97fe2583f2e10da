"""Equations as a reader checks them: `=` where both sides are the same, `≈` before what is rounded.

Every number of a substituted formula is there in full, so that a pocket calculator gives what stands at the end.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from qstrong.model.terms.exact import Exact
from qstrong.text.numbers import number, percent, rounded

LONGEST = 7
"""Fractions of more digits than that say nothing to a reader: the formula says it instead."""
DECIMALS = 12


def typed(value: Exact | int) -> str:
    """*value* as it is typed into a calculator, all of it: 12.50, 0.0625, 61700/634."""
    if isinstance(value, Decimal):
        return number(value)
    share = Fraction(value)
    places = next((n for n in range(DECIMALS + 1) if 10**n % share.denominator == 0), None)
    return str(share) if places is None else rounded(share, places)


def enclosed(value: Exact | int) -> str:
    """The same within a larger expression: in brackets where it has a sign or a stroke."""
    return _bracketed(typed(value))


def ratio(share: Fraction) -> str:
    """A share as a fraction within an expression: (11/40), 1, (-1/4)."""
    return _bracketed(str(share))


def rest(share: Fraction) -> str:
    """`1 − share`."""
    return f"1 − {f'({share})' if share < 0 else share}"


def _bracketed(text: str) -> str:
    return f"({text})" if text.startswith("-") or "/" in text else text


def subtraction(left: Exact, right: Exact) -> str:
    """`left − right`, as it is typed."""
    other = typed(right)
    return f"{typed(left)} − {f'({other})' if other.startswith('-') else other}"


def short(share: Fraction) -> bool:
    """Whether a fraction says something to a reader."""
    return max(len(str(abs(share.numerator))), len(str(share.denominator))) <= LONGEST


def equals(*forms: str) -> str:
    """What is all the same, said once each."""
    found = [form for k, form in enumerate(forms) if k == 0 or form != forms[k - 1]]
    return " = ".join(found)


def to(text: str, value: Fraction, shown: str) -> str:
    """*text* with what it comes to as it is *shown*: exactly, or rounded."""
    digits = shown.removesuffix("%")
    exact = Fraction(digits) == (value if digits == shown else value * 100)
    if exact and text.endswith(f"= {shown}"):
        return text
    return f"{text} {'=' if exact else '≈'} {shown}"


def to_number(text: str, value: Exact) -> str:
    """*text* with the number that it comes to."""
    whole = typed(value)
    return to(
        text,
        Fraction(value),
        number(Fraction(value)) if "/" in whole or isinstance(value, Fraction) else whole,
    )


def to_share(text: str, share: Fraction) -> str:
    """*text* with the share that it comes to: as a fraction where that is short, and in per cent."""
    form = f"{text} = {share}" if short(share) and not text.endswith(f"= {share}") else text
    return to(form, share, percent(share))
