"""What a spreadsheet shows of a number, by its format."""

from __future__ import annotations

from decimal import Decimal

import pytest

from qstrong.write.intake.numfmt import NumberShown, number_shown, text_altered


@pytest.mark.parametrize(
    ("number_format", "number", "expected"),
    [
        ("General", "145.25", NumberShown()),
        ("@", "145.25", NumberShown()),
        ("", "145.25", NumberShown()),
        ("0", "145.25", NumberShown(decimals=0)),
        ("#,##0.00", "1450", NumberShown(decimals=2)),
        ("0.0%", "0.983", NumberShown(percent=True, decimals=1)),
        ('0"亿元"', "145", NumberShown(behind="亿元", decimals=0)),
        ("0万", "145", NumberShown(behind="万", decimals=0)),
        ("0\\亿", "145", NumberShown(behind="亿", decimals=0)),
        ("0.00E+00", "145", NumberShown()),
        ("[Red]0.0", "145", NumberShown(decimals=1)),
        ("¥#,##0.00", "145", NumberShown(decimals=2)),
        ("0.00_);(0.00)", "-5", NumberShown(decimals=2)),
        ("0;-0", "-5", NumberShown(decimals=0)),
        ('"=0"', "0", NumberShown(other=True)),
        ("General;-General", "-5", NumberShown()),
        ("G/通用格式", "145.25", NumberShown()),
        ('General"亿元"', "145.25", NumberShown(behind="亿元")),
        ('[>=100]0.0"亿元";0.0', "145", NumberShown(behind="亿元", decimals=1)),
        ("[<100]0;0.00", "145", NumberShown(decimals=2)),
        ('"合计: "0.0', "145", NumberShown(decimals=1)),
        ('0"平方千米"', "145", NumberShown(behind="平方千米", decimals=0)),
        ('_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', "145", NumberShown(decimals=2)),
        ('_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-145", NumberShown(decimals=2)),
        ('_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', "0", NumberShown(decimals=0)),
        ('"a;b"0', "145", NumberShown(decimals=0)),
        ("+0.0;-0.0;0.0", "145", NumberShown(decimals=1)),
        ("0.00E+00", "1.45", NumberShown()),
        ('"GDP "0.0', "145", NumberShown(decimals=1)),
        ("# ##0.0", "1450", NumberShown(decimals=1)),
        ('[$￥-804]#,##0.00"亿元"', "145", NumberShown(behind="亿元", decimals=2)),
        ('0.0%"以上"', "0.98", NumberShown(percent=True, behind="以上", decimals=1)),
        ("[DBNum1][$-804]0", "145", NumberShown(decimals=0)),
    ],
)
def test_how_a_number_is_shown(number_format: str, number: str, expected: NumberShown) -> None:
    assert number_shown(number_format, Decimal(number)) == expected


@pytest.mark.parametrize(
    ("number_format", "number"),
    [
        ("0,", "145000"),
        ("#,##0.00,,", "145000"),
        ('0.0,"万"', "145000"),
        ('0!.0,"万"', "145000"),
        ("0!.0000", "145000"),
        ('0"."0', "145"),
        (";;;", "145"),
        ('"见附件"', "145"),
        ("0;0", "-5"),
        ("0;;0", "-5"),
        ("# ?/?", "0.33"),
        ("-0.0", "145"),
        ('"-"0.0', "145"),
        ("(0.0)", "145"),
        ('"1"0.0', "145"),
        ('"约"0.0', "145"),
        ('"≥"0.0', "145"),
        ('"三"0.0', "145"),
        ('0"0000"', "145"),
        ('0".5"', "145"),
        ("0.0\\5", "145"),
        ("0.05", "145"),
        ("0.0*5", "145"),
        ("0.0亿,", "145"),
        ('0"千",', "145000"),
        ("0E+00", "145"),
        ("0.0E+00", "145.2"),
        ('[<10000]0;0.0,"万"', "145000"),
        ('[>=10000]0!.0,"万";0', "145000"),
        ('[=145]"999";0', "145"),
        ("[>100]-0;0", "145"),
        ("[<0]0;0", "-5"),
        ("0.0%%", "0.98"),
        ("0-0", "145"),
        ('"万元"0.0', "145"),
        ('"%"0.0', "145"),
        ('"million "0.0', "145"),
        ('"<"0', "-5"),
        ('"<"0', "0"),
        ("#,##0,_);(#,##0,)", "145000"),
        ('0.0,," 百万"', "145000"),
        ('0!.0000"亿"', "145000"),
        ('0.0"万",', "145000"),
        ('[=0]"–";0.0', "0"),
        ('0;-0;"–"', "0"),
        ('"达标"', "145"),
        ("# ??/100", "0.33"),
    ],
)
def test_what_shows_another_number_is_seen(number_format: str, number: str) -> None:
    assert number_shown(number_format, Decimal(number)).other


@pytest.mark.parametrize(
    ("number_format", "altered"),
    [
        ("@", False),
        ("General", False),
        ("0.00", False),
        ("_ @_ ", False),
        ('_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', False),
        (";;;@", False),
        (";;;", True),
        ('0;-0;0;"见附件"', True),
        ('"约"@', True),
        ('@"万"', True),
        ('"1"@', True),
    ],
)
def test_whether_a_text_is_shown_as_it_is(number_format: str, altered: bool) -> None:
    assert text_altered(number_format) == altered
