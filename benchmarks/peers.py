"""What else one could take, and what no reader can go below: CPU time over that of `validate`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.gates import LARGE, bean_check, hledger_check
from benchmarks.measure import Command, FailedError, cpu, spent
from benchmarks.place import Place

FILES = 500
"""Of so many filings is taken what would take minutes for all."""
SCHEMA = "filing.schema.json"


@dataclass(frozen=True)
class PeerTime:
    """How long something took for 10,000 filings, and over how long `validate` took."""

    name: str
    seconds: float
    ratio: float


def peers(place: Place) -> list[PeerTime]:
    """All that can be had here, the slowest first."""
    mine = cpu(place.reading("validate", LARGE, *place.uncached))
    found = [PeerTime("`qstrong validate`", mine, 1.0)]
    found += [PeerTime(name, taken, taken / mine) for name, taken in _taken(place) if taken]
    return sorted(found, key=lambda one: -one.seconds)


def _taken(place: Place) -> Iterator[tuple[str, float | None]]:
    """None where it doesn't do what it is for."""
    yield (
        "the obvious program: CSafeLoader + pydantic (no rules, places or verdicts)",
        cpu(place.obvious(LARGE)),
    )
    yield "bean-check, an entry per value (50,000)", cpu(bean_check(place))
    if ledger := hledger_check(place):
        yield "hledger check, the same", cpu(ledger)
    every = sorted(place.data(LARGE).glob("progress/*/*.yaml"))
    some, times = every[:FILES], len(every) / FILES
    schemas = place.folder / "schemas"
    spent(place.qstrong("schema", "-o", schemas, "--data", place.data(LARGE)))
    check: Command = (place.peers / "check-jsonschema", "--schemafile", schemas / SCHEMA, *some)
    yield "check-jsonschema, each file by itself", _times(place, "check-jsonschema", check, times)
    lint: Command = (place.peers / "yamllint", "-d", "relaxed", *some)
    yield "yamllint, YAML alone", _times(place, "yamllint", lint, times)
    if place.floor:
        names = place.folder / "names.txt"
        names.write_text("".join(f"{path}\n" for path in every), "utf-8")
        for mode, name in (
            ("parse", "libyaml in C, parsing alone"),
            ("read", "reading the bytes"),
            ("stat", "stat alone"),
        ):
            yield f"the least: {name}", cpu((place.floor, mode, names))


def _times(place: Place, name: str, command: Command, times: float) -> float | None:
    """How long so many *times* of what *command* does take; what fails is noted as missing."""
    try:
        return cpu(command, runs=1) * times
    except FailedError as error:
        place.missing[name] = str(error)
        return None
