"""The living style guide: every component in every state, drawn by the same partials and tags as the real pages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from cairn.core.errors import Denied, Refused
from cairn.ui import samples
from cairn.ui.marks import STATUS_WORDS

COLOURS = [
    "paper", "sheet", "raised", "sunk", "hover", "line", "line-strong", "line-control", "track", "ink", "ink-2",
    "ink-3", "accent", "accent-wash", "good", "warn", "bad", "calm", "done", "idle",
]  # fmt: skip


class SampleForm(forms.Form):
    """One field of each sort."""

    title = forms.CharField(
        label=_("Title"), max_length=120, help_text=_("A change one could see from outside, in one sentence.")
    )
    period = forms.ChoiceField(label=_("Period"), choices=[("q4", "Q4 2026"), ("q1", "Q1 2027")])
    kind = forms.ChoiceField(
        label=_("How it is measured"),
        choices=[("percent", _("In percent")), ("metric", _("By a number with a start and a target"))],
        widget=forms.RadioSelect,
    )
    target = forms.DecimalField(label=_("Target"), required=False)
    note = forms.CharField(label=_("Description"), widget=forms.Textarea, required=False)
    private = forms.BooleanField(label=_("Only listed people can see it"), required=False)


def style_guide(request: HttpRequest) -> HttpResponse:
    """Everything on one page, open to everybody."""
    context = _content() | {
        "form": SampleForm(initial={"kind": "metric"}),
        "wrong_form": SampleForm({"title": "", "target": "twelve", "kind": "metric"}, auto_id="wrong_%s"),
        "refusal": Denied("Only admins can change the terms.", helpers=["Ada Kaya", "Tom Sato"]),
        "rows_in_motion": samples.rows_in_motion(),
        "rows_compact": samples.rows_compact(),
        "colours": COLOURS,
        "chart_series": samples.chart_of_statuses(),
    }
    return render(request, "ui/style_guide.html", context)


def frame(request: HttpRequest) -> HttpResponse:
    """A whole page in the frame, with made-up content."""
    around = {"rail": samples.rail(), "organization": samples.Place("Acme", "acme")}
    return render(request, "ui/style_guide_frame.html", _content() | around)


def piece(request: HttpRequest, name: str) -> HttpResponse:
    """The answers of a server that the samples ask: quick view, hint, search, and a refusal for what they send."""
    if name == "panel":
        return render(request, "ui/guide/_panel.html", _content())
    if name == "search":
        return render(request, "ui/guide/_found.html", {"words": request.GET.get("q", "")[:80]})
    if name == "hint":
        return HttpResponse("47.2 → 48 %, 58.8 % done, on track")
    raise Refused("This is the style guide: nothing is kept here.")


def _content() -> dict[str, Any]:
    return {
        "people": samples.PEOPLE,
        "statuses": STATUS_WORDS,
        "moments": samples.moments(),
        "rows": samples.rows(),
        "course": samples.COURSE,
        "chart": samples.chart(),
        "text": "Spring catalogue brought **9 dormant shops** back.\n\n- the north still waits for stock",
    }
