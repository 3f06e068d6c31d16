"""The guides that answers quote from."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from knowledge.documents import document
from knowledge.models import Document
from web.answers import headings, safe_html
from web.rendering import PagesDep, language_of, safe_url

router = APIRouter(include_in_schema=False)


@router.get("/guides/{document_id}", response_class=HTMLResponse)
def guide(request: Request, pages: PagesDep, document_id: str) -> Response:
    """A guide that answers quote from, with its sources; each heading can be linked to."""
    with request.app.state.engine.connect() as db:
        found = document(db, document_id)
        twin = document(db, found.twin) if found and found.twin else None
    if found is None:
        raise HTTPException(404)
    body = safe_html(_without_title(found), under=1)
    values: dict[str, object] = {
        "guide": found,
        "twin": twin,
        "body": body,
        "headings": headings(body),
        "sources": [_parted(source) for source in found.sources],
    }
    if twin is not None and twin.language is not language_of(request):
        values["switch"] = f"/guides/{twin.id}?lang={twin.language}"
    return pages.render(request, "catalogue/guide.html", values)


def _without_title(guide: Document) -> str:
    first, _, rest = guide.body.lstrip().partition("\n")
    return rest if first.lstrip("# ").strip() == guide.title and first.startswith("# ") else guide.body


def _parted(source: str) -> tuple[str, str | None]:
    """A source as the guide writes it: its title, and its address if it ends with one."""
    title, _, last = source.rpartition(" ")
    address = safe_url(last)
    return (title.rstrip(" .") or last, address) if address else (source, None)
