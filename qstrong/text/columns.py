"""What the tables and columns of an export are called and mean, in Chinese and English: columns.toml."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from qstrong.text.fields import FieldEntry, FieldWords, entry_words, field_words
from qstrong.text.language import in_each


@cache
def columns() -> dict[str, dict[str, FieldEntry]]:
    """All of columns.toml: by table, and `shared` for columns that several have."""
    import tomllib

    return tomllib.loads(Path(__file__).with_name("columns.toml").read_text("utf-8"))


def table_words(table: str) -> FieldWords:
    """What a table is called, and what a row of it is. KeyError where that isn't said."""
    return entry_words(columns()[table]["_table"])


def column_words(table: str, column: str, model: type[object] | None) -> FieldWords:
    """The words of a column: the table's own, the shared ones, or those of *model*'s key of that name.

    A text in another language (`name_en`) takes those of the text.
    """
    for part in (table, "shared"):
        if (entry := columns().get(part, {}).get(column)) is not None:
            return entry_words(entry)
    base, _, lang = column.rpartition("_")
    if base and (entry := columns()["shared"].get(f"_{lang}")) is not None:
        said, other = column_words(table, base, model), entry_words(entry)
        return FieldWords(
            in_each(lambda one: other.title.say(one).format(title=said.title.say(one))), other.description
        )
    if model is None:
        raise KeyError(f"{table}.{column}")
    return field_words(model, column)
