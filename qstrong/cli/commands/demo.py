"""`qstrong demo`: a folder of made-up data to try things in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from qstrong.cli import options as o

FOLDER = Path("qstrong-demo")


@o.command("lang")
def demo(
    options: o.Options,
    folder: Annotated[Path | None, o.argument("[DIR]", "help.demo_folder")] = None,
) -> int:
    """help.cmd.demo"""
    from qstrong.cli.setup.sample import write_demo
    from qstrong.cli.writer import Writer

    return write_demo(folder or FOLDER, Writer(options).lang)
