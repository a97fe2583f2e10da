"""`qstrong due`: who owes what by when, who is late, what is missing; reminders and dunning letters."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from qstrong.cli import options as o
from qstrong.cli.complete import complete_periods, complete_units
from qstrong.text import families

if TYPE_CHECKING:
    from qstrong.assess.outstanding import Outstanding
    from qstrong.assess.report import Report
    from qstrong.cli.session import Session
    from qstrong.model.period import Period


@o.command(*(name for name in o.READING if name != "output"), kind="due")
def due(
    options: o.Options,
    period: Annotated[o.Said, o.argument("[PERIOD]", "help.due_period", complete_periods)] = None,
    unit: Annotated[o.Several, o.option("help.due_unit", "--unit", complete=complete_units)] = None,
    late: Annotated[bool, o.option("help.late", "--late")] = False,
    remind: Annotated[bool, o.option("help.remind", "--remind")] = False,
    output: Annotated[o.Said, o.option("help.due_output", "--output", "-o", metavar="FILE|DIR/")] = None,
) -> int:
    """help.cmd.due"""
    from dataclasses import replace

    from qstrong.assess.outstanding import outstanding
    from qstrong.cli.filters import chosen_units
    from qstrong.cli.names import is_folder
    from qstrong.cli.session import Session
    from qstrong.model.period import MONTHS, Period
    from qstrong.render.views.due import is_late
    from qstrong.timeline.inhand import is_over

    path = Path(output) if output else None
    folder = path if remind and output and path and is_folder(output) else None
    options = replace(options, format=options.format or "md") if folder else replace(options, output=path)
    session = Session(options, "letter" if folder else "letters" if remind else "due")
    report = session.report()
    day = report.as_of
    stated = session.filing_period(period, day)
    chosen = Period.ending(stated.last, MONTHS[report.dataset.plan.filing.every], report.dataset.plan.shift)
    wanted = chosen_units(report.dataset, unit or [], session.lang)
    over = is_over(report.dataset, chosen)
    owing = () if over else outstanding(report, chosen)
    found = [one for one in owing if not wanted or one.unit.id in wanted]
    left = [one for one in found if is_late(one)] if late else found
    if remind:
        _remind(session, report, chosen, left, folder)
    else:
        empty = "due_over" if over else "due_unit_empty" if unit else None
        why = "due_none_late" if late and found else empty
        _table(session, report, chosen, left, why, lists_too=bool(unit))
    return session.finish()


def _table(
    session: Session,
    report: Report,
    period: Period,
    found: Sequence[Outstanding],
    why: str | None,
    *,
    lists_too: bool,
) -> None:
    """The table of units, and the lists of those that were asked for; *why* there may be none."""
    from dataclasses import replace

    from qstrong.render.views.due import due_document as table
    from qstrong.render.views.due import nobody_document
    from qstrong.render.views.duelist import due_json, lists

    look = session.look
    if why and not found:
        document = nobody_document(report, period, why, look)
    else:
        document = table(report, period, found, look, listed_below=lists_too)
    if lists_too:
        document = replace(document, blocks=(*document.blocks, *lists(found, look)))
    session.write(document, lambda: due_json(report, period, found, look))


def _remind(
    session: Session, report: Report, period: Period, found: Sequence[Outstanding], folder: Path | None
) -> None:
    """The letters, all in one place or each in a file of its own in *folder*."""
    from qstrong.read.bulletins import load_bulletin
    from qstrong.render.formats.register import formats_of
    from qstrong.render.notices.letters import all_letters, letters, letters_json, one_letter
    from qstrong.render.views.duelist import due_json

    look = session.look
    own, _ = load_bulletin(session.source, period, report.dataset)  # its problems are the session's already
    sent = letters(report, found, own.contact if own else None, look)
    if folder and sent:
        each = [
            (
                f"{look.say(families.LETTER.key(one.kind))}-{one.name}",
                one.unit,
                one_letter(report, one, look),
                dict,
            )
            for one in sent
        ]
        session.put_each(folder, each, "due_written")
        return
    if folder:
        session.format = formats_of(session.kind)["plain"]
    document = all_letters(report, period, sent, len(found), look)
    session.write(document, lambda: {**due_json(report, period, found, look), "letters": letters_json(sent)})
