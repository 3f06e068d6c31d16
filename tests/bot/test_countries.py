import pytest

from bot.countries import countries, country_names
from knowledge.vocabulary import Bilingual, Language


@pytest.mark.parametrize(
    ("said", "country"),
    [
        ("Vi är ett tyskt medtechbolag", "DE"),
        ("Vi är ett litet danskt företag", "DK"),
        ("We are a Swedish company", "SE"),
        ("German start-up looking for a lab", "DE"),
        ("As a US company we want to set up here", "US"),
        ("We are a small team from the Netherlands", "NL"),
        ("Our company is registered in Estonia", "EE"),
        ("Vi är baserade i Norge", "NO"),
        ("Vi kommer från Schweiz", "CH"),
        ("a start-up from Germany", "DE"),
    ],
)
def test_the_country_is_where_the_company_says_that_it_comes_from(said: str, country: str) -> None:
    assert [one.value for one in countries(said)] == [country]


@pytest.mark.parametrize(
    "said",
    [
        "Vi vill exportera till Japan",
        "We look for a CRO based in Germany",
        "We are looking for a distributor from France",
        "Vi söker en tysk partner",
        "Our German partner company wants a test",
        "Contact us as soon as possible",
        "Vi behöver labbplats i Solna",
        "An Indian summer",
    ],
)
def test_a_market_or_a_partner_is_not_where_the_company_is(said: str) -> None:
    assert list(countries(said)) == []


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("SE", Bilingual("Sverige", "Sweden")),
        ("DE", Bilingual("Tyskland", "Germany")),
        ("US", Bilingual("USA", "United States")),
        ("GB", Bilingual("Storbritannien", "United Kingdom")),
    ],
)
def test_a_country_has_a_name_in_both_languages(code: str, name: Bilingual) -> None:
    assert country_names()[code] == name


def test_only_countries_are_offered() -> None:
    assert not {"EU", "EZ", "UN", "XA", "XB", "ZZ", "001", "419"} & country_names().keys()
    assert {len(code) for code in country_names()} == {2}


@pytest.mark.parametrize("language", Language)
def test_no_two_countries_have_the_same_name(language: Language) -> None:
    assert len({name.in_(language) for name in country_names().values()}) == len(country_names())


@pytest.mark.parametrize("language", Language)
def test_every_country_is_known_by_its_name(language: Language) -> None:
    named = {code: name.in_(language) for code, name in country_names().items()}
    read = {
        code: [one.value for one in countries(f"We are based in {name}")]
        for code, name in named.items()
        if not name.endswith(")")
    }

    assert read == {code: [code] for code in read}
