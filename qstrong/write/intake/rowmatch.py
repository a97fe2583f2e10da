"""Whether a row is what its id says: by its name, its unit of measure, and the rows that the form asked for.

Rows are sorted, pasted and pulled down without their first column; a spreadsheet makes numbers and days of
ids. What is filled in belongs to the row that somebody read: so all that says which one must agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from difflib import SequenceMatcher
from functools import cached_property

from qstrong.model.base import Text
from qstrong.model.dataset import Dataset
from qstrong.model.filing import Part
from qstrong.model.index import index, names_of, once
from qstrong.model.kinds import revisions_of
from qstrong.model.plan import AnyTarget
from qstrong.model.shapes.value import dataclass
from qstrong.text.catalogue import word, words_of
from qstrong.text.kinds import goal_words
from qstrong.text.language import LANGUAGES, in_each
from qstrong.text.written import tight
from qstrong.timeline.course import goal_on
from qstrong.write.form.fields import SHEETS, SheetKind
from qstrong.write.intake.cells import is_uom, typed_text
from qstrong.write.intake.workbook import TypedCell

NAMED: Mapping[Part, str] = {"observations": "name", "actions": "title_of_action"}
"""The column that says what a row is about."""
_ALIKE = 0.5
"""A head that has so much of another one may be that one."""


@dataclass(frozen=True, slots=True)
class Match:
    """What a row is about: its id where that is sure; what was restored, or what doesn't agree."""

    subject: str = ""
    taken: Text | None = None
    wrong: Text | None = None
    column: str = "id"
    """The column in which that stands."""


class RowMatch:
    """The indicators and actions of a dataset, by what a row may call them."""

    def __init__(self, dataset: Dataset) -> None:
        self.uoms = {one.id: one.uom for one in dataset.targets}
        self.targets = index(dataset).targets
        self.said: dict[Part, dict[str, Text]] = {
            "observations": names_of(dataset.targets),
            "actions": names_of(index(dataset).actions.values()),
        }
        self.names = {
            part: {name: frozenset(_called(text)) for name, text in said.items()}
            for part, said in self.said.items()
        }

    @cached_property
    def goals(self) -> Mapping[str, frozenset[str]]:
        """What forms say of each indicator's target."""
        return {name: _goals(one) for name, one in self.targets.items()}

    def match(self, part: Part, at: TypedCell | None, name: TypedCell | None, uom: TypedCell | None) -> Match:
        """What a row is about, by its id, its name and its unit of measure."""
        text, told = str(at.content) if at else "", tight(str(name.content)) if name else ""
        known = self.names[part]
        changed = at is not None and isinstance(at.content, Decimal | date)
        agrees = self._agrees(part, text, told) if told else not (changed and f"{text}0" in known)
        if text in known and agrees:
            wrong = self._measured(part, text, uom)
            return Match(
                text,
                words_of("import_id_number", text=text) if changed else None,
                wrong,
                "uom" if wrong else "id",
            )
        meant = [one for one, called in known.items() if told and told in called]
        if len(meant) == 1 and (changed or not text):
            return Match(meant[0], words_of("import_id_restored", text=text or "–", value=meant[0]))
        if text not in known:
            return Match(wrong=words_of("import_unknown_id" if text else "import_no_id", text=text))
        if not told:
            return Match(wrong=words_of("import_unknown_id", text=text))
        other = meant[0] if len(meant) == 1 else ""
        said = self.said[part][text]
        words = {"id": text, "name": said, "told": name.content if name else "", "other": other}
        return Match(wrong=words_of("import_mixed" if other else "import_renamed", **words))

    def aimed(self, subject: str, goal: TypedCell | None) -> Text | None:
        """A word where an indicator's row says the target of another one."""
        target = self.targets.get(subject)
        if target is None or goal is None:
            return None
        said = tight(typed_text(goal))
        if said in self.goals[subject] or not any(said in one for one in self.goals.values()):
            return None
        own = in_each(lambda lang: goal_words(target, lang, uom=False))
        return words_of(
            "import_goal_other", text=goal.content, name=self.said["observations"][subject], goal=own
        )

    def _agrees(self, part: Part, subject: str, told: str) -> bool:
        """Whether a row's name is the subject's, with what a form or a clerk adds to it, and no other's."""
        own = [one for one in self.names[part].get(subject, ()) if one in told]
        longest = max(map(len, own), default=0)
        others = (one for name, called in self.names[part].items() if name != subject for one in called)
        return bool(own) and not any(len(one) > longest and one in told for one in others)

    def _measured(self, part: Part, subject: str, uom: TypedCell | None) -> Text | None:
        """A word where the row says another unit of measure than the plan."""
        if part != "observations" or uom is None:
            return None
        own, said = self.uoms[subject], str(uom.content)
        return None if is_uom(said, own) else words_of("import_uom", text=said, uom=own)


row_match = once(RowMatch)
"""What rows of a dataset's forms may be about, worked out once."""


def _goals(target: AnyTarget) -> frozenset[str]:
    """All that forms may have said of what is to be reached, before it was revised, too."""
    versions = (target, *(goal_on(target, one.on) for one in revisions_of(target)))
    return frozenset(tight(goal_words(one, lang, uom=False)) for one in versions for lang in LANGUAGES)


def _called(name: Text) -> Iterable[str]:
    """All that a form may have in a row's name."""
    for text in name.texts():
        yield tight(text)
        yield from (tight(word("form_wanted", lang, name=text)) for lang in LANGUAGES)


def renamed(
    kind: SheetKind, missing: Iterable[str], unknown: Mapping[int, str], heads: Mapping[str, frozenset[str]]
) -> dict[str, int]:
    """By key of a column that is *missing* the place of the head that may be it: alike, or in its place."""
    places = {field.key: k for k, field in enumerate(SHEETS[kind], 1)}
    found: dict[str, int] = {}
    for key in missing:
        near = {
            at: max(SequenceMatcher(None, tight(text), one).ratio() for one in heads[key])
            for at, text in unknown.items()
            if at not in found.values()
        }
        best = max(near, key=near.__getitem__, default=0)
        if best and near[best] >= _ALIKE:
            found[key] = best
        elif places[key] in near:
            found[key] = places[key]
    return found
