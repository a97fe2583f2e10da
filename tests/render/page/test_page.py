"""The page: whole, offline, escaped, and of one mind with `status`."""

import base64
import hashlib
import math
import re
from datetime import date
from fractions import Fraction
from html.parser import HTMLParser
from itertools import combinations
from typing import Any

import pytest

from qstrong.assess.assess import assess
from qstrong.assess.report import Report, worst_first
from qstrong.model.base import Lang
from qstrong.read.dataset import load
from qstrong.read.source import Folder
from qstrong.render.charts.svg import bullet, chart_svg
from qstrong.render.document import visible
from qstrong.render.look import Look
from qstrong.render.page.page import page_html
from qstrong.render.views.status import status_json
from qstrong.text.arithmetic import step_words
from qstrong.text.words.common import WORDS
from tests.attacks import ATTACKS
from tests.build import dataset, filing, observation, target
from tests.conftest import ROOT
from tests.render.test_sinks import harmless
from tests.there import there

VOID = {"meta", "link", "input", "br"}
LANGS: tuple[Lang, ...] = ("zh", "en")


class Tree(HTMLParser):
    """Elements with their attributes; says so where tags don't nest, or attributes or ids come twice."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[Any] = []
        self.found: list[Any] = []
        self.ids: list[Any] = []
        self.raw: dict[Any, Any] = {}
        self.text = ""
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), (tag, attrs)
        self.found.append((tag, dict(attrs)))
        self.ids += [value for name, value in attrs if name == "id"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert "svg" in self.open
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, (tag, self.getpos())

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in ("style", "script"):
            self.raw[self.open[-1]] = data
        else:
            self.text += data

    def all(self, tag: str) -> list[Any]:
        return [attrs for name, attrs in self.found if name == tag]


@pytest.fixture(scope="module")
def demo() -> Report:
    data = load(Folder(ROOT / "examples" / "demo")).dataset
    return assess(there(data), there(there(data).plan.as_of))


@pytest.fixture(scope="module", params=LANGS)
def made(request: pytest.FixtureRequest, demo: Report) -> tuple[str, str]:
    return request.param, page_html(demo, Look(request.param))


def test_it_is_whole(made: tuple[Lang, str]) -> None:
    _, text = made
    tree = Tree(text)
    assert len(tree.ids) == len(set(tree.ids))
    assert (
        len(tree.all("h1"))
        == len(tree.all("main"))
        == len(tree.all("header"))
        == len(tree.all("footer"))
        == 1
    )
    assert all(attrs["href"].startswith(("#", "data:,")) for name, attrs in tree.found if "href" in attrs)
    links = {attrs["href"][1:] for name, attrs in tree.found if attrs.get("href", "").startswith("#")}
    assert links <= set(tree.ids)
    assert len(text.encode()) < 300_000
    named = {ref for _, attrs in tree.found for key in ("aria-labelledby",) if (ref := attrs.get(key))}
    assert named <= set(tree.ids)


def test_the_table_says_what_status_says(made: tuple[Lang, str], demo: Report) -> None:
    lang, text = made
    told: Any = status_json(demo, demo.targets, demo.overall, Look(lang))["targets"]
    rows = [attrs for attrs in Tree(text).all("tr") if "data-id" in attrs]
    assert len(rows) == 36
    assert [(row["data-id"], row["data-status"], row["data-state"]) for row in rows] == [
        (one["id"], one["status"], one["data"]) for one in told
    ]
    body = re.sub(r"<[^>]+>", "", text)
    for one in told:
        assert one["label"] in body


def test_it_asks_for_nothing_and_runs_nothing_else(made: tuple[Lang, str]) -> None:
    _, text = made
    tree = Tree(text)
    assert "http" not in text.replace("http-equiv", "")
    assert not [attrs for _, attrs in tree.found if "style" in attrs or "src" in attrs]
    assert not [key for _, attrs in tree.found for key in attrs if key.startswith("on")]
    assert "url(" not in tree.raw["style"]
    assert "@import" not in tree.raw["style"]
    (policy,) = (attrs["content"] for attrs in tree.all("meta") if attrs.get("http-equiv"))
    for kind in ("style", "script"):
        assert len(tree.all(kind)) == 1
        own = base64.b64encode(hashlib.sha256(tree.raw[kind].encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{own}'" in policy
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy


def test_the_same_report_gives_the_same_bytes(made: tuple[Lang, str], demo: Report) -> None:
    lang, text = made
    assert page_html(demo, Look(lang)) == text


def test_every_step_of_every_verdict_is_there(made: tuple[Lang, str], demo: Report) -> None:
    lang, text = made
    body = Tree(text).text
    for one in demo.targets:
        for step in one.verdict.steps:
            assert step_words(step, lang) in body


def test_made_up_data_says_so(made: tuple[Lang, str]) -> None:
    lang, text = made
    stamp = {"zh": "演示数据", "en": "made-up data"}[lang]
    assert re.search(rf'<aside class="stamp"[^>]*><strong>{stamp}</strong>', text)
    assert (
        "position: fixed"
        in there(re.search(r"@media print.*", text, re.DOTALL)).group().split(".stamp", 1)[1].split("}")[0]
    )
    real = page_html(assess(there(load(Folder(ROOT / "data")).dataset), date(2026, 11, 24)), Look(lang))
    assert 'class="stamp"' not in real
    assert "2027-01-20" in real  # when the first filing is due


def test_constants_are_printed(made: tuple[Lang, str], demo: Report) -> None:
    _, text = made
    for name in demo.dataset.plan.method.constants():
        assert f"<code>{name}</code>" in text
    assert "1/3" in text


def test_what_changed_is_named(demo: Report) -> None:
    before = assess(demo.dataset, date(2026, 7, 30))
    text = page_html(demo, Look(), previous=before)
    old = {one.target.id: one.status for one in before.targets}
    part = there(re.search(r'class="changes".*?</section>', text, re.DOTALL)).group()
    moved = worst_first(one for one in demo.targets if one.status != old[one.target.id])
    assert re.findall(r'href="#([^"]+)"', part) == [one.target.id for one in moved]
    assert 'class="changes"' not in page_html(demo, Look())
    assert (
        not there(
            re.search(r'class="changes".*?</section>', page_html(demo, Look(), previous=demo), re.DOTALL)
        )
        .group()
        .count("<li>")
    )


def attacked(attack: str) -> Report:
    """A report with *attack* wherever a name or a note goes."""
    name = {"zh": attack, "en": attack}
    said = dict.fromkeys(("source", "cause", "measures", "owner", "note", "request"), attack)
    told = [{"action": "1.1", "state": "in_progress", "progress": attack}]
    spec = target(name=name, uom=attack, note=attack, clause=attack, definition=attack,
                  baseline={"period": 2024, "value": 50, "source": attack})  # fmt: skip
    actions = [{"id": "1.1", "title": name, "quantity": {"op": ">=", "value": 3, "uom": attack}}]
    data = dataset(
        [spec],
        [filing("2025Q1", "2025-04-10", observation("2025Q1", 60, **said), actions=told, highlights=attack)],
        plan={"title": name},
        tasks=[{"id": 1, "section": "s", "title": name, "units": ["u", "w"], "actions": actions}],
    )
    return assess(data, date(2025, 5, 1))


@pytest.fixture(scope="module")
def plain() -> Tree:
    """The page of the same data with nothing in its texts."""
    return Tree(page_html(attacked("x"), Look()))


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_from_data_becomes_markup(attack: str, plain: Tree) -> None:
    text = page_html(attacked(attack), Look())
    tree = Tree(text)
    assert harmless(text)
    assert [tag for tag, _ in tree.found] == [tag for tag, _ in plain.found]
    assert [sorted(attrs) for _, attrs in tree.found] == [sorted(attrs) for _, attrs in plain.found]
    assert tree.raw == plain.raw
    if visible(attack) == attack:
        assert attack in tree.text


def test_an_empty_plan_has_a_page() -> None:
    for lang in LANGS:
        Tree(page_html(assess(dataset(), date(2025, 5, 1)), Look(lang)))


def colours(style: str, block: str) -> dict[str, str]:
    found = there(re.search(block + r"\s*{(.*?)}", style, re.DOTALL)).group(1)
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,8})\b", found))


THEMES = ["^:root", r"prefers-color-scheme: dark\) {\s*:root", r"@media print {\s*:root"]


def linear(colour: str) -> list[float]:
    digits = colour[1:] if len(colour) > 4 else "".join(2 * char for char in colour[1:])
    parts = [int(digits[k : k + 2], 16) / 255 for k in (0, 2, 4)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def light(colour: str) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES)
def test_contrast(theme: str) -> None:
    style = (ROOT / "qstrong/render/page/page.css").read_text("utf-8")
    palette = colours(style, f"(?m:{theme})")
    for ground in ("paper", "raised"):
        for ink in ("ink", "faint", "link", "good", "warn", "bad", "dim"):
            assert contrast(palette[ink], palette[ground]) >= 4.5, (ink, ground)
    assert contrast(palette["stamp-ink"], palette["stamp"]) >= 4.5
    assert contrast(palette["strong"], palette["paper"]) >= 3  # the edges of fields
    for fill in ("good", "bad"):  # yellow has a track, and its number beside it
        assert contrast(palette[f"fill-{fill}"], palette["paper"]) >= 3


MACHADO = {  # Machado, Oliveira, Fernandes 2009: what an eye without one of its cones sees, of linear light
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
}
XYZ = ((0.4339, 0.3762, 0.1899), (0.2126, 0.7152, 0.0722), (0.0177, 0.1095, 0.8728))
"""From linear light, with white at 1, 1, 1."""


def times(
    matrix: tuple[tuple[float, float, float], tuple[float, float, float], tuple[float, float, float]],
    vector: list[float],
) -> list[float]:
    return [min(max(sum(a * b for a, b in zip(row, vector, strict=True)), 0), 1) for row in matrix]


def lab(colour: str, eye: str) -> tuple[float, float, float]:
    x, y, z = (
        part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116
        for part in times(XYZ, times(MACHADO[eye], linear(colour)))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("eye", MACHADO)
@pytest.mark.parametrize("theme", THEMES)
def test_fills_differ_for_colour_blind_eyes(theme: str, eye: str) -> None:
    """Bars and dots; texts have a sign and a word, see `test_no_status_is_told_by_colour_alone`."""
    palette = colours((ROOT / "qstrong/render/page/page.css").read_text("utf-8"), f"(?m:{theme})")
    for one, other in combinations(("good", "warn", "bad", "dim"), 2):
        assert math.dist(lab(palette[f"fill-{one}"], eye), lab(palette[f"fill-{other}"], eye)) >= 19, (
            one,
            other,
        )


def test_no_status_is_told_by_colour_alone(made: tuple[Lang, str]) -> None:
    _lang, text = made
    signs: dict[str, set[Any]] = {style: set() for style in ("good", "warn", "bad", "dim")}
    for style, sign, word in re.findall(
        r'<span class="st (\w+)"><i aria-hidden="true">(.)</i> ([^<]*)</span>', text
    ):
        signs[style].add(sign)
        assert word.strip()
    assert all(signs.values())
    assert not [both for both in combinations(signs.values(), 2) if both[0] & both[1]]


def test_every_word_of_the_template_is_in_the_catalogue() -> None:
    template = (ROOT / "qstrong/render/page/page.html.j2").read_text("utf-8")
    for said in re.findall(r"say\((.*?)\)", template):
        assert set(re.findall(r'"(\w+)"', said)) <= set(WORDS)


def test_charts_draw_nothing_where_nothing_is_known() -> None:
    trend = assess(dataset([target(kind="trend")]), date(2025, 5, 1))
    assert chart_svg(trend.dataset.plan, trend.targets[0], Look()) == ""
    assert 'class="nochart' in page_html(trend, Look())
    level = assess(dataset([target()]), date(2025, 5, 1))
    assert "polyline" not in chart_svg(level.dataset.plan, level.targets[0], Look())


def test_a_chart_breaks_where_a_value_is_missing_and_names_its_ends() -> None:
    data = dataset(
        [target(baseline={"period": 2024, "value": 10})],
        [
            filing(
                "2025Q4",
                "2026-01-10",
                observation("2025Q1", 20),
                observation("2025Q2", 30),
                observation("2025Q4", 40),
            )
        ],
    )
    report = assess(data, date(2026, 2, 1))
    drawn = chart_svg(report.dataset.plan, report.targets[0], Look())
    (line,) = re.findall(r'<polyline class="line" points="([^"]*)"', drawn)
    assert len(line.split()) == 3  # T0, 2025Q1, 2025Q2; what follows the gap is a dot of its own
    assert list(re.findall(r"<text[^>]*>([^<]*)</text>", drawn)) == [
        "目标 ≥100",
        "10.00",
        "40.00",
    ]
    assert 'aria-label="指标；基期 10；2025Q4 40；目标 ≥100 亿元"' in drawn


def test_bullets_stay_inside() -> None:
    for done in (Fraction(-1), Fraction(1, 2), Fraction(7)):
        widths = [
            float(found) for found in re.findall(r'width="([\d.]+)"', bullet(done, Fraction(2), "good"))
        ]
        assert max(widths) <= 72
        assert "-" not in re.sub(r"aria-hidden", "", bullet(done, None, "good"))
