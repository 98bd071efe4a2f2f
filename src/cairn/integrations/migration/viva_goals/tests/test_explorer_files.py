"""Explorer exports: whatever columns their user chose, in CSV or XLSX."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest

from cairn.integrations.migration.viva_goals.tests.sample_files import (
    OLD_HEADERS,
    bundle_of,
    check_in_cell,
    csv_bytes,
    goal_named,
    sentences,
    workbook_bytes,
    zip_bytes,
)

GROW = {
    "Id": "100", "Title": "Grow (a lot)", "Team": "Sales; Marketing", "Creator": "Bo Berg",
    "Owner": "Ada Abel, Bo Berg",
    "Period": "Q1 2025", "Start Date": "2025-01-01", "End Date": "2025-03-31", "Description": "Why",
    "Aligned To (weight, Objective ID)": "", "Unit": "%", "Target": "100", "Object Type": "Objective",
    "Goal Type": "Committed Goal", "Created At": "2025-01-02 08:30:00 UTC", "Progress %": "40", "Status": "On Track",
}  # fmt: skip
DEALS = {
    "Id": "101", "Title": "Deals", "Owner": "Ada Abel",
    "Aligned To (weight, Objective ID)": "Grow (a lot)(weight: 100%, Id: 100)",
    "Metric Name": "Deals", "Unit": "deals", "Start": "1,000", "Target": "2,500", "Object Type": "Key result",
    "Progress %": "20", "Actual Progress": "1,300", "Last Check-in": "2025-02-03", "Last Check-in Note": "Slow",
}  # fmt: skip


def test_every_column_finds_its_field() -> None:
    goal = goal_named(bundle_of(csv_bytes([GROW, DEALS])), "Grow (a lot)")
    assert goal.team_names == ("Sales", "Marketing")
    assert [owner.name for owner in goal.owner_refs] == ["Ada Abel", "Bo Berg"]
    assert goal.creator_ref == goal.owner_refs[1]
    assert (goal.period_name, goal.start, goal.due) == ("Q1 2025", date(2025, 1, 1), date(2025, 3, 31))
    assert (goal.kind, goal.nature, goal.status, goal.description) == ("objective", "committed", "on_track", "Why")
    assert goal.created_at == datetime(2025, 1, 2, 8, 30, tzinfo=UTC)
    assert goal.has_lasting_id


def test_thousands_commas_and_the_current_value_of_a_metric_are_read() -> None:
    goal = goal_named(bundle_of(csv_bytes([GROW, DEALS])), "Deals")
    assert (goal.outcome.kind, goal.outcome.start, goal.outcome.target) == ("increase", 1000, 2500)
    assert goal.current_value == 1300


def test_a_value_without_check_ins_gets_one_on_the_day_of_the_last_check_in() -> None:
    (check_in,) = bundle_of(csv_bytes([GROW, DEALS])).check_ins
    assert (check_in.goal_ref, check_in.value, check_in.note) == ("101", 1300, "Slow")
    assert (check_in.date, check_in.is_implied) == (date(2025, 2, 3), True)


def test_an_objective_with_children_rolls_up_and_a_leaf_is_manual() -> None:
    bundle = bundle_of(csv_bytes([GROW, DEALS]))
    assert goal_named(bundle, "Grow (a lot)").progress_mode == "rollup"
    assert goal_named(bundle, "Deals").progress_mode == "manual"


def test_an_objective_with_a_check_in_of_its_own_is_manual() -> None:
    bundle = bundle_of(csv_bytes([GROW | {"Checkins": check_in_cell(value="40%")}, DEALS]))
    assert goal_named(bundle, "Grow (a lot)").progress_mode == "manual"


def test_an_objective_that_moved_on_after_its_check_in_rolls_up() -> None:
    bundle = bundle_of(csv_bytes([GROW | {"Checkins": check_in_cell(value="10%")}, DEALS]))
    assert goal_named(bundle, "Grow (a lot)").progress_mode == "rollup"


def test_check_ins_run_raggedly_past_the_last_header() -> None:
    first = check_in_cell(date="2025-02-01", value="10%", at="2025-02-01 10:00:00 UTC")
    later = [check_in_cell(date=f"2025-02-0{day}", value=f"{day}0%") for day in (2, 3)]
    bundle = bundle_of(csv_bytes([GROW | {"Checkins": first}, DEALS | {"Checkins": ""}], later))
    assert [check_in.value for check_in in bundle.check_ins if check_in.goal_ref == "100"] == [10, 20, 30]
    assert goal_named(bundle, "Grow (a lot)").current_value == 30


def test_check_ins_are_read_when_no_header_names_them() -> None:
    bundle = bundle_of(csv_bytes([GROW], [check_in_cell(value="40%", note="a; b")]))
    assert [(check_in.value, check_in.note) for check_in in bundle.check_ins] == [(40, "a; b")]


def test_a_cell_past_the_headers_that_is_no_check_in_is_remarked_on() -> None:
    bundle = bundle_of(csv_bytes([GROW], ["stray"]))
    assert "warning: column R: “stray” is not a check-in; it is left out." in sentences(bundle)


def test_a_check_in_without_a_date_is_left_out_with_a_remark() -> None:
    bundle = bundle_of(csv_bytes([GROW | {"Checkins": check_in_cell(date="soon", at="")}]))
    assert not any(check_in.goal_ref == "100" and not check_in.is_implied for check_in in bundle.check_ins)
    assert "A check-in without a date is left out." in sentences(bundle)


def test_several_parents_in_one_cell_are_all_kept_and_the_first_is_first() -> None:
    both = "Grow (a lot)(weight: 50.00%, Id: 100); Cut (costs)(weight: 100.00%, Id: 102)"
    cut = GROW | {"Id": "102", "Title": "Cut (costs)"}
    bundle = bundle_of(csv_bytes([GROW, cut, DEALS | {"Aligned To (weight, Objective ID)": both}]))
    assert [(ref.external_id, ref.title) for ref in goal_named(bundle, "Deals").alignments] == [
        ("100", "Grow (a lot)"),
        ("102", "Cut (costs)"),
    ]


def test_a_parent_outside_the_file_is_kept_and_remarked_on() -> None:
    bundle = bundle_of(csv_bytes([DEALS]))
    assert goal_named(bundle, "Deals").alignments[0].external_id == "100"
    assert "warning: Its parent “Grow (a lot)” is not in the file" in sentences(bundle)


def test_the_organisations_own_words_become_kinds() -> None:
    rows = [
        GROW | {"Object Type": "Big rock"},
        DEALS | {"Object Type": "Kpi"},
        DEALS | {"Id": "103", "Title": "Fair", "Object Type": "Deliverable"},
    ]
    bundle = bundle_of(csv_bytes(rows))
    assert [(goal.kind, goal.kind_word) for goal in bundle.goals] == [
        ("objective", "Big rock"), ("key_result", "Kpi"), ("project", "Deliverable"),
    ]  # fmt: skip


def test_a_person_may_choose_what_a_word_means() -> None:
    bundle = bundle_of(csv_bytes([GROW | {"Object Type": "Theme"}]), kinds={"Theme": "project"})
    assert bundle.goals[0].kind == "project"


def test_without_object_types_the_place_in_the_tree_tells_the_kind() -> None:
    rows = [{key: text for key, text in row.items() if key != "Object Type"} for row in (GROW, DEALS)]
    assert [goal.kind for goal in bundle_of(csv_bytes(rows)).goals] == ["objective", "key_result"]


def test_an_old_layout_tells_whose_goal_it_is() -> None:
    rows = [
        ("1", "A", "Bold", "Organization", "Acme", "Bo Berg", "Bo Berg", "Q1", "100", "Objective"),
        ("2", "B", "", "Team", "Sales; Field", "Bo Berg", "Bo Berg", "Q1", "5", "Key result"),
        ("3", "C", "", "Individual", "Bo Berg", "Bo Berg", "Bo Berg", "Q1", "100", "Objective"),
    ]
    bundle = bundle_of(csv_bytes([dict(zip(OLD_HEADERS, row, strict=True)) for row in rows]))
    assert [(goal.entity, goal.team_names) for goal in bundle.goals] == [
        ("organization", ()), ("team", ("Sales", "Field")), ("individual", ()),
    ]  # fmt: skip
    assert [goal.outcome.type for goal in bundle.goals] == ["percent", "metric", "percent"]
    assert bundle.goals[0].tags == ("Bold",)


def test_goals_without_a_team_are_the_organisations_or_their_owners_own() -> None:
    below = {"Owner": "Ada", "Aligned To": "(weight: 0%, Id: 1)"}
    rows = [
        {"Id": "1", "Title": "Company", "Owner": "Chi", "Object Type": "Objective"},
        {"Id": "2", "Title": "Its key result", "Object Type": "Key result"} | below,
        {"Id": "3", "Title": "Ada’s own", "Object Type": "Objective"} | below,
    ]
    bundle = bundle_of(csv_bytes(rows))
    assert [goal.entity for goal in bundle.goals] == ["organization", "organization", "individual"]
    assert "name no team: 3. Taken as the organisation's: 2; as their owners' own: 1." in sentences(bundle)


def test_tags_in_separate_columns_are_not_split() -> None:
    content = b'Id,Title,Owner,Tag 1,Tag 2,Tag 3\n1,Grow,Ada,"bold, new",,field\n'
    bundle = bundle_of(content)
    assert bundle.goals[0].tags == ("bold, new", "field")
    assert [tag.name for tag in bundle.tags] == ["bold, new", "field"]


def test_several_tags_in_the_one_column_are_split() -> None:
    assert bundle_of(csv_bytes([GROW | {"Tag": "bold; new"}])).goals[0].tags == ("bold", "new")


def test_a_workbook_gives_what_the_csv_gives() -> None:
    rows = [GROW | {"Checkins": ""}, DEALS | {"Checkins": check_in_cell(value="1,300")}]
    headers = list(dict.fromkeys(header for row in rows for header in row))
    sheet = [headers, *([row.get(header) for header in headers] for row in rows)]
    assert bundle_of(workbook_bytes({"Export": sheet})) == bundle_of(csv_bytes(rows))


def test_numbers_and_dates_of_a_workbook_may_be_real_ones() -> None:
    headers = ["Id", "Title", "Owner", "Start Date", "End Date", "Unit", "Start", "Target"]
    row = [100, "Grow", "Ada", datetime(2025, 1, 1), date(2025, 3, 31), "m", 0.5, 12.0]
    goal = bundle_of(workbook_bytes({"Export": [headers, row]})).goals[0]
    assert (goal.external_id, goal.start, goal.due) == ("100", date(2025, 1, 1), date(2025, 3, 31))
    assert (goal.outcome.start, goal.outcome.target) == (Decimal("0.5"), 12)


@pytest.mark.parametrize(
    "link", ['=HYPERLINK("https://goals.example/100","100")', '=hyperlink("https://x.example";"100")']
)
def test_the_id_may_be_a_link_in_both_formats(link: str) -> None:
    sheet = [["Id", "Title", "Owner"], [link, "Grow", "Ada"]]
    assert bundle_of(workbook_bytes({"Export": sheet})).goals[0].external_id == "100"
    assert bundle_of(csv_bytes([{"Id": link, "Title": "Grow", "Owner": "Ada"}])).goals[0].external_id == "100"


def test_text_in_a_workbook_may_start_with_an_equals_sign() -> None:
    book = openpyxl.load_workbook(BytesIO(workbook_bytes({"Export": [["Id", "Title", "Owner"], [1, "x", "Ada"]]})))
    cell = book["Export"]["B2"]
    cell.value, cell.data_type = "=SUM", "s"
    out = BytesIO()
    book.save(out)
    assert bundle_of(out.getvalue()).goals[0].title == "=SUM"


def test_a_name_with_a_comma_is_one_person_when_the_file_shows_it() -> None:
    rows = [
        GROW | {"Creator": "Doe, Jane", "Owner": "Doe, Jane, Ada Abel"},
        DEALS | {"Team": "Diversity, Inclusion", "Owner": "Diversity, Inclusion"},
    ]
    bundle = bundle_of(csv_bytes(rows))
    assert [owner.name for owner in bundle.goals[0].owner_refs] == ["Doe, Jane", "Ada Abel"]
    assert [owner.name for owner in bundle.goals[1].owner_refs] == ["Diversity, Inclusion"]


def test_a_users_file_sent_along_gives_names_their_addresses() -> None:
    users = b"User Name,User Email\nAD\xc3\x81  abel,ada@acme.example\nBo Berg,bo@acme.example\n"
    bundle = bundle_of(csv_bytes([GROW]), users)
    assert [owner.email for owner in bundle.goals[0].owner_refs] == ["ada@acme.example", "bo@acme.example"]
    assert len(bundle.people) == 2


def test_an_archive_of_csv_files_is_read_like_the_files() -> None:
    users = b"User Email,User Name\nada@acme.example,Ada Abel\n"
    packed = bundle_of(zip_bytes({"a/goals.txt": csv_bytes([GROW]), "people": users, "__MACOSX/x": b"\0"}))
    loose = bundle_of(csv_bytes([GROW]), users)
    assert (packed.goals, packed.people) == (loose.goals, loose.people)


def test_two_views_of_one_organisation_are_one_set_of_goals() -> None:
    bundle = bundle_of(csv_bytes([GROW]), csv_bytes([GROW, DEALS]))
    assert [goal.external_id for goal in bundle.goals] == ["100", "101"]
    assert "error" not in sentences(bundle)


def test_an_id_used_twice_in_a_file_leaves_out_the_second_row() -> None:
    bundle = bundle_of(csv_bytes([GROW, DEALS | {"Id": "100"}]))
    assert [goal.title for goal in bundle.goals] == ["Grow (a lot)"]
    assert "error: Its id 100 was used before, by “Grow (a lot)” in row 2." in sentences(bundle)


def test_a_row_without_a_title_is_reported_and_the_rest_is_read() -> None:
    bundle = bundle_of(csv_bytes([GROW | {"Title": " "}, DEALS]))
    assert [goal.title for goal in bundle.goals] == ["Deals"]
    first = bundle.notes[0]
    assert (first.row, first.severity, first.sentence) == (2, "error", "The row has no title.")


def test_dates_that_are_none_or_the_wrong_way_round_are_remarked_on() -> None:
    rows = [GROW | {"End Date": "2025-02-30"}, DEALS | {"Start Date": "2025-03-01", "End Date": "2025-01-01"}]
    bundle = bundle_of(csv_bytes(rows))
    assert (bundle.goals[0].due, bundle.goals[1].start, bundle.goals[1].due) == (None, None, None)
    assert "“2025-02-30” is a day that does not exist." in sentences(bundle)
    assert "It would end on 2025-01-01, before it starts on 2025-03-01." in sentences(bundle)


def test_unknown_columns_are_kept_aside() -> None:
    assert bundle_of(csv_bytes([GROW | {"Cost centre": "17"}])).goals[0].metadata["Cost centre"] == "17"


def test_what_is_too_long_is_shortened_and_kept_whole_aside() -> None:
    goal = bundle_of(csv_bytes([GROW | {"Title": "x" * 600}])).goals[0]
    assert (len(goal.title), goal.metadata["unshortened"]) == (500, {"title": "x" * 600})
