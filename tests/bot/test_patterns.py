"""No saying is missed because its expression was not tried."""

from __future__ import annotations

import re

import pytest

from bot import company, figures
from bot.mentions import fold
from bot.patterns import Pattern, pattern

SAID = """
vi har inga anställda|no employees|no staff|12 anställda|12 medarbetare|12 heltidare|12 employees|a staff, 12 staff
12 FTEs|12 people employed|ett team på 12|en grupp om 12|a group of 12|vi är 12 personer|vi e 12 pers
we are 12 people|we're 12 people|12 personer i bolaget|12 people in our company|12 people on the team
ett bolag, 12 personer.|ett företag; 12 man.|a start-up, 12 people.|a company (12 people)
en firma, en firm, 12 personer|our team, 12 people.|a 12-person team|a 12 people company|ett 12-manna bolag
bolaget är 3 år gammalt|the company is 3 years old|vi är 3 år gamla|ett 3 år gammalt bolag|ett 3-årigt företag
a 3-year-old company|a 3 years old start-up|TRL 4|klass IIa|class III|riskklass 2b|IIb|journaldata|patientjournaler
vårddata|health records|a medical record|EHR|registerdata|kvalitetsregistret|registry data|quality registries
biobanksprov|vävnadsprover|provsamlingar|tissue samples|biobank sample|genomdata|genomikdata|DNA-data|genetiska data
genomic data|sequencing data|bilddata|röntgenbilder|MR-bilder|medicinska bilder|imaging data|medical images
sensordata|mätdata|wearable data|vi är ett aktiebolag|vi är ett AB|we are a limited liability company
vi är ett handelsbolag|vi har ett HB|vi är en enskild firma|we are a sole trader|a business as a sole proprietorship
vi är en ekonomisk förening|we are a cooperative
"""
PATTERNS = (
    *(*figures._EMPLOYEES, figures._NO_EMPLOYEES, *figures._AGE, figures._TRL, figures._CLASS, figures._BARE_CLASS),
    *(*company._DATA.values(), *company._LEGAL_FORMS.values()),
)


def _found(one: Pattern, text: str) -> list[str]:
    return [match[0] for match in one.matches(text)]


@pytest.mark.parametrize("saying", re.split(r"[|\n]", SAID.strip()))
def test_what_an_expression_would_find_is_found(saying: str) -> None:
    text = fold(saying)

    would = [[match[0] for match in one.expression.finditer(text)] for one in PATTERNS]

    assert any(would)
    assert [_found(one, text) for one in PATTERNS] == would


def test_a_text_without_the_words_is_not_read() -> None:
    assert _found(pattern(r"\d+", "people"), "12 labs") == []
    assert _found(pattern(r"\d+", "people"), "12 people") == ["12"]
