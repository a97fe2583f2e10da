"""The same six bulletins in English: each sentence is tied to a field of the JSON, or is known to say none."""

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.render.bulletin.told import (
    CASES,
    Told,
    nobody_yet,
    none_assessed,
    none_behind,
    none_explained,
    none_overdue,
    of_some,
    preliminary,
    progress,
    untied,
)

STATUS = {
    "achieved": "achieved", "on track or nearly": "on_track", "slightly behind": "at_risk",
    "behind": "off_track", "worse than baseline": "worsening", "missed": "missed",
}  # fmt: skip
DATA = {
    "pending": "pending", "not reported": "not_reported", "to be checked": "invalid",
    "not due yet": "not_due", "not assessed": "reported",
}  # fmt: skip
MOVES = {"better": "better", "worse": "worse"}


def counted(text: str) -> dict[str, int]:
    """pending 2, not reported 1: each word with its number."""
    return {word: int(n) for word, n in re.findall(r"([A-Za-z][A-Za-z ]*?) (\d+)(?=[,.;]|$)", text)}


def _covered(told: Told, found: re.Match[str]) -> None:
    covered = told.bulletin["coverage"]
    assert [int(one) for one in found.groups()[:3]] == [covered["total"], covered["due"], covered["reported"]]
    have = {key: n for key, n in told.bulletin["counts"].items() if n and key != "not_assessable"}
    assert int(found[4]) == sum(have.values())
    assert {STATUS[word]: n for word, n in counted(found[5] or "").items()} == have


def _uncounted(told: Told, found: re.Match[str]) -> None:
    grey = [one["data"] for one in told.status["targets"] if one["status"] == "not_assessable"]
    assert {DATA[word]: n for word, n in counted(found[1]).items()} == Counter(grey)


def _tasks(told: Told, found: re.Match[str]) -> None:
    assert (int(found[1]), int(found[2])) == (len(told.tasks), len(told.actions))
    assert counted(found[3]) == Counter(one["label"].lower() for one in told.actions)


def _moved(told: Told, found: re.Match[str]) -> None:
    way = MOVES[found[1].lower()]
    assert int(found[2]) == sum(one["direction"] == way for one in told.bulletin["changes"])


def _lost(told: Told, found: re.Match[str]) -> None:
    assert int(found[1]) == sum(one["after"] == "not_assessable" for one in told.bulletin["changes"])


def _gained(told: Told, found: re.Match[str]) -> None:
    assert int(found[1]) == sum(one["before"] == "not_assessable" for one in told.bulletin["changes"])


def _behind(told: Told, found: re.Match[str]) -> None:
    """Each status with its targets, by name."""
    status = STATUS[found[1].lower()]
    mine = [one["id"] for one in told.status["targets"] if one["status"] == status]
    assert int(found[2]) == len(mine)
    assert all(told.names[one] in found.string for one in mine)
    assert set(mine) <= set(told.bulletin["behind"])


def _stale(told: Told, found: re.Match[str]) -> None:
    mine = [one["id"] for one in told.bulletin["stale"] if one["data"] == DATA[found[1]]]
    assert int(found[2]) == len(mine)
    assert all(told.names[one] in found.string for one in mine)


def _units(told: Told, found: re.Match[str]) -> None:
    units = told.bulletin["units"]
    late = [one for one in units if one["state"] == "complete" and one["days_late"]]
    states = Counter(one["state"] for one in units)
    assert (int(found[1]), int(found[2])) == (len(units), states["complete"] - len(late))
    said = {
        word: int(n) for n, word in re.findall(r"(\d+) (filed late|filed in part|did not file)", found[3])
    }
    known = {"filed late": len(late), "filed in part": states["partial"], "did not file": states["none"]}
    assert said == {word: n for word, n in known.items() if n}


def _values(told: Told, found: re.Match[str]) -> None:
    values = told.bulletin["values"]
    keys = ("owed", "reported", "pending", "missing")
    assert [int(one or 0) for one in found.groups()] == [values[key] for key in keys]


def _overdue(told: Told, found: re.Match[str]) -> None:
    said = re.findall(r"(\d+\.\d+) [^;]*overdue by \d+ days?", found.string)
    assert said == told.bulletin["actions"]["overdue"]


def _unexplained(told: Told, found: re.Match[str]) -> None:
    wanting = {one["id"] for one in told.bulletin["explanations"] if one["missing"]}
    assert int(found[1]) <= len(wanting)


def _done(told: Told, found: re.Match[str]) -> None:
    titles = {one["id"]: one["title"] for one in told.actions}
    assert all(titles[one] in found.string for one in told.bulletin["actions"]["done"])


def _next(told: Told, found: re.Match[str]) -> None:
    assert all(one in found.string for one in told.bulletin["actions"]["due_next"])


COVERED = (
    r"Of (\d+) targets? (\d+) (?:is|are) due by now, (\d+) ha(?:s|ve) (?:its|their) value, "
    r"and (\d+) can be assessed(?:: ([^.]*))?\."
)
RULES: tuple[tuple[str, Callable[[Told, re.Match[str]], None]], ...] = (
    (COVERED, _covered),
    (r"Not counted: ([^.]*)\.", _uncounted),
    (r"(\d+) tasks? ha(?:s|ve) (\d+) actions?: ([^.]*)\.", _tasks),
    (r"\b([Bb]etter|[Ww]orse) (\d+) \(", _moved),
    (r"[Nn]o longer assessed (\d+) \(", _lost),
    (r"[Aa]ssessed now (\d+) \(", _gained),
    (r"(?:^|(?<=\. ))(Worse than baseline|Behind|Slightly behind|Missed) (\d+): ", _behind),
    (r"Of the (\d+) targets? that can be assessed none is behind", none_behind),
    (r"No target can be assessed", none_assessed),
    (r"Behind last time, (pending|not reported|to be checked) now: (\d+) \(", _stale),
    (r"cause or measures (?:are wanting|of what is overdue or suspended are wanting) for (\d+) \(", _unexplained),
    (r"For none of these cause or measures were given", none_explained),
    (r"Of (\d+) units? (\d+) filed in time([^.]*)", _units),
    (r"No filing is due yet \((\d+) units?\)", nobody_yet),
    (r"(\d+) values? (?:is|are) owed with this filing; filed: (\d+)(?:, pending: (\d+))?(?:, missing: (\d+))?", _values),
    (r"overdue by \d+ days?", _overdue),
    (r"(?<=Overdue\. )Nothing", none_overdue),
    (r"(?:^|\) )Done \(|(?<=Done\. )\S", _done),
    (r"[Dd]ue next \(|(?<=Due next\. )\S", _next),
    (r"Preliminary values: (\d+)", preliminary),
    (r"passed: ([\d.]+)% of", progress),
    (r"(?:Of|,) (\d+) targets?[,:] ", of_some),
)  # fmt: skip
NO_FIELD = (
    r"^This is (?:what the responsible units|where the) ", r"^\(This period closes on", r"^Why: ",
    r"^This is the first period", r"^For \d+ a promise fell due",
    r"targets? ha(?:s|ve) a goal for \d+", r"^Indicators wanting: ",
    r"^All values are final", r"^Statuses are computed from", r"^Causes, measures, who answers",
    r"can be assessed, \d+ before", r"^\(\d\) [^.]*$",
)  # fmt: skip
"""Sentences that say no field of the JSON, and the names of subsections: they are read."""


def sentences(text: str) -> list[tuple[int, int, str]]:
    """Each sentence, where it begins and ends; a stop within brackets ends none."""
    found, start, depth = [], 0, 0
    for k, char in enumerate(text):
        depth += (char in "(“") - (char in ")”")
        if char == "." and depth <= 0 and re.match(r"\. (?=[A-Z(\d])|\.$", text[k:]):
            found.append((start, k + 1, text[start : k + 1].strip()))
            start = k + 1
    return [*found, (start, len(text), text[start:].strip())] if text[start:].strip() else found


@pytest.mark.parametrize("case", CASES)
def test_each_sentence_says_a_field(case: str, qstrong: Run, tmp_path: Path) -> None:
    told = Told(case, tmp_path, qstrong, "en")
    free = re.compile("|".join((r"^(?:\(\d\) )?[A-Z][A-Za-z, ]*\.$", *NO_FIELD)))
    assert untied(told, RULES, sentences, lambda one: free.search(one) is not None) == []
    none = any("none is behind" in one or "No target can be assessed" in one for one in told.paragraphs)
    assert (told.bulletin["behind"] == []) == none
