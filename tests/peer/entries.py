"""Filings and their entries: which are void, who is one reporter, and which value counts."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction as F
from pathlib import Path
from typing import Any

import yaml

from tests.peer.clock import day
from tests.peer.folder import Plan, Target, load

NUM = re.compile(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,6})?\Z")
FLAGS = ("final", "preliminary", "revised")
KEYS = ("indicator value pending period last_year flag reason source cause measures owner measures_by "
        "request evidence note accept accept_reason outcome").split()  # fmt: skip


@dataclass
class Obs:
    """One entry; what is computed from those of other targets has the same form."""

    end: int
    value: F | None = None
    unit: str = ""
    filed: date = date.min
    fend: int = 0
    flag: str = "final"
    last_year: F | None = None
    pending: bool = False
    explained: bool = False
    void: bool = False


@dataclass
class Filings:
    """What was there by the day, in the order of filing; and by unit the ends of those that can't be read."""

    read: list[dict[str, Any]] = field(default_factory=list)
    unreadable: list[tuple[str, int]] = field(default_factory=list)


def readable(p: Path) -> Any:
    """A filing's tree; None where it is unreadable as a whole: bytes, YAML, unit, period, path."""
    try:
        f = load(p)
    except (UnicodeDecodeError, yaml.YAMLError):
        return None
    if not isinstance(f, dict) or f.get("unit") != p.parent.name or f.get("period") != p.stem:
        return None
    return f


def filings(P: Plan, d: Path, as_of: date) -> Filings:
    found = Filings()
    for p in sorted((d / "progress").glob("*/*.yaml")):
        f = readable(p)
        if f is None:
            found.unreadable.append((p.parent.name, P.calendar.end(p.stem)))
        elif day(f["filed"]) <= as_of:
            found.read.append(f | {"fend": P.calendar.end(f["period"]), "filed": day(f["filed"])})
    found.read.sort(key=lambda f: (f["filed"], f["fend"], f["unit"]))
    return found


def line(P: Plan, u: str) -> list[str]:
    """A unit with its predecessors, before it, and its successors, after it: one reporter."""
    back = [u]
    while more := [x.id for x in P.units.values() if x.successor in back and x.id not in back]:
        back = more + back
    while (nxt := P.units[back[-1]].successor) and nxt not in back:
        back.append(nxt)
    return back


def answering(P: Plan, u: str, as_of: date) -> str | None:
    """Who answers for a unit on the day; None where nobody does."""
    found: str | None = u
    while found and (until := P.units[found].until) and as_of > until:
        found = P.units[found].successor
    return found


def answerers(P: Plan, names: Iterable[str], as_of: date) -> list[str]:
    """Who answers on the day for the units that are named: before one is there, those before it."""
    found: list[str] = []
    for u in names:
        if last := answering(P, u, as_of):
            found += until_there(P, last, as_of)
    return list(dict.fromkeys(found))


def until_there(P: Plan, u: str, as_of: date) -> list[str]:
    begins = P.units[u].begins
    old = [x.id for x in P.units.values() if x.successor == u and x.until and as_of <= x.until]
    if not begins or as_of >= begins or not old:
        return [u]
    return [y for x in old for y in until_there(P, x, as_of)]


def generation(P: Plan, u: str) -> int:
    """How many units came before it."""
    return line(P, u).index(u)


def heir(P: Plan, u: str, d: date) -> str:
    """The unit that has taken over from *u* by the day, itself where none has."""
    while (until := P.units[u].until) and d > until and (nxt := P.units[u].successor):
        u = nxt
    return u


def reporter(P: Plan, t: Target, u: str, d: date) -> int:
    """Which of a target's reporters a unit files for on a day, by its place among them.

    A unit, its predecessors and its successors are one; named side by side they are two until the `until`.
    Before it took over from anybody, a unit files for the one named that comes next before it.
    """
    now = [heir(P, x, d) for x in t.reporters]
    if heir(P, u, d) in now:
        return now.index(heir(P, u, d))
    mine = line(P, u)
    kin = [k for k, x in enumerate(t.reporters) if x in mine]
    here = mine.index(u)
    return min(
        kin,
        key=lambda k: (
            mine.index(t.reporters[k]) > here,
            abs(generation(P, t.reporters[k]) - generation(P, u)),
        ),
    )


def joined(P: Plan, t: Target, k: int, d: date) -> list[int]:
    """The places of those who are one with the reporter at place *k* by the day, it among them."""
    now = [heir(P, x, d) for x in t.reporters]
    return [i for i, x in enumerate(now) if x == now[k]]


def entries(P: Plan, F_: Filings) -> dict[str, list[Obs]]:
    """By indicator: its entries in the order of filing, with what is wrong with each by itself."""
    own = {t.id: t for t in P.targets if t.indicator == t.id}
    per: dict[str, list[Obs]] = {i: [] for i in own}
    for f in F_.read:
        seen: set[tuple[str, int]] = set()
        for o in f.get("observations") or []:
            if o["indicator"] in own:
                x = entry(P, own[o["indicator"]], f, o)
                key = (o["indicator"], x.end)
                x.void |= key in seen
                if not unread(o):  # an entry that can't be read stands for nothing
                    seen.add(key)
                per[o["indicator"]].append(x)
    return per


def entry(P: Plan, t: Target, f: dict[str, Any], o: dict[str, Any]) -> Obs:
    flag, pending = o.get("flag") or "final", o.get("pending") or ""
    x = Obs(
        end=P.calendar.end(o.get("period") or f["period"]),
        unit=f["unit"],
        filed=f["filed"],
        fend=f["fend"],
        flag=flag,
        pending=bool(pending),
        explained=bool(o.get("cause") and o.get("measures")),
        value=number(o.get("value")),
        last_year=number(o.get("last_year")),
    )
    x.void = (
        unread(o)
        or f["unit"] not in [u for one in t.reporters for u in line(P, one)]
        or P.calendar.last(x.end) > x.filed
        or x.end > x.fend
        or any(wrong(t, o.get(k)) for k in ("value", "last_year"))
        or (flag == "revised" and not o.get("reason"))
    )
    return x


def unread(o: dict[str, Any]) -> bool:
    """Whether an entry is outside its grammar: its keys, its flag, its figures."""
    figures = [o[k] for k in ("value", "last_year") if o.get(k)]
    return (
        (o.get("flag") or "final") not in FLAGS
        or not set(o) <= set(KEYS)
        or bool(o.get("value")) == bool(o.get("pending"))
        or any(number(x) is None for x in figures)
    )


def number(raw: str | None) -> F | None:
    return F(raw) if raw and NUM.match(raw) else None


def wrong(t: Target, raw: str | None) -> bool:
    """Whether a figure is outside its grammar or the target's limits."""
    if not raw:
        return False
    x = number(raw)
    low, high = t.limits
    return x is None or (low is not None and x < low) or (high is not None and x > high)


def falls(t: Target, old: Obs, new: Obs) -> bool:
    """Whether *new*, of the later period, is less than *old*, where values accumulate over both."""
    assert old.value is not None
    assert new.value is not None
    if t.measure == "flow_ytd":
        together = (old.end - 1) // 12 == (new.end - 1) // 12
    else:
        together = t.measure == "since_plan" and old.end > t.t0
    return together and new.value < old.value


def conflicts(t: Target, cur: dict[int, Obs], o: Obs) -> bool:
    """Whether a value may not stand beside those filed before it, as nothing says that it was revised."""
    if o.flag == "revised":
        return False
    now = cur.get(o.end)
    before, after = [k for k in cur if k < o.end], [k for k in cur if k > o.end]
    return bool(
        (before and falls(t, cur[max(before)], o))
        or (after and falls(t, o, cur[min(after)]))
        or (now and o.value != now.value and now.flag != "preliminary")
    )


def counting(P: Plan, t: Target, obs: list[Obs], as_of: date) -> dict[int, Obs]:
    """Which entry counts for each period end: the first reporter's that has one. Marks the further errors void.

    In the order of filing: of two in conflict the one filed last is in error; on one day it is the successor's.
    """
    cur: list[dict[int, Obs]] = [{} for _ in t.reporters]
    mine = [o for o in obs if not o.void and not o.pending]
    for o in sorted(mine, key=lambda o: (o.filed, generation(P, o.unit), o.fend, o.end)):
        k = reporter(P, t, o.unit, o.filed)
        for i in joined(P, t, k, o.filed):
            if i != k:  # what they had said as two
                cur[k], cur[i] = cur[i] | cur[k] if k < i else cur[k] | cur[i], {}
        if conflicts(t, cur[k], o):
            o.void = True
        else:
            cur[k][o.end] = o
    result: dict[int, Obs] = {}
    for k in range(len(cur)):
        for i in joined(P, t, k, as_of):
            result = cur[i] | result
    return result
