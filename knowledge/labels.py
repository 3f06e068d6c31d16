"""What the closed lists are called, what they mean, and the words by which companies name them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter

from knowledge.models import Asks
from knowledge.vocabulary import (
    Audience,
    Bilingual,
    Channel,
    Language,
    Place,
    Sector,
    Stage,
    State,
    SupportKind,
)

_LISTS: dict[str, type[StrEnum]] = {
    "kinds": SupportKind,
    "stages": Stage,
    "sectors": Sector,
    "places": Place,
    "audiences": Audience,
    "states": State,
    "channels": Channel,
    "languages": Language,
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a closed list in words."""

    label: Bilingual
    means: Bilingual | None = None
    words: Asks = Asks()


def entry(member: StrEnum) -> Entry:
    """The words for one member of a closed list."""
    return _entries()[type(member), member.value]


def label(member: StrEnum) -> Bilingual:
    """What a member of a closed list is called."""
    return entry(member).label


@cache
def _entries() -> Mapping[tuple[type[StrEnum], str], Entry]:
    path = Path(__file__).parent / "vocabulary.yaml"
    written: dict[str, dict[str, Any]] = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
    entries = TypeAdapter(dict[str, Entry])
    return {
        (_LISTS[name], key): value
        for name, section in written.items()
        for key, value in entries.validate_python(section).items()
    }
