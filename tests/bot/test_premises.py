from dataclasses import replace

import pytest

from bot.models import Need
from bot.premises import corrections, supposed_givers, unheard_of
from bot.understanding import understand
from knowledge.catalogue import Catalogue
from knowledge.models import Organization, Service
from knowledge.vocabulary import Bilingual, Language, Place
from tests.builders import a_need, a_service, an_organization

UPPSALA = a_service("uppsala", name=Bilingual("Labbet", "The Lab"), places=(Place.UPPSALA,))
UMEA = a_service("umea", name=Bilingual("Norrlabbet", "The North Lab"), places=(Place.VASTERBOTTEN,))
HAGASTADEN = a_service("hagastaden", places=(Place.HAGASTADEN,))
NATIONAL = a_service("national", places=(Place.SWEDEN,))
ANYWHERE = a_service("anywhere", places=())
LAB = an_organization(UPPSALA, UMEA, HAGASTADEN, NATIONAL, ANYWHERE)
OTHER = an_organization(a_service("other", places=(Place.SKANE,)), id="other")


def a_catalogue(*organizations: Organization) -> Catalogue:
    owned = {service: one for one in organizations for service in one.services}
    return Catalogue(
        1,
        {one.id: one for one in organizations},
        {service.id: service for service in owned},
        {service.id: one.id for service, one in owned.items()},
    )


def in_solna(question: str = "Finns Labbet i Solna?") -> Need:
    return understand(question, Language.SV)


def corrected(need: Need, *services: Service | str) -> list[str]:
    ids = [one if isinstance(one, str) else one.id for one in services]
    return [one.sv for one in corrections(need, ids, a_catalogue(LAB, OTHER))]


def test_a_service_that_is_elsewhere_is_put_right_in_both_languages() -> None:
    assert corrections(in_solna(), ["uppsala"], a_catalogue(LAB)) == (
        Bilingual("Labbet finns i Uppsala.", "The Lab is in Uppsala."),
    )


@pytest.mark.parametrize("there", [HAGASTADEN, NATIONAL, ANYWHERE], ids=lambda service: service.id)
def test_a_service_that_serves_the_place_needs_no_correction(there: Service) -> None:
    assert corrected(in_solna("Finns labbet i Stockholms län?"), there) == []
    assert corrected(in_solna("Finns labbet i Hagastaden?"), there) == []


def test_several_services_of_one_giver_are_put_right_together_under_its_name() -> None:
    assert corrected(in_solna(), UMEA, UPPSALA) == ["Provlabbet finns i Västerbotten, Uppsala."]


def test_one_service_in_the_place_is_enough() -> None:
    assert corrected(in_solna("Finns Provlabbet i Hagastaden?"), UPPSALA, HAGASTADEN) == []
    assert corrected(in_solna(), UPPSALA, ANYWHERE) == []


def test_a_name_that_several_share_says_nothing_of_where_it_is() -> None:
    assert corrected(in_solna(), UPPSALA, "other") == []


def test_nothing_is_put_right_where_nothing_known_is_named() -> None:
    assert corrected(in_solna()) == []
    assert corrected(in_solna(), "gone") == []


@pytest.mark.parametrize(
    "need",
    [
        a_need(),
        a_need(place=Place.SOLNA),
        understand("Finns Labbet, inte i Solna?", Language.SV),
        replace(in_solna(), place=None),
    ],
)
def test_only_a_place_that_the_question_says_is_put_right(need: Need) -> None:
    assert corrected(need, UPPSALA) == []


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Jag har talat med Södra Medicinfonden om pengar", ["Södra Medicinfonden"]),
        ("vad gör Mälaren Science park?", ["Mälaren Science park"]),
        ("hur söker man till Norra B&O-Lab centrum i Kista", ["Norra B&O-Lab centrum"]),
        ("är Alfa testbädden öppen, eller Beta testbädden?", ["Alfa testbädden", "Beta testbädden"]),
        ("is Alfa accelerator better than Alfa accelerator?", ["Alfa accelerator"]),
        ("vi söker en fond, en hub och ett institut", []),
        ("Fonden är slut", []),
        ("Vi är i Solna och söker pengar ur en fond", []),
        ("", []),
    ],
)
def test_a_name_that_looks_like_somebody_who_gives_support_is_found_as_written(question: str, names: list[str]) -> None:
    assert supposed_givers(question) == names


@pytest.mark.parametrize(
    "before",
    [
        "Vi är ",
        "vi på ",
        "Vårt bolag, ",
        "Bolaget heter ",
        "jag driver ",
        "We are ",
        "Our company is called ",
        "we at ",
    ],
)
def test_a_company_that_names_itself_gives_no_support(before: str) -> None:
    assert supposed_givers(f"{before}Alfa Life center") == []


def test_a_name_without_end_is_no_name() -> None:
    assert supposed_givers(f"vi hörde om {'Alfa ' * 20}fonden") == []


def test_what_nobody_is_called_is_said_with_the_name_as_it_was_written() -> None:
    assert unheard_of("Södra fonden") == Bilingual(
        "Katalogen känner ingen som heter ”Södra fonden”.",
        "The catalogue knows nobody called “Södra fonden”.",
    )


@pytest.mark.parametrize("first", ["Kan", "Finns", "Does", "Is"])
def test_the_first_word_of_a_sentence_is_no_part_of_a_name(first: str) -> None:
    assert supposed_givers(f"{first} Norra Lifefonden pengar?") == ["Norra Lifefonden"]


def test_a_giver_s_word_that_only_begins_a_sentence_is_no_name() -> None:
    assert supposed_givers("Vilka Fonder finns? Finns Fonden kvar?") == []


@pytest.mark.parametrize("name", ["Nordic Life Fund", "Solna Growth Hub", "Stockholm Innovation Center"])
def test_a_name_may_be_written_with_capitals_throughout(name: str) -> None:
    assert supposed_givers(f"vad gör {name}?") == [name]


def test_only_the_first_few_names_are_looked_at() -> None:
    names = [f"Nordic{letter} Hub" for letter in "abcdefgh"]

    assert supposed_givers(", ".join(names)) == names[:3]


def test_a_name_ends_with_its_last_giver_s_word() -> None:
    assert supposed_givers("vi hörde om Nordic Hub Park Anna Svensson") == ["Nordic Hub Park"]
