"""Finds words in the catalogue's own texts, names before descriptions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.catalogue import Catalogue
from knowledge.models import Service
from knowledge.vocabulary import Bilingual

_AROUND = "\"'”“’.,;:!?()[]"


def service_depth(q: str, service: Service, catalogue: Catalogue) -> int | None:
    """How far down a service all words have been found: its name, who gives it, what it is."""
    return depth(q, service.name, catalogue.organization_of(service.id).name, service.description)


def depth(q: str, *texts: Bilingual) -> int | None:
    """How far down the texts all words have been found, each where a word begins; nothing if one is missing."""
    said = [f"{text.sv} {text.en}".casefold() for text in texts]
    found = [_first(word.strip(_AROUND) or word, said) for word in q.casefold().split()]
    places = [place for place in found if place is not None]
    return max(places, default=0) if len(places) == len(found) else None


def _first(word: str, texts: Sequence[str]) -> int | None:
    begun = re.compile(rf"(?<![^\W_]){re.escape(word)}")
    return next((place for place, text in enumerate(texts) if begun.search(text)), None)
