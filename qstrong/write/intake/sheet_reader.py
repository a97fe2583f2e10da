"""One sheet of a workbook that came back: its rows, by their ids, under whatever heads stand where."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from qstrong.model.dataset import Dataset
from qstrong.model.filing import Part
from qstrong.model.index import index
from qstrong.model.keys import asked_of_who_is_behind
from qstrong.model.period import Period
from qstrong.text import families
from qstrong.text.catalogue import word, words_of
from qstrong.text.fields import key_word
from qstrong.text.language import LANGUAGES, in_each, period_short
from qstrong.text.numbers import number
from qstrong.text.written import tight
from qstrong.write.form.fields import KEYS, NEEDED, NUMBERS, SHEETS, SIGNED, SheetKind
from qstrong.write.intake.cell_reader import CellReader, EntryRow, head_words
from qstrong.write.intake.cells import is_taken_back
from qstrong.write.intake.form_check import note_edited, rows_below, untaken
from qstrong.write.intake.remarks import FilledRow, Intake
from qstrong.write.intake.rowmatch import NAMED, renamed, row_match
from qstrong.write.intake.workbook import ROWS, TypedCell, TypedSheet, address

_HEADS: dict[SheetKind, dict[str, frozenset[str]]] = {
    kind: {
        field.key: frozenset(tight(key_word(field.key, lang, families.FORM)) for lang in LANGUAGES)
        for field in fields
    }
    for kind, fields in SHEETS.items()
}
"""By sheet and key what stands above its column, in every language."""
_TOLD = ("for", *NAMED.values(), "uom")
"""What else says which row is which: a head of these isn't lost without a word."""
_FEWEST = 3
"""A row with fewer heads isn't one of heads."""


class SheetReader(CellReader):
    """One sheet under the eye: its rows."""

    def __init__(self, sheet: TypedSheet, dataset: Dataset, found: Intake) -> None:
        super().__init__(sheet, found)
        self.targets, self.actions = index(dataset).targets, index(dataset).actions
        self.dataset, self.match = dataset, row_match(dataset)
        self.rows: dict[int, dict[int, TypedCell]] = {}
        for (row, column), cell in sorted(sheet.cells.items()):
            self.rows.setdefault(row, {})[column] = cell
        self.spread()

    def spread(self) -> None:
        """What stands in cells that are merged over several rows, in each of these rows."""
        for one in self.sheet.merged:
            cell = self.sheet.cells.get((one.row, one.column))
            for row in range(one.row + 1, one.last_row + 1) if cell else ():
                if row in self.rows:
                    self.rows[row].setdefault(one.column, cell)  # type: ignore[arg-type]

    def read(self) -> bool:
        """Take what the sheet says; whether it has a form's heads."""
        for row in self.rows:
            kind, heads = max(((kind, self.heads(row, kind)) for kind in KEYS), key=lambda one: len(one[1]))
            if len(heads) >= _FEWEST:
                if self.usable(row, kind, heads):
                    self.body(row, kind, heads)
                fills = [heads[key] for key in KEYS[kind] if key in heads]
                self.found.notes += untaken(self.sheet, row, heads.get("id"), fills)
                if self.sheet.beyond:
                    self.complain(
                        self.rows[row][min(heads.values())], "import_beyond", row=self.sheet.beyond, most=ROWS
                    )
                return True
        lost = next((one for one in self.sheet.cells.values() if one.content in self.targets), None)
        if lost:
            self.complain(lost, "import_no_heads")
        return bool(lost)

    def heads(self, row: int, kind: SheetKind) -> dict[str, int]:
        """The columns by what they hold, wherever they were moved; the first where a head is there twice."""
        names = {one: key for key, called in _HEADS[kind].items() for one in called}
        found: dict[str, int] = {}
        for at, one in self.rows[row].items():
            key = names.get(tight(str(one.content)))
            if key:
                found.setdefault(key, at)
        return found

    def usable(self, row: int, kind: SheetKind, heads: Mapping[str, int]) -> bool:
        """Whether all heads that are needed are there, none twice and none renamed; else that is said."""
        before, cells, called = len(self.found.wrong), self.rows[row], _HEADS[kind]
        every = {one for names in called.values() for one in names}
        unknown = {at: str(one.content) for at, one in cells.items() if tight(str(one.content)) not in every}
        below = {
            at: one for mine in rows_below(self.rows, row, heads.get("id", 0)) for at, one in mine.items()
        }
        unknown |= dict.fromkeys(below.keys() - cells.keys(), "")
        missing = [key for key in called if key not in heads]
        near = renamed(
            kind, [key for key in missing if key in (*KEYS[kind], *NEEDED[kind], *_TOLD)], unknown, called
        )
        for key, at in near.items():
            text, here = unknown.pop(at), cells.get(at) or below[at]
            said = "import_head_renamed" if text else "import_head_emptied"
            self.complain(here, said, text=text, place=here.place, **head_words(key))
        for key in NEEDED[kind]:
            if key not in heads and key not in near:
                self.complain(cells[min(heads.values())], "import_no_column", **head_words(key))
        for at, one in cells.items():
            twice = next((key for key in NEEDED[kind] if tight(str(one.content)) in called[key]), None)
            if twice and at != heads.get(twice, at):
                self.complain(one, "import_column_twice", **head_words(twice))
        for at, text in unknown.items():
            if text and at in below:
                self.found.notes.append(self.remark(cells[at], words_of("import_head_added", text=text)))
        gone = [key for key in missing if key in KEYS[kind] and key not in (*near, *NEEDED[kind])]
        if gone:
            here = cells[min(heads.values())]
            self.found.notes.append(self.remark(here, words_of("import_head_gone", **head_words(*gone))))
        self.turned(cells, [key for key in called if key in NUMBERS and key in heads], heads)
        return len(self.found.wrong) == before

    def turned(self, cells: Mapping[int, TypedCell], numbers: list[str], heads: Mapping[str, int]) -> None:
        """Have it confirmed where columns of *numbers* stand in another order than they were sent."""
        for left, right in pairwise(numbers):
            if heads[right] < heads[left]:
                words = {"first": head_words(right)["column"], "second": head_words(left)["column"]}
                self.found.taken.append(
                    self.remark(cells[heads[right]], words_of("import_heads_turned", **words))
                )

    def body(self, head: int, kind: SheetKind, heads: Mapping[str, int]) -> None:
        """The rows below the heads."""
        for row, cells in self.rows.items():
            if row <= head:
                continue
            given = {key: cells[heads[key]] for key in KEYS[kind] if heads.get(key) in cells}
            filled = {key: cell for key, cell in given.items() if not self.stroke(cell)}
            if filled.keys() == {"last_year"}:  # it stands there already where it is known
                filled = {}
            if kind == "corrections":
                self.correction(filled)
                continue
            at = cells.get(heads["id"])
            name = str(at.content) if at else ""
            if at and name.startswith("@"):
                self.signatures(name[1:], at.column, cells)
            elif at or filled:
                self.entry(kind, row, at, filled, heads)

    def signatures(self, key: str, first: int, cells: Mapping[int, TypedCell]) -> None:
        """A line of the filing's own: what stands right of each label, the key's own where there is none."""
        seals = [word("form_seal", lang) for lang in LANGUAGES]
        labels = {word(families.FORM.key(one), lang): one for one in SIGNED for lang in LANGUAGES}
        for column, cell in cells.items():
            content = str(cell.content)
            if content in labels:
                key = labels[content]
            elif column > first and content not in seals and key in SIGNED and key not in self.found.signed:
                text = self.text(key, cell, "")
                self.found.signed_at[key] = self.sheet.name, cell.place
                if text is not None:
                    self.found.signed[key] = text

    def entry(
        self,
        part: Part,
        row: int,
        at: TypedCell | None,
        filled: Mapping[str, TypedCell],
        heads: Mapping[str, int],
    ) -> None:
        """One indicator or action."""
        cells, here = self.rows[row], at or next(iter(filled.values()))
        match = self.match.match(part, at, *(cells.get(heads.get(key, 0)) for key in (NAMED[part], "uom")))
        name = match.subject
        if match.wrong or not name:
            self.found.left += bool(name and not filled)
            if filled and match.wrong:
                self.found.wrong.append(self.remark(cells.get(heads.get(match.column, 0), here), match.wrong))
            return
        joined = self.merged.get((here.row, here.column))
        if joined and filled and joined.last_row > joined.row:
            self.complain(here, "import_merged", place=joined.place)
            return
        period = self.covers(name, row, here, heads, filled) if part == "observations" else self.found.period
        if period is None:
            return
        if part == "observations" and self.stands_already(name, period, filled):
            filled = {}
        mine = self.row_of(part, name, period, here, row, heads)
        self.note_row(mine, filled)
        if filled and match.taken:
            self.found.taken.append(self.remark(here, match.taken))
        goal = cells.get(heads.get("goal", 0))
        if goal and filled and (aimed := self.match.aimed(name, goal)):
            self.found.taken.append(self.remark(goal, aimed))
            heads = {key: at for key, at in heads.items() if key != "goal"}
        note_edited(self.found, self.sheet, (part, name, period.last), cells, heads)
        if filled:
            self.take(mine, filled)

    def stands_already(self, name: str, period: Period, filled: Mapping[str, TypedCell]) -> bool:
        """Whether a row says no more than what an earlier filing holds: its explanation was asked for."""
        held = {
            key: number(text) if key == "value" else str(text)
            for filing in index(self.dataset).filings_of[self.found.unit]
            for said in filing.observations
            if filing.period.last < self.found.period.last
            and (said.indicator, (said.period or filing.period).last) == (name, period.last)
            for key in ("value", *asked_of_who_is_behind())
            if (text := getattr(said, key)) is not None
        }
        new = {key: str(cell.content) for key, cell in filled.items() if key != "flag"}
        return "value" in new and all(held.get(key) == text for key, text in new.items())

    def row_of(
        self, part: Part, name: str, period: Period, here: TypedCell, row: int, heads: Mapping[str, int]
    ) -> EntryRow:
        """A row that is about *name*, with its places and how numbers are given in it."""
        places = {key: address(row, heads[key]) for key in (*KEYS[part], "for") if key in heads}
        places |= {"": here.place, "period": places.get("for", here.place)}
        if part == "observations":
            target = self.targets[name]
            return EntryRow(part, name, period, here, places, target.uom, target.decimals, heads)
        wanted = self.actions[name].quantity
        return EntryRow(part, name, period, here, places, wanted.uom if wanted else "", 0, heads)

    def note_row(self, row: EntryRow, filled: Mapping[str, TypedCell]) -> None:
        """Keep what of a row was filled in, once for what it is about; one taken back leaves no gap."""
        key = (row.part, row.subject, row.period.last)
        sent = self.found.sent.get(key)
        keys = frozenset(filled) | frozenset(sent.filled if sent and self.taken_back(row, filled) else ())
        if key not in self.found.rows:
            when = f" {row.period}" if row.part == "observations" else ""
            self.found.stand.append(f"{row.subject}{when}")
        if filled or key not in self.found.rows:
            self.found.rows[key] = FilledRow(self.sheet.name, row.places, keys)
        self.found.left += not filled

    def covers(
        self, name: str, row: int, here: TypedCell, heads: Mapping[str, int], filled: Mapping[str, TypedCell]
    ) -> Period | None:
        """The period that an indicator's row is for; None where that can't be told, which is said.

        What the form asked for must agree: an emptied cell stands for the one period that it had, and of
        several there is no telling.
        """
        stated = self.rows[row].get(heads.get("for", 0))
        asked = [sent.period for (_, subject, _), sent in self.found.sent.items() if subject == name]
        told = in_each(lambda lang: LANGUAGES[lang].listed(period_short(one, lang) for one in asked))
        if stated:
            period = self.period(stated)
            if period and filled and asked and period.last not in {one.last for one in asked}:
                text = words_of("import_other_period", period=period, asked=told)
                self.found.taken.append(self.remark(stated, text))
            return period
        if not filled or not asked:
            return asked[0] if len(asked) == 1 else self.found.period
        if len(asked) > 1:
            self.complain(here, "import_which_period", asked=told)
            return None
        if asked[0].last != self.found.period.last:
            self.found.taken.append(self.remark(here, words_of("import_period_of_form", period=asked[0])))
        return asked[0]

    def correction(self, filled: Mapping[str, TypedCell]) -> None:
        """A row that corrects an earlier period's value."""
        if not filled:
            return
        here, back = next(iter(filled.values())), is_taken_back(filled.get("corrected"))
        needed = ("subject", "for") if back else NEEDED["corrections"]
        lacking = [key for key in needed if key not in filled]
        if lacking:
            self.complain(here, "import_correction_lacks", **head_words(*lacking))
            return
        name, period = self.subject(filled["subject"]), self.period(filled["for"])
        if not name or period is None:
            return
        places = {key: cell.place for key, cell in filled.items()}
        places |= {"": here.place, "value": places["corrected"], "period": places["for"]}
        target = self.targets[name]
        row = EntryRow("observations", name, period, here, places, target.uom, target.decimals)
        if back:
            self.remove(row, filled["corrected"])
            return
        rest = {key: filled[key] for key in filled if key not in ("subject", "for")}
        keys = self.texts(rest, row.uom, {}, row.decimals)
        if keys:
            self.answer(row, {"value": keys.pop("corrected"), "flag": "revised", **keys})

    def subject(self, cell: TypedCell) -> str:
        """The id of the indicator that a correction names; "" where there is none such, which is said."""
        names = {tight(text): one.id for one in self.targets.values() for text in one.name.texts()}
        said = str(cell.content)
        found = said if said in self.targets else names.get(tight(said), "")
        if not found:
            self.complain(cell, "import_no_indicator", text=said)
        return found
