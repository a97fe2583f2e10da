"""The page of many plans in a real browser: it opens, scrolls and folds, and says what the JSON says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from qstrong.render.formats.jsontext import dumps
from qstrong.render.formats.register import How
from qstrong.render.look import Look
from qstrong.render.rollup.data import rollup_json
from qstrong.render.rollup.page import rollup_page
from qstrong.text.numbers import number
from tests.browser import BINARY, Browser
from tests.render.rollup.made import country

pytestmark = pytest.mark.skipif(BINARY is None, reason="no Chromium here")
N = 800
COLUMNS = 7
"""Of the map before its themes: the name and what stands behind it."""
ROWS = """[...document.querySelectorAll('.heat tr[data-id]')].map(row =>
  [row.dataset.id, ...[...row.cells].map(cell => cell.textContent)])"""
MANY = country(N)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    browser = Browser()
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("rollup") / "page.html"
    path.write_text(rollup_page(MANY, How("zh")), "utf-8", newline="\n")
    return path.as_uri()


@pytest.fixture(scope="module")
def told() -> Any:
    return json.loads(dumps(rollup_json(MANY, Look("zh"))))


def test_the_numbers_are_those_of_the_json(browser: Browser, page: str, told: Any) -> None:
    browser.open(page)
    rows = {row[0]: row[1:] for row in browser.run(ROWS)}
    plans = {row["id"]: row for row in told["rows"] if row["plan"]}
    assert list(rows) == list(plans)
    signs = {"on_track": "●", "at_risk": "▲", "off_track": "■", "not_assessable": "?"}
    for name, plan in plans.items():
        if plan["plan"]["unread"]:
            assert plan["plan"]["unread"]["where"] in rows[name][1]
            continue
        cover = plan["plan"]["coverage"]
        assert rows[name][3] == f"{cover['assessable']}/{cover['due']}"
        cells = [f"{signs[cell['status']]} {cell['value']:.1f}" for cell in plan["themes"].values()]
        assert rows[name][COLUMNS:] == cells, name


def test_the_counts_at_the_top_are_those_of_the_json(browser: Browser, page: str, told: Any) -> None:
    browser.open(page)
    bars = "[...document.querySelectorAll('.tile')].slice(0, 2).map(tile => [...tile.querySelectorAll('b')].map(b => +b.textContent))"
    colours, statuses = browser.run(bars)
    total = told["total"]
    known = [total["colours"].get(name, 0) for name in ("red", "yellow", "green", "grey")]
    assert colours == [n for n in (*known, total["plans"] - total["read"]) if n]
    assert sorted(statuses) == sorted(n for n in total["counts"].values() if n)
    regions = browser.run("[...document.querySelectorAll('.region > summary')].map(one => one.textContent)")
    cities = [row for row in told["rows"] if row["below"]]
    assert len(regions) == len(cities)
    assert all(number(row["below"]["plans"]) in text for row, text in zip(cities, regions, strict=True))


def test_it_opens_folded_unfolds_and_scrolls(browser: Browser, page: str) -> None:
    browser.open(page)
    assert (browser.log, browser.requests) == ([], [page])
    folded = browser.run("document.documentElement.scrollHeight")
    browser.run("document.getElementById('at_all').click()")
    unfolded = browser.run("document.documentElement.scrollHeight")
    assert unfolded > 3 * folded
    browser.run(f"scrollTo({{top: {unfolded}, behavior: 'instant'}})")
    assert browser.run("scrollY") > folded
    browser.run("document.getElementById('at_all').click()")
    assert browser.run("document.documentElement.scrollHeight") == folded


def test_a_plan_is_found(browser: Browser, page: str) -> None:
    browser.open(page)
    shown = "[...document.querySelectorAll('.heat tr[data-id]')].filter(row => row.checkVisibility()).map(row => row.dataset.id)"
    find = "(() => {{ const f = document.getElementById('f_text'); f.value = {!r}; f.dispatchEvent(new Event('input')) }})()"
    browser.run(find.format("县777"))
    assert browser.run(shown) == ["k-777"]
    browser.run(find.format("没有"))
    assert browser.run("document.getElementById('at_none').textContent") != ""
    browser.run(find.format(""))
    assert browser.run(shown) == []  # folded again, as it was


@pytest.mark.parametrize("width", [375, 800, 1280])
def test_nothing_is_wider_than_the_window(browser: Browser, page: str, width: int) -> None:
    browser.open(page, width=width)
    browser.run("document.querySelectorAll('.region').forEach((one, k) => one.open = k < 3)")
    assert browser.run("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("dark", [False, True])
def test_the_hues_can_be_read(browser: Browser, page: str, *, dark: bool) -> None:
    browser.open(page, dark=dark)
    ratios = browser.run("""(() => {
      const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
      const rgb = colour => { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); return [...canvas.getImageData(0, 0, 1, 1).data] };
      const light = colour => rgb(colour).slice(0, 3).map(one => one / 255).map(one =>
        one <= .04045 ? one / 12.92 : ((one + .055) / 1.055) ** 2.4).reduce((sum, one, k) => sum + one * [.2126, .7152, .0722][k], 0);
      return ['g', 'y', 'x', 'q'].map(name => {
        const style = getComputedStyle(document.querySelector(`.heat td.${name}`));
        const [a, b] = [light(style.color), light(style.backgroundColor)].sort((one, other) => other - one);
        return (a + .05) / (b + .05) });
    })()""")
    assert min(ratios) >= 4.5, ratios


def test_it_is_printed(browser: Browser, page: str) -> None:
    browser.open(page, media="print")
    assert browser.run("getComputedStyle(document.getElementById('at_tools')).display") == "none"
    assert browser.call("Page.printToPDF", preferCSSPageSize=True)["data"]
