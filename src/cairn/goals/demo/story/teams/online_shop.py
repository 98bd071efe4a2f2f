"""What the team “Online Shop” pursues, season by season."""

from __future__ import annotations

from cairn.goals.demo.story.words import Project, TeamStory, above, aim, below, done, down, reach, up

STORY = TeamStory(
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
            (
                aim(
                    "grow",
                    ("Help people choose the right pack", "Answer “which pack?” in a minute"),
                    up(
                        "conversion shop",
                        "Raise conversion of pack pages from {start} to {target} %",
                        "%",
                        "2.1",
                        "0.5",
                    ),
                    reach("pack finder", "Guide {target} visitors through the pack finder", "visitors", "26000"),
                    down(
                        "pack returns", "Bring returns of packs down from {start} to {target} %", "%", "12.5", "2.5"
                    ),
                ),
            )
        ),
        (
            (
                aim(
                    "grow",
                    ("Open the shop in two more languages", "Sell in yen as easily as in euros"),
                    up(
                        "orders abroad",
                        "Raise orders from abroad from {start} to {target} a week",
                        "orders",
                        "210",
                        "85",
                    ),
                    above(
                        "uptime",
                        "Keep the shop up more than 99.9 % of the time",
                        "%",
                        "99.9",
                        "99.7",
                        nature="committed",
                    ),
                    done("Show duties and taxes before checkout in all markets"),
                    tags=("Japan launch",),
                ),
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
