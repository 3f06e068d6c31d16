"""Every word of the pages is there in Swedish, and the translation files are up to date."""

from __future__ import annotations

import re
from functools import cache

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from knowledge.vocabulary import Language
from web.rendering import HERE, translations

Words = str | tuple[str, ...]
_PLACE = re.compile(r"%\(\w+\)s")
_SAME_IN_BOTH = {"Status", "Guide"}


@cache
def _extracted() -> frozenset[Words]:
    with (HERE / "locale" / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    return frozenset(words for _, _, words, _, _ in extract_from_dir(HERE, methods, options))


@cache
def _kept(language: Language) -> Catalog:
    with (HERE / "locale" / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=language.value)


def _forms(words: Words | list[str] | None) -> list[str]:
    return [words] if isinstance(words, str) else list(words or ())


def _pairs() -> list[tuple[str, str]]:
    messages = [message for message in _kept(Language.SV) if message.id]
    return [pair for message in messages for pair in zip(_forms(message.id), _forms(message.string), strict=True)]


@pytest.mark.parametrize("language", Language)
def test_the_translation_file_holds_the_words_of_the_templates_and_no_others(language: Language) -> None:
    kept = {message.id for message in _kept(language) if message.id}

    assert kept == _extracted(), "run `make messages`"
    assert not _kept(language).obsolete


def test_every_word_is_there_in_swedish() -> None:
    assert [id_ for id_, said in _pairs() if not said.strip()] == []


def test_nothing_is_left_in_english_by_mistake() -> None:
    assert [id_ for id_, said in _pairs() if said == id_ and id_ not in _SAME_IN_BOTH] == []


def test_no_translation_is_a_guess() -> None:
    assert [message.id for message in _kept(Language.SV) if message.id and message.fuzzy] == []


def test_every_value_has_its_place_in_both_languages() -> None:
    assert [id_ for id_, said in _pairs() if sorted(_PLACE.findall(id_)) != sorted(_PLACE.findall(said))] == []


def test_english_is_what_the_templates_hold() -> None:
    assert [message.id for message in _kept(Language.EN) if message.id and any(_forms(message.string))] == []


def test_one_and_many_are_told_apart_in_both_languages() -> None:
    said = {
        (language, number): translations(language).ngettext("%(num)s service", "%(num)s services", number)
        for language in Language
        for number in (1, 2)
    }

    assert said == {
        (Language.SV, 1): "%(num)s tjänst",
        (Language.SV, 2): "%(num)s tjänster",
        (Language.EN, 1): "%(num)s service",
        (Language.EN, 2): "%(num)s services",
    }
