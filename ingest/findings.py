"""What the checker can find in the seed: problems that must be mended, and advice."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What is wrong; the value is what a report calls it."""

    SCHEMA = "field that does not fit the schema"
    ID = "id that is malformed, missing or used twice"
    RELATION = "relation to something that is not there"
    LANGUAGE = "text that is missing or in the other language"
    CONTACT = "contact without source or with a malformed value"
    STATUS = "status without a note or a way instead"
    RULE = "rule whose value does not fit its field"
    GUIDE = "guide that lacks something"
    LENGTH = "text or list of unusual length"
    NAME = "ask that names the organization"
    PERSON = "address that may be a person's own"
    DISTINCTION = "alternatives without a distinction"
    TWIN = "services that are hard to tell apart"
    CROSSED = "ask that finds another service first"


ADVICE = frozenset({Kind.LENGTH, Kind.NAME, Kind.PERSON, Kind.DISTINCTION, Kind.TWIN, Kind.CROSSED})


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: where it is and how to mend it."""

    kind: Kind
    field: str
    mend: str
    file: str = ""

    @property
    def must(self) -> bool:
        """Whether it must be mended before the seed is used."""
        return self.kind not in ADVICE

    def __str__(self) -> str:
        return f"{self.file}: {self.field}: {self.mend}"
