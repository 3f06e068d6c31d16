import pytest

from bot.deciding import Margins, decide
from bot.models import Outcome
from bot.retrieval import Evidence
from bot.scope import Likeness
from knowledge.vocabulary import SupportKind
from tests.builders import a_hit, a_need

NOTHING_SAID = a_need(kinds=())
MARGINS = Margins(plain=0.0, named=0.03)


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
    assert decide(NOTHING_SAID, evidence(0.1, **likeness), MARGINS).outcome is expected


def test_a_named_need_is_answered_although_an_exemplar_lies_slightly_nearer() -> None:
    found = evidence(0.1, vague=0.12)

    assert decide(NOTHING_SAID, found, MARGINS).outcome is Outcome.NEEDS_DETAIL
    assert decide(a_need(kinds=(SupportKind.GRANT,)), found, MARGINS).outcome is Outcome.ANSWERED


def test_nothing_found_is_no_match() -> None:
    assert decide(NOTHING_SAID, evidence(0.0), MARGINS).outcome is Outcome.NO_MATCH


def test_a_decision_names_the_group_that_made_it() -> None:
    assert decide(NOTHING_SAID, evidence(0.1, out_of_scope=0.2), MARGINS).group == "group"
