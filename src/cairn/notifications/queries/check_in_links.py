"""What the page behind a link of a letter shows."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from cairn.core import clock
from cairn.goals import policies
from cairn.goals.explaining import expectation
from cairn.goals.measuring import outcome_of, status_of
from cairn.goals.models import Goal
from cairn.goals.policies import Act
from cairn.goals.status import Status
from cairn.goals.wording import percent_label, value_of
from cairn.notifications.models import UsedLink
from cairn.notifications.rhythm.links import CheckInLink
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member, Organization
from cairn.ui.links import org_url
from cairn.ui.marks import STATUS_WORDS


@dataclass(frozen=True)
class LinkPage:
    """`obstacle` is the sentence that says why the link does not work any more; `goal` None: nothing may be shown."""

    organization: Organization
    member: Member
    goal: Goal | None
    obstacle: str
    stands: str
    progress: Decimal | None
    expected: Decimal | None
    status: Status | None
    path: str

    @property
    def status_word(self) -> str:
        return str(STATUS_WORDS[self.status]) if self.status else ""

    @property
    def zone(self) -> str:
        return self.member.time_zone or self.organization.time_zone

    @property
    def language(self) -> str:
        return self.member.locale or self.organization.locale


def link_page(link: CheckInLink) -> LinkPage | None:
    """The page of a link, inside its organisation; None when the person is not there any more."""
    member = Member.objects.active().select_related("organization").filter(pk=link.member_id).first()
    if member is None:
        return None
    by, home = Actor(member=member), member.organization
    goal: Goal | None = Goal.objects.visible_to(by).filter(pk=link.goal_id).first()
    obstacle = _obstacle(link, goal, by)
    if goal is None:
        return LinkPage(home, member, None, obstacle, "", None, None, None, org_url(home, "goals:me"))
    day = clock.today(home.time_zone)
    aim = expectation(outcome_of(goal), goal.start, goal.due, day)
    return LinkPage(
        organization=home,
        member=member,
        goal=goal,
        obstacle=obstacle,
        stands=value_of(goal) or percent_label(goal.progress),
        progress=goal.progress,
        expected=aim.percent if aim else None,
        status=status_of(goal, day),
        path=org_url(home, "goals:goal", goal_id=goal.pk),
    )


def _obstacle(link: CheckInLink, goal: Goal | None, by: Actor) -> str:
    if goal is None:
        return _("What this link was for is not there any more.")
    if UsedLink.objects.filter(mark=link.mark).exists():
        return _("You have checked in with this link already. It works once.")
    if not goal.is_open:
        return _("This has been closed meanwhile, so there is nothing left to check in on.")
    if link.is_expired:
        return _("This link is too old: it was good for two weeks.")
    if not policies.can(by, Act.CHECK_IN, goal):
        return _("You do not check in on this any more; somebody else does.")
    return ""
