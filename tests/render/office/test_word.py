"""The Word file: the same bytes, the same sentences, the styles of official papers; LibreOffice opens it."""

# ruff: noqa: SLF001 (python-docx has no other way to what it doesn't know)
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from tests.conftest import Convert, Run

docx = pytest.importorskip("docx", reason="python-docx isn't installed")

from docx.oxml.ns import qn  # noqa: E402

from qstrong.render.bulletin.content import BulletinContent, Chapter, Paragraph  # noqa: E402
from qstrong.render.document import Cell, Column, Section, Table  # noqa: E402
from qstrong.render.office import word  # noqa: E402
from tests.render.bulletin.told import running_text  # noqa: E402

DEMO = ("--data", "examples/demo")


def times() -> bool:
    """Whether there is a font as wide as Times New Roman: pages are counted."""
    if not shutil.which("fc-match"):
        return False
    asked = subprocess.run(["fc-match", "Times New Roman"], capture_output=True, text=True, check=False)
    return any(name in asked.stdout for name in ("Times", "Liberation Serif", "Tinos"))


WRITTEN: dict[tuple[Path | str, ...], bytes] = {}
"""Bulletins by the words that made them: what many tests look at is written once."""


@pytest.fixture
def made(qstrong: Run, tmp_path: Path) -> Callable[..., Path]:
    def make(*argv: Path | str, name: str = "a.docx", anew: bool = False) -> Path:
        path = tmp_path / name
        if anew or argv not in WRITTEN:
            result = qstrong("bulletin", *argv, "-o", path)
            assert result.code == 0, result.err
            WRITTEN[argv] = path.read_bytes()
        path.write_bytes(WRITTEN[argv])
        return path

    return make


def lines_of(path: Path) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(path).paragraphs]


@pytest.mark.parametrize("extra", [(), ("--brief",), ("--unit", "industry"), ("--lang", "en")])
def test_its_sentences_are_those_of_the_other_formats(
    extra: tuple[str, ...], made: Callable[..., Path], qstrong: Run
) -> None:
    plain = qstrong("bulletin", "2026Q3", *DEMO, *extra, "-f", "plain").out
    lines = [line for line in lines_of(made("2026Q3", *DEMO, *extra)) if line]
    assert len(lines) > 5
    for line in lines:
        assert line in plain, line


def test_the_same_bytes_each_time(made: Callable[..., Path]) -> None:
    one, two = made("2026Q3", *DEMO), made("2026Q3", *DEMO, name="b.docx", anew=True)
    assert one.read_bytes() == two.read_bytes()
    with ZipFile(one) as parts:
        assert all(info.date_time == (1980, 1, 1, 0, 0, 0) for info in parts.infolist())
        assert parts.namelist()[0] == "[Content_Types].xml"


def test_fonts_lines_and_pages(made: Callable[..., Path]) -> None:
    document = docx.Document(made("2026Q3", *DEMO))
    body = document.styles["通报正文"]
    fonts = body.element.rPr.rFonts
    assert (fonts.get(qn("w:eastAsia")), fonts.get(qn("w:ascii"))) == ("仿宋_GB2312", "Times New Roman")
    assert not [
        key
        for style in document.styles.element.iter(qn("w:rFonts"))
        for key in style.attrib
        if "Theme" in key
    ]
    assert (body.font.size.pt, body.paragraph_format.line_spacing.pt) == (16, 28)
    assert body.element.pPr.ind.get(qn("w:firstLineChars")) == "200"
    assert body.element.rPr.find(qn("w:spacing")).get(qn("w:val")) == "-5"
    assert document.styles["通报标题"].font.size.pt == 22
    first = document.sections[0]
    assert (round(first.page_width.mm), round(first.left_margin.mm), round(first.top_margin.mm)) == (
        210,
        28,
        37,
    )
    assert document.settings.odd_and_even_pages_header_footer
    assert first.footer.paragraphs[0].text.startswith("— ")
    assert first.header.paragraphs[0].text == "演示数据"


def test_the_leaders_page_is_one_page_however_long_units_write(
    made: Callable[..., Path], tmp_path: Path, pages: Callable[..., Iterator[list[str]]]
) -> None:
    shutil.copytree("examples/demo", tmp_path / "demo")
    for path in (tmp_path / "demo" / "progress").glob("*/2026Q3.yaml"):
        text = path.read_text(encoding="utf-8")
        long = re.sub(
            r"(?m)^( +(?:cause|measures|request): ).*$", rf"\1{'外迁影响延续，新品牌尚未投产。' * 60}", text
        )
        path.write_text(long, encoding="utf-8")
    ((page,),) = pages(made("2026Q3", "--data", tmp_path / "demo", "--brief"))
    assert "批示" in page
    assert "外迁影响延续，新品牌尚未投产。外迁影响" in page.replace("\n", "")
    assert "…" in page


def test_no_formatting_in_the_text(made: Callable[..., Path]) -> None:
    body = docx.Document(made("2026Q3", *DEMO)).element.body
    for run in body.iter(qn("w:r")):
        if run.rPr is not None:
            assert {child.tag for child in run.rPr} <= {qn("w:rStyle")}


def test_heads_repeat_and_rows_stay_whole(made: Callable[..., Path]) -> None:
    for table in docx.Document(made("2026Q3", *DEMO)).tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
        assert len(table._tbl.tblGrid.gridCol_lst) == len(table.columns)


def content(**keys: str | tuple[Any, ...]) -> BulletinContent:
    table = Table((Column("甲"), Column("乙", right=True)), (Section("段", ((Cell("a\x0bb"), Cell("1")),)),))
    parts = (Chapter("一、标题", (Paragraph("正文\u202e<w:p/>", "（一）头。"), table)),)
    said: dict[str, Any] = {"title": "题", "parts": parts, "stamp": "演示数据"} | keys
    return BulletinContent(**said)


def test_nothing_from_data_is_raw() -> None:
    lines = [one.text for one in docx.Document(BytesIO(word.docx(content(), None, "zh"))).paragraphs]
    assert lines == ["[演示数据]", "题", "一、标题", "（一）头。正文\\u202e<w:p/>"]
    (table,) = docx.Document(BytesIO(word.docx(content(), None, "zh"))).tables
    assert [cell.text for cell in table.rows[2].cells] == ["a\\x0bb", "1"]


def test_every_line_of_the_content_is_written() -> None:
    full = content(
        mark="内部", issue="第1期", to="各单位：", opening=("现通报如下。",), signature="办公室", date="2027年2月4日",
        closing=("（联系人：甲）",), annex_list="附件：1.台账", annexes=(Chapter("附件1：台账", (Paragraph("说明"),)),),
    )  # fmt: skip
    lines = [one.text for one in docx.Document(BytesIO(word.docx(full, None, "zh"))).paragraphs]
    said = [line for line in running_text(full) if line not in ("内部", "第1期")]
    assert [line for line in lines if line and line not in ("[演示数据]", "内部　　第1期")] == [
        line.replace("\u202e", "\\u202e") for line in said
    ]


def test_what_belongs_together_stays_on_a_page() -> None:
    full = content(
        signature="办公室", date="2027年2月4日", closing=("（联系人：甲）", "抄送：乙"), annex_list="附件：1.台账",
        annexes=(Chapter("附件1：台账", (Paragraph("", "说明。"), Paragraph("1.甲"))),),
    )  # fmt: skip
    written = docx.Document(BytesIO(word.docx(full, None, "zh"))).paragraphs
    kept = [one.text for one in written if one.paragraph_format.keep_with_next]
    assert kept == ["附件：1.台账", "办公室", "2027年2月4日", "（联系人：甲）", "说明。"]


def test_an_offices_template_keeps_its_page_and_its_styles(tmp_path: Path, made: Callable[..., Path]) -> None:
    own = docx.Document()
    own.sections[0].header.paragraphs[0].text = "某区办公室"
    style = own.styles.add_style("通报正文", 1)
    style.font.name = "宋体"
    own.save(tmp_path / "own.docx")
    document = docx.Document(made("2026Q3", *DEMO, "--template", tmp_path / "own.docx"))
    assert document.sections[0].header.paragraphs[0].text == "某区办公室"
    assert document.styles["通报正文"].font.name == "宋体"
    assert any("一、总体进展" in paragraph.text for paragraph in document.paragraphs)
    assert any("演示数据" in paragraph.text for paragraph in document.paragraphs)


@pytest.mark.parametrize("data", [b"", b"not a zip", b"PK\x03\x04"])
def test_a_template_that_is_none(data: bytes, tmp_path: Path, qstrong: Run) -> None:
    (tmp_path / "bad.docx").write_bytes(data)
    for name in ("bad.docx", "absent.docx"):
        argv = ("2026Q3", *DEMO, "-o", tmp_path / "a.docx", "--template", tmp_path / name)
        result = qstrong("bulletin", *argv)
        assert (result.code, "Word 模板" in result.err) == (2, True)


def test_a_zip_that_is_no_word_file(tmp_path: Path, qstrong: Run) -> None:
    with ZipFile(tmp_path / "z.docx", "w") as made:
        made.writestr("a", "b")
    result = qstrong(
        "bulletin", "2026Q3", *DEMO, "-o", tmp_path / "a.docx", "--template", tmp_path / "z.docx"
    )
    assert (result.code, "Word 模板" in result.err) == (2, True)


@pytest.fixture
def pages(tmp_path: Path, libreoffice: Convert) -> Callable[..., Iterator[list[str]]]:
    """What stands on each page of each file, as LibreOffice lays it out."""
    if not (shutil.which("pdftotext") and times()):
        pytest.skip("beside LibreOffice, poppler (pdftotext) or a font as wide as Times isn't installed")

    def read(*paths: Path) -> Iterator[list[str]]:
        libreoffice("pdf", tmp_path, *paths)
        for path in paths:
            argv = ["pdftotext", str(path.with_suffix(".pdf")), "-"]
            found = subprocess.run(argv, check=True, capture_output=True, text=True).stdout
            yield found.removesuffix("\f").split("\f")

    return read


@pytest.mark.parametrize("data", ["examples/demo", "examples/national-outline-2025"])
def test_libreoffice_opens_it(
    data: str, made: Callable[..., Path], pages: Callable[..., Iterator[list[str]]]
) -> None:
    words = ("2026Q3" if "demo" in data else "2024", "--data", data)
    signs = {"zh": "批示", "en": "Remarks"}
    leaders = [made(*words, "--brief", "--lang", lang, name=f"{lang}.docx") for lang in signs]
    *briefs, whole = pages(*leaders, made(*words, name="b.docx"))
    for brief, sign in zip(briefs, signs.values(), strict=True):
        assert len(brief) == 1
        assert sign in brief[0]
    (annexes,) = [
        k for k, page in enumerate(whole) if re.search(r"^附件 ?1：指标进展台账", page, re.MULTILINE)
    ]
    assert annexes <= 3  # pages of text
    assert [page for page in whole if "测算说明" in page]


@pytest.mark.parametrize("words", [("2026Q3",), ("2026Q4", "--as-of", "2027-01-30")], ids=["filed", "nobody"])
def test_the_text_takes_three_pages(
    words: tuple[str, ...], made: Callable[..., Path], pages: Callable[..., Iterator[list[str]]]
) -> None:
    heads = {"zh": r"^附件 ?1：", "en": r"^Annex 1:"}
    written = [made(*words, *DEMO, "--lang", lang, name=f"{lang}.docx") for lang in heads]
    for found, head in zip(pages(*written), heads.values(), strict=True):
        assert next(k for k, page in enumerate(found) if re.search(head, page, re.MULTILINE)) <= 3
