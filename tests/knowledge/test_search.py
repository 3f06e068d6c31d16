"""Search joins meaning and words, in both languages, and never shows what is withdrawn."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Engine

from ingest.publishing import Publisher
from knowledge.index import ExactIndex
from knowledge.lexicon import Lexicon
from knowledge.models import Asks, Organization
from knowledge.search import Hit, Hits, Leg, Question, Search, _Found, _sharing, fuse, ranked
from knowledge.terms import Bridge, Term
from knowledge.texts import Owner, embedded_page, profile_means
from knowledge.vocabulary import Bilingual, Language
from tests.builders import a_document, a_service
from tests.fakes import WordEmbedder

SV, EN = Language.SV, Language.EN
Ask = Callable[..., list[Hit]]

BRIDGE = Bridge((Term(sv=("frys",), en=("freezer",)), Term(sv=("lån",), en=("loan",))))


def found(owner_id: str, score: float = 1.0, text: str = "") -> _Found:
    return _Found(owner_id, text or f"{owner_id}:text", score)


@pytest.fixture
def ask(engine: Engine, lexicon: Lexicon, model: WordEmbedder) -> Ask:
    """Asks what is published at this moment, for services unless said otherwise."""

    def ask(text: str, language: Language = SV, *, owner: Owner = Owner.SERVICE) -> list[Hit]:
        with engine.connect() as db:
            texts = [one for kind in Owner for one in embedded_page(db, "words", kind, "", 999)]
            index = ExactIndex(texts, profile_means(db, "words"))
        search = Search(engine, index, lexicon, BRIDGE, "words")
        question = Question(text, language, model.embed_question(text))
        return search.services(question).services if owner is Owner.SERVICE else search.passages(question)

    return ask


@pytest.fixture
def catalogue(publisher: Publisher, laboratory: Organization) -> Publisher:
    """A freezer, a loan and a biobank are published."""
    said = {
        "freezer": (Bilingual("Frys", "Freezer"), Asks(("Kall plats för prover",), ("Cold room",))),
        "loan": (
            Bilingual("Lån", "Loan"),
            Asks(("Pengar till maskiner",), ("Money for machines",)),
        ),
        "biobank": (
            Bilingual("Biobank", "Biobank"),
            Asks(("Sparade prover",), ("Stored samples",)),
        ),
    }
    for service_id, (name, asks) in said.items():
        publisher.service(laboratory, a_service(service_id, name=name, description=name, asks=asks))
    return publisher


def test_a_service_that_is_first_in_every_leg_scores_one() -> None:
    legs = {Leg.DENSE: [found("a", 0.4), found("b", 0.3)], Leg.LEXICAL: [found("a", 7.0)]}

    hits = fuse(legs, {Leg.DENSE: 1.0, Leg.LEXICAL: 0.5}, {})

    assert [hit.id for hit in hits] == ["a", "b"]
    assert hits[0].score == pytest.approx(1.0)


def test_scores_are_joined_as_squared_shares_of_each_legs_best() -> None:
    legs = {
        Leg.DENSE: [found("a", 0.4), found("b", 0.3), found("c", 0.1)],
        Leg.LEXICAL: [found("c", 8.0), found("a", 2.0)],
        Leg.BRIDGED: [found("d", 5.0)],
    }
    weights = {Leg.DENSE: 1.0, Leg.LEXICAL: 0.7, Leg.BRIDGED: 0.3}

    hits = {hit.id: hit for hit in fuse(legs, weights, {"a": 0.3})}

    assert hits["a"].score == pytest.approx((1.0 + 0.7 * 0.25**2) / 2)
    assert hits["b"].score == pytest.approx(0.75**2 / 2)
    assert hits["c"].score == pytest.approx((0.25**2 + 0.7) / 2)
    assert hits["d"].score == pytest.approx(0.3 / 2)
    assert list(hits) == ["a", "c", "b", "d"]
    assert hits["a"].ranks == {Leg.DENSE: 1, Leg.LEXICAL: 2}
    assert (hits["a"].similarity, hits["d"].similarity) == (0.3, 0.0)


def test_what_is_farther_than_the_mean_adds_nothing_and_takes_nothing_away() -> None:
    legs = {Leg.DENSE: [found("a", 0.2), found("b", -0.1)], Leg.LEXICAL: [found("b", 3.0)]}

    scores = {hit.id: hit.score for hit in fuse(legs, dict.fromkeys(Leg, 1.0), {})}

    assert scores == pytest.approx({"a": 0.5, "b": 0.5})


def test_equal_scores_are_ordered_by_similarity_and_then_by_id() -> None:
    legs = {Leg.DENSE: [found("c")], Leg.LEXICAL: [found("a")], Leg.BRIDGED: [found("b")]}

    hits = fuse(legs, dict.fromkeys(Leg, 1.0), {"b": 0.2, "a": 0.1, "c": 0.1})

    assert [hit.id for hit in hits] == ["b", "a", "c"]


def test_nothing_found_in_any_leg_gives_no_hits() -> None:
    assert fuse({Leg.DENSE: [], Leg.LEXICAL: []}, dict.fromkeys(Leg, 1.0), {}) == []


def test_a_service_counts_by_its_best_text_and_half_as_much_by_each_further_one() -> None:
    one_good = [found("one", 0.6, "one:1")]
    two_fair = [found("two", 0.5, "two:1"), found("two", 0.45, "two:2")]

    first, second = ranked([*one_good, *two_fair])

    assert first.text_id == "two:1"
    assert first.score == pytest.approx(0.5 + 0.45 / 2)
    assert second == one_good[0]


def test_a_service_whose_texts_share_more_of_the_question_comes_before_one_that_scores_alike() -> None:
    found = [_Found("a", "a:1", 1.0), _Found("b", "b:1", 0.98), _Found("c", "c:1", 0.5)]

    assert [one.owner_id for one in _sharing(found, {"b": 0.3, "a": 0.2})] == ["b", "a", "c"]
    assert _sharing(found, {}) == found


@pytest.mark.usefixtures("catalogue")
def test_the_service_whose_words_were_said_comes_first_in_both_languages(ask: Ask) -> None:
    assert ask("Finns det en frys?")[0].id == "freezer"
    assert ask("Is there a freezer?", EN)[0].id == "freezer"
    assert ask("Money for machines", EN)[0].id == "loan"


@pytest.mark.usefixtures("catalogue")
def test_a_hit_says_by_which_text_and_at_which_rank_it_was_found(ask: Ask) -> None:
    hit = ask("Kall plats för prover")[0]

    assert hit.id == "freezer"
    assert hit.text_id.startswith("svc:freezer:ask:sv:")
    assert (hit.ranks[Leg.DENSE], hit.ranks[Leg.LEXICAL]) == (1, 1)
    assert 0 < hit.score <= 1


def test_a_word_of_the_field_also_finds_documents_of_the_other_language(publisher: Publisher, ask: Ask) -> None:
    publisher.document(a_document("cold", title="Freezer", language=EN, body="Cold rooms.\n"))

    assert ask("frys", owner=Owner.DOCUMENT)[0].ranks.get(Leg.BRIDGED) == 1
    assert all(Leg.BRIDGED not in hit.ranks for hit in ask("prover", owner=Owner.DOCUMENT))


def test_words_carried_across_do_not_count_where_meaning_disagrees(publisher: Publisher, ask: Ask) -> None:
    # The English freezer is far from the question in meaning: other documents fill the dense list.
    publisher.document(a_document("far", title="Freezer", language=EN, body="Y and Z.\n"))
    for number in range(30):
        publisher.document(a_document(f"near-{number}", title=f"frys {number}", body="frys\n"))

    assert all(Leg.BRIDGED not in hit.ranks for hit in ask("frys", owner=Owner.DOCUMENT))


@pytest.mark.usefixtures("catalogue")
def test_a_service_needs_no_bridge_since_it_has_both_languages(ask: Ask) -> None:
    assert ask("frys")[0].id == "freezer"
    assert all(Leg.BRIDGED not in hit.ranks for hit in ask("frys"))


@pytest.mark.usefixtures("catalogue")
def test_an_edit_is_in_the_answer_to_the_next_question(
    publisher: Publisher, laboratory: Organization, ask: Ask
) -> None:
    before = ask("hyperspektral kamera")

    camera = Asks(("hyperspektral kamera",), ("hyperspectral camera",))
    publisher.service(laboratory, a_service("biobank", asks=camera))

    assert all(Leg.LEXICAL not in hit.ranks for hit in before)
    assert ask("hyperspektral kamera")[0].id == "biobank"


@pytest.mark.usefixtures("catalogue")
def test_a_withdrawn_service_is_found_by_neither_meaning_nor_words(publisher: Publisher, ask: Ask) -> None:
    publisher.withdraw_service("freezer")

    assert "freezer" not in {hit.id for hit in ask("Finns det en frys?")}


@pytest.mark.usefixtures("catalogue")
def test_passages_are_found_one_by_one_and_apart_from_services(publisher: Publisher, ask: Ask) -> None:
    publisher.document(a_document())

    hits = ask("Hur skickas prover på torris?", owner=Owner.DOCUMENT)

    assert [hit.id for hit in hits] == ["doc:guide-samples:1", "doc:guide-samples:2"]
    assert all(not hit.id.startswith("doc:") for hit in ask("Hur skickas prover på torris?"))


def test_an_empty_catalogue_finds_nothing(ask: Ask) -> None:
    assert ask("Finns det en frys?") == []


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("typed", ['"frys', "frys*", "NEAR(frys)", "stems:frys", "frys OR", "(frys"])
def test_what_looks_like_query_syntax_is_read_as_words(ask: Ask, typed: str) -> None:
    assert ask(typed)[0].id == "freezer"


def test_by_meaning_alone_services_are_told_apart_where_there_are_enough_of_them(
    publish: Callable[..., None], engine: Engine, lexicon: Lexicon, model: WordEmbedder
) -> None:
    search = Search(engine, ExactIndex([], {}), lexicon, BRIDGE, "words")
    question = Question("service-7", SV, model.embed_question("service-7"))

    publish("service-7")
    assert search.meaning(question) == Hits([])

    for number in range(40):
        publish(f"service-{number}")
    found = search.meaning(question)
    assert found.services[0].id == "service-7"
    assert found.query is not None
