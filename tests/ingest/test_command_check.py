from __future__ import annotations

from pathlib import Path

import pytest

from ingest.__main__ import main
from tests.builders import a_service, an_organization, write_organization
from tests.fakes import WordEmbedder

TEXT = "Provbädden tar emot företag som vill testa sin produkt tillsammans med vården."


@pytest.fixture(autouse=True)
def _settings(data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VAGEN_DATA_DIR", str(data_dir))
    monkeypatch.setenv("VAGEN_CACHE_DIR", str(tmp_path / "cache"))
    for name in ("VAGEN_DATABASE_URL", "VAGEN_CHROMA_URL"):
        monkeypatch.delenv(name, raising=False)


def _run(*argv: object) -> int:
    return main([str(part) for part in argv], WordEmbedder())


def test_check_passes_a_seed_with_warnings_only(sound_seed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_organization(
        sound_seed,
        an_organization(a_service(alternatives=("lab-other",)), a_service("lab-other", related=("lab-sequencing",))),
    )

    assert _run("check", "--folder", sound_seed) == 0

    out = capsys.readouterr().out
    assert "warning: 1 × alternatives without a distinction (--all shows them)" in out
    assert out.splitlines()[-1] == "Problems to mend: 0. Warnings: 1."
    assert "asks in sv, each searched for without itself: " in out


def test_check_fails_a_seed_with_a_problem_and_says_how_to_mend_it(
    sound_seed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_organization(sound_seed, an_organization(a_service(related=("lab-nothing",))))

    assert _run("check", "--folder", sound_seed) == 1

    assert "lab.yaml: lab-sequencing.related: there is no other service 'lab-nothing'" in capsys.readouterr().out


def test_check_shows_every_warning_when_asked(sound_seed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write_organization(
        sound_seed, an_organization(a_service(alternatives=("lab-other",)), a_service("lab-other"))
    )

    _run("check", path, "--folder", sound_seed, "--all")

    out = capsys.readouterr().out
    assert "warning: lab.yaml: lab-sequencing.distinction: say what sets it apart from its alternatives\n" in out


def test_check_needs_no_database(data_dir: Path, sound_seed: Path) -> None:
    _run("check", "--folder", sound_seed)

    assert list(data_dir.iterdir()) == []


@pytest.mark.parametrize(
    "argv",
    [
        [],
        ["dance"],
        ["add"],
        ["add", "a.md", "b.md", "--title", "Rapport"],
        ["add", "a.md", "--dated-on", "i våras"],
        ["add", "a.md", "--language", "fi"],
        ["seed", "--folder", "nowhere"],
        ["check", "nothing.yaml"],
    ],
)
def test_wrong_usage_is_told_and_ends_with_two(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        _run(*argv)

    assert ended.value.code == 2
    assert "usage: python -m ingest" in capsys.readouterr().err


def test_without_a_prepared_model_a_command_says_what_to_run(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["remove", "report"]) == 2

    assert "knowledge.embedding_preparation" in capsys.readouterr().err


def test_each_command_is_told_in_the_readme() -> None:
    readme = Path(__file__).parents[2].joinpath("ingest", "README.md").read_text("utf-8")
    commands = ["seed", "add", "remove", "list", "reindex", "outbox", "check"]

    assert [name for name in commands if f"python -m ingest {name}" not in readme] == []
