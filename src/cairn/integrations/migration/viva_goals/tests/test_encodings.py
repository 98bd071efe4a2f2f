"""The encodings, line ends and separators in which text files arrive."""

from __future__ import annotations

import pytest

from cairn.integrations.migration.viva_goals.tests.sample_files import bundle_of, sentences

TEXT = 'Id,Title,Owner,Description\r\n1,Élan – “Größe”,Ada Abel,"two\r\nlines"\r\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_every_usual_encoding_gives_the_same_goal(encoding: str) -> None:
    goal = bundle_of(TEXT.encode(encoding)).goals[0]
    assert (goal.title, goal.description) == ("Élan – “Größe”", "two\nlines")


def test_a_guessed_encoding_is_said() -> None:
    assert "warning: It is not UTF-8 and was read as Windows-1252." in sentences(bundle_of(TEXT.encode("cp1252")))
    assert "Windows-1252" not in sentences(bundle_of(TEXT.encode()))


@pytest.mark.parametrize("separator", [";", "\t"])
def test_other_separators_are_understood(separator: str) -> None:
    rows = [["Id", "Title", "Owner"], ["1", "Grow, fast", "Ada Abel"]]
    content = "\n".join(separator.join(row) for row in rows)
    assert bundle_of(content.encode()).goals[0].title == "Grow, fast"


def test_a_line_that_names_the_separator_is_skipped() -> None:
    assert bundle_of(b"sep=;\r\nId;Title;Owner\r\n1;Grow;Ada\r\n").goals[0].title == "Grow"


def test_headers_may_stand_below_a_title_and_be_written_loosely() -> None:
    content = b"Our OKRs,,\n,,\nOKR-ID,* title *,OWNER(S)\n1,Grow,Ada\n"
    goal = bundle_of(content).goals[0]
    assert (goal.external_id, goal.title, goal.row) == ("1", "Grow", 4)
