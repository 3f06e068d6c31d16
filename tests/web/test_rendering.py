"""Pages speak the reader's language, escape every value, and link only where a catalogue value may lead."""

from __future__ import annotations

import pytest
from starlette.requests import Request
from starlette.testclient import TestClient

from knowledge.models import Contact
from knowledge.vocabulary import Bilingual, Channel, Currency, Language
from tests.builders import a_contact
from tests.web.reading import piece, whole
from web.rendering import COOKIE, Pages, beginning, contact_href, host, language_of, money, safe_url, short_url


def _request(query: str = "", method: str = "GET", path: str = "/", **headers: str) -> Request:
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": method, "path": path, "query_string": query.encode(), "headers": raw}
    return Request({**scope, "server": ("vagen.example", 80), "scheme": "http"})


@pytest.mark.parametrize(
    ("query", "headers", "language"),
    [
        ("", {}, "sv"),
        ("", {"accept_language": "en-GB,en;q=0.9"}, "en"),
        ("", {"accept_language": "sv;q=0.5, en;q=0.8"}, "en"),
        ("", {"accept_language": "de, fr;q=0.8"}, "sv"),
        ("", {"accept_language": "en;q=much"}, "sv"),
        ("", {"accept_language": "sv", "cookie": f"{COOKIE}=en"}, "en"),
        ("lang=sv", {"cookie": f"{COOKIE}=en"}, "sv"),
        ("lang=klingon", {"cookie": f"{COOKIE}=en"}, "en"),
        ("", {"cookie": f"{COOKIE}=<script>"}, "sv"),
    ],
)
def test_the_address_counts_before_the_cookie_and_the_cookie_before_the_browser(
    query: str, headers: dict[str, str], language: str
) -> None:
    assert language_of(_request(query, **headers)) == language


def test_a_language_chosen_in_the_address_is_remembered(client: TestClient) -> None:
    client.get("/about?lang=en")

    assert "About" in client.get("/about").text


def test_no_cookie_is_set_until_a_language_is_chosen(client: TestClient) -> None:
    assert "set-cookie" not in client.get("/").headers
    assert "set-cookie" not in client.get("/?lang=klingon").headers


def test_the_other_language_is_one_link_away_and_keeps_the_page(client: TestClient) -> None:
    page = whole(client.get("/services?kind=loan&q=a%26b").text, "sv")

    assert "/services?kind=loan&q=a%26b&lang=en" in page.links


def test_the_other_language_of_an_answer_is_the_front_page() -> None:
    values = {"status": 422, "message": Bilingual("Rätta", "Mend")}

    response = Pages().error_page(_request(method="POST", path="/ask"), 422, values["message"])  # type: ignore[arg-type]

    assert 'href="/?lang=en"' in bytes(response.body).decode()


def test_what_was_typed_is_kept_and_escaped_on_the_page_that_says_what_to_mend() -> None:
    typed = '</textarea><script>alert("1")</script>'

    response = Pages().error_page(_request(), 422, Bilingual("Rätta <b>", "Mend"), typed)

    html = bytes(response.body).decode()
    assert response.status_code == 422
    assert "&lt;/textarea&gt;&lt;script&gt;" in html
    assert "Rätta &lt;b&gt;" in html
    assert whole(html, "sv").faults == []


def test_htmx_gets_only_what_to_mend_and_keeps_its_form() -> None:
    request = _request(hx_request="true", accept_language="en")

    response = Pages().error_page(request, 503, Bilingual("Vänta", "Wait"))

    assert (response.status_code, response.headers["hx-retarget"]) == (503, "#notice")
    assert "Wait" in piece(bytes(response.body).decode()).text


@pytest.mark.parametrize(
    ("channel", "value", "href"),
    [
        (Channel.EMAIL, "info@lab.example", "mailto:info@lab.example"),
        (Channel.EMAIL, "info@lab.example?bcc=all@lab.example", None),
        (Channel.EMAIL, "javascript:alert(1)", None),
        (Channel.PHONE, "+46 8 123 700 00", "tel:+46812370000"),
        (Channel.PHONE, "08-123 70 (växel)", None),
        (Channel.PAGE, "https://lab.example/a", "https://lab.example/a"),
        (Channel.WEB_FORM, "javascript:alert(1)", None),
        (Channel.WEB_FORM, "//lab.example", None),
        (Channel.PAGE, "data:text/html,x", None),
    ],
)
def test_a_contact_is_linked_only_as_what_its_channel_says(channel: Channel, value: str, href: str | None) -> None:
    contact: Contact = a_contact(channel=channel, value=value)

    assert contact_href(contact) == href


@pytest.mark.parametrize("url", [None, "", "lab.example", "ftp://lab.example", "https://", "http://[", "/guides/x"])
def test_what_is_no_web_address_is_not_linked(url: str | None) -> None:
    assert safe_url(url) is None


def test_a_web_address_is_shown_short() -> None:
    long = "https://www.lab.example/en/research/centres-and-networks/our-sequencing"

    assert host(long) == "lab.example"
    assert short_url(long) == "lab.example/…/our-sequencing"
    assert short_url("https://www.lab.example/") == "lab.example"


@pytest.mark.parametrize(
    ("text", "one"),
    [
        ("Ett labb. Ett annat.", "Ett labb."),
        ("Stöd, t.ex. Almi, ges. Mer.", "Stöd, t.ex. Almi, ges."),
        ("Utlysning dnr. 2026 är öppen. Sök nu.", "Utlysning dnr. 2026 är öppen."),
        ("Utan punkt", "Utan punkt"),
    ],
)
def test_the_beginning_of_a_text_is_a_whole_sentence(text: str, one: str) -> None:
    assert beginning(text, 1) == one


def test_amounts_are_written_as_the_language_writes_them() -> None:
    assert money(500_000, Currency.SEK, Language.SV) == "500\N{NO-BREAK SPACE}000 kr"
    assert money(2_500_000, Currency.EUR, Language.EN) == "EUR 2,500,000"
