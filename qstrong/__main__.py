"""The command, also as `python -m qstrong`: what can be stopped before anything is imported."""

import sys


def entry_point() -> int:
    """Run the command that the process's arguments name; the exit code. ^C ends it at any instant."""
    try:
        from qstrong.cli.main import main

        return main()
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(entry_point())
