"""Random plans, read from disk and assessed by both implementations: every verdict the same.

PEER_PLANS=1000 pytest tests/peer     a longer run
"""

import json
import os
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from qstrong.assess.assess import assess
from qstrong.assess.report import ActionVerdict, Aggregate, Report, TargetReport
from qstrong.check.registry import blocks, check
from qstrong.read.dataset import load
from qstrong.read.source import Folder
from tests.conftest import Run
from tests.peer import method, plans

COUNT = int(os.environ.get("PEER_PLANS", "120"))

NEAR = Fraction(1, 10**20)
"""For roots, of which there are some digits only."""


def ours(folder: Path, day: str) -> Report:
    loaded = load(Folder(folder))
    assert loaded.dataset, loaded.problems
    assert not blocks(check(loaded.dataset))
    return assess(loaded.dataset, date.fromisoformat(day))


def exact(value: Decimal | Fraction | None) -> Fraction | None:
    return None if value is None else Fraction(value)


def about(value: Decimal | Fraction | None) -> int | None:
    """A number that came from a root."""
    return None if value is None else round(Fraction(value) / NEAR)


def target(one: TargetReport) -> dict[str, Any]:
    """What the package says of one target, in the peer's words."""
    verdict, landing = one.verdict, one.verdict.landing
    return {
        "id": one.target.id,
        "data": one.data,
        "status": one.status,
        "last_status": one.last_status,
        "period": verdict.point and str(verdict.point.period),
        "value": exact(verdict.point.value if verdict.point else None),
        "baseline": exact(one.baseline.value if one.baseline else None),
        "gap": exact(verdict.gap),
        "completion": verdict.completion,
        "expected": verdict.expected,
        "lead": verdict.lead,
        "attainment": verdict.attainment,
        "pace_ratio": verdict.pace_ratio,
        "required_pace": verdict.required_pace,
        "catch_up": verdict.catch_up,
        "arrow": verdict.arrow,
        "flags": sorted(verdict.flags),
        "ahead": verdict.label == "on_track.ahead",
        "basis": verdict.basis if verdict.point else None,
        "landing": landing
        and {
            "value": exact(landing.value),
            "low": about(landing.low),
            "high": about(landing.high),
            "verdict": landing.outlook,
        },
    }


def rounded(one: dict[str, Any]) -> dict[str, Any]:
    """What the peer says of one target, its roots to as many digits as can be compared."""
    landing = one["landing"]
    if landing:
        landing = landing | {"low": about(landing["low"]), "high": about(landing["high"])}
    return one | {"landing": landing}


def action(one: ActionVerdict) -> dict[str, Any]:
    """What the package says of one action, in the peer's words."""
    return {
        "id": one.action.id,
        "status": one.status,
        "label": one.label,
        "state": one.state,
        "days": one.days,
        "on": one.on,
        "near": one.near,
        "stale": one.stale,
        "quantity": exact(one.quantity),
        "reported": len(one.reports),
        "units": list(one.units),
    }


def total(one: Aggregate) -> dict[str, Any]:
    """What the package says of targets taken together, in the peer's words."""
    return {
        "counts": {status: n for status, n in one.counts.items() if n},
        "data_counts": {state: n for state, n in one.data_counts.items() if n},
        "coverage": {"assessable": one.assessable, "due": one.due, "total": one.total},
        "colour": one.colour,
        "reds": list(one.reds),
        "mean_completion": one.mean_completion,
        "completions": one.completions,
    }


def differences(mine: dict[str, Any], theirs: dict[str, Any]) -> dict[str, Any]:
    """The keys in which two differ, with what each says."""
    assert mine.keys() == theirs.keys()
    return {key: (mine[key], theirs[key]) for key in mine if mine[key] != theirs[key]}


@pytest.mark.parametrize("seed", range(COUNT))
def test_both_say_the_same(seed: int, tmp_path: Path) -> None:
    for day in plans.make(seed, tmp_path):
        report, peer = ours(tmp_path, day), method.run(str(tmp_path), day)
        for one, other in zip(report.targets, peer["targets"], strict=True):
            assert (seed, day, one.target.id, differences(target(one), rounded(other))) == (
                seed,
                day,
                one.target.id,
                {},
            )
        for did, other in zip(report.actions, peer["actions"], strict=True):
            assert (seed, day, did.action.id, differences(action(did), other)) == (
                seed,
                day,
                did.action.id,
                {},
            )
        assert report.time_progress == peer["time_progress"]
        whole = total(report.overall)
        assert differences(whole, {key: peer[key] for key in whole}) == {}
        for part in ("groups", "units", "tasks", "sections"):
            parts = {name: total(one) for name, one in getattr(report, part).items() if one.total}
            assert (part, differences(parts, peer[part])) == (part, {})


SAID = (
    "id data status last_status period value baseline gap completion expected lead attainment pace_ratio "
    "required_pace catch_up arrow landing"
).split()


def near(value: Decimal | int | str | None, other: Fraction | str | None) -> bool:
    """Whether a number in JSON is the peer's, to the twelve decimals that JSON has."""
    if isinstance(value, int | Decimal) and isinstance(other, int | Fraction):
        return abs(Fraction(value) - other) <= Fraction(1, 10**12)
    return value == other


@pytest.mark.parametrize("seed", range(0, COUNT, 12))
def test_the_json_says_so_too(seed: int, tmp_path: Path, qstrong: Run) -> None:
    day = plans.make(seed, tmp_path)[1]
    run = qstrong("status", "--data", tmp_path, "--as-of", day, "-f", "json")
    said, peer = json.loads(run.out, parse_float=Decimal), method.run(str(tmp_path), day)
    for one, other in zip(said["targets"], peer["targets"], strict=True):
        for key in SAID:
            if key == "landing" and one[key] and other[key]:
                assert all(near(one[key][name], other[key][name]) for name in other[key])
            else:
                assert near(one[key], other[key]), (seed, day, one["id"], key, one[key], other[key])
        assert sorted(one["flags"]) == other["flags"]
        assert other["basis"] is None or one["basis"] == other["basis"]
    assert near(said["time_progress"], peer["time_progress"])
    assert {key: n for key, n in said["counts"].items() if n} == peer["counts"]
    assert {key: n for key, n in said["data_counts"].items() if n} == peer["data_counts"]
    assert (said["coverage"], said["colour"]) == (peer["coverage"], peer["colour"])
