"""What the digital platform, people and finance pursue."""

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

DIGITAL_PLATFORM = TeamStory(
    "Digital Platform",
    seasons=(
        (
            aim(
                "run",
                ("One truth about every item", "Let every product carry its own file"),
                up("passports", "Raise products with a digital passport from {start} to {target} %", "%", "8", "24"),
                down(
                    "double data", "Cut places where an article is kept from {start} to {target}", "places", "7", "3"
                ),
                below("data faults", "Keep articles with wrong data below 1 %", "%", "1", "2"),
            )
        ),
        (
            aim(
                "last",
                ("Let people follow their repair", "Let people book a repair in a minute"),
                done("Show each step of a repair to its owner", nature="aspirational", phased=True),
                reach("bookings", "Take {target} repair bookings online", "bookings", "1600"),
                down("booking time", "Cut booking a repair from {start} to {target} minutes", "min", "8.5", "4"),
                tags=("repair",),
            )
        ),
        (
            aim(
                "run",
                ("Release without holding our breath", "Make releasing boring"),
                up("releases", "Raise releases from {start} to {target} a week", "releases", "3", "4"),
                down(
                    "restore", "Cut the time to restore service from {start} to {target} minutes", "min", "64", "30"
                ),
                below("failed", "Keep failed releases below 5 %", "%", "5", "8"),
                above("coverage", "Keep automated checks above 80 % of the order flow", "%", "80", "75"),
            )
        ),
        (
            aim(
                "run",
                ("Be ready for the big weekends", "Sleep through the big weekends"),
                up("headroom", "Raise spare capacity from {start} to {target} % of the peak", "%", "35", "35"),
                down("alerts", "Bring night alerts down from {start} to {target} a month", "alerts", "27", "14"),
                done("Rehearse the loss of one data centre twice", nature="committed"),
                below("latency", "Keep the order service below 250 ms", "ms", "250", "350"),
                down("cloud", "Cut hosting from {start} to {target} euros per thousand orders", "€", "48", "11"),
                learn("energy", "Find out how much power an order takes in the data centre", "Wh", "31"),
                projects=(
                    Project("Move the order queue to the new cluster", counts=True),
                    Project("Write the runbook for the peak weekends"),
                ),
                tags=("winter season",),
            )
        ),
    ),
    personal=(
        aim(
            "run",
            ("Know first when something breaks", "Let the alarm tell the cause"),
            up("found first", "Raise outages we notice first from {start} to {target} %", "%", "52", "24"),
            down("noise", "Cut alerts nobody acts on from {start} to {target} a week", "alerts", "90", "45"),
        ),
        aim(
            "people",
            ("Make the first week of a developer count", "Have newcomers release on day three"),
            down(
                "first release", "Cut the time to the first release from {start} to {target} days", "days", "13", "6"
            ),
            done("Rewrite the guide for newcomers together with one", nature="aspirational"),
        ),
    ),
    went_well=(
        "Released on a Friday and went home.",
        "Restored in nine minutes, customers did not notice.",
        "The passport scan works on the oldest scanner, too.",
    ),
    went_badly=(
        "A migration locked the orders for twelve minutes.",
        "The warehouse system will not speak to the new queue yet.",
        "Lost four days to a certificate.",
    ),
)

PEOPLE_AND_FINANCE = TeamStory(
    "People and Finance",
    seasons=(
        (
            aim(
                "people",
                ("Hire with care and in time", "Hire half from our own circles"),
                down("to hire", "Cut the time to fill a role from {start} to {target} days", "days", "68", "18"),
                up("referred", "Raise hires that colleagues recommended from {start} to {target} %", "%", "21", "14"),
                up("offer yes", "Raise accepted offers from {start} to {target} %", "%", "74", "10"),
            )
        ),
        (
            aim(
                "people",
                ("Make pay explain itself", "Close the last gaps in pay"),
                done("Publish the pay bands of all roles"),
                down("pay gap", "Cut the unexplained pay gap from {start} to {target} %", "%", "4.6", "2"),
                up("pay fair", "Raise people who find their pay fair from {start} to {target} %", "%", "58", "12"),
            )
        ),
        (
            aim(
                "run",
                ("Close the books in a week", "Close the books before the coffee is cold"),
                down("closing", "Cut the monthly closing from {start} to {target} working days", "days", "11", "4"),
                up("paperless", "Raise invoices that book themselves from {start} to {target} %", "%", "34", "22"),
                between("forecast cash", "Hold the cash forecast within 5 % either way", "%", "-5", "5"),
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

STORIES = (DIGITAL_PLATFORM, PEOPLE_AND_FINANCE)
