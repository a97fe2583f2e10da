"""The register of formats: options, help texts and refusals are made from it."""

import re
from importlib import import_module
from pathlib import Path
from typing import get_args

import pytest

from qstrong.render.formats import register
from qstrong.render.formats.register import FORMATS, Format, OutputKind, format_for, formats_of
from tests.conftest import Run
from tests.there import there

DEMO = ("--data", "examples/demo")
COMMANDS = {
    "document": ("status",), "changes": ("diff", "HEAD"), "due": ("due",), "letters": ("due", "--remind"),
    "bulletin": ("bulletin", "2026Q3"), "findings": ("validate",), "tables": ("export",),
}  # fmt: skip
"""Commands that write each kind; the others have no option of their own."""


def test_a_name_and_a_suffix_say_one_format() -> None:
    names = [one.name for one in FORMATS]
    assert len(set(names)) == len(names)
    for kind in get_args(OutputKind):
        suffixes = [one.suffix for one in formats_of(kind).values() if one.suffix]
        assert len(set(suffixes)) == len(suffixes), kind
        for one in formats_of(kind).values():
            assert one.suffix == "" or format_for(kind, f"a{one.suffix}") is one


@pytest.mark.parametrize("one", FORMATS, ids=lambda one: one.name)
def test_every_writer_is_there(one: Format) -> None:
    writers = [*one.own.values(), *([one.document] if one.of else [])]
    assert writers
    for writer in writers:
        module, _, name = writer.partition(":")
        assert callable(getattr(import_module(f"qstrong.render.{module}"), name))


@pytest.mark.parametrize("kind", COMMANDS)
def test_help_and_refusals_name_the_formats(kind: OutputKind, qstrong: Run) -> None:
    command = COMMANDS[kind]
    help_text = "".join(qstrong(command[0], "--help").out.split())
    for name in formats_of(kind):
        assert name in help_text[help_text.index("格式:") :]
    refused = qstrong(*command, *DEMO, "-f", "pdf")
    assert refused.code == 2
    assert there(re.search(r": ([\w, ]+)。", refused.err))[1].split(", ") == list(formats_of(kind))


def test_a_new_format_is_a_row(qstrong: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A function from a document to text, and a row: options, help, refusals and suffixes know it."""
    row = Format("tsv", ".tsv", "formats.flat:comma_separated", ("document",))
    monkeypatch.setattr(register, "FORMATS", (*FORMATS, row))
    assert "tsv" in qstrong("status", "--help").out
    assert "*.tsv" in qstrong("status", *DEMO, "-o", "x.pdf").err
    assert qstrong("status", *DEMO, "-f", "tsv").out == qstrong("status", *DEMO, "-f", "csv").out
    assert qstrong("status", *DEMO, "-o", tmp_path / "a.tsv").code == 0
    assert (tmp_path / "a.tsv").read_text("utf-8") == qstrong("status", *DEMO, "-f", "csv").out
    assert qstrong("due", *DEMO, "-f", "tsv").code == 2


@pytest.mark.parametrize(("name", "library"), [("html", "jinja2"), ("docx", "docx"), ("xlsx", "xlsxwriter")])
def test_a_library_that_is_missing_is_named(
    name: str, library: str, qstrong: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    import sys

    from qstrong.render.page import offline

    offline._environment.cache_clear()  # noqa: SLF001 (what a page before this one has imported)
    monkeypatch.setitem(sys.modules, library, None)
    for module in [one for one in sys.modules if one.startswith("qstrong.render.office")]:
        monkeypatch.delitem(sys.modules, module)
    result = qstrong("bulletin", "2026Q3", *DEMO, "-o", tmp_path / f"a.{name}")
    assert result.code == 2
    extra = formats_of("bulletin")[name].needs
    assert {"docx": "python-docx"}.get(library, library) in result.err
    assert f": pip install 'qstrong[{extra}]'" in result.err
