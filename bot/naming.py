"""Knows services and organizations by their names."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from bot.follow_words import KNOWN
from bot.name_runs import Name, found_in, longest, runs, said_in
from bot.sentences import sentences
from bot.standing import Pointed, corrects, is_asked, is_home, is_refused, may_ask, may_refuse
from knowledge.catalogue import Catalogue
from knowledge.labels import entry
from knowledge.lexicon import words
from knowledge.vocabulary import Language, Place

Told = Callable[[str, str], bool]

# In more words than these something else than a name is said.
_FEW = 12
_SHORTEST = 3
_LONG_NAME = 5
_MOST_SHARED = 10
_PARTS = re.compile(r"[(),:/–]|\s(?:och|and|vid|at)\s")
# Not in addresses: "uic.se".
_LOWER = re.compile(r"(?<![./@\w-])[a-zåäö][\w-]*(?![\w-]*[./@]\w)")
# What may stand beside a name where it is all that is asked about: "how do I reach", "berätta om", "vad gör".
_ASKS_ABOUT = KNOWN | set(
    words(
        "na nar reach touch contact kontakt kontakta kontaktar ringa ringer prata beratta tell mean gor gora egentligen"
        " know veta jamfora jamfor compare kan kunna can find hitta hittar vilka vilken email mejla"
    )
)
_SHORT = re.compile(r"\(([A-ZÅÄÖ]{2})\)")
_LIKE_A_NAME = re.compile(r"\b[A-ZÅÄÖ][\w-]*")


@dataclass(frozen=True, slots=True)
class Named:
    """The services that a question names, without those that it says no of, and whether it says anything else."""

    services: frozenset[str] = frozenset()
    only: bool = False


class Names:
    """Every name in a catalogue; a word that the catalogue also writes without a capital is no name."""

    def __init__(self, catalogue: Catalogue) -> None:
        found: dict[Name, set[str]] = {}
        for id_, service in catalogue.services.items():
            for name in _names(service.name.sv, service.name.en, *_organization(catalogue, id_)):
                found.setdefault(name, set()).add(id_)
        lower = _lower(catalogue)
        no_names = _places() | lower
        names = {name: ids for name, ids in found.items() if name not in no_names}
        self._written = {name: ids for name, ids in found.items() if len(name) == 1 and name not in _places()}
        asked = _asked(found, catalogue)
        self._services = {name: ids for name, ids in names.items() if len(ids) <= _MOST_SHARED and name not in asked}
        # "Office space" begins the name of a service, and names none.
        self._alone = {
            name: ids for name, ids in names.items() if name in self._services or not _is_common(name, lower)
        }
        self._told = " ".join(_told(catalogue)).casefold()
        self._common = frozenset(self._told.split())

    def named(self, question: str) -> Named:
        """The services whose names stand in a question; the longest name counts where names overlap."""
        said = said_in(question)
        refused = self.refused(question)
        services, _ = found_in(said, self._services)
        asked = self._told_of(question, is_asked) if may_ask(question) else []
        services |= frozenset(id_ for name in asked for id_ in self._few(name))
        if refused:
            return Named(services - refused)
        if len(said) > _FEW:
            return Named(services)
        # Where nothing else is said, even a name that many services or others' asks hold is what is asked about.
        loosely, beside = found_in(said, self._alone)
        return Named(loosely, True) if loosely and beside <= _ASKS_ABOUT else Named(services)

    def refused(self, question: str, shown: Collection[str] = ()) -> frozenset[str]:
        """The services of whom a question says that they are not wanted, or have said no; a name that many have in
        common means those that were shown.
        """
        if not may_refuse(question):
            return frozenset()
        told = self._told_of(question, is_refused)
        return frozenset(id_ for name in told for id_ in (self._few(name) or self._alone[name] & {*shown}))

    def own(self, question: str) -> frozenset[str]:
        """The services of the house that somebody says to be at: "forskare vid", "postdoc at"."""
        return frozenset(id_ for name in self._told_of(question, is_home) for id_ in self._alone[name])

    def pointed(self, question: str, shown: Collection[str] = ()) -> Pointed:
        """What a turn points at by name, where those services were shown before."""
        no, (named, _) = self.refused(question, shown), found_in(said_in(question), self._alone)
        return Pointed(self._only(question) - no, named - no, no, self.home(question))

    def home(self, question: str) -> str:
        """The name of the house that somebody says to be at, as it is compared; the last correction counts alone."""
        said = list(sentences(question))
        begun = next((place for place in range(len(said) - 1, 0, -1) if corrects(said[place])), 0)
        told = self._told_of("".join(said[begun:]), is_home) or self._told_of(question, is_home)
        return " ".join(told[0]) if told else ""

    def _only(self, question: str) -> frozenset[str]:
        """The services that a question names where it says nothing else; a common word within it counts with a
        capital.
        """
        named = self.named(question)
        if named.only or len(question.split()) > _FEW:
            return named.services if named.only else frozenset()
        written = {(word.lower(),) for word in _LIKE_A_NAME.findall(question.lstrip()[1:])}
        capital: dict[Name, Collection[str]] = {name: self._written[name] for name in written & self._written.keys()}
        services, beside = found_in(said_in(question), capital)
        return services if beside <= _ASKS_ABOUT else frozenset()

    def _few(self, name: Name) -> Collection[str]:
        """The services of a name, unless many have it in common."""
        return self._alone[name] if len(self._alone[name]) <= _MOST_SHARED else ()

    def _told_of(self, question: str, of: Told) -> list[Name]:
        """The names of which a sentence says something."""
        found: list[Name] = []
        for said in (said_in(sentence) for sentence in sentences(question)):
            text = " ".join(said)
            told = [run for run in runs(said) if run in self._alone and of(" ".join(run), text)]
            found += longest(told)
        return found

    def knows(self, name: str) -> bool:
        """Whether a name stands in what the catalogue tells, with or without its first word, or is hardly a name.

        The first word may be the verb of its sentence; two words of which the first is a common one name nobody.
        """
        whole = name.casefold()
        first, _, rest = whole.partition(" ")
        return whole in self._told or (rest in self._told if " " in rest else first in self._common)


def _told(catalogue: Catalogue) -> Iterable[str]:
    """Every text of the catalogue in which somebody may be named."""
    for one in catalogue.organizations.values():
        yield from (one.name.sv, one.name.en, one.about.sv, one.about.en)
    for service in catalogue.services.values():
        texts = [service.name, service.description, service.how_to_apply, service.status.note, service.eligibility.text]
        yield from (words for text in texts if text for words in (text.sv, text.en))
        yield from (f"{source.title} {source.publisher or ''} {source.shows.sv}" for source in service.sources)


def _asked(names: Mapping[Name, Collection[str]], catalogue: Catalogue) -> set[Name]:
    """Those of the names that companies say in their asks for something else, more than once or without a capital."""
    by_word: dict[str, list[tuple[Name, str]]] = {}
    for name in names:
        # Its longest word is said seldom.
        by_word.setdefault(max(name, key=len), []).append((name, f" {' '.join(name)} "))
    services = catalogue.services.values()
    asks = ((one.id, ask, _plain(ask)) for one in services for language in Language for ask in one.asks.in_(language))
    found: dict[Name, set[str]] = {}
    for id_, ask, said in asks:
        for word in by_word.keys() & said.split():
            for name, written in by_word[word]:
                if written in said and id_ not in names[name]:
                    proper = len(name) == 1 and len(word) >= _LONG_NAME and word.capitalize() in ask
                    found.setdefault(name, set()).add(id_ if proper else "")
    return {name for name, ids in found.items() if len(ids) > 1 or "" in ids}


@lru_cache(maxsize=32_768)
def _plain(text: str) -> str:
    """A text's words as names are looked for in it, with a space before and after each; kept, for few texts change."""
    return f" {' '.join(words(text))} "


def _lower(catalogue: Catalogue) -> set[Name]:
    """Single words that descriptions write in lower case."""
    told = (text for one in catalogue.services.values() for text in (one.description, one.how_to_apply))
    return {(word,) for text in told for said in (text.sv, text.en) for word in _LOWER.findall(said)}


def _is_common(name: Name, lower: Collection[Name]) -> bool:
    """Whether a name of several words holds none that is always written with a capital."""
    return all((word,) in lower or word in KNOWN or word.isdigit() for word in name)


@cache
def _places() -> frozenset[Name]:
    names = (word for place in Place for language in Language for word in entry(place).words.in_(language))
    return frozenset(tuple(words(name)) for name in names)


def _organization(catalogue: Catalogue, service_id: str) -> tuple[str, str]:
    name = catalogue.organization_of(service_id).name
    return name.sv, name.en


def _names(*written: str) -> set[Name]:
    """Whole names, their parts of several words, also without the place they begin with ("Stockholm Life Tech"), and
    single words that are written like a name.
    """
    parts = {tuple(words(part)) for name in written for part in (name, *_PARTS.split(name))}
    parts |= {part[1:] for part in parts if part[:1] in _places()}
    single = {tuple(words(word)) for name in written for word in _LIKE_A_NAME.findall(name)}
    found = {part for part in parts if len(part) > 1} | single
    short = {(word.lower(),) for name in written for word in _SHORT.findall(name)}
    return short | {name for name in found if len("".join(name)) >= _SHORTEST}


class PublishedNames:
    """The names of the published catalogue, gathered again when it has changed."""

    def __init__(self) -> None:
        self._kept: tuple[int, Names] | None = None

    def named(self, question: str, catalogue: Catalogue) -> Named:
        """The services whose names stand in a question."""
        return self.of(catalogue).named(question)

    def of(self, catalogue: Catalogue) -> Names:
        """The names of a catalogue."""
        kept = self._kept
        if kept is None or kept[0] != catalogue.revision:
            kept = self._kept = catalogue.revision, Names(catalogue)
        return kept[1]
