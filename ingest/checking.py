"""Checks the seed as a curator wants to know it: what must be mended, what could be better."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from ingest.check_asks import Figures, check_asks, figures, leave_one_out
from ingest.check_catalogue import check_organization
from ingest.check_guide import check_guide
from ingest.check_likeness import check_likeness
from ingest.findings import Finding, Kind
from ingest.publishing import service_texts
from ingest.reading import UnreadableDocument, read_document
from ingest.relations import EQUAL, neighbours
from ingest.seeding import seed_files
from ingest.shelf import put_on_shelf
from knowledge.embedding_model import Vector
from knowledge.exchange import InvalidFile, read_organization
from knowledge.models import Document, Organization
from knowledge.texts import Embedded, SearchText
from knowledge.vectors import VectorCache
from knowledge.vocabulary import Language


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found, and how well the asks find their services."""

    findings: tuple[Finding, ...]
    figures: Mapping[Language, Figures]

    @property
    def problems(self) -> list[Finding]:
        """What must be mended."""
        return [finding for finding in self.findings if finding.must]

    @property
    def advice(self) -> list[Finding]:
        """What could be better."""
        return [finding for finding in self.findings if not finding.must]

    def summary(self) -> list[tuple[Kind, int]]:
        """How often each kind of advice is given, the commonest first."""
        return Counter(finding.kind for finding in self.advice).most_common()


@dataclass(slots=True)
class Files:
    """The files of a seed as far as they can be read, by name."""

    organizations: dict[str, Organization] = field(default_factory=dict)
    guides: dict[str, Document] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def check(folder: Path, cache: VectorCache, only: Sequence[Path] = ()) -> Report:
    """Check a seed, or only some files in it; a given file counts in place of its namesake."""
    files = read_files({path.name: path for path in (*seed_files(folder), *only)})
    findings = [*files.findings, *_by_file(files)]
    wanted = {path.name for path in only}
    measured: Mapping[Language, Figures] = {}
    if files.organizations:
        by_meaning, measured = _by_meaning(files, cache, wanted)
        findings += by_meaning
    kept = (finding for finding in findings if not only or finding.file in wanted)
    return Report(tuple(kept), measured)


def read_files(paths: Mapping[str, Path]) -> Files:
    """All files that can be read, and what is wrong with the others."""
    files = Files()
    for name, path in paths.items():
        try:
            if path.suffix == ".yaml":
                files.organizations[name] = read_organization(path)
            else:
                files.guides[name] = read_document(path)
        except InvalidFile as error:
            faults = (Finding(Kind.SCHEMA, one.field, one.mend, name) for one in error.problems)
            files.findings.extend(faults)
        except UnreadableDocument as error:
            files.findings.append(Finding(Kind.GUIDE, "file", str(error), name))
    return files


def _by_file(files: Files) -> Iterator[Finding]:
    catalogue = list(files.organizations.values())
    for name, organization in files.organizations.items():
        yield from check_organization(name, organization, catalogue)
    guides = {guide.id: guide for guide in files.guides.values()}
    for name, guide in files.guides.items():
        yield from (replace(one, file=name) for one in check_guide(guide, guides))


def _by_meaning(
    files: Files, cache: VectorCache, wanted: Collection[str]
) -> tuple[list[Finding], dict[Language, Figures]]:
    offers = [(one, service) for one in files.organizations.values() for service in one.services]
    texts = [text for one, service in offers for text in service_texts(one, service)]
    services = {service.id: service for _, service in offers}
    looked_at = {one.id for name, one in files.organizations.items() if not wanted or name in wanted}
    asked_of = {service.id for one, service in offers if one.id in looked_at}
    asks = [text for text in texts if ":ask:" in text.id and text.owner_id in asked_of]
    found = _embedded(texts, cache)
    profiles = [text for text in found if ":profile:" in text.id]
    means = _means(profiles)
    questions = cache.questions([ask.searched for ask in asks])
    asked = leave_one_out(asks, questions, put_on_shelf(texts, found, means, cache.model.digest))
    near = neighbours(services)
    findings = [*check_likeness(profiles, means, near), *check_asks(asked, near)]
    return _placed(findings, files), figures(asked, neighbours(services, EQUAL))


def _embedded(texts: Sequence[SearchText], cache: VectorCache) -> list[Embedded]:
    vectors = cache.passages([text.searched for text in texts])
    return [Embedded(text.id, text.owner, text.owner_id, text.language, vectors[text.searched]) for text in texts]


def _means(profiles: Sequence[Embedded]) -> dict[Language, Vector]:
    return {
        language: np.mean([one.vector for one in profiles if one.language is language], axis=0) for language in Language
    }


def _placed(findings: Sequence[Finding], files: Files) -> list[Finding]:
    places = {service.id: name for name, one in files.organizations.items() for service in one.services}
    return [replace(finding, file=places[finding.field]) for finding in findings]
