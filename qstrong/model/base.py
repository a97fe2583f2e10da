"""What the values of a file have in common."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, ClassVar, Literal

from qstrong.model.grammar import Str

Lang = Literal["zh", "en"]


def _key(field: str) -> str:
    """The key of a field in a file: `from_` is written `from`."""
    return field.rstrip("_")


@dataclass(frozen=True, slots=True)
class Strict:
    """A value read from a file: keys that it doesn't know are refused."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid", "alias_generator": _key}


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Strict):
    """A text in the languages that its author gave; Chinese always."""

    zh: Str
    en: Str | None = None

    def texts(self) -> tuple[str, ...]:
        """What it says, in each of the languages that its author gave."""
        return tuple(text for one in fields(self) if (text := getattr(self, one.name)))

    def say(self, lang: Lang) -> str:
        """The text in *lang*, or in Chinese where there is none."""
        said: str | None = getattr(self, lang, None)
        return said or self.zh
