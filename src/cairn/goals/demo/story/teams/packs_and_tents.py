"""What the team “Packs and Tents” pursues, season by season."""

from __future__ import annotations

from cairn.goals.demo.story.words import Project, TeamStory, above, aim, below, done, down, learn, reach, up

STORY = TeamStory(
    "Packs and Tents",
    seasons=(
        (
            aim(
                "last",
                ("Make the hip belt the part that never fails", "Give the long-haul pack a twenty-year frame"),
                down(
                    "belt failures",
                    "Bring hip-belt failures down from {start} to {target} per thousand packs",
                    "",
                    "14",
                    "5",
                ),
                reach("cycles", "Pass {target} load cycles without a torn seam", "cycles", "60000"),
                up("recycled packs", "Raise recycled fabric in packs from {start} to {target} %", "%", "44", "14"),
                projects=(Project("Build the load rig for hip belts", counts=True),),
            ),
        ),
        (
            aim(
                "grow",
                ("Bring the ultralight tent under a kilo", "Make our lightest shelter our driest"),
                down(
                    "tent weight",
                    "Cut the two-person tent from {start} to {target} grams",
                    "g",
                    "1240",
                    "130",
                    phased=True,
                ),
                above("water column", "Keep the floor above 5,000 mm of water column", "mm", "5000", "4500"),
                reach("test nights", "Sleep {target} test nights above 1,800 metres", "nights", "90"),
                up("pre-orders", "Raise pre-orders of the tent from {start} to {target}", "tents", "310", "260"),
                tags=("summer season",),
            ),
        ),
        (
            aim(
                "last",
                ("Understand why poles break", "Make a bent pole a five-minute repair"),
                down(
                    "pole breaks",
                    "Bring broken poles down from {start} to {target} per thousand tents",
                    "",
                    "22",
                    "8",
                ),
                done("Ship a pole splint with each tent sold"),
                down(
                    "pole repair", "Cut the time to mend a pole from {start} to {target} minutes", "min", "35", "14"
                ),
                tags=("repair",),
            ),
        ),
        (
            aim(
                "run",
                ("Hand spring packs to Porto without questions", "Let the workshop cut without calling us"),
                down(
                    "questions",
                    "Cut the workshop's questions from {start} to {target} a style",
                    "questions",
                    "9.5",
                    "3.5",
                ),
                up("patterns", "Raise patterns released two weeks early from {start} to {target} %", "%", "35", "25"),
                below("waste", "Keep cutting waste below 11 %", "%", "11", "13"),
            ),
        ),
    ),
    personal=(
        aim(
            "last",
            ("Know our foams better than our suppliers do", "Find a foam that outlives the pack"),
            reach("foams", "Test {target} foams over a simulated ten years", "foams", "12"),
            down("foam loss", "Cut loss of thickness from {start} to {target} % after the test", "%", "31", "10"),
        ),
        aim(
            "grow",
            ("Learn what thru-hikers cut off their packs", "Design with the people who walk furthest"),
            reach("interviews", "Interview {target} people who walked more than 800 km", "talks", "15"),
            learn("cut off", "Find out which share of thru-hikers cut off the lid pocket", "%", "28"),
        ),
    ),
    went_well=(
        "Nine nights on the glacier, dry every morning.",
        "The new bar-tack holds twice the load of the old one.",
        "Saved 38 grams on the guy lines alone.",
    ),
    went_badly=(
        "The lighter floor failed at the seam tape. Back to the thicker one for now.",
        "Load rig is down, waiting for a bearing.",
        "Storm on the test ridge; only four of ten nights counted.",
    ),
)
