"""Scalars: the one ASCII grammar that each kind of field has.

Every scalar of a file is kept as text until its field's grammar has matched it whole, so that
`no`, `12:30`, `010`, `1_000` or `１４５` are never silently something else. A grammar stands in a
field's annotation; pydantic asks it for a schema only when a reader is built.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from sys import intern
from typing import TYPE_CHECKING, Annotated, Literal

from qstrong.model.period import Period
from qstrong.model.shapes.value import dataclass

if TYPE_CHECKING:
    from pydantic_core import CoreSchema

    from qstrong.model.shapes.hooks import SchemaMaker

NUMBER = r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,6})?"
IDENTIFIER = r"[a-z0-9]+(?:[.-][a-z0-9]+)*"
INTEGER = r"0|[1-9][0-9]{0,5}"
SHARE = r"(0|[1-9][0-9]{0,5})/([1-9][0-9]{0,5})"
DAY = r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
PERIOD = r"(19|20)[0-9]{2}(H[12]|Q[1-4]|-(0[1-9]|1[0-2]))?"
CODE = r"Q[0-9]{3}"
LONGEST = 64
"""The most characters of a number, a day, an identifier or a code. Texts that short are often said again, and
kept once."""

PERCENT = str.maketrans("％﹪", "%%")
"""Other signs of per cent."""

_NUMBER = re.compile(NUMBER, re.ASCII)
_IDENTIFIER = re.compile(IDENTIFIER, re.ASCII)
_INTEGER = re.compile(INTEGER, re.ASCII)
_SHARE = re.compile(SHARE, re.ASCII)
_DAY = re.compile(DAY, re.ASCII)
_CODE = re.compile(CODE, re.ASCII)


def _match(pattern: re.Pattern[str], text: str) -> str:
    if len(text) > LONGEST or not pattern.fullmatch(text):
        raise ValueError(text)
    return text


def parse_number(text: str) -> Decimal:
    """An exact decimal number; ValueError where *text* isn't one."""
    return Decimal(_match(_NUMBER, text))


def parse_integer(text: str) -> int:
    """A whole number from 0 to 999999."""
    return int(_match(_INTEGER, text))


def parse_share(text: str) -> Fraction:
    """A decimal number, or a fraction such as 1/3."""
    return Fraction(text) if _SHARE.fullmatch(text) else Fraction(parse_number(text))


@lru_cache(maxsize=4096)
def parse_day(text: str) -> date:
    """A day such as 2026-10-30."""
    return date.fromisoformat(_match(_DAY, text))


def parse_bool(text: str) -> bool:
    """true or false, as YAML 1.2 writes them."""
    if text not in ("true", "false"):
        raise ValueError(text)
    return text == "true"


def parse_text(text: str) -> str:
    """Any text with something in it."""
    if not text.strip():
        raise ValueError(text)
    return intern(text) if len(text) <= LONGEST else text


def _identifier(text: str) -> str:
    return intern(_match(_IDENTIFIER, text))


@lru_cache(maxsize=4096)
def parse_period(text: str) -> Period:
    """A period such as 2026Q4."""
    return Period.parse(text)


def parse_uom(text: str) -> str:
    """A unit of measure, empty where there is none; the sign of per cent is one, however wide it is typed."""
    return parse_text(text).translate(PERCENT) if text else text


@dataclass(frozen=True, slots=True)
class Grammar:
    """What a field's text must look like, under the name that a problem calls it by."""

    name: str
    parse: Callable[[str], object]
    pattern: str
    """A regular expression that all of it matches; what matches may still be refused (30 February)."""

    def __get_pydantic_core_schema__(self, source: object, handler: SchemaMaker) -> CoreSchema:
        from pydantic_core import PydanticCustomError, core_schema

        name, parse = self.name, self.parse

        def validate(value: object) -> object:
            if type(value) is str:
                try:
                    return parse(value)
                except ValueError:
                    pass
            raise PydanticCustomError("scalar", "not a {grammar}", {"grammar": name})

        return core_schema.no_info_plain_validator_function(validate)


Number = Annotated[Decimal, Grammar("number", parse_number, NUMBER)]
Share = Annotated[Fraction, Grammar("share", parse_share, f"{SHARE}|{NUMBER}")]
Integer = Annotated[int, Grammar("integer", parse_integer, INTEGER)]
Day = Annotated[date, Grammar("day", parse_day, DAY)]
Bool = Annotated[bool, Grammar("bool", parse_bool, "true|false")]
Str = Annotated[str, Grammar("text", parse_text, r"\s*\S[\s\S]*")]
UomText = Annotated[str, Grammar("text", parse_uom, r"|\s*\S[\s\S]*")]
"""A unit of measure in one language; "" where there is none."""
Id = Annotated[str, Grammar("identifier", _identifier, IDENTIFIER)]
Code = Annotated[str, Grammar("code", lambda text: _match(_CODE, text), CODE)]
When = Annotated[Period, Grammar("period", parse_period, PERIOD)]


@dataclass(frozen=True, slots=True)
class _Pair:
    """Tells pydantic that two numbers are meant, of which one may be null, or nothing."""

    def __get_pydantic_core_schema__(self, source: object, handler: SchemaMaker) -> CoreSchema:
        from pydantic_core import core_schema

        number = core_schema.nullable_schema(handler.generate_schema(Number))
        return core_schema.nullable_schema(core_schema.tuple_schema([number, number]))


@dataclass(frozen=True, slots=True)
class _OneOrMore:
    """Tells pydantic that one text is as good as a list of texts."""

    def __get_pydantic_core_schema__(self, source: object, handler: SchemaMaker) -> CoreSchema:
        from pydantic_core import core_schema

        several = core_schema.tuple_variable_schema(handler.generate_schema(Str))
        return core_schema.no_info_before_validator_function(
            lambda value: [value] if isinstance(value, str) else value, several
        )


Limits = Annotated[tuple[Decimal | None, Decimal | None] | Literal["natural"] | None, _Pair()]
Texts = Annotated[tuple[str, ...], _OneOrMore()]


MOST_CHARACTERS = 10_000
"""The longest scalar."""
