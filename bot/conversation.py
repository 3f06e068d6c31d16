"""One turn of a conversation, from what was asked to the reply; the steps below are the whole of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from time import perf_counter

from sqlalchemy import Engine

from bot import answering, transcripts
from bot.answering import Passage, Told
from bot.asking import InvalidChoice, chosen, chosen_kind, question_back, wording
from bot.deciding import Decision, decide
from bot.geography import is_outside
from bot.guarding import Fault, InvalidQuestion, guarded
from bot.language import language_of
from bot.memory import Memory, Pending
from bot.models import Asked, Evidence, Need, Outcome, QuestionBack, Reply, Trace
from bot.naming import PublishedNames
from bot.retrieval import Retriever
from bot.routing import Route, is_open, route
from bot.understanding import need_bearing, understand
from knowledge.documents import documents_by_id
from knowledge.published import PublishedCatalogue
from knowledge.texts import texts_by_id
from knowledge.vocabulary import Language, SupportKind

__all__ = ["Bot", "InvalidChoice", "UnknownConversation"]

_CANDIDATES = 12
_PASSAGES = 4
_NEAR_ENOUGH = 0.75


class UnknownConversation(Exception):
    """A conversation that was never started here."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What this turn is about, once read."""

    question: str
    need: Need
    language: Language
    insist: bool = False
    kind: SupportKind | None = None


class Bot:
    """Answers questions over one catalogue with one index; turns are kept in the same database or in another."""

    def __init__(
        self,
        engine: Engine,
        catalogue: PublishedCatalogue,
        retriever: Retriever,
        today: Callable[[], date] = date.today,
        notes: Engine | None = None,
    ) -> None:
        self._engine = engine
        self._notes = notes or engine
        self._catalogue = catalogue
        self._retriever = retriever
        self._today = today
        self._memory = Memory()
        self._names = PublishedNames()

    def reply(self, asked: Asked) -> Reply:
        """Answer one turn; raises InvalidQuestion, InvalidChoice or UnknownConversation."""
        clock = Clock()
        conversation_id = self._conversation(asked)
        turn = self._read(asked, conversation_id)
        clock.lap("understand")
        evidence = self._retrieve(turn)
        clock.lap("retrieve")
        today = self._today()
        routed, told = self._route(turn, evidence, today)
        clock.lap("route")
        answer = answering.compose(told, turn.language)
        clock.lap("answer")
        reply = Reply(
            conversation_id,
            transcripts.new_id(),
            turn.language,
            told.outcome,
            answer.text,
            told.needs,
            answer.suggestions,
            answer.citations,
            told.question_back,
            today,
            trace=Trace(evidence, routed.weighed, told.group),
            timings_ms=clock.times(),
        )
        self._keep(reply, turn)
        return reply

    def _conversation(self, asked: Asked) -> str:
        if asked.conversation_id is None:
            return transcripts.new_id()
        with self._notes.connect() as db:
            if not transcripts.is_known(db, asked.conversation_id):
                raise UnknownConversation(asked.conversation_id)
        return asked.conversation_id

    def _read(self, asked: Asked, conversation_id: str) -> Turn:
        if asked.choice is not None:
            return self._answered(asked, asked.choice, conversation_id)
        question = guarded(asked.question or "")
        language = language_of(question, asked.page_language, asked.language)
        return Turn(question, understand(question, language), language)

    def _answered(self, asked: Asked, choice: str, conversation_id: str) -> Turn:
        pending = self._memory.pending(conversation_id)
        language = asked.language or (pending.language if pending else asked.page_language)
        if choice == "skip":
            if pending is None:
                raise InvalidQuestion(Fault.EMPTY)
            return Turn(pending.question, pending.need, language, insist=True)
        words = wording(choice).in_(language)
        if pending is None:
            return Turn(words, chosen(Need(words), choice), language, insist=True, kind=chosen_kind(choice))
        if choice not in pending.choices:
            raise InvalidChoice(choice)
        need, kind = chosen(pending.need, choice), chosen_kind(choice)
        return Turn(f"{pending.question} {words}", need, language, insist=True, kind=kind)

    def _retrieve(self, turn: Turn) -> Evidence:
        wanted = need_bearing(turn.question, self._retriever.model.count_tokens)
        return self._retriever.retrieve(wanted, turn.language)

    def _route(self, turn: Turn, evidence: Evidence, today: date) -> tuple[Route, Told]:
        catalogue = self._catalogue.current()
        named = self._names.named(turn.question, catalogue)
        routed = route(turn.need, evidence.services, catalogue, today, named.services, turn.kind)
        return routed, self._decide(turn, evidence, routed, decide(turn.need, evidence, named))

    def _decide(self, turn: Turn, evidence: Evidence, routed: Route, decision: Decision) -> Told:
        outcome = Outcome.ANSWERED if turn.insist and evidence.services else decision.outcome
        if outcome is Outcome.ANSWERED and not routed.suggestions:
            outcome = Outcome.NO_MATCH
        need = replace(turn.need, outcome=outcome)
        told = Told(outcome, decision.group, (need,), outside=is_outside(need))
        if outcome is Outcome.ANSWERED:
            passages = self._passages(evidence)
            return replace(told, closed=routed.closed, suggestions=routed.suggestions, passages=passages)
        if outcome is Outcome.NEEDS_DETAIL:
            return replace(told, question_back=self._ask_back(need, evidence))
        return replace(told, closed=routed.closed if outcome is Outcome.NO_MATCH else ())

    def _ask_back(self, need: Need, evidence: Evidence) -> QuestionBack | None:
        services = self._catalogue.current().services
        near = [services[hit.id] for hit in evidence.services if hit.id in services]
        return question_back(need, [service for service in near if is_open(service)][:_CANDIDATES])

    def _passages(self, evidence: Evidence) -> tuple[Passage, ...]:
        best = max((hit.score for hit in evidence.passages), default=0.0)
        near = [hit for hit in evidence.passages if hit.score >= _NEAR_ENOUGH * best][:_PASSAGES]
        with self._engine.connect() as db:
            texts = texts_by_id(db, [hit.id for hit in near])
            documents = documents_by_id(db, [text.owner_id for text in texts.values()])
        found = [texts[hit.id] for hit in near if hit.id in texts]
        return answering.choices([Passage(text, documents[text.owner_id]) for text in found])

    def _keep(self, reply: Reply, turn: Turn) -> None:
        with self._notes.begin() as db:
            transcripts.keep_turn(db, reply)
            if reply.outcome is Outcome.NO_MATCH:
                transcripts.report_gap(db, reply)
        if reply.question_back:
            choices = frozenset(choice.id for choice in reply.question_back.choices)
            self._memory.keep(reply.conversation_id, Pending(turn.question, turn.need, turn.language, choices))
        elif not turn.insist:
            self._memory.forget(reply.conversation_id)


class Clock:
    """Measures the steps of a turn, in milliseconds."""

    def __init__(self) -> None:
        self._start = self._last = perf_counter()
        self._laps: dict[str, float] = {}

    def lap(self, name: str) -> None:
        """End the step of this name."""
        moment = perf_counter()
        self._laps[name] = round(1_000 * (moment - self._last), 2)
        self._last = moment

    def times(self) -> dict[str, float]:
        """All steps so far, and their total."""
        return {"total": round(1_000 * (perf_counter() - self._start), 2), **self._laps}
