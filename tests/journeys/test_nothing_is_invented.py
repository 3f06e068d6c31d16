"""Every address, number and link that a company is shown stands in the seed, or is a page of our own."""

from __future__ import annotations

import re

import pytest

from ingest.seeding import seed_files
from knowledge.assembly import SEED
from knowledge.vocabulary import Channel, Language
from tests.journeys.questions import DIVERSE
from tests.journeys.running import Running
from web.api_models import Answer

pytestmark = pytest.mark.model

# What our own templates say where somebody asks about care.
OWN_WORDS = " 1177.se "
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(r"(?<![\w/.-])(?:\+\d|0\d)[\d \u00a0()/–-]{4,18}\d\b")
LINK = re.compile(r"https?://[^\s<>\"')\]]*[^\s<>\"')\].,;:!?]")
SITE = re.compile(r"\b(?:[\w-]+\.)+(?:se|com|eu|org|net|nu|io|example)\b")


@pytest.fixture(scope="session")
def written() -> str:
    """Every word of the seed, its line breaks as spaces."""
    return OWN_WORDS + " ".join(" ".join(path.read_text("utf-8").split()) for path in seed_files(SEED))


@pytest.mark.parametrize("question", DIVERSE)
def test_every_address_number_and_link_stands_verbatim_in_the_seed(
    service: Running, written: str, question: str
) -> None:
    answer = service.ask(question)

    said = _said(answer)
    details = {*EMAIL.findall(said), *PHONE.findall(said), *LINK.findall(said), *SITE.findall(said)}
    assert {one for one in details if one not in written} == set()


@pytest.mark.parametrize("question", DIVERSE)
def test_every_link_on_the_page_is_our_own_or_stands_verbatim_in_the_seed(
    service: Running, written: str, question: str
) -> None:
    phones = re.sub(r"[^\d+]", "", " ".join(PHONE.findall(written)))
    links = {*service.page(question, Language.SV).page.links, *service.stream(question, Language.EN).page.links}

    for link in links:
        scheme, _, rest = link.partition(":")
        match scheme:
            case "mailto":
                assert rest in written
            case "tel":
                assert rest in phones
            case "http" | "https":
                assert link in written
            case _:
                assert link.startswith(("/", "#"))
                assert not link.startswith("//")


def test_the_search_for_invented_details_would_find_one(service: Running, written: str) -> None:
    """Answers hold e-mail addresses, phone numbers and links, and the patterns see them."""
    answers = [service.ask(question) for question in DIVERSE]
    said = " ".join(map(_said, answers))
    cards = [card for answer in answers for one in answer.suggestions for card in one.contacts]

    assert set(EMAIL.findall(said)) >= {card.value for card in cards if card.channel is Channel.EMAIL}
    assert set(PHONE.findall(said)) >= {card.value for card in cards if card.channel is Channel.PHONE}
    assert {card.channel for card in cards} >= {Channel.EMAIL, Channel.PHONE, Channel.PAGE}
    assert len(LINK.findall(said)) > len(DIVERSE)
    for invented in ("info@hittepa.example", "08-999 99 99", "https://hittepa.example/x"):
        assert EMAIL.fullmatch(invented) or PHONE.fullmatch(invented) or LINK.fullmatch(invented)
        assert invented not in written


def _said(answer: Answer) -> str:
    """All that an answer says, but not the question, which is the company's own words."""
    told = answer.model_dump(mode="json", include={"suggestions", "citations", "question_back"})
    return " ".join(
        [answer.text.replace("\\", ""), *_strings(told)],
    )


def _strings(value: object) -> list[str]:
    """Every text in a JSON value."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        value = list(value.values())
    return [text for one in value for text in _strings(one)] if isinstance(value, list) else []
