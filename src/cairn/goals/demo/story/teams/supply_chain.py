"""What the team “Supply Chain” pursues, season by season."""

from __future__ import annotations

from cairn.goals.demo.story.words import TeamStory, aim, between, done, down, reach, up

STORY = TeamStory(
    "Supply Chain",
    seasons=(
        (
            aim(
                "run",
                ("Have fewer, closer suppliers", "Know the people behind each supplier"),
                down("suppliers", "Go from {start} to {target} suppliers", "suppliers", "84", "14"),
                up("europe", "Raise materials from within 2,000 km from {start} to {target} %", "%", "47", "10"),
                up("delivered", "Raise deliveries in full and on time from {start} to {target} %", "%", "73", "9"),
                tags=("supply", "climate"),
            ),
        ),
        (
            aim(
                "run",
                ("Never run out of a bestseller", "Never say “sold out” in June"),
                down(
                    "stock-outs",
                    "Bring stock-outs of bestsellers down from {start} to {target} a month",
                    "",
                    "19",
                    "9",
                ),
                up("forecast", "Raise forecast accuracy from {start} to {target} %", "%", "64", "9"),
                between("cover", "Hold stock cover of bestsellers between 40 and 60 days", "days", "40", "60"),
                tags=("supply", "summer season"),
            ),
        ),
        (
            aim(
                "run",
                ("Bring winter in by ship and rail", "Book winter before others think of it"),
                up("delivered", "Raise deliveries in full and on time from {start} to {target} %", "%", "73", "9"),
                up("booked", "Raise freight booked eight weeks ahead from {start} to {target} %", "%", "40", "22"),
                down("customs", "Cut the time at customs from {start} to {target} days", "days", "6.5", "2.5"),
                tags=("winter season",),
            ),
        ),
        (
            (
                aim(
                    "grow",
                    ("Pay fair prices without paying more", "Turn long contracts into good prices"),
                    down(
                        "material cost", "Cut material cost from {start} to {target} % of revenue", "%", "33.5", "1.4"
                    ),
                    up(
                        "contracts",
                        "Raise spend under two-year contracts from {start} to {target} %",
                        "%",
                        "28",
                        "17",
                    ),
                    done("Have all ten largest suppliers sign the wage code"),
                ),
            )
        ),
    ),
    personal=(
        aim(
            "run",
            ("Make the order book readable", "Let suppliers see what we see"),
            up("portal", "Raise suppliers who confirm in the portal from {start} to {target} %", "%", "20", "30"),
            down("chasing", "Cut hours spent chasing confirmations from {start} to {target} a week", "h", "16", "7"),
        ),
        aim(
            "run",
            ("Take the panic out of customs", "File every customs form the day before"),
            down("papers", "Bring wrong papers down from {start} to {target} a month", "", "11", "6"),
            reach("origins", "Register {target} articles with their origin", "articles", "300"),
        ),
    ),
    went_well=(
        "The zip supplier opened a depot two hours away.",
        "Forecast beat last year's by eleven points.",
        "Customs cleared overnight, three times in a row.",
    ),
    went_badly=(
        "The buckle mould cracked; four weeks without the 25 mm.",
        "A container was swapped in Piraeus.",
        "The forecast missed the heat wave completely.",
    ),
)
