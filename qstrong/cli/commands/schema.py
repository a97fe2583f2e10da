"""`qstrong schema`: JSON Schemas for editors."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

from qstrong.cli import options as o
from qstrong.cli.complete import complete_choice
from qstrong.model.base import Lang

FILES = {
    "targets": "targets.yaml",
    "tasks": "tasks.yaml",
    "units": "units.yaml",
    "filing": "progress/*/*.yaml",
}
"""The kinds of file, and where they stand in the data folder."""
KINDS = (*FILES, "plans")
"""Beside them the list of many plans, which stands in no data folder."""


@o.command("data", "lang", "no_cache")
def schema(
    options: o.Options,
    kind: Annotated[o.Said, o.argument("[KIND]", "help.schema_kind", complete_choice(*KINDS))] = None,
    directory: Annotated[Path | None, o.option("help.schema_dir", "--output", "-o", metavar="DIR")] = None,
) -> int:
    """help.cmd.schema"""
    from qstrong.cli.folder import find_data
    from qstrong.cli.session import Session
    from qstrong.cli.writer import Writer, put_file
    from qstrong.render.editors.jsonschema import json_schema
    from qstrong.render.formats.flat import md
    from qstrong.render.formats.jsontext import dumps

    writer = Writer(options)
    said = writer.lang
    if kind is not None:
        writer.check("KIND", kind, KINDS)
    elif directory is None:
        raise writer.stop("schema_which", choices=", ".join(KINDS))
    folder = find_data(options.data)
    dataset = Session(options).data() if folder else None
    if dataset is None:
        writer.err("schema_no_data")
    texts = {one: dumps(json_schema(one, said, dataset, md)) for one in ([kind] if kind else FILES)}
    if directory is None:
        sys.stdout.writelines(texts.values())
        return 0
    for one, text in texts.items():
        put_file(directory / f"{one}.schema.json", text.encode(), said, parents=True)
    sys.stdout.write(_instructions(directory, folder or Path("data"), list(texts), said))
    return 0


def _instructions(directory: Path, folder: Path, kinds: list[str], lang: Lang) -> str:
    from qstrong.cli.stop import safe_word as word
    from qstrong.render.editors.instructions import Link, instructions

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
