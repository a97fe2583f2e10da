"""How a random target is judged, and what begins, ends and changes."""

from datetime import timedelta
from decimal import Decimal as D
from typing import Any

from tests.peer.draft import Draft, Drawn


def judged_by(d: Draft, t: Drawn) -> None:
    """Whose method."""
    if t.kind not in ("level", "trend") or t.t0 % 12 or t.t1 % 12 or not d.also(0.35):
        return
    names = ["statcan", "statcan", "default"] + ["dns"] * 3 * (t.kind == "level")
    t.entry["method"] = d.R.choice(names)


def extras(d: Draft, t: Drawn) -> None:
    """Keys that change how it is judged."""
    e = t.entry
    if t.kind in ("level", "range") and d.maybe(0.1):
        e["keep"] = True
    if t.kind == "range" and t.source == "none" and d.maybe(0.5):
        e["provisional_baseline"] = True
    if d.maybe(0.15) and t.kind != "watch":
        e["binding"] = True
    relative(d, t)
    changes(d, t, e)


def relative(d: Draft, t: Drawn) -> None:
    """A goal in terms of the baseline."""
    e = t.entry
    may = t.kind == "level" and t.measure != "since_plan" and "milestones" not in e
    if not may or t.v0 <= 0 or "limits" in e or not d.also(0.6 if e["uom"] == "%" else 0.3):
        return
    e.pop("provisional_baseline", None)
    far = t.T - t.v0
    if far == 0 or (far > 0) != t.up:
        far = D(0)
    del e["value"]
    by = {
        "by": far,
        "points": far,
        "percent": (far / t.v0 * 100).quantize(D("0.1")),
        "times": (t.T / t.v0).quantize(D("0.01")),
    }
    names = ["points" if e["uom"] == "%" else "by", "percent"]
    name = d.R.choice([*names, "percent", "times"] if far else names)
    e["change"] = {name: by[name]}


def changes(d: Draft, t: Drawn, e: dict[str, Any]) -> None:
    """added, withdrawn, revised."""
    start, days = d.cal.last(max(t.t0, d.t0)), (t.t1 - max(t.t0, d.t0)) * 30
    if days < 120:
        return
    if d.also(0.12):
        e["added"] = start + timedelta(days=d.R.randint(10, days))
    if d.also(0.1):
        on = max(start, e.get("added", start)) + timedelta(days=d.R.randint(20, days + 60))
        e["withdrawn"] = {"on": on, "reason": "调出"}
    if t.kind in ("level", "increment", "range", "growth") and d.also(0.25):
        ons = sorted({start + timedelta(days=d.R.randint(5, days // 2)) for _ in range(2)})
        told: list[dict[str, Any]] = [{"on": on, "reason": "调整"} | revision(d, t, e) for on in ons]
        shorter = any("end" in one for one in told)  # a path leads to the end alone, and not beyond it
        e["revised"] = [
            one
            for one in told
            if not shorter or all(d.cal.end(k) < t.t1 - 12 for k in one.get("milestones", ()))
        ]


def revision(d: Draft, t: Drawn, e: dict[str, Any]) -> dict[str, Any]:
    x, y = d.R.random(), D(d.R.choice([-3, -1, 1, 2, 5])) * (t.q if t.kind == "growth" else 1)
    if (
        x < 0.15
        and t.t1 == d.t1
        and t.t1 - max(t.t0, d.t0) > 24
        and t.t1 % 12 == 0
        and "in" not in e["frequency"]
    ):
        return {"end": d.cal.last(t.t1 - 12)}
    if x < 0.25 and e.get("op"):
        return {"op": e["op"][0] if "=" in e["op"] else e["op"] + "="}
    if "between" in e:
        low, high = e["between"]
        return {"between": [t.kept(t.r(low + y)), t.kept(t.r(high + y + 1))]}
    if x < 0.4 and "milestones" in e:
        return {"milestones": {k: t.kept(t.r(max(v + y, D(0)))) for k, v in e["milestones"].items()}}
    return {"value": t.kept(max(t.r(t.T + y), t.q) if t.T > 0 else t.r(t.T + y))}
