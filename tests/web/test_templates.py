"""Each template is used, and each page passes its guards in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import Environment
from starlette.testclient import TestClient

from tests.web.reading import whole
from web.rendering import HERE, Pages

TEMPLATES = HERE / "templates"
NAMES = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html"))
MACROS = {"parts/cards.html", "parts/contacts.html", "parts/rounds.html"}
ADDRESSES = [
    "/",
    "/?q=labb",
    "/about",
    "/services",
    "/services?q=elefant",
    "/services/lab-sequencing",
    "/organizations",
    "/organizations/lab",
    "/guides/guide-samples",
    "/nope",
]
_IMPORT = re.compile(r'{% from "([^"]+)" import ([^%]+) %}')


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_passes_its_guards(client: TestClient, address: str, language: str) -> None:
    html = client.get(address, headers={"Accept-Language": language}).text

    assert whole(html, language).faults == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_says_which_place_of_the_menu_it_is(client: TestClient, address: str) -> None:
    marks = client.get(address).text.count('aria-current="page"')

    assert marks == (0 if address.startswith(("/nope", "/guides")) else 1)


def test_every_link_of_ours_leads_somewhere(client: TestClient) -> None:
    links = {
        link.split("#")[0]
        for address in ADDRESSES
        for link in whole(client.get(address).text, "sv").links
        if link[0] == "/"
    }

    assert {link: code for link in sorted(links) if (code := client.get(link).status_code) != 200} == {
        "/nope?lang=en": 404
    }


def test_every_script_style_and_picture_is_there(client: TestClient) -> None:
    html = client.get("/").text
    wanted = re.findall(r'(?:src|href)="(/(?:static|assets)/[^"]+)"', html)

    assert len(wanted) > 8
    assert {address: client.get(address).status_code for address in wanted} == dict.fromkeys(wanted, 200)


def test_every_static_file_is_used() -> None:
    base = (TEMPLATES / "base.html").read_text("utf-8")

    assert [path.name for path in (HERE / "static").glob("*.*") if f"static('{path.name}')" not in base] == []


def test_every_template_is_used() -> None:
    everything = "\n".join(path.read_text("utf-8") for path in [*HERE.rglob("*.py"), *TEMPLATES.rglob("*.html")])

    assert [name for name in NAMES if f'"{name}"' not in everything] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_import_of_a_template_is_used(name: str) -> None:
    source = (TEMPLATES / name).read_text("utf-8")
    imported = [macro.strip() for _, macros in _IMPORT.findall(source) for macro in macros.split(",")]

    assert [macro for macro in imported if f"{macro}(" not in source] == []


@pytest.mark.parametrize("name", [name for name in NAMES if name not in MACROS])
def test_a_piece_is_named_as_one(name: str) -> None:
    source = (TEMPLATES / name).read_text("utf-8")
    is_whole = "<!DOCTYPE" in source or "{% extends" in source

    assert Path(name).name.startswith("_") != is_whole


def test_values_are_escaped_and_a_missing_one_is_an_error() -> None:
    for environment in _environments():
        assert environment.autoescape is True
        assert environment.undefined.__name__ == "StrictUndefined"


@pytest.mark.parametrize("name", NAMES)
def test_nothing_but_finished_pieces_is_called_safe(name: str) -> None:
    unescaped = re.findall(r"\{\{[^}]*\| *safe *\}\}", (TEMPLATES / name).read_text("utf-8"))

    assert unescaped == (["{{ turn | safe }}"] if name == "chat/page.html" else [])


def _environments() -> list[Environment]:
    pages = Pages()
    return list(pages._environments.values())
