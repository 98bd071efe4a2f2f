"""Every rule of the linter: what it is about, why, whose advice it is, an example for and one against it. Pure."""

from dataclasses import dataclass

from cairn.coach.lint.findings import Group, Severity
from cairn.core.sentences import gettext_noop as _

E, W, I = Severity.ERROR, Severity.WARN, Severity.INFO  # noqa: E741

PLAYBOOK = _("From the playbook that Ally gave its customers.")
WRITING = _("From guides on writing good goals.")
CHECK_INS = _("From guides on checking in.")
ARITHMETIC = _("Otherwise the numbers cannot add up.")


@dataclass(frozen=True)
class Rule:
    """`severity` is the gravest the rule can be; `source` says whose advice it is."""

    id: str
    group: Group
    severity: Severity
    source: str
    name: str
    why: str
    bad: str
    good: str


RULES: tuple[Rule, ...] = (
    Rule("O01", Group.WORDING, W, PLAYBOOK, _("{Objectives} carry no numbers"),
         _("A number ends the talk about where to go before it has begun. Numbers belong to the {key_results}."),
         _("Reach 5 million in sales"), _("Become the shop that hikers recommend first")),
    Rule("O02", Group.WORDING, I, PLAYBOOK, _("Begins with a verb"),
         _("A verb says that something will be different. A bare noun only names a subject."),
         _("Customer satisfaction"), _("Win back the trust of our oldest customers")),
    Rule("O03", Group.WORDING, I, WRITING, _("One sentence one can remember"),
         _("Between 15 and 140 characters, one sentence: what nobody can repeat nobody follows."),
         _("Grow"), _("Make the first week in the shop a good one")),
    Rule("O04", Group.WORDING, I, WRITING, _("One thing at a time"),
         _("Two wishes in one sentence compete for the same people, and one of them quietly loses."),
         _("Open new shops and cut delivery costs"), _("Open our doors to the north")),
    Rule("O05", Group.WORDING, I, PLAYBOOK, _("Says what for"),
         _("Whoever knows the reason can decide alone on the way. A line of description does."),
         _("Rebuild the returns desk"), _("Rebuild the returns desk so that nobody waits for their money")),
    Rule("O06", Group.WORDING, W, WRITING, _("More than daily business"),
         _("What goes on anyway needs no {objective}; watch it as a number instead."),
         _("Continue to support our partners"), _("Become the partner that shops call first")),
    Rule("S01", Group.STRUCTURE, W, PLAYBOOK, _("Three to five {key_results}"),
         _("With one or two a lucky number is enough; with more than five nobody knows which ones decide."),
         _("{A objective} with one {key_result}"), _("{A objective} with three to five {key_results}")),
    Rule("S02", Group.STRUCTURE, W, PLAYBOOK, _("At most five {objectives}"),
         _("A team that has nine priorities has none."),
         _("Nine {objectives} for one team in one quarter"), _("Three {objectives} for one team in one quarter")),
    Rule("S03", Group.STRUCTURE, I, PLAYBOOK, _("Aligned upwards"),
         _("Where the level above has {objectives}, say to which one this belongs, or that it stands alone."),
         _("A team's {objective} without a parent"), _("A team's {objective} under one of the company's")),
    Rule("S04", Group.STRUCTURE, E, CHECK_INS, _("Somebody answers for it"),
         _("Without an owner who is here, and somebody who checks in, it is forgotten by the third week."),
         _("Owned by nobody"), _("Owned by Ines, who also checks in")),
    Rule("S05", Group.STRUCTURE, I, WRITING, _("Measured from more than one side"),
         _("{Key_results} that all count the same thing can be reached together while the {objective} is missed."),
         _("Three {key_results}, all “percent done”"), _("Orders, days of delivery, share of returning customers")),
    Rule("S06", Group.STRUCTURE, E, ARITHMETIC, _("Fits into its time"),
         _("{A key_result} that ends after its {objective} cannot count when the {objective} is closed."),
         _("Ends a month after its {objective}"), _("Ends with its {objective}")),
    Rule("K01", Group.MEASURING, E, PLAYBOOK, _("Has a number to reach"),
         _("Without a target nobody can say whether it was reached."),
         _("Number of guides, no target"), _("Certified guides from 40 to 120")),
    Rule("K02", Group.MEASURING, E, PLAYBOOK, _("Has a way to go"),
         _("From where to where: without a start one cannot tell how far one has come."),
         _("From 40 to 40"), _("From 31 to 55 %")),
    Rule("K03", Group.MEASURING, W, PLAYBOOK, _("A result, not a delivery"),
         _("What is delivered may change nothing. Keep the work as {a project}; measure what it should change."),
         _("Launch the loyalty programme"), _("Raise the share of returning customers from 31 to 40 %")),
    Rule("K04", Group.MEASURING, I, WRITING, _("More than percent done"),
         _("“80 % done” is an opinion. A count or a rate is not."),
         _("Loyalty programme, 0 to 100 %"), _("Members of the loyalty programme from 0 to 4,000")),
    Rule("K05", Group.MEASURING, W, WRITING, _("No vague words without a measure"),
         _("Better, faster, many: everybody agrees because everybody hears something else."),
         _("Improve delivery"), _("Shorten delivery from 4 to 2 days")),
    Rule("K06", Group.MEASURING, E, ARITHMETIC, _("Words and numbers agree"),
         _("When the title says down and the numbers go up, one of the two is wrong, and progress runs backwards."),
         _("Reduce returns from 4 to 9 %"), _("Reduce returns from 9 to 4 %")),
    Rule("K07", Group.MEASURING, I, WRITING, _("Each {key_result} says something new"),
         _("Two that say the same count twice in the progress of the {objective}."),
         _("Returning customers, share / share of returning customers"),
         _("Returning customers / rating of the shop")),
    Rule("K08", Group.MEASURING, I, WRITING, _("Neither met already nor out of reach"),
         _("A target met on the first day teaches nothing; one ten times the start is mostly a typing error."),
         _("From 40 to 4,000"), _("From 40 to 120")),
    Rule("K09", Group.MEASURING, I, WRITING, _("Connected where it can be"),
         _("A number that arrives by itself is never late and never rounded up."),
         _("Typed in by hand though a connected system has it"), _("Read from the connected system")),
    Rule("C01", Group.COURSE, W, CHECK_INS, _("Checked in lately"),
         _("After two missed check-ins the number is a memory."),
         _("No check-in for five weeks"), _("A check-in every week")),
    Rule("C02", Group.COURSE, W, CHECK_INS, _("Bad news come with a note"),
         _("Whoever sees the colour turn asks why. The note answers once for all."),
         _("From on track to at risk, without a note"), _("At risk: the supplier delivers three weeks late")),
    Rule("C03", Group.COURSE, W, CHECK_INS, _("Status and pace agree"),
         _("A status by hand may know more than the number. Then say what."),
         _("“On track” at 10 % in the last week"), _("“At risk” at 10 % in the last week")),
    Rule("C04", Group.COURSE, W, CHECK_INS, _("The number moves"),
         _("Four check-ins without a change: either nobody works on it, or it measures something else."),
         _("12, 12, 12, 12"), _("12, 13, 15, 18")),
)  # fmt: skip

BY_ID: dict[str, Rule] = {rule.id: rule for rule in RULES}

CAN_REFUSE = frozenset(BY_ID) - {"S01", "S05", "C01", "C02", "C03", "C04"}
"""Not those about what comes only after the saving: key results of an objective, and check-ins."""
