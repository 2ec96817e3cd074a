"""The ground of every form: our own field template, plain sentences, nothing that a browser remembers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class Form(forms.Form):
    """Renders label, hint and what is wrong beside each field. `required` says what to do."""

    template_name = "ui/form.html"
    use_required_attribute = False  # our own sentences, beside the field, also without scripts
    error_css_class = "has-wrong"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = _("Fill this in.")
            if isinstance(field, forms.CharField) and field.max_length:
                field.widget.attrs.pop("maxlength", None)  # a browser would cut what is pasted without a word


def text(
    label: Any,
    *,
    most: int,
    hint: Any = "",
    lines: int = 0,
    required: bool = True,
    missing: Any = "",
    **attrs: str,
) -> forms.CharField:
    """A field for words: one line, or a box of `lines`. `missing` is what is said where it is empty."""
    widget = forms.Textarea(attrs={"rows": lines, **attrs}) if lines else forms.TextInput(attrs=attrs)
    errors = {"max_length": _("This is too long: at most %(limit_value)d characters.")}
    if missing:
        errors["required"] = missing
    return forms.CharField(
        label=label, max_length=most, help_text=hint, required=required, widget=widget, error_messages=errors
    )


def secret(label: Any, *, hint: Any = "", missing: Any = "", required: bool = True, **attrs: str) -> forms.CharField:
    """A field for a passphrase or PIN: hidden while it is typed, never filled in again."""
    errors = {"required": missing} if missing else {}
    widget = forms.PasswordInput(attrs={"autocapitalize": "none", "spellcheck": "false", **attrs})
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        strip=False,
        max_length=1000,
        widget=widget,
        error_messages=errors,
    )
