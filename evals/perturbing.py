"""Rewrites questions as people would also have typed them, and tells which answers that turns over."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from evals.cases import Case
from evals.measures import Row, is_first
from evals.sayings import POLITE, SMALL_TALK, Around
from knowledge.lexicon import stems, words
from knowledge.terms import Term
from knowledge.vocabulary import Language


class Kind(StrEnum):
    """One way to type the same question."""

    TYPOS = "typos"
    UPPER = "upper"
    LOWER = "lower"
    NO_DIACRITICS = "no-diacritics"
    WORD_ORDER = "word-order"
    POLITE = "polite"
    SMALL_TALK = "small-talk"
    MIXED = "mixed"
    APART = "apart"


_MARK = "~"
_AT_MOST = 2
_LONGEST_TERM = 4
_SHORTEST_PART = 4
_PLAIN_LETTERS = str.maketrans("åäöÅÄÖ", "aaoAAO")
_LONG_WORD = re.compile(r"[^\W\d_]{6,}")
_WORD = re.compile(r"[^\W_]+(?:[.-][^\W_]+)*")
_SENTENCES = re.compile(r"(?<=[.!?])\s+")
_CLAUSES = re.compile(r",\s+")
Cut = tuple[int, int, str]
"""Where a piece of text begins and ends, and what is put in its place."""


@dataclass(frozen=True, slots=True)
class Flip:
    """A case whose outcome or first suggestion changed with the wording."""

    before: Row
    after: Row

    @property
    def is_lost(self) -> bool:
        """Whether the first wording was answered right and the other one is not."""
        return _is_right(self.before) and not _is_right(self.after)


@dataclass(frozen=True, slots=True)
class Flips:
    """What one way to rewrite turned over, among all cases that it changed the wording of."""

    kind: Kind
    asked: int
    flipped: tuple[Flip, ...]

    @property
    def share(self) -> float:
        """How many of the answers changed."""
        return len(self.flipped) / self.asked

    @property
    def lost(self) -> float:
        """How many of the answers were right and are no longer."""
        return sum(flip.is_lost for flip in self.flipped) / self.asked


def perturbed(case: Case, kind: Kind, terms: Sequence[Term]) -> Case | None:
    """The case in another wording, always the same one; nothing where the wording would not change.

    `terms` are the field's words in both languages.
    """
    # The same case always throws the same.
    rewriter = _Rewriter(case.language, terms, random.Random(f"{case.id}{_MARK}{kind}"))  # noqa: S311
    question, *turns = (rewriter.rewrite(kind, text) for text in case.asked)
    if (question, *turns) == case.asked:
        return None
    pair = f"{case.pair}{_MARK}{kind}" if case.pair else None
    return replace(case, id=f"{case.id}{_MARK}{kind}", pair=pair, question=question, turns=tuple(turns))


def perturbations(cases: Iterable[Case], terms: Sequence[Term]) -> list[Case]:
    """Every case in every other wording."""
    return [other for case in cases for kind in Kind if (other := perturbed(case, kind, terms))]


def flips(before: Iterable[Row], after: Iterable[Row]) -> list[Flips]:
    """What each way to rewrite turned over; rows of cases that were not asked both ways are passed over."""
    first = {row.case.id: row for row in before}
    pairs: dict[Kind, list[Flip]] = {}
    for row in after:
        id_, _, kind = row.case.id.rpartition(_MARK)
        if id_ in first:
            pairs.setdefault(Kind(kind), []).append(Flip(first[id_], row))
    return [
        Flips(kind, len(pairs[kind]), tuple(one for one in pairs[kind] if _signs(one.before) != _signs(one.after)))
        for kind in Kind
        if kind in pairs
    ]


def described(found: Iterable[Flips]) -> str:
    """What each way to rewrite turned over, with the answers that were lost."""
    lines = [f"{'':16}{'asked':>7}{'flipped':>9}{'lost':>7}"]
    for one in found:
        lines.append(f"{one.kind:16}{one.asked:>7}{one.share:>9.3f}{one.lost:>7.3f}")
        lines += [f"  {flip.after.case.id}: {flip.after.case.asked[-1][:110]}" for flip in one.flipped if flip.is_lost]
    return "\n".join(lines)


def _signs(row: Row) -> tuple[str, Sequence[str]]:
    return row.outcome, row.services[:1]


def _is_right(row: Row) -> bool:
    return row.outcome is row.case.expected and (not row.case.best or is_first(row))


@dataclass(frozen=True, slots=True)
class _Rewriter:
    language: Language
    terms: Sequence[Term]
    draw: random.Random

    def rewrite(self, kind: Kind, text: str) -> str:
        rewriting: Mapping[Kind, Callable[[str], str]] = {
            Kind.TYPOS: self._mistyped,
            Kind.UPPER: str.upper,
            Kind.LOWER: str.lower,
            Kind.NO_DIACRITICS: lambda text: text.translate(_PLAIN_LETTERS),
            Kind.WORD_ORDER: self._reordered,
            Kind.POLITE: lambda text: self._between(POLITE, text),
            Kind.SMALL_TALK: lambda text: self._between(SMALL_TALK, text),
            Kind.MIXED: self._mixed,
            Kind.APART: self._apart,
        }
        return rewriting[kind](text)

    def _mistyped(self, text: str) -> str:
        return self._cut(text, [(*word.span(), self._typo(word[0])) for word in _LONG_WORD.finditer(text)])

    def _typo(self, word: str) -> str:
        place = self.draw.randrange(1, len(word) - 2)
        one, next_ = word[place], word[place + 1]
        typed = self.draw.choice([next_ + one, next_, one + one + next_])
        return word[:place] + typed + word[place + 2 :]

    def _reordered(self, text: str) -> str:
        """Two neighbouring sentences change places; where there is one, two clauses; else two words."""
        if len(sentences := _SENTENCES.split(text.strip())) > 1:
            return " ".join(self._swapped(sentences))
        said, end = _ended(text)
        if len(clauses := _CLAUSES.split(said)) > 1:
            return ", ".join(self._swapped(clauses)) + end
        return " ".join(self._swapped(said.split())) + end

    def _swapped(self, parts: Sequence[str]) -> Sequence[str]:
        if len(parts) == 1:
            return parts
        place = self.draw.randrange(len(parts) - 1)
        return [*parts[:place], parts[place + 1], parts[place], *parts[place + 2 :]]

    def _between(self, said: Around, text: str) -> str:
        before, after = self.draw.choice(said[self.language])
        return f"{before} {text} {after}"

    def _mixed(self, text: str) -> str:
        """Plain terms of the field in the plain word of the other language."""
        plain = {term.in_(self.language)[0]: term.in_(self.language.other)[0] for term in self.terms}
        across = {tuple(words(own)): other for own, other in plain.items()}
        return self._cut(text, [cut for cut in _named(text, across) if _changes(text, cut)])

    def _apart(self, text: str) -> str:
        """Swedish compounds in two words, where both are words of the field."""
        if self.language is not Language.SV:
            return text
        known = {stem for term in self.terms for wording in term.sv for stem in stems(wording, Language.SV)}
        found = [(*word.span(), _split(word[0], known)) for word in _LONG_WORD.finditer(text)]
        return self._cut(text, [cut for cut in found if _changes(text, cut)])

    def _cut(self, text: str, cuts: Sequence[Cut]) -> str:
        """The text with a few of these pieces replaced."""
        chosen = self.draw.sample(cuts, min(_AT_MOST, len(cuts)))
        for start, end, instead in sorted(chosen, reverse=True):
            text = text[:start] + instead + text[end:]
        return text


def _changes(text: str, cut: Cut) -> bool:
    start, end, instead = cut
    return text[start:end].lower() != instead.lower()


def _named(text: str, across: Mapping[tuple[str, ...], str]) -> list[Cut]:
    """The longest known terms of a text, from left to right, with their counterparts."""
    spans = [word.span() for word in _WORD.finditer(text)]
    found: list[Cut] = []
    for place, (start, _) in enumerate(spans):
        ends = [end for _, end in spans[place : place + _LONGEST_TERM]]
        known = [end for end in ends if tuple(words(text[start:end])) in across]
        if known and (not found or start >= found[-1][1]):
            found.append((start, known[-1], across[tuple(words(text[start : known[-1]]))]))
    return found


def _split(word: str, known: set[str]) -> str:
    """A compound as two words; as it was where either part is unknown."""
    for place in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        first, last = word[:place], word[place:]
        if known & {*stems(last, Language.SV)} and known & _as_first_part(first):
            return f"{first} {last}"
    return word


def _as_first_part(word: str) -> set[str]:
    """What the first part of a compound may be by itself: many take an s, some change their vowel."""
    return {
        *stems(word, Language.SV),
        *stems(word.removesuffix("s"), Language.SV),
        *stems(f"{word[:-1]}a", Language.SV),
    }


def _ended(text: str) -> tuple[str, str]:
    said = text.rstrip(" \n.!?…")
    return said, text[len(said) :]
