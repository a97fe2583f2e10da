"""The command line: commands are found, their help is said in the reader's language, errors end here."""

from __future__ import annotations

import os
import sys
from typing import Annotated, Any

import typer

from qstrong import __version__
from qstrong.cli.commands.bulletin import bulletin
from qstrong.cli.commands.diff import diff
from qstrong.cli.commands.due import due
from qstrong.cli.commands.explain import explain
from qstrong.cli.commands.export import export
from qstrong.cli.commands.form import form
from qstrong.cli.commands.import_ import import_
from qstrong.cli.commands.log import log
from qstrong.cli.commands.new import new
from qstrong.cli.commands.owners import owners
from qstrong.cli.commands.record import record
from qstrong.cli.commands.schema import schema
from qstrong.cli.commands.show import show
from qstrong.cli.commands.status import status
from qstrong.cli.commands.tasks import tasks
from qstrong.cli.commands.units import units
from qstrong.cli.commands.validate import validate
from qstrong.cli.options import reorder
from qstrong.cli.stop import StopError
from qstrong.model.base import Lang
from qstrong.text.help import HELP, help_text, speaking, usage_error
from qstrong.text.language import say

COMMANDS = (
    status,
    show,
    tasks,
    units,
    due,
    validate,
    explain,
    schema,
    bulletin,
    diff,
    record,
    new,
    form,
    import_,
    owners,
    log,
    export,
)


def _version(asked: bool) -> None:  # noqa: FBT001 (typer's callback)
    if asked:
        typer.echo(f"qstrong {__version__}")
        raise typer.Exit


def _root(
    version: Annotated[
        bool, typer.Option("--version", help="help.version", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """help.root"""


def build(lang: Lang) -> Any:
    """The command line with its help in one language."""
    app = typer.Typer(rich_markup_mode=None, no_args_is_help=True, add_completion=True)
    app.callback()(_root)
    for command in COMMANDS:
        app.command(command.__name__.rstrip("_"))(command)
    group = typer.main.get_command(app)
    for command in (group, *group.commands.values()):  # type: ignore[attr-defined]
        command.help = say(HELP[command.help], lang)
        command.short_help = None
        for param in command.params:
            if text := help_text(getattr(param, "help", None) or "", lang):
                param.help = text
    return group


def main(argv: list[str] | None = None) -> int:
    """Run the command that *argv* (else the process's own) names; the exit code."""
    given = reorder(list(sys.argv[1:] if argv is None else argv))
    lang = speaking(given, os.environ)
    try:
        code = build(lang)(given, prog_name="qstrong", standalone_mode=False)
        sys.stdout.flush()
    except StopError as stop:
        sys.stdout.flush()
        if stop.message:
            sys.stderr.write(stop.message + "\n")
        return stop.code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (KeyboardInterrupt, EOFError):
        return 130
    except Exception as error:
        message = usage_error(error, lang)
        if message is None:
            raise
        sys.stderr.write(message + "\n")
        return 2
    return code if isinstance(code, int) else 0
