"""What each unit filed for each of the plan's filings, seen from a day."""

from datetime import date
from pathlib import Path
from typing import Any

from tests.peer.actions import now
from tests.peer.entries import answerers, heir
from tests.peer.folder import Plan, load
from tests.peer.owing import World, own, promised


def filed(W: World, d: Path, last: int) -> dict[tuple[str, int], tuple[str, int, int, bool]]:
    """By unit and filing up to month *last*: its state; how many values are there, of how many; whether late."""
    owed = values(W)
    found = {}
    for k in range(W.P.first, last + 1, W.P.every):
        acting = whoever_acts(W, d, k)
        for u in W.P.units:
            mine = owed.get((u, k), [])
            there = mine or ([file_of(W, u, k)] if u in acting else [])
            if there:
                found[u, k] = (*state(W, there, k), sum(x is not None for x in mine), len(mine))
    return {key: (name, n, of, late) for key, (name, late, n, of) in found.items()}


def state(W: World, there: list[date | None], k: int) -> tuple[str, bool]:
    due, days = W.P.filing_due(k), [x for x in there if x]
    if len(days) == len(there):
        return "complete", max(days) > due
    if W.as_of < due:
        return "not_due", False
    return "partial" if days else "none", False


def values(W: World) -> dict[tuple[str, int], list[date | None]]:
    """By unit and filing: since when each value owed with it is there."""
    found: dict[tuple[str, int], list[date | None]] = {}
    families: dict[str, list[Any]] = {}
    for t in W.there:
        if not t.parts:
            families.setdefault(t.indicator, []).append(t)
    for some in families.values():
        due = {e: k for t in some for e, k in promised(W, t, own(t))}
        who = answerers(W.P, some[0].reporters, W.as_of)
        for e, k in due.items():
            for u in who:
                found.setdefault((u, k), []).append(since(W, some[0].indicator, e))
    return found


def since(W: World, indicator: str, e: int) -> date | None:
    """When the first valid entry for the period was filed; one that is pending counts for earlier ones too."""
    days = [o.filed for o in W.obs[indicator] if not o.void and (o.end == e or (o.pending and o.end > e))]
    return min(days, default=None)


def file_of(W: World, u: str, k: int) -> date | None:
    """When the unit, or one before it, filed its file for that period."""
    days = [f["filed"] for f in W.filings.read if f["fend"] == k and heir(W.P, f["unit"], W.as_of) == u]
    return min(days, default=None)


def whoever_acts(W: World, d: Path, k: int) -> set[str]:
    """The units that owe an action before that filing: not those that had reported it done, with evidence."""
    groups = {g["id"]: g["members"] for g in (load(d / "units.yaml").get("groups") or [])}
    found: set[str] = set()
    for task in (load(d / "tasks.yaml") or {}).get("tasks") or []:
        for a in task.get("actions") or []:
            named = now(W.P, groups, a.get("units") or [], W.as_of)
            units = named or now(W.P, groups, task["units"], W.as_of)
            found |= {u for u in units if not done(W.P, W, a["id"], u, k)}
    return found


def done(P: Plan, W: World, name: str, u: str, k: int) -> bool:
    last = None
    for f in sorted(W.filings.read, key=lambda f: (f["filed"], f["fend"])):
        if f["fend"] < k and heir(P, f["unit"], W.as_of) == u:
            last = next((x for x in f.get("actions") or [] if x["action"] == name), last)
    return last is not None and last["state"] == "done" and bool(last.get("evidence"))
