"""Every equation of `show`, reckoned again from the numbers that it prints, over random plans.

RECOMPUTED_PLANS=3000 pytest tests/render/views/test_recomputed.py     a longer run
"""

import os
from collections import Counter
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from qstrong.assess.assess import assess
from qstrong.assess.report import Report, TargetReport
from qstrong.model.base import Lang
from qstrong.model.steps.reach import Distance, Gap
from qstrong.model.steps.step import Rule
from qstrong.read.dataset import load
from qstrong.read.source import Folder
from qstrong.text.arithmetic import step_words
from qstrong.text.language import LANGUAGES
from tests.peer import plans
from tests.reckon import clauses, reckon
from tests.render.views.random_targets import random_report

COUNT = int(os.environ.get("RECOMPUTED_PLANS", "150"))


def reckoned(one: TargetReport, lang: Lang) -> tuple[dict[str, Fraction], Counter[str]]:
    """What each symbol is worth by the printed lines, and how many equations stood in which sort of line."""
    known: dict[str, Fraction] = {}
    if (gap := one.verdict.step(Gap)) is not None:
        known["T"] = Fraction(gap.target)
    if (distance := one.verdict.step(Distance)) is not None and distance.goal is not None:
        known["T"] = Fraction(distance.goal)
    counted: Counter[str] = Counter()
    for step in one.verdict.steps:
        for clause in clauses(step_words(step, lang)):
            counted[type(step).__name__] += reckon(clause, known)
    return known, counted


def comes_out(report: Report) -> Counter[str]:
    """Asserts that every line comes out, to what the report says; gives what was reckoned."""
    counted: Counter[str] = Counter()
    for one in report.targets:
        for lang in LANGUAGES:
            known, more = reckoned(one, lang)
            counted += more
            verdict = one.verdict
            said = {
                "c": verdict.completion,
                "e": verdict.expected,
                "r": verdict.pace_ratio,
                "m": verdict.catch_up,
            }
            for name, worth in said.items():
                if name in known:
                    assert known[name] == worth or abs(known[name] - (worth or 0)) < Fraction(1, 10**30)
            if verdict.point:
                assert known["v"] == Fraction(verdict.point.value)
            if verdict.landing:
                assert "L" in known
            decides(one, known)
    return counted


def decides(one: TargetReport, known: dict[str, Fraction]) -> None:
    """The rule that is printed as the one that decided holds of the printed numbers."""
    rule = one.verdict.step(Rule)
    if rule is None or "c" not in known or "e" not in known:
        return
    own, c, e = rule.method, known["c"], known["e"]
    near = c >= own.on_track * e or e - c <= own.slack_on
    worse = c < -own.worsening and c < e
    assert (rule.name == "rule4") <= worse
    assert (rule.name == "rule5") <= (near and not worse)
    assert (rule.name in ("rule6", "rule7")) <= (not near and not worse)
    if rule.name in ("rule6", "rule7"):
        assert rule.months
        assert (rule.name == "rule6") is (Fraction(*rule.months) < own.half_time)


@pytest.mark.parametrize("seed", range(COUNT // 5))
def test_plans_of_the_first_part(seed: int, tmp_path: Path) -> None:
    for day in plans.make(seed, tmp_path):
        loaded = load(Folder(tmp_path))
        assert loaded.dataset
        comes_out(assess(loaded.dataset, date.fromisoformat(day)))


def test_targets_of_every_sort() -> None:
    counted: Counter[str] = Counter()
    for seed in range(COUNT * 4):
        counted += comes_out(random_report(seed))
    lines = {
        "ComputedValue", "TrailingYear", "YearOnYear", "GoalOfBaseline", "Gap", "Distance", "Attainment",
        "Completion", "ExpectedByTime", "ExpectedOnPath", "ExpectedSince", "ExpectedCount", "ExpectedOnce",
        "PaceRatio", "CatchUp", "AgainstPath", "RequiredPace", "LandingValue", "GrowthNeeded", "Compound",
        "TrendSteps", "GrowthPace", "GrowthRatio", "FiveYears",
    }  # fmt: skip
    assert lines <= counted.keys()
