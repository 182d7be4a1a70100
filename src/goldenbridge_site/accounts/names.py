"""Display names: which are allowed, which look alike, and that none is given out twice."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from goldenbridge_site.accounts.models import TakenName, User

SHORTEST, LONGEST = 2, 30
_MARKS = " -_.'’"
# Letters of other scripts, and groups of Latin ones, that many typefaces draw alike.
_ALIKE = str.maketrans(
    {
        letter: plain
        for plain, letters in {
            "a": "аɑα",
            "b": "вβ",
            "c": "сϲ",
            "d": "ԁ",
            "e": "еёε",
            "g": "ɡ",
            "h": "һнη",
            "k": "кκ",
            "l": "i1ıіιӏ",
            "j": "јϳ",
            "m": "м",
            "n": "ո",
            "o": "0оοσ",
            "p": "рρ",
            "q": "ԛ",
            "s": "ѕ",
            "t": "тτ",
            "u": "υʋ",
            "v": "ѵν",
            "w": "ѡԝω",
            "x": "хχ",
            "y": "уүγ",
        }.items()
        for letter in letters
    }
)
_RESERVED = {"goldenbridge", "admin", "administrator", "moderator", "operator", "deletedmember"}


def display(user: User) -> str:
    """The name to show; a deleted member has no other."""
    return user.display_name if user.deleted is None else _("deleted member")


def key(name: str) -> str:
    """Equal for two names exactly when a reader could take one for the other."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    letters = "".join(c for c in folded if unicodedata.category(c)[0] in "LN").translate(_ALIKE)
    return letters.replace("rn", "m").replace("vv", "w")


def slug(name: str) -> str:
    """The name as it stands in an address."""
    return slugify(unicodedata.normalize("NFKC", name), allow_unicode=True)


def clean(name: str) -> str:
    """The name in one spelling. Raises ValidationError saying what is wrong with it."""
    name = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", name)).strip()
    if not SHORTEST <= len(name) <= LONGEST:
        raise ValidationError(
            _("Use %(low)d to %(high)d characters.") % {"low": SHORTEST, "high": LONGEST}
        )
    for character in name:
        if unicodedata.category(character)[0] not in "LMN" and character not in _MARKS:
            raise ValidationError(_("Use letters, digits, spaces, hyphens and full stops only."))
    if len({script for script in map(_script, name) if script}) > 1:
        raise ValidationError(_("Use letters of one alphabet only."))
    if len(key(name)) < SHORTEST or not slug(name):
        raise ValidationError(_("Use at least two letters or digits."))
    if key(name) in {key(word) for word in _RESERVED}:
        raise ValidationError(_("This name is kept for the site itself."))
    return name


def _script(character: str) -> str:
    if not character.isalpha():
        return ""
    return unicodedata.name(character, "").split(" ")[0]


def free(name: str, member: User | None = None) -> bool:
    """Whether nobody has or had a name that looks like `name` (but `member` themself)."""
    taken = TakenName.objects.filter(key=key(name)) | TakenName.objects.filter(slug=slug(name))
    return not (taken.exclude(user=member) if member else taken).exists()


def claim(user: User, name: str) -> None:
    """Take `name` for `user`. Raises ValidationError if somebody else was faster."""
    try:
        with transaction.atomic():
            TakenName.objects.get_or_create(key=key(name), user=user, defaults={"slug": slug(name)})
    except IntegrityError as error:
        raise ValidationError(_("This name is taken.")) from error


def rename(user: User, name: str) -> None:
    """Change the display name; the old one leads here and is never given out again."""
    with transaction.atomic():
        claim(user, name)
        taken = TakenName.objects.get(key=key(name), user=user)
        if taken.slug != slug(name):
            taken.slug = slug(name)
            taken.save(update_fields=["slug"])
        user.display_name, user.slug = name, slug(name)
        user.save(update_fields=["display_name", "slug"])
