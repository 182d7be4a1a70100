"""Deleting an account: the row stays, emptied; the threads keep their shape."""

from django.db import transaction
from django.utils import timezone

from goldenbridge_site.accounts.models import Role, User
from goldenbridge_site.events import account_deleted
from goldenbridge_site.posts import publishing as posts
from goldenbridge_site.posts.models import Post, Status
from goldenbridge_site.replies import publishing as replies
from goldenbridge_site.replies.models import Reply


def delete(member: User, *, remove_texts: bool) -> None:
    """Empty the member's row and drop what belongs to it, in one transaction.

    The name is never given out again. With `remove_texts` posts and replies are deleted as their
    author could have done; without, they stay as by "deleted member".
    """
    with transaction.atomic():
        if remove_texts:
            for reply in Reply.objects.filter(author=member).exclude(status=Status.DELETED):
                replies.delete(reply)
            for post in Post.objects.filter(author=member).exclude(status=Status.DELETED):
                posts.delete(post)
        _drop_what_belongs(member)
        _empty(member)
        account_deleted.send(sender=User, user=member)


def _drop_what_belongs(member: User) -> None:
    from allauth.account.models import EmailAddress
    from allauth.mfa.models import Authenticator
    from allauth.usersessions.models import UserSession

    for session in UserSession.objects.filter(user=member):
        session.end()
    EmailAddress.objects.filter(user=member).delete()
    Authenticator.objects.filter(user=member).delete()
    for owned in ("drafts", "follows", "notifications", "preferences", "tokens", "notes"):
        getattr(member, owned).all().delete()
    member.names.update(user=None)
    Post.history.filter(history_user=member).update(history_user=None)
    Reply.history.filter(history_user=member).update(history_user=None)


def _empty(member: User) -> None:
    member.email = None
    member.slug = None
    member.display_name = "deleted member"
    member.biography = member.biography_html = ""
    member.role = Role.MEMBER
    member.is_active = False
    member.last_login = None
    member.deleted = timezone.now()
    member.set_unusable_password()
    member.save()
