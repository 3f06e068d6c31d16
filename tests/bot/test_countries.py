import pytest

from bot.countries import countries


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
