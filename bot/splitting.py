"""Which needs one message holds; where that is in doubt, one."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.kinship import ADVICE, MONEY, Kinds, are_different, are_one
from bot.listing import announces, listed
from bot.pieces import Opening, Piece, pieces_of
from bot.sensing import Sense, nothing, sensed
from bot.understanding import named_kinds
from knowledge.vocabulary import Language, SupportKind

Names = Callable[[str], Kinds]

AT_MOST = 4
_FEWEST = 2
_SHORT = 6
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
    kinds: Kinds
    listed: bool = False

    @property
    def first(self) -> Piece:
        return self.pieces[0]

    @property
    def text(self) -> str:
        return self.first.text + "".join(f"{piece.between}{piece.text}" for piece in self.pieces[1:])

    @property
    def wishes(self) -> bool:
        return any(piece.wishes for piece in self.pieces)

    @property
    def insists(self) -> bool:
        """Whether something is asked outright and not only wished."""
        return self.first.in_question or self.first.adds or any(piece.needs for piece in self.pieces)


def needs_in(question: str, language: Language, sense: Sense = nothing) -> tuple[str, ...]:
    """The separate needs of a message as texts that can be searched alone, in the order said; at most four.

    `sense` tells which kinds a sentence speaks of that names none.
    """
    pieces = pieces_of(question)
    if len(pieces) < _FEWEST or _COMPARES.search(question):
        return (question,)

    def names(text: str) -> Kinds:
        return frozenset(named_kinds(text, language)) - _SAYS_LITTLE if text else frozenset()

    runs = _runs(pieces, names, sense)
    needed = _needed(runs)
    parts = _parts(needed)
    return tuple(_alone(part, runs, needed) for part in parts) if len(parts) > 1 else (question,)


def _runs(pieces: Sequence[Piece], names: Names, sense: Sense) -> list[_Run]:
    kinds = sensed(pieces, [names(piece.meant) for piece in pieces], sense)
    points = listed(pieces, kinds)
    runs = [_Run(tuple(pieces[:1]), kinds[0], 0 in points)]
    for place, piece in enumerate(pieces[1:], 1):
        last = runs[-1]
        if place in points:
            runs.append(_Run((piece,), kinds[place], listed=True))
        elif _opens(piece, kinds[place], last, names):
            # "Our trial: who runs it": the question is about what stands before the colon.
            inherited = last.kinds if piece.opening is Opening.LEAD else Kinds()
            runs.append(_Run((piece,), kinds[place] or inherited))
        else:
            runs[-1] = replace(last, pieces=(*last.pieces, piece), kinds=last.kinds | kinds[place])
    return runs


def _opens(piece: Piece, kinds: Kinds, last: _Run, names: Names) -> bool:
    """Whether a piece begins something new rather than going on with the last."""
    if piece.opening is Opening.LEAD and last.listed:
        return False
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
    return [run for run in found if run.first.sentence in told or (run.wishes and (run.insists or not asked))]


def _branches(run: _Run) -> bool:
    return bool(run.kinds) and run.first.opening in {Opening.WORD, Opening.PLUS} and not run.first.states


def _says_a_need(run: _Run) -> bool:
    if run.listed:
        return True
    if run.kinds:
        return run.wishes or not run.first.states
    return run.first.adds and run.first.needs


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


def _alone(part: Sequence[_Run], runs: Sequence[_Run], needed: Sequence[_Run]) -> str:
    """A need's own words, and after them what was said of the company and its product."""
    own = Kinds().union(*(run.kinds for run in part))
    told = [run.text for run in runs if run not in needed and _is_background(run, own)]
    head = next(run for run in needed if run.first.sentence == part[0].first.sentence)
    verb = "" if part[0].wishes else head.first.need_verb
    after = runs[runs.index(part[-1]) + 1 :][:1]
    more = [run.text for run in after if run not in needed and _goes_with(run)]
    said = " ".join([*filter(None, [verb]), *(run.text for run in part), *more])
    # What a colon ends introduces the need; all else only helps to understand it.
    leads, others = [one for one in told if one.endswith(":")], [one for one in told if not one.endswith(":")]
    return " ".join([*leads, said, *others])


def _goes_with(run: _Run) -> bool:
    """Whether a run without a need of its own says more about the need before it."""
    says_more = run.first.goes_on or (run.wishes and len(run.text.split()) > _SHORT)
    return says_more and not run.kinds and not announces(run.text)


def _is_background(run: _Run, own: Kinds) -> bool:
    """Whether a run tells of the company, and would not lead the search for these kinds astray."""
    if announces(run.text) or _goes_with(run) or len(run.text.split()) <= _GREETING:
        return False
    is_aside = run.first.asks and run.first.opening is Opening.SENTENCE
    return not is_aside and not (own and run.kinds - own)
