"""What readers and authors are told about a decision; the same words before and after it."""

from django.template.defaultfilters import date as format_date
from django.utils.translation import gettext as _

from goldenbridge_site.moderation.models import Act, Decision, Rule
from goldenbridge_site.moderation.texts import Text
from goldenbridge_site.posts.models import Post


def for_readers(text: Text, act: str, rule: Rule | None) -> str:
    """What stands in the text's place, or beside it, for everybody."""
    what = _("This post") if isinstance(text, Post) else _("This reply")
    if act == Act.HIDE:
        if rule is None:
            return _("%(what)s was hidden by a moderator.") % {"what": what}
        return _("%(what)s was hidden by a moderator: %(rule)s.") % {
            "what": what,
            "rule": rule.title,
        }
    if act == Act.LOCK:
        return _("Closed to new replies, still readable.")
    return _("No change.")


def for_author(decision: Decision) -> str:
    """The sentence that tells the author what was decided."""
    what = _("Your post") if decision.post_id else _("Your reply")
    rule = decision.rule.title if decision.rule else ""
    sentence = {
        Act.APPROVE: _("%(what)s was read by a moderator and is published."),
        Act.REWORD: _(
            "A moderator asks you to reword something. %(what)s can be edited until then."
        ),
        Act.HIDE: _("%(what)s was hidden by a moderator. You can still read it."),
        Act.LOCK: _("%(what)s was closed to new replies. It can still be read."),
        Act.UNLOCK: _("%(what)s is open to new replies again."),
        Act.MOVE: _("%(what)s was moved to where it belongs."),
        Act.WARN: _("A moderator has a word with you."),
        Act.SUSPEND: _("Your account can read but not write until %(until)s."),
        Act.BAN: _("Your account can read but no longer write."),
        Act.HIDE_ALL: _("Everything you wrote was hidden and your account can no longer write."),
        Act.UNDO: _("An earlier decision about what you wrote was undone."),
    }.get(Act(decision.act), "")
    until = format_date(decision.until, "j F Y, H:i") + " UTC" if decision.until else ""
    told = sentence % {"what": what, "until": until}
    if rule:
        told += " " + _("Rule %(number)d: %(rule)s.") % {
            "number": decision.rule.number if decision.rule else 0,
            "rule": rule,
        }
    return told


TOLD = {
    Act.APPROVE,
    Act.REWORD,
    Act.HIDE,
    Act.LOCK,
    Act.UNLOCK,
    Act.MOVE,
    Act.WARN,
    Act.SUSPEND,
    Act.BAN,
    Act.HIDE_ALL,
    Act.UNDO,
}
"""Acts the author hears of: all but keeping a reported text."""

APPEALABLE = TOLD - {Act.APPROVE, Act.UNLOCK, Act.UNDO}
"""Acts another moderator can be asked to look at again."""
