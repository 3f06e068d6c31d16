"""Cuts a message into sentences so that the kept ones can be put together again as they were written."""

from __future__ import annotations

import re

_SENTENCE = re.compile(r"[\s\S]+?(?:(?<=[.!?\n])\s+|\Z)")


def sentences(text: str) -> list[str]:
    """The sentences of a text, each with the white space after it; joined they are the text."""
    return _SENTENCE.findall(text)


def first_sentence(text: str, at_least: int = 15) -> str:
    """How a text begins: its first sentence, or as many as it takes to be so many characters."""
    begun = ""
    for sentence in sentences(text):
        begun += sentence
        if len(begun.strip()) >= at_least:
            break
    return begun.strip()
