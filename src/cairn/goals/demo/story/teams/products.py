"""What the team “Products” pursues, season by season."""

from __future__ import annotations

from cairn.goals.demo.story.words import TeamStory, above, aim, between, done, down, learn, reach, up

STORY = TeamStory(
    "Products",
    seasons=(
        (
            aim(
                "last",
                ("Design for the second owner", "Make every new product open with two tools"),
                up(
                    "openable",
                    "Raise new products that open with two tools from {start} to {target} %",
                    "%",
                    "42",
                    "18",
                ),
                down(
                    "parts",
                    "Cut the number of different buckles and zips from {start} to {target}",
                    "parts",
                    "96",
                    "18",
                ),
                done("Publish the repair drawings of all current packs"),
                why="What cannot be opened cannot be mended.",
                tags=("repair",),
            ),
        ),
        (
            aim(
                "grow",
                ("Bring fewer products, sooner", "Say no to a third of all ideas"),
                down("range", "Trim the range from {start} to {target} styles", "styles", "214", "26"),
                down(
                    "to sample",
                    "Cut the time from sketch to first sample from {start} to {target} days",
                    "days",
                    "47",
                    "12",
                ),
                above("sell-through", "Keep spring sell-through above 68 %", "%", "68", "62"),
            ),
        ),
        (
            aim(
                "last",
                ("Turn complaints into drawings", "Read every return before we sketch"),
                up(
                    "returns read", "Raise returns examined by a designer from {start} to {target} %", "%", "20", "25"
                ),
                reach("fixes", "Release {target} design fixes that came from repairs", "fixes", "14"),
                learn("zip share", "Find out which share of returns begins with a zip", "%", "41"),
                tags=("repair",),
            ),
        ),
        (
            aim(
                "run",
                ("Freeze the spring collection on time, for once", "Freeze spring with nothing left open"),
                up(
                    "frozen",
                    "Raise styles frozen by the deadline from {start} to {target} %",
                    "%",
                    "71",
                    "20",
                    nature="committed",
                    phased=True,
                ),
                down(
                    "late changes",
                    "Bring changes after the freeze down from {start} to {target}",
                    "changes",
                    "63",
                    "25",
                ),
                between("cost deviation", "Hold product cost within 2 % below and 3 % above plan", "%", "-2", "3"),
            ),
        ),
    ),
    personal=(
        aim(
            "last",
            (
                "Make repairability a number everyone reads the same way",
                "Bring the repair index into every design review",
            ),
            done("Write the repair index and test it on 20 products", nature="aspirational"),
            up(
                "index reviews",
                "Raise design reviews that look at the index from {start} to {target} %",
                "%",
                "10",
                "40",
            ),
        ),
        aim(
            "people",
            ("Teach our designers to sew", "Send every designer to the repair bench"),
            reach("bench days", "Spend {target} designer days at the repair bench", "days", "20"),
            up("sewing", "Raise designers who can set a zip from {start} to {target}", "people", "4", "5"),
        ),
    ),
    went_well=(
        "The freeze meeting took forty minutes instead of a day.",
        "Dropped nine styles and nobody missed them.",
        "First samples fit; we skip the second round.",
    ),
    went_badly=(
        "Two samples came back with the wrong buckle; we wait for new ones.",
        "Marketing wants three styles back in. Talking on Thursday.",
        "Lost a week because the drawings were in the old format.",
    ),
)
