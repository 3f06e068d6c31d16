"""The web application: its routes, what surrounds every request, and what the routes stand on."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.conversation import Bot
from knowledge.assembly import Knowledge
from knowledge.upkeep import LiveIndex, Upkeep
from web import api, api_catalogue, catalogue, chat, feedback, guides, health
from web.assets import mount_assets
from web.errors import LastResort, add_error_handlers, refusal
from web.rendering import Pages
from web.security import MAX_FORM, BodyLimit, OwnSiteOnly, SecureHeaders
from web.workers import AnswerWorkers, StopWhenGone

STATIC = Path(__file__).parent / "static"


class HeadAsGet:
    """Answers HEAD as it would answer GET, without the body."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; of a HEAD request as GET, and only the headers of its answer back."""

        async def sending(message: Message) -> None:
            await send({**message, "body": b""} if "body" in message else message)

        if scope["type"] == "http" and scope["method"] == "HEAD":
            await self._app({**scope, "method": "GET"}, receive, sending)
        else:
            await self._app(scope, receive, send)


def create_app(
    bot: Bot,
    knowledge: Knowledge,
    index: Upkeep | LiveIndex,
    answers: AnswerWorkers,
    assets_dir: Path,
) -> FastAPI:
    """The application over what has been opened; raises AssetsMissing or AssetsChanged."""
    # The usual /docs pages load scripts from elsewhere.
    app = FastAPI(title="Vägen in", version="1", docs_url=None, redoc_url=None)
    app.state.bot = bot
    app.state.answers = answers
    app.state.pages = Pages()
    _keep_knowledge(app, knowledge, index)
    _add_routes(app, assets_dir)
    add_error_handlers(app)
    _surround(app)
    return app


def live_index(index: Upkeep | LiveIndex) -> LiveIndex:
    """What answers questions, whether this process looks after the index or follows another."""
    return index.live if isinstance(index, Upkeep) else index


def _keep_knowledge(app: FastAPI, knowledge: Knowledge, index: Upkeep | LiveIndex) -> None:
    app.state.engine = knowledge.engine
    app.state.catalogue = knowledge.catalogue
    app.state.model = knowledge.model
    app.state.index = index
    app.state.search = knowledge.search(live_index(index))


def _add_routes(app: FastAPI, assets_dir: Path) -> None:
    for room in (api, api_catalogue, health):
        app.include_router(room.router)
    for room in (chat, catalogue, guides, feedback):
        app.include_router(room.router, include_in_schema=False)
    app.mount("/static", StaticFiles(directory=STATIC))
    mount_assets(app, assets_dir)


def _surround(app: FastAPI) -> None:
    """Each middleware goes around those before it: the last one sees a request first."""
    app.add_middleware(StopWhenGone)
    app.add_middleware(OwnSiteOnly, refuse=refusal)
    app.add_middleware(BodyLimit, refuse=refusal, wider={"/ask": MAX_FORM})
    app.add_middleware(HeadAsGet)
    app.add_middleware(LastResort)
    app.add_middleware(SecureHeaders)
