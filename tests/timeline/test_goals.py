"""The goal in force on a day, and who answers on a day."""

from datetime import date
from typing import Any

import pytest

from qstrong.timeline.course import answering, goal_on, is_there
from tests.build import dataset, target


def on(day: str, spec: dict[str, Any]) -> Any:
    return goal_on(dataset([spec]).targets[0], date.fromisoformat(day))


def stones(one: Any) -> dict[str, int]:
    return {str(period): int(value) for period, value in one.milestones.items()}


@pytest.mark.parametrize(
    ("revision", "expected"),
    [
        ({"value": 90}, {"2025": 70, "2026": 85}),
        # those not before the new end fall away
        ({"end": "2026-12-31"}, {"2025": 70}),
        ({"end": "2027-03-31"}, {"2025": 70, "2026": 85}),
        ({"end": "2025-12-31"}, {}),
        # all are replaced, and then fall away likewise
        ({"milestones": {"2025": 60, "2026": 80}}, {"2025": 60, "2026": 80}),
        ({"milestones": {"2026": 80}, "end": "2027-06-30"}, {"2026": 80}),
        ({"milestones": {"2025": 60, "2026": 80}, "end": "2026-12-31"}, {"2025": 60}),
    ],
)
def test_milestones_after_a_revision(revision: dict[str, Any], expected: dict[str, int]) -> None:
    spec = target(milestones={2025: 70, 2026: 85}, revised=[{"on": "2025-06-01", "reason": "调", **revision}])
    assert stones(on("2025-05-31", spec)) == {"2025": 70, "2026": 85}
    assert stones(on("2025-06-01", spec)) == expected


def test_value_and_change_replace_one_another() -> None:
    days = [{"on": "2025-06-01", "change": {"by": 5}, "reason": "调"}, {"on": "2025-09-01", "value": 88, "reason": "调"},
            {"on": "2025-12-01", "op": ">", "reason": "调"}]  # fmt: skip
    spec = target(revised=days, baseline={"period": 2024, "value": 80})
    found = [on(day, spec) for day in ("2025-05-31", "2025-06-01", "2025-09-01", "2025-12-01")]
    assert [(one.value, one.change and one.change.by, one.op) for one in found] == [
        (100, None, ">="), (None, 5, ">="), (88, None, ">="), (88, None, ">"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("units", "named", "day", "who"),
    [
        # the last day is still its own
        (({"id": "u", "until": "2025-05-31", "successor": "w"}, "w"), "u", "2025-05-31", ["u"]),
        (({"id": "u", "until": "2025-05-31", "successor": "w"}, "w"), "u", "2025-06-01", ["w"]),
        (({"id": "u", "until": "2025-05-31"}, "w"), "u", "2025-06-01", []),
        (({"id": "u", "until": "2025-05-31"}, "w"), "uw", "2025-06-01", ["w"]),
        # who comes after another answers from its first day on, till then the other
        (({"id": "u", "until": "2025-05-31", "successor": "w"}, {"id": "w", "from": "2025-06-01"}), "w", "2025-05-31", ["u"]),
        (({"id": "u", "until": "2025-05-31", "successor": "w"}, {"id": "w", "from": "2025-06-01"}), "w", "2025-06-01", ["w"]),
        # from its first day on, though the other isn't gone yet
        (({"id": "u", "until": "2025-06-30", "successor": "w"}, {"id": "w", "from": "2025-06-01"}), "w", "2025-06-01", ["w"]),
        # in between nobody is there: it is asked all the same
        (({"id": "u", "until": "2025-03-31", "successor": "w"}, {"id": "w", "from": "2025-06-01"}), "w", "2025-04-15", ["w"]),
        (({"id": "u", "until": "2025-03-31", "successor": "w"}, {"id": "w", "from": "2025-06-01"}), "w", "2025-03-31", ["u"]),
        # one that comes after nobody, while there is another
        (("u", {"id": "w", "from": "2025-06-01"}), "uw", "2025-05-31", ["u"]),
        (("u", {"id": "w", "from": "2025-06-01"}), "uw", "2025-06-01", ["u", "w"]),
        (("u", {"id": "w", "from": "2025-06-01"}), "w", "2025-05-31", ["w"]),
        # two that became one
        (({"id": "u", "until": "2025-05-31", "successor": "n"}, {"id": "w", "until": "2025-05-31", "successor": "n"},
          {"id": "n", "from": "2025-06-01"}), "n", "2025-05-31", ["u", "w"]),
        # one of them went before: the other answers
        (({"id": "u", "until": "2025-03-31", "successor": "n"}, {"id": "w", "until": "2025-05-31", "successor": "n"},
          {"id": "n", "from": "2025-06-01"}), "n", "2025-05-31", ["w"]),
        # one without a last day is no predecessor
        (({"id": "u", "successor": "n"}, {"id": "n", "from": "2025-06-01"}), "n", "2025-05-31", ["n"]),
        # two steps
        (({"id": "u", "until": "2025-03-31", "successor": "w"}, {"id": "w", "until": "2025-05-31", "successor": "n"}, "n"),
         "u", "2025-06-01", ["n"]),
    ],
)  # fmt: skip
def test_who_answers_on_a_day(units: Any, named: str, day: str, who: list[str]) -> None:
    data = dataset([target()], units=units)
    assert list(answering(data, tuple(named), date.fromisoformat(day))) == who


@pytest.mark.parametrize(
    ("day", "is_one"),
    [("2025-01-31", False), ("2025-02-01", True), ("2025-12-31", True), ("2026-01-01", False)],
)
def test_it_is_there_from_the_day_on_which_it_was_added_to_the_eve_of_its_withdrawal(
    *, day: str, is_one: bool
) -> None:
    spec = target(added="2025-02-01", withdrawn={"on": "2026-01-01", "reason": "调整"})
    assert is_there(dataset([spec]).targets[0], date.fromisoformat(day)) == is_one
    assert is_there(dataset([target()]).targets[0], date.fromisoformat(day))
