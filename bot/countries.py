"""Knows which country a company says that it comes from; countries it wants to sell to are another thing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from babel import Locale

from bot.figures import Figure
from bot.mentions import fold
from knowledge.vocabulary import Bilingual, Language

# Babel names the countries, not what comes from them.
_ADJECTIVES = """
SE svensk swedish;DK dansk danish;NO norsk norwegian;FI finsk finlandsk finnish;IS islandsk icelandic;DE tysk german
FR fransk french;GB brittisk engelsk skotsk british uk scottish;US amerikansk american us u.s.;CH schweizisk swiss
NL nederlandsk hollandsk dutch;BE belgisk belgian;AT osterrikisk austrian
IE irlandsk irlandisk irish;IT italiensk italian
ES spansk spanish;PT portugisisk portuguese;PL polsk polish;CZ tjeckisk czech;EE estnisk estonian;LV lettisk latvian
LT litauisk lithuanian;CN kinesisk chinese;JP japansk japanese;KR koreansk sydkoreansk korean;IN indisk indian
IL israelisk israeli;CA kanadensisk canadian;AU australisk australian;TR turkisk turkish;UA ukrainsk ukrainian
"""
_OTHER_NAMES = {
    "usa": "US", "the us": "US", "u.s": "US", "uk": "GB", "england": "GB", "skottland": "GB", "scotland": "GB",
    "holland": "NL", "the netherlands": "NL", "czech republic": "CZ", "turkey": "TR",
}  # fmt: skip
_NO_COUNTRIES = {"EU", "EZ", "UN", "XA", "XB", "ZZ"}
_FIRM = r"(?:\w*(?:bolag|foretag)|startup|start-up|company|firm|sme|business|(?:medtech|biotech|pharma)-?\w*)"
_NOT_WANTING = r"(?:(?!look|seek|soker|letar|need|behover|vill|want|export|sell|salj)[^\s.!?;]+\s+){0,5}?"
_WE_ARE = r"(?:^|[.!?]\s+|\b(?:vi ar|vi e|we are|we're|jag driver|i run|som|as|inte|not)\s+)"


def countries(text: str) -> Iterator[Figure]:
    """The countries that a company says it comes from, as two letters."""
    folded = fold(text)
    names, adjectives = _names(), _adjectives()
    for match in _from_where().finditer(folded):
        yield Figure(names[match["country"]], *match.span("said"))
    for match in _of_where().finditer(folded):
        yield Figure(adjectives[match["country"]], *match.span("said"))


@cache
def _from_where() -> re.Pattern[str]:
    subject = r"\b(?:vi|we|we're|vart \w+|our \w+|bolaget|foretaget|the company|company|startup|start-up)\s+"
    place = (
        r"(?:fran|from|(?:based|headquartered|registered|are|is) in"
        r"|(?:baserad[et]?|sitter|registrera(?:d|t|de)|ar|finns) i)"
    )
    return re.compile(rf"{subject}{_NOT_WANTING}{place}\s+(?:\w+ (?:i|in)\s+)?{_any(_names())}\b")


@cache
def _of_where() -> re.Pattern[str]:
    small = r"(?:(?:ett|en|a|an|litet|small|young|ungt|privat|nystartat|noterat|listed)\s+){0,3}"
    firm = rf"(?:(?!partner|kund|customer)[\w-]+\s+){{0,2}}?{_FIRM}\b"
    return re.compile(rf"{_WE_ARE}{small}{_any(_adjectives(), '(?:t|a)?')}\s+{firm}")


def _any(names: dict[str, str], ending: str = "") -> str:
    longest_first = sorted(names, key=len, reverse=True)
    return f"(?P<said>(?P<country>{'|'.join(map(re.escape, longest_first))}){ending})"


@cache
def country_names() -> dict[str, Bilingual]:
    """Every country by its two letters."""
    sv, en = ({str(code): name for code, name in Locale(one.value).territories.items()} for one in Language)
    codes = (code for code in en if len(code) == len("SE") and code.isalpha() and code not in _NO_COUNTRIES)
    return {code: Bilingual(sv.get(code, en[code]), en[code]) for code in codes}


def country_words() -> list[str]:
    """What every country but Sweden is called, folded."""
    return [name for name, code in _names().items() if code != "SE"]


@cache
def _names() -> dict[str, str]:
    named = {fold(name.in_(language)): code for language in Language for code, name in country_names().items()}
    return named | _OTHER_NAMES


@cache
def _adjectives() -> dict[str, str]:
    rows = (row.split() for row in re.split(r"[;\n]", _ADJECTIVES.strip()))
    return {word: code for code, *words in rows for word in words}
