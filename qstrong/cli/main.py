"""The command line's beginning: what asks for nothing else is answered before anything else is imported."""

from __future__ import annotations

import gc
import sys

from qstrong import __version__

RARELY = 100_000, 20, 20
"""So rarely Python looks for what nobody uses any more: nearly all that is read is used to the end."""


def main(argv: list[str] | None = None) -> int:
    """Run the command that *argv* (else the process's own) names; the exit code."""
    try:
        from qstrong.cli.streams import prepare

        given = list(sys.argv[1:] if argv is None else argv)
        prepare()
        if given[:1] == ["--version"]:
            return _version()
        gc.set_threshold(*RARELY)
        from qstrong.cli.app import run_command

        return run_command(given)
    except KeyboardInterrupt:  # before there is a command that could be asked to stop
        return 130
    finally:
        if tree := sys.modules.get("qstrong.history.tree"):
            tree.close_all()


def _version() -> int:
    try:
        sys.stdout.write(f"qstrong {__version__}\n")
        sys.stdout.flush()
    except OSError as error:
        from qstrong.cli.app import failed

        return failed(error, [])
    return 0
