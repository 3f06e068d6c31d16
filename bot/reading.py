"""Reads a turn: what was asked, without personal data, made whole by what was said before."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.asides import without_asides
from bot.asking import InvalidChoice, asks_for_a_kind, chosen, chosen_kind, typed, wording
from bot.company import Fact, facts_in
from bot.courtesies import without_courtesies
from bot.follow_merging import joined
from bot.follow_reading import Before
from bot.follow_sensing import Glance, sensed
from bot.follow_words import LEAVES_IT
from bot.following import About, Followed, Relation, followed, last_said
from bot.guarding import Fault, InvalidQuestion, guarded
from bot.known import as_said, changed
from bot.language import language_of
from bot.masking import Masked, is_marked, masked, unmarked
from bot.memory import Pending, Thread
from bot.mentions import fold
from bot.models import Asked, Need, Outcome
from bot.sentences import sentences
from bot.standing import NOBODY, Pointed
from bot.understanding import filled, named_kinds, understand
from knowledge.lexicon import words
from knowledge.vocabulary import Language, SupportKind

_SKIP = "skip"
_ASIDE = 10
# In more words than these something is told, though the writer cannot choose.
_UNDECIDED = 8
_SAYS_SOMETHING = 3
# Their words say what is needed as well as who needs it: "registerdata", "cellterapi".
_NAMES_THE_NEED = {Fact.SECTORS, Fact.DATA}


Point = Callable[[str, Sequence[str]], Pointed]
Mend = Callable[[str, Language], str]


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn once read: what is shown, what is searched and in which language, and what to answer in.

    `about` and `service_ids` are set when a detail of what was suggested is asked for; `insist` when a question back
    was answered, so that none is asked again; `put_right` names the facts whose words nobody wrote; `seen` are the
    services that are not to be suggested again, `refused` those that have said no; what `follows` was made whole by
    what was said before, and `only` are the services that it may lead to; `before` is what was
    asked before what seems new, and what `goes_on` with an answered need is not asked back about.
    """

    question: str
    searched: str
    need: Need
    asked_in: Language
    language: Language
    masked: tuple[str, ...] = ()
    insist: bool = False
    kind: SupportKind | None = None
    about: About | None = None
    service_ids: tuple[str, ...] = ()
    put_right: frozenset[Fact] = frozenset()
    seen: frozenset[str] = frozenset()
    follows: bool = False
    refused: frozenset[str] = frozenset()
    only: frozenset[str] = frozenset()
    before: str = ""
    goes_on: bool = False

    @property
    def is_settled(self) -> bool:
        """Whether it goes on with a need that is to be answered, however little it says itself."""
        return self.insist or bool(self.about or self.seen or self.refused or self.only)


def read(
    asked: Asked,
    thread: Thread,
    mend: Mend | None = None,
    glance: Glance | None = None,
    point: Point = lambda _, __: NOBODY,
) -> Turn:
    """The turn that was asked, its spelling mended where it is searched; a glance tells what no rule could read, and
    `point` whom a text names.

    Raises InvalidQuestion, InvalidChoice or InvalidFact.
    """
    if asked.choice is not None:
        return _answered(asked, asked.choice, thread)
    if asked.facts is not None:
        return _amended(asked, asked.facts, thread)
    raw = guarded(asked.question or "")
    if thread.pending and LEAVES_IT.search(fold(raw)) and len(words(raw)) <= _UNDECIDED:
        return _answered(asked, _SKIP, thread)
    if thread.pending and asks_for_a_kind(thread.pending.choices) and (choice := typed(raw)):
        return replace(_taken_in(thread.pending, choice, asked.language or thread.pending.language), question=raw)
    language = language_of(raw, asked.language or thread.language or asked.page_language)
    kept = masked(raw, language)
    last = last_said(thread.before)
    pointed = _pointed(kept.text, last, point)
    whole = followed(kept.text, language, thread.before, pointed)
    whole = sensed(whole, thread.before, glance) if glance and last else whole
    turn = _made_whole(asked, kept, whole, thread, mend)
    return _going_on(turn, whole, last, pointed) if last else turn


def _pointed(text: str, last: Before | None, point: Point) -> Pointed:
    """What a turn points at by name, and where the writer was at home before."""
    if last is None:
        return NOBODY
    pointed = point(text, last.service_ids)
    return replace(pointed, was_home=point(last.question, ()).home) if pointed.home else pointed


def _going_on(turn: Turn, whole: Followed, last: Before, pointed: Pointed) -> Turn:
    """A turn with what it takes over from the one before."""
    if whole.relation is Relation.NEW:
        ended = bool(last.service_ids) or last.outcome is Outcome.NO_MATCH
        return replace(turn, before=last.question if ended and len(words(turn.question)) >= _SAYS_SOMETHING else "")
    goes_on = last.outcome is Outcome.ANSWERED
    return replace(turn, refused=last.refused | pointed.refused, goes_on=goes_on)


def in_context(turn: Turn) -> Turn:
    """A turn that says too little alone, made whole by what was asked before it."""
    searched = joined(turn.before, turn.searched)
    need = filled(understand(searched, turn.asked_in), turn.need)
    return replace(turn, searched=searched, need=need, follows=True, before="")


def _made_whole(asked: Asked, kept: Masked, whole: Followed, thread: Thread, mend: Mend | None) -> Turn:
    searched = without_courtesies(without_asides(_searched(whole.question, whole.asked_in)))
    searched = mend(searched, whole.asked_in) if mend else searched
    return Turn(
        kept.text,
        searched,
        filled(understand(searched, whole.asked_in), _still_so(thread.need, kept.text, whole.asked_in)),
        whole.asked_in,
        asked.language or whole.language,
        kept.kinds,
        about=whole.about if whole.service_ids else None,
        service_ids=whole.service_ids,
        seen=whole.seen,
        follows=whole.question != kept.text,
        only=whole.only,
    )


def _still_so(known: Need | None, text: str, language: Language) -> Need | None:
    """What was known of a company, without what a text denies."""
    for one in facts_in(text, language).denied if known else ():
        if known and getattr(known, one.fact) == one.value:
            known = changed(known, one.fact, ())
    return known


def _searched(text: str, language: Language) -> str:
    """A masked text without its marks, and without the short sentences that only say how to reach the writer."""
    if not is_marked(text):
        return text
    needed = [one for one in sentences(text) if not _is_aside(one, language)]
    return unmarked("".join(needed) or text).strip()


def _is_aside(sentence: str, language: Language) -> bool:
    short = len(unmarked(sentence).split()) <= _ASIDE and "?" not in sentence
    return short and is_marked(sentence) and not named_kinds(sentence, language)


def _answered(asked: Asked, choice: str, thread: Thread) -> Turn:
    pending = thread.pending
    language = asked.language or (pending.language if pending else asked.page_language)
    if choice == _SKIP:
        if pending is None:
            raise InvalidQuestion(Fault.EMPTY)
        return Turn(pending.question, unmarked(pending.question), pending.need, language, language, insist=True)
    if pending is None:
        words, kind = wording(choice).in_(language), chosen_kind(choice)
        return Turn(words, words, chosen(Need(words), choice), language, language, insist=True, kind=kind)
    if choice not in pending.choices:
        raise InvalidChoice(choice)
    return _taken_in(pending, choice, language)


def _taken_in(pending: Pending, choice: str, language: Language) -> Turn:
    """The question that waited, with what it was answered by."""
    question = f"{pending.question} {wording(choice).in_(language)}"
    need, kind = chosen(pending.need, choice), chosen_kind(choice)
    return Turn(question, unmarked(question), need, language, language, insist=True, kind=kind)


def _amended(asked: Asked, facts: Mapping[Fact, Sequence[str]], thread: Thread) -> Turn:
    """The last question once more, with facts as the company has put them right."""
    last = last_said(thread.before)
    if last is None or not facts:
        raise InvalidQuestion(Fault.EMPTY)
    question = last.question
    for fact, values in facts.items():
        question = _reworded(question, last.language, fact, values)
    need = filled(understand(question, last.language), thread.need)
    for fact, values in facts.items():
        need = changed(need, fact, values)
    put_right = last.put_right | facts.keys()
    need = replace(need, said=tuple(one for one in need.said if one.fact not in put_right))
    language = asked.language or thread.language or asked.page_language
    return Turn(
        question, question, need, last.language, language, insist=last.insist, kind=last.kind, put_right=put_right
    )


def _reworded(question: str, language: Language, fact: Fact, values: Sequence[str]) -> str:
    """A question that says a fact otherwise, or not at all; what else it is about, it stays about."""
    if fact in _NAMES_THE_NEED:
        return question
    reworded, new = question, as_said(fact, [value for value in values if value.strip()], language)
    begun = len(question)
    for one in reversed([one for one in facts_in(question, language).said if one.fact is fact]):
        # Of two sayings that overlap, the later is the whole: "team på 12 anställda".
        if one.end <= begun:
            reworded, new, begun = f"{reworded[: one.start]}{new}{reworded[one.end :]}", "", one.start
    return reworded if words(reworded) else question
