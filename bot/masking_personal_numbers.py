"""Knows Swedish personal identity numbers and co-ordination numbers."""

from __future__ import annotations

import re
from datetime import date

from bot.masking_digits import Run

_SHAPES = {(10,), (12,), (6, 4), (8, 4), (2, 6, 4), (2, 2, 2, 4), (4, 2, 2, 4)}
_BETWEEN = {"", "-", "+"}
_WIDEST = 3
_SHORT = 10
_COORDINATION = 60
_CENTURIES = ("18", "19", "20")
# Without a hyphen: mobile numbers look like co-ordination numbers, a recent day and four digits like a time.
_LIKE_SOMETHING_ELSE = re.compile(r"07[0-9]{2}[6-9][0-9]{5}|20[1-9][0-9]{9}")
_NAMED = re.compile(
    r"(?:person(?:al)?[ -]?(?:nummer|numret|nr|number|no|id)|(?:personal |national |)identity (?:number|no)"
    r"|id[ -](?:nummer|nr|number)|legitimation\w*|co-?ordination (?:number|no)|samordnings(?:nummer|nr)"
    r"|(?:\b|_)p-?nr|\bpin|\bssn|social security number)"
    r"(?:[\W_]|är|is|på|of|for|för){0,12}$"
)
_OF_SOMEONE = re.compile(r"\b(?:född\w*|born|heter|my name|jag är|i am|i'm|patient\w*|my details|mina uppgifter)\b")


def is_personal_number(run: Run) -> bool:
    """Whether a run of digits is a personal or co-ordination number.

    Its date and its check digit must hold, unless the words before say what it is. A wrong check digit is forgiven
    where the number is written with its hyphen and the words before speak of someone.
    """
    if run.shape not in _SHAPES or not _is_joined(run) or not run.ends:
        return False
    if _NAMED.search(run.before):
        return not run.is_amount()
    if not run.begins or not _has_date(run.digits):
        return False
    if run.shape in {(6, 4), (8, 4)} and run.between[0].strip():
        return _has_check_digit(run.digits) or bool(_OF_SOMEONE.search(run.before))
    if _LIKE_SOMETHING_ELSE.fullmatch(run.digits):
        return False
    return _has_check_digit(run.digits) and not run.is_amount() and not run.is_reference()


def _is_joined(run: Run) -> bool:
    return all(sign.strip() in _BETWEEN and len(sign) <= _WIDEST for sign in run.between)


def _has_date(digits: str) -> bool:
    whole = [digits] if len(digits) > _SHORT else [century + digits for century in _CENTURIES]
    return any(one.startswith(_CENTURIES) and _is_date(int(one[:4]), int(one[4:6]), int(one[6:8])) for one in whole)


def _is_date(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day - _COORDINATION if day > _COORDINATION else day)
    except ValueError:
        return False
    return True


def _has_check_digit(digits: str) -> bool:
    """Whether the last ten digits pass the Luhn check."""
    weighed = (int(digit) * (2 - place % 2) for place, digit in enumerate(digits[-_SHORT:]))
    return sum(weight // 10 + weight % 10 for weight in weighed) % 10 == 0
