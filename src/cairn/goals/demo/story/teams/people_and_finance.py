"""What the team “People and Finance” pursues, season by season."""

from __future__ import annotations

from cairn.goals.demo.story.words import TeamStory, above, aim, between, done, down, reach, up

STORY = TeamStory(
    "People and Finance",
    seasons=(
        (
            (
                aim(
                    "people",
                    ("Hire with care and in time", "Hire half from our own circles"),
                    down("to hire", "Cut the time to fill a role from {start} to {target} days", "days", "68", "18"),
                    up(
                        "referred",
                        "Raise hires that colleagues recommended from {start} to {target} %",
                        "%",
                        "21",
                        "14",
                    ),
                    up("offer yes", "Raise accepted offers from {start} to {target} %", "%", "74", "10"),
                ),
            )
        ),
        (
            (
                aim(
                    "people",
                    ("Make pay explain itself", "Close the last gaps in pay"),
                    done("Publish the pay bands of all roles"),
                    down("pay gap", "Cut the unexplained pay gap from {start} to {target} %", "%", "4.6", "2"),
                    up(
                        "pay fair", "Raise people who find their pay fair from {start} to {target} %", "%", "58", "12"
                    ),
                ),
            )
        ),
        (
            (
                aim(
                    "run",
                    ("Close the books in a week", "Close the books before the coffee is cold"),
                    down(
                        "closing", "Cut the monthly closing from {start} to {target} working days", "days", "11", "4"
                    ),
                    up(
                        "paperless", "Raise invoices that book themselves from {start} to {target} %", "%", "34", "22"
                    ),
                    between("forecast cash", "Hold the cash forecast within 5 % either way", "%", "-5", "5"),
                ),
            )
        ),
        (
            aim(
                "people",
                ("Listen before people leave", "Ask people why they stay"),
                reach("stay talks", "Hold {target} talks about why people stay", "talks", "70"),
                down("early leavers", "Bring leavers within a year down from {start} to {target} %", "%", "19", "7"),
                up("pulse answers", "Raise answers to the pulse from {start} to {target} %", "%", "64", "12"),
                above("budget answers", "Keep budgets answered within 3 days above 90 %", "%", "90", "80"),
            ),
            aim(
                "run",
                ("Know next year's numbers before it begins", "Plan next year in three rounds, not seven"),
                down("rounds", "Cut planning from {start} to {target} rounds", "rounds", "7", "3"),
                done("Have every team's budget agreed two weeks before the year ends"),
            ),
        ),
    ),
    personal=(
        aim(
            "people",
            ("Make the first ninety days a story", "Make the first day worth telling"),
            up(
                "first ninety",
                "Raise the rating of the first ninety days from {start} to {target} stars",
                "stars",
                "3.8",
                "0.5",
            ),
            reach("buddies", "Find a buddy for {target} newcomers", "people", "9"),
        ),
        aim(
            "run",
            ("Take the paper out of expenses", "Pay expenses within three days"),
            down("expense days", "Cut the wait for expenses from {start} to {target} days", "days", "16", "8"),
            up("scanned", "Raise receipts that arrive by phone from {start} to {target} %", "%", "38", "28"),
        ),
    ),
    went_well=(
        "Three offers, three yeses.",
        "Booked the last paper invoice of the month on day four.",
        "The pay evening was calm and full.",
    ),
    went_badly=(
        "The bank changed its format, matching is manual again.",
        "Our favourite candidate took another offer.",
        "Two leads skipped their stay talks; asking again.",
    ),
)
