"""Chooses the language to answer in."""

from __future__ import annotations

from knowledge.language import likelier_language
from knowledge.lexicon import STOP_WORDS, words
from knowledge.vocabulary import Language

_FEW = 3


def language_of(text: str, page: Language, chosen: Language | None = None) -> Language:
    """The language to answer in: the person's choice, else the text's, else the page's.

    One or two words do not say enough, unless a Swedish letter is among them.
    """
    if chosen is not None:
        return chosen
    said = words(text)
    if len(said) < _FEW and not any(sign in text.lower() for sign in "åäö"):
        return page
    everyday = {language: sum(word in STOP_WORDS[language] for word in said) for language in Language}
    if abs(everyday[Language.SV] - everyday[Language.EN]) > max(2, len(said) // 4):
        return max(Language, key=lambda language: everyday[language])
    return likelier_language(text)
