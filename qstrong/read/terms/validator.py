"""A file's validator: pydantic's core, built from the annotations of the model's classes.

Only what the model uses is known: classes of fields, `X | None`, tuples, mappings, words, and whatever says
itself how it is validated. `pydantic.TypeAdapter` makes the same of them; importing it, and having it look at
every class, took a third of a start.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Hashable, Mapping
from functools import cache
from inspect import get_annotations
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Literal, Union, get_args, get_origin

from pydantic_core import SchemaValidator

if TYPE_CHECKING:
    from pydantic_core import CoreSchema
    from pydantic_core.core_schema import DataclassField

    from qstrong.model.shapes.value import Fielded


@cache
def validator(model: Hashable) -> SchemaValidator:
    """The validator of a file's class; made once."""
    made = _Made()
    schema = made.generate_schema(model)
    return SchemaValidator({"type": "definitions", "schema": schema, "definitions": [*made.classes.values()]})


def field_validator(kind: type[object], name: str) -> SchemaValidator:
    """The validator of what stands in one field of a class."""
    return validator(_hints(kind)[name])


class _Made:
    """The schemas of the classes met so far: what `__get_pydantic_core_schema__` calls its handler."""

    def __init__(self) -> None:
        self.classes: dict[type[object], CoreSchema] = {}

    def generate_schema(self, kind: object) -> CoreSchema:
        """The schema of an annotation; TypeError for one that isn't known."""
        if isinstance(kind, type) and dataclasses.is_dataclass(kind):
            return self._reference(kind)
        origin, inner = get_origin(kind), get_args(kind)
        if origin is Annotated:
            own = [one for one in inner[1:] if hasattr(one, _OWN)]
            return getattr(own[-1], _OWN)(inner[0], self) if own else self.generate_schema(inner[0])
        if origin is Literal:
            return {"type": "literal", "expected": list(inner)}
        if origin in (Union, UnionType):
            (one,) = (each for each in inner if each is not NoneType)
            return {"type": "nullable", "schema": self.generate_schema(one)}
        if origin is tuple:
            return self._tuple(inner)
        if origin is Mapping:
            keys, values = map(self.generate_schema, inner)
            return {"type": "dict", "keys_schema": keys, "values_schema": values}
        raise TypeError(kind)

    def _tuple(self, inner: tuple[object, ...]) -> CoreSchema:
        if inner[-1] is ...:
            items = [self.generate_schema(inner[0])]
            return {"type": "tuple", "items_schema": items, "variadic_item_index": 0}
        return {"type": "tuple", "items_schema": [*map(self.generate_schema, inner)]}

    def _reference(self, kind: type[Fielded]) -> CoreSchema:
        """A class by its name: it is built once, wherever it is meant."""
        if kind not in self.classes:
            own = getattr(kind, _OWN, self)
            self.classes[kind] = {**own(kind, self), "ref": kind.__qualname__}
        return {"type": "definition-ref", "schema_ref": kind.__qualname__}

    def __call__(self, kind: type[Fielded], _handler: object = None) -> CoreSchema:
        """The schema of a class by its fields, whatever it says itself."""
        hints = _hints(kind)
        parts = [self._field(one, hints[one.name]) for one in dataclasses.fields(kind)]
        args = {
            "type": "dataclass-args",
            "dataclass_name": kind.__name__,
            "fields": parts,
            "extra_behavior": "forbid",
        }
        names = [one["name"] for one in parts]
        made = {"type": "dataclass", "cls": kind, "schema": args, "fields": names}
        return {**made, "slots": hasattr(kind, "__slots__"), "post_init": hasattr(kind, "__post_init__")}

    def _field(self, one: dataclasses.Field[object], hint: object) -> DataclassField:
        schema = self.generate_schema(hint)
        if one.default is not dataclasses.MISSING:
            schema = {"type": "default", "schema": schema, "default": one.default}
        elif one.default_factory is not dataclasses.MISSING:
            schema = {"type": "default", "schema": schema, "default_factory": one.default_factory}
        key = one.name.rstrip("_")
        return {"type": "dataclass-field", "name": one.name, "schema": schema, "validation_alias": key}

    def resolve_ref_schema(self, schema: CoreSchema) -> CoreSchema:
        """*schema* itself: what a class's own function gets of `__call__` is no reference."""
        return schema


_OWN = "__get_pydantic_core_schema__"


def _hints(kind: type[object]) -> dict[str, object]:
    """The annotations of a class and of those that it is derived from, each read where it was written."""
    found: dict[str, object] = {}
    for one in reversed(kind.__mro__):
        found |= _own_hints(one)
    return found


@cache
def _own_hints(kind: type[object]) -> dict[str, object]:
    return get_annotations(kind, eval_str=True)
