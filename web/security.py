"""What every response carries and no request may do; plain ASGI, so that streams stay streams."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_BODY = 16_384
# A form writes one letter with up to twelve signs, and 4,000 letters are welcome.
MAX_FORM = 65_536

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": ("camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

_SAFE = {"GET", "HEAD", "OPTIONS", "TRACE"}

Refuse = Callable[[Request, int], Response]
"""Makes the response that refuses a request with a status."""


class SecureHeaders:
    """Puts the security headers on every response."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on, with headers added where a response starts."""

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, sending)


class OwnSiteOnly:
    """Refuses requests that would change something and come from another site's page."""

    def __init__(self, app: ASGIApp, refuse: Refuse) -> None:
        self._app = app
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what our own pages and programs send."""
        if scope["type"] == "http" and not _may(scope["method"], Headers(scope=scope)):
            await self._refuse(Request(scope, receive), 403)(scope, receive, send)
            return
        await self._app(scope, receive, send)


class BodyLimit:
    """Refuses request bodies that are too large, by what is announced and by what arrives."""

    def __init__(self, app: ASGIApp, refuse: Refuse, wider: Mapping[str, int] = MappingProxyType({})) -> None:
        self._app = app
        self._refuse = refuse
        self._wider = wider

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on while its body is small enough."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit = self._wider.get(scope["path"], MAX_BODY)
        if _announced(Headers(scope=scope)) > limit:
            await self._refuse(Request(scope, receive), 413)(scope, receive, send)
            return
        await self._app(scope, _counted(receive, limit), send)


def _counted(receive: Receive, limit: int) -> Receive:
    arrived = 0

    async def receiving() -> Message:
        nonlocal arrived
        message = await receive()
        arrived += len(message.get("body", b""))
        if arrived > limit:
            raise HTTPException(413)
        return message

    return receiving


def _may(method: str, headers: Headers) -> bool:
    """Browsers name the site, old ones only the origin; other programs name neither."""
    if method in _SAFE:
        return True
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None:
        return site in {"same-origin", "none"}
    return origin is None or urlsplit(origin).netloc == headers.get("host")


def _announced(headers: Headers) -> int:
    length = headers.get("content-length", "")
    return int(length) if length.isascii() and length.isdigit() else 0
