"""`qstrong record`: one value or one action into the right file, asked for where arguments are missing."""

from __future__ import annotations

from typing import Annotated

import typer

from qstrong.cli import options as o
from qstrong.cli.complete import targets as complete_targets
from qstrong.cli.complete import units as complete_units

Text = str | None


def record(
    unit: Annotated[
        Text, typer.Argument(metavar="[UNIT]", help="help.record_unit", autocompletion=complete_units)
    ] = None,
    period: Annotated[Text, typer.Argument(metavar="[PERIOD]", help="help.record_period")] = None,
    what: Annotated[
        Text,
        typer.Argument(
            metavar="[INDICATOR|ACTION]", help="help.record_what", autocompletion=complete_targets
        ),
    ] = None,
    value: Annotated[Text, typer.Argument(metavar="[VALUE]", help="help.record_value")] = None,
    pending: Annotated[Text, typer.Option("--pending", metavar="REASON", help="help.record_pending")] = None,
    covers: Annotated[Text, typer.Option("--for", metavar="PERIOD", help="help.record_for")] = None,
    last_year: Annotated[Text, typer.Option("--last-year", help="help.record_last_year")] = None,
    flag: Annotated[Text, typer.Option("--flag", help="help.record_flag")] = None,
    revise: Annotated[bool, typer.Option("--revise", help="help.record_revise")] = False,
    reason: Annotated[Text, typer.Option("--reason", help="help.record_reason")] = None,
    state: Annotated[Text, typer.Option("--state", help="help.record_state")] = None,
    progress: Annotated[Text, typer.Option("--progress", help="help.record_progress")] = None,
    quantity: Annotated[Text, typer.Option("--quantity", help="help.record_quantity")] = None,
    on: Annotated[Text, typer.Option("--on", metavar="DAY", help="help.record_on")] = None,
    source: Annotated[Text, typer.Option("--source", help="help.record_source")] = None,
    evidence: Annotated[list[str] | None, typer.Option("--evidence", help="help.record_evidence")] = None,
    note: Annotated[Text, typer.Option("--note", help="help.record_note")] = None,
    cause: Annotated[Text, typer.Option("--cause", help="help.record_cause")] = None,
    measures: Annotated[Text, typer.Option("--measures", help="help.record_measures")] = None,
    owner: Annotated[Text, typer.Option("--owner", help="help.record_owner")] = None,
    measures_by: Annotated[
        Text, typer.Option("--measures-by", metavar="DAY", help="help.record_measures_by")
    ] = None,
    request: Annotated[Text, typer.Option("--request", help="help.record_request")] = None,
    filed: Annotated[Text, typer.Option("--filed", metavar="DAY", help="help.record_filed")] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="help.record_yes")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", "-n", help="help.dry_run")] = False,
    data: o.DataOption = None,
    as_of: o.AsOfOption = None,
    lang: o.LangOption = None,
) -> int:
    """help.cmd.record"""
    from qstrong.cli.recording import answers, dialogue
    from qstrong.cli.recording.entries import Wanted
    from qstrong.cli.session import Session
    from qstrong.cli.writer import Options

    session = Session(Options(data, lang, as_of))
    given = {
        "value": value, "pending": pending, "last_year": last_year,
        "flag": "revised" if revise else flag, "reason": reason,
        "state": state, "progress": progress, "quantity": quantity, "on": on,
        "source": source, "evidence": evidence or None, "note": note, "cause": cause,
        "measures": measures, "owner": owner, "measures_by": measures_by, "request": request,
    }  # fmt: skip
    if what and (value or pending or state):
        return answers.record(session, unit, period, what, covers, given, filed, yes=yes, dry_run=dry_run)
    said = {key: one for key, one in given.items() if one}
    return dialogue.record(session, Wanted(unit, period, what, covers, filed, said), yes=yes, dry_run=dry_run)
