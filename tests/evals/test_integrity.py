import pytest

from bot.answering import Passage
from evals.integrity import Known, citation_support, contact_integrity, details, faults, known
from evals.replies import Answered, Contact
from ingest.chunking import passages
from knowledge.catalogue import Catalogue
from knowledge.models import Organization
from knowledge.vocabulary import Bilingual, Channel, SupportKind
from tests.builders import a_contact, a_document, a_service, a_source, an_organization
from tests.evals.builders import a_citation, a_suggestion, an_answer, an_email

GUIDE = a_document(body="## Frakt\n\n- Prover skickas på torris.\n- Ring 08-123 456 78 före leverans.\n")


@pytest.fixture
def facts() -> Known:
    service = a_service(
        "lab-sequencing",
        how_to_apply=Bilingual("Fyll i formuläret på form.lab.example.", "Fill in the form at form.lab.example."),
        contacts=(a_contact(), a_contact(channel=Channel.PHONE, value="+46 8 788 00 00")),
    )
    other = a_service("lab-biobank", contacts=(a_contact(value="bio_bank@lab.example"),))
    return known(_catalogue(an_organization(service, other)), [Passage(text, GUIDE) for text in passages(GUIDE)])


def says(text: str) -> Answered:
    return an_answer("lab-sequencing", text=text)


def shows(contact: Contact) -> Answered:
    return an_answer(suggestions=(a_suggestion("lab-sequencing", contact),))


def cites(quote: str, **source: str) -> Answered:
    return an_answer("lab-sequencing", citations=(a_citation(quote, **source),))


def test_a_service_shows_its_own_contacts(facts: Known) -> None:
    assert contact_integrity(shows(an_email("info@lab.example")), facts) == 1


@pytest.mark.parametrize(
    ("contact", "why"),
    [
        (an_email("bio_bank@lab.example"), "another service's"),
        (an_email("sales@lab.example"), "nobody's"),
        (an_email("info@lab.example", source_url=None), "seen nowhere"),
        (an_email("info@lab.example", source_url="https://elsewhere.example"), "seen elsewhere"),
        (Contact(Channel.PHONE, "info@lab.example", "https://lab.example/contact"), "reached otherwise"),
    ],
)
def test_a_contact_that_the_service_does_not_have_is_a_fault(facts: Known, contact: Contact, why: str) -> None:
    assert contact_integrity(shows(contact), facts) == 0, why
    assert faults(shows(contact), facts) == (f"lab-sequencing: {contact.value}",)


@pytest.mark.parametrize(
    "text",
    [
        "Mejla info@lab.example.",
        "Mejla bio\\_bank@lab.example",
        "Ring 08-788 00 00 eller +46 (0)8 788 00 00.",
        "Ring 08-12345678",
        "Se https://www.lab.example/ eller lab.example.",
        "Ansök på form.lab.example.",
        "Vänd dig till 1177.se",
        "Läs https://lab.example/prover).",
        "Bidraget är 1 000 000 kr, 0,5 % av 2 000 000 000 kr, 2024–2025, dnr 2026-01523, org.nr 556677-8899.",
        "NCT01234567, ISO 13485, 171 65 Solna, 2026-11-21",
    ],
)
def test_what_the_catalogue_and_its_texts_hold_may_be_said(facts: Known, text: str) -> None:
    assert faults(says(text), facts) == ()


@pytest.mark.parametrize(
    ("text", "invented"),
    [
        ("Mejla chef@lab.example", "chef@lab.example"),
        ("Ring 070-174 06 05", "0701740605"),
        ("Call +46 70 174 06 05.", "0701740605"),
        ("Call +44 20 7946 0000", "442079460000"),
        ("Se https://evil.example/login", "evil.example/login"),
        ("Se [labbet](http://lab.example/betala)", "lab.example/betala"),
        ("Gå till gratis.se", "gratis.se"),
    ],
)
def test_what_nobody_wrote_is_an_invention(facts: Known, text: str, invented: str) -> None:
    assert faults(says(text), facts) == (invented,)
    assert contact_integrity(says(text), facts) == 0


def test_an_invention_in_a_quote_is_one_too(facts: Known) -> None:
    assert faults(cites("Mejla chef@lab.example"), facts) == ("chef@lab.example",)


def test_a_number_that_a_short_quote_cuts_is_not_invented(facts: Known) -> None:
    assert faults(says("> Prover skickas på torris. Ring 08-123 456 7 … [1]"), facts) == ()


def test_details_have_one_form() -> None:
    assert details("Anna@Lab.SE, +46 (0)8-123 456 78, 0046 8 12345678, HTTPS://www.Lab.se/A/") == {
        "anna@lab.se",
        "0812345678",
        "lab.se/a",
    }


@pytest.mark.parametrize(
    ("quote", "title", "source_url"),
    [
        (
            "Prover skickas på torris. Ring 08-123 456 78 före leverans.",
            "Om prover › Frakt",
            "https://lab.example/prover",
        ),
        ("Prover  skickas\npå torris. …", "Om prover › Frakt", "https://lab.example/prover"),
        ("Vad labbet gör", "Våra analyser", "https://lab.example"),
        ("What the lab does", "Våra analyser", "https://lab.example"),
    ],
)
def test_a_quote_stands_word_for_word_in_its_source(facts: Known, quote: str, title: str, source_url: str) -> None:
    assert citation_support(cites(quote, title=title, source_url=source_url), facts) == 1


@pytest.mark.parametrize(
    ("quote", "title", "source_url"),
    [
        ("Prover skickas på is.", "Om prover › Frakt", "https://lab.example/prover"),
        ("Prover skickas på torris.", "Våra analyser", "https://lab.example"),
        ("Vad labbet gör", "Våra analyser", "https://elsewhere.example"),
        ("", "Våra analyser", "https://lab.example"),
        (" …", "Våra analyser", "https://lab.example"),
    ],
)
def test_a_quote_that_its_source_does_not_hold_is_unsupported(
    facts: Known, quote: str, title: str, source_url: str
) -> None:
    assert citation_support(cites(quote, title=title, source_url=source_url), facts) == 0


def test_a_guide_of_our_own_is_cited_by_its_page() -> None:
    guide = a_document(url=None, body="Prover skickas på torris.\n")
    facts = known(_catalogue(), [Passage(text, guide) for text in passages(guide)])
    title = passages(guide)[0].heading or guide.title

    assert citation_support(cites("Prover skickas på torris.", title=title, source_url="/guides/guide-samples"), facts)


def test_a_marker_without_a_citation_counts_as_unsupported(facts: Known) -> None:
    got = an_answer(text="Labbet tar emot prover. [1] [2]", citations=(a_citation("Vad labbet gör"),))

    assert citation_support(got, facts) == 1 / 2


def test_an_answer_that_cites_nothing_has_no_support_to_measure(facts: Known) -> None:
    assert citation_support(says("Vad behöver ni? \\[1\\]"), facts) is None


def test_kinds_of_services_are_known(facts: Known) -> None:
    assert facts.kinds["lab-biobank"] == (SupportKind.RESEARCH_INFRASTRUCTURE,)


def test_a_source_may_be_quoted_in_each_services_words() -> None:
    one = a_service("lab-one", sources=(a_source(shows=Bilingual("Ett", "One")),))
    two = a_service("lab-two", sources=(a_source(shows=Bilingual("Två", "Two")),))
    facts = known(_catalogue(an_organization(one, two)), [])

    assert [citation_support(cites(quote), facts) for quote in ("Ett", "Two", "Tre")] == [1, 1, 0]


def _catalogue(*organizations: Organization) -> Catalogue:
    return Catalogue(
        1,
        {one.id: one for one in organizations},
        {service.id: service for one in organizations for service in one.services},
        {service.id: one.id for one in organizations for service in one.services},
    )
