"""The page says of each gate whether it holds, honestly; the picture has every point in its place."""

import json
import re
import xml.etree.ElementTree as ET

import pytest

from benchmarks import __main__ as command
from benchmarks.gates import GATES, STARTS
from benchmarks.peers import PeerTime
from benchmarks.report import GrowthPoint, MeasuredGate, curve, page
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("value", "row"),
    [
        (1.2, "| x | 1.5 B | 1.2 B | met |"),
        (1.5, "| x | 1.5 B | 1.5 B | met |"),
        (1.503, "| x | 1.5 B | 1.51 B | **not met** |"),
        (21.04, "| x | 1.5 B | 21.1 B | **not met** |"),
        (None, "| x | 1.5 B | – | not measured |"),
    ],
)
def test_a_gate_says_whether_it_holds(value: float | None, row: str) -> None:
    """Figures are rounded up: one that doesn't hold never looks as if it did."""
    assert row in page([MeasuredGate("x", 1.5, "B", value)], [], GROWTH, {}, "").splitlines()


GROWTH = [GrowthPoint("validate", 10**k, 10.0 ** (k - 3), 50.0) for k in (2, 3, 5)]


def test_what_is_missing_is_named() -> None:
    others = [PeerTime("bean-check", 4.0, 2.5)]
    text = page([], others, GROWTH, {"hledger": "apt-get install hledger"}, "Python")
    assert "hledger (apt-get install hledger)" in text
    assert "| bean-check | 4.00 | 2.50 |" in text
    assert "Not installed" not in page([], others, GROWTH, {}, "Python")


def test_the_curve_is_straight_where_growth_is_even() -> None:
    root = ET.fromstring(curve(GROWTH))
    line = root.find("{http://www.w3.org/2000/svg}polyline")
    assert line is not None
    points = [tuple(map(float, one.split(","))) for one in line.get("points", "").split()]
    assert len(points) == 3
    (x1, y1), (x2, y2), (x3, y3) = points
    assert (y2 - y1) / (x2 - x1) == pytest.approx((y3 - y1) / (x3 - x1), rel=0.01)
    width, height = (float(one) for one in root.get("viewBox", "").split()[2:])
    assert all(0 < x < width and 0 < y < height for x, y in points)


def test_a_tenth_more_is_let_through_and_no_more() -> None:
    assert [command.fits(one, 10.0) for one in (9.0, 11.0, 11.01)] == [True, True, False]
    assert command.fits(99.0, None)


def test_starts_are_skipped_with_a_word(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "has_valgrind", lambda: False)
    assert command.main(["--starts"]) == 0
    assert "valgrind isn't installed" in capsys.readouterr().out
    monkeypatch.setattr(command, "has_valgrind", lambda: True)
    monkeypatch.setattr(command, "PYTHON", "2.7")
    assert command.main(["--starts"]) == 0
    assert "no Python 2.7" in capsys.readouterr().out


def test_a_start_that_grew_fails(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(command, "has_valgrind", lambda: True)
    known = json.loads(command.LIMITS.read_text("utf-8"))["3.11"]
    monkeypatch.setattr(command, "PYTHON", "3.11")
    for times, code in ((1.05, 0), (1.2, 1)):
        grown = {name: lambda _, name=name, times=times: known[name] * times for name in known}
        monkeypatch.setattr(command, "STARTS", grown)
        assert command.main(["--starts"]) == code
        assert ("MORE" in capsys.readouterr().out) == bool(code)


def test_what_is_committed_is_what_is_measured() -> None:
    for known in json.loads(command.LIMITS.read_text("utf-8")).values():
        assert known.keys() == STARTS.keys()
    rows = re.findall(
        r"^\| (.+?) \| [^|]+ \| [^|]+ \| \**(?:met|not met|not measured)\** \|$", PAGE, re.MULTILINE
    )
    assert rows == [gate.name for gate in GATES]


PAGE = (ROOT / "docs/performance.md").read_text("utf-8")
