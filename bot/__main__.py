"""python -m bot "fråga" [--json] [--language sv|en]: one answer, beside a running server or without one."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from datetime import date
from enum import StrEnum

import numpy as np

from bot.assembly import build_bot
from bot.guarding import MEND, InvalidQuestion
from bot.models import Asked, Reply
from knowledge.assembly import NotEmbedded, open_knowledge
from knowledge.settings import KnowledgeSettings
from knowledge.vocabulary import Language


def main(arguments: list[str] | None = None) -> int:
    """Answer the question in the arguments; 0 if it could be read."""
    said = _parser().parse_args(arguments)
    knowledge = open_knowledge(KnowledgeSettings())
    if not knowledge.catalogue.current().services:
        print("The catalogue is empty: run `make run` or `python -m ingest seed` first.", file=sys.stderr)
        return 1
    try:
        bot = build_bot(knowledge, knowledge.private_index())
    except NotEmbedded as error:
        print(error, file=sys.stderr)
        return 1
    chosen = Language(said.language) if said.language else None
    try:
        reply = bot.reply(Asked(said.question, language=chosen))
    except InvalidQuestion as error:
        print(MEND[error.fault].in_(chosen or Language.SV), file=sys.stderr)
        return 2
    print(json.dumps(_plain(reply), ensure_ascii=False, indent=2) if said.json else _text(reply))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description="Ask one question about innovation support.")
    parser.add_argument("question", help="the need, in Swedish or English")
    parser.add_argument("--language", choices=[language.value for language in Language], help="answer in this language")
    parser.add_argument("--json", action="store_true", help="print everything the answer stands on")
    return parser


def _text(reply: Reply) -> str:
    lines = [reply.text, ""]
    for suggestion in reply.suggestions:
        lines.append(f"{suggestion.service.name.in_(reply.language)} · {suggestion.website or '-'}")
        for card in suggestion.contacts:
            purpose = card.contact.purpose.in_(reply.language)
            lines.append(f"    {card.contact.value}  ({purpose}; {card.contact.source_url}, {card.contact.seen_on})")
    lines += [f"[{one.number}] {one.title}: {one.source_url or '-'}" for one in reply.citations]
    if reply.question_back:
        lines += [f"- {choice.text.in_(reply.language)}" for choice in reply.question_back.choices]
    return "\n".join(lines).strip()


def _plain(reply: Reply) -> object:
    return json.loads(json.dumps(asdict(reply), default=_word))


def _word(value: object) -> str:
    if isinstance(value, StrEnum | date):
        return str(value)
    if isinstance(value, np.ndarray):
        return f"{value.size} numbers"
    raise TypeError(type(value).__name__)


if __name__ == "__main__":
    sys.exit(main())
