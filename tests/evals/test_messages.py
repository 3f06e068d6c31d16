"""Labelled messages of several needs."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from evals.messages import messages
from ingest.seeding import read_seed
from knowledge.assembly import SEED
from knowledge.vocabulary import Language

ONE = """{"id": "x-1", "style": "list", "parts": [
 {"is": "story", "sv": "Vi är fem.", "en": "We are five."},
 {"is": "need", "sv": "ett labb", "en": "a lab", "best": ["a-working-lab"], "before": "\\n- "},
 {"is": "gap", "sv": "en logga", "en": "a logo", "before": {"sv": " och ", "en": " and "}}]}"""


def written(tmp_path: Path, text: str) -> Path:
    (tmp_path / "some.jsonl").write_text(" ".join(text.split("\n")) + "\n\n", "utf-8")
    return tmp_path


def test_a_message_is_its_parts_with_what_stands_between_them(tmp_path: Path) -> None:
    [message] = messages(written(tmp_path, ONE))

    text, spans = message.written(Language.EN)

    assert text == "We are five.\n- a lab and a logo"
    assert [(text[one.start : one.end], one.needs) for one in spans] == [
        ("We are five.", False),
        ("a lab", True),
        ("a logo", True),
    ]
    assert message.written(Language.SV)[0] == "Vi är fem.\n- ett labb och en logga"


def test_a_label_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValidationError, match="story"):
        messages(written(tmp_path, ONE.replace('"gap"', '"wish"')))


def test_every_need_of_the_kept_messages_leads_to_services_of_the_catalogue() -> None:
    known = {service.id for one in read_seed(SEED).organizations for service in one.services}

    for message in messages():
        for part in message.parts:
            assert set(part.best) | set(part.fine) <= known, message.id
            assert bool(part.best) == (part.label == "need"), message.id


def test_no_message_stands_twice() -> None:
    ids = [message.id for message in messages()]

    assert len(ids) == len(set(ids)) >= 150
