from collections.abc import Sequence

import pytest

from bot.asking import InvalidChoice
from bot.company import Fact
from bot.follow_reading import Before
from bot.follow_words import About
from bot.guarding import Fault, InvalidQuestion
from bot.known import InvalidFact
from bot.memory import Pending, Thread
from bot.models import Asked
from bot.reading import read
from bot.standing import NOBODY, Pointed
from bot.understanding import understand
from knowledge.vocabulary import Language, Place, Sector, Stage, SupportKind
from tests.builders import a_need

PHONE = "070-1740605"
ASKED = "Vi behöver labbplats i Solna"
BEFORE = Before(ASKED, Language.SV, (SupportKind.LAB_SPACE,), service_ids=("lab-a", "lab-b"))
THREAD = Thread((BEFORE,), Language.SV, a_need(kinds=(SupportKind.LAB_SPACE,), place=Place.SOLNA))
PENDING = Pending("Vi vill testa", a_need(kinds=()), Language.SV, frozenset({"kind:loan", "stage:idea"}))
WAITING = Thread(pending=PENDING)


def test_a_first_question_is_searched_as_it_stands() -> None:
    turn = read(Asked(ASKED), Thread())

    assert (turn.question, turn.searched) == (ASKED, ASKED)
    assert (turn.asked_in, turn.language) == (Language.SV, Language.SV)
    assert (turn.need.kinds, turn.need.place) == ((SupportKind.LAB_SPACE,), Place.SOLNA)
    assert (turn.masked, turn.insist, turn.about, turn.service_ids) == ((), False, None, ())


@pytest.mark.parametrize("said", ["vi vet inte riktigt, vad brukar folk göra?", "doesn't matter"])
def test_who_is_asked_back_and_cannot_choose_is_answered_as_well_as_can_be(said: str) -> None:
    turn = read(Asked(said), WAITING)

    assert (turn.searched, turn.insist) == (PENDING.question, True)


def test_who_asks_about_somebody_else_by_name_asks_anew() -> None:
    def point(text: str, _: Sequence[str]) -> Pointed:
        return Pointed(only=frozenset({"patent-office"})) if "PRV" in text else NOBODY

    assert read(Asked("hur når jag PRV?"), THREAD, point=point).searched == "hur når jag PRV?"
    assert read(Asked("vad kostar det?"), THREAD, point=point).searched == ASKED


def test_personal_data_is_shown_as_a_mark_and_not_searched_at_all() -> None:
    turn = read(Asked(f"{ASKED}, ring {PHONE}"), Thread())

    assert turn.question == f"{ASKED}, ring [telefonnummer]"
    assert turn.searched == f"{ASKED}, ring"
    assert turn.masked == ("phone",)
    assert PHONE not in repr(turn)


@pytest.mark.parametrize(
    ("typed", "searched"),
    [
        (f"Ring inte, mejla helst, eller {PHONE} i nödfall. {ASKED}.", f"{ASKED}."),
        (f"{ASKED}. Nås på {PHONE}.", f"{ASKED}."),
        (f"Vi söker lån, ring {PHONE}. {ASKED}.", f"Vi söker lån, ring . {ASKED}."),
        (f"Kan någon ringa {PHONE}? {ASKED}.", f"Kan någon ringa ? {ASKED}."),
        (f"Nås på {PHONE}.", "Nås på ."),
    ],
)
def test_a_sentence_that_only_says_how_to_reach_the_writer_is_not_searched(typed: str, searched: str) -> None:
    assert read(Asked(typed), Thread()).searched == searched


@pytest.mark.parametrize("question", [None, "", "  ", "123 !?"])
def test_what_says_nothing_is_refused(question: str | None) -> None:
    with pytest.raises(InvalidQuestion):
        read(Asked(question), THREAD)


def test_a_detail_is_shown_as_typed_and_searched_with_what_came_before() -> None:
    turn = read(Asked("och vad kostar det?"), THREAD)

    assert turn.question == "och vad kostar det?"
    assert turn.searched.startswith(ASKED)
    assert (turn.about, turn.service_ids) == (About.COST, BEFORE.service_ids)


def test_a_detail_is_none_where_nothing_was_suggested() -> None:
    nothing = Thread((Before(ASKED, Language.SV, (SupportKind.LAB_SPACE,)),))

    assert read(Asked("och vad kostar det?"), nothing).about is None


def test_a_corrected_place_replaces_the_one_that_was_said() -> None:
    turn = read(Asked("Nej, vi sitter i Uppsala"), THREAD)

    assert turn.need.place is Place.UPPSALA
    assert "Solna" not in turn.searched


def test_a_new_need_is_filled_with_what_the_company_has_said() -> None:
    turn = read(Asked("Vem kan hjälpa oss med patent?"), THREAD)

    assert turn.searched == "Vem kan hjälpa oss med patent?"
    assert (turn.need.kinds, turn.need.place) == ((SupportKind.IP,), Place.SOLNA)


def test_a_wish_for_a_language_changes_the_answer_and_not_the_search() -> None:
    turn = read(Asked("and in English please"), THREAD)

    assert (turn.searched, turn.asked_in, turn.language) == (ASKED, Language.SV, Language.EN)


@pytest.mark.parametrize("chosen", Language)
def test_a_chosen_language_counts_before_the_question_s(chosen: Language) -> None:
    turn = read(Asked("Vem kan sekvensera våra prover åt oss?", language=chosen), Thread())

    assert (turn.asked_in, turn.language) == (Language.SV, chosen)


def test_a_choice_is_added_to_the_question_that_waits() -> None:
    turn = read(Asked(choice="stage:idea"), WAITING)

    assert turn.searched == "Vi vill testa Idé"
    assert (turn.need.stage, turn.kind, turn.insist) == (Stage.IDEA, None, True)
    assert read(Asked(choice="kind:loan"), WAITING).kind is SupportKind.LOAN


def test_a_skipped_question_back_leaves_the_question_as_it_was() -> None:
    turn = read(Asked(choice="skip"), WAITING)

    assert (turn.searched, turn.need, turn.insist) == (PENDING.question, PENDING.need, True)


def test_a_choice_stands_alone_where_nothing_waits() -> None:
    turn = read(Asked(choice="kind:loan"), Thread())

    assert (turn.searched, turn.need.kinds) == ("Lån", (SupportKind.LOAN,))


def test_a_choice_that_was_not_offered_is_refused() -> None:
    with pytest.raises(InvalidChoice):
        read(Asked(choice="kind:grant"), WAITING)


def test_there_is_nothing_to_skip_where_nothing_waits() -> None:
    with pytest.raises(InvalidQuestion) as refused:
        read(Asked(choice="skip"), Thread())

    assert refused.value.fault is Fault.EMPTY


def test_a_fact_put_right_asks_the_last_question_anew_with_the_fact_in_its_words() -> None:
    turn = read(Asked(facts={Fact.PLACE: ["uppsala"]}), THREAD)

    assert turn.question == turn.searched == "Vi behöver labbplats i Uppsala"
    assert (turn.need.place, turn.need.kinds) == (Place.UPPSALA, (SupportKind.LAB_SPACE,))
    assert [one for one in turn.need.said if one.fact is Fact.PLACE] == []
    assert (turn.insist, turn.about, turn.service_ids, turn.masked) == (False, None, (), ())


def test_a_fact_made_unknown_leaves_the_question_and_the_need() -> None:
    turn = read(Asked(facts={Fact.PLACE: []}), THREAD)

    assert "Solna" not in turn.searched
    assert (turn.need.place, turn.need.kinds) == (None, (SupportKind.LAB_SPACE,))


def test_a_fact_that_the_question_never_said_changes_the_need_and_not_the_question() -> None:
    turn = read(Asked(facts={Fact.TRL: ["6"], Fact.SECTORS: ["medtech", "data_ai"]}), THREAD)

    assert turn.searched == ASKED
    assert (turn.need.trl, turn.need.sectors) == (6, (Sector.MEDTECH, Sector.DATA_AI))
    assert turn.need.place is Place.SOLNA


def test_what_was_said_in_earlier_turns_still_holds_when_another_fact_is_put_right() -> None:
    told = Thread((BEFORE, Before("Vi behöver patent", Language.SV)), Language.SV, THREAD.need)

    turn = read(Asked(facts={Fact.STAGE: ["clinical"]}), told)

    assert turn.searched == "Vi behöver patent"
    assert (turn.need.place, turn.need.stage, turn.need.kinds) == (Place.SOLNA, Stage.CLINICAL, (SupportKind.IP,))


@pytest.mark.parametrize(
    ("question", "language", "fact", "values", "expected"),
    [
        ("Vi är 12 anställda i Solna", Language.SV, Fact.EMPLOYEES, ["1500"], "Vi är 1\u00a0500 anställda i Solna"),
        ("Labb i Solna, inte i Kista", Language.SV, Fact.PLACE, ["uppsala"], "Labb i Uppsala, inte i Kista"),
        ("Labb i Solna, helst Hagastaden", Language.SV, Fact.PLACE, ["kista"], "Labb i , helst Kista"),
        ("Our device is at TRL 4", Language.EN, Fact.TRL, ["7"], "Our device is at TRL 7"),
        ("We seek SEK 2 million", Language.EN, Fact.AMOUNT_SEK, ["500000"], "We seek SEK 500\u00a0000"),
        ("Ett team på 12 anställda i Solna", Language.SV, Fact.EMPLOYEES, ["15"], "Ett team på 15 anställda i Solna"),
    ],
)  # fmt: skip
def test_a_question_says_a_fact_as_it_was_put_right(
    question: str, language: Language, fact: Fact, values: list[str], expected: str
) -> None:
    thread = Thread((Before(question, language),), language, understand(question, language))

    assert read(Asked(facts={fact: values}), thread).searched == expected


def test_a_question_with_facts_put_right_is_searched_in_its_language_and_answered_in_the_conversations() -> None:
    english = Thread((BEFORE,), Language.EN, THREAD.need)
    facts = {Fact.PLACE: ["kista"]}

    assert (read(Asked(facts=facts), english).asked_in, read(Asked(facts=facts), english).language) == (
        Language.SV,
        Language.EN,
    )
    assert read(Asked(facts=facts, language=Language.SV), english).language is Language.SV


@pytest.mark.parametrize(("facts", "thread"), [({Fact.PLACE: ["kista"]}, Thread()), ({}, THREAD)])
def test_facts_need_a_question_that_they_belong_to(facts: dict[Fact, list[str]], thread: Thread) -> None:
    with pytest.raises(InvalidQuestion) as refused:
        read(Asked(facts=facts), thread)

    assert refused.value.fault is Fault.EMPTY


@pytest.mark.parametrize("values", [["atlantis"], ["kista", "solna"]])
def test_a_value_that_a_fact_cannot_have_is_refused(values: list[str]) -> None:
    with pytest.raises(InvalidFact):
        read(Asked(facts={Fact.PLACE: values}), THREAD)


def test_thanks_are_no_question_to_ask_anew() -> None:
    thanked = Thread((BEFORE, Before("Tack!", Language.SV)), Language.SV, THREAD.need)

    assert read(Asked(facts={Fact.PLACE: ["uppsala"]}), thanked).searched == "Vi behöver labbplats i Uppsala"


@pytest.mark.parametrize(
    ("question", "fact", "kind"),
    [
        ("Vi behöver registerdata", Fact.DATA, SupportKind.HEALTH_DATA),
        ("Vi vill ha biobanksprov", Fact.DATA, SupportKind.BIOBANK),
    ],
)
def test_a_fact_made_unknown_takes_no_need_with_it(question: str, fact: Fact, kind: SupportKind) -> None:
    thread = Thread((Before(question, Language.SV),), Language.SV, understand(question, Language.SV))

    assert read(Asked(facts={fact: []}), thread).need.kinds == (kind,)
