"""Looks at what was typed before anything else does."""

from __future__ import annotations

import unicodedata
from enum import StrEnum

from knowledge.vocabulary import Bilingual

MAX_CHARACTERS = 4_000


class Fault(StrEnum):
    """Why a question cannot be read."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    NO_WORDS = "no_words"
    CONTROL_CHARACTERS = "control_characters"


MEND: dict[Fault, Bilingual] = {
    Fault.EMPTY: Bilingual(
        "Skriv vad ni behöver, gärna med en mening om produkten.",
        "Write what you need, ideally with a sentence about the product.",
    ),
    Fault.TOO_LONG: Bilingual(
        "Texten är för lång: högst 4 000 tecken. Korta den och försök igen.",
        "The text is too long: at most 4,000 characters. Shorten it and try again.",
    ),
    Fault.NO_WORDS: Bilingual(
        "Det finns inga ord i texten. Beskriv behovet med några ord.",
        "There are no words in the text. Describe the need in a few words.",
    ),
    Fault.CONTROL_CHARACTERS: Bilingual(
        "Texten innehåller styrtecken som inte kan läsas. Klistra in den som ren text.",
        "The text holds control characters that cannot be read. Paste it as plain text.",
    ),
}


class InvalidQuestion(Exception):
    """A question that must be mended before it can be answered."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


def guarded(text: str) -> str:
    """The question, composed and trimmed; raises InvalidQuestion."""
    question = unicodedata.normalize("NFC", text).replace("\r\n", "\n").strip()
    if not question:
        raise InvalidQuestion(Fault.EMPTY)
    if len(question) > MAX_CHARACTERS:
        raise InvalidQuestion(Fault.TOO_LONG)
    if any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in set(question) - {"\n", "\r", "\t"}):
        raise InvalidQuestion(Fault.CONTROL_CHARACTERS)
    if not any(sign.isalpha() for sign in question):
        raise InvalidQuestion(Fault.NO_WORDS)
    return question
