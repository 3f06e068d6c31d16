"""Cuts a message into pieces, and tells how each is set off and what its words do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cached_property, lru_cache

from bot.sentences import sentences


class Opening(IntEnum):
    """How a piece is set off from the one before; what sets off more is higher."""

    START = 0
    WORD = 1
    PLUS = 2
    LEAD = 3
    SENTENCE = 4
    ITEM = 5


_APART = {Opening.PLUS, Opening.SENTENCE, Opening.ITEM}


def _one_of(*words: str) -> str:
    return rf"\b(?:{'|'.join(' '.join(words).split())})\b".replace("_", r"\ ")


_WHOLE = re.compile(r"\([^()\n]{4,}\)|\"[^\"\n]*\"|”[^”\n]*”")
_IN_ORDER = (
    _one_of("dels separat separately för_det_första för_det_andra för_det_tredje firstly secondly thirdly")
    + r"|\b(?:det[ ](?:ena|andra|första|tredje)|(?:one|the[ ](?:first|second|third|other))(?:[ ](?:one|thing))?)"
    + r"[ ](?:är|is)\b(?:[ ](?:att|that))?"
)
_ON_TOP = _one_of(
    "dessutom därtill därutöver utöver_det därefter efter_det likaså samt",
    "additionally in_addition besides_that besides on_top_of_that after_that as_well_as plus",
)
_BETWEEN = re.compile(
    rf"""
     (?P<ITEM>(?:^|\n)(?:[-*•–]|\(?\d{{1,2}}[.)]|\(?[a-h]\))[ ]
             |(?<!\S)\(?(?:[1-9a-h]|i{{1,3}}|iv|vi{{0,3}})\)[ ]?
             |(?<=[.!?:])[ ]\(?[1-9][.)][ ]
             |[,;]?[ ]?(?:(?:och|and)[ ])?(?:{_IN_ORDER})[:,]?[ ]?
             |\b(?:first|second|third|fourth):[ ])
    |(?P<SENTENCE>(?<=[.!?])(?<!\b(?-i:[A-Z])\.)\s|\n\n)
    |(?P<LEAD>(?<=\w:)\s)
    |(?P<PLUS>[ ]?[;\n][ ]?|[ ][-+–—][ ]|[, ]{{0,2}}(?:\b(?:och|and|men|but)[ ])?{_ON_TOP},?[ ]?)
    |(?P<WORD>(?:,[ ](?:(?:och|and)[ ])?|[ ](?:och|å|and|&)[ ])(?:(?:även|också|also|samtidigt)[ ])?
             |(?<=[^\W\d])[ ]?/[ ]?(?!or\b|eller\b)(?=[^\W\d]))
    """,
    re.IGNORECASE | re.VERBOSE,
)


def _said(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns).replace(r"\ ", " ").replace(" ", r"\s"), re.IGNORECASE)


_NEED = _said(
    r"\b(?:behöv|letar|hjälp|saknar|önskar|frågor|undrar|efterlys|seek|require)",
    r"\b(?:behov|sök|söker|söka|sökte|needs?|needing|help|questions?|search(?:ing)? for|look(?:ing)? for)\b",
    r"\b(?:some(?:body|one) who|n[åa]g?on som)\b",
    r"\b(?:no idea|nobody|no one|ingen aning|ingen (?:i|av|hos|på) \w+)\b",
    r"\b(?:could use|running out of|r[ua]n out of|try(?:ing?)? to find|(?:tar|är|börjar ta) slut|växt ur)\b",
    r"\bgår ut(?! på)\b",
)
_WISH = _said(
    r"\b(?:vill|skulle|måste|borde|funderar|planerar|tar in \d)\b",
    r"\b(?:are|i'm|we're) raising\b|^raising\b",
    r"\b(?:want|wanna|would (?:also |really )?(?:like|love)|we'd|i'd|must|should|have to|hope to)\b",
    r"\b(?:considering|thinking (?:of|about))\b",
    r"\binterested in\b",
)
_ASK = _said(
    r"(?:vem|vilka|vilken|vilket|var|vart|vad|hur|när|finns|kan|går|får|måste|räcker|har ni)\b",
    r"(?:who|whom|where|which|what|how|when|is|are|can|could|do|does)\b",
)
_ASK_FOR_WHOM = _said(r"(?:vem|vilka|var|vart|who|whom|where)\b")
_STATE = _said(
    r"^(?:vi|jag|vår|vårt|våra|bolaget|produkten|we|i|our|my|the company|the product)\b",
    r"\b(?:är|har|hade|blev|sa|fick|ska|is|are|am|has|have|had|was|were|said|got|will)\b",
)
_TIE = _said(
    r"(?:gärna|helst|särskilt|bland|t\.?ex|till|från|före|efter|inför|innan|inom|nära|runt|utan|som|där|när|att|med)\b",
    r"(?:för|på|i|om|så|men|eller|tack|mvh|hälsningar|hej|annars|allt|etc|osv|mm|mer|behövs|krävs|måste)\b",
    r"(?:in|at|on|for|with|to|from|before|after|near|around|without|that|which|when|if|so|but|or|by|as|about)\b",
    r"(?:preferably|ideally|especially|including|such|e\.?g|thanks|thx|regards|hi|hello|more|all)\b",
    r"(?:do|does|can|could|is|are|will) (?:they|it)\b",
    r"(?:tar|kan|ska|har|får|är) (?:de|dom|den)\b",
)
_BRACKETS = re.compile(r"\([^()]*\)")
_STORY = 12
_DENIAL = _said(
    r"\b(?:inte|ej|inget|inga|ingen|utan|redan|i ?stället för|snarare än)\b",
    r"\b(?:no|not|none|without|already|instead of|rather than|never)\b|n't\b",
)
_DOUBT = _said(
    r"\b(?:vet|förstår|begriper|kan) inte\b|\b(?:don't|do not) (?:know|understand)\b|\bnot sure\b",
    r"\b(?:no idea|ingen aning|ingen (?:i|av|hos|på) \w+|(?:without|utan)(?: \w+){1,3})\b",
)
_TROUBLE = _said(
    r"\b(?:ingen|inga|inget|inte|varken|aldrig|osäkra?|oroliga?|oroar|svårt|krångligt|saknas|brist|fastnat|strular)\b",
    r"\b(?:för (?:liten|litet|små|trångt?)|räcker|krävs|kräver|väntar|undrar|tvek\w+|sömnlös\w*|ska \w+ \w+s)\b",
    r"\b(?:no|nobody|no one|none|never|neither|nor|cannot|unable|worried|afraid|stuck|stalled|trouble|lack\w*)\b",
    r"\b(?:ought|ha(?:s|ve) to|too (?:small|hard|slow)|difficult|struggl\w+|wonders?|rather|hence)\b|n't\b",
)
_SETTLED = _said(
    r"\b(?:redan|klara?t?|klart|färdiga?t?|avklarat|stängd\w*|fick|tog in|har fått|beviljad\w*|på plats)\b",
    r"\b(?:already|done|finished|closed|secured|granted|settled|got|received|approved|in place|sorted)\b",
)
_BESIDE = _said(r"\b(?:innan|efter att|medan|before|while|after)\b")
_ADDITION = _said(
    rf"{_ON_TOP}|\b(?:även|också|also)\b",
    r"^\W*(?:sen|sedan|och så|till (?:sist|slut)|slutligen|en sak till)\b",
    r"^\W*(?:then|finally|last(?:ly)?|meanwhile|another thing)\b",
)
_NEED_VERB = _said(
    r"\W*(?:\w+ ){0,4}?(?:behöver|söker|letar efter|saknar|önskar|vill ha|vill|behöva|ha|"
    r"needs?|looking for|look for|seeking|seek|want|like|require)\b(?: (?:hjälp med|help with)\b)?"
)


@dataclass(frozen=True)
class Piece:
    """Some words of a message, what stood before them, and which sentence they are in."""

    text: str
    opening: Opening
    between: str
    sentence: int
    in_question: bool = False

    @cached_property
    def needs(self) -> bool:
        """Whether the piece says outright that something is needed."""
        return bool(_NEED.search(self.text))

    @cached_property
    def asks(self) -> bool:
        """Whether the piece begins as a question."""
        return bool(_ASK.match(self.text))

    @cached_property
    def wishes(self) -> bool:
        """Whether the piece asks, needs or wants something."""
        return self.needs or self.asks or bool(_WISH.search(self.text))

    @cached_property
    def troubles(self) -> bool:
        """Whether the piece tells of something that is missing, unknown or in the way."""
        return bool(_TROUBLE.search(self.text)) and not _SETTLED.search(self.text)

    @cached_property
    def states(self) -> bool:
        """Whether the piece tells how things are, and wants nothing."""
        return not self.wishes and not self.in_question and bool(_STATE.search(self.text))

    @cached_property
    def goes_on(self) -> bool:
        """Whether the first word ties the piece to what stands before."""
        return bool(_TIE.match(self.text))

    @cached_property
    def adds(self) -> bool:
        """Whether the piece says that it comes on top of what was said."""
        return self.opening >= Opening.PLUS and bool(_ADDITION.search(f"{self.between} {self.text}"))

    @cached_property
    def need_verb(self) -> str:
        """The beginning of the piece, up to and with its words for needing."""
        match = _NEED_VERB.match(self.text)
        return match[0] if match else ""

    @cached_property
    def meant(self) -> str:
        """What may name a need: nothing of a denial, nor what only says when."""
        said = _BRACKETS.sub("", self.text)
        return "" if _DENIAL.search(_DOUBT.sub("", said)) else _BESIDE.split(self.text)[0]


def joined(pieces: Sequence[Piece]) -> str:
    """The words of pieces that follow one another, as they were written."""
    return pieces[0].text + "".join(f"{piece.between}{piece.text}" for piece in pieces[1:])


def units_of(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """The pieces of each sentence or point, of what a sentence adds, and of each further wish in it."""
    unit: list[Piece] = []
    for piece in pieces:
        wished = any(other.wishes for other in unit)
        if unit and (piece.opening in _APART or (wished and (piece.asks or piece.needs))):
            yield unit
            unit = []
        unit.append(piece)
    yield unit


def says_a_need(text: str) -> bool:
    """Whether a text says that something is needed or looked for, or asks whom to turn to."""
    return bool(_NEED.search(text) or any(map(asks_for_whom, sentences(text))))


def asks_for_whom(text: str) -> bool:
    """Whether a text begins by asking for somebody or for a place to turn to."""
    return bool(_ASK_FOR_WHOM.match(text.strip()))


def is_story(text: str) -> bool:
    """Whether a text of some length only tells how things are: nothing in it asks, needs or wants."""
    return len(text.split()) >= _STORY and not any(one.wishes or one.in_question for one in pieces_of(text))


@lru_cache(maxsize=64)
def pieces_of(message: str) -> tuple[Piece, ...]:
    """The pieces of a message, in their order; what stands in brackets or quotation marks stays whole."""
    message = re.sub(r"\n{2,}", "\n\n", re.sub(r" ?\n ?", "\n", re.sub(r"[^\S\n]+", " ", message.strip())))
    whole = [match.span() for match in _WHOLE.finditer(message)]
    found: list[Piece] = []
    begin, opening, between, sentence = 0, Opening.START, "", 0
    for match in _BETWEEN.finditer(message):
        if any(start < match.start() < end for start, end in whole):
            continue
        if text := message[begin : match.start()].strip():
            found.append(Piece(text, opening, between, sentence))
            opening, between = Opening.START, ""
        mark = Opening[match.lastgroup or "WORD"]
        opening, between, begin = max(opening, mark), between + match[0], match.end()
        sentence += mark is Opening.SENTENCE
    found.append(Piece(message[begin:].strip(), opening, between, sentence))
    found = _after_a_list(found)
    questions = {piece.sentence for piece in found if piece.text.endswith("?")}
    return tuple(replace(piece, in_question=piece.sentence in questions) for piece in found if piece.text)


def _after_a_list(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, where a line after the points of a list is a sentence of its own."""
    found: list[Piece] = []
    more = 0
    for piece in pieces:
        line = piece.opening is Opening.PLUS and "\n" in piece.between
        here = piece.sentence + more
        ends = line and any(one.opening is Opening.ITEM and one.sentence == here for one in found)
        more += ends
        opening = Opening.SENTENCE if ends else piece.opening
        found.append(replace(piece, opening=opening, sentence=piece.sentence + more))
    return found
