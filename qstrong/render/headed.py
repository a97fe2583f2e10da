"""A document's head: the plan, the day, the data's date and what is known of the baselines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from qstrong import __version__
from qstrong.assess.report import Report
from qstrong.model.dataset import Dataset
from qstrong.model.filing import PARTS, Filing, Part
from qstrong.model.keys import Key, keys
from qstrong.model.public import TOLD
from qstrong.render.document import Block, Cell, Document, Line, dotted, line
from qstrong.render.look import Look
from qstrong.text.catalogue import span_words
from qstrong.text.language import LANGUAGES
from qstrong.text.numbers import month_words, percent


def about(report: Report, title: str, blocks: Sequence[Block], look: Look) -> Document:
    """A document on the report's plan, stamped where its data is made up."""
    stamp = look.say("synthetic") if report.dataset.plan.synthetic else ""
    return Document(title, tuple(blocks), stamp)


def of_plan(report: Report, part: str, blocks: Sequence[Block], look: Look) -> Document:
    """The same, under the plan's title and what part of it is shown."""
    return about(report, f"{look.name(report.dataset.plan.title)} · {part}", blocks, look)


def made_from(dataset: Dataset, day: date, look: Look) -> str:
    """Where a paper comes from: the same data, day and version give the same paper."""
    made = look.say("made_from", id=dataset.data_id or "–", day=day, version=__version__)
    return " · ".join(filter(None, (made, _as_typed(dataset, look))))


def untranslated(dataset: Dataset, look: Look) -> Iterator[Block]:
    """That what units wrote isn't translated, below what quotes them: for whoever reads another language."""
    if told := _as_typed(dataset, look):
        yield line("")
        yield line(Cell(told, "dim"))


def _as_typed(dataset: Dataset, look: Look) -> str:
    own = dataset.plan.language or next(iter(LANGUAGES))
    return look.say("as_typed") if own != look.lang and any(map(_wordy, dataset.filings)) else ""


def _wordy(filing: Filing) -> bool:
    """Whether anything is written in a filing that anybody may read."""
    entries = ((key.name, one) for part in PARTS for one in getattr(filing, part) for key in _texts(part))
    return bool(filing.highlights) or any(
        getattr(one, name) not in (None, (), TOLD, (TOLD,)) for name, one in entries
    )


@cache
def _texts(part: Part) -> tuple[Key, ...]:
    return tuple(key for key in keys(part).values() if key.kind in ("text", "texts"))


def json_head(
    dataset: Dataset, look: Look, as_of: date | None = None, *, span: bool = False
) -> dict[str, object]:
    """What JSON begins with: the plan, its *span* where that is of use, and what it was made from."""
    plan = dataset.plan
    days = {"start": plan.start.isoformat(), "end": plan.end.isoformat()} if span else {}
    about = {"id": plan.id, "title": look.name(plan.title), **days, "synthetic": plan.synthetic}
    return {
        "schema": 1,
        "plan": about,
        "data_id": dataset.data_id or None,
        "version": __version__,
        **({"as_of": as_of.isoformat()} if as_of else {}),
        "method": plan.method.constants(),
    }


def data_month(report: Report) -> int | None:
    """The calendar's month at whose end the latest of the judged values stands; None where there is none."""
    months = [one.verdict.point.last for one in report.targets if one.verdict.point]
    return max(months) - report.dataset.plan.shift if months else None


def headline(report: Report, look: Look) -> Line:
    """数据截至 2026 年 6 月底 · 序时进度(按三年规划期) 50.0% · 基期已核定 30/36."""
    known, needing = report.baselines
    month = data_month(report)
    span = span_words(report.months[1], look.lang)
    facts = [
        look.say("as_of", day=report.as_of),
        *([look.say("data_until", when=month_words(month, look.lang))] if month is not None else []),
        look.say("time_progress", span=span, share=percent(report.time_progress)),
        look.say("baselines", n=known, total=needing),
    ]
    return line(*dotted(facts))
