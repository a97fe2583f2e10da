"""The obvious design: CSafeLoader and pydantic, without rules, places and verdicts; a program of its own."""

from __future__ import annotations

import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict


class Strict(BaseModel):
    """What has no other keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Observation(Strict):
    """A value."""

    indicator: str
    value: Decimal
    source: str


class Filing(Strict):
    """What a unit files."""

    unit: str
    period: str
    filed: date
    observations: tuple[Observation, ...]


class Named(Strict):
    """A name."""

    zh: str


class Baseline(Strict):
    """Where a target starts."""

    period: int
    value: Decimal


class Target(Strict):
    """A target of kind level."""

    id: str
    name: Named
    group: str
    kind: str
    op: str
    value: Decimal
    uom: str
    measure: str
    frequency: str
    decimals: int
    reporters: tuple[str, ...]
    tasks: tuple[int, ...]
    baseline: Baseline


class Unit(Strict):
    """Whoever reports."""

    id: str
    name: Named
    kind: str


def main(folder: Path) -> None:
    """Read and validate all of *folder*."""
    for name, key, model in (("targets", "targets", Target), ("units", "units", Unit)):
        tree = yaml.load((folder / f"{name}.yaml").read_bytes(), yaml.CSafeLoader)
        for one in tree[key]:
            model.model_validate(one)
    yaml.load((folder / "tasks.yaml").read_bytes(), yaml.CSafeLoader)
    found = [
        Filing.model_validate(yaml.load(path.read_bytes(), yaml.CSafeLoader))
        for path in sorted((folder / "progress").rglob("*.yaml"))
    ]
    print(len(found), "filings")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
