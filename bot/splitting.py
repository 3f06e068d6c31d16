"""Which needs one message holds; where that is in doubt, one."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.itemizing import itemized
from bot.kinship import ADVICE, MONEY, Kinds, are_different, are_one
from bot.listing import announces, listed
from bot.pieces import Opening, Piece, joined, pieces_of
from bot.sensing import Heard, Sense, nothing, sensed, sparing
from bot.understanding import named_kinds
from knowledge.vocabulary import Language, SupportKind

Names = Callable[[str], Kinds]

AT_MOST = 5
_FEWEST = 2
_SHORT = 6
# To hear a text costs as much as to embed it.
_HEARD, _HEARD_OF_LONG, _LONG = 12, 2, 1_000
_GREETING = 2
_VERB = 2
# "Strategi" is said of everything.
_SAYS_LITTLE = {SupportKind.COORDINATION}
_COMPARES = re.compile(
    r"\b(?:skillnad\w*|skiljer|gräns\w* mellan|jämför\w*|differences?|separates|compared?|versus|vs)\b", re.IGNORECASE
)
_WITH = re.compile(r".*\b(?:med|som|där|inklusive|with|that|which|whose|including)\b", re.IGNORECASE | re.DOTALL)
_FOR = re.compile(r".*\b(?:för att|för|till|for|to)\b", re.IGNORECASE | re.DOTALL)
_PAYS = re.compile(r"\b(?:finansiering|pengar|medel|funding|money|financing)\b.*\b(?:för|till|for|to)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Run:
    """Pieces that belong together, the kinds of support that they name, and whether they stand in a list of needs."""

    pieces: tuple[Piece, ...]
    heard: Heard
    listed: bool = False

    @property
    def kinds(self) -> Kinds:
        return self.heard.kinds

    @property
    def first(self) -> Piece:
        return self.pieces[0]

    @property
    def text(self) -> str:
        return joined(self.pieces)

    @property
    def says_nothing(self) -> bool:
        return not (self.kinds or self.heard.missing)

    @property
    def wishes(self) -> bool:
        return any(piece.wishes for piece in self.pieces)

    @property
    def troubles(self) -> bool:
        """Whether what is told clearly is of a trouble that services help with."""
        return self.heard.alone and any(piece.troubles for piece in self.pieces)

    @property
    def insists(self) -> bool:
        """Whether something is asked outright and not only wished."""
        return self.troubles or self.first.in_question or self.first.adds or any(piece.needs for piece in self.pieces)


def needs_in(question: str, language: Language, sense: Sense = nothing) -> tuple[str, ...]:
    """The separate needs of a message as texts that can be searched alone, in the order said; at most five.

    `sense` tells which kinds a sentence speaks of that names none; a long message that names its needs is not heard.
    """
    if len(question) >= _LONG:
        plainly = _needs_in(question, language, nothing)
        return plainly if len(plainly) > 1 else _needs_in(question, language, sparing(sense, _HEARD_OF_LONG))
    return _needs_in(question, language, sparing(sense, _HEARD))


def _needs_in(question: str, language: Language, heard: Sense) -> tuple[str, ...]:
    pieces = pieces_of(question)
    if len(pieces) < _FEWEST or _COMPARES.search(question):
        return (question,)

    def names(text: str) -> Kinds:
        return frozenset(named_kinds(text, language)) - _SAYS_LITTLE if text else frozenset()

    def hear(text: str) -> Heard:
        named = names(text)
        return Heard(named) if named else heard(text)

    runs = _runs(itemized(pieces, hear), names, heard)
    needed = _needed(runs)
    if len(_parts(needed)) > 1:
        runs = [_heard_again(run, heard) if run in needed else run for run in runs]
        needed = _needed(runs)
    parts = _parts(needed)
    if len(parts) > 1 and not all(run.listed for run in needed) and heard(question).missing:
        return (question,)
    return tuple(_alone(part, runs, needed, heard) for part in parts) if len(parts) > 1 else (question,)


def _runs(pieces: Sequence[Piece], names: Names, sense: Sense) -> list[_Run]:
    heard = sensed(pieces, [names(piece.meant) for piece in pieces], sense)
    kinds = [one.kinds for one in heard]
    points = listed(pieces, kinds, [place for place, one in enumerate(heard) if one.missing])
    runs = [_Run(tuple(pieces[:1]), heard[0], 0 in points)]
    for place, piece in enumerate(pieces[1:], 1):
        last = runs[-1]
        if place in points:
            runs.append(_Run((piece,), heard[place], listed=True))
        elif _opens(piece, heard[place], last, names):
            # "Our trial: who runs it": the question is about what stands before the colon.
            inherited = piece.opening is Opening.LEAD and not kinds[place]
            runs.append(_Run((piece,), last.heard if inherited else heard[place]))
        else:
            both = heard[place] if last.says_nothing else last.heard._replace(kinds=last.kinds | kinds[place])
            runs[-1] = replace(last, pieces=(*last.pieces, piece), heard=both)
    return runs


def _heard_again(run: _Run, sense: Sense) -> _Run:
    """The run with what it clearly speaks of beside what a word in it names."""
    if run.listed or run.heard.alone:
        return run
    return replace(run, heard=run.heard._replace(kinds=run.kinds | sense(run.text).kinds))


def _opens(piece: Piece, heard: Heard, last: _Run, names: Names) -> bool:
    """Whether a piece begins something new rather than going on with the last."""
    kinds = heard.kinds
    if last.listed and (piece.opening is Opening.LEAD or (piece.opening is Opening.SENTENCE and last.says_nothing)):
        return False
    if heard.missing and piece.wishes:
        return True
    if piece.opening in {Opening.LEAD, Opening.SENTENCE} or (piece.opening is Opening.PLUS and piece.needs):
        return True
    if last.listed and not last.kinds:
        return bool(kinds) and piece.opening is not Opening.WORD
    if piece.opening is Opening.ITEM or piece.states or piece.goes_on or not are_different(last.kinds, kinds):
        return False
    return piece.opening is Opening.PLUS or piece.wishes or not any(_holds_on(one, names) for one in last.pieces)


def _holds_on(piece: Piece, names: Names) -> bool:
    """Whether what follows may belong to what the piece names: an incubator with coaches and investors."""
    kinds = names(piece.meant)
    if not kinds:
        return False
    if piece.states or piece.goes_on or _PAYS.search(piece.text) or not are_one(kinds):
        return True
    with_, for_ = (match and names(match[0]) for match in (_WITH.match(piece.text), _FOR.match(piece.text)))
    return bool(with_) or bool(for_ and for_ & (MONEY | ADVICE))


def _needed(runs: Sequence[_Run]) -> list[_Run]:
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
        if run.first.sentence in told or ((run.wishes or run.troubles or run.first.adds) and (run.insists or not asked))
    ]


def _branches(run: _Run) -> bool:
    return bool(run.kinds) and run.first.opening in {Opening.WORD, Opening.PLUS} and not run.first.states


def _says_a_need(run: _Run) -> bool:
    if run.listed or run.heard.missing:
        return True
    if run.kinds:
        return run.wishes or run.troubles or run.first.adds or not run.first.states
    return run.first.adds and run.first.wishes


def _leads(run: _Run, after: Sequence[_Run]) -> bool:
    """Whether a run only leads up to the next, before a colon or as who it is that wants: two founders, want a lab."""
    for following in after:
        if following.first.opening is Opening.WORD and 0 < len(following.first.need_verb.split()) <= _VERB:
            return not run.wishes
        return following.first.opening is Opening.LEAD and bool(following.kinds or following.wishes)
    return False


def _parts(needed: Sequence[_Run]) -> list[list[_Run]]:
    """The runs of each need: those of the same kind are one need, and so are all after the third."""
    parts: list[list[_Run]] = []
    for run in needed:
        same = next((part for part in parts if _same(part[0], run)), None)
        if same is None and len(parts) == AT_MOST:
            same = parts[-1]
        if same is None:
            parts.append([run])
        else:
            same.append(run)
    return parts


def _same(one: _Run, other: _Run) -> bool:
    if one.listed and other.listed:
        return bool(one.kinds) and one.kinds == other.kinds
    return bool(one.kinds & other.kinds)


def _alone(part: Sequence[_Run], runs: Sequence[_Run], needed: Sequence[_Run], sense: Sense) -> str:
    """A need's own words and, where they say too little alone, what was said of the company and its product."""
    own = Kinds().union(*(run.kinds for run in part))
    head = next(run for run in needed if run.first.sentence == part[0].first.sentence)
    verb = "" if part[0].wishes else head.first.need_verb
    after = runs[runs.index(part[-1]) + 1 :][:1]
    more = [run.text for run in after if run not in needed and _goes_with(run) and not part[-1].heard.missing]
    said = " ".join([*filter(None, [verb]), *(run.text for run in part), *more])
    if sense(said).kinds or any(run.heard.missing for run in part):
        return said
    told = [run for run in runs if run not in needed and _is_background(run, own)]
    # What a colon ends introduces the need; all else only helps to understand it.
    leads = [run.text for run in told if run.text.endswith(":") and run.first.sentence == head.first.sentence]
    return " ".join([*leads, said, *(run.text for run in told if not run.text.endswith(":"))])


def _goes_with(run: _Run) -> bool:
    """Whether a run without a need of its own says more about the need before it."""
    says_more = run.first.goes_on or (run.wishes and len(run.text.split()) > _SHORT)
    return says_more and run.says_nothing and not announces(run.text)


def _is_background(run: _Run, own: Kinds) -> bool:
    """Whether a run tells of the company, and would not lead the search for these kinds astray."""
    if announces(run.text) or _goes_with(run) or len(run.text.split()) <= _GREETING:
        return False
    is_aside = run.first.asks and run.first.opening is Opening.SENTENCE
    return not is_aside and not run.kinds - own
