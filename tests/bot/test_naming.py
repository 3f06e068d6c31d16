from bot.naming import Named, Names, PublishedNames
from knowledge.catalogue import Catalogue
from knowledge.models import Asks, Service
from knowledge.vocabulary import Bilingual
from tests.builders import a_service, an_organization

VECURA = a_service(
    "vecura",
    name=Bilingual("Vecura och Centrum för cellterapi (KCC), produktion", "Vecura and Cell Centre (KCC), production"),
    asks=Asks(sv=("Vem tillverkar vår cellterapi?",), en=("Who can make a batch of cells?",)),
)
LIFE_TECH = a_service("life-tech", name=Bilingual("Stockholm Life Tech", "Stockholm Life Tech"))


def a_catalogue(*services: Service, revision: int = 1) -> Catalogue:
    organization = an_organization(*services)
    return Catalogue(
        revision,
        {organization.id: organization},
        {service.id: service for service in services},
        {service.id: organization.id for service in services},
    )


def named(question: str) -> Named:
    return Names(a_catalogue(VECURA, LIFE_TECH)).named(question)


def test_a_service_is_known_by_a_word_of_its_name_or_its_abbreviation() -> None:
    assert named("Vem ringer jag på Vecura?").services == {"vecura"}
    assert named("who is at KCC").services == {"vecura"}


def test_a_name_of_several_words_is_known_whole() -> None:
    assert named("Finns Stockholm Life Tech kvar?").services == {"life-tech"}


def test_a_place_or_an_everyday_word_is_no_name() -> None:
    assert named("Vi behöver cellterapi och produktion i Stockholm") == Named()


def test_a_question_that_is_a_name_and_nothing_else_says_so() -> None:
    assert named("Vecura").only
    assert not named("Kontakt till Vecura").only


def test_an_organizations_name_stands_for_its_services() -> None:
    assert named("Provlabbet").services == {"vecura", "life-tech"}


def test_names_follow_the_catalogue() -> None:
    names = PublishedNames()

    assert names.named("Vecura", a_catalogue(LIFE_TECH, revision=1)).services == frozenset()
    assert names.named("Vecura", a_catalogue(VECURA, revision=2)).services == {"vecura"}
