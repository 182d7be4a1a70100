"""What the operator fills in."""

import re
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldenbridge_site.conflicts.models import Conflict
from goldenbridge_site.moderation.models import Rule
from goldenbridge_site.operator.models import SiteSettings
from goldenbridge_site.posts.models import Post
from goldenbridge_site.runs import engine

if TYPE_CHECKING:  # the class is generic for type checkers only
    SettingsBase = forms.ModelForm[SiteSettings]
    RuleBase = forms.ModelForm[Rule]
    ConflictBase = forms.ModelForm[Conflict]
else:
    SettingsBase = RuleBase = ConflictBase = forms.ModelForm

_DOMAIN = re.compile(r"^(?=.{1,253}$)([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$")


class SettingsForm(SettingsBase):
    """Name, announcement, pinned post and switches."""

    pinned = forms.CharField(
        label=gettext_lazy("Pinned post"),
        help_text=gettext_lazy("The address of a post, shown on top of the start page."),
        required=False,
        max_length=200,
    )

    class Meta:
        model = SiteSettings
        fields: ClassVar = [
            "site_name",
            "announcement",
            "sign_up",
            "blocked_mail_domains",
            "first_post_waits",
            "link_previews",
            "visitor_follows",
            "edit_minutes",
            "read_only",
        ]
        widgets: ClassVar = {"blocked_mail_domains": forms.Textarea(attrs={"rows": 3})}
        help_texts: ClassVar = {
            "announcement": gettext_lazy("One line above every page. Empty: no line."),
            "blocked_mail_domains": gettext_lazy(
                "Nobody joins with an address there. One a line, such as example.com."
            ),
            "read_only": gettext_lazy(
                "Members read but cannot write; moderators and operators still can."
            ),
        }

    field_order = ("site_name", "announcement", "pinned")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pinned = self.instance.pinned_post
        self.fields["pinned"].initial = pinned.get_absolute_url() if pinned else ""

    def clean_pinned(self) -> Post | None:
        """The post behind the address."""
        text = self.cleaned_data["pinned"].strip()
        if not text:
            return None
        slug = text.partition("#")[0].rstrip("/").rpartition("/")[2]
        post = Post.objects.published().filter(slug=slug).first()
        if post is None:
            raise ValidationError(_("There is no such published post."))
        return post

    def clean_blocked_mail_domains(self) -> str:
        """One domain a line, in lower case."""
        names = self.cleaned_data["blocked_mail_domains"].lower().replace(",", " ").split()
        for name in names:
            if not _DOMAIN.match(name):
                raise ValidationError(_("“%(name)s” is no domain.") % {"name": name[:100]})
        return "\n".join(dict.fromkeys(names))

    def save(self, commit: bool = True) -> SiteSettings:
        """Save together with the pinned post."""
        self.instance.pinned_post = self.cleaned_data["pinned"]
        return super().save(commit)


class TextsForm(SettingsBase):
    """The operator's own words."""

    class Meta:
        model = SiteSettings
        fields: ClassVar = ["rules_text", "privacy_text", "contact_text", "contact_email"]
        widgets: ClassVar = {
            name: forms.Textarea(attrs={"rows": 8, "class": "voice"})
            for name in ("rules_text", "privacy_text", "contact_text")
        }
        help_texts: ClassVar = {
            "rules_text": gettext_lazy("Markdown, shown above the numbered rules."),
            "privacy_text": gettext_lazy(
                "Markdown, shown below what the site itself says: who is responsible, for which "
                "purposes, how long backups are kept."
            ),
            "contact_text": gettext_lazy("Markdown: who runs the site, and where."),
        }


class RuleForm(RuleBase):
    """One numbered rule."""

    class Meta:
        model = Rule
        fields: ClassVar = ["number", "title", "text", "legal", "active"]
        labels: ClassVar = {
            "number": gettext_lazy("Number"),
            "title": gettext_lazy("What a text does that breaks it"),
            "text": gettext_lazy("Explanation"),
            "legal": gettext_lazy("It is the reason for legal requests"),
            "active": gettext_lazy("In use"),
        }
        help_texts: ClassVar = {
            "title": gettext_lazy("Such as “Attacks a person or a people”."),
            "active": gettext_lazy("A rule that is out of use stays in the log."),
        }
        widgets: ClassVar = {"text": forms.Textarea(attrs={"rows": 4})}


class ConflictForm(ConflictBase):
    """A conflict: title, paragraph, knowledge date, scenario."""

    class Meta:
        model = Conflict
        fields: ClassVar = [
            "title",
            "slug",
            "summary",
            "known_on",
            "scenario",
            "phase",
            "position",
            "shown",
        ]
        labels: ClassVar = {
            "slug": gettext_lazy("Name in addresses"),
            "phase": gettext_lazy("Phase"),
            "position": gettext_lazy("Place in the list"),
            "shown": gettext_lazy("Shown"),
        }
        help_texts: ClassVar = {
            "slug": gettext_lazy("It should not change: links and follows hang on it."),
            "known_on": gettext_lazy("What happened after this date is left out."),
            "scenario": gettext_lazy("A scenario's name; empty if there is none."),
        }
        widgets: ClassVar = {
            "summary": forms.Textarea(attrs={"rows": 6, "class": "voice"}),
            "known_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def clean_scenario(self) -> str:
        """A scenario the engine knows, or none."""
        name: str = self.cleaned_data["scenario"].strip()
        known = engine.scenarios()
        if name and name not in known:
            raise ValidationError(
                _("There is no scenario “%(name)s”. There are: %(known)s.")
                % {"name": name, "known": ", ".join(known)}
            )
        return name
