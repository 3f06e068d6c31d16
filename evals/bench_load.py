"""Asks a server as many clients at once, and says how long each response took."""

from __future__ import annotations

import json
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from queue import Empty, SimpleQueue
from time import perf_counter, sleep

from knowledge.vocabulary import Language

FAILED = 0
"""Stands for the status of a call that got no response."""

OK = 200
BUSY = 503
_TIMEOUT = 60
_BUSY_PAUSE = 0.2


@dataclass(frozen=True, slots=True)
class Call:
    """One request; a GET where there is nothing to send."""

    path: str
    body: bytes | None = None


@dataclass(frozen=True, slots=True)
class Sample:
    """How one call went."""

    status: int
    milliseconds: float
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Run:
    """All calls of one run, and how long the run took."""

    samples: tuple[Sample, ...]
    seconds: float


def asking(language: Language, question: str) -> Call:
    """A question as a new conversation."""
    said = {"question": question, "conversation_id": None, "language": language}
    return Call("/api/v1/ask", json.dumps(said).encode())


def run(port: int, calls: Iterable[Call], clients: int, seconds: float) -> Run:
    """Make the calls, each client its next as soon as it can, until all are made or time is up."""
    waiting: SimpleQueue[Call] = SimpleQueue()
    for call in calls:
        waiting.put(call)
    start = perf_counter()
    with ThreadPoolExecutor(clients) as threads:
        running = [threads.submit(_client, port, waiting, start + seconds) for _ in range(clients)]
        samples = tuple(sample for one in running for sample in one.result())
    return Run(samples, perf_counter() - start)


def once(port: int, call: Call) -> Sample:
    """Make one call on a connection of its own."""
    connection = _connection(port)
    try:
        return _sample(connection, call)
    finally:
        connection.close()


def _client(port: int, waiting: SimpleQueue[Call], until: float) -> list[Sample]:
    samples: list[Sample] = []
    connection = _connection(port)
    while perf_counter() < until:
        try:
            samples.append(_sample(connection, waiting.get_nowait()))
        except Empty:
            break
        if samples[-1].status == BUSY:
            sleep(_BUSY_PAUSE)
    connection.close()
    return samples


def _sample(connection: HTTPConnection, call: Call) -> Sample:
    start = perf_counter()
    try:
        headers = {"Content-Type": "application/json"} if call.body else {}
        connection.request("POST" if call.body else "GET", call.path, call.body, headers)
        response = connection.getresponse()
        body = response.read()
        return Sample(response.status, _milliseconds(start), body)
    except (OSError, HTTPException):
        # Closed, a connection opens again by itself at its next request.
        connection.close()
        return Sample(FAILED, _milliseconds(start))


def _connection(port: int) -> HTTPConnection:
    return HTTPConnection("127.0.0.1", port, timeout=_TIMEOUT)


def _milliseconds(start: float) -> float:
    return 1_000 * (perf_counter() - start)
