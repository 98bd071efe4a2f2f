"""What the team “Materials Lab” pursues, season by season."""

from __future__ import annotations

from cairn.goals.demo.story.words import TeamStory, aim, below, done, down, learn, reach, up

STORY = TeamStory(
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
                ),
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
