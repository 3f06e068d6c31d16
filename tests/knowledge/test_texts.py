"""Searchable texts: what has changed, what is embedded, and what the index is told."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Engine

from ingest.publishing import Publisher
from knowledge.lexicon import Lexicon, stems
from knowledge.models import Asks, Organization
from knowledge.texts import (
    Changes,
    Owner,
    SearchText,
    apply,
    changes,
    count_texts,
    digest_of,
    pending,
    texts_of,
)
from knowledge.vocabulary import Language
from tests.builders import a_service
from tests.fakes import WordEmbedder

PASSAGE = SearchText("doc:guide:1", Owner.DOCUMENT, "guide", Language.SV, "På torris.", "Prover")


def test_a_passage_is_searched_together_with_its_heading() -> None:
    assert PASSAGE.searched == "Prover\nPå torris."
    assert replace(PASSAGE, heading=None).searched == "På torris."


def test_the_digest_changes_with_what_is_searched_and_with_nothing_else() -> None:
    assert PASSAGE.digest == digest_of("Prover\nPå torris.")
    assert replace(PASSAGE, page=4).digest == PASSAGE.digest
    assert replace(PASSAGE, heading="Frakt").digest != PASSAGE.digest


def test_new_and_changed_texts_are_written_and_lost_ones_deleted() -> None:
    same, old, lost = (
        PASSAGE,
        replace(PASSAGE, id="doc:guide:2"),
        replace(PASSAGE, id="doc:guide:3"),
    )
    edited, new = replace(old, body="I kyla."), replace(PASSAGE, id="doc:guide:4")
    stored = {text.id: text for text in (same, old, lost)}

    assert changes(stored, [same, edited, new]) == Changes((edited, new), ("doc:guide:3",))


def test_a_passage_that_moved_to_another_page_is_written_again() -> None:
    moved = replace(PASSAGE, page=2)

    assert changes({PASSAGE.id: PASSAGE}, [moved]) == Changes((moved,), ())


def test_run_twice_nothing_more_is_asked_for(engine: Engine, lexicon: Lexicon) -> None:
    wanted = [PASSAGE, replace(PASSAGE, id="doc:guide:2", body="I kyla.")]
    with engine.begin() as db:
        apply(db, lexicon, changes({}, wanted))

        again = changes(texts_of(db, Owner.DOCUMENT, "guide"), wanted)

    assert again == Changes((), ())


def test_the_index_is_told_in_the_same_transaction_or_not_at_all(engine: Engine, lexicon: Lexicon) -> None:
    with engine.connect() as db:
        apply(db, lexicon, Changes((PASSAGE,), ()))
        db.rollback()

        assert pending(db) == []
        assert count_texts(db, Owner.DOCUMENT) == 0
        assert lexicon.search(db, "document", Language.SV, stems("torris", Language.SV), 5) == []


def test_a_service_is_found_by_a_profile_and_its_asks_in_both_languages(
    engine: Engine, publisher: Publisher, laboratory: Organization
) -> None:
    publisher.service(laboratory, a_service("freezer", asks=Asks(("Vem fryser?",), ("Who freezes?",))))

    with engine.connect() as db:
        stored = texts_of(db, Owner.SERVICE, "freezer")

    assert sorted(stored) == [
        f"svc:freezer:ask:en:{digest_of('Who freezes?')[:8]}",
        f"svc:freezer:ask:sv:{digest_of('Vem fryser?')[:8]}",
        "svc:freezer:profile:en",
        "svc:freezer:profile:sv",
    ]


def test_an_edit_tells_the_index_of_the_changed_texts_only_and_embeds_them_only(
    engine: Engine, publisher: Publisher, laboratory: Organization, model: WordEmbedder
) -> None:
    publisher.service(laboratory, a_service("freezer", asks=Asks(("Vem fryser?",), ("Who freezes?",))))
    with engine.connect() as db:
        before = len(pending(db))
    model.embedded.clear()

    publisher.service(laboratory, a_service("freezer", asks=Asks(("Vem kyler?",), ("Who freezes?",))))

    with engine.connect() as db:
        told = {text_id for _, text_id in pending(db)[before:]}
    assert told == {f"svc:freezer:ask:sv:{digest_of(ask)[:8]}" for ask in ("Vem fryser?", "Vem kyler?")}
    assert model.embedded == ["Vem kyler?"]
