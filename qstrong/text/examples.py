"""The examples of problems in other languages: they stand in Chinese, and what their words say is here.

What is wrong in them stays: a full-width colon, a word where a number belongs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qstrong.text.language import LANGUAGES, Phrase

if TYPE_CHECKING:
    from qstrong.model.base import Lang

EXAMPLES: dict[str, Phrase] = {
    row[0]: row
    for row in (
        ("见附件 #3 累计数", "see annex #3 half-year total"),
        ("见 D:\\材料\\月报", "see D:\\papers\\monthly"),
        ("上半年", "half-year"),
        ("累计数", " total"),
        ("口径如此", "defined so"),
        ("口径特殊", "defined otherwise"),
        ("口径", "basis"),
        ("统计月报", "monthly statistics"),
        ("统计快报", "flash statistics"),
        ("统计公报", "yearbook"),
        ("统计部门预计8月发布", "published in August"),
        ("标准平台", "standards register"),
        ("抽检通报", "inspection report"),
        ("深质字〔2025〕", "Paper 2025-"),
        ("号", ""),
        ("基数较高", "a high base"),
        ("两个项目推迟投产", "two plants open later than planned"),
        ("同上", "see above"),
        ("已选址", "site chosen"),
        ("推进中", "under way"),
        ("情况属实", "confirmed"),
        ("调整", "moved elsewhere"),
        ("小数位数", "decimals"),
        ("暂无", "none yet"),
        ("2025年二季度", "second quarter of 2025"),
        ("二十", "twenty"),
        ("亿元", " euros"),
        ("亿", " million"),
        ("项", "items"),
        ("研发经费", "R&D expenditure"),
        ("产品合格率", "Pass rate"),
        ("新增标准", "New standards"),
        ("区财政局", "Finance"),
        ("区市场监管局", "Market regulation"),
        ("区文化局", "Culture"),
        ("后勤中心", "Support centre"),
        ("发布质量白皮书", "A white paper"),
        ("建设检测中心", "A test centre"),
    )
}
"""By the words in Chinese."""
_EACH = re.compile("|".join(re.escape(zh) for zh in sorted(EXAMPLES, key=len, reverse=True)))
_TEXTS = re.compile(r"\{zh: ([^,{}]*), en: [^{}]*\}")


def example_in(text: str, lang: Lang) -> str:
    """An example's *text* in *lang*; texts by language become plain ones where it isn't the examples' own."""
    column = LANGUAGES[lang].column
    plain = _TEXTS.sub(r"\1", text) if column else text
    return _EACH.sub(lambda found: EXAMPLES[found[0]][column], plain)
