"""Made-up content for the style guide: nobody here exists and nothing is stored."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from cairn.core import clock
from cairn.ui.marks import STATUS_WORDS
from cairn.ui.navigation import Rail, RailLink, RailSection


@dataclass(frozen=True)
class Somebody:
    pk: int
    name: str
    photo_id: None = None

    @property
    def initials(self) -> str:
        return "".join(word[0] for word in self.name.split()).upper()


@dataclass(frozen=True)
class Place:
    name: str
    slug: str


MAYA, TOM, ADA, JONAS, PRIYA, EMIL, LENA, OMAR = PEOPLE = [
    Somebody(number, name)
    for number, name in enumerate(
        ["Maya Lind", "Tom Sato", "Ada Kaya", "Jonas Okafor", "Priya Rao", "Emil Nowak", "Lena Weiss", "Omar Haddad"]
    )
]
COURSE = [2, 3, 3, 5, 7, 8]
SLOW = [1, 1, 2, 2, 2, 3]


@dataclass(frozen=True)
class Row:
    """What a row of the tree shows; the goals' pages have a dataclass much like it."""

    id: str
    level: int
    kind: str
    title: str
    owner: Somebody
    progress: float
    status: str
    value: str = ""
    expected: float | None = 57
    word: str | None = None
    is_open: bool | None = None  # None: nothing below it
    checked_in_at: datetime | None = None
    is_late: bool = False
    is_private: bool = False
    is_selected: bool = False
    parent: str = ""
    state: str = "open"
    course: list[int] = field(default_factory=list)
    parent_id: str = ""
    extra: str = ""  # a class: how it looks while something happens to it
    drop: str = ""
    drop_word: str = ""
    typed: str | None = None  # what stands in the open field
    typed_hint: str = ""
    typed_error: str = ""


def moments() -> dict[str, datetime]:
    """Instants at telling distances from now."""
    now = clock.now()
    gaps = {"just_now": 0, "hours": 3 * 60, "yesterday": 24 * 60, "days": 9 * 24 * 60, "long": 80 * 24 * 60}
    return {name: now - timedelta(minutes=minutes) for name, minutes in gaps.items()}


def rows() -> list[Row]:
    """A tree with every kind and state."""
    at = moments()
    return [
        Row("1", 1, "objective", "Become the brand guides recommend", MAYA, 56, "behind", is_open=True,
            checked_in_at=at["yesterday"], course=COURSE),
        Row("2", 2, "key_result", "Raise the wholesale reorder rate from 38 % to 55 %", MAYA, 54, "behind",
            "47.2 of 38 → 55 %", checked_in_at=at["yesterday"], is_selected=True, course=COURSE, parent_id="1"),
        Row("3", 2, "key_result", "Win 120 certified guides as ambassadors", TOM, 62, "on_track", "74 of 0 → 120",
            is_open=False, checked_in_at=at["hours"], course=COURSE, parent_id="1"),
        Row("4", 2, "key_result", "Return rate of boots stays below 4 %", ADA, 100, "on_track", "3.4 % below 4 %",
            checked_in_at=at["hours"], course=SLOW, parent_id="1"),
        Row("5", 1, "objective", "Ship orders in two days, everywhere", JONAS, 38, "behind", is_open=True,
            checked_in_at=at["hours"], course=SLOW),
        Row("6", 2, "key_result", "Cut the median from pick to ship from 61 h to 40 h", JONAS, 43, "behind",
            "52 of 61 → 40 h", is_open=True, parent="Lower the cost per order", checked_in_at=at["hours"],
            course=COURSE, parent_id="5"),
        Row("7", 3, "key_result", "Daily units per picker from 2.6 k to 4.0 k", PRIYA, 57, "on_track",
            "3.4 of 2.6 → 4 k", checked_in_at=at["just_now"], course=COURSE, parent_id="6"),
        Row("8", 2, "key_result", "Northern depot ready for 600 parcels a day", EMIL, 8, "at_risk", "48 of 0 → 600",
            checked_in_at=at["days"], is_late=True, course=SLOW, parent_id="5"),
        Row("9", 2, "project", "Move the depot to the new hall", ADA, 52, "behind", "13 of 25 tasks",
            checked_in_at=at["days"], course=COURSE, parent_id="5"),
        Row("10", 1, "objective", "Make Acme the best place we have worked", LENA, 71, "on_track", is_open=False,
            is_private=True, checked_in_at=at["yesterday"], course=COURSE),
        Row("11", 1, "objective", "Learn whether rental can be a second business", TOM, 0, "not_started"),
        Row("12", 1, "objective", "Close the books in five days", EMIL, 100, "closed", expected=None,
            word="Closed 0.8", is_open=False, state="closed", checked_in_at=at["long"], course=COURSE),
        Row("13", 1, "key_result", "Revenue of the online shop from 1.2 M€ to 2 M€", OMAR, 112.5, "on_track",
            "2.1 of 1.2 → 2 M€", checked_in_at=at["yesterday"], course=COURSE),
        Row("14", 1, "key_result", "Support backlog from 300 to 100 tickets", OMAR, -12, "at_risk",
            "324 of 300 → 100", checked_in_at=at["yesterday"], course=SLOW),
        Row("15", 1, "key_result", "Open the shop in Bergen", PRIYA, 20, "postponed", expected=None,
            state="postponed", checked_in_at=at["long"]),
    ]  # fmt: skip


def rows_in_motion() -> list[Row]:
    """Rows while they are typed in, dragged, dropped on, refused and freshly moved."""

    def row(number: str, title: str, **more: Any) -> Row:
        return Row(number, 1, "key_result", title, MAYA, 54, "behind", "47.2 of 38 → 55 %", course=COURSE, **more)

    return [
        row("m1", "The one that is dragged", extra="is-dragged"),
        row("m2", "Dropping here puts it below this one", drop="into", drop_word="Align to this"),
        row("m3", "Dropping here puts it after this one", drop="after"),
        row("m4", "Dropping here is refused", drop="no", drop_word="It would be above and below itself"),
        row("m5", "A number that has just changed", extra="is-moved"),
        row("m6", "Checking in by typing", extra="is-typing", typed="48 on track: second shift trained",
            typed_hint="47.2 → 48 %, 58.8 % done, on track"),
        row("m7", "Something the server cannot read", extra="is-typing", typed="fortyeight",
            typed_error="Start with a number, such as 48, +3 or 60%."),
    ]  # fmt: skip


def rows_compact() -> list[Row]:
    """A few rows for a narrow, dense list."""
    return [replace(row, id=f"c{row.id}", is_selected=False) for row in rows()[:5]]


def chart_of_statuses() -> dict[str, Any]:
    """How many items had which status, week by week."""
    weeks = ["5 Oct", "12 Oct", "19 Oct", "26 Oct", "2 Nov", "9 Nov"]
    course = {"on_track": [4, 8, 11, 12, 11, 11], "behind": [2, 4, 5, 5, 6, 5], "at_risk": [0, 1, 1, 1, 2, 3]}
    series = [{"name": str(STATUS_WORDS[name]), "status": name, "values": values} for name, values in course.items()]
    return {"kind": "series", "type": "bar", "stacked": True, "unit": "", "categories": weeks, "series": series}


def chart() -> dict[str, Any]:
    """The course of a key result: actual values, expected line, forecast with its band."""
    days = ["10-01", "10-18", "10-27", "11-05", "11-13", "11-19"]
    return {
        "kind": "course",
        "day": "j M",
        "unit": "%",
        "start": "2026-10-01",
        "end": "2026-12-31",
        "today": "2026-11-22",
        "actual": [
            [f"2026-{day}", value] for day, value in zip(days, [38, 40.7, 40.2, 43.1, 45.6, 47.2], strict=True)
        ],
        "expected": [["2026-10-01", 38], ["2026-12-31", 55]],
        "forecast": [["2026-11-19", 47.2, 47.2, 47.2], ["2026-12-31", 48, 52, 56]],
        "names": {"actual": "Actual", "expected": "Expected", "forecast": "Likely"},
    }


def rail() -> Rail:
    """A rail with every section."""

    def link(label: str, icon: str, **more: Any) -> RailLink:
        return RailLink(label, "#", icon, **more)

    return Rail(
        [
            RailSection("", [
                link("Inbox", "inbox", count=6, on_phone=True), link("My OKRs", "target", on_phone=True),
            ]),
            RailSection("teams", [
                link("Company", "building-2", current=True, on_phone=True), link("Product & Engineering", "users"),
                link("Sales", "users"), link("Customer Success", "users"),
            ]),
            RailSection("closer", [
                link("Explorer", "list-filter"), link("Map", "network"), link("Dashboards", "layout-dashboard"),
            ]),
            RailSection("season", [link("Planning", "calendar-range"), link("Wrap-up", "flag")]),
        ],
        search_url="/style-guide/search",
        search_page_url="/style-guide",
    )  # fmt: skip
