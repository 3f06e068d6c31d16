"""One turn of a conversation, from what was asked to the reply; the steps below are the whole of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import Engine

from bot import answering, transcripts
from bot.answering import Passage, Told
from bot.asking import InvalidChoice, question_back
from bot.clock import Clock
from bot.details import asked_beside
from bot.geography import is_outside
from bot.known import InvalidFact
from bot.memory import Memory, Thread
from bot.models import Asked, Evidence, Outcome, QuestionBack, Reply, Suggestion
from bot.naming import PublishedNames
from bot.parts import Part, best_first, explained
from bot.planning import Step, ordered
from bot.premises import corrections, supposed_givers, unheard_of
from bot.quoting import LOOKED_AT, quotable
from bot.reading import Mend, Turn, in_context, read
from bot.retrieval import Retriever
from bot.routing import is_open, route
from bot.threads import after
from bot.weighing import Weighing
from knowledge.catalogue import Catalogue
from knowledge.documents import documents_by_id
from knowledge.published import PublishedCatalogue
from knowledge.search import Hit
from knowledge.texts import texts_by_id
from knowledge.vocabulary import Bilingual

__all__ = ["Bot", "InvalidChoice", "InvalidFact", "UnknownConversation"]

_CANDIDATES = 12
_QUESTIONS_BACK = 2


class UnknownConversation(Exception):
    """A conversation that was never started here."""


class Bot:
    """Answers questions over one catalogue with one index; turns are kept in the same database or in another."""

    def __init__(
        self,
        engine: Engine,
        catalogue: PublishedCatalogue,
        retriever: Retriever,
        today: Callable[[], date] = date.today,
        notes: Engine | None = None,
        mend: Mend | None = None,
    ) -> None:
        self._engine = engine
        self._notes = notes or engine
        self._catalogue = catalogue
        self._retriever = retriever
        self._today = today
        self._mend = mend
        self._memory = Memory()
        self._names = PublishedNames()
        self._weighing = Weighing(retriever, self._names, today)

    def reply(self, asked: Asked) -> Reply:
        """Answer one turn; raises InvalidQuestion, InvalidChoice, InvalidFact or UnknownConversation."""
        clock = Clock()
        conversation_id = self._conversation(asked)
        thread = self._memory.thread(conversation_id)
        known, today = self._catalogue.current(), self._today()
        turn = read(asked, thread, self._mend, self._retriever.glance, self._names.of(known).pointed)
        turn, parts = self._weighed(turn, known, clock)
        plan = self._planned(parts)
        clock.lap("route")
        plan = self._quoting(plan, turn)
        clock.lap("retrieve")
        told = self._tell(turn, plan, thread, known)
        clock.lap("route")
        reply = explained(_worded(conversation_id, turn, told, today), turn, [part for _, part in plan])
        clock.lap("answer")
        reply = replace(reply, timings_ms=clock.times())
        self._keep(reply, turn, thread, begins=asked.conversation_id is None)
        return reply

    def _conversation(self, asked: Asked) -> str:
        if asked.conversation_id is None:
            return transcripts.new_id()
        with self._notes.connect() as db:
            if not transcripts.is_known(db, asked.conversation_id):
                raise UnknownConversation(asked.conversation_id)
        return asked.conversation_id

    def _weighed(self, turn: Turn, known: Catalogue, clock: Clock) -> tuple[Turn, Sequence[Part]]:
        """The parts of a turn; one that says too little alone is weighed with what was asked before it."""
        parts = self._weighing.parts(turn, known, clock)
        if turn.before and all(part.need.outcome is Outcome.NEEDS_DETAIL for part in parts):
            turn = in_context(turn)
            parts = self._weighing.parts(turn, known, clock)
        return turn, parts

    def _planned(self, parts: Sequence[Part]) -> list[tuple[Step, Part]]:
        """The parts in the order in which they have to be met, each with its reason."""
        found = [[one.service for one in part.routed.suggestions] for part in parts]
        return [(step, parts[step.need]) for step in ordered([part.need.kinds for part in parts], found)]

    def _quoting(self, plan: list[tuple[Step, Part]], turn: Turn) -> list[tuple[Step, Part]]:
        """The plan with passages for the first need that is answered; a detail of a service needs none."""
        first = next((place for place, (_, part) in enumerate(plan) if part.need.outcome is Outcome.ANSWERED), None)
        if first is not None and not turn.about:
            step, part = plan[first]
            plan[first] = step, replace(part, evidence=self._retriever.with_passages(part.evidence))
        return plan

    def _tell(self, turn: Turn, plan: Sequence[tuple[Step, Part]], thread: Thread, catalogue: Catalogue) -> Told:
        parts = [part for _, part in plan]
        first = next((part for part in parts if part.need.outcome is Outcome.ANSWERED), parts[0])
        outcome, needs = first.need.outcome, tuple(part.need for part in parts)
        told = Told(
            outcome,
            first.decision.group,
            needs,
            outside=any(is_outside(need) for need in needs),
            about=turn.about,
            reasons=tuple(step.why for step, _ in plan),
            corrections=self._corrections(turn, parts, catalogue),
            beside=asked_beside(turn.searched),
            guided=not first.need.kinds and first.evidence.is_guided,
            others=bool(turn.seen),
        )
        if outcome is Outcome.NEEDS_DETAIL and thread.asked_back < _QUESTIONS_BACK:
            return replace(told, question_back=_ask_back(first, catalogue, thread.asked_back > 0))
        if outcome is Outcome.ANSWERED:
            closed = tuple(one for part in parts for one in part.routed.closed)
            passages = () if turn.about else self._passages(first.evidence)
            return replace(told, closed=closed, suggestions=self._suggested(turn, parts, catalogue), passages=passages)
        return replace(told, closed=first.routed.closed if outcome is Outcome.NO_MATCH else ())

    def _corrections(self, turn: Turn, parts: Sequence[Part], catalogue: Catalogue) -> tuple[Bilingual, ...]:
        """What the question takes for granted and the catalogue knows otherwise."""
        names = self._names.of(catalogue)
        elsewhere = (one for part in parts for one in corrections(part.need, part.named.services, catalogue))
        unheard = (unheard_of(name) for name in supposed_givers(turn.searched) if not names.knows(name))
        return tuple(dict.fromkeys([*unheard, *elsewhere]))

    def _suggested(self, turn: Turn, parts: Sequence[Part], catalogue: Catalogue) -> tuple[Suggestion, ...]:
        """What each need is sent to; a detail is told of what was suggested before."""
        if turn.about:
            return self._again(turn, parts[0], catalogue)
        return best_first(parts)

    def _again(self, turn: Turn, part: Part, catalogue: Catalogue) -> tuple[Suggestion, ...]:
        hits = [Hit(one, one, 1 - place / 10, 0.0, {}) for place, one in enumerate(turn.service_ids)]
        again = route(replace(part.need, kinds=(), place=None), hits, catalogue, self._today()).suggestions
        return again or part.routed.suggestions

    def _passages(self, evidence: Evidence) -> tuple[Passage, ...]:
        with self._engine.connect() as db:
            texts = texts_by_id(db, [hit.id for hit in evidence.passages[:LOOKED_AT]])
            documents = documents_by_id(db, [text.owner_id for text in texts.values()])
        return quotable(evidence, texts, documents)

    def _keep(self, reply: Reply, turn: Turn, thread: Thread, begins: bool) -> None:
        with self._notes.begin() as db:
            if begins:
                transcripts.begin(db, reply.conversation_id)
            transcripts.keep_turn(db, reply)
            if Outcome.NO_MATCH in {need.outcome for need in reply.needs}:
                transcripts.report_gap(db, reply)
        self._memory.keep(reply.conversation_id, after(thread, turn, reply))


def _ask_back(part: Part, catalogue: Catalogue, again: bool) -> QuestionBack | None:
    near = [catalogue.services[hit.id] for hit in part.evidence.services if hit.id in catalogue.services]
    still_open = [service for service in near if is_open(service, part.need.audience)]
    return question_back(part.need, still_open[:_CANDIDATES], part.evidence.text, again)


def _worded(conversation_id: str, turn: Turn, told: Told, today: date) -> Reply:
    """The reply to a turn, put into words."""
    answer = answering.compose(told, turn.language)
    return Reply(
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
        turn.question,
        turn.masked,
    )
