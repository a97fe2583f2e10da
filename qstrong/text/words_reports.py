"""The words of reports: bulletin, page, ledger, export, Chinese and English: part of the catalogue, and of the help."""

from __future__ import annotations

from qstrong.text import words_bulletin

Pair = tuple[str, str]

WORDS: dict[str, Pair] = {
    **words_bulletin.WORDS,
}
"""Joins the catalogue's."""

HELP: dict[str, Pair] = {
    **words_bulletin.HELP,
}
"""Joins the help texts."""
