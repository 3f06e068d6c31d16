"""Tells by its words that somebody has made, found or thought of something, as nobody does who only asks for care."""

from __future__ import annotations

import re

# What patients, job seekers and idle talkers tell of themselves; makers and askers tell of themselves too.
PERSONAL = {"medical", "jobs", "chat"}
_MADE = re.compile(
    r"\b(?:uppf(?:innare|inning\w*|unnit|ann)|kommit på|hittat på|konstruerat|byggt|utvecklat|utvecklar|tagit fram"
    r"|designat"
    r"|upptäckt en|prototyp\w*|app-?idén?|affärsidé\w*"
    r"|(?:har|hade|fått|med) (?:en|ett) (?:[\w-]+ ){0,2}(?:idé|lösning|koncept|produkt)|min idé|vår idé|idén"
    r"|hittat (?:en|ett) (?:ny\w* )?(?:\w*markör|target|molekyl|substans|metod|protein|gen)\w*"
    r"|invent(?:ed|ion|or)\w*|prototypes?|(?:come|came) up with|built|developed|developing|designed"
    r"|(?:has|have|had|got|with) (?:an?|this) (?:[\w-]+ ){0,2}(?:ideas?|solution|concept|product)"
    r"|app idea|my idea|our idea"
    r"|(?:discovered|found|identified) (?:an?|the) (?:new |novel )?(?:bio)?"
    r"(?:marker|target|molecule|compound|method|protein|gene)\w*)\b",
    re.IGNORECASE,
)


_EMPLOYED = re.compile(
    r"\b(?:sjuksköterska|ssk|undersköterska|usk|läkare|överläkare|kirurg|barnmorska|fysio\w*|arbetsterapeut|forsk\w*|doktorand\w*"
    r"|post-?do[ck]\w*|student\w*|pluggar|läser|studerar|jobbar|anställd|nurse|doctor|surgeon|physician|midwife|physio\w*"
    r"|researcher|phd|study|work)\b[^.?!]{0,30}?\b(?:på|vid|at|i|in|inom|för|for)\s",
    re.IGNORECASE,
)


def has_somewhere_to_go(text: str) -> bool:
    """Whether somebody who has made something says where he or she works or studies, which has its own way in."""
    return has_made_something(text) and bool(_EMPLOYED.search(text))


def has_made_something(text: str) -> bool:
    """Whether a text speaks of an invention, an idea, a prototype or a finding of one's own."""
    return bool(_MADE.search(text))
