"""The product with one thing turned off at a time, to see what each is worth."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from bot.assembly import build_bot, embedded, spelling
from bot.conversation import Bot
from bot.deciding import decide
from bot.guarding import guarded
from bot.models import Asked, Need, Outcome, Reply, Trace
from bot.naming import Named, PublishedNames
from bot.reading import Mend
from bot.retrieval import Finds, Retriever
from bot.routing import route
from bot.scope import Exemplars, read_exemplars
from evals.baselines import read_corpus
from evals.running import Answers
from ingest.shelf import put_on_shelf
from knowledge.assembly import Knowledge
from knowledge.catalogue import Catalogue
from knowledge.database import open_database
from knowledge.index import ExactIndex, Means
from knowledge.published import PublishedCatalogue
from knowledge.search import PLAIN, Hit, Hits, Leg, Question, Search, Weights
from knowledge.texts import kept_vectors, profile_means

WHOLE = "whole"

FACTS: Mapping[str, Callable[[Need], Need]] = {
    "kind": lambda need: replace(need, kinds=()),
    "place": lambda need: replace(need, place=None),
    "sector": lambda need: replace(need, sectors=()),
    "stage": lambda need: replace(need, stage=None),
}
"""What a question says about the company and its need, and how to forget it."""


@dataclass(frozen=True, slots=True)
class Weighing:
    """Searches with other weights than the product's."""

    search: Search
    weights: Weights

    def services(self, question: Question) -> Hits:
        """Services for a question, best first."""
        return self.search.services(question, self.weights)

    def meaning(self, question: Question) -> Hits:
        """Services for a question by meaning alone, best first."""
        return self.search.meaning(question)

    def passages(self, question: Question) -> list[Hit]:
        """Passages for a question, best first."""
        return self.search.passages(question, self.weights)


@dataclass(frozen=True, slots=True)
class Deaf:
    """Searches as the product does, and hears nothing in a sentence alone."""

    search: Search

    def services(self, question: Question) -> Hits:
        """Services for a question, best first."""
        return self.search.services(question)

    def meaning(self, _question: Question) -> Hits:
        """Nothing, whatever a sentence means."""
        return Hits([])

    def passages(self, question: Question) -> list[Hit]:
        """Passages for a question, best first."""
        return self.search.passages(question)


@dataclass(frozen=True, slots=True)
class Forgetting:
    """Decides and routes each turn again, without something that the question said.

    What was found stays as it was; text and citations belong to the first routing and are left out.
    """

    bot: Answers
    catalogue: PublishedCatalogue
    forget: Callable[[Need], Need]
    named: Callable[[str, Catalogue], Named]

    def reply(self, asked: Asked) -> Reply:
        """Answer one turn."""
        reply = self.bot.reply(asked)
        return self._again(reply, reply.traces[0], asked.question or "") if reply.traces else reply

    def _again(self, reply: Reply, trace: Trace, question: str) -> Reply:
        catalogue, evidence = self.catalogue.current(), trace.evidence
        need, named = self.forget(reply.needs[0]), self.named(guarded(question), catalogue)
        routed = route(need, evidence.services, catalogue, reply.as_of, named.services)
        decision = decide(need, evidence, named)
        is_answered = decision.outcome is Outcome.ANSWERED
        outcome = Outcome.NO_MATCH if is_answered and not routed.suggestions else decision.outcome
        return replace(
            reply,
            outcome=outcome,
            text="",
            needs=(replace(need, outcome=outcome),),
            suggestions=routed.suggestions if is_answered else (),
            citations=(),
            traces=(Trace(evidence, routed.weighed, decision.group),),
        )


def variants(knowledge: Knowledge) -> dict[str, Answers]:
    """The whole product under WHOLE, then the product without each of its parts, by what was turned off."""
    index = knowledge.private_index()
    # What is asked here is nobody's question: it is kept nowhere.
    whole = build_bot(knowledge, index, open_database("sqlite://"))
    means, names, search = _means(knowledge), PublishedNames(), knowledge.search(index)
    never = read_exemplars()
    known, mend = embedded(knowledge, never), spelling(knowledge, never).mended

    def bot(finds: Finds, exemplars: Exemplars, mend: Mend | None = mend) -> Bot:
        retriever = Retriever(finds, knowledge.model, exemplars)
        notes = open_database("sqlite://")
        return Bot(knowledge.engine, knowledge.catalogue, retriever, notes=notes, mend=mend)

    return {
        WHOLE: whole,
        **{f"without {leg} leg": bot(Weighing(search, {**PLAIN, leg: 0.0}), known) for leg in Leg},
        "without closeness": bot(_by_cosine(knowledge, means), _exemplars(knowledge, means)),
        "without closeness and language offset": bot(_by_cosine(knowledge, {}), _exemplars(knowledge, {})),
        "without spelling": bot(search, known, None),
        "without hearing": bot(Deaf(search), known),
        "without asks": bot(_profiles_only(knowledge, means), known),
        **{
            f"without {fact}": Forgetting(whole, knowledge.catalogue, forget, names.named)
            for fact, forget in FACTS.items()
        },
        "without names": Forgetting(whole, knowledge.catalogue, remember, no_names),
    }


def remember(need: Need) -> Need:
    """A need of which nothing is forgotten."""
    return need


def no_names(_question: str, _catalogue: Catalogue) -> Named:
    """What a question names, to somebody who knows no names."""
    return Named()


def _exemplars(knowledge: Knowledge, means: Means) -> Exemplars:
    """Exemplars that are compared by their cosine alone."""
    never = read_exemplars()
    with knowledge.vector_cache() as kept, kept.connect() as db:
        vectors = kept_vectors(db, knowledge.model.digest, [one.text for one in never])
    return Exemplars(never, vectors, means)


def _means(knowledge: Knowledge) -> Means:
    with knowledge.engine.connect() as db:
        return profile_means(db, knowledge.model.digest)


def _by_cosine(knowledge: Knowledge, means: Means) -> Search:
    index = ExactIndex(read_corpus(knowledge).embedded, means)
    return Search(knowledge.engine, index, knowledge.lexicon, knowledge.bridge, knowledge.model.digest, learns=False)


def _profiles_only(knowledge: Knowledge, means: Means) -> Search:
    """Search over a private database that holds no asks."""
    corpus, model = read_corpus(knowledge), knowledge.model.digest
    texts = [text for text in corpus.texts if text.id.split(":")[2] != "ask"]
    kept = {text.id for text in texts}
    embedded = [one for one in corpus.embedded if one.id in kept]
    shelf = put_on_shelf(texts, embedded, means, model)
    return Search(shelf.engine, ExactIndex(embedded, means), shelf.lexicon, knowledge.bridge, model)
