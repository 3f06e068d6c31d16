"""Cases, and replies to them as a run keeps them, with what a test does not care about filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.models import Outcome
from evals.cases import Case
from evals.measures import Row
from evals.replies import Answered, Candidate, Cited, Contact, Suggested
from knowledge.vocabulary import Channel, Language

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


def a_row(
    *services: str,
    outcome: Outcome = Outcome.ANSWERED,
    organization: str = "lab",
    got: Mapping[str, object] | None = None,
    **facts: object,
) -> Row:
    """A case with these facts, answered by these services of one organization; `got` are facts of the reply."""
    case = a_case(**facts)
    reply = an_answer(*services, case_id=case.id, organization=organization, outcome=outcome, **(got or {}))
    return Row(case, reply)


def a_candidate(service_id: str, score: float) -> Candidate:
    """A service that came near with this score."""
    return Candidate(service_id, score, {}, score, {}, None, 0.5)


def a_suggestion(service_id: str, *contacts: Contact, score: float = 1.0) -> Suggested:
    """A service of one laboratory, suggested with these contacts."""
    return Suggested(service_id, "lab", 0, score, contacts)


def an_email(value: str, source_url: str | None = "https://lab.example/contact") -> Contact:
    """An e-mail address as it is shown, seen on the laboratory's page."""
    return Contact(Channel.EMAIL, value, source_url)


def a_citation(quote: str, title: str = "Våra analyser", source_url: str | None = "https://lab.example") -> Cited:
    """A quote from the laboratory's page."""
    return Cited(title, source_url, quote)
