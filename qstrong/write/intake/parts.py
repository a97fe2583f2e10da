"""A sheet's part as it is written: what a spreadsheet library passes over in silence.

It is read once, by expat, which knows comments and character data for what they are: formulas (wherever
they stand, and whatever the cell's address is), merged cells, cells given twice, conditional formats, and
the last row in which something is said; and what is hidden.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import field
from math import isfinite
from xml.etree.ElementTree import Element, fromstring
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import ZipFile

from qstrong.model.shapes.value import dataclass
from qstrong.write.intake.guard import RefusedError
from qstrong.write.intake.seen import THEME, ConditionalRule, is_tiny

CellPlace = tuple[int, int]
"""A cell's row and column, counted from 1."""

_PLACE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_LEAST = 0.5
"""Of a row in points, of a column in digits: less can't be seen."""
RAISED = ("superscript", "subscript")
STRICT = {
    b"http://purl.oclc.org/ooxml/spreadsheetml/main": b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    b"http://purl.oclc.org/ooxml/drawingml/main": b"http://schemas.openxmlformats.org/drawingml/2006/main",
}  # fmt: skip
"""Names of strict Open XML, by which the library knows nothing, and those that stand for the same."""


_DOUBLE = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_WRITTEN = {"": _DOUBLE, "n": _DOUBLE, "s": re.compile("[0-9]+"), "b": re.compile("[01]")}
"""By the kind of a cell what is written in it: a number as XML has it (xsd:double), a place, yes or no.

Libraries read 2_50, full-width digits and blanks as well, and each another number, or none.
"""


@dataclass(slots=True)
class Marks:
    """What a sheet's part says besides its cells' contents."""

    formulas: set[CellPlace] = field(default_factory=set)
    blank: set[CellPlace] = field(default_factory=set)
    """Those of the formulas whose result is an empty text."""
    merged: list[str] = field(default_factory=list)
    raised: dict[CellPlace, list[str]] = field(default_factory=dict)
    """By cell what of its own text is raised, lowered or struck out; of shared texts the library tells."""
    inks: dict[CellPlace, list[tuple[str, str]]] = field(default_factory=dict)
    """By cell the parts of its own text that have a colour, each with that, as AARRGGBB."""
    rules: list[ConditionalRule] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    """From which to which."""
    odd: list[tuple[CellPlace, str]] = field(default_factory=list)
    """Cells of numbers, or of numbered texts, that hold none as a spreadsheet program writes it."""
    twice: str = ""
    """The address of a cell that is given more than once."""
    last: int = 0
    """The last row with a content."""


def marks(source: bytes) -> Marks:
    """What the part *source* says; raises `RefusedError` where it is no XML."""
    reader = _Reader()
    try:
        reader.parse(source)
    except ExpatError as error:
        raise RefusedError("not_xlsx") from error
    return reader.found


def comments(archive: ZipFile, part: str) -> dict[CellPlace, str]:
    """What is written beside cells of the sheet *part*, in comments and in boxes."""
    folder, name = posixpath.split(part)
    found: dict[CellPlace, str] = {}
    for link in _elements(archive, f"{folder}/_rels/{name}.rels"):
        if not link.get("Type", "").endswith(("/comments", "/drawing")):
            continue
        target = posixpath.normpath(posixpath.join("/", folder, link.get("Target", ""))).lstrip("/")
        for one in _elements(archive, target):
            kind = one.tag.rpartition("}")[2]
            at = (
                place(one.get("ref", ""))
                if kind == "comment"
                else _anchored(one)
                if "Anchor" in kind
                else None
            )
            text = " ".join(
                "".join(said.text or "" for said in one.iter() if said.tag.endswith("}t")).split()
            )
            if at and text:
                found[at] = text
    return found


def _anchored(box: Element) -> CellPlace | None:
    """The cell at which a drawn box begins."""
    told = {one.tag.rpartition("}")[2]: one.text or "" for one in next(iter(box), box)}
    row, column = told.get("row", ""), told.get("col", "")
    return (int(row) + 1, int(column) + 1) if row.isdigit() and column.isdigit() else None


def _elements(archive: ZipFile, part: str) -> Iterator[Element]:
    """All elements of a *part*; none where it isn't there."""
    if part in archive.namelist():
        yield from fromstring(archive.read(part)).iter()  # noqa: S314 (the guard has refused entities)


def box(ref: str) -> tuple[CellPlace, CellPlace] | None:
    """The first and the last cell of a range such as G5:H9, or of one cell."""
    first, _, last = ref.replace("$", "").partition(":")
    start, end = place(first), place(last or first)
    return (start, end) if start and end else None


def place(text: str) -> CellPlace | None:
    """The row and column of an address such as G7."""
    match = _PLACE.fullmatch(text)
    if not match:
        return None
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column


def _yes(said: str | None) -> bool:
    return said in ("1", "true")


def _nothing(size: str | None) -> bool:
    """Whether a height or a width leaves nothing to be seen."""
    try:
        return size is not None and float(size) < _LEAST
    except ValueError:
        return False


def _is_written(text: str, wanted: re.Pattern[str]) -> bool:
    """Whether a cell's raw *text* is as *wanted*, and no number that is too large for a spreadsheet."""
    return wanted.fullmatch(text) is not None and isfinite(float(text))


class _Reader:
    """Goes through the part; a cell or row without an address stands behind the one before it."""

    def __init__(self) -> None:
        self.found = Marks()
        self.at: CellPlace = (0, 0)
        self.seen: set[CellPlace] = set()
        self.kind, self.formula, self.result, self.text = "", False, False, ""
        self.inside, self.apart, self.run, self.ink = "", False, "", ""
        self.ranges, self.rules = "", list[tuple[int | None, bool]]()

    def parse(self, source: bytes) -> None:
        parser = ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.data
        parser.Parse(source, True)  # noqa: FBT003 (expat's own)

    def start(self, name: str, given: dict[str, str]) -> None:
        tag = name.rpartition(" ")[2]
        if tag == "row":
            self.start_of_row(given)
        elif tag == "c":
            self.at = place(given.get("r", "")) or (self.at[0], self.at[1] + 1)
            if self.at in self.seen and not self.found.twice:
                self.found.twice = given.get("r", "") or f"R{self.at[0]}C{self.at[1]}"
            self.seen.add(self.at)
            self.kind, self.formula, self.result, self.text = given.get("t", ""), False, False, ""
        elif tag == "mergeCell":
            self.found.merged.append(given.get("ref", ""))
        elif tag == "f":
            self.formula = True
        elif tag == "v":
            self.result, self.inside = True, "v"
        elif tag == "t":
            self.inside = "t"
        else:
            self.start_of_run(tag, given)
            self.start_of_rule(tag, given)
            if tag == "col" and (_yes(given.get("hidden")) or _nothing(given.get("width"))):
                self.found.hidden_columns.append((int(given["min"]), int(given["max"])))

    def start_of_row(self, given: dict[str, str]) -> None:
        """A row, by its number or behind the one before it."""
        number = given.get("r", "")
        self.at = (int(number) if number.isdigit() else self.at[0] + 1, 0)
        if _yes(given.get("hidden")) or _nothing(given.get("ht")):
            self.found.hidden_rows.add(self.at[0])

    def start_of_run(self, tag: str, given: dict[str, str]) -> None:
        """A part of a text, and what is said of how it is written."""
        if tag == "r":
            self.apart, self.run, self.ink = False, "", ""
        elif (
            (tag == "vertAlign" and given.get("val") in RAISED)
            or (tag in ("strike", "dstrike") and given.get("val", "1") not in ("0", "false"))
            or (tag == "sz" and is_tiny(given.get("val")))
        ):
            self.apart = True
        elif tag == "color":
            self.ink = given.get("rgb") or THEME.get(given.get("theme", ""), "")

    def start_of_rule(self, tag: str, given: dict[str, str]) -> None:
        """What is said of conditional formats; those of later versions name their cells in an element."""
        if tag == "conditionalFormatting":
            self.ranges, self.rules = given.get("sqref", ""), []
        elif tag == "cfRule":
            style = given.get("dxfId", "")
            self.rules.append((int(style) if style.isdigit() else None, False))
        elif self.rules and (tag == "dxf" or given.get("showValue") in ("0", "false")):
            self.rules[-1] = (None, True)
        elif tag == "sqref":
            self.inside, self.run = tag, ""

    def data(self, text: str) -> None:
        if self.inside:
            self.text += text
            self.run += text

    def end(self, name: str) -> None:
        tag = name.rpartition(" ")[2]
        if tag in ("v", "t"):
            self.inside = ""
        elif tag == "sqref":
            self.inside, self.ranges = "", self.run
        elif tag == "conditionalFormatting":
            self.found.rules += [ConditionalRule(self.ranges, *one) for one in self.rules]
            self.rules = []
        elif tag == "r" and self.run.strip():
            self.end_of_run(self.run.strip())
        elif tag == "c":
            self.end_of_cell()

    def end_of_run(self, text: str) -> None:
        if self.apart:
            self.found.raised.setdefault(self.at, []).append(text)
        elif self.ink:
            self.found.inks.setdefault(self.at, []).append((text, self.ink))

    def end_of_cell(self) -> None:
        if self.formula:
            self.found.formulas.add(self.at)
            if self.kind == "str" and self.result and not self.text:
                self.found.blank.add(self.at)
        wanted = _WRITTEN.get(self.kind)
        if wanted and self.text and not _is_written(self.text, wanted):
            self.found.odd.append((self.at, self.text))
        if self.text.strip() or self.formula:
            self.found.last = max(self.found.last, self.at[0])
