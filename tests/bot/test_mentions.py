import pytest

from bot.mentions import denied_in, fold, mentions, said_beside
from knowledge.vocabulary import Audience, Language, Place, Sector, Stage, SupportKind

SV, EN = Language.SV, Language.EN


def denied(text: str, *words: str) -> list[bool]:
    spans = [(text.index(word), text.index(word) + len(word)) for word in words]
    found = denied_in(text, spans)
    return [span in found for span in spans]


def test_a_value_is_found_with_the_words_that_name_it() -> None:
    text = "Vi söker labbplats i Solna"

    assert [(one.value, text[one.start : one.end]) for one in mentions(text, SV)] == [
        (SupportKind.LAB_SPACE, "labbplats"),
        (Place.SOLNA, "Solna"),
    ]


def test_a_phrase_of_many_words_is_found_whole() -> None:
    text = "I am a PhD student in imaging"

    assert (Audience.RESEARCHER, "I am a PhD student") in [
        (one.value, text[one.start : one.end]) for one in mentions(text, EN)
    ]


def test_a_compound_is_named_by_its_beginning_and_shown_whole() -> None:
    text = "ett hälsodataprojekt"

    (one,) = mentions(text, SV)

    assert (one.value, text[one.start : one.end]) == (SupportKind.HEALTH_DATA, "hälsodataprojekt")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("labb i Sodertalje", Place.SODERTALJE),
        ("office in Malmo", Place.SKANE),
        ("kontor i Goteborg", Place.VASTRA_GOTALAND),
    ],
)
def test_a_place_is_known_without_its_diacritics(text: str, place: Place) -> None:
    assert place in [one.value for one in mentions(text, SV)]


def test_a_word_of_the_other_language_is_known_when_it_is_long() -> None:
    assert Stage.VERIFICATION in [one.value for one in mentions("we need hjälp with verifiering", EN)]
    assert Sector.DATA_AI not in [one.value for one in mentions("ai ai", SV)][2:]


def test_a_soft_hyphen_does_not_hide_a_word() -> None:
    assert SupportKind.LAB_SPACE in [one.value for one in mentions("labb\u00adplats", SV)]


def test_folding_keeps_each_sign_in_its_place() -> None:
    text = "Åsa är på Ö’n İ"

    assert fold(text)[:13] == "asa ar pa o'n"
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "inte i Solna utan i Uppsala",
        "vi är inte längre i Solna",
        "vi sitter inte i Solna",
        "vi har lämnat Solna",
        "Solna är inte aktuellt",
        "i Solna är vi inte",
        "vi flyttar från Solna till Kista",
        "not in Solna but in Kista",
        "we aren't in Solna",
        "we’re no longer based in Solna",
        "moved from Solna to Kista",
        "Kista instead of Solna",
    ],
)
def test_what_is_said_not_to_be_so_is_denied(text: str) -> None:
    assert denied(text, "Solna") == [True]


@pytest.mark.parametrize(
    "text",
    [
        "vi hittar ingen labbplats i Solna",
        "vi har inte fått något labb i Solna",
        "inte bara i Solna",
        "not only in Solna",
        "We can't find a lab in Solna",
        "No, we are in Solna",
        "nej, i Solna",
        "inte i Kista utan i Solna",
        "en tur från Solna",
    ],
)
def test_a_not_that_is_about_something_else_denies_nothing(text: str) -> None:
    assert denied(text, "Solna") == [False]


def test_a_list_is_denied_as_a_whole_and_what_comes_instead_is_not() -> None:
    assert denied("not in Solna or Kista but in Uppsala", "Solna", "Kista", "Uppsala") == [True, True, False]


def test_utan_means_without_only_where_nothing_was_denied_before_it() -> None:
    assert denied("en idé utan prototyp", "prototyp") == [True]
    assert denied("ingen idé utan prototyp", "prototyp") == [False]


@pytest.mark.parametrize(
    ("text", "language", "beside"),
    [
        ("We need an office in Solna.", EN, "We need Solna."),
        ("Vi söker labbplats och ett patent", SV, "Vi söker och ett"),
        ("Vi söker labbplatsbelysning", SV, None),
        ("Vi söker en trumslagare", SV, None),
        ("Vi söker ett kontor i Solna", SV, "Vi söker ett i Solna"),
    ],
)
def test_what_is_said_beside_a_kind_of_support_is_all_but_its_words(
    text: str, language: Language, beside: str | None
) -> None:
    said = said_beside(text, SupportKind, language)

    assert (said and " ".join(said.replace(" .", ".").split())) == beside
