"""What the papers at the front door say is so."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path

import pytest
from dotenv import dotenv_values

from tests.house.project import ROOMS, ROOT, read, settings

SETTING = re.compile(r"\bVAGEN_[A-Z_]+\b")
TARGET = re.compile(r"^([a-z]+):.*?## ", re.MULTILINE)
SAID_TARGET = re.compile(r"`make ([a-z]+)")
MODULE = re.compile(rf"python -m ((?:{'|'.join(ROOMS)})[\w.]*)")
LINK = re.compile(r"\]\(([^)#]+)\)")


@pytest.mark.parametrize("paper", ["README.md", ".env.example"])
def test_each_setting_is_told_and_none_that_does_not_exist(paper: str) -> None:
    told = set(SETTING.findall(read(paper)))

    assert told == settings().keys()


@pytest.mark.parametrize("file", ["Dockerfile", "compose.yaml", "Makefile", ".ci/run"])
def test_what_starts_the_service_sets_nothing_that_does_not_exist(file: str) -> None:
    used = set(SETTING.findall(read(file)))

    assert used <= settings().keys()


def test_the_example_settings_are_the_defaults() -> None:
    switched_on = re.sub(r"^# (?=VAGEN_)", "", read(".env.example"), flags=re.MULTILINE)

    assert dotenv_values(stream=StringIO(switched_on)) == settings()


def test_each_make_target_is_told_and_none_that_does_not_exist() -> None:
    targets = set(TARGET.findall(read("Makefile")))

    told = set(SAID_TARGET.findall(read("README.md")))

    assert told == targets


def test_each_command_in_the_papers_exists() -> None:
    papers = [ROOT / "README.md", *(ROOT / room / "README.md" for room in ROOMS)]
    told = {name for paper in papers if paper.is_file() for name in MODULE.findall(paper.read_text("utf-8"))}

    missing = {name for name in told if not _is_command(name)}

    assert told
    assert missing == set()


def test_each_link_between_the_papers_leads_somewhere() -> None:
    papers = sorted(path for path in ROOT.glob("**/*.md") if ".venv" not in path.parts)
    links = [(paper, link) for paper in papers for link in LINK.findall(paper.read_text("utf-8"))]

    lost = [link for paper, link in links if "://" not in link and not (paper.parent / link).exists()]

    assert lost == []


def test_the_changelog_tells_this_version() -> None:
    version = re.search(r'^version = "(.+)"', read("pyproject.toml"), re.MULTILINE)

    assert version
    assert f"## [{version[1]}]" in read("CHANGELOG.md") or "## [Unreleased]" in read("CHANGELOG.md")


def _is_command(name: str) -> bool:
    place = Path(ROOT, *name.split("."))
    return (place / "__main__.py").is_file() or place.with_suffix(".py").is_file()
