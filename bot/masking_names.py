"""The words that tell a person's name from other names."""

from __future__ import annotations

import re

# The commonest given names in Sweden, of all ages and origins, and some more in English.
_GIVEN = frozenset(
    """
    adam adnan agnes agneta ahmad ahmed aina aisha albert albin alexander alexandra alfred algot ali alice
    alicia alma amanda amelia amina amir anders anderson andrea andreas andrew andré anette angelica anita ann
    anna anne anneli annette annika anthony anton antonia arne aron arthur arvid asta astrid august axel barbara
    beata beatrice ben bengt benjamin berit bernt berra bertil birger birgit birgitta birthe bjarne bo boel
    bosse britt britta bror camilla carina carl carla carlos carolin carolina caroline cecilia charles charlie
    charlotta charlotte chris christer christian christina christoffer christopher claes clara conny cornelia
    dag dagmar dagny daniel daniela david diana ebba ebbe edith edvard edvin edward egon elena eleonora elias
    elin elina elis elisabet elisabeth elise elizabeth ella ellen ellie elliot elsa elsie elvira emelie emil
    emilia emily emma emmy eric erik erika ernst estelle ester eva evelina fabian fatima felicia felix filip
    filippa folke frank frans fred freddie fredrik fredrika freja frida gabriel gabriella georg george gerd
    gerda gertrud greger greta gudrun gun gunborg gunilla gunnar gunnel gunvor gustaf gustav göran gösta hampus
    hanna hannah hannes hans harald harry hasan hassan hedda hedvig helen helena helene helga henning henrik
    henry herbert herman hilda hilma hjalmar holger hugo hussein håkan ibrahim ida igor inez inga ingalill inge
    ingeborg ingegerd ingela ingemar inger ingmar ingrid ingvar irene iris irma iréne isa isabella isabelle isak
    ivan ivar jack jacob jakob james jan jane janet janne jasmine jean jeanette jennifer jenny jens jerry jesper
    jessica jim jimmy joakim joanna joel johan johanna johannes john johnny jon jonas jonatan jonathan jonna
    jorge josef josefin josefina josefine joseph juan judith julia julian juliana julie julius jörgen kaj kajsa
    kalle karin karl karolina kasper katarina kate katharina katherine kathleen kennet kenneth kent kerstin
    kevin khadija khalid kim kjell klara klas knut konrad krister kristian kristin kristina kristofer kristoffer
    kurt lars lasse laura leif leila lena lennart leo leon leonard liam lilian lillemor lilly lina linda linn
    linnea linnéa linus lisa lisbet lisbeth liselotte liv lotta lotten louise lovisa lucas lucia ludvig luis
    lukas lydia magdalena magnus maj maja malin malte marcus margaret margareta margaretha margit maria mariam
    marianne marie marika marina mario marita markus marta martha martin martina mary maryam mathias mathilda
    matilda mats matteo matthew mattias maud maurits mehmet melissa mia michael michaela michelle mikael milla
    milo milton mimmi mina minna mira miriam moa mohamad mohamed mohammad mohammed molly mona monica monika
    morgan muhammad mustafa märit märta måns nadia nancy natalie natasha nathalie nellie nicklas niclas nicolas
    nicole niklas nils nina nisse noah noel nora novalie olga oliver olivia olle olof oscar oskar osman ottilia
    otto ove owe pamela patricia patrick patrik paul paula paulina pauline peder pedro pehr pelle per pernilla
    peter petra petter philip pia pierre pontus quinn rachel ragnar ragnhild rakel ralf ramona rasmus rebecca
    rebecka rené reza richard rickard rikard rita robert robin roger roland rolf ronja ronny rosa rose roy ruben
    rune rut ruth ryan saga said sally sam samira samuel sandra sanna sara sarah saskia sebastian selma seth
    shirin sigbritt sigge signe sigrid sigurd sigvard simon simone siri siv sixten sofia sofie solveig sonja
    sophia sophie staffan stefan stella stephen steve steven stig stina sture sune susan susanna susanne sussi
    suzanne svante svea sven sverker svetlana sylvia tage tanja tariq teodor terese theo theodor therese thomas
    thore thyra tilda tilde tim timo tindra tobias tom tomas tommy tor torbjörn tord tore torgny torsten torvald
    tova tove tuva tyra ulf ulla ulrik ulrika uno urban ursula valdemar valter vanessa vendela vera verner
    veronica veronika victor victoria vidar vide viggo viktor viktoria vilda vilgot vilhelm vilja vilma vincent
    viola vivianne vladimir walter wilhelm william wilma yasmin yngve yusuf yvonne zahra zainab zara zeinab älva
    åke åsa öivind örjan östen
    """.split()
)
# Names that are also everyday words or places: they count with a capital only.
_ALSO_WORDS = frozenset(
    """
    adam alma august axel ben bill bo bror christian dag elsa grace gun hans hope hugo ida igor inga iris isa
    ivar jack jean kaj klara leo lina liv luna maj mark mats max may mina mira morgan per pia pontus rita rosa
    rose rut saga said sally sam sara siri siv sofia stella stig tim tom tor tore tova uno urban vera victoria
    vide viktor viola will
    """.split()
)
_KNOWN = _GIVEN | _ALSO_WORDS
_TOWN = "stockholm"
_SURNAME = re.compile(
    r"\w+(?:sson|sdotter|berg|bergh|gren|lund|lundh|ström|strom|kvist|qvist|quist|dahl|holm|stedt|strand|feldt|fors"
    r"|crantz|hielm|hjelm|stierna|löf|mann|ius|én)"
)
_PARTICLES = frozenset("von af de da di van der den la le al el bin ben dos".split())
# What is written with a capital beside a patient or an illness and is no person.
_NO_NAME = frozenset(
    """
    ab act advisory agency alliance app association astra astrazeneca bank biobank biobanken bio biopharma
    biosciences biotech board bolag bolaget cancer capio care center centre central centrum clinic clinical
    clinics co college company council danderyds data database department diabetes diagnos diagnosis diagnostics
    digital ema engagement eu european fond fonden forum foundation föreningen förbundet fråga funding gmbh
    group hälsa health healthcare heart hospital hub inc initiative innovation innovations institut institute
    institutet institution journal karolinska kliniken klinik klinisk lab labs labbet life limited ltd lung
    läkemedel läkemedelsverket mdr medical medicin medicine medtech monitor namn name national network nordic
    novo oncology organisation organization outcome outcomes pharma pharmaceuticals platform portal program
    programme project projekt question questionnaire region regionen registry register reported research rights
    safety sahlgrenska school science sciences service services sjukhus sjukhuset society solna stiftelsen
    stockholm stockholms support sverige svenska sweden swedish system systems technologies technology test
    testbed therapeutics therapy titel title trial trials universitet universitetet universitetssjukhus
    universitetssjukhuset university uppsala verket vårdcentral vården

    vi jag ni du han hon den de det min mitt mina vår vårt våra ert er kan hur var vad vem när vilka vilken
    finns behöver söker och men för till med som har hade fick är av på hos we you he she they our the this that
    can could how where what who when which is are was has had got need looking does do please hi hello hej tack
    thanks dear from with and but for my your his her their in on at by call ring mejla kontakta contact

    dr prof professor docent doktor doctor läkare överläkare nurse vd ceo cto cmo mr mrs ms herr fru januari
    februari mars april juni juli oktober january february march june july september october november december
    """.split()
)


def is_given_name(word: str) -> bool:
    """Whether a word, in any case, is a common given name or its genitive."""
    parts = word.lower().removesuffix("'s").split("-")
    return all(part in _KNOWN or part.removesuffix("s") in _KNOWN for part in parts)


def is_only_a_name(word: str) -> bool:
    """Whether a word written without a capital can only be a given name."""
    return is_given_name(word) and word.lower() not in _ALSO_WORDS


def is_surname(word: str) -> bool:
    """Whether a word ends as Swedish surnames do."""
    bare = word.lower().removesuffix("s")
    return not bare.endswith(_TOWN) and bool(_SURNAME.fullmatch(bare))


def is_particle(word: str) -> bool:
    """Whether a word can stand small inside a name."""
    return word.lower() in _PARTICLES


def may_be_a_name(word: str) -> bool:
    """Whether a word is written as a part of a name and is no everyday word of the field."""
    return word[0].isupper() and word.lower() not in _NO_NAME and not any(sign.isdigit() for sign in word)
