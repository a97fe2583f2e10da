"""The Word file's page, footers and styles: all formatting stands here, none in the text."""
# ruff: noqa: SLF001 (python-docx has no other way to what it doesn't know)

from __future__ import annotations

from collections.abc import Mapping

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.text.parfmt import CT_PPr
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Mm, Pt
from docx.styles.style import BaseStyle, ParagraphStyle
from docx.text.paragraph import Paragraph

from qstrong.model.base import Lang
from qstrong.model.shapes.value import dataclass
from qstrong.render.document import visible

TITLE, BODY, HEAD, KAI, SONG = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"
LATIN = "Times New Roman"
CENTER, RIGHT, LEFT, BOTH = (
    WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.JUSTIFY,
)  # fmt: skip
_NARROW = -5
"""Twentieths of a point between characters: 28 of 16 pt on a line of 156 mm, as GB/T 9704 has it."""


@dataclass(frozen=True, slots=True)
class _Style:
    """Name, font, size, line, alignment; `indent`: characters on the first line; `after`: at the right."""

    name: str
    abroad: str
    """What it is called in other languages than Chinese."""
    font: str
    size: float
    line: float
    align: WD_ALIGN_PARAGRAPH = BOTH
    indent: int = 0
    after: int = 0
    bold: bool = False
    next: bool = False
    level: int | None = None
    """Of the outline."""


_ALL = {
    "title": _Style("通报标题", "Bulletin Title", TITLE, 22, 35, CENTER, next=True, level=0),
    "mark": _Style("通报标注", "Bulletin Mark", HEAD, 16, 28, LEFT),
    "to": _Style("通报主送", "Bulletin To", BODY, 16, 28, LEFT),
    "body": _Style("通报正文", "Bulletin Body", BODY, 16, 28, indent=2),
    "heading": _Style("通报一级", "Bulletin Heading", HEAD, 16, 28, indent=2, next=True, level=1),
    "signature": _Style("通报落款", "Bulletin Signature", BODY, 16, 28, RIGHT, after=4),
    "annex": _Style("通报附件", "Bulletin Annex", HEAD, 16, 28, LEFT, next=True, level=1),
    "cell": _Style("通报表格", "Bulletin Cell", BODY, 10.5, 14, LEFT),
    "fine": _Style("通报出处", "Bulletin Fine Print", SONG, 9, 12, LEFT),
    "cell_right": _Style("通报表格数", "Bulletin Cell Right", BODY, 10.5, 14, RIGHT),
    "cell_big": _Style("通报表格大数", "Bulletin Cell Large", HEAD, 16, 24, CENTER),
    "cell_head": _Style("通报表头", "Bulletin Cell Head", HEAD, 10.5, 14, CENTER),
    "footer": _Style("通报页码", "Bulletin Page Number", SONG, 14, 18, LEFT),
}
STYLES = {key: style.name for key, style in _ALL.items()} | {"run_head": "通报二级", "table": "通报表"}
_ABROAD = {style.name: style.abroad for style in _ALL.values()} | {
    "通报二级": "Bulletin Run-in Head", "通报表": "Bulletin Table",
}  # fmt: skip
SANS = "Arial"
_COMPACT = {"title": (18.0, 26.0), "body": (12.0, 16.5), "to": (12.0, 16.5), "cell": (9.0, 11.0),
            "cell_right": (9.0, 11.0), "cell_head": (9.0, 11.0), "mark": (12.0, 16.5),
            "fine": (8.0, 10.0)}  # fmt: skip


def define(document: Document, *, compact: bool, keep: bool) -> None:
    """Our styles; with *keep* those that the document has already stay as they are."""
    there = {style.name for style in document.styles}
    for key, own in _ALL.items():
        if not (keep and own.name in there):
            size, line = _COMPACT.get(key, (own.size, own.line)) if compact else (own.size, own.line)
            _paragraph(document, own, size, line)
    if not (keep and STYLES["run_head"] in there):
        run = _added(document, STYLES["run_head"], WD_STYLE_TYPE.CHARACTER)
        fonts(run.element.get_or_add_rPr(), KAI)
    if not (keep and STYLES["table"] in there):
        _bordered(_added(document, STYLES["table"], WD_STYLE_TYPE.TABLE))


def _added(document: Document, name: str, kind: WD_STYLE_TYPE) -> BaseStyle:
    """A style of that name, whose id says the same in every language."""
    style: BaseStyle = document.styles.add_style(name, kind)
    style.element.styleId = _ABROAD[name].replace(" ", "")
    return style


def known_by(document: Document, lang: Lang) -> None:
    """Our styles in a template by the names that the program has for them."""
    if lang != "zh":
        _renamed(document, {abroad: name for name, abroad in _ABROAD.items()})


def spoken_in(document: Document, lang: Lang) -> None:
    """Our styles by their names in *lang*, with the fonts that are read in it."""
    if lang == "zh":
        return
    _renamed(document, _ABROAD)
    for found in document.styles.element.iter(qn("w:rFonts")):
        family = SANS if found.get(qn("w:eastAsia")) in (TITLE, HEAD) else LATIN
        if found.get(qn("w:hint")) == "eastAsia":  # one that `fonts` wrote
            del found.attrib[qn("w:hint")]
            for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
                found.set(qn(f"w:{kind}"), family)
    for part, name in ((document.styles, "w:lang"), (document.settings, "w:themeFontLang")):
        for found in part.element.iter(qn(name)):  # no language of the far East
            found.attrib.pop(qn("w:eastAsia"), None)


def _renamed(document: Document, names: Mapping[str, str]) -> None:
    for style in document.styles:
        if style.name in names:
            style.name = names[style.name]


def _paragraph(document: Document, own: _Style, size: float, line: float) -> None:
    style = _added(document, own.name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    style.base_style = None
    style.font.size, style.font.bold = Pt(size), own.bold or None
    run = style.element.get_or_add_rPr()
    fonts(run, own.font)
    if size >= 16:
        spacing = _element("w:spacing", val=str(_NARROW))
        run.insert_element_before(spacing, "w:w", "w:kern", "w:position", "w:sz", "w:szCs", "w:lang")
    form = style.paragraph_format
    form.alignment, form.line_spacing_rule, form.line_spacing = own.align, WD_LINE_SPACING.EXACTLY, Pt(line)
    form.space_before = form.space_after = Pt(0)
    form.widow_control, form.keep_with_next = False, own.next or None
    ppr = style.element.get_or_add_pPr()
    after = ("w:spacing", "w:ind", "w:jc", "w:outlineLvl")
    _on(ppr, "w:snapToGrid", "0", *after)
    for name in ("w:autoSpaceDE", "w:autoSpaceDN"):  # 28 characters a line, digits among them or not
        _on(ppr, name, "0", "w:snapToGrid", *after)
    if own.indent or own.after:
        _indent(ppr, own, size)
    if own.level is not None:
        _on(ppr, "w:outlineLvl", str(own.level))


def _indent(ppr: CT_PPr, own: _Style, size: float) -> None:
    """In characters for Word, in twentieths of a point for all others."""
    ind = ppr.get_or_add_ind()
    if own.indent:
        ind.set(qn("w:firstLineChars"), str(own.indent * 100))
        ind.set(qn("w:firstLine"), str(int(own.indent * size * 20)))
    if own.after:
        ind.set(qn("w:rightChars"), str(own.after * 100))
        ind.set(qn("w:right"), str(int(own.after * size * 20)))


def _on(parent: BaseOxmlElement, name: str, value: str, *before: str) -> None:
    parent.insert_element_before(_element(name, val=value), *before, "w:rPr", "w:sectPr", "w:pPrChange")


def _element(name: str, *inside: BaseOxmlElement, **attributes: str) -> BaseOxmlElement:
    """An element with what is in it, and its attributes of the same namespace."""
    made = OxmlElement(name)
    made.extend(inside)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def fonts(rpr: BaseOxmlElement, name: str) -> None:
    """The font of Chinese and of Latin characters; a theme's font would win, so none is named."""
    found = rpr.find(qn("w:rFonts"))
    if found is None:
        found = OxmlElement("w:rFonts")
        rpr.insert(0, found)
    for key in list(found.attrib):
        del found.attrib[key]
    for key, font in (("ascii", LATIN), ("hAnsi", LATIN), ("eastAsia", name), ("cs", LATIN)):
        found.set(qn(f"w:{key}"), font)
    found.set(qn("w:hint"), "eastAsia")


def tidy(document: Document) -> None:
    """The stock template without its many styles and its theme's fonts."""
    styles = document.styles.element
    defaults = styles.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    fonts(defaults, BODY)
    lang = defaults.find(qn("w:lang"))
    lang.set(qn("w:val"), "en-US")
    lang.set(qn("w:eastAsia"), "zh-CN")
    kept = {"Normal", "DefaultParagraphFont", "TableNormal", "NoList"}
    for style in list(styles.findall(qn("w:style"))):
        if style.get(qn("w:styleId")) not in kept:
            styles.remove(style)
    normal = document.styles["Normal"]
    fonts(normal.element.get_or_add_rPr(), BODY)
    latent = styles.find(qn("w:latentStyles"))
    if latent is not None:
        styles.remove(latent)


def set_page(section: Section, *, compact: bool) -> None:
    """A4, with GB/T 9704's margins: 156 by 225 mm of text; less margin where all must fit on one page."""
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = (Mm(20), Mm(18)) if compact else (Mm(37), Mm(35))
    section.left_margin, section.right_margin = (Mm(22), Mm(20)) if compact else (Mm(28), Mm(26))
    section.footer_distance = Mm(10) if compact else Mm(24)
    grid = section._sectPr.find(qn("w:docGrid"))
    if grid is not None:
        section._sectPr.remove(grid)


def number_pages(document: Document, stamp: str) -> None:
    """— 1 — at the right of odd and the left of even pages, a character from the edge; *stamp* at the top."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    for footer, align, side in ((section.footer, RIGHT, "right"), (section.even_page_footer, LEFT, "left")):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.style = STYLES["footer"]
        paragraph.alignment = align
        ind = paragraph._p.get_or_add_pPr().get_or_add_ind()
        ind.set(qn(f"w:{side}Chars"), "100")
        ind.set(qn(f"w:{side}"), "280")
        paragraph.add_run("— ")
        _field(paragraph)
        paragraph.add_run(" —")
    for header in (section.header, section.even_page_header) if stamp else ():
        header.is_linked_to_previous = False
        header.paragraphs[0].style = STYLES["footer"]
        header.paragraphs[0].alignment = CENTER
        header.paragraphs[0].add_run(visible(stamp))


def _field(paragraph: Paragraph) -> None:
    """PAGE, as five runs."""
    code = _element("w:instrText")
    code.set(qn("xml:space"), "preserve")
    code.text = " PAGE "
    begin, separate, end = (_element("w:fldChar", fldCharType=kind) for kind in ("begin", "separate", "end"))
    for one in (begin, code, separate, "1", end):
        run = paragraph.add_run(one if isinstance(one, str) else None)
        if not isinstance(one, str):
            run._r.append(one)


def _bordered(style: BaseStyle) -> None:
    """A table with thin lines everywhere."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = (_element(f"w:{side}", val="single", sz="4", space="0", color="auto") for side in sides)
    edges = (_element(f"w:{side}", w="57", type="dxa") for side in ("left", "right"))
    style.element.append(
        _element("w:tblPr", _element("w:tblBorders", *lines), _element("w:tblCellMar", *edges))
    )
