"""Who may change what: a unit its own filings, the office everything: for a forge, and as a check."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from qstrong.history.revisions import ABSENT, FILE, LINK, PROGRAM, SUBMODULE, PathChange
from qstrong.model.problem import Problem
from qstrong.model.shapes.value import dataclass
from qstrong.model.task import UnitsFile
from qstrong.read.document import read_document
from qstrong.read.filing import period_of
from qstrong.read.schema import validate_tree
from qstrong.read.source import Source
from qstrong.text.problems import problem

Forge = Literal["github", "gitlab", "gitea"]
BreachReason = Literal["not_own", "not_a_filing", "link", "submodule", "program", "deleted"]

UNITS = "units.yaml"
_BY_MODE: dict[str, BreachReason | None] = {
    FILE: None, LINK: "link", SUBMODULE: "submodule", PROGRAM: "program", ABSENT: "deleted",
}  # fmt: skip
"""Why a filing may not become what it is after a change."""
_ACCOUNT = re.compile(r"@?@?[A-Za-z0-9_][A-Za-z0-9._-]*(?:/[A-Za-z0-9._-]+)*")
_MAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+")


class OwnerError(Exception):
    """What can't be written into CODEOWNERS without meaning something else: an account, or a folder."""


@dataclass(frozen=True, slots=True)
class Breach:
    """A path of a change that isn't its author's to change so, and why."""

    path: str
    why: BreachReason


def read_units(source: Source) -> tuple[UnitsFile | None, tuple[Problem, ...]]:
    """units.yaml alone: whatever else is wrong there doesn't matter here."""
    if UNITS not in dict(source.entries("")):
        return None, (problem("Q002", UNITS, name=UNITS),)
    parsed, wrong = read_document(source, UNITS)
    if parsed is None:
        return None, tuple(wrong)
    checked = validate_tree(UnitsFile, parsed, UNITS)
    return checked.value, checked.problems


def _is_one_of(actor: str, accounts: Iterable[str]) -> bool:
    """Whether *actor* is among *accounts*, with or without @; forges don't tell case apart."""
    plain = actor.removeprefix("@").lower()
    return bool(plain) and plain in {account.removeprefix("@").lower() for account in accounts}


def is_office(who: UnitsFile, actor: str) -> bool:
    """Whether the account *actor* is the office's."""
    return _is_one_of(actor, who.office.accounts)


def units_of(who: UnitsFile, actor: str) -> tuple[str, ...]:
    """The units whose account *actor* is."""
    return tuple(unit.id for unit in who.units if _is_one_of(actor, unit.accounts))


def breaches(changes: Iterable[PathChange], prefix: str, units: Iterable[str]) -> list[Breach]:
    """What of *changes* one who acts for *units* may not do, by path; *prefix* is the data folder's.

    Theirs are the files `progress/<unit>/<period>.yaml`, to add and to edit, and nothing else.
    """
    own = tuple(f"{prefix}progress/{unit}/" for unit in units)
    found = {change.path: why for change in changes if (why := _why(change, own))}
    return [Breach(path, why) for path, why in sorted(found.items())]


def _why(change: PathChange, own: tuple[str, ...]) -> BreachReason | None:
    folder = next((one for one in own if change.path.startswith(one)), None)
    if folder is None:
        return "not_own"
    name = change.path.removeprefix(folder)
    period = period_of(name.removesuffix(".yaml"))
    if period is None or name != f"{period}.yaml":
        return "not_a_filing"
    return _BY_MODE.get(change.after, "not_a_filing")


def codeowners(who: UnitsFile, prefix: str, forge: Forge) -> str:
    """The rules of a CODEOWNERS file: all is the office's, a unit's folder also the unit's.

    GitHub and GitLab go by the last rule that matches, so that a unit's names the office again;
    Gitea by all that match. Raises `OwnerError`.
    """
    office = [_owner(account) for account in who.office.accounts]
    everything = ".*" if forge == "gitea" else "*"
    rules = [(everything, office)] if office else []
    for unit in who.units:
        if unit.accounts:
            own = [_owner(account) for account in unit.accounts]
            pattern = _pattern(f"{prefix}progress/{unit.id}/", forge)
            rules.append((pattern, own if forge == "gitea" else list(dict.fromkeys([*own, *office]))))
    return "".join(f"{pattern} {' '.join(owners)}\n" for pattern, owners in rules)


def _owner(account: str) -> str:
    if _MAIL.fullmatch(account):
        return account
    if not _ACCOUNT.fullmatch(account):
        raise OwnerError(account)
    return account if account.startswith("@") else f"@{account}"


def _pattern(folder: str, forge: Forge) -> str:
    """A rule for all that is in *folder*, whatever characters its name has."""
    if not folder.isprintable():
        raise OwnerError(folder)
    if forge == "gitea":  # a regular expression, and then its blanks, # and \ escaped
        expression = re.sub(r"([.+*?()|\[\]{}^$\\])", r"\\\1", folder) + ".*"
        return re.sub(r"([\\# ])", r"\\\1", expression)
    if forge == "github" and re.search(r"[\[\]#]", folder):  # it has no way of saying these
        folder = re.sub(r"[\[\]#]", "\0", folder)
    escaped = re.sub(r"([\\*?\[\]# ])", r"\\\1", folder)
    return "/" + escaped.replace("\0", "?")
