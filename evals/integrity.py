"""Whether an answer stands on what is known: its contacts on the catalogue, its quotes on their sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass

from bot.answering import Passage
from evals.measures import shown
from evals.replies import Answered, Cited
from knowledge.catalogue import Catalogue
from knowledge.models import Organization, Service
from knowledge.vocabulary import Channel, Language, SupportKind

# The product's own words name the national advice on care.
_OWN = "1177.se"
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_HOST = r"(?<![@\w.-])(?:[\w-]+\.)+(?:se|com|org|eu|nu|net|io|ai|dk|no|fi|uk|gov|int|edu|info|example)\b"
_PATH = r"[^\s<>\[\]\"']"
_LINK = re.compile(rf"(?:https?://|www\.){_PATH}+|{_HOST}(?:/{_PATH}*)?", re.IGNORECASE)
# Swedish and international numbers; amounts, dates, years and organization numbers begin otherwise.
_PHONE = re.compile(r"(?<![\w.,/–-])(?<!\d[\s-])(?:\+|0)(?:[ ()\u00a0–-]{0,2}\d){7,14}(?!\w)")
_CUT_NUMBER = re.compile(r"[\d +()-]+…")
_MARKER = re.compile(r"(?<!\\)\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Known:
    """What answers may stand on.

    `contacts` are service, channel, value and where it was seen; `details` every address, number and link that is
    written anywhere in the catalogue and its texts; `quotes` what may be quoted, by title and address of the source.
    """

    contacts: frozenset[tuple[str, Channel, str, str]]
    details: frozenset[str]
    quotes: Mapping[tuple[str, str | None], tuple[str, ...]]
    kinds: Mapping[str, tuple[SupportKind, ...]]


def known(catalogue: Catalogue, passages: Iterable[Passage]) -> Known:
    """What a catalogue and the passages of its documents hold."""
    quotes: dict[tuple[str, str | None], list[str]] = {}
    for key, text in (*_shown_by_sources(catalogue.services.values()), *_bodies(passages := list(passages))):
        quotes.setdefault(key, []).append(_flat(text))
    written = [*_strings([asdict(one) for one in _whole(catalogue)]), *_strings([asdict(one) for one in passages])]
    return Known(
        frozenset(
            (service.id, contact.channel, contact.value, contact.source_url)
            for service in catalogue.services.values()
            for contact in service.contacts
        ),
        details("\n".join([_OWN, *written])),
        {key: tuple(texts) for key, texts in quotes.items()},
        {service.id: service.kinds for service in catalogue.services.values()},
    )


def details(text: str) -> frozenset[str]:
    """Every e-mail address, phone number and link in a text, each in one form."""
    emails = {one.lower().rstrip(".") for one in _EMAIL.findall(text)}
    phones = {_dialled(one) for one in _PHONE.findall(text)}
    return frozenset(emails | phones | {_address(one) for one in _LINK.findall(text)})


def faults(got: Answered, known: Known) -> tuple[str, ...]:
    """Contacts that are not the service's own or do not say where they were seen, and details that nobody wrote."""
    foreign = [
        f"{one.service_id}: {contact.value}"
        for one in got.suggestions
        for contact in one.contacts
        if (one.service_id, contact.channel, contact.value, contact.source_url) not in known.contacts
    ]
    # A quote that was cut short may end within a number.
    invented = details(_CUT_NUMBER.sub("…", shown(got))) - known.details
    return (*foreign, *sorted(invented))


def contact_integrity(got: Answered, known: Known) -> float:
    """Whether every contact detail of an answer is known."""
    return float(not faults(got, known))


def citation_support(got: Answered, known: Known) -> float | None:
    """The share of citations whose quote stands word for word in the source they name; markers of none count too."""
    markers = {int(number) for number in _MARKER.findall(got.text)}
    cited = len(got.citations)
    astray = sum(not 0 < number <= cited for number in markers)
    if not cited + astray:
        return None
    return sum(_stands(one, known) for one in got.citations) / (cited + astray)


def _stands(cited: Cited, known: Known) -> bool:
    quote = _flat(cited.quote).removesuffix("…").strip()
    return bool(quote) and any(quote in text for text in known.quotes.get((cited.title, cited.source_url), ()))


def _shown_by_sources(services: Iterable[Service]) -> Iterator[tuple[tuple[str, str | None], str]]:
    for service in services:
        for source in service.sources:
            for language in Language:
                yield (source.title, source.url), source.shows.in_(language)


def _bodies(passages: Iterable[Passage]) -> Iterator[tuple[tuple[str, str | None], str]]:
    for one in passages:
        yield (one.text.heading or one.document.title, one.document.url or f"/guides/{one.document.id}"), one.text.body


def _whole(catalogue: Catalogue) -> list[Organization | Service]:
    return [*catalogue.organizations.values(), *catalogue.services.values()]


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from _strings(list(value.values()))
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _strings(part)


def _flat(text: str) -> str:
    """Words without line breaks and without the signs of a list."""
    return " ".join(" ".join(line.lstrip("-* ") for line in text.splitlines()).split())


def _dialled(phone: str) -> str:
    digits = re.sub(r"\D", "", phone)
    abroad = digits if phone.startswith("+") else digits[2:] if digits.startswith("00") else ""
    return "0" + abroad[2:].lstrip("0") if abroad.startswith("46") else abroad or digits


def _address(link: str) -> str:
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", link.lower()).rstrip(".,;:!?)…/")
