"""Numbers as offices write them: one table for both ways in, a filing's text and a workbook's cell."""

import re
from decimal import Decimal

import pytest

from qstrong.read.scalars import scalar_problem
from qstrong.text.numbers import with_uom
from qstrong.text.written import in_uom, written
from qstrong.write.intake.cells import WrongError, typed_number
from qstrong.write.intake.workbook import TypedCell
from tests.there import there

# each: a text, the indicator's unit of measure, how it was written, the number alone, and what a cell takes it for
CASES = [
    ("1450.5", "亿元", "plain", "1450.5", "1450.5"),
    ("-0.30", "%", "plain", "-0.30", "-0.30"),
    ("１４５０．５", "亿元", "width", "1450.5", "1450.5"),
    ("－5", "%", "width", "-5", "-5"),
    ("\u22125", "%", "width", "-5", "-5"),
    ("–5.2", "%", "width", "-5.2", "-5.2"),
    ("—5", "%", "none", "", None),
    ("– 5", "%", "none", "", None),
    ("\u20111,450", "亿元", "commas", "-1450", "-1450"),
    ("﹣5%", "%", "percent", "-5", "-5"),
    ("5\xa0", "%", "width", "5", "5"),
    ("1,450", "亿元", "commas", "1450", "1450"),
    ("1，234，567.8", "元", "commas", "1234567.8", "1234567.8"),
    ("-1,450", "亿元", "commas", "-1450", "-1450"),
    ("+1,450", "亿元", "unusual", "1450", "1450"),
    ("98%", "%", "percent", "98", "98"),
    ("９８％", "%", "percent", "98", "98"),
    ("98 %", "%", "percent", "98", "98"),
    ("1.2%", "个百分点", "percent", "1.2", "1.2"),
    ("98%", "亿元", "percent", "98", None),
    ("145亿元", "亿元", "unit", "145", "145"),
    ("1,450 亿元", "亿元", "unit", "1450", "1450"),
    ("145家", "亿元", "unit", "145", None),
    ("5km²", "km²", "unit", "5", "5"),
    ("62ｋｍ", "km", "unit", "62", "62"),
    ("3‰", "‰", "unit", "3", "3"),
    ("20℃", "℃", "unit", "20", "20"),
    ("5千瓦时", "千瓦时", "unit", "5", "5"),
    ("5千瓦时", "瓦时", "unit", "5", None),
    ("5万元", "元", "unit", "5", "50000"),
    ("5万元", "亿元", "unit", "5", None),
    ("14.5万", "人", "times", "14.5", "145000"),
    ("14.5万人", "人", "times", "14.5", "145000"),
    ("14.5万", "万人", "times", "14.5", "14.5"),
    ("14.5亿", "亿元", "times", "14.5", "14.5"),
    ("14.5万", "亿元", "times", "14.5", None),
    ("1.2万亿", "元", "times", "1.2", "1200000000000"),
    ("1.2万亿", "亿元", "times", "1.2", None),
    ("3千", "家", "times", "3", "3000"),
    ("300百万", "元", "times", "300", "300000000"),
    ("14.5 million", "people", "times", "14.5", "14500000"),
    ("14.5 million people", "people", "times", "14.5", "14500000"),
    ("14.5 million", "million people", "times", "14.5", "14.5"),
    ("14.5 bn", "million", "times", "14.5", None),
    ("14.5 million", "million", "times", "14.5", "14.5"),
    ("14.5 millionaires", "people", "unit", "14.5", None),
    ("+5", "家", "unusual", "5", "5"),
    ("010", "家", "unusual", "10", "10"),
    ("1_000", "家", "unusual", "1000", "1000"),
    ("1.5E+3", "家", "unusual", "1500", "1500"),
    (".5", "%", "unusual", "0.5", "0.5"),
    ("62.1500000001", "亿元", "long", "", None),
    ("33.33333333%", "%", "long", "", None),
    ("1E+999999999", "家", "long", "", None),
    ("9" * 400, "家", "long", "", None),
    ("NaN", "家", "infinite", "", None),
    ("-inf", "家", "infinite", "", None),
    ("10,5", "家", "decimal comma", "", None),
    ("1,330,5", "家", "decimal comma", "", None),
    ("1,45亿元", "亿元", "decimal comma", "", None),
    ("10²", "家", "mark", "", None),
    ("98.9²", "%", "mark", "", None),
    ("98.9 ²", "%", "mark", "", None),
    ("98.9%²", "%", "mark", "", None),
    ("133①", "家", "mark", "", None),
    ("133家①", "家", "mark", "", None),
    ("①", "家", "mark", "", None),
    ("①33", "家", "mark", "", None),
    ("248⒈8", "家", "mark", "", None),
    ("⑴", "家", "mark", "", None),
    ("5❶", "家", "mark", "", None),
    ("10₂", "家", "mark", "", None),
    ("95*", "家", "flag", "95", None),
    ("95p", "%", "flag", "95", None),
    ("1,095 （初步数）", "家", "flag", "1095", None),
    ("95r", "家", "flag", "95", None),
    ("95ᵖ", "%", "flag", "95", None),
    ("95估", "家", "flag", "95", None),
    ("98.9[1]", "家", "mark", "", None),
    ("98.9（注2）", "家", "mark", "", None),
    ("(5)", "%", "brackets", "", None),
    ("（1,234.5）", "亿元", "brackets", "", None),
    ("(①)", "家", "mark", "", None),
    ("10-12", "家", "two", "", None),
    ("95以上", "家", "two", "", None),
    ("95家左右", "家", "two", "", None),
    ("1300余", "家", "two", "", None),
    ("95+", "%", "two", "", None),
    ("95 or more", "家", "two", "", None),
    ("95%以上", "%", "two", "", None),
    ("95±2", "%", "two", "", None),
    ("≈95", "%", "two", "", None),
    ("大于95", "%", "two", "", None),
    ("不足95%", "%", "two", "", None),
    ("未达95", "%", "two", "", None),
    ("nearly 95", "%", "two", "", None),
    ("up to 95%", "%", "two", "", None),
    ("约 95 家", "家", "two", "", None),
    (">95", "%", "two", "", None),
    ("≥ 95.5%", "%", "two", "", None),
    ("不低于95", "%", "two", "", None),
    ("ca. 95", "%", "two", "", None),
    ("at least 95", "%", "two", "", None),
    ("10～12", "家", "two", "", None),
    ("3至5家", "家", "two", "", None),
    ("98%-99%", "%", "two", "", None),
    ("12:30", "家", "two", "", None),
    ("1 330", "家", "two", "", None),
    ("暂无", "家", "none", "", None),
    ("约9", "家", "two", "", None),
    ("0x10", "家", "none", "", None),
    ("5½", "家", "mark", "", None),
    ("\u0661\u0664", "家", "none", "", None),
    ("一百三十", "家", "none", "", None),
    ("1亿5千万", "元", "none", "", None),
]
CODES = {
    "width": "Q201",
    "commas": "Q202",
    "decimal comma": "Q202",
    "percent": "Q203",
    "unit": "Q204",
    "times": "Q209",
    "unusual": "Q205",
    "infinite": "Q206",
    "long": "Q207",
    "mark": "Q200",
    "brackets": "Q200",
    "flag": "Q200",
    "two": "Q200",
    "none": "Q200",
}


@pytest.mark.parametrize(("text", "uom", "way", "number", "taken"), CASES)
def test_what_a_text_means(text: str, uom: str, way: str, number: str, taken: str | None) -> None:
    found = written(text)
    assert (found.way, found.number) == (way, number)
    assert in_uom(written(text, uom), uom) == taken


@pytest.mark.parametrize(("text", "uom", "way", "number", "taken"), CASES)
def test_a_filing_is_told_the_number_that_a_cell_is_taken_for(
    text: str, uom: str, way: str, number: str, taken: str | None
) -> None:
    """The same understanding, and the same words where there is none; only plain ones are taken as they are."""
    cell = TypedCell(7, 7, text.strip())
    hint = None if way == "plain" else scalar_problem("number", "f", "value", text, "value")
    if hint:
        assert hint.code == CODES[way]
    if number and hint:
        assert number in there(hint.hint).zh
        assert number in there(there(hint.hint).en)
    why = written(text).why
    if way == "long" and re.fullmatch(r"-?\d{1,15}\.\d+%?", text):  # a computed value, offered rounded
        value, remark = typed_number(cell, uom, 1)
        assert abs(Decimal(value) - Decimal(text.strip("%"))) <= Decimal("0.05")
        assert remark is not None
        return
    if taken is None:
        with pytest.raises(WrongError) as caught:
            typed_number(cell, uom)
        if why:
            assert why.zh in there(there(hint).hint).zh
            assert why.zh in caught.value.text.zh
            assert there(why.en) in there(caught.value.text.en)
        return
    value, remark = typed_number(cell, uom)
    assert (value, why) == (taken, None)
    silent = way == "plain" or text.strip() == taken or (uom == "%" and text == f"{taken}%")
    assert (remark is None) == silent


def test_no_digit_but_ascii_s_own_is_ever_part_of_a_number() -> None:
    """Superscripts, circled digits and those of other scripts: none changes what a number says."""
    for code in range(0x80, 0x20000):
        char = chr(code)
        if char.isnumeric() and char not in "百千万亿" and not 0xFF10 <= code <= 0xFF19:
            for text in (f"13{char}", f"1{char}3", f"{char}13", char):
                assert in_uom(written(text), "") is None, text


def test_a_unit_of_measure_that_begins_with_a_number_has_a_sign_of_times() -> None:
    """Else 3100 million yuan would be 3."""
    uom = "100 million yuan"
    assert with_uom("3", uom) == "3 × 100 million yuan"
    for text in (with_uom("3", uom), "3x100 million yuan", "3 * 100 million yuan"):
        assert in_uom(written(text, uom), uom) == "3"
    for text in ("3100 million yuan", "3 100 million yuan", "100 million yuan", "3 million yuan"):
        assert in_uom(written(text, uom), uom) is None


def test_latin_units_of_measure_stand_apart_from_their_number_in_chinese_too() -> None:
    assert [with_uom("20000", uom, "") for uom in ("people", "亿元", "%")] == [
        "20000 people",
        "20000亿元",
        "20000%",
    ]
