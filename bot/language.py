"""Tells Swedish from English."""

from __future__ import annotations

from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from knowledge.lexicon import STOP_WORDS, words
from knowledge.vocabulary import Language

_FEW = 3


def language_of(text: str, page: Language, chosen: Language | None = None) -> Language:
    """The language to answer in: the person's choice, else the text's, else the page's.

    One or two words do not say enough, unless they are everyday words of one language only.
    """
    if chosen is not None:
        return chosen
    said = words(text)
    everyday = {language: sum(word in STOP_WORDS[language] for word in said) for language in Language}
    if len(said) < _FEW and not any(sign in text.lower() for sign in "åäö"):
        return page
    if abs(everyday[Language.SV] - everyday[Language.EN]) > max(2, len(said) // 4):
        return max(Language, key=lambda language: everyday[language])
    return Language(_identifier().classify(text)[0])


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_pickled_model(MODEL_FILE)
    identifier.set_languages([language.value for language in Language])
    return identifier
