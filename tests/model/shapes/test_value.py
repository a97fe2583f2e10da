"""Frozen values are what the standard library's dataclasses are, made with less."""

import copy
import dataclasses
import inspect
import pickle
import re
from importlib import import_module
from typing import Any

import pytest

from qstrong.model.shapes.value import _init, dataclass, with_fields
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


def _full(made: Any) -> Any:
    @made(frozen=True, slots=True)
    class Full:
        a: int
        n: int = dataclasses.field(kw_only=True)
        b: tuple[int, ...] = ()
        c: list[int] = dataclasses.field(default_factory=list)
        d: dict[int, int] = dataclasses.field(default_factory=dict, init=False)
        e: int = dataclasses.field(default=0, kw_only=True)

        def __post_init__(self) -> None:
            if self.a < 0:
                raise ValueError(self.a)

    return Full


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


@pytest.mark.parametrize("make", [_full(dataclass), _full(dataclasses.dataclass)])
def test_a_class_takes_what_the_standard_librarys_would(make: Any) -> None:
    one, other = make(1, n=2), make(1, (), n=2)
    assert one == other
    assert one.c is not other.c
    assert one.d is not other.d
    assert make(1, (2,), [3], n=4, e=5) == make(a=1, b=(2,), c=[3], n=4, e=5)
    for wrong in ({}, {"a": 1}, {"a": 1, "n": 1, "d": {}}, {"a": 1, "n": 1, "z": 1}):
        with pytest.raises(TypeError):
            make(**wrong)
    with pytest.raises(TypeError):
        make(1, (), [], 4)
    with pytest.raises(ValueError, match="-1"):
        make(-1, n=2)
    with pytest.raises(dataclasses.FrozenInstanceError):
        del one.a
    for copied in (copy.copy(one), copy.deepcopy(one)):
        assert copied == one


@pytest.mark.parametrize("wrong", [(), (1, 2, 3, 4)])
def test_a_class_whose_first_value_fails_makes_the_next(wrong: tuple[int, ...]) -> None:
    @dataclass(frozen=True, slots=True)
    class New:
        a: int

    with pytest.raises(TypeError, match=r"New\.__init__\(\)"):
        New(*wrong)
    assert New(1).a == 1


def test_every_class_takes_its_fields() -> None:
    seen = 0
    for path in sorted((ROOT / "qstrong").rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for one in vars(import_module(name)).values():
            if isinstance(one, type) and dataclasses.is_dataclass(one) and one.__module__ == name:
                seen += 1
                parts: Any = [(each.name, each.type, each) for each in dataclasses.fields(one)]
                twin: Any = dataclasses.make_dataclass(one.__name__, parts)
                own: Any = vars(one)["__init__"]
                made = _init(one) if own.__qualname__.endswith("first") else own
                theirs = inspect.signature(twin.__init__).parameters.values()
                ours = inspect.signature(made).parameters.values()
                assert [(x.name, x.kind) for x in ours] == [(x.name, x.kind) for x in theirs], one
                assert [x.default is x.empty for x in ours] == [x.default is x.empty for x in theirs], one
    assert seen > 200


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


def test_fields_are_given_anew_by_their_names() -> None:
    one = More(1, "y", 2, 3)
    assert with_fields(one, {"a": 5, "c": 6}) == More(5, "y", 2, 6)
    assert one == More(1, "y", 2, 3)
    with pytest.raises(TypeError):
        with_fields(one, {"d": 1})
