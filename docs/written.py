"""The classes of the files, their keys, and how each key's value is written: in words, with an example."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from types import NoneType
from typing import Annotated, Any, Literal, get_args, get_origin

from qstrong.model.base import Lang, Strict, Text, Uom
from qstrong.model.bulletin import Bulletin
from qstrong.model.filing import Explained, Filing
from qstrong.model.grammar import Grammar, Limits, Texts, UomText
from qstrong.model.kinds import KINDS, TargetsFile
from qstrong.model.plan import Target
from qstrong.model.rollup.plans import PlansFile
from qstrong.model.task import TasksFile, UnitsFile
from qstrong.model.terms.course import Often
from qstrong.render.editors.keys import ModelKey, model_keys
from qstrong.text.fields import FieldWords, class_words, field_words, value_words
from qstrong.text.language import say
from qstrong.text.numbers import number

WORDS: dict[str, tuple[str, str]] = {
    "key": ("键", "Key"),
    "required": ("必填", "Required"),
    "meaning": ("含义", "Meaning"),
    "written": ("写法", "Written as"),
    "example": ("例", "Example"),
    "yes": ("是", "yes"),
    "code": ("代码", "Code"),
    "problem": ("错误", "Error"),
    "must": ("必填", "required"),
    "may": ("选填", "optional"),
    "only": ("，只用 {values}", ", only {values}"),
    "or": (" 或 ", " or "),
    "default": ("（默认）", " (default)"),
    "by default": ("{form}，默认 {value}", "{form}, {value} by default"),
    "list": ("{one}的列表", "list of {many}"),
    "of class": ("{title}的列表，见[下]({link})", "list, see [{title}]({link})"),
    "see": ("键和值，见[下]({link})", "keys and values, see [{title}]({link})"),
    "mapping": ("{one}: {value}", "{one}: {value}"),
    "two": ("两个{one}，小的在前", "two {many}, the lesser first"),
    "texts": ("文字，或文字的列表", "text, or a list of texts"),
    "text": ("双语", "text by language"),
    "often": ("{words}；或键和值，见[下]({link})", "{words}; or keys and values, see [{title}]({link})"),
    "number": ("数", "number"),
    "integer": ("整数", "whole number"),
    "share": ("份额", "share"),
    "day": ("日", "day"),
    "period": ("期次", "period"),
    "bool": ("是否", "yes or no"),
    "identifier": ("编号", "id"),
    "code form": ("代码", "code"),
    "grammar text": ("文字", "text"),
    "form": ("写法", "Form"),
    "rule": ("规定", "Rule"),
}
"""What the tables say besides the words of `schema`: Chinese and English."""
UNSAID = frozenset(("measure", "frequency", "decimals", "kind"))
"""Whose default depends on the rest of the target: their words say how."""
EXAMPLES: Mapping[str, Mapping[str, str | list[str]]] = tomllib.loads(
    Path(__file__).with_name("examples.toml").read_text("utf-8")
)
"""By class and key what may stand there, in YAML: the same in every language, or Chinese and English."""


def word(key: str, lang: Lang, **put_in: str) -> str:
    """One of this module's words."""
    return say(WORDS[key], lang).format(**put_in)


class Key(ModelKey):
    """A key with its words."""

    @property
    def words(self) -> FieldWords:
        return field_words(self.model, self.name)

    def example(self, lang: Lang) -> str:
        """What may stand behind it; nothing where no example is of use."""
        for cls in self.model.__mro__:
            found = EXAMPLES.get(cls.__name__, {}).get(self.name)
            if found is not None:
                return found if isinstance(found, str) else say(tuple(found), lang)
        return ""


def keys(model: type) -> tuple[Key, ...]:
    """A class's keys, in the order in which it has them."""
    return tuple(Key(one.model, one.field, one.annotation) for one in model_keys(model))


def own_keys() -> Iterator[tuple[Key, tuple[str, ...]]]:
    """The keys that only some kinds of target have, each with the kinds for which it means the same."""
    common = {key.name for key in keys(Target)}
    found: dict[tuple[str, str], tuple[Key, list[str]]] = {}
    for kind, traits in KINDS.items():
        for key in keys(traits.model):
            if key.name not in common and key.name != "kind":
                found.setdefault((key.name, key.words.description.zh), (key, []))[1].append(kind)
    order = list(dict.fromkeys(name for name, _ in found))
    yield from (
        (key, tuple(kinds)) for key, kinds in sorted(found.values(), key=lambda one: order.index(one[0].name))
    )


def reached(model: type, found: dict[type, None]) -> dict[type, None]:
    """The classes that a file is made of, in order."""
    if model not in found:
        found[model] = None
        for key in keys(model):
            for one in _inside(key.annotation):
                if isinstance(one, type) and issubclass(one, Strict):
                    reached(one, found)
    return found


def _inside(annotation: Any) -> Iterator[Any]:
    yield annotation
    if get_origin(annotation) is not Literal:
        for one in get_args(annotation):
            yield from _inside(one)


CLASSES: dict[type, None] = {}
for _model in (TargetsFile, TasksFile, UnitsFile, Filing, Bulletin, PlansFile):
    reached(_model, CLASSES)
CLASSES |= dict.fromkeys((Target, Explained))


@dataclass(frozen=True)
class Page:
    """The page on which a table stands: its language, and where classes have their tables on it."""

    lang: Lang
    places: Mapping[str, str]

    def say(self, key: str, **put_in: str) -> str:
        return word(key, self.lang, **put_in)

    def written(self, key: Key) -> str:
        default = key.field.default if key.name not in UNSAID else None
        if key.name == "kind":
            return self.choices(tuple(KINDS), next(iter(KINDS)))
        form = self.form(key.annotation, default)
        if isinstance(default, bool) or not isinstance(default, Fraction | Decimal | int):
            return form
        shown = str(default) if default == Fraction(1, 3) else number(default)
        return self.say("by default", form=form, value=shown)

    def form(self, annotation: Any, default: object = None) -> str:
        """How a value of that annotation is written; of words, the *default* one is marked."""
        known: list[tuple[Any, Callable[[], str]]] = [
            (Limits, lambda: self.say("two", one=self.say("number"), many=plural(self.say("number")))),
            (
                Often,
                lambda: self.say(
                    "often", words=self.choice(get_args(get_args(Often)[0])[0]), **self.link("InYears")
                ),
            ),
            (Texts, lambda: self.say("texts")),
            (Text, lambda: self.say("text")),
            (Uom, lambda: self.say("text")),
            (UomText, lambda: self.say("text")),
        ]
        for one, said in known:
            if annotation == one:
                return said()
        origin, inner = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            mark = annotation.__metadata__[0]
            return (
                self.grammar(mark.name)
                if isinstance(mark, Grammar)
                else self.say("of class", **self.link("Target"))
            )
        if origin is Literal:
            return self.choice(annotation, default)
        if origin is tuple:
            return self.several(inner)
        if origin is not None and issubclass(origin if isinstance(origin, type) else NoneType, Mapping):
            return self.mapping(*inner)
        rest = [one for one in inner if one is not NoneType]
        return self.form(rest[0], default) if rest else self.say("see", **self.link(annotation.__name__))

    def grammar(self, name: str) -> str:
        return self.say({"code": "code form", "text": "grammar text"}.get(name, name))

    def several(self, inner: tuple[Any, ...]) -> str:
        one = inner[0]
        if isinstance(one, type) and issubclass(one, Strict) and one is not Text:
            return self.say("of class", **self.link(one.__name__))
        if get_origin(one) is Annotated and not isinstance(one.__metadata__[0], Grammar):
            return self.say("of class", **self.link("Target"))
        form = self.form(one)
        return self.say("list" if inner[-1] is Ellipsis else "two", one=form, many=plural(form))

    def mapping(self, key: Any, value: Any) -> str:
        nested = isinstance(value, type) and value is not Text
        inside = self.say("see", **self.link(value.__name__)) if nested else self.form(value)
        return self.say("mapping", one=self.form(key), value=inside)

    def choice(self, annotation: Any, default: object = None) -> str:
        return self.choices(get_args(annotation), default)

    def choices(self, values: tuple[str, ...], default: object = None) -> str:
        """The words of which one is chosen, each with what it means."""
        mark = self.say("default")
        words = {one: value_words(one).say(self.lang) for one in values}
        said = (
            f"`{quoted(one)}`{f' {words[one]}' if words[one] != one else ''}{mark if one == default else ''}"
            for one in values
        )
        return ("、" if self.lang == "zh" else ", ").join(said)

    def link(self, name: str) -> dict[str, str]:
        """Where a class has its table, and what it is called; KeyError where the page has none."""
        model = next(one for one in CLASSES if one.__name__ == name)
        return {
            "title": class_words(model).say(self.lang).partition(" (")[0],
            "link": "#" + self.places[name],
        }


def plural(form: str) -> str:
    """Several of an English form: ids, texts by language."""
    first, blank, rest = form.partition(" ")
    return f"{first}s{blank}{rest}"


def quoted(text: str) -> str:
    """A word as it stands in YAML."""
    return f'"{text}"' if text in (">=", ">", "<=", "<", "off") else text
