import pytest

from bot.courtesies import telling, without_courtesies
from knowledge.vocabulary import Language

SV, EN = Language.SV, Language.EN


@pytest.mark.parametrize(
    ("message", "kept"),
    [
        ("Hej! Vi behöver ett labb. Tack på förhand!", "Vi behöver ett labb."),
        ("hej vi behöver ett labb mvh Sara", "vi behöver ett labb"),
        ("God morgon, vem hyr ut labb? Tacksam för svar!\n\nMed vänlig hälsning\nSara Holm", "vem hyr ut labb?"),
        ("Till den det berör,\n\nVi söker en inkubator.\n\n/Sara", "Vi söker en inkubator."),
        ("Hi there! Who rents out labs? Thanks in advance :) ", "Who rents out labs?"),
        ("Dear Sir or Madam, we need a lab. Many thanks! Best, Sara", "we need a lab."),
        ("Hej, hoppas att allt är bra. Vem hyr ut labb? Med vänliga hälsningar", "Vem hyr ut labb?"),
        ("Good morning, may I ask you something? Who rents out labs?", "Who rents out labs?"),
        ("En snabb fråga: vem hyr ut labb?", "vem hyr ut labb?"),
        ("Hello,\nwe need a lab.\n\nKind regards\nSara Holm", "we need a lab."),
    ],
)
def test_greetings_thanks_and_the_writers_name_are_not_searched(message: str, kept: str) -> None:
    assert without_courtesies(message) == kept


@pytest.mark.parametrize(
    "message",
    [
        "Hej!",
        "Tack!",
        "Hi! Thanks!",
        "great, thank you so much",
        "Hi-tech company needs a lab",
        "Tack vare er har vi ett labb. Vem vill prova vår sensor?",
        "Vi söker den bästa, /alltså minsta, sensorn",
        "We want the best, whoever it is",
        "The question is who rents out labs",
        "Hejarklacken behöver en investerare",
    ],
)
def test_a_message_that_is_all_courtesy_or_has_none_stays_whole(message: str) -> None:
    assert without_courtesies(message) == message


@pytest.mark.parametrize(
    ("message", "language", "told"),
    [
        ("Vi är fyra personer i ett nystartat bolag i Solna. Vi söker labb. Vem kan hjälpa oss?", SV, "Vi söker labb."),
        ("Vart vänder vi oss? Vi behöver blodprover.", SV, "Vi behöver blodprover."),
        ("We are a small company in Stockholm. Who tests pumps? Who do we talk to?", EN, "Who tests pumps?"),
        ("Three founders. Our pump leaks.", EN, "Our pump leaks."),
    ],
)
def test_who_asks_and_whom_to_ask_tells_nothing_of_a_need(message: str, language: Language, told: str) -> None:
    assert telling(message, language) == told


@pytest.mark.parametrize(
    ("message", "language"),
    [
        ("We are 12 people. Who can help us?", EN),
        ("We have a pump. How does one start a company?", EN),
        ("Vi är ett litet bolag som gör pumpar. Vem säljer?", SV),
        ("Vi har en pump. Vad gör vi?", SV),
    ],
)
def test_what_may_tell_something_stays_and_so_does_all_where_nothing_else_is_said(
    message: str, language: Language
) -> None:
    assert telling(message, language) == message
