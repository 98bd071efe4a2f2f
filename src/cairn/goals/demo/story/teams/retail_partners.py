"""What the team “Retail Partners” pursues, season by season."""

from __future__ import annotations

from cairn.goals.demo.story.words import TeamStory, above, aim, down, learn, reach, up

STORY = TeamStory(
    "Retail Partners",
    seasons=(
        (
            (
                aim(
                    "grow",
                    ("Choose partners who care", "Grow with the partners we have"),
                    up("partner shops", "Grow active partner shops from {start} to {target}", "shops", "118", "9"),
                    reach("trainings", "Train staff in {target} shops", "shops", "40"),
                    down("overdue", "Bring overdue invoices down from {start} to {target} k€", "k€", "320", "120"),
                ),
            )
        ),
        (
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
                ),
            )
        ),
        (
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
                ),
            )
        ),
        (
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
                ),
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
