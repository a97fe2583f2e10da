"""The words of the files' keys: every key has them, and no others are there."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest

from qstrong.model.base import Strict
from qstrong.model.bulletin import Bulletin
from qstrong.model.filing import Explained, Filing
from qstrong.model.grammar import Grammar
from qstrong.model.kinds import KINDS, TargetsFile
from qstrong.model.plan import Target
from qstrong.model.rollup.plans import PlansFile
from qstrong.model.task import TasksFile, UnitsFile
from qstrong.text.fields import class_words, field_catalogue, field_words, grammar_words, value_words
from tests.there import there

FILES = (TargetsFile, TasksFile, UnitsFile, Filing, Bulletin, PlansFile)


def inside(annotation: Any) -> Iterator[Any]:
    """Everything that an annotation is made of."""
    yield annotation
    for one in get_args(annotation):
        if get_origin(annotation) is not Literal:
            yield from inside(one)
    for one in getattr(annotation, "__metadata__", ()):
        yield one


def reached(model: type[Any], found: set[Any]) -> set[type[Any]]:
    """The classes that a file is made of."""
    if model not in found:
        found.add(model)
        for annotation in get_type_hints(model, include_extras=True).values():
            for one in inside(annotation):
                if isinstance(one, type) and issubclass(one, Strict):
                    reached(one, found)
    return found


MODELS = sorted(
    set().union(*(reached(model, set()) for model in FILES), (one.model for one in KINDS.values())),
    key=lambda one: one.__name__,
)
NAMES = {model.__name__: model for model in (*MODELS, Target, Explained)}
TABLES = {"class", "value", "grammar"}


def keys(model: type[Any]) -> set[str]:
    return {field.name.rstrip("_") for field in fields(model)}


@pytest.mark.parametrize("model", MODELS, ids=lambda one: one.__name__)
def test_every_key_has_words_in_both_languages(model: type[Any]) -> None:
    assert class_words(model)
    for key in keys(model):
        words = field_words(model, key)
        for text in (words.title, words.description):
            assert text.zh.strip()
            assert there(text.en).strip()
        assert not words.title.zh.endswith("。")
        assert words.description.zh.endswith("。")
        assert there(words.description.en).endswith(".")


def test_no_words_are_left_over() -> None:
    assert set(field_catalogue()) - TABLES <= set(NAMES)
    assert set(field_catalogue()["class"]) == set(NAMES)
    for name in set(field_catalogue()) - TABLES:
        model = NAMES[name]
        heirs = [one for one in MODELS if issubclass(one, model)]
        assert set(field_catalogue()[name]) <= set().union(*map(keys, heirs)), name


def literals_and_grammars() -> tuple[set[str], set[str]]:
    found = [
        one
        for model in MODELS
        for annotation in get_type_hints(model, include_extras=True).values()
        for one in inside(annotation)
    ]
    choices = {value for one in found if get_origin(one) is Literal for value in get_args(one)}
    return choices - {"natural"}, {one.name for one in found if isinstance(one, Grammar)}


def test_every_choice_and_every_grammar_has_words_and_no_other() -> None:
    choices, grammars = literals_and_grammars()
    assert choices == set(field_catalogue()["value"])
    assert all(value_words(value).en for value in choices)
    assert grammars == set(field_catalogue()["grammar"])
    assert all(grammar_words(name).en for name in grammars)


def test_what_has_no_words_is_refused() -> None:
    with pytest.raises(KeyError):
        field_words(Target, "nothing")
