"""Verdicts for records (创新高): a value above the best known up to T0."""

from __future__ import annotations

from decimal import Decimal

from qstrong.assess.arrow import annual_arrow
from qstrong.assess.opening import opening_steps
from qstrong.assess.verdict import Status, Verdict
from qstrong.model.plan import Plan, RecordTarget
from qstrong.model.steps.step import Rule
from qstrong.model.steps.years import RecordBest
from qstrong.model.terms.exact import Exact
from qstrong.timeline.comparable import Series, best_before
from qstrong.timeline.owed import last_month


def judge_record(target: RecordTarget, plan: Plan, series: Series) -> Verdict:
    """Strictly above the best known up to T0 of the same kind of period; at the upper limit a tie counts."""
    point = series.points[-1]
    best = best_before(plan, target, series.vintage)
    _, limit = series.vintage.bounds
    final = point.last == last_month(plan)
    status, label = _record_status(point.value, best, limit, final=final)
    steps = (
        *opening_steps(target, point, None),
        RecordBest(best, point.value),
        Rule("record", label, plan.method),
    )
    return Verdict(
        status=status,
        label=label,
        basis="record",
        point=point,
        baseline=series.baseline,
        going=annual_arrow(plan, target, series.vintage, point),
        steps=steps,
    )


def _record_status(
    value: Exact, best: Exact | None, limit: Decimal | None, *, final: bool
) -> tuple[Status, str]:
    if best is None:
        return "not_assessable", "not_assessable.no_record"
    new = value > best or value == best == limit
    if final:
        return ("achieved", "achieved.deadline") if new else ("missed", "missed")
    return ("achieved", "achieved.record") if new else ("off_track", "off_track.record")
