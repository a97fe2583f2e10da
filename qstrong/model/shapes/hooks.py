"""What pydantic hands to a type that says itself how it is validated, as a type."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pydantic_core import CoreSchema


class SchemaMaker(Protocol):
    """Makes the schemas of other types: pydantic's own, or that of `read.terms.validator`."""

    def __call__(self, source: type[object], /) -> CoreSchema:
        """The schema of a class by its fields, whatever it says itself."""

    def generate_schema(self, source: object, /) -> CoreSchema:
        """The schema of an annotation."""

    def resolve_ref_schema(self, schema: CoreSchema, /) -> CoreSchema:
        """The schema that a reference stands for."""
