"""`qstrong record`: one value or one action into the right file, asked for where arguments are missing."""

from __future__ import annotations

from inspect import Parameter
from typing import TYPE_CHECKING, Annotated

from qstrong.cli import options as o
from qstrong.cli.complete import complete_choice, complete_periods, complete_units, complete_what
from qstrong.model.keys import Key, said_keys

if TYPE_CHECKING:
    from qstrong.cli.session import Session

_METAVARS = {"day": "DAY", "pending": "REASON"}
"""By a key's kind or name."""


def key_options() -> list[Parameter]:
    """An option for every key of an entry that is said; the value is an argument."""
    return [_parameter(key) for key in said_keys()]


def _parameter(key: Key) -> Parameter:
    about, said = f"help.record_{key.name}", o.Several if key.kind == "texts" else o.Said
    metavar = _METAVARS.get(key.name) or _METAVARS.get(key.kind)
    complete = complete_choice(*key.choices) if key.choices else None
    typed = (
        o.argument("[VALUE]", about)
        if key.name == "value"
        else o.option(about, f"--{key.name.replace('_', '-')}", metavar=metavar, complete=complete)
    )
    return Parameter(key.name, Parameter.KEYWORD_ONLY, default=None, annotation=Annotated[said, typed])


@o.command(*o.FILING, more=key_options)
def record(
    session: Session,
    unit: Annotated[o.Said, o.argument("[UNIT]", "help.record_unit", complete_units)] = None,
    period: Annotated[o.Said, o.argument("[PERIOD]", "help.record_period", complete_periods)] = None,
    what: Annotated[o.Said, o.argument("[INDICATOR|ACTION]", "help.record_what", complete_what)] = None,
    covers: Annotated[
        o.Said, o.option("help.record_for", "--for", metavar="PERIOD", complete=complete_periods)
    ] = None,
    revise: Annotated[bool, o.option("help.record_revise", "--revise")] = False,
    filed: Annotated[o.Said, o.option("help.record_filed", "--filed", metavar="DAY")] = None,
    yes: Annotated[bool, o.option("help.record_yes", "--yes", "-y")] = False,
    accept: Annotated[bool, o.option("help.record_accept", "--accept")] = False,
    accept_reason: o.AcceptReasonOption = None,
    remove: Annotated[bool, o.option("help.record_remove", "--remove")] = False,
    dry_run: o.DryRunOption = False,
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
