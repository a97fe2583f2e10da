"""Random targets that are judged on others' values: `of` another, and computed from others."""

from dataclasses import replace
from decimal import Decimal as D
from typing import Any

from tests.peer.changing import changes
from tests.peer.draft import Draft, Drawn, rounded


def linked(d: Draft, made: list[Drawn]) -> list[dict[str, Any]]:
    found = [of(d, d.R.choice(made), k) for k in range(d.R.randint(0, 3) if d.more else 0)]
    found += [computed(d, made, k) for k in range(d.R.randint(0, 2) if d.more else 0)]
    return [one for one in found if one]


def of(d: Draft, t: Drawn, k: int) -> dict[str, Any] | None:
    """Another goal for the indicator of a target."""
    R, entry = d.R, {"id": f"of-{k}", "of": t.entry["id"], "tasks": [d.R.choice([1, 2])]}
    t0, t1 = span(d, t)
    entry |= {"start": d.cal.last(t0)} if t0 != d.t0 else {}
    entry |= {"end": d.cal.last(t1)} if t1 != d.t1 else {}
    if t.kind == "watch" and t.measure == "stock":
        entry |= {"kind": "level", "op": ">=", "value": t.r(t.v0 + R.choice([3, 5, 10]))}
    elif t.kind in ("level", "increment", "growth"):
        y = D(R.choice([-4, -1, 1, 2, 6]))
        entry |= {"op": t.entry["op"], "value": max(t.r(t.T + y), t.q) if t.T > 0 else t.r(t.T - abs(y))}
    elif t.kind == "range":
        low, high = t.entry["between"]
        entry["between"] = [low, t.r(high + R.choice([0, 1, 3]))]
    elif t.kind == "trend" and d.maybe(0.5):
        entry["direction"] = R.choice(["up", "down"])
    elif t.kind == "watch":
        return None
    if t.kind in ("level", "range", "trend") and t0 != t.t0 and d.maybe(0.5) and t.measure != "since_plan":
        entry["baseline"] = {"period": d.any_name(t0), "value": t.r(t.v0 + 1), "source": "公报"}
    if t.kind in ("level", "trend") and t0 % 12 == 0 == t1 % 12 and d.maybe(0.3):
        entry["method"] = R.choice(["statcan", "default"])
    changes(d, Drawn(entry, "", t.measure, t0, t1, t.step, t.q, t.v0, t.T), entry)
    return entry


def span(d: Draft, t: Drawn) -> tuple[int, int]:
    """From when to when; what accumulates has one T0, years that are named must hold the end."""
    t0, t1 = t.t0, t.t1
    named = isinstance(t.entry["frequency"], dict) and "in" in t.entry["frequency"]
    grid = 12 if t.t0 % 12 == 0 == t.t1 % 12 else 60
    if d.maybe(0.5) and t.t0 + 2 * grid <= t.t1:
        t1 = t.t1 if named else t.t1 - grid
        t0 = t.t0 if t.measure == "since_plan" else t.t0 + d.R.choice([0, 0, -grid, grid])
    if t1 <= max(t0, d.t0):
        return t.t0, t.t1
    return t0, t1


def computed(d: Draft, made: list[Drawn], k: int) -> dict[str, Any] | None:
    """A sum, or a ratio, of targets that are there for it."""
    R, ratio = d.R, d.maybe(0.5)
    base = R.choice(made)
    alike = [t for t in made if fits(base, t, ratio=ratio)]
    if len(alike) < 2 or base not in alike:
        return None
    parts = R.sample(alike, 2 if ratio else R.randint(2, min(3, len(alike))))
    ids = [t.entry["id"] for t in parts]
    q = D("0.01")
    entry: dict[str, Any] = {"id": f"sum-{k}", "name": {"zh": f"合计{k}", "en": f"Sum {k}"}, "group": "g1"}
    if ratio:
        x = parts[0].v0 / parts[1].v0 * 100 if parts[1].v0 else D(50)
        entry |= {"computed": {"ratio": ids, "times": 100}, "uom": "比", "measure": "rate"}
    else:
        x = sum((t.v0 for t in parts), D(0))
        entry |= {"computed": {"sum": ids}, "uom": base.entry["uom"], "measure": base.measure}
    x = rounded(q, x)
    entry |= {"frequency": base.entry["frequency"], "decimals": R.choice([0, 1, 2]), "tasks": [1]}
    entry |= judged(d, base, x)
    if d.maybe(0.2) and entry["measure"] != "since_plan" and entry["kind"] != "watch":
        entry["baseline"] = {"period": d.any_name(d.t0), "value": x, "source": "公报"}
    changes(d, replace(base, kind="", t0=d.t0, t1=d.t1), entry)
    return entry


def judged(d: Draft, base: Drawn, x: D) -> dict[str, Any]:
    R = d.R
    kind = R.choice(
        ["level", "level", "range", "record", "watch", *["trend"] * (d.t0 % 12 == 0 == d.t1 % 12)]
    )
    if base.measure == "since_plan":
        kind, x = "level", D(3)
    if kind == "range":
        return {"kind": kind, "between": [x + 1, x + R.choice([1, 4, 12])]}
    if kind == "trend":
        return {"kind": kind, "direction": R.choice(["up", "down"])}
    up = x < 0 or d.maybe(0.7) or base.measure == "since_plan"
    more = {"op": ">=" if up else "<", "value": x + R.choice([3, 10]) if up else x - R.choice([2, 5])}
    if d.yearly and base.measure != "since_plan" and d.maybe(0.3):
        more["method"] = R.choice(["statcan", "dns"])
    return {"kind": kind} | (more if kind == "level" else {})


def fits(base: Drawn, t: Drawn, *, ratio: bool) -> bool:
    """Whether two can be parts of one."""
    kinds = ("level", "range", "trend", "record", "watch")
    if t.kind not in (kinds if ratio else (*kinds, "increment")) or "withdrawn" in t.entry:
        return False
    if t.entry["frequency"] != base.entry["frequency"]:
        return False
    if base.measure == "since_plan" != t.measure or (t.measure == "since_plan" and t.t0 != base.t0):
        return False
    return ratio or (t.entry["uom"], t.measure) == (base.entry["uom"], base.measure)
