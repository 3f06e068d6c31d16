"""The project as a folder of files: what the tests of the house look at."""

from __future__ import annotations

import importlib
import re
import subprocess
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from pydantic_settings import BaseSettings

ROOT = Path(__file__).parents[2]
ROOMS = ("knowledge", "ingest", "bot", "evals", "web")
PICTURES = {".png", ".ico"}
WEIGHTS = {".npz", ".safetensors"}


@cache
def files() -> tuple[Path, ...]:
    """Every file that is committed, or would be."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    named = (ROOT / name for name in listed.stdout.split("\0") if name)
    return tuple(sorted(path for path in named if path.is_file()))


def texts() -> list[Path]:
    """Every committed file but pictures and weights."""
    return [path for path in files() if path.suffix not in PICTURES | WEIGHTS]


def read(name: str) -> str:
    """A file's text, by its place in the project."""
    return (ROOT / name).read_text("utf-8")


def shown(path: Path) -> str:
    """A file's place in the project."""
    return path.relative_to(ROOT).as_posix()


def pyproject() -> dict[str, Any]:
    """What pyproject.toml says."""
    return tomllib.loads(read("pyproject.toml"))


def direct_dependencies() -> list[str]:
    """What pyproject.toml asks pip for, extras too, as written."""
    project = pyproject()["project"]
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    return [name for group in groups for name in group]


def locked() -> dict[str, str]:
    """The lock's versions by package name."""
    lines = [line for line in read("requirements.lock").splitlines() if not line.startswith("#")]
    return {name: version for name, _, version in (line.partition("==") for line in lines)}


def normal(name: str) -> str:
    """A package's name as package indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def settings() -> dict[str, str]:
    """Each setting's environment variable and its default, as one would write it there."""
    found: dict[str, str] = {}
    for room in ROOMS:
        if not (ROOT / room / "settings.py").is_file():
            continue
        module = importlib.import_module(f"{room}.settings")
        for one in vars(module).values():
            if isinstance(one, type) and issubclass(one, BaseSettings) and one is not BaseSettings:
                found |= _settings_of(one)
    return found


def _settings_of(kind: type[BaseSettings]) -> dict[str, str]:
    prefix = kind.model_config.get("env_prefix", "")
    return {f"{prefix}{name}".upper(): str(field.default) for name, field in kind.model_fields.items()}
