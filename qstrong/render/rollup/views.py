"""What each view of a roll-up is written as: a new view is a row here."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from qstrong.model.rollup.table import Rollup, RollupView
from qstrong.render.document import Document
from qstrong.render.look import Look
from qstrong.render.rollup.lists import missing_document, moved_document, reds_document, theme_document
from qstrong.render.rollup.scene import RollScene
from qstrong.render.rollup.table import plans_document

VIEWS: Mapping[RollupView, Callable[[RollScene], Document]] = {
    "group": plans_document,
    "theme": plans_document,
    "one": theme_document,
    "reds": reds_document,
    "missing": missing_document,
    "changes": moved_document,
}


def rollup_document(rollup: Rollup, look: Look) -> Document:
    """The document for what *rollup* shows."""
    return VIEWS[rollup.view](RollScene(rollup, look))
