"""What the whole company pursues: the years with their four themes, and each quarter's objectives."""

from __future__ import annotations

from cairn.goals.demo.story.words import Project, above, aim, below, between, done, down, learn, reach, up

NAME = "Tarnwell"
MISSION = (
    "We make packs, tents and clothing for long walks, and we keep them walking: whatever leaves our workshop can be "
    "opened, mended and handed on."
)

# The annual objectives of the first and of the second year. They are measured by their own key results.
YEARS = (
    aim(
        "last",
        ("Be the outdoor brand whose gear lasts longest", "Make mending a Tarnwell product easier than replacing it"),
        reach("repairs a year", "Repair {target} products for their owners", "items", "7600", phased=True),
        up(
            "repairable range",
            "Raise the share of products with a spare-part kit from {start} to {target} %",
            "%",
            "38",
            "24",
        ),
        down("return rate", "Bring warranty returns down from {start} to {target} %", "%", "3.4", "0.9"),
        why="A jacket that is mended twice spares the mountain more than any new fabric does.",
        tags=("repair",),
    ),
    aim(
        "grow",
        ("Grow beyond the Alps and keep our margins", "Win walkers in Canada and Japan as steadily as at home"),
        up("revenue", "Grow yearly revenue from {start} to {target} million euros", "M€", "21.4", "3.6", phased=True),
        up(
            "abroad",
            "Raise the share of sales outside Austria and Germany from {start} to {target} %",
            "%",
            "31",
            "9",
        ),
        between("margin", "Hold the gross margin between 46 and 50 %", "%", "46", "50"),
        why="Two rainy summers at home must not decide whether we can pay for good materials.",
        tags=("growth",),
    ),
    aim(
        "run",
        ("Ship every order on time from a calmer workshop", "Run Porto on its own sun and ship on time all year"),
        up("on time", "Raise orders shipped on the promised day from {start} to {target} %", "%", "81", "12"),
        down("carbon", "Cut emissions per product from {start} to {target} kg of CO₂", "kg", "9.2", "1.9"),
        up("solar", "Raise the workshop's own solar power from {start} to {target} % of its use", "%", "12", "30"),
        above("cash", "Keep at least 4 months of costs in the bank", "months", "4", "3", nature="committed"),
        why="Most late parcels begin as a hurried Monday at the cutting table.",
        tags=("climate",),
    ),
    aim(
        "people",
        ("Be the workshop people recommend to their friends", "Grow our own leads in every team"),
        up(
            "would recommend",
            "Raise the share who would recommend us as an employer from {start} to {target} %",
            "%",
            "62",
            "15",
        ),
        up("grown leads", "Fill {target} of our lead roles from within, up from {start}", "roles", "5", "5"),
        down("leavers", "Bring yearly leavers down from {start} to {target} %", "%", "13", "4"),
        why="Sewing, selling and coding are crafts: they stay where people stay.",
    ),
)

# The company's objectives of each season, winter first. Teams align to the one of their theme.
SEASONS = (
    (
        aim(
            "last",
            ("Open the repair bench to everyone who walks in", "Give every pack of the range a second life plan"),
            reach("repairs", "Repair {target} items at our benches", "items", "1600"),
            up("kits", "Offer spare-part kits for {target} products, up from {start}", "products", "34", "14"),
            down(
                "claim time", "Cut the wait for a warranty decision from {start} to {target} days", "days", "11", "4"
            ),
            why="People decide in winter whether the old tent comes along once more.",
            tags=("repair",),
        ),
        aim(
            "grow",
            ("Carry the winter sale without giving away the margin", "Turn winter visitors into walkers who stay"),
            up(
                "repeat buyers", "Raise buyers who come back within a year from {start} to {target} %", "%", "26", "6"
            ),
            reach("winter revenue", "Sell winter stock worth {target} k€ at full price", "k€", "1850", phased=True),
            between("discount", "Hold the average discount between 6 and 10 %", "%", "6", "10"),
            why="A sale that trains people to wait costs us the whole spring.",
            tags=("growth", "winter season"),
        ),
        aim(
            "run",
            ("Enter the season with calm shelves", "Start the year without a single late pallet"),
            up("on time", "Raise orders shipped on the promised day from {start} to {target} %", "%", "82", "2.4"),
            down("stock days", "Bring stock cover down from {start} to {target} days", "days", "128", "16"),
            above("service level", "Keep spring styles above 95 % availability", "%", "95", "92"),
            tags=("supply",),
        ),
        aim(
            "people",
            ("Agree on how we lead", "Give every new lead a year of company"),
            done("Have all 14 teams agree on the six habits of leading"),
            up(
                "one-to-ones",
                "Raise people with a fortnightly one-to-one from {start} to {target} %",
                "%",
                "48",
                "20",
            ),
            learn("meeting load", "Find out how many hours a week a lead spends in meetings", "h", "17"),
            why="Three of five people who left last year named their lead.",
        ),
    ),
    (
        aim(
            "last",
            ("Put a repair within a day's walk of our largest towns", "Mend on the trail, not only in the workshop"),
            reach("repairs", "Repair {target} items at our benches", "items", "1600"),
            reach("pop-ups", "Hold {target} repair days at trailheads and partner shops", "days", "24"),
            up(
                "self repair",
                "Raise repairs people do themselves with our kits from {start} to {target} a month",
                "repairs",
                "140",
                "90",
            ),
            tags=("repair", "summer season"),
        ),
        aim(
            "grow",
            ("Make the ultralight range the talk of the spring", "Bring the hut-to-hut range to Canada"),
            reach("spring revenue", "Sell spring and summer gear worth {target} k€", "k€", "4600", phased=True),
            up(
                "newsletter",
                "Grow the circle of subscribed walkers from {start} to {target}",
                "people",
                "41000",
                "6500",
            ),
            up(
                "abroad share",
                "Raise orders from outside our home markets from {start} to {target} %",
                "%",
                "30",
                "4",
            ),
            above("rating", "Keep the average product rating above 4.5 stars", "stars", "4.5", "4.3"),
            why="Nearly half of our year is decided between Easter and midsummer.",
            tags=("growth", "summer season"),
        ),
        aim(
            "run",
            ("Make Porto's longest days its calmest", "Let the sun carry the cutting tables"),
            up("on time", "Raise orders shipped on the promised day from {start} to {target} %", "%", "82", "2.4"),
            down("lead time", "Cut the time from cut to carton from {start} to {target} days", "days", "23", "5"),
            down("carbon", "Cut emissions per product from {start} to {target} kg of CO₂", "kg", "9.2", "0.6"),
            done("Sign the five-year contract for roof solar in Porto"),
            projects=(Project("Survey the workshop roof and ask three installers", counts=True),),
            tags=("climate",),
        ),
    ),
    (
        aim(
            "last",
            ("Learn from what comes back", "Let returned gear design the next collection"),
            reach("repairs", "Repair {target} items at our benches", "items", "2800"),
            down("warranty", "Bring warranty returns down from {start} to {target} %", "%", "3.4", "0.4"),
            learn("pack life", "Find out how many years a day pack really serves", "years", "8.5"),
            tags=("repair",),
        ),
        aim(
            "grow",
            ("Turn summer walkers into winter walkers", "Open the doors of Tokyo and Vancouver"),
            reach("autumn orders", "Book autumn and winter orders of partners worth {target} k€", "k€", "3900"),
            up(
                "abroad share",
                "Raise orders from outside our home markets from {start} to {target} %",
                "%",
                "30",
                "4",
            ),
            up(
                "repeat buyers", "Raise buyers who come back within a year from {start} to {target} %", "%", "26", "6"
            ),
            tags=("growth", "Japan launch"),
        ),
        aim(
            "run",
            ("Get winter stock in before the first snow", "Halve the air freight of the winter collection"),
            down("air freight", "Cut goods that have to fly from {start} to {target} % of weight", "%", "9.5", "3"),
            up("on time", "Raise orders shipped on the promised day from {start} to {target} %", "%", "82", "2.4"),
            above("quality", "Keep first-pass quality above 97 %", "%", "97", "95"),
            why="One flown pallet undoes a month of roof solar.",
            tags=("climate", "winter season"),
        ),
        aim(
            "people",
            ("Make Tarnwell a place one grows in", "Let every craft be taught in-house"),
            up(
                "learning days",
                "Raise learning days taken from {start} to {target} a person and year",
                "days",
                "1.6",
                "1.2",
            ),
            reach("mentoring", "Bring {target} people together as mentor and apprentice", "pairs", "18"),
            up(
                "pulse",
                "Raise the pulse answer “I can grow here” from {start} to {target} of 10",
                "points",
                "6.4",
                "0.7",
            ),
        ),
    ),
    (
        aim(
            "last",
            ("Make a mended gift the best gift", "Make repair the first thing people think of"),
            reach("repairs", "Repair {target} items at our benches", "items", "1800"),
            up("awareness", "Raise customers who know of our repairs from {start} to {target} %", "%", "37", "11"),
            down(
                "repair wait",
                "Cut the wait for a mended item from {start} to {target} days",
                "days",
                "16",
                "5",
                phased=True,
            ),
            why="Two of three returned jackets needed nothing but a zip.",
            tags=("repair",),
        ),
        aim(
            "grow",
            ("Have the best winter yet without a single panic discount", "Close the year strong in three continents"),
            reach(
                "winter sales", "Sell winter gear worth {target} k€ before the holidays", "k€", "5200", phased=True
            ),
            up("conversion", "Raise online conversion from {start} to {target} %", "%", "1.9", "0.4"),
            up("partners", "Grow active partner shops from {start} to {target}", "shops", "118", "16"),
            between("discount", "Hold the average discount between 6 and 10 %", "%", "6", "10"),
            tags=("growth", "winter season"),
        ),
        aim(
            "run",
            ("Keep every promise of the holiday season", "Ship the holidays with a rested workshop"),
            up("on time", "Raise orders shipped on the promised day from {start} to {target} %", "%", "82", "2.4"),
            down("overtime", "Cut overtime in the workshop from {start} to {target} hours a week", "h", "212", "60"),
            above(
                "cash months", "Keep at least 4 months of costs in the bank", "months", "4", "3", nature="committed"
            ),
            why="Last December one parcel in five came late, and those who packed them came in on Sundays.",
            tags=("supply", "winter season"),
        ),
    ),
)

# Plans that only the leadership knows of.
PRIVATE = aim(
    "grow",
    ("Find a partner who carries our name in Japan", "Decide on a second workshop by the end of the year"),
    reach("talks", "Hold first talks with {target} suitable houses", "talks", "6"),
    done("Bring a signed letter of intent to the supervisory board", nature="aspirational"),
    below("advice", "Keep outside advice below 60 k€", "k€", "60", "75", nature="committed"),
    is_private=True,
)

HANDOVER = aim(
    "people",
    ("Prepare to hand over the bench one day", "Let the bench run a month without me"),
    up("without me", "Raise decisions the bench takes without me from {start} to {target} %", "%", "35", "20"),
    done("Agree with Marit on who grows into the role", nature="aspirational"),
    is_private=True,
)

# Key results that were put off before they found their time.
PUT_OFF_TWICE = done("Publish spare-part prices for the whole range", nature="aspirational")
PUT_OFF_ONCE = done("Show rental stock of both shelves online", nature="aspirational")
