"""Actions of tasks."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction as F
from pathlib import Path
from typing import Any

from tests.peer.clock import day
from tests.peer.core import met
from tests.peer.entries import Filings, answerers, generation, heir
from tests.peer.folder import NULL, Plan, load, truth

RANK = {"suspended": 0, "not_started": 1, "in_progress": 2, "done": 3}


@dataclass
class Work:
    """One action on one day."""

    P: Plan
    as_of: date
    a: dict[str, Any]
    units: list[str]
    reports: dict[str, tuple[dict[str, Any], dict[str, Any]]]
    """By unit its latest report, and the filing that holds it."""

    @property
    def due(s) -> date | None:
        raw = s.a.get("due") or ""
        return None if raw in NULL else day(raw)

    @property
    def first_due(s) -> date:
        return s.P.filing_due(s.P.first)

    @property
    def quantity(s) -> F | None:
        """That of the first unit named."""
        first = s.reports.get(s.units[0]) if s.units else None
        raw = first[0].get("quantity") if first else None
        return F(raw) if raw else None

    @property
    def enough(s) -> bool:
        q = s.a.get("quantity")
        if not isinstance(q, dict):
            return True
        return s.quantity is not None and met(q["op"], s.quantity, F(q["value"]))

    @property
    def state(s) -> str | None:
        """The least advanced of those that reported; done needs evidence and the quantity."""
        states = [
            "in_progress" if x["state"] == "done" and not (x.get("evidence") and s.enough) else x["state"]
            for x, _ in s.reports.values()
        ]
        return min(states, key=RANK.__getitem__) if states else None

    @property
    def on(s) -> date:
        """The day on which the last of them was done."""
        last = s.P.calendar.last
        return max(day(x["on"]) if x.get("on") else last(f["fend"]) for x, f in s.reports.values())

    @property
    def left(s) -> int | None:
        return (s.due - s.as_of).days if s.due else None

    @property
    def soon(s) -> bool:
        return s.left is not None and s.left <= s.P.m["near_days"]

    @property
    def standing(s) -> bool:
        return truth(s.a.get("standing"))


def verdict(w: Work) -> tuple[str, str, int | None]:
    """Status, label, days."""
    if w.standing:
        return "not_assessable", "standing", None
    if w.state == "done":
        late = w.due is not None and w.on > w.due
        return "achieved", "done_late" if late else "done", (w.on - w.due).days if w.due and late else None
    if w.left is not None and w.left < 0 and w.as_of >= w.first_due:
        return "overdue", "overdue", -w.left
    if w.state == "suspended":
        return "off_track", "suspended", w.left
    if w.state == "in_progress" and w.due:
        return *(("at_risk", "near") if w.soon else ("on_track", "in_progress")), w.left
    silent = "not_reported" if w.as_of >= w.first_due else "not_due"
    return "not_assessable", w.state or silent, w.left


def said(w: Work) -> dict[str, Any]:
    status, label, days = verdict(w)
    heard = max((f["filed"] for _, f in w.reports.values()), default=w.first_due)
    return {
        "id": w.a["id"],
        "status": status,
        "label": label,
        "state": w.state,
        "days": days,
        "on": w.on if w.state == "done" else None,
        "near": not w.standing and w.state != "done" and w.soon and w.left is not None and w.left >= 0,
        "stale": w.standing and (w.as_of - heard).days >= 365,
        "quantity": w.quantity,
        "reported": len(w.reports),
        "units": w.units,
    }


def now(P: Plan, groups: dict[str, list[str]], named: list[str], as_of: date) -> list[str]:
    """Who answers on the day for the units and groups that are named."""
    members = [x for u in named for x in groups.get(u, [u])]
    return answerers(P, members, as_of)


def actions(P: Plan, d: Path, there: Filings, as_of: date) -> list[dict[str, Any]]:
    groups = {g["id"]: g["members"] for g in (load(d / "units.yaml").get("groups") or [])}
    out = []
    for task in (load(d / "tasks.yaml") or {}).get("tasks") or []:
        for a in task.get("actions") or []:
            units = now(P, groups, a.get("units") or [], as_of) or now(P, groups, task["units"], as_of)
            reports = {
                who: (x, f)
                for f in sorted(there.read, key=lambda f: (f["filed"], generation(P, f["unit"]), f["fend"]))
                for x in f.get("actions") or []
                if x["action"] == a["id"] and (who := heir(P, f["unit"], as_of)) in units
            }
            out.append(said(Work(P, as_of, a, units, reports)))
    return out
