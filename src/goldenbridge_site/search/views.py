"""The search page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from goldenbridge_site.limits import buckets
from goldenbridge_site.pages.lists import page_of
from goldenbridge_site.search import finding


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Look for words in titles, posts and replies."""
    query = request.GET.get("q", "")[: finding.LONGEST].replace("\x00", "")
    if finding.words(query):
        buckets.spend(request, "search")
    hits = finding.find(query)
    return render(
        request,
        "search/search.html",
        {
            "section": "search",
            "query": query,
            "asked": bool(finding.words(query)),
            "page": page_of(request, hits),
            "total": len(hits),
        },
    )
