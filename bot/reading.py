"""Reads a turn: what was asked, without personal data, made whole by what was said before."""

from __future__ import annotations

from dataclasses import dataclass

from bot.asking import InvalidChoice, chosen, chosen_kind, wording
from bot.following import About, followed
from bot.guarding import Fault, InvalidQuestion, guarded
from bot.language import language_of
from bot.masking import masked, unmarked
from bot.memory import Thread
from bot.models import Asked, Need
from bot.understanding import filled, understand
from knowledge.vocabulary import Language, SupportKind

_SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn once read: what is shown, what is searched and in which language, and what to answer in.

    `about` and `service_ids` are set when a detail of what was suggested is asked for; `insist` when a question back
    was answered, so that none is asked again.
    """

    question: str
    searched: str
    need: Need
    asked_in: Language
    language: Language
    masked: tuple[str, ...] = ()
    insist: bool = False
    kind: SupportKind | None = None
    about: About | None = None
    service_ids: tuple[str, ...] = ()


def read(asked: Asked, thread: Thread) -> Turn:
    """The turn that was asked; raises InvalidQuestion or InvalidChoice."""
    if asked.choice is not None:
        return _answered(asked, asked.choice, thread)
    raw = guarded(asked.question or "")
    language = language_of(raw, asked.language or thread.language or asked.page_language)
    kept = masked(raw, language)
    whole = followed(kept.text, language, thread.before)
    searched = unmarked(whole.question)
    return Turn(
        kept.text,
        searched,
        filled(understand(searched, whole.asked_in), thread.need),
        whole.asked_in,
        asked.language or whole.language,
        kept.kinds,
        about=whole.about if whole.service_ids else None,
        service_ids=whole.service_ids,
    )


def _answered(asked: Asked, choice: str, thread: Thread) -> Turn:
    pending = thread.pending
    language = asked.language or (pending.language if pending else asked.page_language)
    if choice == _SKIP:
        if pending is None:
            raise InvalidQuestion(Fault.EMPTY)
        return Turn(pending.question, unmarked(pending.question), pending.need, language, language, insist=True)
    words, kind = wording(choice).in_(language), chosen_kind(choice)
    if pending is None:
        return Turn(words, words, chosen(Need(words), choice), language, language, insist=True, kind=kind)
    if choice not in pending.choices:
        raise InvalidChoice(choice)
    question = f"{pending.question} {words}"
    need = chosen(pending.need, choice)
    return Turn(question, unmarked(question), need, language, language, insist=True, kind=kind)
