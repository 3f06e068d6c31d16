from bot.kinship import Kinds, are_different, are_one
from knowledge.vocabulary import SupportKind

LAB, OFFICE, PATENT = (Kinds({kind}) for kind in (SupportKind.LAB_SPACE, SupportKind.PREMISES, SupportKind.IP))


def test_a_lab_and_an_office_are_looked_for_together() -> None:
    assert are_one(LAB | OFFICE)
    assert not are_different(LAB, OFFICE)


def test_a_lab_and_a_patent_are_needs_of_their_own() -> None:
    assert not are_one(LAB | PATENT)
    assert are_different(LAB, PATENT)


def test_what_is_not_known_or_is_shared_is_never_told_apart() -> None:
    assert not are_different(LAB, Kinds())
    assert not are_different(LAB | PATENT, PATENT | OFFICE)
