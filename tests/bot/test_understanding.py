import pytest

from bot.understanding import LONG, condensed, filled, is_brief, need_bearing, says_plainly, summary, understand
from knowledge.vocabulary import Audience, Language, Place, Sector, Stage, SupportKind

SV, EN = Language.SV, Language.EN


@pytest.mark.parametrize(
    ("question", "language", "kind"),
    [
        ("Var finns labbplatser i Stockholm?", SV, SupportKind.LAB_SPACE),
        ("We want to rent lab space", EN, SupportKind.LAB_SPACE),
        ("Vi behöver GMP-produktion", SV, SupportKind.PRODUCTION),
        ("hälsodataprojekt", SV, SupportKind.HEALTH_DATA),
        ("Looking for seed funding", EN, SupportKind.EQUITY),
        ("we need help w klinisk prövning", EN, SupportKind.CLINICAL_TRIAL),
    ],
)
def test_the_kind_of_support_is_known_by_the_fields_words(question: str, language: Language, kind: SupportKind) -> None:
    assert kind in understand(question, language).kinds


def test_a_word_that_merely_looks_alike_names_nothing() -> None:
    assert understand("We are a US start-up", EN).kinds == ()


def test_sector_stage_and_place_are_picked_up() -> None:
    need = understand("Startup i Solna med en cellterapi", SV)

    assert (need.sectors, need.stage, need.place) == ((Sector.ATMP,), Stage.STARTUP, Place.SOLNA)


def test_the_narrowest_place_counts() -> None:
    assert understand("Labb i Stockholm, helst Hagastaden", SV).place is Place.HAGASTADEN


def test_what_is_not_said_stays_unknown() -> None:
    need = understand("Vi vill testa vår produkt", SV)

    assert (need.kinds, need.sectors, need.stage, need.place, need.amount_sek) == ((), (), None, None, None)


@pytest.mark.parametrize(
    ("said", "kronor"),
    [
        ("Vi behöver 500 000 kr", 500_000),
        ("SEK 500,000 for a pilot", 500_000),
        ("2,5 miljoner kronor", 2_500_000),
        ("10 mkr i riskkapital", 10_000_000),
        ("raise 2 MSEK", 2_000_000),
        ("300 tkr", 300_000),
        ("5 000 patienter", None),
        ("fas 1 2027", None),
    ],
)
def test_an_amount_is_read_only_where_money_is_named(said: str, kronor: int | None) -> None:
    assert understand(said, SV).amount_sek == kronor


def test_trl_is_read() -> None:
    assert understand("prototyp på TRL 4", SV).trl == 4


def test_the_summary_says_what_was_understood_in_the_asked_language() -> None:
    assert understand("labbplats i Solna", SV).summary == "Labbplats, Solna"
    assert understand("lab space in Solna", EN).summary == "Lab space, Solna"


def test_a_summary_in_the_questions_own_words_reads_as_a_heading() -> None:
    assert summary((), (), (), "vill vi ha någon som kan det.", SV) == "Vill vi ha någon som kan det"
    assert summary((), (), (), "who can tell us?", EN) == "Who can tell us?"


def test_a_long_question_is_searched_by_its_need_bearing_sentences() -> None:
    story = "Bolaget grundades av tre vänner. " * 40
    need = "Nu behöver vi hjälp med en klinisk prövning av medicinteknik."

    kept = need_bearing(story + need + " " + story, lambda text: len(text.split()), limit=30)

    assert need in kept
    assert len(kept.split()) <= 30


def test_a_short_question_is_searched_as_it_is() -> None:
    assert need_bearing("Labbplats?", lambda text: len(text.split())) == "Labbplats?"


def test_one_endless_sentence_is_cut_to_the_limit() -> None:
    kept = need_bearing("labb " * 800, lambda text: len(text.split()), limit=100)

    assert 0 < len(kept.split()) <= 100


@pytest.mark.parametrize(
    ("question", "language", "expected"),
    [
        ("Vi behöver lokaler.", Language.SV, True),
        ("We need premises.", Language.EN, True),
        ("Vi behöver en försäkring för vår kliniska prövning", Language.SV, False),
        ("Who insures the participants of our clinical trial?", Language.EN, False),
    ],
)
def test_a_question_is_brief_when_it_hardly_says_more_than_a_kind(
    question: str, language: Language, expected: bool
) -> None:
    assert is_brief(question, language) is expected


@pytest.mark.parametrize(
    ("question", "language", "expected"),
    [
        ("Hi! We are a small company. Right now we need an investor. Who has that?", Language.EN, True),
        ("Hej! Vi är ett litet bolag. Just nu behöver vi ett kontor. Vem har det?", Language.SV, True),
        ("We need an office cleaner.", Language.EN, False),
        ("Vi behöver patentritningar.", Language.SV, False),
        ("We have an investor. We need a drummer.", Language.EN, False),
    ],
)
def test_a_need_is_said_plainly_where_a_sentence_needs_a_kind_of_support_and_says_no_more(
    question: str, language: Language, expected: bool
) -> None:
    assert says_plainly(question, language) is expected


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Vi har en CE-märkt sensor", SV),
        ("Our sensor is CE-marked", EN),
        ("Our glove is MDR class I", EN),
        ("Vi vill veta mer innan vi söker bidrag", SV),
        ("What do we need before we run a clinical trial", EN),
    ],
)
def test_what_is_done_or_comes_later_is_no_need(question: str, language: Language) -> None:
    assert not {SupportKind.REGULATORY, SupportKind.GRANT, SupportKind.CLINICAL_TRIAL} & set(
        understand(question, language).kinds
    )


def test_the_clause_after_what_comes_later_counts_again() -> None:
    assert understand("Innan vi söker bidrag, var finns labbplatser?", SV).kinds == (SupportKind.LAB_SPACE,)


def test_marking_a_product_is_still_a_regulatory_need() -> None:
    assert SupportKind.REGULATORY in understand("Vi behöver hjälp med CE-märkning", SV).kinds


@pytest.mark.parametrize(
    ("question", "language", "audience"),
    [
        ("Jag är verksamhetschef på en klinik", SV, Audience.CARE_PROVIDER),
        ("Can a care provider apply for it?", EN, Audience.CARE_PROVIDER),
        ("Docent här, vi har ett fynd", SV, Audience.RESEARCHER),
        ("Postdoc at the university with an invention", EN, Audience.RESEARCHER),
    ],
)
def test_who_asks_is_known_by_what_they_call_themselves(question: str, language: Language, audience: Audience) -> None:
    assert understand(question, language).audience == (audience,)


def test_an_office_that_decides_is_no_place_to_rent() -> None:
    assert understand("Which office delivers such data?", EN).kinds == ()
    assert understand("We look for office space", EN).kinds == (SupportKind.PREMISES,)


def test_words_said_in_another_turn_are_not_said_again() -> None:
    known = understand("Labb i Solna", SV)
    later = filled(understand("Vem hjälper oss med patent?", SV), known)

    assert (later.place, later.said) == (Place.SOLNA, ())


def test_a_short_question_is_read_whole() -> None:
    assert condensed("Vi finns i Solna. Vi behöver labb.") == "Vi finns i Solna. Vi behöver labb."


def test_a_long_question_keeps_the_sentences_that_need_something_in_their_order() -> None:
    talk = "Vår berättelse är lång och handlar om hur allt började för många år sedan. " * 40
    question = f"Vi behöver labbplats i Solna. {talk}Vem kan hjälpa oss med MDR?"

    kept = condensed(question)

    assert kept.startswith("Vi behöver labbplats i Solna.")
    assert kept.endswith("Vem kan hjälpa oss med MDR?")
    assert len(kept) <= LONG + 40


def test_a_long_question_without_a_full_stop_is_cut() -> None:
    assert len(condensed("labb " * 800)) == LONG


@pytest.mark.parametrize(
    ("question", "language", "kinds"),
    [
        ("Office space in Solna, no wet lab", EN, {SupportKind.PREMISES}),
        ("Vi vill inte låna utan söker bidrag", SV, {SupportKind.GRANT}),
        ("Vi har ingen labbplats", SV, {SupportKind.LAB_SPACE}),
    ],
)
def test_a_denied_kind_is_none_beside_another_and_a_need_alone(
    question: str, language: Language, kinds: set[SupportKind]
) -> None:
    assert set(understand(question, language).kinds) == kinds
