"""`-o x.svg`: a terminal as a picture, with the page's hues, on light and on dark screens."""

import re
from xml.etree import ElementTree as ET

import pytest
from rich.cells import cell_len

from qstrong.render.document import Cell, Document, Line, Style
from qstrong.render.formats.picture import CELL, HUES, picture
from qstrong.render.formats.register import How
from tests.conftest import ROOT
from tests.there import there

STYLES: tuple[Style, ...] = ("good", "warn", "bad", "dim", "strong", "")
SHOWN = Document("标题 & <x>", tuple(Line((Cell(f"{style}指标 a<b", style),)) for style in STYLES))
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def svg() -> str:
    return picture(SHOWN, How("zh", 60))


def test_the_hues_are_the_page_s() -> None:
    css = (ROOT / "qstrong/render/page/page.css").read_text("utf-8")
    roots = re.findall(r":root \{(.*?)\}", css, re.DOTALL)
    light, dark = (dict(re.findall(r"--(\w+): (#\w+);", root)) for root in roots[:2])
    whole = {"#fff": "#ffffff"}
    assert {name: (whole.get(light[name], light[name]), dark[name]) for name in HUES} == HUES


def test_each_rule_stands_in_both_schemes(svg: str) -> None:
    light, dark = svg.split("@media (prefers-color-scheme: dark)")
    rules = [re.findall(r"^(rect|\.t-r\d+) \{ fill: (#\w+)", part, re.MULTILINE) for part in (light, dark)]
    assert [name for name, _ in rules[0]] == [name for name, _ in rules[1]]
    for (_, one), (_, other) in zip(*rules, strict=True):
        assert (one, other) in HUES.values()
    assert {one for _, one in rules[0]} == {one for name, (one, _) in HUES.items() if name != "rule"}


def test_it_is_an_xml_document_that_asks_for_nothing_from_elsewhere(svg: str) -> None:
    root = ET.fromstring(svg)
    assert root.get("aria-label") == SHOWN.title
    texts = ["".join(one.itertext()).replace("\xa0", " ") for one in root.iter(f"{SVG}text")]
    assert texts == [SHOWN.title, *(f"{style}指标 a<b" for style in STYLES)]
    assert not re.search(r"url\(|href|@import|@font-face", svg)


def test_a_run_is_as_wide_as_its_cells(svg: str) -> None:
    for one in ET.fromstring(svg).iter(f"{SVG}text"):
        assert float(there(one.get("textLength"))) == pytest.approx(cell_len("".join(one.itertext())) * CELL)


def test_it_is_the_same_twice(svg: str) -> None:
    assert picture(SHOWN, How("zh", 60)) == svg
