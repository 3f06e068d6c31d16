"""Cases, and replies to them as a run keeps them, with what a test does not care about filled in."""

from __future__ import annotations

from dataclasses import replace

from bot.models import Outcome
from evals.cases import Case
from evals.measures import Row
from evals.replies import Answered, Candidate, Suggested
from knowledge.vocabulary import Language

CASE = Case("c", Language.SV, "Labb?", Outcome.ANSWERED, "dev", "why", pair="p", best=("good", "fine"))


def a_case(**facts: object) -> Case:
    """A Swedish routing case in which "good" and "fine" are ideal."""
    return replace(CASE, **facts)  # type: ignore[arg-type]


def an_answer(*services: str, case_id: str = "c", organization: str = "lab", **facts: object) -> Answered:
    """A reply that suggests these services, and had no other candidates."""
    suggestions = tuple(Suggested(one, organization, 0, 1 - place / 10, ()) for place, one in enumerate(services))
    candidates = tuple(Candidate(one.service_id, one.score, {}, one.score, {}, None, 0.5) for one in suggestions)
    got = Answered(
        case_id,
        1,
        Outcome.ANSWERED,
        Language.SV,
        "",
        ((),),
        suggestions,
        (),
        candidates,
        (),
        (),
        (),
        "",
        {},
        0.5,
        10.0,
    )
    return replace(got, **facts)  # type: ignore[arg-type]


def a_row(*services: str, outcome: Outcome = Outcome.ANSWERED, organization: str = "lab", **facts: object) -> Row:
    """A case with these facts, answered by these services of one organization."""
    case = a_case(**facts)
    return Row(case, an_answer(*services, case_id=case.id, organization=organization, outcome=outcome))
