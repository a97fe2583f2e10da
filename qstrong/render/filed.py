"""What a unit filed for a period, in a word and in a cell: the same wherever it is said."""

from __future__ import annotations

from dataclasses import asdict

from qstrong.render.document import JOINED, Cell, Style
from qstrong.render.look import Look
from qstrong.text import families
from qstrong.timeline.duties import Duty, Tally

STYLES: dict[str, Style] = {
    "in_time": "good", "late": "warn", "partial": "bad", "none": "bad", "not_due": "", "idle": "dim",
}  # fmt: skip
"""How what a unit filed is shown: complete in time or late, partly, not at all, not yet due, nothing owed."""


def filed_state(duty: Duty) -> str:
    """What became of a unit's duty: one of `STYLES`."""
    if duty.state == "complete":
        return "late" if duty.days_late else "in_time"
    return duty.state or "idle"


def filed_word(duty: Duty, look: Look) -> str:
    """按时报送, 迟报, 部分报送 3/5, 未报送, 未到报送时间."""
    word = look.say(families.FILED.key(filed_state(duty)))
    return f"{word} {duty.there}/{len(duty.owed)}" if duty.state == "partial" else word


def filed_cell(duty: Duty, look: Look) -> Cell:
    """The same with its days: when it came, by how much it is late, since when it is overdue."""
    if duty.state == "complete":
        late = look.say("filed_late_by", n=duty.days_late) if duty.days_late else filed_word(duty, look)
        return Cell(f"{late.replace(' ', JOINED)} {duty.came}", STYLES[filed_state(duty)])
    facts = [filed_word(duty, look)]
    if duty.broken:
        facts.append(look.say("broken"))
    if duty.days_late:
        facts.append(look.language.small(look.say("overdue_days", n=duty.days_late)))
    return Cell(", ".join(facts), STYLES[filed_state(duty)])


def values_line(values: Tally, look: Look) -> str:
    """应报数据 15 个, 已报 13 个, 待反馈 1 个, 未报 1 个: all that is owed with a filing, each value once."""
    counts = {"values_pending": values.pending, "values_missing": values.missing}
    some = (look.say(key, n=n) for key, n in counts.items() if n)
    return ", ".join((look.say("values_owed", owed=values.owed, n=values.reported), *some))


def values_json(values: Tally) -> dict[str, int]:
    """The same for scripts."""
    return asdict(values)
