"""A company asks in its own words and finds the right contact: through the API and on the page, in both languages."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest

from bot.models import Outcome
from ingest.seeding import Seed
from knowledge.labels import entry
from knowledge.models import Service
from knowledge.vocabulary import Bilingual, Language, SupportKind
from tests.journeys.running import Running, link_of
from web.api_models import Answer

pytestmark = pytest.mark.model


@dataclass(frozen=True, slots=True)
class Wanted:
    """A need in both languages, and the organization that meets it best."""

    organization_id: str
    question: Bilingual


WANTED = [
    Wanted(
        "karolinska-atmp-center",
        Bilingual(
            "Vi behöver GMP-produktion för den första batchen av vår cellterapi. Vem pratar vi med?",
            "We need GMP production for the first batch of our cell therapy. Who do we talk to?",
        ),
    ),
    Wanted(
        "prv",
        Bilingual("Hur söker vi patent på vår uppfinning?", "How do we apply for a patent on our invention?"),
    ),
    Wanted(
        "etikprovningsmyndigheten",
        Bilingual(
            "Vi behöver etiskt tillstånd för en studie på människor. Vart skickas ansökan?",
            "We need ethics approval for a study on humans. Where does the application go?",
        ),
    ),
    Wanted(
        "karolinska-universitetssjukhuset",
        Bilingual(
            "Vi ska ge vårt läkemedel till cancerpatienter för första gången. Vem har en fas 1-enhet?",
            "We are about to dose cancer patients with our drug for the first time. Who has a phase 1 unit?",
        ),
    ),
    Wanted(
        "ki-innovations",
        Bilingual(
            "Vi söker en inkubator i Solna för vårt nystartade life science-bolag",
            "We are looking for an incubator in Solna for our new life science company",
        ),
    ),
    Wanted(
        "almi",
        Bilingual(
            "Finns det verifieringsmedel innan vi kan ta in kapital?",
            "Is there verification money before we can raise capital?",
        ),
    ),
    Wanted(
        "scilifelab",
        Bilingual(
            "Vem kan sekvensera arvsmassan i våra tumörprover?", "Who can sequence the genome in our tumour samples?"
        ),
    ),
    Wanted(
        "tlv",
        Bilingual("Hur får vårt läkemedel subvention i Sverige?", "How does our drug get reimbursed in Sweden?"),
    ),
    Wanted(
        "bolagsverket",
        Bilingual("Hur registrerar vi ett aktiebolag?", "How do we register a limited company?"),
    ),
    Wanted(
        "pku-biobanken",
        Bilingual(
            "Vi vill använda blodprover från nyföddhetsscreeningen", "We want to use blood spots from newborn screening"
        ),
    ),
    Wanted(
        "verklighetslabbet",
        Bilingual(
            "Vi vill testa välfärdsteknik inom äldreomsorgen i Stockholm",
            "We want to test welfare technology in elderly care in Stockholm",
        ),
    ),
    Wanted(
        "electrum-laboratory",
        Bilingual(
            "Vi behöver renrum för att tillverka en mikrochip-sensor", "We need a clean room to make a microchip sensor"
        ),
    ),
    Wanted(
        "human-protein-atlas",
        Bilingual(
            "Finns det en karta över var proteiner uttrycks i kroppen?",
            "Is there a map of where proteins are expressed in the body?",
        ),
    ),
]

each_need = pytest.mark.parametrize("wanted", WANTED, ids=lambda wanted: wanted.organization_id)
each_language = pytest.mark.parametrize("language", Language)


@each_language
@each_need
def test_a_question_is_answered_in_its_own_language_with_the_right_organization_first(
    service: Running, wanted: Wanted, language: Language
) -> None:
    other = Language.EN if language is Language.SV else Language.SV

    answer = service.ask(wanted.question.in_(language), page_language=other)

    assert (answer.outcome, answer.language) == (Outcome.ANSWERED, language)
    assert answer.suggestions[0].organization_id == wanted.organization_id
    assert answer.suggestions[0].service_name in _plain(answer.text)


PLAINLY = Bilingual(
    "Hej! Vi är ett litet bolag. Just nu behöver vi {}. Vem har det?",
    "Hi! We are a small company. Right now we need {}. Who has that?",
)


@each_language
@pytest.mark.parametrize("kind", SupportKind)
def test_whoever_plainly_needs_a_kind_of_support_gets_an_answer(
    service: Running, kind: SupportKind, language: Language
) -> None:
    for words in entry(kind).words.in_(language)[:2]:
        assert service.ask(PLAINLY.in_(language).format(words)).outcome is Outcome.ANSWERED, words


@each_language
@each_need
def test_every_contact_shown_stands_in_the_catalogue_with_its_source(
    service: Running, services: dict[str, Service], wanted: Wanted, language: Language
) -> None:
    answer = service.ask(wanted.question.in_(language))

    assert answer.suggestions[0].contacts
    for one in answer.suggestions:
        known = services[one.service_id]
        shown = [(card.channel, card.value, card.purpose, card.source_url, card.seen_on) for card in one.contacts]
        assert shown == [
            (contact.channel, contact.value, contact.purpose.in_(language), contact.source_url, contact.seen_on)
            for contact in known.contacts
        ]


@each_language
@each_need
def test_every_source_stands_in_the_catalogue_and_is_used_and_nothing_else_is_cited(
    service: Running, seed: Seed, services: dict[str, Service], wanted: Wanted, language: Language
) -> None:
    answer = service.ask(wanted.question.in_(language))

    numbers = [citation.number for citation in answer.citations]
    assert numbers == list(range(1, len(numbers) + 1))
    assert set(numbers) == _cited(answer)
    assert all(one.citations for one in answer.suggestions)
    sources = {(source.title, source.url) for one in answer.suggestions for source in services[one.service_id].sources}
    guides = {f"/guides/{guide.id}" for guide in seed.guides}
    for citation in answer.citations:
        assert (citation.title, citation.source_url) in sources or citation.source_url in guides


@each_language
@each_need
def test_the_page_shows_what_the_api_answers_with_scripts_and_without(
    service: Running, wanted: Wanted, language: Language
) -> None:
    question = wanted.question.in_(language)
    answer = service.ask(question)

    for shown in (service.page(question, language), service.stream(question, language)):
        assert shown.faults == []
        assert f'lang="{language}"' in shown.html
        assert shown.organizations == [one.organization_id for one in answer.suggestions]
        assert {link_of(contact) for one in answer.suggestions for contact in one.contacts} <= set(shown.page.links)
        assert len(shown.sources) == len(answer.citations)
        assert shown.used_sources == shown.sources
        assert question in shown.page.text


@each_need
def test_swedish_and_english_lead_to_the_same_organization(service: Running, wanted: Wanted) -> None:
    swedish, english = (service.ask(wanted.question.in_(language)) for language in Language)

    assert swedish.suggestions[0].organization_id == english.suggestions[0].organization_id


def _cited(answer: Answer) -> set[int]:
    """The numbers that sentences and suggestions point to."""
    in_text = {int(number) for number in re.findall(r"(?<!\\)\[(\d+)\]", answer.text)}
    return in_text | {number for one in answer.suggestions for number in one.citations}


def _plain(markdown: str) -> str:
    return markdown.replace("\\", "")
