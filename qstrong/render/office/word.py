"""A bulletin as a Word file, set as official Chinese papers are (GB/T 9704); python-docx does the writing.

Fonts are only named: an office's machine has 方正小标宋, 仿宋_GB2312 and 楷体_GB2312. The same content
gives the same bytes. Red letterhead, number and seal are the office's own system's.
"""
# ruff: noqa: SLF001 (python-docx has no other way to what it doesn't know)

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

import docx as python_docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import OxmlElement
from docx.shared import Length, Mm, Pt
from docx.table import _Row as WordRow
from docx.text.paragraph import Paragraph as WordParagraph

from qstrong.model.base import Lang
from qstrong.render.bulletin.content import BulletinContent, Chapter, Paper, Paragraph, TemplateError
from qstrong.render.document import Table, visible, width
from qstrong.render.formats.register import How
from qstrong.render.office.word_styles import (
    STYLES,
    define,
    known_by,
    number_pages,
    set_page,
    spoken_in,
    tidy,
)
from qstrong.text.language import LANGUAGES

_CELL = int(Pt(5.3))
"""The width of a letter in a table; a Chinese character has two."""
_LEAST = 8
"""So many letters of a text that folds stand on a line, however little room there is."""


def bulletin_docx(paper: Paper, how: How) -> bytes:
    """The paper's text; raises `TemplateError`."""
    return docx(paper.content, paper.template, how.lang)


def docx(content: BulletinContent, template: bytes | None, lang: Lang) -> bytes:
    """*content* as a .docx, on an office's own *template* where there is one; raises `TemplateError`.

    A template keeps its page, headers, footers and every style that it has under our names.
    """
    document = _opened(template)
    known_by(document, lang)
    define(document, compact=content.compact or bool(LANGUAGES[lang].space), keep=template is not None)
    if template is None:
        set_page(document.sections[0], compact=content.compact)
        number_pages(document, content.stamp)
    _write(document, content)
    _properties(document, content, lang)
    spoken_in(document, lang)
    return _same_bytes(document)


def _opened(template: bytes | None) -> WordDocument:
    if template is None:
        document = python_docx.Document()
        tidy(document)
        return document
    try:
        return python_docx.Document(BytesIO(template))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError) as error:
        raise TemplateError from error


def _write(document: WordDocument, content: BulletinContent) -> None:
    gap = content.gap if content.gap.strip() else content.gap * 2
    stamp = f"[{content.stamp}]" if content.stamp and content.stamp not in content.title else ""
    _add(document, "mark", stamp, gap.join(filter(None, (content.mark, content.issue))))
    _add(document, "title", content.title)
    _add(document, "to", content.to)
    _add(document, "body", *content.opening)
    for part in content.parts:
        _add(document, "heading", part.heading)
        _blocks(document, part)
    _add(document, "body", content.annex_list)
    _ending(document, content)
    if content.annexes:
        _landscape(document)
    for k, part in enumerate(content.annexes):
        (head,) = _add(document, "annex", part.heading)
        head.paragraph_format.page_break_before = k > 0
        _blocks(document, part)
    _add(document, "fine", content.made_from)


def _ending(document: WordDocument, content: BulletinContent) -> None:
    """Signature, date and contact; neither signature nor contact ever stands alone on a page."""
    signed = _add(document, "signature", content.signature, content.date)
    below = [*signed, *_add(document, "body", *content.closing)]
    if signed:
        for added in document.paragraphs[-len(below) - 1 : -1]:
            added.paragraph_format.keep_with_next = True


def _add(document: WordDocument, style: str, *texts: str) -> list[WordParagraph]:
    """Paragraphs in a *style*; what is empty isn't written."""
    return [document.add_paragraph(visible(text), style=STYLES[style]) for text in texts if text]


def _blocks(document: WordDocument, part: Chapter) -> None:
    for one in part.blocks:
        if isinstance(one, Table):
            _table(document, one)
        else:
            _paragraph(document, one)


def _paragraph(document: WordDocument, one: Paragraph) -> None:
    added = document.add_paragraph(style=STYLES["body"])
    if not one.text:  # a head of its own never ends a page
        added.paragraph_format.keep_with_next = True
    if one.head:
        added.add_run(visible(one.head), style=STYLES["run_head"])
    added.add_run(visible(one.text))


def _landscape(document: WordDocument) -> None:
    """A new section with the page turned, for wide tables; its footers are the first one's."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    if section.orientation != WD_ORIENT.LANDSCAPE:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    section.top_margin, section.bottom_margin = Mm(25), Mm(22)
    section.left_margin = section.right_margin = Mm(22)


def _table(document: WordDocument, table: Table) -> None:
    """Head rows repeat on every page, rows stay whole, widths are fixed by what stands in the columns."""
    rows = [row for section in table.sections for row in section.rows]
    if not rows:
        _add(document, "cell", "–")
        return
    section = document.sections[-1]
    inside = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    widths = _widths(table, inside)
    made = document.add_table(rows=0, cols=len(table.columns), style=STYLES["table"])
    made.autofit = False
    for column, room in zip(made._tbl.tblGrid.gridCol_lst, widths, strict=True):
        column.w = Length(room)
    head = made.add_row()
    _row_property(head, "w:tblHeader")
    _fill(head, [column.head for column in table.columns], widths, "cell_head")
    right = [column.right for column in table.columns]
    for part in table.sections:
        if part.title:
            _spanning(made.add_row(), part.title, widths)
        for row in part.rows:
            style = "cell_big" if row[0].style == "strong" else "cell"
            _fill(made.add_row(), [cell.text for cell in row], widths, style, right)


def _fill(
    row: WordRow, texts: list[str], widths: list[int], style: str, right: list[bool] | None = None
) -> None:
    _row_property(row, "w:cantSplit")
    for k, (cell, text, room) in enumerate(zip(row.cells, texts, widths, strict=True)):
        cell.width = Length(room)
        paragraph = cell.paragraphs[0]
        paragraph.style = STYLES["cell_right" if right and right[k] else style]
        paragraph.add_run(visible(text))


def _spanning(row: WordRow, title: str, widths: list[int]) -> None:
    """A row of one cell: what the rows below it have in common."""
    _row_property(row, "w:cantSplit")
    cell = row.cells[0].merge(row.cells[-1])
    cell.width = sum(widths)
    paragraph = cell.paragraphs[0]
    paragraph.style = STYLES["cell_head"]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
    paragraph.paragraph_format.keep_with_next = True
    paragraph.add_run(visible(title))


def _row_property(row: WordRow, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _widths(table: Table, whole: int) -> list[int]:
    """What fixed columns and single words need; the rest goes to the others by their text, long ones less."""
    fixed, most, loose = [], [], {}
    for k, column in enumerate(table.columns):
        texts = [visible(row[k].text) for section in table.sections for row in section.rows]
        widest, head = max(map(width, texts), default=0), width(column.head)
        all_of_it = max(widest, min(head, 8), _longest_word(column.head) + 2) + 1
        need = all_of_it
        if column.flexible:
            need = max(*map(_longest_word, (*texts, column.head)), min(widest, _LEAST))
            loose[k] = min(max(widest, head), 12 + max(widest - 12, 0) // 3, 32)
        fixed.append(_wide(need))
        most.append(_wide(all_of_it))
    widths = _shared(fixed, most, loose, max(whole - sum(fixed), whole // 3 if loose else 0))
    return [one * whole // sum(widths) for one in widths]


def _wide(letters: int) -> int:
    return letters * _CELL + int(Mm(2.6)) if letters else 0


def _shared(fixed: list[int], most: list[int], loose: dict[int, int], rest: int) -> list[int]:
    """Widths with the *rest* given to those that are *loose*, by their shares, to none more than *most*."""
    widths = list(fixed)
    while loose:
        whole = sum(loose.values())
        full = [k for k, n in loose.items() if fixed[k] + rest * n // whole >= most[k]]
        for k in full or loose:
            widths[k] = most[k] if full else fixed[k] + rest * loose[k] // whole
        rest -= sum(most[k] - fixed[k] for k in full)
        loose = {k: n for k, n in loose.items() if full and k not in full}
    return widths


def _longest_word(text: str) -> int:
    """The letters of the longest word, of those that are long; Chinese is broken anywhere."""
    return min(max(map(len, re.findall(r"[A-Za-z-]{6,}", text)), default=0), 14)


def _properties(document: WordDocument, content: BulletinContent, lang: Lang) -> None:
    """The file's own data, without a clock or a name."""
    from datetime import UTC, datetime

    own = document.core_properties
    own.title, own.author, own.last_modified_by = visible(content.title)[:255], "", ""
    own.comments, own.keywords, own.subject, own.category = "", visible(content.stamp), "", ""
    own.language = LANGUAGES[lang].tag
    own.created = own.modified = datetime(2000, 1, 1, tzinfo=UTC)
    own.revision = 1


def _same_bytes(document: WordDocument) -> bytes:
    """The file zipped anew: parts sorted, without dates."""
    first, out = BytesIO(), BytesIO()
    document.save(first)
    with ZipFile(first) as made, ZipFile(out, "w", ZIP_DEFLATED) as again:
        names = sorted(made.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        for name in names:
            info = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type, info.create_system = ZIP_DEFLATED, 0
            again.writestr(info, made.read(name))
    return out.getvalue()
