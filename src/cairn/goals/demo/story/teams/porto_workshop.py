"""What the team “Porto Workshop” pursues, season by season."""

from __future__ import annotations

from cairn.goals.demo.story.words import Project, TeamStory, above, aim, below, down, reach, up

STORY = TeamStory(
    "Porto Workshop",
    seasons=(
        (
            aim(
                "run",
                ("Find the rhythm of the new line", "Let the line breathe at its own pace"),
                up("output", "Raise output from {start} to {target} products a day", "products", "410", "60"),
                down("rework rate", "Bring rework down from {start} to {target} %", "%", "5.8", "1.9"),
                down("changeover", "Cut changeover from {start} to {target} minutes", "min", "52", "17"),
            ),
        ),
        (
            aim(
                "run",
                ("Let the roof pay for the machines", "Sew by daylight and sun"),
                up("solar share", "Raise our own solar power from {start} to {target} % of use", "%", "12", "16"),
                down("power", "Cut power per product from {start} to {target} kWh", "kWh", "1.42", "0.25"),
                above("quality line", "Keep first-pass quality above 97 %", "%", "97", "95"),
                projects=(Project("Replace the compressors of hall two", counts=True),),
                tags=("climate",),
            ),
        ),
        (
            aim(
                "last",
                ("Mend a third of all repairs in Porto", "Be the second bench people can count on"),
                reach("porto repairs", "Repair {target} items at the Porto bench", "items", "1300"),
                down(
                    "porto wait", "Cut the wait at the Porto bench from {start} to {target} days", "days", "14", "5"
                ),
                up("menders", "Train {target} sewers as menders, up from {start}", "people", "5", "5"),
                tags=("repair",),
            ),
        ),
        (
            (
                aim(
                    "run",
                    ("Finish the holidays without an accident", "Finish the holidays rested"),
                    reach("days safe", "Work {target} days without an accident", "days", "64", nature="committed"),
                    down("night", "Bring evening shifts down from {start} to {target} a week", "shifts", "9", "4"),
                    up("output", "Raise output from {start} to {target} products a day", "products", "410", "60"),
                    below("scrap", "Keep scrap below 2 %", "%", "2", "2.6"),
                ),
            )
        ),
    ),
    personal=(
        aim(
            "run",
            ("Make the bar-tack station the fastest", "Take the bottleneck out of the bar-tack"),
            down("bar-tack", "Cut the time at the bar-tack from {start} to {target} seconds a pack", "s", "96", "28"),
            below("tack faults", "Keep faulty tacks below 1 %", "%", "1", "1.5"),
        ),
        aim(
            "people",
            ("Teach the craft to the young", "Hand the shears to the next generation"),
            reach("apprentices", "Bring {target} apprentices to the first exam", "people", "4"),
            up(
                "apprentice skill",
                "Raise stations an apprentice masters from {start} to {target}",
                "stations",
                "3",
                "3",
            ),
        ),
    ),
    went_well=(
        "Best day ever: 512 packs, no rework.",
        "The new folding jig pays for itself in a week.",
        "Quiet week. That is a compliment.",
    ),
    went_badly=(
        "Needle breaks on the thick webbing; slowed down the line.",
        "Heat wave, we stop at two in the afternoon.",
        "The compressor failed twice. Spare part is ordered.",
    ),
)
