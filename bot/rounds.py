"""Says whether an application round is open today, and which one is known to come next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.models import Met, Reason
from knowledge.models import Round
from knowledge.vocabulary import Bilingual

_UNKNOWN = Bilingual("senare datum är inte kända", "later dates are not known")


@dataclass(frozen=True, slots=True)
class Rounds:
    """The last round that has closed, the one that is open, and the next one; each may be unknown."""

    closed: Round | None = None
    open: Round | None = None
    coming: Round | None = None


def on_day(rounds: Sequence[Round], today: date) -> Rounds:
    """Where a service's rounds stand on a day; a round that has only a last day is taken to be open until then."""
    over = [one for one in rounds if one.closes and one.closes < today]
    coming = [one for one in rounds if one.opens and one.opens > today]
    ended = max((one.closes for one in over if one.closes), default=date.min)
    now = [one for one in rounds if _is_on(one, today, ended)]
    return Rounds(
        max(over, key=lambda one: one.closes or date.min, default=None),
        min(now, key=lambda one: one.closes or date.max, default=None),
        min(coming, key=lambda one: one.opens or date.max, default=None),
    )


def _is_on(one: Round, today: date, ended: date) -> bool:
    """Whether a round is open: until its last day, or since it opened later than the last one ended."""
    begun = one.opens is None or one.opens <= today
    if one.closes:
        return begun and one.closes >= today
    return one.opens is not None and begun and one.opens > ended


def reason(rounds: Sequence[Round], today: date) -> Reason | None:
    """Whether one can apply today, as a company can check it; nothing where no day is known."""
    stand = on_day(rounds, today)
    if stand.open:
        return Reason(_open(stand.open), Met.MET if stand.open.closes else Met.UNKNOWN)
    if stand.coming:
        return Reason(_coming(stand.coming), Met.NOT_MET)
    if stand.closed:
        day = stand.closed.closes
        return Reason(Bilingual(f"Stängde {day}; {_UNKNOWN.sv}", f"Closed on {day}; {_UNKNOWN.en}"), Met.NOT_MET)
    return None


def _open(one: Round) -> Bilingual:
    if one.closes is None:
        return Bilingual(f"Öppnade {one.opens}; sista dag är inte känd", f"Opened on {one.opens}; no last day is known")
    return Bilingual(f"Går att söka till {one.closes}", f"Open for applications until {one.closes}")


def _coming(one: Round) -> Bilingual:
    if one.closes is None:
        return Bilingual(f"Stängd nu; öppnar {one.opens}", f"Closed now; opens on {one.opens}")
    return Bilingual(
        f"Stängd nu; öppnar {one.opens} och stänger {one.closes}",
        f"Closed now; opens on {one.opens} and closes on {one.closes}",
    )
