"""The curator's commands: `python -m ingest --help` lists them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tqdm import tqdm

from ingest.checking import Report, check
from ingest.publishing import Publisher
from ingest.reading import UnreadableDocument, read_document
from ingest.seeding import GUIDE, load_seed
from ingest.vectors import Progress, VectorCache
from knowledge import generations
from knowledge.assembly import SEED, Knowledge, open_knowledge, owned_index
from knowledge.database import open_database
from knowledge.documents import document_ids, documents_by_id
from knowledge.embedding import ModelDamaged, ModelNotPrepared
from knowledge.exchange import InvalidFile
from knowledge.settings import KnowledgeSettings
from knowledge.texts import Owner, pending, texts_of
from knowledge.upkeep import FolderTaken, LiveIndex
from knowledge.vocabulary import Language
