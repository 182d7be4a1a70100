"""The fields the join form has beside address and password."""

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldenbridge_site.accounts import names
from goldenbridge_site.accounts.models import User


class JoinFields(forms.Form):
    """Display name. allauth adds the rest and calls `signup` once the row exists."""

    display_name = forms.CharField(
        label=gettext_lazy("Name shown beside what you write"),
        help_text=gettext_lazy("It need not be your own. You can change it later."),
        max_length=names.LONGEST,
        min_length=names.SHORTEST,
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )

    def clean_display_name(self) -> str:
        """Check form and freedom of the name."""
        name = names.clean(self.cleaned_data["display_name"])
        if not names.free(name):
            raise ValidationError(_("This name is taken."))
        return name

    def signup(self, request: HttpRequest, user: User) -> None:
        """Give the new member the name."""
        name = self.cleaned_data["display_name"]
        user.display_name, user.slug = name, names.slug(name)
        user.save()
        names.claim(user, name)
