from dataclasses import replace

import pytest

from bot.company import DataKind, Fact, facts_in
from bot.known import InvalidFact, as_said, changed, in_words, known, name, options, takes_many, worth_knowing
from bot.models import Known
from bot.understanding import understand
from knowledge.vocabulary import Bilingual, CompanyFact, Language, Place, Sector, Stage
from tests.builders import a_need

SV, EN = Language.SV, Language.EN
STORY = "Vi är ett aktiebolag i Kista med 12 anställda, omsätter 5 mkr och söker 2 miljoner kr. Vi har registerdata."
LISTED = [fact for fact in Fact if options(fact)]


def test_what_a_company_has_said_is_shown_back_in_both_languages_with_its_own_words() -> None:
    assert known(understand(STORY, SV)) == (
        Known(Fact.PLACE, ("kista",), Bilingual("Kista", "Kista"), "Kista"),
        Known(Fact.EMPLOYEES, ("12",), Bilingual("12", "12"), "12 anställda"),
        Known(Fact.TURNOVER_MSEK, ("5",), Bilingual("5", "5"), "5 mkr"),
        Known(Fact.LEGAL_FORM, ("aktiebolag",), Bilingual("aktiebolag", "limited company"), "aktiebolag"),
        Known(
            Fact.AMOUNT_SEK,
            ("2000000",),
            Bilingual("2\u00a0000\u00a0000", "2\u00a0000\u00a0000"),
            "2 miljoner kr",
        ),
        Known(Fact.DATA, ("registerdata",), Bilingual("registerdata", "registry data"), "registerdata"),
    )


def test_nothing_is_known_of_a_company_that_has_said_nothing() -> None:
    assert known(a_need()) == ()


def test_several_values_are_one_fact_with_all_the_words_that_said_them() -> None:
    (sectors,) = known(understand("medtech och diagnostik", SV))

    assert (sectors.values, sectors.words) == (("medtech", "diagnostics"), "medtech, diagnostik")
    assert sectors.text == in_words(Fact.SECTORS, ["medtech", "diagnostics"])


def test_what_has_been_denied_is_not_known() -> None:
    assert [one.values for one in known(understand("inte i Solna utan i Uppsala", SV))] == [("uppsala",)]


def test_a_fact_put_right_replaces_what_was_said_and_leaves_the_rest() -> None:
    said = understand(STORY, SV)

    need = changed(said, Fact.PLACE, ["uppsala"])

    assert need == replace(said, place=Place.UPPSALA, said=tuple(one for one in said.said if one.fact != Fact.PLACE))
    assert known(need)[0] == Known(Fact.PLACE, ("uppsala",), Bilingual("Uppsala", "Uppsala"))


@pytest.mark.parametrize("values", [[], [""], ["  "]])
@pytest.mark.parametrize("fact", Fact)
def test_a_fact_with_no_value_is_unknown_again(fact: Fact, values: list[str]) -> None:
    told = changed(a_need(), fact, [next(iter(options(fact)), "3")])

    assert known(changed(told, fact, values)) == ()


@pytest.mark.parametrize(
    ("fact", "sent", "values"),
    [
        (Fact.STAGE, [" clinical "], Stage.CLINICAL),
        (Fact.SECTORS, ["pharma", "atmp"], (Sector.PHARMA, Sector.ATMP)),
        (Fact.DATA, ["genomdata", ""], (DataKind.GENOME,)),
        (Fact.COUNTRY, ["DK"], "DK"),
        (Fact.TRL, ["9"], 9),
        (Fact.AMOUNT_SEK, ["2 000\u00a0000"], 2_000_000),
        (Fact.EMPLOYEES, ["007"], 7),
    ],
)
def test_a_value_is_read_as_the_company_means_it(fact: Fact, sent: list[str], values: object) -> None:
    assert getattr(changed(a_need(), fact, sent), fact.value) == values


@pytest.mark.parametrize("fact", LISTED)
def test_every_value_that_is_offered_can_be_chosen_and_is_shown_as_it_was_offered(fact: Fact) -> None:
    for value, words in options(fact).items():
        assert known(changed(a_need(), fact, [value])) == (Known(fact, (value,), words),)


@pytest.mark.parametrize(
    ("fact", "least", "most"),
    [
        (Fact.TRL, 1, 9),
        (Fact.EMPLOYEES, 0, 1_000_000),
        (Fact.AGE_YEARS, 0, 500),
        (Fact.TURNOVER_MSEK, 0, 1_000_000),
        (Fact.AMOUNT_SEK, 1, 100_000_000_000),
    ],
)
def test_the_least_and_the_highest_number_can_be_chosen_and_what_lies_beyond_cannot(
    fact: Fact, least: int, most: int
) -> None:
    for number in (least, most):
        assert getattr(changed(a_need(), fact, [str(number)]), fact.value) == number
    for number in (least - 1, most + 1):
        with pytest.raises(InvalidFact) as refused:
            changed(a_need(), fact, [str(number)])
        assert (refused.value.name, refused.value.value) == (name(fact), str(number))
        assert refused.value.between == (least, most)


@pytest.mark.parametrize("sent", ["0", "-1", "1.5", "tre", "²", "٣", "1e3", "9" * 5_000])
def test_what_is_no_number_is_refused(sent: str) -> None:
    with pytest.raises(InvalidFact) as refused:
        changed(a_need(), Fact.TRL, [sent])

    assert (refused.value.value, refused.value.between) == (sent, (1, 9))


@pytest.mark.parametrize("fact", LISTED)
@pytest.mark.parametrize("sent", ["atlantis", "<b>", "é" * 10_000])
def test_a_value_that_is_not_offered_is_refused_with_the_fact_it_was_meant_for(fact: Fact, sent: str) -> None:
    with pytest.raises(InvalidFact) as refused:
        changed(a_need(), fact, [sent])

    assert (refused.value.name, refused.value.value, refused.value.between) == (name(fact), sent, None)


@pytest.mark.parametrize("fact", Fact)
def test_two_values_are_refused_where_a_company_can_have_but_one(fact: Fact) -> None:
    two = [*options(fact), "1", "2"][:2]

    if takes_many(fact):
        assert known(changed(a_need(), fact, two))[0].values == tuple(two)
    else:
        with pytest.raises(InvalidFact) as refused:
            changed(a_need(), fact, two)
        assert refused.value.value == ", ".join(two)


@pytest.mark.parametrize("language", Language)
def test_every_fact_has_a_name_of_its_own(language: Language) -> None:
    assert len({name(fact).in_(language) for fact in Fact}) == len(Fact)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        (STORY, SV),
        ("Vi är ett danskt företag med en prototyp på TRL 5 inom medtech, klass IIb, vävnadsprover", SV),
        ("Vi har inga anställda", SV),
        ("IVD-test i klass C", SV),
    ],
)
def test_what_is_shown_can_be_sent_back_as_it_is(question: str, language: Language) -> None:
    need = understand(question, language)

    for one in known(need):
        assert getattr(changed(need, one.fact, one.values), one.fact.value) == getattr(need, one.fact.value)


@pytest.mark.parametrize(
    ("fact", "value", "language", "question"),
    [
        (Fact.PLACE, "uppsala_county", SV, "Labbplats i {}"),
        (Fact.STAGE, "clinical", SV, "Vi är i skedet {}"),
        (Fact.TRL, "7", EN, "Our product is at {}"),
        (Fact.EMPLOYEES, "1200", SV, "Vi är {}"),
        (Fact.EMPLOYEES, "3", EN, "We have {}"),
        (Fact.TURNOVER_MSEK, "7", SV, "Vi omsätter {}"),
        (Fact.TURNOVER_MSEK, "7", EN, "We have {}"),
        (Fact.AMOUNT_SEK, "2500000", SV, "Vi söker {}"),
        (Fact.AMOUNT_SEK, "2500000", EN, "We look for {}"),
        (Fact.DEVICE_CLASS, "I", SV, "En medicinteknisk produkt i {}"),
        (Fact.DEVICE_CLASS, "IIa", EN, "Our device is in {}"),
        (Fact.LEGAL_FORM, "enskild_firma", SV, "Vi är ett {}"),
        (Fact.LEGAL_FORM, "aktiebolag", EN, "We are a {}"),
        (Fact.COUNTRY, "DK", SV, "Vi är baserade i {}"),
        *((Fact.SECTORS, sector.value, language, "{}") for sector in Sector for language in Language),
        *((Fact.DATA, kind.value, SV, "Vi har {}") for kind in DataKind),
    ],
)
def test_a_fact_in_a_company_s_words_is_read_as_the_same_fact(
    fact: Fact, value: str, language: Language, question: str
) -> None:
    facts = facts_in(question.format(as_said(fact, [value], language)), language)

    assert getattr(facts, fact.value) == getattr(changed(a_need(), fact, [value]), fact.value)


def test_no_value_leaves_no_words() -> None:
    assert as_said(Fact.PLACE, [], SV) == ""


def test_a_company_is_asked_first_for_what_conditions_ask_for_and_never_for_what_is_known() -> None:
    rules = [CompanyFact.TRL, CompanyFact.EMPLOYEES, CompanyFact.TRL, CompanyFact.AUDIENCE, CompanyFact.OTHER]

    assert worth_knowing(a_need(), rules) == (Fact.TRL, Fact.EMPLOYEES, Fact.STAGE, Fact.SECTORS)
    assert worth_knowing(a_need(trl=5, sectors=(Sector.PHARMA,)), rules) == (Fact.EMPLOYEES, Fact.STAGE, Fact.PLACE)
    assert worth_knowing(a_need(), [], at_most=2) == (Fact.STAGE, Fact.SECTORS)


@pytest.mark.parametrize(
    "rule", [rule for rule in CompanyFact if rule not in {CompanyFact.AUDIENCE, CompanyFact.OTHER}]
)
def test_every_condition_on_the_company_can_be_answered(rule: CompanyFact) -> None:
    assert len(worth_knowing(a_need(place=Place.SOLNA, stage=Stage.IDEA, sectors=(Sector.ATMP,)), [rule])) == (
        rule not in {CompanyFact.PLACE, CompanyFact.STAGE, CompanyFact.SECTOR}
    )
