"""The options that commands share, declared once, and what a command gets for them.

Help texts are keys of the catalogue, said when the language is known.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from copy import copy
from dataclasses import fields
from functools import partial
from importlib import import_module
from inspect import Parameter, Signature, signature
from pathlib import Path
from typing import Annotated, get_args, get_type_hints

import typer
from typer.models import ArgumentInfo, OptionInfo

from qstrong.cli.complete import (
    complete_choice,
    complete_groups,
    complete_periods,
    complete_revisions,
    complete_tasks,
    complete_units,
)
from qstrong.model.shapes.value import dataclass
from qstrong.render.formats.register import OutputKind, formats_of
from qstrong.text.language import LANGUAGES

COLORS = ("auto", "always", "never")
_FORMAT: dict[OutputKind, str] = {"due": "help.format_due", "findings": "help.format_findings"}
"""What --format says of the kinds of output that need more than their formats' names."""
Said = str | None
Several = list[str] | None
"""What most options take, once and more than once."""
Completer = Callable[..., object]


def argument(metavar: str, key: str, complete: Completer | None = None, **more: object) -> ArgumentInfo:
    """How typer reads an argument; *key* is that of its help."""
    made: Callable[..., ArgumentInfo] = typer.Argument
    return made(metavar=metavar, help=key, autocompletion=complete, **more)


def option(
    key: str, *names: str, metavar: str | None = None, complete: Completer | None = None
) -> OptionInfo:
    """How typer reads an option of those *names*; *key* is that of its help."""
    made: OptionInfo = typer.Option(*names, metavar=metavar, help=key, autocompletion=complete)
    return made


def choice(key: str, name: str, choices: Iterable[str]) -> OptionInfo:
    """An option whose *choices* are said in its place."""
    return option(key, name, metavar="|".join(choices), complete=complete_choice(*choices))


@dataclass(frozen=True, slots=True)
class Options:
    """What the common options say."""

    data: Annotated[Path | None, option("help.data", "--data", metavar="DIR")] = None
    as_of: Annotated[
        str | None, option("help.as_of", "--as-of", metavar="DAY|PERIOD", complete=complete_periods)
    ] = None
    at: Annotated[str | None, option("help.at", "--at", metavar="REV", complete=complete_revisions)] = None
    """The revision whose data is meant, rather than the folder's."""
    known_on: Annotated[str | None, option("help.known_on", "--known-on", metavar="DAY")] = None
    """The day by which the data had been committed."""
    lang: Annotated[str | None, choice("help.lang", "--lang", LANGUAGES)] = None
    format: Annotated[str | None, option("help.format", "--format", "-f", metavar="FORMAT")] = None
    output: Annotated[Path | None, option("help.output", "--output", "-o", metavar="FILE")] = None
    color: Annotated[str, choice("help.color", "--color", COLORS)] = "auto"
    ascii_only: Annotated[bool, option("help.ascii", "--ascii")] = False
    strict: Annotated[bool, option("help.strict", "--strict")] = False
    no_cache: Annotated[bool, option("help.no_cache", "--no-cache")] = False


READING = tuple(one.name for one in fields(Options))
"""What a command that looks at data takes: every one of them."""
FILING = ("data", "as_of", "lang", "no_cache")
"""What a command that writes into the data folder takes."""

GroupOption = Annotated[Several, option("help.group", "--group", complete=complete_groups)]
UnitOption = Annotated[Several, option("help.unit", "--unit", complete=complete_units)]
TaskOption = Annotated[Several, option("help.task", "--task", complete=complete_tasks)]
DryRunOption = Annotated[bool, option("help.dry_run", "--dry-run", "-n")]
AcceptReasonOption = Annotated[Said, option("help.accept_reason", "--accept-reason", metavar="TEXT")]

_READY = {"Writer": "qstrong.cli.writer", "Session": "qstrong.cli.session"}
_Command = Callable[..., int]
_options: Callable[..., Options] = Options


def command(
    *names: str, kind: OutputKind = "document", more: Callable[[], list[Parameter]] = list
) -> Callable[[_Command], _Command]:
    """Gives a command the common options of those *names*, behind its own.

    Its first parameter's type says what it gets for them: `Options`, or a `Writer` or `Session` that is made
    of them. *kind* is what the command writes: so --format knows its choices. *more* gives the parameters
    that its `**given` stands for, which come behind its arguments.
    """

    def declared(function: _Command) -> _Command:
        wanted, *own = signature(function).parameters.values()
        hints = get_type_hints(function, localns={wanted.annotation: object}, include_extras=True)
        common = _declarations(kind)
        named = [
            one.replace(annotation=hints[one.name], kind=Parameter.KEYWORD_ONLY)
            for one in own
            if one.kind is not Parameter.VAR_KEYWORD
        ]
        first = [one for one in named if isinstance(one.annotation.__metadata__[0], ArgumentInfo)]
        behind = [one for one in named if one not in first]
        parameters = [*first, *more(), *behind, *(common[name] for name in names)]

        def run(**given: object) -> int:
            said: object = _options(**{name: given.pop(name) for name in names})
            if wanted.annotation in _READY:
                said = getattr(import_module(_READY[wanted.annotation]), wanted.annotation)(said, kind)
            return function(said, **given)

        run.__name__, run.__doc__ = function.__name__, function.__doc__
        run.__annotations__ = {one.name: one.annotation for one in parameters}
        run.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
        said_here = [one for one in parameters if one in (*named, *common.values())]
        run.__dict__["with_none_blank"] = partial(_with_none_blank, said_here)
        return run

    return declared


_BLANK = {
    **dict.fromkeys(("BASE", "HEAD", "REV"), "revision"),
    "DAY": "day",
    "DAY|PERIOD": "day_or_period",
}
"""By what stands for a value in the help, what to say where it is blank."""


def _with_none_blank(parameters: Iterable[Parameter], command: _Command) -> _Command:
    """*command*, run where no value is blank. The library may go on to make a path of one: this folder."""

    def run(**given: object) -> int:
        _refuse_blank(parameters, given)
        return command(**given)

    return run


def _refuse_blank(parameters: Iterable[Parameter], given: Mapping[str, object]) -> None:
    """Raises `StopError` (2) where a value is blank: as by a variable that nobody has set."""
    for one in parameters:
        value = given.get(one.name)
        for text in value if isinstance(value, list | tuple) else [value]:
            if isinstance(text, str) and not text.strip():
                from qstrong.cli.folder import find_data, spoken
                from qstrong.cli.stop import StopError, safe_word
                from qstrong.text import families
                from qstrong.text.help import language

                declared = get_args(one.annotation)[1]
                metavar = (declared.metavar or one.name.upper()).strip("[].")
                names = map(str, (declared.default, *(declared.param_decls or ())))
                name = next((name for name in names if name.startswith("--")), metavar)
                data, said = (given.get(one) for one in ("data", "lang"))
                folder = find_data(data if isinstance(data, Path) else None)
                lang = language(said if isinstance(said, str) else None, os.environ, spoken(folder))
                meant = safe_word(families.BLANK.key(_BLANK[metavar]), lang) if metavar in _BLANK else ""
                raise StopError(2, safe_word("value_blank", lang, option=name, text=text, meant=meant))


def _declarations(kind: OutputKind) -> dict[str, Parameter]:
    """The common options as parameters of a command."""
    hints = get_type_hints(Options, include_extras=True)
    base, option = get_args(hints["format"])
    option = copy(option)
    option.help = f"{_FORMAT.get(kind, option.help)}:{kind}"  # see `app`
    option.autocompletion = complete_choice(*formats_of(kind))
    hints["format"] = Annotated[base, option]
    return {
        one.name: Parameter(one.name, Parameter.KEYWORD_ONLY, default=one.default, annotation=hints[one.name])
        for one in fields(Options)
    }


def reorder(argv: list[str]) -> list[str]:
    """*argv* with common options that stand before the command put behind it."""
    declared = [get_args(hint) for hint in get_type_hints(Options, include_extras=True).values()]
    takes = {
        name: 1 if base is bool else 2
        for base, option in declared
        for name in (option.default, *option.param_decls)
    }
    moved: list[str] = []
    rest = list(argv)
    while rest and rest[0].startswith("-"):
        name = rest[0].split("=", 1)[0]
        if name not in takes:
            break
        taken = 1 if "=" in rest[0] else takes[name]
        moved += rest[:taken]
        rest = rest[taken:]
    return [*rest[:1], *moved, *rest[1:]] if rest else []  # no command: the help
