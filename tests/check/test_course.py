"""Rules on goals of any plan: what can be said wrongly in a target's course, case by case."""

from typing import Any

import pytest

from qstrong.check.registry import check
from tests.build import dataset, target

BASE: dict[str, Any] = {"baseline": {"period": 2024, "value": 90}}
RATE: dict[str, Any] = {"measure": "rate", "uom": "%"}
YEARS: dict[str, Any] = {"frequency": "annual"}


def codes(*specs: dict[str, Any], **keys: Any) -> list[str]:
    found = check(dataset(specs, **keys))
    return [f"{one.code} {one.pointer}" for one in found if one.severity == "error"]


def revised(**keys: Any) -> list[dict[str, Any]]:
    return [{"on": "2026-03-01", "reason": "调整", **keys}]


def relative(**keys: Any) -> dict[str, Any]:
    return {"value": None, **keys}


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        # its own time is that of the calendars that are known
        ({"start": "1899-12-31"}, ["Q620 targets/0/start"]),
        ({"start": "1900-12-31"}, []),
        # a frequency in years
        ({"frequency": {"years": 2}}, []),
        ({"frequency": {"in": [2025, 2027]}}, []),
        ({"frequency": {"in": [2025, 2026]}}, ["Q639 targets/0/frequency"]),
        ({"frequency": {"in": [2024, 2027]}}, ["Q639 targets/0/frequency"]),
        ({"frequency": {"in": ["2026H1", 2027]}}, ["Q639 targets/0/frequency"]),
        ({"frequency": {"in": [2026, 2026, 2027]}}, ["Q639 targets/0/frequency"]),
        ({"frequency": {"in": [2027], "years": 2}}, ["Q639 targets/0/frequency"]),
        ({"frequency": {"years": 0}}, ["Q639 targets/0/frequency"]),
        ({"frequency": {"in": [2025, 2027]}, "revised": revised(end="2026-12-31")},
         ["Q621 targets/0/revised/0/end"]),
        # milestones that a revision sets
        ({"revised": revised(milestones={2026: 95})}, []),
        ({"revised": revised(milestones={2027: 95})}, ["Q606 targets/0/revised/0/milestones/2027"]),
        ({"revised": revised(milestones={2026: 95}, end="2026-12-31")},
         ["Q606 targets/0/revised/0/milestones/2026"]),
        ({"milestones": {2026: 95}, "revised": revised(end="2026-12-31")}, []),  # it falls away
        # a change against op, whichever of them was revised
        ({**BASE, "value": None, "change": {"percent": 10}}, []),
        ({**BASE, "value": None, "change": {"percent": 10}, "revised": revised(op="<")},
         ["Q625 targets/0/revised/0/op"]),
        ({**BASE, "value": None, "change": {"percent": 10}, "revised": revised(change={"by": -1})},
         ["Q625 targets/0/revised/0/change"]),
        ({**BASE, "value": None, "change": {"percent": 10}, "revised": revised(op="<", change={"by": -1})}, []),
        ({"value": None, "change": {"by": 1}, "provisional_baseline": True}, []),
        ({"value": None, "change": {"by": 1}, "provisional_baseline": False}, []),
        # neither a value nor a change
        ({"value": None}, ["Q624 targets/0/id"]),
        # growth, as revisions leave it
        ({"kind": "growth", **RATE, **YEARS, "revised": revised(op="<=")}, ["Q633 targets/0/revised/0/op"]),
        ({"kind": "growth", **RATE, **YEARS, "over": "total", "revised": revised(value=-100)},
         ["Q633 targets/0/revised/0/value"]),
    ],
)  # fmt: skip
def test_what_can_be_said_wrongly(keys: dict[str, Any], expected: list[str]) -> None:
    spec = {key: value for key, value in target(**keys).items() if value is not None}
    assert codes(spec) == expected


@pytest.mark.parametrize(
    ("how", "wrong"),
    [
        ({"sum": ["x", "z"]}, False),
        ({"sum": ["x", "z"], "times": 100}, True),
        ({"ratio": ["x", "z"], "times": 100}, False),
        ({"ratio": ["x", "z"], "times": 0}, True),
    ],
)
def test_how_it_is_computed(how: dict[str, Any], *, wrong: bool) -> None:
    whole = target(id="s", computed=how, **({} if "sum" in how else RATE))
    del whole["reporters"]
    found = codes(target(), target(id="z", name={"zh": "另一个"}), whole | {"name": {"zh": "合计"}})
    assert [one.split()[0] for one in found] == ["Q628"] * wrong


@pytest.mark.parametrize(("end", "fine"), [("2089-12-31", True), ("2090-12-31", False)])
def test_its_own_end_is_before_2090(*, end: str, fine: bool) -> None:
    found = check(dataset([target(end=end)], plan={"end": "2089-12-31"}))
    assert any(one.code == "Q620" and "要是月末" in one.message.zh for one in found) != fine


@pytest.mark.parametrize(
    ("plan", "keys", "place", "before", "after"),
    [
        ({}, {"end": "2026-05-31"}, "end", "2026-03-31", "2026-06-30"),
        ({"end": "2027-06-30"}, {"frequency": {"years": 1}}, "frequency", "2026-12-31", "2027-12-31"),
    ],
)
def test_a_period_ends_where_the_target_does(
    plan: dict[str, Any], keys: dict[str, Any], place: str, before: str, after: str
) -> None:
    """Else it is said where, and the ends of the periods on both sides."""
    (found,) = [one for one in check(dataset([target(**keys)], plan=plan)) if one.code == "Q621"]
    assert found.pointer == f"targets/0/{place}"
    assert before in found.message.zh
    assert after in found.message.zh
