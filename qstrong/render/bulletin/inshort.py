"""The bulletin's parts in short, for when the whole is longer than three pages: the annexes say the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from qstrong.assess.report import RED, TargetReport, worst_first
from qstrong.render.bulletin.annexes import annex_numbers
from qstrong.render.bulletin.content import Paragraph
from qstrong.render.bulletin.overview import count_word
from qstrong.render.bulletin.sentences import in_short, overdue, praise
from qstrong.render.bulletin.silence import broken_promises, reply_by, unexplained_actions
from qstrong.render.bulletin.voice import Voice, ended
from qstrong.text import families


def by_status(some: Sequence[TargetReport], voice: Voice) -> str:
    """滞后2项：…；…。 A sentence for each status, the worst first, its targets in the plan's order."""
    said = []
    for status, group in groupby(worst_first(some), key=lambda one: one.status):
        mine = list(group)
        head = ended(voice.sentence(voice.say("bulletin_n", word=count_word(status, voice), n=len(mine))))
        names = voice.finish(voice.listed(voice.named(one.target) for one in mine))
        text = voice.joined(in_short(one, voice) for one in mine) if status in RED else names
        said.append(voice.say("bulletin_pair", head=head, text=text))
    return "".join(said).strip()


def left_out(some: Sequence[TargetReport], voice: Voice) -> str:
    """Where causes and measures stand; of whom they are wanting; promises of which nothing was said."""
    wanting = voice.review.unexplained
    silent = [voice.look.name(one.target.name) for one in some if one.target.id in wanting]
    said = [voice.say("bulletin_see_behind", k=annex_numbers(voice)["behind"])]
    if silent:
        words = {"n": len(silent), "names": voice.listed(silent), "by": reply_by(voice)}
        said.append(voice.say("bulletin_some_unexplained", **words))
    if open_ := broken_promises(some, voice):
        said.append(voice.say("bulletin_some_unanswered", n=open_))
    return voice.sentence(*said).strip()


def actions_in_short(voice: Voice) -> Iterator[Paragraph]:
    """What is overdue; of all else how many, which, and where to read of them."""
    review, own = voice.review, voice.own.praise
    late = [overdue(one, voice) for one in review.overdue]
    if review.report.actions:
        head = voice.finish(voice.look.say("bulletin_sub_overdue"))
        said = [*late, *unexplained_actions(voice)]
        yield Paragraph(voice.joined(said).strip() if said else voice.say("bulletin_nothing"), head)
    filed = 0 if own else sum(one.highlights is not None for one in review.filings)
    annexed = {
        "actions": {
            "done": [voice.look.name(one.action.title) for one in review.done],
            "next": [one.action.id for one in review.due_next],
        },
        "behind": {"requests": _number(len(review.requests), voice)},
        "units": {"praise": _number(filed, voice)},
    }
    said = [_annexed(name, lists, voice) for name, lists in annexed.items() if any(lists.values())]
    if said:
        yield Paragraph(voice.sentence(*said).strip())
    if own:
        head = voice.finish(voice.look.say("bulletin_sub_praise"))
        yield Paragraph(voice.joined(praise(voice)).strip(), head)


def _number(n: int, voice: Voice) -> list[str]:
    return [voice.say("bulletin_n", word="", n=n).strip()] if n else []


def _annexed(annex: str, lists: Mapping[str, Sequence[str]], voice: Voice) -> str:
    """已完成事项（2.10、3.3）、下期到期事项（1.2）见附件2: which, and where to read of them."""
    named = [
        voice.say(
            "bulletin_because",
            text=voice.inside(voice.say(families.ANNEXED.key(name))),
            why=voice.listed(names),
        )
        for name, names in lists.items()
        if names
    ]
    return voice.say("bulletin_see", names=voice.listed(named), k=annex_numbers(voice)[annex])
