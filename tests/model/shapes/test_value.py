"""Frozen values are what the standard library's dataclasses are, made with less."""

import dataclasses
import pickle
import re
from typing import Any

import pytest

from qstrong.model.shapes.value import dataclass
from tests.conftest import ROOT


@dataclass(frozen=True, slots=True)
class Ours:
    a: int
    b: str = "x"
    unseen: int = dataclasses.field(default=0, compare=False, repr=False)


@dataclasses.dataclass(frozen=True, slots=True)
class Theirs:
    a: int
    b: str = "x"
    unseen: int = dataclasses.field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class More(Ours):
    c: int = 0


@dataclass(frozen=True)
class Own:
    a: int

    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return 7

    def __repr__(self) -> str:
        return "own"


@dataclass(frozen=True)
class Nothing:
    pass


@dataclass
class Open:
    a: int


@pytest.mark.parametrize("make", [Ours, Theirs])
def test_values_are_equal_and_hashed_by_what_is_compared(make: Any) -> None:
    one, same, other = make(1, unseen=2), make(1, unseen=3), make(2)
    assert one == same
    assert hash(one) == hash(same)
    assert one != other
    assert one.__eq__("1") is NotImplemented
    assert len({one, same, other}) == 2
    assert repr(one) == f"{make.__name__}(a=1, b='x')"
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.a = 3
    with pytest.raises((AttributeError, TypeError)):
        one.else_ = 3
    assert dataclasses.replace(one, a=2) == other
    assert pickle.loads(pickle.dumps(one)) == one


def test_a_class_is_equal_to_itself_alone() -> None:
    assert More(1) != Ours(1)
    assert More(1, c=1) != More(1)
    assert repr(More(1)) == "More(a=1, b='x', c=0)"
    assert Nothing() == Nothing()
    assert hash(Nothing()) == hash(Nothing())


def test_what_a_class_says_itself_stays() -> None:
    assert Own(1) == Own(2)
    assert (hash(Own(1)), repr(Own(1))) == (7, "own")


def test_what_isnt_frozen_is_the_standard_librarys() -> None:
    assert Open(1) == Open(1)
    assert repr(Open(1)) == "Open(a=1)"
    one = Open(1)
    one.a = 2
    assert one == Open(2)


def test_every_class_of_the_package_is_made_so() -> None:
    own = "qstrong/model/shapes/value.py"
    theirs = [
        path
        for path in (ROOT / "qstrong").rglob("*.py")
        if re.search(r"^from dataclasses import .*\bdataclass\b", path.read_text("utf-8"), re.MULTILINE)
    ]
    assert [str(path.relative_to(ROOT)) for path in theirs if str(path.relative_to(ROOT)) != own] == []
