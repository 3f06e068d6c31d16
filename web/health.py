"""Tells operators how the service is: alive, ready, and its figures; nothing about anybody."""

from __future__ import annotations

import logging
from collections.abc import Iterator

from fastapi import APIRouter, Request
from starlette.datastructures import State
from starlette.responses import JSONResponse, PlainTextResponse

from knowledge.index import IndexGone
from knowledge.texts import Owner
from knowledge.upkeep import LiveIndex, Upkeep
from web.workers import Tally

logger = logging.getLogger(__name__)

router = APIRouter(tags=["operations"])


@router.get("/health/live")
def live() -> dict[str, str]:
    """Whether the process answers at all."""
    return {"status": "ok"}


@router.get("/health/ready", responses={503: {"description": "Not yet, with the reason."}})
def ready(request: Request) -> JSONResponse:
    """Whether answers come from all of the published catalogue."""
    reason = _what_is_missing(request.app.state.index)
    if reason:
        return JSONResponse({"status": "not_ready", "reason": reason}, 503, {"Retry-After": "1"})
    return JSONResponse({"status": "ok"})


@router.get("/metrics", response_class=PlainTextResponse)
def metrics(request: Request) -> PlainTextResponse:
    """Figures as Prometheus reads them."""
    state: State = request.app.state
    lines = [*_answers(state.answers.tally), *_sizes(state)]
    return PlainTextResponse("\n".join(lines) + "\n", media_type="text/plain; version=0.0.4")


def _what_is_missing(index: Upkeep | LiveIndex) -> str | None:
    try:
        if isinstance(index, LiveIndex):
            index.follow()
            return None
        return None if index.matches() else "the index does not match the catalogue yet"
    except IndexGone:
        return "no index has been built yet"
    except Exception:
        logger.exception("the index cannot be asked")
        return "the index cannot be asked"


def _answers(tally: Tally) -> Iterator[str]:
    yield from _head("vagen_answers_total", "counter", "Answers by how they ended.")
    for outcome, count in sorted(tally.outcomes.items()):
        yield f'vagen_answers_total{{outcome="{outcome}"}} {count}'
    yield from _head("vagen_busy_total", "counter", "Questions that found the queue full.")
    yield f"vagen_busy_total {tally.refused}"
    yield from _head("vagen_answer_seconds", "histogram", "From the question to its answer.")
    answered = tally.outcomes.total()
    for bound in tally.BOUNDS:
        yield f'vagen_answer_seconds_bucket{{le="{bound}"}} {tally.within[bound]}'
    yield f'vagen_answer_seconds_bucket{{le="+Inf"}} {answered}'
    yield f"vagen_answer_seconds_sum {tally.seconds:.6f}"
    yield f"vagen_answer_seconds_count {answered}"


def _sizes(state: State) -> Iterator[str]:
    yield from _head("vagen_services", "gauge", "Published services.")
    yield f"vagen_services {len(state.catalogue.current().services)}"
    yield from _head("vagen_index_texts", "gauge", "Texts in the index.")
    index = state.index.live if isinstance(state.index, Upkeep) else state.index
    for owner in Owner:
        yield f'vagen_index_texts{{owner="{owner}"}} {index.index.count(owner)}'


def _head(name: str, kind: str, help_text: str) -> tuple[str, str]:
    return f"# HELP {name} {help_text}", f"# TYPE {name} {kind}"
