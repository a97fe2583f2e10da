"""How a command ends early: with an exit code, and words for standard error."""

from __future__ import annotations


class StopError(Exception):
    """Ends the run. Exit codes: 1 an error in the data, 2 usage, 3 the plan itself can't be read."""

    def __init__(self, code: int, message: str = "") -> None:
        super().__init__(message)
        self.code, self.message = code, message
