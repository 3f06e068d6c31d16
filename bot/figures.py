"""Reads numbers that a company says about itself, and where they stand: money, people, years, TRL and device class."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from bot.mentions import fold
from bot.patterns import Pattern, pattern

_DIGIT = re.compile(r"\d")
_GROUPED = r"\d{1,3}(?:[ \u00a0.,]\d{3}){1,4}"
_AMOUNT = re.compile(
    rf"(?:(?P<before>SEK|kr)\s*)?(?P<number>{_GROUPED}|\d+(?:[.,]\d+)?)\s*"
    r"(?P<scale>miljoner|miljon|million|mkr|msek|milj|mn|m|tusen|thousand|tkr|k)?\s*(?P<after>kronor|kr|sek|mkr|msek)?\b"
    r"(?!\s*(?:€|\$|£|euro|eur\b|dollar|usd\b|pund|gbp\b|patient|person|människ|invånar|använd|people|users|cell|reads"
    r"|styck|st\b|each\b|apiece|per\b|a month|i månaden|/\s*(?:mån|month|st\b)))",
    re.IGNORECASE,
)
_NEAR = 100
_MILLION = {"miljoner", "miljon", "million", "mkr", "msek", "milj", "mn", "m"}
_THOUSAND = {"tusen", "thousand", "tkr", "k"}
_SURELY_MONEY = {"mkr", "msek", "tkr", "miljoner", "miljon"}
_ABOUT = r"(?:(?:ca|cirka|ungefar|runt|about|around|roughly|nu|now|currently|bara|just|only|strax)\.?\s+)*"
_TURNING_OVER = re.compile(
    rf"\b(?:omsatter|omsattning\w*|turnover|revenues?|sales)(?:\s+(?:pa|ar|om|of|is|are))?\s+{_ABOUT}$"
)
_OF_TURNOVER = re.compile(r"\s*(?:i|in|of)\s+(?:arlig\s+|annual\s+)?(?:omsattning|turnover|revenue|sales)\b")

_NUMBERS = (
    "noll|zero en|ett|one tva|two tre|three fyra|four fem|five sex|six sju|seven atta|eight nio|nine tio|ten "
    "elva|eleven tolv|twelve tretton|thirteen fjorton|fourteen femton|fifteen"
)
_VALUES = {word: value for value, words in enumerate(_NUMBERS.split()) for word in words.split("|")} | {
    "tjugo": 20, "twenty": 20, "trettio": 30, "thirty": 30, "femtio": 50, "fifty": 50, "hundra": 100,
}  # fmt: skip
_N = rf"(?P<n>{_GROUPED}|\d{{1,6}}|{'|'.join(sorted(_VALUES, key=len, reverse=True))})"
_EMPLOYED = r"(?:hel\w*)?anstallda|medarbetare|heltidare|employees|staff|ftes?|people employed"
_PEOPLE = r"(?:personer|pers|people|persons|stycken|man)\b"
_EMPLOYEES = (
    pattern(
        rf"\b{_N}\s+(?:(?!ny|new|fler|more)[\w-]+\s+)?(?:{_EMPLOYED})\b",
        *("anstallda", "medarbetare", "heltidare", "employees", "staff", "fte", "people employed"),
    ),
    pattern(rf"\b(?:team|grupp|group)\s+(?:pa|om|of)\s+{_ABOUT}{_N}\b", "team", "grupp", "group"),
    pattern(rf"\b(?:vi (?:ar|e)|we are|we're)\s+{_ABOUT}{_N}\s+{_PEOPLE}", "vi ar", "vi e", "we are", "we're"),
    pattern(
        rf"\b{_N}\s+{_PEOPLE}\s+(?:i|in|on|pa)\s+(?:the |our |vart )?(?:team|bolag|compan)", "team", "bolag", "compan"
    ),
    pattern(
        rf"(?:bolag|foretag|start-?up|company|firm|team)\b[^.!?]{{0,60}}[,;(]\s*{_ABOUT}{_N}\s+{_PEOPLE}(?=[,.;)]|$)",
        *("bolag", "foretag", "start", "company", "firm", "team"),
    ),
    pattern(
        rf"\b{_N}[- ](?:person|people|manna)[- ]?(?:team|company|bolag|start-?up|startup)", "person", "people", "manna"
    ),
)
_NO_EMPLOYEES = pattern(r"\b(?:inga|no)\s+(?:anstallda|employees|staff)\b", "anstallda", "employees", "staff")
_BOUND = re.compile(
    r"\b(?:farre|mindre|fler|mer|less|fewer|more|under|over|up to|upp till|at least|at most|minst|hogst|max)"
    r"(?: an| than)?\s+$"
)
_AGE = (
    pattern(
        rf"\b(?:bolaget|foretaget|vi|company|firm|we)\s+(?:ar|is|are)\s+{_ABOUT}{_N}\s+(?:ar gam|years? old)\w*",
        *("ar gam", "year"),
    ),
    pattern(
        rf"\b{_N}[- ](?:ar gammalt|arigt|years?[- ]old)\s+(?:[\w-]+\s+)?(?:\w*bolag|\w*foretag|company|firm|start-?up)",
        *("ar gammalt", "arigt", "year"),
    ),
)
_TRL = pattern(r"\btrl[\s:-]*(?P<n>[1-9])\b", "trl")
_CLASS = pattern(
    r"(?<!iso )(?<!laser )(?<!biosafety )(?<!safety )(?<!bsl )\b(?:risk)?(?:klass|class)\s*"
    r"(?P<class>iii|ii ?[ab]|2 ?[ab]|i|1|3|[abcd])(?!\w|\.\d)(?! (?:have|am|need|want|can|would|think)\b)",
    *("klass", "class"),
)
_IT_IS = re.compile(
    r"\W*(?:(?:nej|no|sorry|forlat|ursakta|wait|vanta)\W+)?(?:(?:it|that|we|den|det|vi)(?:'?s| is| are|'?re| ar) )?"
    r"(?:actually |egentligen |only |bara |just |in )?"
)
_NO_MORE = re.compile(r"\W*(?:actually|egentligen|faktiskt|not \w+|inte \w+|though|instead|i stallet)?\W*")
_BARE_CLASS = pattern(r"(?<![\w/-])(?P<class>ii[ab])(?!\w)", "iia", "iib")
_PHASE = re.compile(r"\b(?:fas|phase)\W*[\w/–-]{0,6}\W?$")
_DEVICE = re.compile(r"\b(?:mdr|mdd|ce|device|medtech|medicinte|medical|produkt|product|implant|app\b)")
_IVD = re.compile(r"\bivdr?\b|\bin vitro\b")
_INSTEAD = r"\s*,?\s*(?:utan|but|men)\s+(?:snarare\s+|rather\s+|is\s+)?"
_TRL_INSTEAD = re.compile(_INSTEAD + r"(?P<n>[1-9])\b(?!\s*(?:mkr|kr|milj|anst|pers))")
_ROMAN = {"i": "I", "1": "I", "iia": "IIa", "2a": "IIa", "iib": "IIb", "2b": "IIb", "iii": "III", "3": "III"}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number or a class, and the stretch of text that says it."""

    value: int | str
    start: int
    end: int


def amounts(text: str) -> Iterator[Figure]:
    """Amounts of Swedish money that are wanted, in whole kronor; a turnover is not wanted."""
    yield from (figure for figure, turned_over in _money(text) if not turned_over)


def turnovers(text: str) -> Iterator[Figure]:
    """What the company turns over in a year, in whole millions of kronor."""
    for figure, turned_over in _money(text):
        if turned_over:
            yield Figure(int(figure.value) // 1_000_000, figure.start, figure.end)


def employees(text: str) -> Iterator[Figure]:
    """How many work there; "fewer than fifty" says no number."""
    folded = fold(text)
    for match in _NO_EMPLOYEES.matches(folded):
        yield Figure(0, *match.span())
    yield from _counted(_EMPLOYEES, folded)


def ages(text: str) -> Iterator[Figure]:
    """How old the company is, in years."""
    yield from _counted(_AGE, fold(text))


def trls(text: str) -> Iterator[Figure]:
    """Technology readiness levels."""
    folded = fold(text)
    for match in _TRL.matches(folded):
        yield Figure(int(match["n"]), *match.span())
        if instead := _TRL_INSTEAD.match(folded, match.end()):
            yield Figure(int(instead["n"]), *instead.span("n"))


def device_classes(text: str) -> Iterator[Figure]:
    """Classes of medical devices (I to III) and of tests (IVD A to D); classes of clean rooms and lasers are others."""
    folded = fold(text)
    for one in (_CLASS, _BARE_CLASS):
        for match in one.matches(folded):
            value = _device_class(match, folded)
            if value:
                yield Figure(value, *match.span())


def _device_class(match: re.Match[str], folded: str) -> str | None:
    said = match["class"].replace(" ", "")
    if match[0] == said:
        return None if _PHASE.search(_before(folded, match.start())) else _ROMAN[said]
    if said in "abcd":
        return said.upper() if _IVD.search(folded) else None
    certain = said in {"iia", "iib", "2a", "2b", "iii"} or _DEVICE.search(folded) or _is_ours(match, folded)
    return _ROMAN[said] if certain else None


def _is_ours(match: re.Match[str], folded: str) -> bool:
    """Whether all that is said is which class it is: "it's class I actually"."""
    return bool(_IT_IS.fullmatch(folded[: match.start()]) and _NO_MORE.fullmatch(folded, match.end()))


def _counted(patterns: tuple[Pattern, ...], folded: str) -> Iterator[Figure]:
    for one in patterns:
        for match in one.matches(folded):
            if not _BOUND.search(_before(folded, match.start("n"))):
                number = re.sub(r"[ \u00a0.,]", "", match["n"])
                yield Figure(_VALUES[number] if number in _VALUES else int(number), *match.span())


@lru_cache(maxsize=64)
def _money(text: str) -> tuple[tuple[Figure, bool], ...]:
    """Every amount in kronor, and whether it is a turnover."""
    return tuple(_kronor_in(text)) if _DIGIT.search(text) else ()


def _kronor_in(text: str) -> Iterator[tuple[Figure, bool]]:
    folded = fold(text)
    for match in _AMOUNT.finditer(text):
        scale, after = (match["scale"] or "").lower(), (match["after"] or "").lower()
        if match["before"] or after or scale in _SURELY_MONEY:
            start, end = match.span()
            turned_over = _TURNING_OVER.search(_before(folded, start)) or _OF_TURNOVER.match(folded, end)
            yield Figure(_kronor(match["number"], scale, after), start, end), bool(turned_over)


def _before(text: str, place: int) -> str:
    """What stands close before a place: a pattern that ends there is looked for from every sign on."""
    return text[max(0, place - _NEAR) : place]


def _kronor(number: str, scale: str, after: str) -> int:
    grouped = re.fullmatch(_GROUPED, number)
    value = float(re.sub(r"[ \u00a0.,]", "", number) if grouped else number.replace(",", "."))
    if scale in _MILLION or after in {"mkr", "msek"}:
        value *= 1_000_000
    elif scale in _THOUSAND:
        value *= 1_000
    return int(value)
