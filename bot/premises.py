"""Corrects what a question takes for granted and the catalogue knows otherwise: a place, or a name that is none."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.company import Fact
from bot.geography import serves
from bot.models import Need
from knowledge.catalogue import Catalogue
from knowledge.labels import label
from knowledge.lexicon import STOP_WORDS
from knowledge.models import Service
from knowledge.vocabulary import Bilingual, Language, Place

_MOST = 60
_WORD = r"[A-ZÅÄÖ][\w&-]*"
# What the name of somebody who gives support mostly holds.
_GIVER = (
    r"(?i:\w*(?:center|centre|centrum|fonden?|fund|bank(?:en)?|institut(?:et|e)?|hub|park|akademin?|academy|accelerator|acceleratorn"
    r"|inkubatorn?|incubator|stiftelsen?|foundation|ventures?|capital|programmet|programme|initiativet|initiative|alliance|alliansen"
    r"|arena|testbed|testbädd(?:en)?|labb?et|facility|faciliteten))"
)
# A run of capitals is taken once and not given back, so that a long one is read in one go.
_RUNS = re.compile(rf"\b{_WORD}(?:[ ]{_WORD})*+(?:[ ]{_GIVER}\b)?")
_GIVES = re.compile(_GIVER)
_BEFORE = 40
_FEW = 3
# A company may name itself, and what it names so gives nothing.
_ITSELF = re.compile(
    r"\b(?:vi är|vi på|vårt bolag|bolaget|jag driver|we are|we at|our company|our start-?up|called|heter|namely)\W+$",
    re.IGNORECASE,
)


def corrections(need: Need, services: Iterable[str], catalogue: Catalogue) -> tuple[Bilingual, ...]:
    """What an answer puts right before it goes on: that what a question names is not where it says."""
    named = [catalogue.services[id_] for id_ in sorted(services) if id_ in catalogue.services]
    wanted, owners = _place_said(need), {catalogue.organization_ids[one.id] for one in named}
    placed = [one for one in named if one.places]
    if wanted is None or len(owners) != 1 or not placed or any(_is_there(one, wanted) for one in named):
        return ()
    name = placed[0].name if len(named) == 1 else catalogue.organization_of(placed[0].id).name
    places = [label(place) for place in dict.fromkeys(place for one in placed for place in one.places)]
    there = Bilingual(", ".join(one.sv for one in places), ", ".join(one.en for one in places))
    return (Bilingual(f"{name.sv} finns i {there.sv}.", f"{name.en} is in {there.en}."),)


def supposed_givers(question: str) -> list[str]:
    """Names in a question that look like somebody who gives support, as they were written; the first three."""
    found = ((_up_to_giver(match[0]), match.start()) for match in _RUNS.finditer(question))
    short = ((name, start) for name, start in found if name and len(name) <= _MOST)
    names = (name for name, start in short if not _ITSELF.search(question[max(0, start - _BEFORE) : start]))
    return [name for name in dict.fromkeys(map(_without_first, names)) if " " in name][:_FEW]


def unheard_of(name: str) -> Bilingual:
    """That the catalogue does not know a name."""
    return Bilingual(
        f"Katalogen känner ingen som heter ”{name}”.",
        f"The catalogue knows nobody called “{name}”.",
    )


def _up_to_giver(run: str) -> str:
    """A run of words to the last one that names a giver; nothing where none does, or nothing stands before it."""
    words = run.split(" ")
    last = max((place for place, word in enumerate(words) if _GIVES.fullmatch(word)), default=0)
    return " ".join(words[: last + 1]) if last else ""


def _without_first(name: str) -> str:
    """A name without the word that only begins its sentence: "Is Nordic Hub open?"."""
    first, _, rest = name.partition(" ")
    return rest if any(first.lower() in STOP_WORDS[language] for language in Language) else name


def _place_said(need: Need) -> Place | None:
    said = any(one.fact is Fact.PLACE for one in need.said)
    return need.place if said else None


def _is_there(service: Service, wanted: Place) -> bool:
    return not service.places or any(serves(place, wanted) for place in service.places)
