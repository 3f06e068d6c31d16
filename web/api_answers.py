"""Puts a reply in the API's words: every text in the reply's language."""

from __future__ import annotations

from collections.abc import Iterable

from bot.known import name
from bot.models import ContactCard, Known, QuestionBack, Reason, Rejected, Reply, Suggestion
from knowledge.vocabulary import Language
from web.api_models import (
    Answer,
    ChoiceOut,
    ContactOut,
    KnownOut,
    NeedOut,
    QuestionBackOut,
    ReasonOut,
    RejectedOut,
    SuggestionOut,
    TimingsOut,
)


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
        known=[_known(one, language) for one in reply.known],
        unknown=list(reply.unknown),
        rejected=[_rejected(one, language) for one in reply.rejected],
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
        reasons=_reasons(suggestion.reasons, language),
        contacts=[_contact(card, language) for card in suggestion.contacts],
        score=round(min(1.0, max(0.0, suggestion.score)), 4),
        citations=list(suggestion.citations),
    )


def _rejected(rejected: Rejected, language: Language) -> RejectedOut:
    return RejectedOut(
        service_id=rejected.service.id,
        service_name=rejected.service.name.in_(language),
        organization_id=rejected.organization_id,
        organization_name=rejected.organization_name.in_(language),
        need=rejected.need,
        reasons=_reasons(rejected.reasons, language),
    )


def _reasons(reasons: Iterable[Reason], language: Language) -> list[ReasonOut]:
    return [ReasonOut(text=reason.text.in_(language), status=reason.status) for reason in reasons]


def _known(known: Known, language: Language) -> KnownOut:
    text = f"{name(known.fact).in_(language)}: {known.text.in_(language)}"
    return KnownOut(fact=known.fact, values=list(known.values), text=text, words=known.words)


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
