"""What the API takes and gives, field by field; fields are added and never renamed."""

from __future__ import annotations

from datetime import date
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from bot.models import Asked, Citation, ContactCard, Met, Outcome, QuestionBack, Reply, Suggestion
from knowledge.vocabulary import Channel, Language, Place, Sector, Stage, State, SupportKind


class AskBody(BaseModel):
    """A question, or a choice that answers a question back."""

    model_config = ConfigDict(extra="forbid")

    question: str | None = Field(None, description="1 to 4,000 characters, in Swedish or English.")
    choice: str | None = Field(None, description="The id of a choice, or `skip`.")
    conversation_id: str | None = Field(None, description="Empty starts a new conversation.")
    language: Language | None = Field(None, description="Empty lets the question decide.")

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        if (self.question is None) == (self.choice is None):
            raise PydanticCustomError("question_or_choice", "send either question or choice")
        if self.choice is not None and self.conversation_id is None:
            raise PydanticCustomError("choice_alone", "send conversation_id with choice")
        return self

    def asked(self, page_language: Language) -> Asked:
        """The same in the bot's words."""
        return Asked(self.question, self.choice, self.conversation_id, self.language, page_language)


class NeedOut(BaseModel):
    """One need as it was understood."""

    model_config = ConfigDict(from_attributes=True)

    summary: str
    kinds: list[SupportKind]
    sectors: list[Sector]
    stage: Stage | None
    place: Place | None
    outcome: Outcome


class ReasonOut(BaseModel):
    """Why a service was suggested, or what speaks against it."""

    text: str
    status: Met


class ContactOut(BaseModel):
    """A way in that a source showed; confirmed by a person when `assured_on` has a date."""

    channel: Channel
    value: str
    purpose: str
    source_url: str
    seen_on: date
    source_year: int | None
    assured_on: date | None
    expired: bool


class SuggestionOut(BaseModel):
    """One service that fits a need."""

    service_id: str
    service_name: str
    organization_id: str
    organization_name: str
    website: str | None
    website_assured: bool
    need: int = Field(description="Place in `needs`.")
    status: State
    reasons: list[ReasonOut]
    contacts: list[ContactOut]
    score: float = Field(ge=0, le=1, description="Comparable within one answer.")
    citations: list[int]


class ChoiceOut(BaseModel):
    """One answer to a question back."""

    id: str
    text: str


class QuestionBackOut(BaseModel):
    """The one question that would help most; answer it with a choice or `skip`."""

    text: str
    choices: list[ChoiceOut]


class TimingsOut(BaseModel):
    """How long each step took, in milliseconds."""

    total: float = 0.0
    understand: float = 0.0
    retrieve: float = 0.0
    route: float = 0.0
    answer: float = 0.0


class Answer(BaseModel):
    """The answer to one turn, in its language."""

    conversation_id: str
    turn_id: str
    language: Language
    outcome: Outcome
    text: str = Field(description="Markdown.")
    need: NeedOut | None
    needs: list[NeedOut]
    suggestions: list[SuggestionOut]
    citations: list[Citation]
    question_back: QuestionBackOut | None
    masked: list[str] = Field(description="Kinds of personal data that were masked.")
    as_of: date
    timings_ms: TimingsOut


class FaultOut(BaseModel):
    """One field and how to mend it."""

    field: str
    mend: str


class ProblemOut(BaseModel):
    """What went wrong and what to mend (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[FaultOut]


def as_answer(reply: Reply) -> Answer:
    """A reply as the API gives it: every text in the reply's language."""
    language = reply.language
    needs = [NeedOut.model_validate(need) for need in reply.needs]
    return Answer(
        conversation_id=reply.conversation_id,
        turn_id=reply.turn_id,
        language=language,
        outcome=reply.outcome,
        text=reply.text,
        need=needs[0] if needs else None,
        needs=needs,
        suggestions=[_suggestion(one, language) for one in reply.suggestions],
        citations=list(reply.citations),
        question_back=_question_back(reply.question_back, language),
        masked=list(reply.masked),
        as_of=reply.as_of,
        timings_ms=TimingsOut.model_validate(
            {name: round(milliseconds, 2) for name, milliseconds in reply.timings_ms.items()}
        ),
    )


def _suggestion(suggestion: Suggestion, language: Language) -> SuggestionOut:
    service = suggestion.service
    return SuggestionOut(
        service_id=service.id,
        service_name=service.name.in_(language),
        organization_id=suggestion.organization_id,
        organization_name=suggestion.organization_name.in_(language),
        website=suggestion.website,
        website_assured=suggestion.website_assured,
        need=suggestion.need,
        status=service.status.state,
        reasons=[ReasonOut(text=reason.text.in_(language), status=reason.status) for reason in suggestion.reasons],
        contacts=[_contact(card, language) for card in suggestion.contacts],
        score=round(min(1.0, max(0.0, suggestion.score)), 4),
        citations=list(suggestion.citations),
    )


def _contact(card: ContactCard, language: Language) -> ContactOut:
    contact = card.contact
    return ContactOut(
        channel=contact.channel,
        value=contact.value,
        purpose=contact.purpose.in_(language),
        source_url=contact.source_url,
        seen_on=contact.seen_on,
        source_year=contact.source_year,
        assured_on=contact.assured_on,
        expired=card.expired,
    )


def _question_back(asked: QuestionBack | None, language: Language) -> QuestionBackOut | None:
    if asked is None:
        return None
    return QuestionBackOut(
        text=asked.text.in_(language),
        choices=[ChoiceOut(id=one.id, text=one.text.in_(language)) for one in asked.choices],
    )
