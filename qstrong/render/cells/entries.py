"""What can be said of an entry of a filing: each key of the model, and what became of the entry."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from qstrong.assess.report import Report
from qstrong.model.dataset import Dataset, entry_pointer
from qstrong.model.filing import ActionReport, Filed, Filing, Observation, Part
from qstrong.model.index import index
from qstrong.model.keys import Key, as_written
from qstrong.model.period import Period
from qstrong.model.plan import AnyTarget
from qstrong.model.shapes.value import dataclass
from qstrong.model.task import Action
from qstrong.render.cells.aspect import Aspect, Aspects, Scene, at, plain_cell
from qstrong.render.document import Cell
from qstrong.render.pieces import NONE
from qstrong.text import families
from qstrong.text.fields import choice_word, key_word
from qstrong.timeline.computed import vintages
from qstrong.timeline.course import whole
from qstrong.timeline.values import Entry

T = TypeVar("T")


def known_filings(report: Report) -> tuple[Filing, ...]:
    """The filings that were there by the day, of units that are in the plan."""
    units = {unit.id for unit in report.dataset.units}
    return tuple(one for one in report.dataset.filings if one.filed <= report.as_of and one.unit in units)


@dataclass(frozen=True, slots=True)
class FiledEntry:
    """An observation or a report on an action as it was filed, with what became of it."""

    filing: Filing
    entry: int
    said: Filed
    use: str = ""
    refusal: tuple[str, ...] = ()


def _place(dataset: Dataset, filing: Filing, part: Part, k: int) -> int:
    return int(entry_pointer(dataset, filing, part, k).split("/")[1]) + 1


def observation_rows(report: Report) -> tuple[FiledEntry, ...]:
    """Every observation of a known indicator, with whether it counts."""
    data = report.dataset
    known = vintages(data, report.as_of)
    counting = {_id(one) for each in known.of.values() for by in each.values.values() for one in by.values()}
    refused: dict[tuple[str, str, int], list[str]] = {}
    for refusal in known.refusals:
        refused.setdefault(_id(refusal.entry), []).append(refusal.reason)
    targets = {target.id for target in whole(data).targets}
    found = []
    for filing in known_filings(report):
        for k, said in enumerate(filing.observations):
            if said.indicator in targets:
                name = (filing.unit, str(filing.period), k)
                kept = "counts" if name in counting else "pending" if said.pending else "replaced"
                use = "refused" if name in refused else kept
                wrong = tuple(dict.fromkeys(refused.get(name, ())))
                found.append(FiledEntry(filing, _place(data, filing, "observations", k), said, use, wrong))
    return tuple(found)


def _id(entry: Entry) -> tuple[str, str, int]:
    return entry.filing.unit, str(entry.filing.period), entry.index


def action_rows(report: Report) -> tuple[FiledEntry, ...]:
    """Every report on a known action, with whether it is its unit's latest."""
    data = report.dataset
    actions = {one.action.id for one in report.actions}
    latest = {id(said) for one in report.actions for _, said in one.reports.values()}
    return tuple(
        FiledEntry(filing, _place(data, filing, "actions", k), said, "latest" if id(said) in latest else "")
        for filing in known_filings(report)
        for k, said in enumerate(filing.actions)
        if said.action in actions
    )


_HEADS = {
    "action": "number", "value": "value", "last_year": "form_last_year", "flag": "flag",
    "pending": "form_pending",
    "reason": "ledger_reason", "source": "source", "evidence": "form_evidence", "note": "note",
    "state": "state", "quantity": "quantity", "on": "form_on", "progress": "progress",
}  # fmt: skip
"""Shorter words for the columns of some keys."""
_MOST = {"cause": 28, "measures": 28, "owner": 12, "request": 16, "progress": 34, "state": 12}
"""The most characters that the columns of some keys are wide in a workbook; other texts' 18."""


def key_aspect(key: Key, entry: Callable[[T], Filed | None]) -> Aspect[T, Scene]:
    """A key of the *entry* that belongs to a thing; choices are shown by their words."""
    get = at(key.name)

    def cell(one: T, scene: Scene) -> Cell:
        said = get(entry(one), scene)
        if isinstance(said, tuple):
            return plain_cell(scene.look.listed(map(str, said)) or None)
        return Cell(choice_word(key.name, said, scene.look.lang)) if isinstance(said, str) else NONE

    return Aspect(
        head=_HEADS.get(key.name) or (lambda look: key_word(key.name, look.lang, families.EXPLAINED)),
        value=lambda one, scene: get(entry(one), scene),
        cell=cell if key.choices or key.kind in ("texts", "words") else None,
        kind=key.kind,
        need=key.always,
        choices=key.choices,
        most=_MOST.get(key.name, 18 if key.kind in ("text", "texts") else 22),
    )


def _of(part: Part) -> Aspects[FiledEntry, Scene]:
    """What the entries of a *part* have: where they stand, and their keys."""
    return Aspects({
        "unit": Aspect(
            head="unit", value=at("filing.unit"), kind="id", need=True, most=20,
            cell=lambda one, scene: Cell(scene.units([one.filing.unit])),
        ),
        "filing": Aspect(head="ledger_filing", value=at("filing.period"), kind="period", need=True),
        "filed": Aspect(head="filed_on", value=at("filing.filed"), kind="day", need=True),
        "entry": Aspect(value=at("entry"), kind="count", need=True),
        **{key.name: key_aspect(key, lambda one: one.said) for key in as_written(part)},
    })  # fmt: skip


def _covers(one: FiledEntry) -> Period:
    """The period that an observation is for."""
    return getattr(one.said, "period", None) or one.filing.period


def _target(one: FiledEntry, scene: Scene) -> AnyTarget:
    assert isinstance(one.said, Observation)
    return index(whole(scene.report.dataset)).targets[one.said.indicator]


def _action(one: FiledEntry, scene: Scene) -> Action:
    assert isinstance(one.said, ActionReport)
    return index(scene.report.dataset).actions[one.said.action]


OBSERVATIONS = _of("observations").but(
    name=Aspect(
        head="indicator", most=26, value=lambda one, scene: scene.look.name(_target(one, scene).name),
    ),
    uom=Aspect(head="form_uom", most=10, value=lambda one, scene: scene.look.uom(_target(one, scene).uom)),
    period=Aspect(head="period", value=lambda one, _: _covers(one), kind="period", need=True),
    period_end=Aspect(value=lambda one, _: _covers(one).end, kind="day", need=True),
    use=Aspect(
        head="ledger_use", value=at("use"), kind="word", need=True, most=14,
        choices=("counts", "replaced", "pending", "refused"),
        cell=lambda one, scene: Cell(scene.look.say(families.USE.key(one.use))),
    ),
    refusal=Aspect(value=at("refusal"), kind="words"))  # fmt: skip
REPORTS = _of("actions").but(
    title=Aspect(head="action", most=42, value=lambda one, scene: scene.look.name(_action(one, scene).title)),
    latest=Aspect(value=lambda one, _: one.use == "latest", kind="yes", need=True),
)
