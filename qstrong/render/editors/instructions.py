"""What to write where, so that an editor finds the schemas."""

from __future__ import annotations

from collections.abc import Sequence

from qstrong.model.base import Lang
from qstrong.model.shapes.value import dataclass
from qstrong.render.formats.jsontext import dumps
from qstrong.text.catalogue import word


@dataclass(frozen=True, slots=True)
class Link:
    """A schema, and a kind of file that it is for."""

    schema: str
    """The schema's path from the working directory."""
    file: str
    """The file's path from there; `<…>` and `*` stand for what differs from file to file."""
    relative: str
    """The schema's path from the folder in which the file stands."""


def instructions(links: Sequence[Link], globs: Sequence[str], lang: Lang) -> str:
    """The first line for each kind of file, in each editor's way; and settings that do without.

    *globs* are the links' files as settings have them.
    """
    written = word("schema_written", lang, n=len(links), names=", ".join(link.schema for link in links))
    parts = [written, "", word("schema_first_line", lang), ""]
    for head, form in (
        ("schema_language_server", "# yaml-language-server: $schema={}"),
        ("schema_jetbrains", "# $schema: {}"),
    ):
        parts.append(word(head, lang))
        for link in links:
            parts += [f"  {link.file}", f"    {form.format(link.relative)}"]
        parts.append("")
    parts += [word("schema_settings", lang), ""]
    paths = [link.schema if link.schema.startswith((".", "/")) else f"./{link.schema}" for link in links]
    settings = dict(zip(paths, globs, strict=True))
    return "\n".join(parts) + "\n" + dumps({"yaml.schemas": settings})
