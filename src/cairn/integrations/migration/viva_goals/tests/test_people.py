"""Telling people apart by what files call them."""

from __future__ import annotations

from cairn.integrations.migration.viva_goals.people import Directory, name_from_email, normalised, split_names
from cairn.integrations.migration.viva_goals.records import PersonRecord, PersonRef

ADA = PersonRecord("1", "Ada Ábel", "ada@acme.example")
BO = PersonRecord("2", "Bo Berg", "bo@acme.example")
OTHER_BO = PersonRecord("3", "BO  berg", "bo.berg@acme.example")


def test_an_address_finds_its_person_whatever_the_name_says() -> None:
    assert Directory.of([ADA, BO]).find(PersonRef(email="BO@acme.example", name="Ada Abel")) == BO


def test_a_name_is_found_without_case_accents_and_spaces() -> None:
    assert Directory.of([ADA, BO]).find(PersonRef(name=" ada  ABEL ")) == ADA


def test_an_unknown_address_is_not_looked_up_by_name() -> None:
    assert Directory.of([ADA]).find(PersonRef(email="ada@other.example", name="Ada Ábel")) is None


def test_a_name_that_two_people_share_finds_nobody_and_makes_nobody() -> None:
    directory = Directory.of([BO, OTHER_BO])
    assert directory.find(PersonRef(name="Bo Berg")) is None
    assert directory.ref(PersonRef(name="Bo Berg")) == PersonRef(name="Bo Berg")
    assert len(directory.people) == 2


def test_somebody_unknown_becomes_known() -> None:
    directory = Directory.of([ADA])
    ref = directory.ref(PersonRef(email="chi.celik@acme.example"))
    assert (ref.name, len(directory.people)) == ("Chi Celik", 2)
    assert directory.ref(PersonRef(email="chi.celik@acme.example")) == ref


def test_the_same_id_or_address_is_added_once() -> None:
    assert len(Directory.of([ADA, ADA, PersonRecord(None, "A. Abel", "ADA@acme.example")]).people) == 1


def test_names_are_split_at_commas_unless_the_comma_is_in_a_known_name() -> None:
    known = {normalised("Doe, Jane"), normalised("Lee, Ann, Dr.")}
    assert split_names("doe,  jane, Bo Berg, Lee, Ann, Dr.", known) == ["doe, jane", "Bo Berg", "Lee, Ann, Dr."]
    assert split_names("Doe, Jane", set()) == ["Doe", "Jane"]
    assert split_names(" , ", set()) == []


def test_an_address_gives_a_readable_name() -> None:
    assert name_from_email("vp.engineering@acme.example") == "Vp Engineering"
    assert name_from_email("@acme.example") == "@acme.example"
