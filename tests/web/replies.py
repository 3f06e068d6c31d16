"""Replies of the bot: valid by default, one fact overridden by keyword."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from bot.models import Citation, ContactCard, Met, Outcome, Reason, Reply, Suggestion
from knowledge.vocabulary import Bilingual, Language
from tests.builders import a_contact, a_need, a_service

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    Noun = TypeVar("Noun", bound=DataclassInstance)

TURN = "0123456789abcdef0123456789abcdef"
CONVERSATION = "fedcba9876543210fedcba9876543210"

_SUGGESTION = Suggestion(
    service=a_service(),
    organization_id="lab",
    organization_name=Bilingual("Provlabbet", "The Sample Lab"),
    website="https://lab.example",
    website_assured=True,
    reasons=(Reason(Bilingual("Erbjuder: Sekvensering", "Offers: Sequencing"), Met.MET),),
    contacts=(ContactCard(a_contact(), expired=False),),
    score=0.9,
    citations=(1,),
)

_CITATION = Citation(1, "Våra analyser", "https://lab.example", None, "Vad labbet gör", "2026")

_REPLY = Reply(
    conversation_id=CONVERSATION,
    turn_id=TURN,
    language=Language.SV,
    outcome=Outcome.ANSWERED,
    text="Börja med **Sekvensering** hos Provlabbet. Labbet svarar efter tre veckor. [1]",
    needs=(a_need(),),
    suggestions=(_SUGGESTION,),
    citations=(_CITATION,),
    question_back=None,
    as_of=date(2026, 11, 22),
)


def a_suggestion(**facts: object) -> Suggestion:
    """A sequencing laboratory that fits, with one contact and one source."""
    return _with(_SUGGESTION, facts)


def a_citation(**facts: object) -> Citation:
    """The laboratory's page."""
    return _with(_CITATION, facts)


def a_reply(**facts: object) -> Reply:
    """A Swedish answer to one need, with one suggestion and one source."""
    return _with(_REPLY, facts)


def _with(noun: Noun, facts: Mapping[str, Any]) -> Noun:
    return replace(noun, **facts)
