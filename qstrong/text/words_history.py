"""The words of history: diff, log, owners, Chinese and English: part of the catalogue, and of the help."""

from __future__ import annotations

Pair = tuple[str, str]

WORDS: dict[str, Pair] = {}
"""Joins the catalogue's."""

HELP: dict[str, Pair] = {}
"""Joins the help texts."""
