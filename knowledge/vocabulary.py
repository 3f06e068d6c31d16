"""The closed lists of the field, with Swedish and English labels."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache


@dataclass(frozen=True, slots=True)
class Bilingual:
    """The same words in Swedish and in English."""

    sv: str
    en: str

    def in_(self, language: Language) -> str:
        """The wording in one language."""
        return self.sv if language is Language.SV else self.en


class Language(StrEnum):
    """The two languages that the service speaks."""

    SV = "sv"
    EN = "en"

    @property
    def other(self) -> Language:
        """The language that this one is not."""
        return Language.EN if self is Language.SV else Language.SV


class SupportKind(StrEnum):
    """What a company can need; the first thing that routing looks at."""

    RESEARCH_INFRASTRUCTURE = "research_infrastructure"
    LAB_SPACE = "lab_space"
    PREMISES = "premises"
    TEST_BED = "test_bed"
    CLINICAL_TRIAL = "clinical_trial"
    HEALTH_DATA = "health_data"
    BIOBANK = "biobank"
    PRODUCTION = "production"
    INCUBATOR = "incubator"
    COMMERCIALISATION = "commercialisation"
    BUSINESS_ADVICE = "business_advice"
    NETWORK = "network"
    GRANT = "grant"
    LOAN = "loan"
    EQUITY = "equity"
    REGULATORY = "regulatory"
    ETHICS_REVIEW = "ethics_review"
    DATA_PROTECTION = "data_protection"
    IP = "ip"
    PROCUREMENT = "procurement"
    EXPORT = "export"
    ESTABLISHMENT = "establishment"
    COMPANY_FORMATION = "company_formation"
    TAX_RELIEF = "tax_relief"
    COORDINATION = "coordination"


class Stage(StrEnum):
    """How far a company has come."""

    IDEA = "idea"
    VERIFICATION = "verification"
    STARTUP = "startup"
    CLINICAL = "clinical"
    GROWTH = "growth"
    ESTABLISHED = "established"


class Sector(StrEnum):
    """Branches of life science."""

    PHARMA = "pharma"
    ATMP = "atmp"
    BIOTECH = "biotech"
    MEDTECH = "medtech"
    DIAGNOSTICS = "diagnostics"
    DIGITAL_HEALTH = "digital_health"
    WELFARE_TECH = "welfare_tech"
    DATA_AI = "data_ai"
    BIOPROCESS = "bioprocess"
    FOOD_AGRI = "food_agri"


class Place(StrEnum):
    """Sites, municipalities and wider areas; see `within` for which lies in which."""

    HAGASTADEN = "hagastaden"
    KISTA = "kista"
    FLEMINGSBERG = "flemingsberg"
    STOCKHOLM = "stockholm"
    SOLNA = "solna"
    HUDDINGE = "huddinge"
    BOTKYRKA = "botkyrka"
    SODERTALJE = "sodertalje"
    DANDERYD = "danderyd"
    STOCKHOLM_COUNTY = "stockholm_county"
    UPPSALA = "uppsala"
    UPPSALA_COUNTY = "uppsala_county"
    SODERMANLAND = "sodermanland"
    OSTERGOTLAND = "ostergotland"
    VASTRA_GOTALAND = "vastra_gotaland"
    SKANE = "skane"
    VASTERBOTTEN = "vasterbotten"
    GOTLAND = "gotland"
    SWEDEN = "sweden"
    NORDICS = "nordics"
    EU = "eu"
    WORLD = "world"


class Audience(StrEnum):
    """Who may use a service."""

    COMPANY = "company"
    FOUNDER = "founder"
    RESEARCHER = "researcher"
    CARE_PROVIDER = "care_provider"
    MUNICIPALITY = "municipality"
    REGION_STAFF = "region_staff"
    INCUBATOR = "incubator"


class Channel(StrEnum):
    """How a contact is reached."""

    EMAIL = "email"
    PHONE = "phone"
    WEB_FORM = "web_form"
    PAGE = "page"


class State(StrEnum):
    """What the sources say about whether a service still runs."""

    ACTIVE = "active"
    UNCERTAIN = "uncertain"
    ENDED = "ended"
    RENAMED = "renamed"


class CompanyFact(StrEnum):
    """What an eligibility rule can ask of a company."""

    PLACE = "place"
    COUNTRY = "country"
    STAGE = "stage"
    TRL = "trl"
    SECTOR = "sector"
    AUDIENCE = "audience"
    EMPLOYEES = "employees"
    AGE_YEARS = "age_years"
    TURNOVER_MSEK = "turnover_msek"
    AMOUNT_SEK = "amount_sek"
    DEVICE_CLASS = "device_class"
    LEGAL_FORM = "legal_form"
    OTHER = "other"


class Operator(StrEnum):
    """How an eligibility rule compares."""

    IN = "in"
    NOT_IN = "not_in"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    IS = "is"


class Currency(StrEnum):
    """Currencies of amounts in the catalogue."""

    SEK = "SEK"
    EUR = "EUR"
    USD = "USD"


PLACE_WITHIN: dict[Place, Place] = {
    Place.HAGASTADEN: Place.STOCKHOLM,
    Place.KISTA: Place.STOCKHOLM,
    Place.FLEMINGSBERG: Place.HUDDINGE,
    Place.STOCKHOLM: Place.STOCKHOLM_COUNTY,
    Place.SOLNA: Place.STOCKHOLM_COUNTY,
    Place.HUDDINGE: Place.STOCKHOLM_COUNTY,
    Place.BOTKYRKA: Place.STOCKHOLM_COUNTY,
    Place.SODERTALJE: Place.STOCKHOLM_COUNTY,
    Place.DANDERYD: Place.STOCKHOLM_COUNTY,
    Place.STOCKHOLM_COUNTY: Place.SWEDEN,
    Place.UPPSALA: Place.UPPSALA_COUNTY,
    Place.UPPSALA_COUNTY: Place.SWEDEN,
    Place.SODERMANLAND: Place.SWEDEN,
    Place.OSTERGOTLAND: Place.SWEDEN,
    Place.VASTRA_GOTALAND: Place.SWEDEN,
    Place.SKANE: Place.SWEDEN,
    Place.VASTERBOTTEN: Place.SWEDEN,
    Place.GOTLAND: Place.SWEDEN,
    Place.SWEDEN: Place.NORDICS,
    Place.NORDICS: Place.WORLD,
    Place.EU: Place.WORLD,
}

# Hagastaden lies in two municipalities.
NEIGHBOURS: dict[Place, tuple[Place, ...]] = {
    # Who says Stockholm seldom means the municipality alone.
    Place.STOCKHOLM: (Place.STOCKHOLM_COUNTY,),
    Place.HAGASTADEN: (Place.SOLNA,),
    Place.SOLNA: (Place.HAGASTADEN,),
}


@cache
def within(place: Place, area: Place) -> bool:
    """Whether a place is an area or lies in it; Sweden lies in the EU as well."""
    if place is area or (area is Place.EU and within(place, Place.SWEDEN)):
        return True
    return place in PLACE_WITHIN and within(PLACE_WITHIN[place], area)
