"""Which of our languages somebody would rather read."""

from __future__ import annotations

from knowledge.vocabulary import Language


def accepted_language(header: str) -> Language:
    """The language of ours that an Accept-Language header likes best; Swedish if neither."""
    liked = [(_liking(part), part[:2].lower()) for part in header.replace(" ", "").split(",")]
    ours = [(liking, code) for liking, code in liked if code in set(Language) and liking > 0]
    return Language(max(ours, key=lambda one: one[0])[1]) if ours else Language.SV


def _liking(part: str) -> float:
    _, _, weight = part.partition(";q=")
    try:
        return float(weight or 1)
    except ValueError:
        return 0.0
