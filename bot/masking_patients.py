"""Finds the names of people who are ill or cared for; the illness itself is left, as it belongs to the need."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from bot import masking_health as health
from bot.masking_names import is_only_a_name, is_particle, is_surname
from bot.masking_people import Name, Word, names_of, words_of
from bot.masking_text import Found, Personal

_FAR = 8
_NEAR = 15
_SHORTEST_PART = 2
_TITLES = frozenset(
    "dr prof professor professorn docent läkare läkaren överläkare överläkaren doktor doctor forskare forskaren"
    " researcher ceo vd cto cmo founder grundare grundaren kontakta contact".split()
)
_DEGREES = {"ms"}
_HOUSE = frozenset("på hos at från from av by".split())
_WHOSE = frozenset(
    "min mitt mina vår vårt våra my our his her hans hennes en ett a an one the denna this är is".split()
)
_FILL = frozenset(
    "som heter hette vid namn namnet named called name is är was var kvinna man woman year years old år gammal mr mrs"
    " ms herr fru född nr nummer number no id".split()
)
_SHORTENED = {"pat", "pt"}
_LABELS = frozenset("namn namnet name".split())
_GOES_ON = frozenset("med with som who i in on hos at och and has har".split())


def patients(text: str) -> Iterator[Found]:
    """Where the names of patients stand, also where they are said again."""
    words = words_of(text)
    named = names_of(words)
    ill: list[Name] = []
    for name in named:
        if _is_patient(words, name) or (ill and _is_beside(words, ill[-1], name)):
            ill.append(name)
    first_names = {words[name.first].bare for name in ill if name.last == name.first + 1}
    ill += [name for name in named if words[name.first].bare in first_names]
    said = {place for name in ill for place in range(name.first, name.last)}
    parts = {words[place].bare for place in said if not is_particle(words[place].low)}
    again = {place for place, word in enumerate(words) if word.bare in parts and _is_name_again(word)}
    yield from _joined(words, sorted(said | again))


def _is_patient(words: Sequence[Word], name: Name) -> bool:
    return _is_cared_for(words, name) or _is_ill(words, name) or _is_told_to_be_a_patient(words, name)


def _is_cared_for(words: Sequence[Word], name: Name) -> bool:
    """Whether the words before say that it is a patient's name, or a relative's where an illness is near."""
    lead = list(_lead(words, name))
    said = words[lead[-1]].low if lead else ""
    if health.is_patient(said):
        return _is_called(words, name, lead[-1])
    if health.is_family(said):
        return _near(words, name, health.is_illness)
    if health.is_care(said):
        return name.sure
    labels = (place for place in lead if words[place].low in _LABELS)
    return any(":" in words[place + 1].gap for place in labels) and _near(words, name, _is_of_a_patient)


def _lead(words: Sequence[Word], name: Name) -> Iterator[int]:
    """The words before a name in its sentence, nearest first, until one is no mere filling."""
    apart = words[name.first].gap.strip() in {",", ":", "-"}
    for place in range(name.first - 1, max(-1, name.first - _FAR), -1):
        if words[place + 1].begins_a_sentence and words[place].low not in _SHORTENED:
            return
        yield place
        if not _is_filling(words[place].low) and not (apart and health.tells_of_illness(words[place].low)):
            return


def _is_filling(word: str) -> bool:
    return word in _FILL or word[0].isdigit()


def _is_called(words: Sequence[Word], name: Name, place: int) -> bool:
    """Whether the word for a patient is for this name; only of one patient may words stand between."""
    word = words[place].low
    if health.is_many(word):
        return name.sure and place == name.first - 1 and words[name.first].gap in {" ", ": "}
    whose = words[place - 1].low if place else ""
    sure = name.sure or is_surname(words[name.last - 1].text)
    return sure or whose in _WHOSE or ":" in words[place + 1].gap or word.endswith(("patienten", "patientens"))


def _is_of_a_patient(word: str) -> bool:
    return word.startswith(("diagnos", "symptom", "journal")) or (health.is_patient(word) and not health.is_many(word))


def _near(words: Sequence[Word], name: Name, holds: Callable[[str], bool]) -> bool:
    return any(holds(word.low) for word in words[max(0, name.first - _NEAR) : name.last + _NEAR])


def _is_ill(words: Sequence[Word], name: Name) -> bool:
    """Whether the words after tie the name to an illness."""
    between: list[str] = []
    for place in range(name.last, min(len(words), name.last + _FAR)):
        word = words[place].low
        if words[place].begins_a_sentence:
            return False
        if health.is_illness(word) and not _is_a_thing(words, place):
            return _ties(words, name, [*between, word])
        if not health.may_stand_between(word):
            return False
        between.append(word)
    return False


def _ties(words: Sequence[Word], name: Name, between: Sequence[str]) -> bool:
    """Whether it is the person who is ill: not a house, nor somebody whose field it is."""
    before = words[name.first - 1].low if name.first else ""
    whole = name.last - name.first > 1
    if not (name.sure and whole) and (before in _HOUSE or not (name.sure or whole)):
        return False
    if len(between) == 1 and name.sure and before not in _TITLES and _is_directly_before(words, name, between[0]):
        return True
    links = (word for word in between if not (before in _TITLES and health.is_loose_link(word)))
    return any(health.is_link(word) or word[0].isdigit() for word in links)


def _is_directly_before(words: Sequence[Word], name: Name, illness: str) -> bool:
    """Whether an illness stands in brackets after a name, or is said to be its own: "Anna Bergs astma"."""
    gap = words[name.last].gap
    genitive = gap == " " and words[name.last - 1].low.endswith("s")
    return genitive or (gap == " (" and illness not in _DEGREES)


def _is_a_thing(words: Sequence[Word], place: int) -> bool:
    after = words[place + 1 : place + 2]
    return any(word.gap in {" ", "-"} and health.is_thing(word.low) for word in after)


def _is_told_to_be_a_patient(words: Sequence[Word], name: Name) -> bool:
    """Whether the words after call the person a patient: "Anna Berg, vår patient med ALS"."""
    for place in range(name.last, min(len(words), name.last + _FAR)):
        word = words[place]
        if word.begins_a_sentence:
            return False
        if health.is_patient(word.low) and not health.is_many(word.low):
            after = words[place + 1 : place + 2]
            return place > name.last and all(next_.gap != " " or next_.low in _GOES_ON for next_ in after)
        if word.low not in _WHOSE and not health.is_link(word.low):
            return False
    return False


def _is_beside(words: Sequence[Word], ill: Name, name: Name) -> bool:
    """Whether a name follows a patient's in a list."""
    between = [word.low for word in words[ill.last : name.first]]
    listed = between in (["och"], ["and"]) or (not between and words[name.first].gap.strip() == ",")
    return name.sure and listed


def _is_name_again(word: Word) -> bool:
    return len(word.bare) >= _SHORTEST_PART and (word.text[0].isupper() or is_only_a_name(word.low))


def _joined(words: Sequence[Word], places: Sequence[int]) -> Iterator[Found]:
    """One find for each run of neighbouring words."""
    run: list[Word] = []
    last = -1
    for place in places:
        word = words[place]
        if run and (place != last + 1 or word.gap.strip() not in {"", "."}):
            yield Found(run[0].start, run[-1].end, Personal.PATIENT)
            run = []
        run.append(word)
        last = place
    if run:
        yield Found(run[0].start, run[-1].end, Personal.PATIENT)
