"""Reads the words by which a turn points back: details asked for, corrections and requests for a language."""

from __future__ import annotations

import re
from difflib import get_close_matches
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot.mentions import fold
from knowledge.lexicon import STOP_WORDS
from knowledge.vocabulary import Language, SupportKind

TOKEN = re.compile(r"[^\W_]+(?:['.-][^\W_]+)*")
_LONG_ENOUGH = 5
_LONGEST = 400
_LIKE_ENOUGH = 0.82


class About(StrEnum):
    """Which detail of what was suggested is asked for."""

    DOCUMENTS = "documents"
    ELIGIBILITY = "eligibility"
    TIME = "time"
    COST = "cost"
    CONTACT = "contact"
    HOW_TO_APPLY = "how_to_apply"
    MORE = "more"


def _phrase(written: str) -> str:
    """A pattern for one phrase: `a/b` is either word, `a?` may be left out, `a*` takes any ending."""
    pattern = ""
    for number, slot in enumerate(fold(written).split()):
        words = "|".join(re.escape(word).replace(r"\*", r"\w*") for word in slot.rstrip("?").split("/"))
        gap = r"\s+" if number else ""
        pattern += f"(?:{gap}(?:{words}))" + ("?" if slot.endswith("?") else "")
    return pattern


def _any(phrases: dict[str, list[str]]) -> str:
    written = [_phrase(phrase) for language in Language for phrase in phrases[language]]
    return f"(?:{'|'.join(written)})"


def _pattern(phrases: dict[str, list[str]]) -> re.Pattern[str]:
    return re.compile(rf"\b{_any(phrases)}(?!\w)")


def _words(section: dict[str, str]) -> set[str]:
    return {fold(word) for language in Language for word in section[language].split()}


_LISTS: dict[str, Any] = yaml.load(Path(__file__).with_suffix(".yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)

DETAILS: dict[About, re.Pattern[str]] = {About(name): _pattern(words) for name, words in _LISTS["details"].items()}
MORE, OTHERS, SCRAP, STATING = (_pattern(_LISTS[name]) for name in ("more", "others", "scrap", "stating"))
ELLIPTIC = re.compile(rf"^\W*{_any(_LISTS['elliptic'])}(?!\w)")
INSTEAD = re.compile(rf"(?:\b{_any(_LISTS['instead'])}(?!\w)|^\s*(?:nej|no|nope)\b)")
ASKING = re.compile(rf"(?:\?|\b{_any(_LISTS['asking'])}(?!\w))")
# What is ordered, not told.
COMMANDS = re.compile(
    r"^\W*(?:(?:nej|no|ok|okej|please),? )?"
    r"(?:skriv|ge mig|visa mig|write|give me|print|ignore|ignorera|strunta|glom|forget)\b"
)
# Who is asked back and cannot choose.
LEAVES_IT = re.compile(
    r"\b(?:vet (?:inte|ej)|ingen aning|spelar ingen roll|vilket som|vilken som|vad som helst|vad brukar"
    r"|vad rekommenderar|vad tycker ni|alla alternativ|(?:do not|don't) know|no idea|not sure|doesn't matter"
    r"|does not matter|any kind"
    r"|whatever|what do you recommend|what would you|either is fine|no preference)\b"
    r"|^\W*(?:bada|both|any|either|alla)\W*$"
)
WHICH = re.compile(
    r"(?:\b(?:den|det|nummer|alternativ|forslag|the|option|number)\s+|\b(?:no|nr)\.?\s?(?=[123]\b)|#(?=[123]\b)"
    r"|^\W*(?=[123](?:\W+(?:please|tack|tack!|tack\.)|\W*$|,))|\b(?:compare|jamfor|between|mellan)\s+(?=[123]\b)"
    r"|(?<=[123] )(?:and|och)\s+(?=[123]\b))"
    r"(?P<nth>forsta|first|1|andra|second|2|tredje|third|3|sista|last)"
    r"(?:\s+(?:one|option|suggestion|alternativet|forslaget|tjansten|traffen))?\b"
)
NTH = {"forsta": 0, "first": 0, "1": 0, "andra": 1, "second": 1, "2": 1, "tredje": 2, "third": 2, "3": 2}
LANGUAGES = {"svenska": Language.SV, "swedish": Language.SV, "engelska": Language.EN, "english": Language.EN}

_AROUND = rf"(?:{_any(_LISTS['around_language'])}\s+)*"
LANGUAGE_REQUEST = re.compile(
    rf"(?:^|(?<=[.!?,;:\n(]))\s*{_AROUND}(?:{_any(_LISTS['answering'])}\s+)?{_AROUND}(?:(?:in|pa|till|to|into)\s+)?"
    rf"(?P<language>{'|'.join(LANGUAGES)})(?:\s*,?\s*{_any(_LISTS['polite'])})*\s*(?=[.!?,;:)\n]|$)[.!?,;:)]*"
)

COURTESY = _words(_LISTS["courtesy"])
_CLOSING = _words(_LISTS["closing"])
_THANKS = _words(_LISTS["thanks"])
KNOWN = _words(_LISTS["neutral"]) | COURTESY | {fold(word) for one in Language for word in STOP_WORDS[one]}
ANSWERS = {word: SupportKind(kind) for kind, section in _LISTS["answers"].items() for word in _words(section)}
_SPELT = {fold(word): word for language in Language for word in _LISTS["spelt"][language].split()}
_SPELT_BY_LETTER = {letter: [word for word in _SPELT if word[0] == letter] for letter in {word[0] for word in _SPELT}}
_NO_TYPOS = KNOWN | _SPELT.keys() | _words(_LISTS["no_typos"])


def mended(text: str, known: frozenset[str] = frozenset()) -> str:
    """A text with the typos in its pointing words and places mended; words that are known stay."""
    return TOKEN.sub(lambda word: _mended(word[0], known), text)


def language_wanted(question: str) -> tuple[str, Language | None]:
    """A question without its request for a language, and that language; a long one has it at its end."""
    begun = max(0, len(question) - _LONGEST)
    readable = mended(question[begun:])
    match = LANGUAGE_REQUEST.search(fold(readable))
    if not match:
        return question, None
    rest = question[:begun] + readable[: match.start()] + readable[match.end() :]
    return rest.strip(" ,;"), LANGUAGES[match["language"]]


def is_courtesy(text: str) -> bool:
    """Whether a text greets, thanks or takes leave and says nothing else."""
    said = TOKEN.findall(fold(text))
    return all(word in COURTESY or word in _CLOSING for word in said) and (not said or not COURTESY.isdisjoint(said))


def is_thanks(text: str) -> bool:
    """Whether a text thanks and says nothing else."""
    return is_courtesy(text) and not _THANKS.isdisjoint(TOKEN.findall(fold(text)))


def _mended(word: str, known: frozenset[str]) -> str:
    folded = fold(word)
    if len(folded) < _LONG_ENOUGH or folded in _NO_TYPOS or folded in known:
        return word
    if any(pattern.fullmatch(folded) for pattern in DETAILS.values()):
        return word
    return _nearest(folded) or word


@lru_cache(maxsize=4_096)
def _nearest(folded: str) -> str | None:
    near = get_close_matches(folded, _SPELT_BY_LETTER.get(folded[0], ()), 1, _LIKE_ENOUGH)
    return _SPELT[near[0]] if near else None
