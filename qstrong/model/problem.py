"""Findings of a check: what is wrong, where, and how to mend it."""

from __future__ import annotations

from qstrong.model.base import Text
from qstrong.model.shapes.later import Later
from qstrong.model.shapes.value import dataclass
from qstrong.model.terms.settings import Severity


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a file; lines and columns count from 1, in characters; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int
    source: str = ""
    """The user's own first line of it, without its line end."""
    record: str = ""
    """What it belongs to, by ids rather than positions: `observations/ai-output/value`."""


@dataclass(frozen=True, slots=True)
class ProblemTexts:
    """What a finding says."""

    title: Text
    message: Text
    hint: Text | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """A finding. `pointer` leads into the document (`observations/2/value`) until `place` is known."""

    code: str
    severity: Severity
    said: Later[ProblemTexts]
    """Its texts: most runs but count what is found."""
    path: str = ""
    """Relative to the data folder; empty: the folder itself."""
    pointer: str = ""
    on_key: bool = False
    """Whether the key is meant rather than its value."""
    place: Place | None = None
    confirm: bool = False
    """Whether it questions a value, which waits for a yes where it is entered or changed."""

    @property
    def title(self) -> Text:
        """What is wrong of all that have its code."""
        return self.said.made.title

    @property
    def message(self) -> Text:
        """What is wrong here."""
        return self.said.made.message

    @property
    def hint(self) -> Text | None:
        """How to mend it."""
        return self.said.made.hint
