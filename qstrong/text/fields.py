"""What the keys of the files are called and mean, in Chinese and English: fields.toml."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from qstrong.model.base import Lang, Text
from qstrong.model.filing import ENTRIES
from qstrong.model.shapes.value import dataclass
from qstrong.text import families
from qstrong.text.catalogue import word
from qstrong.text.families import Family
from qstrong.text.labels import label_word
from qstrong.text.language import in_each, text_of


@dataclass(frozen=True, slots=True)
class FieldWords:
    """A key's title, and what it means in a sentence or two."""

    title: Text
    description: Text


FieldEntry = dict[str, list[str]]
"""By language a title and a description."""


@cache
def field_catalogue() -> dict[str, dict[str, FieldEntry | list[str]]]:
    """All of fields.toml: by class and key, and the tables `class`, `value` and `grammar`."""
    import tomllib

    return tomllib.loads(Path(__file__).with_name("fields.toml").read_text("utf-8"))


def field_words(model: type[object], key: str) -> FieldWords:
    """The words of *model*'s key, else its parent's. KeyError where there are none."""
    for cls in model.__mro__:
        if isinstance(entry := field_catalogue().get(cls.__name__, {}).get(key), dict):
            return entry_words(entry)
    raise KeyError(f"{model.__name__}.{key}")


def key_words(key: str) -> FieldWords:
    """The words of a key of an entry. KeyError where none has it."""
    return field_words(next(one for one in ENTRIES.values() if key in one.__dataclass_fields__), key)


def key_word(key: str, lang: Lang, shorter: Family | None = None) -> str:
    """What a key of an entry is called; where there are *shorter* words for it, by these."""
    return (
        word(shorter.key(key), lang) if shorter and key in shorter.members else key_words(key).title.say(lang)
    )


def choice_word(key: str, value: str, lang: Lang) -> str:
    """The word for what may be chosen under a key: the state of an action, or a flag."""
    return label_word(value, lang) if key == "state" else word(families.FORM_FLAG.key(value), lang)


def class_words(model: type[object]) -> Text:
    """What a mapping of *model*'s keys is called. KeyError where that isn't said."""
    return _phrase("class", model.__name__)


def value_words(value: str) -> Text:
    """What one of the values means that a key chooses from. KeyError where that isn't said."""
    return _phrase("value", value)


def grammar_words(name: str) -> Text:
    """How to write what a grammar asks for. KeyError where that isn't said."""
    return _phrase("grammar", name)


def _phrase(table: str, name: str) -> Text:
    """What stands in one of those tables."""
    phrase = field_catalogue()[table][name]
    assert isinstance(phrase, list)
    return text_of(phrase)


def entry_words(entry: FieldEntry) -> FieldWords:
    """An entry of the tables: by language a title and a description."""
    return FieldWords(in_each(lambda lang: entry[lang][0]), in_each(lambda lang: entry[lang][1]))
