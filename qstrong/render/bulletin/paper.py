"""A bulletin to be written: what formats of its own are made from."""

from __future__ import annotations

from qstrong.model.shapes.value import dataclass
from qstrong.render.bulletin.content import BulletinContent
from qstrong.render.bulletin.voice import Voice


class TemplateError(Exception):
    """A template that isn't a Word file, or none that can be used."""


@dataclass(frozen=True, slots=True)
class Paper:
    """The voice with all that there is to say, its text, and an office's own template."""

    voice: Voice
    content: BulletinContent
    template: bytes | None = None
