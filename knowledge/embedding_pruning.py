"""Leaves out what a Swedish and English service never reads: pieces of words in other scripts.

More than half of the multilingual vocabulary (130,000 of 250,000 pieces) is of scripts that no page here is written
in; a tokenizer needs memory for each of them. Latin and Greek stay, so that α, β and µ keep their meaning.
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from functools import cache

from knowledge.embedding_source import Source
from knowledge.embedding_tokenizer import Vocabulary

_SCRIPTS = ("LATIN", "GREEK", "MICRO", "MODIFIER", "COMBINING", "FEMININE", "MASCULINE", "OHM", "ANGSTROM", "KELVIN")


def pruned(source: Source) -> Source:
    """The same model with fewer pieces; the special ones stay, in their order."""
    vocabulary = source.vocabulary
    kept = [place for place, piece in enumerate(vocabulary.pieces) if all(map(_is_read, piece))]
    number = {place: new for new, place in enumerate(kept)}
    words = source.tensors["emb.word"].reshape(-1, source.shape.hidden)
    smaller = Vocabulary(
        [vocabulary.pieces[place] for place in kept],
        [vocabulary.scores[place] for place in kept],
        number[vocabulary.begin],
        number[vocabulary.end],
        number[vocabulary.padding],
        number[vocabulary.unknown],
        vocabulary.replacements,
    )
    return replace(
        source,
        shape=replace(source.shape, vocabulary=len(kept)),
        vocabulary=smaller,
        tensors=source.tensors | {"emb.word": words[kept].reshape(-1)},
    )


@cache
def _is_read(sign: str) -> bool:
    """Whether a sign is no letter, mark or digit of another script."""
    if unicodedata.category(sign)[0] not in "LMN":
        return True
    return sign.isascii() or unicodedata.name(sign, "").startswith(_SCRIPTS) or sign in "²³¹¼½¾⁰⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉"
