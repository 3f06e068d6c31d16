"""Tells how a company stands to somebody whom it names: refused by them, not wanting them, or at home with them."""

from __future__ import annotations

import re
from functools import lru_cache

# The words before and after the name of somebody who is not wanted, or does not want; without signs, in small letters.
_NOT = re.compile(
    r"\b(?:inte|ej|not|förutom|utöver|besides|except|excluding|apart from|other than|annat än|andra än|annan än"
    r"|instead of|i stället för|istället för|(?:nej|avslag|nobbade?s?) (?:från|av|hos)|(?:a )?no from"
    r"|(?:rejected|declined|refused|turned down) by"
    r"|(?:didn|did|couldn|could) (?:t|not) get (?:in|into)(?: to)?|(?:inte|ej) in (?:på|hos|i|till))"
    r"(?: (?:på|via|hos|till|från|av|the|to|from|with|med|just|bara)){0,2} $"
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
_AT_WORK = (
    r"\b(?:forsk\w*|researchers?|scientists?|post-?do[ck]\w*|doktorand\w*|phd(?: students?)?|professor|docent|lektor"
    r"|lecturer"
    r"|students?|studerar|pluggar|läser|study|studying|anställd\w*|jobbar|works?|spin\w* (?:out|off)|avknopp\w*"
    r"|läkare|kirurg|sjuksköterska|ssk|barnmorska|doctor|surgeon|physician|nurse|midwife"
    r"|i'm|i m|i am|we're|we re|we are|jag är|vi är)"
    r"(?: (?:of|out|här|here|\w+)){0,2} (?:at|vid|på|från|from|of|out of|ur|i)"
)
_REFUSAL = re.compile(
    r"\b(?:inte|ej|not|nej|no|avslag|nobbad\w*|förutom|utöver|besides|except|excluding|apart|other than|än|instead"
    r"|stället|istället|full\w*|no capacity|tar|reject\w*|declin\w*|refus\w*|turned|didn|couldn)\b"
)


def may_refuse(text: str) -> bool:
    """Whether a text says no of anything; quick to tell."""
    return bool(_REFUSAL.search(text.lower().replace("'", " ")))


def is_refused(name: str, sentence: str) -> bool:
    """Whether a sentence, in small letters without signs, says of a name that it is not wanted, or has said no."""
    if not _REFUSAL.search(sentence):
        return False
    places = re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", sentence)
    return any(_NOT.search(sentence[: one.start()]) or _SAID_NO.match(sentence, one.end()) for one in places)


def is_home(name: str, sentence: str) -> bool:
    """Whether a sentence says that somebody studies or works there: "forskare vid", "postdoc at"."""
    return bool(_at_work(name).search(sentence))


@lru_cache(maxsize=1_024)
def _at_work(name: str) -> re.Pattern[str]:
    return re.compile(rf"{_AT_WORK}(?: the)? {re.escape(name)}(?!\w)")
