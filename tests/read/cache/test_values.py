"""Whatever a file comes to is the same after it was kept: every digit of it, every text and day."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qstrong.model.base import Text, UnitOfMeasure
from qstrong.model.bulletin import Bulletin
from qstrong.model.filing import ActionReport, Filing, Observation
from qstrong.model.period import Period
from qstrong.model.plan import AnyTarget, LevelTarget
from qstrong.model.terms.course import InYears
from qstrong.read.cache.columns import filings_of, table
from qstrong.read.cache.plain import classes, decoded, encoded, field_names


def of_fields(kind: type[Any]) -> st.SearchStrategy[Any]:
    """Values of a class, each field whatever its annotation allows."""
    found = {
        name: st.from_type(hint) for name, hint in get_type_hints(kind).items() if name in field_names(kind)
    }
    return st.fixed_dictionaries(found).map(lambda given: kind(**given))


for each in classes().values():
    st.register_type_strategy(each, of_fields)
st.register_type_strategy(Text, st.builds(Text, zh=st.text(), en=st.none() | st.text()))
TEXTS = st.text(st.characters())  # surrogates, too
NUMBERS = st.from_regex(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,6})?", fullmatch=True).map(Decimal)
PERIODS = st.builds(
    Period, st.integers(1900, 2099), st.sampled_from((12, 6, 3, 1)), st.just(1), st.integers(-11, 11)
)
MADE = {
    str: TEXTS,
    Decimal: NUMBERS,
    date: st.dates(),
    Fraction: st.fractions(),
    Period: PERIODS,
}
for kind, made in MADE.items():
    st.register_type_strategy(kind, made)
st.register_type_strategy(Mapping, lambda kind: st.dictionaries(*map(st.from_type, get_args(kind))))


def written(value: Any) -> Any:
    """*value* in such a way that 1.0 and 1.00 differ, and a text from a unit of measure."""
    kind: Any = type(value)
    if kind in (tuple, list):
        return kind, [written(one) for one in value]
    if kind is dict:
        return kind, [(written(key), written(one)) for key, one in value.items()]
    if kind.__name__ in classes():
        return kind, [written(getattr(value, name)) for name in field_names(kind)]
    return kind, str(value), repr(getattr(value, "texts", None))


def through(value: Any) -> Any:
    return json.loads(json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass"))


ENTRIES = st.tuples(
    st.lists(st.from_type(Observation), max_size=4), st.lists(st.from_type(ActionReport), max_size=4)
)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.from_type(Filing), ENTRIES), max_size=5))
def test_filings(found: list[tuple[Filing, tuple[list[Observation], list[ActionReport]]]]) -> None:
    filings = [
        Filing(
            **{name: getattr(one, name) for name in field_names(Filing)}
            | {"observations": tuple(observations), "actions": tuple(actions)}
        )
        for one, (observations, actions) in found
    ]
    back = filings_of(through(table(filings)))
    assert back == filings
    assert written(tuple(back)) == written(tuple(filings))


@settings(deadline=None, max_examples=60)
@given(st.one_of([st.from_type(one) for one in (*get_args(AnyTarget), Bulletin)]))
def test_what_stands_in_other_files(value: Any) -> None:
    assert written(decoded(through(encoded(value)))) == written(value)


def test_values_that_python_takes_for_one_stay_apart() -> None:
    numbers = ("1", "1.0", "1.00", "-0", "0", "0.000000")
    rows = tuple(Observation(indicator="x", value=Decimal(text)) for text in numbers)
    filing = Filing(unit="u", period=Period(2026, 3, 1), filed=date(2026, 4, 1), observations=rows)
    (back,) = filings_of(through(table([filing])))
    assert [str(one.value) for one in back.observations] == list(numbers)


def test_units_of_measure_keep_their_languages() -> None:
    value = UnitOfMeasure.of(Text(zh="亿元", en="bn"))
    back = decoded(through(encoded(value)))
    assert isinstance(back, UnitOfMeasure)
    assert (back, back.say("en")) == ("亿元", "bn")


def test_every_class_of_a_file_is_known() -> None:
    assert {Filing, Observation, LevelTarget, InYears, Bulletin, Text} <= set(classes().values())
    assert all(one.__module__.startswith("qstrong.model.") for one in classes().values())
    assert all(getattr(one, "__slots__", None) is not None for one in classes().values())


@pytest.mark.parametrize("value", [1.5, object(), {1}, b"x"])
def test_what_no_file_comes_to_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        encoded(value)


@pytest.mark.parametrize(
    "found",
    [
        ["nothing", 1],
        ["Observation"],
        ["Filing", 1, 2],
        ["day", "x"],
        ["os.system", "true"],
        [[]],
        ["map", 1],
    ],
)
def test_what_was_made_by_something_else_is_refused(found: Any) -> None:
    with pytest.raises(Exception):  # noqa: B017, PT011 (whichever)
        decoded(found)


def test_a_column_that_is_cut_is_refused() -> None:
    row = Observation(indicator="x", value=Decimal(1))
    other = Observation(indicator="y", value=Decimal(2))
    made = table(
        [Filing(unit="u", period=Period(2026, 3, 1), filed=date(2026, 4, 1), observations=(row, other))]
    )
    _, columns = made["observations"]
    for column in columns:
        if isinstance(column, list):
            column.pop()
    with pytest.raises(ValueError, match=r".+"):
        filings_of(made)
