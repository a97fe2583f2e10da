"""One filing period in review: what a bulletin is about, from two reports and the filings between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from qstrong.assess.assess import assess
from qstrong.assess.compare import Comparison
from qstrong.assess.outstanding import unexplained
from qstrong.assess.report import ActionVerdict, Report, TargetReport
from qstrong.assess.verdict import BEHIND
from qstrong.model.dataset import Dataset
from qstrong.model.filing import ActionReport, Filing, Observation
from qstrong.model.period import Period
from qstrong.model.shapes.value import dataclass
from qstrong.timeline.duties import Duty, duties
from qstrong.timeline.explained import Explanation
from qstrong.timeline.owed import close_day, plan_months, previous_period
from qstrong.timeline.promises import Promise, promises
from qstrong.timeline.values import Entry

DONE = frozenset({"done", "done_late"})


@dataclass(frozen=True, slots=True)
class Request:
    """What one unit asks to be coordinated, for an indicator or an action."""

    unit: str
    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class Review:
    """What there is to say of one period on one day."""

    report: Report
    period: Period
    """The plan's filing that is reviewed."""
    next: Period
    close: date
    months: tuple[int, int]
    """Months of the plan that had ended with the period (or by the day, if earlier), of how many."""
    comparison: Comparison | None
    """Against the period before, on the day it closed; None for the plan's first."""
    duties: tuple[Duty, ...]
    """Of the units that owed something with the filing."""
    behind: tuple[TargetReport, ...]
    """未达序时进度: at risk or red, in the plan's order."""
    stale: tuple[TargetReport, ...]
    """Behind when last judged, and the value owed since isn't there, in the plan's order."""
    done: tuple[ActionVerdict, ...]
    """Done since the period before; all that are done in the plan's first."""
    overdue: tuple[ActionVerdict, ...]
    due_next: tuple[ActionVerdict, ...]
    """Not done, and due until the end of the next period."""
    requests: tuple[Request, ...]
    promises: tuple[Promise, ...]
    """Measures whose day has come, of what is still behind or not done: with an answer, or, from the due
    day on, without the one that was asked for."""
    explanations: tuple[Explanation, ...]
    """Who must explain what."""
    revised: tuple[Entry, ...]
    """Values of earlier periods that the reviewed period's filings revised, and that count."""
    filings: tuple[Filing, ...]
    """Those for the reviewed period, filed by the day."""

    @property
    def unexplained(self) -> dict[str, Explanation]:
        """By target or action what is wanting by now; of several units the first's."""
        found: dict[str, Explanation] = {}
        for one in self.explanations:
            if not one.coming:
                found.setdefault(one.subject, one)
        return found

    @property
    def heard(self) -> bool:
        """Whether any unit filed something of what it owed for the period, or owed nothing and filed."""
        silent = {duty.unit for duty in self.duties if duty.state == "none"}
        return any(one.unit not in silent for one in self.filings)

    @property
    def progress(self) -> Fraction:
        """序时进度 of the plan at the period's end (or on the day), between 0 and 1."""
        return Fraction(*self.months)


def review(dataset: Dataset, period: Period, as_of: date) -> Review:
    """The filing for *period*, which must be one of the plan's, as it stands on *as_of*."""
    plan = dataset.plan
    report, before = assess(dataset, as_of), previous_period(plan, period)
    comparison = Comparison(assess(dataset, close_day(plan, before)), report) if before else None
    following = Period.ending(period.last + period.months, period.months, period.shift)
    filings = tuple(one for one in dataset.filings if one.period.last == period.last and one.filed <= as_of)
    behind = tuple(one for one in report.targets if one.status in BEHIND)
    stale = tuple(one for one in report.targets if one.stale)
    owing = duties(dataset, period, as_of)
    open_actions = [one for one in report.actions if one.label not in DONE and not one.action.standing]
    return Review(
        report=report,
        period=period,
        next=following,
        close=close_day(plan, period),
        months=plan_months(plan, min(period.end, as_of)),
        comparison=comparison,
        duties=tuple(duty for duty in owing if duty.state),
        behind=behind,
        stale=stale,
        done=_done(report, comparison),
        overdue=tuple(one for one in report.actions if one.label == "overdue"),
        due_next=tuple(
            one for one in open_actions if one.action.due and as_of <= one.action.due <= following.end
        ),
        requests=tuple(_requests(filings)),
        promises=tuple(_promises(dataset, owing, as_of, (*behind, *stale), open_actions)),
        explanations=unexplained(report, period),
        revised=tuple(_revised(report, period)),
        filings=filings,
    )


def _done(report: Report, comparison: Comparison | None) -> tuple[ActionVerdict, ...]:
    before = (
        {one.action.id for one in comparison.before.actions if one.label in DONE} if comparison else set()
    )
    return tuple(one for one in report.actions if one.label in DONE and one.action.id not in before)


def _requests(filings: Sequence[Filing]) -> Iterator[Request]:
    for filing in filings:
        for subject, said in _said(filing):
            if said.request:
                yield Request(filing.unit, subject, said.request)


def _said(filing: Filing) -> Iterator[tuple[str, Observation | ActionReport]]:
    """Everything that a filing says, by the indicator or action that it is on."""
    yield from ((one.indicator, one) for one in filing.observations)
    yield from ((one.action, one) for one in filing.actions)


def _promises(
    dataset: Dataset,
    owing: Sequence[Duty],
    as_of: date,
    behind: Sequence[TargetReport],
    actions: Sequence[ActionVerdict],
) -> Iterator[Promise]:
    """Of what is behind or not done, as it stands in the plan; what wasn't asked for isn't missed."""
    open_ = {one.target.id: one.target.reporters for one in behind}
    open_ |= {one.action.id: one.units for one in actions}
    of = {duty.unit: duty for duty in owing}
    for subject, units in open_.items():
        for duty in (of[unit] for unit in units if unit in of):
            found = promises(dataset, duty.period, as_of).get((duty.unit, subject))
            asked = as_of >= duty.day and subject in _asked(duty)
            if found and (found.answer or asked):
                yield found


def _asked(duty: Duty) -> set[str]:
    """The indicators and actions of which a unit's filing is asked to speak."""
    return {one.target for one in duty.owed} | {one.action.id for one in duty.asked}


def _revised(report: Report, period: Period) -> Iterator[Entry]:
    for one in report.targets:
        for entry in one.entries:
            if entry.filing.period.last == period.last and entry.observation.flag == "revised":
                yield entry
