"""A like, or another word said with a mark: on a goal, a check-in, a comment or an update (spec okrs §20)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cairn.conversations.models.comment import Comment
from cairn.conversations.models.update import Update
from cairn.core import clock
from cairn.core.tenancy import TenantModel
from cairn.goals.models import CheckIn, Goal
from cairn.organizations.models import Member

ABOUT = ("goal", "check_in", "comment", "update")


class ReactionKind(models.TextChoices):
    LIKE = "like", _("Like")
    CELEBRATE = "celebrate", _("Celebrate")
    LOVE = "love", _("Love it")
    HELP = "help", _("I can help")
    IDEA = "idea", _("That gives me an idea")
    WATCHING = "watching", _("Watching this")


def _about(name: str) -> Q:
    return Q(**{f"{other}__isnull": other != name for other in ABOUT})


class Reaction(TenantModel):
    """One mark of one person on one thing: exactly one of the four is set."""

    goal = models.ForeignKey(Goal, null=True, on_delete=models.CASCADE, related_name="reactions")
    check_in = models.ForeignKey(CheckIn, null=True, on_delete=models.CASCADE, related_name="reactions")
    comment = models.ForeignKey(Comment, null=True, on_delete=models.CASCADE, related_name="reactions")
    update = models.ForeignKey(Update, null=True, on_delete=models.CASCADE, related_name="reactions")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=ReactionKind.choices)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=_about("goal") | _about("check_in") | _about("comment") | _about("update"),
                name="reaction_is_about_one_thing",
            ),
            *(
                models.UniqueConstraint(fields=["organization", name, "member", "kind"], name=f"reaction_{name}_once")
                for name in ABOUT
            ),
        ]
