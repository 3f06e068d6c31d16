"""Where the service listens and how much it answers at once; read only where a process starts."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class WebSettings(BaseSettings):
    """Settings `VAGEN_*` of the pages and the API."""

    model_config = SettingsConfigDict(env_prefix="VAGEN_", env_file=".env", extra="ignore", frozen=True)

    host: str = Field("127.0.0.1", description="Address to listen on; 0.0.0.0 for all.")
    port: int = Field(8000, ge=0, le=65_535, description="Port to listen on; 0 picks a free one.")
    assets_dir: Path = Field(Path(".assets"), description="Folder of the fetched scripts (htmx).")
    answer_threads: int = Field(2, ge=1, le=8, description="How many questions are answered at once.")
    answer_queue: int = Field(
        64,
        ge=0,
        le=1_000,
        description="How many questions may wait; further ones are told to come back.",
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="How much is written to stderr; questions are never logged."
    )
