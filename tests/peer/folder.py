"""The plan's files: targets with all that they take over from others, and their goals as of a day."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction as F
from pathlib import Path
from typing import Any

import yaml

from tests.peer.clock import STEP, Calendar, day

LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
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
OWN = """id name of kind direction over op value change between keep start end baseline milestones
provisional_baseline added withdrawn revised clause binding tasks method note""".split()
NULL = ("", "null", "~", "Null", "NULL")


def load(p: Path) -> Any:
    found: dict[str, Any] | None = yaml.load(Path(p).read_text("utf-8"), Loader=LOADER)
    return found


def truth(x: str | None) -> bool:
    return x in ("true", "True", "TRUE")


@dataclass(frozen=True)
class Unit:
    id: str
    begins: date | None = None
    until: date | None = None
    successor: str | None = None


@dataclass(frozen=True)
class Target:
    """One target; months are the plan's."""

    id: str
    indicator: str
    kind: str
    t0: int
    t1: int
    measure: str
    uom: str
    step: int
    often: Any
    """Years from one value to the next, or the months with which the years named end; None: as `step` says."""
    from0: int
    """The indicator's own T0, from which frequencies in years count."""
    decimals: int
    reporters: tuple[str, ...]
    group: str
    tasks: tuple[str, ...]
    method: str
    due_days: int = 0
    op: str = ""
    value: F | None = None
    change: tuple[str, F] | None = None
    between: tuple[F, F] | None = None
    direction: str = ""
    over: str = "year"
    keep: bool = False
    prov: bool = False
    binding: bool = False
    decl: F | None = None
    stones: tuple[tuple[int, F], ...] = ()
    history: dict[int, F] = field(default_factory=dict)
    limits: tuple[F | None, F | None] = (None, None)
    """The least and the greatest value that can be true."""
    stated: tuple[F | None, F | None] = (None, None)
    added: date | None = None
    withdrawn: date | None = None
    why: str = ""
    revised: tuple[dict[str, Any], ...] = ()
    sum: tuple[str, ...] = ()
    ratio: tuple[str, ...] = ()
    times: F = F(1)

    @property
    def parts(s) -> tuple[str, ...]:
        return s.sum or s.ratio

    @property
    def unit(s) -> F:
        """One reporting unit."""
        return F(1, 10**s.decimals)

    @property
    def count(s) -> bool:
        return s.decimals == 0 and s.measure != "rate"


class Plan:
    def __init__(s, d: Path) -> None:
        tree = load(d / "targets.yaml")
        p = tree["plan"]
        year = p.get("year") or {}
        s.calendar = Calendar(int(year.get("starts", 1)), year.get("named", "start"))
        s.t0, s.t1 = (s.calendar.month(day(p[k])) for k in ("start", "end"))
        f = p["filing"]
        s.every, s.due_days = STEP[f["every"]], int(f["due_days"])
        s.first = s.calendar.end(f["from"]) if f.get("from") else (s.t0 // s.every + 1) * s.every
        s.due_ex = {s.calendar.end(k): day(v) for k, v in (f.get("due") or {}).items()}
        mm = p.get("method") or {}
        s.m = {k: F(mm.get(k) or v) for k, v in METHOD.items()}
        s.prov, s.method = truth(mm.get("provisional_baseline")), mm.get("name") or "default"
        s.units = {u["id"]: unit(u) for u in load(d / "units.yaml")["units"]}
        entries = {t["id"]: t for t in tree.get("targets") or []}
        s.targets = [target(s, entries, t) for t in entries.values()]
        s.of = {t.id: t for t in s.targets}

    def filing_due(s, i: int) -> date:
        return s.due_ex.get(i) or s.calendar.last(i) + timedelta(days=s.due_days)

    def filing_of(s, i: int, tdays: int) -> int:
        """The filing, by its last month, that a target's period that ends with month i is due with."""
        want = s.calendar.last(i) + timedelta(days=tdays)
        k = -(-max(i, s.first) // s.every) * s.every  # a filing cannot hold a period that ends after its own
        while s.filing_due(k) < want:
            k += s.every
        return k


def unit(u: dict[str, Any]) -> Unit:
    begins, until = (day(u[key]) if u.get(key) else None for key in ("from", "until"))
    return Unit(u["id"], begins, until, u.get("successor"))


def target(P: Plan, entries: dict[str, Any], own: dict[str, Any]) -> Target:
    """A target with what it takes over."""
    other = entries[own["of"]] if own.get("of") else {}
    t = {k: v for k, v in other.items() if k not in OWN}
    t |= {k: other[k] for k in ("kind", "direction", "over") if k in other} | own
    cal = P.calendar
    kind, t0 = t.get("kind") or "level", cal.month(day(t["start"])) if t.get("start") else P.t0
    base = other or own
    from0 = cal.month(day(base["start"])) if base.get("start") else P.t0
    step, often = frequency(P, t["frequency"])
    history: dict[int, F] = {}
    for h in t.get("history") or []:
        history.setdefault(cal.end(h["period"]), F(h["value"]))
    decl = F(t["baseline"]["value"]) if t.get("baseline") else None
    if other.get("baseline") and decl is None and from0 == t0:
        decl = F(other["baseline"]["value"])
    elif other.get("baseline") and from0 != t0:
        history.setdefault(from0, F(other["baseline"]["value"]))
    beside = [x for x in entries.values() if base["id"] in (x["id"], x.get("of"))]
    computed = t.get("computed") or {}
    prov, judged_by = t.get("provisional_baseline"), method(P, t, kind)
    return Target(
        id=t["id"],
        indicator=base["id"],
        kind=kind,
        t0=t0,
        t1=cal.month(day(t["end"])) if t.get("end") else P.t1,
        measure=t["measure"],
        uom=t["uom"],
        step=step,
        often=often,
        from0=from0,
        decimals=int(t["decimals"]),
        reporters=tuple(t.get("reporters") or ()),
        group=t["group"],
        tasks=tuple(t.get("tasks") or ()),
        method=judged_by,
        due_days=int(t.get("due_days") or 0),
        op=t.get("op") or "",
        direction=t.get("direction") or "",
        over=t.get("over") or "year",
        keep=truth(t.get("keep")) and judged_by != "statcan",
        prov=P.prov if prov is None else truth(prov),
        binding=truth(t.get("binding")),
        decl=decl,
        history=history,
        limits=limits(base, beside),
        stated=stated(base) or (None, None),
        added=day(t["added"]) if t.get("added") else None,
        withdrawn=day(t["withdrawn"]["on"]) if t.get("withdrawn") else None,
        why=t["withdrawn"]["reason"] if t.get("withdrawn") else "",
        revised=tuple(t.get("revised") or ()),
        sum=tuple(computed.get("sum") or ()),
        ratio=tuple(computed.get("ratio") or ()),
        times=F(computed.get("times") or 1),
        **goal(P, t),
    )


def frequency(P: Plan, x: Any) -> tuple[int, Any]:
    if isinstance(x, str):
        return STEP[x], None
    return 12, int(x["years"]) if "years" in x else tuple(P.calendar.end(y) for y in x["in"])


def method(P: Plan, t: dict[str, Any], kind: str) -> str:
    """Whose method judges it: published ones judge levels, statcan's trends as well."""
    name = t.get("method") or P.method
    return name if kind in {"statcan": ("level", "trend"), "dns": ("level",)}.get(name, ()) else "default"


def goal(P: Plan, t: dict[str, Any]) -> dict[str, Any]:
    """What an entry, or a revision of it, says of the goal: its keys that are there."""
    found: dict[str, Any] = {}
    if any(t.get(k) for k in ("value", "change", "between")):  # they replace one another
        ((name, by),) = (t.get("change") or {"": "0"}).items()
        found["value"] = F(t["value"]) if t.get("value") else None
        found["change"] = (name, F(by)) if name else None
        low, high = t.get("between") or ("0", "0")
        found["between"] = (F(low), F(high)) if t.get("between") else None
    if t.get("milestones"):
        found["stones"] = tuple(sorted((P.calendar.end(k), F(x)) for k, x in t["milestones"].items()))
    return found


def in_force(P: Plan, t: Target, as_of: date) -> Target:
    """The target with the goal that is in force on the day."""
    for x in t.revised:
        if day(x["on"]) > as_of:
            break
        found = goal(P, x)
        if x.get("op"):
            found["op"] = x["op"]
        if x.get("end"):
            found["t1"] = P.calendar.month(day(x["end"]))
        t = replace(t, **found)
        t = replace(t, stones=tuple((i, v) for i, v in t.stones if i < t.t1))
    return t


def figures(t: dict[str, Any]) -> list[F]:
    """Every figure of the plan itself on a target: goals, baseline, history, milestones, revisions."""
    found = []
    for x in (t, *(t.get("revised") or [])):
        found += [x["value"]] if x.get("value") else []
        found += [*(x.get("between") or ()), *(x.get("milestones") or {}).values()]
    found += [t["baseline"]["value"]] if t.get("baseline") else []
    found += [h["value"] for h in t.get("history") or []]
    return [F(x) for x in found]


def stated(t: dict[str, Any]) -> tuple[Any, Any] | None:
    lim = t.get("limits")
    if lim is None:
        return None
    low, high = lim if isinstance(lim, list) else ("", "")
    return (None if low in NULL else F(low)), (None if high in NULL else F(high))


def limits(t: dict[str, Any], beside: list[dict[str, Any]]) -> tuple[Any, Any]:
    """Stated, else natural: a side beyond which a figure of the plan lies has none."""
    own = stated(t)
    if own is not None:
        return own
    kind = t.get("kind") or "level"
    if kind == "growth" or (kind in ("trend", "watch") and t["measure"] == "rate"):
        return None, None
    shown = [x for one in beside for x in figures(one)]
    low = None if any(x < 0 for x in shown) else F(0)
    whole = t["uom"] == "%" and kind in ("level", "range", "record")
    return low, F(100) if whole and not any(x > 100 for x in shown) else None
