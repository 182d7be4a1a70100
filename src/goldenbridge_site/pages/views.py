"""Home, the pages that explain the site, and the choice of colours."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from goldenbridge_site import markdown
from goldenbridge_site.conflicts import cards
from goldenbridge_site.moderation.models import Rule
from goldenbridge_site.operator.models import SiteSettings
from goldenbridge_site.pages import theme
from goldenbridge_site.posts.models import Post

YEAR = 60 * 60 * 24 * 365


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Conflicts, the latest and the most discussed posts."""
    shown = cards.shown()
    posts = Post.objects.listed().prefetch_related("tags")
    pinned = SiteSettings.current().pinned_post
    latest = [post for post in posts[:7] if pinned is None or post.pk != pinned.pk][:6]
    return render(
        request,
        "pages/home.html",
        {
            "cards": shown[:6],
            "conflict_total": len(shown),
            "pinned": pinned if pinned and pinned.status == "published" else None,
            "latest": latest,
            "discussed": Post.objects.most_discussed().filter(reply_count__gt=0)[:5],
        },
    )


@require_safe
def how_it_works(request: HttpRequest) -> HttpResponse:
    """What the model does, what it cannot see, how to read its figures, and how we talk."""
    return render(request, "pages/how_it_works.html")


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """The numbered rules."""
    text = SiteSettings.current().rules_text
    return render(
        request,
        "pages/rules.html",
        {
            "rules": Rule.objects.filter(active=True),
            "text": markdown.stored(markdown.to_html(text)),
        },
    )


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about whom, for how long; the operator's own words below."""
    text = SiteSettings.current().privacy_text
    return render(
        request, "pages/privacy.html", {"text": markdown.stored(markdown.to_html(text, heading=3))}
    )


@require_safe
def contact(request: HttpRequest) -> HttpResponse:
    """Who runs the site and how to reach them."""
    text = SiteSettings.current().contact_text
    return render(request, "pages/contact.html", {"text": markdown.stored(markdown.to_html(text))})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What the site does for everybody to be able to use it."""
    return render(request, "pages/accessibility.html")


@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Keep the chosen colours in a cookie and go back."""
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        target = "/"
    response = redirect(target)
    chosen = request.POST.get("theme", "")
    if chosen in theme.THEMES:
        response.set_cookie(
            theme.COOKIE,
            chosen,
            max_age=YEAR,
            secure=request.is_secure(),
            httponly=True,
            samesite="Lax",
        )
    return response
