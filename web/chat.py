"""The page where a company asks: with htmx the answer streams in, without it comes a whole page."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import astuple, dataclass, replace
from typing import Annotated, Any

from fastapi import APIRouter, Form
from fastapi.sse import EventSourceResponse, format_sse_event
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from bot.company import Fact
from bot.conversation import Bot, UnknownConversation
from bot.guarding import MAX_CHARACTERS
from bot.known import in_words, name
from bot.models import Asked, Reply
from knowledge.catalogue import Catalogue
from knowledge.vocabulary import Bilingual, Language
from web.answers import answer_html, parts, pieces, sources_of, text_of
from web.facts import facts_of, hidden
from web.rendering import Pages, PagesDep, language_of, wants_piece

_EARLIER = 5
_SHORT = 160
_UNKNOWN = Bilingual("okänt", "unknown")
_UNBUFFERED = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}

router = APIRouter(include_in_schema=False)


class AskForm(BaseModel):
    """What the form sends: a question, a choice with the words that it stood for, or a fact with its values."""

    question: str = ""
    choice: str = ""
    fact: Fact | None = None
    value: list[str] = []
    forget: bool = False
    said: str = ""
    conversation_id: str = ""
    earlier: list[str] = []

    def asked(self, page_language: Language) -> Asked:
        """The form as the bot takes it; a choice or a fact counts before a question."""
        return Asked(
            question=None if self.choice or self.fact else self.question,
            choice=self.choice or None,
            facts={self.fact: [] if self.forget else self.value} if self.fact else None,
            conversation_id=self.conversation_id or None,
            page_language=page_language,
        )

    def kept(self) -> dict[str, object]:
        """What the form is filled with again when the bot cannot take it."""
        return {"typed": self.question, "conversation_id": self.conversation_id, "said_before": self.earlier}

    def words(self, reply: Reply) -> str:
        """What the person said, as shown above the answer: without personal data."""
        if self.fact:
            values = [one.strip() for one in self.value if one.strip() and not self.forget]
            now = in_words(self.fact, values) if values else _UNKNOWN
            return f"{name(self.fact).in_(reply.language)}: {now.in_(reply.language)}"
        return self.said if self.choice else reply.question


@dataclass(frozen=True, slots=True)
class Turn:
    """What was said and the reply to it, on a page in one language."""

    words: str
    earlier: tuple[str, ...]
    reply: Reply
    page_language: Language


@router.get("/", response_class=HTMLResponse)
def front(request: Request, pages: PagesDep, q: str = "") -> Response:
    """The empty page; a question in the address is put into the form."""
    return pages.render(request, "chat/page.html", _empty(q, request.app.state.catalogue.current()))


@router.get("/ask")
def back() -> Response:
    """Somebody came back to an answer's address: answers are not kept, so start anew."""
    return RedirectResponse("/", 303)


@router.post("/ask", response_class=HTMLResponse)
async def ask(request: Request, pages: PagesDep, form: Annotated[AskForm, Form()]) -> Response:
    """Answer one turn: a stream for htmx, a whole page for everyone else."""
    request.state.kept = form.kept()
    state: Any = request.app.state
    language = language_of(request)
    reply = await state.answers.run(_reply, state.bot, form.asked(language))
    turn = Turn(form.words(reply), tuple(form.earlier[-_EARLIER:]), reply, language)
    if wants_piece(request):
        return EventSourceResponse(_stream(pages, turn), headers=_UNBUFFERED)
    return pages.render(request, "chat/page.html", _whole(pages, turn))


@router.get("/about", response_class=HTMLResponse)
def about(request: Request, pages: PagesDep) -> Response:
    """What the service is, and what it keeps."""
    return pages.render(request, "about.html", {})


def _empty(typed: str, catalogue: Catalogue) -> dict[str, object]:
    form = {"conversation_id": "", "said_before": (), "typed": typed[:MAX_CHARACTERS]}
    counts = {"services": len(catalogue.services), "organizations": len(catalogue.organizations)}
    return {**form, **counts, "turn": None, "earlier": ()}


def _reply(bot: Bot, asked: Asked) -> Reply:
    try:
        return bot.reply(asked)
    except UnknownConversation:
        # A page that has been open for long goes on in a new conversation.
        return bot.reply(replace(asked, conversation_id=None))


def _whole(pages: Pages, turn: Turn) -> dict[str, object]:
    text = text_of(turn.reply)
    html = {"lead": answer_html(text.lead, turn.reply), "rest": answer_html(text.rest, turn.reply)}
    shown = pages.fragment("chat/_turn.html", {**_values(turn), **html}, turn.reply.language)
    return {**_fields(turn), "typed": "", "turn": shown, "earlier": turn.earlier}


async def _stream(pages: Pages, turn: Turn) -> AsyncIterator[bytes]:
    """Services first, then the text sentence by sentence, then that it is all there."""
    reply, values = turn.reply, {**_values(turn), "lead": "", "rest": ""}
    yield _message(pages.fragment("chat/_turn.html", values, reply.language))
    for slot, text in zip(("lead", "rest"), astuple(text_of(reply)), strict=True):
        for piece in pieces(text):
            grown = {"slot": f"{slot}-{reply.turn_id}", "text": answer_html(piece, reply)}
            yield _message(pages.fragment("chat/_text.html", grown, reply.language))
    yield _message(pages.fragment("chat/_status.html", values, reply.language))
    yield _message(pages.fragment("chat/_next.html", _fields(turn), turn.page_language))
    yield format_sse_event(event="answered", data_str=reply.outcome)


def _values(turn: Turn) -> dict[str, object]:
    away = turn.reply.language is not turn.page_language
    return {
        **_fields(turn),
        "words_said": turn.words,
        "reply": turn.reply,
        "parts": parts(turn.reply),
        "facts": facts_of(turn.reply),
        "masked": [hidden(kind) for kind in turn.reply.masked],
        "sources": sources_of(turn.reply),
        "tail": f"?lang={turn.reply.language}" if away else "",
    }


def _fields(turn: Turn) -> dict[str, object]:
    said = (*turn.earlier, turn.words[:_SHORT])[-_EARLIER:]
    return {"conversation_id": turn.reply.conversation_id, "said_before": said}


def _message(html: str) -> bytes:
    return format_sse_event(data_str=html)
