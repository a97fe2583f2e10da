"""What can be said of an entry of a filing: the keys of the model."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from qstrong.model.filing import Filed
from qstrong.model.keys import Key
from qstrong.render.cells.aspect import Aspect, Scene, at, plain_cell
from qstrong.render.document import Cell
from qstrong.text.fields import choice_word, key_word

T = TypeVar("T")
_HEADS = {
    "last_year": "form_last_year", "pending": "form_pending", "reason": "ledger_reason",
    "evidence": "form_evidence", "on": "form_on",
}  # fmt: skip
"""Shorter words for the columns of some keys."""
_MOST = {"cause": 28, "measures": 28, "owner": 12, "request": 16, "progress": 34, "state": 12}
"""The most characters that the columns of some keys are wide in a workbook; other texts' 18."""


def key_aspect(key: Key, entry: Callable[[T], Filed | None]) -> Aspect[T]:
    """A key of the *entry* that belongs to a thing; choices are shown by their words."""
    get = at(key.name)

    def cell(one: T, scene: Scene) -> Cell:
        said = get(entry(one), scene)
        if key.choices and isinstance(said, str):
            return Cell(choice_word(key.name, said, scene.look.lang))
        return plain_cell(scene.look.listed(said) or None if isinstance(said, tuple) else said)

    most = _MOST.get(key.name, 18 if key.kind in ("text", "texts") else 22)
    head = _HEADS.get(key.name) or (lambda look: key_word(key.name, look.lang))
    return Aspect(
        head=head,
        value=lambda one, scene: get(entry(one), scene),
        cell=cell,
        kind=key.kind,
        need=key.always,
        choices=key.choices,
        most=most,
    )
