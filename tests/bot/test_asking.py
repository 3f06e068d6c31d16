import pytest

from bot.asking import InvalidChoice, asks_for_a_kind, chosen, question_back, typed, wording
from knowledge.vocabulary import Place, Sector, Stage, SupportKind
from tests.builders import a_need, a_service

OPEN = a_need(kinds=())


def test_the_question_is_about_what_splits_the_candidates() -> None:
    candidates = [a_service(kind, kinds=(SupportKind(kind),)) for kind in ("grant", "loan", "equity")]

    asked = question_back(OPEN, candidates)

    assert asked is not None
    assert {choice.id for choice in asked.choices} == {"kind:grant", "kind:loan", "kind:equity"}


def test_what_is_already_known_is_not_asked_again() -> None:
    candidates = [
        a_service("a", kinds=(SupportKind.LAB_SPACE,), places=(Place.SOLNA,)),
        a_service("b", kinds=(SupportKind.LAB_SPACE,), places=(Place.UPPSALA,)),
    ]

    asked = question_back(a_need(kinds=(SupportKind.LAB_SPACE,)), candidates)

    assert asked is not None
    assert {choice.id for choice in asked.choices} == {"place:solna", "place:uppsala"}


def test_candidates_that_nothing_splits_raise_no_question() -> None:
    assert question_back(OPEN, [a_service("a"), a_service("b")]) is None
    assert question_back(OPEN, []) is None


def test_at_most_five_choices_are_offered_the_nearest_first() -> None:
    kinds = list(SupportKind)[:7]
    candidates = [a_service(f"s{number}", kinds=(kind,)) for number, kind in enumerate(kinds)]

    asked = question_back(OPEN, candidates)

    assert asked is not None
    assert len(asked.choices) == 5
    assert [choice.id for choice in asked.choices] == [f"kind:{kind}" for kind in kinds[:5]]


@pytest.mark.parametrize(
    ("choice", "field", "value"),
    [
        ("kind:grant", "kinds", (SupportKind.GRANT,)),
        ("sector:medtech", "sectors", (Sector.MEDTECH,)),
        ("stage:idea", "stage", Stage.IDEA),
        ("place:kista", "place", Place.KISTA),
    ],
)
def test_a_choice_is_taken_into_the_need(choice: str, field: str, value: object) -> None:
    assert getattr(chosen(OPEN, choice), field) == value


@pytest.mark.parametrize("choice", ["", "kind", "kind:", "kind:gold", "colour:red", "kind:grant:loan"])
def test_a_choice_that_was_never_offered_is_refused(choice: str) -> None:
    with pytest.raises(InvalidChoice):
        chosen(OPEN, choice)
    with pytest.raises(InvalidChoice):
        wording(choice)


def test_who_asks_for_money_of_no_kind_is_asked_which() -> None:
    candidates = [a_service(kind, kinds=(SupportKind(kind),)) for kind in ("network", "business_advice", "premises")]

    asked = question_back(OPEN, candidates, "Vi behöver pengar till vårt diagnostikbolag")

    assert asked is not None
    assert "Vilken sorts pengar" in asked.text.sv
    assert {choice.id for choice in asked.choices} == {"kind:grant", "kind:loan", "kind:equity"}


def test_what_is_asked_for_again_is_asked_in_other_words() -> None:
    candidates = [a_service(kind, kinds=(SupportKind(kind),)) for kind in ("network", "premises")]

    first, again = (question_back(OPEN, candidates, "Hjälp oss", again) for again in (False, True))

    assert first is not None
    assert again is not None
    assert (first.text.en, again.text.en) == ("What do you need first?", "Which of these comes nearest?")
    assert first.choices == again.choices


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        ("labb", "kind:lab_space"),
        ("a lab please", "kind:lab_space"),
        ("en prövning", "kind:clinical_trial"),
        ("Vi vill testa vår produkt", None),
        ("lab and a trial", None),
        ("lab with an electron microscope", None),
        ("", None),
    ],
)
def test_a_word_or_two_choose_a_kind_of_support_where_they_say_no_more(text: str, choice: str | None) -> None:
    assert typed(text) == choice


def test_only_a_question_about_what_is_needed_is_answered_by_a_kind() -> None:
    assert asks_for_a_kind({"kind:loan", "kind:grant"})
    assert not asks_for_a_kind({"stage:idea", "stage:growth"})
