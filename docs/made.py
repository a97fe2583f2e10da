"""The tables of the pages that are made: of the files' keys, from the models and the words of `schema`.

A line `<!-- keys: Plan -->` on a page stands before a table of that class's keys; `filled` makes every
such table anew, in the page's language. tests/test_made.py holds the pages against it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Literal, get_args, get_origin

from outputs import PARTS, keys_of
from outputs import meaning as output_meaning
from written import CLASSES, Key, Page, keys, own_keys

from qstrong.model.base import Lang
from qstrong.model.filing import Explained
from qstrong.model.kinds import DEFAULT_KIND, KINDS
from qstrong.text.fields import grammar_words
from qstrong.text.kinds import KIND_WORDS
from qstrong.text.language import LANGUAGES, say
from qstrong.text.problems import problem_catalogue

MARK = re.compile(r"^<!-- (\w+)(?:: ([^>]*?))? -->\n(?:\n(?:\|.*\n)+)?\n*", re.MULTILINE)
HEAD = re.compile(r"^#+ (.*)$", re.MULTILINE)
FORMS = ("number", "integer", "share", "day", "period", "bool", "identifier", "code", "text")
"""The grammars, in the order in which the page tells them."""
TRANSLATED = (
    "一段文字；或按语言分写，`zh`、`en` 至少一种，没有的那种用另一种",
    "one text; or by language, at least one of `zh` and `en`, which stands for one that is missing",
)


def cell(text: str) -> str:
    return text.replace("|", "\\|")


def row(*cells: str) -> str:
    return f"| {' | '.join(map(cell, cells))} |".replace("|  |", "| |")


def table(head: tuple[str, ...], rows: Iterator[str]) -> str:
    """A Markdown table; the words of the head are this module's."""
    return "".join(f"{line}\n" for line in (row(*head), "|" + "---|" * len(head), *rows))


# ── The tables ──


def meaning(key: Key, lang: Lang) -> str:
    """What a key is called, and what it means."""
    title, said = key.words.title.say(lang), key.words.description.say(lang)
    if said.rstrip("。.").removeprefix("A ").lower() == title.lower():
        return said
    return f"**{title}** {said}" if lang == "zh" else f"**{title}.** {said}"


def keys_table(names: str, page: Page) -> str:
    """The keys of the classes that are named."""
    chosen = list(keys(next(one for one in CLASSES if one.__name__ == names)))
    if names == "Target":
        chosen[2:2] = [key for key in keys(KINDS[DEFAULT_KIND].model) if key.name == "kind"]
    if names in ("Observation", "ActionReport"):
        shared = {key.name for key in keys(Explained)}
        chosen = [key for key in chosen if key.name not in shared]
    head = tuple(page.say(one) for one in ("key", "required", "meaning", "written", "example"))
    return table(head, (_key_row(key, page) for key in chosen))


def _key_row(key: Key, page: Page) -> str:
    said = (meaning(key, page.lang), page.written(key), code(key.example(page.lang)))
    return row(f"`{key.name}`", page.say("yes") if key.required else "", *said)


def code(text: str) -> str:
    return f"`{text}`" if text else ""


def own_table(_: str, page: Page) -> str:
    """The keys that only some kinds of target have."""
    head = tuple(page.say(one) for one in ("key", "meaning", "written", "example"))
    found = list(own_keys())
    several = {key.name for key, _ in found if sum(other.name == key.name for other, _ in found) > 1}
    return table(head, (
        row(
            f"`{key.name}`" + (f" ({', '.join(kinds)})" if key.name in several else ""),
            meaning(key, page.lang), page.written(key), code(key.example(page.lang)),
        )
        for key, kinds in found
    ))  # fmt: skip


def kinds_table(_: str, page: Page) -> str:
    """Which kind of target has which of them."""
    names = list(dict.fromkeys(key.name for key, _ in own_keys()))
    by_kind = {kind: {key.name: key for key in keys(one.model)} for kind, one in KINDS.items()}
    called = {
        kind: say(KIND_WORDS[one.model].name, page.lang).partition(" (")[0] for kind, one in KINDS.items()
    }
    head = (
        page.say("key"),
        *(f"`{kind}` {called[kind]}" if page.lang == "zh" else f"`{kind}`" for kind in KINDS),
    )
    return table(
        head, (row(f"`{name}`", *(_of_kind(name, by_kind[kind], page) for kind in KINDS)) for name in names)
    )


def _of_kind(name: str, own: Mapping[str, Key], page: Page) -> str:
    if name not in own:
        return "–"
    values = [one for one in get_args(own[name].annotation) if get_origin(own[name].annotation) is Literal]
    widest = max(
        (len(get_args(one.annotation)) for key, _ in own_keys() if key.name == name for one in [key]),
        default=0,
    )
    said = page.say("must" if own[name].required else "may")
    if not values or len(values) == widest:
        return said
    return said + page.say("only", values=page.say("or").join(f"`{one}`" for one in values))


def forms_table(_: str, page: Page) -> str:
    """How each sort of value is written."""
    rows = [row(page.grammar(name), grammar_words(name).say(page.lang)) for name in FORMS]
    rows.append(row(page.say("text"), say(TRANSLATED, page.lang)))
    return table((page.say("form"), page.say("rule")), iter(rows))


def rules_table(codes: str, page: Page) -> str:
    """What the rules of those codes are called."""
    entries = problem_catalogue()
    rows = (row(f"`{one}`", say(entries[one]["title"], page.lang)) for one in codes.split())
    return table((page.say("code"), page.say("problem")), rows)


def json_table(part: str, page: Page) -> str:
    """What the keys of a part of the JSON mean."""
    names = keys_of(part)
    if part == "show":
        names = {name: below for name, below in names.items() if name in PARTS[part]}
    rows = (row(f"`{name}`", output_meaning(part, name, page.lang)) for name in names)
    return table((page.say("key"), page.say("meaning")), rows)


TABLES: Mapping[str, Callable[[str, Page], str]] = {
    "keys": keys_table, "own": own_table, "kinds": kinds_table, "forms": forms_table, "rules": rules_table,
    "json": json_table,
}  # fmt: skip
"""By the word of its mark: how a table is made."""


def slug(head: str) -> str:
    """The anchor of a heading, as GitHub makes it."""
    return re.sub(r"[^\w-]", "", head.lower().replace(" ", "-"))


def filled(text: str, lang: Lang) -> str:
    """A page with every table made anew. KeyError for a mark, a class or a code that there isn't."""
    places: dict[str, str] = {}
    for mark in re.finditer(r"^<!-- keys: (.*?) -->$", text, re.MULTILINE):
        heads = HEAD.findall(text[: mark.start()])
        places |= dict.fromkeys(mark[1].split(), slug(heads[-1]))
    page = Page(lang, places)

    def made(found: re.Match[str]) -> str:
        return f"{found[0].partition(chr(10))[0]}\n\n{TABLES[found[1]](found[2] or '', page)}\n"

    return MARK.sub(made, text).rstrip("\n") + "\n"


def pages() -> Iterator[tuple[str, Lang]]:
    """The pages with such tables, by name, in each language."""
    yield from ((name, lang) for name in ("data", "json") for lang in LANGUAGES)
