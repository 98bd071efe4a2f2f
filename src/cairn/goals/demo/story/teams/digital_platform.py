"""What the team “Digital Platform” pursues, season by season."""

from __future__ import annotations

from cairn.goals.demo.story.words import Project, TeamStory, above, aim, below, done, down, learn, reach, up

STORY = TeamStory(
    "Digital Platform",
    seasons=(
        (
            (
                aim(
                    "run",
                    ("One truth about every item", "Let every product carry its own file"),
                    up(
                        "passports",
                        "Raise products with a digital passport from {start} to {target} %",
                        "%",
                        "8",
                        "24",
                    ),
                    down(
                        "double data",
                        "Cut places where an article is kept from {start} to {target}",
                        "places",
                        "7",
                        "3",
                    ),
                    below("data faults", "Keep articles with wrong data below 1 %", "%", "1", "2"),
                ),
            )
        ),
        (
            (
                aim(
                    "last",
                    ("Let people follow their repair", "Let people book a repair in a minute"),
                    done("Show each step of a repair to its owner", nature="aspirational", phased=True),
                    reach("bookings", "Take {target} repair bookings online", "bookings", "1600"),
                    down("booking time", "Cut booking a repair from {start} to {target} minutes", "min", "8.5", "4"),
                    tags=("repair",),
                ),
            )
        ),
        (
            (
                aim(
                    "run",
                    ("Release without holding our breath", "Make releasing boring"),
                    up("releases", "Raise releases from {start} to {target} a week", "releases", "3", "4"),
                    down(
                        "restore",
                        "Cut the time to restore service from {start} to {target} minutes",
                        "min",
                        "64",
                        "30",
                    ),
                    below("failed", "Keep failed releases below 5 %", "%", "5", "8"),
                    above("coverage", "Keep automated checks above 80 % of the order flow", "%", "80", "75"),
                ),
            )
        ),
        (
            (
                aim(
                    "run",
                    ("Be ready for the big weekends", "Sleep through the big weekends"),
                    up("headroom", "Raise spare capacity from {start} to {target} % of the peak", "%", "35", "35"),
                    down("alerts", "Bring night alerts down from {start} to {target} a month", "alerts", "27", "14"),
                    done("Rehearse the loss of one data centre twice", nature="committed"),
                    below("latency", "Keep the order service below 250 ms", "ms", "250", "350"),
                    down("cloud", "Cut hosting from {start} to {target} euros per thousand orders", "€", "48", "11"),
                    learn("energy", "Find out how much power an order takes in the data centre", "Wh", "31"),
                    projects=(
                        Project("Move the order queue to the new cluster", counts=True),
                        Project("Write the runbook for the peak weekends"),
                    ),
                    tags=("winter season",),
                ),
            )
        ),
    ),
    personal=(
        aim(
            "run",
            ("Know first when something breaks", "Let the alarm tell the cause"),
            up("found first", "Raise outages we notice first from {start} to {target} %", "%", "52", "24"),
            down("noise", "Cut alerts nobody acts on from {start} to {target} a week", "alerts", "90", "45"),
        ),
        aim(
            "people",
            ("Make the first week of a developer count", "Have newcomers release on day three"),
            down(
                "first release", "Cut the time to the first release from {start} to {target} days", "days", "13", "6"
            ),
            done("Rewrite the guide for newcomers together with one", nature="aspirational"),
        ),
    ),
    went_well=(
        "Released on a Friday and went home.",
        "Restored in nine minutes, customers did not notice.",
        "The passport scan works on the oldest scanner, too.",
    ),
    went_badly=(
        "A migration locked the orders for twelve minutes.",
        "The warehouse system will not speak to the new queue yet.",
        "Lost four days to a certificate.",
    ),
)
