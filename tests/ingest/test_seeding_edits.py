from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select

from ingest.publishing import Publisher
from ingest.seeding import load_seed, merge
from knowledge import store
from knowledge.database import tasks
from knowledge.models import Asks
from knowledge.texts import Owner, texts_of, texts_without_vector
from knowledge.vocabulary import Bilingual
from tests.builders import a_document, a_service, an_organization, write_guide, write_organization

FREE = Bilingual("Gratis", "Free")
DEAR = Bilingual("Dyrt", "Dear")


def _service(engine: Engine, service_id: str = "lab-sequencing") -> store.Record:
    with engine.connect() as db:
        record = store.service_record(db, service_id)
    assert record
    return record


def _tasks(engine: Engine) -> list[tuple[str, str, dict[str, Any]]]:
    with engine.connect() as db:
        return [(row.kind, row.subject, row.details) for row in db.execute(select(tasks))]


def test_an_untouched_field_follows_a_newer_seed(publisher: Publisher, engine: Engine, seed: Path) -> None:
    load_seed(publisher, seed)
    write_organization(seed, an_organization(a_service(fees=FREE)))

    assert load_seed(publisher, seed)

    assert _service(engine).fields["fees"] == {"sv": "Gratis", "en": "Free"}
    assert _tasks(engine) == []


def test_a_touched_field_stays_and_the_newer_seed_becomes_a_proposal(
    publisher: Publisher, engine: Engine, seed: Path
) -> None:
    load_seed(publisher, seed)
    publisher.service(an_organization(), a_service(fees=FREE))
    write_organization(seed, an_organization(a_service(fees=DEAR, website="https://lab.example/new")))

    load_seed(publisher, seed)

    assert _service(engine).fields["fees"] == {"sv": "Gratis", "en": "Free"}
    assert _service(engine).fields["website"] == "https://lab.example/new"
    proposed = {"field": "fees", "proposed": {"sv": "Dyrt", "en": "Dear"}}
    assert _tasks(engine) == [("seed_proposes", "lab-sequencing", proposed)]


def test_a_seed_that_agrees_with_an_edit_proposes_nothing(publisher: Publisher, engine: Engine, seed: Path) -> None:
    load_seed(publisher, seed)
    publisher.service(an_organization(), a_service(fees=FREE))
    write_organization(seed, an_organization(a_service(fees=FREE)))

    load_seed(publisher, seed)

    assert _tasks(engine) == []


def test_a_proposal_is_made_once(publisher: Publisher, engine: Engine, seed: Path) -> None:
    load_seed(publisher, seed)
    publisher.service(an_organization(), a_service(fees=FREE))
    write_organization(seed, an_organization(a_service(fees=DEAR)))
    load_seed(publisher, seed)
    write_guide(seed, a_document(title="Ny titel"))

    load_seed(publisher, seed)

    assert len(_tasks(engine)) == 1


def test_texts_that_an_edit_and_a_newer_seed_make_together_have_vectors(
    publisher: Publisher, engine: Engine, seed: Path
) -> None:
    load_seed(publisher, seed)
    publisher.service(an_organization(), a_service(name=Bilingual("Gener", "Genes")))
    description = Bilingual("En helt ny beskrivning.", "An entirely new description.")
    write_organization(seed, an_organization(a_service(description=description)))

    load_seed(publisher, seed)

    with engine.connect() as db:
        profile = texts_of(db, Owner.SERVICE, "lab-sequencing")["svc:lab-sequencing:profile:sv"]
        assert profile.body.startswith("Gener\nProvlabbet\nEn helt ny beskrivning.")
        assert texts_without_vector(db, "words") == []


def test_a_withdrawn_service_stays_withdrawn(publisher: Publisher, engine: Engine, seed: Path) -> None:
    load_seed(publisher, seed)
    publisher.withdraw_service("lab-sequencing")
    write_organization(seed, an_organization(a_service(fees=FREE)))

    load_seed(publisher, seed)

    with engine.connect() as db:
        assert store.published(db).services == {}
        assert texts_of(db, Owner.SERVICE, "lab-sequencing") == {}


def test_a_service_gone_from_the_seed_becomes_one_task_to_end_it(
    publisher: Publisher, engine: Engine, seed: Path
) -> None:
    other = a_service("lab-imaging", asks=Asks(sv=("Avbilda celler",)))
    write_organization(seed, an_organization(a_service(), other))
    load_seed(publisher, seed)
    write_organization(seed, an_organization(a_service()))
    load_seed(publisher, seed)
    write_guide(seed, a_document(title="Ny titel"))

    load_seed(publisher, seed)

    assert _tasks(engine) == [("seed_ends_service", "lab-imaging", {})]
    with engine.connect() as db:
        assert "lab-imaging" in store.published(db).services


def test_a_service_that_comes_back_to_the_seed_follows_it_again(
    publisher: Publisher, engine: Engine, seed: Path
) -> None:
    other = a_service("lab-imaging")
    for services in ([a_service(), other], [a_service()], [a_service(), other]):
        write_organization(seed, an_organization(*services))
        load_seed(publisher, seed)
    write_organization(seed, an_organization(a_service(), replace(other, fees=FREE)))

    load_seed(publisher, seed)

    assert _service(engine, "lab-imaging").fields["fees"] == {"sv": "Gratis", "en": "Free"}
    assert [kind for kind, _, _ in _tasks(engine)] == ["seed_ends_service"]


def test_an_advisors_own_service_is_no_business_of_the_seed(publisher: Publisher, engine: Engine, seed: Path) -> None:
    load_seed(publisher, seed)
    publisher.service(an_organization(), a_service("lab-own"))
    write_guide(seed, a_document(title="Ny titel"))

    load_seed(publisher, seed)

    assert _tasks(engine) == []


def test_merging_the_same_seed_changes_nothing() -> None:
    fields = {"fees": 1, "website": 2}

    merged = merge(fields, fields, fields)

    assert (merged.fields, merged.proposals) == (fields, {})


def test_a_record_without_a_seed_keeps_its_fields_and_gets_proposals() -> None:
    merged = merge({"fees": 1, "website": 2}, None, {"fees": 1, "website": 3})

    assert (merged.fields, merged.proposals) == ({"fees": 1, "website": 2}, {"website": 3})


def test_a_field_that_is_new_in_the_seed_is_added() -> None:
    assert merge({"fees": 1}, {"fees": 1}, {"fees": 1, "website": 3}).fields == {"fees": 1, "website": 3}
