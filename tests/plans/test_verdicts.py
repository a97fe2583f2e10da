"""Published verdicts against this program's: all of Canada's, and Germany's by a second hand."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

from tests.conftest import Run
from tests.plans.conftest import Real
from tests.plans.convert import KEEP, Entry, figure, operator, values_of

OFFICIAL = {
    "target_achieved": "achieved",
    "substantial_progress": "on_track",
    "moderate_progress": "at_risk",
    "limited_progress": "off_track",
    "deterioration": "worsening",
    "not_available": "not_assessable",
}
"""Canada's words for the statuses."""


def verdicts(qstrong: Run, data: Path) -> dict[str, dict[str, Any]]:
    """What is said of each target; what an older value says where the one that is owed is missing."""
    found = json.loads(qstrong("status", "--data", data, "-f", "json").out)["targets"]
    return {one["id"]: one | {"status": one["last_status"] or one["status"]} for one in found}


def test_canadas_published_verdicts(real: Real, qstrong: Run) -> None:
    data, entries = real("canada")
    said = verdicts(qstrong, data)
    numeric = {name: one for name, one in entries.items() if one["target_value"] is not None}
    wrong = {
        name: (said[name]["status"], one["official_status"])
        for name, one in numeric.items()
        if said[name]["status"] != OFFICIAL[one["official_status"]]
    }
    published = [one for one in numeric.values() if one["official_status"] != "not_available"]
    assert (len(published), wrong) == (39, {})


def test_canadas_published_ratios(real: Real, qstrong: Run) -> None:
    """To nine digits, where neither end lies beyond the target, which the official ratio doesn't ask."""
    data, entries = real("canada")
    said = verdicts(qstrong, data)
    compared = 0
    for name, ratio in ((name, said[name]["pace_ratio"]) for name in said):
        official = entries[name]["official_progress_value"]
        if ratio is not None and said[name]["kind"] == "level":
            compared += 1
            assert abs(ratio - official) <= 1e-4 * abs(official), name
    assert compared == 35  # 33 that are on the way, two that have met the target


def by_hand(one: Entry, values: dict[int, Fraction]) -> str:
    """The symbol of the German method, from what Destatis says of it."""
    end, goal, sign = (
        one["target_year"],
        Fraction(figure(one["target_value"])),
        1 if one["direction"] == "increase" else -1,
    )
    last = max(year for year in values if year <= (end or year))
    value, strict = values[last], operator(one) in ("<", ">")
    met = sign * (value - goal) > 0 or (value == goal and not strict)
    if last == end:
        return "achieved" if met else "missed"
    keep = one["kind"] == KEEP
    if any(year not in values for year in ((last - 5, last) if keep else range(last - 5, last))):
        return "not_assessable"
    trend = (value - values[last - 5]) / 5
    if keep or met:
        words = ("on_track", "at_risk") if met else ("off_track", "worsening")
        return words[sign * trend < 0]
    if sign * trend <= 0:
        return "worsening"
    short = sign * (goal - value - trend * (end - last)) / abs(goal - value)
    return "on_track" if short <= Fraction(1, 20) else "at_risk" if short <= Fraction(1, 5) else "off_track"


def test_germanys_verdicts_by_a_second_hand(real: Real, qstrong: Run, published: Path) -> None:
    data, entries = real("germany")
    values = values_of(published / "germany/values.csv")
    said = verdicts(qstrong, data)
    assert len(said) == len(entries) == 46
    wrong = {}
    for name, one in entries.items():
        series = {year: Fraction(text) for year, text in values[one["values_key"]].items()}
        if (hand := by_hand(one, series)) != said[name]["status"]:
            wrong[name] = (said[name]["status"], hand)
    assert wrong == {}
    assert {one["method"] for one in said.values()} == {"dns"}
    assert {one["expected"] for one in said.values()} == {None}
