"""The forms of members' pages."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldenbridge_site import markdown
from goldenbridge_site.accounts import names
from goldenbridge_site.accounts.models import User
from goldenbridge_site.limits.haste import Unhurried
from goldenbridge_site.operator import inviting
from goldenbridge_site.operator.models import SiteSettings


class JoinFields(Unhurried):
    """Display name. allauth adds the rest and calls `signup` once the row exists."""

    display_name = forms.CharField(
        label=gettext_lazy("Name shown beside what you write"),
        help_text=gettext_lazy("It need not be your own. You can change it later."),
        max_length=names.LONGEST,
        min_length=names.SHORTEST,
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )

    invitation = forms.CharField(
        label=gettext_lazy("Invitation"),
        help_text=gettext_lazy("The code somebody gave you."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if SiteSettings.current().sign_up != SiteSettings.SignUp.INVITATION:
            del self.fields["invitation"]

    def clean_display_name(self) -> str:
        """Check form and freedom of the name."""
        name = names.clean(self.cleaned_data["display_name"])
        if not names.free(name):
            raise ValidationError(_("This name is taken."))
        return name

    def clean_invitation(self) -> str:
        """An invitation that nobody has used."""
        code: str = self.cleaned_data["invitation"].strip()
        if not inviting.usable(code):
            raise ValidationError(_("This invitation was used, withdrawn, or is out of date."))
        return code

    def signup(self, request: HttpRequest, user: User) -> None:
        """Give the new member the name, and take the invitation."""
        name = self.cleaned_data["display_name"]
        user.display_name, user.slug = name, names.slug(name)
        user.save()
        names.claim(user, name)
        inviting.use(self.cleaned_data.get("invitation", ""), user)


class ProfileForm(forms.Form):
    """Display name and biography."""

    display_name = forms.CharField(
        label=gettext_lazy("Name shown beside what you write"),
        help_text=gettext_lazy("Your former name will lead here and is never given to others."),
        max_length=names.LONGEST,
    )
    biography = forms.CharField(
        label=gettext_lazy("About you"),
        help_text=gettext_lazy("What readers should know when they weigh your words. Markdown."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"class": "voice", "rows": 6}),
    )

    def __init__(self, *args: Any, member: User, **kwargs: Any) -> None:
        kwargs["initial"] = {"display_name": member.display_name, "biography": member.biography}
        super().__init__(*args, **kwargs)
        self.member = member

    def clean_display_name(self) -> str:
        """Check form and freedom of the name."""
        name = names.clean(self.cleaned_data["display_name"])
        if not names.free(name, self.member):
            raise ValidationError(_("This name is taken."))
        return name

    def save(self) -> None:
        """Write both to the member."""
        if self.cleaned_data["display_name"] != self.member.display_name:
            names.rename(self.member, self.cleaned_data["display_name"])
        self.member.biography = self.cleaned_data["biography"]
        self.member.biography_html = markdown.to_html(self.member.biography, heading=3)
        self.member.save(update_fields=["biography", "biography_html"])


class DeletionForm(forms.Form):
    """What shall become of posts and replies."""

    texts = forms.ChoiceField(
        label=gettext_lazy("Your posts and replies"),
        choices=[
            ("keep", gettext_lazy("Keep them, shown as by a deleted member")),
            ("remove", gettext_lazy("Remove them; answers of others stay")),
        ],
        widget=forms.RadioSelect,
    )
    sure = forms.BooleanField(label=gettext_lazy("I know that this cannot be undone"))
