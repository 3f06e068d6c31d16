"""Groups of digits in a text, and what is written around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

_DIGITS = re.compile(r"[0-9]+")
_MOST_GROUPS = 8
_LONGEST_GROUP = 15
# What is shorter is no number of a person or a phone, and what is written farther apart is not one number.
_FEWEST_DIGITS = 7
_FARTHEST = 4
_WINDOW = 40
_UNIT = re.compile(
    r"\s?(?:[%‰€$£]|(?:kr|kronor|sek|dkk|nok|eur|euros?|usd|gbp|dollars?|[mkt]kr|[mk]sek|[mk]eur|mn|miljon\w*|million\w*"
    r"|tusen|thousand|st|stycken|styck|prov|prover|samples?|patient(?:er|s)|personer|people|persons|celler|cells|liter"
    r"|litres?|ml|mg|kg|kvm|m2|anställda|employees|deltagare|participants|subjects|rader|rows|bilder|images|enheter"
    r"|units|records|poster|journaler)\b)",
    re.IGNORECASE,
)
_CURRENCY = re.compile(r"(?:\b(?:sek|eur|usd|gbp|kr)|[€$£])\s?$", re.IGNORECASE)
_NUMBERED = r"(?:nr|nummer|numret|number|no|id)"
_REFERENCE = re.compile(
    r"(?:\b(?:dnr|d\.nr|diarie\w*|ref|referens\w*|reference|ärende\w*|faktura\w*|invoice|batch\w*|lot|serie\w+|serial"
    r"|artikel\w*|art|katalog\w*|catalog(?:ue)?|cat|kat|order\w*|konto\w*|account|bankgiro|plusgiro|bg|pg|iban|clearing\w*"
    r"|gtin|ean|udi|udi-di|isbn|issn|sku|doi)\b"
    r"|\b(?:projekt|project|studie|study|case|produkt|product|protokolls?|protocol|avtals?|contract|application|ansöknings"
    rf"|sample|prov|kund|customer)[ -]?{_NUMBERED}\b)[\W_]{{0,3}}(?:{_NUMBERED}\b)?[\W_]{{0,3}}$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"[\w@#]$|\w[-.+]$|[^\W0-9]/$")
_DOI = re.compile(r"\b10\.[0-9]{4,9}/\S*$")


@dataclass(frozen=True, slots=True)
class Run:
    """Some neighbouring groups of digits, and the signs between them."""

    text: str
    start: int
    end: int
    groups: tuple[str, ...]
    between: tuple[str, ...]

    @property
    def digits(self) -> str:
        """All digits, joined."""
        return "".join(self.groups)

    @property
    def shape(self) -> tuple[int, ...]:
        """How long each group is."""
        return tuple(map(len, self.groups))

    @property
    def before(self) -> str:
        """What is written just before, in lower case."""
        return self.text[max(0, self.start - _WINDOW) : self.start].lower()

    @property
    def after(self) -> str:
        """What is written just after, in lower case."""
        return self.text[self.end : self.end + _WINDOW].lower()

    @property
    def begins(self) -> bool:
        """Whether no longer word, number or address goes on into it."""
        return not _GOES_ON.search(self.before) and not _DOI.search(self.before)

    @property
    def ends(self) -> bool:
        """Whether it goes on into no longer word or number."""
        return not re.match(r"\w|[-.+][0-9]", self.after)

    def is_amount(self) -> bool:
        """Whether a unit follows, or a currency goes before."""
        return bool(_UNIT.match(self.after) or _CURRENCY.search(self.before))

    def is_reference(self) -> bool:
        """Whether the words before say that it is the number of a thing."""
        return bool(_REFERENCE.search(self.before))


def places(text: str) -> list[tuple[int, int]]:
    """Where every group of digits stands."""
    return [match.span() for match in _DIGITS.finditer(text)]


def runs(text: str, spans: list[tuple[int, int]], first: int) -> Iterator[Run]:
    """The runs that begin with one group and may be a number, longest first."""
    near = spans[first : first + _MOST_GROUPS]
    if near[0][1] - near[0][0] > _LONGEST_GROUP:
        return
    apart = (place for place, (one, two) in enumerate(pairwise(near), 1) if two[0] - one[1] > _FARTHEST)
    near = near[: next(apart, None)]
    groups = tuple(text[start:end] for start, end in near)
    between = tuple(text[one[1] : two[0]] for one, two in pairwise(near))
    for length in range(len(near), 0, -1):
        if sum(map(len, groups[:length])) >= _FEWEST_DIGITS:
            yield Run(text, near[0][0], near[length - 1][1], groups[:length], between[: length - 1])
