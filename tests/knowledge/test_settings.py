"""Settings are read from VAGEN_* and give plain values."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from pydantic import ValidationError

from knowledge.settings import KnowledgeSettings


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Leave out what the machine of the person who tests has set."""
    for name in [name for name in os.environ if name.startswith("VAGEN_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def test_without_settings_everything_lies_in_the_data_folder() -> None:
    settings = KnowledgeSettings()

    assert settings.sqlalchemy_url == "sqlite:///data/vagen.db"
    assert settings.chroma_url == ""
    assert settings.embedding_model == "packaged"


def test_the_database_follows_the_data_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VAGEN_DATA_DIR", "/srv/vagen")

    assert KnowledgeSettings().sqlalchemy_url == "sqlite:////srv/vagen/vagen.db"


def test_a_database_of_ones_own_wins_over_the_data_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VAGEN_DATABASE_URL", "postgresql+psycopg://vagen@db/vagen")

    assert KnowledgeSettings().sqlalchemy_url == "postgresql+psycopg://vagen@db/vagen"


def test_settings_are_also_read_from_a_file_and_strangers_in_it_are_ignored(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("VAGEN_CHROMA_URL=http://127.0.0.1:8001\nOTHER=1\n", "utf-8")

    assert KnowledgeSettings().chroma_url == "http://127.0.0.1:8001"


def test_settings_do_not_change_once_they_are_read() -> None:
    with pytest.raises(ValidationError):
        KnowledgeSettings().data_dir = Path("elsewhere")  # type: ignore[misc]
