"""What holds of every bulletin, whatever the plan: it can be written, its counts add up, nothing is left blank."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from qstrong.assess.review import Review, review
from qstrong.model.bulletin import Bulletin
from qstrong.read.dataset import load
from qstrong.read.source import Folder
from qstrong.render.bulletin.brief import brief
from qstrong.render.bulletin.content import (
    BulletinContent,
    Paragraph,
    content_json,
    fits,
    lines,
    to_document,
)
from qstrong.render.bulletin.unit_sheet import unit_sheet
from qstrong.render.bulletin.voice import Voice
from qstrong.render.bulletin.whole import bulletin_content, bulletin_json
from qstrong.render.formats.flat import markdown, plain_text
from qstrong.render.formats.jsontext import dumps
from qstrong.render.look import Look
from qstrong.timeline.owed import close_day, filing_periods_until
from tests.peer import plans
from tests.render.bulletin.told import running_text
from tests.there import there


@pytest.mark.parametrize("seed", range(40))
def test_any_plan(seed: int, tmp_path: Path) -> None:
    days = list(plans.make(seed, tmp_path))
    data = load(Folder(tmp_path)).dataset
    periods = list(filing_periods_until(there(data).plan, there(data).plan.end + timedelta(days=200)))
    for period in {periods[0], periods[len(periods) // 2], periods[-1]}:
        for lang in ("zh", "en"):
            found = review(there(data), period, close_day(there(data).plan, period))
            voice = Voice(found, Bulletin(), Look(lang), landing=seed % 2 == 0)
            texts = (bulletin_content(voice), bulletin_content(voice, whole=True), brief(voice))
            for content in (*texts, unit_sheet(voice, there(data).units[0])):
                for line in running_text(content):
                    assert not re.search(r"[{}]|None|Fraction|Decimal", line), line
                    assert not re.search(r"。。|，，|；；|，。|；。|：。|\.\.|, \.| {2}", line), line
                for text in (markdown(to_document(content)), plain_text(to_document(content))):
                    assert text.strip()
            dumps(bulletin_json(voice, content_json(bulletin_content(voice))))
            if lang == "zh":
                counts_add_up(found, texts[0])
                assert fits(texts[0], lang) or lines(texts[0], lang) <= lines(texts[1], lang)
                assert texts[0].annexes == texts[1].annexes
    assert days


def counts_add_up(found: Review, content: BulletinContent) -> None:
    (first, *_) = content.parts[0].blocks
    assert isinstance(first, Paragraph)
    line = first.text.partition("已调出：")[0]  # those are in no count
    total, *_ = map(int, re.findall(r"\d+", line))
    _body, _, rest = line.partition("：") if "：" in line else ("", "", line.partition("。")[2])
    assert total == sum(int(n) for n in re.findall(r"(\d+)项", rest))
    assert total == found.report.overall.total
