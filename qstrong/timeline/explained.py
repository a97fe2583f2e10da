"""An explanation that is wanting (未说明原因、未说明措施): of whom, for what, and which part of it."""

from __future__ import annotations

from typing import Literal

from qstrong.model.base import Text
from qstrong.model.filing import Part
from qstrong.model.keys import asked_of_who_is_behind
from qstrong.model.period import Period
from qstrong.model.shapes.value import dataclass
from qstrong.timeline.values import Entry

Wanting = Literal["cause", "measures"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What one unit has still to explain of a target that is behind, or of an action overdue or suspended."""

    unit: str
    part: Part
    subject: str
    """The target's id, or the action's."""
    filed_under: str
    """The id under which it is filed: of a target judged on another's indicator that other's."""
    title: Text
    """What the target or action is called."""
    status: str
    """What calls for it: of a target the verdict's when last judged; overdue or off_track of an action."""
    label: str
    """Its word's key."""
    wanting: tuple[Wanting, ...]
    """What is missing, no more."""
    period: Period | None = None
    """The period of the judged value."""
    coming: bool = False
    """Whether it goes with a value or a report that isn't due yet: nobody is blamed before."""
    entry: Entry | None = None
    """The filed value that it is wanting for; None where that value is still to come."""

    @property
    def filed(self) -> dict[str, str]:
        """What its entry says already of cause and measures: a fuller one takes its place."""
        said = self.entry.observation if self.entry else None
        found = {key: getattr(said, key, None) for key in asked_of_who_is_behind()}
        return {key: str(text) for key, text in found.items() if text}

    @property
    def what(self) -> Literal["cause", "measures", "both"]:
        """The same in a word."""
        return "both" if len(self.wanting) > 1 else self.wanting[0]
