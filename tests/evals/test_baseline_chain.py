import pytest

from evals.baseline_chain import chain
from knowledge.texts import Owner, SearchText
from knowledge.vocabulary import Language
from tests.fakes import WordEmbedder


def texts_of(*bodies: str) -> list[SearchText]:
    return [SearchText(f"svc:{body}", Owner.SERVICE, body, Language.EN, body) for body in bodies]


def a_chain(*bodies: str, model: WordEmbedder | None = None) -> list[str]:
    """What a chain over these texts finds for "grow cells"."""
    texts = texts_of(*bodies)
    vectors = [WordEmbedder().embed_passage(text.searched) for text in texts]
    return list(chain(texts, vectors, model or WordEmbedder())("grow cells"))


def test_the_chain_finds_the_nearest_texts_in_their_order() -> None:
    assert a_chain("a loan", "cells of a prison", "grow cells fast", "grow cells") == [
        "svc:grow cells",
        "svc:grow cells fast",
        "svc:cells of a prison",
        "svc:a loan",
    ]


def test_only_the_question_is_embedded() -> None:
    model = WordEmbedder()

    a_chain("a loan", "grow cells fast", model=model)

    assert model.embedded == ["grow cells"]


def test_the_chain_fetches_no_more_than_twenty_texts() -> None:
    assert len(a_chain(*(f"cells number {number}" for number in range(30)))) == 20


def test_two_chains_in_one_process_keep_their_texts_apart() -> None:
    a_chain("grow cells fast")

    assert a_chain("a loan") == ["svc:a loan"]


def test_a_chain_needs_texts() -> None:
    with pytest.raises(ValueError, match="needs texts"):
        a_chain()
