"""The nouns of a conversation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bot.company import DataKind, Fact, Said
from knowledge.models import Contact, Service
from knowledge.search import Hit, Question
from knowledge.vocabulary import Audience, Bilingual, Language, Place, Sector, Stage, SupportKind

# By how much more than its services a question must be like a passage to be guided by it; and bare cosines tell little
# apart: by them alone, in doubt, answer.
_CLEARLY, _IN_DOUBT = 0.005, 0.03


class Outcome(StrEnum):
    """How a question can end."""

    ANSWERED = "answered"
    NEEDS_DETAIL = "needs_detail"
    NO_MATCH = "no_match"
    OUT_OF_SCOPE = "out_of_scope"
    BLOCKED = "blocked"


class Met(StrEnum):
    """Whether a condition holds for a company, as far as it has said."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Need:
    """What a company is looking for, and what it has said about itself."""

    summary: str
    kinds: tuple[SupportKind, ...] = ()
    sectors: tuple[Sector, ...] = ()
    audience: tuple[Audience, ...] = ()
    stage: Stage | None = None
    place: Place | None = None
    trl: int | None = None
    amount_sek: int | None = None
    employees: int | None = None
    age_years: int | None = None
    turnover_msek: int | None = None
    legal_form: str | None = None
    country: str | None = None
    device_class: str | None = None
    data: tuple[DataKind, ...] = ()
    said: tuple[Said, ...] = ()
    denied: tuple[Said, ...] = ()
    unwanted: tuple[SupportKind, ...] = ()
    outcome: Outcome = Outcome.ANSWERED


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like a question is to the exemplars of one kind, and the group of the nearest; comparable within one need."""

    similarity: float
    group: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found for one need, rejected hits too, what else the question is like, and what was searched for.

    Passages are looked for where there is an answer to quote them.
    """

    services: tuple[Hit, ...]
    passages: tuple[Hit, ...]
    likeness: Mapping[str, Likeness]
    asked: Question | None = field(default=None, compare=False)

    @property
    def text(self) -> str:
        """What was searched for."""
        return self.asked.text if self.asked else ""

    @property
    def answerable(self) -> float:
        """How like the question is to what services answer; comparable with its likenesses."""
        known = self.likeness.get(Outcome.ANSWERED)
        return self.similarity + _IN_DOUBT if known is None else known.similarity

    @property
    def similarity(self) -> float:
        """How near the nearest service is."""
        return max((hit.similarity for hit in self.services), default=0.0)

    @property
    def is_guided(self) -> bool:
        """Whether a passage lies clearly nearer to the question than every service."""
        return max((hit.similarity for hit in self.passages), default=0.0) > self.similarity + _CLEARLY


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate on the scales: what search gave it, what each fact added or took, and what came out."""

    service_id: str
    found: float
    parts: Mapping[str, float]
    score: float


@dataclass(frozen=True, slots=True)
class Trace:
    """Why a turn was answered as it was: what was found, how candidates were weighed, and what decided."""

    evidence: Evidence
    weighed: tuple[Weighed, ...] = ()
    decided_by: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a service was suggested, or what speaks against it."""

    text: Bilingual
    status: Met


@dataclass(frozen=True, slots=True)
class ContactCard:
    """A contact, and whether its confirmation has passed its days."""

    contact: Contact
    expired: bool


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One service that fits a need, with reasons, whether one can apply today where that is known, and the numbers of
    what is cited for it.
    """

    service: Service
    organization_id: str
    organization_name: Bilingual
    website: str | None
    website_assured: bool
    reasons: tuple[Reason, ...]
    contacts: tuple[ContactCard, ...]
    score: float
    need: int = 0
    citations: tuple[int, ...] = ()
    window: Reason | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """The service that came nearest without being suggested for a need, and what spoke against it."""

    service: Service
    organization_id: str
    organization_name: Bilingual
    reasons: tuple[Reason, ...]
    need: int = 0


@dataclass(frozen=True, slots=True)
class Known:
    """One fact about a company: its values, what they are called, and the words that said it, if they were said now."""

    fact: Fact
    values: tuple[str, ...]
    text: Bilingual
    words: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """A quoted passage: of a guide or document, or of a service's source."""

    number: int
    title: str
    source_url: str | None
    page: int | None
    quote: str
    dated_on: str | None


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to a question back."""

    id: str
    text: Bilingual


@dataclass(frozen=True, slots=True)
class QuestionBack:
    """The one question that would split the candidates; it can always be skipped."""

    text: Bilingual
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """Everything that answers one turn; `text` is Markdown in the reply's language, `question` is what was asked,
    without personal data; `known` is what is known of the company, `unknown` what would tell most about the services.
    """

    conversation_id: str
    turn_id: str
    language: Language
    outcome: Outcome
    text: str
    needs: tuple[Need, ...]
    suggestions: tuple[Suggestion, ...]
    citations: tuple[Citation, ...]
    question_back: QuestionBack | None
    as_of: date
    question: str = ""
    masked: tuple[str, ...] = ()
    known: tuple[Known, ...] = ()
    unknown: tuple[Fact, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    traces: tuple[Trace, ...] = ()
    timings_ms: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Asked:
    """What arrives from a page, the API or the command line: a question, a choice that answers one back, or facts about
    the company with which the last question is answered anew (no value makes one unknown).

    `language` is what the person has chosen, `page_language` what the page speaks.
    """

    question: str | None = None
    choice: str | None = None
    facts: Mapping[Fact, Sequence[str]] | None = None
    conversation_id: str | None = None
    language: Language | None = None
    page_language: Language = Language.SV
