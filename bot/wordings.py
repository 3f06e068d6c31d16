"""Kinds of support that a turn of phrase names where no fixed words do; all patterns read folded text."""

from __future__ import annotations

import re
from functools import cache

from bot.countries import country_words
from bot.mentions import fold, mentions
from knowledge.vocabulary import Language, Place, SupportKind

MONEY = (SupportKind.GRANT, SupportKind.LOAN, SupportKind.EQUITY)

_AMOUNT = (
    r"(?:about |around |up to |cirka |ca |runt |upp till )?(?:sek|eur|usd|kr|€|\$)? ?\d[\d .,-]*\s?"
    r"(?:k|m|mn|mkr|msek|meur|mnkr|tkr|sek|kr|kronor|million\w*|miljon\w*|euros?|eur|m ?€)\b"
)
_FUNDS = re.compile(
    r"\b(?:pengar|finansier\w*|finansiar\w*|medel|money|fund(?:s|ing|ed)?|financ(?:e|es|ing|ed)|cash)\b"
    rf"|^\W*(?:(?:och|and|samt|behover|need|soker|about) )*{_AMOUNT}\W*$"
    r"|\b(?:betalar?|pays?|paying) (?:for|\w*validering\w*|\w*studie\w*|\w*test\w*|det)"
)
# "Is our app a medical device?", not "is there a test bed for medical devices?"
_IS_A_DEVICE = re.compile(
    r"\b(?:is|are|ar|blir|raknas)\s+(?:a|an|our|my|the|this|it|en|ett|var|vart|min|mitt|den)\s[^.?!]{0,60}"
    r"\b(?:a\s+|an?\s+[\w-]+\s+|en\s+)?(?:medical device|medicinteknisk produkt|medicinteknik)\b"
)
_THERE = r"[,.]?(?: (?:i|in|nara|near|vid|at|around))? \w+\W*$"
_WHERE = {
    # A few words that say no more than where: in longer ones a lab or an office may be what somebody has.
    SupportKind.LAB_SPACE: re.compile(rf"^\W*(?:an? |ett? )?labb?(?: (?:space|plats|bench))?{_THERE}"),
    SupportKind.PREMISES: re.compile(rf"^\W*(?:an? |ett? )?(?:office|kontor|desks?)(?: space)?{_THERE}"),
}
_WORDED = {
    SupportKind.REGULATORY: _IS_A_DEVICE,
    SupportKind.GRANT: re.compile(
        r"\b(?:not|without|non|\w+n't|utan|inte|icke|slippa)\W+(?:att )?(?:dilut\w*|utspad\w*|spada\w* ut)"
    ),
    SupportKind.EQUITY: re.compile(rf"\b(?:rais(?:e|es|ing)|ta in|tar in|resa|investerar?) (?:en |a )?{_AMOUNT}"),
}
_SELLS = (
    r"(?:sell\w*|sales|customers?|pharmac(?:y|ies)|market|launch\w*|distribut\w*|resellers?|expand\w*|next|go to"
    r"|get into|salj\w*|kund(?:er)?|apotek\w*|marknad\w*|lanser\w*|aterforsaljare|expander\w*|ta oss|vill(?: vi)?"
    r"|ut i|in i)"
)


def kinds_worded(text: str) -> tuple[SupportKind, ...]:
    """What a text asks for by how it is put."""
    folded = fold(text)
    abroad = (SupportKind.EXPORT,) if _sells_abroad().search(folded) else ()
    there = _WHERE if _names_a_place(text) else {}
    return (*(kind for kind, pattern in [*_WORDED.items(), *there.items()] if pattern.search(folded)), *abroad)


def _names_a_place(text: str) -> bool:
    return any(isinstance(one.value, Place) for language in Language for one in mentions(text, language))


def asks_for_money(text: str) -> bool:
    """Whether a text speaks of money, of whatever kind."""
    return bool(_FUNDS.search(fold(text)))


def asks_if_device(text: str) -> bool:
    """Whether a text asks if something is a medical device."""
    return bool(_IS_A_DEVICE.search(fold(text)))


@cache
def _sells_abroad() -> re.Pattern[str]:
    where = "|".join(re.escape(name) for name in sorted(country_words(), key=len, reverse=True))
    return re.compile(rf"\b{_SELLS}\b[^.?!;:]{{0,40}}?(?:\b(?:in|i|to|till|into|is)\s+)(?:the )?(?:{where})\b")
