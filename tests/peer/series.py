"""Comparable values, the figures of the past, the baseline."""

from dataclasses import dataclass
from fractions import Fraction as F

from tests.peer.entries import Obs
from tests.peer.folder import Target
from tests.peer.owing import World


@dataclass(frozen=True)
class Point:
    """A comparable value."""

    end: int
    value: F
    obs: Obs
    ttm: bool = False


class Series:
    """What is known of one target."""

    def __init__(s, W: World, t: Target) -> None:
        s.t, s.hist, s.decl = t, t.history, t.decl
        s.old = max(t.t0, W.P.t0)
        """The last month for which history is more than a chart's and a TTM's."""
        parts = [Series(W, W.targets[x]) for x in t.parts]
        s.vals = together(t, parts) if parts else W.vals[t.indicator]
        if parts:
            s.hist = s.hist | of_old(s, parts)
        s.of_parts: F | None = None
        """What the parts' values at T0 come to."""
        s.start = s.at_start(parts)
        s.points = [x for e in sorted(s.vals) if t.t0 < e <= t.t1 and (x := s.comparable(e))]

    def at_start(s, parts: "list[Series]") -> F | None:
        """The baseline v0, no provisional one."""
        t = s.t
        if t.measure == "since_plan":
            return F(0)
        found = [y for x in parts if (y := x.first_of(t.t0)) is not None]
        s.of_parts = combine(t, found) if parts and len(found) == len(parts) else None
        return s.first_of(t.t0) if s.decl is not None or not parts else s.of_parts

    def first_of(s, e: int) -> F | None:
        """Declared, filed, history."""
        if s.decl is not None and e == s.t.t0:
            return s.decl
        if e in s.vals:
            return s.vals[e].value
        return s.hist.get(e)

    def known(s, e: int) -> F | None:
        """A figure of the past: filings, history, the baseline."""
        if e in s.vals:
            return s.vals[e].value
        if e in s.hist:
            return s.hist[e]
        return (s.of_parts if s.decl is None else s.decl) if e == s.t.t0 else None

    def closed(s, e: int) -> F | None:
        """A full year's value: T0's, filed, or history for a period not after the plan's start."""
        if e == s.t.t0:
            return s.start
        if e in s.vals:
            return s.vals[e].value
        return s.hist.get(e) if e <= s.old else None

    def last_year(s, o: Obs) -> F | None:
        return o.last_year if o.last_year is not None else s.known(o.end - 12)

    def comparable(s, e: int) -> Point | None:
        o = s.vals.get(e)
        if o is None or o.value is None or e % s.t.step:
            return None
        if s.t.measure != "flow_ytd" or e % 12 == 0 or s.t.parts or s.t.kind == "watch":
            return Point(e, o.value, o)
        total, before = s.known((e - 1) // 12 * 12), s.last_year(o)
        if total is None or before is None:
            return None
        return Point(e, o.value + total - before, o, ttm=True)


def combine(t: Target, xs: list[F]) -> F | None:
    if t.sum:
        return sum(xs, F(0))
    return t.times * xs[0] / xs[1] if xs[1] else None


def together(t: Target, parts: list[Series]) -> dict[int, Obs]:
    """The values of a computed target: there where every part's is."""
    found: dict[int, Obs] = {}
    flows = sum(x.t.measure == "flow_ytd" for x in parts)
    for e in sorted(set.intersection(*(set(x.vals) for x in parts))):
        if t.sum:
            values = [p.value if (p := as_part(x, e)) else None for x in parts]
        else:
            values = [None if flows == 1 and e % 12 else x.vals[e].value for x in parts]
        have = [x for x in values if x is not None]
        whole = combine(t, have) if len(have) == len(parts) else None
        if whole is not None:
            flags = {x.vals[e].flag for x in parts}
            flag = next((flag for flag in ("preliminary", "revised") if flag in flags), "final")
            explained = any(x.vals[e].explained for x in parts)
            found[e] = Obs(e, whole, flag=flag, explained=explained)
    return found


def of_old(s: Series, parts: list[Series]) -> dict[int, F]:
    """What the parts' figures of the past, filed or history, come to together."""
    found = {}
    for e in set.intersection(*({*x.vals, *x.hist} for x in parts)):
        xs = [y for x in parts if (y := x.known(e)) is not None]
        flows = sum(x.t.measure == "flow_ytd" for x in parts)
        both = not flows or (s.t.ratio and flows == 2)
        whole = combine(s.t, xs) if e not in s.vals and (both or e % 12 == 0) else None
        if whole is not None:
            found[e] = whole
    return found


def as_part(x: Series, e: int) -> Point | None:
    """A part's comparable value; of what is watched, too."""
    if x.t.measure != "flow_ytd" or e % 12 == 0 or x.t.kind != "watch":
        return x.comparable(e)
    o, total = x.vals[e], x.known((e - 1) // 12 * 12)
    before = x.last_year(o)
    if total is None or before is None or o.value is None or e % x.t.step:
        return None
    return Point(e, o.value + total - before, o, ttm=True)
