import pytest

from bot.company import CompanyFacts, DataKind, Fact, facts_in
from knowledge.vocabulary import Language, Place, Sector, Stage

SV, EN = Language.SV, Language.EN
STORY = (
    "Vi är ett tyskt aktiebolag i Kista med 12 anställda som utvecklar medicinteknik i klass IIb. "
    "Bolaget är 3 år gammalt, omsätter 5 mkr och har en prototyp på TRL 5. Vi har registerdata och söker 2 miljoner kr."
)


def test_all_that_a_company_tells_is_picked_up() -> None:
    facts = facts_in(STORY, SV)

    assert (facts.stage, facts.trl, facts.sectors) == (Stage.VERIFICATION, 5, (Sector.MEDTECH,))
    assert (facts.employees, facts.age_years, facts.turnover_msek) == (12, 3, 5)
    assert (facts.place, facts.amount_sek) == (Place.KISTA, 2_000_000)
    assert (facts.device_class, facts.data) == ("IIb", (DataKind.REGISTRY,))


@pytest.mark.parametrize(
    ("question", "language", "place"),
    [
        ("Vi flyttar från Umeå och söker labb i Flemingsberg", SV, Place.FLEMINGSBERG),
        ("A company from Gothenburg that wants to land in Uppsala", EN, Place.UPPSALA),
        ("Vi är från Uppsala och söker inkubator i Stockholm", SV, Place.STOCKHOLM),
        ("Vi är ett bolag från Uppsala", SV, Place.UPPSALA),
    ],
)
def test_where_a_company_comes_from_is_its_place_only_where_no_other_is_named(
    question: str, language: Language, place: Place
) -> None:
    assert facts_in(question, language).place is place


def test_every_fact_is_shown_with_the_words_that_said_it() -> None:
    said = facts_in(STORY, SV).said

    assert {one.fact for one in said} >= {Fact.STAGE, Fact.TRL, Fact.EMPLOYEES, Fact.PLACE, Fact.AMOUNT_SEK, Fact.DATA}
    assert all(STORY[one.start : one.end] == one.words for one in said)
    assert [one.words for one in said if one.fact is Fact.DEVICE_CLASS] == ["klass IIb"]


def test_what_is_not_said_is_unknown() -> None:
    assert facts_in("Vi vill testa vår produkt", SV) == CompanyFacts()
    assert facts_in("We want to test our product", EN) == CompanyFacts()


@pytest.mark.parametrize(
    ("question", "language", "place", "denied"),
    [
        ("inte i Solna utan i Uppsala", SV, Place.UPPSALA, ["Solna"]),
        ("We are no longer in Solna or Kista but in Uppsala", EN, Place.UPPSALA, ["Solna", "Kista"]),
        ("we moved from Solna to Uppsala", EN, Place.UPPSALA, ["Solna"]),
        ("Vi hittar ingen labbplats i Solna", SV, Place.SOLNA, []),
        ("Labb i Stockholm, helst Hagastaden", SV, Place.HAGASTADEN, []),
        ("någonstans i Uppsala län", SV, Place.UPPSALA_COUNTY, []),
        ("inte bara Stockholm utan hela landet", SV, None, ["Stockholm"]),
        ("not only in Solna, anywhere in the region", EN, None, ["Solna"]),
        ("We are only in Solna", EN, Place.SOLNA, []),
    ],
)
def test_the_place_is_the_one_that_is_not_denied(
    question: str, language: Language, place: Place | None, denied: list[str]
) -> None:
    facts = facts_in(question, language)

    assert facts.place is place
    assert [one.words for one in facts.denied] == denied


@pytest.mark.parametrize(
    ("question", "language", "stage"),
    [
        ("We are not a start-up any more", EN, None),
        ("vi har ännu ingen prototyp", SV, None),
        ("en idé utan prototyp", SV, Stage.IDEA),
        ("vi är inte i klinisk fas", SV, None),
        ("vi är inte ett nystartat utan ett etablerat företag", SV, Stage.ESTABLISHED),
        ("We don't have a prototype yet, only an idea", EN, Stage.IDEA),
    ],
)
def test_a_denied_stage_is_not_known(question: str, language: Language, stage: Stage | None) -> None:
    assert facts_in(question, language).stage is stage


def test_what_is_denied_later_is_taken_back() -> None:
    facts = facts_in(
        "Labbplats för ett startup i Solna. Vi är inget startup längre, och inte i Solna utan i Kista.", SV
    )

    assert (facts.stage, facts.place) == (None, Place.KISTA)


def test_a_correction_of_a_number_counts() -> None:
    assert facts_in("inte TRL 4 utan 5", SV).trl == 5
    assert facts_in("inte klass IIa utan IIb", SV).device_class == "IIb"


def test_two_classes_are_no_class() -> None:
    assert facts_in("klass IIa eller klass IIb", SV).device_class is None


@pytest.mark.parametrize(
    ("question", "language", "form"),
    [
        ("vi är ett svenskt aktiebolag", SV, "aktiebolag"),
        ("vårt AB söker lån", SV, "aktiebolag"),
        ("We are a limited company", EN, "aktiebolag"),
        ("jag har en enskild firma", SV, "enskild_firma"),
        ("vi vill registrera aktiebolag", SV, None),
    ],
)
def test_the_legal_form_is_the_one_that_the_company_has(question: str, language: Language, form: str | None) -> None:
    assert facts_in(question, language).legal_form == form


@pytest.mark.parametrize(
    ("question", "language", "kind"),
    [
        ("vi behöver journaldata", SV, DataKind.RECORDS),
        ("access to electronic health records", EN, DataKind.RECORDS),
        ("data ur ett nationellt kvalitetsregister", SV, DataKind.REGISTRY),
        ("sparade vävnadsprover", SV, DataKind.BIOBANK),
        ("whole genome sequencing data", EN, DataKind.GENOME),
        ("röntgenbilder till en algoritm", SV, DataKind.IMAGES),
        ("sensordata från hemmet", SV, DataKind.SENSOR),
    ],
)
def test_the_kind_of_data_is_known(question: str, language: Language, kind: DataKind) -> None:
    assert facts_in(question, language).data == (kind,)


def test_a_denied_sector_leaves_the_others() -> None:
    assert facts_in("inte läkemedel utan medicinteknik", SV).sectors == (Sector.MEDTECH,)


def test_an_agency_is_no_branch() -> None:
    assert facts_in("Läkemedelsverket vill ha mer underlag om vår app", SV).sectors == (Sector.DIGITAL_HEALTH,)
    assert facts_in("Vi är ett läkemedelsbolag", SV).sectors == (Sector.PHARMA,)
