"""JSON with the data's own decimals: the standard encoder would make floats of them."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction

from qstrong.render.document import Document, is_seen
from qstrong.render.formats.register import How
from qstrong.text.numbers import json_number


def document_json(_: Document, how: How) -> str:
    """What JSON has instead of a document."""
    return dumps(how.json())


def dumps(value: object) -> str:
    """*value* as JSON; `Decimal` keeps its digits, `Fraction` has up to 12 decimals."""
    return _dump(value, "\n") + "\n"


def _dump(value: object, newline: str) -> str:
    if isinstance(value, Decimal | Fraction):
        return format(json_number(value), "f")
    inner = newline + "  "
    if isinstance(value, dict) and value:
        pairs = (f"{_string(str(key))}: {_dump(v, inner)}" for key, v in value.items())
        return "{" + inner + ("," + inner).join(pairs) + newline + "}"
    if isinstance(value, list | tuple) and value:
        items = [_dump(item, inner) for item in value]
        short = "[" + ", ".join(items) + "]"
        if len(short) < 80 and "\n" not in short:
            return short
        return "[" + inner + ("," + inner).join(items) + newline + "]"
    return _string(value) if isinstance(value, str) else json.dumps(value)


def _string(text: str) -> str:
    """*text* in quotes; what can't be seen, or moves what is, by JSON's own escapes: the value stays."""
    quoted = json.dumps(text, ensure_ascii=False)
    if quoted.isascii() and quoted.isprintable():
        return quoted
    return "".join(char if is_seen(char) else json.dumps(char)[1:-1] for char in quoted)
