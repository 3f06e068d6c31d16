"""Serves the pages and the API: `python -m web`."""

from __future__ import annotations

import logging
import signal
import socket
import sys
from time import monotonic
from types import FrameType

import uvicorn
from pydantic import ValidationError
from threadpoolctl import threadpool_limits

from ingest.reading import UnreadableDocument
from knowledge.embedding import PACKAGED, ModelDamaged, ModelNotPrepared
from knowledge.embedding_preparation import CannotPrepare, prepare
from knowledge.exchange import InvalidFile
from knowledge.settings import KnowledgeSettings
from knowledge.upkeep import FolderTaken
from web.assembly import serving
from web.assets import AssetsChanged, AssetsMissing
from web.settings import WebSettings

_SAY_EVERY = 3.0
_TO_MEND = (
    CannotPrepare,
    ModelNotPrepared,
    ModelDamaged,
    InvalidFile,
    UnreadableDocument,
    AssetsMissing,
    AssetsChanged,
)


class Server(uvicorn.Server):
    """Says where the service is as soon as it really serves."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen, then say so."""
        await super().startup(sockets)
        if self.started:
            port = self.servers[0].sockets[0].getsockname()[1]
            sys.stdout.write(f"Vägen in: {address(self.config.host, port)}\n")
            sys.stdout.flush()


class Progress:
    """Says now and then how far the filling of the catalogue has come."""

    def __init__(self) -> None:
        self._said = 0.0

    def __call__(self, done: int, of_all: int) -> None:
        """Tell it, unless it was told a moment ago."""
        if done >= of_all or monotonic() - self._said > _SAY_EVERY:
            self._said = monotonic()
            _say(f"Reading the catalogue: {done} of {of_all} texts")


def address(host: str, port: int) -> str:
    """Where a browser on this machine finds the service."""
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, host)  # noqa: S104 - only shown
    return f"http://{f'[{shown}]' if shown.count(':') and '[' not in shown else shown}:{port}"


def main() -> int:
    """Serve until told to stop; what must be mended first is said on stderr."""
    for stop in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stop, _leave)
    try:
        settings, knowledge_settings = WebSettings(), KnowledgeSettings()
    except ValidationError as error:
        for fault in error.errors():
            _say(f"VAGEN_{'_'.join(map(str, fault['loc'])).upper()}: {fault['msg']}")
        return 2
    try:
        _serve(settings, knowledge_settings)
    except FolderTaken:
        folder = knowledge_settings.data_dir
        _say(f"Another process serves from the folder {folder}: stop it, or set VAGEN_DATA_DIR.")
        return 1
    except _TO_MEND as problem:
        _say(str(problem))
        return 1
    return 0


def _serve(settings: WebSettings, knowledge_settings: KnowledgeSettings) -> None:
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    for room in ("web", "bot", "ingest", "knowledge"):
        logging.getLogger(room).setLevel(settings.log_level.upper())
    if knowledge_settings.embedding_model == PACKAGED:
        prepare(knowledge_settings.cache_dir.expanduser())
    # Each answer has a thread already; numpy's own would only wait for each other.
    with threadpool_limits(1), serving(settings, knowledge_settings, Progress()) as app:
        config = uvicorn.Config(
            app,
            settings.host,
            settings.port,
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=3,
        )
        Server(config).run()


def _leave(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
