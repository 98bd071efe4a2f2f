"""What this room adds to other rooms' pages: menus, tabs, a rail entry, the talk in the stream of goals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cairn.conversations import policies
from cairn.conversations.forms.share import ShareForm
from cairn.conversations.forms.update import UpdateForm
from cairn.conversations.places import url_of
from cairn.conversations.queries.bookmarks import is_bookmarked, kept
from cairn.goals import enclosures, streaming
from cairn.goals.demo import chapters
from cairn.goals.models import Goal
from cairn.goals.views import choosing
from cairn.organizations import deletion
from cairn.organizations.actor import Actor
from cairn.ui.additions import Addition, Subject, register
from cairn.ui.links import org_url
from cairn.ui.navigation import RailLink, is_current, register_source


def register_all() -> None:
    """Called once, when the application starts."""
    from cairn.conversations import belongings, demo, tidying
    from cairn.conversations.enclosing import Attachments
    from cairn.conversations.in_stream import Comments

    assert tidying  # its subscribers and its daily work
    deletion.register_eraser(belongings.forget_words_of)
    streaming.register(Comments())
    enclosures.register(Attachments())
    choosing.offer(**{name: UpdateForm.base_fields[name] for name in ("readers", "reader_teams")})  # type: ignore[arg-type]
    choosing.offer(people=ShareForm.base_fields["people"])  # type: ignore[arg-type]
    register("entity_tabs", tabs, order=60)
    register("entity_menu", entries_of_entity, order=60)
    register("goal_menu", entries_of_goal, order=60)
    register("not_found", ask_to_see)
    register("naming", people_to_name)
    register_source("", bookmarks)
    chapters.register("conversations", demo.tell, order=70)


def tabs(request: HttpRequest, subject: Subject) -> Iterator[Addition]:
    """Activity and updates of an entity."""
    organization: Any = request.organization  # type: ignore[attr-defined]
    yield Addition(_("Activity"), url_of(organization, subject.entity, subject.id, "activity"), "activity")
    yield Addition(_("Updates"), url_of(organization, subject.entity, subject.id, "updates"), "megaphone")


def people_to_name(request: HttpRequest, goal: Goal) -> Iterator[Addition]:
    """Who may be named in what is written about a goal."""
    address = org_url(request.organization, "conversations:mentions")  # type: ignore[attr-defined]
    yield Addition(_("People"), f"{address}?goal={goal.pk}")


def entries_of_entity(request: HttpRequest, subject: Subject) -> Iterator[Addition]:
    """Post an update; copy the link of the list as it is filtered; keep a team or a person at hand."""
    organization: Any = request.organization  # type: ignore[attr-defined]
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if policies.can_post(actor):
        new = url_of(organization, subject.entity, subject.id, "new_update")
        yield Addition(_("Post an update…"), new, "megaphone")
    yield Addition(_("Copy the link"), request.get_full_path(), "link", copies=True)
    sort = {"team": "team", "individual": "person"}.get(subject.entity)
    if sort is not None:
        page, field = org_url(organization, "conversations:bookmarks"), (sort, str(subject.id))
        if is_bookmarked(actor, sort, subject.id):
            yield Addition(_("Remove the bookmark"), page, "bookmark", posts=(field, ("_method", "delete")))
        else:
            yield Addition(_("Bookmark"), page, "bookmark", posts=(field,))


def entries_of_goal(request: HttpRequest, goal: Any) -> Iterator[Addition]:
    """Share it, or copy its link."""
    organization: Any = request.organization  # type: ignore[attr-defined]
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if policies.can_share(actor):
        share = org_url(organization, "conversations:share", goal_id=goal.id)
        yield Addition(_("Share…"), share, "share-2", in_panel=True)
    yield Addition(_("Copy the link"), org_url(organization, "goals:goal", goal_id=goal.id), "link", copies=True)


def ask_to_see(request: HttpRequest, ids: Mapping[str, object] | None) -> Iterator[Addition]:
    """Where the address names a goal: ask its owners, whoever they are and whether or not there is one."""
    if request.method == "GET" and ids and "goal_id" in ids:
        href = org_url(request.organization, "conversations:ask_access")  # type: ignore[attr-defined]
        yield Addition(_("Ask to see it"), href, "eye", posts=(("goal", str(ids["goal_id"])),))


def bookmarks(request: HttpRequest) -> Iterator[RailLink]:
    """An entry of the rail as soon as there is one bookmark (spec okrs §20). No query."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if kept(actor):
        href = org_url(request.organization, "conversations:bookmarks")  # type: ignore[attr-defined]
        yield RailLink(str(_("Bookmarks")), href, "bookmark", current=is_current(request, href))
