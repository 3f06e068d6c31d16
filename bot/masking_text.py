"""A text as the recognisers of personal data read it, and what they find there."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

_BREAKS = {"Zl", "Zp", "Cc"}
_MINUS = "\u2212"
_NOTHING = "Cf"


class Personal(StrEnum):
    """The kinds of personal data that are masked."""

    PERSONAL_NUMBER = "personal_number"
    PHONE = "phone"
    EMAIL = "email"
    PATIENT = "patient"


@dataclass(frozen=True, slots=True)
class Found:
    """Where personal data of one kind stand."""

    start: int
    end: int
    kind: Personal


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in plain digits, spaces, hyphens and line breaks, and where each sign stood before."""

    text: str
    places: Sequence[int]

    def unfolded(self, found: Found) -> Found:
        """The same find in the text as it was written."""
        return Found(self.places[found.start], self.places[found.end - 1] + 1, found.kind)


def folded(text: str) -> Folded:
    """The text with every kind of space, dash, digit and width made plain; invisible signs are left out."""
    plain = {sign: _plain(sign) for sign in set(text)}
    if all(plain.values()):
        return Folded("".join(map(plain.__getitem__, text)), range(len(text)))
    places = [place for place, sign in enumerate(text) if plain[sign]]
    return Folded("".join(plain[text[place]] for place in places), places)


@lru_cache(maxsize=4_096)
def _plain(sign: str) -> str:
    kind = unicodedata.category(sign)
    composed = unicodedata.normalize("NFKC", sign)
    special = {
        "Zs": " ",
        "Pd": "-",
        "Nd": str(unicodedata.decimal(sign, 0)),
        _NOTHING: "",
        **dict.fromkeys(_BREAKS, "\n"),
    }
    if sign in "\t’":
        return {"\t": " ", "’": "'"}[sign]
    if sign == _MINUS:
        return "-"
    return special.get(kind, composed if len(composed) == 1 else sign)
