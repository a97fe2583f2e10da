"""Random entries for a target, with every kind of slip that the method speaks of."""

from dataclasses import dataclass
from decimal import Decimal
from decimal import Decimal as D
from typing import Any

from tests.peer.draft import Draft, Drawn

VOID: list[dict[str, Any]] = [
    {"value": "约30"},
    {"value": "1,234"},
    {"value": "12.1234567"},
    {"value": "1e3"},
    {},
    {"value": "30", "flag": "provisional"},
    {"value": "30", "sum": "1"},
]
"""What may be wrong with an entry: its value, that it has none, its flag, a key that there isn't."""


@dataclass
class Habits:
    """How a target moves, and how well it is reported."""

    pace: D
    smooth: bool
    dip: bool
    """Worse at first, then better every year."""
    often: float


def observe(d: Draft, t: Drawn) -> None:
    R = d.R
    smooth, dip = d.maybe(0.3), t.kind == "trend" and d.maybe(0.4)
    pace = D(R.choice("0 0.4 0.58 0.6 0.7 0.85 0.95 1 1 1.05 1.3 -0.3".split()))
    every = R.choice([1, 0.98, 0.95, 0.9, 0.75, 0.4])
    h = Habits(pace, smooth, dip, 1 if d.tidy or smooth or dip else every)
    for k, u in enumerate(t.reporters):
        one(d, t, h, u, h.often * (0.5 if k else 1))
    strangers(d, t)


def one(d: Draft, t: Drawn, h: Habits, u: str, often: float) -> None:
    """What one reporter files, or whoever comes after it."""
    prev: dict[int, Decimal] = {}
    months, fine = periods(d, t)
    for e in months:
        if not d.maybe(often):
            continue
        x = value(d, t, h, e, prev)
        if e > t.t0:
            prev.clear()
            prev[e] = x
        k = d.filing_for(e, t.due_days)
        if d.maybe(0.05):
            k += d.every
        if d.maybe(0.01):
            k = max(d.first, k - 2 * d.every)
        entry(d, t, h, heir(d, u, k), k, e, x, fine)


def periods(d: Draft, t: Drawn) -> tuple[list[int], int]:
    """Which months, and the length of the shortest period among them."""
    step = fine = t.step
    begin = max(t.t0, d.t0)
    months = set(range((begin // step + 1) * step, t.t1 + 1, step))
    if t.often and d.maybe(0.4):
        months = {e for e in months if d.maybe(0.6)} | {t.t1}
    if step > 1 and d.maybe(0.2):
        fine = max(d.every, {12: 3, 6: 3, 3: 1}[step])
        months |= {e for e in range((begin // fine + 1) * fine, t.t1 + 1, fine) if e % step and d.maybe(0.5)}
    if d.maybe(0.12):
        months.add((t.t1 // step + 1) * step)
    if t.source == "obs" or d.maybe(0.08):
        months.add(t.t0)
    if t.kind in ("trend", "record") and d.maybe(0.25):
        months.add((t.t0 - 1) // step * step)
    if t.t0 < d.t0 and d.maybe(0.4):
        months |= {e for e in range(t.t0 + 12, d.t0 + 1, 12) if e % step == 0 and d.maybe(0.5)}
    return sorted(months), min(fine, step)


def heir(d: Draft, u: str, k: int) -> str:
    """Who files for a unit, mostly: whoever came after it, or is there before it."""
    while (first := d.units[u].get("from")) and d.cal.last(k) < first and d.maybe(0.9):
        u = next(x for x, more in d.units.items() if more.get("successor") == u)
    while (until := d.units[u].get("until")) and d.cal.last(k) > until and d.maybe(0.9):
        if "successor" not in d.units[u]:
            break
        u = d.units[u]["successor"]
    return u


def value(d: Draft, t: Drawn, h: Habits, e: int, prev: dict[int, Decimal]) -> Decimal:
    """A plausible one, within its limits mostly, and mostly no fall where it accumulates."""
    R = d.R
    x = t.v0 if e == t.t0 else t.r(t.v0 + D(R.choice([-2, -1, 0, 1, 2]))) if e < t.t0 else truth(d, t, h, e)
    if t.measure == "flow_ytd":
        x = t.r(x * (e % 12 or 12) / 12)
    for before, y in prev.items():
        same = t.measure == "since_plan" or (t.measure == "flow_ytd" and (before - 1) // 12 == (e - 1) // 12)
        if same and x < y and d.maybe(0.88):
            x = y
    if (t.v0 > 0 or t.measure == "since_plan") and x < 0 and t.kind != "growth" and d.maybe(0.9):
        x = D(0)
    if t.lim and d.maybe(0.97):
        x = min(max(x, D(t.lim[0])), D(t.lim[1]))
    return x


def truth(d: Draft, t: Drawn, h: Habits, e: int) -> Decimal:
    """The full value (stock: level; flow: the year's total; rate: rate) at month e, after T0."""
    R = d.R
    if h.dip:
        return t.r(t.v0 + (1 if t.up else -1) * (D(e - t.t0) / 4 - 6))
    if t.full and d.maybe(0.5):
        return t.r(t.v0 + D("3.5"))
    if t.kind in ("level", "increment", "range"):
        return onway(d, t, h, e)
    if t.kind == "growth":
        share = D(R.choice("1 1 1.1 0.95 0.94 0.6 0.59 1.02 0.8 1.3".split()))
        return t.r(t.T * share + (D(R.choice([-1, 0, 0, 1])) if d.more else 0))
    drift = h.pace * (e - t.t0) / 6
    return t.r(t.v0 + drift * R.choice([1, 1, -1]) + R.choice([0, 0, 1, -1]) * t.q * R.choice([0, 1, 2]))


def onway(d: Draft, t: Drawn, h: Habits, e: int) -> Decimal:
    """Somewhere on the way from v0 to T, often just where something else begins."""
    R, far, f = d.R, t.T - t.v0, D(e - t.t0) / (t.t1 - t.t0)
    if h.smooth:
        return t.r(t.v0 + far * f * h.pace + R.choice([0, 0, 0, 1, -1]) * t.q)
    x, k = R.random(), h.pace
    if x < 0.16:
        return t.r(t.T + (R.choice([-1, 1]) * t.q if x < 0.08 else 0))
    if x < 0.28:  # exactly on a cut, where decimals allow it
        k = D(R.choice(["0.95", "0.6", "1"]))
    elif x < 0.36:
        k = 1 / (2 - f) if f < 2 else D(1)
    elif x < 0.42:
        return t.r(t.v0 + far * (f - D(R.choice(["0.03", "0.10"]))))
    else:
        k += D(str(round(R.uniform(-0.08, 0.08), 3)))
    if far == 0:
        return t.r(t.v0 + R.choice([-2, -1, 0, 0, 1, 2]))
    return t.r(t.v0 + far * f * k + (D(R.choice([0, 12])) if t.kind == "range" and d.maybe(0.1) else 0))


def entry(d: Draft, t: Drawn, h: Habits, u: str, k: int, e: int, x: Decimal, fine: int) -> None:
    """One entry in the filing that ends with month k; and sometimes what comes after it."""
    R = d.R
    o: dict[str, Any] = {"indicator": t.entry["id"], "value": x}
    most = t.step if e % t.step == 0 else fine
    name = d.any_name(e) if d.maybe(0.3) and e % t.step == 0 else d.name(e, most)
    if e != k or d.maybe(0.5):
        o["period"] = name
    if e > t.t0 and d.maybe(0.02 if d.tidy or h.smooth else 0.07):
        o.pop("value")
        d.put(u, k, o | {"pending": "市统计局预计9月发布"})
        return
    decorate(d, t, o, e)
    if d.maybe(0.03):  # an error in one entry
        o.pop("value")
        d.put(u, k, o | R.choice(VOID))
        return
    d.put(u, k, o)
    if d.maybe(0.015):
        d.put(u, k, o | {"value": D(o["value"]) + t.q})  # repeated
    later(d, t, u, k, e, o, fine)


def decorate(d: Draft, t: Drawn, o: dict[str, Any], e: int) -> None:
    R, x = d.R, d.R.random()
    if x < 0.02:
        o["value"] = t.r(R.choice([-3, 250, 101]))
    elif x < 0.10:
        o["flag"] = "preliminary"
    elif x < 0.13:
        o |= {"flag": "revised"} | ({"reason": "统计口径核实"} if d.maybe(0.6) else {})
    if t.measure == "flow_ytd" and e % 12 and e > t.t0 and d.maybe(0.4):
        o["last_year"] = abs(t.r(t.v0 * (e % 12) / 12 * D(R.choice(["0.9", "1", "1.05"]))))
        if d.maybe(0.15):
            o["last_year"] = R.choice(["-4", "300", "about 4"])
    o |= {key: said for key, said in (("cause", "原因"), ("measures", "措施")) if d.maybe(0.5)}


def later(d: Draft, t: Drawn, u: str, k: int, e: int, o: dict[str, Any], fine: int) -> None:
    """A later filing says otherwise."""
    R = d.R
    bare = {key: v for key, v in o.items() if key not in ("flag", "reason")}
    after = k + d.every * R.choice([1, 1, 2])
    if d.maybe(0.3 if o.get("flag") == "preliminary" else 0.07):
        new = bare | {"period": d.name(e, t.step if e % t.step == 0 else fine)}
        new["value"] = D(o["value"]) + R.choice([-2, -1, 0, 1, 1, 2, 3]) * t.q
        if d.maybe(0.55):
            new |= {"flag": "revised"} | ({"reason": "年度核算"} if d.maybe(0.85) else {})
        elif d.maybe(0.2):
            new["flag"] = "preliminary"
        d.put(heir(d, u, after), after, new)
    elif t.measure in ("flow_ytd", "since_plan") and d.maybe(0.04) and e - fine > t.t0:
        # an earlier one, filed after it, and more
        d.put(u, k + d.every, bare | {"period": d.name(e - fine, fine), "value": D(o["value"]) + t.q})


def strangers(d: Draft, t: Drawn) -> None:
    """A unit that is no reporter; a period after its filing."""
    R, months = d.R, list(range((t.t0 // t.step + 1) * t.step, t.t1 + 1, t.step)) or [t.t1]
    if d.maybe(0.06):
        u = R.choice([u for u in d.units if u not in t.reporters])
        e = max(R.choice(months), d.first)
        k = max(-(-e // d.every) * d.every, d.first)
        d.put(u, k, {"indicator": t.entry["id"], "value": t.r(30), "period": d.name(e, t.step)})
    if d.maybe(0.06):
        k = R.choice(d.filings)
        e = (k // t.step + 1) * t.step
        d.put(t.reporters[0], k, {"indicator": t.entry["id"], "value": t.r(31), "period": d.name(e, t.step)})
