"""What workshop, supply and repair pursue."""

from __future__ import annotations

from cairn.goals.demo.story.words import (
    Project,
    TeamStory,
    above,
    aim,
    below,
    between,
    done,
    down,
    learn,
    reach,
    up,
)

OPERATIONS = TeamStory(
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

PORTO_WORKSHOP = TeamStory(
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
            aim(
                "run",
                ("Finish the holidays without an accident", "Finish the holidays rested"),
                reach("days safe", "Work {target} days without an accident", "days", "64", nature="committed"),
                down("night", "Bring evening shifts down from {start} to {target} a week", "shifts", "9", "4"),
                up("output", "Raise output from {start} to {target} products a day", "products", "410", "60"),
                below("scrap", "Keep scrap below 2 %", "%", "2", "2.6"),
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

SUPPLY_CHAIN = TeamStory(
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
            aim(
                "grow",
                ("Pay fair prices without paying more", "Turn long contracts into good prices"),
                down("material cost", "Cut material cost from {start} to {target} % of revenue", "%", "33.5", "1.4"),
                up("contracts", "Raise spend under two-year contracts from {start} to {target} %", "%", "28", "17"),
                done("Have all ten largest suppliers sign the wage code"),
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

REPAIR_AND_RENTAL = TeamStory(
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

STORIES = (OPERATIONS, PORTO_WORKSHOP, SUPPLY_CHAIN, REPAIR_AND_RENTAL)
