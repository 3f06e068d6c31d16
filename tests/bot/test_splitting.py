import pytest

from bot.splitting import AT_MOST, needs_in
from bot.understanding import understand
from knowledge.vocabulary import Language, SupportKind

SV, EN = Language.SV, Language.EN


def kinds_of(question: str, language: Language) -> list[tuple[SupportKind, ...]]:
    return [understand(need, language).kinds for need in needs_in(question, language)]


@pytest.mark.parametrize(
    "question",
    [
        "Labbplats + MDR + såddkapital",
        "labbplats\nMDR\nsåddkapital",
        "Vi behöver labbplats, hjälp med MDR och såddkapital.",
        "Hej! Vi behöver:\n- labbplats i Solna\n- MDR-råd\n- såddkapital",
        "Vi behöver (1) labbplats, (2) råd om MDR, (3) såddkapital.",
        "Dels söker vi labbplats, dels råd om MDR och dels såddkapital.",
        "För det första behöver vi labbplats, för det andra råd om MDR och för det tredje såddkapital.",
        "Tre saker: labbplats, MDR och såddkapital.",
        "Var finns labbplats? Vem kan svara på frågor om MDR? Och vem hjälper oss med såddkapital?",
    ],
)
def test_needs_of_different_kinds_are_told_apart_however_they_are_listed(question: str) -> None:
    expected = [(SupportKind.LAB_SPACE,), (SupportKind.REGULATORY,), (SupportKind.EQUITY,)]

    assert kinds_of(question, SV) == expected


@pytest.mark.parametrize(
    "question",
    [
        "We need lab space, help with MDR and seed capital.",
        "First: find lab space. Second: understand MDR. Third: raise seed capital.",
        "Where is a wet lab, who can explain MDR, and who helps with seed capital?",
        "lab space; MDR advice; seed capital",
    ],
)
def test_needs_are_told_apart_in_english_too(question: str) -> None:
    expected = [(SupportKind.LAB_SPACE,), (SupportKind.REGULATORY,), (SupportKind.EQUITY,)]

    assert kinds_of(question, EN) == expected


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("labb och kontor i Solna", SV),
        ("Vi söker lån eller bidrag", SV),
        ("Vi söker lån och bidrag", SV),
        ("MDR and IVDR", EN),
        ("klinisk prövning i Stockholm och Uppsala", SV),
        ("Vi behöver journaldata, registerdata och kvalitetsregister", SV),
        ("Kan du förklara skillnaden på bidrag, patent och labbplats?", SV),
    ],
)
def test_two_words_for_one_need_are_one_need(question: str, language: Language) -> None:
    assert needs_in(question, language) == (question,)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Inkubator med mentorer, investerare och kontor", SV),
        ("An incubator with coaches and investor contacts", EN),
        ("Vi söker finansiering för patent och CE-märkning", SV),
        ("Bidrag för att göra en klinisk studie och skriva etikansökan?", SV),
        ("We look for lab space:\n- fume hoods\n- a clean room", EN),
        ("Vi söker en CRO, gärna med egen biobank och regulatorisk kompetens", SV),
    ],
)
def test_what_belongs_to_a_need_is_not_a_need_of_its_own(question: str, language: Language) -> None:
    assert needs_in(question, language) == (question,)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("We have a patent and ethics approval and need a CRO", EN),
        ("Vi söker investerare, har patent och etiktillstånd.", SV),
        ("Vi har labb i Solna, patent och ett seed-lån. Nu behöver vi en klinisk prövning.", SV),
        ("Not looking for investors, just a grant for a prototype", EN),
        ("Vi ska göra en klinisk prövning och behöver veta om etikprövning krävs", SV),
        ("Before we look for investors, who can search for prior art?", EN),
        ("Vi planerar en klinisk prövning. Behöver vi etiktillstånd?", SV),
        ("Looking for a clean room. Small batches only.", EN),
        ("Seed-stage team of three, want a shared wet lab", EN),
    ],
)
def test_what_a_company_has_or_tells_is_not_what_it_needs(question: str, language: Language) -> None:
    assert needs_in(question, language) == (question,)


@pytest.mark.parametrize(
    "question", ["", "Hej!", "Vad kostar det, och hur lång tid tar det?", "Labbplats", "dels", "\n \n", "1) "]
)
def test_a_message_without_two_needs_comes_back_as_it_is(question: str) -> None:
    assert needs_in(question, SV) == (question,)


def test_each_need_can_be_searched_alone_and_comes_before_what_is_said_of_the_company() -> None:
    needs = needs_in("Vi utvecklar en sensor för hjärtsvikt. Vi söker en testbädd i Solna och en investerare.", SV)

    assert needs == (
        "Vi söker en testbädd i Solna Vi utvecklar en sensor för hjärtsvikt.",
        "Vi söker en investerare. Vi utvecklar en sensor för hjärtsvikt.",
    )


def test_background_that_names_another_kind_does_not_lead_a_need_astray() -> None:
    needs = needs_in("Vi har en biobank. Vi söker labbplats och såddkapital.", SV)

    assert not any("biobank" in need for need in needs)


def test_a_question_after_a_colon_is_about_what_stands_before_it() -> None:
    needs = needs_in("Our clinical trial: who runs it, and who stores the blood samples?", EN)

    assert needs == ("Our clinical trial: who runs it", "who stores the blood samples?")


def test_a_point_of_a_list_keeps_what_stands_after_its_colon() -> None:
    needs = needs_in("1. Hitta prövare till en fas 2-studie\n2. Vetenskaplig rådgivning\n3. Så småningom: pris", SV)

    assert len(needs) == 3
    assert needs[2] == "Så småningom: pris"


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("We have run out of lab space and nobody in the team understands GDPR. Who do we talk to?", EN),
        ("I want to try my alarm in care: a test bed? I also have no idea about trademarks.", EN),
        ("Vi söker labbplats, och ingen hos oss förstår MDR.", SV),
        ("How do we file a patent? The pitch could use a business coach as well.", EN),
    ],
)
def test_what_a_company_lacks_or_does_not_understand_is_what_it_needs(question: str, language: Language) -> None:
    assert len(needs_in(question, language)) == 2


def test_without_denies_what_follows_it_and_not_the_whole_sentence() -> None:
    needs = needs_in("Can we get a clinical trial without any Swedish office? And who searches for prior art?", EN)

    assert len(needs) == 2


def test_what_is_said_more_about_a_need_stays_with_it() -> None:
    needs = needs_in("Vi behöver såddkapital och labbplats. Helst i Solna. Tack!", SV)

    assert needs == ("Vi behöver såddkapital", "Vi behöver labbplats. Helst i Solna.")


def test_a_need_that_nobody_may_serve_is_kept_apart_so_that_it_can_be_said() -> None:
    assert needs_in("Vi söker en inkubator. Dessutom behöver vi en revisor.", SV) == (
        "Vi söker en inkubator.",
        "behöver vi en revisor.",
    )
    assert needs_in("Vi behöver labbplats, en revisor och såddkapital", SV) == (
        "Vi behöver labbplats",
        "Vi behöver en revisor",
        "Vi behöver såddkapital",
    )


def test_a_need_that_is_spoken_of_twice_is_one() -> None:
    needs = needs_in("We need lab space. We also need a patent. The lab space should be a wet lab, who has one?", EN)

    assert {understand(need, EN).kinds for need in needs} == {(SupportKind.LAB_SPACE,), (SupportKind.IP,)}


def test_money_of_two_sorts_is_two_needs_where_each_is_asked_for_in_its_own_sentence() -> None:
    assert len(needs_in("Var söker man bidrag till en prototyp? Vem ger lån till lagret?", SV)) == 2


def test_there_are_at_most_five_needs_and_nothing_is_lost() -> None:
    needs = needs_in("labbplats, patent, bidrag, MDR, export, klinisk prövning", SV)

    assert len(needs) == AT_MOST
    assert needs[-1] == "export klinisk prövning"


@pytest.mark.parametrize("part", ["labb och ", "1) labb ", "a, ", "\n ", "((", '"', "dessutom ", "labbplats. MDR? "])
def test_a_strange_message_is_read_too(part: str) -> None:
    message = (part * 4_000)[:4_000]

    assert 1 <= len(needs_in(message, SV)) <= AT_MOST


@pytest.mark.parametrize("on_top", ["In addition", "Besides,", "Additionally,"])
def test_what_comes_on_top_is_a_need_of_its_own(on_top: str) -> None:
    assert len(needs_in(f"We need regulatory help with MDR. {on_top} we need a wind tunnel.", Language.EN)) == 2


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Behöver: inkubator (vi kommer inte från något universitet) och kontorsplats bland hälsobolag.", SV),
        ("Vi söker en inkubator, därefter kontorsplats.", SV),
        ("We want an incubator, and after that office space.", EN),
        ("We look for an incubator. Besides that we want office space.", EN),
    ],
)
def test_what_comes_next_or_on_top_is_a_need_of_its_own_whatever_brackets_deny(
    question: str, language: Language
) -> None:
    assert kinds_of(question, language) == [(SupportKind.INCUBATOR,), (SupportKind.PREMISES,)]


def test_an_approval_by_ethics_and_by_an_authority_is_one_need() -> None:
    assert (
        len(needs_in("Find investigators for a phase III asthma study, ethics approval, biobank agreement.", EN)) == 3
    )


def test_points_beyond_the_fifth_are_searched_with_the_last() -> None:
    points = ["blood from newborns", "a place to sit", "a loan", "who knows arrays", "a patent", "help with MDR"]

    needs = needs_in("This is missing:\n- " + "\n- ".join(points), EN)

    assert len(needs) == AT_MOST
    assert all(point in " ".join(needs) for point in points)
