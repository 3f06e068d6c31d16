"""Cuts a turn into its needs, searches for each and decides how each ends."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date

from bot.clock import Clock
from bot.contexts import Context, contexts
from bot.courtesies import telling
from bot.deciding import decide
from bot.follow_words import OTHERS
from bot.leaning import ANSWERED
from bot.mentions import fold
from bot.models import Evidence, Need, Outcome
from bot.naming import Named, PublishedNames
from bot.needing import knows
from bot.parts import Part, Wanted, beyond_names, in_plan, only_kind
from bot.pieces import says_a_need
from bot.reading import Turn
from bot.retrieval import Retriever
from bot.routing import Route, is_open, route, ways_instead
from bot.sections import unread
from bot.sensing import Heard, spoken_of
from bot.sentences import first_sentence
from bot.splitting import needs_in
from bot.understanding import (
    LONG,
    LONG_TOKENS,
    MAX_TOKENS,
    NEED_TOKENS,
    condensed,
    filled,
    is_brief,
    need_bearing,
    says_plainly,
    summary,
    understand,
)
from bot.wordings import MONEY, asks_for_money, asks_if_device
from knowledge.catalogue import Catalogue
from knowledge.labels import label
from knowledge.search import Hit
from knowledge.vocabulary import Language, SupportKind

# In kronor: so much is mostly asked of owners, and seldom got as a grant or a loan.
_LARGE = 5_000_000
# "We need", before points of a list.
_BARE = 3
_NEAR = 3
# What somebody who has found something at a university asks for.
_OF_INVENTIONS = {SupportKind.COMMERCIALISATION, SupportKind.IP, SupportKind.BUSINESS_ADVICE}


class Weighing:
    """Finds what a turn's needs are met with; `today` tells which rounds are open."""

    def __init__(self, retriever: Retriever, names: PublishedNames, today: Callable[[], date]) -> None:
        self._retriever = retriever
        self._names = names
        self._today = today

    def parts(self, turn: Turn, catalogue: Catalogue, clock: Clock) -> list[Part]:
        """Every need of a turn; in doubt, a message is weighed whole and cut, and what is clearly answered counts."""
        parts = self._weighed(self._wanted(turn, catalogue), turn, catalogue, clock)
        if any(part.is_answered for part in parts):
            parts = [part for part in parts if not _says_too_little(part)]
        if len(parts) > 1 and not any(_is_answerable(part) for part in parts):
            whole = self._weighed([_whole(turn)], turn, catalogue, clock)
            return parts if whole[0].is_answered else whole
        settled = len(parts) > 1 or parts[0].is_answered
        wanted = [] if settled else self._wanted(turn, catalogue, eager=True)
        alone = self._weighed(wanted, turn, catalogue, clock) if len(wanted) > 1 else []
        return alone if any(_is_clear(part, catalogue) for part in alone) else parts

    def _weighed(self, wanted: Sequence[Wanted], turn: Turn, catalogue: Catalogue, clock: Clock) -> list[Part]:
        clock.lap("understand")
        refused = turn.refused | self._names.of(catalogue).refused(turn.searched)
        wanted = [_elsewhere(one, refused, turn.asked_in, catalogue) for one in wanted]
        texts = [self._bearing(one.text, turn, len(wanted)) for one in wanted]
        found = self._retriever.retrieve_all(texts, turn.asked_in)
        clock.lap("retrieve")
        there = _without(catalogue, turn.seen | refused, turn.only)
        parts = [self._part(words, one, turn, catalogue, there) for words, one in zip(wanted, found, strict=True)]
        clock.lap("route")
        return [in_plan(part, turn.language) for part in parts] if len(parts) > 1 else parts

    def _wanted(self, turn: Turn, catalogue: Catalogue, eager: bool = False) -> list[Wanted]:
        """Each need of a turn with the words that are searched for it; one of several keeps to the kind it names."""
        whole = turn.insist or turn.about
        texts = (turn.searched,) if whole else self._needs_in(turn, catalogue, eager)
        if len(texts) == 1:
            return [_whole(turn)]
        needs = [filled(_in_plan(text, turn.asked_in), turn.need) for text in texts]
        return [Wanted(text, need, only_kind(need)) for text, need in zip(texts, needs, strict=True)]

    def _needs_in(self, turn: Turn, catalogue: Catalogue, eager: bool) -> tuple[str, ...]:
        language = turn.asked_in
        message = telling(condensed(turn.searched), language)

        def heard(words: str) -> Heard:
            return spoken_of(self._retriever.glance(words, language), catalogue)

        def read(parts: Sequence[str]) -> Sequence[Context | None]:
            return contexts(parts, message, self._retriever.read(message))

        known = knows(self._retriever.model.digest)
        return needs_in(message, language, heard, read if known else unread, turn.follows, eager)

    def _bearing(self, text: str, turn: Turn, needs: int) -> str:
        # The needs of a long message share what one need may take.
        own = NEED_TOKENS if needs > 1 else MAX_TOKENS
        limit = LONG_TOKENS // needs if len(turn.searched) > LONG else own
        return need_bearing(telling(text, turn.asked_in), self._retriever.model.count_tokens, limit)

    @staticmethod
    def _is_over(routed: Route, named: Named, catalogue: Catalogue) -> bool:
        """Whether what is asked for has ended, and nothing is known to have come instead."""
        still_there = any(is_open(catalogue.services[one]) for one in named.services)
        return not still_there and any(not ways_instead(one, catalogue) for one in routed.closed)

    def _own(self, wanted: Wanted, hits: Sequence[Hit], turn: Turn, catalogue: Catalogue) -> frozenset[str]:
        """The innovation support of the house that somebody works at, where no other support is asked for."""
        if not set(wanted.need.kinds) <= _OF_INVENTIONS:
            return frozenset()
        names = self._names.of(catalogue)
        # Who works where may be said in another sentence than the need for which some university's office is near.
        near = any(catalogue.services[one.id].kinds[0] is SupportKind.COMMERCIALISATION for one in hits[:_NEAR])
        own = names.own(wanted.text) or (names.own(turn.searched) if near else frozenset())
        first = {one: catalogue.services[one].kinds[0] for one in own}
        offices = {one for one, kind in first.items() if kind is SupportKind.COMMERCIALISATION}
        # A hospital tries out what its people have made.
        return frozenset(offices or {one for one, kind in first.items() if kind is SupportKind.TEST_BED})

    def _part(self, wanted: Wanted, evidence: Evidence, turn: Turn, catalogue: Catalogue, there: Catalogue) -> Part:
        named = self._names.named(wanted.text, catalogue)
        need = beyond_names(wanted.need, named.services, catalogue)
        hits = [hit for hit in evidence.services if not named.only or hit.id in named.services]
        known = (named.services | turn.only | self._own(wanted, hits, turn, catalogue)) & there.services.keys()
        routed = route(need, hits, there, self._today(), known, wanted.kind)
        plain = is_brief(evidence.text, turn.asked_in) or says_plainly(wanted.text, turn.asked_in)
        plain = plain or asks_if_device(wanted.text)
        decision = decide(need, evidence, named, plain)
        settled = turn.is_settled or (turn.goes_on and decision.outcome is Outcome.NEEDS_DETAIL)
        outcome = Outcome.ANSWERED if settled and evidence.services else decision.outcome
        if outcome is Outcome.ANSWERED and (not routed.suggestions or self._is_over(routed, named, catalogue)):
            outcome = Outcome.NO_MATCH
        # All needs of a plan have field and place in common: one that names no kind of support is told by its words.
        told = need.kinds or wanted.need is turn.need
        around = (*need.sectors, *([need.place] if need.place else [])) if told else ()
        own = wanted.text if wanted.need is turn.need else first_sentence(wanted.text)
        summed_up = summary(need.kinds, around, (), own, turn.language)
        return Part(replace(need, outcome=outcome, summary=summed_up), evidence, named, routed, decision)


def _without(catalogue: Catalogue, gone: Collection[str], only: Collection[str]) -> Catalogue:
    """The catalogue without what was shown before, or has refused, and with those alone that were named."""
    if not gone and not only:
        return catalogue
    left = {id_: one for id_, one in catalogue.services.items() if id_ not in gone and (not only or id_ in only)}
    return replace(catalogue, services=left)


def _elsewhere(wanted: Wanted, refused: Collection[str], language: Language, catalogue: Catalogue) -> Wanted:
    """Who asks where else to turn, and no more, asks for what those give who have said no."""
    gone = refused & catalogue.services.keys()
    if wanted.need.kinds or not gone or not OTHERS.search(fold(wanted.text)):
        return wanted
    # What an organization is known for bears its name.
    known_for = min(gone, key=lambda id_: (catalogue.organization_ids[id_] != id_, id_))
    kind = catalogue.services[known_for].kinds[0]
    return Wanted(label(kind).in_(language), replace(wanted.need, kinds=(kind,)), kind)


def _in_plan(text: str, language: Language) -> Need:
    """One need of several; money of whatever kind is told of by all its kinds, and nothing is asked back."""
    need = understand(text, language)
    if need.kinds or not asks_for_money(text):
        return need
    return replace(need, kinds=(SupportKind.EQUITY,) if (need.amount_sek or 0) >= _LARGE else MONEY)


def _whole(turn: Turn) -> Wanted:
    return Wanted(condensed(turn.searched), turn.need, turn.kind)


def _says_too_little(part: Part) -> bool:
    """Whether what was taken for a need only tells of who asks, or greets: beside other needs it is none."""
    outcome, text = part.need.outcome, part.evidence.text
    too_little = outcome in {Outcome.NEEDS_DETAIL, Outcome.OUT_OF_SCOPE}
    return too_little and not (says_a_need(text) and len(text.split()) > _BARE)


def _is_answerable(part: Part) -> bool:
    """Whether a need is answered, and its words are more like what services answer than like anything else."""
    others = (one.similarity for why, one in part.evidence.likeness.items() if why != ANSWERED)
    return part.decision.outcome is Outcome.ANSWERED and part.evidence.answerable > max(others, default=0.0)


def _is_clear(part: Part, catalogue: Catalogue) -> bool:
    """Whether a need is answered, and its words clearly speak of what services answer."""
    return part.decision.outcome is Outcome.ANSWERED and bool(spoken_of(part.evidence, catalogue).kinds)
