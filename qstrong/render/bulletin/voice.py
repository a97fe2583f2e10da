"""The voice of a bulletin: its words, days, lists and sentences, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

from qstrong.assess.review import Review
from qstrong.model.bulletin import Bulletin
from qstrong.model.index import index
from qstrong.model.period import Period
from qstrong.model.plan import AnyTarget
from qstrong.model.shapes.value import dataclass
from qstrong.render.cells.aspect import Scene
from qstrong.render.document import visible, width
from qstrong.render.headed import made_from
from qstrong.render.look import Look
from qstrong.text.language import Language, period_words
from qstrong.text.numbers import day_words, deadline_words, month_words

_ENDS = "。．.；;，,、 \n\t"
Detail = Literal["full", "reds", "short"]
"""How much the text says: all; of what is slightly behind no more than its numbers; no more of anything."""
FEW = 6
"""Of so many names each is said in short; of more the first ones, and how many there are besides."""
DETAILS: tuple[Detail, ...] = ("full", "reds", "short")


@dataclass(frozen=True, slots=True)
class Voice:
    """The words of one bulletin: its review, the office's own words, the reader's language."""

    review: Review
    own: Bulletin
    look: Look
    landing: bool = False
    """Whether landing values are said."""
    detail: Detail = "full"

    @property
    def scene(self) -> Scene:
        """What cells of tables need."""
        return Scene(self.review.report, self.look)

    @property
    def language(self) -> Language:
        """How the reader's language is written."""
        return self.look.language

    def say(self, key: str, **words: object) -> str:
        """A word of the catalogue."""
        return self.look.say(key, **words)

    @property
    def stamp(self) -> str:
        """The word that made-up data always carries."""
        return self.say("synthetic") if self.review.report.dataset.plan.synthetic else ""

    @property
    def origin(self) -> str:
        """The data, the day and the program that the paper comes from."""
        report = self.review.report
        return made_from(report.dataset, report.as_of, self.look)

    def counted(self, word: str, n: int) -> str:
        """So many of something: 未报送1项."""
        return self.say("bulletin_n", word=word, n=n)

    def numbered(self, texts: Iterable[str]) -> list[str]:
        """Texts as the items of a list, each with its number."""
        return [self.say("bulletin_item", k=k, text=text) for k, text in enumerate(texts, 1)]

    def tight(self, text: str) -> str:
        """Generated words as official Chinese has them: without blanks."""
        return self.look.tight(text)

    def label(self, label: str) -> str:
        """A status's word inside a sentence."""
        return self.inside(self.look.label(label))

    def inside(self, text: str) -> str:
        """A word of the catalogue inside a sentence: English ones begin small."""
        return self.language.small(text)

    def month(self, last: int) -> str:
        """2026年6月底."""
        return self.tight(month_words(last, self.look.lang))

    def period(self, period: Period) -> str:
        """2026年第二季度."""
        return self.tight(period_words(period, self.look.lang))

    def day(self, day: date) -> str:
        """2027年1月20日."""
        return self.tight(day_words(day, self.look.lang))

    def by(self, day: date) -> str:
        """A day in short: 9月底, 12月15日, 2027年3月底: the year where it isn't the bulletin's."""
        return deadline_words(day, self.review.period.end.year, self.look.lang)

    def listed(self, texts: Iterable[str]) -> str:
        """Names one after the other."""
        return self.language.listed(texts)

    def clauses(self, texts: Iterable[str]) -> str:
        """Clauses of one sentence."""
        return self.language.comma.join(text for text in texts if text)

    def sentence(self, *texts: str) -> str:
        """Stretches of one sentence, and its stop; an English one begins with a capital."""
        return self.language.capital(self.joined(texts))

    def joined(self, texts: Iterable[str]) -> str:
        """The same of others' words, which stay as they are."""
        return self.finish(self.language.semicolon.join(ended(text) for text in texts if text))

    def finish(self, text: str) -> str:
        """*text* with one stop at its end, whatever stood there."""
        return ended(text) + self.language.stop

    def brackets(self, texts: Sequence[str]) -> str:
        """What stands behind a value: （2025年，初步数）; nothing where there is nothing."""
        return self.language.bracketed(self.clauses(texts)) if texts else ""

    def few(self, names: Iterable[str], more: str = "names_more") -> str:
        """Names one after the other; in short of a long row the first, and how many *more* an annex has."""
        every = list(names)
        if self.detail != "short" or len(every) <= FEW:
            return self.listed(every)
        return self.listed([*every[: FEW - 1], self.tight(self.say(more, n=len(every) - FEW + 1))])

    def unit(self, name: str) -> str:
        """A unit's name."""
        unit = index(self.review.report.dataset).units.get(name)
        return self.look.name(unit.name) if unit else name

    def units(self, names: Iterable[str]) -> str:
        """Several units' names."""
        return self.listed(self.unit(name) for name in names)

    def named(self, target: AnyTarget) -> str:
        """A target's name, marked in brackets where it is a binding one."""
        return self.look.name(target.name) + self.brackets([self.say("bound_word")] * target.binding)

    def subject(self, name: str) -> str:
        """The name of a target, or of an action with its number."""
        found = index(self.review.report.dataset)
        if name in found.targets:
            return self.look.name(found.targets[name].name)
        return f"{name} {self.look.name(found.actions[name].title)}" if name in found.actions else name


def clipped(text: str, most: int) -> str:
    """*text*, or its beginning and … where it is wider than *most* Chinese characters."""
    if width(visible(text)) <= 2 * most:
        return text
    return text[: next(k for k in range(2 * most, -1, -1) if width(visible(text[:k])) < 2 * most)] + "…"


def ended(text: str) -> str:
    """*text* without the stops and blanks at its end."""
    return text.rstrip(_ENDS)
