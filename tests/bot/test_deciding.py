import pytest

from bot.deciding import decide
from bot.models import Evidence, Likeness, Outcome
from knowledge.vocabulary import SupportKind
from tests.builders import a_hit, a_need

NOTHING_SAID = a_need(kinds=())


def evidence(nearest_service: float, **likeness: float) -> Evidence:
    hits = (a_hit(similarity=nearest_service),) if nearest_service else ()
    kinds = {"out_of_scope": 0.0, "vague": 0.0, "no_service": 0.0, **likeness}
    return Evidence(hits, (), {why: Likeness(value, "group") for why, value in kinds.items()})


@pytest.mark.parametrize(
    ("likeness", "expected"),
    [
        ({"out_of_scope": 0.2}, Outcome.OUT_OF_SCOPE),
        ({"vague": 0.2}, Outcome.NEEDS_DETAIL),
        ({"no_service": 0.2}, Outcome.NO_MATCH),
        ({"out_of_scope": 0.05}, Outcome.ANSWERED),
    ],
)
def test_what_lies_nearest_decides(likeness: dict[str, float], expected: Outcome) -> None:
    assert decide(NOTHING_SAID, evidence(0.1, **likeness)).outcome is expected


def test_nothing_found_is_no_match() -> None:
    assert decide(NOTHING_SAID, evidence(0.0)).outcome is Outcome.NO_MATCH


def test_a_decision_names_the_group_that_made_it() -> None:
    assert decide(NOTHING_SAID, evidence(0.1, out_of_scope=0.2)).group == "group"


def test_who_names_a_kind_of_support_is_never_called_vague() -> None:
    named = a_need(kinds=(SupportKind.PRODUCTION,))

    assert decide(named, evidence(0.1, vague=0.2)).outcome is Outcome.ANSWERED
    assert decide(named, evidence(0.1, vague=0.3, out_of_scope=0.2)).outcome is Outcome.OUT_OF_SCOPE
