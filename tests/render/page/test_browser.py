"""The page in a real browser: it renders, sorts, filters, asks for nothing, and is accessible."""

import os
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from qstrong.assess.assess import assess
from qstrong.assess.report import Report, TargetReport
from qstrong.model.public import public
from qstrong.read.dataset import load
from qstrong.read.source import Folder
from qstrong.render.look import Look
from qstrong.render.page.page import page_html
from qstrong.render.page.public import PublicLook, without_units
from qstrong.timeline.values import Point
from tests.browser import BINARY, Browser
from tests.conftest import ROOT
from tests.there import there

pytestmark = pytest.mark.skipif(BINARY is None, reason="no Chromium here")
AXE = "axe-core@4.11.0"
WIDTHS = (375, 800, 1280)
SHOWN = "[...document.querySelectorAll('tr[data-id]')].filter(row => row.offsetParent)"
ROWS = "[...document.querySelectorAll('tr[data-id]')]"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    browser = Browser()
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def report() -> Report:
    data = load(Folder(ROOT / "examples" / "demo")).dataset
    return assess(there(data), there(there(data).plan.as_of))


@pytest.fixture(scope="module")
def urls(report: Report, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("page")
    before = assess(report.dataset, date(2026, 7, 30))
    found = {}
    for lang in ("zh", "en"):
        path = folder / f"{lang}.html"
        path.write_text(page_html(report, Look(lang), previous=before), "utf-8", newline="\n")
        found[lang] = path.as_uri()
    for_all = assess(public(report.dataset), report.as_of)
    path = folder / "public.html"
    path.write_text(page_html(without_units(for_all), PublicLook(), previous=before), "utf-8", newline="\n")
    return {**found, "public": path.as_uri()}


@pytest.fixture(scope="module")
def outline(tmp_path_factory: pytest.TempPathFactory) -> str:
    data = load(Folder(ROOT / "examples" / "national-outline-2025")).dataset
    path = tmp_path_factory.mktemp("outline") / "page.html"
    path.write_text(page_html(assess(there(data), date(2025, 6, 30)), Look()), "utf-8", newline="\n")
    return path.as_uri()


@pytest.fixture(scope="module")
def axe() -> str:
    """axe-core's script, from npm once, then from a cache folder of the user's."""
    cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "qstrong-tests"
    script = cache / f"{AXE.replace('@', '-')}.min.js"
    if not script.is_file():
        if not shutil.which("npm"):
            pytest.skip("no npm to fetch axe-core with")
        with tempfile.TemporaryDirectory() as folder:
            got = subprocess.run(
                ["npm", "pack", AXE, "--silent"], cwd=folder, capture_output=True, timeout=120, check=False
            )
            if got.returncode:
                pytest.skip("npm could not fetch axe-core")
            with tarfile.open(next(Path(folder).glob("*.tgz"))) as archive:
                text = there(archive.extractfile("package/axe.min.js")).read()
        cache.mkdir(parents=True, exist_ok=True)
        script.write_bytes(text)
    return script.read_text("utf-8")


def quiet(browser: Browser, url: str) -> None:
    """Nothing was logged, and only the file itself was asked for."""
    assert browser.log == []
    assert {one.split("#")[0] for one in browser.requests} <= {url, "data:,"}


@pytest.mark.parametrize("lang", ["zh", "en", "public"])
@pytest.mark.parametrize("width", WIDTHS)
def test_it_fits_and_is_quiet(browser: Browser, urls: dict[str, str], lang: str, width: int) -> None:
    browser.open(urls[lang], width=width)
    quiet(browser, urls[lang])
    assert browser.run("document.documentElement.scrollWidth") <= width
    assert browser.run(f"{SHOWN}.length") == 36
    browser.run("document.querySelectorAll('details').forEach(fold => fold.open = true)")
    assert browser.run("document.documentElement.scrollWidth") <= width
    assert browser.run("document.querySelectorAll('svg.chart').length") > 30


def test_what_a_leader_looks_for_is_above_the_fold(browser: Browser, urls: dict[str, str]) -> None:
    for url in urls.values():
        browser.open(url, width=1280, height=800)
        assert browser.run(
            "[...document.querySelectorAll('.tile')].map(tile => tile.getBoundingClientRect().bottom)"
            ".every(bottom => bottom <= innerHeight)"
        )


PUT = (
    "(() => {{ const f = document.getElementById('{}'); f.value = '{}';"
    " f.dispatchEvent(new Event('input', {{bubbles: true}})) }})()"
).format
CLICK = "document.querySelector('th[data-sort={}] button').click()".format
SAID = "document.querySelector('th[data-sort={}]').ariaSort".format
IDS = f"{ROWS}.map(row => row.dataset.id)"


def share(one: TargetReport) -> Fraction | None:
    return None if one.last_status or one.verdict.completion is None else round(one.verdict.completion, 3)


def judged(one: TargetReport) -> Point | None:
    return one.verdict.point


SORTS: dict[str, Callable[[TargetReport], Any]] = {
    "value": lambda one: judged(one) and there(judged(one)).value,
    "attainment": lambda one: None if one.last_status else one.verdict.attainment,
    "done": share,
    "date": lambda one: judged(one) and there(judged(one)).last,
    "status": lambda one: one.rank,
    "arrow": lambda one: (
        None if one.last_status or one.verdict.arrow == "•" else "↓→↗↑".index(one.verdict.arrow)
    ),
    "no": lambda _: 0,
}


@pytest.mark.parametrize("column", SORTS)
def test_it_sorts(browser: Browser, urls: dict[str, str], report: Report, column: str) -> None:
    """Upwards and downwards, what isn't known last, equals in the plan's order."""
    browser.open(urls["zh"])
    keys = {one.target.id: SORTS[column](one) for one in report.targets}
    known = [name for name, key in keys.items() if key is not None]
    unknown = [name for name, key in keys.items() if key is None]
    if column == "no":
        browser.run(CLICK("name"))  # it is in the plan's order already
    browser.run(CLICK(column))
    assert browser.run(SAID(column)) == "ascending"
    assert browser.run(IDS) == [*sorted(known, key=keys.__getitem__), *unknown]
    assert browser.run("[...document.querySelectorAll('tr.head')].every(head => head.hidden)") == (
        column != "no"
    )
    browser.run(CLICK(column))
    assert browser.run(SAID(column)) == "descending"
    down = known[::-1] if column == "no" else [*sorted(known, key=keys.__getitem__, reverse=True), *unknown]
    assert browser.run(IDS) == down
    assert browser.run("document.querySelectorAll('th[aria-sort]').length") == 1
    quiet(browser, urls["zh"])


def test_words_sort_too(browser: Browser, urls: dict[str, str]) -> None:
    browser.open(urls["zh"])
    for column in ("name", "goal", "gap"):
        browser.run(CLICK(column))
        assert browser.run(SAID(column)) == "ascending"
    gaps = browser.run(f"{ROWS}.map(row => row.querySelector('.gap').textContent)")
    met, rest = [gap for gap in gaps if gap == "达标"], [gap for gap in gaps if gap not in ("达标", "–")]
    assert gaps == [*met, *sorted(rest, key=float), *["–"] * (36 - len(met) - len(rest))]
    browser.run(CLICK("name"))
    names = browser.run(f"{ROWS}.map(row => row.querySelector('th a').textContent)")
    assert names == browser.run(f"{names}.toSorted((a, b) => a.localeCompare(b, 'zh-CN', {{numeric: true}}))")


def test_every_column_has_a_button(browser: Browser, urls: dict[str, str]) -> None:
    browser.open(urls["zh"])
    assert browser.run(
        "[...document.querySelectorAll('#at_table thead th')].every(th => th.querySelector('button'))"
    )


def test_a_view_can_be_linked_to(browser: Browser, urls: dict[str, str], report: Report) -> None:
    """The address tells what is filtered and sorted; opening it shows the same; a target's anchor stays one."""
    behind = [one for one in report.targets if one.status == "at_risk"]
    wanted = [one.target.id for one in sorted(behind, key=lambda one: there(share(one)), reverse=True)]
    browser.open(urls["zh"])
    assert browser.run("location.hash") == ""
    browser.run(PUT("f_status", "at_risk"))
    browser.run(CLICK("done"))
    browser.run(CLICK("done"))
    told = browser.run("location.hash")
    assert told == "#status=at_risk&sort=-done"
    browser.open(urls["zh"] + told)
    assert browser.run(f"{SHOWN}.map(row => row.dataset.id)") == wanted
    assert browser.run(SAID("done")) == "descending"
    assert browser.run("document.getElementById('at_count').textContent") == "显示 5/36 项"
    browser.run("document.getElementById('f_reset').click(); new Promise(done => setTimeout(done, 20))")
    assert browser.run("location.hash") == "#sort=-done"
    browser.run(CLICK("no"))
    assert browser.run("location.hash") == ""
    browser.open(urls["zh"] + "#text=" + "%E6%B2%A1%E6%9C%89&sort=nonsense&unit=nobody")  # nothing breaks
    assert browser.run(f"{SHOWN}.length") == 0
    browser.open(urls["zh"] + "#ai-output")
    assert browser.run("location.hash") == "#ai-output"
    quiet(browser, urls["zh"])


def test_it_filters(browser: Browser, urls: dict[str, str], report: Report) -> None:
    browser.open(urls["zh"])
    shown = f"{SHOWN}.map(row => row.dataset.id)"

    def expected(fits: Callable[..., Any]) -> list[str]:
        return [one.target.id for one in report.targets if fits(one)]

    browser.run(PUT("f_status", "at_risk"))
    assert browser.run(shown) == expected(lambda one: one.status == "at_risk")
    assert browser.run("document.getElementById('at_count').textContent") == "显示 5/36 项"
    browser.run(PUT("f_unit", "industry"))
    assert browser.run(shown) == expected(
        lambda one: one.status == "at_risk" and "industry" in one.target.reporters
    )
    browser.run("document.getElementById('f_reset').click(); new Promise(done => setTimeout(done, 20))")
    assert browser.run(f"{SHOWN}.length") == 36
    browser.run(PUT("f_group", "governance"))
    assert browser.run(shown) == expected(lambda one: one.target.group == "governance")
    browser.run("document.getElementById('f_reset').click(); new Promise(done => setTimeout(done, 20))")
    for text, ids in (
        ("人工智能", ["ai-output"]),
        ("AI-Output", ["ai-output"]),
        ("区水务局", ["water-projects-pass-rate", "water-per-gdp"]),
    ):
        browser.run(PUT("f_text", text))
        assert browser.run(shown) == ids
    browser.run(PUT("f_text", "没有这个"))
    assert browser.run(shown) == []
    assert browser.run("!!document.getElementById('at_none').offsetParent")
    browser.run(
        "document.querySelector('a[data-pick=off_track]').click(); new Promise(done => setTimeout(done, 20))"
    )
    assert browser.run(shown) == expected(lambda one: one.status == "off_track")
    quiet(browser, urls["zh"])


TEXTS = """[...document.querySelectorAll('svg.chart')].flatMap(svg => {
  const edge = svg.viewBox.baseVal;
  const inked = [...svg.querySelectorAll('text')].map(text => {
    const { x, y, width, height } = text.getBBox();  // of the font's lines; digits leave some of it free
    return { left: x, right: x + width, top: y + 3, bottom: y + height - 3, said: text.textContent };
  });
  const out = inked.filter(one => one.left < 0 || one.top < 0 || one.right > edge.width || one.bottom > edge.height);
  const both = inked.flatMap((a, k) => inked.slice(k + 1).filter(b =>
    a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom));
  return [...out, ...both].map(one => svg.getAttribute('aria-label') + ': ' + one.said);
})"""


def test_nothing_written_in_a_chart_overlaps(browser: Browser, urls: dict[str, str], outline: str) -> None:
    for url in (*urls.values(), outline):
        browser.open(url)
        assert browser.run(TEXTS) == []


def test_links_open_what_they_point_to(browser: Browser, urls: dict[str, str]) -> None:
    for name in ("ai-output", "unit_water", "task_7"):
        browser.open(f"{urls['zh']}#{name}")
        here = f"document.getElementById('{name}')"
        assert browser.run(f"({here}.matches('details') ? {here} : {here}.querySelector('details')).open")
        assert 0 <= browser.run(f"{here}.getBoundingClientRect().top") < 900


def test_by_keyboard(browser: Browser, urls: dict[str, str]) -> None:
    browser.open(urls["zh"])
    browser.press("Tab", 9)
    assert browser.run("document.activeElement.className") == "skip"
    browser.press("Enter", 13, "\r")
    assert browser.run("document.activeElement.id") == "at_table"
    browser.press("Tab", 9)
    browser.press("Tab", 9)
    assert browser.run("document.activeElement.closest('th').dataset.sort") == "name"
    assert browser.run("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    browser.press("Enter", 13, "\r")
    assert browser.run("document.activeElement.closest('th').ariaSort") == "ascending"


def test_without_its_script_it_is_all_there(browser: Browser, urls: dict[str, str]) -> None:
    browser.call("Emulation.setScriptExecutionDisabled", value=True)
    try:
        browser.open(urls["zh"])
    finally:
        browser.call("Emulation.setScriptExecutionDisabled", value=False)
    assert browser.run(f"{SHOWN}.length") == 36
    assert not browser.run("document.getElementById('at_filter').offsetParent")
    assert browser.run("getComputedStyle(document.querySelector('#at_table button')).cursor") != "pointer"


def test_on_paper(browser: Browser, urls: dict[str, str]) -> None:
    """Nothing to press, filtered rows say so, and what is unfolded may go over to the next sheet."""
    browser.open(urls["zh"], media="print")
    browser.run(PUT("f_status", "at_risk"))
    browser.run("document.getElementById('ai-output').querySelector('details').open = true")
    style = "getComputedStyle(document.{}).{}".format
    assert browser.run(style("querySelector('nav')", "display")) == "none"
    assert browser.run(style("getElementById('at_filter')", "display")) == "none"
    assert browser.run("document.getElementById('at_count').offsetParent.innerText").find("显示 5/36 项") >= 0
    assert browser.run(style("getElementById('ai-output')", "breakInside")) == "auto"
    assert browser.run(style("getElementById('ai-output')", "display")) == "block"
    assert browser.run(style("getElementById('rd-expenditure')", "breakInside")) == "avoid"
    assert not browser.run("document.querySelector('#rd-expenditure details').offsetParent")
    assert browser.run("document.documentElement.scrollWidth") <= 1280


def test_with_forced_colours_bars_stay(browser: Browser, urls: dict[str, str]) -> None:
    browser.open(urls["zh"])
    features = [{"name": "forced-colors", "value": "active"}]
    browser.call("Emulation.setEmulatedMedia", features=features)
    ink, paper = browser.run(
        "[getComputedStyle(document.querySelector('.bars .units i')).backgroundColor,"
        " getComputedStyle(document.body).backgroundColor]"
    )
    assert ink != paper


def test_a_changed_script_is_refused(browser: Browser, urls: dict[str, str], tmp_path: Path) -> None:
    text = Path(urls["zh"].removeprefix("file://")).read_text("utf-8")
    path = tmp_path / "changed.html"
    path.write_text(text.replace('"use strict";', '"use strict"; document.title = "x";'), "utf-8")
    browser.open(path.as_uri())
    assert browser.run("document.title") != "x"
    assert browser.log


@pytest.mark.parametrize(
    ("lang", "dark", "width"),  # each two of these meet once: eight seconds apiece
    [
        ("zh", False, 375),
        ("zh", True, 1280),
        ("en", True, 375),
        ("en", False, 1280),
        ("public", False, 375),
        ("public", True, 1280),
    ],
)
def test_axe_finds_nothing(
    browser: Browser, urls: dict[str, str], axe: str, lang: str, dark: bool, width: int
) -> None:
    """Unfolded, contrast takes longest, and colours are the same in either language: they are looked at in one."""
    browser.open(urls[lang], width=width, dark=dark)
    browser.run(f"{axe}; 0")
    for opened in (False, True):
        browser.run(
            f"document.querySelectorAll('details').forEach(fold => fold.open = {str(opened).lower()})"
        )
        contrast = str(not opened or lang != "en").lower()
        rules = f"{{'target-size': {{enabled: true}}, 'color-contrast': {{enabled: {contrast}}}}}"
        found = browser.run(
            f"axe.run(document, {{resultTypes: ['violations'], rules: {rules}}})"
            ".then(all => all.violations.map(one => [one.id, one.help, one.nodes.slice(0, 3).map(node => node.html.slice(0, 200))]))"
        )
        assert found == []
