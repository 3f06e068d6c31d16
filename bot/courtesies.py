"""Leaves out what says nothing of a need: greetings and thanks, who asks and whom to ask. It lies near small talk."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from bot.follow_words import is_courtesy
from bot.mentions import blanked, mentions
from bot.pieces import asks_for_whom
from bot.sentences import sentences
from knowledge.lexicon import stems
from knowledge.vocabulary import Audience, Bilingual, Language, Place, Stage, SupportKind

_REMEMBERED = 512
# Where thanks and a name may stand: to look for them between thousands of line breaks would take seconds.
_LAST = 200

_GREETING = re.compile(
    r"\s*(?:(?:hej(?:san)?|hallå|tja|tjena|hello|hi|hey|greetings"
    r"|god (?:morgon|förmiddag|dag|eftermiddag|kväll)|good (?:morning|day|afternoon|evening)"
    r"|till den det berör|to whom it may concern)"
    r"(?: (?:alla|igen|på er|there|all|again|everyone|team))?(?:\s*[,!.:;]|\s+[-–—]|)|dear(?: \w+){1,3},)\s+",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"\s*(?:(?:(?:jag|vi|i|we) )?(?:hoppas|hope)(?: att| that)? (?:allt|ni|du|all|everything|you) (?:är|mår|is|are)"
    r" (?:bra|väl|well|fine|good)|jag (?:undrar|har) en (?:sak|(?:snabb )?fråga)|en (?:snabb |kort )?fråga(?: bara)?"
    r"|(?:i have a |just a |a )?(?:quick |short )?question|(?:may|can|could) i ask (?:you )?(?:something|a question))"
    r"\s*[,.!?:]\s+",
    re.IGNORECASE,
)
_THANKS = re.compile(
    r"(?:^|(?<=[.!?,])\s+|\n)(?:(?:stort|många|tusen|many) )?(?:tack|tacksam|thanks|thank you|thx|cheers|grateful)"
    r"(?: (?:så mycket|på förhand|för (?:svar|svaret|hjälp|hjälpen|tips|all hjälp)"
    r"|in advance|so much|very much|a lot|for (?:your|any|the|all) (?:help|time|advice|reply|answer|tips)))*"
    r"\s*[.!,]*(?:\s*[:;]-?\))?\s*$",
    re.IGNORECASE,
)
_NAME = r"(?-i:[A-ZÅÄÖ])[\w.-]*"
_SIGNED = re.compile(
    r"(?:\s+mvh[,.!]?|(?:(?<=[.!?,])\s+|\n\s*)"
    r"(?:(?:m\.v\.h\.?|(?:med )?vänliga? hälsning(?:ar)?|(?:bästa |många )?hälsningar|hälsar"
    r"|(?:best|kind|warm)(?: regards| wishes)|regards|sincerely|yours(?: sincerely)?|all the best)[,.!]?|best,|/))"
    rf"(?:\s*{_NAME}(?: {_NAME})?)?\s*$",
    re.IGNORECASE,
)
# What a sentence may say of who asks, beside a place and such, and of asking.
_WHO = Bilingual(
    "bolag företag startup start-up person anställda litet liten små ny nytt ung team grundare två tre fyra fem "
    "kontaktar frågar vända ringa pratar börja hjälper",
    "company startup start-up start up person people employee small new young team founder two three four five we're "
    "contact ask call talk turn start help tip",
)


def without_courtesies(text: str) -> str:
    """The message without them; whole where it says nothing else."""
    kept = text
    for pattern in (_GREETING, _OPENING):
        if begun := pattern.match(kept):
            kept = kept[begun.end() :]
    ended = None
    while ended != kept:
        ended = kept
        for pattern in (_SIGNED, _THANKS):
            kept = kept[:-_LAST] + pattern.sub("", kept[-_LAST:])
    kept = kept.strip()
    return text if is_courtesy(kept) else kept


def telling(text: str, language: Language) -> str:
    """The sentences that may tell something of a need: not those that only say who asks or ask whom to turn to.

    All of them where nothing else is said.
    """
    return "".join(one for one in sentences(text) if _tells(one, language)).strip() or text


@lru_cache(maxsize=_REMEMBERED)
def _tells(sentence: str, language: Language) -> bool:
    named = mentions(sentence, language)
    if any(isinstance(one.value, SupportKind) for one in named):
        return True
    beside = blanked(
        sentence, [(one.start, one.end) for one in named if isinstance(one.value, Place | Audience | Stage)]
    )
    said = [stem for stem in stems(beside, language) if not stem.isdigit()]
    if not said and beside == sentence:
        return not asks_for_whom(sentence)
    return not _who(language).issuperset(said)


@cache
def _who(language: Language) -> frozenset[str]:
    return frozenset(stems(_WHO.in_(language), language))
