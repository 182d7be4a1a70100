"""The choices, one select per event."""

from typing import Any

from django import forms

from goldenbridge_site.accounts.models import User
from goldenbridge_site.notifications import choices
from goldenbridge_site.notifications.models import Choice, Kind


class ChoicesForm(forms.Form):
    """One field per kind, named like it."""

    def __init__(self, *args: Any, member: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.member = member
        for kind, choice in choices.of(member).items():
            self.fields[kind.value] = forms.ChoiceField(
                label=kind.label, choices=Choice.choices, initial=choice.value
            )

    def save(self) -> None:
        """Keep the choices."""
        chosen = {Kind(name): Choice(value) for name, value in self.cleaned_data.items()}
        choices.choose(self.member, chosen)
