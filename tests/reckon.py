"""Reckons printed equations again, from the numbers that they print: exact but for roots."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from math import floor

WIDE = Context(prec=60, rounding=ROUND_HALF_EVEN)
SYMBOL = re.compile(r"(?:^|[ )）])(v0|e[01]|[vTcermabdLPG])$")
NUMBER = re.compile(r"^-?\d+(?:\.\d+)?%?$")
LEADING = re.compile(r"^(-?\d+(?:\.\d+)?)(%?)(?= |$|,)")
TOKENS = re.compile(r"\d+(?:\.\d+)?|v0|e[01]|[vTcermabdLPG](?![\w])|[-+*/^()√⌊⌋−×.]|\s+")


def clauses(line: str) -> Iterator[str]:
    """The parts of a line between semicolons, those in brackets apart."""
    depth = start = 0
    for k, sign in enumerate(line):
        depth += (sign in "(（") - (sign in ")）")
        if sign == ";" and not depth:
            yield line[start:k].strip()
            start = k + 1
    yield line[start:].strip()


def sides(clause: str) -> tuple[str, list[tuple[str, str]]]:
    """What is said to be equal, and each thing that it is equal to, with `=` or `≈`."""
    head, *rest = re.split(r" (=|≈) ", clause)
    return head, list(zip(rest[::2], rest[1::2], strict=True))


def expression(text: str) -> ast.expr | None:
    """*text* as a formula; None where words stand in it."""
    if "".join(TOKENS.findall(text)) != text:
        return None
    signs = {"−": "-", "×": "*", "^": "**", "√": "root", "⌊": "whole(", "⌋": ")"}
    python = "".join(signs.get(sign, sign) for sign in text)
    python = re.sub(
        r"(?<![e\d.])\d+(?:\.\d+)?", lambda found: f"'{found[0]}'", re.sub(r"\bv0\b", "base", python)
    )
    return ast.parse(python.strip(), mode="eval").body


def value(node: ast.expr, known: Mapping[str, Fraction]) -> Fraction:
    """What a formula comes to; KeyError for a symbol that isn't known."""
    match node:
        case ast.Constant(value=str(digits)):
            return Fraction(digits)
        case ast.Name(id=name):
            return known["v0" if name == "base" else name]
        case ast.UnaryOp(op=ast.USub(), operand=inner):
            return -value(inner, known)
        case ast.Call(func=ast.Name(id="whole"), args=[inner]):
            return Fraction(floor(value(inner, known)))
        case ast.Call(func=ast.Name(id="root"), args=[inner]):
            return Fraction(WIDE.sqrt(decimal(value(inner, known))))
        case ast.BinOp(left=left, op=op, right=right):
            one, other = value(left, known), value(right, known)
            return together(one, op, other)
    raise AssertionError(ast.dump(node))


def together(one: Fraction, op: ast.operator, other: Fraction) -> Fraction:
    match op:
        case ast.Add():
            return one + other
        case ast.Sub():
            return one - other
        case ast.Mult():
            return one * other
        case ast.Div():
            return one / other
        case ast.Pow():
            if other.denominator == 1:
                return one**other.numerator
            return Fraction(WIDE.power(decimal(one), decimal(other)))
    raise AssertionError(op)


def decimal(share: Fraction) -> Decimal:
    return WIDE.divide(Decimal(share.numerator), Decimal(share.denominator))


def figure(text: str, *, share: bool) -> tuple[Fraction, Fraction] | None:
    """The number with which *text* begins, and what its last digit stands for; None where none does."""
    found = LEADING.match(text)
    if not found:
        return None
    digits, percent = found.groups()
    scale = Fraction(1, 100) if percent and share else Fraction(1)
    places = len(digits.partition(".")[2])
    return Fraction(digits) * scale, Fraction(1, 10**places) * scale


def reckon(clause: str, known: dict[str, Fraction]) -> int:
    """Asserts that a clause comes out, and learns its symbol; gives how many equations were reckoned."""
    head, rest = sides(clause)
    name = SYMBOL.search(head)
    own = name[1] if name else ""
    worth: Fraction | None = None
    if NUMBER.match(head) or (expression(head) is not None and not own):
        rest = [("=", head), *rest]
    done = 0
    for sign, text in rest:
        formula = expression(text)
        if formula is not None and not NUMBER.match(text):
            try:
                found = value(formula, known)
            except KeyError:
                continue
            assert sign == "=", clause
            assert worth is None or found == worth or near(found, worth), (clause, text, known)
            done += worth is not None
            worth = found if worth is None else worth
        elif (number := figure(text, share=own != "v")) is not None:
            shown, last = number
            if worth is None:
                worth = shown
            elif sign == "=":
                assert near(shown, worth), (clause, text)
            else:
                assert shown != worth, (clause, "is exact")
                assert abs(shown - worth) <= last, (clause, text)
                assert bool(shown) == bool(worth), (clause, "looks like 0")
            done += 1
        elif text.startswith("L ± "):
            done += band(text, clause, known)
    if own and worth is not None and own not in known:
        known[own] = worth
    return done


def near(one: Fraction, other: Fraction) -> bool:
    """The same but for the last digits of a root."""
    return abs(one - other) < Fraction(1, 10**40) * (1 + abs(other))


def band(text: str, clause: str, known: Mapping[str, Fraction]) -> int:
    """L ± a half, against the two ends that stand behind it; those that a limit cuts off lie within."""
    half = expression(text.removeprefix("L ± "))
    assert half is not None, clause
    ends = re.search(r"≈ (-?[\d.]+) – (-?[\d.]+)( \()?", clause)
    assert ends, clause
    for sign, shown in ((-1, ends[1]), (1, ends[2])):
        right = known["L"] + sign * value(half, known)
        unit = Fraction(1, 10 ** len(shown.partition(".")[2]))
        if abs(Fraction(shown) - right) > unit:
            assert ends[3], clause
            assert abs(Fraction(shown) - known["L"]) <= abs(right - known["L"]), clause
    return 2
