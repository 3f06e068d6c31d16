"""Measures how long the steps of a turn take."""

from __future__ import annotations

from time import perf_counter


class Clock:
    """Measures the steps of a turn, in milliseconds."""

    def __init__(self) -> None:
        self._start = self._last = perf_counter()
        self._laps: dict[str, float] = {}

    def lap(self, name: str) -> None:
        """End the step of this name; one that is taken again takes longer."""
        moment = perf_counter()
        self._laps[name] = round(self._laps.get(name, 0.0) + 1_000 * (moment - self._last), 2)
        self._last = moment

    def times(self) -> dict[str, float]:
        """All steps so far, and their total."""
        return {"total": round(1_000 * (perf_counter() - self._start), 2), **self._laps}
