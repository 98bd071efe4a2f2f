"""The goal: objective, key result or project in one table (architecture §3, spec okrs §4.2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from cairn.core import clock
from cairn.core.tenancy import TenantManager, TenantModel, TenantQuerySet
from cairn.goals.models.status_sql import status_on
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member
from cairn.organizations.terminology import worded_lazy
from cairn.planning.models import Period


def value_field(label: Any = None, **options: Any) -> models.DecimalField[Any, Any]:
    """A metric value: 15 significant digits are exact on both databases (core/numbers.py)."""
    return models.DecimalField(label, max_digits=19, decimal_places=4, null=True, blank=True, **options)


class GoalKind(models.TextChoices):
    OBJECTIVE = "objective", worded_lazy(_("{Objective}"))
    KEY_RESULT = "key_result", worded_lazy(_("{Key_result}"))
    PROJECT = "project", worded_lazy(_("{Project}"))


class Entity(models.TextChoices):
    """Whose page the goal stands on (spec: "Type")."""

    ORGANIZATION = "organization", _("Organisation")
    TEAM = "team", worded_lazy(_("{Team}"))
    INDIVIDUAL = "individual", _("Individual")


class Nature(models.TextChoices):
    ASPIRATIONAL = "aspirational", _("Aspirational")
    COMMITTED = "committed", _("Committed")
    LEARNING = "learning", _("Learning")


class ProgressMode(models.TextChoices):
    MANUAL = "manual", _("Check-ins")
    ROLLUP = "rollup", _("Roll-up from below")
    DATA_SOURCE = "data_source", _("Data source")
    TASKS = "tasks", _("Tasks that are done")
    MILESTONES = "milestones", _("Milestones that are reached")


PARTS = frozenset({ProgressMode.TASKS, ProgressMode.MILESTONES})
"""The modes in which a project counts parts that a room above keeps (goals/counting.py)."""


class StatusRule(models.TextChoices):
    PROGRESS = "progress", _("From progress")
    CHILDREN = "children", worded_lazy(_("From {key_results}"))


class State(models.TextChoices):
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")
    POSTPONED = "postponed", _("Postponed")


class Privacy(models.TextChoices):
    EVERYONE = "everyone", _("Everyone")
    LISTED = "listed", _("Only listed people")


@dataclass(frozen=True)
class Eyes:
    """Who looks: a member's id, or None for Cairn itself, which sees everything. What a prepared read is given.

    `real_member_id` is the admin who works on behalf of the member, if any.
    """

    member_id: UUID | None
    real_member_id: UUID | None = None

    @property
    def is_system(self) -> bool:
        return self.member_id is None


def eyes(actor: Actor) -> Eyes:
    """The eyes of an actor."""
    return Eyes(None) if actor.is_system else Eyes(actor.member_id, actor.real_member_id)


def visible(actor: Actor | Eyes, path: str = "") -> Q:
    """The condition under which a person may know of a goal; `path` leads to the goal in a join ("parent")."""
    if actor.is_system:
        return Q()
    listed = _listed(actor.member_id, path)
    if actor.real_member_id is not None:  # whoever works on behalf of somebody learns of nothing private by it
        listed &= _listed(actor.real_member_id, path)
    dot = f"{path}__" if path else ""
    return Q(**{f"{dot}privacy": "everyone"}) | listed


def _listed(me: UUID | None, path: str) -> Q:
    dot = f"{path}__" if path else ""
    listed = Q(**{f"{dot}creator_id": me}) | Q(**{f"{dot}delegate_id": me}) | Q(**{f"{dot}check_in_owner_id": me})
    for related in ("GoalOwner", "GoalViewer", "GoalEditor"):
        links = apps.get_model("goals", related)._default_manager
        listed |= Q(Exists(links.filter(goal_id=OuterRef(f"{path}_id" if path else "pk"), member_id=me)))
    return listed


class GoalQuerySet(TenantQuerySet["Goal"]):
    def standing(self) -> GoalQuerySet:
        """Goals that were not deleted."""
        return self.filter(deleted_at=None)

    def open(self) -> GoalQuerySet:
        return self.filter(state="open")

    def visible_to(self, actor: Actor | Eyes) -> GoalQuerySet:
        """Standing goals whose existence this person may know of (spec okrs §2.6). Admins get no exception."""
        return self.standing().known_to(actor)

    def known_to(self, actor: Actor | Eyes) -> GoalQuerySet:
        """The same with deleted ones: the goals whose past this person may see."""
        return self.filter(visible(actor))

    def reopened(self) -> GoalQuerySet:
        """Ended once, open again, and nobody has checked in on them since (spec okrs §6.1, §9.5)."""
        silent = Q(checked_in_at=None) | Q(checked_in_at__lte=F("reopened_at"))
        return self.open().filter(silent, reopened_at__isnull=False)

    def of_period(self, period_ids: Iterable[UUID]) -> GoalQuerySet:
        return self.filter(period_id__in=list(period_ids))

    def with_status(self, day: date) -> GoalQuerySet:
        """Annotates `status_now`: the SQL twin of status.Schedule.at (a test compares the two)."""
        return self.annotate(status_now=status_on(day))

    def owned_by(self, member_id: UUID) -> GoalQuerySet:
        return self.filter(ownerships__member_id=member_id)


class Goal(TenantModel):
    # What it is
    kind = models.CharField(max_length=12, choices=GoalKind.choices)
    title = models.CharField(_("title"), max_length=500)
    description = models.TextField(_("description"), blank=True, max_length=10_000)
    entity = models.CharField(max_length=12, choices=Entity.choices)
    nature = models.CharField(max_length=12, choices=Nature.choices, default=Nature.ASPIRATIONAL)
    scoring_guidance = models.TextField(blank=True, max_length=5_000)

    # Who (owners, teams, viewers and editors are tables of their own)
    creator = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    check_in_owner = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="check_in_goals"
    )
    delegate = models.ForeignKey(Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    delegated_until = models.DateField(null=True, blank=True)
    privacy = models.CharField(max_length=10, choices=Privacy.choices, default=Privacy.EVERYONE)
    only_listed_edit = models.BooleanField(default=False)  # the strictest choice: admins may not edit either
    restricts_alignment = models.BooleanField(default=False)  # only people with edit rights may align to it

    # When
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="goals")
    start = models.DateField(_("start"))
    due = models.DateField(_("due"))

    # How it is measured
    outcome_type = models.CharField(max_length=8, default="percent")
    metric_name = models.CharField(max_length=200, blank=True)
    metric_kind = models.CharField(max_length=14, blank=True)
    unit = models.CharField(max_length=20, blank=True)
    start_value = value_field()
    target_value = value_field()
    low = value_field()
    high = value_field()
    risk_threshold = value_field()
    tolerance = value_field()
    phases: Any = models.JSONField(default=list, blank=True)  # [{"date": "2026-10-31", "value": "20"}, …]

    # How its progress and status come about
    progress_mode = models.CharField(max_length=12, choices=ProgressMode.choices, default=ProgressMode.MANUAL)
    automatic_mode = models.CharField(max_length=12, blank=True)  # the mode to resume after a manual override
    status_rule = models.CharField(max_length=10, choices=StatusRule.choices, default=StatusRule.PROGRESS)
    # The status a person chose last; holds until the next check-in or automatic update (spec §6.6). Blank: automatic.
    chosen_status = models.CharField(max_length=12, blank=True)
    # What the rooms above counted last (goals/counting.py): tasks done out of all, weights of milestones reached.
    tasks_done = models.PositiveIntegerField(default=0)
    tasks_whole = models.PositiveIntegerField(default=0)
    milestones_done = value_field()
    milestones_whole = value_field()
    # A value that was set by hand stands until the next automatic update (spec okrs §5.3, §11.2).
    overridden_once = models.BooleanField(default=False)
    new_children_contribute = models.BooleanField(default=True)

    # Cached numbers. Written only by goals.recompute; `cairn verify` compares them with a fresh computation.
    current_value = value_field()
    progress = value_field()  # percent, unclamped; null: has none (baseline, control without value)
    automatic_value = value_field()  # what the roll-up says while a manual value overrides it
    on_track_from = models.DateField(null=True)  # status.Schedule: the status of any day until the next write
    behind_from = models.DateField(null=True)
    at_risk_from = models.DateField(null=True)
    far_behind_from = models.DateField(null=True)  # the first day that it is more than 25 points behind its line
    checked_in_at = models.DateTimeField(null=True)
    trend: Any = models.JSONField(default=list)  # [[week since start, progress], …] for the sparkline

    # What deserves a second look on any day while it is open (goals/flaws.py): by what it is tied to, not by time.
    lasting_risk = models.BooleanField(default=False)
    lasting_attention = models.BooleanField(default=False)

    # How it ended
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    closed_at = models.DateTimeField(null=True)  # when it was closed or postponed
    closed_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    closed_automatically = models.BooleanField(default=False)
    # The goal whose closing or postponing took this one along; reopening that one brings this one back.
    ended_with = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")
    score = models.DecimalField(max_digits=3, decimal_places=2, null=True)
    suggested_score = models.DecimalField(max_digits=3, decimal_places=2, null=True)
    closing_note = models.TextField(blank=True, max_length=10_000)  # or the reason for postponing
    reopened_at = models.DateTimeField(null=True)

    # Where it comes from
    cloned_from = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="clones")
    carried_over_from = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="carried_to")
    carry_over_count = models.PositiveSmallIntegerField(default=0)
    was_key_result: Any = models.JSONField(default=dict)  # its settings before it became a project (spec §11.6)
    import_metadata: Any = models.JSONField(default=dict)

    # Housekeeping
    rank = models.BigIntegerField(default=0)  # order among its neighbours, in steps of ranks.GAP
    version = models.PositiveIntegerField(default=1)  # the ETag; counts structural changes
    created_at = models.DateTimeField(default=clock.now)
    updated_at = models.DateTimeField(default=clock.now)
    deleted_at = models.DateTimeField(null=True)
    deleted_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")

    objects: ClassVar[TenantManager[Any]] = TenantManager.from_queryset(GoalQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(due__gte=models.F("start")), name="goal_due_after_start"),
            models.CheckConstraint(
                condition=models.Q(score=None) | models.Q(score__gte=0, score__lte=1), name="goal_score_range"
            ),
        ]
        indexes = [
            models.Index(fields=["organization", "period", "entity", "rank"], name="goal_page"),
            models.Index(fields=["organization", "period", "id"], name="goal_period"),  # lists of the API go by id
            models.Index(fields=["organization", "updated_at"], name="goal_updated"),
            # Signs of what is below ask twenty thousand goals of a large page, and find all they ask in the index.
            models.Index(
                fields=["id"],
                include=[
                    "organization",
                    "deleted_at",
                    "state",
                    "score",
                    "start",
                    "due",
                    "on_track_from",
                    "behind_from",
                    "at_risk_from",
                    "far_behind_from",
                    "lasting_risk",
                    "lasting_attention",
                    "privacy",
                    "creator",
                    "delegate",
                    "check_in_owner",
                ],
                name="goal_signs",
            ),
            models.Index(fields=["organization", "check_in_owner", "state"], name="goal_check_in_owner"),
            models.Index(fields=["organization", "period", "at_risk_from"], name="goal_at_risk"),
            models.Index(
                fields=["organization", "delegated_until"],
                condition=~models.Q(delegated_until=None),
                name="goal_delegated_until",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.state == State.OPEN

    @property
    def is_reopened(self) -> bool:
        """It ended once, is open again, and nobody has checked in on it since; the SQL twin is `.reopened()`."""
        return (
            self.is_open
            and self.reopened_at is not None
            and (self.checked_in_at is None or self.checked_in_at <= self.reopened_at)
        )

    @property
    def is_private(self) -> bool:
        return self.privacy == Privacy.LISTED

    @property
    def is_rolled_up(self) -> bool:
        return self.progress_mode == ProgressMode.ROLLUP

    @property
    def counts_parts(self) -> bool:
        """Its number comes from tasks or milestones."""
        return self.progress_mode in PARTS

    @property
    def counted_mode(self) -> str:
        """Tasks or milestones, where its number comes from those or would if it were not set by hand."""
        return next((mode for mode in (self.progress_mode, self.automatic_mode) if mode in PARTS), "")

    @property
    def is_automatic(self) -> bool:
        """No check-in makes its present number."""
        return (self.is_rolled_up or self.counts_parts) and not self.overridden_once
