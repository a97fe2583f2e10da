"""Random plans, read from disk and assessed by both implementations: every verdict the same.

PEER_PLANS=1000 pytest tests/peer     a longer run
"""

import os
from datetime import date
from fractions import Fraction

import pytest

from qstrong.assess.assess import assess
from qstrong.check.registry import blocks, check
from qstrong.read.dataset import load
from qstrong.read.source import Folder
from tests.peer import method, plans

COUNT = int(os.environ.get("PEER_PLANS", "120"))


def ours(folder, day):
    loaded = load(Folder(folder))
    assert loaded.dataset, loaded.problems
    assert not blocks(check(loaded.dataset))
    return assess(loaded.dataset, date.fromisoformat(day))


def exact(value):
    return None if value is None else Fraction(value)


@pytest.mark.parametrize("seed", range(COUNT))
def test_both_say_the_same(seed, tmp_path):
    for day in plans.make(seed, tmp_path):
        day = str(day)
        report, peer = ours(tmp_path, day), method.run(str(tmp_path), day)
        theirs = {one["id"]: one for one in peer["targets"]}
        for one in report.targets:
            verdict, other = one.verdict, theirs[one.target.id]
            where = (seed, day, one.target.id)
            assert (where, one.status, one.last_status) == (where, other["status"], other["last_status"])
            assert (where, exact(verdict.gap)) == (where, exact(other["gap"]))
            assert (where, exact(verdict.point.value if verdict.point else None)) == (
                where,
                exact(other["value"]),
            )
            landing = verdict.landing.outlook if verdict.landing else None
            assert (where, landing) == (where, other["landing"]["verdict"] if other["landing"] else None)
            if one.data != "not_due" and other["data"] != "not_due":
                assert (where, verdict.arrow) == (where, other["arrow"])
        actions = {one["id"]: one["status"] or "not_assessable" for one in peer["actions"]}
        assert {one.action.id: one.status for one in report.actions} == actions
        total = report.overall
        assert (total.assessable, total.due) == (peer["coverage"]["assessable"], peer["coverage"]["due"])
        assert total.colour == peer["colour"]
