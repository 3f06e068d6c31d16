import pytest

from bot.answering import Passage, Told, choices, compose, first_sentences
from bot.follow_words import About
from bot.models import Outcome, Suggestion
from knowledge.models import Service
from knowledge.texts import Owner, SearchText
from knowledge.vocabulary import Bilingual, Language
from tests.builders import a_document, a_need, a_service, a_source

SV, EN = Language.SV, Language.EN


def a_suggestion(service: Service | None = None) -> Suggestion:
    return Suggestion(
        service or a_service(), "lab", Bilingual("Provlabbet", "The Sample Lab"), None, True, (), (), score=1.0
    )


def a_passage(body: str, heading: str = "Om prover › Frakt") -> Passage:
    text = SearchText("doc:guide-samples:1", Owner.DOCUMENT, "guide-samples", SV, body, heading)
    return Passage(text, a_document())


def told(*suggestions: Suggestion, passages: tuple[Passage, ...] = ()) -> Told:
    return Told(Outcome.ANSWERED, needs=(a_need(),), suggestions=suggestions, passages=passages)


def test_every_citation_in_the_text_is_one_that_was_given() -> None:
    answer = compose(told(a_suggestion(), passages=(a_passage("Torris räcker."),)), SV)

    assert [citation.number for citation in answer.citations] == [1, 2]
    assert answer.suggestions[0].citations == (1,)
    assert "[1]" in answer.text
    assert "[2]" in answer.text
    assert "[3]" not in answer.text


def test_a_source_that_two_services_share_is_cited_once() -> None:
    answer = compose(told(a_suggestion(), a_suggestion(a_service("lab--two"))), SV)

    assert [one.citations for one in answer.suggestions] == [(1,), (1,)]
    assert len(answer.citations) == 1


def test_a_quote_is_what_the_source_shows_in_the_asked_language() -> None:
    assert compose(told(a_suggestion()), SV).citations[0].quote == "Vad labbet gör"
    assert compose(told(a_suggestion()), EN).citations[0].quote == "What the lab does"


def test_a_source_without_an_address_is_cited_by_title() -> None:
    service = a_service(sources=(a_source(url=None, title="Remiss-PM", dated_on="2020"),))

    citation = compose(told(a_suggestion(service)), SV).citations[0]

    assert (citation.source_url, citation.title, citation.dated_on) == (None, "Remiss-PM", "2020")


def test_nothing_in_a_catalogue_field_is_read_as_markdown_or_html() -> None:
    service = a_service(name=Bilingual("<b>*Labb*</b>", "<b>*Lab*</b>"))

    assert r"\<b\>\*Labb\*\</b\>" in compose(told(a_suggestion(service)), SV).text


def test_a_long_passage_is_quoted_to_whole_words() -> None:
    answer = compose(told(a_suggestion(), passages=(a_passage("torris " * 200),)), SV)

    assert len(answer.citations[1].quote) <= 400
    assert answer.citations[1].quote.endswith("torris …")


def test_passages_are_chosen_from_different_sections() -> None:
    passages = [a_passage("a", "Ett"), a_passage("b", "Ett"), a_passage("c", "Två"), a_passage("d", "Tre")]

    assert [passage.text.body for passage in choices(passages)] == ["a", "c"]


def test_the_beginning_of_a_text_is_whole_sentences() -> None:
    assert first_sentences("En kort. En till som är längre. En sista.", 10) == "En kort. En till som är längre."


@pytest.mark.parametrize("outcome", Outcome)
@pytest.mark.parametrize("language", Language)
def test_every_outcome_has_words_in_both_languages(outcome: Outcome, language: Language) -> None:
    answer = compose(Told(outcome, needs=(a_need(),), suggestions=(a_suggestion(),)), language)

    assert len(answer.text) > 20
    assert "{{" not in answer.text


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (Language.SV, "**Tid:** Det står inte i de källor som vi har sett"),
        (Language.EN, "**Time:** The sources we have seen do not say"),
    ],
)
def test_a_detail_asked_for_beside_the_need_is_told_of_the_first_suggestion(language: Language, said: str) -> None:
    told = Told(Outcome.ANSWERED, needs=(a_need(),), suggestions=(a_suggestion(), a_suggestion()), beside=(About.TIME,))

    assert compose(told, language).text.count(said) == 1
