"""Whenever the owner is killed, nothing acknowledged is lost and the next start heals by itself."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.random import Generator

pytestmark = pytest.mark.kill

ROOT = Path(__file__).parents[2]
ROUNDS = 36


class Ledger:
    """What the owner acknowledged, and what it had begun when it was killed."""

    def __init__(self) -> None:
        self.acknowledged: dict[str, int] = {}
        self.begun: dict[str, int] = {}

    def note(self, said: dict[str, Any]) -> None:
        """Keep what one line says."""
        if "try" in said:
            item_id, version = said["try"]
            self.begun = {item_id: version}
        if "ack" in said:
            item_id, version = said["ack"]
            self.acknowledged[item_id] = version
            self.begun = {}

    def differs(self, published: dict[str, int]) -> dict[str, tuple[int, int]]:
        """Where what is published is neither acknowledged nor begun: that version and ours."""
        wrong = {}
        for item_id in self.acknowledged.keys() | published.keys():
            got, expected = published.get(item_id, 0), self.acknowledged.get(item_id, 1)
            if got not in {expected, self.begun.get(item_id, expected)}:
                wrong[item_id] = (got, expected)
        return wrong

    def settle(self, published: dict[str, int]) -> None:
        """What was begun has happened or not: from now on what is published counts."""
        self.acknowledged = {item_id: published.get(item_id, 0) for item_id in {*self.acknowledged, *published}}
        self.begun = {}


def said_by(owner: subprocess.Popen[str]) -> Iterator[dict[str, Any]]:
    """Each whole line that the owner has said or says until it ends."""
    assert owner.stdout is not None
    for line in owner.stdout:
        if line.endswith("\n"):
            yield json.loads(line)


def one_life(folder: Path, number: int, chance: Generator) -> list[dict[str, Any]]:
    """Start the owner, kill it at a random moment of its work, each fourth while it heals; return what it said."""
    command = [sys.executable, "-m", "tests.kill.worker", str(folder), str(number)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as owner:
        saying = said_by(owner)
        waits = 1 if number % 4 == 0 else 2
        lines = list(islice(saying, waits))
        time.sleep(chance.uniform(0, 0.4 * waits))
        owner.kill()
        lines.extend(saying)
    assert owner.returncode == -signal.SIGKILL
    return lines


def last_life(folder: Path) -> dict[str, Any]:
    """Start the owner once more and let it heal."""
    healed: dict[str, Any] = one_life(folder, ROUNDS * 4 + 1, np.random.default_rng(0))[1]["healed"]
    return healed


def assert_healthy(found: dict[str, Any], ledger: Ledger) -> None:
    """All that is promised of an owner that has just started."""
    assert ledger.differs(found["published"]) == {}
    assert found["active"] == 1
    assert found["matches"]
    assert found["unfindable"] == []
    assert found["same_after_rebuild"]
    assert found["same_as_exact"]


def test_nothing_acknowledged_is_lost_when_the_owner_is_killed_at_any_moment(tmp_path: Path) -> None:
    chance = np.random.default_rng(20261122)
    ledger, seconds = Ledger(), list[float]()
    happened = Counter[str]()

    for number in range(1, ROUNDS + 1):
        lines = one_life(tmp_path, number, chance)
        for line in lines:
            if healed := line.get("healed"):
                assert_healthy(healed, ledger)
                ledger.settle(healed["published"])
                seconds.append(healed["seconds"])
            ledger.note(line)
        happened["changes acknowledged"] += sum("ack" in line for line in lines)
        happened["killed while healing"] += not any("healed" in line for line in lines)
        happened["builds cut off"] += lines[0]["healing"]["builds"] > 0
        happened["outboxes left"] += lines[0]["healing"]["outbox"] > 0
    assert_healthy(last_life(tmp_path), ledger)

    figures = f"healing took {np.median(seconds):.2f} s, at most {max(seconds):.2f} s"
    sys.stdout.write(f"\n{ROUNDS} kills, {dict(happened)}; {figures}\n")
    assert happened["builds cut off"] > 0
    assert happened["outboxes left"] > 0
