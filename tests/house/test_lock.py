"""Everyone gets the same packages."""

from __future__ import annotations

import ast
import re
import sys
from importlib.metadata import PackageNotFoundError, distribution, packages_distributions, version

import pytest
from packaging.requirements import Requirement

from tests.house.project import ROOMS, ROOT, direct_dependencies, files, locked, normal, pyproject, read

EXACT = re.compile(r"[a-z0-9-]+==[0-9][0-9a-z.]*")
FOR_GRAPHICS_CARDS = re.compile(r"nvidia-|cuda-|triton")


@pytest.mark.parametrize("lock", ["requirements.lock", "assets.lock"])
def test_a_lock_names_exact_versions_that_every_machine_finds(lock: str) -> None:
    lines = [line for line in read(lock).splitlines() if not line.startswith("#")]

    assert [line for line in lines if not EXACT.fullmatch(line)] == []
    assert [line for line in lines if FOR_GRAPHICS_CARDS.match(line)] == []
    assert lines == sorted(set(lines), key=lambda line: line.partition("==")[0])


def test_what_pyproject_names_stands_in_the_lock_with_the_same_version() -> None:
    named = [Requirement(one) for one in direct_dependencies()]

    got = {normal(one.name): f"=={locked().get(normal(one.name))}" for one in named}

    assert got == {normal(one.name): str(one.specifier) for one in named}


def test_what_a_locked_package_needs_is_locked_too() -> None:
    waiting = [Requirement(one) for one in direct_dependencies()]
    seen: set[str] = set()
    while waiting:
        one = waiting.pop()
        if str(one) not in seen and not FOR_GRAPHICS_CARDS.match(one.name):
            seen.add(str(one))
            assert locked().get(normal(one.name), "") in one.specifier, one
            waiting += _needs(one)


def test_the_lock_holds_nothing_that_nobody_needs() -> None:
    waiting, needed = [Requirement(one) for one in direct_dependencies()], set[str]()
    while waiting:
        one = waiting.pop()
        if str(one) not in needed:
            needed |= {str(one), normal(one.name)}
            waiting += _needs(one)

    assert locked().keys() - needed == set()


def test_this_environment_is_the_locked_one() -> None:
    got = {name: _installed(name) for name in locked()}

    assert got == locked()


def test_each_package_that_the_rooms_import_is_named_in_pyproject() -> None:
    named = {normal(Requirement(one).name) for one in direct_dependencies()}
    owners = packages_distributions()

    imported = {normal(owner) for name in _imported() for owner in owners.get(name, [name])[:1]}

    assert imported - named == set()


def test_what_serves_imports_nothing_that_only_prepares_models() -> None:
    groups = pyproject()["project"]["optional-dependencies"]
    extra = {normal(Requirement(one).name).replace("-", "_") for one in [*groups["model"], *groups["dev"]]}

    imported = _imported(but=("embedding_", "adaptation"))

    assert imported & extra == set()


def _needs(one: Requirement) -> list[Requirement]:
    needs = [Requirement(text) for text in distribution(one.name).requires or ()]
    extras = one.extras or {""}
    return [need for need in needs if _holds(need, extras | {""})]


def _holds(need: Requirement, extras: set[str]) -> bool:
    return need.marker is None or any(need.marker.evaluate({"extra": extra}) for extra in extras)


def _installed(name: str) -> str | None:
    try:
        return version(name).partition("+")[0]
    except PackageNotFoundError:
        return None


def _imported(but: str | tuple[str, ...] = "\0") -> set[str]:
    code = [path for path in files() if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in ROOMS]
    found = {name for path in code if not path.name.startswith(but) for name in _imports(path.read_text("utf-8"))}
    return found - set(sys.stdlib_module_names) - set(ROOMS)


def _imports(text: str) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found
