"""The command line's beginning: what asks for nothing else is answered before anything else is imported."""

from __future__ import annotations

import sys

from qstrong import __version__


def main(argv: list[str] | None = None) -> int:
    """Run the command that *argv* (else the process's own) names; the exit code."""
    try:
        from qstrong.cli.streams import prepare

        given = list(sys.argv[1:] if argv is None else argv)
        prepare()
        if given[:1] == ["--version"]:
            return _version()
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
