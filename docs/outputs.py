"""What the keys of the JSON mean: outputs.toml, and the words of columns and keys that mean the same."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from qstrong.model.base import Lang
from qstrong.model.plan import LevelTarget
from qstrong.render.views.status import JSON as TARGET_KEYS
from qstrong.text.columns import column_words

PARTS: Mapping[str, Mapping[str, list[str]]] = tomllib.loads(
    Path(__file__).with_name("outputs.toml").read_text("utf-8")
)
"""By part of the JSON and key: Chinese, English, and which part stands below it."""
WITH_HEAD = ("status", "show", "tasks", "units", "due", "log", "export", "bulletin")
"""What begins with the plan and what it was made from."""
OPEN = "*"
"""Below a key: keys that aren't this table's, such as the names of statuses; with a part's name behind it,
each of them has the keys of that part."""


def keys_of(part: str) -> dict[str, str]:
    """The keys of a part, each with the part below it, if any. KeyError where there is no such part."""
    own = {key: said[2] if len(said) > 2 else "" for key, said in PARTS[part].items()}
    if part == "target":
        own = {key: own.get(key, "") for key in (*TARGET_KEYS, *own)}
    if part == "show":
        own = {**keys_of("status"), **own}
        del own["year"]
    return own


def meaning(part: str, key: str, lang: Lang) -> str:
    """What a key means: said here, else by the column or the key of that name. KeyError where nowhere."""
    if part == "show" and key not in PARTS[part]:
        part = "status"
    if key in PARTS[part]:
        return PARTS[part][key][0 if lang == "zh" else 1]
    words = column_words("assessments", key, LevelTarget)
    title, said = words.title.say(lang), words.description.say(lang)
    return f"{title}：{said}" if lang == "zh" else f"{title}. {said}"
