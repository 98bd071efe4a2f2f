"""What the team “Clothing” pursues, season by season."""

from __future__ import annotations

from cairn.goals.demo.story.words import TeamStory, aim, below, done, down, learn, reach, up

STORY = TeamStory(
    "Clothing",
    seasons=(
        (
            aim(
                "last",
                ("Sew seams that outlive the fabric", "Make the rain shell a thing one inherits"),
                down(
                    "seam claims",
                    "Bring seam claims on shells down from {start} to {target} a quarter",
                    "claims",
                    "88",
                    "25",
                ),
                up("washes", "Raise the washes a shell stays dry for from {start} to {target}", "washes", "24", "10"),
                done("Retire the last coating that contains fluorine"),
            ),
        ),
        (
            aim(
                "grow",
                ("Fit more bodies", "Be the shell that fits on the first try"),
                down("size returns", "Bring returns for size down from {start} to {target} %", "%", "17", "4"),
                reach("fittings", "Fit {target} people between XS and 4XL", "people", "140"),
                up("sizes", "Offer {target} styles in the full run of sizes, up from {start}", "styles", "12", "9"),
                learn("body data", "Find out how far our block patterns miss real backs", "mm", "19"),
            ),
        ),
        (
            aim(
                "last",
                ("Make wool worth mending", "Close the loop of wool"),
                up("recycled wool", "Raise recycled wool in mid-layers from {start} to {target} %", "%", "18", "14"),
                reach("darning", "Teach darning to {target} customers", "people", "260"),
                down(
                    "pilling",
                    "Bring complaints about pilling down from {start} to {target} a month",
                    "claims",
                    "34",
                    "12",
                ),
                tags=("repair",),
            ),
        ),
        (
            aim(
                "run",
                ("Let winter arrive in the right sizes", "Send no winter jacket by plane"),
                up("size forecast", "Raise forecast accuracy by size from {start} to {target} %", "%", "66", "12"),
                below("rework", "Keep rework of winter jackets below 4 %", "%", "4", "5.5"),
                down(
                    "fabric delay", "Cut the average delay of fabric from {start} to {target} days", "days", "12", "6"
                ),
            ),
            aim(
                "grow",
                ("Win the first cold weekend", "Own the first cold weekend in two continents"),
                reach("insulated", "Sell {target} insulated jackets before the first of December", "jackets", "3400"),
                up(
                    "fleece rating",
                    "Raise the rating of the fleece line from {start} to {target} stars",
                    "stars",
                    "4.2",
                    "0.3",
                ),
                down("colour leftovers", "Cut unsold colours from {start} to {target}", "colours", "11", "4"),
                tags=("winter season",),
            ),
        ),
    ),
    personal=(
        aim(
            "last",
            ("Find a zip that a child can replace", "Bring the slider kit into every jacket"),
            reach("zip trials", "Try {target} zips with people who have never sewn", "zips", "9"),
            up(
                "zip success",
                "Raise people who replace it within ten minutes from {start} to {target} %",
                "%",
                "30",
                "30",
            ),
        ),
        aim(
            "run",
            ("Make our size tables tell the truth", "Measure once, cut once"),
            done("Re-measure the 32 best-selling styles", nature="committed"),
            down("size mails", "Cut mails that ask about size from {start} to {target} a week", "mails", "75", "30"),
        ),
    ),
    went_well=(
        "The 4XL sample fits without a single change.",
        "Wash test past thirty and still beading.",
        "Recycled yarn arrived early and spins well.",
    ),
    went_badly=(
        "The dye house mixed up two shades; a second run is on its way.",
        "Seam tape peels at minus fifteen. The lab is on it.",
        "Fitting day cancelled, half the models were ill.",
    ),
)
