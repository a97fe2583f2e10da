"""The one table of attacks on sinks, and a data folder with one in every field that takes a text."""

from __future__ import annotations

import json
from itertools import count
from pathlib import Path
from typing import Any

from qstrong.model.keys import keys
from qstrong.read.strict import FORBIDDEN
from qstrong.render.document import visible
from tests.build import KIND, TARGET

ATTACKS = (
    # rich, and what consoles obey
    "[red]x[/red]", "[/附件]", "[/x]", "[link=http://x]y[/link]", ":warning:", "\x1b[31mred", "\x1b]8;;http://x\x07y",
    "\x9b31m", "a\x08\x08b", "a\x00b", "a\x7fb", "a\rb", "a\x85b", "a\u2028b", "a\x1cb", "a\x0cb", "a\x0bb",
    # what isn't seen, or moves what is
    "a\u202eb", "\u2066a", "a\u200bb", "a\ufeffb", "a\u00adb", "a\u034fb", "a\u3164b", "a\ufe0fb", "a\U000e0041b", "\ud800", "x\udfff",
    # spreadsheets
    "=1+1", "+1+1", "-1+cmd", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x","y")', "=cmd|' /C calc'!A0", "{=A1}",
    "'=1", "http://a.b/", "mailto:a@b.c", "internal:A1", "_x0041_", "_x001B_", "&P &N &D", "\u3000=1", "007", "1e5", "2026-01-01",
    # XML, HTML, SVG, scripts
    "<script>alert(1)</script>", "]]>", "<![CDATA[x", "<!--", "-->", "a & b", "&amp;", "&#60;", "&lt;b>", '" onload="x', "' onload='x", "`",
    "{{7*7}}", "{% raw %}", "${7*7}", "</style>", "</title><b>", "javascript:x", "%s %(x)s {0} {x}", "\\n\\x41",
    # Markdown
    "| a | b |", "a|b", "\\| a", "a\nb", "a\n\nb", "a\r\nb", "# head", "## h", "**bold**", "_em_", "~~x~~", "`code`", "```", "~~~", "[a](javascript:x)",
    "![a](b)", "[a]: http://x", "- item", "+ item", "1. item", "1) item", "> quote", "===", "---", "    code", "<details>", "<http://x>",
    "www.x.cn", "@team", "$x$", ":---|", "[ ] x", "[^1]", "a  ", "*", "&nbsp;",
    # logs of forges, shells, YAML
    "::error::x", "x\n::stop-commands::y", "##[error]x", "a##[command]b", "%0A::error::x", "a,line=1::x",
    "\r\n::set-output name=a::b", "$(touch x)", "; rm x", "a' ; x", "# x", "a: b", "a\nvalue: 5", "x\n    value: 7 #",
    "长" * 3000, "x" * 3000, "🧧" * 300,
)  # fmt: skip
READ = tuple(
    attack
    for attack in ATTACKS
    if not FORBIDDEN.search(attack) and attack.encode("utf-8", "ignore").decode() == attack
)
"""Those that the reader lets through: the others never get as far as a sink, unless it is fed directly."""


def spelled(text: str) -> str:
    """*text* as sinks show it: on one line, runs of blanks as one."""
    return " ".join(visible(text).split())


class Poison:
    """Hands out the attacks in turn, from a place on, each with a number behind it; remembers them."""

    def __init__(self, first: int = 0, attacks: tuple[str, ...] = READ) -> None:
        self.given: dict[str, str] = {}
        self.attacks, self.turn = attacks, count(first)

    def __call__(self) -> str:
        k = next(self.turn)
        mark = f"«{k}»"
        self.given[mark] = f"{self.attacks[k % len(self.attacks)]}{mark}"
        return self.given[mark]

    def both(self) -> dict[str, str]:
        return {"zh": self(), "en": self()}


UNITS = ("u", "v", "w")


def target(k: int, kind: str, text: Poison) -> dict[str, Any]:
    """A target with every text that one can have."""
    figure = {"period": "2024", "value": "50", "source": text(), "published": text(), "note": text()}
    made = {**TARGET, **KIND[kind], "id": f"t{k}", "name": text.both(), "kind": kind}
    made |= {"reporters": [UNITS[k % 2]], "tasks": [1 + k % 2], "uom": text(), "decimals": 2}
    made |= {key: text() for key in ("definition", "data_source", "clause", "note")}
    return made | ({"baseline": figure} if kind == "level" else {"history": [{**figure, "period": "2023"}]})  # fmt: skip


def filing(unit: str, period: str, filed: str, value: int, text: Poison) -> dict[str, Any]:
    """A filing with every text that one can have: the first value low, the second pending, all explained."""

    def explained() -> dict[str, Any]:
        every = keys("observations").values()
        told = [one.name for one in every if one.shared and one.kind == "text" and one.asked != "by_hand"]
        return {key: text() for key in told} | {"evidence": [text(), text()], "measures_by": "2025-06-30"}

    mine = [k for k in range(len(KIND)) if UNITS[k % 2] == unit]
    said = [{"value": value + k, "source": text(), "flag": "preliminary"} for k in mine]
    said[1:2] = [{"pending": text(), "source": text()}] if said else []
    observations = [{"indicator": f"t{k}", **one} | explained() for k, one in zip(mine, said, strict=True)]
    actions = [
        {"action": f"{k}.1", "state": "in_progress", "progress": text(), "quantity": 3} | explained()
        for k in (1, 2)
    ]
    signed = ("prepared_by", "reviewed_by", "approved_by", "signed", "highlights")
    made = {"unit": unit, "period": period, "filed": filed} | {key: text() for key in signed}
    return made | {"observations": observations, "actions": actions}


def files(text: Poison) -> dict[str, Any]:
    """What stands in a data folder, by path: every text in it is an attack."""
    plan = {"id": "attacked", "title": text.both(), "start": "2024-12-31", "end": "2027-12-31",
            "filing": {"every": "quarter", "due_days": 20, "close_days": 30}, "as_of": "2025-08-10"}  # fmt: skip
    targets = [target(k, kind, text) for k, kind in enumerate(KIND)]
    quantity = {"op": ">=", "value": 8, "uom": text()}
    tasks = [
        {"id": k, "section": "s", "title": text.both(), "units": ["all", "u"], "actions": [
            {"id": f"{k}.1", "title": text.both(), "quantity": quantity, "due": f"202{4 + k}-06-30"},
            {"id": f"{k}.2", "title": text.both(), "standing": True, "units": ["w"]},
        ]}
        for k in (1, 2)
    ]  # fmt: skip
    units = [
        {"id": unit, "name": text.both(), "kind": "other", "contact": text(), "aliases": [text()]}
        for unit in UNITS
    ]
    made = {
        "targets.yaml": {"plan": plan, "groups": [{"id": "g", "title": text.both()}], "targets": targets},
        "tasks.yaml": {"sections": [{"id": "s", "title": text.both()}], "tasks": tasks},
        "units.yaml": {"units": units, "groups": [{"id": "all", "name": text.both(), "members": list(UNITS)}]},
        "bulletins/2025Q2.yaml": {key: text() for key in ("title", "to", "cc", "mark", "signature", "contact")}
        | {"opinions": {"t0": text(), "t2": text()}, "praise": ["u", text()], "requirements": [text(), text()]},
    }  # fmt: skip
    days = {"2025Q1": "2025-04-15", "2025Q2": "2025-07-25"}
    for unit in UNITS[:2]:
        for k, (period, day) in enumerate(days.items()):
            made[f"progress/{unit}/{period}.yaml"] = filing(unit, period, day, 40 - k, text)
    return made


def write(folder: Path, made: dict[str, Any], *, ascii_only: bool = False) -> Path:
    """The files in *folder*: as JSON, which the reader takes as YAML; *ascii_only*: all else in escapes."""
    for name, content in made.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content, ensure_ascii=ascii_only, indent=1), "utf-8")
    return folder
