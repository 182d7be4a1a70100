"""The forms of following."""

from django import forms
from django.utils.translation import gettext_lazy

from goldenbridge_site.follows.models import Cadence
from goldenbridge_site.limits.haste import Unhurried


class FollowForm(forms.Form):
    """How often; for members."""

    cadence = forms.ChoiceField(
        label=gettext_lazy("How often"), choices=Cadence, initial=Cadence.EACH
    )


class VisitorForm(FollowForm, Unhurried):
    """Address and how often; `website` is left empty by people and filled in by machines."""

    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    website = forms.CharField(
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    field_order = ("email", "cadence", "website")

    def clean_email(self) -> str:
        """Addresses are kept in lower case."""
        return str(self.cleaned_data["email"]).lower()
