"""Leaves out what a message says to the machine or about private numbers, where the rest of it says a need."""

from __future__ import annotations

import re

from bot.pieces import says_a_need
from bot.sentences import sentences

_BRACKETED = re.compile(
    r"<!--[\s\S]*?-->|</?(?:system|assistant|user|instructions?)>"
    r"|\[\s*(?:till|to)\s+(?:the\s+)?(?:assistenten|assistant|ai|bot|chatbot)\b[^\]]*\]",
    re.IGNORECASE,
)
# A "personal health app on the mobile" and "home phone calls to patients" are products, not numbers.
_PRIVATE = re.compile(
    r"\b(?:privata?|personliga?|private|personal)\s+"
    r"(?:(?:mobil(?:nummer|numret|en)?|(?:telefon)?nummer|(?:mobile|cell|phone)(?: (?:phone|number))?)\b(?!\s+app)"
    r"|(?:number|mejl|e-?mail|gmail|hotmail)\b(?!\s+app)|(?:e-?post|mejl)?adress|(?:e-?mail )?address)"
    r"|\b(?:hemnummer|hemadress|home (?:address|number))"
    r"|\b(?:mobile|cell|phone|mobil(?:en|nummer|numret)?|numret|number)\s+(?:of|to|till)\s+(?:the\s+)?(?:\w+\s+){0,2}?"
    r"(?:ceo|vd|chef\w*|boss|\w*direktör\w*|directors?|managers?)\b",
    re.IGNORECASE,
)
_TO_THE_MACHINE = re.compile(
    r"\b(?:ignore|disregard|forget|ignorera|strunta i|glöm|bortse från)\s+(?:\w+\s+){0,2}?"
    r"(?:your|previous|prior|earlier|above|all|dina|era|tidigare|alla)\s+(?:\w+\s+)?(?:instruction|instruktion|rule|regl|prompt)"
    r"|\bsystem ?prompt|\b(?:you are now|du är nu)\b|^\W*(?:assistant|assistenten)\s*:",
    re.IGNORECASE,
)


def without_asides(text: str) -> str:
    """The message without such asides; whole where nothing else in it says a need."""
    said = _BRACKETED.sub(" ", text)
    kept = "".join(one for one in sentences(said) if not _is_aside(one)).strip()
    return kept if kept != text and says_a_need(kept) else text


def wants_what_is_private(text: str) -> bool:
    """Whether a message asks for somebody's own number or address."""
    return bool(_PRIVATE.search(text))


def _is_aside(sentence: str) -> bool:
    return wants_what_is_private(sentence) or bool(_TO_THE_MACHINE.search(sentence))
