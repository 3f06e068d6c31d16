"""Runs the service as a child process on a free port of this machine, and watches what it uses."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, sleep

from evals.bench_load import OK, Call, once

WEB = (sys.executable, "-m", "web")
_ROOT = Path(__file__).parents[1]
_PATIENCE = 120.0
_STOPPING = 20.0


class ServerFailed(Exception):
    """The server ended or was never ready; says what it wrote last."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What a process holds now and has held at most, in MB; empty where the system does not tell."""

    resident: float | None
    peak: float | None


@dataclass(frozen=True, slots=True)
class Server:
    """A server that is ready, and how many seconds that took."""

    pid: int
    port: int
    seconds: float

    def memory(self) -> Memory:
        """What the serving process holds, and has held at most."""
        status = Path(f"/proc/{self.pid}/status")
        return read_memory(status.read_text("utf-8") if status.exists() else "")

    def cpu_seconds(self) -> float | None:
        """How long the serving process has been computing, on all cores together."""
        stat = Path(f"/proc/{self.pid}/stat")
        return read_cpu_seconds(stat.read_text("utf-8")) if stat.exists() else None


@contextmanager
def serving(data_dir: Path, command: Sequence[str] = WEB) -> Iterator[Server]:
    """A server on a data folder, until the block ends; raises ServerFailed."""
    port = _free_port()
    log = data_dir.parent / "server.log"
    start = perf_counter()
    with log.open("ab") as written:
        child = subprocess.Popen(  # noqa: S603 - our own program
            command, cwd=_ROOT, env=environment(data_dir, port), stdout=written, stderr=written
        )
    try:
        _wait(child, port, log)
        yield Server(child.pid, port, perf_counter() - start)
    finally:
        _stop(child)


def environment(data_dir: Path, port: int) -> dict[str, str]:
    """The settings of a server that touches nothing but its data folder."""
    own = {
        "VAGEN_HOST": "127.0.0.1",
        "VAGEN_PORT": str(port),
        "VAGEN_DATA_DIR": str(data_dir),
        "VAGEN_DATABASE_URL": "",
        "VAGEN_CHROMA_URL": "",
        "VAGEN_LOG_LEVEL": "warning",
    }
    return {**os.environ, **own}


def read_memory(status: str) -> Memory:
    """The figures in a Linux process's status file."""
    return Memory(_megabytes(status, "VmRSS"), _megabytes(status, "VmHWM"))


def read_cpu_seconds(stat: str) -> float:
    """Time spent in a Linux process and in the system for it."""
    # The program's name may hold anything; the numbers come after its last bracket.
    fields = stat.rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _megabytes(status: str, name: str) -> float | None:
    found = re.search(rf"^{name}:\s+(\d+) kB$", status, re.MULTILINE)
    return int(found[1]) * 1_024 / 1_000_000 if found else None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(child: subprocess.Popen[bytes], port: int, log: Path) -> None:
    until = perf_counter() + _PATIENCE
    while once(port, Call("/health/ready")).status != OK:
        if child.poll() is not None or perf_counter() > until:
            raise ServerFailed(log.read_text("utf-8", "replace")[-2_000:])
        sleep(0.02)


def _stop(child: subprocess.Popen[bytes]) -> None:
    child.terminate()
    try:
        child.wait(_STOPPING)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
