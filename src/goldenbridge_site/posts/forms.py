"""The form to write and to edit a post."""

import re
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldenbridge_site.conflicts.models import Conflict
from goldenbridge_site.posts.models import Post, Tag

MOST_TAGS = 5
MOST_LINKS = 12
_TARGET = re.compile(r"^/(discussions|conflicts|tags)/([\w-]+)/?$")


class PostForm(forms.Form):
    """Title, text, conflict, tags and see-also links."""

    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=150,
        min_length=5,
        widget=forms.TextInput(attrs={"class": "voice title"}),
    )
    body = forms.CharField(
        label=gettext_lazy("Text"),
        help_text=gettext_lazy(
            "Markdown: **strong**, *stressed*, > quotation, - list, [words](address). "
            "An address alone in a paragraph becomes a card."
        ),
        max_length=40_000,
        strip=False,
        widget=forms.Textarea(attrs={"class": "voice", "rows": 16}),
    )
    conflict = forms.ModelChoiceField(
        label=gettext_lazy("Conflict"),
        queryset=Conflict.objects.none(),
        required=False,
        to_field_name="slug",
        empty_label=gettext_lazy("All conflicts"),
    )
    tags = forms.CharField(
        label=gettext_lazy("Tags"),
        help_text=gettext_lazy("Up to five, with commas between them."),
        required=False,
        max_length=220,
    )
    see_also = forms.CharField(
        label=gettext_lazy("See also"),
        help_text=gettext_lazy(
            "Addresses of discussions, conflicts or tags on this site, one a line. "
            "Those pages will show a link back."
        ),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, own: Post | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own = own
        shown = Conflict.objects.filter(shown=True)
        self.fields["conflict"].queryset = shown  # type: ignore[attr-defined]

    def clean_title(self) -> str:
        """One line, without control characters."""
        title = " ".join(self.cleaned_data["title"].split())
        if not slugify(title):
            raise ValidationError(_("Use at least one letter or digit."))
        return title

    def clean_body(self) -> str:
        """Something besides space."""
        body: str = self.cleaned_data["body"].replace("\r\n", "\n").strip("\n")
        if not body.strip():
            raise ValidationError(_("Write something."))
        return body

    def clean_tags(self) -> list[str]:
        """The tags' names, each once, in the order given."""
        names = [" ".join(name.split()) for name in self.cleaned_data["tags"].split(",")]
        found = {slugify(name, allow_unicode=True): name.lower() for name in names if name}
        found.pop("", None)
        if len(found) > MOST_TAGS:
            raise ValidationError(_("At most %(n)d tags.") % {"n": MOST_TAGS})
        for name in found.values():
            if len(name) > 40:
                raise ValidationError(_("“%(tag)s” is longer than 40 letters.") % {"tag": name})
        return list(found.values())

    def clean_see_also(self) -> list[Post | Conflict | Tag]:
        """What the addresses lead to, each once."""
        lines = [line.strip() for line in self.cleaned_data["see_also"].splitlines()]
        found = list(dict.fromkeys(self._target(line) for line in lines if line))
        if len(found) > MOST_LINKS:
            raise ValidationError(_("At most %(n)d links.") % {"n": MOST_LINKS})
        return found

    def _target(self, line: str) -> Post | Conflict | Tag:
        match = _TARGET.match(urlsplit(line).path)
        found: Post | Conflict | Tag | None = None
        if match:
            kind, slug = match.groups()
            if kind == "discussions":
                found = Post.objects.published().filter(slug=slug).first()
            elif kind == "conflicts":
                found = Conflict.objects.filter(shown=True, slug=slug).first()
            else:
                found = Tag.objects.filter(slug=slug).first()
        if found is None:
            raise ValidationError(
                _("“%(line)s” leads to no discussion, conflict or tag here.") % {"line": line[:100]}
            )
        if found == self.own:
            raise ValidationError(_("A post cannot name itself."))
        return found
