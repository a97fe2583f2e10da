"""How numbers, shares, periods and days are written; exact until they are."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from qstrong.model.base import Lang
from qstrong.model.period import Period, last_day

_DIGITS = "一二三四"


def number(value: Decimal | Fraction | int | None) -> str:
    """*value* with its own decimals; a fraction that is no decimal as one, rounded half-even to 4 places."""
    if value is None:
        return "–"
    if isinstance(value, Decimal):
        return format(value, "f")
    return _trimmed(rounded(Fraction(value), 4))


def rounded(value: Fraction, places: int) -> str:
    """*value* to so many decimals, half-even, from the exact fraction."""
    scaled = round(value * 10**places)
    sign, scaled = ("-", -scaled) if scaled < 0 else ("", scaled)
    if not places:
        return f"{sign}{scaled}"
    return f"{sign}{scaled // 10**places}.{scaled % 10**places:0{places}}"


def _trimmed(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent(share: Fraction | None, places: int = 1) -> str:
    """A share in per cent: 0.672 → 67.2%."""
    return "–" if share is None else f"{rounded(share * 100, places)}%"


def exact(share: Fraction) -> str:
    """A share as a fraction and in per cent: 41/61 = 67.2%."""
    plain = str(share.numerator) if share.denominator == 1 else f"{share.numerator}/{share.denominator}"
    return f"{plain} = {percent(share)}"


def with_uom(text: str, uom: str) -> str:
    """A number with its unit of measure: 12.5%, 132.4 亿元."""
    return f"{text}%" if uom == "%" else f"{text} {uom}" if uom else text


def json_number(value: Decimal | Fraction | None) -> Decimal | None:
    """A number for JSON: a decimal as it is, a fraction to 12 decimals."""
    if value is None or isinstance(value, Decimal):
        return value
    return Decimal(_trimmed(rounded(value, 12)))


def month_words(month: int, lang: Lang) -> str:
    """The end of a month in prose: 2026 年 6 月底, June 2026."""
    day = last_day(month)
    return f"{day.year} 年 {day.month} 月底" if lang == "zh" else f"{day:%B} {day.year}"


def period_words(period: Period, lang: Lang) -> str:
    """A period in prose: 2026 年第二季度, Q2 2026."""
    year, index = period.year, period.index
    if period.months == 12:
        return f"{year} 年" if lang == "zh" else str(year)
    if lang == "en":
        return {6: f"H{index} {year}", 3: f"Q{index} {year}"}.get(period.months, f"{period.end:%B} {year}")
    if period.months == 6:
        return f"{year} 年{'上' if index == 1 else '下'}半年"
    return f"{year} 年第{_DIGITS[index - 1]}季度" if period.months == 3 else f"{year} 年 {index} 月"


def day_words(day: date, lang: Lang) -> str:
    """A day in prose: 2027 年 1 月 20 日, 20 January 2027."""
    if lang == "zh":
        return f"{day.year} 年 {day.month} 月 {day.day} 日"
    return f"{day.day} {day:%B} {day.year}"
