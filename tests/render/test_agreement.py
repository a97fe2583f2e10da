"""Every format says what `status -f json` says: values, gaps, completion, statuses and their counts."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from wcwidth import wcwidth

from tests.conftest import Run

openpyxl = pytest.importorskip("openpyxl", reason="the excel extra isn't installed")
python_docx = pytest.importorskip("docx", reason="the docx extra isn't installed")

from qstrong.text.labels import symbol  # noqa: E402
from qstrong.text.numbers import percent  # noqa: E402
from tests.conftest import ROOT  # noqa: E402

DATA = {
    "demo": ("2026Q3", "--data", "examples/demo"),
    "demo, half-way": ("2026Q2", "--data", "examples/demo"),
    "outline": ("2025", "--data", "examples/national-outline-2025"),
    "outline, a year before": ("2024", "--data", "examples/national-outline-2025"),
}


class Tables(HTMLParser):
    """The rows of all tables of a page, cells as text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.rows: list[Any] = []
        self.inside = False
        self.feed(text)

    def handle_starttag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
            self.inside = True

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.rows[-1][-1] += data


def of_csv(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


def of_markdown(text: str) -> list[list[str]]:
    lines = [line for line in text.splitlines() if line.startswith("| ")]
    return [[cell.strip().replace("\\", "") for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]


def of_html(text: str) -> list[list[str]]:
    return Tables(text).rows


def of_terminal(text: str) -> list[list[str]]:
    """Cells of the first table: its columns are where every row has a blank before and behind."""
    lines = text.splitlines()
    start = next(k for k, line in enumerate(lines) if {"指标", "现值", "状态"} <= set(line.split()))
    rows = [lines[start], *(line for line in lines[start:] if re.match(r" *\d+  ", line))]
    wide = ["".join(char + "\0" * (wcwidth(char) - 1) for char in row) + "  " for row in rows]
    length = max(map(len, wide))
    blank = [all(row[k : k + 2].strip() == "" for row in wide) for k in range(length)]
    ends = [k for k in range(length) if blank[k] and not blank[k - 1]]
    return [
        [row[a:b].replace("\0", "").strip() for a, b in zip([0, *ends], ends, strict=False)] for row in wide
    ]


def of_word(path: Path) -> list[list[str]]:
    return [
        [cell.text for cell in row.cells] for table in python_docx.Document(path).tables for row in table.rows
    ]


def by_name(rows: list[list[str]], names: list[str]) -> dict[str, Any]:
    """Each indicator's cells by their heads, from the first table that has a value and a status."""
    heads: list[Any] = []
    found: dict[Any, Any] = {}
    for row in rows:
        if {"指标", "现值"} <= set(row):
            if heads:
                break
            heads = row
        elif heads and len(row) == len(heads):
            cells = dict(zip(heads, row, strict=True))
            name = next((name for name in names if cells["指标"].startswith(name)), None)
            found |= {name: cells} if name else {}
    return found


def first(text: str) -> Decimal | None:
    found = re.search(r"-?\d+(\.\d+)?", text)
    return Decimal(found.group()) if found else None


def agree(cells: dict[str, str], one: dict[str, Any]) -> None:
    """A row of a table for readers, against the same target in JSON."""
    status = cells["状态"].rpartition(" → ")[2].lstrip()  # last quarter's may stand before it
    assert status.startswith(symbol(one["status"]))
    assert one["label"] in status
    now = re.findall(r"-?\d+(?:\.\d+)?", cells["现值"])
    if one["value"] is None:  # what was filed and isn't comparable stands in brackets
        assert now == ([str(one["shown"]["value"])] if one["shown"] else [])
        assert not now or cells["现值"].strip().startswith("(")
    else:
        wanted = [one["value"], *([] if one["filed"] is None or one["last_status"] else [one["filed"]])]
        assert [Decimal(text) for text in now] == [Decimal(str(value)) for value in wanted]
        assert cells["现值"].strip().startswith("(") == bool(one["last_status"])
        assert re.search(re.escape(one["period"]), cells["数据期"])
    gap = first(cells["距目标"])
    assert gap is None or gap == Decimal(str(one["gap"]))
    if one["status"] in ("at_risk", "off_track", "worsening") and one["gap"] is not None and one["gap"] >= 0:
        assert gap is not None
    share = cells["达成率"]
    assert share == "–" or share == said(one["attainment"])
    head = next(head for head in cells if head.startswith("增量完成率"))
    done = re.findall(r"-?\d+\.\d%", cells[head])
    assert done in ([], [said(one["completion"]), said(one["expected"])])
    if one["status"] in ("on_track", "at_risk", "off_track") and one["completion"] is not None:
        assert done


def said(share: float | None) -> str | None:
    """JSON has 12 decimals: enough to tell a tie."""
    return percent(Fraction(share).limit_denominator(10**6)) if share is not None else None


FORMATS: dict[str, tuple[tuple[str, ...], Callable[[Any], Any]]] = {
    "status md": (("status", "-f", "md"), of_markdown),
    "status html": (("status", "-f", "html"), of_html),
    "status terminal": (("status", "-f", "terminal"), of_terminal),
    "status plain": (("status", "-f", "plain"), of_terminal),
    "bulletin csv": (("bulletin", "-f", "csv"), of_csv),
    "bulletin md": (("bulletin", "-f", "md"), of_markdown),
    "page": (("bulletin", "-f", "html"), of_html),
    "bulletin docx": (("bulletin", "-f", "docx"), of_word),
}


@pytest.mark.parametrize("data", DATA)
@pytest.mark.parametrize("format_", FORMATS)
def test_tables_say_what_json_says(format_: str, data: str, qstrong: Run, tmp_path: Path) -> None:
    argv, rows_of = FORMATS[format_]
    period, *where = DATA[data]
    status = json.loads(qstrong("status", *where, "--as-of", period, "-f", "json").out)["targets"]
    when = (period,) if argv[0] == "bulletin" else ("--as-of", period)
    output = ("-o", tmp_path / "a.docx") if "docx" in argv else ()
    result = qstrong(argv[0], *when, *where, *argv[1:], *output, columns=240)
    assert result.code == 0, result.err
    found = by_name(
        rows_of(tmp_path / "a.docx" if output else result.out),
        sorted((one["name"] for one in status), key=len, reverse=True),
    )
    assert set(found) == {one["name"] for one in status}
    for one in status:
        agree(found[one["name"]], one)


@pytest.mark.parametrize("data", DATA)
def test_the_ledger_shows_what_json_says(data: str, qstrong: Run, tmp_path: Path) -> None:
    """Its numbers are exact; what a spreadsheet makes of them by their format is what all else prints."""
    period, *where = DATA[data]
    status = json.loads(qstrong("status", *where, "--as-of", period, "-f", "json").out)
    assert qstrong("bulletin", period, *where, "-o", tmp_path / "a.xlsx").code == 0
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    heads = [cell.value for cell in sheet[4]]
    keys = {"现值": "value", "距目标": "gap", "基期": "baseline",
            "达成率": "attainment", "增量完成率": "completion", "序时进度": "expected"}  # fmt: skip
    for row, one in zip(sheet.iter_rows(min_row=5), status["targets"], strict=True):
        cells = dict(zip(heads, row, strict=True))
        assert cells["状态"].value.startswith(f"{symbol(one['status'])} {one['label']}")
        for head, key in keys.items():
            if one[key] is None:
                assert cells[head].value is None
            elif "0.0%" in cells[head].number_format:
                assert shown(cells[head]) == said(one[key])
            else:
                assert Decimal(str(cells[head].value)) == Decimal(str(one[key]))
            if one[key] is not None and key != "baseline":  # an older value is there, in brackets
                assert cells[head].number_format.startswith("(") == bool(one["last_status"])
    counts = {word: int(n) for word, n in re.findall(r"([✔●▲■▼✖?]) \S+ (\d+)", sheet["A3"].value)}
    assert counts == {symbol(key): n for key, n in status["counts"].items() if n}


def shown(cell: Any) -> str:
    """A share as spreadsheets show it: halves away from zero."""
    return f"{(Decimal(str(cell.value)) * 100).quantize(Decimal('0.1'), ROUND_HALF_UP)}%"


@pytest.mark.parametrize("data", DATA)
@pytest.mark.parametrize("format_", ["terminal", "plain", "md", "html"])
def test_counts_are_those_of_json(data: str, format_: str, qstrong: Run) -> None:
    period, *where = DATA[data]
    when = (*where, "--as-of", period)
    status = json.loads(qstrong("status", *when, "-f", "json").out)
    text = re.sub(r"<[^>]+>|\\", "", qstrong("status", *when, "-f", format_, columns=200).out)
    line = next(line for line in text.splitlines() if re.search(rf"{len(status['targets'])} 项指标: ", line))
    counts = {sign: int(n) for sign, n in re.findall(r"([✔●▲■▼✖?]) ?\S+ (\d+)", line)}
    assert counts == {symbol(key): n for key, n in status["counts"].items() if n}


WRITTEN = ("md", "html", "docx", "xlsx", "csv", "json")
PLACES = [
    {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "4711", "TZ": "Asia/Shanghai", "LC_ALL": "zh_CN.UTF-8", "LANG": "tr_TR.UTF-8"},
]


def test_the_same_bytes_in_every_process(tmp_path: Path) -> None:
    """Whatever the hash seed, the time zone and the locale are."""
    outputs = [tmp_path / f"all-{k}" for k in range(len(PLACES))]
    for folder, place in zip(outputs, PLACES, strict=True):
        folder.mkdir()
        subprocess.run(
            [sys.executable, "-c", ALL, folder],
            check=True,
            cwd=ROOT,
            env={**os.environ, **place, "QSTRONG_LANG": "zh"},
        )
    names = sorted(path.relative_to(outputs[0]) for path in outputs[0].rglob("*") if path.is_file())
    assert len(names) > 30
    for name in names:
        assert (outputs[0] / name).read_bytes() == (outputs[1] / name).read_bytes(), name


ALL = f"""
import sys
from pathlib import Path
from qstrong.cli.main import main
out = Path(sys.argv[1])
for name, period, data in (("demo", "2026Q3", "examples/demo"), ("outline", "2025", "examples/national-outline-2025")):
    where = ["--data", data, "--as-of", "2026-10-30"]  # the outline has no day of its own
    for suffix in {WRITTEN}:
        assert main(["bulletin", period, *where, "-o", str(out / f"{{name}}.{{suffix}}")]) == 0
    for suffix in ("svg", "md", "csv", "json", "html"):
        assert main(["status", *where, "-o", str(out / f"{{name}}-status.{{suffix}}")]) == 0
    assert main(["bulletin", period, *where, "--brief", "-o", str(out / f"{{name}}-brief.docx")]) == 0
    assert main(["export", *where, "-o", str(out / f"{{name}}-package")]) == 0
assert main(["form", "industry", "2026Q3", "--data", "examples/demo", "-o", str(out / "form.xlsx")]) == 0
"""
