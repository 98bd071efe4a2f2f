"""What the team “Customer Care” pursues, season by season."""

from __future__ import annotations

from cairn.goals.demo.story.words import TeamStory, above, aim, below, done, down, reach, up

STORY = TeamStory(
    "Customer Care",
    seasons=(
        (
            (
                aim(
                    "last",
                    ("Decide warranty cases like a neighbour would", "Answer warranty cases the same day"),
                    down(
                        "warranty days",
                        "Cut the wait for a warranty answer from {start} to {target} days",
                        "days",
                        "9.5",
                        "3",
                    ),
                    up(
                        "care joy",
                        "Raise satisfaction after a claim from {start} to {target} stars",
                        "stars",
                        "3.9",
                        "0.4",
                    ),
                    reach("photo cases", "Solve {target} cases by photo alone", "cases", "450"),
                    tags=("repair",),
                ),
            )
        ),
        (
            (
                aim(
                    "grow",
                    ("Answer before the kettle boils", "Be as quick in Vancouver as in Vienna"),
                    down(
                        "first answer",
                        "Cut the first answer from {start} to {target} hours",
                        "h",
                        "14",
                        "5",
                        phased=True,
                    ),
                    up("one answer", "Raise cases solved with one answer from {start} to {target} %", "%", "55", "9"),
                    below("backlog", "Keep the backlog below 120 cases", "cases", "120", "180"),
                    tags=("summer season",),
                ),
            )
        ),
        (
            (
                aim(
                    "last",
                    ("Turn questions into better products", "Give designers our ears for a week"),
                    up(
                        "tagged", "Raise cases tagged with part and cause from {start} to {target} %", "%", "40", "25"
                    ),
                    reach(
                        "digests",
                        "Send {target} monthly digests that a designer answers",
                        "digests",
                        "3",
                        nature="committed",
                    ),
                    down(
                        "repeat faults",
                        "Bring cases of known faults down from {start} to {target} a week",
                        "cases",
                        "38",
                        "14",
                    ),
                ),
            )
        ),
        (
            (
                aim(
                    "run",
                    ("Keep our calm in the busiest weeks", "Let nobody wait on hold at Christmas"),
                    down("hold", "Cut the wait on the phone from {start} to {target} s", "s", "210", "110"),
                    above("care stars", "Keep satisfaction above 4.4 stars", "stars", "4.4", "4.2"),
                    done("Train eight colleagues of other teams as helpers"),
                    tags=("winter season",),
                ),
            )
        ),
    ),
    personal=(
        aim(
            "grow",
            ("Speak with Japan in its own words", "Be reachable when Tokyo is awake"),
            reach("ja replies", "Write {target} replies with native review", "replies", "120"),
            down("ja time", "Cut the Japanese answer from {start} to {target} hours", "h", "36", "14"),
        ),
        aim(
            "run",
            ("Let the help pages do the easy half", "Make the help pages worth reading"),
            reach("articles", "Rewrite {target} help pages", "pages", "30"),
            down("easy mails", "Cut mails with an answer on the site from {start} to {target} %", "%", "44", "12"),
        ),
    ),
    went_well=(
        "Backlog at its lowest since we count.",
        "Photo cases save everyone a parcel.",
        "A grumpy customer became a repair-day volunteer.",
    ),
    went_badly=(
        "The tent recall talk in the forum tripled our mails.",
        "Two new colleagues start later than planned.",
        "The phone system dropped calls all Tuesday.",
    ),
)
