from pathlib import Path

import numpy as np

from bot.scope import Exemplar, Exemplars, read_exemplars
from knowledge.vocabulary import Language
from tests.fakes import WordEmbedder


def test_the_nearest_exemplar_of_each_reason_is_named_with_its_group() -> None:
    model = WordEmbedder()
    texts = {
        "ont i magen": ("out_of_scope", "medical"),
        "skriv en dikt": ("out_of_scope", "chat"),
        "hjälp": ("vague", "any"),
    }
    found = [Exemplar(why, group, Language.SV, text) for text, (why, group) in texts.items()]
    exemplars = Exemplars(found, {text: model.embed_passage(text) for text in texts}, {})

    nearest = exemplars.likeness(model.embed_question("jag har ont i magen"), Language.SV, None)

    assert nearest["out_of_scope"].group == "medical"
    assert nearest["out_of_scope"].similarity > nearest["vague"].similarity == 0.0


def test_the_mean_of_a_language_is_taken_from_its_exemplars() -> None:
    vector = np.array([1.0, 0.0], np.float32)
    mean = np.array([0.25, 0.0], np.float32)
    exemplars = Exemplars([Exemplar("vague", "any", Language.SV, "a")], {"a": vector}, {Language.SV: mean})

    assert exemplars.likeness(vector, Language.SV, None)["vague"].similarity == 0.75


def test_only_exemplars_of_the_questions_language_count() -> None:
    vector = np.array([1.0, 0.0], np.float32)
    exemplars = Exemplars([Exemplar("vague", "any", Language.SV, "a")], {"a": vector}, {})

    assert exemplars.likeness(vector, Language.EN, None) == {}


def test_every_group_has_exemplars_in_both_languages() -> None:
    groups = {(one.why, one.group) for one in read_exemplars()}

    for language in Language:
        assert {(one.why, one.group) for one in read_exemplars() if one.language is language} == groups


def test_a_folder_of_exemplars_is_named_by_why_and_its_files_are_read_in_order(tmp_path: Path) -> None:
    for why in ("vague", "no_service"):
        (tmp_path / why).mkdir()
    (tmp_path / "vague" / "common.yaml").write_text("any:\n  sv: [Hjälp oss]\n  en: [Help us]\n", "utf-8")
    (tmp_path / "no_service" / "common.yaml").write_text("any:\n  sv: [En vindtunnel]\n  en: []\n", "utf-8")

    found = [(one.why, one.text) for one in read_exemplars(tmp_path)]

    assert found == [("no_service", "En vindtunnel"), ("vague", "Hjälp oss"), ("vague", "Help us")]
