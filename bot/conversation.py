"""One turn of a conversation, from what was asked to the reply; the steps below are the whole of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Engine

from bot import answering, transcripts
from bot.answering import Passage, Told
from bot.asking import InvalidChoice, question_back
from bot.clock import Clock
from bot.deciding import Decision, decide
from bot.follow_reading import Before
from bot.geography import is_outside
from bot.memory import Memory, Pending, Thread
from bot.models import Asked, Evidence, Need, Outcome, QuestionBack, Reply, Suggestion, Trace
from bot.naming import PublishedNames
from bot.planning import Step, ordered
from bot.reading import Turn, read
from bot.retrieval import Retriever
from bot.routing import Route, is_open, route
from bot.splitting import needs_in
from bot.understanding import filled, is_brief, need_bearing, summary, understand
from knowledge.documents import documents_by_id
from knowledge.published import PublishedCatalogue
from knowledge.search import Hit
from knowledge.texts import texts_by_id

__all__ = ["Bot", "InvalidChoice", "UnknownConversation"]

_CANDIDATES = 12
_PASSAGES = 4
_NEAR_ENOUGH = 0.75
_QUESTIONS_BACK = 2
# What a few words are easily mistaken for.
_TOO_SHORT = {Outcome.OUT_OF_SCOPE, Outcome.NEEDS_DETAIL}


class UnknownConversation(Exception):
    """A conversation that was never started here."""


@dataclass(frozen=True, slots=True)
class Part:
    """One need of a turn, with what was found for it and how it ends."""

    need: Need
    evidence: Evidence
    routed: Route
    decision: Decision


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
        thread = self._memory.thread(conversation_id)
        turn = read(asked, thread)
        wanted = self._wanted(turn)
        clock.lap("understand")
        found = [self._retrieve(text, turn) for text, _ in wanted]
        clock.lap("retrieve")
        today = self._today()
        parts = [self._part(text, need, one, turn, today) for (text, need), one in zip(wanted, found, strict=True)]
        parts = [_in_plan(part) for part in parts] if len(parts) > 1 else parts
        told = self._tell(turn, self._planned(parts), thread)
        clock.lap("route")
        reply = _worded(conversation_id, turn, told, today)
        clock.lap("answer")
        trace = Trace(parts[0].evidence, parts[0].routed.weighed, told.group)
        reply = replace(reply, trace=trace, timings_ms=clock.times())
        self._keep(reply, turn, thread)
        return reply

    def _conversation(self, asked: Asked) -> str:
        if asked.conversation_id is None:
            return transcripts.new_id()
        with self._notes.connect() as db:
            if not transcripts.is_known(db, asked.conversation_id):
                raise UnknownConversation(asked.conversation_id)
        return asked.conversation_id

    def _wanted(self, turn: Turn) -> list[tuple[str, Need]]:
        """Each need of a turn with the words that are searched for it."""
        texts = (turn.searched,) if turn.insist or turn.about else needs_in(turn.searched, turn.asked_in)
        if len(texts) == 1:
            return [(turn.searched, turn.need)]
        return [(text, filled(understand(text, turn.asked_in), turn.need)) for text in texts]

    def _retrieve(self, text: str, turn: Turn) -> Evidence:
        wanted = need_bearing(text, self._retriever.model.count_tokens)
        return self._retriever.retrieve(wanted, turn.asked_in)

    def _part(self, text: str, need: Need, evidence: Evidence, turn: Turn, today: date) -> Part:
        catalogue = self._catalogue.current()
        named = self._names.named(text, catalogue)
        routed = route(need, evidence.services, catalogue, today, named.services, turn.kind)
        decision = decide(need, evidence, named, is_brief(text, turn.asked_in))
        outcome = Outcome.ANSWERED if (turn.insist or turn.about) and evidence.services else decision.outcome
        if outcome is Outcome.ANSWERED and not routed.suggestions:
            outcome = Outcome.NO_MATCH
        summed_up = summary(need.kinds, need.sectors, (need.place,) if need.place else (), text, turn.language)
        return Part(replace(need, outcome=outcome, summary=summed_up), evidence, routed, decision)

    def _planned(self, parts: Sequence[Part]) -> list[tuple[Step, Part]]:
        """The parts in the order in which they have to be met, each with its reason."""
        found = [[one.service for one in part.routed.suggestions] for part in parts]
        return [(step, parts[step.need]) for step in ordered([part.need.kinds for part in parts], found)]

    def _tell(self, turn: Turn, plan: Sequence[tuple[Step, Part]], thread: Thread) -> Told:
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
        )
        if outcome is Outcome.NEEDS_DETAIL and thread.asked_back < _QUESTIONS_BACK:
            return replace(told, question_back=self._ask_back(first.need, first.evidence))
        if outcome is Outcome.ANSWERED:
            closed = tuple(one for part in parts for one in part.routed.closed)
            passages = () if turn.about else self._passages(first.evidence)
            return replace(told, closed=closed, suggestions=self._suggested(turn, parts), passages=passages)
        return replace(told, closed=first.routed.closed if outcome is Outcome.NO_MATCH else ())

    def _suggested(self, turn: Turn, parts: Sequence[Part]) -> tuple[Suggestion, ...]:
        """Each need's best, then each need's second, and so on; a detail is told of what was suggested before."""
        if turn.about:
            return self._again(turn, parts[0])
        answered = [
            (place, part.routed.suggestions)
            for place, part in enumerate(parts)
            if part.need.outcome is Outcome.ANSWERED
        ]
        most = max(len(suggestions) for _, suggestions in answered)
        return tuple(
            replace(suggestions[rank], need=place)
            for rank in range(most)
            for place, suggestions in answered
            if rank < len(suggestions)
        )

    def _again(self, turn: Turn, part: Part) -> tuple[Suggestion, ...]:
        catalogue = self._catalogue.current()
        hits = [Hit(one, one, 1 - place / 10, 0.0, {}) for place, one in enumerate(turn.service_ids)]
        again = route(replace(part.need, kinds=(), place=None), hits, catalogue, self._today()).suggestions
        return again or part.routed.suggestions

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

    def _keep(self, reply: Reply, turn: Turn, thread: Thread) -> None:
        with self._notes.begin() as db:
            transcripts.keep_turn(db, reply)
            if Outcome.NO_MATCH in {need.outcome for need in reply.needs}:
                transcripts.report_gap(db, reply)
        self._memory.keep(reply.conversation_id, after(thread, turn, reply))


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


def _in_plan(part: Part) -> Part:
    """One of several needs that names its kind of support has said enough, however short its words are."""
    short = part.need.kinds and part.routed.suggestions and part.need.outcome in _TOO_SHORT
    return replace(part, need=replace(part.need, outcome=Outcome.ANSWERED)) if short else part


def after(thread: Thread, turn: Turn, reply: Reply) -> Thread:
    """Where a conversation stands when a turn is answered."""
    ids = tuple(dict.fromkeys(one.service.id for one in reply.suggestions))
    kinds = tuple(dict.fromkeys(kind for need in reply.needs for kind in need.kinds))
    before = (*thread.before, Before(turn.searched, turn.asked_in, kinds, reply.outcome, ids))
    pending = thread.pending if turn.insist else None
    if reply.question_back:
        choices = frozenset(choice.id for choice in reply.question_back.choices)
        pending = Pending(turn.searched, turn.need, turn.language, choices)
    asked_back = thread.asked_back + 1 if reply.question_back else 0
    return Thread(before, turn.language, turn.need, pending, asked_back)
