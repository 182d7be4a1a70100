"""Pages of conflicts."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from goldenbridge_site import markdown
from goldenbridge_site.conflicts import cards
from goldenbridge_site.conflicts.models import Conflict
from goldenbridge_site.follows import box as follow_box
from goldenbridge_site.pages.lists import page_of
from goldenbridge_site.posts.models import Post
from goldenbridge_site.runs import pictures


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All conflicts."""
    return render(request, "conflicts/index.html", {"section": "conflicts", "cards": cards.shown()})


@require_safe
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """A conflict: what it is, how it may end, what is said about it."""
    conflict = get_object_or_404(Conflict, slug=slug)
    if not conflict.shown:
        raise Http404
    picture = pictures.kept(conflict.scenario) if conflict.scenario else None
    return render(
        request,
        "conflicts/show.html",
        {
            "section": "conflicts",
            "conflict": conflict,
            "summary": markdown.stored(markdown.to_html(conflict.summary)),
            "picture": pictures.shown(picture),
            "error": picture.error if picture else "",
            "page": page_of(
                request, Post.objects.listed().filter(conflict=conflict).prefetch_related("tags")
            ),
            **follow_box.context(request.user, conflict),
            "naming": Post.objects.listed().filter(see_also__to_conflict=conflict)[:10],
        },
    )
