"""What is committed is ours, readable, and the same on every machine."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.house.project import PICTURES, WEIGHTS, files, shown, texts

KINDS = "|.cfg|.css|.example|.html|.jinja|.js|.jsonl|.lock|.mako|.md|.po|.pot|.py|.svg|.toml|.txt|.yaml".split("|")
LARGEST = {**dict.fromkeys(WEIGHTS, 1_400_000), ".png": 600_000, ".yaml": 150_000, ".jsonl": 1_000_000, ".po": 200_000}
LONGEST_LINE = 1_000

# Written in two parts, so that this file does not hold what it looks for.
A_MACHINE = re.compile(r"(?<![\w.:/-])/(?:" + "|".join(["work", "home", "root", "Users", "opt"]) + r")/\w")
A_REGISTRY = re.compile(
    "|".join(["pypi" r"\.org", "python" r"hosted\.org", "npm" r"js\.org", "deb" r"ian\.org", "pytorch" r"\.org/whl"])
    + "|--(?:extra-)?index"
    "-url|--find"
    "-links"
)
FOREIGN = re.compile(r"\.min\.|(?:^|/)(?:node_modules|vendor|third_party|dist)/")


def test_only_known_kinds_of_files_are_committed() -> None:
    assert [shown(path) for path in files() if path.suffix not in [*KINDS, *PICTURES, *WEIGHTS]] == []


def test_no_file_is_large() -> None:
    assert [shown(path) for path in files() if path.stat().st_size > LARGEST.get(path.suffix, 60_000)] == []


def test_nothing_of_others_is_committed() -> None:
    assert [shown(path) for path in files() if FOREIGN.search(shown(path))] == []


def test_nothing_is_minified() -> None:
    code = [path for path in texts() if path.suffix in {".css", ".html", ".js", ".py", ".svg"}]

    assert [shown(path) for path in code if _longest_line(path) > LONGEST_LINE] == []


@pytest.mark.parametrize(("what", "pattern"), [("a machine's folder", A_MACHINE), ("a registry", A_REGISTRY)])
def test_no_file_names(what: str, pattern: re.Pattern[str]) -> None:
    found = {shown(path): pattern.findall(path.read_text("utf-8")) for path in texts()}

    assert {name: hits for name, hits in found.items() if hits} == {}, what


@pytest.mark.parametrize(
    "holds",
    [
        pytest.param(lambda text: text == "" or text.endswith("\n"), id="ends with a line's end"),
        pytest.param(lambda text: "\r" not in text, id="has Unix line ends"),
        pytest.param(lambda text: unicodedata.is_normalized("NFC", text), id="has one form for each letter"),
        pytest.param(lambda text: not re.search(r"^(<{7}|>{7}|={7})( |$)", text, re.MULTILINE), id="is merged"),
    ],
)
def test_each_text(holds: Callable[[str], bool]) -> None:
    assert [shown(path) for path in texts() if not holds(path.read_bytes().decode("utf-8"))] == []


def _longest_line(path: Path) -> int:
    return max(map(len, path.read_text("utf-8").splitlines()), default=0)
