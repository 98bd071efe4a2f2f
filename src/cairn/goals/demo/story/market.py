"""What sales, shop, partners and customer care pursue."""

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

SALES_AND_BRAND = TeamStory(
    "Sales and Brand",
    seasons=(
        (
            aim(
                "grow",
                ("Tell fewer stories, better", "Let walkers tell our story"),
                up("known", "Raise walkers in Canada who know our name from {start} to {target} %", "%", "4", "3"),
                reach("stories", "Publish {target} stories of people and their old gear", "stories", "18"),
                down("ad share", "Cut advertising from {start} to {target} % of revenue", "%", "8.2", "1.4"),
            ),
        ),
        (
            aim(
                "grow",
                ("Make spring our own season", "Win spring on both sides of the Atlantic"),
                reach(
                    "campaign",
                    "Bring {target} visitors from the spring walk series",
                    "visitors",
                    "85000",
                    phased=True,
                ),
                up("newsletter open", "Raise newsletters opened from {start} to {target} %", "%", "29", "6"),
                up("new buyers", "Raise first-time buyers from {start} to {target} a month", "people", "1450", "300"),
                tags=("summer season",),
            ),
        ),
        (
            aim(
                "grow",
                ("Get Tokyo ready to open", "Turn Tokyo's first visitors into friends"),
                done("Have the whole shop read well in Japanese", nature="aspirational"),
                reach("tokyo press", "Be named in {target} Japanese outdoor magazines", "articles", "9"),
                up("tokyo list", "Grow the Japanese waiting list from {start} to {target}", "people", "600", "1400"),
                learn("tokyo sizes", "Find out which share of Japanese buyers needs a shorter back", "%", "57"),
                tags=("Japan launch",),
            ),
        ),
        (
            aim(
                "grow",
                ("Have a holiday season without shouting", "Sell the holidays at full price"),
                up("full price", "Raise sales at full price from {start} to {target} %", "%", "71", "8"),
                reach("gift cards", "Sell {target} repair gift cards", "cards", "1900"),
                between("discount", "Hold the average discount between 6 and 10 %", "%", "6", "10"),
                tags=("winter season",),
            )
        ),
    ),
    personal=(
        aim(
            "grow",
            ("Give the brand one voice in four languages", "Make our voice sound native in Japanese"),
            done("Write the voice guide with native speakers", nature="aspirational"),
            down("voice fixes", "Cut corrections from {start} to {target} a text", "", "14", "7"),
        ),
        aim(
            "last",
            ("Make repair look as good as new", "Film the bench the way others film summits"),
            reach("films", "Release {target} short films from the bench", "films", "6"),
            up("film views", "Raise people who watch to the end from {start} to {target} %", "%", "34", "12"),
        ),
    ),
    went_well=(
        "The story of the 22-year-old pack went round three forums.",
        "Half the price of last year's campaign.",
        "The Tokyo list doubled after one magazine.",
    ),
    went_badly=(
        "Rained out: the walk series lost two of five weekends.",
        "The translation read like a manual. Redoing it.",
        "Ad prices jumped by a fifth in the sale weeks.",
    ),
)

ONLINE_SHOP = TeamStory(
    "Online Shop",
    seasons=(
        (
            aim(
                "grow",
                ("Take the stones out of the checkout", "Make checkout a matter of one breath"),
                up("checkout", "Raise finished checkouts from {start} to {target} %", "%", "58", "7"),
                down("load", "Cut the load time of product pages from {start} to {target} s", "s", "2.9", "0.8"),
                down(
                    "questions left",
                    "Bring checkout mails down from {start} to {target} a week",
                    "mails",
                    "120",
                    "45",
                ),
                projects=(Project("Let people pay by invoice in Switzerland", counts=True),),
            ),
        ),
        (
            aim(
                "grow",
                ("Help people choose the right pack", "Answer “which pack?” in a minute"),
                up("conversion shop", "Raise conversion of pack pages from {start} to {target} %", "%", "2.1", "0.5"),
                reach("pack finder", "Guide {target} visitors through the pack finder", "visitors", "26000"),
                down("pack returns", "Bring returns of packs down from {start} to {target} %", "%", "12.5", "2.5"),
            )
        ),
        (
            aim(
                "grow",
                ("Open the shop in two more languages", "Sell in yen as easily as in euros"),
                up(
                    "orders abroad", "Raise orders from abroad from {start} to {target} a week", "orders", "210", "85"
                ),
                above(
                    "uptime", "Keep the shop up more than 99.9 % of the time", "%", "99.9", "99.7", nature="committed"
                ),
                done("Show duties and taxes before checkout in all markets"),
                tags=("Japan launch",),
            )
        ),
        (
            aim(
                "grow",
                ("Survive the busiest weekend with a smile", "Double the busiest weekend and feel nothing"),
                up(
                    "peak orders",
                    "Raise orders the shop takes from {start} to {target} an hour",
                    "orders",
                    "900",
                    "500",
                ),
                below("slow pages", "Keep slow pages below 2 %", "%", "2", "3.5"),
                up("conversion", "Raise conversion of the whole shop from {start} to {target} %", "%", "1.9", "0.3"),
                above(
                    "uptime", "Keep the shop up more than 99.9 % of the time", "%", "99.9", "99.7", nature="committed"
                ),
                tags=("winter season",),
            ),
            aim(
                "last",
                ("Sell spare parts as easily as packs", "Put the spare part next to the product"),
                reach("parts sold", "Sell {target} spare parts online", "parts", "2400"),
                up(
                    "parts listed",
                    "Raise products with parts listed on their page from {start} to {target} %",
                    "%",
                    "22",
                    "30",
                ),
                tags=("repair",),
            ),
        ),
    ),
    personal=(
        aim(
            "grow",
            ("Make search find what people mean", "Let search speak four languages"),
            down("empty", "Cut searches without a result from {start} to {target} %", "%", "13", "5"),
            up("search sales", "Raise sales that begin with a search from {start} to {target} %", "%", "24", "7"),
        ),
        aim(
            "grow",
            ("Photograph gear as it is used", "Show every pack on a real back"),
            reach("photos", "Photograph {target} styles outdoors", "styles", "45"),
            up("photo clicks", "Raise clicks through all photos from {start} to {target} %", "%", "18", "9"),
        ),
    ),
    went_well=(
        "Removed one form field; two points up over night.",
        "Served the peak with half the machines.",
        "The pack finder sells more than the banner ever did.",
    ),
    went_badly=(
        "The payment partner had an outage on Saturday.",
        "The new gallery is slow on older phones; rolled back.",
        "Duty amounts were wrong for Quebec. Fixed, refunds are out.",
    ),
)

RETAIL_PARTNERS = TeamStory(
    "Retail Partners",
    seasons=(
        (
            aim(
                "grow",
                ("Choose partners who care", "Grow with the partners we have"),
                up("partner shops", "Grow active partner shops from {start} to {target}", "shops", "118", "9"),
                reach("trainings", "Train staff in {target} shops", "shops", "40"),
                down("overdue", "Bring overdue invoices down from {start} to {target} k€", "k€", "320", "120"),
            )
        ),
        (
            aim(
                "grow",
                ("Be on the best shelf by Easter", "Be on the best shelf in Vancouver"),
                up(
                    "shelf",
                    "Raise partner shops with a full Tarnwell wall from {start} to {target}",
                    "shops",
                    "22",
                    "12",
                ),
                reach("reorders", "Win reorders worth {target} k€", "k€", "780"),
                above("delivery partners", "Keep partner deliveries above 94 % on time", "%", "94", "90"),
                tags=("summer season",),
            )
        ),
        (
            aim(
                "grow",
                ("Sell winter before summer ends", "Write winter orders with fewer samples"),
                reach("preorders", "Write winter orders worth {target} k€", "k€", "3100", phased=True),
                down("samples", "Cut samples from {start} to {target} a partner", "samples", "46", "16"),
                up(
                    "repair corners",
                    "Raise partners with a repair corner from {start} to {target}",
                    "shops",
                    "6",
                    "9",
                ),
                tags=("winter season",),
            )
        ),
        (
            aim(
                "last",
                ("Teach partners to mend", "Let partners mend while people wait"),
                up(
                    "mending partners",
                    "Raise partners who replace buckles on the spot from {start} to {target}",
                    "shops",
                    "9",
                    "12",
                ),
                reach("corner repairs", "See {target} repairs done in partner shops", "items", "700"),
                learn("corner sales", "Find out what a repair corner adds to a shop's sales", "%", "6"),
                tags=("repair",),
                nature="learning",
            )
        ),
    ),
    personal=(
        aim(
            "grow",
            ("Open British Columbia shop by shop", "Make Calgary our second home in Canada"),
            reach("bc visits", "Visit {target} independent shops", "shops", "35"),
            reach("bc shops", "Win {target} of them as partners", "shops", "8"),
        ),
        aim(
            "grow",
            ("Make reordering a two-minute job", "Bring all reorders into the portal"),
            up("portal orders", "Raise reorders through the portal from {start} to {target} %", "%", "26", "24"),
            down("order typing", "Cut hours spent typing orders from {start} to {target} a week", "h", "21", "9"),
        ),
    ),
    went_well=(
        "Lienz took the whole wall, including the tents.",
        "Training evenings are full until the end of the quarter.",
        "First reorder from Squamish after eleven days.",
    ),
    went_badly=(
        "Two chains want longer payment terms.",
        "Lost Bern to a cheaper brand.",
        "Samples were stuck at customs; three visits moved.",
    ),
)

CUSTOMER_CARE = TeamStory(
    "Customer Care",
    seasons=(
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
            )
        ),
        (
            aim(
                "grow",
                ("Answer before the kettle boils", "Be as quick in Vancouver as in Vienna"),
                down(
                    "first answer", "Cut the first answer from {start} to {target} hours", "h", "14", "5", phased=True
                ),
                up("one answer", "Raise cases solved with one answer from {start} to {target} %", "%", "55", "9"),
                below("backlog", "Keep the backlog below 120 cases", "cases", "120", "180"),
                tags=("summer season",),
            )
        ),
        (
            aim(
                "last",
                ("Turn questions into better products", "Give designers our ears for a week"),
                up("tagged", "Raise cases tagged with part and cause from {start} to {target} %", "%", "40", "25"),
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
            )
        ),
        (
            aim(
                "run",
                ("Keep our calm in the busiest weeks", "Let nobody wait on hold at Christmas"),
                down("hold", "Cut the wait on the phone from {start} to {target} s", "s", "210", "110"),
                above("care stars", "Keep satisfaction above 4.4 stars", "stars", "4.4", "4.2"),
                done("Train eight colleagues of other teams as helpers"),
                tags=("winter season",),
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

STORIES = (SALES_AND_BRAND, ONLINE_SHOP, RETAIL_PARTNERS, CUSTOMER_CARE)
