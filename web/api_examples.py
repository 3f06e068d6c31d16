"""What the API's description shows: each way to ask, and every problem as it really comes out."""

from __future__ import annotations

from typing import Any

from fastapi.exceptions import RequestValidationError
from fastapi.openapi.models import Example
from starlette.exceptions import HTTPException

from bot.conversation import UnknownConversation
from bot.guarding import Fault, InvalidQuestion
from knowledge.vocabulary import Language
from web.api_models import ProblemOut
from web.errors import PROBLEM_JSON, problem_of
from web.workers import Busy

QUESTIONS: dict[str, Example] = {
    "svenska": {
        "summary": "En fråga på svenska",
        "value": {"question": "Vi utvecklar en cellterapi i Solna. Vem kan tillverka enligt GMP?"},
    },
    "english": {
        "summary": "A question in English",
        "value": {
            "question": "Can we test a CE-marked wearable at a hospital in Stockholm?",
            "language": "en",
        },
    },
    "choice": {
        "summary": "A choice that answers a question back",
        "value": {"conversation_id": "0123456789abcdef0123456789abcdef", "choice": "skip"},
    },
    "facts": {
        "summary": "Facts put right: the last question is answered anew",
        "value": {
            "conversation_id": "0123456789abcdef0123456789abcdef",
            "facts": {"place": "uppsala", "employees": 12, "sectors": ["medtech", "diagnostics"], "trl": None},
        },
    },
}

STREAMED = (
    'event: suggestions\ndata: {"outcome": "answered", "suggestions": [], ...}\n\n'
    'event: text\ndata: {"delta": "Kontakta "}\n\n'
    'event: done\ndata: {"outcome": "answered", "text": "Kontakta …", ...}\n\n'
)


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The problems that a path can answer with, for its description."""
    return {status: _described(_EXAMPLES[status]) for status in statuses}


def _described(examples: dict[str, Exception]) -> dict[str, Any]:
    told = {name: {"value": problem_of(error).in_(Language.EN)} for name, error in examples.items()}
    first = next(iter(told.values()))["value"]
    content = {"schema": _schema(), "examples": told}
    return {"description": first["title"], "content": {PROBLEM_JSON: content}}


def _schema() -> dict[str, Any]:
    schema = ProblemOut.model_json_schema()
    schema["properties"]["errors"]["items"] = schema.pop("$defs")["FaultOut"]
    return schema


_EXAMPLES: dict[int, dict[str, Exception]] = {
    400: {"syntax": RequestValidationError([{"type": "json_invalid", "loc": ("body", 9), "ctx": {}}])},
    403: {"other_site": HTTPException(403)},
    404: {"not_found": HTTPException(404), "conversation": UnknownConversation()},
    413: {"too_large": HTTPException(413)},
    415: {"not_json": HTTPException(415)},
    422: {
        "field": RequestValidationError(
            [{"type": "enum", "loc": ("body", "language"), "ctx": {"expected": "'sv' or 'en'"}}]
        ),
        "question": InvalidQuestion(Fault.TOO_LONG),
    },
    503: {"busy": Busy(3)},
}
