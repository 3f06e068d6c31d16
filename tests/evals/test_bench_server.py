import os
import sys
from pathlib import Path

import pytest

from evals.bench_load import OK, Call, asking, once, run
from evals.bench_server import (
    Memory,
    Server,
    ServerFailed,
    environment,
    read_cpu_seconds,
    read_memory,
    serving,
)
from knowledge.vocabulary import Language

SCRATCH = (sys.executable, str(Path(__file__).with_name("scratch_server.py")))
STATUS = "Name:\tpython\nVmPeak:\t  900000 kB\nVmHWM:\t  500000 kB\nVmRSS:\t  250000 kB\nThreads:\t4\n"


def test_memory_is_read_from_a_linux_process() -> None:
    assert read_memory(STATUS) == Memory(resident=256.0, peak=512.0)


def test_computing_time_is_read_whatever_the_program_is_called() -> None:
    ticks = os.sysconf("SC_CLK_TCK")
    stat = f"4711 (a ) b) S 1 2 3 4 5 6 7 8 9 10 {3 * ticks} {2 * ticks} 0 0 20 0"

    assert read_cpu_seconds(stat) == 5.0


def test_memory_is_unknown_where_the_system_does_not_tell() -> None:
    assert read_memory("") == Memory(None, None)
    assert Server(pid=0, port=0, seconds=1.0).memory() == Memory(None, None)
    assert Server(pid=0, port=0, seconds=1.0).cpu_seconds() is None


def test_a_benched_server_touches_its_own_folder_only(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("VAGEN_DATABASE_URL", "postgresql://elsewhere/vagen")
    monkeypatch.setenv("VAGEN_CHROMA_URL", "http://elsewhere:8001")
    monkeypatch.setenv("VAGEN_HOST", "0.0.0.0")  # noqa: S104 - what must not reach the server

    got = environment(tmp_path, 4711)

    assert (got["VAGEN_DATA_DIR"], got["VAGEN_PORT"]) == (str(tmp_path), "4711")
    assert (got["VAGEN_DATABASE_URL"], got["VAGEN_CHROMA_URL"], got["VAGEN_HOST"]) == ("", "", "127.0.0.1")


def test_a_server_that_ends_at_once_says_why(data_dir: Path) -> None:
    command = (sys.executable, "-c", "import sys; sys.exit('the folder is taken')")

    with pytest.raises(ServerFailed, match="the folder is taken"), serving(data_dir, command):
        pass


def test_a_server_is_asked_by_many_clients_and_is_gone_afterwards(data_dir: Path) -> None:
    with serving(data_dir, SCRATCH) as server:
        got = run(server.port, [Call("/health/live")] * 40, clients=4, seconds=20)

    assert [sample.status for sample in got.samples] == [OK] * 40
    assert min(sample.milliseconds for sample in got.samples) > 0
    assert not once(server.port, Call("/health/live")).status


def test_clients_stop_when_time_is_up(data_dir: Path) -> None:
    with serving(data_dir, SCRATCH) as server:
        got = run(server.port, [Call("/health/live")] * 100_000, clients=2, seconds=0.2)

    assert 0 < len(got.samples) < 100_000
    assert got.seconds < 5


def test_a_call_without_a_server_counts_as_failed() -> None:
    got = run(1, [asking(Language.SV, "Vem kan hjälpa oss?")] * 3, clients=2, seconds=5)

    assert [sample.status for sample in got.samples] == [0, 0, 0]
