"""Puts the service together: opens what the settings name, fills it, and takes the index."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from fastapi import FastAPI

from bot.assembly import build_bot
from bot.language import language_of
from ingest.publishing import Publisher
from ingest.seeding import load_seed
from knowledge.assembly import SEED, Knowledge, open_knowledge, owned_index
from knowledge.settings import KnowledgeSettings
from knowledge.upkeep import FolderLock
from knowledge.vocabulary import Language
from web.app import create_app, live_index
from web.settings import WebSettings
from web.workers import AnswerWorkers

Progress = Callable[[int, int], None]
"""Is told how many texts are done, of how many."""


@contextmanager
def serving(settings: WebSettings, knowledge_settings: KnowledgeSettings, progress: Progress) -> Iterator[FastAPI]:
    """The application, for as long as its index is this process's own.

    Raises FolderTaken, AssetsMissing or AssetsChanged, and what a model or seed is faulted for.
    """
    if not knowledge_settings.chroma_url:
        _ask_early(knowledge_settings)
    knowledge = open_knowledge(knowledge_settings)
    fill(knowledge, progress)
    with (
        owned_index(knowledge, knowledge_settings) as index,
        AnswerWorkers(settings.answer_threads, settings.answer_queue) as answers,
    ):
        bot = build_bot(knowledge, live_index(index))
        _warm(knowledge)
        # What is loaded stays: looked through again and again for what can go, it holds every answer up for 0.1 s.
        gc.freeze()
        yield create_app(bot, knowledge, index, answers, settings.assets_dir)
    knowledge.engine.dispose()


def fill(knowledge: Knowledge, progress: Progress) -> None:
    """Bring the database up to the seed, and give every text a vector of today's model."""
    publisher = Publisher(knowledge.engine, knowledge.lexicon, knowledge.model)
    load_seed(publisher, SEED, progress)
    publisher.refresh(progress)


def _warm(knowledge: Knowledge) -> None:
    """Load what loads at its first use, so that the first question is as quick as the next."""
    question = "Var testar man a new device?"
    knowledge.model.embed_question(question)
    language_of(question, Language.SV)


def _ask_early(settings: KnowledgeSettings) -> None:
    """Raise FolderTaken before the time that filling takes, not after."""
    FolderLock(settings.data_dir / "index.lock").take().release()
