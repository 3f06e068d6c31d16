"""Answers questions for other programs: `POST /api/v1/ask`, at once or as a stream."""

from __future__ import annotations

import asyncio
import json
import re
from asyncio import Task
from collections.abc import AsyncIterator, Iterator, Mapping
from email.message import Message
from typing import Annotated

from fastapi import APIRouter, Body, Depends, Request, Response
from fastapi.sse import EventSourceResponse, format_sse_event
from starlette.exceptions import HTTPException

from bot.models import Reply
from knowledge.vocabulary import Language
from web.api_answers import as_answer
from web.api_examples import QUESTIONS, STREAMED, problems
from web.api_models import Answer, AskBody
from web.errors import problem_of, spoken_language
from web.speaking import accepted_language

STREAM = "text/event-stream"
PATIENCE = 2.0
_WORDS_AT_A_TIME = 6
_STREAM_HEADERS = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}

router = APIRouter(prefix="/api/v1", tags=["answers"])


async def json_only(request: Request) -> None:
    """Refuse a body that does not call itself JSON."""
    message = Message()
    message["content-type"] = request.headers.get("content-type", "")
    if message.get_content_type() != "application/json":
        raise HTTPException(415)


@router.post(
    "/ask",
    dependencies=[Depends(json_only)],
    response_model=Answer,
    responses={
        200: {"content": {STREAM: {"example": STREAMED}}},
        **problems(400, 403, 404, 413, 415, 422, 503),
    },
)
async def ask(request: Request, body: Annotated[AskBody, Body(openapi_examples=QUESTIONS)]) -> Response:
    """Answer a question, or a choice that answers a question back.

    With `Accept: text/event-stream` the same answer comes as events: `suggestions` (the answer
    without its text), `text` (`{"delta"}`, in order), `done` (the whole answer), or `error`.
    """
    request.state.language = body.language
    asked = body.asked(accepted_language(request.headers.get("accept-language", "")))
    state = request.app.state
    answering = asyncio.create_task(state.answers.run(state.bot.reply, asked))
    if STREAM not in request.headers.get("accept", ""):
        # Written at once: what we made ourselves need not be checked again.
        return Response(as_answer(await answering).model_dump_json(), media_type="application/json")
    if await _arrived(answering):
        answering.result()  # What must be mended is said before the stream begins.
    events = _events(answering, spoken_language(request))
    return EventSourceResponse(events, headers=_STREAM_HEADERS)


async def _arrived(answering: Task[Reply]) -> bool:
    """Whether the answer is there after a short while; it is given up with whoever waits for it."""
    try:
        done, _ = await asyncio.wait({answering}, timeout=PATIENCE)
    except asyncio.CancelledError:
        answering.cancel()
        raise
    return bool(done)


async def _events(answering: Task[Reply], language: Language) -> AsyncIterator[bytes]:
    while not await _arrived(answering):
        yield format_sse_event(comment="waiting")
    error = answering.exception()
    if error is None:
        for event in _told(as_answer(answering.result())):
            yield event
    elif isinstance(error, Exception):
        yield _event("error", problem_of(error).in_(language))


def _told(answer: Answer) -> Iterator[bytes]:
    yield _event("suggestions", answer.model_dump(mode="json", exclude={"text"}))
    for delta in deltas(answer.text):
        yield _event("text", {"delta": delta})
    yield _event("done", answer.model_dump(mode="json"))


def deltas(text: str) -> list[str]:
    """A text in parts of a few words, which joined are the text."""
    words = re.findall(r"\s*\S+|\s+\Z", text)
    steps = range(0, len(words), _WORDS_AT_A_TIME)
    return ["".join(words[start : start + _WORDS_AT_A_TIME]) for start in steps]


def _event(name: str, data: Mapping[str, object]) -> bytes:
    return format_sse_event(event=name, data_str=json.dumps(data, ensure_ascii=False))
