"""Renders pages and pieces of pages in Swedish and English; every value is escaped."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import date
from functools import cache, partial
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Annotated, Any, cast
from urllib.parse import SplitResult, urlencode, urlsplit

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_currency
from fastapi import Depends
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from knowledge.database import now
from knowledge.labels import label
from knowledge.models import Contact
from knowledge.vocabulary import Bilingual, Channel, Currency, Language
from web.speaking import accepted_language

HERE = Path(__file__).parent
COOKIE = "language"
_YEAR_SECONDS = 31_536_000
_CODES = {language.value for language in Language}
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", re.ASCII)
_PHONE = re.compile(r"\+?[\d ()/-]{5,25}")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ\d])")
_ABBREVIATED = re.compile(r"(\b\w\.\w+\.|\b(nr|dnr|ca|kap|max|min|st|no|vs|etc)\.)$", re.IGNORECASE)
_LONG_URL = 40
_MONEY = {Language.SV: "#,##0 ¤", Language.EN: "¤¤ #,##0"}


def language_of(request: Request) -> Language:
    """The page's language: asked for in the address, else remembered, else the browser's."""
    for said in (request.query_params.get("lang"), request.cookies.get(COOKIE)):
        if said in _CODES:
            return Language(said)
    return accepted_language(request.headers.get("accept-language", ""))


def wants_piece(request: Request) -> bool:
    """Whether htmx asks, and a piece of a page is enough."""
    return request.headers.get("hx-request") == "true"


class Pages:
    """Makes HTML of templates and values, in the language of whoever reads."""

    def __init__(self) -> None:
        self._environments = {language: _environment(language) for language in Language}

    def render(
        self, request: Request, template: str, values: Mapping[str, object], *, status: int = 200
    ) -> HTMLResponse:
        """A whole page; a language asked for in the address is remembered."""
        language = language_of(request)
        html = self.fragment(template, {**_whereabouts(request, language), **values}, language)
        response = HTMLResponse(html, status, {"Vary": "Accept-Language, Cookie, HX-Request"})
        if request.query_params.get("lang") in _CODES:
            secure = request.url.scheme == "https"
            response.set_cookie(COOKIE, language, _YEAR_SECONDS, secure=secure, httponly=True, samesite="lax")
        return response

    def fragment(self, template: str, values: Mapping[str, object], language: Language) -> str:
        """A piece of a page."""
        return self._environments[language].get_template(template).render(values)

    def error_page(self, request: Request, status: int, message: Bilingual, typed: str = "") -> HTMLResponse:
        """What to mend, beside a form that keeps what was typed; for htmx only what to mend."""
        language = language_of(request)
        values = {"status": status, "message": message.in_(language)}
        if wants_piece(request):
            html = self.fragment("parts/_problem.html", values, language)
            aside = {"HX-Retarget": "#notice", "HX-Reswap": "innerHTML show:bottom"}
            return HTMLResponse(html, status, aside)
        empty = {"typed": typed, "conversation_id": "", "said_before": ()}
        kept = request.scope.get("state", {}).get("kept", empty)
        return self.render(request, "error.html", {**values, **kept}, status=status)


def pages_of(request: Request) -> Pages:
    """The pages of the app that a request came to."""
    return cast(Pages, request.app.state.pages)


PagesDep = Annotated[Pages, Depends(pages_of)]


@cache
def translations(language: Language) -> NullTranslations:
    """The words of the pages in one language, straight from its .po file."""
    with (HERE / "locale" / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        catalogue = read_po(file, locale=language.value)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)


def safe_url(url: str | None) -> str | None:
    """A web address that may be linked to, or nothing."""
    parts = _split(url)
    return url if parts.scheme in {"http", "https"} and parts.hostname else None


def contact_href(contact: Contact) -> str | None:
    """The link that reaches a contact; nothing when its value is not what its channel says."""
    match contact.channel:
        case Channel.EMAIL:
            return f"mailto:{contact.value}" if _EMAIL.fullmatch(contact.value) else None
        case Channel.PHONE:
            digits = re.sub(r"[^\d+]", "", contact.value)
            return f"tel:{digits}" if _PHONE.fullmatch(contact.value) else None
        case _:
            return safe_url(contact.value)


def host(url: str | None) -> str:
    """The site of a web address, as people write it."""
    return (_split(url).hostname or "").removeprefix("www.")


def short_url(url: str) -> str:
    """A web address short enough to read: its site and the end of its path."""
    path = _split(url).path.strip("/")
    shown = f"{host(url)}/{path}".rstrip("/")
    if len(shown) <= _LONG_URL:
        return shown
    last = path.rsplit("/", 1)[-1]
    return f"{host(url)}/…/{last}" if len(last) <= _LONG_URL else f"{host(url)}/…/{last[: _LONG_URL - 8]}…"


def beginning(text: str, sentences: int) -> str:
    """The first sentences of a text."""
    whole: list[str] = []
    for part in _SENTENCE.split(text.strip()):
        if whole and _ABBREVIATED.search(whole[-1]):
            whole[-1] += f" {part}"
        else:
            whole.append(part)
    return " ".join(whole[:sentences])


def money(amount: int, currency: Currency, language: Language) -> str:
    """An amount in whole units, as the language writes it."""
    pattern = _MONEY[language]
    return format_currency(amount, currency, format=pattern, locale=language.value, currency_digits=False)


def day(date_or_year: date | str) -> Markup:
    """A date that is read by programs too, and is not broken between lines."""
    return Markup('<time datetime="{0}">{0}</time>').format(date_or_year)


def today() -> date:
    """The day by which rounds are open or closed."""
    return now().date()


def _split(url: str | None) -> SplitResult:
    try:
        return urlsplit(url or "")
    except ValueError:
        return urlsplit("")


def _environment(language: Language) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    cast(Any, environment).install_gettext_translations(translations(language), newstyle=True)
    environment.globals.update(language=language.value, other_language=language.other.value)
    environment.globals.update(static=_static, label=label, today=today)
    environment.filters.update(
        words=partial(_words, language=language),
        money=partial(money, language=language),
        beginning=beginning,
        short_url=short_url,
        safe_url=safe_url,
        contact_href=contact_href,
        host=host,
        day=day,
    )
    return environment


def _words(both: Bilingual, language: Language) -> str:
    return both.in_(language)


@cache
def _static(name: str) -> str:
    digest = hashlib.sha256((HERE / "static" / name).read_bytes()).hexdigest()
    return f"/static/{name}?{digest[:8]}"


def _whereabouts(request: Request, language: Language) -> dict[str, str]:
    path = request.url.path if request.method in {"GET", "HEAD"} else "/"
    query = [(key, value) for key, value in request.query_params.multi_items() if key != "lang"]
    return {
        "path": path,
        "switch": f"{path}?{urlencode([*query, ('lang', language.other.value)])}",
    }
