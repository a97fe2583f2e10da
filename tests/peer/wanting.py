"""Figures that are wanted: what nobody owes, yet without which there is no verdict."""

from collections.abc import Iterator
from typing import Any

from tests.peer.entries import answerers
from tests.peer.folder import Target
from tests.peer.others import best_known
from tests.peer.owing import World, own, promised
from tests.peer.series import Series


def wanted(W: World, t: Target) -> list[tuple[str, str, int, str]]:
    """For whom, the indicator, the month with which the period ends, who is asked for it."""
    s, found = Series(W, t), dict[tuple[str, int], tuple[str, str, int, str]]()
    asked = [(x, t.t0) for x in parts_lacking(W, t, s)] if t.parts else [(t, e) for e in lacking(W, t, s)]
    for x, e in asked:
        who = next(iter(answerers(W.P, x.reporters, W.as_of)), None)
        if who and W.P.calendar.last(e) <= W.as_of and e not in owed_by_anyone(W, x):
            found.setdefault((x.indicator, e), (t.id, x.indicator, e, who))
    return sorted(found.values())


def owed_by_anyone(W: World, t: Target) -> set[int]:
    """What is owed, now or later, for the indicator that *t* is judged on."""
    return {e for x in W.there if x.indicator == t.indicator for e, _ in promised(W, x, own(x))}


def parts_lacking(W: World, t: Target, s: Series) -> list[Target]:
    """A computed target's parts that have no value at its T0, where it needs one there."""
    if t.t0 not in lacking(W, t, s):
        return []
    parts = [W.targets[x] for x in t.parts]
    return [x for x in parts if Series(W, x).first_of(t.t0) is None]


def lacking(W: World, t: Target, s: Series) -> set[int]:
    """Months with which the periods end whose value isn't there."""
    found = set(NEEDS.get(t.kind, nothing)(W, t, s))
    if t.measure == "flow_ytd" and t.kind != "watch" and not t.parts and t.method == "default":
        inside = [e for e in s.vals if t.t0 < e <= t.t1 and e % t.step == 0]
        if inside and max(inside) % 12:
            e = max(inside)
            found |= {(e - 1) // 12 * 12} if s.known((e - 1) // 12 * 12) is None else set()
            found |= {e - 12} if s.last_year(s.vals[e]) is None else set()
    return found


def start(W: World, t: Target, s: Series) -> Iterator[int]:
    """v0 of a level or a range; where dns judges the years that it needs."""
    if t.method == "dns":
        yield from six_years(W, t, s)
    always = t.method == "statcan" or t.change is not None
    if s.start is None and (always or (t.method != "dns" and not t.keep and not t.prov)):
        yield t.t0


def six_years(W: World, t: Target, s: Series) -> Iterator[int]:
    full = [x.end for x in s.points if x.end % 12 == 0]
    ended = [e for e in range(t.t0, t.t1 + 1, 12) if W.P.calendar.last(e) <= W.as_of]
    last = full[-1] if full else ended[-1] if ended else t.t0
    for back in (60, 0) if t.keep else range(60, -1, -12):
        if s.closed(last - back) is None:
            yield last - back


def years(W: World, t: Target) -> list[int]:
    """Full years from T0's on that have ended; of those every few years T0's alone."""
    every = [e for e in range(t.t0, t.t1 + 1, 12) if W.P.calendar.last(e) <= W.as_of]
    return every[:1] if t.often is not None else every


def growth(W: World, t: Target, s: Series) -> Iterator[int]:
    yield from (e for e in years(W, t)[1:] if s.closed(e) is None)


def trend(W: World, t: Target, s: Series) -> Iterator[int]:
    looked_at = [t.t0] if t.method == "statcan" else years(W, t)[-int(W.P.m["trend_window"]) - 1 :]
    yield from (e for e in looked_at if s.closed(e) is None)


def record(_: World, t: Target, s: Series) -> Iterator[int]:
    if s.start is None and not best_known(t, s):
        yield t.t0


def nothing(_W: World, _t: Target, _s: Series) -> Iterator[int]:
    yield from ()


NEEDS: dict[str, Any] = {
    "level": start,
    "range": start,
    "growth": growth,
    "trend": trend,
    "record": record,
}
