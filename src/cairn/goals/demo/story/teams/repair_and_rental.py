"""What the team “Repair and Rental” pursues, season by season."""

from __future__ import annotations

from cairn.goals.demo.story.words import Project, TeamStory, above, aim, below, done, down, learn, reach, up

STORY = TeamStory(
    "Repair and Rental",
    seasons=(
        (
            aim(
                "last",
                ("Mend within a week", "Mend within five days, and say so on the door"),
                down(
                    "days to mend",
                    "Cut the days from parcel in to parcel out from {start} to {target}",
                    "days",
                    "19",
                    "5",
                    phased=True,
                ),
                reach("bench repairs", "Repair {target} items at the Innsbruck bench", "items", "1500"),
                up("first time", "Raise repairs right the first time from {start} to {target} %", "%", "86", "7"),
                projects=(Project("Set up the second intake desk", counts=True),),
                tags=("repair",),
            ),
            aim(
                "grow",
                ("Rent out winter", "Make renting the first step to owning"),
                reach("winter rentals", "Rent out {target} snowshoe and shell sets", "sets", "620"),
                up("rent to buy", "Raise renters who buy within a year from {start} to {target} %", "%", "14", "5"),
                learn("rental damage", "Find out what share of rentals comes back damaged", "%", "9"),
                tags=("winter season",),
            ),
        ),
        (
            aim(
                "last",
                ("Take the bench to the trail", "Have a mender wherever people set out"),
                reach("trail days", "Hold {target} repair days at trailheads", "days", "12"),
                reach("bench repairs", "Repair {target} items at the Innsbruck bench", "items", "1500"),
                down(
                    "days to mend",
                    "Cut the days from parcel in to parcel out from {start} to {target}",
                    "days",
                    "19",
                    "5",
                ),
                above("repair joy", "Keep satisfaction with repairs above 4.6 stars", "stars", "4.6", "4.4"),
                tags=("repair", "summer season"),
            ),
        ),
        (
            aim(
                "last",
                ("Have the right part on the shelf", "Let no repair wait for a buckle"),
                up(
                    "part in stock",
                    "Raise repairs that find their part on the shelf from {start} to {target} %",
                    "%",
                    "68",
                    "12",
                ),
                reach("bench repairs", "Repair {target} items at the Innsbruck bench", "items", "1500"),
                down("part wait", "Cut the wait for a missing part from {start} to {target} days", "days", "21", "8"),
                tags=("repair",),
            ),
            aim(
                "grow",
                ("Fill the rental tents all summer", "Rent a tent to every second hut"),
                reach("tent nights", "Rent out {target} tent nights", "nights", "5200"),
                below("tent loss", "Keep lost and ruined tents below 3 %", "%", "3", "4.5"),
            ),
        ),
        (
            aim(
                "last",
                ("Make waiting for a repair worth it", "Mend before the holidays what comes in before Advent"),
                down(
                    "days to mend",
                    "Cut the days from parcel in to parcel out from {start} to {target}",
                    "days",
                    "19",
                    "5",
                ),
                reach("bench repairs", "Repair {target} items at the Innsbruck bench", "items", "1700"),
                up("tracked", "Raise repairs people can follow online from {start} to {target} %", "%", "15", "35"),
                above("repair joy", "Keep satisfaction with repairs above 4.6 stars", "stars", "4.6", "4.4"),
                projects=(Project("Photograph each repair before and after"),),
                tags=("repair",),
            ),
            aim(
                "grow",
                ("Get the rental shelves ready for snow", "Let rental pay for its own wear"),
                up("rental margin", "Raise the margin of rentals from {start} to {target} %", "%", "11", "7"),
                reach("sets ready", "Have {target} winter sets checked and waxed", "sets", "480", nature="committed"),
                done("Offer rental in the online shop", nature="aspirational"),
            ),
        ),
    ),
    personal=(
        aim(
            "last",
            ("Write down what the bench knows", "Make our repair guides the best on the trail"),
            reach("guides", "Publish {target} illustrated repair guides", "guides", "10"),
            up("guide solved", "Raise readers who solve it themselves from {start} to {target} %", "%", "32", "14"),
        ),
        aim(
            "last",
            ("Become the person for down and zips", "Take over the difficult repairs"),
            reach("down repairs", "Mend {target} down jackets", "jackets", "85"),
            down("down time", "Cut the time for a baffle from {start} to {target} minutes", "min", "70", "20"),
        ),
    ),
    went_well=(
        "Cleared the whole Monday pile by Tuesday noon.",
        "A customer sent cake. Again.",
        "Second intake desk makes all the difference.",
    ),
    went_badly=(
        "Two menders out with the flu; the pile grows.",
        "Waiting for 40 sliders that were promised last week.",
        "Hail weekend: ninety tents came in at once.",
    ),
)
