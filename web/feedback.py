"""Takes in that a contact is wrong."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from bot.transcripts import report_contact
from web.rendering import PagesDep, language_of, wants_piece

router = APIRouter(include_in_schema=False)


class WrongContact(BaseModel):
    """Which service's contact is wrong, and the turn that showed it."""

    service_id: str
    turn_id: str = ""


@router.post("/feedback", response_class=HTMLResponse)
def wrong_contact(request: Request, pages: PagesDep, form: Annotated[WrongContact, Form()]) -> Response:
    """Put the contact on the advisors' list, and say thank you."""
    state: Any = request.app.state
    service = state.catalogue.current().services.get(form.service_id)
    if service is None:
        raise HTTPException(404)
    with state.engine.begin() as db:
        report_contact(db, form.turn_id or None, service.id)
    if wants_piece(request):
        thanks = pages.fragment("feedback/_thanks.html", {}, language_of(request))
        return HTMLResponse(thanks)
    return pages.render(request, "feedback/thanks.html", {"service": service})
