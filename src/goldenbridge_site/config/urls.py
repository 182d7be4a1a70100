"""Every address of the site. The authorisation matrix is checked against this list."""

from django.urls import include, path

handler400 = "goldenbridge_site.pages.errors.bad_request"
handler403 = "goldenbridge_site.pages.errors.forbidden"
handler404 = "goldenbridge_site.pages.errors.not_found"
handler500 = "goldenbridge_site.pages.errors.server_error"

urlpatterns = [
    path("", include("goldenbridge_site.pages.urls")),
    path("", include("goldenbridge_site.accounts.urls")),
    path("", include("goldenbridge_site.notifications.urls")),
    path("", include("goldenbridge_site.api.page_urls")),
    path("", include("goldenbridge_site.follows.urls")),
    path("", include("goldenbridge_site.moderation.urls")),
    path("", include("goldenbridge_site.posts.urls")),
    path("", include("goldenbridge_site.replies.urls")),
    path("", include("goldenbridge_site.drafts.urls")),
    path("conflicts/", include("goldenbridge_site.conflicts.urls")),
    path("search/", include("goldenbridge_site.search.urls")),
    path("operator/", include("goldenbridge_site.operator.urls")),
    path("feeds/", include("goldenbridge_site.feeds.urls")),
    path("api/v1/", include("goldenbridge_site.api.urls")),
]
