import pytest

from bot.asking import InvalidChoice, chosen, question_back, wording
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
