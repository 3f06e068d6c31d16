"""What is known of a company, shown back in words, and changed by the company itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any

from bot.company import DataKind, Fact
from bot.countries import country_names
from bot.models import Known, Need
from knowledge.labels import label
from knowledge.vocabulary import Bilingual, CompanyFact, Language, Place, Sector, Stage

_NAMES: Mapping[Fact, Bilingual] = {
    Fact.STAGE: Bilingual("Skede", "Stage"),
    Fact.SECTORS: Bilingual("Bransch", "Field"),
    Fact.PLACE: Bilingual("Plats", "Place"),
    Fact.COUNTRY: Bilingual("Land", "Country"),
    Fact.EMPLOYEES: Bilingual("Antal anställda", "Employees"),
    Fact.AGE_YEARS: Bilingual("Bolagets ålder i år", "Age of the company in years"),
    Fact.TURNOVER_MSEK: Bilingual("Omsättning i miljoner kronor", "Turnover in SEK million"),
    Fact.LEGAL_FORM: Bilingual("Bolagsform", "Legal form"),
    Fact.TRL: Bilingual("TRL", "TRL"),
    Fact.AMOUNT_SEK: Bilingual("Belopp i kronor", "Amount in SEK"),
    Fact.DEVICE_CLASS: Bilingual("Produktklass (MDR/IVDR)", "Device class (MDR/IVDR)"),
    Fact.DATA: Bilingual("Slag av data", "Kind of data"),
}
_DATA: Mapping[DataKind, Bilingual] = {
    DataKind.RECORDS: Bilingual("journaldata", "health records"),
    DataKind.REGISTRY: Bilingual("registerdata", "registry data"),
    DataKind.BIOBANK: Bilingual("biobanksprov", "biobank samples"),
    DataKind.GENOME: Bilingual("genomdata", "genome data"),
    DataKind.IMAGES: Bilingual("bilddata", "image data"),
    DataKind.SENSOR: Bilingual("sensordata", "sensor data"),
}
_FORMS: Mapping[str, Bilingual] = {
    "aktiebolag": Bilingual("aktiebolag", "limited company"),
    "handelsbolag": Bilingual("handelsbolag", "trading partnership"),
    "enskild_firma": Bilingual("enskild firma", "sole trader"),
    "ekonomisk_forening": Bilingual("ekonomisk förening", "economic association"),
}
_CLASSES = ("I", "IIa", "IIb", "III", "A", "B", "C", "D")
_LISTS: Mapping[Fact, type[StrEnum]] = {Fact.STAGE: Stage, Fact.SECTORS: Sector, Fact.PLACE: Place}
_MANY = {Fact.SECTORS, Fact.DATA}
_NUMBER = re.compile("[0-9]{1,12}")
_BETWEEN: Mapping[Fact, tuple[int, int]] = {
    Fact.TRL: (1, 9),
    Fact.EMPLOYEES: (0, 1_000_000),
    Fact.AGE_YEARS: (0, 500),
    Fact.TURNOVER_MSEK: (0, 1_000_000),
    Fact.AMOUNT_SEK: (1, 100_000_000_000),
}
# How a number is written so that it is read as that fact again.
_WRITTEN: Mapping[Fact, Bilingual] = {
    Fact.TRL: Bilingual("TRL {}", "TRL {}"),
    Fact.EMPLOYEES: Bilingual("{} anställda", "{} employees"),
    Fact.AGE_YEARS: Bilingual("{} år gammalt", "{} years old"),
    Fact.TURNOVER_MSEK: Bilingual("{} miljoner kronor i omsättning", "SEK {} million in turnover"),
    Fact.AMOUNT_SEK: Bilingual("{} kronor", "SEK {}"),
    Fact.DEVICE_CLASS: Bilingual("klass {}", "class {}"),
}
_ASKED_BY: Mapping[CompanyFact, Fact] = {
    CompanyFact.PLACE: Fact.PLACE,
    CompanyFact.COUNTRY: Fact.COUNTRY,
    CompanyFact.STAGE: Fact.STAGE,
    CompanyFact.TRL: Fact.TRL,
    CompanyFact.SECTOR: Fact.SECTORS,
    CompanyFact.EMPLOYEES: Fact.EMPLOYEES,
    CompanyFact.AGE_YEARS: Fact.AGE_YEARS,
    CompanyFact.TURNOVER_MSEK: Fact.TURNOVER_MSEK,
    CompanyFact.AMOUNT_SEK: Fact.AMOUNT_SEK,
    CompanyFact.DEVICE_CLASS: Fact.DEVICE_CLASS,
    CompanyFact.LEGAL_FORM: Fact.LEGAL_FORM,
}


class InvalidFact(Exception):
    """A value that a fact about a company cannot have; `name` is what the fact is called, `value` what was sent."""

    def __init__(self, name: Bilingual, value: str, between: tuple[int, int] | None = None) -> None:
        super().__init__(name.en, value)
        self.name = name
        self.value = value
        self.between = between


def known(need: Need) -> tuple[Known, ...]:
    """Everything known of the company that a need comes from; what is unknown is not there."""
    return tuple(
        Known(fact, values, in_words(fact, values), _words(need, fact))
        for fact in _NAMES
        if (values := _values(need, fact))
    )


def changed(need: Need, fact: Fact, values: Sequence[str]) -> Need:
    """A need with one fact replaced, or made unknown by no value; raises InvalidFact."""
    given = [value.strip() for value in values if value.strip()]
    if len(given) > 1 and fact not in _MANY:
        raise InvalidFact(name(fact), ", ".join(given))
    read = tuple(_read(fact, value) for value in given)
    said = tuple(one for one in need.said if one.fact is not fact)
    new: dict[str, Any] = {fact.value: read if fact in _MANY else next(iter(read), None), "said": said}
    return replace(need, **new)


def name(fact: Fact) -> Bilingual:
    """What a fact is called."""
    return _NAMES[fact]


def options(fact: Fact) -> Mapping[str, Bilingual]:
    """The values that a fact can have, with what they are called; none where it is a number."""
    if fact in _LISTS:
        return {member.value: label(member) for member in _LISTS[fact]}
    lists: Mapping[Fact, Mapping[str, Bilingual]] = {
        Fact.DATA: {kind.value: words for kind, words in _DATA.items()},
        Fact.LEGAL_FORM: _FORMS,
        Fact.DEVICE_CLASS: {one: Bilingual(one, one) for one in _CLASSES},
        Fact.COUNTRY: country_names(),
    }
    return lists.get(fact, {})


def takes_many(fact: Fact) -> bool:
    """Whether a company can have several values of a fact at once."""
    return fact in _MANY


def in_words(fact: Fact, values: Iterable[str]) -> Bilingual:
    """Values as a person reads them."""
    words = [options(fact).get(value) or _figure(value) for value in values]
    return Bilingual(", ".join(one.sv for one in words), ", ".join(one.en for one in words))


def as_said(fact: Fact, values: Iterable[str], language: Language) -> str:
    """Values as a company would have said them, so that they are read as the same fact again."""
    form = _WRITTEN.get(fact, Bilingual("{}", "{}")).in_(language)
    return ", ".join(form.format(in_words(fact, [value]).in_(language)) for value in values)


def worth_knowing(need: Need, rules: Iterable[CompanyFact], at_most: int = 4) -> tuple[Fact, ...]:
    """Facts that are unknown and would tell more: first those that conditions ask for, then stage, field and place."""
    wanted = [_ASKED_BY[rule] for rule in rules if rule in _ASKED_BY] + [Fact.STAGE, Fact.SECTORS, Fact.PLACE]
    return tuple(fact for fact in dict.fromkeys(wanted) if not _values(need, fact))[:at_most]


def _values(need: Need, fact: Fact) -> tuple[str, ...]:
    value: object = getattr(need, fact.value)
    if value is None:
        return ()
    return tuple(str(one) for one in value) if isinstance(value, tuple) else (str(value),)


def _words(need: Need, fact: Fact) -> str:
    return ", ".join(dict.fromkeys(one.words for one in need.said if one.fact is fact))


def _read(fact: Fact, value: str) -> object:
    if fact in _BETWEEN:
        (least, most), digits = _BETWEEN[fact], "".join(value.split())
        if not _NUMBER.fullmatch(digits) or not least <= int(digits) <= most:
            raise InvalidFact(name(fact), value, _BETWEEN[fact])
        return int(digits)
    if value not in options(fact):
        raise InvalidFact(name(fact), value)
    members: Mapping[Fact, type[StrEnum]] = {**_LISTS, Fact.DATA: DataKind}
    return members[fact](value) if fact in members else value


def _figure(value: str) -> Bilingual:
    grouped = f"{int(value):,}".replace(",", "\u00a0") if value.isdigit() else value
    return Bilingual(grouped, grouped)
