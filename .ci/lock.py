"""Prints the lock: every package, direct or not, that pip chooses for pyproject.toml's names.

`make lock` runs it. It downloads what pip needs to look at and installs nothing.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

HEAD = """\
# Written by `make lock` from pyproject.toml; do not edit. Versions stand without their local part (torch's "+cpu"),
# and what only a graphics card needs is left out, so that pip finds the build that fits the machine.
"""
FOR_GRAPHICS_CARDS = re.compile(r"nvidia-|cuda-|triton")


def main() -> int:
    """Print the lock, or say why pip found none."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        choose = ["install", "--dry-run", "--ignore-installed", "--quiet", "--report", str(report)]
        chosen = subprocess.run([sys.executable, "-m", "pip", *choose, *names()], check=False)  # noqa: S603
        if chosen.returncode != 0:
            return chosen.returncode
        print(HEAD + "\n".join(pins(json.loads(report.read_text("utf-8")))))
    return 0


def names() -> list[str]:
    """What pyproject.toml asks for, extras too."""
    project = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))["project"]
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    return [name for group in groups for name in group]


def pins(report: dict[str, list[dict[str, dict[str, str]]]]) -> list[str]:
    """One line per package in pip's report, sorted."""
    packages = (entry["metadata"] for entry in report["install"])
    found = {normal(one["name"]): one["version"].partition("+")[0] for one in packages}
    return [f"{name}=={version}" for name, version in sorted(found.items()) if not FOR_GRAPHICS_CARDS.match(name)]


def normal(name: str) -> str:
    """The name as package indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    sys.exit(main())
