"""allauth's forms with the site's own labels and hints, and no words inside empty fields."""

from typing import Any

from allauth.account import forms as account
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

ADDRESS = gettext_lazy("E-mail address")
NEW_PASSWORD = gettext_lazy("12 characters or more; a few unrelated words are fine.")


class _Plain:
    """Takes the words out of empty fields and puts the site's own beside them."""

    labels: dict[str, Any] = {}  # noqa: RUF012
    hints: dict[str, Any] = {}  # noqa: RUF012

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields  # type: ignore[attr-defined]
        for name, field in fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            if name in self.hints:
                field.help_text = self.hints[name]


class Join(_Plain, account.SignupForm):
    """Joining."""

    labels = {"email": ADDRESS, "password1": gettext_lazy("Password")}  # noqa: RUF012
    hints = {  # noqa: RUF012
        "password1": gettext_lazy(
            "12 characters or more; a few unrelated words are fine. You can paste it."
        )
    }

    def try_save(self, request: HttpRequest) -> tuple[Any, Any]:
        """Make the account; where there is one already, take as long over it."""
        user, answer = super().try_save(request)
        if user is None:
            make_password(self.cleaned_data["password1"])
        return user, answer


class SignIn(_Plain, account.LoginForm):
    """Signing in."""

    labels = {  # noqa: RUF012
        "login": ADDRESS,
        "password": gettext_lazy("Password"),
        "remember": gettext_lazy("Stay signed in for a month"),
    }
    hints = {"password": ""}  # noqa: RUF012


class Reset(_Plain, account.ResetPasswordForm):
    """Asking for a link to set a new password."""

    labels = {"email": ADDRESS}  # noqa: RUF012


class ResetKey(_Plain, account.ResetPasswordKeyForm):
    """Setting a new password after following the link."""

    labels = {  # noqa: RUF012
        "password1": gettext_lazy("New password"),
        "password2": gettext_lazy("The same again"),
    }
    hints = {"password1": NEW_PASSWORD}  # noqa: RUF012


class Change(_Plain, account.ChangePasswordForm):
    """Changing the password."""

    labels = {  # noqa: RUF012
        "oldpassword": gettext_lazy("Password so far"),
        "password1": gettext_lazy("New password"),
        "password2": gettext_lazy("The same again"),
    }
    hints = {"password1": NEW_PASSWORD, "oldpassword": ""}  # noqa: RUF012


class ChangeAddress(_Plain, account.AddEmailForm):
    """Changing the address."""

    labels = {"email": gettext_lazy("New e-mail address")}  # noqa: RUF012


class Again(_Plain, account.ReauthenticateForm):
    """Giving the password again."""

    labels = {"password": gettext_lazy("Password")}  # noqa: RUF012
