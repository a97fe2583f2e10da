"""The commands: found by name, their help said in the reader's language; errors end here."""

from __future__ import annotations

import os
import re
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer
from typer.core import TyperCommand, TyperGroup

from qstrong.cli.folder import folders_own, typed_path
from qstrong.cli.streams import give_up, not_printed
from qstrong.text.help import help_text, speaking, usage_error
from qstrong.text.language import say
from qstrong.text.words.help import HELP

if TYPE_CHECKING:
    from collections.abc import Callable

    from typer._click import Context, Parameter
    from typer._click.shell_completion import CompletionItem

    from qstrong.model.base import Lang

GROUPS = {
    "look": ("status", "show", "tasks", "units", "diff", "log", "rollup"),
    "file": ("due", "new", "record", "form", "import"),
    "check": ("validate", "explain", "owners"),
    "publish": ("bulletin", "export"),
    "set_up": ("demo", "init", "schema", "doctor"),
}
"""The commands as the help has them: what one comes for, and in which order."""
COMMANDS = tuple(name for names in GROUPS.values() for name in names)
"""Each has a module in cli/commands, imported when it is asked for."""


class _AsTyped:
    """What was typed, as it is or as a path. The library asks pydantic, which takes longer than all else."""

    def __init__(self, kind: object, *, many: bool) -> None:
        self.many = many
        self.read: Callable[..., Path | str] = typed_path if kind in (Path, list[Path]) else str

    def coerce(self, value: object, **_: object) -> object:
        """The value of a parameter: a text, a path, several, or a flag's."""
        if value is None or isinstance(value, bool):
            return () if self.many else value
        return list(map(self.read, value)) if isinstance(value, list | tuple) else self.read(value)


def _lean(params: list[Parameter]) -> list[Parameter]:
    """*params* as they are, but for what reads their values."""
    for param in params:
        if hasattr(param, "_runtime_param") and hasattr(param, "type_descriptor"):  # not in earlier versions
            many = param.multiple or param.nargs == -1
            param._runtime_param = _AsTyped(param.type_descriptor.annotation, many=many)  # noqa: SLF001
    return params


_NEGATIVE = re.compile(r"-[0-9.][^-]*")


def _numbers_last(args: list[str], params: list[Parameter]) -> list[str]:
    """*args* with what begins with a minus and a digit behind `--`, but for options' own values."""
    valued = {name for one in params if not getattr(one, "is_flag", True) for name in one.opts}
    rest: list[str] = []
    numbers: list[str] = []
    for k, word in enumerate(args):
        own = _NEGATIVE.fullmatch(word) and not (k and args[k - 1] in valued)
        (numbers if own else rest).append(word)
    return [*rest, "--", *numbers]


_EARLY = "options before the command are being typed"


class OneCommand(TyperCommand):
    """One command."""

    lang: Lang = "zh"

    def get_help(self, ctx: Context) -> str:
        """What --help prints."""
        from qstrong.cli.helping import help_of

        return help_of(self, ctx, self.lang)

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """The arguments as they are, but that a negative number is one, and no option."""
        if "--" not in args and any(map(_NEGATIVE.fullmatch, args)):
            args = _numbers_last(args, self.get_params(ctx))
        return super().parse_args(ctx, args)

    def get_params(self, ctx: Context) -> list[Parameter]:
        """Its parameters, and --help."""
        return _lean(super().get_params(ctx))


class Commands(TyperGroup):
    """All commands: it knows their names and what they are for; the one that is meant is built."""

    lang: Lang = "zh"

    def get_help(self, ctx: Context) -> str:
        """What --help prints."""
        from qstrong.cli.helping import help_of

        groups = {
            f"group_{name}": [(one, self.commands[one].help or "") for one in names]
            for name, names in GROUPS.items()
        }
        return help_of(self, ctx, self.lang, groups)

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """What stands before the command while it is being typed, as `run_command` takes it in the end."""
        if ctx.resilient_parsing and args[:1] and args[0].startswith("-"):
            ctx.meta[_EARLY], args = True, _reordered(args)
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: Context, incomplete: str) -> list[CompletionItem]:
        """The commands, or the options that may stand before them."""
        ctx.meta[_EARLY] = incomplete.startswith("-")
        return super().shell_complete(ctx, incomplete)

    def get_params(self, ctx: Context) -> list[Parameter]:
        """Its parameters, and --help; while they are being typed, the common options, too."""
        common: list[Parameter] = []
        if ctx.meta.get(_EARLY):
            from qstrong.cli.options import READING

            common = [one for one in _built("status", self.lang).params if one.name in READING]
        return _lean([*super().get_params(ctx), *common])

    def resolve_command(
        self, ctx: Context, args: list[str]
    ) -> tuple[str | None, TyperCommand | None, list[str]]:
        """The command that *args* begin with, built."""
        name, _, rest = super().resolve_command(ctx, args)
        return name, _built(name, self.lang) if name else None, rest


def _version(asked: bool) -> None:  # noqa: FBT001 (typer's callback)
    """Where --version doesn't come first: then `main` has answered."""
    if asked:
        from qstrong import __version__

        typer.echo(f"qstrong {__version__}")
        raise typer.Exit


def _root(
    version: Annotated[
        bool, typer.Option("--version", help="help.version", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """help.root"""


_HELP_NAMES = ["-h", "--help"]
_HELP = {"help_option_names": _HELP_NAMES}


def build(lang: Lang) -> Commands:
    """The command line with its help in one language."""
    app = typer.Typer(
        cls=Commands, rich_markup_mode=None, no_args_is_help=True, add_completion=True, context_settings=_HELP
    )
    app.callback()(_root)
    group = typer.main.get_command(app)
    assert isinstance(group, Commands)
    own = {name: TyperCommand(name, help=_said(f"help.cmd.{name}", lang)) for name in COMMANDS}
    group.commands.update(own)
    return _worded(group, lang)


def _built(name: str, lang: Lang) -> OneCommand:
    """The command of that *name* with its parameters."""
    module = f"{name}_" if name == "import" else name  # a word of the language
    function = getattr(import_module(f"qstrong.cli.commands.{module}"), module)
    app = typer.Typer(rich_markup_mode=None, add_completion=False)
    app.command(name, cls=OneCommand, context_settings=_HELP)(function)
    command = typer.main.get_command(app)
    assert isinstance(command, OneCommand)
    command.callback = function.with_none_blank(command.callback)
    return _worded(command, lang)


AnyCommand = TypeVar("AnyCommand", OneCommand, Commands)


def _worded(command: AnyCommand, lang: Lang) -> AnyCommand:
    """*command* with its help texts, until here keys, in one language."""
    command.lang = lang
    command.help = _said(command.help or "", lang)
    for param in command.params:
        if text := getattr(param, "help", None):
            setattr(param, "help", _said(text, lang))  # noqa: B010 (not every one has it)
    return command


def _said(key: str, lang: Lang) -> str:
    """The help text of a *key*; of `help.format:due` with the formats of that kind of output in it."""
    key, _, kind = key.partition(":")
    if not kind:
        return help_text(key, lang) or key
    from qstrong.render.formats.register import KINDS, formats_of

    names: dict[str, str] = {}
    for one in KINDS:
        notes = {name: found.note for name, found in formats_of(one).items() if one in found.own}
        names[one] = ", ".join(
            f"{name} ({say(HELP[notes[name]], lang)})" if notes.get(name) else name
            for name in formats_of(one)
        )
    return say(HELP[key], lang, **names, names=names[kind])


def _reordered(argv: list[str]) -> list[str]:
    """*argv* with common options that stand before the command put behind it."""
    if not argv or not argv[0].startswith("-"):
        return argv
    if argv[0] not in _HELP_NAMES:
        from qstrong.cli.options import reorder

        argv = reorder(argv)
    return argv[:1] if argv and argv[0] in _HELP_NAMES else argv


def run_command(argv: list[str]) -> int:
    """Run the command that *argv* names; the exit code."""
    given = _reordered(argv)
    lang = speaking(argv, os.environ, folders_own(argv))
    try:
        code = _run(given, lang)
        sys.stdout.flush()
    except BrokenPipeError:
        give_up("stdout")
        return 0
    except (KeyboardInterrupt, EOFError):
        return 130
    except OSError as error:
        return failed(error, given)
    except Exception as error:
        message, code = _told(error, lang, given)
        if message is None:
            raise
        return _say(message and message + "\n", code)
    _say(not_printed(lang), 0)
    return code if isinstance(code, int) else 0


def _run(given: list[str], lang: Lang) -> object:
    if given[:1] in (["--install-completion"], ["--show-completion"]):
        from qstrong.cli.options import reorder
        from qstrong.cli.setup.tab import complete_by_tab  # the library's own would speak English alone

        return complete_by_tab(given[0], next(iter(reorder(given[1:])), ""), lang)
    try:
        return build(lang)(given, prog_name="qstrong", standalone_mode=False)
    except SystemExit as end:  # so the library ends where nobody reads on; that is no error
        raise end.__context__ if isinstance(end.__context__, BrokenPipeError) else end from None


def failed(error: OSError, argv: list[str]) -> int:
    """The exit code where the machine failed, and why on standard error; 2 where what was typed can't be."""
    from qstrong.cli.stop import machine_failed

    give_up("stdout")
    stop = machine_failed(error, speaking(argv, os.environ))
    return _say(stop.message + "\n", stop.code)


def _say(text: str, code: int) -> int:
    """Say *text* on standard error, where that can be written to; the *code* in any case."""
    try:
        sys.stdout.flush()
    except OSError:
        give_up("stdout")
        code = code or 4
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except OSError:
        give_up("stderr")
    return code


def _told(error: Exception, lang: Lang, given: list[str]) -> tuple[str | None, int]:
    """What is said of *error*, and the exit code; None where it is a fault of the program."""
    from qstrong.cli.stop import StopError
    from qstrong.render.document import visible

    if isinstance(error, StopError):
        return error.message, error.code
    command = " ".join(["qstrong", *(name for name in given[:1] if name in COMMANDS)])
    return usage_error(error, lang, visible, command), 2
