"""The words that tell that somebody is ill or cared for."""

from __future__ import annotations

import re

_PATIENT = re.compile(
    r"[\w-]*(?:patient(?:en|ens|s|'s|er|erna|ers|ernas)?|sjuk[ae])|pat|pt|vårdtagare?n?s?|brukare?n?s?"
    r"|(?:försöks|test|forsknings|studie)person(?:en|ens)?|participant|study subject"
)
_MANY = re.compile(r".*patient(?:er|erna|ers|ernas|s)")
_FAMILY = frozenset(
    """
    granne grannen grannes mamma mammas pappa pappas mor far moder fader dotter son sonen dottern bror syster
    fru frun maken make maka makan hustru sambo farmor farfar mormor morfar moster faster farbror morbror kusin
    svärmor svärfar barn barnet barnbarn sonson dotterson väninna neighbour neighbor mother father mum mom mummy
    dad daughter brother sister wife husband grandmother grandfather grandma grandpa aunt uncle cousin niece
    nephew child kid baby boyfriend girlfriend fiancé fiancée spouse
    """.split()
)
_CARE = re.compile(
    r"treat(?:ed|ing|s)?|behandl(?:ar|ade|at)|operera(?:r|de|t)|vårda(?:r|de|t)|diagnos(?:ed|tiserade|ticerade)|admitted"
)
_LINKS = frozenset(
    """
    med with har has had hade haft fick fått får got gets have having lider led suffers suffered suffering
    diagnosed diagnostiserad diagnostiserades diagnosticerad diagnosticerades behandlas behandlades treated blev
    bli är is was dog died insjuknade insjuknat drabbades drabbats drabbad opererades opererats battling living
    lever developed utvecklade
    """.split()
)
_GLUE = frozenset(
    """
    a an the en ett sin sitt his her their och and av from som who of for för mot i in just nyligen recently nu
    now själv also också been being blivit very mycket svårt svår allvarlig serious severe mild lindrig typ type
    grad grade stage stadium steg stadie spridd metastaserad metastatic metastaserande avancerad advanced early
    tidig late sen kronisk chronic akut acute recurrent återkommande sällsynt rare obotlig terminal år years
    year old gammal aged ålder breast lung skin prostate colon colorectal pancreatic ovarian cervical brain
    liver kidney heart blood bone renal cardiac cystic cystisk multiple multipel bipolär bipolar rheumatoid
    reumatoid cerebral muscular spinal down downs kvinna man woman male female pojke flicka boy girl diagnosen
    diagnos diagnosis genomgick
    """.split()
)
_ILLNESS = re.compile(
    r"[\w-]*(?:cancer|tumör|tumou?r|leuk[ea]+mia?|lymfom|lymphoma|melanoma?|sar[ck]oma?|blastoma?|[ck]ar[ck]inoma?|myeloma?"
    r"|metastas(?:er|es)?|diabet(?:es|iker)|ast[h]?ma|parkinson|alzheimer|dement|demen(?:s|tia)|epileps[iy]|stroke|svikt|infar[ck]t"
    r"|infarction|depression|schi[zs]o[fp]h?reni[a]?|psoriasis|art(?:h?rit(?:is)?|ros)|reumatism|crohn|colitis|kolit|celiaki"
    r"|hepatit(?:is)?|sepsis|covid(?:-19)?|tuber[ck]ulos(?:is)?|migrän|migraine|fibros(?:is)?|[sk]+[ck]?leros(?:is)?"
    r"|ana?emia?|anemi|ha?emo(?:fili|philia)|endometrios(?:is)?|syndrome?|sjukdom|disease|disorder|illness|ångest|anxiety"
    r"|missbruk|dystrof[i]|dystrophy|huntington|failure|allerg[iy]|borrelia|hjärtfel|lupus|flimmer|fibrillation"
    r"|emboli(?:sm)?|blödning|fra[ck]ture?|narkolepsi|narcolepsy|e[ck][sz]em(?:a)?|glau[ck]oma?|obesity|fetma|anorexia?"
    r"|diagnos(?:is|ed|ti[cs]erad(?:es)?)?)(?:en|n|s|et|er|'s)?"
    r"|als|ms|kol|copd|hiv|aids|adhd|autism|ptsd|tbc|sma|pcos|ibd|ibs|sjuk|sick|ill|gravid|pregnant|hjärtattack|dialys|dialysis"
)
_THINGS = frozenset(
    """
    app appen apps drug drugs medicine medicines treatment treatments therapy therapies research researcher
    researchers study studies trial trials clinic clinics centre center program programme project projects
    device devices test tests diagnostics registry market company startup start-up specialist specialists nurse
    expert experts patients data product products care detection screening monitoring sensor sensors vaccine
    model models biomarker biomarkers department unit forskning forskare studie studier projekt bolag läkemedel
    behandling vård
    """.split()
)
_WITH = {"med", "with"}
_LISTED = {"och", "and"}


def is_patient(word: str) -> bool:
    """Whether a word is for somebody who is cared for."""
    return bool(_PATIENT.fullmatch(word))


def is_many(word: str) -> bool:
    """Whether a word is for several patients."""
    return bool(_MANY.fullmatch(word))


def is_family(word: str) -> bool:
    """Whether a word is for a relative or a neighbour."""
    return word in _FAMILY


def is_role(word: str) -> bool:
    """Whether a word is for a patient or a relative, and so no part of a name."""
    return is_patient(word) or is_family(word)


def is_care(word: str) -> bool:
    """Whether a word says that somebody was treated."""
    return bool(_CARE.fullmatch(word))


def is_illness(word: str) -> bool:
    """Whether a word is an illness, also as the end of a longer one; bröstcancer is, cancerstudie is not."""
    return bool(_ILLNESS.fullmatch(word))


def is_thing(word: str) -> bool:
    """Whether a word after an illness makes it a thing's: a cancer drug is no illness."""
    return word in _THINGS


def is_link(word: str) -> bool:
    """Whether a word ties a person to an illness."""
    return word in _LINKS


def is_loose_link(word: str) -> bool:
    """Whether a link may as well tell a person's field."""
    return word in _WITH


def may_stand_between(word: str) -> bool:
    """Whether a word may stand between a person and an illness: a link, an age, a stage, a part of the body."""
    return word in _GLUE or word in _LINKS or word[0].isdigit()


def tells_of_illness(word: str) -> bool:
    """Whether a word may stand between a patient and the name: "vår patient med svår ALS, Karl Ek"."""
    return word not in _LISTED and (is_illness(word) or may_stand_between(word))
