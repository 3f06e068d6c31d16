"""Takes personal data out of a text before anything stores, searches or logs it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.masking_digits import Run, places, runs
from bot.masking_mailboxes import addresses
from bot.masking_patients import patients
from bot.masking_personal_numbers import is_personal_number
from bot.masking_phones import is_phone
from bot.masking_text import Found, Personal, folded
from knowledge.vocabulary import Bilingual, Language

__all__ = ["MARKS", "Masked", "Personal", "is_marked", "masked", "unmarked"]

MARKS: dict[Personal, Bilingual] = {
    Personal.PERSONAL_NUMBER: Bilingual("[personnummer]", "[personal identity number]"),
    Personal.PHONE: Bilingual("[telefonnummer]", "[phone number]"),
    Personal.EMAIL: Bilingual("[e-postadress]", "[email address]"),
    Personal.PATIENT: Bilingual("[namn]", "[name]"),
}
_MARK = re.compile("|".join(re.escape(mark.in_(language)) for mark in MARKS.values() for language in Language))
_CODE = re.compile(r"\(? ?(?:\+ ?)?$")
_CODE_WIDTH = 4


@dataclass(frozen=True, slots=True)
class Masked:
    """A text without its personal data, and which kinds there were, in order; what was taken out is not kept."""

    text: str
    kinds: tuple[Personal, ...] = ()


def masked(text: str, language: Language = Language.SV) -> Masked:
    """The text with a word in brackets for each personal number, phone number, private address and patient's name."""
    plain = folded(text)
    found = sorted(
        (*addresses(plain.text), *_numbers(plain.text), *patients(plain.text)),
        key=lambda find: (find.start, -find.end),
    )
    parts: list[str] = []
    kinds: list[Personal] = []
    end = 0
    for find in map(plain.unfolded, found):
        if find.start >= end:
            parts += text[end : find.start], MARKS[find.kind].in_(language)
            kinds.append(find.kind)
        end = max(end, find.end)
    return Masked("".join((*parts, text[end:])), tuple(dict.fromkeys(kinds)))


def is_marked(text: str) -> bool:
    """Whether anything has been taken out of a text."""
    return _MARK.search(text) is not None


def unmarked(text: str) -> str:
    """A masked text without its marks: what a search should look for."""
    if not _MARK.search(text):
        return text
    lines = (" ".join(line.split()) for line in _MARK.sub(" ", text).splitlines())
    return "\n".join(lines).strip()


def _numbers(text: str) -> Iterator[Found]:
    spans = places(text)
    first = 0
    while first < len(spans):
        near = list(runs(text, spans, first))
        number = next((run for run in near if is_personal_number(run)), None)
        phone = next((run for run in near if is_phone(run)), None) if number is None else None
        if number:
            yield Found(number.start, number.end, Personal.PERSONAL_NUMBER)
        if phone:
            yield Found(_with_code(phone), phone.end, Personal.PHONE)
        hit = number or phone
        first += len(hit.groups) if hit else 1


def _with_code(phone: Run) -> int:
    """Where a phone number begins, with its plus sign and the bracket around its code."""
    sign = _CODE.search(phone.text[max(0, phone.start - _CODE_WIDTH) : phone.start])
    lead = sign[0] if sign else ""
    if "(" in lead and ")" not in phone.text[phone.start : phone.end]:
        lead = lead[lead.index("(") + 1 :]
    return phone.start - len(lead.lstrip())
