"""The bulletin's first two parts: counts, changes since the period before and why, targets by group."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from qstrong.assess.compare import TargetChange
from qstrong.assess.report import TargetReport
from qstrong.assess.verdict import RED, STATUSES, Status
from qstrong.assess.year import year_of
from qstrong.model.kinds import of
from qstrong.render.bulletin.content import Paragraph
from qstrong.render.bulletin.sentences import amount, gap_words, tight_goal, value_sentence
from qstrong.render.bulletin.voice import Voice
from qstrong.render.cells.actions import ORDER
from qstrong.render.cells.year import YearRow, counted_year, year_rows
from qstrong.render.pieces import withdrawn_names
from qstrong.text import families
from qstrong.text.kinds import value_text
from qstrong.text.numbers import percent

IN_SHORT: dict[str, frozenset[Status]] = {
    "bulletin_c_achieved": frozenset({"achieved"}),
    "bulletin_c_on": frozenset({"on_track"}),
    "bulletin_c_risk": frozenset({"at_risk"}),
    "bulletin_c_red": RED,
    "bulletin_c_grey": frozenset({"not_assessable"}),
}
"""The statuses that a leader tells apart, by their words."""
ASSESSED = tuple(one for one in STATUSES if one != "not_assessable")
UNKNOWN = ("pending", "not_reported", "invalid", "not_assessable", "not_due", "watch")
"""Why a target isn't counted, in the order in which that is said."""


def subsections(voice: Voice, said: Iterable[tuple[str, str]]) -> Iterator[Paragraph]:
    """（一）… of one part: their names and their texts."""
    for k, (name, text) in enumerate(said, 1):
        head = voice.finish(
            voice.say("bulletin_heading2", k=voice.language.numeral(k), text=voice.look.say(name))
        )
        yield Paragraph(text, head)


def overall(voice: Voice) -> tuple[Paragraph, ...]:
    """Targets and actions by status, and what changed."""
    since = families.SINCE.key(voice.review.report.dataset.plan.filing.every)
    said = [
        ("targets", _targets(voice)),
        *([("bulletin_sub_actions", _tasks(voice))] if voice.review.report.actions else []),
        (since, changes_sentence(voice)),
        *([("bulletin_sub_year", _year(voice))] if voice.detail != "short" and year_rows_of(voice) else []),
    ]
    return tuple(subsections(voice, said))


def year_rows_of(voice: Voice) -> list[YearRow]:
    """The year of every target that has a goal for it: that in which the reviewed period lies."""
    review = voice.review
    return year_rows(review.report.targets, year_of(review.period), voice.scene)


def _year(voice: Voice) -> str:
    """How many have a goal for the year, and a value of it; how far each has come stands in an annex."""
    n, there, open_ = counted_year(year_rows_of(voice))
    said = [voice.say("bulletin_year", year=voice.look.year(year_of(voice.review.period)), n=n, there=there)]
    said += [voice.say("bulletin_year_open", n=open_)] if open_ else []
    return voice.sentence(*said, voice.say("bulletin_year_annex") if there else "").strip()


def _targets(voice: Voice) -> str:
    """应报、已报、可评价, then by status; what isn't counted, and why."""
    report = voice.review.report
    total = report.overall
    early = total.assessed - total.assessable
    words = {"total": total.total, "due": total.due, "filed": total.reported, "n": total.assessed}
    head = voice.say("bulletin_targets", **words)
    head += voice.say("bulletin_ahead_of_due", n=early) if early else ""
    parts = [voice.counted(count_word(one, voice), n) for one in ASSESSED if (n := total.counts[one])]
    text = voice.say("bulletin_pair", head=head, text=voice.clauses(parts)) if parts else head
    unknown = uncounted(report.targets, voice)
    return (
        voice.finish(text)
        + (voice.finish(voice.say("bulletin_not_counted", parts=unknown)) if unknown else "")
        + withdrawn_sentence(voice)
    ).strip()


def withdrawn_sentence(voice: Voice, unit: str = "") -> str:
    """已调出：…: what is in no count any more; of a *unit* what it reported; empty where nothing is."""
    gone = withdrawn_names(voice.review.report, voice.look, signs=False, unit=unit)
    return voice.finish(voice.tight(voice.say("withdrawn_line", names=voice.listed(gone)))) if gone else ""


def count_word(key: str, voice: Voice) -> str:
    """A status, or a reason why there is none, as it heads a count: 达到或基本达到序时进度."""
    if key == "on_track":
        return voice.say("bulletin_on_track")
    if key in ASSESSED or key == "not_assessable":
        return voice.label(key)
    if key == "watch":
        return voice.label("not_assessable.watch")
    return voice.inside(voice.say(families.DATA.key(key)))


def uncounted(targets: Iterable[TargetReport], voice: Voice) -> str:
    """待统计部门反馈2项、未报送1项…: those without a status, by why."""
    why = [_counts_as(one) for one in targets]
    return voice.listed(voice.counted(count_word(key, voice), n) for key in UNKNOWN if (n := why.count(key)))


def _counts_as(one: TargetReport) -> str:
    """Its status, or why it has none: it is only watched, its data's state, or that it can't be judged."""
    if one.status != "not_assessable":
        return one.status
    if not of(one.target).judged:
        return "watch"
    return "not_assessable" if one.data == "reported" else one.data


def _tasks(voice: Voice) -> str:
    report = voice.review.report
    counts = {label: sum(one.label == label for one in report.actions) for label in ORDER}
    parts = [voice.counted(voice.label(label), n) for label, n in counts.items() if n]
    head = voice.say("bulletin_tasks", tasks=len(report.dataset.tasks), n=len(report.actions))
    text = voice.say("bulletin_pair", head=head, text=voice.clauses(parts)) if parts else head
    return voice.finish(text).strip()


def changes_sentence(voice: Voice) -> str:
    """What got better or worse since the period before, and why; coverage before and after."""
    found = voice.review.comparison
    if found is None:
        return voice.sentence(voice.say("bulletin_first")).strip()
    moved = [one for one in found.targets if one.moved and one.before and one.after]
    gained = [one for one in moved if one.before and one.before.status == "not_assessable"]
    lost = [one for one in moved if one.after and one.after.status == "not_assessable"]
    said_of = [*found.better, *found.worse, *gained, *lost]
    rest = [one for one in moved if one not in said_of]  # from one of the worst to another
    groups = {
        "better": found.better, "worse": found.worse, "assessed": gained, "lost": lost, "otherwise": rest,
    }  # fmt: skip
    said = [_moves(key, some, voice) for key, some in groups.items() if some]
    old, new = found.before.overall.assessed, found.after.overall.assessed
    if old != new and voice.detail != "short":
        said.append(voice.say("bulletin_coverage_from", old=old, new=new))
    facts = voice.sentence(*said) if said else voice.sentence(voice.say("bulletin_no_move"))
    return (facts + (_reasons([*said_of, *rest], voice) if moved else "")).strip()


def _moves(key: str, some: Sequence[TargetChange], voice: Voice) -> str:
    names = [
        voice.look.name(one.after.target.name)
        if voice.detail == "short"
        else voice.say(
            "bulletin_moved",
            name=voice.look.name(one.after.target.name),
            old=voice.look.label(one.before.label),
            new=voice.look.label(one.after.label),
        )
        for one in some
        if one.before and one.after
    ]
    listed = voice.few(names) if voice.detail == "short" else voice.language.semicolon.join(names)
    return (
        voice.say(families.MOVE.key(key))
        + voice.language.space
        + voice.say("bulletin_names", n=len(some), names=listed)
    )


def _reasons(moved: Sequence[TargetChange], voice: Voice) -> str:
    why = [reason for one in moved for reason in one.why]
    parts = [
        voice.counted(voice.say(families.CHANGE.key(reason)), why.count(reason))
        for reason in dict.fromkeys(why)
    ]
    several = voice.say("bulletin_several") if len(why) > len(moved) and voice.detail != "short" else ""
    return voice.finish(voice.say("bulletin_reasons", parts=voice.listed(parts)) + several)


def group_paragraphs(voice: Voice) -> Iterator[Paragraph]:
    """A paragraph per group: its targets counted by status, then those that the office calls main.

    In short one for all of them.
    """
    report = voice.review.report
    if voice.detail == "short":
        yield from _groups_in_short(voice)
        return
    shown = (
        (group, mine)
        for group in report.dataset.groups
        if (mine := [one for one in report.targets if one.target.group == group.id])
    )
    for k, (group, mine) in enumerate(shown, 1):
        name = voice.look.name(group.title)
        head = voice.finish(voice.say("bulletin_heading2", k=voice.language.numeral(k), text=name))
        main = [_main(one, voice) for one in mine if one.target.id in voice.own.main]
        yield Paragraph(voice.sentence(_counted(mine, voice), *main).strip(), head)


def _groups_in_short(voice: Voice) -> Iterator[Paragraph]:
    """产业质量竞争力9项：达序时4项、略低1项…; one group after the other."""
    said = []
    for group in voice.review.report.dataset.groups:
        mine = [one for one in voice.review.report.targets if one.target.group == group.id]
        counts = [(key, sum(one.status in statuses for one in mine)) for key, statuses in IN_SHORT.items()]
        parts = [  # what isn't counted is counted above
            voice.say("bulletin_n_short", word=voice.inside(voice.say(key)), n=n)
            + (_achieved(mine, voice) if key == "bulletin_c_achieved" else "")
            for key, n in counts
            if n and (key != "bulletin_c_grey" or n == len(mine))
        ]
        text = voice.clauses([voice.listed(parts), *_a_figure(mine, voice)])
        head = voice.say("bulletin_group_n", name=voice.look.name(group.title), n=len(mine))
        if mine:
            said.append(voice.say("bulletin_pair", head=head, text=text))
    if said:
        yield Paragraph(voice.sentence(*said).strip())
    main = [one for one in voice.review.report.targets if one.target.id in voice.own.main]
    if main:
        yield Paragraph(voice.sentence(*(_main(one, voice) for one in main)).strip())


def _achieved(targets: Sequence[TargetReport], voice: Voice) -> str:
    """（高新技术企业数4436家）: what was achieved, the first with its figure."""
    first, *rest = (one for one in targets if one.status == "achieved")
    names = (voice.look.name(one.target.name) for one in rest)
    return voice.brackets([voice.listed([_figure(first, voice), *names])])


def _figure(one: TargetReport, voice: Voice) -> str:
    """Name and value alone; annex 1 has the period."""
    assert one.verdict.point
    value = amount(value_text(one.target, one.verdict.point.value), one.target, voice.look)
    return voice.look.name(one.target.name) + voice.language.space + value


def _a_figure(targets: Sequence[TargetReport], voice: Voice) -> list[str]:
    """The figure of the first target that counts, where none of them was achieved."""
    if any(one.status == "achieved" for one in targets):
        return []
    counted = (one for one in targets if one.verdict.point and not one.last_status)
    return [_figure(one, voice) for one in counted][:1]


def _counted(targets: Sequence[TargetReport], voice: Voice) -> str:
    """Each status with its number; what is few is named: the met, and those without a status."""
    parts = [voice.say("bulletin_of_targets", n=len(targets))]
    named = {"achieved", *UNKNOWN} - {"not_due"}
    for key in (*ASSESSED, *UNKNOWN):
        if some := [voice.look.name(one.target.name) for one in targets if _counts_as(one) == key]:
            names = voice.brackets([voice.listed(some)] if key in named else [])
            parts.append(voice.counted(count_word(key, voice), len(some)) + names)
    return voice.clauses(parts)


def _main(one: TargetReport, voice: Voice) -> str:
    """Name, value, attainment and gap of one of the main targets."""
    if one.last_status or one.verdict.point is None:
        return voice.clauses((voice.look.name(one.target.name), voice.label(one.label)))
    share, gap = one.verdict.attainment, one.verdict.gap
    name = voice.look.name(one.target.name) + voice.language.space
    facts = [name + value_sentence(one, voice), voice.label(one.label)]
    if share is not None:
        facts.append(voice.say("bulletin_attained", share=percent(share)))
    if gap is not None and gap > 0:
        said = gap_words(one, gap, voice)
        facts.append(voice.say("bulletin_gap", goal=tight_goal(one, voice), gap=said))
    return voice.clauses(facts)
