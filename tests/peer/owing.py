"""What is owed, and the data's state."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from tests.peer.entries import Filings, Obs, counting, entries, filings, line
from tests.peer.folder import Plan, Target, in_force


@dataclass
class World:
    """All that is known on a day."""

    P: Plan
    as_of: date
    filings: Filings
    targets: dict[str, Target]
    """With the goals in force."""
    there: list[Target]
    """Of them those that are added by the day, and not withdrawn."""
    obs: dict[str, list[Obs]]
    vals: dict[str, dict[int, Obs]]
    """By indicator and by the month with which the period ends: what counts."""


def world(P: Plan, d: Path, as_of: date) -> World:
    there = filings(P, d, as_of)
    obs = entries(P, there)
    vals = {i: counting(P, P.of[i], one, as_of) for i, one in obs.items()}
    targets = {t.id: in_force(P, t, as_of) for t in P.targets}
    now = [
        t
        for t in targets.values()
        if (t.added is None or as_of >= t.added) and (t.withdrawn is None or as_of < t.withdrawn)
    ]
    return World(P, as_of, there, targets, now, obs, vals)


@dataclass(frozen=True)
class Span:
    """From T0 to T1."""

    t0: int
    t1: int


def own(t: Target) -> Span:
    return Span(t.t0, t.t1)


def ends(t: Target, s: Span) -> list[int]:
    """The months with which the periods of its frequency end."""
    if isinstance(t.often, tuple):
        return [e for e in t.often if s.t0 < e <= s.t1]
    if t.often:
        found = [e for e in range(t.from0 + 12 * t.often, s.t1 + 1, 12 * t.often) if e > s.t0]
        return found if s.t1 in found else [*found, s.t1]
    return list(range((s.t0 // t.step + 1) * t.step, s.t1 + 1, t.step))


def promised(W: World, t: Target, s: Span) -> list[tuple[int, int]]:
    """What is owed, now or later, and the filing that it is due with: the months with which they end."""
    P, found = W.P, []
    for e in ends(t, s):
        k = P.filing_of(e, t.due_days)
        if e > P.t0 and e >= P.first and (t.added is None or P.filing_due(k) >= t.added):
            found.append((e, k))
    return found


def owed(W: World, t: Target, s: Span) -> list[int]:
    return [e for e, k in promised(W, t, s) if W.as_of >= W.P.filing_due(k)]


def state(W: World, t: Target, s: Span) -> tuple[str, bool]:
    """The data's state, and whether at least one period is owed."""
    if t.parts:
        return of_parts(W, t, s)
    due = owed(W, t, s)
    last = max(due) if due else s.t0 + 1

    def inside(e: int) -> bool:
        return last <= e <= s.t1 and e % t.step == 0

    obs = W.obs[t.indicator]
    if any(inside(e) for e in W.vals[t.indicator]):
        found = "reported"
    elif any(o.void and not o.pending and inside(o.end) for o in obs) or (due and unreadable(W, t, last)):
        found = "invalid"
    elif not due:
        found = "not_due"
    elif any(o.pending and not o.void and o.end >= last for o in obs):
        found = "pending"
    else:
        found = "not_reported"
    return found, bool(due)


def unreadable(W: World, t: Target, last: int) -> bool:
    """Whether the filing with which the latest owed period is due can't be read as a whole."""
    k = W.P.filing_of(last, t.due_days)
    return any((u, k) in W.filings.unreadable for one in t.reporters for u in line(W.P, one))


def within(part: Target, t: Target) -> Target:
    """A part, of which nothing is owed before the computed target was added."""
    days = [x for x in (part.added, t.added) if x]
    return replace(part, added=max(days, default=None))


def of_parts(W: World, t: Target, s: Span) -> tuple[str, bool]:
    """The parts' states, each over the computed target's own time."""
    parts = [state(W, within(W.targets[x], t), s) for x in t.parts]
    states = {one for one, _ in parts}
    found = next((x for x in ("invalid", "not_reported", "pending") if x in states), "not_due")
    return "reported" if states == {"reported"} else found, all(due for _, due in parts)
