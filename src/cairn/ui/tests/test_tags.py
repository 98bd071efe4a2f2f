"""{% load ui %}."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from django.contrib.sessions.models import Session
from django.template import Context, Template
from django.urls import NoReverseMatch

from cairn.ui.samples import Place
from cairn.ui.templatetags import ui


@dataclass(frozen=True)
class KeyResult:
    id: int


def draw(text: str, **context: object) -> str:
    return Template("{% load ui %}" + text).render(Context(context)).strip()


def test_there_are_at_most_fifteen_tags() -> None:
    assert len(ui.register.tags) + len(ui.register.filters) <= 15


def test_a_thing_has_one_id_for_its_element() -> None:
    assert draw("{% dom_id thing %}", thing=Session(pk="s1")) == "session-s1"
    assert draw('{% dom_id thing "row" %}', thing=KeyResult(7)) == "row-keyresult-7"


def test_an_address_gets_the_organisation_by_itself() -> None:
    with pytest.raises(NoReverseMatch):
        draw('{% o_url "nowhere:at_all" %}', organization=Place("Acme", "acme"))


def test_every_form_has_a_key_of_its_own() -> None:
    fields = draw("{% idempotency_field %}{% idempotency_field %}")
    keys = re.findall(r'name="idempotency_key" value="([^"]+)"', fields)
    assert len(set(keys)) == 2


def test_filters_write_numbers_times_and_text() -> None:
    assert draw("{{ 1234.5|number }} {{ 112.5|percent }}") == "1,234.5 112.5\u00a0%"
    assert "<strong>yes</strong>" in draw('{{ "**yes**"|markdown }}')
    assert draw("{{ None|ago }}") == "–"


def test_the_heading_is_also_the_title_of_the_window() -> None:
    page = Template("{% extends 'ui/plain.html' %}{% block title %}Tom &amp; <em>Tia</em>{% endblock %}")
    drawn = page.render(Context())
    assert "<h1>Tom &amp; <em>Tia</em></h1>" in drawn
    assert "<title>Tom &amp;amp; Tia · Cairn</title>" not in drawn
    assert "<title>Tom &amp; Tia · Cairn</title>" in drawn
