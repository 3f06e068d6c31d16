"""Stands in for the service where a bench itself is tested: it knows the edited names and nothing else."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit


class Answers(BaseHTTPRequestHandler):
    """Finds the services that are asked for in exactly these words."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Healthy always; a search finds what an ask would suggest."""
        query = parse_qs(urlsplit(self.path).query)
        found = [{"service_id": id_, "ranks": {"dense": 1}} for id_, _ in asked_for(query.get("q", [""])[0])]
        self._answer({"services": found})

    def do_POST(self) -> None:
        """Answers with a clock that stands still."""
        said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        found = [{"service_id": id_, "service_name": name} for id_, name in asked_for(said["question"])]
        self._answer({"language": "sv", "suggestions": found, "timings_ms": {"total": 2.0}})

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def _answer(self, content: object) -> None:
        body = json.dumps(content).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def asked_for(question: str) -> Iterator[tuple[str, str]]:
    """Ids and Swedish names of the services that companies ask for in these words."""
    if not question:
        return
    connection = sqlite3.connect(Path(os.environ["VAGEN_DATA_DIR"]) / "vagen.db")
    for id_, fields in connection.execute("SELECT id, fields FROM services"):
        service = json.loads(fields)
        if question in service["asks"]["sv"]:
            yield id_, service["name"]["sv"]
    connection.close()


if __name__ == "__main__":
    ThreadingHTTPServer((os.environ["VAGEN_HOST"], int(os.environ["VAGEN_PORT"])), Answers).serve_forever()
