from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ingest.checking import Report, check
from ingest.findings import Kind
from knowledge.models import Asks, Service
from knowledge.vectors import VectorCache
from knowledge.vocabulary import Language
from tests.builders import a_document, a_service, an_organization, write_guide, write_organization
from tests.fakes import WordEmbedder
from tests.ingest.catalogue import IMAGING, TRIALS, write_guides

ASTRAY = "Filma levande celler i mikroskop"


def _check(folder: Path, cache: VectorCache, *services: Service) -> Report:
    """The report when the laboratory has these services beside the two that nothing is wrong with."""
    write_organization(folder, an_organization(*services, IMAGING, TRIALS))
    return check(folder, cache)


def _of(report: Report, kind: Kind) -> list[str]:
    return [finding.mend for finding in report.findings if finding.kind is kind]


def test_a_sound_seed_has_nothing_to_mend(sound_seed: Path, cache: VectorCache) -> None:
    report = check(sound_seed, cache)

    assert report.problems == []
    assert {kind for kind, _ in report.summary()} <= {Kind.CROSSED}


def test_a_file_that_does_not_fit_the_schema_is_named_with_its_fields(sound_seed: Path, cache: VectorCache) -> None:
    write_organization(sound_seed, an_organization(id="other"), colour="blue", website_seen="perhaps")

    problems = check(sound_seed, cache).problems

    assert {(problem.file, problem.field) for problem in problems} == {
        ("other.yaml", "colour"),
        ("other.yaml", "website_seen"),
    }


def test_the_other_files_are_checked_though_some_cannot_be_read(sound_seed: Path, cache: VectorCache) -> None:
    (sound_seed / "organizations" / "broken.yaml").write_text("id: [", "utf-8")
    (sound_seed / "guides" / "guide-broken.md").write_bytes(b"\xff")

    problems = _check(sound_seed, cache, a_service(fact_ids=())).problems

    assert {(problem.file, problem.kind) for problem in problems} == {
        ("broken.yaml", Kind.SCHEMA),
        ("guide-broken.md", Kind.GUIDE),
        ("lab.yaml", Kind.ID),
    }


def test_a_guide_that_lacks_something_is_named(sound_seed: Path, cache: VectorCache) -> None:
    write_guide(sound_seed, a_document("guide-samples-sv", twin="guide-samples-en"))

    assert [str(problem) for problem in check(sound_seed, cache).problems] == [
        "guide-samples-sv.md: sources: list the pages and documents that it builds on"
    ]


def test_services_that_are_hard_to_tell_apart_are_named(sound_seed: Path, cache: VectorCache) -> None:
    report = _check(sound_seed, cache, a_service(), a_service("lab-genomes"))

    (advice,) = [finding for finding in report.advice if finding.kind is Kind.TWIN]
    assert str(advice).startswith("lab.yaml: lab-genomes: much like lab-sequencing (1.00)")


def test_services_that_name_each_other_may_be_alike(sound_seed: Path, cache: VectorCache) -> None:
    report = _check(sound_seed, cache, a_service(), a_service("lab-genomes", related=("lab-sequencing",)))

    assert _of(report, Kind.TWIN) == []


def test_an_ask_that_finds_another_service_first_is_listed_with_that_service(
    sound_seed: Path, cache: VectorCache
) -> None:
    asks = replace(a_service().asks, sv=(*a_service().asks.sv, ASTRAY))

    report = _check(sound_seed, cache, a_service(asks=asks))

    (astray,) = [mend for mend in _of(report, Kind.CROSSED) if mend.startswith(repr(ASTRAY))]
    assert astray == f"{ASTRAY!r} finds lab-imaging first, by 'Filma levande celler'"


def test_an_ask_may_find_a_service_that_its_own_names(sound_seed: Path, cache: VectorCache) -> None:
    asks = replace(a_service().asks, sv=(*a_service().asks.sv, ASTRAY))

    report = _check(sound_seed, cache, a_service(asks=asks, related=("lab-imaging",)))

    assert not any(ASTRAY in mend for mend in _of(report, Kind.CROSSED))


def test_a_blank_ask_does_not_stop_the_search(sound_seed: Path, cache: VectorCache) -> None:
    asks = replace(a_service().asks, en=(*a_service().asks.en, " "))

    report = _check(sound_seed, cache, a_service(asks=asks))

    assert _of(report, Kind.LANGUAGE) == ["write it in English"]
    assert report.figures[Language.EN].asks == 12


def test_the_figures_count_own_services_and_equal_ones(sound_seed: Path, cache: VectorCache) -> None:
    asks = Asks(sv=("Sekvensering av prover", ASTRAY), en=("Phase one volunteers",))
    service = a_service(asks=asks, alternatives=("lab-imaging",))
    quiet = [replace(IMAGING, asks=Asks(sv=("Filma levande celler",))), replace(TRIALS, asks=Asks(en=("Phase one",)))]
    write_organization(sound_seed, an_organization(service, *quiet))

    figures = check(sound_seed, cache).figures

    # In English each of the two asks finds the other's service.
    assert (figures[Language.SV].asks, figures[Language.SV].first, figures[Language.SV].among) == (3, 1.0, 1.0)
    assert (figures[Language.EN].asks, figures[Language.EN].first) == (2, 0.0)


def test_a_look_at_one_file_measures_its_own_asks_among_all_others(sound_seed: Path, cache: VectorCache) -> None:
    other = an_organization(a_service("other-lab-sequencing"), id="other-lab")
    write_organization(sound_seed, other)

    report = check(sound_seed, cache, [sound_seed / "organizations" / "other-lab.yaml"])

    assert report.figures[Language.SV].asks == len(a_service().asks.sv)
    assert {finding.file for finding in report.findings} == {"other-lab.yaml"}


def test_a_seed_without_organizations_has_no_figures(tmp_path: Path, cache: VectorCache) -> None:
    write_guides(tmp_path)

    report = check(tmp_path, cache)

    assert (report.findings, report.figures) == ((), {})


def test_only_the_files_asked_for_are_reported(sound_seed: Path, cache: VectorCache) -> None:
    write_organization(sound_seed, an_organization(a_service(fact_ids=()), IMAGING, TRIALS))
    nobody = replace(an_organization(id="other", parent="nobody"), services=())
    other = write_organization(sound_seed, nobody)

    report = check(sound_seed, cache, [other])

    assert {problem.file for problem in report.problems} == {"other.yaml"}


def test_a_draft_counts_in_place_of_the_file_with_its_name(
    sound_seed: Path, cache: VectorCache, tmp_path: Path
) -> None:
    draft = write_organization(tmp_path / "drafts", an_organization(a_service(fact_ids=()), IMAGING, TRIALS))

    assert [problem.kind for problem in check(sound_seed, cache, [draft]).problems] == [Kind.ID]


def test_a_second_check_embeds_nothing(sound_seed: Path, cache: VectorCache, model: WordEmbedder) -> None:
    first = check(sound_seed, cache)
    model.embedded.clear()

    assert check(sound_seed, cache) == first
    assert model.embedded == []
