"""Submit, approve, send back and close the goals of a page and period (spec okrs §14)."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from cairn.core import clock, events
from cairn.core.errors import Denied, Refused
from cairn.core.transactions import action
from cairn.goals import approvals
from cairn.goals import events as happened
from cairn.goals.approvals import Page
from cairn.goals.models import Approval, ApprovalStep, Stage
from cairn.goals.recompute import settings_row
from cairn.organizations.actor import Actor
from cairn.organizations.terminology import worded
from cairn.planning.models import Period

LONGEST = 2_000
_ORDER = [stage.value for stage in approvals.ORDER]


@action
def set_stage(page: Page, stage: str, *, by: Actor, comment: str = "") -> Approval:
    """Moves the goals of a page to another stage, with a word about it; answers where they stand.

    Sending back needs a comment. The stage it has already changes nothing. Raises Refused, Denied.
    """
    settings = settings_row()
    if not settings.approval_workflow:
        raise Refused(worded(_("This organisation does not approve {okrs}.")))
    if stage not in Stage.values:
        raise Refused(_("“%(value)s” is not one of the choices.") % {"value": stage[:40]}, field="stage")
    row = _locked(page)
    if row.stage == stage:
        return row
    allowed = approvals.moves(by, page, row.stage, settings)
    if stage not in allowed:
        raise _denied(page, row.stage, stage)
    comment = _clean(comment)
    decides = by.is_system or by.member_id in {member.pk for member in approvals.approvers_of(page, settings)}
    returns = decides and _ORDER.index(stage) < _ORDER.index(row.stage) and row.stage != Stage.CLOSED
    if returns and not comment:
        raise Refused(_("Say what is to be changed."), field="comment")
    before, row.stage, row.changed_at = row.stage, stage, clock.now()
    row.save()
    step = ApprovalStep(
        approval=row, before=before, after=stage, comment=comment, by=by.member, real_by=by.real_member
    )
    step.save(force_insert=True)
    _tell(row, page, before, returns, by=by)
    return row


@action
def set_stages(pages: Sequence[Page], stage: str, *, by: Actor, comment: str = "") -> list[Approval]:
    """The same for several pages: all of them, or none. Raises Refused, Denied."""
    return [set_stage(page, stage, by=by, comment=comment) for page in pages]


def _locked(page: Page) -> Approval:
    row = Approval.objects.select_for_update(of=("self",)).filter(approvals.is_of(page)).first()
    if row is not None:
        return row
    if not Period.objects.filter(pk=page.period_id).exists():
        raise Refused(_("There is no such period."), field="period")
    made = Approval(period_id=page.period_id, entity=page.entity, team_id=page.team_id, member_id=page.member_id)
    made.save(force_insert=True)
    return made


def _denied(page: Page, before: str, after: str) -> Denied:
    if Stage.APPROVED in (before, after) or Stage.CLOSED in (before, after):
        names = [str(member) for member in approvals.approvers_of(page)[:3]]
        return Denied(_("You do not decide on this."), helpers=names)
    names = [str(member) for member in approvals.submitters_of(page)[:3]]
    return Denied(_("These are not yours to submit."), helpers=names)


def _clean(comment: str) -> str:
    comment = comment.replace("\r\n", "\n").strip()
    if "\x00" in comment or any(0xD800 <= ord(letter) <= 0xDFFF for letter in comment):
        raise Refused(_("This text holds a character that cannot be kept."), field="comment")
    if len(comment) > LONGEST:
        raise Refused(_("At most %(most)d characters, please.") % {"most": LONGEST}, field="comment")
    return comment


def _tell(row: Approval, page: Page, before: str, returns: bool, *, by: Actor) -> None:
    """One event, with who is to know of it; what was said stays out of it."""
    kind = {
        (Stage.PLANNING, Stage.REVIEW): happened.SUBMITTED,
        (Stage.PLANNING, Stage.APPROVED): happened.APPROVED,
        (Stage.REVIEW, Stage.APPROVED): happened.APPROVED,
        (Stage.REVIEW, Stage.PLANNING): happened.RETURNED if returns else happened.WITHDRAWN,
        (Stage.APPROVED, Stage.REVIEW): happened.RETURNED,
        (Stage.APPROVED, Stage.CLOSED): happened.SET_CLOSED,
        (Stage.CLOSED, Stage.APPROVED): happened.SET_REOPENED,
    }[Stage(before), Stage(row.stage)]
    events.record(
        kind,
        row,
        by=by,
        entity=page.entity,
        team_id=str(page.team_id) if page.team_id else None,
        member_id=str(page.member_id) if page.member_id else None,
        period_id=str(page.period_id),
        name=approvals.name_of(page),
        period=row.period.name,
        approvers=[str(member.pk) for member in approvals.approvers_of(page)],
        owners=[str(member.pk) for member in approvals.submitters_of(page)],
        stage=[before, row.stage],
    )
