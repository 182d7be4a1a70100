"""Pages of posts and tags."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goldenbridge_site import markdown, permissions
from goldenbridge_site.accounts.models import User
from goldenbridge_site.conflicts.models import Conflict
from goldenbridge_site.drafts import saving
from goldenbridge_site.drafts.models import Draft
from goldenbridge_site.drafts.views import number, words_of, written
from goldenbridge_site.limits import buckets, newcomers
from goldenbridge_site.pages.lists import page_of
from goldenbridge_site.posts import page, publishing, versions
from goldenbridge_site.posts.forms import PostForm
from goldenbridge_site.posts.models import Post, Status, Tag
from goldenbridge_site.replies import pending


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All posts, latest or most discussed first, of all conflicts or one."""
    sort = "discussed" if request.GET.get("sort") == "discussed" else "latest"
    found = Post.objects.most_discussed() if sort == "discussed" else Post.objects.listed()
    chosen = Conflict.objects.filter(shown=True, slug=request.GET.get("conflict", "")).first()
    if chosen is not None:
        found = found.filter(conflict=chosen)
    return render(
        request,
        "posts/index.html",
        {
            "section": "discussions",
            "page": page_of(request, found.prefetch_related("tags")),
            "sort": sort,
            "conflicts": Conflict.objects.filter(shown=True),
            "chosen": chosen,
        },
    )


@require_safe
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """A post and its thread."""
    post = get_object_or_404(
        Post.objects.select_related("author", "conflict", "hidden_rule"), slug=slug
    )
    if post.status == Status.HIDDEN and not permissions.may_read_post(request.user, post):
        return render(request, "posts/hidden.html", {"rule": post.hidden_rule}, status=404)
    permissions.require_visible(permissions.may_read_post(request.user, post))
    return render(request, "posts/show.html", page.context(request, post))


@require_safe
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    """Posts with a tag, and posts that name the tag under "see also"."""
    found = get_object_or_404(Tag, slug=slug)
    naming = Post.objects.listed().filter(see_also__to_tag=found)
    return render(
        request,
        "posts/tag.html",
        {
            "section": "discussions",
            "tag": found,
            "page": page_of(request, Post.objects.listed().filter(tags=found)),
            "naming": naming[:10],
        },
    )


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Write a post."""
    if not permissions.is_member(request.user):
        return _signed_out(request)
    if request.method == "GET":
        permissions.require(permissions.may_keep_drafts(request.user))
        return _write(request, _opened(request, Draft.Kind.POST))
    return _send(request, None)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Edit a post; nothing that was changed meanwhile is overwritten."""
    post = get_object_or_404(Post.objects.select_related("author", "conflict"), slug=slug)
    permissions.require_visible(permissions.may_read_post(request.user, post))
    if not permissions.is_member(request.user):
        return _signed_out(request, post)
    permissions.require(permissions.may_edit_post(request.user, post))
    if request.method == "GET":
        return _write(request, _opened(request, Draft.Kind.POST_EDIT, post), post)
    return _send(request, post)


def _signed_out(request: HttpRequest, post: Post | None = None) -> HttpResponse:
    """Keep what was written, then ask to sign in."""
    if request.method == "POST":
        kind = Draft.Kind.POST_EDIT if post else Draft.Kind.POST
        words = words_of(request, kind)
        if not words.empty:
            pending.keep(
                request,
                kind=kind,
                title=words.title,
                body=words.body,
                post=post,
                fields=words.fields,
            )
    response = redirect("account_login")
    response["Location"] += f"?next={request.path}"
    return response


def _opened(request: HttpRequest, kind: str, post: Post | None = None) -> dict[str, Any]:
    """What a newly opened form holds: a draft, the post's own words, or nothing."""
    member = request.user
    assert isinstance(member, User)
    draft = _asked_draft(request, member) or saving.waiting(member, kind, post, None)
    if draft is not None:
        initial = {"title": draft.title, "body": draft.body, **draft.fields}
        base = draft.fields.get("base") or (post.version if post else 0)
        return {"initial": initial, "form_id": draft.form, "draft": draft, "base": base}
    initial = page.words_of_post(post) if post else {"conflict": request.GET.get("conflict", "")}
    return {
        "initial": initial,
        "form_id": saving.form_id(""),
        "draft": None,
        "base": post.version if post else 0,
    }


def _asked_draft(request: HttpRequest, member: User) -> Draft | None:
    key = number(request.GET.get("draft", ""))
    return Draft.objects.filter(member=member, pk=key).first() if key else None


def _write(
    request: HttpRequest, opened: dict[str, Any], post: Post | None = None, **more: Any
) -> HttpResponse:
    form = more.pop("form", None) or PostForm(initial=opened["initial"], own=post)
    draft = opened.get("draft")
    return render(
        request,
        "posts/write.html",
        {
            "section": "discussions",
            "form": form,
            "post": post,
            "form_id": opened["form_id"],
            "version": draft.version if draft else opened.get("version", 0),
            "draft": draft,
            "base": opened.get("base", 0),
            "may_publish": permissions.may_write(request.user),
            **more,
        },
        status=422 if form.errors or more.get("changed") else 200,
    )


def _send(request: HttpRequest, post: Post | None) -> HttpResponse:
    """Publish, preview or save what was written; it is saved as a draft first."""
    member = request.user
    assert isinstance(member, User)
    kind = Draft.Kind.POST_EDIT if post else Draft.Kind.POST
    form_id = saving.form_id(request.POST.get("form", ""))
    base = number(request.POST.get("base", "")) or 0
    words = words_of(request, kind)
    draft = saving.save(member, form_id, number(request.POST.get("version", "")) or 0, words)
    form_id = draft.form if draft else form_id
    opened: dict[str, Any] = {"form_id": form_id, "draft": draft, "base": base}
    form = PostForm(request.POST, own=post)
    action = request.POST.get("action", "publish")
    if action == "draft":
        messages.success(request, _("Draft saved."))
        return redirect(pending.address(draft) if draft else request.path)
    if action == "preview":
        shown = markdown.stored(markdown.to_html(words.body))
        return _write(request, opened, post, form=_unchecked(form), preview=shown, words=words)
    if not permissions.may_write(member):
        permissions.require(False, _("You may not post just now. Your text is kept as a draft."))
    if form.is_valid():
        too_many = newcomers.problem_with_links(member, form.cleaned_data["body"])
        if too_many:
            form.add_error("body", too_many)
    if not form.is_valid():
        return _write(request, opened, post, form=form)
    buckets.spend(request, "edit" if post else "post")
    if post is None:
        made = publishing.publish(member, opened["form_id"], form.cleaned_data)
        messages.success(request, page.told_after_publishing(made))
        return redirect(made)
    try:
        made = publishing.edit(post, base, opened["form_id"], form.cleaned_data)
    except publishing.EditConflictError as error:
        return _write(
            request,
            {**opened, "base": error.post.version},
            post,
            form=form,
            changed=error.post,
            pieces=versions.compare(error.post.body, words.body),
        )
    messages.success(request, _("Saved as version %(n)d.") % {"n": made.version})
    return redirect(made)


def _unchecked(form: PostForm) -> PostForm:
    """The same words in a form that shows no errors yet."""
    names = ("title", "body", "conflict", "tags", "see_also")
    return PostForm(initial={name: form.data.get(name, "") for name in names}, own=form.own)


@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """The HTML a text would become, for scripts; exactly what a page would show."""
    permissions.require(permissions.may_keep_drafts(request.user))
    body = written(request, "body")[:40_000]
    level = 4 if request.POST.get("kind", "").startswith("reply") else 2
    return JsonResponse({"html": markdown.to_html(body, level)})


@login_required
@require_http_methods(["GET", "POST"])
def delete(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask, then delete."""
    post = get_object_or_404(Post.objects.select_related("author"), slug=slug)
    permissions.require_visible(permissions.may_read_post(request.user, post))
    permissions.require(permissions.may_delete_post(request.user, post))
    if request.method == "POST":
        publishing.delete(post)
        messages.success(request, _("Your post is deleted."))
        return redirect("posts")
    return render(request, "posts/delete.html", {"post": post, "section": "discussions"})


@require_safe
def history(request: HttpRequest, slug: str) -> HttpResponse:
    """The versions of a post and what changed between two of them."""
    post = get_object_or_404(Post.objects.select_related("author", "conflict"), slug=slug)
    permissions.require_visible(permissions.may_read_post(request.user, post))
    permissions.require_visible(permissions.may_read_post_history(request.user, post))
    found = versions.of(post)
    if not found:
        raise Http404
    after = _version(request, found, "to", found[0])
    before = _version(request, found, "from", found[min(1, len(found) - 1)])
    return render(
        request,
        "posts/history.html",
        {
            "section": "discussions",
            "post": post,
            "versions": found,
            "before": before,
            "after": after,
            "title_pieces": versions.compare(before.title, after.title),
            "pieces": versions.compare(before.body, after.body),
        },
    )


def _version(
    request: HttpRequest, found: list[versions.Version], name: str, default: versions.Version
) -> versions.Version:
    wanted = number(request.GET.get(name, ""))
    return next((version for version in found if version.number == wanted), default)
