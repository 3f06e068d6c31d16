from dataclasses import replace

import pytest
from sqlalchemy import Engine

from bot.models import Outcome
from evals.baselines import Baseline, Corpus, Ranking, answers, by_texts, plain, read_corpus, reciprocal
from ingest.publishing import Publisher
from knowledge.assembly import Knowledge
from knowledge.lexicon import Lexicon
from knowledge.published import PublishedCatalogue
from knowledge.terms import Bridge
from knowledge.texts import Embedded, Owner, SearchText
from knowledge.vocabulary import Language
from tests.bot.conftest import publish
from tests.builders import a_document, a_service, an_organization
from tests.evals.builders import a_case
from tests.fakes import WordEmbedder


def a_corpus(**said: str) -> Corpus:
    """Texts of services by their ids, and of documents where the id begins with `guide`; `__2` marks a further text."""
    owners = {id_: Owner.DOCUMENT if id_.startswith("guide") else Owner.SERVICE for id_ in said}
    texts = [SearchText(id_, owners[id_], id_.partition("__")[0], Language.SV, body) for id_, body in said.items()]
    model = WordEmbedder()
    vectors = [model.embed_passage(text.searched) for text in texts]
    embedded = [
        Embedded(one.id, one.owner, one.owner_id, one.language, v) for one, v in zip(texts, vectors, strict=True)
    ]
    return Corpus(tuple(texts), tuple(embedded))


IDS = {"cells": "lab", "genes": "lab", "money": "bank"}


def baselines(corpus: Corpus) -> dict[str, Baseline]:
    return {one.name: one for one in plain(corpus, WordEmbedder())}


CORPUS = a_corpus(
    cells="cells grown in bottles for many kinds of trial",
    cells__2="grow cells",
    genes="read genes in samples",
    guide="how samples are sent",
    money="a loan for growth",
)


@pytest.mark.parametrize("name", ["BM25", "dense", "fusion"])
def test_a_service_is_as_good_as_its_best_text(name: str) -> None:
    got = baselines(CORPUS)[name].rank("Who can grow cells?")

    assert got.services[0] == "cells"
    assert got.services.count("cells") == 1


def test_services_and_documents_are_ranked_apart() -> None:
    got = baselines(CORPUS)["BM25"].rank("samples sent")

    assert got == Ranking(("genes",), ("guide",))


def test_words_find_only_texts_that_hold_one_of_them_as_it_is_written() -> None:
    by_words = baselines(CORPUS)["BM25"]

    assert by_words.rank("LOAN").services == ("money",)
    assert by_words.rank("loans").services == ()


def test_meaning_puts_every_service_in_some_place() -> None:
    assert set(baselines(CORPUS)["dense"].rank("loans").services) == {"cells", "genes", "money"}


def test_reciprocal_ranks_are_added_up() -> None:
    # b: 1/62 + 1/61, a: 1/61, d: 1/61, c: 1/62
    assert reciprocal([["a", "b"], ["b", "c"], ["d"]]) == ("b", "a", "d", "c")


def test_fusion_joins_words_and_meaning() -> None:
    found = baselines(a_corpus(a="x x y", b="x y z q", c="q q q w"))

    words, meaning, fused = (found[name].rank("z q q w") for name in ("BM25", "dense", "fusion"))

    assert words.services == ("b", "c")
    assert meaning.services == ("c", "b", "a")
    assert fused.services == ("b", "c", "a")


def test_a_baseline_answers_every_case_with_three_of_its_first_ten() -> None:
    many = tuple(f"s{number:02}" for number in range(12))
    corpus = a_corpus(**dict.fromkeys(many, "same words"), guide="same words")
    baseline = by_texts("fixed", "an order of its own", lambda _question: [*many, "guide"], corpus)

    (got,) = answers(baseline, [a_case(id="v", expected=Outcome.NEEDS_DETAIL)], dict.fromkeys(many, "lab"))

    assert (got.case_id, got.outcome, got.turn) == ("v", Outcome.ANSWERED, 1)
    assert [(one.service_id, one.organization_id) for one in got.suggestions] == [(id_, "lab") for id_ in many[:3]]
    assert [one.service_id for one in got.candidates] == list(many[:10])
    assert [one.score for one in got.suggestions] == pytest.approx([1, 1 / 2, 1 / 3])
    assert got.passages == ("guide",)


def test_a_service_that_is_not_published_is_left_out() -> None:
    (got,) = answers(baselines(CORPUS)["dense"], [a_case(question="grow cells")], {"genes": "lab"})

    assert [one.service_id for one in got.suggestions] == ["genes"]


def test_a_conversation_is_asked_as_one_question() -> None:
    asked: list[str] = []

    def order(question: str) -> list[str]:
        asked.append(question)
        return []

    (got,) = answers(by_texts("n", "a", order, CORPUS), [a_case(question="Labb?", turns=("I Uppsala",))], {})

    assert asked == ["Labb? I Uppsala"]
    assert got.turn == 2


def test_the_corpus_is_every_published_text_with_its_own_vector(
    engine: Engine, lexicon: Lexicon, publisher: Publisher, model: WordEmbedder
) -> None:
    publish(publisher, an_organization(a_service("a"), a_service("b")))
    publisher.document(a_document())

    corpus = read_corpus(Knowledge(engine, lexicon, Bridge(()), model, PublishedCatalogue(engine)))

    assert {text.owner_id for text in corpus.texts} == {"a", "b", "guide-samples"}
    assert [text.id for text in corpus.texts] == sorted(text.id for text in corpus.texts)
    for text, one in zip(corpus.texts, corpus.embedded, strict=True):
        assert text.id == one.id
        assert one.vector == pytest.approx(model.embed_passage(text.searched))


def test_a_ranking_is_the_same_at_every_run() -> None:
    cases = [a_case(id=word, question=word) for word in ("samples", "cells for a trial", "growth")]
    runs = [
        [replace(got, milliseconds=0.0) for one in plain(CORPUS, WordEmbedder()) for got in answers(one, cases, IDS)]
        for _ in range(2)
    ]

    assert runs[0] == runs[1]
