"""The documents as one site: mkdocs calls these by their names.

A page of docs/en or docs/zh is shown in its language, beside the pages of that language alone; the switch
leads to the same page in the other. What stands outside of docs/ comes in under the name that `INTO` gives,
and links lead there.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

ROOT = Path(__file__).resolve().parents[1]
HOME = {"en": "index.md", "zh": "zh/index.md"}
CALLED = {"en": "Overview", "zh": "概览"}
DEVELOPMENT = {"en": "Development", "zh": "开发（英文）"}
EXAMPLES = sorted(ROOT.glob("examples/*/README.md"))
SCRIPTS = sorted(ROOT.glob("examples/*/*.py"))
INTO = {
    "README.md": HOME["en"],
    "README.zh.md": HOME["zh"],
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changelog.md",
    "SECURITY.md": "security.md",
    "LICENSE": "license.txt",
    "NOTICE": "notice.txt",
    "data/progress/README.md": "data/progress.md",
    **{f"examples/{one.parent.name}/README.md": f"examples/{one.parent.name}.md" for one in EXAMPLES},
    **{f"examples/{one.parent.name}/{one.name}": f"examples/{one.name}.txt" for one in SCRIPTS},
}
"""Where a document of the repository stands in the site."""
ASIDE = ("data/", "examples/")
"""Pages that others lead to, and no list of pages has."""


TITLES = {"changelog.md": {"Changelog · 更新记录": "changelog.md"}}
"""Pages that the list calls otherwise than they do themselves."""


def _from(name: str) -> Path:
    """The file that a page of the site is made from."""
    return ROOT / next((path for path, into in INTO.items() if into == name), f"docs/{name}")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """The list of pages: those of each language, then what is written in English alone."""
    pages: list[str] = config.extra["pages"]
    own = {lang: [f"{lang}/{name}.md" for name in pages] for lang in HOME}
    there = {lang: [one for one in own[lang] if (ROOT / "docs" / one).exists()] for lang in HOME}
    known = [one for one in config.extra["development"] if _from(one).exists()]
    rest = {DEVELOPMENT["en"]: [TITLES.get(one, one) for one in known]}
    config.nav = [*({lang: [{CALLED[lang]: HOME[lang]}, *there[lang]]} for lang in HOME), rest]
    return config


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Those from outside of docs/ as well."""
    for path, name in INTO.items():
        if (ROOT / path).exists():
            aside = InclusionLevel.NOT_IN_NAV if name.startswith(ASIDE) else InclusionLevel.INCLUDED
            files.append(File.generated(config, name, abs_src_path=str(ROOT / path), inclusion=aside))
    return files


LINK = re.compile(r'(?<=\]\()(?!\w+:|#)[^)\s]+|(?<=src=")(?!\w+:)[^"]+|(?<=srcset=")(?!\w+:)[^"]+')
PICTURE = re.compile(r'<picture>\s*<source [^>]*srcset="(.*?)">\s*<img alt="(.*?)" src="(.*?)">\s*</picture>')


def on_page_markdown(markdown: str, *, page: Page, **_: Any) -> str:
    """Links as they lead in the site; of pictures for light and dark, the site's own switch shows one."""
    name = page.file.src_uri
    path = _from(name).relative_to(ROOT).as_posix()

    def lead(found: re.Match[str]) -> str:
        link, mark, anchor = found[0].partition("#")
        there = posixpath.normpath(posixpath.join(posixpath.dirname(path), link))
        inside = INTO.get(there, there.removeprefix("docs/"))
        return posixpath.relpath(inside, posixpath.dirname(name) or ".") + mark + anchor

    return PICTURE.sub(r"![\2](\3#only-light)![\2](\1#only-dark)", LINK.sub(lead, markdown))


def lang_of(page: Page) -> str:
    """The language that a page is in, or begins in."""
    return "zh" if page.file.src_uri.startswith(("zh/", *ASIDE)) else "en"


def on_nav(nav: Navigation, **_: Any) -> Navigation:
    """From the last page of a language none leads on to the first of the other."""
    for page in nav.pages:
        after = page.next_page
        if after and lang_of(after) != lang_of(page):
            after.previous_page = page.next_page = None
    return nav


def on_page_context(
    context: dict[str, Any], *, page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    """The theme's words, the list of pages and the switch, as this page's language has them."""
    lang, built = lang_of(page), {one.file.src_uri: one for one in nav.pages}
    config.theme["language"] = lang
    for other in config.extra["alternate"]:
        twin = page.file.src_uri.replace(f"{lang}/", f"{other['lang']}/", 1)
        other["link"] = (built.get(twin) or built[HOME[other["lang"]]]).url
    *sections, development = (item for item in nav.items if isinstance(item, Section))
    development.title = DEVELOPMENT[lang]
    own = dict(zip(HOME, sections, strict=True))[lang]
    context["nav"] = Navigation([*own.children, development], nav.pages)
    context["nav"].homepage = built[HOME[lang]]
    return context
