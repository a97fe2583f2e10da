"""Aggregates: counts, coverage and colour of targets taken together; never an average as the headline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from qstrong.assess.report import Aggregate, TargetReport
from qstrong.assess.verdict import RED, STATUSES, Colour
from qstrong.model.kinds import of
from qstrong.model.terms.settings import Method
from qstrong.timeline.state import DATA_STATES


class Aggregates(Mapping[str, Aggregate]):
    """Aggregates by name, each made when it is asked for: most outputs show few of them."""

    def __init__(self, make: Callable[[str], Aggregate], names: Iterable[str]) -> None:
        self._make, self._made = make, dict[str, Aggregate | None].fromkeys(names)

    def __getitem__(self, name: str) -> Aggregate:
        found = self._made[name]
        if found is None:
            found = self._made[name] = self._make(name)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)


def aggregate(method: Method, reports: Iterable[TargetReport]) -> Aggregate:
    """*reports* taken together; a target counts in the coverage once something of it is owed."""
    all_of = tuple(reports)
    judged = [report for report in all_of if of(report.target).judged]
    due = [report for report in judged if report.due]
    assessable = [report for report in due if report.status != "not_assessable"]
    statuses = Counter(report.status for report in judged)
    states = Counter(report.data for report in all_of)
    reasons = Counter(report.label for report in judged if report.status == "not_assessable")
    return Aggregate(
        counts={status: statuses[status] for status in STATUSES},
        data_counts={state: states[state] for state in DATA_STATES},
        reasons=dict(reasons),
        assessable=len(assessable),
        due=len(due),
        reported=sum(report.data == "reported" for report in due),
        total=len(all_of),
        colour=_colour(method, all_of, len(due), assessable),
        reds=tuple(report.target.id for report in all_of if report.status in RED),
        shares=tuple(
            report.verdict.completion
            for report in all_of
            if report.status != "not_assessable" and report.verdict.completion is not None
        ),
    )


def _colour(
    method: Method, reports: Sequence[TargetReport], due: int, assessable: Sequence[TargetReport]
) -> Colour:
    """A binding red is red; too little known is grey; then by the share of reds and yellows."""
    n = len(assessable)
    red = sum(report.status in RED for report in assessable)
    yellow = sum(report.status == "at_risk" for report in assessable)
    if any(report.target.binding and report.status in RED for report in reports):
        return "red"
    if not n or n < method.coverage * due:
        return "grey"
    if red >= method.share * n:
        return "red"
    return "yellow" if red or yellow >= method.share * n else "green"
