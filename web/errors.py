"""What goes wrong, said so that it can be mended: problem+json for programs, a page for people."""

from __future__ import annotations

import logging
import secrets
import traceback
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache, singledispatch
from pathlib import Path
from typing import Any

import yaml
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from pydantic import TypeAdapter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.conversation import InvalidChoice, InvalidFact, UnknownConversation
from bot.guarding import MEND, InvalidQuestion
from knowledge.vocabulary import Bilingual, Language
from web.speaking import accepted_language
from web.workers import Busy

logger = logging.getLogger(__name__)

API = "/api/"
PROBLEM_JSON = "application/problem+json"
_SHORT = 80
_KINDS = {
    400: "unreadable",
    403: "other-site",
    404: "not-found",
    405: "wrong-method",
    413: "too-large",
    415: "wrong-media-type",
    422: "invalid-request",
}
_MENDED = (
    HTTPException,
    RequestValidationError,
    InvalidQuestion,
    InvalidChoice,
    InvalidFact,
    UnknownConversation,
    Busy,
)


@dataclass(frozen=True, slots=True)
class Fault:
    """One field of a request, and how to mend it."""

    field: str
    mend: Bilingual


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong with a request, and what to do about it."""

    kind: str
    status: int
    title: Bilingual
    detail: Bilingual
    faults: tuple[Fault, ...] = ()
    on_pages: Bilingual | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    def in_(self, language: Language) -> dict[str, Any]:
        """The problem as RFC 9457 writes it, in one language."""
        return {
            "type": f"urn:vagen-in:problem:{self.kind}",
            "title": self.title.in_(language),
            "status": self.status,
            "detail": self.detail.in_(language),
            "errors": [{"field": one.field, "mend": one.mend.in_(language)} for one in self.faults],
        }


@dataclass(frozen=True, slots=True)
class _Words:
    status: int
    title: Bilingual
    detail: Bilingual
    on_pages: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class _Texts:
    problems: dict[str, _Words]
    mends: dict[str, Bilingual]


@singledispatch
def problem_of(error: Exception) -> Problem:
    """What to say about an error; an unexpected one is logged under a number that stands for it."""
    number = secrets.token_hex(4)
    logger.error("unexpected error %s: %s", number, _trace(error))
    problem = _problem("unexpected")
    return replace(problem, detail=_filled(problem.detail, {"number": number}))


@problem_of.register
def _(error: HTTPException) -> Problem:
    problem = _problem(_KINDS.get(error.status_code, "refused"))
    return replace(problem, status=error.status_code, headers=error.headers or {})


@problem_of.register
def _(error: RequestValidationError) -> Problem:
    unreadable = any(one["type"] == "json_invalid" for one in error.errors())
    problem = _problem("unreadable" if unreadable else "invalid-request")
    # A value that may be of several types fails once for each; the first says enough.
    faults = {one.field: one for one in map(_fault, reversed(error.errors()))}
    return replace(problem, faults=tuple(reversed(faults.values())))


@problem_of.register
def _(error: InvalidQuestion) -> Problem:
    mend = MEND[error.fault]
    return replace(_problem("invalid-question"), detail=mend, faults=(Fault("question", mend),))


@problem_of.register
def _(_error: InvalidChoice) -> Problem:
    problem = _problem("invalid-choice")
    return replace(problem, faults=(Fault("choice", problem.detail),))


@problem_of.register
def _(error: InvalidFact) -> Problem:
    problem = _problem("invalid-number" if error.between else "invalid-fact")
    least, most = error.between or (None, None)
    said = {"name": error.name, "value": error.value[:_SHORT], "least": least, "most": most}
    detail = _filled(problem.detail, said)
    return replace(problem, detail=detail, faults=(Fault("facts", detail),))


@problem_of.register
def _(_error: UnknownConversation) -> Problem:
    return _problem("unknown-conversation")


@problem_of.register
def _(error: Busy) -> Problem:
    return replace(_problem("busy"), headers={"Retry-After": str(error.retry_after)})


def respond(request: Request, problem: Problem, language: Language | None = None) -> Response:
    """A problem as what has asked understands it."""
    if request.url.path.startswith(API):
        spoken = language or spoken_language(request)
        headers = {**problem.headers, "Content-Language": spoken, "Vary": "Accept-Language"}
        content = problem.in_(spoken)
        return JSONResponse(content, problem.status, headers, PROBLEM_JSON)
    page: Response = request.app.state.pages.error_page(request, problem.status, problem.on_pages or problem.detail)
    page.headers.update(problem.headers)
    return page


def refusal(request: Request, status: int) -> Response:
    """The response to a request that is turned away before anything else looks at it."""
    return respond(request, problem_of(HTTPException(status)))


def spoken_language(request: Request) -> Language:
    """The language of an API request: its body's choice, else its Accept-Language's."""
    chosen: Language | None = getattr(request.state, "language", None)
    return chosen or accepted_language(request.headers.get("accept-language", ""))


def add_error_handlers(app: FastAPI) -> None:
    """Let every error that we know of be answered by its problem."""
    for kind in _MENDED:
        app.add_exception_handler(kind, _handle)


class LastResort:
    """Answers for errors that nobody expected; they are logged without anybody's words."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Run the app; where it breaks before it has answered, answer in its place."""
        started = False

        async def sending(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive, sending)
        except Exception as error:  # noqa: BLE001 - the one place that answers for all the rest
            problem = problem_of(error)
            if scope["type"] == "http" and not started:
                await respond(Request(scope), problem)(scope, receive, send)


async def _handle(request: Request, error: Exception) -> Response:
    body = error.body if isinstance(error, RequestValidationError) else None
    chosen = body.get("language") if isinstance(body, dict) else None
    language = next((one for one in Language if one == chosen), None)
    return respond(request, problem_of(error), language)


def _problem(kind: str) -> Problem:
    words = _texts().problems[kind]
    return Problem(kind, words.status, words.title, words.detail, on_pages=words.on_pages)


def _fault(error: Mapping[str, Any]) -> Fault:
    mends = _texts().mends
    place = [str(part) for part in error["loc"][1:3] if not isinstance(part, int)]
    mend = mends.get(error["type"], mends["otherwise"])
    return Fault(".".join(place) or str(error["loc"][0]), _filled(mend, error.get("ctx", {})))


def _filled(text: Bilingual, values: Mapping[str, Any]) -> Bilingual:
    sv, en = (text.in_(one).format(**{name: _in(one, value) for name, value in values.items()}) for one in Language)
    return Bilingual(sv, en)


def _in(language: Language, value: object) -> str:
    return value.in_(language) if isinstance(value, Bilingual) else str(value).replace(" or ", ", ")


def _trace(error: BaseException | None) -> str:
    """Where an error came from, without its message: that may hold what somebody typed."""
    told: list[str] = []
    while error is not None:
        told += [f"{type(error).__module__}.{type(error).__qualname__}\n"]
        told += traceback.format_tb(error.__traceback__)
        error = error.__cause__ or error.__context__
    return "".join(told)


@cache
def _texts() -> _Texts:
    path = Path(__file__).with_name("problems.yaml")
    written = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
    return TypeAdapter(_Texts).validate_python(written)
