"""Organization files are read as they are written, and faults are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.assembly import SEED
from knowledge.exchange import InvalidFile, Problem, read_organization
from knowledge.models import Organization
from tests.builders import a_service, an_organization, write_organization


def faults(path: Path) -> dict[str, str]:
    """What must be mended in a file, by field."""
    with pytest.raises(InvalidFile) as raised:
        read_organization(path)
    assert {problem.file for problem in raised.value.problems} == {path.name}
    return {problem.field: problem.mend for problem in raised.value.problems}


def test_what_was_written_is_what_is_read(tmp_path: Path) -> None:
    organization = an_organization(a_service("first"), a_service("second", trl=(4, 7)))

    got = read_organization(write_organization(tmp_path, organization))

    assert got == organization


@pytest.mark.parametrize("path", sorted(SEED.glob("organizations/*.yaml")), ids=lambda path: path.stem)
def test_every_organization_of_the_seed_can_be_read(path: Path) -> None:
    organization = read_organization(path)

    assert isinstance(organization, Organization)
    assert organization.id == path.stem


def test_a_field_that_nobody_knows_is_named(tmp_path: Path) -> None:
    assert "webbsite" in faults(write_organization(tmp_path, an_organization(), webbsite="x"))


def test_a_field_of_a_service_that_nobody_knows_is_named_with_its_place(tmp_path: Path) -> None:
    path = write_organization(tmp_path, an_organization())
    path.write_text(path.read_text("utf-8").replace("how_to_apply:", "how_to_aply:"), "utf-8")

    found = faults(path)

    assert found["services.0.how_to_apply"] == "Field required"
    assert "services.0.how_to_aply" in found


def test_a_word_outside_a_closed_list_is_shown_with_those_in_it(tmp_path: Path) -> None:
    path = write_organization(tmp_path, an_organization())
    path.write_text(path.read_text("utf-8").replace("channel: email", "channel: pigeon"), "utf-8")

    mend = faults(path)["services.0.contacts.0.channel"]

    assert "'email', 'phone', 'web_form' or 'page'" in mend
    assert "(found 'pigeon')" in mend


def test_all_faults_of_a_file_are_named_at_once(tmp_path: Path) -> None:
    service = {"id": "lab-sequencing", "trl": ["low", 3]}
    path = write_organization(tmp_path, an_organization(), services=[service], name="Lab")

    found = faults(path)

    assert {"name", "services.0.name", "services.0.trl.0", "services.0.status"} <= found.keys()


def test_broken_yaml_is_named_with_a_line(tmp_path: Path) -> None:
    path = tmp_path / "lab.yaml"
    path.write_text("id: lab\nname: {sv: [", "utf-8")

    assert "line " in faults(path)["YAML"]


def test_a_file_that_is_not_utf_8_says_so(tmp_path: Path) -> None:
    path = tmp_path / "lab.yaml"
    path.write_bytes("name: Läkarhuset".encode("latin-1"))

    assert faults(path) == {"file": "save it as UTF-8"}


def test_an_empty_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "lab.yaml"
    path.write_text("", "utf-8")

    assert faults(path).keys() == {"file"}


def test_a_fault_is_told_in_one_line() -> None:
    assert str(Problem("lab.yaml", "services.0.id", "Field required")) == ("lab.yaml: services.0.id: Field required")
