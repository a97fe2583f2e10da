"""What the values of a file have in common."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from qstrong.model.grammar import Str, UomText, parse_uom
from qstrong.model.shapes.value import dataclass

if TYPE_CHECKING:
    from pydantic_core import CoreSchema

    from qstrong.model.shapes.hooks import SchemaMaker

Lang = Literal["zh", "en"]


def _key(field: str) -> str:
    """The key of a field in a file: `from_` is written `from`."""
    return field.rstrip("_")


@dataclass(frozen=True, slots=True)
class Strict:
    """A value read from a file: keys that it doesn't know are refused."""

    __pydantic_config__: ClassVar[dict[str, object]] = {"extra": "forbid", "alias_generator": _key}


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Strict):
    """A text in the languages that its author gave, of which one suffices.

    A plain string, in the folder's own language, stands as `zh` and is said in any.
    """

    zh: Str = ""
    en: Str | None = None

    @classmethod
    def __get_pydantic_core_schema__(cls, source: type[object], handler: SchemaMaker) -> CoreSchema:
        from pydantic_core import core_schema

        inner = dict(handler.resolve_ref_schema(handler(source)))
        return core_schema.no_info_before_validator_function(
            lambda value: {"zh": value} if isinstance(value, str) and value.strip() else value,
            inner,
            ref=inner.pop("ref", None),  # what stands before it goes by its name: else it counts once alone
        )

    @property
    def first(self) -> str:
        """What it says in the first of its languages."""
        return self.zh or self.en or ""

    def texts(self) -> tuple[str, ...]:
        """What it says, in each of the languages that its author gave."""
        return tuple(text for one in fields(self) if (text := getattr(self, one.name)))

    def say(self, lang: Lang) -> str:
        """The text in *lang*, or in the other language where there is none."""
        said: str | None = getattr(self, lang, None)
        return said or self.first


class UnitOfMeasure(str):
    """A unit of measure: the first of its texts, by which it is compared, with those in other languages."""

    __slots__ = ("texts",)
    texts: Text

    @classmethod
    def of(cls, texts: Text) -> UnitOfMeasure:
        """The unit of measure that *texts* name; a sign of per cent is one, however wide it is typed."""
        made = cls(parse_uom(texts.first))
        made.texts = texts
        return made

    def say(self, lang: Lang) -> str:
        """What it is called in *lang*."""
        return parse_uom(self.texts.say(lang))


class _Measured:
    """Tells pydantic that a unit of measure is a text, or texts by language."""

    def __get_pydantic_core_schema__(self, source: object, handler: SchemaMaker) -> CoreSchema:
        from pydantic_core import core_schema

        texts = core_schema.no_info_after_validator_function(UnitOfMeasure.of, handler.generate_schema(Text))
        return core_schema.tagged_union_schema(
            {"<text>": handler.generate_schema(UomText), "<texts>": texts},
            discriminator=lambda value: "<texts>" if isinstance(value, dict) else "<text>",
        )


Uom = Annotated[str, _Measured()]
"""A unit of measure; "" where there is none."""
