"""What the team “Sales and Brand” pursues, season by season."""

from __future__ import annotations

from cairn.goals.demo.story.words import TeamStory, aim, between, done, down, learn, reach, up

STORY = TeamStory(
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
            (
                aim(
                    "grow",
                    ("Have a holiday season without shouting", "Sell the holidays at full price"),
                    up("full price", "Raise sales at full price from {start} to {target} %", "%", "71", "8"),
                    reach("gift cards", "Sell {target} repair gift cards", "cards", "1900"),
                    between("discount", "Hold the average discount between 6 and 10 %", "%", "6", "10"),
                    tags=("winter season",),
                ),
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
