"""What was answered, kept apart from what it is worth: replies as lines of JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from bot.models import Outcome, Reply, Suggestion, Trace
from knowledge.vocabulary import Channel, Language, SupportKind


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact as it was shown."""

    channel: Channel
    value: str
    source_url: str | None


@dataclass(frozen=True, slots=True)
class Suggested:
    """A service as it was suggested."""

    service_id: str
    organization_id: str
    need: int
    score: float
    contacts: tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation as it was shown."""

    title: str
    source_url: str | None
    quote: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A service that came near: its rank in each leg, what search gave it, what facts added, and what came out.

    `need` is the place of the need that it came near to.
    """

    service_id: str
    found: float
    parts: Mapping[str, float]
    score: float
    ranks: Mapping[str, int]
    text_id: str | None
    similarity: float
    need: int = 0


@dataclass(frozen=True, slots=True)
class Answered:
    """One turn of a case with everything that scores are made from.

    `candidates` are in their final order, need by need; `passages` are ids of documents, the nearest passage first.
    """

    case_id: str
    turn: int
    outcome: Outcome
    language: Language
    text: str
    kinds: tuple[tuple[SupportKind, ...], ...]
    suggestions: tuple[Suggested, ...]
    citations: tuple[Cited, ...]
    candidates: tuple[Candidate, ...]
    passages: tuple[str, ...]
    masked: tuple[str, ...]
    choices: tuple[str, ...]
    decided_by: str
    likeness: Mapping[str, float]
    similarity: float
    milliseconds: float


_answered = TypeAdapter(Answered)


def answered(case_id: str, turn: int, reply: Reply) -> Answered:
    """The lasting form of a reply; ids that differ from run to run are left out."""
    first = next(iter(reply.traces), None)
    evidence = first.evidence if first else None
    passages = (hit.id.split(":")[1] for trace in reply.traces for hit in trace.evidence.passages)
    return Answered(
        case_id,
        turn,
        reply.outcome,
        reply.language,
        reply.text,
        tuple(need.kinds for need in reply.needs),
        tuple(_suggested(one) for one in reply.suggestions),
        tuple(Cited(one.title, one.source_url, one.quote) for one in reply.citations),
        tuple(one for need, trace in enumerate(reply.traces) for one in _candidates(trace, need)),
        tuple(dict.fromkeys(passages)),
        reply.masked,
        tuple(choice.id for choice in reply.question_back.choices) if reply.question_back else (),
        first.decided_by if first else "",
        {why: round(one.similarity, 6) for why, one in evidence.likeness.items()} if evidence else {},
        round(evidence.similarity, 6) if evidence else 0.0,
        reply.timings_ms["total"],
    )


def _suggested(one: Suggestion) -> Suggested:
    contacts = (card.contact for card in one.contacts)
    shown = tuple(Contact(contact.channel, contact.value, contact.source_url) for contact in contacts)
    return Suggested(one.service.id, one.organization_id, one.need, one.score, shown)


def _candidates(trace: Trace, need: int) -> Iterator[Candidate]:
    hits = {hit.id: hit for hit in trace.evidence.services}
    for one in trace.weighed:
        hit = hits.get(one.service_id)
        yield Candidate(
            one.service_id,
            round(one.found, 6),
            {name: round(part, 6) for name, part in one.parts.items()},
            round(one.score, 6),
            {str(leg): rank for leg, rank in hit.ranks.items()} if hit else {},
            hit.text_id if hit else None,
            round(hit.similarity, 6) if hit else 0.0,
            need,
        )


def as_line(one: Answered) -> str:
    """A reply as one line of JSON."""
    return _answered.dump_json(one).decode() + "\n"


def read_replies(path: Path) -> Iterator[Answered]:
    """The replies of a file; a half written last line, as an interrupted run leaves it, is passed over."""
    # In bytes: the half line may end within a letter, and a quoted text may hold other line breaks than ours.
    for line in path.read_bytes().split(b"\n")[:-1]:
        yield _answered.validate_json(line)


def write_replies(path: Path, replies: Iterable[Answered]) -> None:
    """Write replies in place of what the file held."""
    path.write_text("".join(map(as_line, replies)), "utf-8")
