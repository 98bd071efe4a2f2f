"""How a form is drawn: label, control, help and error belong together."""

from __future__ import annotations

import re

from django import forms


class Sample(forms.Form):
    title = forms.CharField(label="Title", help_text="One sentence.")
    kind = forms.ChoiceField(label="Kind", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect, required=False)
    private = forms.BooleanField(label="Private", required=False)
    token = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> None:
        if self.data.get("private"):
            raise forms.ValidationError("Not today.")


def test_a_label_names_its_control_and_help_describes_it() -> None:
    drawn = str(Sample())
    assert '<label for="id_title">Title</label>' in drawn
    assert re.search(r'<input type="text" name="title"[^>]*aria-describedby="id_title_helptext"', drawn)
    assert '<div class="help" id="id_title_helptext">One sentence.</div>' in drawn


def test_what_may_stay_empty_says_so() -> None:
    drawn = str(Sample())
    assert drawn.count(">optional<") == 1  # a tick box needs no such word


def test_an_error_stands_with_its_field_and_is_announced() -> None:
    drawn = str(Sample({"title": ""}))
    assert 'role="alert"' in drawn
    assert '<a href="#id_title">Title</a>' in drawn
    assert re.search(r'name="title"[^>]*aria-invalid="true"', drawn)
    assert re.search(r'aria-describedby="id_title_helptext id_title_error"', drawn)
    assert '<ul class="errorlist" id="id_title_error"><li>This field is required.</li></ul>' in drawn


def test_an_error_of_the_whole_form_stands_on_top() -> None:
    drawn = str(Sample({"title": "x", "private": "on"}))
    assert drawn.index("Not today.") < drawn.index('name="title"')


def test_choices_are_a_named_group_of_labelled_buttons() -> None:
    drawn = str(Sample())
    assert "<fieldset" in drawn
    assert "<legend>Kind" in drawn
    choice = (
        r'<label class="choice" for="id_kind_0"><input type="radio" [^>]*value="a"[^>]*>\s*<span>A</span></label>'
    )
    assert re.search(choice, drawn)


def test_a_tick_box_stands_within_its_label() -> None:
    assert re.search(
        r'<label for="id_private"><input type="checkbox"[^>]*> <span>Private</span></label>', str(Sample())
    )


def test_hidden_fields_are_drawn_once_without_a_label() -> None:
    drawn = str(Sample())
    assert drawn.count('name="token"') == 1
    assert 'for="id_token"' not in drawn


def test_what_was_typed_is_escaped_and_kept() -> None:
    assert "&quot;&gt;&lt;script&gt;" in str(Sample({"title": '"><script>', "private": "on"}))
