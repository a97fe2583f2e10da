"""Formats: a table of functions from a document to text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qstrong.model.base import Lang
from qstrong.render.document import Document


def write(
    document: Document, format_: str, lang: Lang, *, width: int, color: bool, json: Callable[[], Any]
) -> str:
    """*document* in the format of that name; what a format needs is imported when it is chosen."""
    if format_ == "terminal":
        from qstrong.render.formats.terminal import terminal

        return terminal(document, width, color=color)
    if format_ == "svg":
        from qstrong.render.formats.picture import picture

        return picture(document, width, document.title)
    if format_ == "json":
        from qstrong.render.formats.jsontext import dumps

        return dumps(json())
    if format_ == "html":
        from qstrong.render.formats.html import html

        return html(document, lang)
    from qstrong.render.formats import flat

    return {"plain": flat.plain_text, "md": flat.markdown, "csv": flat.comma_separated}[format_](document)
