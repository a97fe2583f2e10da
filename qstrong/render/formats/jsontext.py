"""JSON with the data's own decimals: the standard encoder would make floats of them."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from typing import Any

from qstrong.render.document import Document
from qstrong.render.formats.register import How
from qstrong.text.numbers import json_number


def document_json(_: Document, how: How) -> str:
    """What JSON has instead of a document."""
    return dumps(how.json())


def dumps(value: Any, indent: int = 2) -> str:
    """*value* as JSON; `Decimal` keeps its digits, `Fraction` has up to 12 decimals."""
    return _dump(value, indent, "\n") + "\n"


def _dump(value: Any, indent: int, newline: str) -> str:
    if isinstance(value, Decimal | Fraction):
        return format(json_number(value), "f")
    inner = newline + " " * indent
    if isinstance(value, dict) and value:
        pairs = (
            f"{json.dumps(key, ensure_ascii=False)}: {_dump(v, indent, inner)}" for key, v in value.items()
        )
        return "{" + inner + ("," + inner).join(pairs) + newline + "}"
    if isinstance(value, list | tuple) and value:
        items = [_dump(item, indent, inner) for item in value]
        short = "[" + ", ".join(items) + "]"
        if len(short) < 80 and "\n" not in short:
            return short
        return "[" + inner + ("," + inner).join(items) + newline + "]"
    return json.dumps(value, ensure_ascii=False)
