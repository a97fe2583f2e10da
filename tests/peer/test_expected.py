"""Verdicts that somebody else has worked out, on plans of the method's second part.

QSTRONG_VERDICTS=FOLDER pytest tests/peer     each folder in it: data/, and expect.json
"""

import json
import os
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from qstrong.assess.assess import assess
from qstrong.read.dataset import load
from qstrong.read.source import Folder
from tests.peer import method, said
from tests.peer.folder import Plan
from tests.peer.test_peer import printed

FOLDER = os.environ.get("QSTRONG_VERDICTS", "")
CASES = sorted(Path(FOLDER).glob("*/expect.json")) if FOLDER else [None]
NUMBERS = ("value", "gap", "completion", "expected", "target")


def expected(one: dict[str, Any]) -> dict[str, Any]:
    return {key: Fraction(x) if key in NUMBERS and x is not None else x for key, x in one.items()}


def as_printed(one: dict[str, Any], wanted: dict[str, Any], decimals: int) -> dict[str, Any]:
    """A verdict, by the keys that are wanted; what is computed is rounded where that is."""
    found = {key: one[key] for key in wanted}
    if one["judged_as"] == "computed":
        return found | {
            key: wanted[key]
            for key in ("value", "gap")
            if wanted[key] in (found[key], printed(found[key], decimals))
        }
    return found


@pytest.mark.skipif(not FOLDER, reason="QSTRONG_VERDICTS names no folder of expected verdicts")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case and case.parent.name)
@pytest.mark.parametrize("whose", ["package", "peer"])
def test_expected_verdicts(case: Path, whose: str) -> None:
    told, folder = json.loads(case.read_text("utf-8")), case.parent / "data"
    if whose == "peer":
        results = method.run(str(folder), told["as_of"])["targets"]
    else:
        dataset = load(Folder(folder)).dataset
        assert dataset
        results = said.whole(assess(dataset, date.fromisoformat(told["as_of"])))["targets"]
    found, plan = {one["id"]: one for one in results}, Plan(folder)
    wanted = {name: expected(one) for name, one in told["targets"].items()}
    assert set(found) == set(wanted)
    assert not set(found) & set(told.get("absent", ()))
    for name, one in wanted.items():
        assert (name, as_printed(found[name], one, plan.of[name].decimals)) == (name, one)
