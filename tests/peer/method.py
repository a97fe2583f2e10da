"""A second implementation of docs/method.md, written from the method's text alone, without sight of the package.

It is kept apart on purpose and shares no code with the package: what both say is what the text says.
"""

import re, sys, json, calendar
from collections import Counter
from datetime import date, timedelta
from fractions import Fraction as F
from pathlib import Path
import yaml

LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
STEP = {"annual": 12, "half": 6, "quarter": 3, "month": 1}
NUM = re.compile(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,6})?\Z")
METHOD = dict(
    on_track="0.95",
    at_risk="0.60",
    ahead="1.05",
    slack_on="0.03",
    slack_risk="0.10",
    worsening="0.03",
    half_time="0.5",
    catch_up="2",
    borderline="0.05",
    single_step="5",
    single_step_quarters="4",
    near_days="30",
    path_short="0.05",
    trend_window="3",
    coverage="0.80",
    share="1/3",
)
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


def load(p):
    return yaml.load(Path(p).read_text("utf-8"), Loader=LOADER)


def day(s):
    return date.fromisoformat(s)


def pend(p):
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


def midx(d):
    return 12 * d.year + d.month


def eom(i):
    y, m = divmod(i - 1, 12)
    return date(y, m + 1, calendar.monthrange(y, m + 1)[1])


def aligned(i, step):
    return i % step == 0


def truth(x):
    return x in ("true", "True", "TRUE")


class Plan:
    def __init__(s, d):
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

    def filing_due(s, i):
        return s.due_ex.get(i) or eom(i) + timedelta(days=s.due_days)

    def due_of(s, i, tdays):
        """Due day of a target's period that ends with month i."""
        want = eom(i) + timedelta(days=tdays)
        k = -(-max(i, s.first) // s.every) * s.every  # a filing cannot hold a period that ends after its own
        while s.filing_due(k) < want:
            k += s.every
        return s.filing_due(k)


class Obs:
    __slots__ = (
        "unit",
        "fend",
        "filed",
        "end",
        "ptext",
        "value",
        "flag",
        "reason",
        "last_year",
        "pending",
        "cause",
        "measures",
        "void",
    )


def read_filings(d, as_of):
    out = []
    root = d / "progress"
    if root.is_dir():
        for p in sorted(root.glob("*/*.yaml")):
            f = load(p)
            if not f or day(f["filed"]) > as_of:
                continue
            out.append(
                dict(
                    unit=f["unit"],
                    period=f["period"],
                    fend=pend(f["period"]),
                    filed=day(f["filed"]),
                    observations=f.get("observations") or [],
                    actions=f.get("actions") or [],
                )
            )
    out.sort(key=lambda f: (f["filed"], f["fend"], f["unit"]))
    return out


def limits_of(t):
    lim = t.get("limits", "")
    if lim in ("null", "~", "Null", "NULL"):
        return None, None
    if isinstance(lim, list):
        return F(lim[0]), F(lim[1])
    given = [t.get("value") or None, (t.get("baseline") or {}).get("value")]
    given += [h["value"] for h in t.get("history") or []] + list((t.get("milestones") or {}).values())
    given = [F(x) for x in given if x]
    lo, hi = F(0), None
    if t["kind"] == "growth" or t["kind"] == "trend" and t["measure"] == "rate":
        lo = None
    if t["uom"] == "%" and t["kind"] in ("level", "record"):
        hi = F(100)
    if lo is not None and any(x < lo for x in given):
        lo = None
    if hi is not None and any(x > hi for x in given):
        hi = None
    return lo, hi


def inside(lim, x):
    return (lim[0] is None or x >= lim[0]) and (lim[1] is None or x <= lim[1])


def is_count(t):
    return int(t["decimals"]) == 0 and t["measure"] != "rate"


def observations(filings, targets):
    """Per target: list of Obs in filing order, first errors marked void."""
    per = {t["id"]: [] for t in targets}
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
            x.void = False
            x.value = x.last_year = None
            key = (tid, x.end)
            if key in seen:
                x.void = True
            seen.add(key)
            if f["unit"] not in t["reporters"]:
                x.void = True
            if eom(x.end) > f["filed"] or x.end > f["fend"]:
                x.void = True
            if not x.pending:
                raw = o.get("value") or ""
                if not NUM.match(raw):
                    x.void = True
                else:
                    x.value = F(raw)
                    if not inside(limits_of(t), x.value):
                        x.void = True
                ly = o.get("last_year") or ""
                if ly:
                    if not NUM.match(ly):
                        x.void = True
                    else:
                        x.last_year = F(ly)
                        if not inside(limits_of(t), x.last_year):
                            x.void = True
                if x.flag == "revised" and not x.reason:
                    x.void = True
            per[tid].append(x)
    return per


def counting(t, obs, t0):
    """One reporter after the other: which observation counts for each period end. Marks the further errors void."""
    cum = t["measure"]
    result = {}
    for u in t["reporters"]:
        mine = [o for o in obs if o.unit == u and not o.void and not o.pending]
        mine.sort(key=lambda o: (o.filed, o.fend, o.end))  # in the order in which they came
        while True:
            cur, unsaid = {}, []
            for o in mine:
                now = cur.get(o.end)
                if now and o.value != now.value and o.flag != "revised" and now.flag != "preliminary":
                    unsaid.append(o)
                else:
                    cur[o.end] = o
            ends = sorted(e for e in cur if cum == "flow_ytd" or e > t0)
            bad = []
            for x, y in zip(ends, ends[1:]):
                if (
                    cum == "flow_ytd"
                    and (x - 1) // 12 != (y - 1) // 12
                    or cum not in ("flow_ytd", "since_plan")
                ):
                    continue
                if cur[y].value < cur[x].value:
                    k = max(mine.index(cur[x]), mine.index(cur[y]))
                    if mine[k].flag != "revised":
                        bad.append(k)
            if not bad:
                break
            mine.pop(min(bad)).void = True
        for o in unsaid:
            o.void = True
        for e, o in cur.items():
            result.setdefault(e, o)
    return result


def met(op, v, T):
    return {">=": v >= T, ">": v > T, "<=": v <= T, "<": v < T}[op]


class Point:
    __slots__ = ("end", "value", "obs", "ttm")

    def __init__(s, end, value, obs, ttm=False):
        s.end, s.value, s.obs, s.ttm = end, value, obs, ttm


def assess(P, t, obs, as_of):
    m = P.m
    kind, step = t["kind"], STEP[t["frequency"]]
    vals = counting(t, obs, P.t0)
    r = dict(
        id=t["id"],
        status="not_assessable",
        data=None,
        last_status=None,
        value=None,
        period=None,
        gap=None,
        completion=None,
        expected=None,
        arrow="•",
        flags=[],
        landing=None,
    )
    # ---- owed
    tdays = int(t.get("due_days") or 0)
    owed = [
        e
        for e in range((P.t0 // step + 1) * step, P.t1 + 1, step)
        if e >= P.first and as_of >= P.due_of(e, tdays)
    ]
    r["_due"] = bool(owed)
    last = max(owed) if owed else P.t0 + 1
    inside = lambda e: last <= e <= P.t1 and aligned(e, step)
    if any(inside(e) for e in vals):
        data = "reported"
    elif any(o.void and not o.pending and inside(o.end) for o in obs):
        data = "invalid"
    elif not owed:
        data = "not_due"
    elif any(o.pending and not o.void and o.end >= last for o in obs):
        data = "pending"
    else:
        data = "not_reported"
    r["data"] = data
    # ---- other sources
    hist = {}
    for h in t.get("history") or []:
        hist.setdefault(pend(h["period"]), F(h["value"]))
    decl = None
    if t.get("baseline"):
        decl = F(t["baseline"]["value"])

    def known(e):
        """A figure of the past: filings, history, the baseline."""
        if e in vals:
            return vals[e].value
        if e in hist:
            return hist[e]
        if e == P.t0 and decl is not None:
            return decl
        return None

    def last_year(o):
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
            pts.append(Point(e, o.value + total - ly, o, True))
        else:
            pts.append(Point(e, o.value, o))
    if pts:
        j = pts[-1]
        r["value"], r["period"] = j.value, j.obs.ptext
        if j.obs.flag in ("preliminary", "revised"):
            r["flags"].append(j.obs.flag)
        unit = F(1, 10 ** int(t["decimals"]))
        ctx = dict(
            P=P,
            t=t,
            m=m,
            step=step,
            vals=vals,
            hist=hist,
            decl=decl,
            known=known,
            last_year=last_year,
            pts=pts,
            j=j,
            unit=unit,
            r=r,
        )
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


def goal(c):
    P, t, m, pts, j, r, vals, hist = (c[k] for k in "P t m pts j r vals hist".split())
    op, T, v, p = t["op"], F(t["value"]), j.value, j.end
    d = 1 if op[0] == ">" else -1
    inc = t["kind"] == "increment"
    N = P.t1 - P.t0
    is_met = lambda x: met(op, x, T)
    # baseline
    v0, prov = None, False
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
    if keep:
        r["flags"].append("keep")
    # path
    stones = sorted((pend(k), F(x)) for k, x in (t.get("milestones") or {}).items())
    count = is_count(t)

    def path(i, with0=True):
        nodes = ([(P.t0, v0)] if with0 else []) + stones + [(P.t1, T)]
        for (a, x), (b, y) in zip(nodes, nodes[1:]):
            if a <= i <= b:
                z = x + (y - x) * F(i - a, b - a)
                return F(z.numerator // z.denominator) if count else z
        raise ValueError(i)

    def e_of(i):
        if stones:
            if v0 is None or T == v0:
                return None
            return F(path(i) - v0) / (T - v0)
        e = F(i - P.t0, N)
        if inc and count:
            if T <= m["single_step"] and i < P.t1:
                return F(0)
            z = T * e
            e = F(z.numerator // z.denominator) / T
        return e

    e = e_of(p)
    if prov and e is not None:
        eb = e_of(pts[0].end)
        e = F(e - eb) / (1 - eb) if eb != 1 else F(1)
    comp = None
    if v0 is not None and v0 != T and not keep:
        comp = (v - v0) / (T - v0)
    r["gap"], r["completion"], r["expected"] = d * (T - v), comp, e
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
            r["landing"] = {"verdict": landing(c, v0, start, T, op)}
    # status
    if p == P.t1:
        return "achieved" if is_met(v) else "missed"
    if keep:
        return "on_track" if is_met(v) else "off_track"
    if is_met(v):
        return "achieved"
    if v0 is None:
        if earlier_met:
            return "off_track"
        if stones and p >= stones[0][0]:
            w = path(p, False)
            if met(op, v, w):
                return "on_track"
            return "at_risk" if d * (w - v) <= m["path_short"] * abs(w) else "off_track"
        return "not_assessable"
    if prov and p == pts[0].end:
        return "not_assessable"
    if v0 == T:
        return "at_risk" if d * (v - v0) >= 0 else "worsening"
    if inc and count and T <= m["single_step"] and not stones:
        return "on_track" if P.t1 - p > 3 * m["single_step_quarters"] else "at_risk"
    if comp < -m["worsening"] and comp < e:
        return "worsening"
    first_half = F(p - P.t0, N) < m["half_time"]
    K = m["catch_up"]
    cut = m["at_risk"]
    if not first_half:
        den = K - (K - 1) * e
        cut = 1 / den if den else None
    if e != 0:
        q = comp / e
        if abs(q - m["on_track"]) <= m["borderline"] or cut is not None and abs(q - cut) <= m["borderline"]:
            r["flags"].append("borderline")
    if comp >= m["on_track"] * e or e - comp <= m["slack_on"]:
        return "on_track"
    if first_half:
        return "at_risk" if comp >= m["at_risk"] * e or e - comp <= m["slack_risk"] else "off_track"
    if comp <= 0 or e >= 1:
        return "off_track"
    return "at_risk" if (1 - comp) * e <= K * (1 - e) * comp else "off_track"


def landing(c, v0, start, T, op):
    P, t, step, pts, j = (c[k] for k in "P t step pts j".split())
    p, v = j.end, j.value
    h = F(P.t1 - p, step)
    n = F(p - start, step)
    L = v + h * (v - v0) / n
    have = {x.end: x.value for x in pts}
    have[start] = v0
    if n.denominator != 1 or n < 4 or any(start + k * step not in have for k in range(int(n) + 1)):
        return "insufficient"
    n = int(n)
    xs = [have[start + k * step] for k in range(n + 1)]
    inc = [b - a for a, b in zip(xs, xs[1:])]
    mean = sum(inc) / n
    var = sum((x - mean) ** 2 for x in inc) / (n - 1)
    w2 = F(T80.get(n - 1, "1.299")) ** 2 * var * h * (1 + h / n)  # the half-width, squared
    lim = limits_of(t)

    def cmp_edge(sign, x):
        """sign of (L + sign*w) - x, exactly."""
        g = x - L  # compare sign*w with g
        s = sign * w2  # signed square
        q = g * abs(g)
        return (s > q) - (s < q)

    def edge(sign):
        """-> function comparing the clipped edge with T"""
        if lim[0] is not None and cmp_edge(sign, lim[0]) < 0:
            return (lim[0] > T) - (lim[0] < T)
        if lim[1] is not None and cmp_edge(sign, lim[1]) > 0:
            return (lim[1] > T) - (lim[1] < T)
        return cmp_edge(sign, T)

    lo, hi = edge(-1), edge(1)
    ok = {">=": lo >= 0, ">": lo > 0, "<=": hi <= 0, "<": hi < 0}[op]
    if ok:
        return "on_course"
    return "uncertain" if lo <= 0 <= hi else "short"


def sign_arrow(ch, unit):
    return "→" if abs(ch) <= unit else "↑" if ch > 0 else "↓"


def annual_arrow(c):
    j, P = c["j"], c["P"]
    if j.end < P.t1:
        b = c["last_year"](j.obs)
        if b is not None:
            c["r"]["arrow"] = sign_arrow(j.obs.value - b, c["unit"])


def growth(c):
    P, t, m, pts, j, r = (c[k] for k in "P t m pts j r".split())
    g, op = F(t["value"]), t["op"]
    annual_arrow(c)
    by = {x.end: x.value for x in pts}
    yend = (j.end + 11) // 12 * 12
    before = list(range(P.t0 + 12, yend, 12))
    if any(e not in by for e in before):
        return "not_assessable"
    r["gap"] = g - j.value
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


def trend(c):
    P, t, j, r, vals, hist, unit = (c[k] for k in "P t j r vals hist unit".split())
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
    steps = []
    for e in sorted(year)[1:]:
        if year[e] is not None and year[e - 12] is not None:
            steps.append((e, year[e] - year[e - 12]))
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
    full, rest = [x for x in steps if x[0] % 12 == 0], [x for x in steps if x[0] % 12]
    w = int(c["m"]["trend_window"])
    s = [d * x for _, x in full[max(len(full) - w, 0) :] + rest]
    if not s:
        return "not_assessable"
    adverse = [x for x in s if x < -unit]
    if not adverse and s[-1] > unit:
        out = "on_track"
    elif len(adverse) >= 2 or s[-1] < -unit and sum(s) < -unit:
        out = "off_track"
    else:
        out = "at_risk"
    if j.end == P.t1:
        return "achieved" if out == "on_track" else "missed"
    return out


def record(c):
    P, t, j, r, vals, hist = (c[k] for k in "P t j r vals hist".split())
    annual_arrow(c)
    size = 12 if t["measure"] == "flow_ytd" else c["step"]
    best = [o.value for e, o in vals.items() if e <= P.t0 and aligned(e, size)]
    best += [x for e, x in hist.items() if e <= P.t0 and aligned(e, size)]
    if c["decl"] is not None and aligned(P.t0, size):
        best.append(c["decl"])
    if not best:
        return "not_assessable"
    b = max(best)
    lim = limits_of(t)
    ok = j.value > b or j.value == b == lim[1]
    if j.end == P.t1:
        return "achieved" if ok else "missed"
    return "achieved" if ok else "off_track"


def actions(P, d, filings, as_of):
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
                enough = bool(got) and met(q["op"], F(got), F(q["value"]))
            states = []
            for u, (x, f) in rep.items():
                s = x["state"]
                if s == "done" and not (x.get("evidence") and enough):
                    s = "in_progress"
                states.append(s)
            state = min(states, key=rank.get) if states else None
            if truth(a.get("standing")):
                st = None
            elif state == "done":
                st = "achieved"
            elif due and as_of > due and as_of >= first_due:
                st = "overdue"
            elif state == "suspended":
                st = "off_track"
            elif state == "in_progress" and due:
                st = "at_risk" if (due - as_of).days <= P.m["near_days"] else "on_track"
            else:
                st = "not_assessable"
            out.append({"id": a["id"], "status": st})
    return out


def run(data_dir, as_of_iso):
    d = Path(data_dir)
    as_of = day(as_of_iso)
    P = Plan(d)
    filings = read_filings(d, as_of)
    per = observations(filings, P.targets)
    res = [assess(P, t, per[t["id"]], as_of) for t in P.targets]
    due = [x for x in res if x["_due"]]
    ass = [x for x in due if x["status"] != "not_assessable"]
    binding = {t["id"] for t in P.targets if truth(t.get("binding"))}
    n = len(ass)
    red = sum(x["status"] in RED for x in ass)
    yel = sum(x["status"] in YELLOW for x in ass)
    if any(x["id"] in binding and x["status"] in RED for x in res):
        colour = "red"
    elif not due or n < P.m["coverage"] * len(due):
        colour = "grey"
    elif n and red >= P.m["share"] * n:
        colour = "red"
    elif n and (red or yel >= P.m["share"] * n):
        colour = "yellow"
    else:
        colour = "green"
    for x in res:
        del x["_due"]
    return {
        "targets": res,
        "actions": actions(P, d, filings, as_of),
        "counts": dict(Counter(x["status"] for x in res)),
        "data_counts": dict(Counter(x["data"] for x in res)),
        "coverage": {"assessable": n, "due": len(due), "total": len(res)},
        "colour": colour,
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
