import pytest

from bot.asking import InvalidChoice
from bot.follow_reading import Before
from bot.follow_words import About
from bot.guarding import Fault, InvalidQuestion
from bot.memory import Pending, Thread
from bot.models import Asked
from bot.reading import read
from knowledge.vocabulary import Language, Place, Stage, SupportKind
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


def test_personal_data_is_shown_as_a_mark_and_not_searched_at_all() -> None:
    turn = read(Asked(f"{ASKED}, ring {PHONE}"), Thread())

    assert turn.question == f"{ASKED}, ring [telefonnummer]"
    assert turn.searched == f"{ASKED}, ring"
    assert turn.masked == ("phone",)
    assert PHONE not in repr(turn)


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
