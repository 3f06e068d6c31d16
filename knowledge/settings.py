"""Where things are kept and which model reads them; read only where a process starts."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from knowledge.embedding_folder import CACHE


class KnowledgeSettings(BaseSettings):
    """Settings `VAGEN_*` of what we know and how we find it."""

    model_config = SettingsConfigDict(env_prefix="VAGEN_", env_file=".env", extra="ignore", frozen=True)

    data_dir: Path = Field(Path("data"), description="Folder of the database and the Chroma index.")
    database_url: str = Field("", description="SQLAlchemy address; empty means SQLite in the data folder.")
    chroma_url: str = Field("", description="Chroma server, e.g. http://127.0.0.1:8001; empty means in process.")
    embedding_model: str = Field("packaged", description="`packaged`, or a sentence-transformers folder or hub name.")
    embedding_question_prompt: str = Field("query: ", description="What that model wants before a question.")
    embedding_passage_prompt: str = Field("passage: ", description="What that model wants before a passage.")
    cache_dir: Path = Field(CACHE, description="Folder of the prepared packaged model.")

    @property
    def sqlalchemy_url(self) -> str:
        """The address of the database."""
        return self.database_url or f"sqlite:///{self.data_dir / 'vagen.db'}"
