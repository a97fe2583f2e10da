"""The path: which value is expected by the end of a month."""

from fractions import Fraction
from typing import Any

import pytest

from qstrong.model.period import Period
from qstrong.model.plan import IncrementTarget, LevelTarget
from qstrong.timeline.path import corners, elapsed, on_path, share_of_way
from qstrong.timeline.values import Baseline, Origin
from tests.build import dataset, target

T0, T1 = Period.parse("2024").last, Period.parse("2027").last


def of(
    *,
    base: Any = 80,
    origin: Origin = "declared",
    since: str = "2024",
    at: str = "2025Q3",
    **keys: Any,
) -> tuple[Any, ...]:
    """The path's corners, the value on it, and the share of the way, at one period."""
    data = dataset([target(**keys)])
    (spec,) = data.targets
    assert isinstance(spec, LevelTarget | IncrementTarget)
    baseline = Baseline(base, Period.parse(since).last, origin)
    path, month = corners(data.plan, spec, baseline), Period.parse(at).last
    return (
        path,
        on_path(path, month, count=spec.decimals == 0),
        share_of_way(data.plan, spec, baseline, month),
    )


STONES = {"2026": 96, "2025": 88}


@pytest.mark.parametrize(
    ("keys", "at", "value", "share"),
    [
        ({}, "2025Q3", 85, Fraction(1, 4)),
        ({}, "2025", Fraction(260, 3), Fraction(1, 3)),
        ({}, "2027", 100, 1),
        ({"milestones": STONES}, "2025", 88, Fraction(2, 5)),  # on a corner, whatever their order in the file
        ({"milestones": STONES}, "2025H1", 84, Fraction(1, 5)),
        ({"milestones": STONES}, "2026H1", 92, Fraction(3, 5)),
        ({"milestones": STONES}, "2027H1", 98, Fraction(9, 10)),
        ({"milestones": STONES}, "2027", 100, 1),
        ({"op": "<=", "value": 20, "milestones": {"2025": 30}}, "2025", 30, Fraction(5, 6)),
        (
            {"decimals": 0},
            "2025",
            86,
            Fraction(1, 3),
        ),  # whole ones; the share is time's where it isn't to be added
        ({"decimals": 0, "milestones": {"2025": 89}}, "2025Q1", 82, Fraction(1, 10)),
    ],
)
def test_what_is_expected(
    keys: dict[str, Any], at: str, value: Fraction | int, share: Fraction | int
) -> None:
    assert of(at=at, **keys)[1:] == (value, share)


def test_milestones_outside_the_plan_are_no_corners() -> None:
    path, *_ = of(milestones={"2024": 1, "2025": 88, "2027": 2, "2028": 3})
    assert path == ((T0, 80), (Period.parse("2025").last, 88), (T1, 100))


def test_without_a_baseline_the_path_begins_with_the_first_milestone() -> None:
    data = dataset([target(milestones=STONES)])
    (spec,) = data.targets
    assert isinstance(spec, LevelTarget)
    path = corners(data.plan, spec, None)
    assert [value for _, value in path] == [88, 96, 100]
    assert on_path(path, Period.parse("2025Q3").last, count=False) is None
    assert on_path(path, Period.parse("2025").last, count=False) == 88


def test_elapsed() -> None:
    plan = dataset().plan
    assert [elapsed(plan, month) for month in (T0, T0 + 1, T0 + 18, T1)] == [
        0,
        Fraction(1, 36),
        Fraction(1, 2),
        1,
    ]


def test_of_a_path_with_nothing_but_its_end_the_end_is_known() -> None:
    data = dataset([target()])
    (spec,) = data.targets
    assert isinstance(spec, LevelTarget)
    path = corners(data.plan, spec, None)
    assert path == ((T1, Fraction(100)),)
    assert (on_path(path, T1, count=False), on_path(path, T1 - 1, count=False)) == (Fraction(100), None)
    assert on_path(((T0, Fraction(80)), *path), T0, count=False) == 80
    assert on_path(((T0, Fraction(80)), *path), T0 - 1, count=False) is None
