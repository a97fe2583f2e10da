"""Core: a case, its goal, and the figures that follow from value, baseline and goal."""

from dataclasses import dataclass, field
from fractions import Fraction as F
from typing import Any

from tests.peer.folder import Plan, Target
from tests.peer.series import Point, Series

NULLS = """last_status value period gap completion expected lead attainment pace_ratio required_pace catch_up
landing baseline basis target op between filed revised_from""".split()


def met(op: str, v: F, T: F) -> bool:
    return {">=": v >= T, ">": v > T, "<=": v <= T, "<": v < T}[op]


@dataclass
class Case:
    """One target on one day, with the value that is judged."""

    P: Plan
    t: Target
    s: Series
    pts: list[Point]
    r: dict[str, Any]
    v0: F | None = None
    prov: bool = False
    T: F | None = None
    flags: set[str] = field(default_factory=set)

    @property
    def j(s) -> Point:
        return s.pts[-1]

    @property
    def m(s) -> dict[str, F]:
        return s.P.m

    @property
    def final(s) -> bool:
        return s.j.end == s.t.t1

    @property
    def d(s) -> int:
        return 1 if s.t.op[0] == ">" else -1

    def is_met(s, x: F) -> bool:
        if s.t.between:
            return s.t.between[0] <= x <= s.t.between[1]
        return s.T is not None and met(s.t.op, x, s.T)

    def by(s, basis: str, status: str) -> str:
        s.r["basis"] = basis
        return status

    def deadline(s) -> str:
        return s.by("deadline", "achieved" if s.is_met(s.j.value) else "missed")

    def baseline(s) -> None:
        """v0: what is known at T0, else where that is allowed the first value."""
        s.v0, t = s.s.start, s.t
        s.T = goal(t, s.v0)
        allowed = t.prov and not t.keep and t.change is None and t.method != "dns"
        if s.v0 is None and allowed and not s.is_met(s.pts[0].value):
            s.v0, s.prov = s.pts[0].value, True
            s.r["baseline"] = s.v0
            s.flags.add("provisional_baseline")

    @property
    def keep(s) -> bool:
        """Rule 0."""
        return s.t.keep or (s.v0 is not None and not s.prov and s.is_met(s.v0))

    @property
    def lost(s) -> bool:
        return s.met_before and not s.is_met(s.j.value)

    @property
    def met_before(s) -> bool:
        return any(s.is_met(x.value) for x in s.pts[:-1])


def goal(t: Target, v0: F | None) -> F | None:
    """T, in figures; of a change relative to the baseline none where there is no baseline to reckon from."""
    if t.change is None:
        return t.value
    name, x = t.change
    if v0 is None or (name in ("percent", "times") and v0 <= 0):
        return None
    return {"percent": v0 * (1 + x / 100), "times": v0 * x}.get(name, v0 + x)


def pace(c: Case, comp: F, e: F, *, running: bool) -> None:
    """What completion and expected completion say together."""
    c.r["lead"] = comp - e
    c.r["pace_ratio"] = comp / e if e else None
    if running and comp > 0 and 0 < e < 1:
        c.r["catch_up"] = (1 - comp) * e / ((1 - e) * comp)


def judge(c: Case, comp: F, e: F, share: F) -> str:
    """Rules 4 to 7; *share* is how much of the time is over."""
    m = c.m
    if comp < -m["worsening"] and comp < e:
        return c.by("rule4", "worsening")
    first_half = share < m["half_time"]
    if borderline(m, comp, e, first_half=first_half):
        c.flags.add("borderline")
    if comp >= m["on_track"] * e or e - comp <= m["slack_on"]:
        c.r["ahead"] = comp >= m["ahead"] * e and comp - e > m["slack_on"]
        return c.by("rule5", "on_track")
    if first_half:
        near = comp >= m["at_risk"] * e or e - comp <= m["slack_risk"]
        return c.by("rule6", "at_risk" if near else "off_track")
    if comp <= 0 or e >= 1:
        return c.by("rule7", "off_track")
    return c.by("rule7", "at_risk" if (1 - comp) * e <= m["catch_up"] * (1 - e) * comp else "off_track")


def borderline(m: dict[str, F], comp: F, e: F, *, first_half: bool) -> bool:
    if e == 0:
        return False
    cuts = [m["on_track"]]
    if first_half:
        cuts.append(m["at_risk"])
    elif den := m["catch_up"] - (m["catch_up"] - 1) * e:
        cuts.append(1 / den)
    return any(abs(comp / e - cut) <= m["borderline"] for cut in cuts)
