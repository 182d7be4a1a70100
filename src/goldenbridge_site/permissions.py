"""Who may do what: the only place where that is decided.

Every function takes the viewer first (a member or Django's AnonymousUser) and answers yes or no.
Views ask through `require` (403) or `require_visible` (404: what may not be seen does not exist).
Templates get the answers from their view.
"""

from datetime import timedelta
from typing import TypeGuard

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from goldenbridge_site.accounts.models import Role, User
from goldenbridge_site.api.models import ApiToken
from goldenbridge_site.drafts.models import Draft
from goldenbridge_site.moderation.models import Act, Appeal, Decision, MemberNote
from goldenbridge_site.notifications.models import Notification
from goldenbridge_site.operator.models import SiteSettings
from goldenbridge_site.posts.models import Post, Status
from goldenbridge_site.replies.models import Reply

Viewer = User | AnonymousUser


def require(allowed: bool, reason: str = "") -> None:
    """Refuse with 403 and `reason` unless `allowed`."""
    if not allowed:
        raise PermissionDenied(reason or _("You may not do this."))


def require_visible(allowed: bool) -> None:
    """Answer 404 unless `allowed`: whether the thing exists is not told either."""
    if not allowed:
        raise Http404


def is_member(viewer: Viewer) -> TypeGuard[User]:
    """Signed in, neither deleted nor switched off, and no demonstration account."""
    return isinstance(viewer, User) and viewer.is_active and not viewer.is_demo


def verified(viewer: Viewer) -> bool:
    """A member whose address is confirmed."""
    if not is_member(viewer):
        return False
    known: bool | None = getattr(viewer, "_verified", None)
    if known is None:
        from allauth.account.models import EmailAddress

        known = EmailAddress.objects.filter(user=viewer, verified=True).exists()
        viewer._verified = known  # type: ignore[attr-defined]
    return known


def may_write(viewer: Viewer) -> bool:
    """Post, reply, edit, report: confirmed, not suspended, and the site not read-only."""
    return (
        is_member(viewer)
        and not viewer.suspended()
        and verified(viewer)
        and not SiteSettings.current().read_only
    )


def moderates(viewer: Viewer) -> bool:
    """Moderators and administrators, while not suspended themselves."""
    return (
        is_member(viewer)
        and viewer.role in {Role.MODERATOR, Role.ADMINISTRATOR}
        and not viewer.suspended()
        and verified(viewer)
    )


def administers(viewer: Viewer) -> bool:
    """Administrators; the operator's pages ask for the second factor as well."""
    return moderates(viewer) and is_member(viewer) and viewer.role == Role.ADMINISTRATOR


def has_second_factor(viewer: Viewer) -> bool:
    """Whether the member has set up a second factor."""
    if not is_member(viewer):
        return False
    from allauth.mfa.utils import is_mfa_enabled

    return bool(is_mfa_enabled(viewer))


def may_operate(viewer: Viewer) -> bool:
    """The pages under /operator/."""
    return administers(viewer) and has_second_factor(viewer)


# Posts


def may_read_post(viewer: Viewer, post: Post) -> bool:
    """Published posts: everybody. Hidden and waiting ones: author and moderators.

    A deleted post has no words left; its page stays as long as answers hang on it.
    """
    if post.status == Status.PUBLISHED:
        return True
    if post.status == Status.DELETED:
        return post.reply_count > 0
    return is_member(viewer) and (viewer.pk == post.author_id or moderates(viewer))


def may_edit_post(viewer: Viewer, post: Post) -> bool:
    """The author, as long as the post is not hidden; nobody edits another's words."""
    return (
        is_member(viewer)
        and viewer.pk == post.author_id
        and post.status in {Status.PUBLISHED, Status.WAITING}
        and may_write(viewer)
    )


def may_delete_post(viewer: Viewer, post: Post) -> bool:
    """The author, at any time."""
    return (
        is_member(viewer)
        and viewer.pk == post.author_id
        and post.status != Status.DELETED
        and not SiteSettings.current().read_only
    )


def may_read_post_history(viewer: Viewer, post: Post) -> bool:
    """Everybody who may read the post."""
    return may_read_post(viewer, post)


# Replies


def may_read_reply(viewer: Viewer, reply: Reply) -> bool:
    """Like posts, and only where the post itself may be read."""
    if not may_read_post(viewer, reply.post):
        return False
    if reply.status == Status.PUBLISHED:
        return True
    if reply.status == Status.DELETED:
        return False
    return is_member(viewer) and (viewer.pk == reply.author_id or moderates(viewer))


def may_reply(viewer: Viewer, post: Post, parent: Reply | None = None) -> bool:
    """Members who may write, under published posts and replies that are open."""
    return (
        may_write(viewer)
        and post.status == Status.PUBLISHED
        and not post.locked
        and (parent is None or (parent.status == Status.PUBLISHED and not parent.locked))
    )


def may_edit_reply(viewer: Viewer, reply: Reply) -> bool:
    """The author, within the operator's window after posting."""
    if not (is_member(viewer) and viewer.pk == reply.author_id and may_write(viewer)):
        return False
    window = timedelta(minutes=SiteSettings.current().edit_minutes)
    return (
        reply.status in {Status.PUBLISHED, Status.WAITING}
        and not reply.post.locked
        and may_read_post(viewer, reply.post)
        and (timezone.now() - reply.created <= window or asked_to_reword(reply))
    )


def asked_to_reword(reply: Reply) -> bool:
    """Whether a moderator asked for other words and the author has not edited since."""
    asked = Decision.objects.filter(reply=reply, act=Act.REWORD, undone_by=None)
    if reply.edited_at is not None:
        asked = asked.filter(created__gt=reply.edited_at)
    return asked.exists()


def may_delete_reply(viewer: Viewer, reply: Reply) -> bool:
    """The author, at any time."""
    return (
        is_member(viewer)
        and viewer.pk == reply.author_id
        and reply.status != Status.DELETED
        and not SiteSettings.current().read_only
    )


def may_read_reply_history(viewer: Viewer, reply: Reply) -> bool:
    """Everybody who may read the reply."""
    return may_read_reply(viewer, reply)


# What belongs to one member


def may_use_draft(viewer: Viewer, draft: Draft) -> bool:
    """Its writer only."""
    return is_member(viewer) and viewer.pk == draft.member_id


def may_keep_drafts(viewer: Viewer) -> bool:
    """Every member, also unconfirmed and suspended ones: what is written is never lost."""
    return is_member(viewer)


def may_read_notification(viewer: Viewer, notification: Notification) -> bool:
    """The member it was made for."""
    return is_member(viewer) and viewer.pk == notification.member_id


def may_manage_account(viewer: Viewer) -> bool:
    """Own settings, export and deletion: every member, also a suspended one."""
    return is_member(viewer)


# Following and reporting


def may_follow(viewer: Viewer) -> bool:
    """Confirmed members; visitors where the operator allows it."""
    if is_member(viewer):
        return verified(viewer) and not viewer.suspended()
    return SiteSettings.current().visitor_follows


def may_report(viewer: Viewer, author: User | None = None) -> bool:
    """Members who may write, about what others wrote."""
    return may_write(viewer) and (author is None or author.pk != viewer.pk)


def may_request_by_law(viewer: Viewer) -> bool:
    """Everybody: who is harmed by a text need not join to say so."""
    return not SiteSettings.current().read_only


# Moderation


def may_decide_on(viewer: Viewer, author: User | None) -> bool:
    """Moderators, not about themselves; only administrators about moderators."""
    if not (moderates(viewer) and is_member(viewer)):
        return False
    if author is None:
        return True
    if author.pk == viewer.pk:
        return False
    return author.role == Role.MEMBER or viewer.role == Role.ADMINISTRATOR


def may_undo(viewer: Viewer, decision: Decision) -> bool:
    """The moderator who decided, or an administrator."""
    return moderates(viewer) and (viewer.pk == decision.moderator_id or administers(viewer))


def may_read_decision(viewer: Viewer, decision: Decision) -> bool:
    """The member it is about, also when suspended, and moderators."""
    return is_member(viewer) and (viewer.pk == decision.member_id or moderates(viewer))


def may_appeal(viewer: Viewer, decision: Decision) -> bool:
    """The member the decision is about, also when suspended; once."""
    return (
        is_member(viewer)
        and viewer.pk == decision.member_id
        and not SiteSettings.current().read_only
        and not Appeal.objects.filter(decision=decision).exists()
    )


def may_answer_appeal(viewer: Viewer, appeal: Appeal) -> bool:
    """A moderator other than the one who decided, and not the author."""
    return (
        moderates(viewer)
        and viewer.pk != appeal.decision.moderator_id
        and viewer.pk != appeal.author_id
        and appeal.answered is None
    )


def may_write_notes(viewer: Viewer) -> bool:
    """Private notes on members: moderators."""
    return moderates(viewer)


def may_remove_note(viewer: Viewer, note: MemberNote) -> bool:
    """The moderator who wrote it, or an administrator."""
    return moderates(viewer) and (viewer.pk == note.author_id or administers(viewer))


# Operating


def may_give_role(viewer: Viewer, member: User) -> bool:
    """Operators, to others: nobody takes their own rights away by mistake."""
    return may_operate(viewer) and viewer.pk != member.pk and member.deleted is None


# Keys to the JSON interface


def may_make_tokens(viewer: Viewer) -> bool:
    """Confirmed members who are not suspended."""
    return is_member(viewer) and verified(viewer) and not viewer.suspended()


def may_revoke_token(viewer: Viewer, token: ApiToken) -> bool:
    """The member it was made for."""
    return is_member(viewer) and viewer.pk == token.member_id
