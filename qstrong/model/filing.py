"""What units report: filings, their observations and reports on actions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from qstrong.model.base import Strict
from qstrong.model.grammar import Code, Day, Id, Number, Str, Texts, When
from qstrong.model.shapes.value import dataclass

State = Literal["not_started", "in_progress", "done", "suspended"]
Flag = Literal["final", "preliminary", "revised"]
Part = Literal["observations", "actions"]
"""A list of entries in a filing."""
AskedOf = Literal["about", "freely", "promised", "behind", "by_hand"]
"""Of a key: it says what the entry is about, is filled in by whoever wants to, is asked of whoever promised
measures whose day has come or of whoever is behind, or is written into the file by hand alone."""
_ABOUT: Mapping[str, AskedOf] = {"asked": "about"}
_PROMISED: Mapping[str, AskedOf] = {"asked": "promised"}
_BEHIND: Mapping[str, AskedOf] = {"asked": "behind"}
_BY_HAND: Mapping[str, AskedOf] = {"asked": "by_hand"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained(Strict):
    """What an office asks of whoever is behind."""

    outcome: Str | None = field(default=None, metadata=_PROMISED)
    """上期措施完成情况: what came of the measures whose day has come."""
    cause: Str | None = field(default=None, metadata=_BEHIND)
    measures: Str | None = field(default=None, metadata=_BEHIND)
    owner: Str | None = field(default=None, metadata=_BEHIND)
    measures_by: Day | None = field(default=None, metadata=_BEHIND)
    request: Str | None = None
    evidence: Texts = ()
    note: Str | None = None
    accept: tuple[Code, ...] = field(default=(), metadata=_BY_HAND)
    accept_reason: Str | None = field(default=None, metadata=_BY_HAND)


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation(Explained):
    """One value, or why there is none yet (`pending`): exactly one of the two."""

    indicator: Id = field(metadata=_ABOUT)
    value: Number | None = None
    pending: Str | None = None
    period: When | None = field(default=None, metadata=_ABOUT)
    """Where the value is for another period than the filing's."""
    last_year: Number | None = None
    """上年同期: the same months' value a year before."""
    flag: Flag = "final"
    reason: Str | None = None
    source: Str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionReport(Explained):
    """How far an action is, in one unit's words."""

    action: Id = field(metadata=_ABOUT)
    state: State
    progress: Str | None = None
    quantity: Number | None = None
    on: Day | None = None
    """The day on which it was done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing(Strict):
    """What one unit reports for one period: one file."""

    unit: Id
    period: When
    filed: Day
    prepared_by: Str | None = None
    reviewed_by: Str | None = None
    approved_by: Str | None = None
    signed: Str | None = None
    highlights: Str | None = None
    observations: tuple[Observation, ...] = ()
    actions: tuple[ActionReport, ...] = ()


Filed = Observation | ActionReport
"""An entry of a filing."""
PARTS: tuple[Part, ...] = ("observations", "actions")
ENTRIES: Mapping[Part, type[Filed]] = {"observations": Observation, "actions": ActionReport}
SUBJECTS: Mapping[Part, str] = {"observations": "indicator", "actions": "action"}
"""The key that names what an entry is about."""
HEADS: Mapping[Part, str] = {"observations": "value", "actions": "state"}
"""The key of what an entry says above all."""
EntryKey = tuple[Part, str, int, int]
"""What an entry is about: its part, the indicator or action, its period's last month, and which of the
entries that are alike so far (from 0)."""


def entries_of(filing: Filing) -> dict[EntryKey, tuple[Filed, int]]:
    """What a filing holds, by what each is about, with its index: so that two filings can be compared."""
    rows: list[tuple[tuple[Part, str, int], Filed, int]] = [
        (("observations", one.indicator, (one.period or filing.period).last), one, k)
        for k, one in enumerate(filing.observations)
    ]
    last = filing.period.last
    rows += [(("actions", one.action, last), one, k) for k, one in enumerate(filing.actions)]
    found: dict[EntryKey, tuple[Filed, int]] = {}
    alike: Counter[tuple[Part, str, int]] = Counter()
    for about, entry, index in rows:
        found[(*about, alike[about])] = (entry, index)
        alike[about] += 1
    return found
