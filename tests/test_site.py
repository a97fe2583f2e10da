"""The documents as a site: it builds strictly, needs no network, and is searched in both languages."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.browser import BINARY, Browser
from tests.conftest import ROOT

LANGS = ("en", "zh")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built as a release builds it."""
    for needed in ("material", "jieba"):
        pytest.importorskip(needed, reason="the docs extra isn't installed")
    folder = tmp_path_factory.mktemp("site")
    words = ["-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    built = subprocess.run(
        [sys.executable, *words], check=False, cwd=ROOT, capture_output=True, text=True, timeout=300
    )
    assert built.returncode == 0, built.stderr
    return folder


class Fetched(HTMLParser):
    """What a browser fetches for a page, and which language it is in."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.sources: list[str] = []
        self.lang = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes what a tag names."""
        known = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.lang = known["lang"]
        names = ("href",) if tag == "link" else ("src", "srcset", "data", "poster") if tag != "a" else ()
        self.sources += [known[name] for name in names if name in known]


def test_nothing_is_fetched_from_elsewhere(site: Path) -> None:
    pages = sorted(site.glob("**/*.html"))
    assert len(pages) > 20
    for page in pages:
        for source in Fetched(page.read_text("utf-8")).sources:
            assert not re.match(r"(\w+:)?//", source), (page, source)
            path = page.parent / re.split("[?#]", source)[0]
            assert page.name == "404.html" or source.startswith("data:") or path.exists(), (page, source)
    for style in site.glob("**/*.css"):
        assert not re.search(r"(url\(|@import)\s*[\"']?(\w+:)?//", style.read_text("utf-8")), style


@pytest.mark.parametrize("word", ["baseline", "bulletin", "基期", "通报", "倍数"])
def test_search_finds_words_of_both_languages(site: Path, word: str) -> None:
    index = json.loads((site / "search/search_index.json").read_text("utf-8"))
    assert index["config"]["lang"] == ["en", "zh"]
    between = index["config"]["separator"]  # as the browser cuts it, too
    found = [
        one["location"]
        for one in index["docs"]
        if word in re.split(between, re.sub(r"<[^>]+>", " ", one["title"] + " " + one["text"]))
    ]
    lang = "zh" if re.match("[一-龥]", word) else "en"
    assert any(place.startswith(f"{lang}/") for place in found)


def test_each_page_is_in_its_language_and_leads_to_its_twin(site: Path) -> None:
    for lang in LANGS:
        for page in site.glob(f"{lang}/*.html"):
            text = page.read_text("utf-8")
            assert Fetched(text).lang == lang, page
            (other,) = set(LANGS) - {lang}
            (link,) = set(re.findall(rf'<a href="([^"]+)" hreflang="{other}"', text))
            twin = site / other / page.name
            assert (page.parent / link).resolve() == (twin if twin.exists() else site / "index.html"), page


@pytest.mark.skipif(not BINARY, reason="Chromium isn't installed")
def test_search_works_from_a_disk(site: Path) -> None:
    """As an office without a server opens it: by a double click."""
    browser = Browser()
    try:
        for page, word in (
            ("index.html", "baseline"),
            ("zh/units.html", "基期"),
            ("zh/index.html", "追赶倍数"),
            ("zh/start.html", "滚动十二个月"),
        ):
            browser.open((site / page).as_uri())
            found = browser.run(
                f"""(async () => {{
                  document.querySelector("#__search").click();
                  const query = document.querySelector("[data-md-component=search-query]");
                  query.focus();
                  query.value = "{word}";
                  for (let k = 0; k < 100; k++) {{
                    query.dispatchEvent(new KeyboardEvent("keyup", {{bubbles: true}}));
                    await new Promise((done) => setTimeout(done, 100));
                    const links = [...document.querySelectorAll("a.md-search-result__link")];
                    if (links.length) return links.map((link) => link.href);
                  }}
                  return [];
                }})()"""
            )
            assert any(f"/{'zh' if page.startswith('zh') else 'en'}/" in link for link in found), page
        assert not [one for one in browser.requests if re.match("https?:", one)]
    finally:
        browser.close()
