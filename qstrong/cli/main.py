"""The command line's beginning: what asks for nothing else is answered before anything else is imported."""

from __future__ import annotations

import sys

from qstrong import __version__


def main(argv: list[str] | None = None) -> int:
    """Run the command that *argv* (else the process's own) names; the exit code."""
    given = list(sys.argv[1:] if argv is None else argv)
    if given[:1] == ["--version"]:
        sys.stdout.write(f"qstrong {__version__}\n")
        return 0
    from qstrong.cli.app import run_command

    return run_command(given)
