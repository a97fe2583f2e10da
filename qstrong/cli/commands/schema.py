"""`qstrong schema`: JSON Schemas for editors."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from qstrong.cli import options as o
from qstrong.cli.stop import StopError, bad_choice, unwritable
from qstrong.model.base import Lang
from qstrong.text.language import LANGUAGES

FILES = {
    "targets": "targets.yaml",
    "tasks": "tasks.yaml",
    "units": "units.yaml",
    "filing": "progress/*/*.yaml",
}
"""The kinds of file, and where they stand in the data folder."""


def schema(
    kind: Annotated[str | None, typer.Argument(metavar="[KIND]", help="help.schema_kind")] = None,
    directory: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="DIR", help="help.schema_dir")
    ] = None,
    data: o.DataOption = None,
    lang: o.LangOption = None,
) -> int:
    """help.cmd.schema"""
    from qstrong.cli.session import Session, find_data
    from qstrong.cli.writer import Options
    from qstrong.render.editors.jsonschema import json_schema
    from qstrong.render.formats.flat import md
    from qstrong.render.formats.jsontext import dumps
    from qstrong.text.catalogue import word
    from qstrong.text.help import language

    said = language(lang, os.environ)
    if lang and lang not in LANGUAGES:
        raise bad_choice("--lang", lang, tuple(LANGUAGES), LANGUAGES, said)
    if kind is not None and kind not in FILES:
        raise bad_choice("KIND", kind, FILES, FILES, said)
    if kind is None and directory is None:
        raise StopError(2, word("schema_which", said, choices=", ".join(FILES)))
    folder = find_data(data)
    dataset = Session(Options(folder, lang)).data() if folder else None
    if dataset is None:
        sys.stderr.write(word("schema_no_data", said) + "\n")
    texts = {one: dumps(json_schema(one, said, dataset, md)) for one in ([kind] if kind else FILES)}
    if directory is None:
        sys.stdout.writelines(texts.values())
        return 0
    for one, text in texts.items():
        _write(directory, f"{one}.schema.json", text, said)
    sys.stdout.write(_instructions(directory, folder or Path("data"), list(texts), said))
    return 0


def _write(directory: Path, name: str, text: str, lang: Lang) -> None:
    from qstrong.write.files.whole import write_whole

    try:
        directory.mkdir(parents=True, exist_ok=True)
        write_whole(directory / name, text.encode())
    except OSError as error:
        raise unwritable(directory / name, error, lang) from error


def _instructions(directory: Path, folder: Path, kinds: list[str], lang: Lang) -> str:
    from qstrong.render.editors.instructions import Link, instructions
    from qstrong.text.catalogue import word

    links, globs = [], []
    for kind in kinds:
        glob = f"{_path(folder)}/{FILES[kind]}"
        shown = glob.replace("*/*", word("schema_filing", lang))
        schema = directory / f"{kind}.schema.json"
        links.append(Link(_path(schema), shown, _path(schema, (folder / FILES[kind]).parent)))
        globs.append(glob)
    return instructions(links, globs, lang)


def _path(path: Path, start: Path | None = None) -> str:
    """*path* from *start*, else from here; the whole of it where there is no way, as between drives."""
    try:
        found = os.path.relpath(path, start or Path.cwd())
    except ValueError:
        found = str(path.absolute())
    return found.replace(os.sep, "/")
