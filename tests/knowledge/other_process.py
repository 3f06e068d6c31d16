"""Publishes one service from a process that does not own the index, and says when that was."""

from __future__ import annotations

import sys
import time

from ingest.publishing import Publisher
from knowledge.assembly import lexicon_of
from knowledge.database import open_database
from knowledge.vocabulary import Bilingual
from tests.builders import a_service, an_organization
from tests.fakes import WordEmbedder

engine = open_database(f"sqlite:///{sys.argv[1]}")
name = Bilingual("synkrotron", "synkrotron")
Publisher(engine, lexicon_of(engine), WordEmbedder()).service(
    an_organization(), a_service("synkrotron", name=name, description=name)
)
sys.stdout.write(str(time.time()))
