"""The words of the demo's people: what they ask below a check-in, what is answered, what the company hears."""

from __future__ import annotations

QUESTIONS = (
    ("{name}, what would you need to get it moving again?", "Half a day of somebody who knows the old system."),
    ("Is that the count before or after returns?", "After. I write it into the description."),
    ("Does the *holiday week* explain it, or is there more?", "Mostly the week. One supplier on top of it."),
    ("{name}, shall I take it along to Tuesday's round?", "Please do. Five minutes are enough."),
    ("Who notices first when this slips?", "The counter. They hear it from customers before we see it."),
)
WELL_DONE = (
    ("Well done, {name}. What did you change?", "We ask at the counter now, every time. That is all."),
    ("That is more than I had hoped for.", ""),
    ("Glad to see it. Keep the rhythm.", ""),
    ("{name}, tell the others how you count it, it saves them a week.", "Will do in our Thursday half hour."),
)
ASKED = (
    "{name}, is the target still the right one after what we learned in the first month?",
    "Who speaks with the neighbours about this? {name}, you?",
    "What do we stop doing so that this gets its time, {name}?",
    "{name}, which of the numbers below would you look at if you had one look a week?",
)
ANSWERS = (
    "I would leave it. If we are past the middle by the end of the month, we were right to.",
    "I do, on Monday. I write here what came of it.",
    "The second newsletter. Nobody missed it last time.",
    "The first one. The others follow it with a delay.",
)
SETTLED = 0.4
"""So many of the threads are settled."""

UPDATES = (
    (
        "How the quarter began",
        "Three weeks in, and most teams have checked in twice. Thank you, that is what makes the rest possible.\n\n"
        "- What we see: repairs start stronger than planned.\n"
        "- What we watch: the wait for spare parts.\n\nQuestions are welcome below.",
    ),
    (
        "Half-time",
        "We stand about where the day expects us, with one exception that everybody knows: winter sales.\n\n"
        "The round on Thursday has *one* topic. Please read the numbers before, not in the room.",
    ),
    (
        "Before the holidays",
        "What is green may stay calm. For what is not, say this week what would help, be it a person's time.\n\n"
        "> A plan that nobody dares to change is a wish.",
    ),
)
