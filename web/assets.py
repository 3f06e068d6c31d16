"""Serves the two fetched scripts (htmx and its event streams), checked against what was tried."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response

_MEND = "run `make assets`"


@dataclass(frozen=True, slots=True)
class Asset:
    """One script: its address, its place in the fetched package, and what it must contain."""

    url: str
    path: str
    sha256: str


# htmx 4 as the wheel django-htmx 1.29.0 brings it.
ASSETS = (
    Asset(
        "/assets/htmx.js",
        "django_htmx/static/django_htmx/htmx-4.min.js",
        "28fae7bbe8e8142b702debb9d5234a9a436d9435a4b5165b195aa1a7ed840d25",
    ),
    Asset(
        "/assets/hx-sse.js",
        "django_htmx/static/django_htmx/ext/hx-sse-4.min.js",
        "d3aeb71073552b253eaee99badebd60607003b1c25ac567ab88187d6887ab522",
    ),
)


class AssetsMissing(Exception):
    """The scripts have not been fetched; says what to run."""


class AssetsChanged(Exception):
    """A script is not the one that was tried; says what to run."""


def mount_assets(app: Starlette, folder: Path) -> None:
    """Serve the scripts from a folder; raises AssetsMissing or AssetsChanged."""
    for asset in ASSETS:
        app.add_route(asset.url, partial(_serve, checked(asset, folder)), ["GET", "HEAD"])


def checked(asset: Asset, folder: Path) -> bytes:
    """A script's content; raises AssetsMissing or AssetsChanged."""
    path = folder / asset.path
    if not path.is_file():
        raise AssetsMissing(f"{path} is not there: {_MEND}")
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != asset.sha256:
        raise AssetsChanged(f"{path} is not the script that was tried: delete {folder}, {_MEND}")
    return content


async def _serve(content: bytes, _: Request) -> Response:
    kept = {"Cache-Control": "public, max-age=86400"}
    return Response(content, media_type="text/javascript", headers=kept)
