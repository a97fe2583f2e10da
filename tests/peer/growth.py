"""growth: every year, on average, in total."""

from fractions import Fraction as F

from tests.peer.core import Case, judge, met, pace
from tests.peer.outlook import annual_arrow


def growth(c: Case) -> str | None:
    g = c.t.value
    assert g is not None
    c.T = g
    return every_year(c, g) if c.t.over == "year" else whole(c, g)


def every_year(c: Case, g: F) -> str:
    j = c.j
    annual_arrow(c)
    closed = [c.s.closed(e) for e in range(c.t.t0 + 12, (j.end + 11) // 12 * 12, 12)]
    if any(x is None for x in closed):
        return c.by("growth", "not_assessable")
    c.r["gap"] = g - j.value
    rates = [x for x in closed if x is not None]
    run = None if j.end % 12 == 0 else j.value
    if run is None:
        rates.append(j.value)
    fine = all(met(c.t.op, x, g) for x in rates)
    if c.final:
        return c.by("growth", "achieved" if fine else "missed")
    if fine and (run is None or run >= c.m["on_track"] * g):
        return c.by("growth", "on_track")
    rates += [run] if run is not None else []
    return c.by("growth", "at_risk" if min(rates) >= c.m["at_risk"] * g else "off_track")


def whole(c: Case, g: F) -> str | None:
    """年均, 累计: what the closed years came to together; None where no year is closed."""
    c.pts = [x for x in c.pts if x.end % 12 == 0]
    if not c.pts:
        return None
    annual_arrow(c)
    closed = [c.s.closed(e) for e in range(c.t.t0 + 12, c.j.end + 1, 12)]
    if any(x is None for x in closed):
        c.r["arrow"] = "•"
        return c.by("growth", "not_assessable")
    op, k, N = c.t.op, len(closed), (c.t.t1 - c.t.t0) // 12
    P = F(1)
    for x in closed:
        assert x is not None
        P *= 1 + x / 100
    average = c.t.over == "average"
    step = 1 + g / 100
    G, so_far = (step**N, step**k) if average else (step, step)
    c.r["gap"] = c.d * (G - P) * 100
    fine, held = met(op, P, G), met(op, F(1), G) or G == 1
    if not held:
        comp = (P - 1) / (G - 1)
        e = (so_far - 1) / (G - 1) if average else F(k, N)
        c.r["completion"], c.r["expected"] = comp, e
        pace(c, comp, e, running=not fine and not c.final)
    if c.final:
        return c.by("deadline", "achieved" if fine else "missed")
    if held:
        return c.by("growth", "on_track" if met(op, P, so_far) else "off_track")
    return c.by("rule1", "achieved") if fine else judge(c, comp, e, F(k, N))
