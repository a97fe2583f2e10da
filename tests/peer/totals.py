"""Aggregates: counts, coverage, colour, the reds; who is stale, who was taken out."""

from collections import Counter
from collections.abc import Callable
from fractions import Fraction as F
from typing import Any

from tests.peer.folder import Plan

RED = {"off_track", "worsening", "missed", "overdue"}
YELLOW = {"at_risk"}
GREY = ("not_reported", "pending", "invalid")


def aggregate(P: Plan, results: list[dict[str, Any]]) -> dict[str, Any]:
    """Targets taken together; what is only watched is in no count but that of the data's states."""
    judged = [x for x in results if x["kind"] != "watch"]
    due = [x for x in judged if x["_due"]]
    statuses = [x["status"] for x in due if x["status"] != "not_assessable"]
    shares = [
        min(max(x["completion"], F(0)), F(1))
        for x in judged
        if x["status"] != "not_assessable" and x["completion"] is not None
    ]
    return {
        "counts": dict(Counter(x["status"] for x in judged)),
        "data_counts": dict(Counter(x["data"] for x in results)),
        "coverage": {"assessable": len(statuses), "due": len(due), "total": len(results)},
        "colour": colour(P, judged, len(due), statuses),
        "reds": [x["id"] for x in judged if x["status"] in RED],
        "mean_completion": sum(shares) / len(shares) if shares else None,
        "completions": len(shares),
    }


def colour(P: Plan, judged: list[dict[str, Any]], due: int, statuses: list[str]) -> str:
    n = len(statuses)
    red, yellow = (sum(x in which for x in statuses) for which in (RED, YELLOW))
    if any(x["binding"] and x["status"] in RED for x in judged):
        return "red"
    if not n or n < P.m["coverage"] * due:
        return "grey"
    if red >= P.m["share"] * n:
        return "red"
    return "yellow" if red or yellow >= P.m["share"] * n else "green"


def parts(P: Plan, results: list[dict[str, Any]], section: dict[str, str]) -> dict[str, Any]:
    of: dict[str, Callable[[dict[str, Any]], set[Any]]] = {
        "groups": lambda x: {x["_group"]},
        "units": lambda x: set(x["reporters"]),
        "tasks": lambda x: set(x["_tasks"]),
        "sections": lambda x: {section[k] for k in x["_tasks"]},
    }
    return {
        what: {
            name: aggregate(P, [x for x in results if name in names(x)])
            for name in sorted({name for x in results for name in names(x)})
        }
        for what, names in of.items()
    }


def stale(results: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Silence clears nothing: the last verdict was red or yellow, and the owed value is not there."""
    return [
        {k: x[k] for k in ("id", "last_status", "data")}
        for x in results
        if x["kind"] != "watch" and x["data"] in GREY and x["last_status"] in RED | YELLOW
    ]
