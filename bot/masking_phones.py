"""Knows phone numbers: Swedish ones as they are written at home, and those of other countries with their code."""

from __future__ import annotations

import re

from bot.masking_digits import Run

_MOBILE = re.compile(r"07[02369][0-9]{7}")
_SWEDISH_ABROAD = re.compile(r"460?(?:7[02369][0-9]{7}|[1-9][0-9]{6,8})")
_MOBILE_ABROAD = re.compile(r"467[02369][0-9]{7}")
_AREA = re.compile(r"08|0(?:1[013689]|2[0136]|3[1356]|4[0246]|54|6[03]|7[0-9]|90)|0[1-9][0-9]{2}")
_FOREIGN = re.compile(r"[1-9][0-9]{7,14}")
_LOCAL = range(7, 13)
_LANDLINE = {2: range(9, 12), 3: range(8, 12), 4: range(9, 12)}
_BETWEEN = re.compile(r"[\s()./-]{0,4}")
_AFTER_AREA = re.compile(r" ?[-/)]{1,2} ?|[ \n]")
_NAMED = re.compile(
    r"(?:\b(?:tele(?:fon|phone)\w*|tfn|tel|mobil(?:en|nr|nummer|numret)?|mobile|cell ?phone|my cell|phone|ring|ringa"
    r"|nås|sms\w*|whatsapp|(?:call|text|reach) (?:me|us)|nå (?:mig|oss)|(?:mitt|my|direkt|direct) (?:nummer|number)))"
    r"(?:[\W_]|\b(?:nr|nummer|number|no|on|at|på|is|är|mig|oss|me|us)\b){0,12}$"
)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?![0-9])")
_YEAR_LAST = re.compile(r"[0-9]{2}[- ][0-9]{2}[- ](?:19|20)[0-9]{2}")


def is_phone(run: Run) -> bool:
    """Whether a run of digits is a phone number.

    What only looks like one, a landline above all, is an amount or the number of a thing where the words around say so.
    """
    mobile, looks = _is_mobile(run), _is_abroad(run) or _is_landline(run)
    if not (mobile or looks or _is_local(run)) or not _is_written_together(run):
        return False
    if _NAMED.search(run.before):
        return mobile or not run.is_amount()
    return run.begins and (mobile or (looks and not run.is_amount() and not run.is_reference()))


def _is_written_together(run: Run) -> bool:
    return run.ends and all(_BETWEEN.fullmatch(sign) for sign in run.between)


def _is_mobile(run: Run) -> bool:
    if _MOBILE.fullmatch(run.digits):
        return min(run.shape) > 1
    return bool(_MOBILE_ABROAD.fullmatch(run.digits.removeprefix("00"))) and 1 not in run.shape


def _is_abroad(run: Run) -> bool:
    """A country's code after a plus or two noughts; a decimal number after a plus is none."""
    plus = run.before.rstrip(" ").endswith("+")
    if not plus and not run.groups[0].startswith("00"):
        return False
    number = run.digits if plus else run.digits.removeprefix("00")
    if run.between == (".",) or not all(_is_part(group) for group in run.groups[2:]):
        return False
    form = _SWEDISH_ABROAD if number.startswith("46") else _FOREIGN
    return bool(form.fullmatch(number))


def _is_part(group: str) -> bool:
    return len(group) > 1 or group == "0"


def _is_landline(run: Run) -> bool:
    area = run.groups[0]
    if not _AREA.fullmatch(area) or len(run.groups) == 1 or not _AFTER_AREA.fullmatch(run.between[0]):
        return False
    if _YEAR_LAST.fullmatch(run.text[run.start : run.end]) or any("." in sign for sign in run.between):
        return False
    return len(run.digits) in _LANDLINE[len(area)] and min(run.shape) > 1


def _is_local(run: Run) -> bool:
    written = run.text[run.start : run.end]
    return len(run.digits) in _LOCAL and not _YEAR.match(written) and min(run.shape) > 1
