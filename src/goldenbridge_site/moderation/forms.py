"""What moderators and readers fill in."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldenbridge_site.conflicts.models import Conflict
from goldenbridge_site.limits import haste
from goldenbridge_site.moderation.models import Act, Rule
from goldenbridge_site.posts.models import Post, Status
from goldenbridge_site.replies.models import Reply

LONGEST = 2000
DAYS = (1, 7, 30, 90)


def rule_choice(**kwargs: Any) -> "forms.ModelChoiceField[Rule]":
    """A choice among the rules in use."""
    return forms.ModelChoiceField(Rule.objects.filter(active=True), **kwargs)


class ReportForm(forms.Form):
    """A reader says which rule a text breaks."""

    rule = rule_choice(
        label=gettext_lazy("Which rule does it break?"),
        widget=forms.RadioSelect,
        empty_label=None,
    )
    words = forms.CharField(
        label=gettext_lazy("What should a moderator know?"),
        help_text=gettext_lazy("The author does not learn who reported."),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    contact = forms.EmailField(
        label=gettext_lazy("E-mail address for questions"),
        help_text=gettext_lazy("Only moderators see it. Leave it empty if none is needed."),
        required=False,
    )

    def __init__(self, *args: Any, member: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if member:
            del self.fields["contact"]
        else:
            rules = Rule.objects.filter(active=True, legal=True)
            self.fields["rule"].queryset = rules  # type: ignore[attr-defined]
            self.fields["contact"].required = self.fields["words"].required = True
            self.fields["contact"].help_text = _("We may need to ask back. Only moderators see it.")

    def clean(self) -> dict[str, Any]:
        """A legal request, and "something else", need words."""
        found: dict[str, Any] = super().clean() or {}
        if "contact" in self.fields and haste.hasty(self.data.get(haste.FIELD, "")):
            raise ValidationError(haste.refusal())
        rule = found.get("rule")
        if rule is not None and rule.legal and not found.get("words", "").strip():
            self.add_error("words", _("Name the law and what it is that breaks it."))
        return found


class RulingForm(forms.Form):
    """Rule, reason for the log, word to the author; which act is said by the button pressed."""

    rule = rule_choice(label=gettext_lazy("Rule"), required=False, empty_label=gettext_lazy("none"))
    reason = forms.CharField(
        label=gettext_lazy("Why, for the log"),
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput,
    )
    word = forms.CharField(
        label=gettext_lazy("A word to the author"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    act = forms.ChoiceField(choices=Act.choices, widget=forms.HiddenInput, required=True)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    decision = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    needs_rule = frozenset({Act.HIDE, Act.SUSPEND, Act.BAN, Act.HIDE_ALL})
    needs_word = frozenset({Act.REWORD, Act.WARN})

    def clean(self) -> dict[str, Any]:
        """Ask for what the act needs, and put a plain reason where none was given."""
        found: dict[str, Any] = super().clean() or {}
        act, rule = found.get("act"), found.get("rule")
        if act in self.needs_rule and rule is None:
            self.add_error("rule", _("Choose the rule that is broken."))
        if act in self.needs_word and not found.get("word", "").strip():
            self.add_error("word", _("Say what the author should change."))
        if not found.get("reason", "").strip() and act:
            found["reason"] = (
                str(rule.title) if rule else _PLAIN.get(act, "") or _("No reason given.")
            )
        return found


_PLAIN = {
    Act.KEEP: gettext_lazy("Breaks no rule."),
    Act.APPROVE: gettext_lazy("First text, read."),
    Act.LOCK: gettext_lazy("The discussion has run its course."),
    Act.UNLOCK: gettext_lazy("The discussion can go on."),
    Act.MOVE: gettext_lazy("It stood in the wrong place."),
}


class SanctionForm(RulingForm):
    """What is decided on a member; for a suspension also how long."""

    days = forms.TypedChoiceField(
        label=gettext_lazy("Days of a suspension"),
        choices=[(n, str(n)) for n in DAYS],
        coerce=int,
        initial=7,
    )


class MovePostForm(forms.Form):
    """The conflict a post belongs to."""

    conflict = forms.ModelChoiceField(
        label=gettext_lazy("Conflict"),
        queryset=Conflict.objects.all(),
        required=False,
        empty_label=gettext_lazy("All conflicts"),
    )


class MoveReplyForm(forms.Form):
    """The place a reply belongs to."""

    to = forms.CharField(
        label=gettext_lazy("Move to"),
        help_text=gettext_lazy(
            "The address of a discussion, or of a reply in it such as /discussions/NAME/#reply-41. "
            "The answers below it move along."
        ),
        max_length=300,
    )

    def clean_to(self) -> tuple[Post, Reply | None]:
        """The post and, if named, the reply."""
        path, _mark, anchor = self.cleaned_data["to"].partition("#")
        slug = path.rstrip("/").rpartition("/")[2]
        post = Post.objects.filter(slug=slug).exclude(status=Status.DELETED).first()
        if post is None:
            raise ValidationError(_("There is no such discussion."))
        number = anchor.removeprefix("reply-")
        if not number:
            return post, None
        found = Reply.objects.filter(pk=int(number), post=post) if number.isdecimal() else None
        parent = found.first() if found is not None and len(number) < 18 else None
        if parent is None:
            raise ValidationError(_("There is no such reply in that discussion."))
        return post, parent


class WordsForm(forms.Form):
    """One field of words: a note, an appeal, the reason of an undoing."""

    words = forms.CharField(
        label=gettext_lazy("Your words"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class AnswerForm(forms.Form):
    """The second look's result."""

    upheld = forms.TypedChoiceField(
        label=gettext_lazy("After the second look"),
        choices=[
            ("no", gettext_lazy("The decision stands")),
            ("yes", gettext_lazy("The decision is undone")),
        ],
        coerce=lambda text: text == "yes",
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=gettext_lazy("Your answer to the author"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
