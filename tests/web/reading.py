"""Reads a page as its guards do: one heading, labelled fields, nothing inline, nothing left unfilled."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser

_INLINE = re.compile(r"^(on[a-z]+|style)$")
_UNFILLED = re.compile(r"\{\{|\{%|%\(\w+\)s|\bNone\b|\bUndefined\b")
_FIELDS = {"input", "select", "textarea"}


class Page(HTMLParser):
    """A page or a piece of one, taken apart."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.ids: Counter[str] = Counter()
        self.links: list[str] = []
        self.texts: dict[str, str] = {"h1": "", "title": ""}
        self.faults: list[str] = []
        self.text = ""
        self._labelled: set[str] = set()
        self._fields: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.faults += [f"field without label: {name}" for name in self._fields if name not in self._labelled]
        self.faults += [f"id twice: {name}" for name, times in self.ids.items() if times > 1]
        self.faults += [f"left unfilled: {found}" for found in _UNFILLED.findall(self.text)]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        self.tags[tag] += 1
        self._open.append(tag)
        if "id" in said:
            self.ids[said["id"]] += 1
        self.faults += [f"inline {name} on <{tag}>" for name in said if _INLINE.match(name)]
        self._see(tag, said)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        here = self._open[-1] if self._open else ""
        if here in {"script", "style"} and data.strip():
            self.faults.append(f"inline <{here}>")
        self.text += data
        if here in self.texts:
            self.texts[here] += data

    def _see(self, tag: str, said: dict[str, str]) -> None:
        if tag == "a":
            self.links.append(said.get("href", ""))
        if tag == "label":
            self._labelled.add(said.get("for", ""))
        if tag == "form" and not said.get("action", "").startswith("/"):
            self.faults.append("form without action")
        if tag in _FIELDS and said.get("type") != "hidden":
            self._fields.append(said.get("id", f"nameless {tag}"))
        if tag == "img" and "alt" not in said:
            self.faults.append("picture without alt")


def whole(html: str, language: str) -> Page:
    """A whole page, with what a whole page must have."""
    page = Page(html)
    if f'<html lang="{language}">' not in html:
        page.faults.append("another language")
    if [page.tags[tag] for tag in ("h1", "main", "header", "footer", "title")][:2] != [1, 1]:
        page.faults.append("not one h1 and one main")
    if not page.texts["title"].startswith(page.texts["h1"].strip() or "-"):
        page.faults.append(f"title does not begin with the heading: {page.texts}")
    return page


def piece(html: str) -> Page:
    """A piece of a page."""
    page = Page(html)
    if page.tags["html"] or page.tags["h1"]:
        page.faults.append("a piece with the frame of a page")
    return page
