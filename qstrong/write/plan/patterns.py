"""What goals are said with, in Chinese and English: of each table the first row that is found counts."""

from __future__ import annotations

import re
from decimal import Decimal

NUMBER = r"-?\d+(?:\.\d+)?"
NUMERALS = re.compile(
    r"[一二两三四五六七八九]?十[一二三四五六七八九]?(?=[个家项件所处座条倍成])|[一二两三四五六七八九](?=[个家项件所处座条倍成])"
)
GROUPED = re.compile(r"(?<=\d)[ ,\u00a0\u202f](?=\d{3}(?!\d))")
ASIDE = re.compile(r"[“\"「‘][^”\"」’]*[”\"」’]")
"""What stands in quotes is a name."""
_MONTHS = (
    "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    "|Nov(?:ember)?|Dec(?:ember)?)"
)
DAY = (
    r"(?<!\d)(?:(?:19|20)\d\d\s*年\s*)?(?:\d{1,2}\s*[-~—–至到]\s*)?(?:1[0-2]|0?[1-9])月(?!龄)(?:\s*\d{1,2}\s*日)?[底末前初中上下旬]*"
    r"|(?<![\d.])(?:19|20)\d\d([-/])(?:1[0-2]|0?[1-9])(?:\1\d{1,2})?(?![\d.%])"
    r"|(?<![\d.])\d{1,2}([/.])\d{1,2}\2(?:19|20)\d\d(?!\d)"
    rf"|\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{_MONTHS}\.?(?:\s+\d{{1,2}}(?:st|nd|rd|th)?\b)?(?:,?\s+(?:19|20)\d\d)?\b"
)
"""A day or month, by which something is to be done."""
NO_FIGURE = re.compile(
    rf"{DAY}|"
    r"(?<!\d)(?:19|20)\d\d\s*(?:[-~—–/～至到]+\s*(?:19|20)?\d\d)?\s*年(?:[底末前初]+)?"
    r"|\b(?:by|in|from|than|of|since|until|with|on|before|end[- ]of)\s+(?:the\s+)?(?:end\s+of\s+)?"
    r"(?:fiscal\s+(?:year\s+)?|FY\s?)?(?:19|20)\d\d(?:[-/–]\d\d(?:\d\d)?)?(?!\d)(?!\s*%)"
    r"|(?:19|20)\d\d\s+(?:levels?|baselines?|values?)\b|\bYears? \d+|[第前]\d+季度"
    r"|十[二三四五六]五|每\s*\d+(?:\.\d+)?\s*[百千万亿]*(?=[一-龥])|\bper\s+\d+(?:,\d{3})*\b"
    r"|\d+强|(?<![A-Za-z\d.])\d+[A-Z](?![A-Za-z])|(?<=[A-Za-z])\d+(?:\.\d+)?|\bISO\s*\d+",
    re.IGNORECASE,
)
"""Numbers that aren't the goal's: years, per so many, in names."""
BROKEN = re.compile(
    r"(?<=\d)[,_·‧・•。'’](?=\d)|\d\.\d+\.\d|\d\s*[/×*^∶]\s*\d|\d[OIl]+(?![A-Za-z])|\d[⁰¹²³⁴-⁹①-⒛]"
    r"|\d\s+\d|\d[¼-¾⅐-⅞]|\d[eE](?=[+\-\s]|$)|\d[亿万千百]\s*\d|\d\s*%?\s*→|^±|\.\d{7}|\d{16}"
    r"|^\(\s*[\d.]+\s*%?\s*\)\s*%?$"
)
"""A number that may be another one: with a decimal comma, a blank, another point than that, or two; a stroke,
a power, a fraction or a letter for a digit behind it; said in two parts (3万5千); with a footnote's mark; of
more digits than a plan has; or in brackets, which may be its sign."""
TWO = re.compile(
    r"\d[^\d年]*(?:力争|争取|冲刺|\bstretch)\D*\d|\d\(\d+(?:\.\d+)?\s*%?\)|[一二三四五六七八九\d]成[一二三四五六七八九半\d]"
)
"""Two numbers, of which either may be the goal (95% and, at best, 98%), or one in two parts (九成五)."""
MORE = re.compile(r"\b(?:additional|new|more|fewer|extra|further)\s+(?!than)", re.IGNORECASE)

_MEASURES = (
    "个工作日|工作日|个月|家次|人次|件次|千瓦时|千瓦|平方公里|公顷|公里|平方米|立方米|吨标准煤|毫克|微克|小时|分钟|美元|"
    "[亩吨元个家项件所人户名处座条张套台辆分点倍岁年天次位场篇部种类期床克成只头米卷本起例宗]"
)
_NO_MEASURES = "or and in by per the a an of to with at is are from for on within that than"
UOM = (
    r"%|‰|percentage points?|per ?cent\b|points?\b|个?百分点"
    rf"|[百千万亿]*(?:{_MEASURES})(?:/[百千万亿]*(?:{_MEASURES}))?|[百千万亿]+"
    rf"|(?!(?:{_NO_MEASURES.replace(' ', '|')})\b)[A-Za-z][\w/²³.-]*"
)
"""What may stand behind a number."""
QUANTITY = re.compile(rf"(?P<number>{NUMBER})\s*(?P<uom>{UOM})?", re.IGNORECASE)
RANGE = re.compile(
    rf"(?P<low>{NUMBER})\s*(?:{UOM})?\s*(?:[-~—–～至到]+|\bto\b|\band\b)\s*"
    rf"(?P<high>\d+(?:\.\d+)?)\s*(?P<uom>{UOM})?",
    re.IGNORECASE,
)
AROUND = re.compile(
    rf"(?P<middle>{NUMBER})\s*(?:%|{_MEASURES})?\s*[±]\s*(?P<by>\d+(?:\.\d+)?)\s*(?P<uom>{UOM})?"
)
BESIDE = re.compile(
    r"(?:高于|低于|超过|快于|慢于|优于|不低于|不高于|同步于?|与).{0,6}(?:全国|全省|全市|全区|平均|地区生产总值|GDP|上年)"
    r"|\d\s*:\s*\d|(?:above|below|than) (?:the )?(?:national|regional|\w* ?average|GDP)",
    re.IGNORECASE,
)
"""Goals that are held against something else than a number."""
FROM_TO = re.compile(r"由|从|自|提高|提升|增|降|下降|减|\bfrom\b|increas|ris|reduc|fall|grow", re.IGNORECASE)
"""Where two numbers aren't bounds: from the one to the other."""
BRACKETED = re.compile(rf"[〔\[【]\s*(?P<number>{NUMBER})\s*%?\s*[〕\]】]")
DASHES = re.compile(r"[-–—/―·.…*\s]+|n/?a|tbd|无", re.IGNORECASE)


def _any(zh: str, en: str = "") -> str:
    """A pattern that finds any of the words; between them are blanks, ␣ is a blank inside."""
    return "|".join((zh + " " + en).split()).replace("␣", " ")


RECORD = _any("创.{0,4}新高 历史新高", r"(?:record|new|all-time)␣high(?![-\w]) new␣record")
TURNS = (
    (_any("翻两番", r"quadrupl"), Decimal(4)),
    (_any("翻一番 翻番 双倍增 倍增 (?:增长|增加)[一1]倍", r"\bdoubl \btwofold"), Decimal(2)),
    (_any("", r"\btripl \bthreefold"), Decimal(3)),
    (_any("减半 (?:减少|降低|下降)一半", r"\bhalv(?:e|ing)\b by␣(?:a␣|one␣)?half\b"), Decimal("0.5")),
)
"""Goals that are so many times the baseline."""
FIRST_ONE = "零的?突破"
WHOLE = _any("全覆盖 全部", "universal full␣coverage")
NONE_LEFT = _any(
    "清零 为零 零(?=$|[,;。]) 消除 杜绝 不发生 不出现",
    r"\bzero\b eliminat eradicat \bnone\b \bno␣more\b(?!␣than)",
)
FIRST = re.compile(
    r"前\s*(\d+|[一二三四五六七八九十])\s*(?:位|名|强|$|[,;。])|第\s*(\d+|[一二三四五六七八九十])\s*[位名]"
    r"|\btop (\d+)\b|(?:rank|place)\w* (\d+)",
    re.IGNORECASE,
)
"""Among the first so many."""

AVERAGE = _any(
    "年均 平均每年",
    "average␣annual annual␣average per␣year␣on␣average a␣year␣on␣average annually␣on␣average CAGR",
)
TOTAL = _any("累计 五年 三年 期内", "cumulative")
GROWS = _any("增长(?!极|点|到|至) 增速 增幅", r"\bgr(?:ow|ew)")
YEARLY = _any("每年 年均新增", r"per␣year every␣year annually a␣year\b each␣year")
ADDS = _any(
    "新增 新建 新认定 新培育 新制定 新引进 新设 增加(?!值|到|至) 净增 增设 累计(?:新增|完成|建成|培育|制定) "
    "(?:[三四五]年|期内|期间)累计(?!增长|下降|降低|提高)",
    r"^\+(?=\d) additional \bextra\b \bnew(?:ly)?\b \bmore\b(?!␣than) \bfurther\b",
)
_TO = r"\w*(?:␣\w+){0,4}?␣to\b"
FALLS_TO = _any(
    "(?:降|减|下降|降低|减少|压减|控制)(?:到|至|为|在)",
    rf"(?:reduc|decreas|fall|declin|cut|lower|bring){_TO} down␣to\b",
)
FALLS_BY = _any(
    "降低 下降 减少 减排 压减 压降 缩减 削减 缩短",
    r"reduc decreas (?<!or␣)fewer(?!␣than) \bcut\b declin \bfall\b (?:less|lower)␣than␣in "
    r"(?:lower|down)␣by \bdown␣(?=\d) %␣(?:lower|less|fewer)\b(?!␣than)",
)
RISES_TO = _any("(?:提高|提升|上升|增加|增长|扩大|增)(?:到|至)", rf"(?:increas|ris|rais|grow){_TO} up␣to\b")
RISES_BY = _any(
    "(?:提高|提升|上升|扩大|延长|增加)(?!到|至|值)",
    r"(?:increas|ris|rais|improv)\w*(?:␣\w+){0,3}?␣by\b higher␣than␣in %␣(?:increase|rise|more)\b"
    r" (?:increase|rise)␣of \bup␣(?=\d)",
)
KEPT = _any("稳定在 保持在 维持在 保持 稳定(?!性) 巩固", r"maintain \bkeep\b remain \bstay sustain")
NOT_DOWN = _any(
    "只增不减 不降低 不减少 不下降 不低于上年", "not␣(?:fall|decrease) \\bno␣(?:fall|decreas|declin|reduc)"
)
NOT_UP = _any("只减不增 不增加 不上升 不提高", "not␣(?:rise|increase) \\bno␣(?:ris|increas|growth)")
UPWARDS = _any(
    "提高 提升 上升 增强 增加 增长 扩大 壮大 进位", "ris(?:e|ing) increas grow higher upward strengthen"
)
BETTER = _any("改善 好转 优化 进步 加强", "improv better progress")
DOWNWARDS = _any(
    "下降 降低 减少 减轻 缩小 缩短 回落 减缓 遏制", r"fall decreas reduc declin lower fewer downward \bless\b"
)

OPS_BEFORE = (
    ("<=", _any(
        "不超过 不高于 不大于 不多于 不得超过 不突破 低于或等于 不超 ≤ <= ⩽",
        r"(?:no|not)␣(?:more|higher|greater|later)␣than not␣exceed\w* at␣most maximum(?:␣of)? up␣to within",
    )),
    (">=", _any(
        "不低于 不少于 不小于 不得低于 不得少于 ≥ >= ⩾",
        r"(?:no|not)␣(?:less|fewer|lower|below)␣than not␣(?:fall␣)?below at␣least minimum(?:␣of)?",
    )),
    (">", _any(
        r"突破 超过 高于 大于 多于 优于 超(?=$|\s) >",
        r"above \bover more␣than exceed\w* (?:great|high)er␣than beyond",
    )),
    ("<", _any("低于 小于 少于 <", r"below \bunder less␣than (?:few|low)er␣than")),
    ("<=", "控制在|降至|降到|(?:下降|降低|减少|压减)[到至]|限制在"),
)  # fmt: skip
"""What stands before a number."""
OPS_BEHIND = (
    ("<=", _any("(?:及|或)?以[内下] 之内 以里", "or␣(?:less|fewer|below|lower|under) at␣most")),
    (">=", _any(r"(?:及|或)?以上 起 \+", "or␣(?:more|above|higher|better|over) at␣least and␣(?:more|above)")),
)
"""What stands right behind it."""
REACHED = _any(
    "达到 达 (?:提高|提升|增|增加|增长|上升)[到至] 实现 力争 完成 建成",
    r"reach\w* achiev\w* rais\w* increas\w* meet\w*",
)
"""What only says that it is to be got to."""
ABOUT = _any("左右 上下 约 大约", "around about approximately roughly circa")
LESS_IS_BETTER = _any(
    "死亡 伤亡 事故 能耗 消耗 排放 浓度 投诉 失业 发案 发生率 患病率 不良 不合格 逾期 负债 赤字 时间$ "
    r"时长$ 用时 成本 PM2\.5 漏损 差距 缺陷 返修 拥堵",
    r"mortality death fatalit accident emission unemploy crime victim offend waiting complaint \bcosts?\b "
    r"poverty debt injur smok obes suicide homeless dropout gap\b defect concentration consumption "
    r"days?␣to loss",
)
"""Names of what is to become less."""

MEASURED_IN = re.compile(
    rf"%|‰|[百千万亿]*(?:{_MEASURES})(?:/[百千万]*(?:{_MEASURES}|[一-龥]{{1,3}}))?|个?百分点|[百千万亿]{{1,2}}"
    r"|per ?cent|percentage points?|points?|index|score|number|people|persons?|hours?|days?|weeks?|months?"
    r"|years?|minutes?|(?:k|M)?t(?:onnes?)?|kg|km[²2]?|ha|m[²³23]|[kMGT]Wh?|(?:NZ|US)?\$|€|£|USD|EUR|CNY"
    r"|(?:(?:NZ|US|A)?[€$£]\s?|USD |EUR )?(?:thousand|million|billion|mn|bn)s?(?: \w+)?",
    re.IGNORECASE,
)
"""What stands in brackets behind a name, and is a unit of measure."""
