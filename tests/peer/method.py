"""A second implementation of the method, written from the method's text alone.

It is kept apart on purpose and shares no code with the package: what both say is what the text says.

    python -m tests.peer.method DATA DAY      its verdicts as JSON
"""

import json
import sys
from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction as F
from pathlib import Path
from typing import Any

from tests.peer.actions import actions
from tests.peer.clock import day
from tests.peer.core import NULLS, Case, goal
from tests.peer.entries import answerers
from tests.peer.filed import filed
from tests.peer.folder import Plan, Target, in_force, load
from tests.peer.growth import growth
from tests.peer.level import level
from tests.peer.others import between, record, trend, watch
from tests.peer.owing import World, own, state, world
from tests.peer.series import Point, Series
from tests.peer.totals import GREY, RED, aggregate, parts, stale
from tests.peer.wanting import wanted

JUDGE: dict[str, Callable[[Case], str | None]] = {
    "level": level,
    "increment": level,
    "growth": growth,
    "trend": trend,
    "record": record,
    "range": between,
    "watch": watch,
}
BEHIND = (RED - {"overdue"}) | {"at_risk"}


def assess(W: World, t: Target) -> dict[str, Any]:
    """All that there is to say of a target on the day."""
    P, s = W.P, Series(W, t)
    data, due = state(W, t, own(t))
    r: dict[str, Any] = dict.fromkeys(NULLS)
    r |= {"id": t.id, "kind": t.kind, "status": "not_assessable", "data": data, "arrow": "•", "flags": []}
    r |= {"ahead": False, "binding": t.binding, "method": t.method, "reporters": asked(W, t), "shown": None}
    r |= {"start": P.calendar.last(t.t0), "end": P.calendar.last(t.t1), "judged_as": None}
    r["revised_from"] = before(W, t)
    r |= {"_due": due, "_group": t.group, "_tasks": t.tasks, "baseline": s.start}
    if t.kind == "watch":
        r["baseline"] = None
    if t.kind not in ("trend", "record", "watch"):
        r |= {"target": goal(t, s.start), "op": t.op or None, "between": t.between}
    c = Case(P, t, s, list(s.points), r)
    judged = full(t, s.points)
    verdict = JUDGE[t.kind](c) if judged else None
    r["shown"] = beside(s, c.j.end if verdict else t.t0)
    if verdict is None:
        return r
    j = c.j
    r["value"], r["period"] = j.value, j.end
    r["filed"] = j.obs.value if j.ttm else None
    r["judged_as"] = "computed" if t.parts else "ttm" if j.ttm else "filed"
    c.flags |= {j.obs.flag} - {"final"}
    if verdict in BEHIND and not j.obs.explained:
        c.flags.add("unexplained")
    r["flags"] = sorted(c.flags)
    r["last_status" if data in GREY and t.kind != "watch" else "status"] = verdict
    return r


def before(W: World, t: Target) -> dict[str, Any] | None:
    """The day of the latest revision that is in force, and what it replaced."""
    past = [day(x["on"]) for x in t.revised if day(x["on"]) <= W.as_of]
    if not past:
        return None
    old, new = (in_force(W.P, W.P.of[t.id], x) for x in (past[-1] - timedelta(days=1), past[-1]))
    keys = {"value": "value", "change": "change", "between": "between", "op": "op", "t1": "end"}
    changed = {
        name: getattr(old, key) for key, name in keys.items() if getattr(old, key) != getattr(new, key)
    }
    if changed.get("change"):
        changed["change"] = dict([changed["change"]])
    if "end" in changed:
        changed["end"] = W.P.calendar.last(changed["end"])
    return {"on": past[-1], **changed}


def beside(s: Series, e: int) -> dict[str, Any] | None:
    """The latest value that was filed for a period after month *e*, up to which values are judged."""
    last = max(s.vals, default=e)
    return {"value": s.vals[last].value, "period": last} if last > e else None


def full(t: Target, points: list[Point]) -> list[Point]:
    """What can be judged at all: by a published method full years' values."""
    return [x for x in points if t.method == "default" or x.end % 12 == 0]


def asked(W: World, t: Target) -> list[str]:
    """Who answers for it on the day; for a computed one the reporters of its parts."""
    named = [u for x in t.parts for u in W.targets[x].reporters] or t.reporters
    return answerers(W.P, named, W.as_of)


def left(P: Plan, d: Path, t: Target, as_of: date) -> dict[str, Any] | None:
    """A target that was withdrawn by the day, with the verdict of the day before."""
    if t.withdrawn is None or as_of < t.withdrawn:
        return None
    eve = t.withdrawn - timedelta(days=1)
    W = world(P, d, eve)
    r = assess(W, W.targets[t.id])
    status = r["last_status"] if r["data"] in GREY and r["last_status"] else r["status"]
    return {"id": t.id, "on": t.withdrawn, "reason": t.why, "last_status": status}


def run(data_dir: str, as_of_iso: str) -> dict[str, Any]:
    d, as_of = Path(data_dir), day(as_of_iso)
    P = Plan(d)
    W = world(P, d, as_of)
    out = [x for t in P.targets if not early(t, as_of) and (x := left(P, d, t, as_of))]
    results = [assess(W, t) for t in W.there]
    tasks = (load(d / "tasks.yaml") or {}).get("tasks") or []
    whole, ended = P.t1 - P.t0, P.calendar.ended(as_of) - P.t0
    found = {
        "targets": results,
        "withdrawn": out,
        "watched": [x["id"] for x in results if x["kind"] == "watch"],
        "stale": stale(results),
        "actions": actions(P, d, W.filings, as_of),
        "wanted": [one for t in W.there for one in wanted(W, t)],
        "filed": filed(W, d, P.t1 + 12),
        "time_progress": F(min(max(ended, 0), whole), whole),
        **aggregate(P, results),
        **parts(P, results, {x["id"]: x["section"] for x in tasks}),
    }
    for x in results:
        del x["_due"], x["_group"], x["_tasks"]
    return found


def early(t: Target, as_of: date) -> bool:
    return t.added is not None and as_of < t.added


def plain(x: Any) -> Any:
    if isinstance(x, F):
        return int(x) if x.denominator == 1 else float(x)
    return x.isoformat() if isinstance(x, date) else sorted(x)


if __name__ == "__main__":
    print(json.dumps(run(sys.argv[1], sys.argv[2]), ensure_ascii=False, indent=1, default=plain))
