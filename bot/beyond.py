"""Tells by its words what the service is not for: other trades than life science, and texts to be written."""

from __future__ import annotations

import re

# Not "in a garage" or "sold to a gym": somebody's own, or what is wanted for it.
_OWN = (
    r"(?:vårt?|mitt?|hans|hennes|deras|öppna\w*|starta\w*|driv\w*|(?:lokal\w*|lån|tillstånd)\s+(?:till|för)"
    r"|our|my|his|her|their|open\w*|run\w*|start\w*|(?:premises|loan|permit)s?\s+for)"
)
# "An app for hairdressers" is a product.
_NO_TIE = r"(?!(?:för|till|åt|med|som|hos|for|to|of|with|that|at|near)\b)"
_TRADES = (
    r"bageri\w*|konditori\w*|restaurang\w*|caf[eé]\w*|kaf[eé]\w*|pizzeri\w*|pub(?:en)?|krog\w*|hotell\w*|gym(?:met)?"
    r"|frisör\w*|nagelsalong\w*|skönhetssalong\w*|blomsteraffär\w*|blomsterhandel\w*|klädbutik\w*|kiosk\w*"
    r"|bilverkstad\w*|taxi\w*|åkeri\w*|städfirma\w*|byggfirma\w*|målarfirma\w*|snickeri\w*|mäklarfirma\w*"
    r"|spelstudio\w*|baker(?:y|ies)|restaurants?|caf[eé]s?|pizza place|pub|bar|hotel|gym"
    r"|hair(?:dresser\w*| salon)|barber\w*|nail salon"
    r"|flor(?:ist\w*|al shop)|flower (?:shop|business)|clothes shop|car repair\w*|garage"
    r"|cleaning firm|building firm|estate agen\w*|game studio|tattoo\w*|food truck"
)
_ANOTHER_TRADE = re.compile(rf"\b{_OWN}\s+(?:{_NO_TIE}[\w-]+\s+){{0,2}}?(?:{_TRADES})\b(?!-)", re.IGNORECASE)
_TO_BE_WRITTEN = re.compile(
    r"\b(?:poem|limerick|haiku|sonnet|song|rap|joke|bedtime story|dikt|sång|rim|vits|saga"
    r"|essay|homework|(?:master'?s|bachelor'?s) thesis|[bc]-uppsats|uppsats|examensarbete|läxa)\b",
    re.IGNORECASE,
)


def is_for_another_trade(text: str) -> bool:
    """Whether somebody's bakery, salon or garage is spoken of."""
    return bool(_ANOTHER_TRADE.search(text))


def is_to_be_written(text: str) -> bool:
    """Whether a poem, a joke or a student's paper is spoken of."""
    return bool(_TO_BE_WRITTEN.search(text))
