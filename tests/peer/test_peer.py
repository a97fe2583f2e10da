"""Random plans, read from disk and assessed by both implementations: every verdict the same.

PEER_PLANS=1000 pytest tests/peer     a longer run
"""

import json
import os
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from qstrong.assess.assess import assess
from qstrong.check.registry import blocks, check
from qstrong.read.dataset import load
from qstrong.read.source import Folder
from tests.peer import method, plans

COUNT = int(os.environ.get("PEER_PLANS", "120"))

KNOWN: dict[str, tuple[str, int]] = {}
"""Sentences of the method that have changed, with the place where the package still follows the earlier ones:
the peer reads them so, too (`method.EARLIER`). Whoever changes the package takes the row out, here and there.
The number is the seed of a plan that the sentence makes a difference to."""

NEAR = Fraction(1, 10**20)
"""For roots, of which there are some digits only."""


def ours(folder, day):
    loaded = load(Folder(folder))
    assert loaded.dataset, loaded.problems
    assert not blocks(check(loaded.dataset))
    return assess(loaded.dataset, date.fromisoformat(day))


def exact(value):
    return None if value is None else Fraction(value)


def about(value):
    """A number that came from a root."""
    return None if value is None else round(Fraction(value) / NEAR)


def target(one):
    """What the package says of one target, in the peer's words."""
    verdict, landing = one.verdict, one.verdict.landing
    return {
        "id": one.target.id,
        "data": one.data,
        "status": one.status,
        "last_status": one.last_status,
        "period": verdict.point and str(verdict.point.period),
        "value": exact(verdict.point and verdict.point.value),
        "baseline": exact(one.baseline and one.baseline.value),
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


def rounded(one):
    """What the peer says of one target, its roots to as many digits as can be compared."""
    landing = one["landing"]
    if landing:
        landing = landing | {"low": about(landing["low"]), "high": about(landing["high"])}
    return one | {"landing": landing}


def action(one):
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


def total(one):
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


def differences(mine, theirs):
    """The keys in which two differ, with what each says."""
    assert mine.keys() == theirs.keys()
    return {key: (mine[key], theirs[key]) for key in mine if mine[key] != theirs[key]}


@pytest.mark.parametrize("seed", range(COUNT))
def test_both_say_the_same(seed, tmp_path):
    for day in plans.make(seed, tmp_path):
        report, peer = ours(tmp_path, day), method.run(str(tmp_path), day, KNOWN)
        for one, other in zip(report.targets, peer["targets"], strict=True):
            assert (seed, day, one.target.id, differences(target(one), rounded(other))) == (
                seed,
                day,
                one.target.id,
                {},
            )
        for one, other in zip(report.actions, peer["actions"], strict=True):
            assert (seed, day, one.action.id, differences(action(one), other)) == (
                seed,
                day,
                one.action.id,
                {},
            )
        assert report.time_progress == peer["time_progress"]
        whole = total(report.overall)
        assert differences(whole, {key: peer[key] for key in whole}) == {}
        for part in ("groups", "units", "tasks", "sections"):
            parts = {name: total(one) for name, one in getattr(report, part).items() if one.total}
            assert (part, differences(parts, peer[part])) == (part, {})


@pytest.mark.parametrize("name", KNOWN)
def test_the_plans_come_past_every_sentence_that_has_changed(name, tmp_path):
    """Where the plans have become others, look for another seed, below 120."""
    _, seed = KNOWN[name]
    runs = [(day, KNOWN.keys() - {name}) for day in plans.make(seed, tmp_path)]
    assert any(method.run(tmp_path, day, less) != method.run(tmp_path, day, KNOWN) for day, less in runs)


SAID = (
    "id data status last_status period value baseline gap completion expected lead attainment pace_ratio "
    "required_pace catch_up arrow landing"
).split()


def near(value, other):
    """Whether a number in JSON is the peer's, to the twelve decimals that JSON has."""
    if isinstance(value, int | Decimal) and isinstance(other, int | Fraction):
        return abs(Fraction(value) - other) <= Fraction(1, 10**12)
    return value == other


@pytest.mark.parametrize("seed", range(0, COUNT, 12))
def test_the_json_says_so_too(seed, tmp_path, qstrong):
    day = plans.make(seed, tmp_path)[1]
    run = qstrong("status", "--data", tmp_path, "--as-of", day, "-f", "json")
    said, peer = json.loads(run.out, parse_float=Decimal), method.run(str(tmp_path), day, KNOWN)
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
