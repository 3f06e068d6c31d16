"""Puts several needs in the order in which they have to be met, and says why."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from knowledge.models import Service
from knowledge.vocabulary import Bilingual, SupportKind


@dataclass(frozen=True, slots=True)
class Step:
    """One need of a plan, by its place among the needs as they were said, and why it comes before a later one."""

    need: int
    why: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of support that has to be in place before others, and why."""

    first: SupportKind
    then: frozenset[SupportKind]
    why: Bilingual


def _rule(first: SupportKind, *then: SupportKind, sv: str, en: str) -> Rule:
    return Rule(first, frozenset(then), Bilingual(sv, en))


RULES: tuple[Rule, ...] = (
    _rule(
        SupportKind.ETHICS_REVIEW,
        SupportKind.HEALTH_DATA,
        SupportKind.BIOBANK,
        sv="Etikprövningen kommer före data och prover, eftersom de lämnas ut till forskning först när den är godkänd.",
        en="Ethics review comes before data and samples, because research gets them only once it is approved.",
    ),
    _rule(
        SupportKind.ETHICS_REVIEW,
        SupportKind.CLINICAL_TRIAL,
        sv="Etikprövningen kommer före studien, eftersom forskning på människor får börja först när den är godkänd.",
        en="Ethics review comes before the study, because research on people may start only once it is approved.",
    ),
    _rule(
        SupportKind.DATA_PROTECTION,
        SupportKind.HEALTH_DATA,
        sv="Dataskyddet kommer före hälsodata, eftersom ansvar och rättslig grund ska vara klara först.",
        en="Data protection comes before health data, because responsibility and legal ground must be clear first.",
    ),
    _rule(
        SupportKind.REGULATORY,
        SupportKind.CLINICAL_TRIAL,
        sv="De regulatoriska frågorna kommer före studien, eftersom vägen till godkännande avgör vad den behöver visa.",
        en="Regulatory questions come before the study, because the route to approval decides what it has to show.",
    ),
    _rule(
        SupportKind.REGULATORY,
        SupportKind.PRODUCTION,
        sv="De regulatoriska frågorna kommer före tillverkningen, eftersom kraven avgör hur produkten ska göras.",
        en="Regulatory questions come before production, because the requirements decide how the product is made.",
    ),
    _rule(
        SupportKind.REGULATORY,
        SupportKind.PROCUREMENT,
        sv="De regulatoriska frågorna kommer före upphandlingen, eftersom vården köper produkter som får säljas.",
        en="Regulatory questions come before procurement, because health care buys products that may be sold.",
    ),
    _rule(
        SupportKind.BIOBANK,
        SupportKind.CLINICAL_TRIAL,
        sv="Biobanksavtalet kommer före studien, eftersom det ska finnas innan den börjar.",
        en="The biobank agreement comes before the study, because it has to be in place when the study starts.",
    ),
    _rule(
        SupportKind.PRODUCTION,
        SupportKind.CLINICAL_TRIAL,
        sv="Tillverkningen kommer före studien, eftersom det som ska prövas först måste finnas.",
        en="Production comes before the study, because what is to be tried has to exist first.",
    ),
    _rule(
        SupportKind.CLINICAL_TRIAL,
        SupportKind.PROCUREMENT,
        sv="Studien kommer före upphandlingen, eftersom pris och införande bedöms på det som den visar.",
        en="The study comes before procurement, because price and uptake are judged by what it shows.",
    ),
    _rule(
        SupportKind.IP,
        SupportKind.NETWORK,
        SupportKind.EQUITY,
        SupportKind.TEST_BED,
        sv="Skyddet kommer före möten med andra, eftersom en patentansökan bör vara inlämnad innan idén visas.",
        en="Protection comes before meetings with others, because a patent is applied for before the idea is shown.",
    ),
    _rule(
        SupportKind.COMMERCIALISATION,
        SupportKind.COMPANY_FORMATION,
        sv="Innovationskontoret kommer före bolaget, eftersom ni där får hjälp att avgöra om idén ska bli ett.",
        en="The innovation office comes before the company, because it helps you decide whether there should be one.",
    ),
    _rule(
        SupportKind.COMPANY_FORMATION,
        SupportKind.GRANT,
        SupportKind.LOAN,
        SupportKind.EQUITY,
        sv="Bolaget kommer före pengarna, eftersom de oftast går till ett registrerat bolag.",
        en="The company comes before the money, because that mostly goes to a registered company.",
    ),
)


def ordered(needs: Sequence[Collection[SupportKind]], found: Sequence[Sequence[Service]] = ()) -> tuple[Step, ...]:
    """The needs in the order to take them, otherwise as they were said; `found` are the services suggested for each."""
    places = range(len(needs))
    before = {
        (one, other): why
        for one in places
        for other in places
        if one != other
        and (why := _by_rule(needs[one], needs[other]) or (found and _by_catalogue(found[one], found[other])))
    }
    left = list(places)
    steps: list[Step] = []
    while left:
        ready = (one for one in left if not any((other, one) in before for other in left))
        # Needs that wait for each other keep the order they were said in.
        chosen = next(ready, left[0])
        left.remove(chosen)
        steps.append(Step(chosen, next((before[chosen, other] for other in left if (chosen, other) in before), None)))
    return tuple(steps)


def _by_rule(kinds: Collection[SupportKind], later: Collection[SupportKind]) -> Bilingual | None:
    """Why one need comes before another; a need that holds both kinds waits for nothing."""
    own = set(later) - set(kinds)
    return next(
        (rule.why for rule in RULES if rule.first in kinds and rule.first not in later and rule.then & own), None
    )


def _by_catalogue(services: Sequence[Service], later: Sequence[Service]) -> Bilingual | None:
    """Whether a suggested service usually comes before one that is suggested for the other need."""
    for following in later:
        for service in services:
            if service.id in following.after:
                return Bilingual(
                    f"{service.name.sv} brukar komma före {following.name.sv}.",
                    f"{service.name.en} usually comes before {following.name.en}.",
                )
    return None
