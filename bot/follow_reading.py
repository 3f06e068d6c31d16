"""Reads a turn against the one that it may follow: what it states, asks about and leaves unexplained."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot import follow_words
from bot.company import CompanyFacts, Fact, facts_in
from bot.follow_words import ASKING, DETAILS, INSTEAD, KNOWN, MORE, OTHERS, SCRAP, STATING, TOKEN, WHICH, About
from bot.mentions import Mention, fold, mentions
from bot.models import Outcome
from knowledge.lexicon import every_stem, words
from knowledge.vocabulary import Audience, Language, SupportKind

Span = tuple[int, int]

_UNWANTED = re.compile(
    r"(?:\b(?:vill|behover|soker|menar|menade|ska|tanker)\s+(?:\w+\s+)?(?:inte|ej)\s+(?:\w+\s+){0,2}"
    r"|\b(?:don't|do not|not)\s+(?:want|need|mean|after|looking for|interested in)\s+(?:\w+\s+){0,2}"
    r"|(?<!hittar )(?<!hittat )(?<!finns )(?<!far )\b(?:inte|not|slippa|instead of|i ?stallet for|rather than)\s+"
    r"(?:(?:a|an|ett|en|om)\s+)?"
    r"|\butan\s+(?:att\s+)?(?:\w+\s+){0,2}|\bwithout\s+(?:\w+\s+){0,4})$"
)

# Who has moved does not ask for help to.
_HAS_MOVED = re.compile(r"\b(?:har|hade) (?:precis |nyss |nu )?flyttat\b|\b(?:have|'ve|has) (?:just )?moved\b")


@dataclass(frozen=True, slots=True)
class Before:
    """An earlier turn: the whole question that was searched and its language, and how it ended.

    `insist` and `kind` tell that a question back was skipped, or answered by a kind of support, `put_right`
    which facts were not said but chosen, `seen` what had been suggested before for the same need, `refused` who has
    said no, `listed` what "the second one" counts from, where a detail was told of one alone.
    """

    question: str
    language: Language
    kinds: tuple[SupportKind, ...] = ()
    outcome: Outcome = Outcome.ANSWERED
    service_ids: tuple[str, ...] = ()
    insist: bool = False
    kind: SupportKind | None = None
    put_right: frozenset[Fact] = frozenset()
    seen: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()
    listed: tuple[str, ...] = ()

    @property
    def shown(self) -> frozenset[str]:
        """Everything that was suggested for the same need until now."""
        return self.seen.union(self.service_ids)


@dataclass(frozen=True, slots=True)
class Turn:
    """What one turn says, seen against the turn that it may follow."""

    text: str
    language: Language
    facts: CompanyFacts
    kinds: tuple[Mention, ...]
    unwanted: tuple[Mention, ...]
    about: About | None
    points: bool
    others: bool
    unexplained: tuple[str, ...]

    @property
    def folded(self) -> str:
        """The text as the patterns read it."""
        return fold(self.text)


def read(text: str, language: Language, base: Before) -> Turn:
    """What a turn says, seen against an earlier one."""
    readable = follow_words.mended(text, frozenset(fold(word) for word in words(base.question)))
    folded = fold(readable)
    facts = facts_in(readable, language)
    named = [one for one in mentions(readable, language) if isinstance(one.value, SupportKind | Audience)]
    kinds = [one for one in named if isinstance(one.value, SupportKind)]
    unwanted = [one for one in kinds if _UNWANTED.search(re.split("[.!?;,]", folded[: one.start])[-1])]
    asked, pointing = _spans(DETAILS.values(), folded), _spans((MORE, WHICH), folded)
    said = [(one.start, one.end) for one in (*facts.said, *facts.denied)] + [(one.start, one.end) for one in named]
    about = next((about for about, pattern in DETAILS.items() if pattern.search(folded)), None)
    is_told = only_states(folded) or about is About.ELIGIBILITY
    stated = {(one.start, one.end) for one in facts.said} if is_told else set()
    has_moved = bool(_HAS_MOVED.search(folded))
    kinds = [one for one in kinds if not (has_moved and one.value is SupportKind.ESTABLISHMENT)]
    free = [one for one in kinds if one not in unwanted and (one.start, one.end) not in stated]
    own = [one for one in free if not _is_part((one.start, one.end), asked, said)]
    others = _spans((OTHERS,), folded)
    explained = [*asked, *pointing, *others, *said, *_spans((INSTEAD, SCRAP), folded)]
    return Turn(
        text=readable,
        language=language,
        facts=facts,
        kinds=tuple(one for one in own if not _is_known(one, base, readable)),
        unwanted=tuple(unwanted),
        about=about,
        points=bool(pointing or asked),
        others=bool(others),
        unexplained=_unexplained(folded, explained, base),
    )


def only_states(folded: str) -> bool:
    """Whether a turn tells how things are and asks nothing: "we are in phase 1 now" is no need of a trial."""
    return bool(STATING.search(folded)) and not ASKING.search(folded)


def _spans(patterns: Iterable[re.Pattern[str]], folded: str) -> list[Span]:
    return [match.span() for pattern in patterns for match in pattern.finditer(folded)]


def _is_known(kind: Mention, base: Before, text: str) -> bool:
    """Whether a kind was what the earlier turn was about, so that naming it again is no new need."""
    return kind.value in base.kinds or fold(text[kind.start : kind.end]) in fold(base.question)


def _unexplained(folded: str, spans: Sequence[Span], base: Before) -> tuple[str, ...]:
    """The words of a turn that neither point back nor state a fact, nor were said before."""
    before = {stem for language in Language for stem in every_stem(fold(base.question), language)}
    left = (word[0] for word in TOKEN.finditer(folded) if not _covered(word.span(), spans))
    return tuple(word for word in left if not (word in KNOWN or word.isdigit() or before & _stems(word)))


def _stems(word: str) -> set[str]:
    return {stem for language in Language for stem in every_stem(word, language)}


def _is_part(kind: Span, asked: Sequence[Span], said: Sequence[Span]) -> bool:
    """Whether what names a kind is a word of a detail, or of a longer saying: "etablerat" in "etablerat företag"."""
    return _covered(kind, asked) or _covered(kind, [span for span in said if span[1] - span[0] > kind[1] - kind[0]])


def _covered(span: Span, spans: Sequence[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in spans)
