"""Which judge a kind of target has."""

from __future__ import annotations

from qstrong.assess.kinds.growth import judge_growth
from qstrong.assess.kinds.increment import judge_increment
from qstrong.assess.kinds.level import judge_level
from qstrong.assess.kinds.range import judge_range
from qstrong.assess.kinds.record import judge_record
from qstrong.assess.kinds.trend import judge_trend
from qstrong.assess.kinds.watch import judge_watch
from qstrong.assess.verdict import Verdict
from qstrong.model.plan import (
    AnyTarget,
    GrowthTarget,
    IncrementTarget,
    LevelTarget,
    Plan,
    RangeTarget,
    RecordTarget,
    TrendTarget,
    WatchTarget,
)
from qstrong.model.shapes.table import row
from qstrong.timeline.comparable import Series
from qstrong.timeline.owed import own_plan

JUDGES = dict(
    [
        row(LevelTarget, judge_level),
        row(RangeTarget, judge_range),
        row(GrowthTarget, judge_growth),
        row(IncrementTarget, judge_increment),
        row(TrendTarget, judge_trend),
        row(RecordTarget, judge_record),
        row(WatchTarget, judge_watch),
    ]
)


def judge_target(plan: Plan, target: AnyTarget, series: Series) -> Verdict:
    """The verdict of the latest comparable value; not_assessable where there is none."""
    plan = own_plan(plan, target)
    if series.points:
        return JUDGES[type(target)](series.target, plan, series)
    want = "no_last_year" if target.measure == "flow_ytd" and series.beside else "no_value"
    return Verdict("not_assessable", f"not_assessable.{want}", want, baseline=series.baseline)
