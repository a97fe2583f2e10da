"""A second implementation of the method, written from the method's text alone.

It is kept apart on purpose and shares no code with the package: what both say is what the text says.
"""

import calendar
import itertools
import json
import math
import re
import sys
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from fractions import Fraction as F
from pathlib import Path
from typing import Any

import yaml

LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
STEP = {"annual": 12, "half": 6, "quarter": 3, "month": 1}
NUM = re.compile(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,6})?\Z")
METHOD = {
    "on_track": "0.95",
    "at_risk": "0.60",
    "ahead": "1.05",
    "slack_on": "0.03",
    "slack_risk": "0.10",
    "worsening": "0.03",
    "half_time": "0.5",
    "catch_up": "2",
    "borderline": "0.05",
    "single_step": "5",
    "single_step_quarters": "4",
    "near_days": "30",
    "coverage": "0.80",
    "share": "1/3",
    "path_short": "0.05",
    "trend_window": "3",
}
T80 = dict(
    enumerate(
        """3.078 1.886 1.638 1.533 1.476 1.440 1.415 1.397 1.383 1.372 1.363 1.356 1.350 1.345 1.341 1.337 1.333
1.330 1.328 1.325 1.323 1.321 1.319 1.318 1.316 1.315 1.314 1.313 1.311 1.310 1.309 1.309 1.308 1.307 1.306 1.306 1.305 1.304
1.304 1.303 1.303 1.302 1.302 1.301 1.301 1.300 1.300 1.299 1.299 1.299""".split(),
        1,
    )
)
RED = {"off_track", "worsening", "missed", "overdue"}
YELLOW = {"at_risk"}
BEHIND = {"at_risk", "off_track", "worsening", "missed"}


def load(p: Path) -> Any:
    found: dict[str, Any] | None = yaml.load(Path(p).read_text("utf-8"), Loader=LOADER)
    return found


def day(s: str) -> date:
    return date.fromisoformat(s)


def pend(p: str) -> int:
    """Index of the month in which a period ends: 12*year + month (1..12), kept as 12*y + m - 1 + 1."""
    y = int(p[:4])
    r = p[4:]
    if not r:
        m = 12
    elif r[0] == "H":
        m = 6 * int(r[1])
    elif r[0] == "Q":
        m = 3 * int(r[1])
    else:
        m = int(r[1:])
    return 12 * y + m


def midx(d: date) -> int:
    return 12 * d.year + d.month


def eom(i: int) -> date:
    y, m = divmod(i - 1, 12)
    return date(y, m + 1, calendar.monthrange(y, m + 1)[1])


def aligned(i: int, step: int) -> bool:
    return i % step == 0


def truth(x: str | None) -> bool:
    return x in ("true", "True", "TRUE")


class Plan:
    def __init__(s, d: Path) -> None:
        t = load(d / "targets.yaml")
        p = t["plan"]
        s.targets = t.get("targets") or []
        s.t0, s.t1 = midx(day(p["start"])), midx(day(p["end"]))
        f = p["filing"]
        s.every = STEP[f["every"]]
        s.due_days = int(f["due_days"])
        first = (s.t0 // s.every + 1) * s.every
        s.first = pend(f["from"]) if f.get("from") else first
        s.due_ex = {pend(k): day(v) for k, v in (f.get("due") or {}).items()}
        m = dict(METHOD)
        mm = p.get("method") or {}
        m.update({k: v for k, v in mm.items() if k in m and v != ""})
        s.m = {k: F(v) for k, v in m.items()}
        s.prov = truth(mm.get("provisional_baseline"))

    def filing_due(s, i: int) -> date:
        return s.due_ex.get(i) or eom(i) + timedelta(days=s.due_days)

    def due_of(s, i: int, tdays: int) -> date:
        """Due day of a target's period that ends with month i."""
        return s.filing_due(s.filing_of(i, tdays))

    def filing_of(s, i: int, tdays: int) -> int:
        """The filing, by its last month, that a target's period that ends with month i is due with."""
        want = eom(i) + timedelta(days=tdays)
        k = -(-max(i, s.first) // s.every) * s.every  # a filing cannot hold a period that ends after its own
        while s.filing_due(k) < want:
            k += s.every
        return k


class Obs:
    __slots__ = (
        "cause",
        "end",
        "fend",
        "filed",
        "flag",
        "last_year",
        "measures",
        "pending",
        "ptext",
        "reason",
        "unit",
        "value",
        "void",
    )
    cause: str | None
    end: int
    fend: int
    filed: date
    flag: str | None
    last_year: Any
    measures: str | None
    pending: str | None
    ptext: str
    reason: str | None
    unit: str
    value: Any
    void: bool


def readable(p: Path) -> Any:
    """A filing's tree; None where it is unreadable as a whole: bytes, YAML, unit, period, path."""
    try:
        f = load(p)
    except (UnicodeDecodeError, yaml.YAMLError):
        return None
    if not isinstance(f, dict) or f.get("unit") != p.parent.name or f.get("period") != p.stem:
        return None
    return f


def read_filings(d: Path, as_of: date) -> tuple[Any, ...]:
    """The filings that were there by the day; and, by unit, the ends of the filings that can't be read."""
    out, unreadable = [], []
    root = d / "progress"
    if root.is_dir():
        for p in sorted(root.glob("*/*.yaml")):
            f = readable(p)
            if f is None:
                unreadable.append((p.parent.name, pend(p.stem)))
                continue
            if day(f["filed"]) > as_of:
                continue
            out.append(
                {
                    "unit": f["unit"],
                    "period": f["period"],
                    "fend": pend(f["period"]),
                    "filed": day(f["filed"]),
                    "observations": f.get("observations") or [],
                    "actions": f.get("actions") or [],
                }
            )
    out.sort(key=lambda f: (f["filed"], f["fend"], f["unit"]))
    return out, unreadable


def figures_of(t: dict[str, Any]) -> list[Fraction]:
    """Every figure of the plan itself on a target: goal, baseline, history, milestones."""
    found = [t["value"]] if "value" in t else []
    found += [t["baseline"]["value"]] if t.get("baseline") else []
    found += [h["value"] for h in t.get("history") or []]
    return [F(x) for x in (*found, *(t.get("milestones") or {}).values())]


def limits_of(t: dict[str, Any], *, stated: bool = False) -> tuple[Any, ...]:
    """The least and the greatest value that can be true; None for a side without one. *stated*: only those."""
    lim = t.get("limits", "")
    if lim in ("null", "~", "Null", "NULL"):
        return None, None
    if isinstance(lim, list):
        return F(lim[0]), F(lim[1])
    if stated:
        return None, None
    per_cent = t["uom"] == "%" and t["kind"] in ("level", "record")
    if t["kind"] == "growth" or (t["kind"] == "trend" and t["measure"] == "rate"):
        return None, None
    low: Any = F(0)
    high = F(100) if per_cent else None
    figures = figures_of(t)
    if any(x < low for x in figures):
        low = None
    if high is not None and any(x > high for x in figures):
        high = None
    return low, high


def within(t: dict[str, Any], x: Fraction) -> bool:
    low, high = limits_of(t)
    return (low is None or low <= x) and (high is None or x <= high)


def is_count(t: dict[str, Any]) -> bool:
    return int(t["decimals"]) == 0 and t["measure"] != "rate"


FLAGS = ("final", "preliminary", "revised")
KEYS = ("indicator value pending period last_year flag reason source cause measures owner measures_by "
        "request evidence note accept accept_reason").split()  # fmt: skip


def observations(filings: list[dict[str, Any]], targets: list[dict[str, Any]]) -> dict[str, Any]:
    """Per target: list of Obs in filing order, first errors marked void."""
    per: dict[str, list[Obs]] = {t["id"]: [] for t in targets}
    by = {t["id"]: t for t in targets}
    for f in filings:
        seen = set()
        for o in f["observations"]:
            tid = o["indicator"]
            if tid not in by:
                continue
            t = by[tid]
            x = Obs()
            x.unit, x.fend, x.filed = f["unit"], f["fend"], f["filed"]
            x.ptext = o.get("period") or f["period"]
            x.end = pend(x.ptext)
            x.flag = o.get("flag") or "final"
            x.reason = o.get("reason") or ""
            x.pending = o.get("pending") or ""
            x.cause, x.measures = o.get("cause") or "", o.get("measures") or ""
            x.void = x.flag not in FLAGS or not set(o) <= set(KEYS)
            x.value = x.last_year = None
            if bool(o.get("value")) == bool(x.pending):
                x.void = True
            key = (tid, x.end)
            if key in seen:
                x.void = True
            seen.add(key)
            if f["unit"] not in t["reporters"]:
                x.void = True
            if eom(x.end) > f["filed"] or x.end > f["fend"]:
                x.void = True
            for name, raw in (("value", o.get("value")), ("last_year", o.get("last_year"))):
                if raw:
                    if not NUM.match(raw):
                        x.void = True
                    else:
                        setattr(x, name, F(raw))
                        if not within(t, F(raw)):
                            x.void = True
            if x.flag == "revised" and not x.reason:
                x.void = True
            per[tid].append(x)
    return per


def falls(P: Plan, t: dict[str, Any], old: Obs, new: Obs) -> bool:
    """Whether *new*, of the later period, is less than *old*, where values accumulate over both."""
    if t["measure"] == "flow_ytd":
        together = (old.end - 1) // 12 == (new.end - 1) // 12
    else:
        together = t["measure"] == "since_plan" and old.end > P.t0
    return together and new.value < old.value


def counting(P: Plan, t: dict[str, Any], obs: list[Obs]) -> dict[Any, Any]:
    """One reporter after the other: which observation counts for each period end. Marks the further errors void.

    In the order of filing: of two in conflict the one filed last is in error, unless it is flagged.
    """
    result: dict[Any, Any] = {}
    for u in t["reporters"]:
        mine = [o for o in obs if o.unit == u and not o.void and not o.pending]
        mine.sort(key=lambda o: (o.filed, o.fend, o.end))
        cur: dict[Any, Any] = {}
        for o in mine:
            now = cur.get(o.end)
            before = [k for k in cur if k < o.end]
            after = [k for k in cur if k > o.end]
            fallen = (before and falls(P, t, cur[max(before)], o)) or (
                after and falls(P, t, o, cur[min(after)])
            )
            if (fallen and o.flag != "revised") or (
                now and o.value != now.value and o.flag != "revised" and now.flag != "preliminary"
            ):
                o.void = True
            else:
                cur[o.end] = o
        for e, o in cur.items():
            result.setdefault(e, o)
    return result


def met(op: str, v: Fraction, T: Fraction) -> bool:
    return {">=": v >= T, ">": v > T, "<=": v <= T, "<": v < T}[op]


class Point:
    __slots__ = ("end", "obs", "ttm", "value")

    def __init__(s, end: int, value: Fraction, obs: Obs, *, ttm: bool = False) -> None:
        s.end, s.value, s.obs, s.ttm = end, value, obs, ttm


def assess(
    P: Plan, t: dict[str, Any], obs: list[Obs], unreadable: list[tuple[str, int]], as_of: date
) -> dict[str, Any]:
    m = P.m
    kind, step = t["kind"], STEP[t["frequency"]]
    vals = counting(P, t, obs)
    r: dict[str, Any] = dict.fromkeys(
        """last_status value period gap completion expected lead attainment pace_ratio required_pace catch_up
        landing baseline basis""".split()
    )
    r |= {"id": t["id"], "status": "not_assessable", "arrow": "•", "flags": [], "ahead": False}
    # ---- owed
    tdays = int(t.get("due_days") or 0)
    owed = [
        e
        for e in range((P.t0 // step + 1) * step, P.t1 + 1, step)
        if e >= P.first and as_of >= P.due_of(e, tdays)
    ]
    r["_due"] = bool(owed)
    r["_group"], r["_units"], r["_tasks"] = t["group"], t["reporters"], t["tasks"]
    last = max(owed) if owed else P.t0 + 1

    def inside(e: Any) -> Any:
        return last <= e <= P.t1 and aligned(e, step)

    if any(inside(e) for e in vals):
        data = "reported"
    elif any(o.void and not o.pending and inside(o.end) for o in obs) or (
        owed and any((u, P.filing_of(last, tdays)) in unreadable for u in t["reporters"])
    ):
        data = "invalid"
    elif not owed:
        data = "not_due"
    elif any(o.pending and not o.void and o.end >= last for o in obs):
        data = "pending"
    else:
        data = "not_reported"
    r["data"] = data
    # ---- other sources
    hist: dict[Any, Any] = {}
    for h in t.get("history") or []:
        hist.setdefault(pend(h["period"]), F(h["value"]))
    decl = None
    if t.get("baseline"):
        decl = F(t["baseline"]["value"])
    r["baseline"] = F(0) if t["measure"] == "since_plan" else decl
    if r["baseline"] is None:
        r["baseline"] = vals[P.t0].value if P.t0 in vals else hist.get(P.t0)

    def known(e: int) -> Any:
        """A figure of the past: filings, history, the baseline."""
        if e in vals:
            return vals[e].value
        if e in hist:
            return hist[e]
        if e == P.t0 and decl is not None:
            return decl
        return None

    def last_year(o: Obs) -> Any:
        return o.last_year if o.last_year is not None else known(o.end - 12)

    # ---- comparable points within the plan
    pts = []
    for e in sorted(vals):
        if not (P.t0 < e <= P.t1 and aligned(e, step)):
            continue
        o = vals[e]
        if t["measure"] == "flow_ytd" and e % 12:
            total, ly = known((e - 1) // 12 * 12), last_year(o)
            if total is None or ly is None:
                continue
            pts.append(Point(e, o.value + total - ly, o, ttm=True))
        else:
            pts.append(Point(e, o.value, o))
    if pts:
        j = pts[-1]
        r["value"], r["period"] = j.value, j.obs.ptext
        if j.obs.flag in ("preliminary", "revised"):
            r["flags"].append(j.obs.flag)
        unit = F(1, 10 ** int(t["decimals"]))
        ctx = {
            "P": P,
            "t": t,
            "m": m,
            "step": step,
            "vals": vals,
            "hist": hist,
            "decl": decl,
            "known": known,
            "last_year": last_year,
            "pts": pts,
            "j": j,
            "unit": unit,
            "r": r,
        }
        verdict = {"level": goal, "increment": goal, "growth": growth, "trend": trend, "record": record}[
            kind
        ](ctx)
        if verdict in BEHIND and not (j.obs.cause and j.obs.measures):
            r["flags"].append("unexplained")
        if data in ("not_reported", "pending", "invalid"):
            r["last_status"] = verdict
        else:
            r["status"] = verdict
    r["flags"].sort()
    return r


def goal(c: dict[str, Any]) -> str:
    P, t, m, pts, j, r, vals, hist = (c[k] for k in "P t m pts j r vals hist".split())
    op, T, v, p = t["op"], F(t["value"]), j.value, j.end
    d = 1 if op[0] == ">" else -1
    inc = t["kind"] == "increment"
    N = P.t1 - P.t0

    def is_met(x: Any) -> Any:
        return met(op, x, T)

    # baseline
    v0: Any = None
    prov = False
    if t["measure"] == "since_plan" or inc:
        v0 = F(0)
    elif c["decl"] is not None:
        v0 = c["decl"]
    elif P.t0 in vals:
        v0 = vals[P.t0].value
    elif P.t0 in hist:
        v0 = hist[P.t0]
    elif (
        (P.prov or truth(t.get("provisional_baseline")))
        and not truth(t.get("keep"))
        and not is_met(pts[0].value)
    ):
        v0, prov = pts[0].value, True
    real = v0 is not None and not prov
    keep = truth(t.get("keep")) or (real and is_met(v0))
    if prov:
        r["flags"].append("provisional_baseline")
        r["baseline"] = v0
    if keep:
        r["flags"].append("keep")
    # path
    stones = sorted((pend(k), F(x)) for k, x in (t.get("milestones") or {}).items())
    count = is_count(t)

    def path(i: int, *, with0: bool = True) -> Any:
        nodes: list[Any] = ([(P.t0, v0)] if with0 else []) + stones + [(P.t1, T)]
        for (a, x), (b, y) in itertools.pairwise(nodes):
            if a <= i <= b:
                z = x + (y - x) * F(i - a, b - a)
                return F(z.numerator // z.denominator) if count else z
        raise ValueError(i)

    def e_of(i: int) -> Any:
        if stones:
            if v0 is None or v0 == T:
                return None
            return F(path(i) - v0) / (T - v0)
        e = F(i - P.t0, N)
        if inc and count:
            if m["single_step"] >= T:
                return F(i == P.t1)
            z = T * e
            e = F(z.numerator // z.denominator) / T
        return e

    e: Any = None
    comp: Any = None
    if v0 is not None and v0 != T and not keep:
        comp = (v - v0) / (T - v0)
        e = e_of(p)
        if prov:
            eb = e_of(pts[0].end)
            e = F(e - eb) / (1 - eb) if eb != 1 else F(1)
    r["gap"], r["completion"], r["expected"] = d * (T - v), comp, e
    running = not is_met(v) and p < P.t1
    if comp is not None and e is not None:
        r["lead"] = comp - e
        r["pace_ratio"] = comp / e if e else None
        if running and comp > 0 and e and e < 1:
            r["catch_up"] = (1 - comp) * e / ((1 - e) * comp)
    if running:
        r["required_pace"] = (T - v) * F(12, P.t1 - p)
    if d > 0 and T > 0 and v >= 0:
        r["attainment"] = v / T
    earlier_met = any(is_met(x.value) for x in pts[:-1])
    if earlier_met and not is_met(v):
        r["flags"].append("lost")
    # arrow
    if p < P.t1:
        series = ([(P.t0, v0)] if real else []) + [(x.end, x.value) for x in pts]
        if len(series) >= 2:
            old = [x for x in series[:-1] if p - x[0] >= 12]
            a, x = old[-1] if old else series[0]
            ch = d * (v - x) * F(12, p - a)
            need = d * (T - v) / F(P.t1 - p, 12)
            if is_met(v):
                r["arrow"] = "↑" if ch >= 0 else "↓"
            elif abs(v - x) <= c["unit"]:
                r["arrow"] = "→"
            elif ch < 0:
                r["arrow"] = "↓"
            elif ch >= need:
                r["arrow"] = "↑"
            elif ch >= need / 2:
                r["arrow"] = "↗"
            else:
                r["arrow"] = "→"
    # landing
    if v0 is not None and not keep and p < P.t1:
        start = pts[0].end if prov else P.t0
        if p > start:
            r["landing"] = landing(c, v0, start, T, op)
    # status

    def by(basis: str, status: str) -> str:
        r["basis"] = basis
        return status

    if p == P.t1:
        return by("deadline", "achieved" if is_met(v) else "missed")
    if keep:
        return by("rule0", "on_track" if is_met(v) else "off_track")
    if is_met(v):
        return by("rule1", "achieved")
    if v0 is None:
        if earlier_met:
            return by("rule2", "off_track")
        if stones and p >= stones[0][0]:
            w = path(p, with0=False)
            if met(op, v, w):
                return by("milestones", "on_track")
            return by("milestones", "at_risk" if d * (w - v) <= m["path_short"] * abs(w) else "off_track")
        return by("no_baseline", "not_assessable")
    if prov and p == pts[0].end:
        return by("provisional", "not_assessable")
    if v0 == T or e is None:
        return by("rule3", "at_risk" if d * (v - v0) >= 0 else "worsening")
    if inc and count and m["single_step"] >= T and not stones:
        return by("single_step", "on_track" if P.t1 - p > 3 * m["single_step_quarters"] else "at_risk")
    if comp < -m["worsening"] and comp < e:
        return by("rule4", "worsening")
    first_half = F(p - P.t0, N) < m["half_time"]
    K = m["catch_up"]
    cut = m["at_risk"]
    if not first_half:
        den = K - (K - 1) * e
        cut = 1 / den if den else None
    if e != 0:
        q = comp / e
        if abs(q - m["on_track"]) <= m["borderline"] or (cut is not None and abs(q - cut) <= m["borderline"]):
            r["flags"].append("borderline")
    if comp >= m["on_track"] * e or e - comp <= m["slack_on"]:
        r["ahead"] = comp >= m["ahead"] * e and comp - e > m["slack_on"]
        return by("rule5", "on_track")
    if first_half:
        near = comp >= m["at_risk"] * e or e - comp <= m["slack_risk"]
        return by("rule6", "at_risk" if near else "off_track")
    if comp <= 0 or e >= 1:
        return by("rule7", "off_track")
    return by("rule7", "at_risk" if (1 - comp) * e <= K * (1 - e) * comp else "off_track")


def root(x: Fraction) -> Fraction:
    """The square root of a fraction, to some 30 digits."""
    return F(math.isqrt(x.numerator * 10**80 // x.denominator), 10**40)


def landing(c: dict[str, Any], v0: Fraction, start: int, T: Fraction, op: str) -> dict[str, Any]:
    P, t, step, pts, j = (c[k] for k in "P t step pts j".split())
    p, v = j.end, j.value
    h = F(P.t1 - p, step)
    n = F(p - start, step)
    L = v + h * (v - v0) / n
    low, high = limits_of(t, stated=True)

    def clip(x: Fraction) -> Fraction:
        x = x if low is None else max(x, low)
        return x if high is None else min(x, high)

    have = {x.end: x.value for x in pts}
    have[start] = v0
    if n.denominator != 1 or n < 4 or any(start + k * step not in have for k in range(int(n) + 1)):
        return {"value": clip(L), "low": None, "high": None, "verdict": "insufficient"}
    xs = [have[start + k * step] for k in range(int(n) + 1)]
    inc = [b - a for a, b in itertools.pairwise(xs)]
    mean = sum(inc) / n
    var = sum((x - mean) ** 2 for x in inc) / (n - 1)
    w = F(T80.get(int(n) - 1, "1.299")) * root(var * h * (1 + h / n))
    lo, hi = clip(L - w), clip(L + w)
    if met(op, lo if op[0] == ">" else hi, T):
        verdict = "on_course"
    else:
        verdict = "uncertain" if lo <= T <= hi else "short"
    return {"value": clip(L), "low": lo, "high": hi, "verdict": verdict}


def sign_arrow(ch: Fraction, unit: Fraction) -> str:
    return "→" if abs(ch) <= unit else "↑" if ch > 0 else "↓"


def annual_arrow(c: dict[str, Any]) -> None:
    j, P = c["j"], c["P"]
    if j.end < P.t1:
        b = c["last_year"](j.obs)
        if b is not None:
            c["r"]["arrow"] = sign_arrow(j.obs.value - b, c["unit"])


def growth(c: dict[str, Any]) -> str:
    P, t, m, pts, j, r = (c[k] for k in "P t m pts j r".split())
    g, op = F(t["value"]), t["op"]
    r["basis"] = "growth"
    r["gap"] = g - j.value
    annual_arrow(c)
    by = {x.end: x.value for x in pts}
    yend = (j.end + 11) // 12 * 12
    before = list(range(P.t0 + 12, yend, 12))
    if any(e not in by for e in before):
        r["gap"] = None
        return "not_assessable"
    closed = [by[e] for e in before]
    run = None
    if j.end == yend:
        closed.append(j.value)
    else:
        run = j.value
    allmet = all(met(op, x, g) for x in closed)
    if j.end == P.t1:
        return "achieved" if allmet else "missed"
    if allmet and (run is None or run >= m["on_track"] * g):
        return "on_track"
    rates = closed + ([run] if run is not None else [])
    return "at_risk" if min(rates) >= m["at_risk"] * g else "off_track"


def trend(c: dict[str, Any]) -> str:
    P, t, m, j, r, vals, hist, unit = (c[k] for k in "P t m j r vals hist unit".split())
    d = 1 if t["direction"] == "up" else -1
    year = {}
    b = c["decl"]
    if b is None and P.t0 in vals:
        b = vals[P.t0].value
    if b is None:
        b = hist.get(P.t0)
    year[P.t0] = b
    for e in range(P.t0 + 12, j.end + 1, 12):
        year[e] = vals[e].value if e in vals else None
    r["basis"] = "trend"
    full = [e for e in sorted(year)[1:] if year[e] is not None and year[e - 12] is not None]
    steps = [(e, year[e] - year[e - 12]) for e in full]
    steps = steps[-int(m["trend_window"]) :]
    if j.end % 12:
        o = j.obs
        a = o.last_year
        if a is None and o.end - 12 in vals:
            a = vals[o.end - 12].value
        if a is None and o.end - 12 <= P.t0:
            a = hist.get(o.end - 12)
        if a is not None:
            steps.append((j.end, o.value - a))
    if j.end < P.t1 and steps:
        r["arrow"] = sign_arrow(steps[-1][1], unit)
    if not steps or steps[-1][0] != j.end:
        return "not_assessable"
    s = [d * x for _, x in steps]
    adverse = [x for x in s if x < -unit]
    if not adverse and s[-1] > unit:
        out = "on_track"
    elif len(adverse) >= 2 or (s[-1] < -unit and sum(s) < -unit):
        out = "off_track"
    else:
        out = "at_risk"
    if j.end == P.t1:
        return "achieved" if out == "on_track" else "missed"
    return out


def record(c: dict[str, Any]) -> str:
    P, t, j, r, vals, hist = (c[k] for k in "P t j r vals hist".split())
    r["basis"] = "record"
    annual_arrow(c)
    size = 12 if t["measure"] == "flow_ytd" else c["step"]
    best = [o.value for e, o in vals.items() if e <= P.t0 and aligned(e, size)]
    best += [x for e, x in hist.items() if e <= P.t0 and aligned(e, size)]
    if c["decl"] is not None and aligned(P.t0, size):
        best.append(c["decl"])
    if not best:
        return "not_assessable"
    b = max(best)
    ok = j.value > b or j.value == b == limits_of(t)[1]
    if j.end == P.t1:
        return "achieved" if ok else "missed"
    return "achieved" if ok else "off_track"


def actions(P: Plan, d: Path, filings: list[dict[str, Any]], as_of: date) -> list[dict[str, Any]]:
    tasks = (load(d / "tasks.yaml") or {}).get("tasks") or []
    groups = {g["id"]: g["members"] for g in (load(d / "units.yaml").get("groups") or [])}
    first_due = P.filing_due(P.first)
    rank = {"suspended": 0, "not_started": 1, "in_progress": 2, "done": 3}
    out = []
    for task in tasks:
        for a in task.get("actions") or []:
            units = []
            for u in a.get("units") or task["units"]:
                for x in groups.get(u, [u]):
                    if x not in units:
                        units.append(x)
            rep = {}
            for f in filings:
                if f["unit"] in units:
                    for x in f["actions"]:
                        if x["action"] == a["id"]:
                            rep[f["unit"]] = (x, f)
            due = day(a["due"]) if a.get("due") and a["due"] not in ("null", "~") else None
            q = a.get("quantity")
            if q in (None, "", "null", "~"):
                q = None
            enough = True
            if q:
                x = rep.get(units[0])
                got = x[0].get("quantity") if x else None
                enough = got is not None and got != "" and met(q["op"], F(got), F(q["value"]))
            states, days = [], []
            for x, f in rep.values():
                st = x["state"]
                if st == "done" and not (x.get("evidence") and enough):
                    st = "in_progress"
                states.append(st)
                days.append(day(x["on"]) if x.get("on") else eom(f["fend"]))
            state = min(states, key=rank.__getitem__) if states else None
            left: Any = (due - as_of).days if due else None
            soon = left is not None and left <= P.m["near_days"]
            standing = truth(a.get("standing"))
            number = left
            if standing:
                st, label, number = "not_assessable", "standing", None
            elif state == "done":
                late = due is not None and max(days) > due
                st, label = "achieved", "done_late" if late else "done"
                number = (max(days) - due).days if late and due else None
            elif due and as_of > due and as_of >= first_due:
                st, label, number = "overdue", "overdue", -left
            elif state == "suspended":
                st, label = "off_track", "suspended"
            elif state == "in_progress" and due:
                st, label = ("at_risk", "near") if soon else ("on_track", "in_progress")
            else:
                st, label = "not_assessable", state or ("not_reported" if as_of >= first_due else "not_due")
            heard = max((f["filed"] for _, f in rep.values()), default=first_due)
            got = rep[units[0]][0].get("quantity") if units[0] in rep else None
            out.append(
                {
                    "id": a["id"],
                    "status": st,
                    "label": label,
                    "state": state,
                    "days": number,
                    "on": max(days) if state == "done" else None,
                    "near": not standing and state != "done" and soon and left >= 0,
                    "stale": standing and (as_of - heard).days >= 365,
                    "quantity": F(got) if got else None,
                    "reported": len(rep),
                    "units": units,
                }
            )
    return out


def aggregate(P: Plan, results: list[dict[str, Any]], binding: set[str]) -> dict[str, Any]:
    """Targets taken together: counts, coverage, colour, the reds, the mean of the completions."""
    due = [x for x in results if x["_due"]]
    ass = [x for x in due if x["status"] != "not_assessable"]
    n = len(ass)
    red = sum(x["status"] in RED for x in ass)
    yel = sum(x["status"] in YELLOW for x in ass)
    if any(x["id"] in binding and x["status"] in RED for x in results):
        colour = "red"
    elif not due or not n or n < P.m["coverage"] * len(due):
        colour = "grey"
    elif red >= P.m["share"] * n:
        colour = "red"
    elif red or yel >= P.m["share"] * n:
        colour = "yellow"
    else:
        colour = "green"
    shares = [
        min(max(x["completion"], F(0)), F(1))
        for x in results
        if x["status"] != "not_assessable" and x["completion"] is not None
    ]
    return {
        "counts": dict(Counter(x["status"] for x in results)),
        "data_counts": dict(Counter(x["data"] for x in results)),
        "coverage": {"assessable": n, "due": len(due), "total": len(results)},
        "colour": colour,
        "reds": [x["id"] for x in results if x["status"] in RED],
        "mean_completion": sum(shares) / len(shares) if shares else None,
        "completions": len(shares),
    }


def run(data_dir: str, as_of_iso: str) -> dict[str, Any]:
    d = Path(data_dir)
    as_of = day(as_of_iso)
    P = Plan(d)
    filings, unreadable = read_filings(d, as_of)
    per = observations(filings, P.targets)
    res = [assess(P, t, per[t["id"]], unreadable, as_of) for t in P.targets]
    binding = {t["id"] for t in P.targets if truth(t.get("binding"))}
    tasks = (load(d / "tasks.yaml") or {}).get("tasks") or []
    section = {x["id"]: x["section"] for x in tasks}
    of: dict[str, Callable[[dict[str, Any]], set[Any]]] = {
        "groups": lambda x: {x["_group"]},
        "units": lambda x: set(x["_units"]),
        "tasks": lambda x: set(x["_tasks"]),
        "sections": lambda x: {section[k] for k in x["_tasks"]},
    }
    parts = {
        what: {
            name: aggregate(P, [x for x in res if name in names(x)], binding)
            for name in sorted({name for x in res for name in names(x)})
        }
        for what, names in of.items()
    }
    total = aggregate(P, res, binding)
    whole = P.t1 - P.t0
    ended = midx(as_of) - (as_of != eom(midx(as_of))) - P.t0
    for x in res:
        for key in ("_due", "_group", "_units", "_tasks"):
            del x[key]
    return {
        "targets": res,
        "actions": actions(P, d, filings, as_of),
        "time_progress": F(min(max(ended, 0), whole), whole),
        **total,
        **parts,
    }


if __name__ == "__main__":
    print(
        json.dumps(
            run(sys.argv[1], sys.argv[2]),
            ensure_ascii=False,
            indent=1,
            default=lambda x: float(x) if x.denominator != 1 else int(x),
        )
    )
