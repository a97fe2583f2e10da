"""What the package says, in the peer's words: its reports, and its JSON."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import takewhile
from typing import Any

from qstrong.assess.report import ActionVerdict, Aggregate, Report, TargetReport
from qstrong.model.period import Period
from qstrong.model.plan import AnyTarget
from qstrong.model.terms.exact import Exact
from qstrong.timeline.duties import duties
from qstrong.timeline.owed import filing_periods, last_month

NEAR = Fraction(1, 10**20)
"""For roots, of which there are some digits only."""


def exact(value: Exact | None) -> Fraction | None:
    return None if value is None else Fraction(value)


def about(value: Exact | None) -> int | None:
    """A number that came from a root."""
    return None if value is None else round(Fraction(value) / NEAR)


def month(period: Period | None) -> int | None:
    """The month with which a period ends, in the plan's calendar."""
    return None if period is None else period.last


def verdict(one: TargetReport) -> dict[str, Any]:
    """What the package says of one target."""
    said, landing = one.verdict, one.verdict.landing
    shown = one.shown and {"value": exact(one.shown.entry.value), "period": month(one.shown.entry.period)}
    return {
        "id": one.target.id,
        "kind": one.target.kind,
        "data": one.data,
        "status": one.status,
        "last_status": one.last_status,
        "period": month(said.point.period if said.point else None),
        "value": exact(said.point.value if said.point else None),
        "filed": exact(one.filed),
        "judged_as": one.judged_as,
        "shown": shown,
        "baseline": exact(one.baseline.value if one.baseline else None),
        **goal(one.target),
        "gap": exact(said.gap),
        "completion": said.completion,
        "expected": said.expected,
        "lead": said.lead,
        "attainment": said.attainment,
        "pace_ratio": about(said.pace_ratio),
        "required_pace": said.required_pace,
        "catch_up": said.catch_up,
        "arrow": said.arrow,
        "flags": sorted(said.flags),
        "ahead": said.label == "on_track.ahead",
        "basis": said.basis if said.point else None,
        "landing": landing
        and {
            "value": exact(landing.value),
            "low": about(landing.low),
            "high": about(landing.high),
            "verdict": landing.outlook,
        },
    }


def filed(report: Report) -> Iterator[tuple[tuple[str, int], tuple[str, int, int, bool]]]:
    """What the package says of each unit's filing, by unit and the month with which its period ends."""
    plan = report.dataset.plan
    for period in takewhile(lambda one: one.last <= last_month(plan) + 12, filing_periods(plan)):
        for duty in duties(report.dataset, period, report.as_of):
            if duty.state:
                late = duty.state == "complete" and duty.days_late is not None
                yield (duty.unit, period.last), (duty.state, duty.there, len(duty.owed), late)


def goal(one: AnyTarget) -> dict[str, Any]:
    """What is to be reached, on the day."""
    bounds = getattr(one, "between", None)
    return {
        "target": exact(getattr(one, "value", None)),
        "op": getattr(one, "op", None),
        "between": bounds and tuple(map(exact, bounds)),
        "binding": one.binding,
        "reporters": list(one.reporters),
    }


def rounded(one: dict[str, Any]) -> dict[str, Any]:
    """What the peer says of one target, its roots to as many digits as can be compared."""
    landing = one["landing"]
    if landing:
        landing = landing | {"low": about(landing["low"]), "high": about(landing["high"])}
    return one | {"landing": landing, "pace_ratio": about(one["pace_ratio"])}


def action(one: ActionVerdict) -> dict[str, Any]:
    """What the package says of one action."""
    return {
        "id": one.action.id,
        "status": one.status,
        "label": one.label,
        "state": one.state,
        "days": one.days,
        "on": one.on,
        "near": one.near,
        "stale": one.stale,
        "quantity": exact(one.quantity),
        "reported": len(one.reports),
        "units": list(one.units),
    }


def total(one: Aggregate) -> dict[str, Any]:
    """What the package says of targets taken together."""
    return {
        "counts": {status: n for status, n in one.counts.items() if n},
        "data_counts": {state: n for state, n in one.data_counts.items() if n},
        "coverage": {"assessable": one.assessable, "due": one.due, "total": one.total},
        "colour": one.colour,
        "reds": list(one.reds),
        "mean_completion": one.mean_completion,
        "completions": one.completions,
    }


def whole(report: Report) -> dict[str, Any]:
    """What the package says of the plan."""
    return {
        "targets": [verdict(one) for one in report.targets],
        "actions": [action(one) for one in report.actions],
        "time_progress": report.time_progress,
        "wanted": [
            (one.target.id, w.target, w.period.last, w.unit)
            for one in report.targets
            for w in sorted(one.wanted, key=lambda w: (w.target, w.period.last))
        ],
        "filed": dict(filed(report)),
        "stale": [
            {"id": one.target.id, "last_status": one.last_status, "data": one.data}
            for one in report.targets
            if one.stale
        ],
        "withdrawn": [
            {"id": one.target.id, "on": one.on, "reason": one.reason.zh, "last_status": last(one.last)}
            for one in report.withdrawn
        ],
        **total(report.overall),
        **{
            part: {name: total(one) for name, one in getattr(report, part).items() if one.total}
            for part in ("groups", "units", "tasks", "sections")
        },
    }


def last(one: TargetReport) -> str:
    return one.last_status or one.status
