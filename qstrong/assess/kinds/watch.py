"""What is only watched: shown as filed, never judged."""

from __future__ import annotations

from qstrong.assess.arrow import annual_arrow
from qstrong.assess.opening import opening_steps
from qstrong.assess.verdict import Verdict
from qstrong.model.plan import Plan, WatchTarget
from qstrong.model.steps.step import Rule
from qstrong.timeline.comparable import Series


def judge_watch(target: WatchTarget, plan: Plan, series: Series) -> Verdict:
    """The latest value, with the sign of its last annual change."""
    point, label = series.points[-1], "not_assessable.watch"
    return Verdict(
        "not_assessable",
        label,
        "watch",
        point=point,
        going=annual_arrow(plan, target, series.vintage, point),
        steps=(*opening_steps(target, point, None), Rule("watch", label, plan.method)),
    )
