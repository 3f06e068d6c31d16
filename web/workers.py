"""Answers questions in a few threads, with a bounded queue in front of them."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from math import ceil
from threading import BoundedSemaphore, Lock
from time import perf_counter
from typing import Self, TypeVar, TypeVarTuple

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.models import Reply

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

_LONGEST_RETRY = 60


class Busy(Exception):
    """All threads work and the queue is full; says after how many seconds to come back."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"busy for about {retry_after} s")
        self.retry_after = retry_after


class Tally:
    """How many answers there were, how they ended and how long they took; nothing about anybody."""

    BOUNDS = (0.01, 0.02, 0.03, 0.05, 0.08, 0.15, 0.3, 0.7, 1.5, 5.0, 20.0)

    def __init__(self) -> None:
        self._lock = Lock()
        self.outcomes: Counter[str] = Counter()
        self.within: Counter[float] = Counter()
        self.seconds = 0.0
        self.refused = 0

    def answer(self, outcome: str, seconds: float) -> None:
        """Count one answer."""
        with self._lock:
            self.outcomes[outcome] += 1
            self.seconds += seconds
            self.within.update(bound for bound in self.BOUNDS if seconds <= bound)

    def refusal(self) -> None:
        """Count one question that found the queue full."""
        with self._lock:
            self.refused += 1


class AnswerWorkers:
    """A few threads for what blocks; when its queue is full it says so at once."""

    def __init__(self, threads: int = 2, queue: int = 64) -> None:
        self.tally = Tally()
        self._threads = threads
        self._size = threads + queue
        self._places = BoundedSemaphore(self._size)
        self._executor = ThreadPoolExecutor(threads, thread_name_prefix="answers")
        self._usual_seconds = 0.02

    async def run(self, function: Callable[[*Ts], T], *args: *Ts) -> T:
        """The function's result from one of the threads; raises Busy."""
        if not self._places.acquire(blocking=False):
            self.tally.refusal()
            raise Busy(self._retry_after())
        job = self._executor.submit(self._work, perf_counter(), partial(function, *args))
        # Called when a waiting job is given up, too: a client that has gone away keeps no place.
        job.add_done_callback(lambda _: self._places.release())
        return await asyncio.wrap_future(job)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._executor.shutdown(wait=False, cancel_futures=True)

    def _work(self, asked_at: float, work: Callable[[], T]) -> T:
        started = perf_counter()
        result = work()
        ended = perf_counter()
        self._usual_seconds += 0.1 * (ended - started - self._usual_seconds)
        if isinstance(result, Reply):
            self.tally.answer(result.outcome, ended - asked_at)
        return result

    def _retry_after(self) -> int:
        return min(_LONGEST_RETRY, max(1, ceil(self._usual_seconds * self._size / self._threads)))


class StopWhenGone:
    """Stops the work for a client that has gone; a question that still waits leaves the queue."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Run the app until it is done or nobody listens any more."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        exchange = _Exchange(receive, send)
        working = asyncio.ensure_future(self._app(scope, exchange.receive, exchange.send))
        leaving = asyncio.ensure_future(exchange.broken_off())
        try:
            await asyncio.wait({working, leaving}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            leaving.cancel()
            working.cancel()
        await asyncio.wait({working})
        if not working.cancelled():
            working.result()


class _Exchange:
    """One request and its response, watched for the client's leaving in between."""

    def __init__(self, receive: Receive, send: Send) -> None:
        self._receive = receive
        self._send = send
        self._asked = asyncio.Event()
        self._answered = False

    async def receive(self) -> Message:
        message = await self._receive()
        if not message.get("more_body"):
            self._asked.set()
        return message

    async def send(self, message: Message) -> None:
        self._answered = message["type"] == "http.response.body" and not message.get("more_body")
        await self._send(message)

    async def broken_off(self) -> None:
        """Returns when the client leaves after its question and before the end of the answer."""
        await self._asked.wait()
        while (await self._receive())["type"] != "http.disconnect":
            continue
        if self._answered:
            await asyncio.Event().wait()
