"""What tests in a browser share: the application on a port of its own, and headless Chromium."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser, Page, sync_playwright

from tests.web.conftest import app, knowledge, knowledge_settings, seed

__all__ = ["app", "knowledge", "knowledge_settings", "seed"]

# What the tests bring about themselves: a page that is not there, a question that cannot be read, a lost connection.
_EXPECTED = re.compile(r"status of 4\d\d|ERR_FAILED|htmx:error")
CHROMIUM = Path("/usr/bin/chromium")
_QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def address(app: FastAPI) -> Iterator[str]:
    """Where the application is served."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning", ws="none", lifespan="off"))
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(timeout=10)


# Not for the whole session: Playwright keeps an event loop in this thread for as long as it runs.
@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A headless Chromium."""
    if not CHROMIUM.exists():
        pytest.skip(f"NOT RUN: {CHROMIUM} is missing; on Debian and Ubuntu: apt install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_QUIET)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser, address: str) -> Iterator[Page]:
    """A Swedish reader's page; what the browser complains of fails the test."""
    context = chromium.new_context(base_url=address, locale="sv-SE", reduced_motion="reduce")
    complaints: list[str] = []
    opened = context.new_page()
    opened.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    context.close()
    assert [one for one in complaints if not _EXPECTED.search(one)] == []


@pytest.fixture
def plain_page(chromium: Browser, address: str) -> Iterator[Page]:
    """A Swedish reader's page in a browser that runs no scripts."""
    context = chromium.new_context(base_url=address, locale="sv-SE", java_script_enabled=False)
    yield context.new_page()
    context.close()
