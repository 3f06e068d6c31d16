"""What the API takes and gives, field by field; fields are added and never renamed."""

from __future__ import annotations

from datetime import date
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, StrictInt, model_validator
from pydantic_core import PydanticCustomError

from bot.company import Fact
from bot.models import Asked, Citation, Met, Outcome
from knowledge.vocabulary import Channel, Language, Place, Sector, Stage, State, SupportKind

_Value = str | StrictInt
Facts = dict[Fact, _Value | list[_Value] | None]


class AskBody(BaseModel):
    """A question, a choice that answers a question back, or facts with which the last question is answered anew."""

    model_config = ConfigDict(extra="forbid")

    question: str | None = Field(None, description="1 to 4,000 characters, in Swedish or English.")
    choice: str | None = Field(None, description="The id of a choice, or `skip`.")
    facts: Facts | None = Field(
        None, description="Facts about the company, put right: a value, a list where several hold, `null` for unknown."
    )
    conversation_id: str | None = Field(None, description="Empty starts a new conversation.")
    language: Language | None = Field(None, description="Empty lets the question decide.")

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        if sum(sent is not None for sent in (self.question, self.choice, self.facts)) != 1 or self.facts == {}:
            raise PydanticCustomError("question_or_choice", "send one of question, choice and facts")
        if self.question is None and self.conversation_id is None:
            raise PydanticCustomError("choice_alone", "send conversation_id with choice or facts")
        return self

    def asked(self, page_language: Language) -> Asked:
        """The same in the bot's words."""
        facts = None if self.facts is None else {fact: _several(value) for fact, value in self.facts.items()}
        return Asked(self.question, self.choice, facts, self.conversation_id, self.language, page_language)


class KnownOut(BaseModel):
    """One fact about the company, as it was understood; send it back in `facts` to put it right."""

    fact: Fact
    values: list[str]
    text: str = Field(description="The fact in words.")
    words: str = Field(description="The words that said it; empty where it was said before or put right.")


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


class RejectedOut(BaseModel):
    """The service that came nearest to a need without being suggested, and what spoke against it."""

    service_id: str
    service_name: str
    organization_id: str
    organization_name: str
    need: int = Field(description="Place in `needs`.")
    reasons: list[ReasonOut]


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
    known: list[KnownOut] = Field(description="What is known of the company.")
    unknown: list[Fact] = Field(description="What would tell most about the suggested services.")
    rejected: list[RejectedOut]
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


def _several(value: _Value | list[_Value] | None) -> list[str]:
    if value is None:
        return []
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]
