from __future__ import annotations

from pathlib import Path

import pytest

from cairn.cli.main import COMMANDS, Command, main
from cairn.cli.tests.conftest import SECRET, Place


@pytest.mark.once
def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        main(["--help"])
    said = capsys.readouterr().out
    for command in COMMANDS:
        assert f"  {command.name} " in said
        assert command.help in said


@pytest.mark.once
@pytest.mark.parametrize("command", [c for c in COMMANDS if c.name != "manage"], ids=lambda command: command.name)
def test_a_command_explains_itself(command: Command, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        main([command.name, "--help"])
    assert capsys.readouterr().out.startswith(f"usage: cairn {command.name}")


@pytest.mark.once
def test_an_unknown_command_is_refused_with_the_list_of_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["conquer"])
    said = capsys.readouterr().err
    assert "conquer" in said
    assert "verify" in said


@pytest.mark.once
def test_an_odd_setting_is_a_sentence_and_not_a_traceback(place: Place) -> None:
    done = place.cairn("verify", CAIRN_DEBUG="perhaps")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "cairn: CAIRN_DEBUG is 'perhaps'; it must be on or off.\n"


@pytest.mark.once
@pytest.mark.parametrize("more", [{}, {"CAIRN_SECRET_KEY": SECRET}], ids=["key in the folder", "key given"])
def test_a_data_folder_that_cannot_be_used_is_a_sentence(place: Place, tmp_path: Path, more: dict[str, str]) -> None:
    taken = tmp_path / "a-file"
    taken.touch()
    done = place.cairn("verify", CAIRN_DATA_DIR=str(taken / "data"), **more)
    assert done.returncode == 2
    assert done.stderr.startswith(f"cairn: the data folder {taken / 'data'} cannot be used: ")
    assert "Traceback" not in done.stderr


@pytest.mark.once
def test_a_database_that_cannot_be_reached_is_a_sentence(place: Place, tmp_path: Path) -> None:
    nowhere = f"postgresql://cairn@/cairn?host={tmp_path}"
    done = place.cairn("verify", CAIRN_DATABASE_URL=nowhere)
    assert done.returncode == 2
    assert done.stderr.startswith("cairn: the database cannot be reached: ")
    assert "Traceback" not in done.stderr


def test_a_command_makes_the_tables_of_an_empty_database(place: Place) -> None:
    done = place.cairn("verify")
    assert (done.returncode, done.stdout) == (0, "0 organisations checked, no differences.\n")


@pytest.mark.once
def test_a_command_refuses_a_database_of_an_older_version(place: Place) -> None:
    assert place.cairn("manage", "migrate", "auth", "0001", "--verbosity=0").returncode == 0
    done = place.cairn("verify")
    assert done.returncode == 2
    assert "cairn manage migrate" in done.stderr
