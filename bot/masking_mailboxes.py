"""Knows the mail addresses of people from those of functions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.masking_names import is_given_name, is_surname
from bot.masking_text import Found, Personal

_ADDRESS = re.compile(
    r"(?<![\w.%+-])(?P<box>[\w.%+-]++)(?:@|\s?[(\[]\s?(?:at|snabel-?a)\s?[)\]]\s?|\s@\s)(?P<house>[\w-]++(?:\.[\w-]++)+)",
    re.IGNORECASE,
)
_PARTS = re.compile(r"[\W_\d]+")
_FOR_EVERYONE = re.compile(
    r"gmail|googlemail|hotmail|outlook|live|msn|yahoo|ymail|icloud|me|mac|aol|gmx|proton|protonmail|pm|tutanota|fastmail"
    r"|telia|comhem|bredband|bredband2|tele2|spray|swipnet|hey|zoho|yandex|qq"
)
_FUNCTION = re.compile(
    r"(?:info|it|hr|ir|bd|qa|ra|pr|hej|hello|jobb?s?|lab|labb|labbet|team|post|mail|epost|press|media|news|event|events|sme|vat)"
    r"|.*(?:kontakt|contact|support|service|tjanst|registrator|registry|diari|recept|vaxel|kansli|office|admin|ekonomi"
    r"|economy|finan|faktur|invoice|billing|account|order|sales|forsalj|inkop|procure|upphandl|market|marknad|nyhet"
    r"|newsletter|career|rekryt|recruit|bokning|booking|webmaster|postmaster|abuse|security|privacy|gdpr|dataskydd"
    r"|legal|juridik|noreply|reply|helpdesk|hjalp|kvalitet|quality|regulat|klinisk|clinical|studie|study|trial|provning"
    r"|research|forskning|innovation|inkubator|incubator|invest|fund|grant|bidrag|ansok|applica|partner|business"
    r"|affarsutv|projekt|project|biobank|management|enquir|inquir|question|fragor|utbildning|education|library|bibliotek"
    r"|radet|verket|region|kommun|centr|center).*"
)


def addresses(text: str) -> Iterator[Found]:
    """Where the mail addresses of people stand.

    An address is a function's when its name says so (info@, registrator@, innovation.stockholm@) or is the house's own
    (vinnova@vinnova.se), it holds no person's name, and it does not lie at a mail service for everyone.
    """
    for match in _ADDRESS.finditer(text):
        if match["house"][-1].isalpha() and not _is_function(match["box"].lower(), match["house"].lower()):
            yield Found(match.start(), match.end(), Personal.EMAIL)


def _is_function(box: str, house: str) -> bool:
    first, _, _ = house.partition(".")
    parts = [part for part in _PARTS.split(box) if part]
    if _FOR_EVERYONE.fullmatch(first) or any(is_given_name(part) or is_surname(part) for part in parts):
        return False
    return box == first or any(_FUNCTION.fullmatch(part) for part in parts)
