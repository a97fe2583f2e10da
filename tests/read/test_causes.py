"""What offices write for a plain filing: the true cause, at its place, with advice that destroys nothing."""

from typing import Any

import pytest

from qstrong.read.progress import meant_by
from qstrong.read.scalars import as_period
from qstrong.read.strict import parse
from tests.read.test_reading import FILING, PATH, read

VALUE, NOTE, ITEM, LATER = "    value: 10.50", "    note: 中文说明", "  - indicator: x", "period: 2024"


def found(filing: Any) -> Any:
    """The problems of a filing: code, line, column and hint in each language."""
    _, problems = read(filing)
    return [(one.code, one.place.line, one.place.column, one.hint.zh, one.hint.en) for one in problems]


def only(filing: Any) -> Any:
    (one,) = found(filing)
    return one


@pytest.mark.parametrize("dash", "－–—―−•·●▪*")
def test_another_sign_for_the_dash(dash: Any) -> None:
    for filing in (
        FILING.replace(ITEM, f"  {dash} indicator: x"),
        FILING.replace("  - {", f"  {dash} value: 1\n#{{"),
    ):
        code, line, column, hint, _ = only(filing)
        assert (code, column, hint[:5]) == ("Q053", 3, "写成 - ")
        assert filing.splitlines()[line - 1][column - 1] == dash


@pytest.mark.parametrize(
    ("old", "new", "line", "column", "right"),
    [
        (VALUE, "    value:\u00a010.50", 6, 11, "value: 10.50"),
        (VALUE, "    value:\u300010.50", 6, 11, "value:  10.50"),
        (VALUE, "    value:\u2003 10.50", 6, 11, "value:  10.50"),
        (VALUE, "    value\u00a0: 10.50", 6, 5, "value"),
        (VALUE, "\u00a0\u00a0\u00a0\u00a0value: 10.50", 6, 1, "value: 10.50"),
        (VALUE, "\u3000\u3000value: 10.50", 6, 1, "value: 10.50"),
        (VALUE, "   \u00a0value: 10.50", 6, 4, "value: 10.50"),
        (VALUE, "    \u202fvalue: 10.50", 6, 5, "value"),
        (ITEM, "  -\u00a0indicator: x", 5, 4, "- indicator: x"),
        (ITEM, "\u3000- indicator: x", 5, 1, "- indicator: x"),
        ("unit: u", "unit:\u00a0u", 1, 6, "unit: u"),
        ("value: 5,", "value:\u00a05,", 8, 20, "value: 5"),
        (", value: 5,", ",\u00a0value: 5,", 8, 19, "value"),
    ],
)
def test_another_kind_of_blank(old: Any, new: str, line: int, column: int, right: str) -> None:
    assert old in FILING
    code, *place, _, hint = found(FILING.replace(old, new))[0]
    assert (code, place) == ("Q054", [line, column])
    assert hint == f"delete it, and type plain blanks: {right}"


@pytest.mark.parametrize("text", ["文字\u00a0文字", "\u3000文字", "文字\u2003"])
def test_blanks_inside_a_text_are_its_own(text: str) -> None:
    assert found(FILING.replace("中文说明", f'"{text}"')) == []


@pytest.mark.parametrize(
    ("old", "new", "right"),
    [
        (NOTE, "    note: - x", "note: '- x'"),
        (NOTE, "    note: ? x", "note: '? x'"),
        (NOTE, "    note: | 见附件", "note: '| 见附件'"),
        (NOTE, "    note: > 见附件", "note: '> 见附件'"),
        (NOTE, "    note: |见'附件'", "note: '|见''附件'''"),
        (NOTE, "    note: [一处]已完成", "note: '[一处]已完成'"),
        (NOTE, "    note: {甲}等", "note: '{甲}等'"),
        (NOTE, "    note: % 见附件", "note: '% 见附件'"),
        (NOTE, "    note: >5", "a value is a number alone, a text goes into quotes"),
        (VALUE, "    value: -", "make this line pending: and why"),
        (VALUE, "    value: - -", "make this line pending: and why"),
        (VALUE, "    value: *", "make this line pending: and why"),
        (VALUE, "    value: ?", "make this line pending: and why"),
        (VALUE, "    value: :", "make this line pending: and why"),
        (NOTE, "    note: -", "where there is nothing to say, and it may be left out, delete the line"),
        (VALUE, "    value: >=5", "value: 5; the rest goes into note"),
        (VALUE, "    value: > 10.5", "value: 10.5; the rest goes into note"),
        (VALUE, "    value: - 5", "value: -5; the rest goes into note"),
        (VALUE, "    value: >5", "a value is a number alone, a text goes into quotes"),
    ],
)
def test_signs_that_are_yamls_own(old: Any, new: str, right: str) -> None:
    code, line, column, _, hint = only(FILING.replace(old, new))
    assert code == "Q029"
    assert (line, column) == (6 if old == VALUE else 7, len(new.split(":", maxsplit=1)[0]) + 3)
    assert hint.endswith(right)


@pytest.mark.parametrize(
    ("old", "new", "right"),
    [
        (NOTE, "    note: [一处]", "note: '[一处]'"),
        (NOTE, "    note: {一处}", "note: '[一处]'"),
        (NOTE, "    note: [甲, 乙]", "note: '[甲, 乙]'"),
        (NOTE, "    note: [it's]", "note: '[it''s]'"),
        (NOTE, "    note:\n    - 甲", "note: '[甲]'"),
        (VALUE, "    value: [10.50]", "value: 10.50"),
        (VALUE, "    value: [10.50, 3]", "value: '[10.50, 3]'"),
    ],
)
def test_brackets_that_belong_to_a_text(old: Any, new: str, right: str) -> None:
    code, *_, hint = only(FILING.replace(old, new))
    assert code == "Q116"
    assert hint.endswith(f": {right}")


@pytest.mark.parametrize("text", ["#3 号附件", "#重点#"])
def test_a_text_that_is_all_comment(text: str) -> None:
    code, *place, hint, _ = only(FILING.replace("中文说明", text))
    assert (code, place) == ("Q044", [7, 11])
    assert f'"{text}"' in hint


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (FILING.replace("\n", "\r"), 1),
        (FILING.replace("value: 10.50\n", "value: 10.50\r"), 6),
        (FILING.replace("\n", "\r\r\n"), 1),
        (FILING + "# x\r# y\r", 9),
        (FILING.replace("中文说明", "中文\r说明"), 7),
    ],
)
def test_lone_carriage_returns_are_line_ends(text: Any, line: int) -> None:
    code, at, _, hint, _ = only(text)
    assert (code, at) == ("Q055", line)
    assert "不要删去" in hint


def test_hidden_characters_are_told_beside_them() -> None:
    parsed = parse("a: 1\rb: x\u200by\n".encode())
    assert [one.code for one in parsed.faults] == ["Q011", "Q055"]


NOISE = bytes(range(256))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@pytest.mark.parametrize(
    ("data", "what", "advice"),
    [
        (b"PK\x03\x04\x14\x00" + NOISE + b"xl/workbook.xml", "Excel", "qstrong import"),
        (b"PK\x03\x04\x14\x00" + NOISE + b"word/document.xml", "Word", "qstrong record"),
        (b"PK\x03\x04\x14\x00" + NOISE, "压缩包", "解开"),
        (OLE + "Workbook".encode("utf-16-le"), "Excel", "qstrong import"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "加密", "解密"),
        (OLE + "WordDocument".encode("utf-16-le"), "Word", "qstrong record"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "PDF", "qstrong record"),
        (b"Rar!\x1a\x07\x01\x00" + NOISE, "压缩包", "解开"),
        (b"\x1f\x8b\x08\x00" + NOISE, "压缩包", "解开"),
        (b"\x89PNG\r\n\x1a\n" + NOISE, "图片", "qstrong record"),
        (b"\xff\xd8\xff\xe0" + NOISE, "图片", "qstrong record"),
        (b"<html><body>unit: u</body></html>\n", "网页", "重新下载"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n", "git-lfs", "git lfs pull"),
        (b"/annex/objects/MD5E-s7--0.yaml\n", "git-annex", "git annex get"),
        (b"\x00GITCRYPT\x00" + NOISE, "git-crypt", "git-crypt unlock"),
        (b"-----BEGIN PGP MESSAGE-----\n\nhQEMA\n", "加密", "解密"),
        (b"age-encryption.org/v1\n-> X25519 abc\n", "加密", "解密"),
        (b"$ANSIBLE_VAULT;1.1;AES256\n6638\n", "加密", "解密"),
        (b"b\x14#e" + NOISE, "加密", "解密"),
        (b"Salted__" + NOISE, "加密", "解密"),
        (bytes(3000), "损坏", "git"),
        (b"\x9c\x01" + NOISE, "损坏", "git"),
        (b"unit: u\n" + NOISE, "损坏", "git"),
    ],
)
def test_what_is_no_text_is_told_by_what_it_is(data: Any, what: str, advice: str) -> None:
    for name in (PATH, "units.yaml"):
        one = next(one for one in read(more={name: data})[1] if one.path == name)
        assert one.code == "Q052"
        assert what in one.message.zh
        assert advice in one.hint.zh or (name != PATH and "用 git 找回方案原来的文件" in one.hint.zh)
        assert "另存为 UTF-8" not in one.hint.zh
        assert one.place.line == 1


@pytest.mark.parametrize(
    "data", ["单位: 商务局\n".encode("gbk"), "unit: u\n".encode("utf-16"), "# naïve\n".encode("latin-1")]
)
def test_texts_in_another_encoding_are_texts(data: Any) -> None:
    assert parse(data).faults[0].code in ("Q010", "Q036")


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("2025年1-9月", "2025Q3"),
        ("2025年1—9月", "2025Q3"),
        ("2025年1~9月", "2025Q3"),
        ("２０２５年１－９月", "2025Q3"),
        ("2025年1月至9月", "2025Q3"),
        ("2025年一至九月", "2025Q3"),
        ("2025年 1-9 月累计", "2025Q3"),
        ("截至2025年三季度末", "2025Q3"),
        ("2025年前三季度", "2025Q3"),
        ("2025年前3季度", "2025Q3"),
        ("2025年1-3季度", "2025Q3"),
        ("2025年一至三季度", "2025Q3"),
        ("2025年第三季度末", "2025Q3"),
        ("2025年7-9月", "2025Q3"),
        ("2025年前9个月", "2025Q3"),
        ("2025年前两季度", "2025Q2"),
        ("2025年1-3月", "2025Q1"),
        ("2025年1-6月", "2025H1"),
        ("2025年7-12月", "2025H2"),
        ("2025年上半年末", "2025H1"),
        ("2025年1-12月", "2025"),
        ("2025年末", "2025"),
        ("2025年全年", "2025"),
        ("2025年1-2月", "2025-02"),
        ("2025年1-11月", "2025-11"),
        ("2025年9月底", "2025-09"),
        ("2025年十二月", "2025-12"),
        ("2025年2-5月", None),
        ("2025年9-1月", None),
        ("2025年1-13月", None),
        ("2025年前五季度", None),
        ("2025年十十月", None),
        ("2025-1-9", None),
        ("前三季度", None),
        ("今年", None),
    ],
)
def test_periods_as_offices_say_them(text: str, right: str | None) -> None:
    assert as_period(text) == right
    if right:
        code, _, _, hint, _ = only(FILING.replace(LATER, f"period: {text}"))
        assert code == "Q221"
        assert hint.startswith(f"写成 {right} ")


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("Q1 2026.yaml", "2026Q1"),
        ("Jan-Mar 2026.yml", "2026Q1"),
        ("industry 2026.yaml", "2026"),
        ("1.yaml", None),
    ],
)
def test_periods_in_names_of_files(name: str, right: str | None) -> None:
    found = meant_by(name)
    assert (found and str(found)) == right


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("25Q3", "2025Q3"),
        ("Q3 2025", "2025Q3"),
        ("3Q2025", "2025Q3"),
        ("3Q25", "2025Q3"),
        ("Q3/2025", "2025Q3"),
        ("2025Q03", "2025Q3"),
        ("2025QIII", "2025Q3"),
        ("2025年Ⅲ季度", "2025Q3"),
        ("2025Q3（累计）", "2025Q3"),
        ("二〇二五年三季度", "2025Q3"),
        ("H1 2025", "2025H1"),
        ("1H25", "2025H1"),
        ("2025S1", "2025H1"),
        ("first half of 2025", "2025H1"),
        ("the third quarter of 2025", "2025Q3"),
        ("Jan–Sep 2025", "2025Q3"),
        ("2025 January to June", "2025H1"),
        ("Jul-Dec 2025", "2025H2"),
        ("Sept. 2025", "2025-09"),
        ("202509", "2025-09"),
        ("2025M09", "2025-09"),
        ("9/2025", "2025-09"),
        ("2025-09-30", "2025-09"),
        ("2025年9月30日", "2025-09"),
        ("FY2025", "2025"),
        ("FY25", "2025"),
        ("2025财年", "2025"),
        ("2025-09-29", None),
        ("2025Q5", None),
        ("2025H3", None),
        ("20255", None),
        ("4Q", None),
        ("Mar-May 2025", None),
    ],
)
def test_periods_as_they_are_said_elsewhere(text: str, right: str | None) -> None:
    code, _, _, zh, _ = only(FILING.replace(LATER, f'period: "{text}"'))
    assert code == "Q221"
    assert zh.startswith(f"写成 {right} ") == bool(right), zh


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("前三季度", "2025Q3"),
        ("1—9月", "2025Q3"),
        ("三季度末", "2025Q3"),
        ("上半年", "2025H1"),
        ("Q2", "2025Q2"),
    ],
)
def test_a_period_without_its_year_takes_the_filings(text: str, right: str) -> None:
    assert only(FILING.replace(LATER, f"period: {text}"))[::4] == ("Q221", f"add the year: {right}")


def test_months_that_are_no_period() -> None:
    assert "1-9 月" in only(FILING.replace(LATER, "period: 2025年2-5月"))[3]


@pytest.mark.parametrize(
    ("text", "number", "flag"),
    [
        ("95p", "95", "preliminary"),
        ("95 P", "95", "preliminary"),
        ("95e", "95", "preliminary"),
        ("95*", "95", "preliminary"),
        ("95 **", "95", "preliminary"),
        ("95(p)", "95", "preliminary"),
        ("95(初步)", "95", "preliminary"),
        ("95（初步数）", "95", "preliminary"),
        ("95 快报数", "95", "preliminary"),
        ("95[预计]", "95", "preliminary"),
        ("1,450.5 prov.", "1450.5", "preliminary"),
        ("-0.5p", "-0.5", "preliminary"),
        ("95r", "95", "revised"),
        ("95（修订数）", "95", "revised"),
        ("95 rev.", "95", "revised"),
    ],
)
def test_flags_behind_a_number(text: str, number: str, flag: str) -> None:
    code, *_, hint = only(FILING.replace("10.50", text))
    assert code == "Q200"
    assert hint.startswith(f"write the number alone, {number}, ")
    assert hint.endswith(f": add a line flag: {flag}")


@pytest.mark.parametrize("text", ["95人", "95平方米", "95p/h", "95(二期)", "95pp"])
def test_units_behind_a_number_are_no_flags(text: str) -> None:
    assert "flag" not in only(FILING.replace("10.50", text))[3]


COPIES = [
    "2025Q1 - 副本.yaml",
    "2025Q1 (1).yaml",
    "2025Q1（2）.yaml",
    "副本2025Q1.yaml",
    "副本 2025Q1 (3).yaml",
    "2025Q1 - Copy.yaml",
    "Copy of 2025Q1.yaml",
    "2025Q1_最终版.yaml",
    "2025Q1.yml",
    "2025q1-final.YAML",
    "2025年一季度.yaml",
    "2025年1-3月.yaml",
    "2025年一季度 - 副本 (2).yaml",
    "２０２５Q1.yaml",
]


def of_name(name: Any, beside: Any) -> Any:
    """The hint for a file of that *name*."""
    path = f"progress/u/{name}"
    _, problems = read(None, more={path: FILING, **beside})
    return next(one for one in problems if one.path == path)


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_is_never_told_to_overwrite_the_original(name: Any) -> None:
    original = FILING.replace("10.50", "11")
    alone, beside, twin = (of_name(name, files) for files in ({}, {PATH: original}, {PATH: FILING}))
    assert [one.code for one in (alone, beside, twin)] == ["Q008"] * 3
    assert alone.hint.zh == "改名为 2025Q1.yaml"
    assert "先比对" in beside.hint.zh
    assert beside.hint.zh.endswith("不要改名覆盖")
    assert twin.hint.zh == f"2025Q1.yaml 已经在了, 内容完全一样: 删去 {name}"


def test_two_copies_without_an_original() -> None:
    one = of_name("2025Q1 (1).yaml", {"progress/u/2025Q1 (2).yaml": FILING})
    assert (
        one.hint.zh
        == "2025Q1 (2).yaml 也像是 2025Q1.yaml: 先比对, 留下对的一份改名为 2025Q1.yaml, 其余的移出文件夹"
    )


@pytest.mark.parametrize("name", ["季报.yaml", "20251.yaml", "x2025Q15.yaml"])
def test_names_without_a_period_go_by_the_content(name: str) -> None:
    assert of_name(name, {}).hint.zh == "改名为 2025Q1.yaml"
    assert "先比对" in of_name(name, {PATH: FILING + "# \n"}).hint.zh


@pytest.mark.parametrize(
    ("name", "beside", "hint"),
    [
        ("2025Q1.yaml.txt", {}, "改名为 2025Q1.yaml:"),
        ("2025Q1.yaml.txt", {PATH: FILING}, "2025Q1.yaml 已经在了"),
        ("2025Q1.yaml.bak", {PATH: FILING}, "2025Q1.yaml 已经在了"),
        ("2025Q1.xlsx", {}, "Excel 表不放在这里"),
        ("商务局.XLS", {}, "Excel 表不放在这里"),
        (
            ".2025Q1.yaml.0123456789ab.tmp",
            {PATH: FILING},
            "这是一次中途断掉的写入留下的临时文件, 填报本身是好的",
        ),
        (".2025Q1.yaml.0123456789ab.tmp", {}, "这是一次中途断掉的写入留下的临时文件, 2025Q1.yaml 还没有写成"),
        ("说明.docx", {}, "progress 里只放"),
        (".DS_Store", {}, "progress 里只放"),
    ],
)
def test_files_that_cant_be_filings(name: str, beside: Any, hint: str) -> None:
    one = of_name(name, beside)
    assert one.code == "Q003"
    assert one.hint.zh.startswith(hint)
