import pytest

from evals.padding import MARK, Pool, long_texts, padding_documents, padding_services, pool
from ingest.chunking import passages
from ingest.publishing import service_texts
from knowledge.vocabulary import Language, State
from tests.builders import a_document, a_service, an_organization

SV = "Labbet ligger vid stationen i norr. Prover lämnas in före klockan nio på morgonen. Svaret kommer inom tre veckor."
EN = "The laboratory is north of the station. Samples are left before nine in the morning. Results take three weeks."


@pytest.fixture
def material() -> Pool:
    services = [a_service(f"lab--{number}") for number in range(4)]
    guides = [a_document("guide-sv", body=f"## Plats\n\n{SV}\n"), a_document("guide-en", language=Language.EN, body=EN)]
    return pool([an_organization(*services)], guides)


def test_padding_is_the_same_every_time(material: Pool) -> None:
    again = pool([organization for organization, _ in material.services[:1]], [])

    assert padding_services(material, 5) == padding_services(material, 5)
    assert padding_documents(material, 45) == padding_documents(material, 45)
    assert again.services == material.services


def test_more_padding_begins_with_the_same_services(material: Pool) -> None:
    assert padding_services(material, 9)[:3] == padding_services(material, 3)


def test_all_that_padding_makes_is_marked(material: Pool) -> None:
    ids = [service.id for _, service in padding_services(material, 7)]
    ids += [document.id for document in padding_documents(material, 50)]

    assert len(set(ids[:7])) == 7
    assert all(id_.startswith(MARK) for id_ in ids)


@pytest.mark.parametrize("count", [0, 1, 20, 53])
def test_documents_are_cut_into_exactly_as_many_passages_as_asked_for(material: Pool, count: int) -> None:
    assert sum(len(passages(document)) for document in padding_documents(material, count)) == count


def test_padding_speaks_both_languages_in_the_seeds_own_sentences(material: Pool) -> None:
    swedish, english = padding_documents(material, 40)[1], padding_documents(material, 40)[0]

    assert (swedish.language, english.language) == (Language.SV, Language.EN)
    assert "Prover lämnas in före klockan nio på morgonen." in swedish.body
    assert "Results take three weeks." in english.body


def test_a_padded_service_can_be_asked_for_and_points_nowhere(material: Pool) -> None:
    organization, service = padding_services(material, 1)[0]

    assert service.status.state is State.ACTIVE
    assert service.fact_ids == (service.id,)
    assert [*service.instead, *service.related, *service.after, *service.alternatives] == []
    assert len(service_texts(organization, service)) > 2


def test_headings_and_tables_are_no_sentences() -> None:
    guide = a_document(body=f"# {'Rubrik ' * 6}.\n\n| {'cell ' * 8}. |\n\n- {SV}\n")

    sentences = pool([], [guide]).sentences[Language.SV]

    assert sentences == tuple(f"{part.strip('.')}." for part in SV.split(". "))


def test_long_texts_have_exactly_the_length_and_differ(material: Pool) -> None:
    texts = long_texts(material, 6, 4_000)

    assert {len(text) for _, text in texts} == {4_000}
    assert len({text for _, text in texts}) == 6
    assert [language for language, _ in texts[:2]] == [Language.SV, Language.EN]
