"""What people say at check-ins and when they close or postpone. {value} is the present figure with its unit."""

from __future__ import annotations

FIRST = (
    "Started. First figure is {value}.",
    "Kick-off done, everyone knows their part. We begin at {value}.",
    "Measured it twice to be sure: {value}.",
    "Set-up took longer than hoped, but now we count.",
)
WELL = (
    "{value} now. What we tried last week works.",
    "Better than expected: {value}.",
    "Steady. {value} this week.",
    "Good week. Thanks to everyone who stayed with it.",
    "{value}. If it goes on like this we are there early.",
    "The new routine has settled; I hardly have to remind anyone.",
)
SLOW = (
    "{value}. Less than I wanted; we were busy with the season.",
    "Not much movement this week, next week we go at it properly.",
    "Still at {value}. The idea is right but it takes hands we do not have this week.",
    "A plateau. Asking the other teams what worked for them.",
    "Holiday week, half the team was away.",
)
BADLY = (
    "{value}. At this pace we will not make it; I need an hour with the lead.",
    "We lost ground and I know why. Plan B starts on Monday.",
    "Stuck. We depend on another team and they have other worries.",
    "{value}. We should talk about whether the target still makes sense.",
)
DIPPED = (
    "A step back to {value}; one bad week, no pattern yet.",
    "{value} after the correction of last week's count.",
)
KEPT = ("Holding at {value}.", "{value}, well within the line.", "Nothing to report, {value}.", "Fine: {value}.")
BROKEN = (
    "{value}: not where it has to be. We know the cause and are on it.",
    "{value}. One supplier spoils the figure; talking to them.",
)
FOUND = ("First honest measurement: {value}.", "Counted again with a larger sample: {value}.")
ALMOST = ("The last part is the slow part. {value}.", "{value}; two loose ends left.")

FULL = (
    "Reached in full. Next time we may aim higher.",
    "Done, and earlier than planned. The weekly look at one number did it.",
    "Everything delivered. Thanks to the colleagues who jumped in.",
)
GOOD = (
    "Not all of it, but what matters. The habit stays.",
    "Close enough to be glad. The last stretch needs another team.",
    "A good step. We learned that the first month decides.",
    "Most of it came in the last four weeks; next time we start earlier.",
)
FAIR = (
    "Half-way is where we stand. We underestimated how many people it touches.",
    "The direction is right, the pace was not. Keeping the measure for the next quarter.",
)
POOR = (
    "We did not get to it. Honest lesson: three priorities were two too many.",
    "Missed. The approach was wrong and we noticed late; the next try starts from the customer.",
)
RAISED = (
    "The figure says less than we did: the count changed half-way. Scored for what was delivered.",
    "Scored higher than the number: the new method is in place, its effect shows only next quarter.",
)
LOWERED = ("The number flatters us, a one-off order did most of it. Scored lower on purpose.",)
POSTPONED = (
    "The people it needs are tied up until the season is over.",
    "Waits for the new system; starting now would mean doing it twice.",
    "Right idea, wrong quarter. We take it up again with fresh hands.",
)
