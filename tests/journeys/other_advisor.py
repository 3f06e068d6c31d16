"""Publishes a new service from a process beside the running one, as an advisor's own command would."""

from __future__ import annotations

import sys
from pathlib import Path

from ingest.publishing import Publisher
from knowledge.assembly import open_knowledge
from knowledge.vocabulary import Bilingual
from tests.builders import a_service
from tests.journeys.running import settings_for

SERVICE = a_service(
    "muon-microscope",
    name=Bilingual("Myonmikroskopi av implantat", "Muon microscopy of implants"),
    description=Bilingual(
        "Ett myonmikroskop som avbildar titanimplantat utan att förstöra dem.",
        "A muon microscope that images titanium implants without destroying them.",
    ),
)

if __name__ == "__main__":
    knowledge = open_knowledge(settings_for(Path(sys.argv[1])))
    organization = knowledge.catalogue.current().organizations["kth"]
    Publisher(knowledge.engine, knowledge.lexicon, knowledge.model).service(organization, SERVICE)
