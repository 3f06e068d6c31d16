"""Which needs one message holds; where that is in doubt, one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.itemizing import itemized
from bot.kinship import Kinds, are_one
from bot.listing import announces
from bot.pieces import Opening, Piece, asks_for_whom, pieces_of
from bot.runs import Names, Run, runs_of
from bot.sections import Read, Section, sections, unread
from bot.sensing import Heard, Sense, nothing, sparing
from bot.understanding import named_kinds
from bot.wordings import MONEY, asks_for_money
from knowledge.vocabulary import Language, SupportKind

AT_MOST = 5
_FEWEST = 2
_SHORT = 6
# To hear a text costs as much as to embed it.
_HEARD, _LONG = 12, 1_000
# From here on a sentence begins a need of its own.
_LIKELY, _MAYBE = 0.55, 0.4
_GREETING = 2
_VERB = 2
# "Strategi" is said of everything.
_SAYS_LITTLE = {SupportKind.COORDINATION}
_COMPARES = re.compile(
    r"\b(?:skillnad\w*|skiljer|gräns\w* mellan|jämför\w*|differences?|separates|compared?|versus|vs)\b", re.IGNORECASE
)


def needs_in(
    question: str,
    language: Language,
    sense: Sense = nothing,
    read: Read = unread,
    follows: bool = False,
    eager: bool = False,
) -> tuple[str, ...]:
    """The separate needs of a message as texts that can be searched alone, in the order said; at most five.

    `sense` tells what a point of a list speaks of alone, `read` what sentences mean in the message; a long message is
    neither heard nor read. What `follows` earlier turns was put together from them: its sentences are one need unless
    words name another. `eager` takes what may be a need for one.
    """
    pieces = pieces_of(question)
    if len(pieces) < _FEWEST or _COMPARES.search(question):
        return (question,)
    heard, read = (nothing, unread) if len(question) >= _LONG else (sparing(sense, _HEARD), read)

    def names(text: str) -> Kinds:
        named = frozenset(named_kinds(text, language)) - _SAYS_LITTLE if text else frozenset()
        return named or (frozenset(MONEY) if asks_for_money(text) else named)

    def hear(text: str) -> Heard:
        named = names(text)
        return Heard(named) if named else heard(text)

    points = itemized(pieces, hear)
    cut = () if follows else sections(points, names, language, read, _MAYBE if eager else _LIKELY)
    return _at_most(tuple(_told(cut, names))) if cut else _by_runs(question, points, names)


def _at_most(needs: tuple[str, ...]) -> tuple[str, ...]:
    """The needs, the last of them with all that are too many."""
    return (*needs[: AT_MOST - 1], " ".join(needs[AT_MOST - 1 :])) if len(needs) > AT_MOST else needs


def _by_runs(question: str, pieces: Sequence[Piece], names: Names) -> tuple[str, ...]:
    """The needs of a message whose sentences say one at most, as words in it name several."""
    runs = runs_of(pieces, names)
    parts = _parts(needed := _needed(runs))
    return tuple(_with_background(part, runs, needed) for part in parts) if len(parts) > 1 else (question,)


def _told(cut: Sequence[Section], names: Names) -> Iterator[str]:
    """The needs of each section, with what is told beside them."""
    for section in cut:
        if section.needs:
            runs = runs_of(section.pieces, names)
            parts = _parts(needed := _needed(runs))
            if len(parts) > 1:
                yield from (_with_background(part, runs, needed) for part in parts)
            else:
                own = names(section.text)
                beside = (one.text for one in cut if not one.needs and _is_beside(one.text, names(one.text) - own))
                yield " ".join([section.text, *beside])


def _is_beside(text: str, other: Kinds) -> bool:
    """Whether what is told helps to understand a need: neither a greeting nor about other kinds of support."""
    return not other and not announces(text) and len(text.split()) > _GREETING


def _needed(runs: Sequence[Run]) -> list[Run]:
    """The runs that say a need; beside what is asked outright, a wish or a fragment elsewhere is background."""
    if sum(run.listed for run in runs) > 1:
        points = {run.first.sentence for run in runs if run.listed}
        return [run for run in runs if run.listed or (_branches(run) and run.first.sentence in points)]
    found = [
        run for place, run in enumerate(runs) if _says_a_need(run) and not _leads(run, runs[place + 1 : place + 2])
    ]
    asked = {run.first.sentence for run in found if run.kinds and run.first.in_question}
    wished = {run.first.sentence for run in found if run.wishes or run.first.in_question}
    told = asked or wished or {run.first.sentence for run in found[:1]}
    return [
        run
        for run in found
        if run.first.sentence in told or ((run.wishes or run.first.adds) and (run.insists or not asked))
    ]


def _branches(run: Run) -> bool:
    return bool(run.kinds) and run.first.opening in {Opening.WORD, Opening.PLUS} and not run.first.states


def _says_a_need(run: Run) -> bool:
    if run.listed:
        return True
    if run.kinds:
        return run.wishes or run.first.adds or not run.first.states
    return run.first.adds and run.first.wishes


def _leads(run: Run, after: Sequence[Run]) -> bool:
    """Whether a run only leads up to the next, before a colon or as who it is that wants: two founders, want a lab."""
    for following in after:
        if following.first.opening is Opening.WORD and 0 < len(following.first.need_verb.split()) <= _VERB:
            return not run.wishes
        return following.first.opening is Opening.LEAD and bool(following.kinds or following.wishes)
    return False


def _parts(needed: Sequence[Run]) -> list[list[Run]]:
    """The runs of each need: those of the same kind are one need, and so are all after the third."""
    parts: list[list[Run]] = []
    for run in needed:
        same = next((part for part in parts if _same(part[0], run)), None)
        if same is None and len(parts) == AT_MOST:
            same = parts[-1]
        if same is None:
            parts.append([run])
        else:
            same.append(run)
    return parts


def _same(one: Run, other: Run) -> bool:
    if one.listed and other.listed:
        return bool(one.kinds) and one.kinds == other.kinds
    asks_for_it = asks_for_whom(other.first.text) and one.first.sentence != other.first.sentence
    return bool(one.kinds & other.kinds) or (asks_for_it and bool(one.kinds) and are_one(one.kinds | other.kinds))


def _with_background(part: Sequence[Run], runs: Sequence[Run], needed: Sequence[Run]) -> str:
    """A need's own words, and what was said of the company and its product."""
    own = Kinds().union(*(run.kinds for run in part))
    head = next(run for run in needed if run.first.sentence == part[0].first.sentence)
    verb = "" if part[0].wishes else head.first.need_verb
    after = runs[runs.index(part[-1]) + 1 :][:1]
    more = [run.text for run in after if run not in needed and _goes_with(run)]
    said = " ".join([*filter(None, [verb]), *(run.text for run in part), *more])
    told = [run for run in runs if run not in needed and _is_background(run, own)]
    # What a colon ends introduces the need; all else only helps to understand it.
    leads = [run.text for run in told if run.text.endswith(":") and run.first.sentence == head.first.sentence]
    return " ".join([*leads, said, *(run.text for run in told if not run.text.endswith(":"))])


def _goes_with(run: Run) -> bool:
    """Whether a run without a need of its own says more about the need before it."""
    says_more = run.first.goes_on or (run.wishes and len(run.text.split()) > _SHORT)
    return says_more and not run.kinds and not announces(run.text)


def _is_background(run: Run, own: Kinds) -> bool:
    """Whether a run tells of the company, and would not lead the search for these kinds astray."""
    if announces(run.text) or _goes_with(run) or len(run.text.split()) <= _GREETING:
        return False
    is_aside = run.first.asks and run.first.opening is Opening.SENTENCE
    return not is_aside and not run.kinds - own
