"""What the product teams pursue."""

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

PRODUCTS = TeamStory(
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

PACKS_AND_TENTS = TeamStory(
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

CLOTHING = TeamStory(
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

MATERIALS_LAB = TeamStory(
    "Materials Lab",
    seasons=(
        (
            aim(
                "run",
                ("Know where every metre comes from", "Trace every metre back to its mill"),
                up("traced", "Raise fabric traced to its mill from {start} to {target} %", "%", "54", "16"),
                reach("audits", "Visit {target} mills ourselves", "visits", "7"),
                down(
                    "carbon fabric",
                    "Cut emissions of fabric from {start} to {target} kg of CO₂ a kilo",
                    "kg",
                    "7.8",
                    "1.1",
                ),
                tags=("climate",),
            ),
        ),
        (
            aim(
                "last",
                ("Test as hard as the mountain does", "Fail in the lab, not on the ridge"),
                up(
                    "field match",
                    "Raise lab results confirmed in the field from {start} to {target} %",
                    "%",
                    "61",
                    "14",
                ),
                down("test time", "Cut the time for a fabric test from {start} to {target} days", "days", "18", "6"),
                reach("fabrics", "Test {target} new fabrics", "fabrics", "40"),
            ),
        ),
        (
            aim(
                "run",
                ("Replace what the climate cannot afford", "Make recycled the cheaper choice"),
                up(
                    "recycled total",
                    "Raise recycled fibre in the whole range from {start} to {target} %",
                    "%",
                    "41",
                    "9",
                ),
                below("price gap", "Keep recycled fabric less than 12 % dearer than new", "%", "12", "16"),
                learn("microfibre", "Find out how many fibres a fleece sheds in a wash", "mg", "86"),
                tags=("climate",),
            ),
        ),
        (
            aim(
                "last",
                ("Make coatings that can be renewed", "Let people renew their own coating"),
                up(
                    "renewed",
                    "Raise water repellence after renewal from {start} to {target} % of new",
                    "%",
                    "72",
                    "12",
                ),
                done("Pass the skin test of the new wax", nature="aspirational"),
                reach("home trials", "Have {target} households renew a jacket at home", "homes", "60"),
                tags=("repair",),
                nature="learning",
            )
        ),
    ),
    personal=(
        aim(
            "run",
            ("Put our test data where designers look", "Answer material questions before they are asked"),
            up("sheets", "Raise fabrics with a data sheet from {start} to {target} %", "%", "45", "30"),
            down(
                "answer time", "Cut the answer to a material question from {start} to {target} days", "days", "6", "3"
            ),
        ),
        aim(
            "last",
            ("Build a weathering chamber we can afford", "Simulate ten years of sun in a month"),
            done("Have the chamber run for 500 hours without a stop", nature="aspirational"),
            up("sun match", "Raise agreement with real sun from {start} to {target} %", "%", "58", "20"),
        ),
    ),
    went_well=(
        "The mill in Biella opened all its books to us.",
        "Three fabrics passed that we had written off.",
        "The chamber ran all weekend without a hitch.",
    ),
    went_badly=(
        "Two results contradict each other; repeating both.",
        "The spectrometer is out for calibration.",
        "The supplier will not name its spinner. Escalated.",
    ),
)

STORIES = (PRODUCTS, PACKS_AND_TENTS, CLOTHING, MATERIALS_LAB)
