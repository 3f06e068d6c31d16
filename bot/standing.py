"""Tells how a company stands to somebody whom it names: refused by them, not wanting them, or at home with them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

# The words before and after the name of somebody who is not wanted, or does not want; without signs, in small letters.
_NOT = re.compile(
    r"\b(?:inte|ej|not|förutom|utöver|besides|except|excluding|apart from|other than|annat än|andra än|annan än"
    r"|instead of|i stället för|istället för|(?:nej|avslag|nobbade?s?) (?:från|av|hos)|(?:a )?no from"
    r"|(?:rejected|declined|refused|turned down) by"
    r"|(?:didn|did|couldn|could) (?:t|not) get (?:in|into)(?: to)?|(?:inte|ej) in (?:på|hos|i|till))"
    r"(?: (?:på|via|hos|till|från|av|the|to|from|with|med|just|bara)){0,2} $"
)
# Where somebody is not, or no longer: that refuses nobody.
_NOT_AT = re.compile(
    r"\b(?:är|jobbar|arbetar|sitter|forskar|am|m|are|re|work|working|based) (?:inte|ej|not)(?: längre| anymore)?"
    r" (?:på|vid|hos|i|at|with|from|in) $"
)
_SAID_NO = re.compile(
    r"(?: (?:they|de|dom|already|redan|have|has|har|just|tyvärr|invest|twice|två gånger)){0,3}"
    r" (?:sa(?:de|gt)?|said|says|tacka(?:de|t)|svarade?) (?:tyvärr )?(?:nej|no)\b"
    r"(?: (?:to|till|åt) (?:us|me|oss|mig))?"
    r"|(?: (?:they|de|dom|is|are|är|has|have|had|har|tyvärr|now|nu|ju)){0,3}"
    r" (?:full(?:t|bokad\w*)?|fully booked|no capacity|no room|ingen plats"
    r"|(?:not|inte) (?:interested|intressera(?:d|de))|tar inte (?:in|emot))\b"
    r"|(?: (?:they|de|dom|already|redan|have|has|har|just)){0,3}"
    r" (?:turned (?:us|me) down|reject(?:ed|s) (?:us|me)|declined|refused|avslog|nobbade)\b"
)
# "Karolinska's innovation people, and they told us to come back".
_OF_THEM = (
    r"(?: s)?(?:(?: \w+){0,2} (?:och|and|but|men) (?:they|de|dom)|(?: \w+)?(?: (?:they|de|dom))?)"
    r"(?: (?:already|redan|have|has|har|had|just|tyvärr|now|nu|bara|only))?"
)
_SENDS_AWAY = re.compile(
    rf"{_OF_THEM} (?:(?:told|asked|bad|ber|sa(?:de|gt)? (?:till|åt)) (?:us|me|oss|mig)(?: (?:to|att))?"
    r" (?:come back|wait|återkomma|komma tillbaka|vänta|look elsewhere|söka)"
    r"|(?:sa(?:de|gt)?|säger|svarar|svarade|skrev|said|says|told us|replied|wrote|answered)(?: (?:att|that))?"
    r"(?: (?:de|dom|they|it|det))?(?: \w+){0,2} (?:inte|not|t|no longer|never|aldrig|ej|cannot)"
    r"|(?:does|do|did|will|won|can|could|would|doesn|don|didn)(?: not| t|not) (?:take|invest|fund|help|accept|answer"
    r"|want|give|have|reply|do)"
    r"|(?:investerar|hjälper|finansierar|ger|gör|svarar|vill|kan|tar|kunde|ville|gav) (?:oss )?(?:inte|ej|aldrig)"
    r"|(?:hade|har|have|had|has) (?:inte|ingen|inga|not|no) (?:tid|time|plats|platser|room|capacity|kapacitet))\b"
)
_ADVICE = (
    r"\b(?:råd|rådgivning|svar|besked|hjälp|möte|prata|tala|träffa|kontakt|advice|guidance|answers?|help|meeting|talk"
    r"|speak)(?: \w+)? (?:av|från|hos|med|from|with|to|at|by)(?: the)? "
)
_ASKS, _ASKED_OF = re.compile(_ADVICE), re.compile(f"{_ADVICE}$")
_AT_WORK = (
    r"\b(?:(?:i|jag) (?:lead|leder|run|driver|head|teach|undervisar)(?: \w+){0,2}"
    r"|forsk\w*|researchers?|scientists?|post-?do[ck]\w*|doktorand\w*|phd(?: students?)?|professor|docent|lektor"
    r"|lecturer|students?"
    r"|studerar|pluggar|läser|(?:i|we) study|studying|anställd\w*|jobbar|works?|spin\w* (?:out|off)|avknopp\w*"
    r"|läkare|kirurg|sjuksköterska|ssk|barnmorska|doctor|surgeon|physician|nurse|midwife"
    r"|bytt|flyttat|moved|switched|changed|börjat|started"
    r"|i'm|i m|i am|we're|we re|we are|jag är|vi är)"
    r"(?: (?:of|out|här|here|\w+)){0,2} (?:at|vid|på|från|from|of|out of|ur|i|till|to)"
)
_CORRECTS = re.compile(
    r"^\W*(?:nej|no|sorry|förlåt|ursäkta|actually)\b|\b(?:skrev fel|jag menade|i meant?|i mean)\b", re.I
)
_REFUSAL = re.compile(
    r"\b(?:inte|ej|not|nej|no|avslag|nobbad\w*|förutom|utöver|besides|except|excluding|apart|other than|än|instead"
    r"|stället|istället|full\w*|no capacity|tar|reject\w*|declin\w*|refus\w*|turned|t|cannot|never|aldrig"
    r"|told|asked|bad|ber|sa|sade|sagt|ingen|inga)\b"
)


@dataclass(frozen=True, slots=True)
class Pointed:
    """What a turn points at by name: who is all that it asks about, who is named at all, who is refused, and where the
    writer is at home, and was said to be.
    """

    only: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()
    home: str = ""
    was_home: str = ""


NOBODY = Pointed()


def may_refuse(text: str) -> bool:
    """Whether a text says no of anything; quick to tell."""
    return bool(_REFUSAL.search(text.lower().replace("'", " ")))


def is_refused(name: str, sentence: str) -> bool:
    """Whether a sentence, in small letters without signs, says of a name that it is not wanted, or has said no."""
    if not _REFUSAL.search(sentence):
        return False
    places = re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", sentence)
    return any(
        (_NOT.search(sentence[: one.start()]) and not _NOT_AT.search(sentence[: one.start()]))
        or _SAID_NO.match(sentence, one.end())
        or _SENDS_AWAY.match(sentence, one.end())
        for one in places
    )


def may_ask(text: str) -> bool:
    """Whether a text asks for advice, an answer or a talk of anybody; quick to tell."""
    return bool(_ASKS.search(text.lower()))


def is_asked(name: str, sentence: str) -> bool:
    """Whether a sentence asks for advice, an answer or a talk from whom it names."""
    places = re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", sentence)
    return any(_ASKED_OF.search(sentence[: one.start()]) for one in places)


def corrects(sentence: str) -> bool:
    """Whether a sentence puts right what was said before it."""
    return bool(_CORRECTS.search(sentence))


def is_home(name: str, sentence: str) -> bool:
    """Whether a sentence says that somebody studies or works there: "forskare vid", "postdoc at"."""
    return bool(_at_work(name).search(sentence))


@lru_cache(maxsize=1_024)
def _at_work(name: str) -> re.Pattern[str]:
    return re.compile(rf"{_AT_WORK}(?: the)? {re.escape(name)}(?!\w)")
