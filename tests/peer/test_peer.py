"""Random plans, read from disk and assessed by both implementations: every verdict the same.

PEER_PLANS=1000 pytest tests/peer -n auto     a longer run
"""

import json
import os
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from qstrong.assess.assess import assess
from qstrong.assess.report import Report
from qstrong.check.registry import blocks, check
from qstrong.read.dataset import load
from qstrong.read.source import Folder
from tests.conftest import Run
from tests.peer import method, plans, said
from tests.peer.folder import Plan
from tests.peer.folder import load as read

RICH = (7, 28, 38, 51, 69, 75, 76, 79, 87, 88, 91, 95, 113, 117)
"""Plans that use all of the method between them, and are soon assessed."""
COUNT = int(os.environ.get("PEER_PLANS", "0"))
SEEDS = range(COUNT) if COUNT else sorted({*range(24), *RICH})


def ours(folder: Path, day: str) -> Report:
    loaded = load(Folder(folder))
    assert loaded.dataset, loaded.problems
    assert not blocks(check(loaded.dataset))
    return assess(loaded.dataset, date.fromisoformat(day))


def differences(mine: Any, theirs: Any, at: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Where the two say otherwise, and what; what only the peer has says where something comes from."""
    if isinstance(mine, dict) and isinstance(theirs, dict) and mine and theirs:
        for key in mine.keys() | theirs.keys() if "colour" not in mine and "id" not in mine else mine:
            yield from differences(mine.get(key), theirs.get(key), f"{at}/{key}")
    elif isinstance(mine, list) and isinstance(theirs, list) and len(mine) == len(theirs):
        for k, (one, other) in enumerate(zip(mine, theirs, strict=True)):
            name = one["id"] if isinstance(one, dict) else str(k)
            yield from differences(one, other, f"{at}/{name}")
    elif mine != theirs:
        yield at, mine, theirs


def compared(folder: Path, day: str) -> list[tuple[str, Any, Any]]:
    peer = method.run(str(folder), day)
    peer["targets"] = [said.rounded(one) for one in peer["targets"]]
    return list(differences(said.whole(ours(folder, day)), peer))


@pytest.mark.parametrize("seed", SEEDS)
def test_both_say_the_same(seed: int, tmp_path: Path) -> None:
    for day in plans.make(seed, tmp_path):
        assert (seed, day, compared(tmp_path, day)) == (seed, day, [])


SAME = """id kind status last_status data arrow op target between baseline value filed gap completion attainment
expected lead pace_ratio required_pace catch_up binding method reporters judged_as flags revised_from""".split()


def near(value: Any, other: Any) -> bool:
    """Whether what JSON says is what the peer says: numbers to the twelve decimals that JSON has."""
    if isinstance(value, int | Decimal) and isinstance(other, int | Fraction):
        return abs(Fraction(value) - other) <= Fraction(1, 10**12)
    if isinstance(value, str) and isinstance(other, date):
        return value == other.isoformat()
    if isinstance(value, dict) and isinstance(other, dict):
        return value.keys() == other.keys() and all(near(value[key], other[key]) for key in value)
    if isinstance(value, list) and isinstance(other, list | tuple):
        return len(value) == len(other) and all(map(near, value, other))
    return bool(value == other)


def printed(x: Fraction | None, decimals: int) -> Fraction | None:
    """A computed figure: halves away from zero."""
    if x is None:
        return None
    whole = (2 * abs(x) * 10**decimals + 1) // 2
    return Fraction(int(whole) if x >= 0 else -int(whole), 10**decimals)


@pytest.mark.parametrize("seed", range(0, COUNT or 120, 12))
def test_the_json_says_so_too(seed: int, tmp_path: Path, qstrong: Run) -> None:
    day = plans.make(seed, tmp_path)[1]
    run = qstrong("status", "--data", tmp_path, "--as-of", day, "-f", "json")
    told, peer = json.loads(run.out, parse_float=Decimal), method.run(str(tmp_path), day)
    plan = Plan(tmp_path)
    end, last = plan.calendar.end, plan.calendar.last
    for one, other in zip(told["targets"], peer["targets"], strict=True):
        if other["judged_as"] == "computed":
            decimals = plan.of[one["id"]].decimals
            other |= {key: printed(other[key], decimals) for key in ("value", "gap")}
        one["flags"].sort()
        assert [(key, one[key], other[key]) for key in SAME if not near(one[key], other[key])] == []
        assert (one["period"] and end(one["period"])) == other["period"]
        assert (one["start"], one["end"]) == (other["start"].isoformat(), other["end"].isoformat())
        assert other["basis"] is None or one["basis"] == other["basis"]
        for key in ("landing", "shown"):
            assert (one[key] is None) == (other[key] is None)
        if one["landing"]:
            assert all(near(one["landing"][key], other["landing"][key]) for key in other["landing"])
        if one["shown"]:
            assert last(end(one["shown"]["period"])) == last(other["shown"]["period"])
    assert near(told["time_progress"], peer["time_progress"])
    assert {key: n for key, n in told["counts"].items() if n} == peer["counts"]
    assert {key: n for key, n in told["data_counts"].items() if n} == peer["data_counts"]
    assert peer["coverage"].items() <= told["coverage"].items()
    assert told["colour"] == peer["colour"]
    assert (told["stale"], told["watched"]) == (peer["stale"], peer["watched"])
    assert told["withdrawn"] == [one | {"on": one["on"].isoformat()} for one in peer["withdrawn"]]


USED = """start end of added withdrawn keep milestones limits provisional_baseline binding over:average over:total
kind:range kind:watch change:percent change:times change:by change:points revised:value revised:between revised:op
revised:end revised:milestones frequency:years frequency:in computed:sum computed:ratio method:statcan method:dns
plan:statcan plan:dns year:start year:end from until successor""".split()
"""What plans may use of the method's second part, and of the first what few plans use."""
REACHED = """data:reported data:not_due data:pending data:not_reported data:invalid flag:preliminary flag:revised
flag:borderline flag:keep flag:lost flag:unexplained flag:provisional_baseline basis:rule0 basis:rule1 basis:rule2
basis:rule3 basis:rule4 basis:rule5 basis:rule6 basis:rule7 basis:deadline basis:milestones basis:single_step
basis:no_baseline basis:provisional basis:growth basis:trend basis:record basis:range basis:watch basis:statcan
basis:dns judged_as:filed judged_as:ttm judged_as:computed landing:on_course landing:uncertain landing:short
landing:insufficient growth:rule5 growth:rule7 range:rule4 range:rule7 stale withdrawn shown""".split()
"""What can become of them."""


def used(folder: Path) -> Iterator[str]:
    tree = read(folder / "targets.yaml")
    plan = tree["plan"]
    yield f"plan:{plan.get('method', {}).get('name')}"
    yield f"year:{plan.get('year', {}).get('named')}"
    for one in read(folder / "units.yaml")["units"]:
        yield from one
    for one in tree["targets"]:
        yield from (key for key in one if key not in ("over", "kind", "method"))
        yield from (f"{key}:{one.get(key)}" for key in ("over", "kind", "method"))
        for key in ("change", "frequency", "computed"):
            yield from (f"{key}:{name}" for name in one.get(key, {}) if isinstance(one[key], dict))
        yield from (f"revised:{key}" for each in one.get("revised", ()) for key in each)


def reached(said: dict[str, Any]) -> Iterator[str]:
    yield from (key for key in ("stale", "withdrawn") if said[key])
    for one in said["targets"]:
        yield from (f"{key}:{one[key]}" for key in ("data", "basis", "judged_as"))
        yield from (f"flag:{flag}" for flag in one["flags"])
        yield from (f"landing:{one['landing']['verdict']}" for _ in range(one["landing"] is not None))
        yield from ["shown"] * (one["shown"] is not None)
        yield f"{one['kind']}:{one['basis']}"


def test_the_plans_use_all_of_the_method(tmp_path: Path) -> None:
    found: set[str] = set()
    for seed in RICH:
        for day in plans.make(seed, tmp_path / str(seed)):
            found |= {*used(tmp_path / str(seed)), *reached(method.run(str(tmp_path / str(seed)), day))}
    assert {*USED, *REACHED} - found == set()
