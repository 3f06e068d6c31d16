"""Tells Swedish from English."""

from __future__ import annotations

from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from knowledge.vocabulary import Language


def likelier_language(text: str) -> Language:
    """Which of the two languages a text is more likely written in; two words or fewer tell little."""
    return Language(_identifier().classify(text)[0])


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages([language.value for language in Language])
    return identifier
