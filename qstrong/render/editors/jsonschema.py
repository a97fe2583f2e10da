"""JSON Schemas (draft-07) of the four kinds of file, for editors: from the model's own annotations.

An editor reads a file as YAML 1.2 does, the strict reader keeps every scalar as text. So whatever
the reader accepts a schema accepts in each form that an editor may see: 145 and "145", the period
2026 and "2026", an optional key left empty as null. A schema refuses what it can tell; what only
the text shows (1e5, 010), and what only the whole plan shows, is for `qstrong validate`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import is_dataclass
from fractions import Fraction
from typing import Annotated, Any, Literal, get_args, get_origin

from qstrong.model.base import Lang, Strict, Text, Uom
from qstrong.model.dataset import Dataset
from qstrong.model.filing import Filing, Observation
from qstrong.model.grammar import LONGEST, MOST_CHARACTERS, Grammar, Limits, Number, Str, Texts, UomText
from qstrong.model.kinds import DEFAULT_KIND, KINDS, OWN, TargetsFile
from qstrong.model.period import Frequency
from qstrong.model.plan import FORMAT, Plan, Target
from qstrong.model.rollup.plans import PlansFile
from qstrong.model.shapes.value import Fielded
from qstrong.model.task import TasksFile, UnitsFile
from qstrong.model.terms.course import InYears, Often
from qstrong.render.editors.ids import Named, if_of, known_ids, one_of, refers_to
from qstrong.render.editors.keys import ModelKey, model_keys
from qstrong.text.catalogue import word
from qstrong.text.fields import class_words, field_words, grammar_words, value_words

Schema = dict[str, Any]
"""What stands under a keyword goes by the keyword."""
FILES = dict[str, type[Strict]](targets=TargetsFile, tasks=TasksFile, units=UnitsFile, filing=Filing)
"""The kinds of file in a data folder, each with its class."""
SCHEMAS = FILES | {"plans": PlansFile}
URN = "urn:qstrong:schema"
"""What every schema's id begins with; then come the folder's format and the kind of file."""
_POSITIVE = frozenset(traits.model for traits in KINDS.values() if traits.positive and not traits.rates)
"""Whose goals are above 0."""

_TYPES: dict[str, Schema] = {
    "number": {"type": ["number", "string"], "minimum": -(10**15), "maximum": 10**15},
    "share": {"type": ["number", "string"], "minimum": -(10**15), "maximum": 10**15},
    "integer": {"type": ["integer", "string"], "minimum": 0, "maximum": 999999},
    "day": {"type": "string"},
    "bool": {"type": ["boolean", "string"]},
    "text": {"type": ["string", "number", "boolean"], "maxLength": MOST_CHARACTERS},
    "identifier": {"type": ["string", "number"], "minimum": 0, "maxLength": LONGEST},
    "code": {"type": "string"},
    "period": {"type": ["integer", "string"], "minimum": 1900, "maximum": 2099},
}
"""By grammar: the forms in which an editor sees what matches it."""


def json_schema(
    kind: str, lang: Lang, dataset: Dataset | None = None, markdown: Callable[[str], str] = str
) -> Schema:
    """The schema of a *kind* of file with titles and descriptions in *lang*.

    With a *dataset* a key that names something takes only the ids of that plan, each with its name;
    *markdown* escapes names for Markdown. Raises KeyError for any other kind.
    """
    model = SCHEMAS[kind]
    writer = _Writer(lang, known_ids(dataset, lang) if dataset else {}, markdown)
    root = writer.definition(model)
    if dataset:
        root["description"] = _about(dataset.plan, lang)
    head = {"$schema": "http://json-schema.org/draft-07/schema#", "$id": f"{URN}:{FORMAT}:{kind}"}
    return head | root | ({"definitions": writer.definitions} if writer.definitions else {})


def _about(plan: Plan, lang: Lang) -> str:
    """Whose ids a schema has; of made-up data it is said."""
    stamp = f" [{word('synthetic', lang)}]" if plan.synthetic else ""
    return word("schema_of", lang, title=plan.title.say(lang)) + stamp


class _Writer:
    """Schemas of annotations; classes become definitions, each once."""

    def __init__(self, lang: Lang, ids: Mapping[str, Named], markdown: Callable[[str], str]) -> None:
        self.lang, self.ids, self.markdown = lang, ids, markdown
        self.definitions: dict[str, Schema] = {}

    def definition(self, model: type[Fielded]) -> Schema:
        """An object with a class's keys and no others."""
        keys = model_keys(model)
        found: Schema = {
            "title": class_words(model).say(self.lang),
            "type": "object",
            "required": [key.name for key in keys if key.required],
            "properties": {key.name: self.key(key) for key in keys},
            "additionalProperties": False,
        }
        condition = _CONDITIONS.get(model)
        return found | condition(self.lang) if condition else found

    def reference(self, model: type[Fielded]) -> Schema:
        """A reference to a class's definition, which is made where there is none yet."""
        if model.__name__ not in self.definitions:
            self.definitions[model.__name__] = {}  # its place: definitions stand in the order of their use
            made = self.target() if model is Target else self.definition(model)
            self.definitions[model.__name__] = made
        return {"$ref": f"#/definitions/{model.__name__}"}

    def target(self) -> Schema:
        """Any target: what all kinds have, once; and by its kind the keys of its own."""
        common = model_keys(Target)
        named = {key.name for key in common}
        kinds = {key.name: key for key in model_keys(next(iter(KINDS.values())).model)}["kind"]
        return {
            "title": class_words(Target).say(self.lang),
            "type": "object",
            "required": ["id"],
            "properties": {
                **{key.name: self.key(key) for key in common},
                "kind": self.described(kinds, _or_null(self.choice(tuple(KINDS)))),
            },
            "allOf": [
                if_of({"properties": dict.fromkeys(sorted(OWN), True), "additionalProperties": False}),
                if_of({}, {"required": [key.name for key in common if key.required]}),
                *(self.of_kind(kind, traits.model, named) for kind, traits in KINDS.items()),
            ],
        }

    def of_kind(self, kind: str, model: type[Fielded], common: set[str]) -> Schema:
        """What a target of that kind has besides the keys in *common*."""
        own = [key for key in model_keys(model) if key.name not in common]
        self.definitions[model.__name__] = {
            "title": class_words(model).say(self.lang),
            "required": [key.name for key in own if key.required],
            "properties": {
                **{key.name: True for key in model_keys(model)},
                **{key.name: self.key(key) for key in own if key.name != "kind"},
            },
            "additionalProperties": False,
        } | ({"anyOf": [_stated(key) for key in ("value", "change")]} if KINDS[kind].relative else {})
        named = {"const": kind} if kind != DEFAULT_KIND else {"enum": [kind, None]}
        this: Schema = {"properties": {"kind": named}, "not": {"required": ["of"]}}
        if kind != DEFAULT_KIND:
            this["required"] = ["kind"]
        return {"if": this, "then": {"$ref": f"#/definitions/{model.__name__}"}}

    def key(self, key: ModelKey) -> Schema:
        """A key: its value, what it is called, and null where it may be left empty."""
        known = self.ids.get(refers_to(key.model, key.name) or "")
        value = self.value(key.annotation, known)
        if key.name == "value" and key.model in _POSITIVE:
            del value["minimum"]
            value["exclusiveMinimum"] = 0
        nullable = not key.required and "null" not in value.get("type", ())
        found = self.described(key, _or_null(value) if nullable else value)
        if known:
            names = "\n".join(f"- `{one}` {self.markdown(name)}" for one, name in known.items())
            found["markdownDescription"] = f"{self.markdown(found['description'])}\n\n{names}"
        default = key.field.default
        if isinstance(default, bool | int | Fraction) or (isinstance(default, str) and "enum" in value):
            found["default"] = _plain(default)
        return found

    def described(self, key: ModelKey, schema: Schema) -> Schema:
        """*schema* with the key's title and description; draft-07 has nothing beside a `$ref`."""
        words = field_words(key.model, key.name)
        head = {"title": words.title.say(self.lang), "description": words.description.say(self.lang)}
        return head | ({"allOf": [schema]} if "$ref" in schema else schema)

    def value(self, annotation: object, known: Named | None = None) -> Schema:
        """The schema of an annotation; of an id, where they are *known*, one of them."""
        if annotation == Limits:
            items = _or_null(self.value(Number))
            return {"type": ["array", "null"], "items": items, "minItems": 2, "maxItems": 2}
        if annotation == Often:
            return {"anyOf": [self.choice(get_args(Frequency)), self.reference(InYears)]}
        if annotation in (Text, Uom):
            return {"anyOf": [self.value(Str if annotation is Text else UomText), self.reference(Text)]}
        if annotation == Texts:
            text = self.value(Str)
            return text | {"type": [*text["type"], "array"], "items": text}
        origin, inner = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            return self.annotated(annotation, known)
        if origin is Literal:
            return self.choice(inner)
        if origin is tuple:
            items = {"type": "array", "items": self.value(inner[0], known)}
            length = {} if inner[-1] is Ellipsis else {"minItems": len(inner), "maxItems": len(inner)}
            return items | length
        if origin is Mapping:
            return self.mapping(*inner)
        rest = [one for one in inner if one is not type(None)]
        if rest:
            return self.value(rest[0], known)
        assert isinstance(annotation, type)
        assert is_dataclass(annotation)
        return self.reference(annotation)

    def annotated(self, annotation: object, known: Named | None) -> Schema:
        mark = get_args(annotation)[1]
        if not isinstance(mark, Grammar):
            return self.reference(Target)
        if known is not None and mark.name == "identifier":
            return one_of(known)
        return _TYPES[mark.name] | {
            "pattern": _whole(mark),
            "patternErrorMessage": grammar_words(mark.name).say(self.lang),
        }

    def choice(self, values: Iterable[str]) -> Schema:
        """One of *values*, each with what it means."""
        return {
            "enum": list(values),
            "enumDescriptions": [value_words(value).say(self.lang) for value in values],
        }

    def mapping(self, key: object, value: object) -> Schema:
        """An object whose keys match a grammar; none may be left empty."""
        return {
            "type": "object",
            "patternProperties": {_whole(get_args(key)[1]): self.value(value)},
            "additionalProperties": False,
        }


def _whole(grammar: Grammar) -> str:
    return f"^({grammar.pattern})$"


def _or_null(schema: Schema) -> Schema:
    """*schema*, or nothing: the key was left empty."""
    if "$ref" in schema or "anyOf" in schema:
        return {"anyOf": [*schema.get("anyOf", [schema]), {"type": "null"}]}
    if "enum" in schema:
        descriptions = [*schema["enumDescriptions"], ""]
        return schema | {"enum": [*schema["enum"], None], "enumDescriptions": descriptions}
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return schema | {"type": [*kinds, "null"]}


def _plain(value: bool | float | str | Fraction) -> bool | int | float | str:  # noqa: FBT001
    """A default as it is written: a fraction as a decimal where that is exact."""
    if not isinstance(value, Fraction):
        return value
    decimal = float(value)
    if Fraction(str(decimal)) != value:
        return str(value)
    return int(decimal) if decimal == int(decimal) else decimal


def _stated(key: str) -> Schema:
    """That a key is there and says something."""
    return {"required": [key], "properties": {key: {"not": {"type": "null"}}}}


def _one_of_two(lang: Lang) -> Schema:
    """An observation has a value, or says why there is none."""
    said = word("schema_one_of_two", lang)
    return {
        "if": _stated("pending"),
        "then": {"properties": {"value": {"type": "null", "errorMessage": said}}},
        "else": {
            "required": ["value"],
            "properties": {"value": {"type": ["number", "string"], "errorMessage": said}},
        },
    }


def _at_least_one(_: Lang) -> Schema:
    """A filing has observations or actions."""
    parts = ("observations", "actions")
    return {"anyOf": [{"required": [part], "properties": {part: {"type": "array"}}} for part in parts]}


_CONDITIONS: dict[type[object], Callable[[Lang], Schema]] = {Observation: _one_of_two, Filing: _at_least_one}
"""What a class asks for besides its keys."""
