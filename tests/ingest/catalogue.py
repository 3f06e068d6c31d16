"""A laboratory's other services, and its guide in both languages: nothing in them is to be mended."""

from __future__ import annotations

from pathlib import Path

from knowledge.models import Asks
from knowledge.vocabulary import Bilingual, Language
from tests.builders import a_document, a_service, write_guide

IMAGING = a_service(
    "lab-imaging",
    name=Bilingual("Avbildning", "Imaging"),
    description=Bilingual(
        "Mikroskop och kameror för den som vill se hur celler rör sig under behandling, dygnet runt hela året.",
        "Microscopes and cameras for whoever wants to watch how cells move under treatment, around the clock.",
    ),
    asks=Asks(
        sv=("Filma levande celler", "Mikroskop att hyra", "Se vävnad i tre dimensioner", "Bildanalys åt bolag"),
        en=("Film living cells", "Microscope hire", "Look at tissue in three dimensions", "Image analysis firm"),
    ),
)
TRIALS = a_service(
    "lab-trials",
    name=Bilingual("Studier", "Studies"),
    description=Bilingual(
        "En mottagning planerar och genomför studier på friska frivilliga, från protokoll till slutlig rapport.",
        "A ward plans and carries out studies in healthy volunteers, from the protocol to the final report.",
    ),
    asks=Asks(
        sv=("Första dosen till människa", "Fas ett", "Friska frivilliga sökes", "Vem skriver protokoll?"),
        en=("First dose to humans", "Phase one", "Recruit healthy volunteers", "Who writes protocols?"),
    ),
)
SWEDISH_GUIDE = a_document("guide-samples-sv", twin="guide-samples-en", sources=("Provlabbet, 2026",))
ENGLISH_GUIDE = a_document(
    "guide-samples-en",
    language=Language.EN,
    body="## Freight\n\nThe samples are sent on dry ice and the answer comes within three weeks.\n",
    twin="guide-samples-sv",
    sources=("Provlabbet, 2026",),
)


def write_guides(folder: Path) -> None:
    """The guide and its twin as files of a seed."""
    for guide in (SWEDISH_GUIDE, ENGLISH_GUIDE):
        write_guide(folder, guide)
