"""Leaves out what a message says to the machine or about private numbers, where the rest of it says a need."""

from __future__ import annotations

import re

from bot.pieces import says_a_need
from bot.sentences import sentences

_BRACKETED = re.compile(
    r"<!--[\s\S]*?-->|</?(?:system|assistant|user|instructions?)>"
    r"|\[\s*(?:till|to)\s+(?:the\s+)?(?:assistent|assistant|ai|bot|chatbot|model)[^\]]*\]",
    re.IGNORECASE,
)
_PRIVATE = re.compile(
    r"\b(?:privat|personlig|private|personal|home|hem)\w*\s+(?:\w+\s+)?"
    r"(?:mobil|nummer|telefon|number|cell|phone|e-?mail|mejl|e-?post|adress|address)",
    re.IGNORECASE,
)
_TO_THE_MACHINE = re.compile(
    r"\b(?:ignore|disregard|forget|ignorera|strunta i|glöm|bortse från)\b.{0,40}"
    r"(?:instruction|instruktion|rule|regl|prompt)"
    r"|\bsystem ?prompt|\b(?:you are now|du är nu)\b|^\W*(?:assistant|assistenten|system)\s*:",
    re.IGNORECASE,
)


def without_asides(text: str) -> str:
    """The message without such asides; whole where nothing else in it says a need."""
    said = _BRACKETED.sub(" ", text)
    kept = "".join(one for one in sentences(said) if not _is_aside(one)).strip()
    return kept if kept != text and says_a_need(kept) else text


def _is_aside(sentence: str) -> bool:
    return bool(_PRIVATE.search(sentence) or _TO_THE_MACHINE.search(sentence))
