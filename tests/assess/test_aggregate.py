"""Counts, coverage, colour."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from qstrong.assess.aggregate import aggregate
from qstrong.assess.report import TargetReport, worst_first
from qstrong.assess.verdict import WORST_FIRST, Status
from qstrong.model.terms.settings import Method
from tests.build import one, series, target

SEEN = series(target(baseline={"period": 2024, "value": 0}), ("2025Q1", 50))
UNDUE = one(target(), as_of="2025-01-01")


def reports(word: str, binding: str = "") -> list[TargetReport]:
    """a achieved, y at_risk, r off_track, o overdue, w worsening, m missed, - not assessable, though due."""
    status: dict[str, Status] = {
        "a": "achieved", "y": "at_risk", "r": "off_track", "o": "overdue", "w": "worsening", "m": "missed",
        "-": "not_assessable",
    }  # fmt: skip
    bound = replace(SEEN.target, binding=True)
    return [
        replace(
            SEEN, due=SEEN.next_due, status=status[letter], target=bound if letter in binding else SEEN.target
        )
        for letter in word
    ]


@pytest.mark.parametrize(
    ("word", "binding", "colour"),
    [
        ("", "", "grey"),
        ("aaa", "", "green"),
        ("aaar", "", "yellow"),
        ("aar", "", "red"),
        ("aao", "", "red"),
        ("aaw", "", "red"),
        ("aam", "", "red"),
        ("aay", "", "yellow"),
        ("aaay", "", "green"),
        ("aaaa-", "", "green"),
        ("aaa-", "", "grey"),
        ("r---", "", "grey"),
        ("r---", "r", "red"),
    ],
)
def test_colour(word: str, binding: str, colour: str) -> None:
    assert aggregate(Method(), reports(word, binding)).colour == colour


def test_what_is_not_due_is_no_part_of_the_coverage() -> None:
    total = aggregate(Method(), [*reports("aa-"), UNDUE])
    assert (total.assessable, total.due, total.total) == (2, 3, 4)
    assert total.counts["not_assessable"] == 2
    assert total.data_counts["not_due"] == 1


def test_mean_completion_is_clipped_and_says_of_how_many() -> None:
    total = aggregate(Method(), [*reports("a"), UNDUE])
    assert (total.mean_completion, total.completions) == (SEEN.verdict.completion, 1)


def test_a_completion_counts_as_no_less_than_none_and_no_more_than_all() -> None:
    base = {"period": 2024, "value": 0}
    shares = {130: 1, 50: Fraction(1, 2), -20: 0}
    of = {value: series(target(baseline=base, limits=None), ("2025Q1", value)) for value in shares}
    for value, share in shares.items():
        assert aggregate(Method(), [of[value]]).mean_completion == share
    assert aggregate(Method(), of.values()).mean_completion == Fraction(1, 2)
    assert aggregate(Method(), []).mean_completion is None


def test_the_worst_stands_first_and_what_is_alike_in_the_plan_s_order() -> None:
    """What wasn't reported comes before all else that can't be judged; a report's status counts, not an old one."""
    words = (
        "achieved on_track not_assessable:reported not_assessable:pending not_assessable:not_reported "
        "at_risk off_track worsening overdue missed not_assessable:not_reported missed"
    )
    found = []
    status: Any
    data: Any
    for k, said in enumerate(words.split()):
        status, _, data = said.partition(":")
        named = replace(SEEN.target, id=f"t{k}")
        found.append(
            replace(SEEN, target=named, status=status, data=data or "reported", last_status="missed")
        )
    assert [one.target.id[1:] for one in worst_first(found)] == (
        ["9", "11", "8", "7", "6", "5", "4", "10", "2", "3", "1", "0"]
    )
    assert {one.rank for one in found} == set(range(len(WORST_FIRST)))


def test_why_nothing_can_be_said_is_counted_by_its_label() -> None:
    silent, owed = one(target(), as_of="2025-01-01"), one(target(), as_of="2025-06-01")
    assert (silent.status, owed.status) == ("not_assessable", "not_assessable")
    total = aggregate(Method(), [*reports("ar"), silent, owed, owed])
    assert total.reasons == {silent.label: 1, owed.label: 2}
    assert aggregate(Method(), reports("ar")).reasons == {}
