"""The keys of the model's classes, as a schema or a page goes through them."""

from __future__ import annotations

from dataclasses import MISSING, Field, fields
from typing import get_type_hints

from qstrong.model.shapes.value import Fielded, dataclass


@dataclass(frozen=True, slots=True)
class ModelKey:
    """One key of a class: what becomes of its annotation, and whether it has to be there."""

    model: type[object]
    field: Field[object]
    annotation: object

    @property
    def name(self) -> str:
        """The key as files have it."""
        return self.field.name.rstrip("_")

    @property
    def required(self) -> bool:
        """Whether it has no default."""
        return self.field.default is MISSING and self.field.default_factory is MISSING


def model_keys(model: type[Fielded]) -> list[ModelKey]:
    """A class's keys, in the order in which it has them."""
    hints = get_type_hints(model, include_extras=True)
    return [ModelKey(model, one, hints[one.name]) for one in fields(model)]
