"""Where the data folder is."""

from __future__ import annotations

import os
from pathlib import Path


def find_data(stated: Path | None) -> Path | None:
    """--data, else $QSTRONG_DATA, else the nearest data/targets.yaml upwards from here."""
    if stated or os.environ.get("QSTRONG_DATA"):
        return stated or Path(os.environ["QSTRONG_DATA"])
    here = Path.cwd()
    return next(
        (up / "data" for up in (here, *here.parents) if (up / "data" / "targets.yaml").is_file()), None
    )
