"""Puts a reply in order for the page: needs with their services, text in pieces, Markdown as safe HTML."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from bot.models import Citation, Need, Rejected, Reply, Suggestion

_TAGS = {
    *("p", "br", "hr", "ul", "ol", "li", "strong", "em", "a", "blockquote", "code", "pre"),
    *("table", "thead", "tbody", "tr", "th", "td", "h2", "h3", "h4", "h5", "h6"),
}
_ATTRIBUTES = {
    "a": {"href"},
    "ol": {"start"},
    "h2": {"id"},
    "h3": {"id"},
    "h4": {"id"},
    "h5": {"id"},
    "h6": {"id"},
}
_SCHEMES = {"http", "https", "mailto", "tel"}
_MARK = re.compile(r"(?<![\]\\])\[(\d{1,3})\](?![(\[:])")
_PIECE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ\d])|\n{2,}(?=\S)")
_HEADING = re.compile(r'<h2 id="([^"]+)">(.*?)</h2>')
_SECTIONS = re.compile(r"\n{2,}(?=\*\*)")
_LOWEST = 6
_markdown = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")


@dataclass(frozen=True, slots=True)
class Part:
    """One need, what was suggested for it, best first, and what came nearest without being suggested."""

    need: Need
    suggestions: tuple[Suggestion, ...]
    rejected: Rejected | None = None


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A citation with where it leads, and what it shows unless the text quotes that already."""

    citation: Citation
    address: str | None
    is_guide: bool
    shows: str


@dataclass(frozen=True, slots=True)
class Text:
    """A reply's text in two: what to read first, and what the services' cards do not say."""

    lead: str
    rest: str


def parts(reply: Reply) -> list[Part]:
    """What was suggested, need by need."""
    rejected = {one.need: one for one in reply.rejected}
    return [
        Part(need, tuple(one for one in reply.suggestions if one.need == place), rejected.get(place))
        for place, need in enumerate(reply.needs)
    ]


def text_of(reply: Reply) -> Text:
    """The text cut at its first bold paragraph, without what the cards say; whole when there are no services."""
    if not reply.suggestions:
        return Text(reply.text, "")
    lead, *sections = _SECTIONS.split(reply.text.strip())
    return Text(lead, "\n\n".join(one for one in sections if not _is_on_a_card(one, reply)))


def answer_html(text: str, reply: Reply) -> Markup:
    """A reply's text, or the beginning of it, as safe HTML; its numbers lead to the sources."""
    return safe_html(_linked(text, reply.turn_id, reply.citations), under=2)


def pieces(text: str) -> Iterator[str]:
    """The text as it grows: each piece is the one before and a sentence more."""
    for match in _PIECE.finditer(text):
        yield text[: match.start()]
    yield text


def safe_html(text: str, under: int) -> Markup:
    """Markdown as HTML that may stand under a heading of the given rank; raw HTML is shown as text."""
    tokens = _markdown.parse(text)
    _place_headings(tokens, under)
    html = _markdown.renderer.render(tokens, _markdown.options, {})
    cleaned = nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES)
    # Everything but the allowed tags has just been taken out.
    return Markup(cleaned)  # noqa: S704


def anchor(heading: str) -> str:
    """The name by which a heading can be linked to."""
    plain = unicodedata.normalize("NFKD", heading.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "section"


def sources_of(reply: Reply) -> list[SourceLine]:
    """What the reply cites, as listed under it."""
    text = text_of(reply)
    return [_source(citation, f"{text.lead}\n{text.rest}") for citation in reply.citations]


def headings(html: str) -> list[tuple[str, Markup]]:
    """The sections of safe HTML: the name to link to, and the title."""
    return [(name, Markup(title)) for name, title in _HEADING.findall(html)]  # noqa: S704


def _is_on_a_card(section: str, reply: Reply) -> bool:
    """Whether a section says how to get in, or lists services."""
    said = section.replace("\\", "")
    services = [one.service for one in reply.suggestions]
    return any(
        one.how_to_apply.in_(reply.language) in said or f"- **{one.name.in_(reply.language)}**" in said
        for one in services
    )


def _source(citation: Citation, text: str) -> SourceLine:
    address = citation.source_url
    is_guide = address is not None and address.startswith("/guides/")
    if is_guide:
        # A guide's passages are titled by their headings; the last one is the section.
        address = f"{address}#{anchor(citation.title.rsplit(' › ', 1)[-1])}"
    shows = "" if citation.quote in text.replace("\\", "") else citation.quote
    return SourceLine(citation, address, is_guide, shows)


def _linked(text: str, turn_id: str, citations: Sequence[Citation]) -> str:
    known = {str(citation.number) for citation in citations}

    def link(match: re.Match[str]) -> str:
        number = match[1]
        return rf"[\[{number}\]](#source-{turn_id}-{number})" if number in known else match[0]

    return _MARK.sub(link, text)


def _place_headings(tokens: Sequence[Token], under: int) -> None:
    taken: set[str] = set()
    for place, token in enumerate(tokens):
        if token.type not in {"heading_open", "heading_close"}:
            continue
        token.tag = f"h{min(_LOWEST, max(under + 1, int(token.tag[1]) + under - 1))}"
        if token.type == "heading_open":
            token.attrSet("id", _untaken(anchor(tokens[place + 1].content), taken))


def _untaken(name: str, taken: set[str]) -> str:
    chosen, number = name, 2
    while chosen in taken:
        chosen, number = f"{name}-{number}", number + 1
    taken.add(chosen)
    return chosen
