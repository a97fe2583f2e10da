"""The command, also as `python -m qstrong`: what can be stopped before anything is imported."""

import gc
import sys


def entry_point() -> int:
    """Run the command that the process's arguments name; the exit code. ^C ends it at any instant."""
    try:
        from qstrong.cli.main import main

        return main()
    except KeyboardInterrupt:
        return 130
    finally:
        gc.freeze()  # all that there is goes with the process: nobody need look for what isn't used any more


if __name__ == "__main__":
    sys.exit(entry_point())
