"""What a company has said about itself, with the words that said it; what it has not said stays unknown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from bot import figures
from bot.countries import countries
from bot.figures import Figure
from bot.mentions import Mention, denied_in, fold, mentions
from bot.patterns import pattern
from knowledge.vocabulary import Language, Place, Sector, Stage

Member = TypeVar("Member", bound=StrEnum)

# The pieces of a message are read again and again while it is taken apart.
_REMEMBERED = 64
_NEAR = 20
_COMES_FROM = re.compile(r"\b(?:from|fran)\s+$")
_WIDE = {Place.STOCKHOLM, Place.STOCKHOLM_COUNTY, Place.SWEDEN, Place.EU, Place.NORDICS, Place.WORLD}


class Fact(StrEnum):
    """What can be known of a company; each is the name of a field of its facts."""

    STAGE = "stage"
    TRL = "trl"
    SECTORS = "sectors"
    EMPLOYEES = "employees"
    AGE_YEARS = "age_years"
    TURNOVER_MSEK = "turnover_msek"
    LEGAL_FORM = "legal_form"
    PLACE = "place"
    COUNTRY = "country"
    AMOUNT_SEK = "amount_sek"
    DEVICE_CLASS = "device_class"
    DATA = "data"


class DataKind(StrEnum):
    """Kinds of data that ask for different permits and different doors."""

    RECORDS = "journaldata"
    REGISTRY = "registerdata"
    BIOBANK = "biobanksprov"
    GENOME = "genomdata"
    IMAGES = "bilddata"
    SENSOR = "sensordata"


@dataclass(frozen=True, slots=True)
class Said:
    """One thing said about the company: the value, the words that said it, and where they stand."""

    fact: Fact
    value: str | int
    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CompanyFacts:
    """What a company has said: `said` holds the words behind every value, `denied` what it has said is not so."""

    stage: Stage | None = None
    trl: int | None = None
    sectors: tuple[Sector, ...] = ()
    employees: int | None = None
    age_years: int | None = None
    turnover_msek: int | None = None
    legal_form: str | None = None
    place: Place | None = None
    country: str | None = None
    amount_sek: int | None = None
    device_class: str | None = None
    data: tuple[DataKind, ...] = ()
    said: tuple[Said, ...] = ()
    denied: tuple[Said, ...] = ()


_DATA = {
    DataKind.RECORDS: pattern(
        r"\b(?:journaldata|(?:patient)?journaler\w*|varddata|(?:health|medical|patient) records?|ehr)\b",
        *("journal", "varddata", "record", "ehr"),
    ),
    DataKind.REGISTRY: pattern(
        r"\b(?:register ?data|\w*kvalitetsregist\w+|registry data|(?:quality )?registr(?:y|ies))\b", "regist"
    ),
    DataKind.BIOBANK: pattern(
        r"\b(?:biobanks?prov\w*|(?:vavnads|blod)prov\w*|provsamling\w*|(?:tissue|blood|biobank\w*) samples?)\b",
        *("prov", "sample"),
    ),
    DataKind.GENOME: pattern(
        r"\b(?:genom(?:ik)?data|dna-data|(?:genetiska?|genom(?:e|ic)|genetic|sequenc\w+) data)\b", "data"
    ),
    DataKind.IMAGES: pattern(
        r"\b(?:bilddata|(?:rontgen|mr-|patologi)bild\w*|medicinska bilder|imaging data|medical images)\b",
        *("bild", "imaging", "images"),
    ),
    DataKind.SENSOR: pattern(r"\b(?:sensor ?data|matdata|wearable data)\b", "data"),
}
_HOUSE = re.compile(r"(?:'s|s)? (?:universit|school of|handels|konserthus)", re.IGNORECASE)
_REGION = re.compile(r"\bregion\s$", re.IGNORECASE)
_NOT_ONLY = re.compile(r"\b(?:inte|ej|not) (?:bara|enbart|endast|only|just|necessarily|nodvandigtvis)(?: (?:i|in))? $")
# "Läkemedelsverket" is no branch.
_AGENCY = re.compile(r"verkets?$", re.IGNORECASE)
_OWN = (
    r"\b(?:vi ar|ar|vart|har|svenskt|som|we are|we're|our|have|as)\s+"
    r"(?:(?:ett|a|an|svenskt|litet|privat|swedish|small|private)\s+)*"
)
_LEGAL_FORMS = {
    "aktiebolag": pattern(
        rf"{_OWN}(?P<form>aktiebolag|ab|limited(?: liability)? company)\b", "aktiebolag", "ab", "limited"
    ),
    "handelsbolag": pattern(rf"{_OWN}(?P<form>handelsbolag|hb)\b", "handelsbolag", "hb"),
    "enskild_firma": pattern(
        rf"{_OWN}(?:en\s+)?(?P<form>enskild firma|sole trader|sole proprietorship)\b", "enskild", "sole"
    ),
    "ekonomisk_forening": pattern(
        rf"{_OWN}(?:en\s+)?(?P<form>ekonomisk forening|cooperative)\b", "ekonomisk", "cooperative"
    ),
}


@lru_cache(maxsize=_REMEMBERED)
def facts_in(question: str, language: Language) -> CompanyFacts:
    """What a question says about the company; a denied fact is none, and two classes or countries are unknown."""
    said = tuple(_all(question, language))
    no = denied_in(question, [(one.start, one.end) for one in said]) | _not_only_there(question, said)
    so = tuple(one for one in said if (one.start, one.end) not in no and not _taken_back(one, said, no))
    return CompanyFacts(
        stage=_first(_members(so, Fact.STAGE, Stage)),
        trl=_first(_numbers(so, Fact.TRL)),
        sectors=_members(so, Fact.SECTORS, Sector),
        employees=_first(_numbers(so, Fact.EMPLOYEES)),
        age_years=_first(_numbers(so, Fact.AGE_YEARS)),
        turnover_msek=_first(_numbers(so, Fact.TURNOVER_MSEK)),
        legal_form=_only(so, Fact.LEGAL_FORM),
        place=_wanted_place(question, so),
        country=_only(so, Fact.COUNTRY),
        amount_sek=_first(_numbers(so, Fact.AMOUNT_SEK)),
        device_class=_only(so, Fact.DEVICE_CLASS),
        data=_members(so, Fact.DATA, DataKind),
        said=so,
        denied=tuple(one for one in said if (one.start, one.end) in no),
    )


def _not_only_there(question: str, said: Sequence[Said]) -> set[tuple[int, int]]:
    """The places that are said to be no limit: "not only in Stockholm but in the whole country"."""
    folded = fold(question)
    places = (one for one in said if one.fact is Fact.PLACE)
    return {(one.start, one.end) for one in places if _NOT_ONLY.search(folded[: one.start])}


def _taken_back(one: Said, said: Sequence[Said], no: set[tuple[int, int]]) -> bool:
    """Whether the same thing is denied further on."""
    later = (other for other in said if other.start > one.start and (other.start, other.end) in no)
    return any((other.fact, other.value) == (one.fact, one.value) for other in later)


def _all(question: str, language: Language) -> Iterable[Said]:
    """Everything said, in order; a longer saying hides a shorter one in it, as Uppsala län hides Uppsala."""
    found = [*_worded(question, language), *_counted(question), *_patterned(fold(question))]
    for fact, figure in sorted(found, key=lambda item: (item[1].start, -item[1].end)):
        if not any(other is fact and _hides(longer, figure) for other, longer in found):
            words = question[figure.start : figure.end].rstrip()
            yield Said(fact, figure.value, words, figure.start, figure.start + len(words))


def _hides(longer: Figure, one: Figure) -> bool:
    covers = longer.start <= one.start and one.end <= longer.end
    return covers and longer.end - longer.start > one.end - one.start


def _worded(question: str, language: Language) -> Iterator[tuple[Fact, Figure]]:
    """Stage, sectors and places by the vocabulary."""
    lists: dict[type[StrEnum], Fact] = {Stage: Fact.STAGE, Sector: Fact.SECTORS, Place: Fact.PLACE}
    for one in mentions(question, language):
        if type(one.value) in lists and not _is_in_a_name(one, question):
            yield lists[type(one.value)], Figure(one.value, one.start, one.end)


def _is_in_a_name(one: Mention, question: str) -> bool:
    """Whether a place or a branch only stands in what somebody is called: "Stockholm University"."""
    house = _HOUSE.match(question, one.end) or _REGION.search(question[: one.start])
    agency = isinstance(one.value, Sector) and _AGENCY.search(question[one.start : one.end])
    return bool(agency) or (isinstance(one.value, Place) and bool(house))


def _counted(question: str) -> Iterator[tuple[Fact, Figure]]:
    readers: dict[Fact, Callable[[str], Iterable[Figure]]] = {
        Fact.TRL: figures.trls,
        Fact.EMPLOYEES: figures.employees,
        Fact.AGE_YEARS: figures.ages,
        Fact.TURNOVER_MSEK: figures.turnovers,
        Fact.AMOUNT_SEK: figures.amounts,
        Fact.DEVICE_CLASS: figures.device_classes,
        Fact.COUNTRY: countries,
    }
    for fact, read in readers.items():
        yield from ((fact, figure) for figure in read(question))


def _patterned(folded: str) -> Iterator[tuple[Fact, Figure]]:
    for kind, one in _DATA.items():
        yield from ((Fact.DATA, Figure(kind, *match.span())) for match in one.matches(folded))
    for form, one in _LEGAL_FORMS.items():
        yield from ((Fact.LEGAL_FORM, Figure(form, *match.span("form"))) for match in one.matches(folded))


def _members(said: Sequence[Said], fact: Fact, members: type[Member]) -> tuple[Member, ...]:
    return tuple(dict.fromkeys(members(str(one.value)) for one in said if one.fact is fact))


def _numbers(said: Sequence[Said], fact: Fact) -> tuple[int, ...]:
    return tuple(int(one.value) for one in said if one.fact is fact)


def _only(said: Sequence[Said], fact: Fact) -> str | None:
    values = {str(one.value) for one in said if one.fact is fact}
    return values.pop() if len(values) == 1 else None


def _wanted_place(question: str, said: Sequence[Said]) -> Place | None:
    """The narrowest place named; one that the company comes from counts only where there is no other."""
    staying = [one for one in said if not _COMES_FROM.search(fold(question[max(0, one.start - _NEAR) : one.start]))]
    places = _members(staying, Fact.PLACE, Place) or _members(said, Fact.PLACE, Place)
    return _first(sorted(places, key=lambda place: place in _WIDE))


Value = TypeVar("Value")


def _first(values: Sequence[Value]) -> Value | None:
    return values[0] if values else None
