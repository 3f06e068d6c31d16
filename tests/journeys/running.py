"""The running service as somebody outside sees it, and what its pages show."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from starlette.testclient import TestClient

from knowledge.settings import KnowledgeSettings
from knowledge.vectors import silent
from knowledge.vocabulary import Channel, Language
from tests.web.reading import Page, piece, whole
from web.api_models import Answer, ContactOut
from web.assembly import serving
from web.settings import WebSettings

HTMX = {"HX-Request": "true"}
_ORGANIZATION = re.compile(r'<p class="organization"><a href="/organizations/([\w-]+)')


@dataclass(frozen=True, slots=True)
class Shown:
    """What an answer on the page shows, whether it came as one page or in pieces."""

    html: str
    page: Page

    @property
    def faults(self) -> list[str]:
        """What a page must not have; the catalogue's English says "None has been found", which is no fault."""
        return [fault for fault in self.page.faults if fault != "left unfilled: None"]

    @property
    def organizations(self) -> list[str]:
        """Whose services are shown, in order."""
        return _ORGANIZATION.findall(self.html)

    @property
    def sources(self) -> set[str]:
        """The places where sources stand."""
        return {name for name in self.page.ids if name.startswith("source-")}

    @property
    def used_sources(self) -> set[str]:
        """The sources that sentences and cards point to."""
        return {link[1:] for link in self.page.links if link.startswith("#source-")}


@dataclass(frozen=True, slots=True)
class Running:
    """The service, and the folder in which it keeps everything."""

    client: TestClient
    settings: KnowledgeSettings

    def ask(self, question: str, page_language: Language = Language.SV) -> Answer:
        """The API's answer to a question from somebody whose programs speak one language."""
        return self._answer({"question": question}, page_language)

    def reply(self, answer: Answer, said: str) -> Answer:
        """The API's answer to what is said next."""
        return self._answer({"question": said, "conversation_id": answer.conversation_id}, answer.language)

    def choose(self, answer: Answer, choice: str) -> Answer:
        """The API's answer to a choice."""
        return self._answer({"choice": choice, "conversation_id": answer.conversation_id}, answer.language)

    def page(self, question: str, language: Language) -> Shown:
        """The page that answers a question where no scripts run."""
        html = self.client.post("/ask", data={"question": question}, headers={"Accept-Language": language}).text
        return Shown(html, whole(html, language))

    def stream(self, question: str, language: Language) -> Shown:
        """What htmx puts into the page for a question, when all has arrived."""
        headers = {"Accept-Language": language, **HTMX}
        response = self.client.post("/ask", data={"question": question}, headers=headers)
        assert response.headers["content-type"].startswith("text/event-stream")
        html = re.sub(r"^data: ?", "", response.text, flags=re.MULTILINE)
        return Shown(html, piece(_as_left(html)))

    def _answer(self, body: Mapping[str, str], page_language: Language) -> Answer:
        response = self.client.post("/api/v1/ask", json=body, headers={"Accept-Language": page_language})
        assert response.status_code == 200, response.text
        return Answer.model_validate(response.json())


@contextmanager
def running(settings: KnowledgeSettings) -> Iterator[Running]:
    """The whole service as `python -m web` puts it together."""
    with serving(WebSettings(), settings, silent) as app, TestClient(app) as client:
        yield Running(client, settings)


def settings_for(data_dir: Path) -> KnowledgeSettings:
    """A service of its own, whatever the machine's settings say: SQLite and Chroma in a folder, the packaged model."""
    return KnowledgeSettings(data_dir=data_dir, database_url="", chroma_url="", embedding_model="packaged")


def link_of(contact: ContactOut) -> str:
    """Where a click on a contact leads."""
    match contact.channel:
        case Channel.EMAIL:
            return f"mailto:{contact.value}"
        case Channel.PHONE:
            return "tel:" + re.sub(r"[^\d+]", "", contact.value)
        case _:
            return contact.value


def _as_left(stream: str) -> str:
    """The pieces that are still there when each slot has been filled for the last time."""
    pieces = re.split(r"(?=<hx-partial )", stream)
    last = {re.match(r'<hx-partial hx-target="([^"]+)"', one): one for one in pieces}
    by_slot = {match[1] if match else "": one for match, one in last.items()}
    return "".join(by_slot.values())
