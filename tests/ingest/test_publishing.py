from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import Engine

from ingest.publishing import Publisher, service_texts
from knowledge import revisions, store
from knowledge.documents import document
from knowledge.lexicon import Lexicon, stems
from knowledge.models import Asks, Service, Status
from knowledge.revisions import Revised
from knowledge.texts import Owner, SearchText, pending, settle, texts_of
from knowledge.vocabulary import Bilingual, Language, State
from tests.builders import a_document, a_service, an_organization
from tests.fakes import WordEmbedder


def _published(publisher: Publisher, service: Service) -> None:
    with publisher.engine.begin() as db:
        fields = store.organization_fields(an_organization())
        store.save_organization(db, store.Record("lab", fields, fields, False))
    publisher.service(an_organization(), service)


def _texts(engine: Engine, owner: Owner, owner_id: str) -> list[str]:
    with engine.connect() as db:
        return [text.body for text in texts_of(db, owner, owner_id).values()]


def _outbox(engine: Engine) -> set[str]:
    """What waits since the last look."""
    with engine.begin() as db:
        rows = pending(db)
        settle(db, [number for number, _ in rows])
    return {text_id for _, text_id in rows}


def _found(engine: Engine, lexicon: Lexicon, words: str) -> set[str]:
    with engine.connect() as db:
        wanted = stems(words, Language.SV)
        return {text_id for text_id, _ in lexicon.search(db, Owner.SERVICE, Language.SV, wanted, 10)}


def test_a_service_is_found_by_its_profile_and_its_asks_in_both_languages() -> None:
    service = a_service("lab-imaging", asks=Asks(sv=("Avbilda celler",), en=("Image cells", "See a cell")))

    texts = service_texts(an_organization(), service)

    assert [text.id.rpartition(":")[0] if ":ask:" in text.id else text.id for text in texts] == [
        "svc:lab-imaging:profile:sv",
        "svc:lab-imaging:ask:sv",
        "svc:lab-imaging:profile:en",
        "svc:lab-imaging:ask:en",
        "svc:lab-imaging:ask:en",
    ]


def _profile(service: Service) -> SearchText:
    return service_texts(an_organization(), service)[0]


def test_a_profile_says_what_it_is_and_who_gives_it_once() -> None:
    service = a_service(name=Bilingual("Provlabbet", "The Sample Lab"))

    assert _profile(service).body.splitlines()[0] == "Provlabbet"
    assert _profile(service).body.count("Provlabbet") == 1


@pytest.mark.parametrize(("state", "expected"), [(State.RENAMED, True), (State.ENDED, True), (State.ACTIVE, False)])
def test_a_service_is_found_by_its_former_name(state: State, expected: bool) -> None:
    service = a_service(status=Status(state, note=Bilingual("Hette Genkällan", "Was Gene Well")))

    assert ("Genkällan" in _profile(service).body) is expected


def test_a_published_service_is_in_the_catalogue_the_lexicon_and_the_outbox(
    publisher: Publisher, engine: Engine, lexicon: Lexicon
) -> None:
    service = a_service(asks=Asks(sv=("Kolla på arvsanlag",)))

    _published(publisher, service)

    with engine.connect() as db:
        assert store.published(db).services == {service.id: service}
    expected = {text.id for text in service_texts(an_organization(), service)}
    assert _found(engine, lexicon, "arvsanlag") == {f"svc:{service.id}:sv"}
    assert _outbox(engine) == expected


def test_an_edit_writes_only_the_texts_that_changed(publisher: Publisher, engine: Engine, model: WordEmbedder) -> None:
    service = a_service(asks=Asks(sv=("Läsa dna", "Pris på dna"), en=("Read dna",)))
    _published(publisher, service)
    _outbox(engine)
    model.embedded.clear()

    publisher.service(an_organization(), replace(service, asks=Asks(sv=("Läsa dna", "Läsa rna"), en=("Read dna",))))

    assert model.embedded == ["Läsa rna"]
    assert len(_outbox(engine)) == 2
    assert "Pris på dna" not in _texts(engine, Owner.SERVICE, service.id)


def test_publishing_the_same_again_asks_for_nothing_more(
    publisher: Publisher, engine: Engine, model: WordEmbedder
) -> None:
    _published(publisher, a_service())
    _outbox(engine)
    model.embedded.clear()

    publisher.service(an_organization(), a_service())

    assert model.embedded == []
    assert _outbox(engine) == set()


def test_an_edit_moves_the_revision(publisher: Publisher, engine: Engine) -> None:
    _published(publisher, a_service())
    with engine.connect() as db:
        before = revisions.revision(db, Revised.CATALOGUE)

    publisher.service(an_organization(), a_service(fees=Bilingual("Gratis", "Free")))

    with engine.connect() as db:
        assert revisions.revision(db, Revised.CATALOGUE) > before


def test_an_edit_keeps_what_the_seed_said(publisher: Publisher, engine: Engine) -> None:
    seeded = store.service_fields(a_service())
    with engine.begin() as db:
        fields = store.organization_fields(an_organization())
        store.save_organization(db, store.Record("lab", fields, fields, False))
        store.save_service(db, store.Record("lab-sequencing", seeded, seeded, False, "lab"))

    publisher.service(an_organization(), a_service(fees=Bilingual("Gratis", "Free")))

    with engine.connect() as db:
        record = store.service_record(db, "lab-sequencing")
    assert record
    assert record.seed == seeded
    assert record.fields["fees"] == {"sv": "Gratis", "en": "Free"}


def test_a_withdrawn_service_is_found_nowhere(publisher: Publisher, engine: Engine, lexicon: Lexicon) -> None:
    _published(publisher, a_service())

    publisher.withdraw_service("lab-sequencing")

    with engine.connect() as db:
        assert store.published(db).services == {}
    assert _texts(engine, Owner.SERVICE, "lab-sequencing") == []
    assert _found(engine, lexicon, "sekvensering") == set()


def test_a_document_replaces_the_one_with_its_id(publisher: Publisher, engine: Engine) -> None:
    publisher.document(a_document(body="## Frakt\n\nPå torris.\n\n## Svar\n\nTre veckor."))

    count = publisher.document(a_document(body="## Frakt\n\nMed bud."))

    assert count == 1
    assert _texts(engine, Owner.DOCUMENT, "guide-samples") == ["Med bud."]


def test_a_withdrawn_document_is_gone_with_its_passages(publisher: Publisher, engine: Engine) -> None:
    publisher.document(a_document())

    assert publisher.withdraw_document("guide-samples")

    with engine.connect() as db:
        assert document(db, "guide-samples") is None
    assert _texts(engine, Owner.DOCUMENT, "guide-samples") == []


def test_withdrawing_an_unknown_document_says_that_it_was_not_there(publisher: Publisher) -> None:
    assert not publisher.withdraw_document("guide-nothing")


def test_texts_of_another_model_are_embedded_anew(publisher: Publisher, engine: Engine, lexicon: Lexicon) -> None:
    publisher.document(a_document())
    other = WordEmbedder()
    other.digest = "other words"
    steps: list[tuple[int, int]] = []

    Publisher(engine, lexicon, other).refresh(lambda done, of_all: steps.append((done, of_all)))

    assert len(other.embedded) == 2
    assert steps == [(2, 2)]


def test_stems_that_were_made_in_another_way_are_made_anew(
    publisher: Publisher, engine: Engine, lexicon: Lexicon
) -> None:
    publisher.refresh()
    _published(publisher, a_service())
    with engine.begin() as db:
        lexicon.clear(db)
        store.keep_fact(db, "stems", "as they were before")
    before = _found(engine, lexicon, "sekvensering")

    publisher.refresh()

    assert before == set()
    assert _found(engine, lexicon, "sekvensering") == {"svc:lab-sequencing:sv"}
