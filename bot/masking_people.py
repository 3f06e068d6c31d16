"""The words of a text, and the runs of them that may be people's names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.masking_health import is_role
from bot.masking_names import is_given_name, is_only_a_name, is_particle, is_surname, may_be_a_name

_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_SENTENCE_ENDS = re.compile(r"[.!?;]\s|\n\s*\n")
_LONGEST = 5
_LONGEST_GIVEN = 4
_TWO = 2


class Word(NamedTuple):
    """One word, where it stands, and what is written between the word before and it."""

    text: str
    start: int
    gap: str

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)

    @property
    def low(self) -> str:
        """The word in lower case."""
        return self.text.lower()

    @property
    def bare(self) -> str:
        """The word in lower case without its genitive."""
        return self.low.removesuffix("s").removesuffix("'")

    @property
    def begins_a_sentence(self) -> bool:
        """Whether a sentence ends before it."""
        return bool(_SENTENCE_ENDS.search(self.gap))


@dataclass(frozen=True, slots=True)
class Name:
    """A run of words that may be a person's name; surely one when it holds a common given name."""

    first: int
    last: int
    sure: bool


def words_of(text: str) -> list[Word]:
    """Every word, in order."""
    found: list[Word] = []
    end = 0
    for match in _WORD.finditer(text):
        found.append(Word(match[0], match.start(), text[end : match.start()]))
        end = match.end()
    return found


def names_of(words: Sequence[Word]) -> list[Name]:
    """Every run of words that may be a person's name: two with capitals, one surname or one common given name."""
    found: list[Name] = []
    place = 0
    while place < len(words):
        # Most words can begin no name, and a long message has hundreds of them.
        if not words[place].text[0].isupper() and not is_only_a_name(words[place].low):
            place += 1
            continue
        end = _end(words, place)
        name = _name(words, place, end)
        if name:
            found.append(name)
        place = max(end, name.last if name else 0, place + 1)
    return found


def _end(words: Sequence[Word], first: int) -> int:
    """Where a run of words that are written as a name ends."""
    last = first
    while last < min(len(words), first + _LONGEST) and _goes_on(words, first, last):
        last += 1
    while last > first and is_particle(words[last - 1].low) and not words[last - 1].text[0].isupper():
        last -= 1
    return last


def _goes_on(words: Sequence[Word], first: int, place: int) -> bool:
    word = words[place]
    if not (may_be_a_name(word.text) or (place > first and is_particle(word.text))) or is_role(word.low):
        return False
    if place == first:
        return True
    broken = word.gap == "\n" and place == first + 1
    initial = word.gap == ". " and len(words[place - 1].text) == 1
    return word.gap == " " or broken or initial


def _name(words: Sequence[Word], first: int, last: int) -> Name | None:
    if last == first:
        return _small_name(words, first)
    given = next((place for place in range(first, last) if is_given_name(words[place].text)), None)
    if given is None:
        return Name(first, last, sure=False) if last - first >= _TWO or is_surname(words[first].text) else None
    if given + 1 == last and _is_a_house(words[last - 1 : last + 1]):
        return None
    return Name(given, min(last, given + _LONGEST_GIVEN), sure=True)


def _is_a_house(words: Sequence[Word]) -> bool:
    """Whether a given name is the beginning of a longer name that is no person's: "Elsa Science"."""
    return any(word.gap == " " and word.text[0].isupper() and word.text[1:].islower() for word in words[1:])


def _small_name(words: Sequence[Word], first: int) -> Name | None:
    """A name without its capitals: a word that is nothing but a given name, and the surname after it."""
    if not is_only_a_name(words[first].low):
        return None
    last = first + 1
    while last < min(len(words), first + _LONGEST_GIVEN) and words[last].gap == " " and _is_small_part(words[last].low):
        last += 1
    return Name(first, last, sure=True)


def _is_small_part(word: str) -> bool:
    return is_surname(word) or is_only_a_name(word)
