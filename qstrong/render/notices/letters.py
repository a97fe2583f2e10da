"""报送提醒 until the due day, 催报 after it: a letter for each unit that still has something to file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal

from qstrong.assess.outstanding import Outstanding
from qstrong.assess.report import Report
from qstrong.model.period import Period
from qstrong.model.plan import Plan
from qstrong.model.shapes.value import dataclass
from qstrong.render.document import Block, Cell, Document, Heading, Table, line
from qstrong.render.headed import about, made_from
from qstrong.render.look import Look
from qstrong.render.views.due import FEW, with_weekday
from qstrong.render.views.duelist import wanted_list
from qstrong.text import families
from qstrong.text.language import period_words
from qstrong.text.numbers import day_words

LetterKind = Literal["reminder", "dunning"]


@dataclass(frozen=True, slots=True)
class Letter:
    """What is sent to one unit: running text, and the list of what it has to file."""

    unit: str
    """Its id."""
    name: str
    kind: LetterKind
    text: str
    annex: str
    """What the list is called."""
    list: Table


def letters(
    report: Report, found: Sequence[Outstanding], contact: str | None, look: Look
) -> tuple[Letter, ...]:
    """A letter for each unit that has something to file; *contact*: the office's, else left blank."""
    return tuple(_letter(report.dataset.plan, one, contact, look) for one in found if one.anything)


def _letter(plan: Plan, one: Outstanding, contact: str | None, look: Look) -> Letter:
    kind: LetterKind = "reminder" if one.days_left >= 0 or not one.owing else "dunning"
    said = _request if not one.owing else _reminder if kind == "reminder" else _dunning
    sentences = said(plan, one, look)
    who = look.say("due_contact_is", contact=contact) if contact else look.say("due_contact_blank")
    name = look.name(one.unit.name)
    text = look.say(
        "due_letter",
        kind=look.say(families.LETTER.key(kind)),
        stamp=look.say("due_stamp", word=look.say("synthetic")) if plan.synthetic else "",
        unit=name,
        text="".join((*sentences, who)),
    )
    annex = look.say("due_annex", unit=name, period=_period(one.duty.period, look))
    return Letter(one.unit.id, name, kind, text, annex, wanted_list(one, look))


def _period(period: Period, look: Look) -> str:
    return look.tight(period_words(period, look.lang))


def _day(day: date, look: Look) -> str:
    return look.tight(day_words(day, look.lang))


def _by(day: date, one: Outstanding, look: Look) -> str:
    """A day by which to act, with its weekday where it isn't today."""
    return _day(day, look) if day == one.as_of else with_weekday(day, _day(day, look), look)


def _subject(plan: Plan, one: Outstanding, look: Look) -> str:
    return look.say("due_subject", plan=look.name(plan.title), period=_period(one.duty.period, look))


def _request(plan: Plan, one: Outstanding, look: Look) -> Iterator[str]:
    """Where nothing is owed: which figures are wanted all the same; they are never late."""
    yield look.say("due_request", subject=_subject(plan, one, look), what=_figures(one, look))


def _figures(one: Outstanding, look: Look) -> str:
    """The figures that are wanted, counted: 2024年基期值7项、2025年全年数1项."""
    counts = Counter((figure.period, look.say(families.WANTED.key(figure.why))) for figure in one.figures)
    said = []
    for (period, why), n in counts.items():
        what = look.tight(look.say("wanted_one", period=_period(period, look), why=why))
        said.append(look.say("due_n_figures", what=what, n=n))
    return look.listed(said)


def _also(one: Outstanding, look: Look) -> str:
    """The same, beside what is owed."""
    return look.say("due_figures_too", what=_figures(one, look)) if one.figures else ""


def _reminder(plan: Plan, one: Outstanding, look: Look) -> Iterator[str]:
    """Until the due day: by when, what, how."""
    words = {"subject": _subject(plan, one, look), "day": _by(one.duty.day, one, look)}
    if one.duty.came and not one.duty.broken:
        yield look.say("due_please_more", filed=_day(one.duty.came, look), **words)
        yield look.say("due_still", what=_lacking(one, look))
        yield _also(one, look)
        return
    today = "due_please" if one.days_left else "due_please_today"
    yield look.say("due_please_broken" if one.duty.broken else today, **words)
    key = "due_asked" if one.missing or one.actions else "due_asked_else"
    yield look.say(key, what=_asked(one, look))
    yield _also(one, look)
    yield _how(plan, look)


def _how(plan: Plan, look: Look) -> str:
    """What becomes of a form that is filled in: who signs it, and what is sent to whom."""
    office = plan.office
    signed = office.signed_by
    return look.say(
        "due_how",
        signers=look.say("due_signed_by", names=look.listed(map(look.name, signed)))
        if signed
        else look.say("due_signed"),
        what=look.say("due_sealed" if office.sealed else "due_editable"),
        we=look.we(plan),
    )


def _asked(one: Outstanding, look: Look) -> str:
    """How many of each: 指标9项、具体举措12项，对2项未达序时进度的指标说明原因和措施."""
    counts = {"due_n_values": len(one.missing), "due_n_actions": len(one.actions)}
    first = look.listed(look.say(key, n=n) for key, n in counts.items() if n)
    parts = [first, *asked_to_explain(one, look, families.ASKED)]
    if one.outcomes:
        parts.append(look.say("due_n_outcomes", n=len(one.outcomes)))
    return look.language.comma.join(filter(None, parts))


def asked_to_explain(one: Outstanding, look: Look, words: families.Family) -> Iterator[str]:
    """对2项未达序时进度的指标说明原因和措施: what is missing of each, no more."""
    counts = Counter((each.part, each.what) for each in one.explanations)
    for (part, what), n in counts.items():
        of = look.say("due_behind" if part == "observations" else "due_stuck")
        yield look.say(words.key(what), n=n, what=of)


def _dunning(plan: Plan, one: Outstanding, look: Look) -> Iterator[str]:
    """After the due day: since when, what is missing, until when it can come, what follows."""
    yield _opening(plan, one, look)
    yield look.say("due_lacking", what=_lacking(one, look))
    yield _also(one, look)
    close = one.duty.close
    if not one.closed:
        key = "due_send_today" if one.as_of == close else "due_send_by"
        yield look.say(key, close=_by(close, one, look))
    closed = "due_closed_else" if one.missing else "due_closed_only"
    closes = "due_closes_else" if one.missing else "due_closes_only"
    yield look.say(closed if one.closed else closes, close=_day(close, look))
    if one.closed and one.filed:
        period = one.duty.period
        following = Period.ending(period.last + period.months, period.months, period.shift)
        yield look.say("due_send_next", next=_period(following, look))
    elif one.closed:
        yield look.say("due_send_late")
    yield look.say("due_call")


def _opening(plan: Plan, one: Outstanding, look: Look) -> str:
    words = {
        "today": _day(one.as_of, look),
        "subject": _subject(plan, one, look),
        "day": _day(one.duty.day, look),
    }
    duty = one.duty
    if duty.broken and duty.state != "complete":
        return look.say("due_unreadable", n=-one.days_left, **words)
    if duty.state == "partial":
        return look.say("due_partial", there=duty.there, owed=len(duty.owed), n=-one.days_left, **words)
    if duty.came:
        words["filed"] = _day(duty.came, look)
        if duty.days_late:
            return look.say("due_incomplete_late", n=duty.days_late, **words)
        return look.say("due_incomplete", **words)
    return look.say("due_not_received", n=-one.days_left, we=look.we(plan), **words)


def _lacking(one: Outstanding, look: Look) -> str:
    """What is missing, by name where that is short: 指标3项：…；具体举措2项：7.1、7.2."""
    parts = []
    if one.missing:
        names = look.listed(look.name(item.target.name) for item in one.missing)
        parts.append(look.say("due_l_values", n=len(one.missing), names=names))
    if one.actions:
        n, names = len(one.actions), look.listed(asked.action.id for asked in one.actions)
        few = n <= FEW
        parts.append(look.say("due_l_actions", n=n, names=names) if few else look.say("due_n_actions", n=n))
    parts += asked_to_explain(one, look, families.LACKED)
    if one.outcomes:
        parts.append(look.say("due_l_outcomes", n=len(one.outcomes)))
    return look.language.semicolon.join(parts)


def all_letters(report: Report, period: Period, sent: Sequence[Letter], asked: int, look: Look) -> Document:
    """All letters, one under the other; where there is none, that none of *asked* units needs one."""
    if not sent:
        said = line(look.say("due_no_letters", period=period, n=asked))
        return about(report, look.say("due_title"), [said], look)
    kinds = dict.fromkeys(look.say(families.LETTER.key(letter.kind)) for letter in sent)
    title = look.say("due_letters", kinds=look.listed(kinds), period=_period(period, look), n=len(sent))
    blocks = (block for letter in sent for block in (Heading(letter.name), *_blocks(letter)))
    return about(report, title, [*blocks, *_ending(report, look)], look)


def one_letter(report: Report, letter: Letter, look: Look) -> Document:
    """A letter that stands alone."""
    return about(report, title_of(letter, look), [*_blocks(letter), *_ending(report, look)], look)


def _ending(report: Report, look: Look) -> tuple[Block, ...]:
    """Where the letters come from."""
    return line(""), line(Cell(made_from(report.dataset, report.as_of, look), "dim"))


def title_of(letter: Letter, look: Look) -> str:
    """报送提醒：区水务局."""
    return look.say("due_letter_to", kind=look.say(families.LETTER.key(letter.kind)), unit=letter.name)


def _blocks(letter: Letter) -> Iterator[Block]:
    yield line(letter.text)
    yield line("")
    yield line(Cell(letter.annex, "strong"))
    yield letter.list


def letters_json(sent: Sequence[Letter]) -> list[dict[str, object]]:
    """The letters for scripts; their lists are those of the units."""
    return [
        {"unit": letter.unit, "name": letter.name, "kind": letter.kind, "text": letter.text}
        for letter in sent
    ]
