"""All workbooks of one call: each comes in whole or not at all, and stops none of the others."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from qstrong.cli.forms.incoming import Incoming, incoming_workbook
from qstrong.cli.options import Options
from qstrong.cli.session import Session
from qstrong.cli.stop import StopError
from qstrong.model.period import Period
from qstrong.text.catalogue import word


def each_workbook(options: Options, files: list[Path], step: Callable[[Incoming], int]) -> int:
    """Take the *step* with each workbook that can be read; the exit code is the greatest of all.

    Of two that are for the same filing neither is taken.
    """
    session, codes = Session(options), [0]
    session.data()
    by_filing: dict[tuple[str, Period], list[Incoming]] = defaultdict(list)
    for path in files:
        with _going_on(codes):
            one = incoming_workbook(session, path)
            by_filing[one.found.unit, one.found.period].append(one)
    for same in by_filing.values():
        with _going_on(codes):
            if len(same) > 1:
                names = ", ".join(str(one.path) for one in same)
                raise StopError(1, word("import_same_filing", session.lang, names=names))
            same[0].session = Session(options)  # anew: the file before may have changed the data
            codes.append(step(same[0]))
    return max(codes)


@contextmanager
def _going_on(codes: list[int]) -> Iterator[None]:
    """Where a workbook is stopped for what is in it, says so and goes on."""
    try:
        yield
    except StopError as error:
        if error.code != 1:
            raise
        sys.stderr.write(error.message + "\n")
        codes.append(error.code)
