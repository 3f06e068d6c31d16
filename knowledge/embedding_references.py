"""The ten texts whose vectors show that a prepared model is the model we meant."""

from __future__ import annotations

from typing import Literal

REFERENCE_TEXTS: tuple[tuple[Literal["question", "passage"], str], ...] = (
    ("question", "Vem kan hjälpa oss att lägga upp en fas 1-prövning i Sverige?"),
    ("question", "Var hittar vi en provsamling från patienter med reumatism?"),
    ("question", "Who can help us with CE marking of a medical device?"),
    ("question", "Where can a small biotech company produce its first protein?"),
    ("question", "bidrag"),
    (
        "passage",
        "Biobanken lämnar ut blod- och vävnadsprover till forskning som har etiskt tillstånd, "
        "och hjälper till med avtal och ansökan.",
    ),
    (
        "passage",
        "Rådgivning om regelverk för medicinteknik: klassning, klinisk utvärdering och kontakt med anmält organ.",
    ),
    (
        "passage",
        "The core facility offers cryo-electron microscopy to academic groups and companies, "
        "from sample screening to a finished structure.",
    ),
    (
        "passage",
        "A test bed in primary care where start-ups try digital tools together with nurses, "
        "physicians and patients before they sell to the regions.",
    ),
    ("passage", "Grants of up to 500,000 SEK for checking whether an idea can be patented."),
)
