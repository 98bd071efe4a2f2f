"""One check-in in one cell, whatever its note says."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cairn.integrations.migration.viva_goals import check_in_cell
from cairn.integrations.migration.viva_goals.tests.sample_files import check_in_cell as cell

PLAIN = st.text(st.characters(exclude_characters=";", exclude_categories=("Cs", "Cc")), max_size=20).map(str.strip)
NOTES = st.lists(
    st.sampled_from(["; ", "Note: ", "; Status: ", "; Current Value: 9", "; Activity Date: x", "é"])
).map("".join)


def test_all_its_parts_are_found() -> None:
    assert check_in_cell.split(cell(note="Two deals", user="Bo Berg", value="1,300")) == {
        "Date": "2025-03-10",
        "User": "Bo Berg",
        "Note": "Two deals",
        "Metric Name": "Progress",
        "Status": "On Track",
        "Current Value": "1,300",
        "Activity Date": "2025-03-10 20:57:08 UTC",
    }


def test_a_note_may_hold_labels_and_line_ends() -> None:
    note = "done; Status: see board; Metric Name: other;\nNote: more; Activity Date: never"
    fields = check_in_cell.split(cell(note=note))
    assert fields is not None
    assert (fields["Note"], fields["Status"], fields["Metric Name"]) == (note, "On Track", "Progress")


def test_parts_may_be_missing() -> None:
    assert check_in_cell.split("Checkin Date: 2025-03-10; Current Value: 5;") == {
        "Date": "2025-03-10",
        "Current Value": "5",
    }
    assert check_in_cell.split("Check-in Date: 2025-03-10; Note: hm") == {"Date": "2025-03-10", "Note": "hm"}


def test_any_other_text_is_no_check_in() -> None:
    assert check_in_cell.split("Note: Checkin Date: 2025-03-10;") is None


@settings(deadline=None)
@given(PLAIN, NOTES | PLAIN, PLAIN)
def test_what_is_joined_can_be_split(user: str, note: str, metric: str) -> None:
    fields = {"Date": "2025-03-10", "User": user, "Note": note.strip(), "Metric Name": metric, "Status": "Behind"}
    fields |= {"Current Value": "5", "Activity Date": "2025-03-10 20:57:08 UTC"}
    assert check_in_cell.split(check_in_cell.joined(fields)) == fields


def test_a_note_full_of_labels_stays_a_note() -> None:
    """Two megabytes of them: reading in more than the time of its length would not come to an end here."""
    note = "; Metric Name: ; Status: ; Current Value: " * 50_000
    fields = check_in_cell.split(cell(note=note))
    assert fields is not None
    assert (fields["Note"], fields["Status"]) == (note.strip(), "On Track")
