from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from web.security import HEADERS, MAX_BODY, MAX_FORM

ASK = "/api/v1/ask"
QUESTION = {"question": "Vem kan sekvensera tumörprover åt oss?"}
JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize("path", ["/", "/api/v1/services", "/health/live", "/static/vagen.css", "/nowhere"])
def test_every_response_carries_the_security_headers(client: TestClient, path: str) -> None:
    response = client.get(path)

    assert {name: response.headers.get(name) for name in HEADERS} == HEADERS


def test_scripts_and_styles_come_from_this_service_only(client: TestClient) -> None:
    policy = client.get("/").headers["content-security-policy"].split("; ")

    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert not [rule for rule in policy if "unsafe" in rule or "*" in rule]


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
    ],
)
def test_a_page_of_another_site_cannot_post(client: TestClient, headers: dict[str, str]) -> None:
    assert client.post(ASK, json=QUESTION, headers=headers).status_code == 403
    assert client.post("/ask", data=QUESTION, headers=headers).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [{}, {"Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"}, {"Origin": "http://testserver"}],
)
def test_our_own_pages_and_other_programs_can_post(client: TestClient, headers: dict[str, str]) -> None:
    assert client.post(ASK, json=QUESTION, headers=headers).status_code == 200


def test_another_site_may_link_here(client: TestClient) -> None:
    assert client.get("/", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200


@pytest.mark.parametrize(("path", "limit"), [(ASK, MAX_BODY), ("/ask", MAX_FORM), ("/api/v1/nowhere", MAX_BODY)])
def test_a_body_that_is_announced_too_large_is_refused(client: TestClient, path: str, limit: int) -> None:
    response = client.post(path, content=b"x" * (limit + 1), headers=JSON)

    assert response.status_code == 413
    assert response.headers["content-security-policy"] == HEADERS["Content-Security-Policy"]


@pytest.mark.parametrize("path", [ASK, "/ask"])
def test_a_body_that_grows_too_large_is_refused(client: TestClient, path: str) -> None:
    kind = JSON if path == ASK else {"Content-Type": "application/x-www-form-urlencoded"}

    response = client.post(path, content=_growing(), headers=kind)

    assert response.status_code == 413


def test_a_body_of_the_largest_size_is_read(client: TestClient) -> None:
    body = b'{"question": "Vem sekvenserar?"}'.ljust(MAX_BODY)

    assert client.post(ASK, content=body, headers=JSON).status_code == 200


def _growing() -> Iterator[bytes]:
    for _ in range(MAX_FORM // 1_000 + 1):
        yield b"question=" + b"x" * 991
