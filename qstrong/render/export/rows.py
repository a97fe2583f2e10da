"""What the rows of an export are of: the plan's things, what was filed by a day, and the verdicts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from qstrong.assess.report import Report
from qstrong.model.base import Lang
from qstrong.model.dataset import Dataset, entry_pointer
from qstrong.model.filing import Filing
from qstrong.model.plan import AnyTarget, Figure
from qstrong.text.labels import label_word
from qstrong.timeline.values import Entry
from qstrong.timeline.vintages import vintages

Objects = Callable[[Report, Lang], Sequence[Any]]


def _known(report: Report) -> Iterator[Filing]:
    """The filings that were there by the day, of units that are in the plan."""
    units = {unit.id for unit in report.dataset.units}
    return (one for one in report.dataset.filings if one.filed <= report.as_of and one.unit in units)


def filing_rows(report: Report, _: Lang) -> Sequence[Filing]:
    """The filings that were there by the day."""
    return tuple(_known(report))


@dataclass(frozen=True, slots=True)
class FiledEntry:
    """An observation or a report on an action, with what became of it."""

    filing: Filing
    entry: int
    said: Any
    use: str = ""
    refusal: tuple[str, ...] = ()


def _place(dataset: Dataset, filing: Filing, part: Literal["observations", "actions"], k: int) -> int:
    return int(entry_pointer(dataset, filing, part, k).split("/")[1]) + 1


def observation_rows(report: Report, _: Lang) -> Sequence[FiledEntry]:
    """Every observation of a known indicator, with whether it counts."""
    data = report.dataset
    known = vintages(data, report.as_of)
    counting = {_id(one) for each in known.of.values() for by in each.values.values() for one in by.values()}
    refused: dict[tuple[str, str, int], list[str]] = {}
    for refusal in known.refusals:
        refused.setdefault(_id(refusal.entry), []).append(refusal.reason)
    targets = {target.id for target in data.targets}
    found = []
    for filing in _known(report):
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


def action_rows(report: Report, _: Lang) -> Sequence[FiledEntry]:
    """Every report on a known action, with whether it is its unit's latest."""
    data = report.dataset
    actions = {one.action.id for one in report.actions}
    latest = {id(said) for one in report.actions for _, said in one.reports.values()}
    return tuple(
        FiledEntry(filing, _place(data, filing, "actions", k), said, "latest" if id(said) in latest else "")
        for filing in _known(report)
        for k, said in enumerate(filing.actions)
        if said.action in actions
    )


@dataclass(frozen=True, slots=True)
class Declared:
    """A figure that targets.yaml declares."""

    target: str
    entry: int
    role: str
    figure: Figure


def figure_rows(report: Report, _: Lang) -> Sequence[Declared]:
    """Every figure that targets.yaml declares."""
    return tuple(
        Declared(target.id, k, role, figure)
        for target in report.dataset.targets
        for k, (role, figure) in enumerate(_declared(target), 1)
    )


def _declared(target: AnyTarget) -> Iterator[tuple[str, Figure]]:
    if baseline := getattr(target, "baseline", None):
        yield "baseline", baseline
    for figure in target.history:
        yield "history", figure
    for period, value in getattr(target, "milestones", {}).items():
        yield "milestone", Figure(period=period, value=value)


@dataclass(frozen=True, slots=True)
class AnyRow:
    """Any other row: what it is of, what surrounds it, its place from 1, and its label in words."""

    one: Any
    report: Report
    place: int
    label: str = ""


def numbered(objects: Callable[[Report], Sequence[Any]], *, labelled: bool = False) -> Objects:
    """The rows of a table in the plan's order; *labelled*: with the words of their verdicts."""

    def rows(report: Report, lang: Lang) -> Sequence[AnyRow]:
        return tuple(
            AnyRow(one, report, k, label_word(one.label, lang) if labelled else "")
            for k, one in enumerate(objects(report), 1)
        )

    return rows
