"""Who works at a house with innovation support of its own is led there, wherever in the message it is said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.clock import Clock
from bot.naming import PublishedNames
from bot.reading import Turn
from bot.retrieval import Retriever
from bot.scope import Exemplar, Exemplars
from bot.understanding import understand
from bot.weighing import Weighing
from knowledge.catalogue import Catalogue
from knowledge.search import Hit, Hits, Leg, Question
from knowledge.vocabulary import Bilingual, Language, SupportKind
from tests.builders import a_hit, a_service, an_organization
from tests.fakes import WordEmbedder

EN = Language.EN
OFFICES = (SupportKind.COMMERCIALISATION,)
NORTH = a_service("north", kinds=OFFICES, name=Bilingual("Nordby Idéer", "Nordby Ideas"))
SOUTH = a_service("south", kinds=OFFICES, name=Bilingual("Sydby Idéer", "Sydby Ideas"))
GRANT = a_service("grant", kinds=(SupportKind.GRANT,), name=Bilingual("Bidrag", "Grant"))
SERVICES = {one.id: one for one in (NORTH, SOUTH, GRANT)}
CATALOGUE = Catalogue(1, {"org": an_organization(*SERVICES.values())}, SERVICES, dict.fromkeys(SERVICES, "org"))
MODEL = WordEmbedder()
NEVER = "write a poem"


class Ordered:
    """Finds services in one order, whatever is asked."""

    def __init__(self, ids: Sequence[str]) -> None:
        self._hits = [
            a_hit(id_, score=1 - place / 10, similarity=0.9, ranks={Leg.DENSE: place + 1, Leg.LEXICAL: place + 1})
            for place, id_ in enumerate(ids)
        ]

    def services(self, question: Question) -> Hits:
        """All of them."""
        assert question
        return Hits(self._hits)

    def meaning(self, question: Question) -> Hits:
        """The same."""
        return self.services(question)

    def passages(self, question: Question) -> list[Hit]:
        """None for any."""
        assert question
        return []


def first(message: str, *order: str) -> str:
    """The service that a message is led to first, where search finds services in this order."""
    exemplars = Exemplars([Exemplar("out_of_scope", "poems", EN, NEVER)], {NEVER: MODEL.embed_passage(NEVER)}, {})
    weighing = Weighing(Retriever(Ordered(order), MODEL, exemplars), PublishedNames(), lambda: date(2026, 11, 1))
    turn = Turn(message, message, understand(message, EN), EN, EN)
    [part] = weighing.parts(turn, CATALOGUE, Clock())
    return part.routed.suggestions[0].service.id


def test_the_own_house_comes_before_another_that_search_finds_first() -> None:
    assert first("I am a researcher at Sydby. Who tells me if my idea is mine?", "north", "south", "grant") == "south"
    assert first("Who tells me if my idea is mine?", "north", "south", "grant") == "north"


def test_who_names_his_house_and_asks_for_money_is_led_to_money() -> None:
    assert first("I am a researcher at Sydby and need a grant", "grant", "north", "south") == "grant"


def test_who_asks_where_else_to_turn_is_led_to_others_of_the_same_kind() -> None:
    assert first("Nordby Ideas turned us down, where else?", "north", "grant", "south") == "south"
    assert first("Nordby Ideas turned us down and we need a grant, where else?", "north", "south", "grant") == "grant"
