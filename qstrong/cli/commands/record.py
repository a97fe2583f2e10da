"""`qstrong record`: one value or one action into the right file, asked for where arguments are missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from qstrong.cli import options as o
from qstrong.cli.complete import complete_periods, complete_units, complete_what
from qstrong.cli.recording.options import key_options
from qstrong.model.keys import said_keys

if TYPE_CHECKING:
    from qstrong.cli.session import Session

_Text = str | None


@o.command(*o.FILING, more=key_options)
def record(
    session: Session,
    unit: Annotated[
        _Text, typer.Argument(metavar="[UNIT]", help="help.record_unit", autocompletion=complete_units)
    ] = None,
    period: Annotated[
        _Text, typer.Argument(metavar="[PERIOD]", help="help.record_period", autocompletion=complete_periods)
    ] = None,
    what: Annotated[
        _Text,
        typer.Argument(metavar="[INDICATOR|ACTION]", help="help.record_what", autocompletion=complete_what),
    ] = None,
    covers: Annotated[
        _Text,
        typer.Option("--for", metavar="PERIOD", help="help.record_for", autocompletion=complete_periods),
    ] = None,
    revise: Annotated[bool, typer.Option("--revise", help="help.record_revise")] = False,
    filed: Annotated[_Text, typer.Option("--filed", metavar="DAY", help="help.record_filed")] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="help.record_yes")] = False,
    accept: Annotated[bool, typer.Option("--accept", help="help.record_accept")] = False,
    accept_reason: Annotated[
        _Text, typer.Option("--accept-reason", metavar="TEXT", help="help.accept_reason")
    ] = None,
    remove: Annotated[bool, typer.Option("--remove", help="help.record_remove")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", "-n", help="help.dry_run")] = False,
    **given: str | list[str] | None,
) -> int:
    """help.cmd.record"""
    from qstrong.cli.recording import answers, dialogue

    given["flag"] = "revised" if revise else given["flag"]
    said = {key.name: one for key in said_keys() if (one := given[key.name])}
    stated = answers.Stated(unit, period, what, covers, filed, said, remove=remove)
    how = answers.Consent(yes=yes, accept=accept or accept_reason is not None, reason=accept_reason)
    if what and (remove or said.keys() & {"value", "pending", "state"}):
        return answers.record_stated(session, stated, how, dry_run=dry_run)
    return dialogue.record_asking(session, stated, how, dry_run=dry_run)
