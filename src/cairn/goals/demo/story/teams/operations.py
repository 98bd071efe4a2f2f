"""What the team “Operations” pursues, season by season."""

from __future__ import annotations

from cairn.goals.demo.story.words import Project, TeamStory, above, aim, below, done, down, up

STORY = TeamStory(
    "Operations",
    seasons=(
        (
            aim(
                "run",
                ("Plan the week once and keep it", "Let Monday's plan survive until Friday"),
                up(
                    "plan kept",
                    "Raise weekly plans kept without a change from {start} to {target} %",
                    "%",
                    "46",
                    "18",
                ),
                down("express", "Cut express shipments from {start} to {target} a month", "parcels", "64", "22"),
                above("stock truth", "Keep stock records above 98 % true", "%", "98", "96.5"),
                why="Each change of plan costs the workshop two hours.",
                tags=("supply",),
            ),
        ),
        (
            aim(
                "run",
                ("Make room before the summer wave", "Meet the summer wave with empty aisles"),
                up("picks", "Raise picks from {start} to {target} an hour", "picks", "58", "14"),
                down("aisles", "Bring blocked aisle metres down from {start} to {target}", "m", "140", "70"),
                done("Move slow sellers to the outside store", phased=True),
                projects=(Project("Draw the new floor plan with the packers"),),
            ),
        ),
        (
            aim(
                "run",
                ("Send less through the air", "Keep the winter collection on rails"),
                down("flown", "Cut flown weight from {start} to {target} tonnes", "t", "31", "12"),
                up("rail", "Raise freight that travels by rail from {start} to {target} %", "%", "22", "18"),
                below("freight cost", "Keep freight below 6.5 % of revenue", "%", "6.5", "7.2"),
                tags=("climate",),
            ),
        ),
        (
            (
                aim(
                    "run",
                    ("Let nobody work on Sundays in December", "Keep evenings free in the busiest weeks"),
                    down("sundays", "Bring Sunday shifts down from {start} to {target}", "shifts", "38", "26"),
                    up(
                        "cross-trained",
                        "Raise people trained for two stations from {start} to {target}",
                        "people",
                        "17",
                        "9",
                    ),
                    above("on time daily", "Keep daily on-time shipping above 92 %", "%", "92", "88"),
                    tags=("winter season",),
                ),
            )
        ),
    ),
    personal=(
        aim(
            "run",
            ("See trouble a week ahead", "Let the morning board tell the whole truth"),
            done("Put the six numbers of the day on the board in both halls", nature="aspirational"),
            down("surprises", "Cut surprises named in the weekly review from {start} to {target}", "", "12", "6"),
        ),
        aim(
            "people",
            ("Give shift leads time to lead", "Halve what keeps shift leads at the desk"),
            down("desk hours", "Cut desk work of shift leads from {start} to {target} hours a week", "h", "14", "6"),
            up("shift talks", "Raise weekly talks with each sewer from {start} to {target} %", "%", "35", "30"),
        ),
    ),
    went_well=(
        "No change of plan for eight days, a first.",
        "The packers' own floor plan beats the consultant's.",
        "Rail slot confirmed for the whole season.",
    ),
    went_badly=(
        "A strike at the port; two containers sit in Vigo.",
        "Three people ill, we shifted packing to the evening.",
        "The carrier raised its prices mid-quarter.",
    ),
)
