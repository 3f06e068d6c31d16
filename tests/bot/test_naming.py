import pytest

from bot.naming import Named, Names, PublishedNames
from bot.standing import NOBODY
from knowledge.catalogue import Catalogue
from knowledge.models import Asks, Eligibility, Service, Status
from knowledge.vocabulary import Bilingual, State
from tests.builders import a_service, a_source, an_organization

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


@pytest.mark.parametrize(
    ("askers", "ask", "found"),
    [
        (("eurolift",), "Hur mycket ger Eurolift?", {"eurolift"}),
        (("vecura",), "Hur mycket ger Eurolift?", {"eurolift"}),
        (("vecura",), "hur mycket ger eurolift?", set[str]()),
        (("vecura", "kcc"), "Hur mycket ger Eurolift?", set[str]()),
    ],
)
def test_a_name_stays_a_name_unless_others_say_it_often_or_without_a_capital(
    askers: tuple[str, ...], ask: str, found: set[str]
) -> None:
    names = {"eurolift": "Eurolift", "vecura": "Vecura", "kcc": "Cellcentrum"}
    services = [
        a_service(id_, name=Bilingual(name, name), asks=Asks(sv=(ask,) if id_ in askers else (), en=()))
        for id_, name in names.items()
    ]

    assert Names(a_catalogue(*services)).named("Ger Eurolift stöd till sensorer?").services == found


def test_what_begins_a_service_s_name_and_is_said_of_anything_is_no_name() -> None:
    office = a_service(
        "office",
        name=Bilingual("Kontorsplats och mark för gröna bolag", "Office space and land for green firms"),
        description=Bilingual("Ett kontor, en plats och mark.", "An office, some space and land."),
    )
    other = a_service("other", asks=Asks(sv=("kontor",), en=("Is there office space?", "office space please")))

    assert Names(a_catalogue(office, other)).named("we need office space") == Named()


def test_an_abbreviation_in_an_address_is_a_name_still() -> None:
    uic = a_service(
        "uic", name=Bilingual("UIC", "UIC"), how_to_apply=Bilingual("Skriv till info@uic.se.", "See www.uic.se/start.")
    )

    assert Names(a_catalogue(uic)).named("Hur når jag UIC?") == Named(frozenset({"uic"}), only=True)


def test_who_is_asked_for_advice_is_named_though_others_say_the_name() -> None:
    office = a_service("office", name=Bilingual("Patentverket", "Patentverket"))
    others = [a_service(f"park-{n}", asks=Asks(sv=("nära patentverket",), en=())) for n in range(2)]
    names = Names(a_catalogue(office, *others))

    assert names.named("Kan man få råd av Patentverket om vår nya sensor?").services == {"office"}
    assert names.named("Vi sitter nära Patentverket och behöver ett labb").services == set()


def test_a_turn_points_at_who_is_named_refused_or_home() -> None:
    names = Names(a_catalogue(VECURA, LIFE_TECH))

    assert names.pointed("och Vecura?").only == {"vecura"}
    assert names.pointed("Vecura tar inte in fler företag").refused == {"vecura"}
    assert names.pointed("nej, jag jobbar på Vecura").home == "vecura"
    assert names.pointed("vad kostar det?") == NOBODY


def test_a_common_word_is_a_name_where_it_has_a_capital_and_nothing_else_is_said() -> None:
    house = a_service(
        "house",
        name=Bilingual("Lokaler i Forskaren", "Premises in Forskaren"),
        description=Bilingual("Hus där forskaren trivs.", "A house."),
    )
    names = Names(a_catalogue(house))

    assert names.pointed("how about Forskaren?").only == {"house"}
    assert names.pointed("what does the forskaren do?").only == set()


def test_a_place_or_an_everyday_word_is_no_name() -> None:
    assert named("Vi behöver cellterapi och produktion i Stockholm") == Named()


def test_a_question_that_is_a_name_and_nothing_else_says_so() -> None:
    assert named("Vecura").only
    assert not named("Odlar Vecura hudceller?").only


@pytest.mark.parametrize(
    "question",
    [
        "Kontakt till Vecura",
        "Hur når jag Vecura?",
        "What is Vecura?",
        "Berätta om Vecura",
        "Tell me about Vecura please",
    ],
)
def test_to_ask_about_a_name_is_to_say_nothing_else(question: str) -> None:
    assert named(question) == Named(frozenset({"vecura"}), only=True)


@pytest.mark.parametrize(
    "question",
    [
        "Vi fick nej från Vecura, vilka andra tillverkar celler?",
        "Vecura said no. Who else makes cells?",
        "cell manufacturing, but not Vecura",
        "Someone other than Vecura for cells",
        "Vecura turned us down, where else can we go?",
        "We didn't get into Vecura",
        "Inte Vecura, de har redan tackat nej",
    ],
)
def test_who_has_said_no_or_is_not_wanted_is_refused_and_not_named(question: str) -> None:
    assert Names(a_catalogue(VECURA, LIFE_TECH)).refused(question) == {"vecura"}
    assert not named(question).services


@pytest.mark.parametrize(
    "question", ["Does Vecura make cells?", "Varför inte? Vecura låter bra", "Vi vill till Vecura"]
)
def test_who_is_only_named_is_not_refused(question: str) -> None:
    assert not Names(a_catalogue(VECURA, LIFE_TECH)).refused(question)


def test_an_organizations_name_stands_for_its_services() -> None:
    assert named("Provlabbet").services == {"vecura", "life-tech"}


def test_names_follow_the_catalogue() -> None:
    names = PublishedNames()

    assert names.named("Vecura", a_catalogue(LIFE_TECH, revision=1)).services == frozenset()
    assert names.named("Vecura", a_catalogue(VECURA, revision=2)).services == {"vecura"}


TOLD = a_service(
    "told",
    name=Bilingual("Alfafonden", "The Alpha Fund"),
    description=Bilingual("Söks hos Betafonden.", "Sought at the Beta Fund."),
    how_to_apply=Bilingual("Skriv till Gammafonden.", "Write to the Gamma Fund."),
    status=Status(State.UNCERTAIN, note=Bilingual("Deltafonden tog över.", "The Delta Fund took over.")),
    eligibility=Eligibility(Bilingual("För bolag i Epsilonfonden.", "For companies of the Epsilon Fund.")),
    sources=(
        a_source(
            title="Zetafonden 2026",
            publisher="Etafonden",
            shows=Bilingual("Thetafonden finns", "The Theta Fund exists"),
        ),
    ),
)


@pytest.mark.parametrize(
    "name",
    [
        *("Alfafonden", "Alpha Fund", "Betafonden", "Beta Fund", "Gammafonden", "Gamma Fund", "Deltafonden"),
        *("Delta Fund", "Epsilonfonden", "Epsilon Fund", "Zetafonden", "Etafonden", "Thetafonden"),
        *("Provlabbet", "The Sample Lab", "Ett labb som bara finns i prov", "ALFAFONDEN", "gammafonden"),
    ],
)
def test_a_name_is_known_wherever_the_catalogue_tells_of_it(name: str) -> None:
    assert Names(a_catalogue(TOLD)).knows(name)


@pytest.mark.parametrize("name", ["Iotafonden", "Alfa fonden", "The Omega Fund"])
def test_a_name_that_stands_nowhere_is_not_known(name: str) -> None:
    assert not Names(a_catalogue(TOLD)).knows(name)


def test_a_service_without_conditions_or_a_note_tells_the_rest() -> None:
    assert Names(a_catalogue(VECURA)).knows("Vecura")


def test_names_are_gathered_once_for_each_catalogue() -> None:
    names, catalogue = PublishedNames(), a_catalogue(VECURA)

    assert names.of(catalogue) is names.of(catalogue)
    assert not names.of(a_catalogue(LIFE_TECH, revision=2)).knows("Vecura")


def test_a_name_is_known_without_the_place_it_begins_with() -> None:
    assert named("Vem mejlar man om Life Tech?").services == {"life-tech"}


def test_a_name_is_known_after_the_verb_of_its_sentence() -> None:
    assert Names(a_catalogue(TOLD)).knows("Erbjuder Ett labb som")


def test_two_words_of_which_the_first_is_common_name_nobody() -> None:
    assert Names(a_catalogue(TOLD)).knows("labb center")


@pytest.mark.parametrize(
    "question",
    [
        "forskare vid Vecura, vem äger rätten?",
        "I'm a postdoc at Vecura",
        "Läkare på Vecura här",
        "We are spinning out of Vecura",
    ],
)
def test_where_somebody_works_or_studies_is_known_by_its_name(question: str) -> None:
    assert Names(a_catalogue(VECURA, LIFE_TECH)).own(question) == {"vecura"}


@pytest.mark.parametrize("question", ["Vi söker en forskare som kan Vecura", "Does Vecura take postdocs?"])
def test_who_is_only_spoken_of_is_nobodys_house(question: str) -> None:
    assert not Names(a_catalogue(VECURA, LIFE_TECH)).own(question)
