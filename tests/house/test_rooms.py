"""The house keeps its shape."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.house.project import ROOMS, ROOT, files, pyproject, shown

BESIDE_THE_ROOMS = {
    ".ci",
    ".dockerignore",
    ".env.example",
    ".gitignore",
    ".pre-commit-config.yaml",
    "CHANGELOG.md",
    "Dockerfile",
    "LICENSE",
    "Makefile",
    "README.md",
    "assets.lock",
    "compose.yaml",
    "pyproject.toml",
    "requirements.lock",
    "tests",
}
CODE = {".py", ".html", ".jinja", ".js"}
LONGEST_FILE = 250
LONGEST_FUNCTION = 30


def test_nothing_grows_beside_the_rooms() -> None:
    top = {shown(path).split("/")[0] for path in files()}

    assert top - set(ROOMS) - BESIDE_THE_ROOMS == set()


@pytest.mark.parametrize("room", ROOMS)
def test_each_room_says_what_it_is(room: str) -> None:
    assert (ROOT / room / "README.md").is_file()


@pytest.mark.parametrize("room", ROOMS)
def test_each_rooms_modules_are_all_in_a_contract(room: str) -> None:
    contracts = pyproject()["tool"]["importlinter"]["contracts"]

    of_the_room = [one for one in contracts if room in one.get("containers", ())]

    assert [one["exhaustive"] for one in of_the_room] == [True]


def test_no_file_of_code_is_longer_than_one_thing() -> None:
    lengths = {shown(path): _lines(path) for path in files() if path.suffix in CODE}

    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


@pytest.mark.parametrize("room", ROOMS)
def test_no_function_is_longer_than_one_thing(room: str) -> None:
    # A migration is a list.
    code = [path for path in files() if path.suffix == ".py" and "migrations" not in path.parts]
    code = [path for path in code if path.is_relative_to(ROOT / room)]
    lengths = {name: length for path in code for name, length in _functions(path).items()}

    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}


def _lines(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def _functions(path: Path) -> dict[str, int]:
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    functions = [node for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    return {f"{shown(path)}:{one.name}": (one.end_lineno or one.lineno) - one.lineno + 1 for one in functions}
