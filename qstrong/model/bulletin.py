"""The office's own words for one bulletin: data/bulletins/<period>.yaml, merged each time it is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from qstrong.model.base import Strict
from qstrong.model.grammar import Day, Id, Integer, Str, Texts
from qstrong.model.period import Period
from qstrong.model.shapes.value import dataclass

BULLETINS = "bulletins"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bulletin(Strict):
    """What an office adds to the bulletin of one period; all of it may be absent."""

    issue: Integer | None = None
    date: Day | None = None
    title: Str | None = None
    """Another title than the standard one."""
    to: Str | None = None
    cc: Str | None = None
    mark: Str | None = None
    """Printed at the top as given, such as 内部事项 注意保管; the tool invents none."""
    signature: Str | None = None
    """落款: the office that signs."""
    contact: Str | None = None
    opinions: Mapping[Id, Str] = field(default_factory=dict)
    """核定意见 by target: beside the computed status, never instead of it."""
    main: tuple[Id, ...] = ()
    """主要指标: the targets whose values stand in the text; the others' are in the annex."""
    praise: Texts = ()
    """亮点做法; a line that is a unit's id stands for that unit's own highlights."""
    requirements: Texts = ()
    reply_by: Day | None = None


def bulletin_path(period: Period) -> str:
    """Where the words for the bulletin of *period* stand, relative to the data folder."""
    return f"{BULLETINS}/{period}.yaml"
