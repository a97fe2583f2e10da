"""Random targets: kinds, goals, baselines, history, paths."""

from decimal import Decimal
from decimal import Decimal as D

from tests.peer.changing import extras, judged_by
from tests.peer.draft import NAMES, Draft, Drawn, Limits

UNIT = {"stock": "亿元", "flow_ytd": "亿元", "since_plan": "个"}


def target(d: Draft, n: int) -> Drawn:
    """One with reporters of its own."""
    t = shape(d)
    t.entry = {"id": f"t-{n}", "name": {"zh": f"指标{n}", "en": f"T{n}"}, "group": d.R.choice(["g1", "g2"])}
    t.entry |= {"kind": t.kind} if t.kind != "level" or d.maybe(0.8) else {}
    own_time(d, t)
    aim(d, t)
    t.entry |= {
        "uom": d.R.choice(["%", "%", "指数"]) if t.measure == "rate" else UNIT[t.measure],
        "measure": t.measure,
        "frequency": NAMES[t.step],
        "decimals": -int(t.q.as_tuple().exponent),
        "reporters": t.reporters,
        "tasks": [d.R.choice([1, 2])],
    }
    t.full = t.full and t.entry["uom"] == "%"
    often(d, t)
    if d.maybe(0.35):
        t.due_days = d.R.choice([5, 15, 20, 25, 30, 40, 60, 100, 200, 330, *3 * [d.due_days], d.due_days + 1])
        t.entry["due_days"] = t.due_days
    limits(d, t)
    judged_by(d, t)
    baseline(d, t)
    stones(d, t)
    extras(d, t)
    return t


def shape(d: Draft) -> Drawn:
    R = d.R
    kinds = ["level"] * 5 + ["increment"] * 3 + ["record"] * 2
    kinds += (["growth"] * (2 + d.more) + ["trend"] * 2) * d.yearly + (["range"] * 3 + ["watch"] * 2) * d.more
    kind = R.choice(kinds)
    flow = ["flow_ytd"] if d.yearly else []
    measure = {
        "level": R.choice(["stock", "stock", "rate", "since_plan", *flow * 2]),
        "growth": "rate",
        "increment": "since_plan",
    }.get(kind) or R.choice(["stock", "rate", *flow])
    dec = R.choice([1, 1, 2] if kind == "growth" else [0, 0, 1, 2])
    step = R.choice([s for s in (12, 6, 3, 1) if s >= d.every])
    able = [u for u in d.units if u[-1] in "abcd"]
    names = R.sample([*d.units] if d.also(0.3) else able, R.choice([1, 1, 2, 3]))
    return Drawn({}, kind, measure, d.t0, d.t1, step, D(1).scaleb(-dec), D(0), D(0), reporters=names)


def own_time(d: Draft, t: Drawn) -> None:
    """A start and an end of its own; ends at which no period of its frequency ends are no plan's."""
    if not d.yearly or not d.also(0.35):
        return
    whole = t.measure == "flow_ytd" or t.kind in ("growth", "trend") or "name" in d.plan.get("method", {})
    grid = 12 if whole else t.step
    last = d.t1 - d.R.choice([0, 0, 12, grid]) // grid * grid
    first = d.t0 + d.R.choice([-36, -24, -24, -12, 0, 12, grid])
    if last > d.t0 and first < last:
        t.t0, t.t1 = first, last
    t.entry |= {"start": d.cal.last(t.t0)} if t.t0 != d.t0 else {}
    t.entry |= {"end": d.cal.last(t.t1)} if t.t1 != d.t1 else {}


def often(d: Draft, t: Drawn) -> None:
    if t.kind == "growth" or t.t0 % 12 or t.t1 % 12 or t.step < 12 or not d.also(0.5):
        return
    t.often = True
    years = list(range(t.t0 + 12, t.t1, 12))
    if d.maybe(0.5):
        t.entry["frequency"] = {"years": d.R.choice([2, 2, 3])}
    else:
        named = [*sorted(d.R.sample(years, len(years) // 2)), t.t1]
        t.entry["frequency"] = {"in": [d.cal.name(e, 12) for e in named]}


def aim(d: Draft, t: Drawn) -> None:
    """The goal, and a start to reckon values from."""
    R = d.R
    t.v0 = t.r(R.uniform(20, 60))
    if t.kind in ("level", "range"):
        level(d, t)
    if t.kind == "range":
        between(d, t)
    elif t.kind == "increment":
        t.v0, t.T = D(0), t.r(R.choice([1, 2, 3, 5, 6, 10, 12, 20, 36, 50, 120]))
        t.entry |= {"op": R.choice([">=", ">=", ">"]), "value": t.T}
    elif t.kind == "growth":
        growth(d, t)
    elif t.kind == "trend":
        t.entry["direction"] = R.choice(["up", "down"])
        t.up = t.entry["direction"] == "up"


def level(d: Draft, t: Drawn) -> None:
    R, since = d.R, t.measure == "since_plan"
    t.up = d.maybe(0.65) or since
    if since:
        t.v0 = D(0)
    elif t.measure == "stock" and d.maybe(0.12):
        t.v0 = t.r(R.uniform(-30, 2))  # a balance, which may be negative
    elif t.measure == "rate" and t.up and d.maybe(0.3):
        t.full, t.v0 = True, t.r(R.uniform(90, 96))
    x = R.random()
    if since:
        t.T = t.r(R.uniform(6, 60))
    elif x < 0.17:  # keep, or the strict target on its line; already met
        t.T = t.v0 if x < 0.1 else t.r(t.v0 - (5 if t.up else -5))
    elif t.full:
        t.T = t.r(t.v0 + 4)
    else:
        t.T = t.r(t.v0 + (R.choice([8, 10, 20, 30]) if t.up else -R.choice([5, 8, 10, 16])))
    if t.kind == "level":
        t.entry |= {"op": R.choice([">=", ">=", ">"] if t.up else ["<=", "<"]), "value": t.T}


def between(d: Draft, t: Drawn) -> None:
    """Bounds on the way from v0 to T, or about v0."""
    width = t.r(d.R.choice([0, 2, 5, 10]))
    low = t.T if t.up else t.r(t.T - width)
    if d.maybe(0.25):
        low = t.r(t.v0 - width / 2)
    t.entry["between"] = [low, t.r(low + width)]


def growth(d: Draft, t: Drawn) -> None:
    R = d.R
    t.T = t.r(R.choice([5, 6, 8, 10]))
    t.entry["op"] = R.choice([">=", ">"])
    if d.also(0.7):
        t.entry["over"] = R.choice(["average", "total"])
        t.entry["op"] = R.choice([">=", ">", "<=", "<"])
        t.T = t.r(R.choice([-12, -5, -3, 0, 3, 6, 8, 20]))
    t.entry["value"] = t.T


def limits(d: Draft, t: Drawn) -> None:
    if t.entry["uom"] == "%" and t.kind in ("level", "record", "range"):
        t.lim = (0, 100)
    if t.kind not in ("level", "record") or not d.maybe(0.2):
        return
    lim: Limits = d.R.choice([None, (0, 100), (0, 80)])
    if lim is not None and not all(lim[0] <= x <= lim[1] for x in (t.T, t.v0)):
        lim = (-50, 200)
    if lim is not None and t.measure == "flow_ytd":
        lim = (0, 200)
    t.lim, t.entry["limits"] = lim, lim and list(lim)


def baseline(d: Draft, t: Drawn) -> None:
    R = d.R
    if t.kind == "increment" or t.measure == "since_plan":
        return
    found: dict[int, Decimal] = {}
    if t.kind not in ("growth", "watch"):
        t.source = R.choice(["decl", "decl", "obs", "hist", "none", "none"])
    if t.source == "decl":
        t.entry["baseline"] = {"period": d.any_name(t.t0), "value": t.v0, "source": "公报"}
    elif t.source == "hist":
        found[t.t0] = t.v0
    history(d, t, found)
    if found:
        t.entry["history"] = [
            {
                "period": d.any_name(e) if e == t.t0 else d.name(e, t.step),
                "value": t.kept(x),
                "source": "公报",
            }
            for e, x in sorted(found.items())
        ]


def history(d: Draft, t: Drawn, found: dict[int, Decimal]) -> None:
    """Values before T0; some within the plan, and some of the years between T0 and the plan's start."""
    if t.kind != "growth" and (t.measure == "flow_ytd" or d.maybe(0.45)):
        for e in range(t.t0 - 12, t.t0):
            if e % t.step == 0 and d.maybe(0.6):
                found[e] = past(d, t, e)
    if d.maybe(0.3) and (t.t0 - 12) % t.step == 0 and t.kind != "growth":
        found.setdefault(t.t0 - 12, past(d, t, t.t0 - 12))
    published = "method" in t.entry
    if (published or d.also(0.5)) and t.t0 % 12 == 0:  # what that asks for, and years before the plan
        back = range(t.t0 - 60, max(t.t0, d.t0) + 1, 12)
        found.update(
            {
                e: past(d, t, e)
                for e in back
                if e not in (t.t0, *found) and d.maybe(0.97 if published else 0.85)
            }
        )
    if d.maybe(0.2) and t.t0 + t.step < t.t1 and t.kind != "growth":
        e = (t.t0 // t.step + 1) * t.step
        found.setdefault(e, t.r(t.v0 + 1))
    if t.lim and t.kind == "record" and d.maybe(0.3) and t.t0 % 12 == 0:
        found[t.t0 - 24] = t.r(t.lim[1])


def past(d: Draft, t: Drawn, e: int) -> Decimal:
    if t.kind == "growth":
        return t.r(t.T + d.R.choice([-2, -1, 0, 1, 2]))
    drift = D(d.R.choice([-2, -1, 0, 1, 2])) + (D(t.t0 - e) / 8 * (-1 if t.up else 1) if d.more else 0)
    x = t.v0 + drift
    if t.v0 > 0:
        x = max(x, t.q)
    return t.r(x * (e % 12 or 12) / 12 if t.measure == "flow_ytd" else x)


def stones(d: Draft, t: Drawn) -> None:
    if t.kind not in ("level", "increment"):
        return
    R, found = d.R, {}
    bare = t.kind == "level" and t.source == "none"
    soon = bare and d.maybe(0.3)
    if soon:  # all of the way early: e_b = 1
        found[t.t0 + R.randint(1, 4)] = t.T
    elif d.maybe(0.35):
        grid = R.choice([3, 6, 12])
        able = [e for e in range(t.t0 + 1, t.t1) if e % grid == 0]
        if bare or d.maybe(0.7):
            able = [e for e in able if e % 12 == 0] or able
        for e in sorted(R.sample(able, min(len(able), R.randint(1, 2)))):
            way = D(e - t.t0) / (t.t1 - t.t0) + D(R.choice(["-0.15", "-0.05", "0", "0.05", "0.1"]))
            x = t.r(t.v0 + (t.T - t.v0) * way)
            found[e] = t.kept(max(x, D(0)) if t.measure == "since_plan" else x)
    if found:
        t.entry["milestones"] = {d.any_name(e): x for e, x in found.items()}
    if bare and d.maybe(0.8 if soon else 0.3):
        t.entry["provisional_baseline"] = R.choice(["true", "true", "false"])
